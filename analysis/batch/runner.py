"""Run notebooks through papermill, side by side, and say of each what became of it.

papermill by itself marks a notebook that ran out of time, or whose kernel was killed, as completed, and changes the working
folder of the whole process. Here the kernel gets its folder, the cell that was running is remembered, and the file appears
under its name only when all cells ran; otherwise as `.failed.ipynb`. One notebook's failure touches no other.
papermill is imported when something runs, since that costs more than everything else of a report that is up to date.
"""

import asyncio
import importlib
import logging
import os
import sys
import time
import warnings
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from analysis.batch import normalise, notebookfile
from analysis.batch.progress import Progress
from analysis.batch.watch import Watch, first_line, mark

TIMEOUT = 600  # seconds a single cell may take
WROTE = "wrote"  # the file in which a notebook lists the files that it wrote


@dataclass(frozen=True)
class Job:
    """A notebook to run: where it is, where the executed one goes, and the values of its parameters."""

    notebook: Path
    target: Path
    parameters: Mapping[str, object] = field(default_factory=dict, compare=False)

    @property
    def name(self) -> str:
        """Return the name of the notebook, without its ending."""
        return self.notebook.stem

    @property
    def failed(self) -> Path:
        """Return where the notebook goes when it fails."""
        return self.target.with_suffix(".failed.ipynb")


@dataclass(frozen=True)
class Outcome:
    """What became of one notebook.

    `state` is ok, error, timeout, killed, skipped or stopped; `cell` counts the author's code cells from 1, `line` is the first line of
    that cell. `wrote` are the files that the notebook said it wrote; `cells` the seconds of each code cell.
    """

    state: str
    seconds: float = 0.0
    message: str = ""
    cell: int = 0
    line: str = ""
    wrote: tuple[Path, ...] = ()
    cells: tuple[float, ...] = ()

    def __str__(self) -> str:
        if self.state == "ok":
            return f"ran in {self.seconds:.1f} s"
        where = f" in code cell {self.cell} ({self.line})" if self.cell else ""
        return f"{self.state}{where}: {self.message}"


class Session:
    """One stretch of running notebooks in the folder `root`, with everything that is worth starting only once.

    `workers` notebooks run at once (default: one per processor); `timeout` is in seconds per cell; `preload` are the modules
    that a process imports once for all kernels to be forked from it (None: each kernel is started for itself).
    Use it as a context; leaving it, or an interrupt from the keyboard, ends every kernel.
    """

    def __init__(self, root: Path, *, workers: int | None = None, timeout: int = TIMEOUT, preload: list[str] | None = None) -> None:
        self.root, self.workers, self.timeout, self.preload = root, workers or os.cpu_count() or 1, timeout, preload
        self.papermill: ModuleType | None = None
        self.nursery = None
        self.live: set = set()  # kernel managers
        self.stopped = False
        self.progress = Progress()

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_) -> None:
        self.stop()
        self.progress.close()
        if self.nursery:
            self.nursery.close()

    def run(self, jobs: list[Job]) -> Iterator[tuple[Job, Outcome]]:
        """Run `jobs` side by side; yield each with its Outcome when it ends."""
        if not jobs:
            return
        self.prepare()
        self.progress.expect(jobs)
        with ThreadPoolExecutor(self.workers) as pool:
            waiting = {pool.submit(self.one, job): job for job in jobs}
            try:
                while waiting:
                    for done in wait(waiting, return_when=FIRST_COMPLETED).done:
                        yield waiting.pop(done), done.result()
            finally:
                for future in waiting:
                    future.cancel()
                if waiting:
                    self.stop()

    def prepare(self) -> None:
        """Import papermill, and start what kernels are forked from, the first time that something is to run."""
        if self.papermill:
            return
        kernels = importlib.import_module("analysis.batch.kernels")
        if self.preload is not None and kernels.FORKS:
            self.nursery = kernels.Nursery(self.preload, self.root)
        self.papermill = load_papermill()

    def one(self, job: Job) -> Outcome:
        """Run one notebook and put the file where its state says."""
        self.progress.begin(job)
        begun = time.monotonic()
        watch = Watch(lambda: self.progress.step(job))
        with TemporaryDirectory(prefix="nb", ignore_cleanup_errors=True) as private:
            try:
                state, message = self.execute(job, watch, Path(private))
            finally:
                close_loop()
            files = written(Path(private, WROTE), self.root)
        if self.stopped:
            return Outcome("stopped", message="interrupted before its end")
        notebook = watch.notebook or notebookfile.read(job.notebook)
        if state != "ok":
            mark(notebook, watch.cell, f"{state}: {message}")
        cells = normalise.normalise(notebook, self.root)
        target, other = (job.target, job.failed) if state == "ok" else (job.failed, None)
        notebookfile.write(target, notebookfile.as_json(notebook))
        if other:
            other.unlink(missing_ok=True)
        outcome = Outcome(state, time.monotonic() - begun, message, *watch.where(), files, tuple(cells))
        self.progress.end(job, outcome)
        return outcome

    def execute(self, job: Job, watch: Watch, private: Path) -> tuple[str, str]:
        """Let papermill run the notebook; return the state and, where it failed, one line that says why."""
        from nbclient.exceptions import CellTimeoutError, DeadKernelError

        from analysis.batch.kernels import environment, kernel

        env = environment(SAMESTORY_HOME=str(self.root), SAMESTORY_WROTE=str(private / WROTE))
        try:
            self.papermill.execute_notebook(
                watch.node(job.notebook), None, parameters=dict(job.parameters), progress_bar=False, kernel_name="python3",
                language="python", kernel_manager_class=kernel(env, private, self), shutdown_kernel="immediate",
                execution_timeout=self.timeout, on_notebook_start=watch.notebook_starts, on_cell_start=watch.cell_starts,
                on_cell_complete=watch.cell_ends,
            )  # fmt: skip
        except self.papermill.PapermillExecutionError as problem:
            return "error", first_line(f"{problem.ename}: {problem.evalue}")
        except CellTimeoutError:
            return "timeout", f"the cell took longer than {self.timeout} s"
        except DeadKernelError:
            return "killed", "the kernel died (killed from outside, or out of memory)"
        except Exception as problem:  # whatever it is, the other notebooks go on
            return "error", first_line(f"{type(problem).__name__}: {problem}")
        if any(c["metadata"].get("papermill", {}).get("status") == "failed" for c in watch.notebook["cells"]):
            return "error", "the notebook stopped itself before its last cell"
        return "ok", ""

    def stop(self) -> None:
        """End all kernels that still run; notebooks that this cuts off have no result, and are no failures either."""
        self.stopped = True
        for manager in list(self.live):
            manager.end()

    def started(self, manager: object) -> None:
        """Take note of a kernel; one that comes when all is over ends at once."""
        self.live.add(manager)
        if self.stopped:
            manager.end()

    def ended(self, manager: object) -> None:
        """Forget a kernel."""
        self.live.discard(manager)


def written(listing: Path, root: Path) -> tuple[Path, ...]:
    """Return the files that a notebook listed, one path a line, those that exist and lie below `root`."""
    lines = listing.read_text(encoding="utf-8").splitlines() if listing.exists() else []
    files = {(root / line).resolve() for line in lines if line}
    return tuple(sorted(f for f in files if f.is_file() and f.is_relative_to(root)))


def close_loop() -> None:
    """Close the event loop of this thread; a cell that ran out of time leaves a task behind, which would complain at the end."""
    from jupyter_core.utils import ensure_event_loop

    loop = ensure_event_loop()
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    loop.close()


def load_papermill() -> ModuleType:
    """Import papermill quietly, and without a grammar of internet addresses that costs a second and is never used here."""
    heavy = "rfc3987_syntax"  # jsonschema takes it when it is there, for a check that notebooks do not need
    kept, sys.modules[heavy] = sys.modules.get(heavy), None
    try:
        papermill = importlib.import_module("papermill")
    finally:
        if kept:
            sys.modules[heavy] = kept
        else:
            del sys.modules[heavy]
    for name in ("papermill", "traitlets"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    warnings.filterwarnings("ignore", module="nbformat|papermill|jupyter_client")
    return papermill
