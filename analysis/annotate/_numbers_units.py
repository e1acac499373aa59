"""What a number is measured in: the currency before it, the unit behind it, and the rate behind that.

Two reports can only be compared when "km", "kilometers" and "kilometres", or "$", "US$" and "dollars", have become one
name. The names come from a versioned list (`data/codebooks/units.toml`); this module only turns that list into two
patterns and asks them at one place of the text, so that a new unit is a new line in the list and nothing else.
"""

import re
import tomllib
from typing import NamedTuple

from analysis import paths

LIST = tomllib.loads((paths.codebooks() / "units.toml").read_text(encoding="utf-8"))
DURATIONS = frozenset(["second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century"])
SPACED = frozenset("m g W V L".split())  # single letters that are a unit behind a space, too
STUCK = frozenset(["in"])  # a unit only when stuck to the figure


class Unit(NamedTuple):
    """A unit that stands at some place: its name, what kind of quantity it makes, and where it ends."""

    name: str
    kind: str  # money | percent | duration | age | measure
    end: int


def kind_of(name: str) -> str:
    """Return the kind of quantity that a unit makes.

    >>> kind_of("euro"), kind_of("percent"), kind_of("week"), kind_of("mile")
    ('money', 'percent', 'duration', 'measure')
    """
    if name in LIST["money"] or name in LIST["before"]:
        return "money"
    return "percent" if name in ("percent", "percentage point", "basis point") else "duration" if name in DURATIONS else "measure"


def si_symbols() -> dict[str, str]:
    """Return the symbols of the International System with their prefixes: `{"km": "kilometre", ...}`."""
    return {
        prefix + symbol: LIST["prefixes"].get(prefix, "") + name
        for symbol, (name, prefixes) in LIST["si"].items()
        for prefix in ["", *prefixes]
    }


def alternatives(words) -> str:
    """Return a pattern that matches any of `words`, the longest first, grouped by first letter (linear and quick to reject)."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())


def trie(words) -> str:
    """Return a pattern that matches any of `words`, every common beginning written once: quick to reject a word that is none.

    >>> trie(["ten", "two"])
    '(?:t(?:e(?:n)|w(?:o)))'
    """
    tails: dict[str, list[str]] = {}
    for word in sorted({w for w in words if w}):
        tails.setdefault(word[0], []).append(word[1:])
    parts = [re.escape(first) + (trie(rest) + "?" * ("" in rest) if any(rest) else "") for first, rest in tails.items()]
    return f"(?:{'|'.join(parts)})"


NAMES = {form: name for part in ("names", "money") for name, forms in LIST[part].items() for form in forms}
NAMES |= {form + "s": name for form, name in NAMES.items() if len(form) > 2 and form[-1].isalpha() and form[-1] != "s"}
SYMBOLS = si_symbols() | {form: name for name, forms in LIST["symbols"].items() for form in forms}
BEFORE = {form: name for name, forms in LIST["before"].items() for form in forms}
RATES = {s.lower(): name for s, name in SYMBOLS.items() if len(s) > 1 and s.islower()} | {w: w for w in ("share", "head", "piece")}
NAME = re.compile(rf"[ \u00a0\n-]?({alternatives(NAMES)})(?![^\W_])")
SYMBOL = re.compile(rf"([ \u00a0-]?)({alternatives(SYMBOLS)})(?![^\W_])")
RATE = re.compile(rf"(?:\s?/\s?|\s(?:an?|each|every)\s)({alternatives([*NAMES, *RATES])})(?![^\W_])|\sper\s([^\W\d_]+)")
AGE = re.compile(r"[- –]+(year|month|week|day)s?[- ](?:olds?|of[ -]age)(?![^\W_])")
WIDEST = 2 + max(map(len, BEFORE))  # a currency in front of a figure, with its space
CURRENCY = re.compile(rf"(?<![^\W_])({alternatives(BEFORE)})[ \u00a0]?$")


def after(body: str, low: str, place: int) -> Unit | None:
    """Return the unit that begins at `place` (`low` is `body` in lower case), or None.

    >>> after("5 km/h", "5 km/h", 1).name, after("2 euros a day", "2 euros a day", 1).name
    ('kilometre per hour', 'euro per day')
    """
    if age := AGE.match(low, place):
        return Unit(f"{age[1]} of age", "age", age.end())
    found = NAME.match(low, place)
    if found and not (found[1] == "second" and found[0][0] in " \n\u00a0"):  # "two second chances"
        return with_rate(low, NAMES[found[1]], found.end())
    found = SYMBOL.match(body, place)
    if found and (not found[1] or len(found[2]) > 1 and found[2] not in STUCK or found[2] in SPACED or not found[2].isalpha()):
        return with_rate(low, SYMBOLS[found[2]], found.end())
    return None


def with_rate(low: str, name: str, end: int) -> Unit:
    """Return the unit `name` that ends at `end`, joined with the rate that may follow ("per share", "an ounce", "/h")."""
    kind, rate = kind_of(name), RATE.match(low, end)
    if not rate:
        return Unit(name, kind, end)
    return Unit(f"{name} {rate_name(rate)}", kind, rate.end())


def rate_after(low: str, place: int) -> Unit | None:
    """Return the rate at which things are counted ("per day" in "300 tests per day"), or None."""
    rate = RATE.match(low, place)
    return Unit(rate_name(rate), "rate", rate.end()) if rate else None


def rate_name(rate: re.Match) -> str:
    """Return the normalised name of a rate: "per kilometre" for "/km"."""
    base = rate[1] or rate[2]
    return f"per {NAMES.get(base) or RATES.get(base, base)}"


def before(left: str) -> tuple[str, int]:
    """Return the currency that `left`, the lower-case text before a number, ends in, and how many characters it takes.

    >>> before("it cost us$"), before("it cost us")
    (('dollar', 3), ('', 0))
    """
    found = CURRENCY.search(left)
    return (BEFORE[found[1]], len(found[0])) if found else ("", 0)
