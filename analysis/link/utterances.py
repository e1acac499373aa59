"""Join quotations in different articles that are cuts, splits or translations of one utterance.

Outlets shorten what somebody said, break it in two, put it into words of their own language; what stays are most content
words of the shorter version. Two quotations are the same utterance when one speaker can have said both and the longer
one holds most of the shorter one's words (containment; Broder 1997). One or two words prove little: such a fragment needs
the same named speaker and all of its words, and joins only the one quotation of an article that it fits best.
"""

from collections import Counter
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

HELD = 0.6  # least share of the shorter quotation's content words in the longer
WORDS = 3  # quotations with fewer content words are fragments
COLUMNS = {"utterance": "int64", "article_id": "str", "quote": "int64", "speaker": "str", "share": "float64"}

Key = tuple[str, int]


def utterances(quotes: pd.DataFrame, words: Mapping[Key, list[str]]) -> pd.DataFrame:
    """Return the quotations that stand in two articles or more: utterance, article_id, quote, speaker, share.

    `quotes` (article_id, quote, kind, speaker) of one story; `words` gives for (article_id, quote) its content words in order.
    Reported speech and scare quotes are left out. `share` is how much of the utterance's fullest cut this one holds, by
    content words: 1 for the fullest. Utterances are numbered in the order of their first quotation.
    """
    rows = quotes[quotes.kind.isin(["direct", "fragment"])].drop_duplicates(["article_id", "quote"]).reset_index(drop=True)
    rows["stems"] = [frozenset(stem(w) for w in words.get(key, ())) for key in zip(rows.article_id, rows.quote, strict=True)]
    rows = rows[rows.stems.map(len) > 0].reset_index(drop=True)
    if not len(rows):
        return empty()
    pairs = joined(rows, alike(rows))
    graph = coo_array((np.ones(len(pairs)), tuple(np.array(pairs).reshape(-1, 2).T)), shape=(len(rows), len(rows)))
    rows["group"] = connected_components(graph, directed=False)[1]
    found = [told(group) for _, group in rows.groupby("group", sort=False) if group.article_id.nunique() > 1]
    if not found:
        return empty()
    return pd.concat([group.assign(utterance=i) for i, group in enumerate(found)])[list(COLUMNS)].astype(COLUMNS).reset_index(drop=True)


def empty() -> pd.DataFrame:
    """Return the table without a row."""
    return pd.DataFrame({column: pd.Series(dtype=kind) for column, kind in COLUMNS.items()})


def spoken(quotes: pd.DataFrame, tokens: pd.DataFrame, types: pd.DataFrame) -> dict[Key, list[str]]:
    """Return for every (article_id, quote) its content words in order: the terms of the tokens between its start and end."""
    content = tokens.merge(types.loc[types.content, ["type", "term"]], on="type").sort_values(["article_id", "start"], kind="stable")
    places = {article: (group.start.to_numpy(), group.term.to_list()) for article, group in content.groupby("article_id", sort=False)}
    out = {}
    for row in quotes.itertuples():
        starts, terms = places.get(row.article_id, (np.array([], dtype="int64"), []))
        out[row.article_id, row.quote] = terms[slice(*np.searchsorted(starts, [row.start, row.end]))]
    return out


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a word (Porter 1980), so that "reactions" meets "reaction"."""
    return stemmer().stem(word)


@cache
def stemmer():
    """Return nltk's Porter stemmer, which needs no data."""
    from nltk.stem.porter import PorterStemmer

    return PorterStemmer()


def alike(rows: pd.DataFrame) -> list[tuple[int, int, float]]:
    """Return (i, j, shared words / words of the longer) for the quotations of two articles that may be one utterance; the shorter first."""
    number = {s: k for k, s in enumerate(sorted(frozenset().union(*rows.stems)))}
    at = [(i, number[s]) for i, stems in enumerate(rows.stems) for s in stems]
    held = csr_array((np.ones(len(at), dtype="int64"), tuple(np.array(at).T)), shape=(len(rows), len(number)))
    shared = (held @ held.T).tocoo()
    sizes, articles, speakers = rows.stems.map(len).to_numpy(), rows.article_id.to_numpy(), rows.speaker.to_list()
    out = []
    for i, j, n in zip(*shared.coords, shared.data, strict=True):
        shorter = sizes[i] < sizes[j] or sizes[i] == sizes[j] and i < j
        if not shorter or articles[i] == articles[j] or n < max(HELD * sizes[i], min(WORDS, sizes[i])):
            continue
        if said_by_one(speakers[i], speakers[j], named=sizes[i] < WORDS):
            out.append((int(i), int(j), n / sizes[j]))
    return out


def joined(rows: pd.DataFrame, pairs: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Return the pairs that hold: all of longer quotations, of a fragment the best in each other article."""
    sizes, articles = rows.stems.map(len).to_numpy(), rows.article_id.to_numpy()
    best: dict[tuple[int, str], float] = {}
    for i, j, share in pairs:
        best[i, articles[j]] = max(best.get((i, articles[j]), 0.0), share)
        best[j, articles[i]] = max(best.get((j, articles[i]), 0.0), share)

    def fits(short: int, other: int, share: float) -> bool:
        return sizes[short] >= WORDS or share == best[short, articles[other]]

    return [(i, j) for i, j, share in pairs if fits(i, j, share) and fits(j, i, share)]


def said_by_one(a: str, b: str, *, named: bool) -> bool:
    """Tell whether two speakers can be one: the same last name in any spelling, or one unknown unless both must be `named`.

    >>> said_by_one("Olena Brandtskyy", "Brandtsky", named=True), said_by_one("", "Ost", named=True)
    (True, False)
    """
    if not a or not b:
        return not named
    x, y = a.split()[-1].casefold(), b.split()[-1].casefold()
    return x == y or min(len(x), len(y)) >= 6 and abs(len(x) - len(y)) <= 2 and x[:6] == y[:6]


def told(group: pd.DataFrame) -> pd.DataFrame:
    """Return the cuts of one utterance with the name that most of them give its speaker, and what each holds of the fullest."""
    names = Counter(name for name in group.speaker if name)
    speaker = max(names, key=lambda name: (names[name], len(name), name)) if names else ""
    fullest = max(group.stems, key=len)
    return group.assign(speaker=speaker, share=[len(stems & fullest) / len(fullest) for stems in group.stems])


def differing(cut: list[str], fullest: list[str]) -> list[bool]:
    """Tell for each word of a cut whether the fullest version has it at this place, so that a page can mark what differs.

    >>> differing("the bridge is old".split(), "the old bridge is very old".split())
    [False, False, False, False]
    >>> differing("the pier is old".split(), "the bridge is old".split())
    [False, True, False, False]
    """
    same = [False] * len(cut)
    for block in SequenceMatcher(None, fullest, cut, autojunk=False).get_matching_blocks():
        same[block.b : block.b + block.size] = [True] * block.size
    return [not s for s in same]
