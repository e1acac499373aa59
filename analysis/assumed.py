"""What a text does not say about itself: outlet, date and language, assumed from file names and wording, and said so.

A date that is impossible, a text that is not English, an article that seems cut off: each is a row of `problems` with its remedy.
"""

import datetime
import re
import zoneinfo

from analysis import clean
from analysis.corpus import Story

HEX = re.compile(r"[-_. ]*\b[0-9a-f]{10,}\b|[-_. ]+[0-9a-f]{12,}")
DAY = re.compile(r"(?<!\d)(19|20)\d\d[-_.]?[01]\d[-_.]?[0-3]\d(?!\d)")
ENGLISH = frozenset(
    "the of and to in that is was for it with as his on be at by he had not are but from or have an they which her she you were their".split()
)
CUT = re.compile(r"(?i)(subscribe|sign in|log in|register)\b.{0,60}\b(continue|read|full|unlock|access)|(continue|keep) reading\b|to read the (full|rest)|"
                 r"already a subscriber|this (article|content) is (for|available to) subscribers|remaining? \d+ ?%")  # fmt: skip
LARGE = 1_000_000  # characters: some 300 articles' worth
SHORT = 60  # words


def usable(row: dict, problems) -> bool:
    """Say whether the text of `row` can be analysed; reasons and doubts go to `problems`."""
    where, text = (row["file"], row["row"]), row["text"]
    words = re.findall(r"[^\W\d_]+", text[:200_000].lower())
    if not words:
        problems.add(where, "unusable", "holds no words", "put the article's text into it")
        return False
    if language(words, row["language"]) != "en":
        problems.add(
            where,
            "unusable",
            "does not read as English, and samestory reads English only, for now",
            "leave it out, or use a translation and say so",
        )
        return False
    if len(text) > LARGE:
        problems.add(
            where,
            "warning",
            f"is {len(text) / 1e6:.1f} million characters long: is this one article?",
            "one file must hold one article: split it",
        )
    if len(words) < SHORT:
        problems.add(
            where, "warning", f"has only {len(words)} words: its numbers hang on single words", "read them with care, or leave it out"
        )
    if doubt := cut_off(text):
        problems.add(where, "warning", f"seems to be cut off ({doubt}), perhaps by a paywall", "put in the whole text")
    return True


def language(words: list[str], given: str) -> str:
    """Return "en" where the table says so or the commonest English words make up a tenth of the text, else "other"."""
    if given.lower()[:2] not in ("", "en"):
        return "other"
    return "en" if len(words) < 20 or sum(w in ENGLISH for w in words) >= len(words) / 10 else "other"


def cut_off(text: str) -> str:
    """Return why the text seems to be only the beginning of an article, or "".

    >>> cut_off("The council met on Monday and...")
    'ends in dots'
    """
    end = text.rstrip()[-300:]
    if CUT.search(end):
        return "ends in an invitation to subscribe"
    return "ends in dots" if re.search(r"(\.\.\.|…|\[\.\.\.\]|\[…\])\W*$", end) else ""


def complete(row: dict, story: Story, problems) -> None:
    """Fill in outlet, date, headline and language of `row`, and note what was assumed and what is impossible."""
    where, found = (row["file"], row["row"]), clean.clean(row["text"][:20_000]).found
    if not row["outlet"]:
        row["outlet"] = outlet(row["file"])
        problems.add(where, "assumed", f"outlet {row['outlet']!r} is taken from the file name", "write it into sources.csv")
    row["headline"] = row["headline"] or found.get("headline", "")
    row["language"] = row["language"] or story.language
    row["published"], row["date_source"] = published(row, found, story.time_zone, problems)


def published(row: dict, found: dict, zone: str, problems) -> tuple[str, str]:
    """Return the publication date (ISO day, "" if unknown) and where it comes from: sources.csv, the text, the file name."""
    where = (row["file"], row["row"])
    if given := row["published"].strip():
        if day := iso(given, zone):
            return day, "sources.csv" if row["row"] else "table"
        problems.add(where, "warning", f"published {given!r} is no possible date", "write it as YYYY-MM-DD")
    for value, source in ((found.get("published", ""), "text"), (in_name(row["file"]), "file name")):
        if day := iso(value, zone):
            problems.add(where, "assumed", f"published {day} is taken from the {source}", "write it into sources.csv")
            return day, source
    problems.add(where, "assumed", "date unknown: relative times left open", "write `published` into sources.csv")
    return "", "unknown"


def iso(value: str, zone: str) -> str:
    """Return the ISO day of a date or time, read in the story's time zone; "" where there is none.

    >>> iso("2024-10-31T23:30:00+00:00", "Europe/Riga"), iso("2024-13-45", "Etc/UTC"), iso("31 October 2024", "Etc/UTC")
    ('2024-11-01', '', '2024-10-31')
    """
    value = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", value.strip())
    try:
        moment = datetime.datetime.fromisoformat(value.replace(" UTC", "+00:00"))
        return (moment.astimezone(zoneinfo.ZoneInfo(zone)) if moment.tzinfo else moment).date().isoformat()
    except ValueError:
        pass
    for pattern in (
        "%d %B %Y",
        "%B %d, %Y",
        "%d %b %Y",
        "%b %d, %Y",
        "%b. %d, %Y",
        "%Y/%m/%d",
        "%A, %B %d, %Y",
        "%a, %d %b %Y %H:%M:%S %z",
    ):
        try:
            return datetime.datetime.strptime(value, pattern).date().isoformat()
        except ValueError:
            continue
    return ""


def in_name(file: str) -> str:
    """Return the ISO day that a file name carries, or "".

    >>> in_name("guardian_2024-11-01.txt")
    '2024-11-01'
    """
    digits = re.sub(r"\D", "", hit.group()) if (hit := DAY.search(file)) else ""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}" if digits else ""


def outlet(file: str) -> str:
    """Return the outlet that a file name suggests: the name without ending, date and hash.

    >>> outlet("guardian_2024-11-01.txt"), outlet("000_a6331bbafd37670d.txt")
    ('guardian', '000')
    """
    stem = re.sub(r"\.\w+$", "", file)
    return HEX.sub("", DAY.sub("", stem)).strip("-_. ") or stem
