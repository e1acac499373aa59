"""Who gets to speak: the share of quoted words by speaker, named or not, and the verbs with which they are introduced.

Journalists tell the news through sources, and whom they let speak is part of the story (Gans 1979; Bennett 1990). Words between
quotation marks are counted; reported speech is counted apart, as statements, since it has no words of its own. A verb of saying
can doubt ("claimed"), endorse ("admitted") or heat ("slammed"); the list is ours (`cues.toml`) and small.
"""

import pandas as pd

from analysis import tables, uncertainty
from analysis.measures import grouped, scored

SPOKEN = ("direct", "fragment")
NOBODY = "(nobody named)"


def quoted(quotes: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the quotations of the articles proper with `by`, a number per sentence in the order of the text, and a name for every speaker."""
    rows = quotes[quotes.kind != "scare"].merge(tables.proper(sentences)[["article_id", "sentence"]])
    rows = grouped(rows, articles, by).sort_values(["article_id", "sentence"], kind="stable")
    rows = rows.assign(speaker=rows.speaker.where(rows.speaker != "", NOBODY))
    return rows.assign(unit=rows.groupby(["article_id", "sentence"], sort=False).ngroup())


def count(quotes: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> uncertainty.Counts:
    """Return for each sentence the words between quotation marks by speaker (x) and in all (m)."""
    rows = quoted(quotes, sentences, articles, by)
    rows = rows[rows.kind.isin(SPOKEN)]
    base = rows.groupby([by, "article_id", "unit"], observed=True).words.sum().rename("m").reset_index().assign(speaker="")
    return uncertainty.Counts(rows.rename(columns={"words": "x"})[[by, "unit", "speaker", "x"]], base, (by,), "speaker")


def share(quotes: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1) -> pd.DataFrame:
    """Return the share of quoted words by speaker and `by`: a tidy table with key `speaker`, x the words, n the sentences that quote.

    Within an outlet the shares add up to 1. A share of 0.6 means that of ten words between quotation marks six are this speaker's.
    """
    counts = count(quotes, sentences, articles, by=by)
    table = scored(counts, articles, by, seed=seed, measure="share of quoted words", unit="share of quoted words")
    return table[table.x > 0].reset_index(drop=True)


def leading(shares: pd.DataFrame, *, most: int = 10) -> pd.DataFrame:
    """Return the rows of the `most` speakers with the most quoted words over all, in that order."""
    order = shares.groupby("speaker").x.sum().sort_values(ascending=False, kind="stable").head(most).index
    rows = shares[shares.speaker.isin(order)]
    return rows.assign(speaker=pd.Categorical(rows.speaker, categories=list(order), ordered=True)).reset_index(drop=True)


def cues(quotes: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return how often each verb introduces somebody's words or statement: cue, stance, by, n; neutral verbs last."""
    rows = quoted(quotes, sentences, articles, by)
    rows = rows[rows.cue != ""].assign(cue=lambda t: t.cue.str.lower())
    table = rows.groupby(["stance", "cue", by], observed=True).size().rename("n").reset_index()
    loaded = table.assign(neutral=table.stance.isin(["", "neutral"]))
    return loaded.sort_values(["neutral", "n", "cue"], ascending=[True, False, True], ignore_index=True).drop(columns="neutral")


def stances(quotes: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1) -> pd.DataFrame:
    """Return the share of attributions by the stance of their verb: a tidy table with key `stance`, x the attributions with it, n sentences."""
    rows = quoted(quotes, sentences, articles, by)
    rows = rows[rows.cue != ""].assign(x=1.0, m=1.0)
    base = rows.groupby([by, "article_id", "unit"], observed=True).m.sum().reset_index().assign(stance="")
    top = rows.groupby([by, "unit", "stance"], observed=True).x.sum().reset_index()
    counts = uncertainty.Counts(top, base, (by,), "stance")
    table = scored(counts, articles, by, seed=seed, measure="share of attributions", unit="share of attributions")
    return table[table.x > 0].reset_index(drop=True)
