"""Tidy table -> Figure: eight kinds of picture, which draw what the rows say and compute nothing.

Each chart takes a tidy table (`value`, `low`, `high`, `n`, `unit`, `scope` and the keys it is drawn by) and a width in
millimetres, and returns a matplotlib Figure whose height follows from its rows. The order of an ordered categorical is
the order on the page; an outlet has one colour in all figures of a story, and is named in words in each. The unit stands
on the axis, the scope at the foot. What the corpus does not support (`supported` False) is drawn grey and hollow, a
row without an interval as a bare point. A table that can't be drawn raises ValueError with a sentence that says why.
"""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from analysis.drawing.chartrows import NOTHING, axis_label, foot, in_words, measured, name_ink, paints
from analysis.drawing.funnelchart import funnel
from analysis.drawing.sheet import AXIS, Scale, Sheet, extent, flow, plain, wrap
from analysis.drawing.speccurve import specifications
from analysis.drawing.termlists import shift, terms
from analysis.drawing.timechart import timeline
from analysis.theme import (
    DOUBLE,
    EDGE,
    FAINT,
    GAP,
    GREY,
    INK,
    LINE,
    MARKERS,
    SIZE,
    SMALL,
    SMALL_LINE,
    colours,
    ink,
    mark,
    order,
    readable,
    shades,
    style,
    texts,
    tint,
)  # fmt: skip

__all__ = ["counts", "dots", "funnel", "matrix", "shift", "specifications", "terms", "timeline"]

LANE = 2.5  # mm between two points of one row


class Rows:
    """Labelled rows one below the other, beside one scale: the frame that dots and bars share."""

    def __init__(self, table: pd.DataFrame, by: str, width: float, *, least: float, margin: float = 0):
        self.table, self.by, self.width = table, by, width
        self.names = order(table[by])
        self.labels = [wrap(name, width * 0.3 - EDGE) for name in self.names]
        self.left = EDGE + max(extent(line) for label in self.labels for line in label) + GAP
        self.counts = ["" if pd.isna(n) else f"{n:,.0f}" for n in table["n"]]
        self.right = width - EDGE - GAP - margin - max(extent(c, SMALL) for c in self.counts)
        heights = np.array([max(least, len(label) * LINE + 1) for label in self.labels])
        self.middles, self.height = heights.cumsum() - heights / 2, heights.sum()

    def sheet(self, scale: Scale, entries: list, foot: str) -> Sheet:
        """Return the sheet: the legend above, names and counts beside the rows, the scale and its unit below."""
        lines = flow([e[0] for e in entries], self.width - 2 * EDGE)
        self.top = EDGE + (LINE * (lines[-1][1] + 1) + 1 if lines else 0) + (SMALL_LINE if any(self.counts) else 0)
        unit = wrap(axis_label(self.table), self.width - 2 * EDGE)
        bottom = self.top + self.height
        sheet = Sheet(self.width, bottom + AXIS + LINE * len(unit), foot)
        sheet.legend(EDGE, EDGE + 1.5, entries)
        sheet.axis(scale, self.top, bottom)
        for name, label, colour in zip(self.names, self.labels, name_ink(self.table, self.by, self.names), strict=True):
            sheet.text(self.left - GAP, self.y(name), "\n".join(label), ha="right", color=colour)
        sheet.text(self.width - EDGE, self.top - 1.3, "n" if any(self.counts) else "", ha="right", color=GREY, size=SMALL)
        sheet.centred((self.left + self.right) / 2, bottom + AXIS, unit)
        return sheet

    def y(self, name) -> float:
        """Return the middle of the row of `name`."""
        return self.top + self.middles[self.names.index(name)]


# the charts #


def dots(rows: pd.DataFrame, *, by: str = "outlet", series: str | None = None, width: float = DOUBLE) -> Figure:
    """Draw a point with its interval per category of `by`, in the colour of its outlet; n stands at the right margin.

    A second key `series` (voice, period ...) is told apart by the shape of the mark. Where `by` is not the outlet and there
    are several outlets, they stand below each other within the row, told apart by shape as well where no other series is.
    """
    inner = [c for c in dict.fromkeys(("outlet", series)) if c and c != by and (c == series or c in rows and rows[c].nunique() > 1)]
    table = measured(rows, by, *inner)
    ranks = {c: order(table[c]) for c in inner}
    shaped = series or "outlet"
    known = ranks.get(shaped, []) and (list(colours(table["outlet"])) if shaped == "outlet" else ranks[shaped])  # an outlet keeps its shape
    shapes = {v: MARKERS[i % len(MARKERS)] for i, v in enumerate(known)}
    lanes = sorted({tuple(ranks[c].index(row[c]) for c in inner) for row in table.to_dict("records")})
    entries = [(plain(o), mark(colours(table["outlet"])[o], marker=shapes.get(o, "o"))) for o in ranks.get("outlet", [])]
    entries += [(plain(v), mark(GREY, marker=m)) for v, m in shapes.items() if shaped != "outlet"]
    with style():
        if table["value"].isna().all():
            return in_words(NOTHING, width, foot(table))
        frame = Rows(table, by, width, least=len(lanes) * LANE + 1.5)
        scale = Scale(table[["value", "low", "high"]].to_numpy(float), frame.left, frame.right)
        sheet = frame.sheet(scale, entries, foot(table))
        places = []
        for row, paint, count in zip(table.to_dict("records"), paints(table), frame.counts, strict=True):
            lane = lanes.index(tuple(ranks[c].index(row[c]) for c in inner))
            y = frame.y(row[by]) + (lane - (len(lanes) - 1) / 2) * LANE
            places.append((scale(row["value"]), y, mark(paint, marker=shapes.get(row.get(shaped), "o"), hollow=not row["supported"])))
            sheet.strokes([(scale(row["low"]), y, scale(row["high"]), y)], colour=ink(paint), thick=0.9)
            sheet.text(width - EDGE, y, count, ha="right", color=GREY, size=SMALL)
        sheet.marks(places)
    return sheet.figure


def counts(rows: pd.DataFrame, *, by: str = "outlet", series: str | None = None, width: float = DOUBLE) -> Figure:
    """Draw a bar per category of `by`, its value at its end; with `series`, its parts one after the other in lighter tints."""
    table = measured(rows, by, *([series] if series else [])).assign(value=lambda t: t["value"].fillna(0))
    table["n"] = table["n"].where((table["n"] != table["value"]) & (series is None))
    parts = order(table[series]) if series else [None]
    tints = {part: i * 0.75 / max(1, len(parts) - 1) for i, part in enumerate(parts)} if series != "outlet" else {}
    entries = [(plain(p), mark(tint(GREY, t), marker="s", size=5)) for p, t in tints.items() if series]
    ends = table.groupby(by, observed=True, sort=False)["value"].sum()
    reach = [0, *ends, *([] if series else table[["low", "high"]].to_numpy(float).ravel())]
    with style():
        frame = Rows(table, by, width, least=4.6, margin=max(extent(text, SMALL) for text in texts(ends)))
        scale = Scale(reach, frame.left, frame.right, whole=bool((table["value"] % 1 == 0).all()))
        sheet = frame.sheet(scale, entries, foot(table))
        begins = dict.fromkeys(frame.names, 0.0)
        for row in sorted(table.assign(paint=paints(table)).to_dict("records"), key=lambda row: parts.index(row.get(series))):
            x, y, share = begins[row[by]], frame.y(row[by]), tints.get(row.get(series), 0)
            fill = tint(row["paint"], share) if row["supported"] else "white"
            sheet.boxes([(scale(x), y - 1.4, scale(x + row["value"]) - scale(x), 2.8)], fill=fill, edge=ink(row["paint"]))
            begins[row[by]] += row["value"]
            if series is None:
                sheet.strokes([(scale(row["low"]), y, scale(row["high"]), y)], colour=INK, thick=0.8)
        for name, count in zip(table[by], frame.counts, strict=True):
            sheet.text(width - EDGE, frame.y(name), count, ha="right", color=GREY, size=SMALL)
        for name, total in zip(ends.index, texts(ends), strict=True):
            sheet.text(scale(max(0, ends[name])) + 0.8, frame.y(name), total, size=SMALL)
    return sheet.figure


def matrix(rows: pd.DataFrame, *, by: str = "outlet", of: str = "frame", width: float = DOUBLE) -> Figure:
    """Draw a shaded cell per combination of `by` and `of`, its value printed; the longer of the two runs down.

    Shades are of one hue, from zero to the largest value (of two hues where values fall on both sides of zero). A thin dash
    is a zero, a blank cell a combination that has no row.
    """
    table = measured(rows, by, of)
    down, across = sorted((by, of), key=lambda key: -table[key].nunique())
    names, heads = order(table[down]), order(table[across])
    blank = "" if len(table) == len(names) * len(heads) and table["value"].notna().all() else "Blank: none found."
    with style():
        labels = [wrap(name, width * 0.36 - EDGE) for name in names]
        left = EDGE + max(extent(line) for label in labels for line in label) + GAP
        cell = min(28.0, (width - EDGE - left) / len(heads))
        tops, upright = headings(heads, cell)
        top = EDGE + (max(extent(x) for t in tops for x in t) if upright else LINE * max(map(len, tops))) + 1
        least = min(4.8, max(3.6, 150 / len(names)))  # forty rows still fit on a page
        heights = np.array([max(least, len(label) * LINE + 0.6) for label in labels])
        unit = wrap(axis_label(table), width - left - EDGE)
        sheet = Sheet(width, top + heights.sum() + 1 + LINE * len(unit), foot(table, blank))
        middles = top + heights.cumsum() - heights / 2
        for label, y, colour in zip(labels, middles, name_ink(table, down, names), strict=True):
            sheet.text(left - GAP, y, "\n".join(label), ha="right", color=colour)
        turned = {"rotation": 90, "rotation_mode": "anchor", "ha": "left"} if upright else {"ha": "center", "va": "bottom"}
        for i, (lines, colour) in enumerate(zip(tops, name_ink(table, across, heads), strict=True)):
            sheet.text(left + (i + 0.5) * cell, top - 1, "\n".join(lines), color=colour, **turned)
        sheet.text(left, top + heights.sum() + 1, "\n".join(unit), va="top")
        fills = shades(table["value"].where(table["supported"]))
        places = [(names.index(row[down]), heads.index(row[across])) for row in table.to_dict("records")]
        corners = [(left + j * cell, middles[i] - heights[i] / 2, cell, heights[i]) for i, j in places]
        sheet.boxes(corners, fill=fills, edge="white", thick=0.8)
        for (i, j), row, text, fill in zip(places, table.to_dict("records"), texts(table["value"]), fills, strict=True):
            colour = FAINT if row["value"] == 0 else readable(fill) if row["supported"] else GREY
            size = next((s for s in (SIZE, SMALL) if extent(text, s) < cell - 0.6), 5)
            sheet.text(left + (j + 0.5) * cell, middles[i], "–" if row["value"] == 0 else text, ha="center", size=size, color=colour)
    return sheet.figure


def headings(heads: list, cell: float) -> tuple[list[list[str]], bool]:
    """Return the lines of each heading over columns `cell` millimetres wide, and whether they must stand upright to fit."""
    flat = [wrap(head, cell - 1) for head in heads]
    if max(extent(word) for head in heads for word in plain(head).split() or [""]) <= cell - 1 and not any(h[-1].endswith("…") for h in flat):
        return flat, False
    lines = max(1, int(cell / LINE))
    return [wrap(head, 26 if lines > 1 else 40, lines=lines) for head in heads], True
