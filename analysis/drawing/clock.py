"""The time axis of a story: a window on the days that matter, and beside it what lies years away.

One mention of a year long gone would squeeze a week of news into a stripe. So the axis spans the smallest stretch that holds
most of the dates, widened by those near it; what lies farther off stands in a strip at its side, in order, with its date in
words. Names of events hang over their day to the left, on levels, so that no name crosses another or the line it hangs on.
"""

import re

import numpy as np
import pandas as pd

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
STEPS = ("1D", "2D", "4D", "7D", "14D", "1MS", "2MS", "3MS", "6MS", "1YS", "2YS", "5YS", "10YS", "20YS", "50YS", "100YS", "500YS")
SLOT, STRIP, MARGIN = 3.4, 10.0, 4.0  # mm: between far dates; the least width of a strip; from it to the first day


def day(text, *, end: bool = False) -> float:
    """Return an ISO date (or month, or year) as days since 1970, its last day with `end`; NaN where there is none.

    >>> day("1970-01-02"), day("1970"), day("1970-02", end=True), day("")
    (1.0, 0.0, 58.0, nan)
    """
    found = re.match(r"\d{4}(-\d\d){0,2}", str(text))
    try:
        date = np.datetime64(found[0]) if found else np.datetime64("NaT", "D")
    except ValueError:
        return float("nan")
    length = np.timedelta64(int(end), np.datetime_data(date)[0])  # what the text names: a day, a month or a year
    days = (date + length).astype("datetime64[D]")
    return float("nan") if np.isnat(days) else float(days.astype(int)) - end


def words(first: float, last: float) -> str:
    """Return a stretch of days as short as it can be said.

    >>> [words(day(date), day(date, end=True)) for date in ("2014", "2024-02", "1970-01-01")], words(0, 3)
    (['2014', 'Feb 2024', '1 Jan 1970'], '1–4 Jan 1970')
    """
    start, end, after = (np.datetime64(int(d), "D").item() for d in (first, last, last + 1))
    whole = start.day == 1 and after.day == 1
    if whole and start.month == 1 and after.month == 1:
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    if whole and (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    year, month = f" {start.year}", f" {MONTHS[start.month - 1]}"
    if first == last:
        return f"{start.day}{month}{year}"
    across = start.year != end.year
    opening = f"{start.day}" + (month if across or start.month != end.month else "") + (year if across else "")
    return f"{opening}–{end.day} {MONTHS[end.month - 1]} {end.year}"


def window(spans: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the first and last day of the axis: the shortest stretch with two thirds of the spans, and those near it.

    A span that is given several times counts as often.
    """
    need = max(1, len(spans) * 2 // 3)
    found = []
    for low in {first for first, _ in spans}:
        ends = sorted(last for first, last in spans if first >= low)
        found += [(ends[need - 1] - low, low, ends[need - 1])] if len(ends) >= need else []
    _, low, high = min(found)
    for _ in set(spans):
        reach = max(7, (high - low) / 2)
        near = [(first, last) for first, last in spans if first >= low - reach and last <= high + reach]
        low, high = min(first for first, _ in near), max(last for _, last in near)
    return low, high


def ticks(low: float, high: float, most: int) -> list[tuple[float, str]]:
    """Return at most `most` ticks as (day, label); the year stands under the first and under each change of year."""
    start, end = (pd.Timestamp(np.datetime64(int(d), "D")) for d in (low, high))
    dates = next((d for step in STEPS if len(d := pd.date_range(start, end, freq=step)) <= most and len(d)), pd.DatetimeIndex([start]))
    out, year = [], None
    for date in dates:
        name = f"{date.day} {MONTHS[date.month - 1]}"
        out.append((float(np.datetime64(date, "D").astype(int)), name if date.year == year else f"{name}\n{date.year}"))
        year = date.year
    return out


class Clock:
    """Where days lie on the page, in millimetres between `left` and `right`: in the window, or in the strip before or after it."""

    def __init__(self, spans: list[tuple[float, float]], left: float, right: float):
        self.low, self.high = window(spans)
        self.early = sorted({s for s in spans if s[0] < self.low})
        self.late = sorted({s for s in spans if s[0] >= self.low and s[1] > self.high})
        self.left, self.right = left + self.strip(self.early) + MARGIN, right - self.strip(self.late) - MARGIN
        slots = [(s, left + (i + 0.5) * self.strip(self.early) / len(self.early)) for i, s in enumerate(self.early)]
        slots += [(s, right - (i + 0.5) * self.strip(self.late) / len(self.late)) for i, s in enumerate(reversed(self.late))]
        self.slots = dict(slots)

    @staticmethod
    def strip(spans: list) -> float:
        """Return the width of the strip that holds `spans`."""
        return max(STRIP, SLOT * len(spans)) if spans else 0.0

    def place(self, first: float, last: float) -> tuple[float, float]:
        """Return where a stretch of days begins and ends; in a strip it is a point."""
        if (first, last) in self.slots:
            return self.slots[first, last], self.slots[first, last]
        return self.x(first), self.x(last)

    def x(self, day: float) -> float:
        """Return where a day of the window lies."""
        share = (day - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.left + share * (self.right - self.left)


def lanes(places: list[tuple[float, float]], apart: float) -> list[int]:
    """Return a lane per (begin, end), sorted by begin, so that none touches another of its lane."""
    ends, out = [], []
    for begin, end in places:
        free = next((i for i, e in enumerate(ends) if e + apart <= begin), len(ends))
        ends[free : free + 1] = [end]
        out.append(free)
    return out


def levels(hung: list[tuple[float, float, float]]) -> list[int]:
    """Return a level per (x, begin, end), sorted by x: of texts from `begin` to `end` that hang on an upright line which rises at x.

    No text meets another, and no line crosses a text, but for numbers that hang closer together than they are wide.
    """
    out: list[int] = []
    for x, begin, end in hung:
        level = 0
        while any(crossed((x, begin, end), other, level - above) for other, above in zip(hung, out, strict=False)):
            level += 1
        out.append(level)
    return out


def crossed(text: tuple[float, float, float], other: tuple[float, float, float], higher: int) -> bool:
    """Return whether a text that hangs `higher` levels above another (below it, if negative) would meet it or its line."""
    (x, begin, end), (at, left, right) = text, other
    if higher == 0:
        return left < end + 1 and right > begin - 1
    return left < x < right and x - at > (right - left) / 2 if higher > 0 else begin < at < end


def written(names: list[tuple], numbers: list[tuple | None], weights: list, *, most: int) -> set[int]:
    """Return which of `names` can be written out on `most` levels, the weightier first, where the others are but `numbers`.

    A number that is None shares the place of the one before it. Where the numbers alone need more levels, names may use as many.
    """
    chosen: set[int] = set()
    room = max(most, 1 + max(levels([n for n in numbers if n]), default=0))
    for i in sorted(range(len(names)), key=lambda i: (-weights[i], i)):
        trial = [names[j] if j in chosen | {i} else number for j, number in enumerate(numbers)]
        if names[i][1] >= 1 and max(levels([t for t in trial if t])) < room:
            chosen = chosen | {i}
    return chosen
