"""What belongs together over the articles of one story: events, joined from what each article dates."""

from dataclasses import replace

import pandas as pd

from analysis import tables
from analysis.link import events


def join(read: tables.Tables) -> tables.Tables:
    """Return the tables of a story with what its articles have in common filled in."""
    return replace(
        read, events=tables.check("events", events.events(read.times, tables.proper(read.sentences), read.articles, terms(read)))
    )


def terms(read: tables.Tables) -> pd.DataFrame:
    """Return article_id, sentence, term: the content words of every sentence, each once."""
    words = read.tokens.merge(read.types[read.types.content], on="type")
    return words[["article_id", "sentence", "term"]].drop_duplicates(ignore_index=True)
