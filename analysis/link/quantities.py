"""Numbers of the same thing in several articles, and whether they agree.

A reader of one article cannot see that another prints 10,000 where this one prints 8,000. Two numbers are taken for the same
quantity when they share the unit, the thing counted (troops and soldiers are one, see `numbers.toml`) and words of context,
and lie within a factor of ten; each number is joined only to its best counterpart in another article, so that two polls do not
become one. The verdict compares intervals: it says that the figures contradict each other, never which of them is right.
"""

import itertools
import math
from collections import Counter
from collections.abc import Iterator

import pandas as pd

from analysis.annotate._numbers_nouns import LIST
from analysis.annotate._numbers_numerals import PARTS, PLURALS, SCALES, WORDS

SAME = {word: name for name, words in LIST["same"].items() for word in words}
NUMERALS = frozenset([*WORDS, *SCALES, *PLURALS, *PARTS])
COLUMNS = ["quantity", "label", "article_id", "sentence", "start", "end", "low", "high", "unit", "counted", "hedge", "speaker", "zone",
           "verdict"]  # fmt: skip
TOLERANCE = 0.1  # how far "about 10,000" reaches
FURTHEST = 10.0  # times that two figures for one thing may differ
NOUN, SMALL, UNIT = 0.05, 0.25, 0.35  # context that two figures share (cosine): for one noun; small ones, or equal of a unit; of a unit
FEW = 20  # two small counts are seldom two counts of one thing
WORDS_IN_LABEL = 3


def quantities(
    numbers: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, terms: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the numbers of `numbers` with the quantity each one measures, one row per number that counts or measures something.

    `terms` (article_id, sentence, term) are the content words of the sentences; without them, nouns and units alone decide, and
    numbers that have only a unit (money, percentages) are never joined. Columns: quantity (a running number, from 0), label (what is
    counted, and the words of context most articles share), the columns of the number, zone, and verdict, the same for all rows of a
    quantity: SINGLE (one article only), AGREE (the same figure everywhere), COMPATIBLE (intervals overlap), DISAGREE (at least two articles
    whose figures cannot both be true). `about` and `nearly` reach a tenth around the figure; an open side (NaN) reaches without end. Vague
    amounts ("thousands") are compared with vague amounts only. Raises KeyError when a column is missing.
    """
    mentions = prepared(numbers, sentences, articles)
    rows = list(mentions.itertuples())
    contexts, weights = weighed(terms)
    around = [context_of(row, contexts) for row in rows]
    groups = grouped(rows, around, weights)
    groups.sort(key=lambda group: -len({rows[i].article_id for i in group}))
    told = [
        (i, quantity, label([rows[k] for k in group], [around[k] for k in group], weights), verdict([rows[k] for k in group]))
        for quantity, group in enumerate(groups)
        for i in group
    ]
    found = pd.DataFrame(told, columns=["row", "quantity", "label", "verdict"])
    joined = mentions.iloc[found.row.astype("int64")].reset_index(drop=True).join(found)
    return joined[COLUMNS].astype({"quantity": "int64", "label": "str", "verdict": "str"})


def prepared(numbers: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers that count something, in the order of the articles, with story, zone, key and reach (least, most)."""
    rows = numbers.loc[(numbers.unit != "") | (numbers.counted != "")]
    rows = rows.assign(speaker=rows.speaker if "speaker" in rows else "")
    rows = rows.merge(sentences[["article_id", "sentence", "zone"]], on=["article_id", "sentence"], how="left").fillna({"zone": ""})
    rows = rows.merge(articles[["article_id", "story"]].assign(place=range(len(articles))), on="article_id", how="inner")
    rows = rows.sort_values(["place", "start"], kind="stable", ignore_index=True)
    reaches = [reach(*row) for row in zip(rows.low, rows.high, rows.hedge, strict=True)]
    keys = [(s, u, thing(c)) for s, u, c in zip(rows.story, rows.unit, rows.counted, strict=True)]
    return rows.assign(key=keys, least=[low for low, _ in reaches], most=[high for _, high in reaches])


def reach(low: float, high: float, hedge: str) -> tuple[float, float]:
    """Return the interval a number leaves possible.

    >>> reach(8000, 8000, ""), reach(10000, 10000, "about"), reach(50, math.nan, "at least")
    ((8000, 8000), (9000.0, 11000.0), (50, inf))
    """
    low, high = -math.inf if math.isnan(low) else low, math.inf if math.isnan(high) else high
    margin = TOLERANCE * abs(low) if hedge in ("about", "nearly") else 0
    return low - margin if margin else low, high + margin if margin and hedge == "about" else high


def thing(counted: str) -> str:
    """Return one name for heads that count the same, in the singular where that is plain.

    >>> thing("troops"), thing("soldiers"), thing("generals"), thing("ministries")
    ('soldiers', 'soldiers', 'general', 'ministry')
    """
    if counted in SAME:
        return SAME[counted]
    if counted.endswith("ies") and len(counted) > 4:
        return counted[:-3] + "y"
    if counted.endswith(("ses", "xes", "ches", "shes")):
        return counted[:-2]
    return counted[:-1] if counted.endswith("s") and not counted.endswith("ss") else counted


def weighed(terms: pd.DataFrame | None) -> tuple[dict, dict[str, float] | None]:
    """Return the terms of each sentence and the weight of each term: the rarer in the story's sentences, the heavier (None: no terms)."""
    if terms is None:
        return {}, None
    pairs = terms[["article_id", "sentence", "term"]].drop_duplicates()
    contexts: dict[tuple, set] = {}
    for article, sentence, term in pairs.itertuples(index=False):
        contexts.setdefault((article, sentence), set()).add(term)
    spread = Counter(pairs.term)
    return contexts, {term: math.log(1 + len(contexts) / n) for term, n in spread.items()}


def context_of(row, contexts: dict) -> frozenset:
    """Return the terms around a number, without numerals and without those that repeat what it counts (terms may be stems)."""
    own = {form for form in (row.counted, *row.unit.split(), thing(row.counted)) if form}
    around = contexts.get((row.article_id, row.sentence), ())
    plain = (t for t in around if t not in NUMERALS and not t[:1].isdigit())
    return frozenset(t for t in plain if not any(form.startswith(t) or t.startswith(form) for form in own))


def alike(a: frozenset, b: frozenset, weights: dict[str, float]) -> float:
    """Return the cosine of two weighted sets of terms."""
    size = math.sqrt(sum(weights[t] ** 2 for t in a) * sum(weights[t] ** 2 for t in b))
    return sum(weights[t] ** 2 for t in a & b) / size if size else 0.0


def grouped(rows: list, around: list[frozenset], weights: dict | None) -> list[list[int]]:
    """Return the positions of the rows that belong to one quantity: each joined with its best counterparts in other articles."""
    parent, members = list(range(len(rows))), {}

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = i = parent[parent[i]]
        return i

    for i, row in enumerate(rows):
        members.setdefault(row.key, []).append(i)
    for same in members.values():
        for i, j in counterparts([rows[k] for k in same], [around[k] for k in same], weights):
            parent[max(root(same[i]), root(same[j]))] = min(root(same[i]), root(same[j]))
    found: dict[int, list[int]] = {}
    for i in range(len(rows)):
        found.setdefault(root(i), []).append(i)
    return list(found.values())


def counterparts(rows: list, around: list[frozenset], weights: dict | None) -> Iterator[tuple[int, int]]:
    """Yield pairs of rows that are each other's best counterpart in two articles (or the same figure twice in one)."""
    best: dict[tuple[int, str], tuple[float, int]] = {}
    for i, j in itertools.permutations(range(len(rows)), 2):
        if comparable(rows[i], rows[j]):
            score = fit(rows[i], rows[j], float(bool(rows[i].counted)) if weights is None else alike(around[i], around[j], weights))
            if score > best.get((i, rows[j].article_id), (0.0, -1))[0]:
                best[i, rows[j].article_id] = (score, j)
    for (i, article), (_, j) in best.items():
        mutual = best.get((j, rows[i].article_id), (0.0, -1))[1] == i
        if i < j and mutual and (article != rows[i].article_id or (rows[i].low, rows[i].high) == (rows[j].low, rows[j].high)):
            yield i, j


def comparable(a, b) -> bool:
    """Say whether two numbers may be figures for one thing: both vague or both not, and within a factor of ten."""
    if (a.hedge == "vague") != (b.hedge == "vague"):
        return False
    one, two = middle(a), middle(b)
    return one == two or one * two > 0 and max(one / two, two / one) <= FURTHEST


def middle(row) -> float:
    """Return the printed figure of a number; the middle of a range."""
    ends = [x for x in (row.low, row.high) if not math.isnan(x)]
    return sum(ends) / len(ends)


def fit(a, b, likeness: float) -> float:
    """Return how well two numbers fit together: shared context first, nearness of the figures second; 0 for no match."""
    one, two = middle(a), middle(b)
    if likeness < needed_likeness(bool(a.counted), one == two, max(one, two) < FEW):
        return 0.0
    return likeness + (0.5 if one == two else 0.25 / (1 + abs(math.log(one / two))))


def needed_likeness(noun: bool, equal: bool, small: bool) -> float:
    """Return how much context two numbers must share: least for equal figures of one noun, most for two figures of a bare unit."""
    if not noun:
        return SMALL if equal else UNIT
    return SMALL if small and not equal else NOUN


def label(rows: list, around: list[frozenset], weights: dict | None) -> str:
    """Return a short name: what is counted, and up to three words of context that most of the articles share."""
    name = Counter(row.counted or row.unit for row in rows).most_common(1)[0][0]
    shared = Counter(t for t, _ in {(t, row.article_id) for row, terms in zip(rows, around, strict=True) for t in terms})
    least = min(2, len({row.article_id for row in rows}))
    words = sorted((t for t, n in shared.items() if n >= least), key=lambda t: (-shared[t], -weights[t], t))
    return " ".join([name, *words[:WORDS_IN_LABEL]])


def verdict(rows: list) -> str:
    """Return SINGLE, AGREE, COMPATIBLE or DISAGREE for the numbers of one quantity."""
    articles: dict[str, list] = {}
    for row in rows:
        articles.setdefault(row.article_id, []).append(row)
    told = list(articles.values())
    if len(told) == 1:
        return "SINGLE"
    if any(apart(a, b) for a, b in itertools.combinations(told, 2)):
        return "DISAGREE"
    figures = {frozenset((str(row.low), str(row.high)) for row in own) for own in told}
    return "AGREE" if len(figures) == 1 else "COMPATIBLE"


def apart(a: list, b: list) -> bool:
    """Say whether no figure of the one article can be true together with any of the other."""
    return all(x.most < y.least or y.most < x.least for x in a for y in b)
