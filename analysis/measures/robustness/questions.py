"""What a headline claim says, as a question that any analysis can answer: the value, its interval, and whether the claim holds.

A claim is known by the table it was read from and by its values (`prose`), never by its words. It *holds* in an analysis when all that its sentence
says is true there: the frame is still the most frequent of the outlet; the gap still the widest; the two outlets
still the lowest and the highest. Its *direction* holds when the difference between the two outlets that it names has the same sign.
It is *clear* when the interval of that difference does not reach zero. A tie with what the claim does not name
holds nothing.
"""

from typing import NamedTuple

import numpy as np

EQUAL = 1e-9  # below this two values are a tie


class Question(NamedTuple):
    """A claim to be asked again: its id, its sentence, its kind (a grid), what it asks, and the names it is about.

    `about["made"]`, where it is there, holds the decisions that the claim itself makes ("in the outlets' own words").
    """

    claim: str
    text: str
    kind: str
    asks: str
    about: dict


class Answer(NamedTuple):
    """The answer of one analysis: a difference in standard deviations (above 0: as claimed), its 95 % interval, and what holds."""

    value: float
    low: float
    high: float
    holds: bool
    direction: bool
    clear: bool


def questions(claims: list[dict], *, by: str = "outlet") -> list[Question]:
    """Return the questions of those claims that compare something, in their order; what only counts or dates is not asked again."""
    found = [(claim["text"], *asked) for claim in claims for asked in contents(claim["table"], claim["values"], by)]
    return [Question(f"{kind}-{i}", text, kind, asks, about) for i, (text, kind, asks, about) in enumerate(found, 1)]


def contents(table: str, values: dict, by: str) -> list[tuple[str, str, dict]]:
    """Return kind, what is asked and the names for each thing that a claim says; a list of words says one thing of each word.

    >>> contents("framing-share", {"outlet": "north", "frame": "A", "x": 3}, "outlet")
    [('framing', 'most frequent', {'group': 'north', 'keys': ['A']})]
    >>> [about["term"] for _, _, about in contents("wording-terms", {"outlet": "north", "terms": {"ferry": 3, "blame": 2}}, "outlet")]
    ['ferry', 'blame']
    """
    if table == "wording-terms" and "terms" in values and by in values:
        return [("wording", "marks", {"group": values[by], "term": term}) for term in values["terms"]]
    if table == "framing-share" and "most" in values:
        return [("framing", "widest gap", {"high": values["most"], "low": values["least"], "keys": [values["frame"]]})]
    if table == "framing-share" and "frame" in values and by in values:
        return [("framing", "most frequent", {"group": values[by], "keys": values.get("tied", [values["frame"]])})]
    if table == "tone-mean" and "lowest" in values:
        made = {"voice": values["voice"]} if values["voice"] != "all" else {}
        return [("tone", "lowest and highest", {"high": values["highest"], "low": values["lowest"], "keys": [""], "made": made})]
    return []


def answer(asked: Question, groups: list[str], scored: tuple[list[str], np.ndarray, float]) -> Answer | None:
    """Return the answer of one analysis; None where it has nothing to compare.

    `scored` holds the keys, the scores (draws x groups x keys, the observed ones first) and the standard deviation of a sentence's score.
    """
    keys, scores, scale = scored
    named = [asked.about[n] for n in ("group", "high", "low") if n in asked.about]
    if not set(named) <= set(groups) or not set(asked.about["keys"]) <= set(keys):
        return None
    own, at = [keys.index(key) for key in asked.about["keys"]], [groups.index(name) for name in named]
    if asked.asks == "most frequent":
        others = np.delete(scores[:, at[0]], own, axis=1)
        margin, limit = scores[:, at[0], own].min(axis=1) - others.max(axis=1, initial=0.0), EQUAL
    else:
        margin = scores[:, at[0], own[0]] - scores[:, at[1], own[0]]
        limit = widest(scores[0]) - EQUAL
    return judged(margin, max(limit, EQUAL), scale) if np.isfinite(margin[0]) else None


def widest(scores: np.ndarray) -> float:
    """Return the widest gap between two groups in any column of groups x keys; a group without a score is passed over."""
    there = scores[np.isfinite(scores).all(axis=1)]
    return float((there.max(axis=0) - there.min(axis=0)).max()) if there.size else 0.0


def judged(margin: np.ndarray, limit: float, scale: float) -> Answer:
    """Return the answer from the margin by which the claim is true, observed and drawn, and the margin that it needs."""
    value, spread = margin[0], 1.96 * np.nanstd(margin[1:])
    unit = scale if scale > EQUAL else 1.0
    edges = (value - spread) / unit, (value + spread) / unit
    return Answer(value / unit, *edges, bool(value >= limit), bool(value > EQUAL), bool(edges[0] > 0))
