"""Coding in JupyterLab: one sentence at a time, its outlet hidden, a box for each code.

Each answer goes into the coder's sheet at once, and what stands in the sheet is the only state: whoever closes the notebook, or the
machine, goes on where the sheet ends. `Session` is the coding without the widget, so that it can be tested and used elsewhere.
"""

import html
from pathlib import Path

from analysis import codingsheet, page
from analysis.codebook import Codebook

MISSING = "ipywidgets is not installed: fill in {} in a spreadsheet instead (1 for yes, 0 for no), then run this notebook again."
IDLE = "Nobody is coding now. Put your name into the parameter coder and run the notebook: a sheet is drawn, and coding starts here."
LAST = ". This was the last one: run the cells below. Skipped sentences come back next time."


class Session:
    """One coder's way through a sheet; `at` is the row that is shown, or the number of rows where all is coded or skipped."""

    def __init__(self, path: Path):
        self.path = Path(path)
        self.codes = codingsheet.codes(self.rows())
        self.at = self.following(-1)

    def rows(self):
        """Return the sheet as it is on disk now, numbered from 0."""
        return codingsheet.table(self.path).reset_index(drop=True)

    def following(self, at: int) -> int:
        """Return the first row after `at` that is not coded, else the number of rows."""
        rows = self.rows()
        return next((i for i in range(at + 1, len(rows)) if not self.coded(rows, i)), len(rows))

    def coded(self, rows, at: int) -> bool:
        """Tell whether row `at` has any answer."""
        return any(rows.at[at, code].strip() for code in self.codes)

    def current(self) -> dict:
        """Return what to show: text, before (the sentence before, if asked for), ticked (codes), done, total; text is empty at the end."""
        rows = self.rows()
        state = {"text": "", "before": "", "ticked": set(), "done": sum(self.coded(rows, i) for i in range(len(rows))), "total": len(rows)}
        if self.at < len(rows):
            row = rows.loc[self.at]
            ticked = {code for code in self.codes if row[code].strip().lower() in codingsheet.YES}
            state |= {"text": row["text"], "before": row.get("before", ""), "ticked": ticked}
        return state

    def answer(self, ticked: set[str]) -> None:
        """Write yes for the codes in `ticked` and no for all others, and go on to the next sentence that is not coded."""
        self.store({code: str(int(code in ticked)) for code in self.codes})
        self.at = self.following(self.at)

    def skip(self) -> None:
        """Leave the sentence without an answer, also where it had one, and go on; it comes back when the sheet is opened again."""
        self.store(dict.fromkeys(self.codes, ""))
        self.at = self.following(self.at)

    def back(self) -> None:
        """Go back to the sentence before, to change its answer."""
        self.at = max(0, self.at - 1)

    def store(self, answers: dict[str, str]) -> None:
        """Write the answers of the present row into the sheet."""
        rows = self.rows()
        if self.at < len(rows):
            rows.loc[self.at, list(answers)] = list(answers.values())
            codingsheet.write(self.path, rows)


def desk(path: Path | None, book: Codebook):
    """Return the widget for the sheet at `path`; without a sheet, or without ipywidgets, the sentence that says how to code."""
    if path is None:
        return page.text(IDLE)
    try:
        import ipywidgets  # an interactive extra: everything else works without it
    except ImportError:
        return page.text(MISSING.format(path))
    return Desk(Session(path), book, ipywidgets).box


class Desk:
    """The widget: sentence, boxes, and the buttons Next, Back and Skip."""

    def __init__(self, session: Session, book: Codebook, widgets):
        self.session = session
        about = {frame.id: frame for frame in book.frames}
        self.progress, self.sentence = widgets.HTML(), widgets.HTML()
        names = {code: about[code].name if code in about else code for code in session.codes}
        self.boxes = {code: widgets.Checkbox(description=name, indent=False) for code, name in names.items()}
        told = [widgets.HTML(f"<small>{html.escape(about[code].definition)}</small>" if code in about else "") for code in session.codes]
        steps = {"Next": self.next, "Back": session.back, "Skip": session.skip}
        self.buttons = {name: widgets.Button(description=name) for name in steps}
        for name, step in steps.items():
            self.buttons[name].on_click(lambda _, step=step: self.go(step))
        lines = [widgets.VBox(pair) for pair in zip(self.boxes.values(), told, strict=True)]
        self.box = widgets.VBox([self.progress, self.sentence, *lines, widgets.HBox(list(self.buttons.values()))])
        self.show()

    def next(self) -> None:
        """Store what is ticked and go on."""
        self.session.answer({code for code, box in self.boxes.items() if box.value})

    def go(self, step) -> None:
        """Take a step and show where it led."""
        step()
        self.show()

    def show(self) -> None:
        """Show the present sentence; article text is data, so markup in it stays text."""
        now = self.session.current()
        end = f"{now['done']} of {now['total']} coded"
        self.progress.value = end + ("" if now["text"] else LAST)
        before = f"<small>… {html.escape(now['before'])}</small><br>" if now["before"] else ""
        self.sentence.value = f"<p>{before}<b>{html.escape(now['text'])}</b></p>"
        for code, box in self.boxes.items():
            box.value, box.disabled = code in now["ticked"], not now["text"]
        self.buttons["Next"].disabled = self.buttons["Skip"].disabled = not now["text"]
