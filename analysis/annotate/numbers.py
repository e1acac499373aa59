"""The quantities of an article: figure or interval, unit, what is counted, and how sure the text is of it.

That one outlet writes 8,000 troops and another about 10,000 is seen only when both are read as a number of the same thing.
`read` finds each numeral once (`numerals`), looks at the words beside it for unit (`units`) and noun (`nouns`), passes over
what only looks like a quantity (`lookalikes`), and joins two numerals that make one range. Hedges and verbs of change are
kept as printed categories, since "at least 50 dead" and "50 dead" are two claims.
"""

from typing import NamedTuple

from analysis.annotate import _numbers_numerals as numerals
from analysis.annotate import _numbers_ranges as ranges
from analysis.annotate._numbers_beside import Place, beside
from analysis.annotate._numbers_lookalikes import is_lookalike
from analysis.annotate._numbers_nouns import LIST
from analysis.annotate._numbers_units import DURATIONS

HEDGES = {phrase: hedge for hedge, phrases in LIST["hedges"].items() for phrase in phrases}
HEDGE_ENDS = frozenset(phrase.split()[-1] for phrase in HEDGES)
CHANGES = {word: change for change, words in LIST["change"].items() for word in words}
KINDS = {"part": "fraction", "ratio": "ratio", "fold": "ratio"}
LASTING = frozenset("for just well in of is was lasted took after".split())
FILLERS = frozenset("by of a an the another almost as much some".split())


class Number(NamedTuple):
    """A quantity. `low` and `high` are equal for an exact value; the open side of "more than 10" is NaN, `value` is then 10.

    `value` is the printed figure, None for a range or a vague amount. `counted` is the head of the noun phrase behind the
    number (lower case), `phrase` the whole of it; both are empty where a unit takes its place. `hedge` is one of about, nearly,
    up to, less than, more than, at least, vague, or empty; `change` is up, down or empty.
    """

    start: int
    end: int
    low: float
    high: float
    value: float | None
    unit: str
    counted: str
    phrase: str
    hedge: str
    change: str
    kind: str  # count | money | percent | duration | age | measure | fraction | ratio | ordinal


def read(body: str) -> list[Number]:
    """Return the quantities of a text in the order in which they stand there.

    Dates, clock times, names with a number ("Boeing 737"), scores, ordinals and pronouns are passed over.

    >>> [(n.value, n.counted, n.hedge) for n in read("About 10,000 soldiers and three generals crossed on May 5.")]
    [(10000.0, 'soldiers', 'about'), (3.0, 'generals', '')]
    >>> [(n.low, n.high, n.unit) for n in read("It cost between $5 and $7 million.")]
    [(5000000.0, 7000000.0, 'dollar')]
    """
    low, drafts, past = numerals.lower(body), [], 0
    for numeral in numerals.find(low):
        if numeral.start < past:  # the figure in "32m2" belongs to the unit
            continue
        place = beside(body, low, numeral, past)
        drafts.append((place, None if is_lookalike(place) else number(place)))
        past = place.end
    return ranges.join(drafts)


def number(place: Place) -> Number | None:
    """Return the number that the numeral of `place` makes; None for an ordinal that measures nothing."""
    n, unit = place.numeral, place.unit
    if n.form == "ordinal":
        grain = place.next if place.next in DURATIONS and n.low >= 100 else ""  # "the 1,000th day", not "the third day"
        return Number(place.begin, n.end, n.low, n.low, n.low, grain, "", "", "", "", "ordinal") if grain else None
    hedge, words = hedge_of(place)
    name, kind = (unit.name, unit.kind) if unit else ("fold" if n.form == "fold" else "", KINDS.get(n.form, "count"))
    sign = -1 if place.sign == "-" else 1
    low, high = ranges.bounds(n.low * sign, n.high * sign, hedge)
    change = {"+": "up"}.get(place.sign) or change_of(words, unit is not None or not place.phrase.counted)
    value, noun = n.low * sign if n.low == n.high else None, place.phrase
    kind = "count" if kind == "rate" else kind
    return Number(place.begin, place.end, low, high, value, name, noun.counted, noun.text, hedge, change, kind)


def hedge_of(place: Place) -> tuple[str, list[str]]:
    """Return the hedge of a number and the words in front of that hedge."""
    words = [*place.before[:-1], place.last] if place.before else []
    size = 0
    if words and words[-1] in HEDGE_ENDS:
        size = next((k for k in (4, 3, 2, 1) if k <= len(words) and " ".join(words[-k:]) in HEDGES), 0)
    hedge = HEDGES[" ".join(words[-size:])] if size else place.after
    if place.numeral.form == "many":
        hedge = "vague"
    elif words[-1:] == ["over"] and place.unit and place.unit.kind == "duration" and not LASTING & {*words[-2:-1]}:
        hedge = ""  # "so much over ten years" tells a span, "for over ten years" a bound
    return hedge, words[: len(words) - size]


def change_of(words: list[str], measured: bool) -> str:
    """Return `up` or `down` when a verb or noun of change leads to the number ("fell by 5 percent", not "fell to")."""
    words = list(words)
    while words and (words[-1] in FILLERS or words[-1].endswith("ly")):
        words.pop()
    word = words[-1] if words else ""
    return CHANGES.get(word, "") if measured or word not in ("up", "down") else ""
