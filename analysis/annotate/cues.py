"""Which words credit somebody with what is said, what may follow them, and what stance they lend to the reporter.

The verbs are a small list of our own (`data/codebooks/cues.toml`), in base forms; this module gives them their
inflections, so that a reader looks a word up once and knows its verb. A cue is more than its word: "called for",
"made clear" and "lashed out" are cues of two words, and `particle` tells how far they reach.
"""

import tomllib
from functools import cache
from typing import NamedTuple

from analysis import paths


class Cue(NamedTuple):
    """A form of a reporting verb: its base form, its ending (`base`, `s`, `ed`, `ing`), stance, what may follow, whether it
    counts only where what is said follows at once (`unsure`), and whether its present forms are as often nouns."""

    verb: str
    ending: str
    stance: str
    takes: frozenset[str]
    unsure: bool
    noun: bool


@cache
def book() -> dict:
    """Return `data/codebooks/cues.toml`."""
    return tomllib.loads((paths.codebooks() / "cues.toml").read_text(encoding="utf-8"))


@cache
def forms() -> dict[str, Cue]:
    """Return every form of every verb, lower case.

    >>> forms()["denying"].verb, forms()["denying"].stance, forms()["told"].ending
    ('deny', 'doubting', 'ed')
    """
    verbs, out = {}, {}
    for stance, tables in book()["verbs"].items():
        for takes, words in tables.items():
            for verb in words.split():
                verbs.setdefault(verb, (stance, set()))[1].add(takes)
    for verb in book()["particles"]:
        if verb != "only":
            verbs.setdefault(verb, ("neutral", set()))[1].add("particle")
    unsure, nouns = frozenset(book()["unsure"]["words"].split()), frozenset(book()["nouns"]["words"].split())
    for verb, (stance, takes) in verbs.items():
        for form, ending in inflected(verb):
            out.setdefault(form, Cue(verb, ending, stance, frozenset(takes), verb in unsure, verb in nouns))
    return out


def inflected(verb: str) -> list[tuple[str, str]]:
    """Return (form, ending) of a verb by the spelling rules of English, with its irregular forms.

    >>> [form for form, _ in inflected("deny")]
    ['deny', 'denies', 'denied', 'denying']
    """
    consonant_y = verb.endswith("y") and verb[-2] not in "aeiou"
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "ye")) else verb
    s = verb[:-1] + "ies" if consonant_y else verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    ed = verb[:-1] + "ied" if consonant_y else verb + "d" if verb.endswith("e") else verb + "ed"
    own = book()["irregular"].get(verb, [])
    past = [form for form in own if not form.endswith("ing")] or [ed]
    ing = [form for form in own if form.endswith("ing")] or [stem + "ing"]
    return [(verb, "base"), (s, "s"), *((f, "s" if f.endswith("oes") else "ed") for f in past), *((f, "ing") for f in ing)]


@cache
def particles() -> dict[str, list[list[str]]]:
    """Return for each verb the particles it may come with, longest first, each as its words."""
    rows = {
        verb: [p.split() for p in sorted(found, key=len, reverse=True)] for verb, found in book()["particles"].items() if verb != "only"
    }
    return rows


def particle(verb: str, following: list[str]) -> int | None:
    """Return how many of the `following` words belong to the cue; None when the verb needs a particle and has none.

    >>> particle("call", ["for", "talks"]), particle("say", ["for"]), particle("set", ["the", "table"])
    (1, 0, None)
    """
    for words in particles().get(verb, ()):
        if following[: len(words)] == words:
            return len(words)
    return None if verb in book()["particles"]["only"] else 0
