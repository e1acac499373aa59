"""Find the people of one article: each full name once, with what the article calls them, and every place where they are named.

A quick finder of our own, made for following speakers: it looks at runs of capitalised words, takes titles and roles off
the front, reads the apposition behind, and joins later surnames to the full name. It knows no list of famous people, so
an article is understood from its own words.
"""

import re
import tomllib
from functools import cache
from typing import NamedTuple

from analysis import paths
from analysis.annotate.cues import forms
from analysis.annotate.subjects import ADVERB, DETERMINER, PREPOSITION, SUBORDINATE, TIME

PART = r"(?:(?:Mr|Mrs|Ms|Dr|Gen|Sens?|Reps?|Gov|Lt|Col|Sgt|Capt|Adm|Maj|Rev|Prof|Amb|St|[A-Z])\.|[A-Z][^\W\d_]*(?:[-'’](?!s\b)[^\W\d_]+)*)"
RUN = re.compile(rf"(?<![\w@#]){PART}(?:[ \u00a0](?:(?:of(?: the)?|de la|de|van|von|der|bin|al|el|la|da|di|du) )?{PART}){{0,9}}")
AFTER = re.compile(r"\s*(?:\([^()]{1,40}\))?,?\s*(?:the|a|an|who is (?:the|a|an)|[\w’'.-]+’s|[\w.-]+'s)?\s?((?:[^\W_][\w’'.-]*\s?){1,9})")
ROLE_BEFORE = re.compile(r"((?:[\w’'.-]+ ){0,5}[\w’'.-]+) $")
SUFFIX = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii"))
COMMON = (
    SUBORDINATE
    | PREPOSITION
    | DETERMINER
    | ADVERB
    | TIME
    | frozenset("he she it they we i you his her their its our my yes no not well look".split())
)


class Person:
    """Somebody whom the article names: the fullest name, the words it is introduced with, the gender that they tell, and where it stands."""

    __slots__ = ("name", "first", "last", "words", "gender", "places", "certain")

    def __init__(self, parts: list[str]):
        self.last = parts[-1].lower()
        self.name, self.first = " ".join(parts), parts[0].lower() if len(parts) > 1 else ""
        self.words: set[str] = set()
        self.gender, self.places, self.certain = "", [], False


class Mention(NamedTuple):
    """A naming of a person in the body."""

    start: int
    end: int
    person: Person


@cache
def lists() -> dict:
    """Return `data/codebooks/persons.toml` as sets of words."""
    raw = tomllib.loads((paths.codebooks() / "persons.toml").read_text(encoding="utf-8"))
    return {
        "titles": raw["titles"],
        "man": frozenset(raw["gender"]["man"].split()),
        "woman": frozenset(raw["gender"]["woman"].split()),
        "men": frozenset(raw["names"]["man"].split()),
        "women": frozenset(raw["names"]["woman"].split()),
        "descriptions": {k: frozenset(v.split()) for k, v in raw["descriptions"].items()},
        "bodies": frozenset(raw["bodies"]["words"].split()),
        "roles": frozenset(raw["roles"]["words"].split()),
    }


def people(body: str) -> list[Mention]:
    """Return every naming of a person in the order of the text; later and shorter forms point to the same `Person`."""
    known: dict[str, list[Person]] = {}
    out = []
    for run in RUN.finditer(body):
        words = run.group().replace("\u00a0", " ").split(" ")
        if len(words) == 1 and words[0].lower() not in known:
            continue
        titles, parts, skipped = split(words)
        if not parts:
            continue
        person = placed(known, titles, parts, body, run)
        if person:
            start = run.end() - len(" ".join(parts)) if not skipped else run.start()
            person.places.append(start)
            out.append(Mention(start, run.end(), person))
    return out


def split(words: list[str]) -> tuple[list[str], list[str], bool]:
    """Return the titles in front of a name, the parts of the name, and whether a suffix was left out."""
    book = lists()
    i = 0
    while i < len(words) and words[i].lower() in COMMON:
        i += 1
    name_at = i
    for k in range(i, len(words)):
        low = words[k].lower()
        if low in book["titles"] or low in book["roles"] and k + 1 < len(words):
            name_at = k + 1
    if name_at < len(words) and words[name_at] == "of":
        name_at += 1 + (words[name_at + 1 : name_at + 2] == ["the"])
        name_at += 1
        while name_at < len(words) and (words[name_at].lower() in book["bodies"] or words[name_at] in ("and", "of")):
            name_at += 1
    titles, parts = [w.lower() for w in words[i:name_at]], words[name_at:]
    while len(parts) > 1 and len(parts[0]) > 1 and parts[0].isupper() and not parts[-1].isupper() and "." not in parts[0]:
        parts = parts[1:]
    spoken = [k for k, part in enumerate(parts) if part.lower() in forms() and forms()[part.lower()].ending != "base"]
    parts = parts[spoken[-1] + 1 :] if spoken else parts
    suffix = len(parts) > 1 and parts[-1].lower() in SUFFIX
    return titles, parts[:-1] if suffix else parts, suffix


def placed(known: dict[str, list[Person]], titles: list[str], parts: list[str], body: str, run: re.Match) -> Person | None:
    """Return the person that a name means, a new one where the name is new; None where it is no person's."""
    book = lists()
    last, first = parts[-1].lower(), parts[0].lower()
    same = known.get(last, [])
    if len(parts) == 1:
        if same:
            person = choose(same, titles)
            learn(person, titles, body, run)
            return person
        if not titles or last in book["bodies"] or last in book["roles"]:
            return None
        if not any(t in book["titles"] for t in titles):
            return None
    elif len(parts) > 5 or any(p.lower() in book["bodies"] or p in ("of", "and", "the") for p in parts):
        return None
    else:
        for person in same:
            if person.first in ("", first) or person.first[:1] == first[:1] and (len(first) < 3 or len(person.first) < 3):
                if len(parts) > len(person.name.split()):
                    person.name, person.first = " ".join(parts), first
                learn(person, titles, body, run)
                return person
    person = Person(parts)
    known.setdefault(last, []).append(person)
    learn(person, titles, body, run)
    return person


def choose(same: list[Person], titles: list[str]) -> Person:
    """Return the one of several people of a surname that is meant: the one whose gender fits the title, else the one named most often."""
    book = lists()
    wanted = "man" if "mr." in titles or "mr" in titles else "woman" if {"mrs.", "ms.", "mrs", "ms"} & set(titles) else ""
    fit = [p for p in same if not wanted or p.gender in ("", wanted)] or same
    title = {book["titles"].get(t, "") for t in titles} - {""}
    fit = [p for p in fit if title & p.words] or fit
    return max(fit, key=lambda p: (len(p.places), p.name.count(" ")))


def learn(person: Person, titles: list[str], body: str, run: re.Match) -> None:
    """Add what stands around a naming to what is known of the person."""
    book = lists()
    person.words.update(book["titles"].get(t) or t for t in titles)
    if not (person.places and person.gender and person.certain) or titles:
        front = ROLE_BEFORE.search(body, max(0, run.start() - 60), run.start())
        if front:
            words = [w.lower().strip(".") for w in front.group(1).split()]
            if words[-1] in book["roles"]:
                person.words.update(words[-4:])
                person.certain = True
        if body[run.end() : run.end() + 2] in (", ", " ("):
            behind = AFTER.match(body, run.end(), run.end() + 110)
            if behind:
                words = [w.lower().strip(".,") for w in behind.group(1).split()]
                if any(w in book["roles"] for w in words):
                    person.words.update(words)
                    person.certain = True
        gender(person, titles)


def gender(person: Person, titles: list[str]) -> None:
    """Set the gender that title, role or first name tell; the most telling first."""
    book = lists()
    told = person.words | set(titles)
    if person.gender and not titles:
        return
    if told & book["woman"] and not told & book["man"]:
        person.gender = "woman"
    elif told & book["man"] and not told & book["woman"]:
        person.gender = "man"
    elif not person.gender:
        man, woman = person.first in book["men"], person.first in book["women"]
        person.gender = "man" if man and not woman else "woman" if woman and not man else ""
    person.certain = person.certain or bool(person.gender or titles or person.first in book["men"] | book["women"])
