"""Cut a body into paragraphs, quotations, sentences and words: rows that all point back into the body.

Quotation marks come first, because a full stop inside an open quotation does not end a sentence: what an outlet says
about a quotation stands in the same sentence, so a quotation and its attribution are counted as one unit. nupunkt (a
Punkt model with abbreviations, in its wheel) proposes the ends; our rules join what must stay together.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache

from analysis import paths
from analysis.spacing import lines

Span = tuple[int, int]

MARK = re.compile(r"[“”„‟«»\"＂]|''|``|‘‘|’’|´´")
OPENING, CLOSING = frozenset(("“", "„", "‟", "«", "``", "‘‘")), frozenset(("”", "»", "’’", "´´"))
STOPS = frozenset(".!?…")
OPENERS = "“„\"‘'«([`"
ELLIPSIS = re.compile(r"(?:\.\s?\.|…)[”\"’')\]»]*$")
ABBREVIATION = re.compile(
    r"(?:^|[^\w.])(?:(?:[A-Za-z]\.)+[A-Za-z]|[A-Z]|Mrs?|Ms|Mx|Dr|Prof|Rev|Hon|Fr|Sr|Jr|St|Mt|Ft|Gen|Lt|Maj|Col|Capt|Cmdr|Adm|Sgt|Cpl|Pvt|Pfc|Brig"
    r"|Reps?|Sens?|Govs?|Pres|Supt|Det|Insp|Atty|Amb|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Tues?|Wed|Thurs?|vs?|etc|Bros|Nos?|Vol|approx|cf|al"
    r"|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)\.$"
)
SAYING = re.compile(
    r"(?:[A-Z][\w.’'-]{0,30},? ){1,4}(?:said|says|asked|added|told|wrote|tweeted|replied|shouted|yelled|warned|declared|exclaimed|wondered"
    r"|responded|continued|joked)\b"
)
WORD = re.compile(
    r"(?=\w)(?:[A-Za-z]+(?=[\s,])"  # nearly all words; the other branches take the rest
    r"|(?:[^\W\d_]\.){2,}(?:['’]s\b)?"
    r"|\d+(?:[,.:\u00a0\u2009\u202f]\d+)*(?:[^\W\d_]+)?(?:[-‑'’][^\W_]+)*"
    r"|[^\W\d_](?:[^\W_]|[\u0300-\u036f\u00ad])*(?:[-‐‑'’&][^\W_](?:[^\W_]|[\u0300-\u036f])*)*(?:(?<=s)[’'](?=\s))?)"
)


@dataclass(frozen=True)
class Segments:
    """The parts of one body; all offsets are code points into it, end exclusive.

    `paragraphs` (start, end); `quotations` (start, end) without the marks; `sentences` (sentence, paragraph, zone, start,
    end) in order, which together cover all but white space; `tokens` (sentence, start, token).
    """

    paragraphs: list[Span] = field(default_factory=list)
    quotations: list[Span] = field(default_factory=list)
    sentences: list[tuple[int, int, str, int, int]] = field(default_factory=list)
    tokens: list[tuple[int, int, str]] = field(default_factory=list)


def segment(body: str, *, headline: str = "") -> Segments:
    """Return the parts of `body`; a first line that equals `headline` is one whatever its form.

    >>> [body[start:] for body in ["“Go. Now,” she said."] for *_, start, end in segment(body).sentences]
    ['“Go. Now,” she said.']
    """
    paragraphs = lines(body)
    quoted = quotations(body, paragraphs)
    named = zones(body, paragraphs, headline)
    spans = sentences(body, paragraphs, quoted)
    rows = [(i, p, named[p], start, end) for i, (p, start, end) in enumerate(spans)]
    tokens = [(i, m.start(), m.group()) for i, _, _, start, end in rows for m in WORD.finditer(body, start, end)]
    return Segments(paragraphs, [q[:2] for q in quoted], rows, tokens)


def zones(body: str, paragraphs: list[Span], headline: str = "") -> list[str]:
    """Return for each paragraph `headline`, `subheading`, `lede` or `body`.

    A headline is a short first line without a final stop that text follows; a subheading is a short line without final
    punctuation between paragraphs; the lede is the first paragraph of the body.
    """
    out, lede = [], False
    for i, (start, end) in enumerate(paragraphs):
        short = end - start <= 150 and body[end - 1] not in ".!?:;,…”\"’')" and i + 1 < len(paragraphs)
        if i == 0 and (short and end - start >= 12 or headline and body[start:end] == headline.strip()):
            out.append("headline")
        elif short and end - start <= 100 and lede:
            out.append("subheading")
        else:
            out.append("body" if lede else "lede")
            lede = True
    return out


def quotations(body: str, paragraphs: list[Span]) -> list[tuple[int, int, bool]]:
    """Return (start, end, closed) of what stands between double quotation marks, the marks left out.

    Curly, straight, low and doubled single marks and guillemets. A quotation without closing mark ends with its
    paragraph; a paragraph that begins with a mark behind it goes on with the quotation.
    """
    return [q for start, end in paragraphs for q in quoted(body, start, end)]


def quoted(body: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Return the quotations of one paragraph, as `quotations` does."""
    out, opened, opener = [], -1, ""
    for mark in MARK.finditer(body, start, end):
        kind, before, after = mark.group(), body[max(start, mark.start() - 1) : mark.start()], body[mark.end() : min(end, mark.end() + 1)]
        closes = kind in CLOSING or (opener == "„" and kind == "“") or (kind not in OPENING and (before.strip() or not after.strip()))
        opens = kind in OPENING or (kind not in CLOSING and not before.isalnum() and before not in STOPS)
        if opened < 0 and opens and after.strip():
            opened, opener = mark.end(), kind
        elif opened >= 0 and closes:
            out.append((opened, mark.start(), True))
            opened, opener = -1, ""
    if opened >= 0 and body[opened:end].strip():
        out.append((opened, end, False))
    return [q for q in out if q[0] < q[1]]


def sentences(body: str, paragraphs: list[Span], quoted: list[tuple[int, int, bool]]) -> list[tuple[int, int, int]]:
    """Return (paragraph, start, end) of every sentence."""
    marks = [q for q in quoted if q[2]]
    cuts, starts, out = candidates(body), [q[0] for q in marks], []
    for p, (start, end) in enumerate(paragraphs):
        first = start
        for at in cuts[bisect_right(cuts, start) : bisect_right(cuts, end - 1)]:
            i = bisect_right(starts, at) - 1
            inside = i >= 0 and at <= marks[i][1]
            if not inside and ends(body, first, at, end):
                out.append((p, first, first + len(body[first:at].rstrip())))
                first = at + len(body[at:end]) - len(body[at:end].lstrip())
        out.append((p, first, end))
    return out


def candidates(body: str) -> list[int]:
    """Return the places where a sentence may begin, in order, as nupunkt proposes them."""
    from nupunkt import sent_spans  # here, so that importing the package costs nothing

    return [start for start, _ in sent_spans(body)]


def ends(body: str, first: int, at: int, last: int) -> bool:
    """Tell whether the sentence that began at `first` may end where the next would begin at `at`."""
    tail, head = body[max(first, at - 40) : at].rstrip(), body[at : min(last, at + 60)].lstrip()
    if not head or ELLIPSIS.search(tail) or ABBREVIATION.search(tail):
        return False
    bare = head.lstrip(OPENERS)
    if bare[:1].islower():
        return False
    return not (tail[-1:] in "”\"’'»" and tail[-2:-1] in "!?" and SAYING.match(head))


def term(token: str) -> str:
    """Return the word that `token` is a form of print of: NFC, straight apostrophe, no possessive 's, case folded.

    >>> term("Kyiv’s"), term("U.S."), term("Biden-Harris")
    ('kyiv', 'u.s.', 'biden-harris')
    """
    word = unicodedata.normalize("NFC", token).replace("’", "'").casefold()
    return word.removesuffix("'s").removesuffix("'") or word


def content(term: str) -> bool:
    """Tell whether `term` is a word with letters and no stop word.

    >>> content("ferry"), content("the"), content("1912")
    (True, False, False)
    """
    return any(c.isalpha() for c in term) and term not in stop_words()


@cache
def stop_words() -> frozenset[str]:
    """Return the stop words of `data/codebooks/stopwords.txt`."""
    rows = (paths.codebooks() / "stopwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for row in rows if not row.startswith("#") for word in row.split())
