"""Read who said what: every quotation and every reported statement of an article, with its speaker, cue and stance.

Quotation marks come from `segment`; this reader interprets them. A quotation belongs to the statement whose content it
lies in; one without attribution of its own goes on with the speaker before it. What stands between marks is spoken words
(`direct`), one to four words lifted into the reporter's sentence (`fragment`), or a label or title that nobody is quoted
with (`scare`). A statement without marks, and the whole of a half-quoted one, is `indirect`.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from analysis.annotate import marks
from analysis.annotate.cues import forms, particle, particles
from analysis.annotate.speakers import Cast
from analysis.annotate.speech import Statement, statements, vocabulary
from analysis.annotate.subjects import main
from analysis.annotate.words import CLAUSE, PERSONAL, Words, words
from analysis.segment import Segments

LABEL = re.compile(r"[“\"]?([A-Z][A-Z.’' -]{1,40}):\s+")
LONGEST = 2500  # characters of a sentence that is read in one piece
NOUN_FOLLOWS = frozenset(("the", "a", "an", "of", "no", "The", "A"))  # what is never in front of a verb
OPENS_CONTENT = CLAUSE | {"for", "to", "out", "on", "back", "about", "of", "into", "against"}
Span = tuple[int, int]


class Quote(NamedTuple):
    """A quotation or a reported statement; offsets are code points into the body, end exclusive, marks left out.

    `kind` is direct, fragment, scare or indirect; `speaker` the person or body as far as the article tells ("" nobody),
    `speaker_printed` as it stands at `speaker_start`, `speaker_end`; `cue` as printed; `stance` of the cue.
    """

    start: int
    end: int
    kind: str
    speaker: str = ""
    speaker_printed: str = ""
    speaker_start: int = 0
    speaker_end: int = 0
    cue: str = ""
    cue_start: int = 0
    cue_end: int = 0
    stance: str = ""


class Said(NamedTuple):
    """A statement as offsets: its content, source and cue, and who the source is."""

    content: list[Span]
    speaker: str
    source: Span
    cue: Span
    stance: str
    weak: bool = False


class Page(NamedTuple):
    """An article while it is read: its people, the words of its sentences, and the statements found in each sentence."""

    body: str
    segments: Segments
    units: list[Span]
    starts: list[int]
    cast: Cast
    words: dict[int, Words]
    said: dict[int, list[Said]]

    def sentence(self, at: int) -> int:
        """Return the number of the sentence that holds an offset."""
        return max(0, bisect_right(self.starts, at) - 1)


def read(body: str, segments: Segments) -> list[Quote]:
    """Return the quotations and reported statements of `body` in the order of the text.

    >>> from analysis.segment import segment
    >>> text = "Mayor Ada Brandt said the bridge was safe. “We checked it twice,” she said."
    >>> [(q.kind, q.speaker, q.cue) for q in read(text, segment(text))]
    [('indirect', 'Ada Brandt', 'said'), ('direct', 'Ada Brandt', 'said')]
    """
    quoted = marks.carried(body, segments)
    masked, covers = marks.hide(body, quoted)
    units = [unit for *_, start, end in segments.sentences for unit in cut(masked, start, end)]
    page = Page(body, segments, units, [u[0] for u in units], Cast(body, quoted, units), {}, defaultdict(list))
    for number in relevant(page, quoted):
        start, end = units[number]
        w = page.words[number] = words(masked, start, end)
        page.said[number] += [resolved(w, s, page.cast) for s in statements(w)]
    turns(page)
    rows = quotations(page, quoted, covers) + reported(page, covers)
    return sorted(rows, key=lambda q: (q.start, q.kind == "indirect", q.end))


def cut(masked: str, start: int, end: int) -> list[Span]:
    """Return a sentence in one piece, or in several where it is very long (a list, lost stops); never within a quotation."""
    out = []
    while end - start > LONGEST:
        at = masked.rfind(" ", start + 1, start + LONGEST)
        at = at if at > 0 else masked.find(" ", start + LONGEST, end)
        if at < 0:
            break
        out.append((start, at))
        start = at + 1
    return [*out, (start, end)]


def relevant(page: Page, quoted: list[Span]) -> list[int]:
    """Return the numbers of the sentences that hold a quotation or a word that may be a cue: a quick look before a close one."""
    known, tokens, hits = cue_tokens(), [("", 0), *((token, at) for _, at, token in page.segments.tokens), ("", 0)], set()
    for i in [i for i, (token, _) in enumerate(tokens) if token in known]:
        (before, _), (token, at), (then, _) = tokens[i - 1 : i + 2]
        wanted = known[token]
        if before not in NOUN_FOLLOWS and (
            wanted is None or then in wanted or wanted is OPENS_CONTENT and (then[:1].isupper() or before in PERSONAL)
        ):
            hits.add(page.sentence(at))
    for a, b in quoted:
        hits.update(range(page.sentence(a), bisect_left(page.starts, b)))
    return sorted(hits)


@cache
def cue_tokens() -> dict[str, frozenset[str] | None]:
    """Return the forms of all cues as they may be printed (small, with a capital, in capitals), and what must follow; None for anything."""
    known: dict[str, frozenset[str] | None] = dict.fromkeys(vocabulary()[1], frozenset(("that",)))
    for word, cue in forms().items():
        needed = frozenset(words[0] for words in particles().get(cue.verb, ())) if particle(cue.verb, []) is None else None
        known[word] = needed or (OPENS_CONTENT if cue.unsure or cue.noun and cue.ending in ("base", "s") else None)
    known["according"] = frozenset(("to",))
    return {f(word): wanted for word, wanted in known.items() for f in (str, str.capitalize, str.upper)}


def resolved(w: Words, s: Statement, cast: Cast) -> Said:
    """Return a statement with offsets in place of indices, and with its speaker."""
    cue = (w.start[s.cue[0]], w.end[s.cue[1]])
    if not s.source:
        return Said(s.content, "", (0, 0), cue, s.stance, s.weak)
    source = (w.start[s.source[0]], w.end[s.source[1]])
    return Said(s.content, cast.resolve(*source, weak=s.weak), source, cue, s.stance, s.weak)


def turns(page: Page) -> None:
    """Add the turns of a transcript: paragraphs that begin with the speaker's name in capitals and a colon."""
    found = [(LABEL.match(page.body, start, end), end) for start, end in page.segments.paragraphs]
    if sum(bool(m) for m, _ in found) < 2:
        return
    for m, end in found:
        if m:
            turn = Said([(m.end(), end)], page.cast.resolve(*m.span(1)), m.span(1), (m.end(1), m.end(1) + 1), "neutral")
            for number in range(page.sentence(m.start()), bisect_left(page.starts, end)):
                page.said[number].append(turn)


def quotations(page: Page, quoted: list[Span], covers: list[Span]) -> list[Quote]:
    """Return a row for everything between quotation marks."""
    rows: list[Quote] = []
    last = Quote(0, 0, "")
    for (start, end), cover in zip(quoted, covers, strict=True):
        number = page.sentence(cover[0])
        own = owner(cover, page.said[number])
        label = marks.labelled(page.body[max(0, cover[0] - 40) : cover[0]]) and (own is None or own.cue[1] < cover[0] - 2)
        opens = page.starts[number : number + 1] == [cover[0]]
        kind = marks.kind(page.body[start:end], said=own is not None, label=label, opens=opens)
        if kind != "scare":
            own = own or beside(page, number, cover) or before(page, number, page.sentence(last.start))
            last = quote(page.body, start, end, own) if own else last
        rows.append(Quote(start, end, kind) if kind == "scare" else last._replace(start=start, end=end, kind=kind))
        last = last._replace(cue="", cue_start=0, cue_end=0, stance="")
    return rows


def owner(cover: Span, said: list[Said]) -> Said | None:
    """Return the statement that a quotation belongs to: the one with the shortest content that holds its beginning, a weak one last."""
    holding = [(s.weak, b - a, s) for s in said for a, b in s.content if a <= cover[0] < b or cover[0] <= a < cover[1] <= b + 2]
    return min(holding, key=lambda h: h[:2])[2] if holding else None


def beside(page: Page, number: int, cover: Span) -> Said | None:
    """Return who is taken to say a quotation inside a sentence without cue: whoever spoke in it before, else its subject."""
    w = page.words[number]
    if not w.low or w.hidden(0) or w.start[0] > cover[0]:
        return None
    near = [s for s in page.said[number] if s.cue[1] <= cover[0] and s.speaker]
    if near:
        return near[-1]._replace(cue=(0, 0), stance="")
    source = main(w)
    if not source or w.start[source[0]] > cover[0]:
        return None
    span = (w.start[source[0]], w.end[source[1]])
    return Said([], page.cast.resolve(*span), span, (0, 0), "")


def before(page: Page, number: int, since: int) -> Said | None:
    """Return the last statement in the few sentences in front of a quotation that stands alone, not further back than sentence `since`."""
    for k in range(number - 1, max(since, number - 4) - 1, -1):
        if strong := [s for s in page.said.get(k, ()) if s.speaker and not s.weak]:
            return strong[0]._replace(cue=(0, 0), stance="")
    return None


def quote(body: str, start: int, end: int, s: Said) -> Quote:
    """Return a row with the speaker and the cue of a statement."""
    return Quote(start, end, "indirect", s.speaker, body[slice(*s.source)], *s.source, body[slice(*s.cue)], *s.cue, s.stance)


def reported(page: Page, covers: list[Span]) -> list[Quote]:
    """Return a row for every content that is more than one quotation."""
    starts, out = [c[0] for c in covers], []
    for s in {id(s): s for said in page.said.values() for s in said}.values():
        for a, b in s.content:
            i = bisect_left(starts, a)
            whole = i < len(covers) and covers[i][0] <= a + 1 and covers[i][1] >= b - 1
            if not whole and any(c.isalnum() for c in page.body[a:b]):
                out.append(quote(page.body, a, b, s))
    return out


def voice(spans: list[Span], quotes: list[Quote]) -> list[str]:
    """Return for each span who is speaking where it begins: `quotation`, `indirect`, or `narration` (the outlet itself).

    A scare quote is the outlet's own voice, kept at a distance: it counts as narration.

    >>> voice([(0, 3), (12, 15)], [Quote(10, 20, "indirect")])
    ['narration', 'indirect']
    """
    marked = merged((q.start, q.end) for q in quotes if q.kind in ("direct", "fragment"))
    told = merged((q.start, q.end) for q in quotes if q.kind == "indirect")
    return ["quotation" if within(a, marked) else "indirect" if within(a, told) else "narration" for a, _ in spans]


def merged(spans) -> list[Span]:
    """Return the stretches that the spans cover, in order and without overlap."""
    out: list[Span] = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def within(at: int, spans: list[Span]) -> bool:
    """Tell whether an offset lies in one of the stretches."""
    i = bisect_right(spans, (at, float("inf"))) - 1
    return i >= 0 and spans[i][0] <= at < spans[i][1]
