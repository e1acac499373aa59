"""Which sentences are coded: a random draw within strata, so that each sentence has a known chance of being drawn.

Only where that chance is known can the coded sentences speak for those nobody read (Horvitz and Thompson 1952; Särndal, Swensson and
Wretman 1992). Strata are the sides that are compared and, on request, the tool's own yes and no on a rare frame, because a plain sample
would hold too few sentences that carry it. Every stratum gets the same number as far as it has them: comparing sides needs as many
sentences of the short article as of the long one, and the inclusion probability puts that right where sides are put together.
"""

import numpy as np
import pandas as pd

from analysis import tables
from analysis.measures import grouped

STRATUM = " | "


def frame(read: tables.Tables, *, by: str = "outlet", rare: str = "") -> pd.DataFrame:
    """Return the sampling frame: the sentences of the articles proper, their stratum and the tool's codes, joined by spaces.

    Columns article_id, sentence, `by`, stratum, tool. Raises ValueError when `by` is no column of the sources.
    """
    rows = grouped(tables.proper(read.sentences), read.articles, by)[["article_id", "sentence", by]]
    hits = read.frames.drop_duplicates(["article_id", "sentence", "frame"]).groupby(["article_id", "sentence"]).frame.agg(" ".join)
    rows = rows.join(hits.rename("tool"), on=["article_id", "sentence"]).fillna({"tool": ""})
    side = rows[by].astype("str")
    found = [f"{rare}: {'yes' if rare in codes.split() else 'no'}" for codes in rows.tool]
    return rows.assign(stratum=side + STRATUM + found if rare else side).reset_index(drop=True)


def allot(sizes: pd.Series, n: int) -> pd.Series:
    """Return how many to draw of each stratum: equally many, all of those that are too small, `n` in total as far as there are as many.

    >>> allot(pd.Series({"a": 3, "b": 50, "c": 50}), 20).to_dict()
    {'a': 3, 'b': 9, 'c': 8}
    """
    given = pd.Series(0, index=sizes.index)
    while (left := min(n, int(sizes.sum())) - int(given.sum())) > 0:
        room = sizes.index[given < sizes]
        each = pd.Series([left // len(room) + (i < left % len(room)) for i in range(len(room))], index=room)
        given[room] = np.minimum(given[room] + each, sizes[room])
    return given


def plan(rows: pd.DataFrame, n: int) -> pd.DataFrame:
    """Return the strata of a sampling frame: stratum, size (sentences), drawn, probability (of inclusion)."""
    sizes = rows.groupby("stratum", sort=False).size()
    drawn = allot(sizes, n)
    return pd.DataFrame({"stratum": sizes.index, "size": sizes.values, "drawn": drawn.values, "probability": (drawn / sizes).values})


def draw(rows: pd.DataFrame, n: int, *, seed: int = 1) -> pd.DataFrame:
    """Return `n` rows of a sampling frame drawn without replacement within strata, in random order, with `unit` and `probability`.

    `unit` is an id of letters that tells neither article nor order. Same rows, same seed: same draw.
    """
    rng = np.random.default_rng(seed)
    strata = plan(rows, n).set_index("stratum")
    places = [rng.choice(np.flatnonzero(rows.stratum == name), size, replace=False) for name, size in strata.drawn.items()]
    taken = rows.iloc[rng.permutation(np.concatenate(places).astype(int))].reset_index(drop=True)
    return taken.assign(unit=ids(len(taken), rng), probability=taken.stratum.map(strata.probability))


def ids(n: int, rng: np.random.Generator) -> list[str]:
    """Return `n` different ids of six consonants: no spreadsheet takes them for a number or a date."""
    found: dict[str, None] = {}
    while len(found) < n:
        found["".join(rng.choice(list("bcdfghjklmnpqrstvwxz"), 6))] = None
    return list(found)
