"""One file's bytes to one text: encodings, empty and binary files, HTML.

Newspapers' files come as UTF-8, UTF-16 with a mark, or Windows-1252 that somebody called Latin-1. What cannot be read is
said with its remedy; nothing is guessed silently.
"""

import codecs
from pathlib import Path

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Unreadable(ValueError):
    """The bytes hold no article; args are what is wrong and what to do about it."""


def decode(raw: bytes) -> tuple[str, str]:
    """Return the text of `raw` and a note ("" where the encoding was plain UTF-8).

    Raises Unreadable for empty and binary content.

    >>> decode("“zero”".encode("cp1252"))
    ('“zero”', 'is not UTF-8; read as Windows-1252')
    """
    if not raw.strip():
        raise Unreadable("is empty", "put the article's text into it, or delete it")
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace"), "" if encoding == "utf-8-sig" else "is UTF-16; read as such"
    if b"\0" in raw or raw.startswith((b"%PDF", b"PK\x03\x04", b"\xff\xd8", b"\x89PNG", b"{\\rtf")):
        raise Unreadable("is not a text file", "save the article as plain text (UTF-8)")
    try:
        return raw.decode("utf-8"), ""
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace"), "is not UTF-8; read as Windows-1252"


def read(path: Path) -> tuple[str, str]:
    """Return the text of the file at `path` and a note about its encoding; HTML is reduced to the article's text.

    Raises Unreadable, also where an HTML file needs the extra that is not installed.
    """
    text, note = decode(path.read_bytes())
    return (from_html(text), note) if path.suffix.lower() in (".html", ".htm") else (text, note)


def from_html(page: str) -> str:
    """Return the article's text in an HTML page: its headline, then a line a paragraph (trafilatura, Barbaresi 2021)."""
    try:
        import trafilatura  # an extra, and slow to import
    except ImportError as problem:
        raise Unreadable(
            "is HTML, and the extra for HTML is not installed", "pip install 'samestory[html]', or save the page as text"
        ) from problem
    text = trafilatura.extract(page, include_comments=False, include_tables=False)
    if not text:
        raise Unreadable("is HTML without an article in it", "save the article's text as a .txt file")
    return text
