"""What belongs together over the articles of one story: events, joined from what each article dates.

Labels of events are words of the articles, and labels are published: so no label holds three words that follow each other in a text.
"""

from dataclasses import replace

import pandas as pd

from analysis import tables
from analysis.link import events

RUN = 3  # words in a row that a label never repeats


def join(read: tables.Tables) -> tables.Tables:
    """Return the tables of a story with what its articles have in common filled in."""
    found = events.events(read.times, tables.proper(read.sentences), read.articles, terms(read))
    spoken = runs(read)
    short = {label: unquoted(label, spoken) for label in found.label.unique()}
    return replace(read, events=tables.check("events", found.assign(label=found.label.map(short).astype("str"))))


def terms(read: tables.Tables) -> pd.DataFrame:
    """Return article_id, sentence, term: the content words of every sentence, each once."""
    words = read.tokens.merge(read.types[read.types.content], on="type")
    return words[["article_id", "sentence", "term"]].drop_duplicates(ignore_index=True)


def runs(read: tables.Tables) -> set[tuple[str, ...]]:
    """Return every three words that follow each other in a sentence."""
    words = read.tokens.merge(read.types, on="type")
    lists = words.groupby(["article_id", "sentence"], sort=False).term.agg(list)
    return {run for row in lists for run in zip(row, row[1:], row[2:], strict=False)}


def unquoted(label: str, spoken: set[tuple[str, ...]]) -> str:
    """Return the label without the words that would repeat three in a row of a text.

    >>> unquoted("first buses left valley", {("first", "buses", "left")})
    'first buses valley'
    """
    kept: list[str] = []
    for word in label.split():
        if (*kept[1 - RUN :], word) not in spoken:
            kept.append(word)
    return " ".join(kept)
