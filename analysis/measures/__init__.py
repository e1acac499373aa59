"""One question a file. Each measure is `count(...) -> Counts`, sums that may be added, then a score: a tidy table.

A tidy table has the columns story, the by-keys, measure, value, low, high, n, unit and scope. Measures know no charts.
"""

import pandas as pd

from analysis import uncertainty
from analysis.uncertainty import scope

NEVER = ("story", "article_id", "text", "sha256", "n_tokens", "n_sentences")


def grouped(rows: pd.DataFrame, articles: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return `rows` with the column `by` of their article. Raises ValueError naming the columns that can be grouped by."""
    if by not in articles:
        raise ValueError(f"by={by!r}: no such column in sources.csv. There are: {', '.join(c for c in articles if c not in NEVER)}.")
    if by in NEVER:
        raise ValueError(f"by={by!r}: nothing can be compared by this column; to compare single articles, use by='file'.")
    return rows.drop(columns=by, errors="ignore").merge(articles[["article_id", by]], on="article_id", how="left")


def scored(counts: uncertainty.Counts, articles: pd.DataFrame, by: str, *, seed: int, measure: str, unit: str) -> pd.DataFrame:
    """Return the tidy table of the ratios over the units that the corpus allows (`scope.design`), with x, the sum of the numerators."""
    counts = uncertainty.fit(counts, articles, by=by)
    return tidy(uncertainty.ratio(counts, seed=seed), articles, by, measure=measure, unit=unit, units=counts.unit)


def tidy(table: pd.DataFrame, articles: pd.DataFrame, by: str, *, measure: str, unit: str, units: str = "sentences") -> pd.DataFrame:
    """Return `table` with story, measure, unit and scope, in the columns' standard order."""
    story = articles.story.iloc[0] if len(articles) else ""
    said = scope(articles, by=by, unit=units, intervals=bool(table["low"].notna().any()))
    table = table.assign(story=story, measure=measure, unit=unit, scope=said)
    last = ["measure", "value", "low", "high", "n", "unit", "scope"]
    keys = [c for c in table if c not in ("story", *last)]
    return table[["story", *keys, *last]].reset_index(drop=True)
