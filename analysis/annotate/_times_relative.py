"""Read the expressions that count from a day: yesterday, Thursday, last week, ten years ago, the coming days; lengths and sets.

Each function takes the words of the expression (lower case, without its prefix) and the `Anchor`, and returns a TIMEX3 value,
or None where there is none. Without an anchor day the value stays relative (`PAST_REF`, `XXXX-WXX-4`). "Ten years ago" is a
year and "two weeks ago" a week, never a day: the words are no more exact than that.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from analysis.annotate import _times_calendar as calendar
from analysis.annotate import _times_dates as dates
from analysis.annotate import _times_words as words
from analysis.annotate._times_calendar import Anchor
from analysis.annotate._times_dates import with_part

COARSE = {"decade": "year", "century": "year"}  # what so many decades ago lies in
ADVERBS = {"daily": "P1D", "weekly": "P1W", "hourly": "PT1H", "annually": "P1Y", "yearly": "P1Y", "nightly": "P1D"}
DAY_NAME = re.compile(
    r"yesterday|today|tomorrow|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
VAGUE_WINDOW = re.compile(r"(?:recent|coming|upcoming|future|next|past|last|previous) [a-z]+s\b|.* (?:ahead|to come)$")


def day_of_week(text: str, at: Anchor) -> str | None:
    """Read a weekday: the last one up to the anchor, or the next where the words or the clause say so."""
    wanted, said = words.weekday(text), words.direction(text)
    if not at.day:
        return with_part(f"XXXX-WXX-{wanted + 1}", text)
    if week := re.search(r"(last|next|this) week", text):
        monday = at.day + timedelta({"last": -7, "this": 0, "next": 7}[week[1]] - at.day.weekday())
        return with_part((monday + timedelta(wanted)).isoformat(), text)
    back, strict = (at.day.weekday() - wanted) % 7, said in (-1, 1)
    if said == 1 or said is None and at.ahead or said == 0 and at.ahead is not False:
        days = -back % 7 or 7 * strict
    else:
        days = -(back or 7 * strict)
    return with_part((at.day + timedelta(days)).isoformat(), text)


def deictic(text: str, at: Anchor) -> str | None:
    """Read today, yesterday, tomorrow, tonight, the day before yesterday."""
    n = -1 if "yesterday" in text else 1 if "tomorrow" in text else 0
    return with_part(at.moved(2 * n if text.startswith("day ") else n, "day"), text)


def ago(text: str, at: Anchor) -> str | None:
    """Read "ten years ago": the unit that lies so far back, no finer than the unit said."""
    n, unit = words.number(text), words.unit(text)
    if n is None or not at.day or unit not in calendar.UNITS:
        return "PAST_REF"
    return calendar.name(calendar.add(at.day, -int(n), unit), COARSE.get(unit, unit))


def later(text: str, at: Anchor) -> str | None:
    """Read "two weeks later", counted from the time told last; a mere length where none was told as finely."""
    n, unit, told = words.number(text), words.unit(text), at.told.get("last", "")
    start = calendar.bounds(told)[0]
    if n is None or not start or calendar.FINENESS.index(calendar.grain(told)) > calendar.FINENESS.index(unit):
        return calendar.duration(n, unit)
    return calendar.name(calendar.add(date.fromisoformat(start), -int(n) if "earlier" in text else int(n), unit), COARSE.get(unit, unit))


def compared(text: str, at: Anchor) -> str | None:
    """Read "a year earlier", "the year-ago quarter": the quarter that the text is about, a year before; else the year before."""
    told = at.told.get("period")
    if found := re.search(r"(?:first|second|third|fourth|final|1st|2nd|3rd|4th)[- ]quarter", text):
        told = dates.quarter(found[0], at)
    if year := words.YEAR.search(text):
        return year[0] + told[4:] if told else year[0]
    if told and calendar.bounds(told)[0]:
        return f"{int(told[:4]) - 1}{told[4:]}"
    return at.moved(-1, "year") if at.day and "quarter" not in text else "PAST_REF"


def anaphor(text: str, at: Anchor) -> str | None:
    """Read "that day", "the following month": the time told last, or its neighbour; None where none was told."""
    unit, n = "day" if words.part(text) else words.unit(text), words.direction(text) or 0
    told = calendar.bounds(at.told.get(unit) or at.told.get("last", "") * (unit != "day"))[0]
    return with_part(calendar.name(calendar.add(date.fromisoformat(told), n, unit), unit), text) if told else None


def this_unit(text: str, at: Anchor) -> str | None:
    """Read "last week", "this summer", "the weekend", "year-end": the unit that the anchor lies in, or its neighbour."""
    n, unit = words.direction(text), words.unit(text)
    if text.startswith("week of"):
        day = calendar.bounds(dates.day_date(text[8:], at))[0]
        return calendar.name(date.fromisoformat(day), "week") if day else None
    if words.season(text):
        return dates.season(text, at)
    if any(feast in text for feast in (*dates.FIXED, *dates.NTH, *dates.EASTER)):
        return dates.holiday(text, at)
    if words.part(text):
        return with_part(at.moved(-(n == -1), "day"), text)
    if unit == "weekend":
        return weekend(n, at)
    return calendar.duration(1, unit) if text.startswith("past ") else at.moved(n or 0, unit)


def weekend(n: int | None, at: Anchor) -> str:
    """Return the weekend meant: "the" and "last" the one before (or that of the anchor itself), "this" and "next" the one to come."""
    if not at.day:
        return at.moved(n or 0, "weekend")
    forward = n == 1 or n == 0 and at.ahead is not False
    during = at.day.weekday() >= 5 and n != -1
    return calendar.name(at.day if forward or during else at.day - timedelta(7), "weekend")


def window(text: str, at: Anchor) -> str | None:
    """Read "the past two years" and "the coming days": a length, or a reference where no number is said."""
    if VAGUE_WINDOW.match(text):
        return calendar.reference(words.direction(text) or 0)
    return calendar.duration(words.number(text), words.unit(text))


def every(text: str, at: Anchor) -> str | None:
    """Read a set of times: "every Thursday", "daily", "twice a week"."""
    rest = re.sub(r"^(?:every|each) (?:other |single )?", "", text)
    suffix = f"T{words.part(rest)}" if words.part(rest) else ""
    if text in ADVERBS:
        return ADVERBS[text]
    if unit := words.unit(rest):
        n = 2 if " other " in text else 1 if re.match(r"once|twice|.* times|per ", text) else words.number(rest) or 1
        return calendar.duration(n, unit)
    if words.weekday(rest) is not None and "day" in rest:
        return f"XXXX-WXX-{words.weekday(rest) + 1}{suffix}"
    if words.season(rest) or words.month(rest):
        return f"XXXX-{words.season(rest) or format(words.month(rest), '02')}"
    return "XXXX-XX-XX" + suffix


def length(text: str, at: Anchor) -> str | None:
    """Read a length of time: "two weeks", "ten-year", "half an hour"."""
    unit = words.unit(text)
    return calendar.duration(1 if text == unit else words.number(text), unit)


def bare(text: str, at: Anchor) -> str | None:
    """Read "for years", "days, not months": some of the first unit named."""
    return calendar.duration(None, words.unit(re.split(r",| or ", text)[0]))


def clock(text: str, at: Anchor) -> str | None:
    """Read a time of day; its day is the one beside it, else the only one of the sentence, else not known."""
    said = re.match(r"noon|midday|midnight|(\d{1,2})(?:[:.]?(\d\d))?(?: ?([ap])\.?m)?", text)
    hour, minute = (int(said[1]), int(said[2] or 0)) if said[1] else ({"midnight": 24}.get(said[0], 12), 0)
    hour = hour % 12 + 12 * (said[3] == "p") if said[3] else hour
    here = at.told.get("here")
    day = day_beside(text[said.end() :], at) or (here and here.isoformat()) or "XXXX-XX-XX"
    return f"{day}T{hour:02}:{minute:02}"


def day_beside(text: str, at: Anchor) -> str | None:
    """Return the day named after a time of day, where there is one."""
    if not (found := DAY_NAME.search(text)):
        return None
    rest = text[found.start() :]
    read = deictic if rest in ("yesterday", "today", "tomorrow") else dates.day_date if re.search(r"\d", rest) else day_of_week
    return read(rest, at)


def nth_day(text: str, at: Anchor) -> str | None:
    """Read "the 1,000th day": counted from the start that the sentence gives, else not known."""
    n = words.number(text) if text[0].isdigit() else 1000 if "thousand" in text else 100
    start = at.told.get("start")
    return (start + timedelta(int(n) - 1)).isoformat() if start else "XXXX-XX-XX"


def reference(text: str, at: Anchor) -> str | None:
    """Read now, recently, upcoming, the future, a while."""
    if text == "a while":
        return "PXX"
    ahead = "future" in text or text in ("upcoming", "near term")
    return calendar.reference(1 if ahead else -1 if text.startswith(("recent", "past")) else 0)


READERS: dict[str, Callable[[str, Anchor], str | None]] = {
    "iso": dates.iso, "numeric": dates.numeric, "clock": clock, "date": dates.day_date, "set": every, "weekday": day_of_week,
    "month_year": dates.month_date, "month": dates.month_date, "deictic": deictic, "compared": compared, "ago": ago, "later": later,
    "anaphor": anaphor, "quarter": dates.quarter, "half": dates.half, "fiscal": dates.fiscal, "window": window, "unit": this_unit,
    "season": dates.season, "holiday": dates.holiday, "century": dates.century, "decade": dates.decade, "year": dates.year,
    "nth_day": nth_day, "duration": length, "bare": bare, "reference": reference,
}  # fmt: skip
