"""On which day the events of a sentence happened, most of which name no day.

News tells a day once and goes on: "The court ruled on Tuesday. The judges found ..." So a sentence takes its own day, if it has
one; a sentence in the past tense that has none takes the day of the story, which is the one that the lead names, or else that of
publication; a sentence in the present takes the day of publication; one that looks ahead takes the coming day told
just before, or none. A sentence with only a year or a month of its own has no day.
"""

import re
from bisect import bisect_left
from datetime import date

LEAD = 4  # sentences in which the day of the story is looked for
PAST = (
    r"was|were|had|did|said|told|came|went|made|took|began|held|met|won|lost|rose|fell|left|gave|led|saw|shot|put|got|found|thought|brought|bought|sold|spoke"
    r"|wrote|knew|grew|drew|kept|felt|sent|built|chose|ran|became|stood|heard|paid|cut|hit|let|(?!need|indeed|united|hundred|speed|feed|based)[a-z]{2,20}ed"
)
TENSE = re.compile(
    r"\b(?:(?P<ahead>(?:will|shall|'ll|won't|going to|(?:is|are) (?:to|due|scheduled|slated|set|expected)))"
    r"|(?P<now>is|are|has|have|does|says|can|may|must|currently|now"
    r"|[a-z]{3,20}(?:es|[^su'\W]s)(?= (?:the|a|an|its|his|her|to|in|on|that|from|with|by|some)))"
    rf"|(?P<past>{PAST}))\b"
)
QUOTED = re.compile(r"[\"\u201c][^\"\u201d]{0,600}[\"\u201d]")


def days(text: str, rows: list, published: str, sentences: list[tuple[int, int]]) -> list[tuple[int, str]]:
    """Return (sentence, ISO day) of the `sentences` (spans of `text`, lower case); `rows` are the times of the text."""
    at = [row.start for row in rows]
    held = [rows[bisect_left(at, start) : bisect_left(at, end)] for start, end in sentences]
    story, coming, found = story_day(text, held, published, sentences), "", []
    for i, (start, end) in enumerate(sentences):
        own = sorted({row.first for row in held[i] if row.first and row.first == row.last})
        tense = tense_of(text[start:end])
        if own:
            coming = next((day for day in own if day > published), coming)
            found += [(i, day) for day in own]
        elif not any(row.last and row.last < published for row in held[i]):
            day = coming if tense == "ahead" else story if tense == "past" else published
            found += [(i, day)] if day else []
    return found


def story_day(text: str, held: list[list], published: str, sentences: list[tuple[int, int]]) -> str:
    """Return the day of the story: the first past day named in the lead, else that of publication."""
    for (start, end), rows in list(zip(sentences, held, strict=True))[:LEAD]:
        for row in rows:
            past = row.first and row.first == row.last and row.first < published and near(row.first, published)
            if past and tense_of(text[start:end]) != "ahead":
                return row.first
    return published


def near(day: str, published: str) -> bool:
    """Say whether a day lies in the week before publication."""
    return 0 <= (date.fromisoformat(published) - date.fromisoformat(day)).days <= 7


def tense_of(sentence: str) -> str:
    """Return past, now or ahead, by the first finite verb outside quotation marks; past where none is known."""
    verb = TENSE.search(QUOTED.sub(" ", sentence)) or TENSE.search(sentence)
    return verb.lastgroup if verb else "past"
