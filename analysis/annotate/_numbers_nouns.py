"""What a number counts: the noun phrase behind it, and the head of that phrase.

"8,000 North Korean troops" counts troops. Without a tagger, the head is the first plural behind the number, as far as no
function word, verb or mark ends the phrase: English marks the plural, and a number above one demands it. Behind "one" the
phrase runs to where a function word ends it. The word lists are in `data/codebooks/numbers.toml`.
"""

import re
import tomllib
from typing import NamedTuple

from analysis import paths

LIST = tomllib.loads((paths.codebooks() / "numbers.toml").read_text(encoding="utf-8"))
STOPS = frozenset(LIST["stops"]["words"]) | {m for m in LIST["months"] if len(m) > 4}
PLURAL, NO_PLURAL, ONE, MODIFIERS = (frozenset(LIST["nouns"][k]) for k in ("plural", "no_plural", "one", "modifiers"))
WORD = re.compile(r"[ \u00a0\n]([^\W\d_]+(?:['’.&-][^\W_]+)*)")
LEAD = re.compile(
    r"(?:\sof)?(?:\s(?:the|these|those|its|his|her|their|our|all|my|your|some))?(?:\s(?:more|additional|further|other)(?=\s[^\W\d_]))?"
)
ADJECTIVES = frozenset(LIST["nouns"]["adjectives"])
CLOSING = "”’\"'»"
FURTHEST = 6  # words between the number and its noun


class Phrase(NamedTuple):
    """The noun phrase behind a number: head (`counted`, lower case), the words up to it as printed, and where they stand."""

    counted: str = ""
    text: str = ""
    start: int = 0
    end: int = 0
    distance: int = 0  # words up to and with the head


NOTHING = Phrase()


def is_plural(word: str) -> bool:
    """Say whether a lower-case word looks like a plural noun.

    >>> is_plural("troops"), is_plural("women"), is_plural("famous"), is_plural("korea's")
    (True, True, False, False)
    """
    if word in PLURAL:
        return True
    return word.endswith("s") and len(word) > 2 and not word.endswith(("ss", "us", "'s", "’s")) and word not in NO_PLURAL


def counted(body: str, low: str, place: int, *, single: bool = False) -> Phrase:
    """Return the noun phrase behind the number that ends at `place`; empty where there is none.

    `single` is for "one" and "zero", whose noun need be no plural; `low` is `body` in lower case.

    >>> text = "three North Korean generals who"
    >>> counted(text, text.lower(), 5)[:2]
    ('generals', 'North Korean generals')
    """
    place += low[place : place + 1] in CLOSING and low[place : place + 1] != ""  # “zero” response
    begin = LEAD.match(low, place).end()
    spans = run(low, begin)
    if not spans:
        return NOTHING
    if single:  # "one advantage Smith has"
        name = next((i for i in range(1, len(spans)) if body[spans[i][0]].isupper() and body[spans[i - 1][0]].islower()), len(spans))
        spans = spans if name == 1 and low[slice(*spans[0])] in ADJECTIVES else spans[:name]
    words = [low[a:b] for a, b in spans]
    last = end_of_single(words) if single else end_of_plural(words)
    if last is None:
        return NOTHING
    return Phrase(words[last], body[spans[0][0] : spans[last][1]], spans[0][0], spans[last][1], last + 1)


def run(low: str, place: int) -> list[tuple[int, int]]:
    """Return the spans of the words from `place` on, up to the first word or mark that ends a noun phrase."""
    spans: list[tuple[int, int]] = []
    while len(spans) <= FURTHEST and (word := WORD.match(low, place)) and (word[1] not in STOPS or spans and word[1] == "and"):
        spans.append(word.span(1))
        place = word.end()
    return spans


def end_of_plural(words: list[str]) -> int | None:
    """Return the index of the head: the first plural, or the one it modifies ("sales representatives")."""
    first = next((i for i, word in enumerate(words) if is_plural(word)), None)
    while first is not None and first + 1 < len(words) and words[first] in MODIFIERS and is_plural(words[first + 1]):
        first += 1
    return first


def end_of_single(words: list[str]) -> int | None:
    """Return the index of the head behind "one": a common singular noun, or the last word before a participle."""
    words = words[: words.index("and")] if "and" in words else words
    if is_plural(words[0]) and words[0] not in MODIFIERS:  # "whatever one makes of it"
        return None
    if len(words) == 1 and len(words[0]) > 4 and words[0].endswith("ed"):  # "a suit like the one filed by"
        return None
    for i, word in enumerate(words[:4]):
        if word in ONE:
            return i
        if i and word.endswith(("ed", "ing", "ly")):
            return i - 1
    return min(len(words), 3) - 1
