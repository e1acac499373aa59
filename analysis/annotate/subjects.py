"""Find the noun phrase that does the saying, without a parser.

A subject in front of a reporting verb ends where the verb group begins and reaches back to the last word that opens a
clause ("because", "that", a semicolon, the end of a quotation). Commas need care: in "Ada Brandt, a lawyer in Kelm, said"
the last stretch is an apposition and the subject lies before it; in "On Friday, Ada Brandt said" the first is an adjunct.
All functions take and return indices of words; a phrase is (first, last).
"""

from analysis.annotate.cues import forms
from analysis.annotate.words import (
    ADVERB,
    AUXILIARY,
    BREAK,
    DASH,
    DETERMINER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATE,
    TIME,
    Words,
)  # fmt: skip

Phrase = tuple[int, int]

CLITIC = frozenset(("’ve", "'ve", "’d", "'d", "’ll", "'ll"))
JOINING = frozenset(("and", "or", "as", "after", "before", "since", "like"))  # between two nouns, or between two clauses
BEHIND = frozenset("in on at during to from about with via told said".split()) | TIME  # what ends a subject that follows its verb
LATER = frozenset("who which when as after while".split())
NAMES = frozenset(("may", "will"))  # auxiliaries that with a capital are names
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
APPOSITIONS = 6  # commas that are looked back over


def group(w: Words, verb: int) -> int:
    """Return where the verb group begins that ends with word `verb`: its auxiliaries and adverbs belong to it."""
    i = verb
    while i > 0 and grouped(w, i - 1):
        i -= 1
    return i


def grouped(w: Words, i: int) -> bool:
    """Tell whether word `i` can belong to a verb group."""
    low = w.low[i]
    if low in NAMES and w.name(i):
        return False
    return low in AUXILIARY or low in ADVERB or low == "to" or low in CLITIC or low.endswith("ly") and not w.name(i)


def before(w: Words, verb: int, first: int = 0) -> Phrase | None:
    """Return the subject in front of the verb group that begins at `verb`, not before `first`; None if there is none."""
    i = timeless(w, verb - 1, first)
    if i < first or w.hidden(i):
        return None
    if w.low[i] in PRONOUN:
        return (i, i)
    if w.low[i] in RELATIVE:
        return antecedent(w, i, first)
    return bounded(w, i, first)


def timeless(w: Words, last: int, first: int) -> int:
    """Return the last word of a subject that ends at `last`, less the time that stands behind it: "Ada Brandt late on Sunday said"."""
    i = last
    while i > first and (timed(w, i) or i < last and w.low[i] in ("on", "in")):
        i -= 1
    return last if i <= first and timed(w, first) else i


def timed(w: Words, i: int) -> bool:
    """Tell whether word `i` is one of time, and not the end of a name ("Theresa May", "Kelm Today")."""
    return w.low[i] in TIME and (w.low[i] in WEEKDAYS or not (w.name(i) and w.name(i - 1)))


def bounded(w: Words, i: int, first: int) -> Phrase | None:
    """Return the phrase that ends at `i`, which may be the mark that closes an apposition."""
    if w.low[i] == ")":
        return bracketed(w, i, first)
    return apposed(w, i - 1, first) if w.low[i] == "," or w.low[i] in DASH else phrase(w, i, first)


def antecedent(w: Words, i: int, first: int) -> Phrase:
    """Return what the relative pronoun at `i` stands for, or itself."""
    j = i - 2 if w.at(i - 1) == "," else i - 1
    found = None if j < first or w.hidden(j) else bracketed(w, j, first) if w.low[j] == ")" else phrase(w, j, first)
    if found and (w.low[i] != "that" or w.name(found[1]) or w.low[found[0]] in DETERMINER):
        return narrowed(w, found)
    return (i, i)


def narrowed(w: Words, found: Phrase) -> Phrase:
    """Return the name at the end of a phrase, where it has one: "met with Ada Brandt" loses its verb."""
    a, b = found
    if not w.name(b) or w.low[a] in DETERMINER:
        return found
    start = b
    while start > a and (w.name(start - 1) or w.low[start - 1] in ("of", "and", "the", "for") and start - 1 > a):
        start -= 1
    return (start, b)


def phrase(w: Words, last: int, first: int) -> Phrase | None:
    """Return the noun phrase that ends with word `last`: back to the last break, less what does not belong to it.

    Where a verb of a relative clause is what closes it ("a man who did not want to be named"), the phrase is what that clause describes.
    """
    i = last
    while i > first and not closes(w, i - 1, first):
        i -= 1
    if i > first and w.low[i - 1] in AUXILIARY and (pronoun := describing(w, i - 1, first)):
        return antecedent(w, pronoun, first)
    return trimmed(w, i, last)


def describing(w: Words, i: int, first: int) -> int | None:
    """Return where the relative clause begins that holds the verb at `i`; None if it stands in none."""
    while i > first and w.low[i] not in BREAK and not w.hidden(i) and w.low[i] not in SUBORDINATE:
        if w.low[i] in ("who", "which"):
            return i
        i -= 1
    return None


def closes(w: Words, i: int, first: int) -> bool:
    """Tell whether a noun phrase cannot reach back over word `i`."""
    low = w.low[i]
    return low in BREAK or w.hidden(i) or low in AUXILIARY and low not in POSSESSIVE or low in SUBORDINATE and opens(w, i, first)


def opens(w: Words, i: int, first: int) -> bool:
    """Tell whether the conjunction at `i` opens a clause; "and", "or" and "as" do so only behind a verb, not between two nouns."""
    if w.low[i] not in JOINING or i == first:
        return True
    back = w.low[max(first, i - 12) : i]
    return any(t in AUXILIARY or t in PRONOUN or t.endswith("ed") for t in back)


def trimmed(w: Words, i: int, last: int) -> Phrase | None:
    """Return (i, last) less the conjunctions, times and the adjunct in front; None if nothing remains."""
    while i <= last and loose(w, i, last):
        i += 1
    if i > last:
        return None
    if w.low[i] not in PREPOSITION:
        return (i, last)
    if w.low[last] in PRONOUN:
        return (last, last)
    for k in range(i + 1, last):
        following = w.low[k + 1]
        if w.low[k] in TIME and following not in TIME and (w.name(k + 1) or following in DETERMINER):
            return (k + 1, last)
    names = last
    while names > i and w.name(names - 1):
        names -= 1
    return (names, last) if w.name(last) and names > i + 1 else None


def loose(w: Words, i: int, last: int) -> bool:
    """Tell whether word `i` in front of a phrase is no part of it: a conjunction, an adverb, a time that is no name."""
    low = w.low[i]
    named = w.name(i) and w.name(i + 1) and i == last - 1
    return low in SUBORDINATE or low in TIME and low != "this" and not named or low in ADVERB and low not in ("both", "all")


def bracketed(w: Words, closing: int, first: int) -> Phrase | None:
    """Return the phrase in front of the bracket that ends at `closing`: "Karl Ost (R-Kelm)"."""
    end = closing - 1
    while end > first and w.low[end] != "(":
        end -= 1
    end -= 1
    if end < first:
        return None
    return apposed(w, end - 1, first) if w.low[end] == "," else phrase(w, end, first)


def apposed(w: Words, end: int, first: int) -> Phrase | None:
    """Return the subject of a verb behind a comma: the phrase in front of its appositions and relative clauses, which end at `end`."""
    for _ in range(APPOSITIONS):
        if end < first or w.hidden(end):
            return None
        start = stretch(w, end, first)
        if start == first or w.hidden(start - 1) or w.low[start - 1] in (";", ":") or w.low[start] in ("and", "or", "but") and w.name(end):
            return phrase(w, end, start)
        back = w.low[start - 2] if start - 2 >= first else ""
        if w.name(start - 2) or back in (")", ".") or not modifier(w, start):
            return fronted(w, start, first) or phrase(w, end, start)
        end = start - 2
    return None


def stretch(w: Words, end: int, first: int) -> int:
    """Return where the stretch between commas begins that ends at `end`."""
    start = end
    while start > first and w.low[start - 1] not in (",", ";", ":") and w.low[start - 1] not in DASH and not w.hidden(start - 1):
        start -= 1
    return start


def fronted(w: Words, start: int, first: int) -> Phrase | None:
    """Return the phrase in front of an apposition that begins at `start`, or in front of the apposition before it; None for an adjunct."""
    head = bounded(w, start - 2, first) if w.at(start - 2) == ")" else phrase(w, start - 2, first)
    if head and (w.low[head[0]] in DETERMINER or w.low[head[0]].endswith(POSSESSIVE)) and w.at(head[0] - 1) == ",":
        further = phrase(w, head[0] - 2, first) if w.name(head[0] - 2) and head[0] - 2 >= first else None
        head = further if further and not adjunct(w, further[0], first) else head
    return head if head and not adjunct(w, head[0], first) else None


def modifier(w: Words, i: int) -> bool:
    """Tell whether what begins at `i` can follow a noun between commas."""
    low = w.low[i]
    return low in DETERMINER or low in RELATIVE or low in PREPOSITION or low.endswith(("ed", "ing")) or low[0].isdigit()


def adjunct(w: Words, i: int, first: int) -> bool:
    """Tell whether the stretch that holds word `i` opens with a preposition, a conjunction, a time or a participle."""
    while i > first and w.low[i - 1] not in BREAK and not w.hidden(i - 1):
        i -= 1
    low = w.low[i]
    named = w.name(i) and w.name(i + 1)
    participle = low.endswith(("ing", "ed")) and not (named and low not in forms())
    adverb = low.endswith("ly") and not w.name(i + 1)
    return (
        low in PREPOSITION
        or low in TIME
        or adverb
        or participle
        or low in ("when", "while", "if", "although", "though", "because", "asked")
    )


def behind(w: Words, verb: int) -> Phrase | None:
    """Return the subject that follows its verb, as in "said Ada Brandt, who ...": up to the next break or preposition of place."""
    i = j = verb + 1
    while j < len(w.low) and w.low[j] not in BREAK and not w.hidden(j) and w.low[j] not in LATER:
        if j > i and w.low[j] in BEHIND or w.low[j] == "for" and w.name(j - 1):
            break
        j += 1
    return (i, j - 1) if j > i else None


def main(w: Words) -> Phrase | None:
    """Return the subject of the sentence: its first pronoun or noun phrase that is no adjunct."""
    i, n = 0, len(w.low)
    while i < n and (w.low[i] in SUBORDINATE or w.low[i] in ADVERB or w.low[i] in BREAK or w.low[i] == "-"):
        i += 1
    while i < n and (w.low[i] in SUBORDINATE or adjunct(w, i, i)):
        if w.low[i] not in ("and", "but", "or"):
            i = next((k for k in range(i, n) if w.low[k] == "," or w.hidden(k)), n)
        i += 1
    if i >= n or w.hidden(i):
        return None
    return (i, i) if w.low[i] in PRONOUN else (i, named(w, i) if w.name(i) else common(w, i))


def named(w: Words, i: int) -> int:
    """Return the last word of the name that begins at `i`."""
    while w.name(i + 1) or w.at(i + 1) in (*POSSESSIVE, "of", "the", ".", "and") and w.name(i) and w.name(i + 2):
        i += 1
    return i


def common(w: Words, i: int) -> int:
    """Return the last word of the phrase of common nouns that begins at `i`: four words at most, up to what may be a verb."""
    j = named(w, i)
    while j == i or j < i + 4:
        low = w.at(j + 1)
        if not low or low in BREAK or low in AUXILIARY or low in PREPOSITION or low in RELATIVE or low.endswith("ed") or w.hidden(j + 1):
            break
        j += 1
    return j
