"""A claim under every reasonable analysis: the specification curve (Simonsohn, Simmons and Nelson 2020).

Above, what each analysis gives, from the smallest value to the largest; below, which choices it is made of. Where the marks of an option crowd
at one end, that choice moves the result; at the right stands in how many analyses with the option the claim holds.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from analysis.drawing.chartrows import NOTHING, axis_label, foot, in_words, measured, ready
from analysis.drawing.sheet import INCH, Scale, Sheet, extent, plain, wrap
from analysis.theme import DOUBLE, EDGE, FAINT, GAP, GREY, INK, LINE, SIZE, SMALL, SMALL_LINE, mark, order, style, tint

TALL, TICK = 40.0, 1.8  # mm: height of the curve; of a mark below it
READ = "Filled and dark: the claim holds; hollow and grey: it does not. At the right: in how many of the analyses with this option it holds."
OWN = "Triangle: the analysis as the notebooks make it."


@style()
def specifications(rows: pd.DataFrame, *, decisions: list[str], width: float = DOUBLE) -> Figure:
    """Draw the specification curve of one claim: a point with its interval per row, by size, and its option of each of the `decisions` below.

    Needs `claim`, `value`, `unit`, `holds` (bool) and a column per decision. Rows without a value stand at the right end. If there is a column
    `specification`, its 0 is marked as the analysis of the notebooks. Raises ValueError for the rows of several claims.
    """
    table = measured(ready(rows, "claim", "value", "holds", *decisions), "claim", *decisions)
    if len(claims := order(table["claim"])) > 1:
        raise ValueError(f"the rows hold the claims {', '.join(map(str, claims))}: choose one")
    table = table.assign(holds=table["holds"].fillna(False).astype(bool), supported=True)  # a hollow point has another meaning here
    return in_words(NOTHING, width, foot(table)) if table["value"].isna().all() else Curve(table, decisions, width).draw()


@dataclass(frozen=True)
class Line:
    """One line below the curve: an option (or, without `chosen`, the decision above its options) and the analyses that chose it."""

    lines: list[str]
    chosen: np.ndarray | None
    count: str
    y: float


class Curve:
    """The curve and the table of choices below it, which share one axis: an analysis each `step` millimetres."""

    def __init__(self, table: pd.DataFrame, decisions: list[str], width: float):
        self.width, self.options = width, {d: order(table[d]) for d in decisions}
        self.table = table.sort_values("value", kind="stable", na_position="last", ignore_index=True)
        held = int(table["holds"].sum())
        self.head = wrap(f"{plain(table['claim'].iloc[0])}: holds in {held:,} of {len(table):,} analyses", width - 2 * EDGE)
        self.top = EDGE + LINE * len(self.head) + 3
        self.rows = self.below()
        self.scale = Scale([0, *self.table[["value", "low", "high"]].to_numpy(float).ravel()], self.top + TALL, self.top)
        self.label = wrap(axis_label(self.table), TALL + 4)
        self.numbers = max(extent(name, SMALL) for _, name in self.scale.named(lambda text: SMALL_LINE)) + 2
        words = max(extent(line, SMALL) for row in self.rows for line in row.lines)
        self.left = EDGE + max(words + GAP, LINE * len(self.label) + self.numbers)
        self.right = width - EDGE - max(extent(row.count, SMALL) for row in self.rows) - 1.5
        self.step = (self.right - self.left) / len(table)
        self.x = self.left + (np.arange(len(table)) + 0.5) * self.step
        self.thin = self.step / INCH * 72  # pt: room for one analysis

    def below(self) -> list[Line]:
        """Return the lines below the curve from top to bottom."""
        y, most = self.top + TALL + 2, self.width * 0.34
        holds = self.table["holds"].to_numpy()
        out = [Line(["claim holds"], holds, tally(holds), y + SMALL_LINE / 2)]
        y += SMALL_LINE
        for decision, options in self.options.items():
            out.append(Line(wrap(decision, most, lines=1), None, "", y + 1 + LINE / 2))
            y += 1 + LINE
            for option in options:
                lines, chosen = wrap(option, most, SMALL, lines=2), (self.table[decision] == option).to_numpy()
                out.append(Line(lines, chosen, tally(holds[chosen]), y + SMALL_LINE * len(lines) / 2))
                y += SMALL_LINE * len(lines)
        self.bottom = y
        return out

    def notes(self) -> list[str]:
        """Return what the foot explains."""
        own, missing = self.own() is not None, int(self.table["value"].isna().sum())
        return [READ, OWN if own else "", f"Analyses without a value, at the right end: {missing}." if missing else ""]

    def own(self) -> int | None:
        """Return the place of the analysis of the notebooks, if it is there."""
        places = np.flatnonzero(self.table["specification"] == 0) if "specification" in self.table else []
        return int(places[0]) if len(places) else None

    def draw(self) -> Figure:
        """Draw the curve and the choices."""
        sheet = Sheet(self.width, self.bottom, foot(self.table, *self.notes()))
        sheet.text(EDGE, EDGE, "\n".join(self.head), va="top")
        if (own := self.own()) is not None:
            sheet.strokes([(self.x[own], self.top - 1, self.x[own], self.bottom)], colour=tint(GREY, 0.4), thick=0.5, behind=True)
            sheet.marks([(self.x[own], self.top - 1.2, mark(GREY, marker="v", size=3.6))])
        self.curve(sheet)
        self.choices(sheet)
        return sheet.figure

    def curve(self, sheet: Sheet) -> None:
        """Draw the values with their intervals over the zero line."""
        scale = self.scale
        sheet.side(scale, self.left, self.right)
        sheet.strokes([(self.left, scale(0), self.right, scale(0))], colour=GREY, thick=0.8, behind=True)
        x = self.left - self.numbers - LINE * len(self.label) / 2
        sheet.text(x, self.top + TALL / 2, "\n".join(self.label), rotation=90, ha="center")
        rows = [row | {"x": x} for row, x in zip(self.table.to_dict("records"), self.x, strict=True) if not pd.isna(row["value"])]
        colour = [tint(INK if row["holds"] else GREY, 0.5) for row in rows]
        sheet.strokes([(r["x"], scale(r["low"]), r["x"], scale(r["high"])) for r in rows], colour=colour, thick=min(0.9, self.thin * 0.6))
        size = min(3.6, max(1.0, self.thin))
        looks = {True: mark(INK, size=size), False: mark(GREY, hollow=True, size=size)}
        sheet.marks([(r["x"], scale(r["value"]), looks[r["holds"]]) for r in rows])

    def choices(self, sheet: Sheet) -> None:
        """Draw the marks of each option, dark where the claim holds."""
        ink = np.where(self.table["holds"], INK, FAINT)
        for row in self.rows:
            size, colour = (SIZE, INK) if row.chosen is None else (SMALL, GREY)
            x, side = (EDGE, "left") if row.chosen is None else (self.left - 1, "right")
            sheet.text(x, row.y, "\n".join(row.lines), ha=side, size=size, color=colour)
            sheet.text(self.width - EDGE, row.y, row.count, ha="right", size=SMALL, color=GREY)
            if row.chosen is not None and row.chosen.any():
                marks = [(x, row.y - TICK / 2, x, row.y + TICK / 2) for x in self.x[row.chosen]]
                sheet.strokes(marks, colour=list(ink[row.chosen]), thick=min(1.2, self.thin * 0.7))


def tally(holds: np.ndarray) -> str:
    """Return in how many of the analyses the claim holds, as in 31/32."""
    return f"{int(holds.sum())}/{len(holds)}"
