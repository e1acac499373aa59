"""Find names by their capital letters: runs of capitalised words, and what each run is.

A run of capitalised words is a title and a person ("Vice Foreign Minister Kim Jong Gyu"), an organisation, a place, a thing
or nothing. Each word of the run gets a letter for what it can be (role, organisation word, country, plain ...), and the
string of letters decides. At the start of a sentence a capital proves nothing: there a word counts when it stands
capitalised elsewhere in the article as well, or when our list knows it.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from analysis import gazetteer as known
from analysis.annotate._names_tokens import ABBREVIATED, SPACES, Found, Line, entry_at, located, owns, role_before, saying
from analysis.gazetteer import FORMS, GIVEN, Entry, bare
from analysis.segment import stop_words

PARTICLES = frozenset("de da di del della van von der den bin ibn al el la le du dos ter ben abu".split())
LINKS = {"of": ("O", "R", "P", "B"), "for": ("O", "R"), "to": ("R",), "and": ()}

TITLED = re.compile(r"(.*R(?:L+[CDEGBOR]{1,3}(?=[NIP]))*)((?:[NI]|P(?=N))[NI]*[RPOBC]?)")
GROUP = re.compile(r".*O(?:L+\w+|[NO]{0,2})|O.*|G.+")
OPEN = re.compile(r"[NI]+|C[NB]+")
OFFICE = re.compile(r"[GC]+[NI]{2,3}")
PERSON = re.compile(r"[NI]*N[NI]*[RPOBC]?")
LETTERS = re.compile(r"[^\W\d_]")


class Run(NamedTuple):
    """A run of capitalised words: token ranges with the entry of our list, and a letter for each."""

    parts: list[tuple[int, int, Entry | None]]
    letters: str


@lru_cache(maxsize=1 << 15)
def letter(word: str) -> str:
    """Return what a capitalised word can be: R role, B beside a role, O organisation, P place, T thing, I initial, X no name, N plain."""
    low = word.lower()
    if low in known.CALENDAR:
        return "X"
    for name, members in (("R", known.ROLE), ("B", known.BESIDE)):
        if low in members:
            return name
    for name, members in (("O", known.ORGANISATION), ("P", known.ENDING), ("T", known.THING)):
        if word in members:
            return "N" if name == "T" and word in GIVEN else name
    if word[1:2] == "-" and word[0] in "DIR":
        return "X"  # "R-Ohio"
    if "-" in word and (word.split("-")[0] in FORMS or word.endswith(known.LINKED)) and word.split("-")[-1].islower():
        return "X"  # "Russian-backed"
    return "I" if len(word) == 1 else "N"


OPENING = {word.capitalize() for word in known.START - known.ROLE - known.BESIDE} - known.GIVEN - FORMS.keys() - known.LENGTHS.keys()
NOBODY = stop_words() | {"north", "south", "east", "eastern", "western", "northern", "southern", "central"}
APART = {word.capitalize() for word in stop_words()} - {"The", "No", "Us", "Under", "May", "Will"}  # no part of a name: "the F.B.I. He"
QUALIFYING = ("ly", "ing", "ed", "ous", "ful", "less", "able", "ive")
USES = {"adjective": "D", "bloc adjective": "D", "people": "E"}


def runs(line: Line) -> list[Run]:
    """Return the runs of capitalised words of a text, from left to right."""
    out, past, words, forced = [], 0, line.words, line.forced
    for i in line.caps:
        if i >= past and not (words[i] in OPENING and i in forced):
            parts = run(line, i)
            past = parts[-1][1]
            if len(parts) > 1:
                out += cut(line, parts)
            elif (mark := mark_of(line, parts[0], [])) not in "XL":
                out.append(Run(parts, mark))
    return out


def run(line: Line, i: int) -> list[tuple[int, int, Entry | None]]:
    """Return the parts of the run that begins with token `i`."""
    words, parts, end = line.words, [], len(line.words)
    while True:
        entry, j = entry_at(line, i)
        parts.append((i, j, entry))
        word, gap = words[j - 1], line.gap(j - 1)
        if gap not in SPACES and gap != " & " and not (gap == ". " and (len(word) == 1 or word in ABBREVIATED)):
            return parts
        if (
            j >= end
            or owns(word)
            or words[j] in APART
            or line.sentence[j] in line.shouted
            and not (line.confirmed(j - 1) and line.confirmed(j))
        ):
            return parts
        if words[j][0].isupper():
            i = j
        elif (more := linked(line, parts, j)) and words[more][0].isupper():
            parts += [(k, k + 1, None) for k in range(j, more)]
            i = more
        else:
            return parts


def linked(line: Line, parts: list, j: int) -> int:
    """Return the token behind the small words at `j` that carry a name on ("of the", "van der"), or 0."""
    word = line.words[j]
    if word in PARTICLES:
        k = j + 1 + (line.words[j + 1 : j + 2] in (("der",), ("la",)))
    elif word in LINKS:
        held = "".join(letter(bare(line.words[a])) for a, b, entry in parts if not entry)
        if not (held[-1:] in LINKS[word] if word != "and" else "O" in held and any(line.words[p[0]] in ("of", "for") for p in parts)):
            return 0
        k = j + 1 + (word != "and" and line.words[j + 1 : j + 2] == ("the",))
    else:
        return 0
    return k if k < len(line.words) and all(line.gap(x) in SPACES for x in range(j, k)) else 0


def cut(line: Line, parts: list) -> list[Run]:
    """Return the runs that are left of one when small words at a forced start, days and months are taken out."""
    out, kept = [], []
    for part in [*parts, None]:
        if part and (mark := mark_of(line, part, kept)) != "X":
            kept.append((part, mark))
        elif kept:
            out.append(Run([p for p, _ in kept], "".join(m for _, m in kept)))
            kept = []
    return [trimmed for r in out if (trimmed := trim(r)).parts]


def mark_of(line: Line, part: tuple, before: list) -> str:
    """Return the letter of a part: what our list says, or what the word can be."""
    i, j, entry = part
    word = line.words[i]
    if entry:
        front = line.words[before[-1][0][0]] if before and j == i + 1 else ""  # "Michael Jordan", "Mr. Bloomberg"
        return (
            "N"
            if front in GIVEN or front in ("Mr", "Mrs", "Ms", "Miss")
            else USES.get(entry.use) or ("G" if entry.kind == "group" else "C")
        )
    if word[0].islower():
        return "N" if word in PARTICLES else "L"
    if word in ("The", "A", "An") or word in known.STATES and i and line.gap(i - 1) == ", ":
        return "X"
    mark = letter(bare(word))
    if not before and mark != "R" and i in line.forced and starter(line, i, mark):
        return "X"
    if mark == "X" and before and (before[-1][1] == "R" or bare(line.words[before[-1][0][0]]) in GIVEN):
        return "N"  # "Theresa May"
    return mark


def starter(line: Line, i: int, mark: str) -> bool:
    """Tell whether the word at a forced start is no part of a name."""
    word = line.words[i]
    low = word.lower().replace("’", "'")
    if bare(word) in line.steady and mark == "N" and low not in known.START:
        return False
    if low in known.START or low in line.known:
        return True
    given = line.gap(i) in SPACES and line.words[i + 1] in GIVEN and line.gap(i + 1) in SPACES and line.words[i + 2][0].isupper()
    return mark == "N" and word not in GIVEN and (low.endswith(QUALIFYING) or given)  # "Shopkeeper Anton Brisk"


def trim(r: Run) -> Run:
    """Return a run without linking words at its ends."""
    first, last = len(r.letters) - len(r.letters.lstrip("L")), len(r.letters.rstrip("L"))
    return Run(r.parts[first:last], r.letters[first:last])


def read(line: Line) -> list[Found]:
    """Return the names that the runs of a text hold; the kind of a single plain word is left open."""
    return [found for r in runs(line) for found in names_of(line, r)]


def names_of(line: Line, r: Run) -> list[Found]:
    """Return the names in one run."""
    parts, letters = r
    if letters[-1] == "D" and len(parts) > 1:  # the adjective belongs to what follows: "House Democratic staffers"
        return names_of(line, trim(Run(parts[:-1], letters[:-1])))
    if letters[-1] == "B" and line.words[parts[-1][0]] in known.ORGANISATION:
        letters = letters[:-1] + "O"
    if len(parts) == 1:
        return list(single(line, parts[0], letters))
    titled = TITLED.fullmatch(letters) if letters[0] != "O" else None
    if titled and (letters[-1] in "NI" or line.words[parts[len(titled[1])][0]] in GIVEN):
        return titled_person(line, parts, len(titled[1]))
    if person(line, parts, letters):
        return [whole(line, parts, "person")]
    if "T" in letters[1:]:
        return entries_of(line, parts)
    if OFFICE.fullmatch(letters) and role_before(line, parts[0][0] - 1, known.ROLE) >= 0:
        return names_of(line, Run(parts[letters.index("N") :], letters.lstrip("GC")))
    if GROUP.fullmatch(letters) and ("R" not in letters or letters[0] == "O"):
        return [whole(line, parts, "group")]
    if letters[-1] == "P" and letters[-2] != "R" or line.words[parts[0][0]] in known.BEGINNING and "R" not in letters:
        return [whole(line, parts, "place")]
    if OPEN.fullmatch(letters):
        return [whole(line, parts, "")]
    return pieces(line, r)


def person(line: Line, parts: list, letters: str) -> bool:
    """Tell whether a run is a given name (or an initial) and a surname."""
    first = bare(line.words[parts[0][0]])
    inside = "I" in letters[1:-1] or letters[0] == "I" and letters[-1] == "N"
    sized = len(parts) == 2 and PERSON.fullmatch(letters) or 2 < len(parts) < 6 and not set(letters) - {"N", "I"}
    return bool(sized and (inside or first in GIVEN or first.split("-")[0] in GIVEN or first in known.SURNAME_FIRST and len(parts) < 4))


def whole(line: Line, parts: list, kind: str) -> Found:
    """Return a whole run as one name."""
    first, last = parts[0][0], parts[-1][1]
    return Found(first, last, first, kind, line.text(first, last))


def titled_person(line: Line, parts: list, size: int) -> list[Found]:
    """Return a person with the title in front, and the countries and the West that the title names."""
    first, head, last = parts[0][0], parts[size][0], parts[-1][1]
    return [Found(first, last, head, "person", line.text(head, last)), *entries_of(line, parts[:size], kinds=("place",))]


def entries_of(line: Line, parts: list, *, kinds: tuple = ("place", "group")) -> list[Found]:
    """Return the names of our list among some parts of a run."""
    return [f for p in parts if p[2] and p[2].kind in kinds for f in single(line, p, "")]


def single(line: Line, part: tuple, mark: str):
    """Yield the name that a part of its own is. An adjective names nobody, except that of a part of the world."""
    i, j, entry = part
    if entry:
        if entry.use != "adjective" or entry.name == "United States":
            kind = "group" if entry.use == "seat" and not located(line, i) else entry.kind
            yield Found(i, j, i, kind, line.text(i, j), entry)
        return
    word = line.words[i]
    if "-" in word and (halves := [(h, FORMS.get(bare(h))) for h in word.split("-")]) and all(e for _, e in halves):
        yield Found(i, j, i, "pair", line.text(i, j))
    elif mark == "N" and word.lower() not in NOBODY and trusted(line, i, j):
        yield Found(i, j, i, "", line.text(i, j))
    elif mark == "I" and i > 0 and line.words[i - 1] in known.KIND and line.gap(i - 1) in SPACES:
        yield Found(i, j, i, "group", word)
    elif mark and mark in "OP" and i not in line.forced and word.isupper() and len(word) > 1:
        yield Found(i, j, i, "group", line.text(i, j))


def trusted(line: Line, i: int, j: int) -> bool:
    """Tell whether the capital of a single word means a name: it is not forced, or confirmed elsewhere, or somebody speaks or acts."""
    word = bare(line.words[i])
    return i not in line.forced or word in line.steady or word in GIVEN or saying(line, i, j)


def pieces(line: Line, r: Run) -> list[Found]:
    """Return the names of a mixed run: those of our list by themselves, plain words between them by themselves."""
    out = []
    for m in re.finditer(r"[NI]+[OP]?|.", r.letters):
        parts = r.parts[m.start() : m.end()]
        if len(parts) > 1:
            out += names_of(line, Run(parts, m.group())) if m.group() != r.letters else []
        elif parts[0][2] or m.group() == "N":
            out += single(line, parts[0], m.group())
    return out
