"""In which order the terms of an outlet are listed: what more of its units use than the others', at the very least; of equals, the rarer.

A list is read from the top, so its order is a claim. Three ideas make it. A term counts once per unit of text (an article where the
corpus has several of each outlet, else a sentence or two), so that a word which one passage repeats weighs no more than its passage
(text dispersion keyness: Egbert and Biber 2019). The log-odds against all others are read one standard error below their
estimate, so that what hangs on one hit does not lead (after the conservative log ratio: Evert 2022). And terms that tie, as in a short
text most do, stand in the order of how rare they are in news in general, not in that of the alphabet.
"""

from functools import cache

import numpy as np
import pandas as pd

from analysis import paths, uncertainty
from analysis.measures import keyness

ERRORS = 1.0  # standard errors below the estimate: from 0.5 to 1.3 the lists differ little


def lower(x: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return the log-odds of using units here against all others, less one standard error; x and others count units per term (last axis).

    Half a unit is given to either side beforehand (Jeffreys).

    >>> lower(np.array([4, 1, 0]), np.array([0, 1, 4])).round(2).tolist()
    [1.81, -1.15, -4.79]
    """
    half = np.full(np.shape(x)[-1], keyness.HALF)
    delta, _ = keyness.log_odds(x, x.sum(axis=-1, keepdims=True), others, others.sum(axis=-1, keepdims=True), half)
    return delta - ERRORS * np.sqrt(1 / (x + keyness.HALF) + 1 / (others + keyness.HALF))


def scored(counts: uncertainty.Counts) -> pd.DataFrame:
    """Return one row per group and term it uses: the group, term, used (units of it that use the term), typical (`lower`), rarity.

    rarity is the uses in a million words of news; of a phrase, those of its rarer word; 0 for what the list does not know, mostly names.
    """
    by = counts.groups[0]
    used = counts.top[counts.top.x > 0].groupby([by, "term"], observed=True).unit.nunique().unstack(fill_value=0).sort_index(axis=1)
    x = used.to_numpy(float)
    table = pd.DataFrame(lower(x, x.sum(axis=0) - x).round(9), used.index, used.columns).stack().rename("typical").reset_index()
    table["used"] = used.stack().to_numpy()
    return table[table.used > 0].assign(rarity=lambda t: t.term.map({term: common(term) for term in used.columns}).astype(float))


def ordered(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return rows with the columns of `scored` in the order in which they are listed, within each `by`."""
    return rows.sort_values([by, "typical", "rarity", "term"], ascending=[True, False, True, True], ignore_index=True)


def common(term: str) -> float:
    """Return how often a term stands in a million words of news; a phrase as often as its rarer word, 0 where it is not known."""
    return min(news().get(word, 0.0) for word in term.split() or [""])


@cache
def news() -> dict[str, float]:
    """Return the uses of each listed word in a million words of news (`data/codebooks/news-frequency.csv`)."""
    table = pd.read_csv(paths.codebooks() / "news-frequency.csv", comment="#", keep_default_na=False)
    return dict(zip(table.term, table.per_million, strict=True))
