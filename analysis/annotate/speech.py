"""Find who says, thinks or demands what: a cue, its source and its content, sentence by sentence.

Quotations are hidden first, so that the words in them are neither cues nor sources. Each cue is then read with what
stands around it: the subject in front of it or behind it, and as content either what follows (that-clause, bare clause,
object) or what it interrupts ("The bridge, she said, was safe").
"""

from functools import cache
from typing import NamedTuple

from analysis.annotate.contents import Span, around, clause_start, extent, following, interrupts, last_word, skip, span
from analysis.annotate.cues import Cue, book, forms
from analysis.annotate.subjects import Phrase, before, behind, main
from analysis.annotate.verbs import Verb, cluttered, verbal
from analysis.annotate.words import AUXILIARY, BE, BREAK, CLAUSE, DASH, DETERMINER, MODAL, POSSESSIVE, PREPOSITION, STOP, TIME, Words

OWN = frozenset(("his", "her", "their"))
OWNER = (*POSSESSIVE, "s'", "s’")


class Statement(NamedTuple):
    """One act of saying: index spans of source and cue in the words of a sentence, and the content as offsets into the body.

    `weak` when nothing need have been said: a wish, a belief, or what somebody should or would say.
    """

    source: Phrase | None
    cue: Phrase
    stance: str
    content: list[Span]
    weak: bool = False


@cache
def vocabulary() -> tuple[dict[str, Cue], frozenset[str], frozenset[str]]:
    """Return the forms of the verbs, the nouns for somebody's word in singular and plural, and all words that can begin a statement."""
    words = book()["nouns"]["said"].split()
    nouns = frozenset((*words, *(word + "s" for word in words)))
    return forms(), nouns, frozenset((*forms(), *nouns, "according"))


def statements(w: Words) -> list[Statement]:
    """Return the statements of a sentence in the order of their cues."""
    known, nouns, every = vocabulary()
    verbs, out = [], []
    for i in [i for i, low in enumerate(w.low) if low in every]:
        low = w.low[i]
        if low == "according" and w.at(i + 1) == "to":
            out.append(accorded(w, i))
        elif low in nouns and w.at(i + 1) == "that" and (noun := possessed(w, i)):
            out.append(noun)
        elif low in known and (verb := verbal(w, i, known[low])):
            verbs.append(verb)
    shared: Phrase | None = None
    for verb, then in zip(verbs, [*verbs[1:], None], strict=False):
        if statement := read(w, verb, then, shared):
            shared = statement.source or shared
            out.append(statement)
    return sorted(out, key=lambda s: s.cue)


def read(w: Words, verb: Verb, then: Verb | None, shared: Phrase | None) -> Statement | None:
    """Return the statement of one verb; `then` is the next verb, `shared` the source of the statement before it in the sentence."""
    inverted = turned(w, verb)
    source = behind(w, verb.at) if inverted else subject(w, verb, shared)
    begin = source[1] + 1 if inverted and source else verb.after
    at = skip(w, begin, verb.cue)
    if inverted or source and interrupts(w, verb, source, at):
        content = around(w, verb.first if inverted else source[0], begin)
    else:
        content = following(w, verb, at, then)
    if not content or not source and not w.quoted or source and not inverted and cluttered(w, source, verb):
        return None
    weak = verb.cue.unsure or not verb.takes - {"attitude", "purpose"} or any(t in MODAL for t in w.low[verb.first : verb.at])
    return Statement(source, (verb.first, verb.after - 1), verb.cue.stance, content, weak)


def subject(w: Words, verb: Verb, shared: Phrase | None) -> Phrase | None:
    """Return the source in front of the verb; an infinitive, a participle or a second verb has that of the first."""
    lone = verb.cue.ending == "ing" and not any(t in BE for t in w.low[verb.first : verb.at])
    if lone and verb.first == verb.at and w.name(verb.at - 1) and w.at(verb.at - 1) not in TIME:
        return before(w, verb.first) or shared
    if lone or "to" in w.low[verb.first : verb.at] or w.at(verb.first - 1) in ("and", "or", "but", "then"):
        return shared or main(w)
    return before(w, verb.first) or shared


def turned(w: Words, verb: Verb) -> bool:
    """Tell whether the source follows the verb: "..., said Ada Brandt"."""
    i = verb.at
    if verb.first != i or verb.cue.ending == "ing" or not verb.takes & {"clause", "hearer"} or verb.after != i + 1 or not noun(w, i + 1):
        return False
    if i == 0 or w.hidden(i - 1) or w.hidden(i - 2) and (w.at(i - 1) == "," or w.at(i - 1) in DASH):
        return True
    if w.at(i - 1) != "," or "hearer" in verb.takes:
        return False
    found = behind(w, i)
    return bool(found) and w.at(found[1] + 1) in (".", ",", "") and AUXILIARY.isdisjoint(w.low[found[0] : found[1] + 1])


def noun(w: Words, i: int) -> bool:
    """Tell whether a source can begin at `i`."""
    low = w.at(i)
    if w.hidden(i) or low in TIME:
        return False
    return w.name(i) or low in DETERMINER or low[:1].isalnum() and low not in PREPOSITION and low not in CLAUSE and not low.endswith("ly")


def accorded(w: Words, i: int) -> Statement:
    """Return the statement of "according to SOURCE": what stands before it, or behind it when it comes first."""
    end, last = i + 2, last_word(w, len(w.low) - 1)
    while end < len(w.low) and w.low[end] not in STOP and w.low[end] not in DASH and not w.hidden(end):
        end += 1
    source = (i + 2, end - 1) if end > i + 2 else None
    opening = clause_start(w, i)
    if i - opening < 2:
        return Statement(source, (i, i + 1), "neutral", span(w, end + 1, last))
    content = span(w, opening, last_word(w, i - 1))
    if w.at(end) == "," and w.at(i - 1) == "," and w.at(end + 1) not in ("which", "who", "and", "but", "a", "the", ""):
        content += span(w, end + 1, last)
    return Statement(source, (i, i + 1), "neutral", content)


def possessed(w: Words, i: int) -> Statement | None:
    """Return the statement of "Ada Brandt's claim that ...", where the noun stands at `i`."""
    owner = next(
        (k for k in range(i - 1, max(-1, i - 5), -1) if w.low[k] in OWN or w.low[k].endswith(OWNER) or w.low[k] in ("'", "’")), None
    )
    if owner is None:
        return None
    start = owner
    if w.name(owner):
        while start > 0 and w.name(start - 1) and w.low[start - 1] not in PREPOSITION:
            start -= 1
    else:
        while start > max(0, owner - 4) and w.low[start] not in DETERMINER and w.low[start - 1] not in BREAK:
            start -= 1
    return Statement((start, owner), (i, i), "neutral", span(w, i + 1, extent(w, i + 1)))
