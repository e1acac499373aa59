"""Which words mark an outlet: counts, rates per 1,000 words, and TF-IDF with the outlets as documents.

The variant: term frequency is the rate per 1,000 words, so that long articles weigh no more; inverse document frequency is
ln(N / df), unsmoothed, with N outlets of which df use the word (Sparck Jones 1972). A word that all outlets use scores 0,
whatever its frequency: the score looks for what one outlet says and the others do not. With few articles such lists are
unstable; counts and intervals stand beside every score.
"""

import numpy as np
import pandas as pd

from analysis import uncertainty
from analysis.measures import grouped, tidy

PER = 1000
NAMES = {
    True: ("TF-IDF", f"rate per {PER} words x ln(N/df)"),
    False: ("rate", f"per {PER} words"),
}  # by whether there is anything to compare


def count(units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", terms: list[str] | None = None) -> uncertainty.Counts:
    """Return how often each of `terms` (all, if not given) stands in each unit, over the words of the unit."""
    bags = grouped(single(units), articles, by)
    bags["unit"] = bags.groupby(["article_id", "unit"], sort=False).ngroup()
    sizes = bags.drop_duplicates("unit")[[by, "unit", "size"]].rename(columns={"size": "m"}).assign(term="")
    chosen = bags if terms is None else bags[bags.term.isin(terms)]
    return uncertainty.Counts(chosen.rename(columns={"n": "x"})[[by, "unit", "term", "x"]], sizes, (by,), "term", "sentences")


def counted(units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return every term of every `by`: columns by, term, x (count), rate (per 1,000 words), df (how many use it)."""
    bags = grouped(single(units), articles, by)
    words = bags.drop_duplicates([by, "article_id", "unit"]).groupby(by, observed=True)["size"].sum()
    table = bags.groupby([by, "term"], observed=True).n.sum().rename("x").reset_index()
    table["rate"] = PER * table.x / table[by].map(words).astype(float)
    return table.assign(df=table.groupby("term")[by].transform("size"))


def single(units: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of single words: without the phrases that stand beside their words."""
    return units[units.kind != "phrase"]


def tfidf(units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return `counted` with the column tfidf.

    Raises ValueError when there are fewer than two to compare: one outlet has nothing to be distinct from.
    """
    if (n := articles[by].nunique() if by in articles else 2) < 2:
        raise ValueError(f"distinctiveness needs at least two {by}s; this story has {n}")
    table = counted(units, articles, by=by)
    return table.assign(tfidf=table.rate * np.log(n / table.df))


def distinctive(
    units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", top: int = 10, minimum: int = 2, seed: int = 1
) -> pd.DataFrame:
    """Return the `top` terms of each `by` by TF-IDF, among those used at least `minimum` times: a tidy table with key `term`.

    value is the TF-IDF, x the count, rate with its low and high the use per 1,000 words (bootstrap over sentences), df how many use the
    word at all. Terms of equal score stand in alphabetical order. Where there is only one to look at, nothing can be distinct: the
    rows are then its most frequent words, and measure and unit say so.
    """
    table = scored(units, articles, by=by)
    table = table[(table.x >= minimum) & (table.weight > 0)].assign(value=lambda t: t.rate * t.weight)
    table = table.sort_values([by, "value", "term"], ascending=[True, False, True]).groupby(by, observed=True, sort=True).head(top)
    rates = uncertainty.ratio(count(units, articles, by=by, terms=list(table.term.unique())), scale=PER, seed=seed)
    rates = rates.rename(columns={"low": "rate_low", "high": "rate_high"})[[by, "term", "rate_low", "rate_high", "n"]]
    table = table.merge(rates, on=[by, "term"], how="left")
    table = table.assign(low=table.weight * table.rate_low, high=table.weight * table.rate_high).drop(
        columns=["weight", "tfidf"], errors="ignore"
    )
    measure, unit = NAMES[articles[by].nunique() > 1]
    return tidy(table, articles, by, measure=measure, unit=unit)


def scored(units: pd.DataFrame, articles: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Return `counted` with the weight of each term: ln(N/df), or 1 where there is nothing to compare with."""
    table = counted(units, articles, by=by)
    n = articles[by].nunique()
    return table.assign(weight=np.log(n / table.df) if n > 1 else 1.0)


def shared(units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", top: int = 20) -> pd.DataFrame:
    """Return the words that all outlets use: term, x (count over all), the shared core of the story, most frequent first."""
    table = counted(units, articles, by=by)
    core = table[table.df == table[by].nunique()].groupby("term").x.sum().sort_values(ascending=False, kind="stable")
    return core.head(top).reset_index()
