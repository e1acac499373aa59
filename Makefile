# Two commands: `make report` sets everything up and reports on all stories in data/; `make test` sets up and passes the tests.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: report test lab lock clean

report: $(VENV)/.ready
	$(BIN)/samestory report

test: $(VENV)/.ready
	$(BIN)/python -m pytest -n auto --dist loadfile

lab: $(VENV)/.ready
	$(BIN)/jupyter lab notebooks

# The lock file first, checked by hash; then the project itself, without asking any index again.
$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit('samestory needs Python 3.11 or newer, this is ' + sys.version.split()[0] + ': make PYTHON=python3.12') if sys.version_info < (3, 11) else 0"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# Only for those who change dependencies: needs uv.
lock:
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --extra html --extra test --extra build --python-version 3.11 pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) .samestory report
