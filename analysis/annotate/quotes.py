"""Read who said what: every quotation and every reported statement of an article, with its speaker, cue and stance.

Quotation marks come from `segment`; this reader interprets them. A quotation belongs to the statement whose content it
lies in; one without attribution of its own goes on with the speaker before it. What stands between marks is told apart
by how it is used: spoken words (`direct`), one to four words lifted into the reporter's sentence (`fragment`), a label
or title that nobody is quoted with (`scare`). A statement without marks, and the whole of a half-quoted one, is
`indirect`.
"""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from analysis.annotate.cues import book, forms
from analysis.annotate.speakers import Cast
from analysis.annotate.speech import Statement, statements
from analysis.annotate.subjects import HIDDEN, LEADS, Words, main, words
from analysis.segment import MARK, OPENING, Segments

MARKS = "“”„‟«»\"＂'`‘’´"
LABEL = re.compile(r"[“\"]?([A-Z][A-Z.’' -]{1,40}):\s+")
WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
TITLE = re.compile(
    r"(?:[A-Z0-9&#][^\s]*|a|an|and|the|of|in|on|at|for|to|with|is|or|by|from)(?:\s+(?:[A-Z0-9&#][^\s]*|a|an|and|the|of|in|on|at|for|to|with|is|or|by|from))*[.,!?]?"
)


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

    content: list[tuple[int, int]]
    speaker: str
    source: tuple[int, int]
    cue: tuple[int, int]
    stance: str


def read(body: str, segments: Segments) -> list[Quote]:
    """Return the quotations and reported statements of `body` in the order of the text.

    >>> from analysis.segment import segment
    >>> text = "Mayor Ada Brandt said the bridge was safe. “We checked it twice,” she said."
    >>> [(q.kind, q.speaker, q.cue) for q in read(text, segment(text))]
    [('indirect', 'Ada Brandt', 'said'), ('direct', 'Ada Brandt', 'said')]
    """
    quoted = [q for q in carried(body, segments) if body[max(0, q[0] - 2) : q[0] - 1] != "="]
    masked, covers = hide(body, quoted)
    cast = Cast(body, quoted, segments.sentences)
    said, subjects = [], {}
    for number, _, _, start, end in relevant(segments, quoted):
        w = words(masked, start, end)
        found = [resolved(w, s, cast) for s in statements(w)]
        said += [s for s in found if s.content]
        subjects[number] = w
    said += turns(body, segments, cast)
    rows = quotations(body, segments, quoted, covers, said, cast, subjects) + reported(body, said, covers)
    return sorted(rows, key=lambda q: (q.start, q.kind == "indirect", q.end))


def carried(body: str, segments: Segments) -> list[tuple[int, int]]:
    """Return the quotations, with those that run on over paragraphs without a new opening mark up to the mark that closes them."""
    out, paragraphs = [], segments.paragraphs
    starts = [p[0] for p in paragraphs]
    for q in segments.quotations:
        out.append(q)
        p = bisect_right(starts, q[0]) - 1
        if q[1] != paragraphs[p][1]:
            continue
        until = paragraphs[min(p + 6, len(paragraphs) - 1)][1]
        mark = MARK.search(body, q[1], until)
        if mark and mark.group() not in OPENING and not body[mark.start() - 1].isspace() and body[mark.end() : mark.end() + 1].strip() in ("", ",", "."):
            last = bisect_right(starts, mark.start()) - 1
            out += [*paragraphs[p + 1 : last], (paragraphs[last][0], mark.start())] if last > p else []
    return out


def hide(body: str, quoted: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """Return `body` with every quotation and its marks blanked out, and the spans that were."""
    parts, covers, at = [], [], 0
    for start, end in quoted:
        a = start
        while a > at and start - a < 2 and body[a - 1] in MARKS:
            a -= 1
        b = end
        while b < len(body) and b - end < 2 and body[b] in MARKS:
            b += 1
        leads = any(c in ",?!—" for c in body[max(a, end - 1) : b])
        parts += [body[at:a], HIDDEN * (b - a - 1), LEADS if leads else HIDDEN]
        covers.append((a, b))
        at = b
    return "".join([*parts, body[at:]]), covers


def relevant(segments: Segments, quoted: list[tuple[int, int]]) -> list[tuple]:
    """Return the sentences that hold a quotation or a word that may be a cue."""
    known = forms()
    hits = {sentence for sentence, _, token in segments.tokens if token.lower() in known or token.lower() == "according"}
    starts = [s[3] for s in segments.sentences]
    for a, b in quoted:
        hits.update(range(max(0, bisect_right(starts, a) - 1), bisect_left(starts, b)))
    return [segments.sentences[i] for i in sorted(hits)]


def turns(body: str, segments: Segments, cast: Cast) -> list[Said]:
    """Return the paragraphs of a transcript, which begin with the speaker's name in capitals and a colon."""
    found = [LABEL.match(body, start, end) for start, end in segments.paragraphs]
    if sum(map(bool, found)) < 2:
        return []
    out: list[Said] = []
    for m, (start, end) in zip(found, segments.paragraphs, strict=True):
        if m:
            out.append(Said([(m.end(), end)], cast.resolve(*m.span(1)), m.span(1), (m.end(1), m.end(1) + 1), "neutral"))
        elif out and out[-1].content[-1][1] >= start - 3 and body[start] in MARKS and not body[start + 1] == "(":
            out[-1].content.append((start, end))
    return out


def resolved(w: Words, s: Statement, cast: Cast) -> Said:
    """Return a statement with offsets in place of indices, and with its speaker."""
    cue = (w.start[s.cue[0]], w.end[s.cue[1]])
    if not s.source:
        return Said(s.content, "", (0, 0), cue, s.stance)
    source = (w.start[s.source[0]], w.end[s.source[1]])
    return Said(s.content, cast.resolve(*source), source, cue, s.stance)


def quotations(body, segments, quoted, covers, said, cast, subjects) -> list[Quote]:
    """Return a row for everything between quotation marks."""
    rows: list[Quote] = []
    opening = {s[3] for s in segments.sentences}
    for (start, end), cover in zip(quoted, covers, strict=True):
        own = owner(cover, said)
        kind = kinds(body, cover, start, end, own, opens=cover[0] in opening)
        if own:
            rows.append(quote(body, start, end, kind, own))
        elif kind == "scare":
            rows.append(Quote(start, end, kind))
        else:
            rows.append(
                embedded(body, start, end, kind, cover, segments, subjects, cast) or inherited(body, start, end, kind, rows, segments)
            )
    return rows


def owner(cover: tuple[int, int], said: list[Said]) -> Said | None:
    """Return the statement that a quotation belongs to: the one with the shortest content around its beginning."""
    holding = [(b - a, s) for s in said for a, b in s.content if a <= cover[0] < b or cover[0] <= a < cover[1] <= b + 2]
    return min(holding, key=lambda h: h[0])[1] if holding else None


def kinds(body: str, cover: tuple[int, int], start: int, end: int, own: Said | None, *, opens: bool) -> str:
    """Return whether a quotation is direct, a fragment or a scare quote; `opens` when it is the beginning of its sentence."""
    text = body[start:end].strip()
    count = len(WORD.findall(text))
    front = body[max(0, cover[0] - 40) : cover[0]].rstrip().lower()
    if count <= 6 and front.endswith(tuple(book()["labels"]["before"])):
        return "scare"
    if not own and count <= 10 and TITLE.fullmatch(text) and text[-1:] != ".":
        return "scare"
    whole = opens and text[:1].isupper() and text[-1:] in ",.?!…"
    return "direct" if count > 4 or whole else "fragment"


def embedded(body, start, end, kind, cover, segments, subjects, cast) -> Quote | None:
    """Return the row of a quotation inside a sentence without cue: the subject of the sentence is taken to say it."""
    number = max(0, bisect_right([s[3] for s in segments.sentences], cover[0]) - 1)
    w = subjects.get(number)
    if not w or not w.low or w.hidden(0) or w.start[0] > cover[0]:
        return None
    source = main(w)
    if not source or w.start[source[0]] > cover[0]:
        return None
    a, b = w.start[source[0]], w.end[source[1]]
    return Quote(start, end, kind, cast.resolve(a, b), body[a:b], a, b)


def inherited(body: str, start: int, end: int, kind: str, rows: list[Quote], segments: Segments) -> Quote:
    """Return the row of a quotation without attribution of its own: it goes on with the speaker before it."""
    before = next((r for r in reversed(rows) if r.speaker or r.speaker_printed), None)
    if before is None:
        return Quote(start, end, kind)
    return before._replace(start=start, end=end, kind=kind, cue="", cue_start=0, cue_end=0, stance="")


def quote(body: str, start: int, end: int, kind: str, s: Said) -> Quote:
    """Return a row with the speaker and the cue of a statement."""
    return Quote(start, end, kind, s.speaker, body[slice(*s.source)], *s.source, body[slice(*s.cue)], *s.cue, s.stance)


def reported(body: str, said: list[Said], covers: list[tuple[int, int]]) -> list[Quote]:
    """Return a row for every content that is more than one quotation."""
    starts, out = [c[0] for c in covers], []
    for s in said:
        for a, b in s.content:
            i = bisect_left(starts, a)
            whole = i < len(covers) and covers[i][0] <= a + 1 and covers[i][1] >= b - 1
            if not whole and any(c.isalnum() for c in body[a:b]):
                out.append(quote(body, a, b, "indirect", s))
    return out


def voice(spans: list[tuple[int, int]], quotes: list[Quote]) -> list[str]:
    """Return for each span who is speaking where it begins: `quotation`, `indirect`, or `narration` (the outlet itself).

    A scare quote is the outlet's own voice, kept at a distance: it counts as narration.

    >>> voice([(0, 3), (12, 15)], [Quote(10, 20, "indirect")])
    ['narration', 'indirect']
    """
    marked = sorted((q.start, q.end) for q in quotes if q.kind in ("direct", "fragment"))
    told = sorted((q.start, q.end) for q in quotes if q.kind == "indirect")
    return ["quotation" if within(a, marked) else "indirect" if within(a, told) else "narration" for a, _ in spans]


def within(at: int, spans: list[tuple[int, int]]) -> bool:
    """Tell whether an offset lies in one of the sorted spans; the spans may be nested."""
    i = bisect_right(spans, (at, float("inf")))
    return any(a <= at < b for a, b in spans[max(0, i - 8) : i])
