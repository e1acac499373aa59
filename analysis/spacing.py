"""Cleaning steps that repair characters and white space and take no text out.

They run with the removals so that one log explains every difference between the raw text and the body: broken encodings
(mojibake), spaces that are none or not plain, and sentences that a line end cut in two. Curly quotation marks stay as
they are, because quotations are read from them.
"""

import re
from functools import lru_cache

Span = tuple[int, int]
Edit = tuple[int, int, str, str]  # start, end, replacement, reason

LINE = re.compile(r"\S(?:[^\n]*\S)?")

# A character that a wrongly decoded UTF-8 sequence starts with, followed by those it goes on with, in Latin-1 or Windows-1252.
MOJIBAKE = re.compile(
    r"(?:[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026"
    r"\u2030\u2039\u203a\u20ac\u2122\ufffd]{1,5}){1,40}"
)
LEADS = "ÂÃÄÅÎÏÐÑØÙáâãäåæçèéïð"
ODD = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u200b-\u200d\u2060\ufeff\u00ad\x0b\x0c\x1c-\x1e\x85\u2028\u2029\r]")
BREAKS = frozenset("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
NOTHING = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
JOINERS = frozenset("\u200c\u200d")  # inside an emoji or a word in another script they are spelling
OPEN_END = re.compile(
    r"(?<=\s)(?:that|the|an?|of|and|or|his|her|its|their|our|my|your|whose|whom|than|because|if|whether|although|while)$"
)
LOWER_END = re.compile(r"[a-z,][’']?$")
LOWER_START = re.compile(r"[a-z]+(?![\w.@/:])(?!\.\w)")


@lru_cache(maxsize=2)  # every step asks for the lines of nearly the same text
def lines(text: str) -> list[Span]:
    """Return the spans of the lines that hold anything, without the white space around them.

    >>> lines("One. \\n\\n Two.")
    [(0, 4), (8, 12)]
    """
    return [m.span() for m in LINE.finditer(text)]


def mojibake(text: str) -> list[Edit]:
    """Find characters that were decoded with the wrong encoding and put the right ones in their place (ftfy)."""
    if not any(char in text for char in LEADS) or not (hits := list(MOJIBAKE.finditer(text))):
        return []
    from ftfy import fix_encoding

    fixed = ((m, fix_encoding(m.group())) for m in hits)
    return [(*m.span(), new, "wrong encoding repaired; no text taken out") for m, new in fixed if new != m.group() and "\n" not in new]


def spaces(text: str) -> list[Edit]:
    """Write odd spaces as plain ones and odd line ends as line feeds; drop characters of no width.

    A no-break or thin space inside a number ("8 000") stays, since it says that the digits belong together.
    """
    return [edit for m in ODD.finditer(text) if (edit := plain(text, m.start()))]


def plain(text: str, at: int) -> Edit | None:
    """Return the edit that writes the odd space at `at` in the plain way, if it should go."""
    char, before, after = text[at], text[max(0, at - 1) : at], text[at + 1 : at + 4]
    if char in JOINERS and not (before.isascii() and after[:1].isascii()):
        return None
    if char in NOTHING:
        return at, at + 1, "", "character of no width; no text taken out"
    if char in BREAKS:
        return at, at + 1, "" if char == "\r" and after[:1] == "\n" else "\n", "line end written as a line feed; no text taken out"
    if before.isdigit() and len(after) == 3 and after.isdigit():
        return None
    return at, at + 1, " ", "odd space written as a plain one; no text taken out"


def broken_lines(text: str) -> list[Edit]:
    """Join a sentence that a line end has cut in two with one space.

    A line is cut when it ends in a word that ends no sentence (that, the, of ...), or in a lower-case word or comma with
    a lower-case word to follow. Short lines are left alone: they are headlines, list items or verse.
    """
    out, rows, joined = [], lines(text), False
    for (start, end), (after, stop) in zip(rows, rows[1:], strict=False):
        whole = joined or not text[start].islower()  # a list whose items begin in lower case is no prose
        near = whole and end - start >= 40 and text.count("\n", end, after) <= 2
        if joined := near and cut(text[end - 12 : end], text[after : min(stop, after + 40)], blank="\n" in text[end + 1 : after]):
            out.append((end, after, " ", "sentence broken by a line end joined; no text taken out"))
    return out


def cut(tail: str, head: str, *, blank: bool) -> bool:
    """Tell whether a sentence runs on from a line that ends in `tail` to one that begins with `head`.

    Over a `blank` line it only does in lower case: a subheading may end in "that", too.
    """
    return bool(LOWER_END.search(tail) and LOWER_START.match(head) or not blank and OPEN_END.search(tail) and head[:1].isalnum())


def ends(text: str) -> list[Edit]:
    """Take off the white space behind the last line."""
    return [(len(text.rstrip()), len(text), "", "white space at the end; no text taken out")] if text[-1:].isspace() else []
