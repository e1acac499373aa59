"""One line that says what is going on while notebooks run.

On a terminal, a bar that counts cells and names the notebooks that run; elsewhere (a log, a file, a test) one line for each
notebook that has ended, and nothing that overwrites itself.
"""

import sys
import threading

from analysis import notebookfile


class Progress:
    """The bar, or the lines. Several threads may report."""

    def __init__(self) -> None:
        self.bar = None
        self.total = self.ended = 0
        self.running: list[str] = []
        self.lock = threading.Lock()

    def expect(self, jobs: list) -> None:
        """Say that `jobs` will run too."""
        self.total += len(jobs)
        if not sys.stderr.isatty():
            return
        cells = sum(len(notebookfile.code(notebookfile.read(j.notebook))) for j in jobs)
        if self.bar:
            self.bar.total += cells
        else:
            from tqdm import tqdm

            self.bar = tqdm(total=cells, unit="cell", file=sys.stderr, leave=False, dynamic_ncols=True)

    def begin(self, job) -> None:
        """Say that `job` runs now."""
        with self.lock:
            self.running.append(job.name)
            self.show()

    def step(self) -> None:
        """Count one cell."""
        with self.lock:
            if self.bar:
                self.bar.update(min(1, self.bar.total - self.bar.n))

    def end(self, job, outcome) -> None:
        """Say what became of `job`."""
        with self.lock:
            self.running.remove(job.name)
            self.ended += 1
            line = f"[{self.ended}/{self.total}] {job.name}: {outcome}"
            if self.bar:
                self.bar.write(line, file=sys.stderr)
                self.show()
            else:
                print(line, file=sys.stderr, flush=True)

    def show(self) -> None:
        """Name what runs."""
        if self.bar:
            self.bar.set_description_str(", ".join(self.running))

    def close(self) -> None:
        """Take the bar away."""
        if self.bar:
            self.bar.close()
