"""Cut a body into paragraphs, quotations, sentences and words: rows that all point back into the body.

Quotation marks come first, because a full stop inside an open quotation does not end a sentence: what an outlet says
about a quotation stands in the same sentence, so a quotation and its attribution are counted as one unit. Every stop with
a capital behind it may end a sentence; only abbreviations speak against it, and those that can stand last in a sentence
("U.S.", "p.m.", "Inc.") do so before a word that news sentences begin with. Trained models of sentence ends take ordinary
words ("story", "week") for abbreviations in news text, so the lists here are closed ones.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Container
from dataclasses import dataclass, field
from functools import cache

from analysis import paths
from analysis.spacing import lines

Span = tuple[int, int]

MARK = re.compile(r"[“”„‟«»\"＂]|''|``|‘‘|’’|´´|‘(?<![\w’]‘)(?=\w|[…$£€])(?!\d0?\ds?\b|(?:em|til|tis|twas|cause|bout|n)\b)")
OPENING, CLOSING = frozenset(("“", "„", "‟", "«", "``", "‘‘", "‘")), frozenset(("”", "»", "’’", "´´"))
SINGLE_END = re.compile(r"(?<=[\w,.!?…)])’(?![\w’])")  # of a quotation in ‘single’ marks, or an apostrophe behind a word
OWNER = re.compile(r"(?<=s)’ \w")  # "the owners’ boats"
STOPS = frozenset(".!?…")
OPENERS = "“„\"‘'«([`"
END = re.compile(  # each branch begins with the stop, so that the search can leap from stop to stop
    r"[.!?…][\"”’')\]»]*\s+(?=[^\s,;:.!?)\]—–…-])|[.!?](?<=[a-z]{2}[.!?])[”\"]?(?=[\"“]?[A-Z](?!\w{0,3}\.\w))(?!\"\W)"
)
ELLIPSIS = re.compile(r"(?:(?<!\.)\.\.\.?|\.\s\.|…)(?P<marks>[”\"’')\]»]*)$")
MARKER = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]+")
LAST = re.compile(r"(?:^|[^\w.’'])((?:[A-Za-z]{1,2}\.)*[A-Za-z]+)\.(?P<marks>[”\"’')\]»]*)$")
LETTERS = re.compile(r"(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2}|[A-Za-z]")  # U.S., p.m., Ph.D., an initial
TITLES = frozenset(
    "Mr Mrs Ms Mx Messrs Dr Drs Prof Rev Hon Fr Mt Gen Lt Maj Col Capt Cmdr Cdr Adm Sgt Cpl Pvt Pfc Brig Rep Reps Sen Sens Gov Govs Pres"
    " Supt Det Insp Atty Amb Asst Assoc Dep Dir Mgr Vs Approx Cf Univ".split()
)
NEVER = frozenset(("vs", "v", "al", "cf", "ca", "approx", "incl", "e.g", "i.e", "viz"))
LAST_TOO = frozenset(  # may stand at the end of a sentence
    "Jr Sr Inc Corp Co Cos Ltd Plc Bros Assn Dept St Ave Blvd Rd Ft Jan Feb Mar Apr Aug Sep Sept Oct Nov Dec Tue Tues Wed Thu Thur Thurs"
    " Esq Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore"
    " Pa Penn Tenn Tex Va Vt Wash Wis Wyo".split()
)
NUMBERED = frozenset("no nos art sec ch fig figs vol p pp par pt op cl c ft lb lbs oz".split())  # before a number
STARTER = re.compile(
    r"(?:The|This|That|These|Those|He|She|It|They|We|You|His|Her|Its|Their|Our|My|But|And|So|Yet|In|On|At|For|When|While|If|After|Before|As|A|An"
    r"|There|Here|What|Why|How|Then|Still|Even|Some|Many|Most|No|Not|Now|Only|However|Meanwhile|Since|Because|With|Without|From|By|To|Also"
    r"|Instead|According|Asked|Once|Under|During|Until|Last|Later|Both|Each|Nobody|Everybody|Nothing|Although"
    r"|Though|Despite|I)(?:,? \S|[’']\w)"
    r"|(?:[“„«]|\")(?:\w|\W\w)"
)
SAYING = re.compile(
    r"(?!(?:He|She|They|It|We|You|The|This|That)\b)(?:[A-Z][\w.’'-]{0,30},? ){1,4}(?:then |later |once |again )?(?:said|says|asked|added"
    r"|told|wrote|tweeted|replied|shouted|yelled|warned|declared|exclaimed|wondered|responded|continued|joked|cried|demanded|insisted|noted|quipped"
    r"|recalled|argued|remarked|snapped|fumed|wept|moaned|countered|pleaded|laughed|explained|observed|mused|called out)\b"
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
    titles = {p for p, zone in enumerate(named) if zone in ("headline", "subheading")}
    spans = sentences(body, paragraphs, quoted, whole=titles)
    rows = [(i, p, named[p], start, end) for i, (p, start, end) in enumerate(spans)]
    tokens = [(i, m.start(), m[0]) for i, _, _, start, end in rows for m in WORD.finditer(body, start, end)]
    return Segments(paragraphs, [q[:2] for q in quoted], rows, tokens)


def zones(body: str, paragraphs: list[Span], headline: str = "") -> list[str]:
    """Return for each paragraph `headline`, `subheading`, `lede` or `body`.

    A headline is a short first line without a final stop that text follows; a subheading is a short line without final
    punctuation under the headline or between paragraphs; the lede is the first paragraph of the body.
    """
    out, lede = [], False
    for i, (start, end) in enumerate(paragraphs):
        short = end - start <= 150 and body[end - 1] not in ".!?:;,…”\"’')" and i + 1 < len(paragraphs)
        if i == 0 and (short and end - start >= 12 or headline and body[start:end] == headline.strip()):
            out.append("headline")
        elif short and (end - start <= 100 and lede or out[-1:] == ["headline"]):
            out.append("subheading")
        else:
            out.append("body" if lede else "lede")
            lede = True
    return out


def quotations(body: str, paragraphs: list[Span]) -> list[tuple[int, int, bool]]:
    """Return (start, end, closed) of what stands between double quotation marks, the marks left out.

    Curly, straight, low and doubled single marks and guillemets, and ‘single’ curly marks where no double ones are open. A
    quotation without closing mark ends with its paragraph; a paragraph that begins with a mark behind it goes on with it.
    """
    return [q for start, end in paragraphs for q in quoted(body, start, end)]


def quoted(body: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Return the quotations of one paragraph, as `quotations` does."""
    out, opened, opener, past = [], -1, "", start
    for mark in MARK.finditer(body, start, end):
        if mark.start() < past or mark.group() == "‘" and opened >= 0:
            continue
        if mark.group() == "‘":
            if past := single(body, mark.end(), end):
                out.append((mark.end(), past, True))
            continue
        kind, before, after = mark.group(), body[max(start, mark.start() - 1) : mark.start()], body[mark.end() : min(end, mark.end() + 1)]
        closes = kind in CLOSING or (opener == "„" and kind == "“") or (kind not in OPENING and (before.strip() or not after.strip()))
        opens = kind in OPENING or (kind not in CLOSING and not before.isalnum() and (before not in STOPS or after.isalpha()))
        if opened < 0 and opens and after.strip():
            opened, opener = mark.end(), kind
        elif opened >= 0 and closes:
            out.append((opened, mark.start(), True))
            opened, opener = -1, ""
    if opened >= 0 and body[opened:end].strip():
        out.append((opened, end, False))
    return [q for q in out if q[0] < q[1]]


def single(body: str, start: int, end: int) -> int:
    """Return where the closing mark of a quotation in single marks stands, 0 if there is none.

    A mark behind an s and before a word may be an apostrophe: it closes only if no other mark does.
    """
    closing = [m.start() for m in SINGLE_END.finditer(body, start, min(end, start + 2000))]
    after = next((m.start() for m in MARK.finditer(body, start, end) if m.group() == "‘"), end)
    near = [at for at in closing if at < after] or closing
    return next((at for at in near if not OWNER.match(body, at)), near[0] if near else 0)


def sentences(
    body: str, paragraphs: list[Span], quoted: list[tuple[int, int, bool]], *, whole: Container[int] = ()
) -> list[tuple[int, int, int]]:
    """Return (paragraph, start, end) of every sentence; the paragraphs in `whole` are one sentence each."""
    marks = [q for q in quoted if q[2]]
    cuts, starts, out = candidates(body), [q[0] for q in marks], []
    for p, (start, end) in enumerate(paragraphs):
        first = start
        for at in () if p in whole else cuts[bisect_right(cuts, start) : bisect_right(cuts, end - 1)]:
            i = bisect_right(starts, at) - 1
            inside = i >= 0 and at <= marks[i][1]
            if not inside and not bracketed(body, first, at, end) and ends(body, first, at, end):
                out.append((p, first, first + len(body[first:at].rstrip())))
                first = at + len(body[at:end]) - len(body[at:end].lstrip())
        out.append((p, first, end))
    return out


def bracketed(body: str, first: int, at: int, last: int) -> bool:
    """Tell whether `at` stands between brackets that open after the sentence has begun and close in its paragraph."""
    opened = body.rfind("(", first + 1, at)
    return opened > body.rfind(")", first, at) and body.find(")", at, min(last, at + 300)) > 0


def candidates(body: str) -> list[int]:
    """Return the places where a sentence may begin, in order: behind a stop and a space, or behind a stop whose space is lost."""
    out = []
    for m in END.finditer(body):
        if m.group()[-1] == '"':  # without a space, only the quotations know to which side the mark belongs
            out.append(m.end() - 1)
        out.append(m.end())
    return out


def ends(body: str, first: int, at: int, last: int) -> bool:
    """Tell whether the sentence that began at `first` may end where the next would begin at `at`."""
    tail, head = body[max(first, at - 40) : at].rstrip(), body[at : min(last, at + 80)].lstrip()
    if not head or head.lstrip(OPENERS)[:1].islower() or at - first <= 8 and MARKER.fullmatch(tail):
        return False
    if match := ELLIPSIS.search(tail):
        return bool(match["marks"].strip("’')]")) and bool(STARTER.match(head))
    if (match := LAST.search(tail)) and (verdict := abbreviated(match[1], head)) is not None:
        return verdict
    return not (tail[-1:] in "”\"’'»" and tail[-2:-1] in "!?" and SAYING.match(head))


def abbreviated(word: str, head: str) -> bool | None:
    """Tell whether a sentence ends behind the abbreviation `word` and before `head`; None if `word` is none.

    >>> abbreviated("U.S", "President Vane"), abbreviated("U.S", "The mayor left."), abbreviated("week", "President Vane")
    (False, True, None)
    """
    known = word.capitalize() if word[0].isupper() else ""
    if word in NEVER or known in TITLES:
        return False
    if word.lower() in NUMBERED and head[:1].isdigit():
        return False
    if known in LAST_TOO or word == "etc" or LETTERS.fullmatch(word):
        return bool(STARTER.match(head))
    return None


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
