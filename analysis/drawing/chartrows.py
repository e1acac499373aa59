"""What every chart asks of the rows it is given, and says about them in the same words.

A chart draws and computes nothing, so a table must come with everything it shows: the values, the unit they are in and the
scope they hold for. A table that can't be drawn is refused here with a sentence that says what is missing.
"""

import re

import numpy as np
import pandas as pd

from analysis.drawing.sheet import Sheet, plain
from analysis.theme import EDGE, GREY, INK, LINE, colours, ink, order

HOLLOW = "Hollow and grey: not supported by these texts."
NOTHING = "No row has a value: there is nothing to draw."


def ready(rows: pd.DataFrame, *needed: str) -> pd.DataFrame:
    """Return a copy of `rows` with `low`, `high`, `n`, `supported` filled up; refuse an empty or incomplete table in a sentence."""
    if missing := [c for c in (*needed, "scope") if c not in rows]:
        raise ValueError(f"the chart needs the column {', '.join(missing)}; the table has {', '.join(map(str, rows.columns)) or 'none'}")
    if rows.empty:
        raise ValueError("the table has no row: there is nothing to draw, say so in words instead")
    table = rows.assign(**{c: np.nan for c in ("low", "high", "n") if c not in rows}).reset_index(drop=True)
    supported = table["supported"].fillna(True).astype(bool) if "supported" in table else True
    return table.assign(supported=supported)


def measured(rows: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Return `ready` rows of one unit, one row per combination of `keys`."""
    table = ready(rows, *keys, "value", "unit")
    if len(units := order(table["unit"])) > 1:
        raise ValueError(f"the rows mix the units {', '.join(map(str, units))}: choose one measure")
    if (twice := table.duplicated(list(keys))).any():
        raise ValueError(f"two rows for {', '.join(map(str, table.loc[twice.idxmax(), list(keys)]))}: choose one measure, or name a key")
    return table


def axis_label(table: pd.DataFrame) -> str:
    """Return what the numbers are, for the axis: the measure where there is only one, and its unit."""
    measures = order(table["measure"]) if "measure" in table else []
    unit = plain(table["unit"].iloc[0])
    name = plain(measures[0]).replace("_", " ") if len(measures) == 1 else ""
    said = max(name, unit, key=len) if unit in name or name in unit else f"{name} ({unit})"
    return re.sub(r"(?<!\S)-(?=\d)", "−", said)  # the minus of the axis


def foot(table: pd.DataFrame, *notes: str) -> str:
    """Return the foot of the figure: every scope of the rows once, and the notes that apply."""
    hollow = [] if table["supported"].all() else [HOLLOW]
    return " ".join([*(plain(s) for s in order(table["scope"])), *hollow, *(n for n in notes if n)])


def paints(table: pd.DataFrame) -> list[str]:
    """Return the colour of every row: that of its outlet; ink where outlets aren't told apart; grey where unsupported."""
    paint = table["outlet"].map(colours(table["outlet"])).astype(object) if "outlet" in table else pd.Series(INK, table.index)
    return list(paint.fillna(INK).where(table["supported"], GREY))


def name_ink(table: pd.DataFrame, by: str, names: list) -> list[str]:
    """Return the colour of the names along an axis: that of the outlets, darkened; ink for any other key."""
    known = colours(table["outlet"]) if by == "outlet" else {}
    return [ink(known.get(name, INK)) for name in names]


def in_words(sentence: str, width: float, foot: str):
    """Return a figure that holds a sentence in place of a picture with nothing in it."""
    sheet = Sheet(width, EDGE + 3 * LINE, foot)
    sheet.text(EDGE, EDGE + 1.5 * LINE, sentence)
    return sheet.figure
