"""Wording under every specification: where a word stands in the list of its outlet when the list is made in another way.

What is a term (case, stems, stop words, names, phrases, quotations), how often it must be used, by which measure it is ranked and how far rare words are
held back: each choice gives another list, and a word that marks an outlet in most of them does not owe it to one. Words of
equal score share the mean of their places, so that the alphabet decides nothing.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product

import numpy as np
import pandas as pd
from nltk.stem.snowball import SnowballStemmer
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from analysis.measures import keyness, wording
from analysis.measures.robustness.grid import GRIDS
from analysis.measures.robustness.questions import Question
from analysis.measures.terms import WORDS, Terms

ADDED = 0.5  # hits, to every count of both sides
STEMMER = SnowballStemmer("english")
OF_TERMS = ("names", "phrases", "quotations", "case", "stop words", "stems")  # the decisions on what is a term; the others rank


@cache
def stem(word: str) -> str:
    """Return the stem of a word by Snowball's English rules (Porter's second), its capital kept.

    >>> stem("warnings"), stem("Warnings")
    ('warn', 'Warn')
    """
    stemmed = STEMMER.stem(word)
    return stemmed.capitalize() if word[:1].isupper() else stemmed


def places(asked: list[Question], units: pd.DataFrame, articles: pd.DataFrame, by: str) -> Iterator[tuple[dict, list[tuple[Question, float]]]]:
    """Yield each specification with the place of the word of each question that it can answer; infinite where the word is not listed.

    A name is asked for only where names are counted, a phrase only where phrases are: to leave them out is no verdict on them.
    """
    grid = GRIDS["wording"]
    kind = Terms()(units).drop_duplicates("term").set_index("term").kind.to_dict()
    for chosen in product(*(grid[d] for d in OF_TERMS)):
        option = dict(zip(OF_TERMS, chosen, strict=True))
        terms = counting(option)
        groups, keys, x, n = wording.matrix(wording.count(units, articles, by=by, terms=terms))
        asks = [q for q in asked if q.about["group"] in map(str, groups) and kind.get(q.about["term"], "word") in terms.kinds]
        at = [(list(map(str, groups)).index(q.about["group"]), columns(q.about["term"], keys, terms)) for q in asks]
        for measure, smoothing in product(grid["keyness"], grid["smoothing"]):
            scores = scored(x, n, measure, smoothing == "strong") if len(groups) > 1 else x[:0]
            for minimum in grid["minimum"]:
                listed = np.where((x >= int(minimum)) & (scores > 0), scores, -np.inf)
                found = option | {"keyness": measure, "smoothing": smoothing, "minimum": minimum}
                yield found, [(q, place(listed[g], where)) for q, (g, where) in zip(asks, at, strict=True)]


def counting(option: dict[str, str]) -> Terms:
    """Return what counts as a term under one specification."""
    kinds = [*WORDS] if option["names"] == "counted" else ["word"]
    return Terms(
        kinds=(*kinds, "phrase") if option["phrases"] == "counted" else tuple(kinds),
        voice="" if option["quotations"] == "counted" else "narration",
        case=option["case"] == "kept",
        without=frozenset() if option["stop words"] == "our list" else frozenset(ENGLISH_STOP_WORDS),
        form=stem if option["stems"] == "Snowball" else None,
    )


def columns(term: str, keys: list[str], terms: Terms) -> list[int]:
    """Return the columns that stand for a term of the notebooks: its form under these settings, with and without a capital."""
    form = " ".join(map(terms.form, term.split())) if terms.form else term
    return [i for i, key in enumerate(keys) if key in (form, form.capitalize())]


def scored(x: np.ndarray, n: np.ndarray, measure: str, strong: bool) -> np.ndarray:
    """Return the scores (groups x terms) of each group against all others, from the uses x and the words n of each group.

    Smoothing, light or strong: TF-IDF with the idf plain or smoothed; G2 of the counts, or with half a hit added to each; the log ratio, or the
    end of its interval nearer to 0 (LRC); log-odds with a prior of 500 hits, or of as many as the story has.
    """
    y, n = x.sum(0) - x, n[:, None]
    m, told = n.sum(0) - n, wording.given(x)
    if measure == "TF-IDF":
        return keyness.tfidf(x, n, told["df"], told["N"], idf="smooth" if strong else "plain")
    if measure == "G2":
        more = ADDED if strong else 0.0
        return keyness.g2(x + more, n + more * x.shape[1], y + more, m + more * x.shape[1])
    if measure == "log ratio":
        return (keyness.lrc if strong else keyness.log_ratio)(x, n, y, m)
    mass = x.sum() if strong else told["mass"]
    return keyness.log_odds(x, n, y, m, told["prior"] * mass / told["mass"], mass=mass)[1]


def place(scores: np.ndarray, where: list[int]) -> float:
    """Return the place of the best of some terms in a list, 1 the first; equal scores share the mean of their places.

    >>> place(np.array([3.0, 1.0, 1.0, -np.inf]), [2]), place(np.array([3.0, -np.inf]), [1])
    (2.5, inf)
    """
    best = scores[where].max(initial=-np.inf)
    return float((scores > best).sum() + ((scores == best).sum() + 1) / 2) if best > -np.inf else np.inf
