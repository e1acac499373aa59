"""What our list of names knows: countries with demonyms and capitals, institutions, places, roles, nouns for groups.

A newspaper names a country by its name, its adjective, its people and its capital; an institution by its name and its
abbreviation. The list (`data/codebooks/gazetteer.toml`) is small on purpose: it holds what cannot be told from the form
of a name. Everything here is a dictionary or a set made once.
"""

import tomllib
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from analysis import paths

LIST, AGENCIES = (tomllib.loads((paths.codebooks() / f"{name}.toml").read_text(encoding="utf-8")) for name in ("gazetteer", "agencies"))
WORDS, COLLECTIVE = LIST["words"], LIST["collective"]


class Entry(NamedTuple):
    """A form of the list: the name it stands for, its kind (person, group, place) and its use.

    `use` is name, adjective (Ukrainian), people (Ukrainians), seat (a capital: the government where it acts, else a place),
    bloc (the West) or bloc adjective (Western).
    """

    name: str
    kind: str
    use: str


AMBIGUOUS = ("Independent", "Telegraph", "Economist", "Slate", "Daily News", "TIME", "VICE", "Spectator")  # with other meanings


def words(text: str) -> frozenset[str]:
    """Return the words of a list as a set."""
    return frozenset(text.split())


def split(forms: str) -> list[str]:
    """Return the forms that a slash joins."""
    return [form for form in forms.split("/") if form]


def plural(demonym: str) -> str:
    """Return the people of an adjective, empty where the adjective has no plural in s.

    >>> plural("Ukrainian"), plural("Chinese"), plural("French")
    ('Ukrainians', '', '')
    """
    return "" if demonym.endswith(("ese", "sh", "ch", "ss", "men", "man")) else demonym + "s"


def entries() -> dict[str, Entry]:
    """Return printed form -> entry. Of two entries with one form the later wins, a country over a city."""
    out = {}
    for kind in ("cities", "regions"):
        for name in LIST["place"][kind].replace("\n", "").split("|"):
            out[name] = Entry(name, "place", "name")
    for section in ("wire", "newspaper", "broadcaster", "site"):
        for name, forms in AGENCIES[section].items():
            out |= {form: Entry(name.removeprefix("The "), "group", "name") for form in forms if form not in AMBIGUOUS}
    for section, kind, prefix in (("party", "group", ""), ("country", "place", ""), ("bloc", "place", "bloc ")):
        for name, (demonyms, seats, others) in LIST[section].items():
            out |= {form: Entry(name, kind, "seat") for form in split(seats)}
            out |= {form: Entry(name, kind, prefix + "adjective") for form in split(demonyms)}
            out |= {plural(form): Entry(name, kind, "people") for form in split(demonyms)}
            out |= {form: Entry(name, kind, prefix.strip() or "name") for form in [name, *split(others)]}
    for name, forms in LIST["group"].items():
        out |= {form: Entry(name, "group", "name") for form in (name.removeprefix("The "), *forms)}
    out |= {form: Entry(form, "group", "army") for form in LIST["army"]}
    out.pop("", None)
    return {form.upper(): entry for form, entry in out.items() if len(form) > 4} | out


FORMS = entries()
LENGTHS: dict[str, list[int]] = {}  # first word of a form -> the lengths in words of such forms, longest first
for _form in FORMS:
    LENGTHS.setdefault(_form.split(" ", 1)[0], []).append(_form.count(" ") + 1)
LENGTHS = {first: sorted(set(sizes), reverse=True) for first, sizes in LENGTHS.items()}

GIVEN = words(WORDS["given"])
SHORT = {short: group.split()[0] for group in WORDS["short"].replace("\n", "").split("|") for short in group.split()}
SURNAME_FIRST = words(WORDS["surname_first"])
LEADER, BESIDE = words(WORDS["leader"]), words(WORDS["beside"])
ROLE = words(WORDS["role"]) | LEADER
LINKED = ("ed", "held", "led", "run", "style", "era", "wide", "like", "born", "friendly", "only", "owned", "built", "made", "area", "bound")
KIND, START, CALENDAR, OWNERS = (words(WORDS[name]) for name in ("kind", "start", "calendar", "owners"))
ORGANISATION, THING, SAYING = (words(WORDS[name]) for name in ("organisation", "thing", "saying"))
ENDING, BEGINNING, STATES = (words(LIST["place"][name]) for name in ("ending", "beginning", "abbreviated"))
OTHER = ("bare", "vague", "lands", "participles", "adjectival", "adjectives")
CLASSES = {noun: name for name, nouns in COLLECTIVE.items() if name not in OTHER for noun in nouns.split()}
BARE, VAGUE, LANDS, PARTICIPLES, ADJECTIVAL, ADJECTIVES = (words(COLLECTIVE[name]) for name in OTHER)
SUFFIXES = ("ian", "ist", "ive", "ary", "ant", "ical", "ional", "ious", "eering", "backed", "born", "based", "led", "trained", "armed")


@lru_cache(maxsize=1 << 16)
def bare(word: str) -> str:
    """Return `word` with a straight apostrophe and without a possessive ending.

    >>> bare("Kyiv’s"), bare("Netherlands’"), bare("O’Malley")
    ('Kyiv', 'Netherlands', "O'Malley")
    """
    if "’" in word:
        word = word.replace("’", "'")
    return (word[:-2] if word.endswith(("'s", "'S")) else word.removesuffix("'")) if "'" in word else word


def lookup(form: str) -> Entry | None:
    """Return the entry of a printed form, with or without the article and a possessive.

    >>> lookup("the Kremlin’s").name, lookup("North Korean").use, lookup("U.N.").name
    ('Russia', 'adjective', 'United Nations')
    """
    form = bare(form)
    return FORMS.get(form) or FORMS.get(form[4:] if form[:4] in ("the ", "The ") else form)


def adjective(word: str) -> bool:
    """Tell whether a lower-case word can stand before a noun for a group: "engineering troops"."""
    return word in ADJECTIVES or word.endswith(SUFFIXES)


def plain(name: str) -> str:
    """Return a name for comparison: no diacritics, lower case, no marks, no article, initials joined.

    >>> plain("The U.S. Émigré Party’s")
    'us emigre party'
    """
    name = unicodedata.normalize("NFKD", bare(name)).replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace(".", "")
    kept = "".join(c if c.isalnum() else " " for c in name if not unicodedata.combining(c) and c != "'")
    return " ".join(kept.casefold().split()).removeprefix("the ")
