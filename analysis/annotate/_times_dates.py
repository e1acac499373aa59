"""Read the expressions that name a place in the calendar: dates, months, quarters, seasons, feasts, years.

Each function takes the words of the expression (lower case, without its prefix) and the `Anchor`, and returns a TIMEX3 value,
or None where there is none. A year that is not said is the one nearest to the anchor, the past preferred; without an anchor it
stays open (`XXXX-10-13`). Impossible dates raise ValueError.
"""

import re
from datetime import date, timedelta

from analysis.annotate import _times_words as words
from analysis.annotate._times_calendar import SEASONS, Anchor, bounds, made, name, nearest
from analysis.annotate._times_forms import MONTHS

DAY_AHEAD = {True: 0.5, None: 1.5, False: 2.5}  # how much farther a day ahead counts, by what the clause says
MONTH_AHEAD = {True: 0.25, None: 3.0, False: 12.0}  # a bare month is mostly past: one ahead is told with its day or its year
FIXED = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "new year's day": (1, 1), "new year's eve": (12, 31),
    "halloween": (10, 31), "valentine's day": (2, 14), "fourth of july": (7, 4), "veterans day": (11, 11), "juneteenth": (6, 19),
}  # fmt: skip
NTH = {"thanksgiving": (11, 3, 3), "labor day": (9, 0, 0), "memorial day": (5, -1, 0)}  # month, which one (0 first, -1 last), weekday
EASTER = {"good friday": -2, "easter sunday": 0, "easter monday": 1}


def with_part(value: str | None, text: str) -> str | None:
    """Append the part of the day named in `text` to the value of a day."""
    return f"{value}T{words.part(text)}" if value and words.part(text) and not value.endswith("_REF") else value


def year_of(text: str, at: Anchor) -> int | None:
    """Return the year that `text` gives in figures, in words, or as last, this, next year."""
    if (year := words.year(text)) is None and at.day and (found := re.search(r"(this|last|next) year", text)):
        return at.day.year + {"this": 0, "last": -1, "next": 1}[found[1]]
    return year


def iso(text: str, at: Anchor) -> str | None:
    """Read 2024-10-31, with a time or without."""
    return date.fromisoformat(text[:10]).isoformat() + text[10:].upper()


def numeric(text: str, at: Anchor) -> str | None:
    """Read 10/31/2024 and 31.10.2024; where day and month could change places, the value is open but for the year."""
    first, second, year = (int(n) for n in re.split(r"[/.]", text))
    days = {d for m, n in {(second, first), (first, second) if "/" in text else (second, first)} if (d := made(year, m, n))}
    return f"{year}-XX-XX" if len(days) > 1 else days.pop().isoformat() if days else None


def day_date(text: str, at: Anchor) -> str | None:
    """Read a month and a day; without a year take the nearest, which a weekday narrows. Some days of a month are its value."""
    rest = re.sub(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? ", "", text)
    month, day, year = words.month(rest), words.day_of_month(rest), words.YEAR.search(rest)
    if some := re.search(r"(\d+)[-–](\d+)", rest):
        valid = int(some[1]) < int(some[2]) and made(2024, month, int(some[2]))
        return month_date(f"{MONTHS[month - 1]} {year[0] if year else ''}", at) if valid else None
    if year:
        return with_part(date(int(year[0]), month, day).isoformat(), text)
    date(2024, month, day)  # raises where no year has this day
    if not at.day:
        return f"XXXX-{month:02}-{day:02}"
    near = [found for y in range(at.day.year - 3, at.day.year + 3) if (found := made(y, month, day))]
    if rest != text:
        near = [found for found in near if found.weekday() == words.weekday(text)] or near
    return with_part(nearest(near, at.day, DAY_AHEAD[at.ahead]).isoformat(), text)


def month_date(text: str, at: Anchor) -> str | None:
    """Read a month, with its year or with the one nearest to the anchor."""
    month, year, said = words.month(text), year_of(text, at), words.direction(text)
    if year:
        return f"{year}-{month:02}"
    if not at.day:
        return f"XXXX-{month:02}"
    near, here = [date(at.day.year + y, month, 1) for y in (-1, 0, 1)], at.day.replace(day=1)
    return name(chosen(near, here, said, MONTH_AHEAD[at.ahead]), "month")


def chosen(near: list[date], here: date, said: int | None, ahead: float) -> date:
    """Return the last, the same year's, the next of some days (`said` -1, 0, 1), or the nearest."""
    if said == 0:
        return next(day for day in near if day.year == here.year)
    if said is None:
        return nearest(near, here, ahead)
    return max(day for day in near if day < here) if said < 0 else min(day for day in near if day > here)


def quarter(text: str, at: Anchor) -> str | None:
    """Read a quarter of a year: with its year, or the last one that had begun; "the quarter" is the one told last."""
    found = re.search(r"first|second|third|fourth|final|\d", words.YEAR.sub("", text))
    n = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}.get(found[0]) or int(found[0]) if found else None
    year = year_of(text, at)
    if n is None:
        told = at.told.get("quarter") or (at.moved(-1, "quarter") if at.day else None)
        return f"{year}{told[4:]}" if year and told else told
    if not year and not at.day:
        return f"XXXX-Q{n}"
    begun = not at.day or (at.day.month + 2) // 3 >= n or at.ahead is True
    return f"{year or at.day.year - (not begun)}-Q{n}"


def half(text: str, at: Anchor) -> str | None:
    """Read "the first half of 2024"."""
    year = year_of(text, at)
    return f"{year}-H{1 if re.match('first|1', text) else 2}" if year else None


def fiscal(text: str, at: Anchor) -> str | None:
    """Read a fiscal year by its number; its days are the company's own and stay open."""
    if digits := re.search(r"\d+", text):
        return digits[0] if len(digits[0]) == 4 else f"20{digits[0]}"
    return at.moved(words.direction(text) or 0, "year")


def season(text: str, at: Anchor) -> str | None:
    """Read a season: with its year; the last, this year's or the next; or the nearest."""
    code, year = words.season(text), year_of(text, at)
    if year or not at.day:
        return f"{year or 'XXXX'}-{code}"
    near = [date(at.day.year + y, SEASONS[code], 1) for y in (-2, -1, 0, 1)]
    here = date.fromisoformat(bounds(name(at.day, "season"))[0])
    said = words.direction(text)
    return name(nearest(near, here, DAY_AHEAD[at.ahead]) if said == 0 else chosen(near, here, said, DAY_AHEAD[at.ahead]), "season")


def holiday(text: str, at: Anchor) -> str | None:
    """Read a feast day by its calendar; without a year, the nearest one."""
    key, year = next(k for k in (*FIXED, *NTH, *EASTER) if k in text), words.year(text)
    if year or not at.day:
        return feast(key, year).isoformat() if year else "XXXX-XX-XX"
    near = [feast(key, at.day.year + y) for y in (-1, 0, 1)]
    return chosen(near, at.day, words.direction(text), DAY_AHEAD[at.ahead]).isoformat()


def feast(key: str, year: int) -> date:
    """Return the day of a feast in a year (Easter by the computus of Meeus, Jones and Butcher).

    >>> feast("easter sunday", 2024).isoformat(), feast("thanksgiving", 2024).isoformat()
    ('2024-03-31', '2024-11-28')
    """
    if key in FIXED:
        return date(year, *FIXED[key])
    if key in NTH:
        month, which, wanted = NTH[key]
        return [day for n in range(1, 32) if (day := made(year, month, n)) and day.weekday() == wanted][which]
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    whole = h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114
    return date(year, whole // 31, whole % 31 + 1) + timedelta(EASTER[key])


def year(text: str, at: Anchor) -> str | None:
    """Read a year in figures or in words."""
    return str(words.year(text) or "") or None


def decade(text: str, at: Anchor) -> str | None:
    """Read the 1960s, the '60s, the sixties; without a century, the last such decade that had begun."""
    if digits := re.search(r"\d+", text):
        if len(digits[0]) == 4:
            return digits[0][:3]
        tens = int(digits[0]) // 10
    else:
        tens = next(n for n, stem in enumerate("twent thirt fort fift sixt sevent eight ninet".split(), 2) if text.startswith(stem))
    return f"20{tens}" if at.day and at.day.year >= 2000 + 10 * tens else f"19{tens}"


def century(text: str, at: Anchor) -> str | None:
    """Read "the 20th century": TIMEX3 names it by its first two figures, 19."""
    digits = re.match(r"\d+", text)
    return f"{(int(digits[0]) if digits else 21 if text.startswith('twenty') else words.NTH[re.match('[a-z]+', text)[0]]) - 1:02}"
