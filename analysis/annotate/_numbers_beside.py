"""What stands beside a numeral: the words in front of it, the unit or the noun behind it.

Everything a reader needs to tell a quantity from a name with a number, or "at least 50 dead" from "50 dead", stands within
a few words. This module gathers it once for each numeral; the rules in `lookalikes` and `numbers` then ask, and never look
at the text again.
"""

import re
from typing import NamedTuple

from analysis.annotate import _numbers_units as units
from analysis.annotate._numbers_nouns import LIST, NOTHING, Phrase, counted
from analysis.annotate._numbers_numerals import Numeral
from analysis.annotate._numbers_units import Unit

LOOK_BACK = 48  # characters in front of a numeral in which its hedge, label and verb are looked for
OPENERS = "([{\"“”„'‘’«»~≈<>+±−-–—…/*•"
SIGNS = {"-", "−", "minus-"}
FEW = {"several": (2, 10), "few": (2, 10), "many": (2, 10), "couple": (2, 2)}  # "a few hundred": two to ten hundred
AFTER = {phrase: hedge for hedge, phrases in LIST["hedges_after"].items() for phrase in phrases}
BEHIND = re.compile(rf"[ -]?({'|'.join(map(re.escape, sorted(AFTER, key=len, reverse=True)))})(?![^\W_])")
OF = re.compile(r"\sof\s(?:(?:the|their|its|his|her|our)\s)?(?=\w)")
NEXT = re.compile(r"(?:[ \u00a0-]{1,2}|\n)?([^\W\d_][\w.'’]*)")
MONTHS, MOST_YEARS = frozenset(LIST["months"]), 120
DOTTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
HYPHENED = re.compile(r"-([a-z]{3,})")


class Place(NamedTuple):
    """A numeral and what stands beside it."""

    body: str
    low: str  # `body` in lower case
    numeral: Numeral
    begin: int  # where the quantity begins: a currency and an article belong to it
    end: int  # where it ends: a unit belongs to it
    before: list[str]  # the last words in front of it, lower case, as printed
    glue: str  # what is stuck to its front, opening marks and signs aside
    sign: str
    unit: Unit | None
    phrase: Phrase
    after: str  # the hedge behind it ("or more")

    @property
    def last(self) -> str:
        """The word in front of it, without opening marks."""
        return self.before[-1].lstrip("(\"“'‘[") if self.before else ""

    @property
    def next(self) -> str:
        """The word behind it, also behind a hyphen."""
        found = NEXT.match(self.low, self.numeral.end)
        return found[1].rstrip(".’'") if found else ""

    @property
    def whole(self) -> bool:
        """Whether it is a plain whole number in digits, as years, days and labels are."""
        n = self.numeral
        return n.form == "digits" and self.low[n.start : n.end].isdigit()


def beside(body: str, low: str, numeral: Numeral, past: int) -> Place:
    """Return the surroundings of `numeral`; nothing before `past`, the end of the numeral in front of it, is looked at."""
    left = low[max(past, numeral.start - LOOK_BACK) : numeral.start].rpartition("\n\n")[2]
    currency, taken = units.before(left[-units.WIDEST :])
    left = left[: len(left) - taken]
    numeral = settle(body, low, numeral, currency)
    before, glue, sign = words_before(left, joined=numeral.start - taken - len(left) == past and past > 0)
    begin, before, numeral = with_article(low, numeral, before, numeral.start - taken)
    unit, phrase, end, after = age(body, low, numeral, before) or words_behind(body, low, numeral, currency)
    if phrase.counted and not unit and DOTTED.fullmatch(low, numeral.start, numeral.end):  # things come whole: "8.000 soldiers"
        numeral = numeral._replace(low=numeral.low * 1000, high=numeral.high * 1000)
    return Place(body, low, numeral, begin, end, before, glue, sign, unit, phrase, after)


def settle(body: str, low: str, numeral: Numeral, currency: str) -> Numeral:
    """Return `numeral` with a single letter behind it read as a magnitude only where it is one ("$3m", "4.3M", not "3m tall")."""
    letter = low[numeral.end - 1]
    if numeral.form != "digits" or numeral.scale == 1 or letter not in "kmbt" or not low[numeral.end - 2].isdigit():
        return numeral
    things = letter in "km" and counted(body, low, numeral.end).distance == 1
    if currency or things or letter == "k" and numeral.low >= 10_000 or letter != "k" and body[numeral.end - 1].isupper():
        return numeral
    value = numeral.low / numeral.scale
    return numeral._replace(end=numeral.end - 1, low=value, high=value, scale=1.0)


def words_before(left: str, *, joined: bool) -> tuple[list[str], str, str]:
    """Return the last words of `left`, what is stuck to the numeral, and its sign; `joined`: another numeral ends before `left`."""
    words = left.split()[-5:]
    if not words or left[-1].isspace():
        sign = words and words[-1] in ("minus", "−") and "-"
        return (words[:-1], "", "-") if sign else (words, "", "")
    stuck = words.pop()
    if joined and not words and not stuck.strip("-–—‑"):
        return [], "", ""
    if stuck in SIGNS:
        return words, "", "-"
    glue = stuck.lstrip(OPENERS)
    if glue and glue[-1] in "(\"“'‘[—–/" and glue[:-1].isalpha() and glue[-1] != "/":
        words, glue = [*words, glue[:-1]], ""
    if glue == "sub-":
        words, glue = [*words, "sub"], ""
    return words + [c for c in stuck if c in "~≈<>≤≥" and not glue], glue, "+" if "+" in stuck else ""


def with_article(low: str, numeral: Numeral, before: list[str], begin: int) -> tuple[int, list[str], Numeral]:
    """Return begin, words before and numeral with the article or amount in front taken in ("a dozen", "several hundred")."""
    last = before[-1] if before else ""
    magnitude = numeral.form == "words" and numeral.low == numeral.scale > 1
    part = numeral.form == "part" and not low.startswith(("one", "1"), numeral.start)
    if not (magnitude or part) or last not in ("a", "an", *FEW):
        return begin, before, numeral
    begin, before = low.rindex(last, 0, begin), before[:-1]
    if last in FEW and magnitude:
        least, most = FEW[last]
        numeral = numeral._replace(low=numeral.low * least, high=numeral.high * most, form="many" if most > least else "words")
        if before and before[-1] == "a":
            begin, before = low.rindex("a", 0, begin), before[:-1]
    return begin, before, numeral


def age(body: str, low: str, numeral: Numeral, before: list[str]) -> tuple[Unit, Phrase, int, str] | None:
    """Return what stands behind an age without its unit: "aged 40", "under the age of 40", "Ann Example, 40, said"."""
    end, last = numeral.end, before[-1] if before else ""
    if numeral.form not in ("digits", "words") or not 0 < numeral.low < MOST_YEARS or units.after(body, low, end):
        return None
    enclosed = last.endswith(",") and low[end : end + 2] in (", ", ",") and last.rstrip(".,") not in MONTHS
    named = enclosed and body[low.rfind(last, 0, numeral.start)].isupper()
    if named or last in ("age", "aged", "ages") or before[-2:] == ["age", "of"]:
        return Unit("year of age", "age", end), NOTHING, end, ""
    return None


def words_behind(body: str, low: str, numeral: Numeral, currency: str) -> tuple[Unit | None, Phrase, int, str]:
    """Return the unit or the noun behind `numeral`, where the quantity ends, and the hedge behind it."""
    hedge = BEHIND.match(low, numeral.end)
    place = hedge.end() if hedge else numeral.end
    if currency:
        unit = units.with_rate(low, currency, place)
        return unit, NOTHING, unit.end, AFTER[hedge[1]] if hedge else ""
    of = OF.match(low, place) if numeral.form in ("many", "words") else None
    unit = units.after(body, low, of.end() - 1 if of else place)
    if unit:
        hedge = hedge or BEHIND.match(low, unit.end)
        return unit, NOTHING, unit.end, AFTER[hedge[1]] if hedge else ""
    phrase = counted(body, low, place, single=numeral.low in (0, 1) and numeral.form == "words")
    hyphened = HYPHENED.match(low, place) if numeral.form == "digits" else None
    if hyphened and not phrase.counted:
        phrase = Phrase(hyphened[1], hyphened[1], *hyphened.span(1), 1)
    rate = units.rate_after(low, phrase.end) if phrase.counted else None
    return rate, phrase, place, AFTER[hedge[1]] if hedge else ""
