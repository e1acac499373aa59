"""What counts as a term: which rows of the bags of words are counted, and which of them are taken for the same.

Keyness answers for choices that are made before any formula: are names words of the outlet, are two spellings one word, is "North
Korea" one term, does a quotation count? `Terms` holds these choices as settings, so that they stand in the methods paragraph and
can be varied (`robustness`).
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

WORDS = ("word", "name")
UNIT = ["article_id", "unit"]


@dataclass(frozen=True)
class Terms:
    """Settings; called on the table `units` they return article_id, unit, term, kind, n (one row per term and unit).

    `kinds` are kept (word, name, date, phrase; with phrase, a use within a phrase is one of the phrase and not of its words); `voice` keeps
    units of narration or quotation alone; `spelling` keeps house spellings apart, `case` capitals; `without` are further stop words, and
    `form` maps a term to what it counts as (a stemmer).
    """

    kinds: tuple[str, ...] = (*WORDS, "phrase")
    voice: str = ""
    spelling: bool = False
    case: bool = False
    without: frozenset[str] = frozenset()
    form: Callable[[str], str] | None = None

    def spoken(self, units: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of the voice that counts."""
        return units[units.voice == self.voice] if self.voice else units

    def sizes(self, units: pd.DataFrame) -> pd.DataFrame:
        """Return article_id, unit and size (words, stop words included) of every unit that counts: the denominators."""
        return self.spoken(units)[[*UNIT, "size"]].drop_duplicates(UNIT, ignore_index=True)

    def __call__(self, units: pd.DataFrame) -> pd.DataFrame:
        """Return the counts of the terms."""
        rows = self.spoken(units)
        rows = unphrased(rows) if "phrase" in self.kinds else rows
        rows = rows[rows.kind.isin(self.kinds) & ~rows.term.isin(self.without)]
        rows = rows if self.spelling else rows.assign(term=rows.family)
        if self.case:
            rows = rows.assign(term=rows.term.where(~rows.capital, rows.term.str.capitalize()))
        if self.form:
            forms = {term: " ".join(map(self.form, term.split())) for term in rows.term.unique()}
            rows = rows.assign(term=rows.term.map(forms))
        kinds = rows.groupby(["term", "kind"]).n.sum().reset_index().sort_values("n", kind="stable").drop_duplicates("term", keep="last")
        counts = rows.groupby([*UNIT, "term"], sort=True).n.sum().reset_index()
        return counts.merge(kinds[["term", "kind"]], on="term", how="left")


def unphrased(units: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the words of phrases counted only where they stand outside a phrase; rows left without a use fall away.

    >>> rows = [("a", 0, "word", "ice", 3), ("a", 0, "word", "cream", 2), ("a", 0, "phrase", "ice cream", 2)]
    >>> unphrased(pd.DataFrame(rows, columns=["article_id", "unit", "kind", "term", "n"]))[["term", "n"]].values.tolist()
    [['ice', 1], ['ice cream', 2]]
    """
    phrases = units[units.kind == "phrase"]
    parts = phrases.assign(term=phrases.term.str.split()).explode("term").groupby([*UNIT, "term"]).n.sum().rename("held").reset_index()
    rows = units.merge(parts, on=[*UNIT, "term"], how="left").fillna({"held": 0})
    before = rows.groupby([*UNIT, "term"]).n.cumsum() - rows.n  # a word with and without capital has two rows
    taken = (rows.held - before).clip(lower=0).clip(upper=rows.n)
    rows = rows.assign(n=(rows.n - taken).astype("int64")).drop(columns="held")
    return rows[rows.n > 0]
