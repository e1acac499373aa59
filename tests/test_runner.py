"""Running notebooks: every way it can end, in forked kernels and in kernels of their own."""

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from analysis import report
from analysis.batch import kernels, normalise, notebookfile, nursery, runner, stamps
from analysis.batch.progress import Progress

NOTEBOOKS = Path(__file__).parent / "notebooks"
FORKED = pytest.param([], id="forked", marks=pytest.mark.skipif(not kernels.FORKS, reason="kernels are forked on Linux only"))
PLAIN = pytest.param(None, id="plain")


@pytest.fixture(scope="module")
def private_tmp(tmp_path_factory):
    """A short temporary folder of our own, so that what is left in it can be counted (a socket's path must be short)."""
    tmp_path_factory.getbasetemp()  # before it would settle in ours
    before, tempfile.tempdir = tempfile.tempdir, tempfile.mkdtemp(prefix="t")
    yield Path(tempfile.tempdir)
    shutil.rmtree(tempfile.tempdir)
    tempfile.tempdir = before


def run(root: Path, names: list[str], **options) -> dict[str, runner.Outcome]:
    """Run notebooks of the tests in `root`; return the outcomes by name."""
    settings = {"story": "dam"}
    jobs = [runner.Job(NOTEBOOKS / f"{n}.ipynb", root / "out" / f"{n}.ipynb", settings) for n in names]
    with runner.Session(root, **options) as session:
        return {job.name: outcome for job, outcome in session.run(jobs)}


@pytest.fixture(scope="module", params=[FORKED, PLAIN])
def ended(request, tmp_path_factory, private_tmp):
    """One run of notebooks that end in all ways; the root, the outcomes."""
    root = tmp_path_factory.mktemp("root")
    outcomes = run(root, ["00-good", "02-error", "04-killed", "05-exit"], workers=3, preload=request.param)
    return root, outcomes | run(root, ["03-slow"], timeout=3, preload=request.param)


@pytest.mark.parametrize(
    ("name", "state", "cell", "line", "message"),
    [
        ("00-good", "ok", 5, "with open(os.environ['SAMESTORY_WROTE'], 'a') as listing:", ""),
        ("02-error", "error", 3, "# the cause", "AssertionError: the <b>dam</b> broke"),
        ("03-slow", "timeout", 3, "time.sleep(60)", "the cell took longer than 3 s"),
        ("04-killed", "killed", 3, "os.kill(os.getpid(), 9)", "the kernel died (killed from outside, or out of memory)"),
        ("05-exit", "error", 2, "raise SystemExit", "the notebook stopped itself before its last cell"),
    ],
)
def test_each_end_is_told_apart_and_the_cell_named(ended, name, state, cell, line, message):
    outcome = ended[1][name]
    assert (outcome.state, outcome.cell, outcome.line, outcome.message) == (state, cell, line, message)


def test_only_a_notebook_that_ran_to_its_end_gets_its_name(ended):
    files = {p.name for p in (ended[0] / "out").iterdir()}
    assert files == {"00-good.ipynb", "02-error.failed.ipynb", "03-slow.failed.ipynb", "04-killed.failed.ipynb", "05-exit.failed.ipynb"}


@pytest.mark.parametrize(("name", "word"), [("02-error", "AssertionError"), ("03-slow", "timeout"), ("04-killed", "killed")])
def test_the_failed_notebook_shows_the_error_at_its_cell_and_nothing_after(ended, name, word):
    cells = notebookfile.code(notebookfile.read(ended[0] / "out" / f"{name}.failed.ipynb"))
    assert cells[2]["outputs"][-1]["ename"] == word
    assert [c["metadata"].get("status") for c in cells[2:]] == ["failed", "pending"]
    assert cells[3]["outputs"] == []


def test_the_kernel_works_in_the_root_whatever_kernel_the_notebook_asks_for(ended):
    root, outcomes = ended
    assert outcomes["00-good"].wrote == (root / "figures" / "dam" / "words.csv",)
    assert len((root / "figures" / "dam" / "words.csv").read_text().splitlines()) == 4


def test_nothing_is_left_behind(ended, private_tmp):
    assert list(private_tmp.iterdir()) == []


def test_the_executed_notebook_says_nothing_about_place_and_time(ended):
    text = (ended[0] / "out" / "00-good.ipynb").read_text()
    for trace in (str(ended[0]), "duration", "start_time", "0x7", str(Path(sys.prefix))):
        assert trace not in text
    assert "<object object at 0x>" in text


@pytest.mark.slow
def test_two_runs_elsewhere_give_the_same_bytes(tmp_path, private_tmp, monkeypatch):
    hashes = []
    for number, preload in enumerate((None, [])):
        monkeypatch.setenv("PYTHONHASHSEED", str(number + 1))
        root = tmp_path / ("folder" * (number + 1))
        root.mkdir()
        run(root, ["00-good", "08-payload"], preload=preload if kernels.FORKS else None)
        hashes.append({n: stamps.sha((root / "out" / f"{n}.ipynb").read_bytes()) for n in ("00-good", "08-payload")})
    assert hashes[0] == hashes[1]


@pytest.mark.slow
def test_many_notebooks_on_many_workers_lose_none(tmp_path, private_tmp, capfd):
    source = notebookfile.read(NOTEBOOKS / "01-tone.ipynb")
    jobs = []
    for number in range(24):
        path = tmp_path / f"n{number:02d}.ipynb"
        notebookfile.write(path, notebookfile.as_json(source))
        jobs.append(runner.Job(path, tmp_path / "out" / path.name, {"story": f"s{number}", "factor": float(number)}))
    with runner.Session(tmp_path, workers=8, preload=[] if kernels.FORKS else None) as session:
        states = [outcome.state for _, outcome in session.run(jobs)]
    assert states == ["ok"] * 24
    wrote = [(tmp_path / "figures" / f"s{n}" / "tone.csv").read_text() for n in range(24)]
    assert wrote == [f"tone\n{0.1 * float(n)!r}\n" for n in range(24)]
    assert list(private_tmp.iterdir()) == []
    noise = [line for line in capfd.readouterr().err.splitlines() if not line.startswith("[")]
    assert noise == []


@pytest.mark.parametrize("preload", [FORKED, PLAIN])
def test_leaving_early_ends_the_kernels(tmp_path, private_tmp, preload):
    (tmp_path / "pid.ipynb").write_text(
        code_notebook("import os, pathlib, time", "pathlib.Path('pid').write_text(str(os.getpid()))", "time.sleep(60)")
    )
    jobs = [runner.Job(path, tmp_path / "out" / path.name) for path in (tmp_path / "pid.ipynb", NOTEBOOKS / "02-error.ipynb")]
    begun = time.monotonic()
    with runner.Session(tmp_path, workers=2, preload=preload) as session:
        for job, _ in session.run(jobs):
            assert job.name == "02-error"
            while not (tmp_path / "pid").exists() and time.monotonic() < begun + 30:
                time.sleep(0.05)
            break
    assert time.monotonic() - begun < 40
    assert not alive(int((tmp_path / "pid").read_text()))
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["02-error.failed.ipynb"], "what was cut off did not fail"
    assert list(private_tmp.iterdir()) == []


def code_notebook(*sources: str) -> str:
    """Return the text of a notebook with these code cells."""
    common = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [common | {"id": f"c{number}", "source": source} for number, source in enumerate(sources)]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})


def alive(pid: int) -> bool:
    """Tell whether a process runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_without_sockets_the_kernel_is_reached_over_encrypted_tcp(tmp_path, private_tmp, monkeypatch):
    monkeypatch.setattr(kernels, "SOCKETS", False)
    (tmp_path / "look.ipynb").write_text(
        code_notebook("import json, sys\nfrom ipykernel.connect import get_connection_info\ninfo = get_connection_info(unpack=True)",
                      "print(info['transport'], *sorted(k for k in info if 'curve' in k))"))  # fmt: skip
    with runner.Session(tmp_path) as session:
        ((job, outcome),) = session.run([runner.Job(tmp_path / "look.ipynb", tmp_path / "out" / "look.ipynb")])
    assert outcome.state == "ok", outcome
    shown = notebookfile.code(notebookfile.read(job.target))[1]["outputs"][0]["text"]
    assert shown.split()[0] == "tcp"
    assert ("curve_publickey" in shown) == hasattr(kernels.Kernel, "transport_encryption")


@pytest.mark.skipif(not kernels.FORKS, reason="kernels are forked on Linux only")
def test_forked_kernels_do_not_share_the_state_of_unseeded_randomness(tmp_path, private_tmp):
    source = NOTEBOOKS / "07-random.ipynb"
    jobs = [runner.Job(source, tmp_path / f"{n}" / "07-random.ipynb") for n in "ab"]
    with runner.Session(tmp_path, preload=["numpy.random"]) as session:
        assert [o.state for _, o in session.run(jobs)] == ["ok", "ok"]
    a, b = (notebookfile.read(j.target)["cells"][-1]["outputs"][0]["text"] for j in jobs)
    assert a != b


@pytest.mark.skipif(not kernels.FORKS, reason="kernels are forked on Linux only")
def test_the_process_that_forks_kernels_ends_them_with_itself(tmp_path):
    forge = kernels.Nursery([], tmp_path)
    kernel = forge.fork(["ipykernel_launcher", "-f", str(tmp_path / "k.json"), "--transport=ipc", f"--ip={tmp_path / 's'}"],
                        {"env": kernels.environment(IPYTHONDIR=str(tmp_path)), "cwd": str(tmp_path)})  # fmt: skip
    assert alive(kernel.pid)
    forge.close()
    assert not alive(kernel.pid)


def test_the_process_that_forks_kernels_imports_nothing_of_ours():
    """A kernel must not find modules that its notebook did not import."""
    code = "import sys, analysis.batch.nursery; print(*sorted(m for m in sys.modules if m.startswith('analysis')))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(nursery.__file__).parents[2])
    assert shown.stdout.split() == ["analysis", "analysis.batch", "analysis.batch.nursery"]


def stream(name: str, text: str) -> dict:
    return {"output_type": "stream", "name": name, "text": text}


def test_what_was_printed_does_not_hang_on_how_the_streams_interleaved():
    result = {"output_type": "display_data", "data": {}, "metadata": {}}
    one = [stream("stderr", "w"), stream("stdout", "a"), stream("stderr", "v"), stream("stdout", "b"), result, stream("stdout", "c")]
    other = [stream("stdout", "ab"), stream("stderr", "wv"), result, stream("stdout", "c")]
    assert normalise.in_order(one) == normalise.in_order(other) == other


def test_a_progress_bar_is_no_result():
    assert normalise.in_order([stream("stderr", "\r 10% 0.1 s\r100% 0.2 s")]) == []


def test_a_folder_is_replaced_as_a_whole_only():
    places = {"/home/ada/study": ".", "/home/ada": "~"}
    text = "/home/ada/study/a.csv /home/ada/study-2/a.csv /home/ada/x /home/adam https://a.example/home/ada/x"
    assert normalise.neutral(text, places) == "./a.csv ~/study-2/a.csv ~/x /home/adam https://a.example/home/ada/x"


def test_a_kernel_that_starts_when_all_is_over_ends_at_once(tmp_path):
    ends = []
    manager = type("Manager", (), {"end": lambda self: ends.append(self)})()
    with runner.Session(tmp_path) as session:
        session.started(manager)
        assert ends == []
    session.started(manager)
    assert ends == [manager, manager]


@pytest.mark.skipif(not kernels.FORKS, reason="kernels are forked on Linux only")
def test_the_process_that_forks_kernels_has_one_thread_after_all_its_imports(tmp_path):
    """Forking a process with several threads may leave a lock held for ever in the fork."""
    sections = [type("Section", (), {"source": notebookfile.read(path)}) for path in report.shipped()]
    forge = kernels.Nursery([*report.imports(sections), "pandas", "sklearn"], tmp_path)
    kernel = forge.fork(["ipykernel_launcher"], {"env": kernels.environment(), "cwd": str(tmp_path)})
    threads = list(Path("/proc", str(forge.process.pid), "task").iterdir())
    kernel.kill()
    forge.close()
    assert len(threads) == 1


class Terminal(io.StringIO):
    """A stderr that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_one_bar_names_what_runs_and_counts_cells(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    jobs = [runner.Job(NOTEBOOKS / f"{n}.ipynb", Path(n)) for n in ("00-good", "01-tone")]
    bar = Progress()
    bar.expect(jobs)
    for job in jobs:
        bar.begin(job)
    bar.step(jobs[0])
    bar.end(jobs[0], runner.Outcome("ok", 1.0))
    bar.close()
    shown = sys.stderr.getvalue()
    assert "00-good, 01-tone" in shown
    assert "1 of 9 cells" in shown
    assert "5 of 9 cells" in shown, "the cells that did not run count as done when the notebook has ended"
    assert "[1/2] 00-good: ran in 1.0 s\n" in shown


def test_elsewhere_there_is_one_line_for_each_notebook(capsys):
    job, progress = runner.Job(NOTEBOOKS / "00-good.ipynb", Path("a")), Progress()
    progress.expect([job])
    progress.begin(job)
    progress.step(job)
    progress.end(job, runner.Outcome("ok", 1.0))
    progress.close()
    assert capsys.readouterr().err == "[1/1] 00-good: ran in 1.0 s\n"
