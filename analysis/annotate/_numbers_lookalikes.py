"""Numerals that are no quantities: years, days of the month, names with a number, scores, page and street numbers.

A wrong quantity costs more trust than a missed one, since it is compared with the other outlets. Each rule looks only at
the words beside the numeral and at its form; what it needs to know by heart (label nouns, months) stands in
`data/codebooks/numbers.toml`.
"""

import re

from analysis.annotate._numbers_beside import MONTHS, Place
from analysis.annotate._numbers_nouns import LIST, STOPS

LABELS, BEHIND = frozenset(LIST["labels"]["words"]), frozenset(LIST["labels"]["behind"])
WEEKDAYS, CONTEST = frozenset(LIST["weekdays"]), frozenset(LIST["labels"]["contest"])
BEFORE_ONE, AFTER_ONE = frozenset(LIST["stops"]["before_one"]), frozenset(LIST["stops"]["after_one"])
HEDGING = frozenset(phrase.split()[0] for part in ("hedges", "change") for phrases in LIST[part].values() for phrase in phrases)
STREETS = "|".join(word.capitalize() for word in LIST["labels"]["street"])
STREET = re.compile(rf"(?: [NSEW]\.?)?(?: [A-Z][\w.'’]*| \d+(?:st|nd|rd|th)){{1,3}} (?:{STREETS})\b")
BULLET = re.compile(r"[.)](?=\s|$)")
COUNTING = frozenset("about some approximately roughly nearly almost than least estimated exceeding".split())
FUNCTION = STOPS | HEDGING
YEARLY = frozenset("in since until till by year a.d. ad around circa".split())
ORDINALS = frozenset("first second third final last latter other opening top bottom better back".split())
HALVED = frozenset("of the a an its their all his her my our".split())
PLACED = frozenset("in at near from on of outside inside across".split())


def is_lookalike(place: Place) -> bool:
    """Say whether the numeral of `place` is no quantity."""
    if place.numeral.form == "none" or is_stuck(place):
        return True
    if place.unit and place.unit.kind in ("money", "percent", "age"):
        return False
    if place.numeral.form == "part" and is_ordinal_part(place) or place.numeral.form in ("words", "fold") and is_pronoun(place):
        return True
    return is_bullet(place) or is_date(place) or is_name(place) or is_street(place) or place.next in BEHIND


def is_stuck(place: Place) -> bool:
    """Say whether letters are stuck to the numeral ("F-16", "G7", "787s", "4G"), which makes it part of a name."""
    if place.glue and not (place.glue[-1] in "-–—" and place.unit):
        return True
    end = place.numeral.end
    follows = place.low[end : end + 1]
    return not place.unit and (follows.isalpha() or follows in ("_", "@", "/") and place.low[end + 1 : end + 2].isalnum())


def is_bullet(place: Place) -> bool:
    """Say whether the numeral stands alone in brackets or numbers an item or a footnote: "(1)", "[12]", "3." on a new line."""
    n, low = place.numeral, place.low
    if not place.whole or n.low > 99:
        return False
    front, back = low[max(0, n.start - 1) : n.start], low[n.end : n.end + 1]
    return front + back in ("()", "[]") or front in ("", "\n") and bool(BULLET.match(low, n.end))


def is_date(place: Place) -> bool:
    """Say whether the numeral is a year or a day of a month ("Oct. 13", "31 October", "in 2019")."""
    if not place.whole:
        return False
    value, months = place.numeral.low, (place.last.rstrip(".,") in MONTHS, place.next.rstrip(".,") in MONTHS)
    if (value <= 31 or 1000 <= value <= 2100) and any(months):
        return True
    if place.unit or not 1000 <= value <= 2100:
        return False
    if place.last in COUNTING and place.phrase.counted:
        return False
    if value < 1500:
        return place.last in YEARLY
    return not (place.phrase.counted and value % 100 == 0)


def is_name(place: Place) -> bool:
    """Say whether the numeral belongs to a name or label ("Article 4", "Boeing 737", "page 12", "BBC One")."""
    last, phrase, printed = place.last, place.phrase, place.body[place.numeral.start]
    start = place.low.rfind(last, 0, place.numeral.start) if last[:1].isalpha() else -1
    upper = start >= 0 and place.body[start].isupper()
    if (last.rstrip(".") in LABELS or last in LABELS) and (upper or not phrase.counted):
        return True
    capital = upper and last[-1] not in ',;:!?)”"' and last not in FUNCTION
    if place.unit or not capital:
        return printed.isupper() and not phrase.counted and bool(last) and last[-1] not in ".!?:;”\"’'"
    first = len(place.before) < 2 or place.before[-2][-1] in '.!?:”"'
    if printed.isupper() or place.whole and not phrase.counted:
        return True
    sited = last in WEEKDAYS or not first and place.before[-2] in PLACED
    return place.whole and not sited and not first


def is_street(place: Place) -> bool:
    """Say whether the numeral is the number of a house."""
    return place.whole and bool(STREET.match(place.body, place.numeral.end))


def is_ordinal_part(place: Place) -> bool:
    """Say whether a part is one of a series ("the final third of", "the first half of"), or "half" alone ("cut in half")."""
    printed = place.low[place.begin : place.numeral.end]
    if printed == "half":
        return place.last in ORDINALS or place.next not in HALVED
    return printed in ("third", "quarter", "fifth", "tenth")


def is_pronoun(place: Place) -> bool:
    """Say whether a numeral in words counts nothing ("no one", "the two said", "one another", "six-speed")."""
    n, hyphen = place.numeral, place.low[place.numeral.end : place.numeral.end + 1] in ("-", "‑")
    if hyphen:
        return not place.unit
    if n.low == 1 and n.scale == 1:
        return not place.unit and (place.last in BEFORE_ONE or place.next in AFTER_ONE or place.next == "of" or not place.phrase.counted)
    bare = n.low < 20 and n.scale == 1 and not place.unit and not place.phrase.counted
    return bare and place.last in ("the", "these", "those", "all", "other")
