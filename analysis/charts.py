"""Tidy table -> Figure: five kinds of picture, which draw what the rows say and compute nothing.

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
from analysis.drawing.sheet import Scale, Sheet, extent, flow, plain, shorten, wrap
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

__all__ = ["counts", "dots", "matrix", "terms", "timeline"]

AXIS = 4.5  # mm: ticks and their labels
LANE = 2.5  # mm between two points of one row
TERM, TERM_HEAD = 3.3, 4.0  # mm: from term to term; the name above them


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
        centred(sheet, (self.left + self.right) / 2, bottom + AXIS, unit)
        return sheet

    def y(self, name) -> float:
        """Return the middle of the row of `name`."""
        return self.top + self.middles[self.names.index(name)]


def centred(sheet: Sheet, x: float, y: float, lines: list[str]) -> None:
    """Write lines below each other around `x`, moved aside where they would leave the sheet."""
    half = max(map(extent, lines)) / 2
    sheet.text(min(max(x, EDGE + half), sheet.width - EDGE - half), y, "\n".join(lines), ha="center", va="top")


# the charts #


def dots(rows: pd.DataFrame, *, by: str = "outlet", series: str | None = None, width: float = DOUBLE) -> Figure:
    """Draw a point with its interval per category of `by`, in the colour of its outlet; n stands at the right margin.

    A second key `series` (voice, period ...) is told apart by the shape of the mark. Where `by` is not the outlet and there
    are several outlets, they stand below each other within the row.
    """
    inner = [c for c in dict.fromkeys(("outlet", series)) if c and c != by and (c == series or c in rows and rows[c].nunique() > 1)]
    table = measured(rows, by, *inner)
    ranks = {c: order(table[c]) for c in inner}
    shapes = {v: MARKERS[i % len(MARKERS)] for i, v in enumerate(ranks.get(series, []))} if series != "outlet" else {}
    lanes = sorted({tuple(ranks[c].index(row[c]) for c in inner) for row in table.to_dict("records")})
    entries = [(plain(o), mark(colours(table["outlet"])[o])) for o in ranks.get("outlet", [])]
    entries += [(plain(v), mark(GREY, marker=m)) for v, m in shapes.items()]
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
            places.append((scale(row["value"]), y, mark(paint, marker=shapes.get(row.get(series), "o"), hollow=not row["supported"])))
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
        scale = Scale(reach, frame.left, frame.right)
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
    blank = "" if len(table) == len(names) * len(heads) and table["value"].notna().all() else "Blank: no number."
    with style():
        labels = [wrap(name, width * 0.36 - EDGE) for name in names]
        left = EDGE + max(extent(line) for label in labels for line in label) + GAP
        cell = min(28.0, (width - EDGE - left) / len(heads))
        tops, upright = headings(heads, cell)
        top = EDGE + (max(extent(x) for t in tops for x in t) if upright else LINE * max(map(len, tops))) + 1
        heights = np.array([max(4.8, len(label) * LINE + 1) for label in labels])
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
    upright = max(extent(word) for head in heads for word in plain(head).split() or [""]) > cell - 1
    return [wrap(h, 26, lines=max(1, int(cell / LINE))) if upright else wrap(h, cell - 1) for h in heads], upright


def terms(rows: pd.DataFrame, *, by: str = "outlet", top: int = 10, width: float = DOUBLE) -> Figure:
    """Draw a panel per category of `by` with its `top` terms of largest value, on one common scale.

    Needs the column `term`. At the right stands its count: the column `x` where there is one, else `n`. Terms of
    equal value keep the order of the rows.
    """
    table = measured(rows, by, "term").dropna(subset="value")
    table = table.assign(n=table["x"]) if "x" in table else table
    with style():
        if table.empty:
            return in_words(NOTHING, width, foot(measured(rows, by, "term")))
        best = {name: table[table[by] == name].nlargest(top, "value") for name in order(table[by])}
        shown = pd.concat(best.values())
        lines = -(-len(best) // max(1, int(width // 44)))
        columns = -(-len(best) // lines)
        room = (width - 2 * EDGE - (columns - 1) * 4) / columns
        gutter = min(room * 0.62, max(extent(plain(term)) for term in shown["term"]) + 1)
        margin = max(extent(f"{n:,.0f}", SMALL) for n in shown["n"].fillna(0)) + 1.5
        tall = TERM_HEAD + TERM * max(map(len, best.values())) + 2
        unit = wrap(axis_label(table), width - 2 * EDGE)
        sheet = Sheet(width, EDGE + lines * tall + AXIS - 2 + LINE * len(unit), foot(shown))
        centred(sheet, width / 2, EDGE + lines * tall + AXIS - 2, unit)
        for i, (name, colour) in enumerate(zip(best, name_ink(table, by, list(best)), strict=True)):
            x, y = EDGE + i % columns * (room + 4), EDGE + i // columns * tall
            sheet.text(x, y + LINE / 2, shorten(name, room - 4), color=colour)
            sheet.text(x + room, y + LINE / 2, "n" if shown["n"].notna().any() else "", color=GREY, size=SMALL, ha="right")
            scale = Scale([0, *shown[["value", "low", "high"]].to_numpy(float).ravel()], x + gutter, x + room - margin)
            sheet.axis(scale, y + TERM_HEAD, y + tall - 2, named=i + columns >= len(best))
            cut = best[name].assign(term=[shorten(term, gutter - 1) for term in best[name]["term"]])
            lollipops(sheet, scale, y + TERM_HEAD, cut, right=x + room)
    return sheet.figure


def lollipops(sheet: Sheet, scale: Scale, top: float, table: pd.DataFrame, *, right: float) -> None:
    """Draw the terms of one panel below each other, from `top`; their counts end at `right`."""
    rows, colour = table.to_dict("records"), paints(table)
    y = [top + (i + 0.5) * TERM for i in range(len(rows))]
    sheet.strokes([(scale(0), h, scale(row["value"]), h) for row, h in zip(rows, y, strict=True)], colour=colour, thick=1.4)
    sheet.strokes([(scale(row["low"]), h, scale(row["high"]), h) for row, h in zip(rows, y, strict=True)], colour=INK, thick=0.6)
    looks = [mark(c, hollow=not row["supported"], size=3.6) for row, c in zip(rows, colour, strict=True)]
    sheet.marks([(scale(row["value"]), h, look) for row, h, look in zip(rows, y, looks, strict=True)])
    for row, h in zip(rows, y, strict=True):
        sheet.text(scale.left - 1, h, row["term"], ha="right")
        sheet.text(right, h, "" if pd.isna(row["n"]) else f"{row['n']:,.0f}", color=GREY, size=SMALL, ha="right")
