"""How often a term is used against how surely it marks an outlet, all terms at once (Monroe, Colaresi and Quinn 2008, their figures).

A list of the top terms hides what was left out. Here every term is a point: rare ones at the left, where nothing can be sure, frequent
ones at the right; a measure that favours rare or frequent terms shows as a lopsided cloud. Only the terms chosen have a name.
"""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from analysis.drawing import naming
from analysis.drawing.chartrows import NOTHING, axis_label, foot, in_words, measured, paints, ready
from analysis.drawing.panels import Panel, Panels
from analysis.drawing.sheet import Logarithm, Scale, Sheet, extent, shorten, wrap
from analysis.theme import DOUBLE, EDGE, FAINT, GREY, LINE, SMALL, SMALL_LINE, ZERO, ink, mark, style

TALL, LEAST, BAND = 40.0, 36.0, 1.96  # mm: height and least width of a panel; the z that two-sided p < .05 takes
GRAIN = 0.1  # mm: points nearer than this are one: of a thousand rare words most lie on the same few places
PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 0.1}  # behind a name, so that no point without name shows through it
UNDER = "uses by all (logarithmic scale)"


@style()
def funnel(rows: pd.DataFrame, *, by: str = "outlet", width: float = DOUBLE) -> Figure:
    """Draw a panel per category of `by` with a point per term: its `frequency` in all against its z (`value`), on common axes.

    Needs `term`, `frequency` (above 0) and `label`: where that is True, the point has the colour of its outlet and its name, if there is room; the
    number of names without room stands at the foot. Inside the shaded band |z| < 1.96.
    """
    table = measured(ready(rows, by, "term", "frequency", "value", "label"), by, "term")
    table = table.assign(label=table["label"].fillna(False).astype(bool), paint=paints(table))
    drawn = table[table["value"].notna() & (table["frequency"] > 0)]
    return in_words(NOTHING, width, foot(table)) if drawn.empty else Funnel(drawn, by, width, lost=len(table) - len(drawn)).draw()


class Funnel:
    """The panels of the funnel: what is where, reckoned first, since the foot tells how many names found no room."""

    def __init__(self, table: pd.DataFrame, by: str, width: float, *, lost: int):
        self.table, self.width, self.lost = table, width, lost
        self.aside = wrap(axis_label(table), TALL + 8)
        numbers = max(extent(name, SMALL) for _, name in self.scale(0, TALL).named(lambda text: 0))
        self.panels = Panels(table, by, width, tall=TALL, least=LEAST, gutter=LINE * len(self.aside) + numbers + 1.5)
        self.parts = [(panel, *self.laid(panel, table[table[by] == panel.name])) for panel in self.panels]

    def scale(self, bottom: float, top: float) -> Scale:
        """Return the scale of z, common to all panels."""
        return Scale([-BAND, BAND, *self.table["value"]], bottom, top)

    def across(self, panel: Panel) -> Logarithm:
        """Return the scale of the frequency, common to all panels."""
        return Logarithm(self.table["frequency"], panel.x, panel.x + self.panels.room)

    def laid(self, panel: Panel, part: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray, list]:
        """Return the named rows of a panel (with `x`, `y` in millimetres), the places of the others, and the places of the names."""
        z, room = self.scale(panel.y + TALL, panel.y), self.panels.room
        part = part.assign(px=self.across(panel)(part["frequency"].to_numpy(float)), py=z(part["value"].to_numpy(float)))
        named = part[part["label"]].sort_values("value", key=abs, ascending=False, kind="stable")
        named = named.assign(term=[shorten(term, room * 0.7, SMALL) for term in named["term"]])
        others = np.unique((part.loc[~part["label"], ["px", "py"]].to_numpy(float) / GRAIN).round(), axis=0) * GRAIN
        sizes = [(extent(term, SMALL) + 0.8, SMALL_LINE - 0.4) for term in named["term"]]
        hidden = np.vstack([others, [(panel.x + x, z(0)) for x in range(int(room))]])  # a name on the zero line hides it, too
        return named, others, naming.placed(named[["px", "py"]].to_numpy(float), sizes, hidden, (panel.x, panel.y, panel.x + room, panel.y + TALL))

    def notes(self) -> list[str]:
        """Return what the foot says: the band, points that are several terms, the names without room, the terms without a place."""
        short = sum(place is None for *_, places in self.parts for place in places)
        several = "One grey point may be several terms." if sum(len(others) for _, _, others, _ in self.parts) < (~self.table["label"]).sum() else ""
        lost = f"Terms without a number: {self.lost}." if self.lost else ""
        return [f"Shaded: |z| below {BAND}.", several, f"Names without room: {short}." if short else "", lost]

    def draw(self) -> Figure:
        """Draw all panels."""
        under = wrap(UNDER, self.width - 2 * EDGE)
        sheet = Sheet(self.width, self.panels.bottom + LINE * len(under), foot(self.table, *self.notes()))
        sheet.centred(self.panels.left + (self.width - EDGE - self.panels.left) / 2, self.panels.bottom, under)
        self.panels.title(sheet)
        first = next(iter(self.panels))
        sheet.text(EDGE + LINE * len(self.aside) / 2, first.y + TALL / 2, "\n".join(self.aside), rotation=90, ha="center")
        for panel, named, others, places in self.parts:
            self.frame(sheet, panel)
            sheet.marks([(x, y, {"marker": "o", "markersize": 1.3, "markerfacecolor": FAINT, "markeredgewidth": 0, "zorder": 1}) for x, y in others])
            sheet.marks([(r.px, r.py, mark(r.paint, hollow=not r.supported, size=2.8)) for r in named.itertuples()])
            for row, place in zip(named.itertuples(), places, strict=True):
                self.name(sheet, row, place)
        return sheet.figure

    def frame(self, sheet: Sheet, panel: Panel) -> None:
        """Draw the band and the axes of one panel."""
        z, right = self.scale(panel.y + TALL, panel.y), panel.x + self.panels.room
        sheet.boxes([(panel.x, z(BAND), self.panels.room, z(-BAND) - z(BAND))], fill=ZERO)
        sheet.axis(self.across(panel), panel.y, panel.y + TALL, named=panel.last)
        sheet.side(z, panel.x, right, named=panel.first)

    def name(self, sheet: Sheet, row, place: tuple | None) -> None:
        """Write the name of one point at its place, with a line to it where it stands off."""
        if place:
            x, y, off = place
            half = extent(row.term, SMALL) / 2
            if off:
                sheet.strokes([(row.px, row.py, min(max(row.px, x - half), x + half), min(max(row.py, y - 0.9), y + 0.9))], colour=GREY, thick=0.4, behind=True)
            sheet.text(x, y, row.term, size=SMALL, ha="center", color=ink(row.paint), bbox=PAPER, zorder=1.5)
