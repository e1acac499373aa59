"""Find the people of one article: each full name once, with what the article calls them, and every place where they are named.

A quick finder of our own, made for following speakers: it looks at runs of capitalised words, takes titles and roles off
the front, reads the apposition behind, and joins later surnames to the full name. It knows no list of famous people, so
an article is understood from its own words.
"""

import re
import tomllib
from functools import cache, lru_cache
from typing import NamedTuple

from analysis import paths
from analysis.annotate.cues import forms
from analysis.annotate.words import ADVERB, DETERMINER, PREPOSITION, SUBORDINATE, TIME

SHORT = "|".join(f"(?<={t[0]}){t[1:]}" for t in "Mr Mrs Ms Dr Gen Sens? Reps? Gov Lt Col Sgt Capt Adm Maj Rev Prof Amb St".split())
REST = rf"(?:(?:{SHORT}|)\.|[^\W\d_]*(?:[-'’](?!s\b)[^\W\d_]+)*)"
PART = f"[A-Z]{REST}"
RUN = re.compile(  # begins with the capital, so that the search can leap from one to the next
    rf"[A-Z](?<![\w@#].){REST}(?:[ \u00a0](?:(?:of(?: the)?|de la|de|van|von|der|bin|al|el|la|da|di|du) )?{PART}){{0,9}}"
)
AFTER = re.compile(r"\s*(?:\([^()]{1,40}\))?,?\s*((?:[^\W_][\w’'-]*(?:\. (?=[A-Z][\w’'-]*,)|\s)?){1,10})")
ACRONYM = re.compile(r"[A-Z]{2,5}")
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
    """Somebody whom the article names: the fullest name, the words it is introduced with, its gender, and where it stands."""

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
    out, early = [], []
    for run in RUN.finditer(body):
        at, titles, name = split(run.group())
        last = name.rpartition(" ")[2].lower()
        if not name or not titles and name == run.group() and last not in known and " " not in name:
            early.append((run.start(), run.end(), last))
            continue
        start = run.start() + at
        end = start + len(name)
        if person := placed(known, titles, name.split(" "), body, (run.start(), end)):
            person.places.append(start)
            out.append(Mention(start, end, person))
    out += [Mention(a, b, choose(known[last], ())) for a, b, last in early if last in known]  # named in full only later
    return sorted(out, key=lambda m: m.start)


@lru_cache(maxsize=20_000)
def split(run: str) -> tuple[int, tuple[str, ...], str]:
    """Return where the name begins in a run of capitalised words, the titles in front of it (small), and the name."""
    book, words = lists(), run.replace("\u00a0", " ").split(" ")
    at = 0
    for k, word in enumerate(words):
        low = word.lower()
        if (low in COMMON and low != "of" and k == at) or low in book["titles"] or low in book["roles"] and k + 1 < len(words):
            at = k + 1
    if words[at : at + 1] == ["of"]:
        at += 2 + (words[at + 1 : at + 2] == ["the"])
        while at < len(words) and (words[at].lower() in book["bodies"] or words[at] in ("and", "of")):
            at += 1
    while at + 1 < len(words) and ACRONYM.fullmatch(words[at]) and not words[-1].isupper():
        at += 1
    known = forms()
    for k in range(at, len(words)):
        if words[k].lower() in known and known[words[k].lower()].ending != "base" and k + 1 < len(words):
            at = k + 1
    parts = words[at:]
    cut = next((k for k, part in enumerate(parts) if k and (part in ("of", "the") or part.lower() in SUFFIX)), len(parts))
    return sum(len(word) + 1 for word in words[:at]), tuple(w.lower() for w in words[:at]), " ".join(parts[:cut])


def placed(known: dict[str, list[Person]], titles: tuple[str, ...], parts: list[str], body: str, span: tuple[int, int]) -> Person | None:
    """Return the person that a name means, a new one where the name is new; None where it is no person's."""
    book = lists()
    last, first = parts[-1].lower(), parts[0].lower()
    same = known.get(last, [])
    if len(parts) == 1:
        if same:
            person = choose(same, titles)
            learn(person, titles, body, span)
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
                learn(person, titles, body, span)
                return person
    person = Person(parts)
    known.setdefault(last, []).append(person)
    learn(person, titles, body, span)
    return person


def choose(same: list[Person], titles: tuple[str, ...]) -> Person:
    """Return the one of several people of a surname that is meant: the one whose gender fits the title, else the one named most often."""
    if len(same) == 1:
        return same[0]
    book = lists()
    wanted = "man" if "mr." in titles or "mr" in titles else "woman" if {"mrs.", "ms.", "mrs", "ms"} & set(titles) else ""
    fit = [p for p in same if not wanted or p.gender in ("", wanted)] or same
    title = {book["titles"].get(t, "") for t in titles} - {""}
    fit = [p for p in fit if title & p.words] or fit
    return max(fit, key=lambda p: (len(p.places), p.name.count(" ")))


def learn(person: Person, titles: tuple[str, ...], body: str, span: tuple[int, int]) -> None:
    """Add what stands around a naming to what is known of the person."""
    book = lists()
    person.words.update(book["titles"].get(t) or t for t in titles)
    if titles or len(person.places) < 4 and not (person.places and person.gender and person.certain):
        front = body[max(0, span[0] - 40) : span[0]]
        words = [w.lower().strip(".,") for w in front.split()[-4:]] if front[-1:] == " " else []
        if words and words[-1] in book["roles"]:
            person.words.update(words)
            person.certain = True
        if body[span[1] : span[1] + 2] in (", ", " ("):
            behind = AFTER.match(body, span[1], span[1] + 110)
            if behind:
                words = [w.lower().strip(".,") for w in behind.group(1).split()]
                if any(w in book["roles"] for w in words):
                    person.words.update(words)
                    person.certain = True
        gender(person, titles)


def gender(person: Person, titles: tuple[str, ...]) -> None:
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
