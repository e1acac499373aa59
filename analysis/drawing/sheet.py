"""A figure measured in millimetres, and text measured before it is drawn.

Nothing is left to a layout engine that finds out at the end that a label was cut off: lines are broken by their true width,
the height of a figure follows from its rows, and every part is put down in millimetres from the upper left corner. So the
width of a column is kept exactly, and one pass draws what three passes of a layout engine would.
"""

import functools
import itertools
import re
import unicodedata

import numpy as np
import pandas as pd
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.textpath import text_to_path
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Affine2D

from analysis.theme import EDGE, GAP, GREY, LIGHT, LINE, RC, SIZE, SMALL, SMALL_LINE, texts

INCH = 25.4
AXIS = 4.5  # mm: ticks and their labels

# text #


def plain(text) -> str:
    """Return `text` on one line, without control characters, turned-round writing and lone surrogates: what a font can draw.

    >>> plain("two\\n lines\\x00")
    'two lines'
    """
    kept = (c for c in str(text) if unicodedata.category(c) not in ("Cc", "Cs", "Cn", "Co") or c in "\t\n\r")
    return re.sub(r"\s+", " ", re.sub("[\u202a-\u202e\u2066-\u2069]", "", "".join(kept))).strip()


@functools.lru_cache(maxsize=4096)
def extent(text: str, size: float = SIZE) -> float:
    """Return the width of one line of `text` in millimetres at `size` points."""
    width, _, _ = text_to_path.get_text_width_height_descent(text, FontProperties(family=RC["font.family"], size=size), ismath=False)
    return width / 72 * INCH


def fitting(text: str, width: float, size: float = SIZE) -> int:
    """Return how many characters of `text` fit into `width` millimetres, at least one."""
    return next((n for n in range(len(text), 1, -1) if extent(text[:n], size) <= width), 1)


def shorten(text: str, width: float, size: float = SIZE) -> str:
    """Return `text`, with an ellipsis for its end where it is wider than `width` millimetres."""
    text = plain(text)
    if extent(text, size) <= width:
        return text
    return text[: fitting(text, width - extent("…", size), size)].rstrip() + "…"


def wrap(text: str, width: float, size: float = SIZE, *, lines: int = 4) -> list[str]:
    """Return `text` in at most `lines` lines of `width` millimetres, broken after blanks, slashes and hyphens, else anywhere."""
    out = [""]
    for piece in re.split(r"(?<=[\s/-])(?=\S)", plain(text)):
        if extent((out[-1] + piece).rstrip(), size) > width and out[-1]:
            out.append("")
        while extent(piece.rstrip(), size) > width and len(piece) > 1:
            cut = fitting(piece, width, size)
            out[-1:], piece = [piece[:cut], ""], piece[cut:]
        out[-1] += piece
    out = [line.rstrip() for line in out]
    return out if len(out) <= lines else [*out[: lines - 1], shorten(" ".join(out[lines - 1 :]), width, size)]


# the sheet #


def flow(labels: list[str], width: float) -> list[tuple[float, int]]:
    """Return where each label of a legend goes, as (millimetres from the left, line), filling lines of `width` millimetres."""
    places, x, line = [], 0.0, 0
    for label in labels:
        needed = extent(label, SMALL) + 6
        if x and x + needed > width:
            x, line = 0.0, line + 1
        places.append((x, line))
        x += needed
    return places


class Sheet:
    """A figure measured in millimetres from its upper left corner, `body` high, with `foot` set small below the body."""

    def __init__(self, width: float, body: float, foot: str):
        lines = wrap(foot, width - 2 * EDGE, SMALL, lines=12)
        self.width, self.height = width, body + GAP + SMALL_LINE * len(lines) + EDGE
        self.figure = Figure(figsize=(width / INCH, self.height / INCH))
        self.mm = Affine2D().scale(1 / INCH, -1 / INCH).translate(0, self.height / INCH) + self.figure.dpi_scale_trans
        self.text(EDGE, body + GAP, "\n".join(lines), color=GREY, size=SMALL, va="top")

    def text(self, x: float, y: float, text: str, **options):
        """Put `text` down at `x`, `y`; a list of lines is joined by the caller."""
        return self.figure.text(x, y, text, transform=self.mm, **{"va": "center", "linespacing": 1.12, **options})

    def centred(self, x: float, y: float, lines: list[str]) -> None:
        """Write lines below each other around `x`, moved aside where they would leave the sheet."""
        half = max(map(extent, lines)) / 2
        self.text(min(max(x, EDGE + half), self.width - EDGE - half), y, "\n".join(lines), ha="center", va="top")

    def marks(self, places: list[tuple[float, float, dict]]) -> None:
        """Draw marks given as (x, y, look); those that look alike are drawn at one go."""
        alike: dict[tuple, list] = {}
        for x, y, look in places:
            alike.setdefault(tuple(look.items()), []).append((x, y))
        for look, points in alike.items():
            x, y = zip(*points, strict=True)
            self.figure.add_artist(Line2D(x, y, linestyle="none", transform=self.mm, **dict(look)))

    def strokes(self, strokes: list[tuple[float, float, float, float]], *, colour, thick: float = 0.5, behind: bool = False) -> None:
        """Draw straight lines given as (x, y, x, y); `colour` is one, or one for each."""
        ends = [((a, b), (c, d)) for a, b, c, d in strokes]
        lines = LineCollection(ends, colors=colour, linewidths=thick, transform=self.mm, zorder=1 if behind else 2)
        lines.set_capstyle("butt")
        self.figure.add_artist(lines)

    def boxes(self, boxes: list[tuple[float, float, float, float]], *, fill, edge="none", thick: float = 0.5) -> None:
        """Draw boxes given as (x, y, width, height) from their upper left corner; `fill` and `edge` are one colour, or one for each."""
        corners = [((x, y), (x + w, y), (x + w, y + h), (x, y + h)) for x, y, w, h in boxes]
        self.figure.add_artist(PolyCollection(corners, facecolors=fill, edgecolors=edge, linewidths=thick, transform=self.mm, zorder=1))

    def legend(self, x: float, y: float, entries: list[tuple[str, dict]]) -> None:
        """Write a legend in lines from `x`, `y`: entries are (label, how its mark is drawn)."""
        for (label, mark), (right, line) in zip(entries, flow([e[0] for e in entries], self.width - x - EDGE), strict=True):
            self.marks([(x + right + 1, y + line * LINE, mark)])
            self.text(x + right + 2.6, y + line * LINE, shorten(label, self.width - x - 2.6 - EDGE, SMALL), size=SMALL)

    def axis(self, scale: "Scale", top: float, bottom: float, *, named: bool = True) -> None:
        """Draw the grid of `scale` from `top` to `bottom`, a line at a zero that is crossed, and below, if `named`, its numbers."""
        self.strokes([(scale(t), top, scale(t), bottom) for t in scale.ticks], colour=LIGHT, thick=0.4, behind=True)
        if scale.low < 0 < scale.high:
            self.strokes([(scale(0), top, scale(0), bottom)], colour=GREY, thick=0.8, behind=True)
        if named:
            foot = [(scale(t), bottom, scale(t), bottom + 0.7) for t in scale.ticks]
            self.strokes([(scale.left, bottom, scale.right, bottom), *foot], colour=GREY)
            for tick, name in scale.named(lambda text: extent(text, SMALL) + 1):
                self.text(scale(tick), bottom + 1.2, name, size=SMALL, ha="center", va="top")

    def side(self, scale: "Scale", left: float, right: float, *, named: bool = True) -> None:
        """Draw the grid of an upright `scale` from `left` to `right`, a line at a zero that is crossed, and at its left, if `named`, its numbers."""
        self.strokes([(left, scale(t), right, scale(t)) for t in scale.ticks], colour=LIGHT, thick=0.4, behind=True)
        if scale.low < 0 < scale.high:
            self.strokes([(left, scale(0), right, scale(0))], colour=GREY, thick=0.8, behind=True)
        for tick, name in scale.named(lambda text: SMALL_LINE) if named else []:
            self.text(left - 1, scale(tick), name, size=SMALL, ha="right")


class Scale:
    """Where numbers lie between `left` and `right` millimetres, and the round numbers among them.

    Upright, `left` is its foot and `right` its head. It starts at zero where that is near; a little room is left beyond an end that isn't zero.
    Of `whole` things there are no halves, on the axis neither.
    """

    def __init__(self, values, left: float, right: float, *, whole: bool = False):
        low, high = np.nanmin(values), np.nanmax(values)
        low = 0.0 if 0 <= low < 0.7 * high else low
        high = 0.0 if 0 >= high > 0.7 * low else high
        room = 0.03 * (high - low or abs(high) or 1)
        self.left, self.right = left, right
        self.low, self.high = low - (room if low else 0), high + (room if high or not low else 0)
        bins = max(2, min(7, int(abs(right - left) / 9)))
        steps = MaxNLocator(nbins=bins, steps=[1, 2, 2.5, 5, 10], integer=whole).tick_values(self.low, self.high)
        self.ticks = [float(t) for t in steps.round(12) if self.low <= t <= self.high]

    def __call__(self, value: float) -> float:
        """Return where `value` lies, in millimetres."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)

    def named(self, room) -> list[tuple[float, str]]:
        """Return the ticks with their numbers: every one, or as many as have the millimetres that `room` asks for a number."""
        names = list(zip(self.ticks, texts(pd.Series(self.ticks, dtype=float), exact=True), strict=True))
        every = range(1, len(names) + 1)
        fits = lambda shown: all(abs(self(b) - self(a)) >= (room(x) + room(y)) / 2 for (a, x), (b, y) in itertools.pairwise(shown))  # noqa: E731
        return next((names[::step] for step in every if fits(names[::step])), [])


class Logarithm(Scale):
    """A scale on which equal steps are equal ratios, for numbers above zero; its ticks are powers of ten, or such as 1, 2 and 5 between."""

    def __init__(self, values, left: float, right: float):
        self.left, self.right = left, right
        self.low, self.high = np.nanmin(values) / 1.25, np.nanmax(values) * 1.25
        inside = lambda steps: [t for e in range(-9, 16) for s in steps if self.low <= (t := float(s * 10.0**e)) <= self.high]  # noqa: E731
        self.ticks = next((ticks for steps in ([1], [1, 2, 5]) if len(ticks := inside(steps)) > 1), inside(np.arange(1, 10, 0.5)))

    def __call__(self, value: float) -> float:
        """Return where `value` lies, in millimetres."""
        return self.left + np.log(value / self.low) / np.log(self.high / self.low) * (self.right - self.left)
