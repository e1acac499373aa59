"""What single words of a time expression mean: its number, unit, month, weekday, direction, year and part of the day.

All take the words of the expression in lower case and return None where it has no such word.
"""

import re

from analysis.annotate._times_forms import MONTHS, ONES, ORDINALS, TENS, WEEKDAYS

DIRECTION = {
    **dict.fromkeys("last past previous preceding recent".split(), -1),
    **dict.fromkeys("next coming following upcoming future ahead come".split(), 1),
}
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
SOME = frozenset("few several many some number dozens hundreds thousands scores countless".split())
NUMBERS = {word: n for n, word in enumerate(ONES, 1)} | {word: 10 * n for n, word in enumerate(TENS, 2)}
NUMBERS |= {"hundred": 100, "thousand": 1000, "dozen": 12, "couple": 2, "a": 1, "an": 1, "another": 1}
NTH = {word: n for n, word in enumerate(ORDINALS, 1)} | {"thirtieth": 30}
UNIT = re.compile(r"\b(second|minute|hour|day|week(?:end)?|fortnight|month|quarter|year|decade|centur)(?:y|ies|s)?\b")
MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?!a)")  # no decade
WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?!t)")  # no month
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def number(text: str) -> float | None:
    """Return the number before the unit, in digits or words; None for a vague one.

    >>> [number(text) for text in ("twenty-five years", "2 1/2 years", "two hundred days", "half an hour", "several months")]
    [25.0, 2.5, 200.0, 0.5, None]
    """
    half = 0.5 if "and a half" in text or " 1/2" in text else 0.0
    if digits := re.search(r"\d+(?:,\d{3})*(?:\.\d+)?", text):
        return float(digits[0].replace(",", "")) + half
    if text.startswith("half "):
        return 0.5
    words = re.findall(r"[a-z]+", text[: found.start()] if (found := UNIT.search(text)) else text)
    if SOME & {*words}:
        return None
    total = None
    for n in (NUMBERS[word] for word in words if word in NUMBERS and (total is None or word not in ("a", "an"))):
        total = n if total is None else total * n if n >= 100 or n == 12 else total + n if n < total and total >= 20 else n
    return None if total is None else total + half


def unit(text: str) -> str | None:
    """Return the last unit named."""
    found = UNIT.findall(text)
    return None if not found else "century" if found[-1] == "centur" else found[-1]


def month(text: str) -> int | None:
    """Return the first month named, 1 to 12."""
    found = MONTH.search(text)
    return [m[:3] for m in MONTHS].index(found[1]) + 1 if found else None


def weekday(text: str) -> int | None:
    """Return the first weekday named, 0 (Monday) to 6."""
    found = WEEKDAY.search(text)
    return [d[:3] for d in WEEKDAYS].index(found[1]) if found else None


def direction(text: str) -> int | None:
    """Return -1, 0 or 1 for last, this or next ("this past spring" is a past one)."""
    words = text.split()
    said = next((DIRECTION[word] for word in words if word in DIRECTION), None)
    return said if said is not None or words[0] not in ("this", "current") else 0


def day_of_month(text: str) -> int | None:
    """Return the day beside a month, in digits or as an ordinal word."""
    if digits := re.search(r"\d+", YEAR.sub("", text)):
        return int(digits[0])
    spelt = re.search(r"(?:(twenty|thirty)-)?\b([a-z]+)\b", " ".join(w for w in re.findall(r"[a-z-]+", text) if w.split("-")[-1] in NTH))
    return NUMBERS.get(spelt[1], 0) + NTH[spelt[2]] if spelt else None


def year(text: str) -> int | None:
    """Return the year, in digits or in words ("nineteen ninety-seven", "two thousand and six")."""
    if digits := YEAR.search(text):
        return int(digits[0])
    words = [NUMBERS[word] for word in re.findall(r"[a-z]+", text) if word in NUMBERS]
    if 1000 in words:
        return 2000 + sum(words[words.index(1000) + 1 :])
    return 1900 + sum(words[words.index(19) + 1 :]) % 100 if 19 in words else None


def part(text: str) -> str | None:
    """Return the TIMEX3 letters of the part of the day."""
    return "NI" if text == "tonight" else next((PARTS[word] for word in PARTS if word in text), None)


def season(text: str) -> str | None:
    """Return the TIMEX3 letters of the season."""
    return next((SEASONS[word] for word in text.split() if word in SEASONS), None)
