"""What stands between quotation marks: carried over paragraphs, hidden from readers of the prose, and told apart by use.

`segment` finds the marks within a paragraph. Here a quotation that no mark closes is followed over the paragraphs behind
it; every quotation can be blanked out with its marks, so that its words are neither cues nor sources of the sentence
around it; and a label or title in marks is told from words that somebody said.
"""

import re
from bisect import bisect_right

from analysis.annotate.cues import book
from analysis.annotate.words import HIDDEN, LEADS
from analysis.segment import MARK, OPENING, Segments

MARKS = "“”„‟«»\"＂'`‘’´"
WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
SMALL = r"a|an|and|the|of|in|on|at|for|to|with|is|or|by|from"
TITLE = re.compile(rf"(?:[A-Z0-9&#]\S*|{SMALL})(?:\s+(?:[A-Z0-9&#]\S*|{SMALL}))*[.,!?]?")
REACH = 6  # paragraphs that a quotation without closing mark is followed over

Span = tuple[int, int]


def carried(body: str, segments: Segments) -> list[Span]:
    """Return the quotations of `segments`, and the paragraphs that an open one runs on over up to the mark that closes it.

    What is the value of an attribute (`id="7"`) is left out.
    """
    out, starts = [], [p[0] for p in segments.paragraphs]
    for start, end in segments.quotations:
        if body[max(0, start - 2) : start - 1] == "=":
            continue
        out.append((start, end))
        at = bisect_right(starts, start) - 1
        if end == segments.paragraphs[at][1]:
            out += continued(body, segments.paragraphs[at : at + REACH])
    return out


def continued(body: str, paragraphs: list[Span]) -> list[Span]:
    """Return what of the paragraphs behind the first belongs to the quotation that is open at its end."""
    mark = MARK.search(body, paragraphs[0][1], paragraphs[-1][1])
    if (
        not mark
        or mark.group() in OPENING
        or body[mark.start() - 1].isspace()
        or body[mark.end() : mark.end() + 1].strip() not in ("", ",", ".")
    ):
        return []
    return [(a, min(b, mark.start())) for a, b in paragraphs[1:] if a < mark.start()]


def hide(body: str, quoted: list[Span]) -> tuple[str, list[Span]]:
    """Return `body` with every quotation and its marks blanked out, as long as before, and the spans that were.

    The last character tells whether the quotation ends with a comma, a question or an exclamation mark.
    """
    parts, covers, at = [], [], 0
    for start, end in quoted:
        a, b = start, end
        while a > at and start - a < 2 and body[a - 1] in MARKS:
            a -= 1
        while b < len(body) and b - end < 2 and body[b] in MARKS:
            b += 1
        leads = any(c in ",?!—" for c in body[max(a, end - 1) : b])
        parts += [body[at:a], HIDDEN * (b - a - 1), LEADS if leads else HIDDEN]
        covers.append((a, b))
        at = b
    return "".join([*parts, body[at:]]), covers


def labelled(front: str) -> bool:
    """Tell whether the words in front of a quotation announce a label: "the so-called"."""
    return front.rstrip().lower().endswith(tuple(book()["labels"]["before"]))


def kind(text: str, *, said: bool, label: bool, opens: bool) -> str:
    """Return direct, fragment or scare for the words between marks.

    `said`: somebody is credited in the sentence; `label`: a label is announced; `opens`: the quotation begins its sentence.

    >>> kind("zero", said=True, label=False, opens=False), kind("Fox & Friends", said=False, label=False, opens=False)
    ('fragment', 'scare')
    """
    text = text.strip()
    count = len(WORD.findall(text))
    if count <= 6 and label or not said and count <= 10 and TITLE.fullmatch(text) and text[-1:] != ".":
        return "scare"
    whole = opens and text[:1].isupper() and text[-1:] in ",.?!…"
    return "direct" if count > 4 or whole else "fragment"
