"""Calendar arithmetic of TIMEX3 values: which days a value covers, and which value a day lies in.

Values follow ISO 8601 as TimeML uses it (Pustejovsky et al. 2003; ISO 24617-1): `2024-10-31`, `2024-10`, `2024-W44`,
`2024-W44-WE`, `2024-Q3`, `2024-H1`, `2024-SU` (meteorological seasons of the northern half), `2024`, `202` (a decade),
`20` (a century), a day with `T10:00` or `TMO`. An X stands for what is not known, and then there are no days. Nothing
here reads text.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month of three
YEARS = {"year": 1, "decade": 10, "century": 100}
MONTHS = {"month": 1, "quarter": 3, "season": 3, **{unit: 12 * n for unit, n in YEARS.items()}}
DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
VALUE = re.compile(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|W(\d\d)(-WE)?|Q([1-4])|H([12])|(SP|SU|FA|WI)))?(?:T.*)?")
FINENESS = ("time", "day", "week", "month", "quarter", "season", "year", "decade", "century", "duration", "vague")
UNITS = frozenset({*DAYS, *MONTHS})
LETTER = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "hour": "H", "minute": "M", "second": "S"}


@lru_cache(4096)
def bounds(value: str) -> tuple[str, str]:
    """Return the first and the last day of `value` in ISO form; two empty strings where it names no stretch of the calendar.

    >>> bounds("2024-02"), bounds("2024-W44"), bounds("198"), bounds("2024-13-45")
    (('2024-02-01', '2024-02-29'), ('2024-10-28', '2024-11-03'), ('1980-01-01', '1989-12-31'), ('', ''))
    """
    try:
        return tuple(day.isoformat() for day in _bounds(value))
    except (ValueError, OverflowError):
        return "", ""


def _bounds(value: str) -> tuple[date, date]:
    if re.fullmatch(r"\d\d\d?", value):
        length = 10 ** (4 - len(value))
        return date(int(value) * length, 1, 1), date(int(value) * length + length - 1, 12, 31)
    if not (match := VALUE.fullmatch(value)):
        raise ValueError(value)
    year, month, day, week, weekend, quarter, half, season = match.groups()
    if week:
        monday = date.fromisocalendar(int(year), int(week), 1)
        return (monday + timedelta(5), monday + timedelta(6)) if weekend else (monday, monday + timedelta(6))
    if day:
        return (date(int(year), int(month), int(day)),) * 2
    if quarter or season:
        first, length = 3 * int(quarter) - 2 if quarter else SEASONS[season], 3
    else:
        first, length = (int(month), 1) if month else (6 * int(half) - 5, 6) if half else (1, 12)
    start = date(int(year), first, 1)
    return start, add(start, length, "month") - timedelta(1)


@lru_cache(4096)
def grain(value: str) -> str:
    """Return how long a stretch `value` names: day, week, month, quarter, season, year, decade, century, time, duration or vague.

    >>> [grain(value) for value in ("2024-10-31", "2024-10-31TMO", "XXXX-10-13", "P3D", "PAST_REF", "2024-H1")]
    ['day', 'time', 'day', 'duration', 'vague', 'year']
    """
    if value.endswith("_REF"):
        return "vague"
    if value.startswith("P"):
        return "duration"
    if "T" in value:
        return "time"
    head, _, rest = value.partition("-")
    if len(head) < 4:
        return "decade" if len(head) == 3 else "century"
    if not rest or rest[0] == "H":
        return "year"
    if rest[0] == "W" and rest not in SEASONS:
        return "day" if re.fullmatch(r"W..-\d", rest) else "week"
    if rest[0] == "Q":
        return "quarter"
    return "season" if rest in SEASONS else "day" if "-" in rest else "month"


def add(day: date, n: int, unit: str) -> date:
    """Return `day` moved by `n` units; a day that the month does not have becomes its last.

    >>> add(date(2024, 3, 31), -1, "month").isoformat()
    '2024-02-29'
    """
    if unit in DAYS:
        return day + timedelta(n * DAYS[unit])
    months = day.year * 12 + day.month - 1 + n * MONTHS[unit]
    if not 12 <= months < 12 * MAXYEAR + 12:
        raise ValueError(f"{n} {unit} from {day} is outside the calendar")
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def name(day: date, unit: str) -> str:
    """Return the value of the day, week, month, quarter, season, year, decade or century that `day` lies in.

    >>> name(date(2024, 1, 5), "season"), name(date(2024, 12, 30), "week"), name(date(2024, 5, 1), "decade")
    ('2023-WI', '2025-W01', '202')
    """
    if unit in ("week", "fortnight", "weekend"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + "-WE" * (unit == "weekend")
    if unit == "season":
        start = add(day, -(day.month % 3), "month")
        return f"{start.year:04}-{next(k for k, m in SEASONS.items() if m == start.month)}"
    year = f"{day.year:04}"
    return {
        "day": day.isoformat(), "month": year + f"-{day.month:02}", "quarter": year + f"-Q{(day.month + 2) // 3}", "year": year,
        "decade": year[:3], "century": year[:2],
    }[unit]  # fmt: skip


def duration(n: float | None, unit: str) -> str:
    """Return the TIMEX3 value of `n` units (None: some): decades and centuries in years, fortnights in weeks, halves written out.

    >>> duration(2, "decade"), duration(None, "day"), duration(2.5, "year"), duration(1.5, "minute")
    ('P20Y', 'PXD', 'P2Y6M', 'PT1M30S')
    """
    unit, times = {"decade": ("year", 10), "century": ("year", 100), "fortnight": ("week", 2), "weekend": ("day", 2)}.get(unit, (unit, 1))
    head = "PT" if unit in ("hour", "minute", "second") else "P"
    if n is None:
        return f"{head}X{LETTER[unit]}"
    n *= times
    half = {"year": "6M", "hour": "30M", "minute": "30S"}.get(unit)
    if half and n % 1 == 0.5:
        return f"{head}{int(n)}{LETTER[unit]}{half}" if n > 1 else f"{head}{half}"
    return f"{head}{n:g}{LETTER[unit]}"


def made(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest(candidates: list[date], day: date, ahead: float) -> date:
    """Return the candidate nearest to `day`; what lies ahead counts as `ahead` times as far, so that the past is preferred."""
    return min(candidates, key=lambda c: (c - day).days * ahead if c > day else (day - c).days)


def reference(direction: float) -> str:
    """Return PAST_REF, PRESENT_REF or FUTURE_REF for what lies before, at or after the anchor."""
    return "PAST_REF" if direction < 0 else "FUTURE_REF" if direction > 0 else "PRESENT_REF"


@dataclass(frozen=True)
class Anchor:
    """The day that relative expressions count from (None: not known), whether the clause looks ahead, and the times told before.

    `told` has the value told last of each grain, "last" (whichever came last), "period" (the quarter that the text is about), and for
    what needs them "here" (the day of the sentence) and "start" (the day on which something began), the two as days.
    """

    day: date | None
    ahead: bool | None = None
    told: dict = field(default_factory=dict)

    def moved(self, n: int, unit: str) -> str:
        """Return the value of the `unit` that lies `n` units from the anchor, or a reference where there is no anchor day."""
        return name(add(self.day, n, unit), unit) if self.day else reference(n)
