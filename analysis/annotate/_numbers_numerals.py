"""The numeral itself: where one stands in a text, and which figure it stands for.

Newspapers print the same figure as "8,000", "8 000", "8k" or "eight thousand", and large ones as "2.3 billion" or "hundreds
of thousands". A trigger that begins with one character class finds where a numeral may begin, so that text without numerals
costs next to nothing; patterns without unbounded nesting then read it, so that time grows linearly with the text. What the
figure means (a count, a year, a flight number) is not decided here.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from analysis.annotate._numbers_units import alternatives, trie

UNITS = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
         "nineteen").split()  # fmt: skip
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {name: value for value, name in enumerate(UNITS)} | {name: 10 * value for value, name in enumerate(TENS, 2)}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9,
          "trillion": 10**12}  # fmt: skip
SHORT = {"k": 1000} | {s: size for size, forms in ((10**6, "m mn mln"), (10**9, "b bn bln"), (10**12, "t tn trn")) for s in forms.split()}
PLURALS = {"tens": 10, "dozens": 12} | {f"{name}s": size for name, size in SCALES.items() if name != "dozen"}
PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
         "tenth": 10, "twentieth": 20, "hundredth": 100, "thousandth": 1000, "millionth": 10**6}  # fmt: skip
GLYPHS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅛": 1 / 8}
LONGEST = 15  # digits that a float holds exactly; longer runs are identifiers, not quantities

SCALE, GLYPH = f"(?:{alternatives(SCALES)})", f"[{''.join(GLYPHS)}]"
SMALL = rf"(?:(?:{alternatives(TENS)})(?:[\s-](?:{alternatives(UNITS[1:10])})\b)?|(?:{alternatives(UNITS)}))\b"
PLURAL = rf"(?:{alternatives(PLURALS)})\b"
TRIGGER = re.compile(
    rf"[\d{''.join(GLYPHS)}\s\-–—―(\[\"“”„'‘’«»/~](?:(?<=[\d{''.join(GLYPHS)}])\d*|(?=(?:"
    rf"{trie([*UNITS, *TENS, *SCALES, *PLURALS, 'half', *(f'{w}fold' for w in [*UNITS, *TENS, *SCALES])])}"
    r"|(?:third|quarter|fifth|tenth)\sof|(?:hundred|thousand|million)th)\b))"
)
LOOKALIKE = re.compile(
    r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?!\d)|\d{1,2}:\d\d(?!\d)(?:[:.]\d+)*|\d{3}[-. ]\d{3}[-. ]\d{4}(?!\d)|\d{3}-\d{4}(?!\d)"
    r"|\d+(?:\.\d+){2,}(?!\d)|\d{2,4}['’]?s(?![^\W_])|\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b|\d+[/:](?=\d)[\d/:]*"
)
SPACED = r"(?<!\d )(?:[1-9]\d{0,2}(?: \d{3}){0,3} 000(?! ?\d)|[1-9]\d{0,2}(?: \d{3}){1,4}(?= [^\W\d_]))"  # a row of a table is no figure
GROUPED = rf"(?:\d{{1,3}}(?:(?:,\d{{3}})+|(?:[\u00a0\u2009\u202f]\d{{3}})+|(?P<dotted>(?:\.\d{{3}}){{2,}}))|{SPACED})(?!\d|,\d)(?:\.\d+)?"
DIGITS = re.compile(
    rf"(?P<figure>{GROUPED}|\d+(?:\.\d+)?)"
    rf"(?:(?P<ordinal>st|nd|rd|th)(?![^\W_])|[-\s]?(?P<glyph>{GLYPH})|[-\s](?P<over>[1-7])/(?P<under>[2-8])(?![\d/])|/(?P<below>[2-8])(?![\d/]))?"
    rf"(?:[\s-]?(?P<scale>{SCALE}|mln|bln|trn|mn|bn|tn)s?(?![^\W_])|(?P<letter>[kmbt])(?![^\W_]))?"
)
SPELT = re.compile(
    rf"(?P<many>{PLURAL}(?:\sof\s{PLURAL})?)|(?P<half>half[\s-](?:an?\s)?{SCALE}\b|half\b)"
    rf"|(?P<words>{SMALL}(?:(?:[\s-]{SCALE}\b){{1,2}}(?:[\s-](?:and\s)?{SMALL}(?:[\s-]{SCALE}\b){{1,2}}){{0,4}}(?:[\s-](?:and\s)?{SMALL})?)?"
    rf"|{SCALE}\b|(?=third|quarter|fifth|tenth|(?:hundred|thousand|million)th))"
    rf"(?:(?:[\s-]|(?<!\w))(?P<part>{alternatives([f for p in PARTS for f in (p + 's', p)])})\b"
    rf"|\sand\s(?:an?|one|three)[\s-](?P<more>half|quarters?|third)\b(?:[\s-](?P<times>{SCALE})\b)?)?"
)
FOLD = re.compile(rf"(?P<words>{alternatives([*UNITS, *TENS, *SCALES])})fold\b")


class Numeral(NamedTuple):
    """A numeral as printed: its place, the figure (`high` differs from `low` only in "hundreds of" and the like), and its form."""

    start: int
    end: int
    low: float
    high: float
    form: str  # digits | words | many | part | ordinal | ratio | fold | none (a look-alike, to be passed over)
    scale: float = 1.0  # what a magnitude behind the figure multiplied it by


def lower(body: str) -> str:
    """Return `body` in lower case, character for character, so that offsets stay true (one letter becomes two in lower case)."""
    low = body.lower()
    return low if len(low) == len(body) else "".join(c.lower()[0] for c in body)


def find(low: str) -> Iterator[Numeral]:
    """Yield the numerals of a text in lower case, from left to right; none overlaps another.

    >>> [(n.low, n.high, n.form) for n in find("8 000 of them, two-thirds, hundreds of thousands at 12:30")][:3]
    [(8000.0, 8000.0, 'digits'), (0.6666666666666666, 0.6666666666666666, 'part'), (100000.0, 1000000.0, 'many')]
    """
    past = 0
    for hit in TRIGGER.finditer(" " + low):
        place = hit.start() - 1 if hit[0][0].isalnum() else hit.start()
        if place >= past and (numeral := at(low, place)):
            past = numeral.end
            yield numeral


def at(low: str, place: int) -> Numeral | None:
    """Return the numeral that begins at `place`, or None."""
    first = low[place]
    if first in GLYPHS:
        return Numeral(place, place + 1, GLYPHS[first], GLYPHS[first], "part")
    if not first.isdigit():
        found = FOLD.match(low, place) or SPELT.match(low, place)
        return spelt(found) if found else None
    found, strange = DIGITS.match(low, place), LOOKALIKE.match(low, place)
    fraction = found["below"] and found["figure"] < found["below"]
    if strange and not (fraction or found["scale"] or found["dotted"]):
        return ratio(place, strange)
    return digits(found)


def ratio(place: int, strange: re.Match) -> Numeral:
    """Return a ratio to one ("2:1"); anything else that looks like a number and is none (a date, a time) has the form `none`."""
    sides = strange[0].split(":")
    if len(sides) == 2 and sides[1] == "1" and sides[0].isdigit() and len(sides[0]) <= 3:
        return Numeral(*strange.span(), float(sides[0]), float(sides[0]), "ratio")
    return Numeral(place, strange.end(), 0.0, 0.0, "none")


def digits(found: re.Match) -> Numeral:
    """Return the value of a numeral in digits; a run too long to be a quantity has the form `none`."""
    figure, _, *rest = found.groups()
    plain = figure if figure.isdigit() else re.sub(r"[^\d.]", "", figure)
    plain = plain.replace(".", "") if plain.count(".") > 1 else plain
    if len(plain) > LONGEST:
        return Numeral(*found.span(), 0.0, 0.0, "none")
    if not any(rest):
        return Numeral(*found.span(), float(plain), float(plain), "digits")
    value = Decimal(plain) / int(found["below"] or 1)
    value += Decimal(found["over"]) / int(found["under"]) if found["under"] else 0
    value += Decimal(GLYPHS[found["glyph"]]) if found["glyph"] else 0
    scale = SCALES.get(found["scale"]) or SHORT.get(found["scale"] or found["letter"], 1)
    form = "ordinal" if found["ordinal"] else "part" if found["below"] else "digits"
    return Numeral(*found.span(), float(value * scale), float(value * scale), form, float(scale))


def spelt(found: re.Match) -> Numeral:
    """Return the value of a numeral in words."""
    place, groups = found.span(), found.groupdict()
    if many := groups.get("many"):
        low = high = 1.0
        for name in re.findall(r"[a-z]{3,}", many):
            low, high = low * PLURALS[name], high * (10 * PLURALS[name] if low == 1 else PLURALS[name])
        return Numeral(*place, low, min(high, 100.0) if many == "dozens" else high, "many")
    if half := groups.get("half"):
        scale = SCALES.get(re.split(r"[\s-]", half)[-1])
        return Numeral(*place, (scale or 1) / 2, (scale or 1) / 2, "words" if scale else "part", float(scale or 1))
    value, scale = cardinal(groups["words"])
    if size := PARTS.get((groups.get("part") or "").rstrip("s"), 0):
        ordinal = groups["part"].endswith("dth") and not found.string.startswith(" of", found.end())  # "one thousandth day"
        value, form = (value * size, "ordinal") if ordinal else (value / size, "part")
    else:
        form = "words" if "part" in groups else "fold"
    value += {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "quarters": 0.75, None: 0}[groups.get("more")] * scale
    value, scale = value * SCALES.get(groups.get("times"), 1), scale * SCALES.get(groups.get("times"), 1)  # "one and a half million"
    return Numeral(*place, float(value), float(value), form, float(scale))


def cardinal(words: str) -> tuple[int, int]:
    """Return the value of a cardinal in words, and its last magnitude.

    >>> cardinal("two thousand three hundred and twenty-five"), cardinal("dozen"), cardinal("")
    ((2325, 1), (12, 12), (1, 1))
    """
    total, part, scale = 0, None, 1
    for name in re.split(r"[\s-]+", words):
        if name in WORDS:
            part, scale = (part or 0) + WORDS[name], 1
        elif name in SCALES:
            scale, part = SCALES[name], (1 if part is None else part) * SCALES[name]
            if scale >= 1000:
                total, part = total + part, 0
    return (1 if part is None else total + part), scale
