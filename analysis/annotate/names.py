"""Who and what an article names: people, groups and places, and common nouns for people who act together.

Comparing what outlets call the same actor needs every naming, with the words around it that judge: a title, a role, an
apposition, an adjective. No model is used: capital letters, roles, a small list of our own (`gazetteer`) and what the
article says elsewhere decide. `link.actors` joins the namings of one actor; here each stands by itself.
"""

from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

from analysis.annotate import _names_capitals as capitals
from analysis.annotate import _names_descriptions as descriptions
from analysis.annotate._names_tokens import SPACES, Found, Line, located, owns, saying
from analysis.gazetteer import FORMS, GIVEN, KIND, ROLE, STATES, bare
from analysis.segment import WORD, Segments

PLACES = frozenset("town city village port island region province state district suburb county hamlet capital".split())
PEOPLES = ("ists", "ians", "icans", "ites", "ics", "ists")
ADJECTIVAL = ("al", "ian", "ean", "ese", "ish", "ic", "ist")
TOWARDS = frozenset(("to", "from", "towards", "toward", "around", "via"))  # people as well as places


class Name(NamedTuple):
    """A naming. `label` is what is printed, with title, role and apposition; `name` the bare name, for joining.

    `kind` is person, group, place or label (a common noun: "North Korean troops"). `reader` says who found it: "rules", or
    "actors.toml" for a form that the user gave.
    """

    start: int
    end: int
    label: str
    kind: str
    reader: str
    name: str


def read(body: str, segments: Segments, *, forms: frozenset[str] = frozenset()) -> list[Name]:
    """Return the namings of a text in order of their start; those inside another are places and owners only.

    `forms` are further forms to find, word for word (those of an actors.toml).

    >>> from analysis.segment import segment
    >>> body = "Talvara’s interior minister, Ada Brisk, met Hestrian troops. Brisk left."
    >>> [(n.label, n.kind, n.name) for n in read(body, segment(body))][1:]
    [('Hestrian troops', 'label', 'Hestrian troops'), ('Brisk', 'person', 'Brisk')]
    """
    line = Line(body, segments.tokens)
    told = [f for f in capitals.read(line) if calm(line, f)]
    kinds = decide(line, told)
    told = [described(line, f, kinds) for f in told if f.kind or kinds[f.name] != "none"]
    people = {f.first: f for f in told if f.kind == "person"}
    found = outer(line, told + descriptions.labels(line, people))
    names = [n for f in found for n in (halves(line, f) if f.kind == "pair" else [named(line, f)])]
    return sorted(names + own(line, forms, names)) if forms else names


def calm(line: Line, f: Found) -> bool:
    """Tell whether a name may be believed: what is capitalised among shouted words must be known from elsewhere."""
    if f.entry or line.sentence[f.first] not in line.shouted and not (" " in f.name and f.name.isupper()):
        return True
    return all(line.confirmed(i) for i in range(f.head, f.last))


def decide(line: Line, told: list[Found]) -> dict[str, str]:
    """Return the kind of the names that stand undecided, by what the article tells of them; persons also by each of their ends."""
    kinds: dict[str, str] = {}
    weak: dict[str, str] = {}  # ends of names that are persons only for want of a better guess
    votes: dict[str, Counter] = {}
    for f in told:
        if f.kind == "person":
            note(kinds, f.name)
    for f in told:
        if not f.kind:
            votes.setdefault(f.name, Counter())[hint(line, f) if f.name not in kinds else ""] += 1
    for name, count in sorted(votes.items(), key=lambda item: " " not in item[0]):
        words = name.split()
        count.pop("", None)
        if {kinds.get(words[0]), kinds.get(words[-1])} == {"person"} or len(words) == 1 and words[0] in GIVEN:
            kinds[name] = "person"
        elif count and not firm(words, votes):
            kinds[name] = count.most_common(1)[0][0]
        else:
            kinds[name] = guess(words, votes, weak)
        if kinds[name] == "person" and len(words) > 1:
            note(kinds if count else weak, name)
    return kinds


def guess(words: list[str], votes: dict[str, Counter], weak: dict[str, str]) -> str:
    """Return the kind of a name about which nothing is told."""
    if len(words) == 1:
        return weak.get(words[0], "group")
    return "person" if not firm(words, votes) and sum(word[0].isupper() for word in words) in (2, 3) else "group"


def firm(words: list[str], votes: dict[str, Counter]) -> bool:
    """Tell whether a name is a firm's: of a person the surname stands alone elsewhere, of a firm the first word."""
    return len(words) > 1 and (words[0] in votes and words[-1] not in votes or "&" in words)


def note(kinds: dict[str, str], name: str) -> None:
    """Enter a person under the surname, and under a given name that is no ambiguous word."""
    words = name.split()
    kinds[words[-1]] = "person"
    if words[0] in GIVEN:
        kinds.setdefault(words[0], "person")


def hint(line: Line, f: Found) -> str:
    """Return the kind that the words beside an undecided name suggest ("none": an adjective), or an empty string."""
    word = line.words[f.first - 1] if f.first else ""
    if placed(line, f, word):
        return "place"
    words = f.name.split()
    if f.name.endswith(PEOPLES) or any(w.isupper() and len(w) > 1 for w in words) or len(words) > 1 and words[0] in FORMS:
        return "group"
    said = saying(line, f.first, f.last)
    if f.name.endswith(ADJECTIVAL) and not said and line.gap(f.last - 1) in SPACES and line.words[f.last][0].islower():
        return "none"
    if word in ("the", "The") or descriptions.before(line, f.first, roles=KIND) < f.first:
        return "group"
    return "person" if said or descriptions.before(line, f.first, roles=ROLE) < f.first else ""


def placed(line: Line, f: Found, word: str) -> bool:
    """Tell whether a name stands as that of a place: "in Tarnhov", "the town of Tarnhov", "Ada Brisk of Tarnhov", "Tarnhov, Ohio"."""
    if located(line, f.first) and word not in TOWARDS:
        return True
    if word == "of" and f.first > 1 and (line.words[f.first - 2] in PLACES or line.words[f.first - 2] in line.steady):
        return True
    behind = line.words[f.last] if line.gap(f.last - 1) == ", " else ""
    region = FORMS.get(behind)
    return behind in STATES or bool(region and region.kind == "place" and region.use in ("name", "seat"))


def described(line: Line, f: Found, kinds: dict[str, str]) -> Found:
    """Return a name with its kind, and with the description in front and behind as part of its label."""
    kind = f.kind or kinds[f.name]
    if f.entry and f.entry.use == "name" and kinds.get(f.name) == "person" and not located(line, f.first):  # Jim Jordan, then "Jordan"
        return Found(f.first, f.last, f.head, "person", f.name)
    if kind == "person":
        first = descriptions.before(line, f.first, roles=ROLE)
        return Found(first, descriptions.after(line, f.last), f.head, kind, f.name, f.entry)
    if kind == "group":
        return Found(descriptions.before(line, f.first, roles=KIND), descriptions.tail(line, f.last), f.head, kind, f.name, f.entry)
    return Found(f.first, f.last, f.head, kind, f.name, f.entry)


def outer(line: Line, found: list[Found]) -> list[Found]:
    """Return the names in order, without those inside another.

    Places stay, and whoever owns what the other names, and a person in the description of another person.
    """
    out, cover = [], Found(0, 0, 0, "", "")
    for f in sorted(found, key=lambda f: (f.first, -f.last)):
        place, other = f.entry and f.entry.kind == "place", f.kind == cover.kind == "person"
        if f.first >= cover.last or f.kind == "pair" or place or other or owns(line.words[f.last - 1]):
            out.append(f)
        if f.last > cover.last:
            cover = f
    return out


def named(line: Line, f: Found) -> Name:
    """Return a naming with its offsets."""
    start, end = line.starts[f.first], line.end(f.last)
    return Name(start, end, line.body[start:end], f.kind, "rules", f.name)


def halves(line: Line, f: Found) -> list[Name]:
    """Return both names of a pair joined by a hyphen: "Russia-Ukraine"."""
    out, start = [], line.starts[f.first]
    for half in f.name.split("-"):
        entry = FORMS[bare(half)]
        if entry.use != "adjective":
            out.append(Name(start, start + len(half), half, entry.kind, "rules", half))
        start += len(half) + 1
    return out


def own(line: Line, forms: frozenset[str], names: list[Name]) -> list[Name]:
    """Return where the user's `forms` stand, the longest first; those inside a naming found already name nobody else."""
    first: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        first.setdefault((WORD.match(form) or [form])[0], []).append(form)
    held = sorted((n.start, n.end) for n in names)
    out, past = [], 0
    for i, word in enumerate(line.words):
        start = line.starts[i]
        for form in first.get(word, first.get(bare(word), ())) if start >= past else ():
            past = start + len(form)
            if line.body.startswith(form, start) and not line.body[past : past + 1].isalnum():
                k = bisect_right(held, (start, len(line.body)))
                inside = any(a <= start and past <= b for a, b in held[max(0, k - 4) : k])
                out += [Name(start, past, form, "label", "actors.toml", form)] * (not inside)
                break
            past = start
    return out
