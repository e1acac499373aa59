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


def count(units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", terms: list[str] | None = None) -> uncertainty.Counts:
    """Return how often each of `terms` (all, if not given) stands in each unit, over the words of the unit."""
    bags = grouped(units, articles, by)
    bags["unit"] = bags.groupby(["article_id", "unit"], sort=False).ngroup()
    sizes = bags.drop_duplicates("unit")[[by, "unit", "size"]].rename(columns={"size": "m"}).assign(term="")
    chosen = bags if terms is None else bags[bags.term.isin(terms)]
    return uncertainty.Counts(chosen.rename(columns={"n": "x"})[[by, "unit", "term", "x"]], sizes, (by,), "term", "sentences")


def tfidf(units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return every term of every `by`: columns by, term, x (count), rate (per 1,000 words), df (of how many), tfidf.

    Raises ValueError when there are fewer than two to compare: one outlet has nothing to be distinct from.
    """
    bags = grouped(units, articles, by)
    words = bags.drop_duplicates([by, "article_id", "unit"]).groupby(by, observed=True)["size"].sum()
    if len(words) < 2:
        raise ValueError(f"distinctiveness needs at least two {by}s; this story has {len(words)}")
    table = bags.groupby([by, "term"], observed=True).n.sum().rename("x").reset_index()
    table["rate"] = PER * table.x / table[by].map(words).astype(float)
    table["df"] = table.groupby("term")[by].transform("size")
    table["tfidf"] = table.rate * np.log(len(words) / table.df)
    return table


def distinctive(
    units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", top: int = 10, minimum: int = 2, seed: int = 1
) -> pd.DataFrame:
    """Return the `top` terms of each `by` by TF-IDF, among those used at least `minimum` times: a tidy table with key `term`.

    value is the TF-IDF, x the count, rate with its low and high the use per 1,000 words (bootstrap over sentences), df how many use the
    word at all. Terms of equal score stand in alphabetical order.
    """
    table = tfidf(units, articles, by=by)
    table = table[(table.x >= minimum) & (table.tfidf > 0)].sort_values([by, "tfidf", "term"], ascending=[True, False, True])
    table = table.groupby(by, observed=True, sort=True).head(top)
    rates = uncertainty.ratio(count(units, articles, by=by, terms=list(table.term.unique())), scale=PER, seed=seed)
    rates = rates.rename(columns={"low": "rate_low", "high": "rate_high"})[[by, "term", "rate_low", "rate_high", "n"]]
    table = table.merge(rates, on=[by, "term"], how="left").assign(value=lambda t: t.tfidf)
    idf = table.tfidf / table.rate
    table = table.assign(low=idf * table.rate_low, high=idf * table.rate_high).drop(columns="tfidf")
    return tidy(table, articles, by, measure="TF-IDF", unit=f"rate per {PER} words x ln(N/df)")


def shared(units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", top: int = 20) -> pd.DataFrame:
    """Return the words that all outlets use: term, x (count over all), the shared core of the story, most frequent first."""
    table = tfidf(units, articles, by=by)
    core = table[table.df == table[by].nunique()].groupby("term").x.sum().sort_values(ascending=False, kind="stable")
    return core.head(top).reset_index()
