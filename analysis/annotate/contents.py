"""Find what is said: behind a cue, or on both sides of an attribution that interrupts it.

Behind a cue stand first the hearer ("told reporters"), the time and the place ("on Monday", "in a statement"), then the
content: a that-clause, a bare clause, an object. It ends with the sentence, or where the next statement, a contrast or an
opening clause ends it. Spans are offsets into the body.
"""

from bisect import bisect_left

from analysis.annotate.cues import Cue, forms
from analysis.annotate.subjects import Phrase, before
from analysis.annotate.verbs import GERUND_LEAD, Verb
from analysis.annotate.words import CONTRAST, DASH, DETERMINER, OPENING, POSSESSIVE, PREPOSITION, STOP, TIME, VENUE, Words

Span = tuple[int, int]

SPEECH = frozenset(("clause", "hearer"))
LEADING = frozenset(("but", "and", "yet", "still", ",", "meanwhile", "however", "-", "—", "--", "*", "•"))
TRAILING = frozenset((".", ",", ";", ":", "but", "and", "while", "—", "--"))
ASIDE = frozenset("who which a an the as when while although referring according".split())  # behind an attribution: about the speaker


def span(w: Words, first: int, last: int) -> list[Span]:
    """Return the offsets of the words from `first` to `last` as a list: empty where there are none."""
    return [(w.start[first], w.end[last])] if 0 <= first <= last < len(w.low) else []


def following(w: Words, verb: Verb, at: int, then: Verb | None) -> list[Span]:
    """Return the content that begins at `at` behind a cue; `then` is the next verb of saying in the sentence."""
    stop = extent(w, at)
    commas = [k for k in range(at + 1, stop) if w.low[k] == ","]
    opening = w.low[0] in OPENING and "," not in w.low[: verb.first] or verb.cue.ending == "ing" and verb.first == 0
    if commas and opening:
        return span(w, at, commas[0] - 1)
    if then and then.cue.ending != "ing" and then.first > at and (found := before(w, then.first, at)):
        front = w.at(found[0] - 1)
        if front in ("and", "but") and w.at(found[0] - 2) == "," and found[0] - 3 >= at:
            stop = min(stop, found[0] - 3)
        elif front == "," and found[0] - 2 >= at and verb.cue.ending == "ing" and w.at(verb.first - 1) in GERUND_LEAD:
            stop = min(stop, found[0] - 2)
    if not verb.takes & SPEECH:
        stop = next((k - 1 for k in commas if k < stop and w.at(k + 1).endswith("ing") and w.at(k + 1) != "including"), stop)
    return span(w, at, stop)


def extent(w: Words, at: int) -> int:
    """Return the last word of a content that begins at `at`: up to a contrast, a participle of saying, a semicolon, or the end."""
    known = forms()
    for k in w.pauses[bisect_left(w.pauses, at) :]:
        if w.low[k] == ";":
            return last_word(w, k)
        if k in w.quoted and w.at(k + 1) != ",":
            continue
        nxt = w.at(k + 2) if k in w.quoted else w.at(k + 1)
        if nxt in CONTRAST or nxt in known and known[nxt].ending == "ing":
            return last_word(w, k)
    return last_word(w, len(w.low) - 1)


def last_word(w: Words, i: int) -> int:
    """Return the last index up to `i` that is not a stop, a comma or a conjunction."""
    while i > 0 and w.low[i] in TRAILING:
        i -= 1
    return i


def clause_start(w: Words, i: int) -> int:
    """Return the index of the first word of the clause that runs up to `i`: behind the last semicolon and opening conjunctions."""
    k = i
    while k > 0 and w.low[k - 1] != ";":
        k -= 1
    while k < i and w.low[k] in LEADING:
        k += 1
    return k


def skip(w: Words, i: int, cue: Cue) -> int:
    """Return the index where the content begins: behind the hearer, the time and the place of saying."""
    if "hearer" in cue.takes and not w.hidden(i) and w.at(i) not in ("that", ",", ":"):
        i = hearer(w, i)
    for _ in range(4):
        t = w.at(i)
        if t == ":" or t == "," and w.hidden(i + 1):
            return i + 1
        if t == "on" and w.at(i + 1) in TIME:
            i += 2
        elif when(w, i):
            i += 1
        elif t in PREPOSITION and t not in ("of", "as"):
            j = place(w, i)
            if j is None or w.at(j) == "that" or w.hidden(j):
                return i if j is None else j
            i = j
        else:
            return i
    return i


def when(w: Words, i: int) -> bool:
    """Tell whether word `i` belongs to a time or manner of saying, not to what is said."""
    t, nxt = w.at(i), w.at(i + 1)
    if t in ("last", "this"):
        return nxt in TIME
    return t in TIME and t not in ("may", "there", "here") or t.endswith("ly") and nxt == "that"


def place(w: Words, i: int) -> int | None:
    """Return the index behind the prepositional phrase at `i` in front of what is said; None where it belongs to what is said."""
    ahead = range(i, min(len(w.low), i + 14))
    that = next((k for k in ahead if w.low[k] in ("that", ":", ",") or w.hidden(k)), None)
    if that is not None and w.low[that] != ",":
        return that + (w.low[that] == ":")
    venue = next((k for k in ahead[:6] if w.low[k] in VENUE), None)
    return None if venue is None else venue + 1


def hearer(w: Words, i: int) -> int:
    """Return the index behind the hearer that begins at `i`."""
    known = ("that", "to", ",", ":", "if", "whether", "how", "not", "about")
    for k in range(i, min(len(w.low), i + 12)):
        if w.low[k] in known or w.hidden(k):
            return k
    k = i
    while k < len(w.low) and (w.low[k] in DETERMINER or w.name(k) and not w.name(i - 1) or w.low[k] in POSSESSIVE):
        k += 1
    return k if w.name(k - 1) and k > i else k + 1


def interrupts(w: Words, verb: Verb, source: Phrase, at: int) -> bool:
    """Tell whether an attribution with its source in front stands behind or within what is said; `at` is where a content would begin."""
    if verb.cue.ending == "ing" or not verb.takes & {"clause", "hearer", "attitude"}:
        return False
    lead, nxt = source[0] - 1, w.at(at)
    if lead < 0 or not (w.low[lead] == "," or w.low[lead] in DASH or w.hidden(lead)):
        return False
    if w.leads(lead):
        return True
    ends = nxt in STOP - {":"} or nxt in ("", ")", "—", "--") or at > verb.after and not w.hidden(at) and nxt != "that"
    if w.hidden(lead):
        return ends or nxt != "that"
    if w.hidden(lead - 1):
        return not (w.hidden(at) and w.low[lead] != ",") and (ends or nxt in PREPOSITION)
    return ends


def around(w: Words, edge: int, begin: int) -> list[Span]:
    """Return what stands before an attribution that begins at `edge`, and what goes on behind it from `begin`."""
    out = span(w, clause_start(w, edge), last_word(w, edge - 1)) if edge > 0 else []
    k = begin
    while k < len(w.low) and w.low[k] not in STOP and not w.hidden(k):
        k += 1
    more = k + 1 if w.at(k) in (",", ":") else k
    nxt = w.at(more)
    plain = w.at(k) == "," and w.at(edge - 1) == "," and not w.hidden(edge - 2)
    if w.hidden(more) or plain and nxt not in GERUND_LEAD and nxt not in ASIDE and not nxt.endswith("ing"):
        out += span(w, more, extent(w, more))
    return out
