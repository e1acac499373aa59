"""Two numerals that make one quantity: ranges, ratios and shares ("10,000-12,000", "between 5 and 7", "two to one", "one in five").

Read one by one, "from 3 to 5 million troops" would be three of nothing and five million troops. Each rule joins two
neighbours by the few characters between them; "2-1" and "7-2 vote" are scores and make no quantity at all.
"""

import math
import re

from analysis.annotate._numbers_beside import Place
from analysis.annotate._numbers_lookalikes import CONTEST

SCORED = re.compile(r"\s?[-–—‑]\s?|\sto\s")
JOINT = re.compile(r"\s?[-–—‑]\s?|\s(?:to|or|up\sto)\s|\sand\s")
AGAIN = re.compile(r",?\sor\s|\s?\(")
RATIO = re.compile(r"\sto\s|-to-|\s(?:against|versus|vs\.?)\s")
AGAINST = re.compile(r"\s(?:against|versus|vs\.?)\s")
SHARE = re.compile(r"\s(?:in|out\sof)\s(?:every\s)?")
LARGEST_SCORE, LARGEST_VOTE = 200, 1000
LONGEST_GAP = 80
OPEN = math.nan


def bounds(low: float, high: float, hedge: str) -> tuple[float, float]:
    """Return the interval a hedge leaves open.

    >>> bounds(10, 10, "more than"), bounds(10, 10, "about")
    ((10, nan), (10, 10))
    """
    if hedge in ("more than", "at least"):
        return low, OPEN
    return (OPEN, high) if hedge in ("less than", "up to") else (low, high)


def join(drafts: list) -> list:
    """Return the numbers of (place, number or None), neighbours that belong together made into one, in their order."""
    out: list = []
    for place, number in drafts:
        if out:
            gap = place.low[out[-1][0].end : place.begin]
            if len(gap) < LONGEST_GAP and (pair := joined(out[-1], (place, number), gap)):
                out[-1:] = pair
                continue
        out.append((place, number))
    return [number for _, number in out if number is not None]


def joined(a: tuple, b: tuple, gap: str) -> list | None:
    """Return what two neighbours make together, or None when they stay as they are."""
    if number := other_side(a, b):
        return [a, (b[0], number)]
    if SCORED.fullmatch(gap) and is_score(a, b, gap) or a[1] is None and JOINT.fullmatch(gap) and is_year(b[0]):
        return [(b[0], None)]
    if SHARE.fullmatch(gap) and (share := share_of(a, b)):
        return [share]
    if RATIO.fullmatch(gap) and a[1] is not None and is_ratio(a, b):
        return [(b[0], a[1]._replace(end=b[0].end, kind="ratio"))]
    if a[1] is None or b[1] is None or a[1].counted or a[1].value is None or b[1].value is None:
        return None
    if AGAIN.fullmatch(gap) and a[1].unit and b[1].unit not in ("", a[1].unit) and not (b[1].hedge or b[1].change):
        low, high = bounds(b[1].value, b[1].value, a[1].hedge)
        return [a, (b[0], b[1]._replace(low=low, high=high, hedge=a[1].hedge, change=a[1].change))]
    return [(b[0], span(a, b))] if JOINT.fullmatch(gap) and is_range(a, b, gap) else None


def is_year(place: Place) -> bool:
    """Say whether a number may be the second of two years."""
    return place.whole and not place.unit and not place.phrase.counted and 1000 <= place.numeral.low <= 2100


def is_score(a: tuple, b: tuple, gap: str) -> bool:
    """Say whether two numerals around a hyphen or "to" are a score, a vote, or the rest of a date or name."""
    (first, one), (second, two) = a, b
    if one is None or two is None:
        return second.whole and not second.unit and "to" not in gap
    plain = first.whole and second.whole and not first.unit and not second.unit and one.value is not None
    if not plain or "to" in gap:
        return plain and one.value > two.value > 1 and not second.phrase.counted and first.last != "from" and one.value < LARGEST_VOTE
    return one.value >= two.value or two.value <= LARGEST_SCORE and (not two.counted or bool(CONTEST & {second.next, two.counted}))


def is_ratio(a: tuple, b: tuple) -> bool:
    """Say whether two numerals are the sides of a ratio to one; the second may have been taken for a pronoun."""
    bare = not (a[1].unit or a[1].counted or b[0].unit or b[0].phrase.counted)
    return bare and b[0].numeral.form in ("digits", "words") and b[0].numeral.low == 1 < (a[1].value or 0)


def other_side(a: tuple, b: tuple):
    """Return the "one" of "two teams against one", which counts what the number before it counts; else None."""
    (first, one), (second, two) = a, b
    if one is None or two is not None or not one.counted or second.low[second.begin : second.end] != "one":
        return None
    if not AGAINST.fullmatch(second.low, first.phrase.end, second.begin):
        return None
    return one._replace(start=second.begin, end=second.end, low=1.0, high=1.0, value=1.0, hedge="", change="")


def share_of(a: tuple, b: tuple) -> tuple | None:
    """Return "one in five" as a fifth."""
    first, (second, two) = a[0], b
    n, m = first.numeral, second.numeral
    plain = n.form in ("digits", "words") and not (first.unit or second.unit or first.phrase.counted or first.glue)
    if two is None or not plain or not 0 < n.low < m.low or n.low > 20 or n.scale > 1:
        return None
    return second, two._replace(start=first.begin, low=n.low / m.low, high=n.low / m.low, value=n.low / m.low, kind="fraction")


def is_range(a: tuple, b: tuple, gap: str) -> bool:
    """Say whether two numbers with a joint between them are the ends of a range."""
    one, two = a[1], b[1]
    if gap.strip() == "and" and a[0].last != "between":
        return False
    if one.change and one.unit and "to" in gap and a[0].last != "from" or a[0].last == "by" and "to" in gap:
        return False  # "rose by 3 points to 85 points"
    same = one.unit in ("", two.unit) or two.unit.startswith(one.unit + " per ") or one.kind == "money" and not two.unit and not two.counted
    return same and one.value * shared_scale(a[0], b[0]) < two.value


def shared_scale(first: Place, second: Place) -> float:
    """Return the magnitude that the first end of a range borrows from the second ("3 to 5 million")."""
    n, m = first.numeral, second.numeral
    return m.scale if n.scale == 1 and m.scale > 1 and n.low < 1000 and n.low * m.scale < m.high else 1.0


def span(a: tuple, b: tuple):
    """Return the range that two numbers make, with the unit, the noun and the hedge that it has."""
    one, two = a[1], b[1]
    low = one.value * shared_scale(a[0], b[0])
    unit, kind = (two.unit, two.kind) if two.unit or not one.unit else (one.unit, one.kind)
    return two._replace(start=one.start, low=low, high=two.value, value=None, unit=unit, kind=kind, hedge=one.hedge, change=one.change)
