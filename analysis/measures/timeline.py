"""Two clocks: when each article was published, and which dated events it tells.

An event is what several mentions of the same time and matter were joined to; an outlet tells it when one of its articles dates
it. Absence can mean that an outlet left something out, or went to press before it happened: so publication stands beside.
"""

import pandas as pd

from analysis.measures import grouped

MEASURE = "dated mentions"
SCOPE = "Only what the articles date themselves is shown; an event that an article tells without a date is absent here."


def told(events: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return which `by` tells which event: story, event, first, last, label, grain, by, value (mentions), n (articles), unit, scope.

    first and last are ISO days; low and high stay empty, since a mention is there or not.
    """
    rows = grouped(events.fillna({"label": ""}), articles, by)
    keys = ["event", "first", "last", "label", "grain", by]
    table = rows.groupby(keys, observed=True).agg(value=("sentence", "size"), n=("article_id", "nunique")).reset_index()
    return dressed(table.sort_values(["first", "last", "event", by]), articles, "event")


def published(articles: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return when each article was published, in the columns of `told`; first and last are empty where the date is not known."""
    table = articles.assign(first=articles.published, last=articles.published, event=-1, label="published", grain="day", value=1, n=1)
    return dressed(table[["event", "first", "last", "label", "grain", by, "value", "n"]], articles, "publication")


def dressed(table: pd.DataFrame, articles: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return the table with the columns that all tidy tables share."""
    story = articles.story.iloc[0] if len(articles) else ""
    return table.assign(
        story=story, kind=kind, measure=MEASURE, low=float("nan"), high=float("nan"), unit="mentions", scope=SCOPE
    ).reset_index(drop=True)


def coverage(told: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return events by outlets: first, last, label, then a column per `by` with the number of mentions (0: not dated there)."""
    wide = told.pivot_table(
        index=["first", "last", "label"], columns=by, values="value", aggfunc="sum", fill_value=0, observed=False, sort=True
    )
    return wide.astype(int).reset_index().rename_axis(columns=None)


def marks(told: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Return events and publications in one table, as the chart wants them; `kind` tells them apart."""
    return pd.concat([rows for rows in (told, published) if len(rows)], ignore_index=True)


def evidence(times: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions that settle on a day or a stretch of days, with what they were resolved to."""
    settled = times[times["first"] != ""]
    span = settled["first"].where(settled["first"] == settled["last"], settled["first"] + " to " + settled["last"])
    return settled[[c for c in ("article_id", "sentence", "start", "end") if c in settled]].assign(when=span)
