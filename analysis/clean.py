"""Take out of a raw text what is not the article, and keep a log from which every character can be traced.

Crawled articles carry things nobody wrote as part of the story: site promotion, lists of other headlines, photo credits,
advertisement markers. Counted along, they put words, numbers and quotations into the mouth of an outlet. A cleaning step
is a small function `text -> edits`; `STEPS` lists them in order, and `clean` alone composes their edits. The raw text is
never overwritten: the body is the raw text with the logged edits applied, and every span of the body leads back to it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from analysis import boilerplate, linklists, spacing

STEPS = (
    spacing.mojibake,
    spacing.spaces,
    boilerplate.metadata,
    linklists.inline_links,
    boilerplate.advertisements,
    boilerplate.comment_counters,
    boilerplate.share_widgets,
    boilerplate.captions,
    boilerplate.copyright,
    boilerplate.promotion,
    boilerplate.read_more,
    linklists.source_lists,
    linklists.related_stories,
    spacing.broken_lines,
    spacing.ends,
)
PASSES = 10  # a removal can uncover another one; real texts settle in two passes, the bound keeps the time linear


@dataclass(frozen=True)
class Cleaned:
    """A text without its boilerplate.

    `body` is the text left. `removed` holds rows (step, start, end, replacement, reason) with offsets into the raw text,
    sorted and free of overlap; rows of the steps `mojibake`, `spaces`, `broken_lines` and `ends` take no text out. `found`
    is metadata met on the way: `published` (ISO date), `headline`, `credits` (names joined by "; ").
    """

    body: str
    removed: list[tuple] = field(default_factory=list)
    found: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        """Where the replacement of each row starts and ends in the body."""
        growth = list(accumulate((len(new) - (end - start) for _, start, end, new, _ in self.removed), initial=0))
        starts = [row[1] + g for row, g in zip(self.removed, growth, strict=False)]
        return starts, [s + len(row[3]) for s, row in zip(starts, self.removed, strict=True)]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the raw text that became `body[start:end]`.

        Text removed at either end of the span is left out, text removed inside it is covered.

        >>> page = clean("Advertisement\\nThe harbour closed.")
        >>> page.raw(0, len(page.body))
        (14, 33)
        """
        starts, ends = self._places
        i = bisect_right(ends, start)  # rows before i lie wholly before the span
        j = max(i, bisect_left(starts, end))  # rows from j on lie wholly behind it
        first = self.removed[i][1] if i < len(starts) and starts[i] < start else start + self._shift(i)
        last = self.removed[j - 1][2] if j > i and ends[j - 1] > end else end + self._shift(j)
        return first, max(first, last)

    def _shift(self, i: int) -> int:
        """How much further on the raw text is than the body, behind the first `i` rows."""
        return self.removed[i - 1][2] - self._places[1][i - 1] if i else 0


def clean(text: str) -> Cleaned:
    """Return `text` without boilerplate, with the log of all edits and the metadata met on the way.

    Linear in the length of the text. Cleaning a body again changes nothing.

    >>> clean("The ferry sank.\\n12 Comments").body
    'The ferry sank.'
    """
    rows, body, quiet = [], text, 0
    for step in STEPS * PASSES:
        edits = disjoint(step(body))
        if edits:
            rows, body = compose(rows, edits, step.__name__), apply(body, edits)
        quiet = 0 if edits else quiet + 1
        if quiet == len(STEPS):  # all of them have seen this text
            break
    return Cleaned(body, rows, found(text, rows))


def disjoint(edits: Iterable[tuple]) -> list[tuple]:
    """Return the edits (start, end, replacement, reason) in order; of two that overlap, the earlier one stays."""
    out, reached = [], 0
    for edit in sorted(edits, key=lambda e: (e[0], -e[1])):
        if edit[0] >= reached and edit[1] > edit[0]:
            out.append(edit)
            reached = edit[1]
    return out


def apply(text: str, edits: Iterable[tuple]) -> str:
    """Return `text` with disjoint, ordered edits (start, end, replacement, reason) carried out."""
    out, at = [], 0
    for start, end, new, *_ in edits:
        out += (text[at:start], new)
        at = end
    return "".join(out) + text[at:]


def rebuild(text: str, removed: Iterable[tuple]) -> str:
    """Return the body, from the raw text and the rows (step, start, end, replacement, reason) of its log alone."""
    return apply(text, (row[1:] for row in removed))


def compose(rows: list[tuple], edits: list[tuple], step: str) -> list[tuple]:
    """Return the log `rows` with `edits` added, whose offsets point into the text that `rows` left.

    An edit that touches what an earlier one wrote, or spans the place where it took something out, replaces that row.
    """
    out, i, k, shift = [], 0, 0, 0  # shift: raw offset minus offset in the text that `rows` left
    while k < len(edits):
        (start, end, new, reason), k = edits[k], k + 1
        while i < len(rows) and rows[i][1] - shift + len(rows[i][3]) <= start:
            out.append(rows[i])
            shift, i = shift + rows[i][2] - rows[i][1] - len(rows[i][3]), i + 1
        first, kept, last = start + shift, "", None
        if i < len(rows) and (at := rows[i][1] - shift) < start:
            first, kept = rows[i][1], rows[i][3][: start - at]
        while i < len(rows) and (at := rows[i][1] - shift) < end:
            _, begin, stop, old, _ = rows[i]
            while k < len(edits) and edits[k][0] < at + len(old):  # the next edit begins in what the same row wrote
                new, end, k = new + old[end - at : edits[k][0] - at] + edits[k][2], edits[k][1], k + 1
            if at + len(old) > end:
                last, new = stop, new + old[end - at :]
            shift, i = shift + stop - begin - len(old), i + 1
        out.append((step, first, end + shift if last is None else last, kept + new, reason))
    return out + rows[i:]


def found(text: str, rows: Iterable[tuple]) -> dict[str, str]:
    """Return the metadata that stands in the removed pieces of `text`: `published`, `headline`, `credits` where known."""
    out: dict[str, str] = {}
    for step, start, end, *_ in rows:
        piece = text[start:end].strip()
        if step == "metadata":
            out = boilerplate.facts(piece) | out
        elif step == "source_lists" and (names := linklists.source_names(piece)):
            out["credits"] = "; ".join(dict.fromkeys([*filter(None, [out.get("credits")]), *names]))
    return {key: re.sub(r"\s+", " ", value) for key, value in out.items() if value}
