"""Find the time expressions of an article and say which days they mean.

A newspaper tells time from its own day: "Thursday", "last month", "earlier this year". Each expression becomes a TIMEX3
value (TimeML; Pustejovsky et al. 2003), the days it covers, and the anchor it was counted from. Two rules keep the dates honest.
A vague expression never gets a day. And inside a quotation the clock is the speaker's: "today" is the day of the utterance
where the sentence tells it, and otherwise no day at all, because the paper may print the words days later. There `value` may still
follow TimeML and count from publication ("on Tuesday", "tomorrow"): date by `first` and `last`, which then are empty, never by `value`.
"""

import re
from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from typing import NamedTuple

from analysis.annotate import _times_calendar as calendar
from analysis.annotate import _times_context as context
from analysis.annotate import _times_grammar as grammar
from analysis.annotate import _times_words as words
from analysis.annotate._times_calendar import Anchor
from analysis.annotate._times_relative import READERS
from analysis.annotate._times_sentences import days as sentence_days

TENSED = frozenset({"weekday", "month", "month_year", "date", "quarter", "unit", "season", "holiday", "clock"})
ABSOLUTE = frozenset({"iso", "numeric", "century", "set", "duration", "bare"})
WAITING = frozenset({"clock", "nth_day"})  # what needs the other days of its sentence
TELLING = frozenset({"later", "anaphor", "compared", "quarter"})  # what counts from times told before
NO_ARTICLE = frozenset({"date", "month", "month_year", "year", "weekday"})
OWN_YEAR = re.compile(r"(?:1[5-9]|20)\d\d|nineteen|thousand")
WINDOW = {"day": 7, "week": 28, "month": 182}  # days that "the coming days, weeks, months" stand for
REACH = 400  # characters after which "two weeks later" counts from nothing told before


class Time(NamedTuple):
    """One time expression: a row of the table `times` without article and sentence, and its TIMEX3 type."""

    start: int
    end: int
    first: str
    last: str
    value: str
    grain: str
    anchor: str
    kind: str


def read(body: str, published: str = "", *, quotations: list[tuple[int, int]] = ()) -> list[Time]:
    """Return the time expressions of `body` in order.

    `published` is the day (ISO; a time of day is passed over) that relative expressions count from; "" leaves them open: a relative
    value such as `PAST_REF` or `XXXX-WXX-4`, and no days. `quotations` are (start, end) of what is quoted. `first` and `last`
    are the days covered, both included; "" where not known. `anchor` is "publication", "utterance" (quoted) or "" (absolute).

    >>> [(t.value, t.grain, t.anchor) for t in read("It began on 13 October and ended last Thursday.", "2024-11-01")]
    [('2024-10-13', 'day', 'publication'), ('2024-10-31', 'day', 'publication')]
    """
    text, day, held = lowered(body), day_of(published), Held(quotations)
    rows, later, told = {}, [], {}
    for match in found(body, text):
        if (outer := held.by(match.start())) or match.lastgroup in WAITING:
            later.append((match, outer))
        elif row := resolved(text, match, day, near(told, match) if match.lastgroup in TELLING else {}):
            rows[row.start] = row
            told = remembered(told, row, match)
    known = list(rows.values())
    for match, outer in later:
        stated = stated_day(text, outer or match.span(), known)
        told = {"here": stated, "start": start_day(text, match.span(), known)}
        if row := uttered(text, match, day, stated) if outer else resolved(text, match, day, told):
            rows[row.start] = row
    return [rows[start] for start in sorted(rows)]


def dated_sentences(body: str, published: str, sentences: list[tuple[int, int]], *, quotations=()) -> list[tuple[int, str]]:
    """Return (number of the sentence, ISO day) for the events told in `sentences` (spans of `body`), most of which name no day.

    A sentence may have several days or none. See `_times_sentences` for the rules; without `published` only stated days remain.
    """
    day = day_of(published)
    rows = read(body, published, quotations=quotations)
    return sentence_days(lowered(body), rows, day.isoformat() if day else "", sentences)


def found(body: str, text: str):
    """Yield the matches of the grammar from left to right that are no look-alikes."""
    for match in grammar.found(text):
        if not context.look_alike(match.lastgroup, body, text, match.span(match.lastgroup)):
            yield match


def resolved(text: str, match: re.Match, day: date | None, told: dict) -> Time | None:
    """Return the row of one match counted from `day`; None where it names no possible day."""
    form, said = match.lastgroup, " ".join(match[match.lastgroup].split())
    ahead = context.ahead(text, *match.span()) if form in TENSED else None
    try:
        value = READERS[form](said, Anchor(day, ahead, told))
    except (ValueError, OverflowError):
        return None
    if not value:
        return None
    grain = "set" if form == "set" else calendar.grain(value)
    kind = {"set": "SET", "time": "TIME", "duration": "DURATION"}.get(grain, "DATE")
    first, last = stretch(match, said, value, day)
    relative = form not in ABSOLUTE and (first or grain != "duration") and (form == "window" or not OWN_YEAR.search(said))
    return Time(match.start() + article(match), match.end(), first, last, value, grain, "publication" if relative else "", kind)


def article(match: re.Match) -> int:
    """Return the length of a "the" that belongs to the noun after the expression ("the recent talks", "the 10-year note")."""
    said, form = match[match.lastgroup], match.lastgroup
    named = form in NO_ARTICLE and (context.CALENDAR_NAME.match(said) or form == "year" and said[0].isdigit())
    attribute = named or said in ("recent", "current") or "-" in said and " " not in said
    return 4 if attribute and match[0].startswith("the ") and match.start(form) == match.start() + 4 else 0


def stretch(match: re.Match, said: str, value: str, day: date | None) -> tuple[str, str]:
    """Return the first and last day of a value; of a window ("the coming days") those that it stands for, of a fiscal year none."""
    form, text = match.lastgroup, match[0]
    if "fiscal" in text or form == "fiscal":
        return "", ""
    if form == "window" and day and (sense := words.direction(said)):
        return spanned(day, sense, words.number(said), words.unit(said))
    first, last = calendar.bounds(value)
    if first and form == "date" and (some := re.search(r"(\d\d?)[-–](\d\d?)", said)):
        return f"{value}-{int(some[1]):02}", f"{value}-{int(some[2]):02}"
    return first, day.isoformat() if day and text.startswith("earlier ") and first < day.isoformat() <= last else last


def spanned(day: date, sense: int, n: float | None, unit: str) -> tuple[str, str]:
    """Return the days before (`sense` -1) or after `day` that `n` units fill; none for less than two days and for vague years."""
    length = WINDOW.get(unit, 0) if n is None else int(n * {"day": 1, "week": 7, "month": 30.4, "year": 365.25}.get(unit, 0))
    try:
        near, far = sorted((day + timedelta(sense), day + timedelta(sense * length)))
    except OverflowError:
        return "", ""
    return (near.isoformat(), far.isoformat()) if length > 1 else ("", "")


def uttered(text: str, match: re.Match, day: date | None, spoken: date | None) -> Time | None:
    """Return the row of a match inside a quotation: counted from the day of the utterance.

    Where that is not known, the value is counted from publication, as TimeML does, but what is too fine for it gets no days; and
    "today", which in speech is often "nowadays", stays open.
    """
    row = resolved(text, match, spoken or day, {})
    if row and row.anchor and not spoken and match.lastgroup not in ("date", "holiday"):
        by_day = row.grain == "vague" and words.unit(match[0]) in ("day", None)
        open_ = row if match.lastgroup != "deictic" or "today" not in match[0] else resolved(text, match, None, {})
        row = open_._replace(first="", last="") if by_day or row.grain in ("day", "time", "week") else row
    return row and row._replace(anchor=row.anchor and "utterance")


def remembered(told: dict, row: Time, match: re.Match) -> dict:
    """Return what is told so far with `row` added: value and place by grain, for "that day", "two weeks later", "the quarter"."""
    if match.lastgroup in ("window", "duration") and words.unit(match[0]) == "month":
        return {grain: value for grain, value in told.items() if grain != "period"}  # "the nine months": no longer about a quarter
    if not row.first or row.grain in ("duration", "vague") or match.lastgroup == "compared":
        return told
    grain, value = ("day", row.value[:10]) if row.grain == "time" else (row.grain, row.value)
    return told | {grain: (value, row.end), "last": (value, row.end)} | ({"period": (value, row.end)} if grain == "quarter" else {})


def near(told: dict, match: re.Match) -> dict[str, str]:
    """Return the values told so far, without those too far back; a quarter is meant all through."""
    return {grain: value for grain, (value, at) in told.items() if match.start() - at < REACH or grain in ("quarter", "period")}


def beside(text: str, span: tuple[int, int], rows: list[Time]) -> list[Time]:
    """Return those of `rows` (in order) that stand in the sentence around a span."""
    left, right = context.sentence(text, *span)
    return rows[bisect_left(rows, left, key=lambda row: row.start) : bisect_left(rows, right, key=lambda row: row.start)]


def stated_day(text: str, outer: tuple[int, int], rows: list[Time]) -> date | None:
    """Return the day that the sentence around a span names, outside of quotations: exactly one, or none."""
    days = {row.first for row in beside(text, outer, rows) if row.grain in ("day", "time") and row.first}
    return date.fromisoformat(days.pop()) if len(days) == 1 else None


def start_day(text: str, span: tuple[int, int], rows: list[Time]) -> date | None:
    """Return the day told in the same sentence as the start of something ("which began on 24 February 2022")."""
    near = [row for row in beside(text, span, rows) if row.grain == "day" and row.first]
    days = [row.first for row in near if context.BEGUN.search(text, max(0, row.start - 40), row.start)]
    return date.fromisoformat(days[0]) if len(days) == 1 else None


class Held:
    """The quotations of an article, by offset."""

    def __init__(self, quotations):
        self.spans = sorted(quotations)
        self.opens = [start for start, _ in self.spans]

    def by(self, at: int) -> tuple[int, int] | None:
        """Return the quotation that holds the offset `at`."""
        i = bisect_right(self.opens, at) - 1
        return self.spans[i] if i >= 0 and at < self.spans[i][1] else None


def lowered(body: str) -> str:
    """Return `body` in lower case with straight apostrophes, of the same length."""
    low = body.lower()
    low = low if len(low) == len(body) else "".join(c.lower() if len(c.lower()) == 1 else c for c in body)
    return low.replace("\u2019", "'")


def day_of(published: str) -> date | None:
    """Return the day of `published` (ISO, or 31-10-2024 with the day first); None where it is empty or no date."""
    if turned := re.match(r"(\d\d)-(\d\d)-(\d{4})", published):
        published = f"{turned[3]}-{turned[2]}-{turned[1]}"
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None
