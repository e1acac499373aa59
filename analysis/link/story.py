"""What belongs together over the articles of one story: actors, bags of words, utterances, quantities and events.

Labels of events and quantities are words of the articles, and labels are published: so none holds three words that follow each
other in a text.
"""

from dataclasses import replace

import pandas as pd

from analysis import tables
from analysis.gazetteer import plain
from analysis.link import actors, bags, events, people, quantities, utterances

MOST = 5  # words of a label
RUN = 3  # words in a row that a label never repeats


def join(read: tables.Tables, known: actors.Known | None = None) -> tables.Tables:
    """Return the tables of a story with what its articles have in common filled in; `known` are the user's actors."""
    proper, spoken, context = tables.proper(read.sentences), runs(read), terms(read)
    named = voiced(actors.actors(read.names.merge(proper[["article_id", "sentence"]]), read.articles, known), read.names)
    read = replace(read, quotes=speaking(read.quotes, named), numbers=speaking(read.numbers, named))
    found = {
        "actors": named,
        "utterances": utterances.utterances(read.quotes, utterances.spoken(read.quotes, read.tokens, read.types)),
        "quantities": quantities.quantities(read.numbers, read.sentences, read.articles, terms=context),
        "events": events.events(read.times, proper, read.articles, context),
    }
    for name in ("quantities", "events"):
        short = {label: unquoted(label, spoken) for label in found[name].label.unique()}
        found[name] = found[name].assign(label=found[name].label.map(short).astype("str"))
    read = replace(read, **{name: tables.check(name, table) for name, table in found.items()})
    return replace(read, units=bags.units(read))


def voiced(joined: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """Return the namings of actors with the voice in which each is uttered."""
    return joined.merge(names[["article_id", "start", "end", "voice"]].drop_duplicates(["article_id", "start", "end"]), how="left").fillna(
        {"voice": "narration"}
    )


def speaking(rows: pd.DataFrame, named: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with one name for each speaker, the same over all articles and spellings: that of the actor."""
    persons = [name for name in named.name[named.kind == "person"].unique() if " " in name]
    forms = named.groupby(named.label.map(plain)).name.agg(lambda names: names.mode()[0]).to_dict()
    one = {}
    for speaker in rows.speaker.unique():
        match = [p for p in persons if " " in speaker and people.same(speaker.split(), p.split())]
        one[speaker] = match[0] if match else forms.get(plain(speaker), speaker)
    return rows.assign(speaker=rows.speaker.map(one))


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
    """Return at most five words of the label, without those that would repeat three in a row of a text.

    >>> unquoted("first buses left valley", {("first", "buses", "left")})
    'first buses valley'
    """
    kept: list[str] = []
    for word in label.split():
        if (*kept[1 - RUN :], word) not in spoken:
            kept.append(word)
    return " ".join(kept[:MOST])
