"""Small multiples: panels of one size, each under the name of what it shows, a few in a line.

Several outlets in one frame hide each other; side by side on a common scale they can be compared (Tufte 1983). A panel is
as high as its caller says; only the last panel of a column bears the numbers of the axis.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.drawing.chartrows import name_ink
from analysis.drawing.sheet import AXIS, Sheet, extent, wrap
from analysis.theme import EDGE, GREY, LINE, SMALL, order

APART, BELOW = 4.0, 2.0  # mm: between panels side by side, and below each


@dataclass(frozen=True)
class Panel:
    """One panel: whose it is, where its body begins (mm), and whether it is the first of its line and the last of its column."""

    name: object
    x: float
    y: float
    first: bool
    last: bool


class Panels:
    """Where the panels stand: at least `least` millimetres wide and `tall` high, `gutter` millimetres left free at the left of a line.

    `beside` holds what is written at the right of a name. `tall` may be set later, when the width of a panel (`room`) is known.
    """

    def __init__(self, table: pd.DataFrame, by: str, width: float, *, least: float, tall: float = 0, gutter: float = 0, beside: dict | None = None):
        self.names, self.tall, self.left, self.beside = order(table[by]), tall, EDGE + gutter, beside or {}
        space = width - EDGE - self.left + APART
        self.lines = -(-len(self.names) // max(1, int(space // (least + APART))))
        self.columns = -(-len(self.names) // self.lines)
        self.room = space / self.columns - APART
        self.inks = name_ink(table, by, self.names)
        self.heads = [wrap(n, self.room - 1.5 - extent(self.beside.get(n, ""), SMALL), lines=2) for n in self.names]
        self.head = LINE * max(map(len, self.heads)) + 1

    @property
    def pitch(self) -> float:
        """Return how far it is from one line of panels to the next."""
        return self.head + self.tall + BELOW

    @property
    def bottom(self) -> float:
        """Return where the numbers of the last axis end."""
        return EDGE + self.lines * self.pitch + AXIS - BELOW

    def __iter__(self) -> Iterator[Panel]:
        for i, name in enumerate(self.names):
            x, y = self.left + i % self.columns * (self.room + APART), EDGE + i // self.columns * self.pitch + self.head
            yield Panel(name, x, y, i % self.columns == 0, i + self.columns >= len(self.names))

    def title(self, sheet: Sheet) -> None:
        """Write the name of each panel above it, and what stands beside it."""
        for panel, lines, colour in zip(self, self.heads, self.inks, strict=True):
            sheet.text(panel.x, panel.y - 1 - LINE * len(lines) / 2, "\n".join(lines), color=colour)
            sheet.text(panel.x + self.room, panel.y - 1 - LINE / 2, self.beside.get(panel.name, ""), color=GREY, size=SMALL, ha="right")
