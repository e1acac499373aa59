"""The article as bags of words: the only form in which its wording may be published, and the unit of the wording measures.

Sentences are merged with their neighbours until a unit holds at least eight content words; stop words are dropped, and the units
are put into an order that has nothing to do with the text. Nobody can rebuild a sentence from them, but every count, rate,
TF-IDF and bootstrap can be: with the texts at hand or without them, wording is measured on the same table.
"""

import hashlib

import pandas as pd

from analysis import tables

CONTENT = 8  # words in a unit, at least


def units(tokens: pd.DataFrame, types: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the table `units`: article_id, unit, term, n (how often in the unit), size (all word tokens of the unit).

    Headlines and subheadings are left out, since only some files carry them.
    """
    words = tokens.merge(tables.proper(sentences)[["article_id", "sentence"]]).merge(types[["type", "term", "content"]])
    if not len(words):
        return tables.empty("units")
    counts = words.groupby(["article_id", "sentence"], sort=True).agg(all=("type", "size"), content=("content", "sum")).reset_index()
    counts["chunk"] = counts.groupby("article_id", sort=False).content.transform(chunks)
    counts["size"] = counts.groupby(["article_id", "chunk"])["all"].transform("sum")
    words = words[words.content].merge(counts[["article_id", "sentence", "chunk", "size"]])
    bags = words.groupby(["article_id", "chunk", "term", "size"], sort=True).size().rename("n").reset_index()
    return tables.check("units", shuffled(bags))


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
    return bags.merge(order[["article_id", "chunk", "unit"]]).sort_values(["article_id", "unit", "term"])[
        ["article_id", "unit", "term", "n", "size"]
    ]
