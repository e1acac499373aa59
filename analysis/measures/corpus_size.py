"""How much there is to compare: the words of each side, and what may be published about each article."""

import importlib.metadata

import pandas as pd

from analysis.measures import tidy


def words(articles: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return the words of the articles proper per `by`: a tidy table; n is the number of articles."""
    table = articles.groupby(by, observed=True).agg(value=("n_tokens", "sum"), n=("article_id", "size")).reset_index()
    return tidy(table.assign(low=float("nan"), high=float("nan")), articles, by, measure="words", unit="words")


def public(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the table of articles without text and headline."""
    return articles.drop(columns=["text", "headline"], errors="ignore")


def settings(articles: pd.DataFrame) -> dict:
    """Return what the methods paragraph says of the corpus."""
    version = importlib.metadata.version("samestory")
    return {
        "articles": len(articles),
        "sentences": int(articles.n_sentences.sum()),
        "words": f"{int(articles.n_tokens.sum()):,}",
        "version": version,
    }
