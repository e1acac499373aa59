"""Find who says, thinks or demands what: a cue, its source and its content, sentence by sentence.

Quotations are hidden first, so that the words in them are neither cues nor sources. Each cue is then read with what
stands around it: the subject in front of it or behind it, and as content either what follows (that-clause, bare clause,
object) or what it interrupts ("The bridge, she said, was safe").
"""

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from analysis.annotate.cues import Cue, book, forms, particle
from analysis.annotate.subjects import (
    BE,
    BREAK,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    TIME,
    Words,
    before,
    behind,
    group,
    main,
)  # fmt: skip

VENUE = frozenset(
    "statement interview speech tweet tweets letter email e-mail post conference briefing memo message video article interviews remarks report release call debate ad op-ed".split()
)
CLAUSE = frozenset(
    "that he she it they we i there the a an this these those his her their its our my if how why what when where whether who not no".split()
)
PLURAL = frozenset("people police i we you they who that others many some most men women and".split())
PERSONAL = frozenset(("i", "we", "you", "he", "she", "it", "they"))
MODAL = frozenset("should would could might may must can to will".split())
CONTRAST = frozenset("while although though whereas but according".split())
OPENING = frozenset("when while as after if although though because since before".split())
GERUND_LEAD = frozenset(("and", "by", "in", "before", "after", "while", "without", "but", "or"))


class Statement(NamedTuple):
    """One act of saying: index spans of source and cue in the words of a sentence, and the content as offsets into the body.

    `weak` when nothing need have been said: a wish, a belief, or what somebody should or would say.
    """

    source: tuple[int, int] | None
    cue: tuple[int, int]
    stance: str
    content: list[tuple[int, int]]
    weak: bool = False


class Verb(NamedTuple):
    """A cue that is used as a verb: indices of the group's first word, of the verb, of the first word behind the cue."""

    first: int
    at: int
    after: int
    cue: Cue


def statements(w: Words) -> list[Statement]:
    """Return the statements of a sentence in the order of their cues."""
    known, nouns, every = vocabulary()
    found, out = [], []
    for i in [i for i, low in enumerate(w.low) if low in every]:
        low = w.low[i]
        if low == "according" and w.at(i + 1) == "to":
            out.append(accorded(w, i))
        elif low in nouns and w.at(i + 1) == "that" and (noun := possessed(w, i)):
            out.append(noun)
        elif low in known and (verb := verbal(w, i, known[low])):
            found.append(verb)
    shared: tuple[int, int] | None = None
    for k, verb in enumerate(found):
        following = found[k + 1] if k + 1 < len(found) else None
        statement = read(w, verb, following, shared)
        if statement:
            shared = statement.source or shared
            out.append(statement)
    return sorted(out, key=lambda s: s.cue)


def verbal(w: Words, i: int, cue: Cue) -> Verb | None:
    """Return the cue at `i` as a verb, or None where it is a noun, a participle in front of a noun, or no word of speech."""
    extent = particle(cue.verb, w.low[i + 1 : i + 5])
    if extent is None:
        return None
    first, after = group(w, i), i + 1 + extent
    prev, nxt = w.at(first - 1), w.at(after)
    verb = Verb(first, i, after, cue)
    if cue.ending == "ing":
        ok = (
            any(t in BE for t in w.low[first:i])
            or prev in (",", "—", "--", "")
            or prev in GERUND_LEAD
            or w.hidden(first - 1)
            or prev in VENUE
            or prev in TIME
            or w.name(first - 1)
        )
        if cue.unsure and not (nxt in ("that", ":") or w.hidden(after) or w.hidden(after + 1) or any(t in BE for t in w.low[first:i])):
            return None
        return verb if ok and nxt not in (".", ",", "") or ok and w.hidden(after + 1) else None
    if prev in DETERMINER and prev not in PRONOUN or prev in ("'s", "’s", "of", "’") or prev.endswith(("'s", "’s")):
        return None
    if cue.ending == "ed" and (nxt == "by" or any(t in BE for t in w.low[first:i])):
        return None
    if first == i and prev in PREPOSITION and prev not in ("since", "after", "before"):
        return None
    if cue.ending in ("base", "s") and first == i and not agrees(w, i, cue):
        return None
    if first == 0 and cue.ending == "ed" and not (i == 0 and w.name(1)) or i > 0 and w.name(i) and not title_case(w):
        return None
    if cue.unsure and "clause" in cue.takes and any(k < i and w.leads(k) for k in w.quoted):
        return verb
    if cue.unsure and not (
        nxt == "that" or w.hidden(after) or w.hidden(after + 1) or (nxt in CLAUSE or w.name(after)) and cue.ending != "base"
    ):
        return None
    return verb


def title_case(w: Words) -> bool:
    """Tell whether most words are printed with a capital, as in a headline."""
    letters = [t for t in w.text if t[0].isalpha()]
    return 2 * sum(t[0].isupper() for t in letters) > 1.2 * len(letters)


def agrees(w: Words, i: int, cue: Cue) -> bool:
    """Tell whether the word in front of a present tense form can be its subject, so that "the plan calls" is read, "phone calls" is not."""
    prev, nxt = w.at(i - 1), w.at(i + 1)
    if prev in (",", ")") or w.hidden(i - 1):
        return not cue.noun or nxt in CLAUSE or w.hidden(i + 1) or w.name(i + 1) or nxt in ("for", ".")
    if not prev or prev in BREAK:
        return i == 0 and cue.ending == "s" and w.name(1)
    if cue.noun and (
        nxt in ("of", ".", ",", "and", "or", "are", "were", "from", "by", "about", "as", "against", "in", "on", "to")
        or not (w.name(i - 1) or prev in PRONOUN or prev in RELATIVE or nxt in CLAUSE or w.hidden(i + 1) or nxt == "for")
    ):
        return False
    plural = prev.endswith("s") or prev in PLURAL or "and" in w.low[max(0, i - 4) : i]
    if cue.ending == "base":
        return plural or cue.verb == "say"
    return prev in RELATIVE or w.name(i - 1) or not prev.endswith("s")


def accorded(w: Words, i: int) -> Statement:
    """Return the statement of "according to SOURCE": what stands before it, or behind it when it comes first."""
    end = i + 2
    while end < len(w.low) and w.low[end] not in (",", ".", ";", ":", "—", "--") and not w.hidden(end):
        end += 1
    source = (i + 2, end - 1) if end > i + 2 else None
    opening = clause_start(w, i)
    if i - opening > 1:
        content = [(w.start[opening], w.end[last_word(w, i - 1)])]
        if (
            w.at(end) == ","
            and end + 2 < len(w.low)
            and w.at(i - 1) == ","
            and w.at(end + 1) not in ("which", "who", "and", "but", "a", "the")
        ):
            content.append((w.start[end + 1], w.end[last_word(w, len(w.low) - 1)]))
    else:
        content = [(w.start[end + 1], w.end[last_word(w, len(w.low) - 1)])] if end + 1 < len(w.low) else []
    return Statement(source, (i, i + 1), "neutral", content)


@cache
def vocabulary() -> tuple[dict[str, Cue], frozenset[str], frozenset[str]]:
    """Return the forms of the verbs, the nouns for somebody's word in singular and plural, and all words that can begin a statement."""
    words = book()["nouns"]["said"].split()
    nouns = frozenset((*words, *(word + "s" for word in words)))
    return forms(), nouns, frozenset((*forms(), *nouns, "according"))


def possessed(w: Words, i: int) -> Statement | None:
    """Return the statement of "Ada Brandt's claim that ...", where the noun stands at `i`."""
    k = i - 1
    while k > 0 and k > i - 4 and not w.low[k].endswith(("'s", "’s", "s'", "s’")) and w.low[k] not in ("his", "her", "their", "’", "'"):
        k -= 1
    if not (w.low[k].endswith(("'s", "’s", "s'", "s’")) or w.low[k] in ("his", "her", "their", "’", "'")):
        return None
    start = k
    while start > 0 and w.name(k) and w.name(start - 1) and w.low[start - 1] not in PREPOSITION:
        start -= 1
    while start > max(0, k - 4) and not w.name(k) and w.low[start] not in DETERMINER and w.low[start - 1] not in BREAK:
        start -= 1
    source = (start, k)
    stop = extent(w, i + 1, None)
    return Statement(source, (i, i), "neutral", [(w.start[i + 1], w.end[stop])])


def clause_start(w: Words, i: int) -> int:
    """Return the index of the first word of the clause that runs up to `i`: behind the last semicolon and opening conjunctions."""
    k = i
    while k > 0 and w.low[k - 1] not in (";",):
        k -= 1
    while k < i and (w.low[k] in ("but", "and", "yet", "still", ",", "meanwhile", "however", "-", "—", "--", "*", "•")):
        k += 1
    return k


def last_word(w: Words, i: int) -> int:
    """Return the last index up to `i` that is not a stop, a comma or a conjunction."""
    while i > 0 and w.low[i] in (".", ",", ";", ":", "but", "and", "while", "—", "--"):
        i -= 1
    return i


def read(w: Words, verb: Verb, following: Verb | None, shared: tuple[int, int] | None) -> Statement | None:
    """Return the statement of one verb; `shared` is the source of the one before it in the sentence."""
    inverted = turned(w, verb)
    source = behind(w, verb.at) if inverted else subject(w, verb, shared)
    begin = source[1] + 1 if inverted and source else verb.after
    at = skip(w, begin, verb.cue)
    if interrupts(w, verb, source, inverted, at):
        content = around(w, verb, source, inverted, begin)
    else:
        stop = bounded(w, verb, source, at, following)
        content = [(w.start[at], w.end[stop])] if at <= stop < len(w.low) else []
    if source and not inverted and cluttered(w, source, verb):
        return None
    if not content or not source and not w.quoted:
        return None
    weak = verb.cue.unsure or not verb.cue.takes - {"attitude", "purpose"} or any(t in MODAL for t in w.low[verb.first : verb.at])
    return Statement(source, (verb.first, verb.after - 1), verb.cue.stance, content, weak)


def cluttered(w: Words, source: tuple[int, int], verb: Verb) -> bool:
    """Tell whether the words in front of a past form hold a verb of their own, so that it is a participle: "slammed the loophole called"."""
    if verb.cue.ending != "ed" or verb.first != verb.at or source[1] != verb.first - 1:
        return False
    known = forms()
    inner = [w.low[k] for k in range(source[0] + 1, source[1])]
    if any(t in RELATIVE for t in inner):
        return False
    return any(t in known and known[t].ending == "ed" and not known[t].unsure for t in inner) or w.low[source[0]] in PERSONAL and len(inner) > 0


def turned(w: Words, verb: Verb) -> bool:
    """Tell whether the source follows the verb: "..., said Ada Brandt"."""
    i, nxt = verb.at, w.at(verb.at + 1)
    if verb.first != i or verb.cue.ending == "ing" or not verb.cue.takes & {"clause", "hearer"} or verb.after != i + 1 or w.hidden(i + 1):
        return False
    noun = (
        w.name(i + 1) or nxt in DETERMINER or nxt[:1].isalnum() and nxt not in PREPOSITION and nxt not in CLAUSE and not nxt.endswith("ly")
    )
    if nxt in TIME or not noun:
        return False
    if i == 0 or w.hidden(i - 1) or w.at(i - 1) in (",", "—", "--") and w.hidden(i - 2):
        return True
    if w.at(i - 1) != "," or "hearer" in verb.cue.takes:
        return False
    found = behind(w, i)
    return bool(found) and w.at(found[1] + 1) in (".", ",", "")


def subject(w: Words, verb: Verb, shared: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the source in front of the verb; a participle or a second verb has that of the first."""
    prev = w.at(verb.first - 1)
    if verb.cue.ending == "ing" and verb.first == verb.at and w.name(verb.at - 1) and w.at(verb.at - 1) not in TIME:
        return before(w, verb.first) or shared
    if "to" in w.low[verb.first : verb.at]:
        return shared or main(w)
    if verb.cue.ending == "ing" and not any(t in BE for t in w.low[verb.first : verb.at]):
        return shared or main(w)
    if prev in ("and", "or", "but", "then"):
        return shared or main(w)
    return before(w, verb.first) or shared


def skip(w: Words, i: int, cue: Cue) -> int:
    """Return the index where the content begins: behind the hearer, the time and the place of saying."""
    n = len(w.low)
    if "hearer" in cue.takes and not w.hidden(i) and w.at(i) not in ("that", ",", ":"):
        i = hearer(w, i)
    for _ in range(4):
        t = w.at(i)
        if t in (":", ",") and (w.hidden(i + 1) or t == ":"):
            return i + 1
        if t == "on" and w.at(i + 1) in TIME:
            i += 2
        elif (
            t in TIME
            and t not in ("this", "last", "may", "there", "here")
            or t in ("last", "this")
            and w.at(i + 1) in TIME
            or t in ("also", "again")
            or (t.endswith("ly") and w.at(i + 1) in ("that",))
        ):
            i += 1
        elif t in PREPOSITION and t not in ("of", "as"):
            that = next((k for k in range(i, min(n, i + 14)) if w.low[k] in ("that", ":") or w.hidden(k) or w.low[k] == ","), n)
            if w.at(that) in ("that", ":") or w.hidden(that):
                return that + (w.at(that) == ":")
            venue = next((k for k in range(i, min(n, i + 6)) if w.low[k] in VENUE), None)
            if venue is None:
                return i
            i = venue + 1
        else:
            return i
    return i


def hearer(w: Words, i: int) -> int:
    """Return the index behind the hearer that begins at `i`."""
    n = len(w.low)
    that = next(
        (
            k
            for k in range(i, min(n, i + 12))
            if w.low[k] in ("that", "to", ",", ":", "if", "whether", "how", "not", "about") or w.hidden(k)
        ),
        None,
    )
    if that is not None:
        return that
    k = i
    while k < n and (w.low[k] in DETERMINER or w.name(k) and not w.name(i - 1) or w.low[k] in ("'s", "’s")):
        k += 1
    return max(k, i + 1) if w.name(k - 1) and k > i else k + 1


def interrupts(w: Words, verb: Verb, source: tuple[int, int] | None, inverted: bool, at: int) -> bool:
    """Tell whether the attribution stands behind or within what is said."""
    if inverted:
        return True
    if verb.cue.ending == "ing" or not source or not verb.cue.takes & {"clause", "hearer", "attitude"}:
        return False
    lead = source[0] - 1
    if lead < 0 or not (w.low[lead] in (",", "—", "--", "–") or w.hidden(lead)):
        return False
    ends = (
        w.at(at) in (",", ".", "", ";", ")", "—", "--") or at >= len(w.low) or at > verb.after and not w.hidden(at) and w.at(at) != "that"
    )
    if w.leads(lead):
        return True
    if w.hidden(lead) or w.hidden(lead - 1):
        return not (w.hidden(at) and w.at(lead - 1) not in (",",) and not w.hidden(lead)) and (
            ends or w.at(at) in PREPOSITION or w.hidden(lead) and w.at(at) != "that"
        )
    return ends


def around(w: Words, verb: Verb, source: tuple[int, int] | None, inverted: bool, begin: int) -> list[tuple[int, int]]:
    """Return what stands before an attribution, and what goes on behind it."""
    edge = verb.first if inverted else source[0]
    opening, close = clause_start(w, edge), last_word(w, edge - 1)
    out = [(w.start[opening], w.end[close])] if opening <= close and edge > 0 else []
    k = begin
    while k < len(w.low) and w.low[k] not in (",", ".", ";", ":") and not w.hidden(k):
        k += 1
    more = k + 1 if w.at(k) in (",", ":") else k
    if (
        w.hidden(more)
        or w.at(k) == ","
        and w.at(edge - 1) == ","
        and w.at(more) not in GERUND_LEAD
        and not w.at(more).endswith("ing")
        and (
            w.at(more) not in ("who", "which", "a", "an", "the", "as", "when", "while", "although", "referring", "according")
            and not w.hidden(edge - 1)
            and not w.hidden(edge - 2)
        )
    ):
        stop = extent(w, more, None)
        if more <= stop < len(w.low):
            out.append((w.start[more], w.end[stop]))
    return out


def bounded(w: Words, verb: Verb, source: tuple[int, int] | None, at: int, following: Verb | None) -> int:
    """Return the last word of what follows a cue, where an opening clause ends, or the next statement begins."""
    stop = extent(w, at, following)
    comma = [k for k in range(at + 1, stop) if w.low[k] == ","]
    opening = w.low[0] in OPENING and "," not in w.low[: verb.first]
    if comma and (opening or verb.cue.ending == "ing" and verb.first == 0):
        return comma[0] - 1
    if following and following.cue.ending != "ing" and following.first > at and (found := before(w, following.first, at)):
        s = found[0]
        if w.at(s - 1) in ("and", "but") and w.at(s - 2) == "," and s - 3 >= at:
            return min(stop, s - 3)
        if w.at(s - 1) == "," and s - 2 >= at and verb.cue.ending == "ing" and w.at(verb.first - 1) in GERUND_LEAD:
            return min(stop, s - 2)
    if comma and not verb.cue.takes & {"clause", "hearer"}:
        stop = next((k - 1 for k in comma if w.at(k + 1).endswith("ing") and w.at(k + 1) not in ("including",)), stop)
    return stop


def extent(w: Words, at: int, following: Verb | None) -> int:
    """Return the index of the last word of a content that begins at `at`: up to the next statement of its own, or the end."""
    known = forms()
    for k in w.pauses[bisect_left(w.pauses, at) :]:
        t = w.low[k]
        if t == ";":
            return last_word(w, k)
        nxt = w.at(k + 1)
        if k in w.quoted:
            if nxt != ",":
                continue
            nxt = w.at(k + 2)
        if nxt in CONTRAST or nxt in known and known[nxt].ending == "ing":
            return last_word(w, k)
    return last_word(w, len(w.low) - 1)
