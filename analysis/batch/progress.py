"""One line that says what is going on while notebooks run.

On a terminal, a bar that counts cells and names the notebooks that run; elsewhere (a log, a file, a test) one line for each
notebook that has ended, and nothing that overwrites itself.
"""

import sys
import threading

from analysis.batch import notebookfile

BAR = "{desc} |{bar:30}| {n_fmt} of {total_fmt} cells, {elapsed}"


class Progress:
    """The bar, or the lines. Several threads may report."""

    def __init__(self) -> None:
        self.bar = None
        self.ended = 0
        self.running: list[str] = []
        self.left: dict[str, int] = {}  # cells that have not run, by notebook
        self.lock = threading.Lock()

    def expect(self, jobs: list) -> None:
        """Say that `jobs` will run too."""
        cells = {j.name: len(notebookfile.code(notebookfile.read(j.notebook))) for j in jobs}
        self.left |= cells
        if self.bar:
            self.bar.total += sum(cells.values())
        elif sys.stderr.isatty():
            from tqdm import tqdm

            self.bar = tqdm(total=sum(cells.values()), bar_format=BAR, file=sys.stderr, leave=False)

    def begin(self, job) -> None:
        """Say that `job` runs now."""
        with self.lock:
            self.running.append(job.name)
            self.show(0)

    def step(self, job) -> None:
        """Count one cell of `job`."""
        with self.lock:
            self.left[job.name] -= 1
            self.show(1)

    def end(self, job, outcome) -> None:
        """Say what became of `job`."""
        with self.lock:
            self.running.remove(job.name)
            self.ended += 1
            line = f"[{self.ended}/{len(self.left)}] {job.name}: {outcome}"
            if self.bar:
                self.bar.write(line, file=sys.stderr)
            else:
                print(line, file=sys.stderr, flush=True)
            self.show(self.left[job.name])

    def show(self, more: int) -> None:
        """Draw the bar, `more` cells further, with the names of what runs."""
        if self.bar:
            self.bar.set_description_str(", ".join(self.running), refresh=False)
            self.bar.update(more)
            self.bar.refresh()

    def close(self) -> None:
        """Take the bar away."""
        if self.bar:
            self.bar.close()
