"""Every claim of the README is covered: here those about files and commands; the others by the tests of what they speak of."""

import re
import shlex
import subprocess
import tomllib

import pytest
from conftest import PROJECT

from analysis import cli

README = (PROJECT / "README.md").read_text(encoding="utf-8")
PAGES = [PROJECT / "README.md", PROJECT / "notebooks/TUTORIAL.md", PROJECT / "data/README.md"]


def test_the_first_screen_has_sentence_figure_commands_and_limits():
    first = README[:2600]
    places = [
        first.index(part) for part in ("how the tellings differ", "![", "make report", "make test", "What these numbers cannot tell you")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_and_pictures_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_notebook_is_listed_and_every_listed_one_exists():
    assert set(re.findall(r"^\| `(\d\d-[a-z]+)`", README, re.M)) == {p.stem for p in (PROJECT / "notebooks").glob("*.ipynb")}


def test_every_command_that_is_shown_is_understood():
    lines = re.findall(r"^(?:\.venv/bin/)?samestory (.+?)(?: {2,}#.*)?$", README, re.M)
    assert len(lines) >= 5
    for line in lines:
        words = shlex.split(re.sub(r"\[|\]|\|\S+| \.\.\.", "", line.split("#")[0]))
        cli.build_parser().parse_args(words)


def test_the_make_targets_exist():
    targets = set(re.findall(r"^(\w+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"\bmake (report|test|lab)\b", README)) <= targets


def test_the_lock_file_holds_all_dependencies_with_hashes_and_names_no_host():
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {re.sub(r"[-_.]+", "-", n).lower() for n in re.findall(r"^([\w.-]+)==", lock, re.M)}
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [d for name in ("html", "test", "build") for d in project["optional-dependencies"][name]]
    for wanted in (*project["dependencies"], *extras):
        assert re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", wanted).group()).lower() in pinned
    assert "://" not in lock and lock.count("--hash=sha256:") > len(pinned)


def test_the_versions_of_python_that_were_tried_are_those_of_the_package():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    least, tried = re.search(r"Python ([\d.]+) or newer \(tried with ([^)]+)\)", README).groups()
    assert project["requires-python"] == f">={least}"
    assert re.findall(r"[\d.]+", tried) == [c.split(" :: ")[-1] for c in project["classifiers"] if re.search(r":: Python :: 3\.\d", c)]


def test_no_text_of_the_machine_or_of_anybody_else_is_tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("needs a git checkout: asks git for the tracked files")
    for name in filter(None, listed.stdout.split("\0")):
        path = PROJECT / name
        assert path.stat().st_size < 5_000_000, name
        if not name.startswith("tests/") and path.suffix in (".py", ".md", ".toml", ".ipynb", ".csv", ".json", ".cff", ""):
            assert not re.search(r"(?<![\w.])/(home|root|Users|tmp)/\w", path.read_text(encoding="utf-8")), name
