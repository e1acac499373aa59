"""Which cell of a notebook was running when something went wrong.

A cell that runs out of time, or whose kernel dies, leaves no trace in what papermill hands back; so the notebook and its
running cell are remembered while papermill works, and the failure is written into the notebook afterwards.
"""

from collections.abc import Callable
from pathlib import Path

from analysis.batch import notebookfile

LINE = 160  # characters of a line of code or of an error that a message shows


class Watch:
    """Keeps, while papermill runs a notebook, the notebook itself and the cell that runs: a failure tells neither."""

    def __init__(self, step: Callable[[], None]) -> None:
        self.notebook: dict | None = None
        self.cell: dict | None = None
        self.step = step

    @staticmethod
    def node(path: Path) -> dict:
        """Return the notebook as papermill takes it without looking into the path (which it would format, or fetch)."""
        import nbformat

        return nbformat.from_dict(notebookfile.read(path))

    def notebook_starts(self, notebook: dict) -> None:
        """Remember the notebook."""
        self.notebook = notebook

    def cell_starts(self, cell: dict, **_) -> None:
        """Remember the cell."""
        if cell["cell_type"] == "code":
            self.cell = cell

    def cell_ends(self, cell: dict, **_) -> None:
        """Count the cell, unless it is papermill's own."""
        if cell["cell_type"] == "code" and notebookfile.INJECTED not in notebookfile.tags(cell):
            self.step()

    def where(self) -> tuple[int, str]:
        """Return which of the author's code cells ran last, counted from 1, and its first line."""
        if not self.cell:
            return 0, ""
        number = next((n for n, c in enumerate(notebookfile.code(self.notebook), 1) if c is self.cell), 0)
        return number, first_line(self.cell["source"])


def mark(notebook: dict, cell: dict | None, message: str) -> None:
    """Make the failure visible in the notebook itself: an error below the cell that ran."""
    code = [c for c in notebook["cells"] if c["cell_type"] == "code"]
    cell = cell or (code[0] if code else None)
    if cell and not any(o["output_type"] == "error" for o in cell.get("outputs", [])):
        name = message.partition(":")[0]
        cell.setdefault("outputs", []).append({"output_type": "error", "ename": name, "evalue": message, "traceback": [message]})
    after = False
    for each in code:
        if each is cell or after:
            each["metadata"]["papermill"] = {"status": "pending" if after else "failed"}
            after = True


def first_line(text: str) -> str:
    """Return the first line of `text` that says something, shortened where it is long.

    >>> first_line("\\n  a = 1\\nb")
    'a = 1'
    """
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= LINE else line[: LINE - 1] + "…"
