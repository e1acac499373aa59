"""Tell whether a word that can be a cue is used as a verb of saying: "the mayor calls", but not "phone calls".

English marks little: "plans", "claims" and "reports" are nouns as often as verbs, "proposed" and "called" stand in front
of nouns. The words beside it decide: what agrees with a subject, what follows a determiner, what is passive. A cue that is
unsure (`cues.toml`) counts only where what is said follows at once.
"""

from typing import NamedTuple

from analysis.annotate.cues import Cue, forms, particle
from analysis.annotate.subjects import Phrase, group
from analysis.annotate.words import (
    BE,
    BREAK,
    CLAUSE,
    DASH,
    DETERMINER,
    PERSONAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    TIME,
    VENUE,
    Words,
)  # fmt: skip

PLURAL = frozenset("people police i we you they who that others many some most men women and".split())
GERUND_LEAD = frozenset(("and", "by", "in", "before", "after", "while", "without", "but", "or"))
NOUN_GOES_ON = frozenset("of . , and or are were from by about as against in on to".split())  # behind what is a noun


class Verb(NamedTuple):
    """A cue that is used as a verb: indices of the group's first word, of the verb, of the first word behind the cue."""

    first: int
    at: int
    after: int
    cue: Cue

    @property
    def takes(self) -> frozenset[str]:
        """Return what may follow the verb."""
        return self.cue.takes


def verbal(w: Words, i: int, cue: Cue) -> Verb | None:
    """Return the cue at `i` as a verb, or None where it is a noun, a participle in front of a noun, or no word of speech."""
    extent = particle(cue.verb, w.low[i + 1 : i + 5])
    if extent is None:
        return None
    verb = Verb(group(w, i), i, i + 1 + extent, cue)
    if cue.ending == "ing":
        return verb if participle(w, verb) else None
    prev = w.at(verb.first - 1)
    if prev in DETERMINER and prev not in PRONOUN or prev in ("of", "’") or prev.endswith(POSSESSIVE):
        return None
    if verb.first == i and (bare(w, verb, prev) or cue.ending in ("base", "s") and not agrees(w, i, cue)):
        return None
    if (
        passive(w, verb)
        or verb.first == 0
        and cue.ending == "ed"
        and not (i == 0 and w.name(1))
        or i > 0
        and w.name(i)
        and not title_case(w)
    ):
        return None
    return None if cue.unsure and not followed(w, verb) else verb


def bare(w: Words, verb: Verb, prev: str) -> bool:
    """Tell whether a form without auxiliary stands where only a noun or a participle can."""
    return prev in PREPOSITION and prev not in ("since", "after", "before")


def passive(w: Words, verb: Verb) -> bool:
    """Tell whether a past form is passive, or a participle with what did it: nobody in front of it speaks."""
    return verb.cue.ending == "ed" and (w.at(verb.after) == "by" or any(t in BE for t in w.low[verb.first : verb.at]))


def participle(w: Words, verb: Verb) -> bool:
    """Tell whether an ing-form tells what the subject says: "is calling for", ", saying that", "a statement urging"."""
    prev, nxt = w.at(verb.first - 1), w.at(verb.after)
    progressive = any(t in BE for t in w.low[verb.first : verb.at])
    quoting = w.hidden(verb.after) or w.hidden(verb.after + 1)
    if verb.cue.unsure and not (progressive or quoting or nxt in ("that", ":")):
        return False
    beside = prev in (",", "") or prev in DASH or prev in GERUND_LEAD or prev in VENUE or prev in TIME
    return (progressive or beside or w.hidden(verb.first - 1) or w.name(verb.first - 1)) and (nxt not in (".", ",", "") or quoting)


def followed(w: Words, verb: Verb) -> bool:
    """Tell whether what is said follows an unsure cue at once, or a quotation stands in front of it."""
    nxt = w.at(verb.after)
    if "clause" in verb.takes and any(k < verb.at and w.leads(k) for k in w.quoted):
        return True
    clause = (nxt in CLAUSE or w.name(verb.after)) and verb.cue.ending != "base"
    return nxt == "that" or w.hidden(verb.after) or w.hidden(verb.after + 1) or clause


def title_case(w: Words) -> bool:
    """Tell whether most words are printed with a capital, as in a headline."""
    letters = [t for t in w.text if t[0].isalpha()]
    return 2 * sum(t[0].isupper() for t in letters) > 1.2 * len(letters)


def agrees(w: Words, i: int, cue: Cue) -> bool:
    """Tell whether the word in front of a present form can be its subject, so that "the plan calls" is read, "phone calls" is not."""
    prev, nxt = w.at(i - 1), w.at(i + 1)
    opened = nxt in CLAUSE or w.hidden(i + 1)
    if prev in (",", ")") or w.hidden(i - 1):
        return not cue.noun or opened or w.name(i + 1) or nxt in ("for", ".")
    if not prev or prev in BREAK:
        return i == 0 and cue.ending == "s" and w.name(1)
    subject = w.name(i - 1) or prev in PERSONAL or prev in RELATIVE or nxt == "that"
    opened = w.hidden(i + 1) or opened and w.at(i - 2) in ("the", "this", "its", "a")
    if cue.noun and (nxt in NOUN_GOES_ON and prev not in PERSONAL or not (subject or opened or nxt == "for")):
        return False
    if cue.ending == "base":
        return prev.endswith("s") or prev in PLURAL or "and" in w.low[max(0, i - 4) : i] or cue.verb == "say"
    return prev in RELATIVE or w.name(i - 1) or not prev.endswith("s")


def cluttered(w: Words, source: Phrase, verb: Verb) -> bool:
    """Tell whether the words in front of a past form hold a verb of their own, as in "slammed the loophole called"."""
    if verb.cue.ending != "ed" or verb.first != verb.at or source[1] != verb.first - 1:
        return False
    known, inner = forms(), w.low[source[0] + 1 : source[1]]
    if any(t in RELATIVE for t in inner):
        return False
    return (
        any(t in known and known[t].ending == "ed" and not known[t].unsure for t in inner) or w.low[source[0]] in PERSONAL and bool(inner)
    )
