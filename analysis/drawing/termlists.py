"""Words below each other with what each weighs, a panel per outlet: the terms that mark it, and the words that shift its tone.

A list of words seduces: the first looks like the finding, however rare it is. So an interval lies on every value, and at the
right stands how often the word was counted here and among the others, as in 5 : 1. All panels share one scale.
"""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from analysis.drawing.chartrows import NOTHING, axis_label, foot, in_words, measured, paints, ready
from analysis.drawing.panels import Panels
from analysis.drawing.sheet import Scale, Sheet, extent, plain, wrap
from analysis.theme import DOUBLE, EDGE, GREY, INK, LIGHT, LINE, SIZE, SMALL, SMALL_LINE, ink, mark, order, style, texts, tint

TERM = 3.3  # mm from term to term
LEAST = 13.0  # mm: the narrowest scale that can be read
REST = "all others"
USES = "At the right: uses here : uses by the others."
SIGNS = "+ −: value of the word in the lexicon. ↑ ↓ (lighter): used more or less here than by the others. Beside the name: the whole difference."
BETWEEN = "Signs that seem to contradict the bar: the word lies between zero and the mean of the others."


@style()
def terms(rows: pd.DataFrame, *, by: str = "outlet", top: int = 10, width: float = DOUBLE) -> Figure:
    """Draw a panel per category of `by` with its first `top` terms in the order of the rows, on one common scale.

    Needs the column `term`. A score that starts at zero (TF-IDF) has a stem; where values or intervals fall below zero (log ratio) a
    term is a point with its interval beside the zero line. At the right stands its count: `x`, else `n`; where there is a
    column `others`, both, as in 5 : 1.
    """
    table = measured(rows, by, "term")
    shown = table.dropna(subset="value").groupby(by, observed=True, sort=False).head(top)
    if shown.empty:
        return in_words(NOTHING, width, foot(table))
    return listing(shown.assign(count=tally(shown)), by, width, draw=points, beside={} if "others" in shown else dict.fromkeys(order(shown[by]), "n"))


@style()
def shift(rows: pd.DataFrame, *, by: str = "outlet", top: int = 8, width: float = DOUBLE) -> Figure:
    """Draw a word shift (Gallagher et al. 2021): a panel per category of `by`, the `top` words that move its mean most as signed bars.

    Needs all words of `wordshift.shift`: columns `term`, `x`, `others`, `valence`, `gap`. The sign before a word is its value in the
    lexicon, the arrow says whether it is used more or less than by the others, the last bar is the sum of all other words,
    and the whole difference stands beside the name. Raises ValueError where the words don't add up to it.
    """
    table = measured(ready(rows, by, "term", "value", "x", "others", "valence", "gap"), by, "term")
    known = table.dropna(subset="value")
    if known.empty:
        return in_words(NOTHING, width, foot(table))
    parts = [largest(part, top) for name in order(known[by]) if len(part := complete(known[known[by] == name], name))]
    shown = pd.concat(parts, ignore_index=True).assign(term=lambda t: t["label"])
    gaps = shown.drop_duplicates(by).set_index(by)["gap"]
    beside = dict(zip(gaps.index, [f"+{text}" if text[0].isdigit() and gap else text for gap, text in zip(gaps, texts(gaps), strict=True)], strict=True))
    return listing(shown, by, width, draw=bars, beside=beside, notes=(SIGNS, BETWEEN if shown["odd"].any() else ""))


# the rows of a shift #


def complete(part: pd.DataFrame, name) -> pd.DataFrame:
    """Return the words of one panel if they add up to its gap; raise ValueError otherwise."""
    gap, total = part["gap"].iloc[0], part["value"].sum()
    if not np.isclose(total, gap, rtol=0, atol=1e-3 * part["value"].abs().sum()):
        raise ValueError(f"the words of {name} add up to {total:.3g}, not to their gap of {gap:.3g}: the chart needs all words of the shift")
    return part


def largest(part: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return the `top` words of one panel that weigh most, labelled with sign and arrow, and a row for all others."""
    more = part["x"] * part["others"].sum() > part["others"] * part["x"].sum()
    sign = np.sign(part["valence"]).map({1: "+", -1: "−"}).fillna("0")
    odd = np.sign(part["value"]) * np.sign(part["valence"]) != np.where(more, 1, -1)
    label = sign + more.map({True: "↑ ", False: "↓ "}) + part["term"].astype(str)
    part = part.assign(label=label, count=tally(part), odd=odd & (part["value"] != 0), fill=more.map({True: "full", False: "light"}))
    ranked = part.sort_values("value", key=abs, ascending=False, kind="stable")
    rest = {"label": REST, "value": ranked["value"].iloc[top:].sum(), "low": np.nan, "high": np.nan, "count": "", "fill": "grey"}
    return pd.concat([ranked.head(top), ranked.iloc[top : top + 1].assign(**rest, odd=False, supported=True)])


# drawing #


def tally(table: pd.DataFrame) -> list[str]:
    """Return what stands at the right of each term: how often it was counted, here and by the others where that is known."""
    own = ["" if pd.isna(n) else f"{n:,.0f}" for n in table["x" if "x" in table else "n"]]
    others = table["others"] if "others" in table else [np.nan] * len(own)
    return [f"{a} : {b:,.0f}" if a and pd.notna(b) else a for a, b in zip(own, others, strict=True)]


def listing(shown: pd.DataFrame, by: str, width: float, *, draw, beside: dict, notes: tuple = ()) -> Figure:
    """Draw the rows of each panel below each other: `term` at the left, what `draw` makes of them, and `count` at the right."""
    wide = max(extent(plain(term)) for term in shown["term"]) + 1
    margin = max(extent(count, SMALL) for count in shown["count"]) + 1.5
    panels = Panels(shown, by, width, least=min(wide, 16) + margin + LEAST, beside=beside)
    gutter = min(wide, panels.room - margin - LEAST)
    size = SIZE if wide <= gutter else SMALL
    shown = shown.assign(lines=[wrap(term, gutter - 1, size, lines=2) for term in shown["term"]])
    shown = shown.assign(tall=[TERM if len(lines) == 1 else 2 * SMALL_LINE for lines in shown["lines"]])
    below = shown.groupby(by, observed=True)["tall"].cumsum()
    panels.tall = below.max()
    unit = wrap(axis_label(shown), width - 2 * EDGE)
    sheet = Sheet(width, panels.bottom + LINE * len(unit), foot(shown, USES if "others" in shown else "", *notes))
    sheet.centred(width / 2, panels.bottom, unit)
    panels.title(sheet)
    for panel in panels:
        part = shown.assign(y=panel.y + below - shown["tall"] / 2, paint=paints(shown))[shown[by] == panel.name]
        scale = Scale([0, *shown[["value", "low", "high"]].to_numpy(float).ravel()], panel.x + gutter, panel.x + panels.room - margin)
        sheet.axis(scale, panel.y, panel.y + panels.tall, named=panel.last)
        draw(sheet, scale, part)
        for row in part.to_dict("records"):
            sheet.text(scale.left - 1, row["y"], "\n".join(row["lines"]), size=size, ha="right")
            sheet.text(panel.x + panels.room, row["y"], row["count"], color=GREY, size=SMALL, ha="right")
    return sheet.figure


def points(sheet: Sheet, scale: Scale, table: pd.DataFrame) -> None:
    """Draw each value as a point with its interval, on a stem where no value falls below zero."""
    rows = table.to_dict("records")
    if scale.low == 0:
        sheet.strokes([(scale(0), row["y"], scale(row["value"]), row["y"]) for row in rows], colour=[row["paint"] for row in rows], thick=1.4)
    intervals(sheet, scale, rows, colour=INK if scale.low == 0 else [ink(row["paint"]) for row in rows])
    sheet.marks([(scale(row["value"]), row["y"], mark(row["paint"], hollow=not row["supported"], size=3.6)) for row in rows])


def bars(sheet: Sheet, scale: Scale, table: pd.DataFrame) -> None:
    """Draw each value as a bar from zero: full where the word is used more, light where less, grey for all other words."""
    rows = table.to_dict("records")
    for row in rows:
        fill = {"full": row["paint"], "light": tint(row["paint"], 0.65), "grey": LIGHT}[row["fill"]]
        begin, end = sorted((scale(0), scale(row["value"])))
        edge = GREY if row["fill"] == "grey" else ink(row["paint"])
        sheet.boxes([(begin, row["y"] - 1.1, end - begin, 2.2)], fill=fill if row["supported"] else "white", edge=edge)
    intervals(sheet, scale, rows, colour=INK)


def intervals(sheet: Sheet, scale: Scale, rows: list[dict], *, colour) -> None:
    """Draw the intervals of rows as thin lines."""
    sheet.strokes([(scale(row["low"]), row["y"], scale(row["high"]), row["y"]) for row in rows], colour=colour, thick=0.7)
