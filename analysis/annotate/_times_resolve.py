"""What a time expression means, given the day that it is anchored on: one function per form of the grammar.

Each takes the words of the expression (lower case, without the prefix) and the `Anchor`, and returns a TIMEX3 value, or
None where the words turn out to be no time. With no anchor day a relative expression stays relative (`PAST_REF`,
`XXXX-WXX-4`), so that nothing is dated by a guess. A vague expression gets a value and at most a stretch of days
("the coming days": the next seven), never a day.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from analysis.annotate import _times_calendar as calendar
from analysis.annotate._times_grammar import MONTHS, ONES, ORDINALS, TENS, WEEKDAYS

DIRECTION = {
    **dict.fromkeys("last past previous preceding prior recent".split(), -1),
    **dict.fromkeys("next coming following upcoming future ahead".split(), 1),
}
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
FIXED = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "new year's day": (1, 1), "new year's eve": (12, 31),
    "halloween": (10, 31), "valentine's day": (2, 14), "fourth of july": (7, 4), "veterans day": (11, 11), "juneteenth": (6, 19),
}  # fmt: skip
NTH = {"thanksgiving": (11, 3, 3), "labor day": (9, 0, 0), "memorial day": (5, -1, 0)}  # month, which one (0 the first, -1 the last), weekday
EASTER = {"good friday": -2, "easter sunday": 0, "easter monday": 1}
WINDOW = {"day": 7, "week": 28, "month": 182}  # days that "the coming days, weeks, months" stands for
NUMBERS = {word: n for n, word in enumerate(ONES, 1)} | {word: 10 * n for n, word in enumerate(TENS, 2)}
NUMBERS |= {"hundred": 100, "thousand": 1000, "dozen": 12, "couple": 2, "a": 1, "an": 1, "another": 1, "once": 1, "single": 1}
UNIT = re.compile(r"\b(second|minute|hour|day|week(?:end)?|fortnight|month|quarter|year|decade|centur)(?:y|ies|s)?\b")
MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?!a)")
WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)")
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
DAY_AHEAD = {True: 0.5, None: 1.5, False: 2.5}  # how much farther a day ahead counts, by what the clause says
MONTH_AHEAD = {True: 0.5, None: 4.0, False: 8.0}  # a bare month is mostly past: what lies ahead gets its day or its year


@dataclass
class Anchor:
    """The day that relative expressions count from, whether the clause speaks of the future, and the times told so far."""

    day: date | None
    ahead: bool | None = None
    told: dict[str, str] = field(default_factory=dict)  # grain -> value told last; "last": whichever came last

    def moved(self, n: int, unit: str) -> str:
        """Return the value of the `unit` that lies `n` units from the anchor, or a reference where there is no anchor day."""
        return calendar.name(calendar.add(self.day, n, unit), unit) if self.day else reference_to(n)


def reference_to(direction: float) -> str:
    return "PAST_REF" if direction < 0 else "FUTURE_REF" if direction > 0 else "PRESENT_REF"


def number(text: str) -> float | None:
    """Return the number that `text` begins with, in digits or words; None for a vague one.

    >>> number("twenty-five years"), number("2 1/2 years"), number("two hundred days"), number("several months")
    (25.0, 2.5, 200.0, None)
    """
    if digits := re.match(r"\D*?(\d+(?:,\d{3})*(?:\.\d+)?)( 1/2)?", text) if re.search(r"\d", text) else None:
        return float(digits[1].replace(",", "")) + 0.5 * bool(digits[2])
    total = None
    for word in re.findall(r"[a-z]+", text):
        if word in NUMBERS and word not in ("a", "an") or (word in ("a", "an") and total is None):
            n = NUMBERS[word]
            total = n if total is None else (total or 1) * n if n >= 100 else total + n if n < total else n
        elif word in ("few", "several", "many", "number", "dozens", "hundreds", "thousands", "scores"):
            return None
        if UNIT.match(word):
            break
    return 0.5 if text.startswith("half ") else None if total is None else float(total) + 0.5 * ("and a half" in text)


def unit(text: str) -> str | None:
    """Return the last unit named in `text`."""
    found = UNIT.findall(text)
    return None if not found else "century" if found[-1] == "centur" else found[-1]


def month(text: str) -> int | None:
    found = MONTH.search(text)
    return [m[:3] for m in MONTHS].index(found[1]) + 1 if found else None


def weekday(text: str) -> int | None:
    found = WEEKDAY.search(text)
    return [d[:3] for d in WEEKDAYS].index(found[1]) if found else None


def direction(text: str) -> int | None:
    """Return -1, 0 or 1 for last, this or next; None where the words do not say."""
    words = text.split()
    said = next((DIRECTION[word] for word in words if word in DIRECTION), None)
    return said if said is not None else 0 if words[:1] in (["this"], ["current"]) else None


def spelt_year(text: str) -> int | None:
    """Return the year in `text`, in digits or words ("nineteen ninety-seven")."""
    if digits := YEAR.search(text):
        return int(digits[0])
    words = [NUMBERS[w] for w in re.findall(r"[a-z]+", text) if w in NUMBERS]
    if "thousand" in text:
        return 2000 + sum(n for n in words[words.index(1000) + 1 :])
    return 1900 + sum(words[words.index(19) + 1 :]) % 100 if "nineteen" in text else None


def with_part(value: str | None, text: str) -> str | None:
    """Append the part of the day named in `text` to the value of a day."""
    part = next((PARTS[word] for word in PARTS if word in text), None)
    return f"{value}T{part}" if value and part and not value.endswith("_REF") else value


def year_of(text: str, at: Anchor) -> int | None:
    """Return the year that `text` gives in figures, in words or as last, this, next year."""
    if (year := spelt_year(text)) is None and at.day and (found := re.search(r"(this|last|next) year", text)):
        year = at.day.year + {"this": 0, "last": -1, "next": 1}[found[1]]
    return year


def numeric(text: str, at: Anchor) -> str | None:
    """Read 10/31/2024 and 31.10.2024; where day and month could change places, the value keeps the year alone open to the day."""
    first, second, year = (int(n) for n in re.split(r"[/.]", text))
    days = {(second, first), (first, second)} if "/" in text else {(first, second)}
    valid = [date(year, m, d) for d, m in days if 1 <= m <= 12 and calendar.bounds(f"{year}-{m:02}-{d:02}")[0]]
    return f"{year}-XX-XX" if len(valid) > 1 else valid[0].isoformat() if valid else None


def day_date(text: str, at: Anchor) -> str | None:
    """Read a month and a day, with or without weekday and year; without a year take the nearest, which a weekday narrows."""
    bare = WEEKDAY.sub("", text) if re.match(WEEKDAY, text) else text
    m, year, rest = month(bare), spelt_year(text) if YEAR.search(text) else None, YEAR.sub("", bare)
    digits = re.search(r"\d+", rest)
    if re.search(r"\d[-–]\d", rest):
        return day_range(m, year, [int(n) for n in re.findall(r"\d+", rest)], at)
    spelt = re.search(r"(?:(twenty|thirty)-)?\b([a-z]+(?:st|nd|rd|th))\b", rest.replace("month", ""))
    d = int(digits[0]) if digits else (20 if spelt[1] == "twenty" else 30 if spelt[1] else 0) + ({"thirtieth": 30} | {o: i for i, o in enumerate(ORDINALS, 1)})[spelt[2]]
    if year:
        return with_part(date(year, m, d).isoformat(), text)
    date(2024, m, d)  # raises where no year has this day
    if not at.day:
        return f"XXXX-{m:02}-{d:02}"
    near = [day for y in range(at.day.year - 3, at.day.year + 3) if (day := made(y, m, d))]
    if re.match(WEEKDAY, text):
        near = [day for day in near if day.weekday() == weekday(text)] or near
    return with_part(calendar.nearest(near, at.day, DAY_AHEAD[at.ahead]).isoformat(), text)


def day_range(m: int, year: int | None, days: list[int], at: Anchor) -> str | None:
    """Return the value of "Oct. 13-15": its month, as no TIMEX3 value names some days of one (`ends` gives them)."""
    date(year or 2024, m, days[0]), date(year or 2024, m, days[1])  # raises where no such days are
    return month_date(f"{MONTHS[m - 1]} {year or ''}", at) if days[0] < days[1] else None


def made(y: int, m: int, d: int) -> date | None:
    try:
        return date(y, m, d)
    except ValueError:
        return None


def day_of_week(text: str, at: Anchor) -> str | None:
    """Read a weekday: the last one up to the anchor, or the next where the words or the clause say so."""
    wanted, said = weekday(re.sub(r"^(?:this )?(?:last|next|past|coming|this|following|upcoming|previous|current) ", "", text)), direction(text)
    if not at.day:
        return with_part(f"XXXX-WXX-{wanted + 1}", text)
    if week := re.search(r"(last|next|this) week", text):
        monday = at.day - timedelta(at.day.weekday()) + timedelta({"last": -7, "this": 0, "next": 7}[week[1]])
        return with_part((monday + timedelta(wanted)).isoformat(), text)
    back = (at.day.weekday() - wanted) % 7
    forward = said == 1 or said != -1 and at.ahead is True or said == 0 and "past" not in text and at.ahead is not False
    strict = back == 0 and said in (-1, 1)
    days = (7 if strict else -back % 7) if forward else -(7 if strict else back)
    return with_part((at.day + timedelta(days)).isoformat(), text)


def month_date(text: str, at: Anchor) -> str | None:
    """Read a month, with a year or with the one nearest to the anchor."""
    m, year, said = month(re.sub(r"^(?:this )?(?:past|coming) ", "", text)), year_of(text, at), direction(text)
    if year:
        return f"{year}-{m:02}"
    if not at.day:
        return f"XXXX-{m:02}"
    near = [date(at.day.year + y, m, 1) for y in (-1, 0, 1)]
    here = at.day.replace(day=1)
    if said in (-1, 1):
        return calendar.name(max(d for d in near if d < here) if said < 0 else min(d for d in near if d > here), "month")
    return f"{at.day.year}-{m:02}" if said == 0 else calendar.name(calendar.nearest(near, here, MONTH_AHEAD[at.ahead]), "month")


def deictic(text: str, at: Anchor) -> str | None:
    """Read today, yesterday, tomorrow, tonight, the day before yesterday."""
    days = {"yesterday": -1, "tomorrow": 1}.get(re.search(r"yesterday|today|tomorrow|tonight", text)[0], 0) * (2 if text.startswith("day ") else 1)
    return with_part(at.moved(days, "day"), text)


def ago(text: str, at: Anchor) -> str | None:
    """Read "ten years ago": the unit that lies so far back, no finer than the unit said."""
    n, u = number(text), unit(text)
    if n is None or u in (None, "hour", "minute", "second") or not at.day:
        return "PAST_REF"
    return calendar.name(calendar.add(at.day, -int(n), u), "year" if u in ("decade", "century") else u)


def later(text: str, at: Anchor) -> str | None:
    """Read "two weeks later", counted from the time told last; a mere length where none was told."""
    n, u, start = number(text), unit(text), calendar.bounds(at.told.get("last", ""))[0]
    if n is None or not start or calendar.FINENESS.index(calendar.grain(at.told["last"])) > calendar.FINENESS.index(u):
        return calendar.duration(n, u)
    return calendar.name(calendar.add(date.fromisoformat(start), -int(n) if "earlier" in text else int(n), u), u)


def compared(text: str, at: Anchor) -> str | None:
    """Read "a year earlier", "the year-ago quarter": the quarter or year told last, a year before it."""
    if year := YEAR.search(text):
        return at.told["quarter"].replace(at.told["quarter"][:4], year[0]) if "quarter" in at.told else year[0]
    told = at.told.get("quarter")
    if told or "quarter" in text:
        q = quarter(text, at) if re.search("first|second|third|fourth", text) else told
        return f"{int(told[:4]) - 1}{q[4:]}" if told and q else None
    return at.moved(-1, "month" if "month" in text else "year") if at.day else "PAST_REF"


def anaphor(text: str, at: Anchor) -> str | None:
    """Read "that day", "the following month": the time told last, or its neighbour."""
    part = next((p for p in PARTS if p in text), None)
    u, n = "day" if part else unit(text), direction(text) or 0
    told = calendar.bounds(at.told.get(u) or at.told.get("last", "") * (u != "day"))[0]
    return with_part(calendar.name(calendar.add(date.fromisoformat(told), n, u), u), text) if told else None


def quarter(text: str, at: Anchor) -> str | None:
    """Read a quarter of a year: with its year, or the last one that had begun; "the quarter" is the one told last."""
    found = re.search(r"first|second|third|fourth|final|q?[1-4](?:st|nd|rd|th)?(?!\d)", YEAR.sub("", text))
    q = {"fi": 1, "se": 2, "th": 3, "fo": 4}.get(found[0][:2] if found[0] != "final" else "fo") or int(re.search(r"\d", found[0])[0]) if found else None
    year = year_of(text, at)
    if q is None:
        told = at.told.get("quarter") or (at.moved(-1, "quarter") if at.day else None)
        return f"{year}{told[4:]}" if year and told else told
    if not year and not at.day:
        return f"XXXX-Q{q}"
    if not year:
        begun = (at.day.month + 2) // 3 >= q
        year = at.day.year - (not begun and at.ahead is not True)
    return f"{year}-Q{q}"


def half(text: str, at: Anchor) -> str | None:
    year = year_of(text, at)
    return f"{year}-H{1 if re.match('first|1', text) else 2}" if year else None


def fiscal(text: str, at: Anchor) -> str | None:
    """Read a fiscal year: named by its number; its days are the company's own and stay open."""
    if year := YEAR.search(text) or re.search(r"(?<=fy)\d\d|(?<=fy )\d\d", text):
        return year[0] if len(year[0]) == 4 else f"20{year[0]}"
    return at.moved(direction(text) or 0, "year")


def window(text: str, at: Anchor) -> str | None:
    """Read "the past two years", "the coming days": a length, or a reference where no number is said."""
    n, u = number(re.sub(r"^(?:last|past|previous|next|coming|following|first|this|current) ", "", text)), unit(text)
    bare = re.fullmatch(r"(?:recent|coming|upcoming|future|next|past|last|previous) .*|.* (?:ahead|to come)", text) and not re.search(r"few|several|many|couple", text)
    return reference_to(direction(text) or 0) if n is None and bare else calendar.duration(n, u)


def this_unit(text: str, at: Anchor) -> str | None:
    """Read "last week", "this summer", "the weekend", "year-end": the unit that the anchor lies in, or its neighbour."""
    n, u = direction(text), unit(text)
    if text.startswith("week of"):
        day = day_date(text[8:], at)
        return calendar.name(date.fromisoformat(day), "week") if calendar.bounds(day)[0] else None
    if name := next((s for s in SEASONS if s in text.split()), None):
        return season_near(SEASONS[name], n, at)
    if text.startswith("past ") and u in calendar.LETTER | calendar.YEARS:
        return calendar.duration(1, u)
    if any(part in text for part in PARTS):
        return with_part(at.moved(-(n == -1), "day"), text)
    if any(word in text for word in (*FIXED, *NTH, *EASTER)):
        return holiday(text, at)
    if u == "weekend":
        back = (at.day.weekday() - 5) % 7 + 7 * (at.day.weekday() == 6 and n != -1) * 0 if at.day else 0
        forward = n == 1 or n == 0 and at.ahead is not False
        return at.moved(0, "weekend") if forward or not at.day else calendar.name(at.day - timedelta(back or 7 * (n == -1)), "weekend")
    return at.moved(n or 0, u) if u else None


def season_near(code: str, n: int | None, at: Anchor) -> str | None:
    """Return the last, this year's or the next season; without a word for it, the one nearest to the anchor."""
    if not at.day:
        return f"XXXX-{code}"
    starts = [date(at.day.year + y, calendar.SEASONS[code], 1) for y in (-2, -1, 0, 1)]
    here = date.fromisoformat(calendar.bounds(calendar.name(at.day, "season"))[0])
    if n == -1:
        return calendar.name(max(s for s in starts if s < here), "season")
    if n == 1:
        return calendar.name(min(s for s in starts if s > here), "season")
    return calendar.name(calendar.nearest(starts, here, MONTH_AHEAD[at.ahead] if n is None else 1.0), "season")


def season(text: str, at: Anchor) -> str | None:
    name = next(s for s in SEASONS if s in text)
    year = year_of(text, at)
    return f"{year}-{SEASONS[name]}" if year else season_near(SEASONS[name], None, at)


def holiday(text: str, at: Anchor) -> str | None:
    """Read a feast day by its calendar; without a year, the nearest one."""
    year, n = year_of(text, at), direction(text)
    key = next(k for k in (*FIXED, *NTH, *EASTER) if k in text)
    if year or not at.day:
        return feast(key, year).isoformat() if year else "XXXX-XX-XX"
    near = [feast(key, at.day.year + y) for y in (-1, 0, 1)]
    near = [d for d in near if (d < at.day if n == -1 else d > at.day if n == 1 else True)]
    return calendar.nearest(near, at.day, DAY_AHEAD[at.ahead]).isoformat()


def feast(key: str, year: int) -> date:
    """Return the day of a feast in a year (Easter by the Gregorian computus of Meeus, Jones and Butcher)."""
    if key in FIXED:
        return date(year, *FIXED[key])
    if key in NTH:
        m, which, wanted = NTH[key]
        days = [d for n in range(1, 32) if (d := made(year, m, n)) and d.weekday() == wanted]
        return days[which]
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    whole = h + k - 7 * m + 114
    return date(year, whole // 31, whole % 31 + 1) + timedelta(EASTER[key])


def century(text: str, at: Anchor) -> str | None:
    digits = re.match(r"\d+", text)
    spelt = {o: n for n, o in enumerate(ORDINALS, 1)} | {"twenty-first": 21}
    return f"{(int(digits[0]) if digits else spelt[re.match(r'[a-z-]+?(?=[ -]century)', text)[0]]) - 1:02}"


def decade(text: str, at: Anchor) -> str | None:
    """Read the 1960s, the '60s, the sixties: without a century, the last such decade before the anchor."""
    if digits := re.search(r"\d+", text):
        if len(digits[0]) == 4:
            return digits[0][:3]
        tens = int(digits[0]) // 10
    else:
        tens = next(n for n, w in enumerate(("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"), 2) if text.startswith(w))
    return f"19{tens}" if not at.day or at.day.year < 2000 + 10 * tens else f"20{tens}"


def year(text: str, at: Anchor) -> str | None:
    y = spelt_year(text)
    return str(y) if y else None


def nth_day(text: str, at: Anchor) -> str | None:
    """Read "the 1,000th day": a day, counted from the start that the sentence gives; otherwise not known."""
    n = (1000 if "thousandth" in text else 100) if "dth " in text and not text[0].isdigit() else number(text)
    start = at.told.get("start")
    return (start + timedelta(int(n) - 1)).isoformat() if start else "XXXX-XX-XX"


def every(text: str, at: Anchor) -> str | None:
    """Read a set of times ("every Thursday", "daily", "twice a week")."""
    part = next((PARTS[p] for p in PARTS if p in text), "")
    suffix = f"T{part}" if part else ""
    if not UNIT.search(text) and (found := WEEKDAY.search(re.sub(r"^(?:every|each) (?:other |single )?", "", text))) and "day" in text:
        return f"XXXX-WXX-{[d[:3] for d in WEEKDAYS].index(found[1]) + 1}{suffix}"
    if name := next((s for s in SEASONS if s in text.split()), None):
        return f"XXXX-{SEASONS[name]}"
    if not UNIT.search(text) and (m := month(re.sub(r"^(?:every|each) ", "", text))):
        return f"XXXX-{m:02}"
    if text in (adverbs := {"daily": "P1D", "weekly": "P1W", "hourly": "PT1H", "annually": "P1Y", "yearly": "P1Y", "nightly": "P1D"}):
        return adverbs[text]
    if not UNIT.search(text):
        return "XXXX-XX-XX" + suffix
    n = 1 if re.match("once|twice|.* times|per ", text) else 2 if "other" in text else number(re.sub(r"^(?:every|each) (?:single )?", "", text)) or 1
    return calendar.duration(n, unit(text))


def clock(text: str, at: Anchor) -> str | None:
    """Read a time of day; its day is the one beside it, else one told in the sentence, else not known."""
    said = re.search(r"noon|midday|midnight|(\d{1,2})(?:[:.]?(\d\d))?(?: ?([ap])\.?m)?", text)
    rest = text[said.end() :]
    hour, minute = ({"midnight": 24}.get(said[0], 12), 0) if not said[1] else (int(said[1]), int(said[2] or 0))
    hour = hour % 12 + 12 * (said[3] == "p") if said[3] else hour
    day = told_day(rest, at) or at.told.get("here") or "XXXX-XX-XX"
    return f"{day}T{hour:02}:{minute:02}"


def told_day(text: str, at: Anchor) -> str | None:
    """Return the day named in `text`, where there is one."""
    if found := re.search(r"yesterday|today|tomorrow", text):
        return deictic(found[0], at)
    if month(text) and re.search(r"\d", text):
        return day_date(re.sub(r"^.*?(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", "", text), at)
    return day_of_week(WEEKDAY.search(text)[0] + "day", at) if WEEKDAY.search(text) else None


def length(text: str, at: Anchor) -> str | None:
    """Read a length of time ("two weeks", "ten-year", "half an hour")."""
    u = unit(text)
    return calendar.duration(None if text.startswith(("several", "some ")) else number(text), u) if u else None


def reference(text: str, at: Anchor) -> str | None:
    if text == "a while":
        return "PXX"
    return "PAST_REF" if text.startswith(("recent", "past")) or text.endswith("past") else "FUTURE_REF" if "future" in text or text == "upcoming" else "PRESENT_REF"


READERS: dict[str, Callable[[str, Anchor], str | None]] = {
    "iso": lambda text, at: text.upper() if date.fromisoformat(text[:10]) else None, "numeric": numeric, "clock": clock, "date": day_date,
    "set": every, "weekday": day_of_week, "month_year": month_date, "month": month_date, "deictic": deictic, "compared": compared, "ago": ago,
    "later": later, "anaphor": anaphor, "quarter": quarter, "half": half, "fiscal": fiscal, "window": window, "unit": this_unit,
    "season": season, "holiday": holiday, "century": century, "decade": decade, "year": year, "nth_day": nth_day, "duration": length,
    "bare": lambda text, at: calendar.duration(None, UNIT.search(text)[1].replace("centur", "century")), "reference": reference,
}  # fmt: skip
