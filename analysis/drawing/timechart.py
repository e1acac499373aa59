"""The picture of two clocks: the days that the outlets tell of, and the days on which they published.

Every outlet has a row, every event a lane that is the same in all rows, so that an event told by several outlets stands in
line. Its marks are joined, and the line rises to its name. Publications lie at the foot of each row, as hollow diamonds.
"""

import pandas as pd
from matplotlib.figure import Figure

from analysis.drawing import clock
from analysis.drawing.chartrows import foot, in_words, name_ink, paints, ready
from analysis.drawing.sheet import Sheet, extent, flow, plain, wrap
from analysis.theme import DOUBLE, EDGE, GAP, GREY, LIGHT, LINE, SMALL, SMALL_LINE, ZERO, mark, order, style

PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 0.4}  # behind a text, so that no line runs through it
STEP, PUBLISHED, TALLEST = 1.9, 2.6, 14.0  # mm: from lane to lane; the lane of publications; all lanes of a row, if possible
LEGEND = (
    ("event", mark(GREY, size=3.6)),
    ("event of several days", {"marker": "_", "markersize": 5, "markeredgewidth": 2.2, "color": GREY}),
    ("article published", mark(GREY, marker="D", hollow=True, size=3.6)),
)


def dated(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with `start` and `end` as days since 1970, and with the `key` that rows of one event share."""
    last = rows["last"].where(rows["last"].fillna("") != "", rows["first"])
    start, end = rows["first"].map(clock.day), last.map(lambda text: clock.day(text, end=True))
    key = rows["event"].astype(str) if "event" in rows else rows["label"].astype(str) + "\n" + rows["first"].astype(str) + last.astype(str)
    return rows.assign(start=start, end=end.where(end >= start, start), key=key, paint=paints(rows))


def gathered(told: pd.DataFrame, axis: clock.Clock) -> list[dict]:
    """Return the events from left to right: key, label, when (in words), begin and end (mm), x to hang the name at, weight, lane."""
    events = []
    for key, rows in told.groupby("key", sort=False):
        places = [axis.place(*span) for span in zip(rows["start"], rows["end"], strict=True)]
        begin, stop = min(p[0] for p in places), max(p[1] for p in places)
        when = clock.words(rows["start"].min(), rows["end"].max())
        label = plain(rows["label"].iloc[0]) or when
        events.append({"key": key, "label": label, "when": when, "begin": begin, "stop": stop, "weight": len(rows)})
    events.sort(key=lambda e: (e["begin"], e["stop"], e["label"]))
    for event, lane in zip(events, clock.lanes([(e["begin"], e["stop"]) for e in events], 1.6), strict=True):
        event |= {"lane": lane, "x": (event["begin"] + event["stop"]) / 2}
    return sorted(events, key=lambda e: e["x"])


def hung(x: float, text: str, *, number: bool) -> tuple[float, float, float]:
    """Return where a text hangs, as (x, begin, end): a name to the left of its line, a number astride of it."""
    width = extent(text, SMALL)
    return (x, x - width / 2, x + width / 2) if number else (x, x - 0.6 - width, x - 0.6)


def lettered(events: list[dict], *, most: int) -> list[dict]:
    """Return the events with the `text` that hangs over each (its name, or its number where there is no room) and its `level`.

    Numbers of events that hang at the same place are drawn together, as in 4–7; all but the first of these have no text.
    """
    names = [hung(e["x"], e["label"], number=False) for e in events]
    before = [None, *(e["x"] for e in events)]
    numbers = [None if e["x"] == x else hung(e["x"], "88", number=True) for e, x in zip(events, before, strict=False)]
    whole = clock.written(names, numbers, [e["weight"] for e in events], most=most)
    count = iter(range(1, len(events) + 1))
    events = [e | {"level": -1} for e in events]
    out = [e | ({"number": 0, "text": e["label"]} if i in whole else {"number": next(count), "text": ""}) for i, e in enumerate(events)]
    for x in sorted({e["x"] for e in out if e["number"]}):
        first, *others = [e for e in out if e["x"] == x and e["number"]]
        first["text"] = f"{first['number']}–{others[-1]['number']}" if others else str(first["number"])
    shown = [e for e in out if e["text"]]
    for event, level in zip(shown, clock.levels([hung(e["x"], e["text"], number=e["number"] > 0) for e in shown]), strict=True):
        event["level"] = level
    return out


class Picture:
    """The parts of the timeline from top to bottom: names of events, a row per outlet, the days, the legend, the numbers."""

    def __init__(self, table: pd.DataFrame, by: str, width: float):
        self.by, self.width, self.table = by, width, table
        self.names = order(table[by])
        undated = table[table["start"].isna()]
        unknown = set(undated.loc[undated["kind"] == "publication", by])
        self.labels = [wrap(name, width * 0.24 - EDGE) for name in self.names]
        self.notes = ["date unknown" if name in unknown else "" for name in self.names]
        self.gutter = EDGE + max(extent(line) for label in [*self.labels, self.notes] for line in label) + GAP
        self.drawn = table.dropna(subset="start")
        self.axis = clock.Clock(self.spans(), self.gutter, width - EDGE)
        self.events = lettered(gathered(self.drawn[self.drawn["kind"] == "event"], self.axis), most=10 if width > 120 else 8)
        self.step = min(STEP, max(1.3, TALLEST / max((e["lane"] + 1 for e in self.events), default=1)))
        self.heights = self.needed()
        self.top = EDGE + SMALL_LINE * max((e["level"] + 1 for e in self.events), default=0) + 1
        self.bottom = self.top + sum(self.heights)
        dates = [extent(clock.words(*span), SMALL) for span in self.axis.slots]
        self.legend = self.bottom + max([2.4 * SMALL_LINE, *(d + 1.5 + SMALL_LINE for d in dates)]) + 2.5
        self.key = self.legend + LINE * (flow([e[0] for e in LEGEND], width - 2 * EDGE)[-1][1] + 1)
        missing = int((undated["kind"] == "event").sum())
        note = f"{missing} mention{'s' * (missing > 1)} without a date {'are' if missing > 1 else 'is'} not drawn." if missing else ""
        self.sheet = Sheet(width, self.key + SMALL_LINE * max(map(len, self.explained())) - 1, foot(table, note))

    def spans(self) -> list[tuple[float, float]]:
        """Return when the events were and the articles appeared: each event once, however many outlets tell it."""
        once = self.drawn.assign(who=self.drawn[self.by].astype(str).where(self.drawn["kind"] == "publication", ""))
        once = once.drop_duplicates(["kind", "key", "who", "start", "end"])
        return sorted(zip(once["start"], once["end"], strict=True))

    def needed(self) -> list[float]:
        """Return the height of each row: as many lanes as its outlet uses, and room for its name."""
        lane = {e["key"]: e["lane"] + 1 for e in self.events}
        told = self.drawn[self.drawn["kind"] == "event"]
        lanes = [max((lane[key] for key in told.loc[told[self.by] == name, "key"]), default=0) for name in self.names]
        lines = [len(label) + bool(note) for label, note in zip(self.labels, self.notes, strict=True)]
        return [max(2 + PUBLISHED + self.step * n, m * LINE + 1.5) for n, m in zip(lanes, lines, strict=True)]

    def explained(self) -> list[list[str]]:
        """Return the lines that explain the numbers, in one column or two."""
        columns = 2 if self.width > 120 else 1
        said = [f"{e['number']}  {e['label']} ({e['when']})" for e in self.events if e["number"]]
        lines = [line for text in said for line in wrap(text, (self.width - 2 * EDGE) / columns - GAP, SMALL)]
        half = -(-len(lines) // columns)
        return [lines[i * half : (i + 1) * half] for i in range(columns)]

    def y(self, name, lane: int) -> float:
        """Return the height of a lane in the row of `name`; -1 is that of publications."""
        foot = self.top + sum(self.heights[: self.names.index(name) + 1])
        return foot - 1 - PUBLISHED / 2 if lane < 0 else foot - 1 - PUBLISHED - (lane + 0.5) * self.step

    def draw(self) -> Figure:
        """Draw all parts, what lies behind first."""
        self.days()
        self.rows()
        self.hang()
        self.marks()
        self.sheet.legend(EDGE, self.legend, LEGEND)
        for i, lines in enumerate(self.explained()):
            x = EDGE + i * (self.width - 2 * EDGE) / 2
            self.sheet.text(x, self.key, "\n".join(lines), size=SMALL, va="top")
        return self.sheet.figure

    def days(self) -> None:
        """Draw the axis of the window, and the strips of far dates with each date written upright."""
        left, right = self.axis.left - clock.MARGIN, self.axis.right + clock.MARGIN
        strips = (("earlier", self.axis.early, self.gutter, left), ("later", self.axis.late, right, self.width - EDGE))
        for label, spans, begin, end in strips:
            if spans:
                self.sheet.boxes([(begin, self.top, end - begin, self.bottom - self.top)], fill=ZERO)
                self.sheet.text((begin + end) / 2, self.legend - 3.5, label, color=GREY, size=SMALL, ha="center")
        for span, x in self.axis.slots.items():
            self.sheet.text(x, self.bottom + 1, clock.words(*span), size=SMALL, rotation=90, ha="center", va="top")
        for x, label in clock.ticks(self.axis.low, self.axis.high, int((right - left) / 12)):
            self.sheet.strokes([(self.axis.x(x), self.bottom, self.axis.x(x), self.bottom + 0.8)], colour=GREY)
            self.sheet.text(self.axis.x(x), self.bottom + 1.2, label, size=SMALL, ha="center", va="top")
        self.sheet.strokes([(left, self.bottom, right, self.bottom)], colour=GREY)

    def rows(self) -> None:
        """Draw the name of each outlet, and a thin line over its row."""
        for i, (label, note, colour) in enumerate(zip(self.labels, self.notes, name_ink(self.table, self.by, self.names), strict=True)):
            y = self.top + sum(self.heights[:i])
            middle = y + self.heights[i] / 2 - (LINE / 2 if note else 0)
            self.sheet.strokes([(EDGE, y, self.width - EDGE, y)], colour=LIGHT, thick=0.4, behind=True)
            self.sheet.text(self.gutter - GAP, middle, "\n".join(label), ha="right", color=colour)
            self.sheet.text(self.gutter - GAP, middle + (len(label) + 1) * LINE / 2, note, ha="right", color=GREY, size=SMALL)

    def hang(self) -> None:
        """Draw the name or number of every event, and the line that it hangs on down to the last outlet that tells it."""
        for event in (e for e in self.events if e["text"]):
            lowest = max(self.y(name, event["lane"]) for name in self.drawn.loc[self.drawn["key"] == event["key"], self.by])
            y = EDGE + SMALL_LINE * 0.5 + (self.top - EDGE - 1 - SMALL_LINE) - SMALL_LINE * event["level"]
            self.sheet.strokes([(event["x"], y - 1, event["x"], lowest)], colour=LIGHT, thick=0.6, behind=True)
            _, begin, _ = hung(event["x"], event["text"], number=bool(event["number"]))
            self.sheet.text(begin, y, event["text"], size=SMALL, bbox=PAPER)

    def marks(self) -> None:
        """Draw every event and every publication in the row of its outlet."""
        lane = {e["key"]: e["lane"] for e in self.events}
        bars, marks = [], []
        for row in self.drawn.to_dict("records"):
            begin, end = self.axis.place(row["start"], row["end"])
            told = row["kind"] == "event"
            y = self.y(row[self.by], lane[row["key"]] if told else -1)
            look = mark(row["paint"], marker="o" if told else "D", hollow=not (told and row["supported"]), size=3.6)
            bars += [(begin, y, end, y, row["paint"])] if end > begin else []
            marks += [] if end > begin else [(begin, y, look)]
        self.sheet.strokes([bar[:4] for bar in bars], colour=[bar[4] for bar in bars], thick=2.2)
        self.sheet.marks(marks)


def timeline(rows: pd.DataFrame, *, by: str = "outlet", width: float = DOUBLE) -> Figure:
    """Draw what each outlet tells on the days it happened, and when its article was published.

    Needs the columns `label`, `kind` (event or publication), `first` and `last` (ISO dates; months and years count whole; empty
    where unknown). Rows of the same `event` (else of the same label and dates) are one event: its marks stand in line, and its
    name hangs over the day; names that find no room become numbers, explained below. Dates far from the rest stand in a strip.
    """
    table = dated(ready(rows, by, "label", "kind", "first", "last"))
    if strange := sorted(set(table["kind"]) - {"event", "publication"}):
        raise ValueError(f"the column kind holds {', '.join(map(str, strange))}: a timeline knows event and publication")
    with style():
        if table["start"].isna().all():
            return in_words("No row has a date: there is no time axis to draw.", width, foot(table))
        return Picture(table, by, width).draw()
