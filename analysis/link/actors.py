"""Join the namings of a story to actors: one person in all spellings, one country under its name, people and capital.

What can be joined by a rule is joined: spellings that sound alike, a surname with the last full name, a capital that acts
with its country, an abbreviation with what it abbreviates, "troops", "soldiers" and "mercenaries" of one country. Rules err;
so `actors.toml` may say which forms belong together, and what it says wins.
"""

import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis import gazetteer
from analysis.gazetteer import BARE, CLASSES, LEADER, plain
from analysis.link import people

JOINED = {"military": "forces", "government": "government"}  # classes whose nouns name one actor of a country
PLURAL = {"official": "officials", "ally": "allies"}
COLUMNS = ["actor", "name", "kind", "article_id", "sentence", "start", "end", "label"]


@dataclass(frozen=True)
class Known:
    """The user's actors: id -> (name, kind), and plain form -> id."""

    actors: dict[str, tuple[str, str]] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    printed: frozenset[str] = frozenset()

    def find(self, *forms: str) -> str:
        """Return the id of the first form that the user gave, else an empty string."""
        return next((self.forms[p] for f in forms if (p := plain(f)) in self.forms), "")


def load(path: Path) -> Known:
    """Read an actors.toml: `[[actor]]` with id, name, kind and forms. A missing file knows nobody.

    Raises ValueError that names the file and the entry where a key is missing or two actors claim one form.
    """
    if not Path(path).exists():
        return Known()
    known, forms, printed = {}, {}, set()
    for i, entry in enumerate(tomllib.loads(Path(path).read_text(encoding="utf-8")).get("actor", []), 1):
        if missing := {"id", "name", "kind", "forms"} - set(entry):
            raise ValueError(f"{path}: actor {i} ({entry.get('id', 'without id')}) lacks {', '.join(sorted(missing))}")
        known[entry["id"]] = (entry["name"], entry["kind"])
        for form in [entry["name"], *entry["forms"]]:
            if forms.setdefault(plain(form), entry["id"]) != entry["id"]:
                raise ValueError(f"{path}: {form!r} is a form of both {forms[plain(form)]} and {entry['id']}")
            printed.add(form)
    return Known(known, forms, frozenset(printed))


def actors(names: pd.DataFrame, articles: pd.DataFrame, known: Known | None = None) -> pd.DataFrame:
    """Return one row per naming with its actor: actor (id), name, kind (person, group, place), article_id, sentence, start, end, label.

    `names` has the columns article_id, sentence, start, end, label, kind, name; `articles` gives the order of the articles.
    Of overlapping namings of one actor the longest counts. Ids are plain names joined by hyphens, or the user's own.
    """
    known = known or Known()
    order = {a: i for i, a in enumerate(articles.article_id)}
    names = names.assign(printed=names.label, label=names.label.str.removesuffix("…"))  # three dots end a clipped label
    rows = sorted(names[names.article_id.isin(order)].itertuples(index=False), key=lambda r: (order[r.article_id], r.start, -r.end))
    story = Story(rows, known)
    named = [(identity(story.actor(r), known), r) for r in rows]
    first = {actor: (name, kind) for (actor, name, kind), _ in reversed(named)}  # one name and one kind an actor
    out = [(a, *first[a], r.article_id, r.sentence, r.start, r.end, r.printed) for a, r in longest([(a[0], r) for a, r in named])]
    return pd.DataFrame(out, columns=COLUMNS).astype({"sentence": "int64", "start": "int64", "end": "int64"})


def identity(actor: tuple[str, str, str], known: Known) -> tuple[str, str, str]:
    """Return id, name and kind of an actor as `Story.actor` gives it: (user's id, name, kind)."""
    own, name, kind = actor
    return (own, *known.actors[own]) if own else (plain(name).replace(" ", "-") or name, name, kind)


def longest(named: list) -> list:
    """Return (actor, row) without namings that lie in a longer one of the same actor."""
    out, ends = [], {}
    for actor, r in named:
        if r.end > ends.get((r.article_id, actor), -1):
            out.append((actor, r))
            ends[r.article_id, actor] = r.end
    return out


class Story:
    """What all articles of a story tell of who is who."""

    def __init__(self, rows: list, known: Known):
        self.known = known
        self.people = people.Register([r for r in rows if r.kind == "person"], known)
        self.offices: dict[tuple[str, str], Counter] = defaultdict(Counter)
        for r in rows:
            if r.kind == "person" and (owner := country(r.label.replace(r.name, " "))) and (actor := self.people.find(r)):
                for role in offices(r.label):
                    self.offices[owner, role][actor] += 1
        self.groups = Groups({r.name for r in rows if r.kind == "group"})
        self.rulers = dict(self.ruling(rows))
        kinds = Counter((plain(r.name), r.kind) for r in rows if r.kind != "label")
        self.kinds = {name: kind for (name, kind), _ in reversed(kinds.most_common())}
        self.last: dict[str, tuple] = {}  # article -> the last forces named
        self.place: dict[tuple, str] = {}  # (article, sentence) -> the last country named

    def ruling(self, rows: list):
        """Yield (actor or plain surname, country) of everybody whom a label calls the head of a country."""
        for (owner, role), holders in self.offices.items():
            yield from ((holder, owner) for holder in holders if role == "leader")
        for r in rows:
            if r.kind == "label" and r.name != r.label and (owner := country(r.label)):  # the administration of French President Ada Brisk
                surname = r.name.split()[0]
                yield self.people.surname(surname, r.article_id) or plain(surname), owner

    def actor(self, r) -> tuple[str, str, str]:
        """Return (user's id or empty, name, kind) of a naming; namings must come in the order of the text."""
        entry = gazetteer.lookup(r.name) if r.kind != "person" else None
        if entry and entry.kind == "place" and r.kind != "label":
            self.place[r.article_id, r.sentence] = entry.name
        if own := self.known.find(r.label, r.name):
            return own, "", ""
        if r.kind == "label":
            return self.label(r)
        if entry and entry.use == "army":
            return self.chosen(f"forces of {gazetteer.LIST['army'][entry.name]}", "group")
        if entry:
            return ("", r.name, "place") if entry.use == "seat" and r.kind == "place" else self.chosen(entry.name, entry.kind)
        if person := self.people.find(r):
            return person
        full = self.groups.full(r.name)
        return self.chosen(full, self.kinds.get(plain(full), r.kind))

    def chosen(self, name: str, kind: str) -> tuple[str, str, str]:
        """Return an actor by its name: the user's where a form fits."""
        own = self.known.find(name)
        return (own, "", "") if own else ("", name, kind)

    def label(self, r) -> tuple[str, str, str]:
        """Return the actor of a common noun: by whose they are, or by the noun alone."""
        owner, head = country(r.label), head_of(r.label)
        if head in CLASSES:
            return self.collective(r, owner or owning(r.label), head)
        roles = sorted(offices(r.label), key="leader".__ne__)
        who = next((self.offices[owner, role] for role in roles if owner and (owner, role) in self.offices), None)
        return who.most_common(1)[0][0] if who else self.chosen(f"{head} of {owner}" if owner else r.label, "person")

    def collective(self, r, owner: str, head: str) -> tuple[str, str, str]:
        """Return the actor of a noun for many: the forces or the government of a country, the West, or the words as they are."""
        kind = CLASSES[head]
        if not owner and kind == "military" and head in BARE:
            return self.last.get(r.article_id, ("", head, "group"))
        if not owner and kind == "government":
            owner = self.governed(r)
        if not owner and kind == "military" and " " in r.label:
            owner = self.place.get((r.article_id, r.sentence), "")
        if not owner:
            return self.chosen("civilians" if kind == "civilians" and "civilian " in r.label else plain(r.name), "group")
        if owner in gazetteer.LIST["bloc"]:
            return self.chosen(owner, "place")
        group = owner not in gazetteer.LIST["country"] and kind == "government"
        head = PLURAL.get(head, head) if group else JOINED.get(kind, head)
        actor = self.chosen(f"{head} of {owner}", "group")
        if kind == "military":
            self.last[r.article_id] = actor
        return actor

    def governed(self, r) -> str:
        """Return the country of the person in "the Brisk administration", where the story tells the office, else nothing."""
        for word in r.name.replace("-", " ").split():
            who = self.people.surname(word, r.article_id) or plain(word)
            if who in self.rulers:
                return self.rulers[who]
        return ""


def head_of(label: str) -> str:
    """Return the noun of a label: the first for many people, else the last word."""
    words = label.split()
    return next((w for w in words if w in CLASSES and w not in gazetteer.ADJECTIVAL), next((w for w in words if w in CLASSES), words[-1]))


def office(word: str) -> str:
    """Return the office that a word names: every head of a state is its leader."""
    low = gazetteer.bare(word).lower().strip(",")
    return "leader" if low in LEADER else low if low in gazetteer.ROLE else ""


def offices(text: str) -> set[str]:
    """Return the offices that a description names.

    >>> offices("Norwegian Prime Minister") == {"leader", "minister"}
    True
    """
    return {office(word) for word in text.split()} - {""} | ({"leader"} if "prime minister" in text.lower() else set())


def country(label: str) -> str:
    """Return the country or part of the world that a label names, the last one before a preposition of origin.

    >>> country("North Korean troops"), country("Pyongyang’s dictator"), country("military personnel from North Korea")
    ('North Korea', 'North Korea', 'North Korea')
    """
    words, found = label.split(), ""
    for i in range(len(words)):
        for size in (4, 3, 2, 1):
            entry = gazetteer.lookup(" ".join(words[i : i + size]).rstrip(","))
            if entry and i + size <= len(words) and not found and (entry.kind == "place" or entry.use == "army"):
                found = gazetteer.LIST["army"].get(entry.name, entry.name)
    return found


def owning(label: str) -> str:
    """Return the organisation of our list that a label begins with ("FBI agents"), or an empty string."""
    words = label.split()
    entries = (gazetteer.lookup(" ".join(words[:size])) for size in (3, 2, 1))
    return next((entry.name for entry in entries if entry and entry.kind == "group"), "")


class Groups:
    """Names of organisations that are not on our list: abbreviations and shortened names with their full form."""

    def __init__(self, names: set[str]):
        full = sorted((n for n in names if " " in n), key=lambda n: (-len(n), n))
        self.initials = {"".join(w[0] for w in n.split() if w[0].isupper()): n for n in full}
        self.endings: dict[str, set[str]] = defaultdict(set)
        for name in full:
            words = plain(name).split()
            for k in range(1, len(words) - 1):
                self.endings[" ".join(words[k:])].add(name)
        self.printed = {plain(n): n for n in sorted(names)}

    def full(self, name: str) -> str:
        """Return the full form of a name, where the story holds exactly one."""
        short = name.replace(".", "")
        if short.isupper() and len(short) > 1 and short in self.initials:
            return self.initials[short]
        longer = self.endings.get(plain(name), set())
        return next(iter(longer)) if len(longer) == 1 else self.printed.get(plain(name), name)
