"""The story as bags of words: the only form in which its wording may be published, and the unit of the wording measures.

Words between quotation marks and words outside them are bagged apart. Sentences are merged with their neighbours until a unit holds at
least eight content words; stop words are dropped, and the units are put into an order that has nothing to do with the text. Nobody
can rebuild a sentence from them, but every count, rate, score and bootstrap can be: with the texts at hand or without them, wording
is measured on the same table.
"""

import hashlib

import numpy as np
import pandas as pd

from analysis import tables
from analysis.annotate import cues
from analysis.link.phrases import phrases
from analysis.link.vocabulary import covered, families, kinds

CONTENT = 8  # words in a unit, at least
WIDE = 10**9  # more than any text is long: articles laid end to end
FACTS = ["voice", "kind", "term", "family", "capital"]


def units(read: tables.Tables) -> pd.DataFrame:
    """Return the table `units`: article_id, unit, voice, kind, term, family, capital, n (how often in the unit), size (all its words).

    Headlines and subheadings are left out, since only some files carry them. A unit is `narration` or `quotation`; where an article
    has fewer than eight content words of one, they stand with some of the other in a unit that is `mixed`. Phrases are rows
    beside their words: keep one `kind` or the other when you add up.
    """
    words = laid_out(read)
    if not len(words):
        return tables.empty("units")
    words["kind"] = words.term.map(kinds(words[words.content], located(read.names[read.names.kind != "label"], read)))
    spelled = families(words[words.content].term.value_counts(), read.actors)
    words["family"] = words.term.map(lambda term: spelled.get(term, term))
    words["capital"] &= ~words["first"] | (words.kind == "name")
    words = chunked(words)
    rows = pd.concat([words[words.content], paired(words)])
    bags = rows.groupby(["article_id", "chunk", *FACTS, "size"], sort=True).size().rename("n").reset_index()
    return tables.check("units", shuffled(bags))


def laid_out(read: tables.Tables) -> pd.DataFrame:
    """Return every token of the articles proper with its place `at` among all articles, its voice, and whether a neighbour follows."""
    words = read.tokens.merge(tables.proper(read.sentences)[["article_id", "sentence"]]).merge(read.types, on="type")
    words = located(words.assign(end=words.start + words.token.str.len()), read).rename(columns={"start": "at"})
    words = words.sort_values("at", ignore_index=True)
    spoken = located(read.quotes[read.quotes.kind.isin(["direct", "fragment"])], read)
    words["voice"] = np.where(covered(words["at"], spoken), "quotation", "narration")
    opens = ~words.duplicated(["article_id", "sentence"]) | words["at"].isin(spoken.start) | words["at"].isin(spoken.start + 1)
    words["first"], words["capital"] = opens, words.token.str[:1].str.isupper()
    same = (words.sentence == words.sentence.shift(-1)) & (words.voice == words.voice.shift(-1))
    words["joined"] = same & (words["at"].shift(-1) == words.end + 1)
    words["code"] = pd.factorize(words.term)[0]
    return words


def located(rows: pd.DataFrame, read: tables.Tables) -> pd.DataFrame:
    """Return the rows with start and end counted through all articles laid end to end."""
    shift = rows.article_id.map({name: i * WIDE for i, name in enumerate(read.articles.article_id)}).astype("int64")
    return rows.assign(start=rows.start + shift, end=rows.end + shift)


def paired(words: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each phrase; verbs of saying and words of time and number make none with the word beside them."""
    says = words.term.isin([form for form, cue in cues.forms().items() if not cue.noun])
    begins = phrases(words.assign(content=words.content & ~says & (words.kind != "date")))
    second = words.term.shift(-1)[begins]
    rows = words[begins]
    term = rows.term + " " + second
    return rows.assign(term=term, family=term, kind="phrase", capital=False)


def chunked(words: pd.DataFrame) -> pd.DataFrame:
    """Return the words with their unit (`chunk`) and its size and voice; a voice too short for a unit joins the other."""
    order = ["article_id", "voice", "sentence"]
    counts = words.groupby(order, sort=True).agg(all=("code", "size"), content=("content", "sum")).reset_index()
    held = counts.groupby(order[:2]).content
    counts["chunk"] = held.transform(chunks) + 1
    counts["chunk"] *= np.where(counts.voice == "quotation", -1, 1)
    short = counts[held.transform("sum") < CONTENT].groupby("article_id").voice.agg(set)
    lone = counts.article_id.map(short.map(lambda voices: -1 if voices == {"narration"} else 1))
    counts["chunk"] = counts.chunk.mask(held.transform("sum") < CONTENT, lone)
    counts["size"] = counts.groupby(["article_id", "chunk"])["all"].transform("sum")
    mixed = counts.groupby(["article_id", "chunk"]).voice.transform("nunique") > 1
    words = words.merge(counts.assign(unit_voice=np.where(mixed, "mixed", counts.voice))[[*order, "chunk", "size", "unit_voice"]])
    return words.assign(voice=words.unit_voice)


def chunks(content: pd.Series) -> list[int]:
    """Return for each sentence the number of its unit: sentences are merged until a unit has enough content words.

    >>> chunks(pd.Series([3, 6, 9, 2]))
    [0, 0, 1, 1]
    """
    numbers, unit, held, left = [], 0, 0, int(content.sum())
    for n in content:
        numbers.append(unit)
        held, left = held + n, left - n
        if held >= CONTENT and left >= CONTENT:
            unit, held = unit + 1, 0
    return numbers


def shuffled(bags: pd.DataFrame) -> pd.DataFrame:
    """Return the bags with unit numbers in the order of a hash of their content, so that the order of the text is lost."""
    keys = bags.groupby(["article_id", "chunk"], sort=False).term.agg(lambda t: hashlib.sha256(" ".join(t).encode()).hexdigest())
    order = keys.rename("key").reset_index().sort_values(["article_id", "key"])
    order["unit"] = order.groupby("article_id").cumcount()
    return bags.merge(order[["article_id", "chunk", "unit"]]).sort_values(["article_id", "unit", "term", "capital"])[
        ["article_id", "unit", *FACTS, "n", "size"]
    ]
