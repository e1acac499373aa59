"""Links to other stories, and lists of sources, that stand in an article: cleaning steps that look at more than one line.

A list of other headlines holds the most misleading boilerplate, since its items are sentences about the same subject,
with numbers and names that the article itself never gives. It is known by its header; where the items end is judged by
what a headline looks like, and lines that could be prose stay.
"""

import re
from collections.abc import Callable, Iterable

from analysis.boilerplate import INNER_STOP, QUOTES, SAID, any_of, taken
from analysis.spacing import Edit, Span, lines

BRACKETS = any_of(
    r"[(\[][ \t]{0,3}(?:related|also(?: on| see| read| watch)?\b[^:()\n]{0,30}|see also|read(?: more| also)?|more|watch|photos?|video"
    r"|pictures|gallery|slideshow|click here)\s*:\s*[^()\[\]\n]{1,300}(?:\([^()\n]{0,80}\)[^()\[\]\n]{0,200})?[)\]]"
)
MARKER = any_of(r"\[/?(?:pullquote|caption|embed|gallery|youtube|video)\b[^\]\n]{0,100}\]|#(?:share|related|ad|page|pullquote)#")
SHORTENED = any_of(r"(?<![\w/])(?:pic\.twitter\.com/\w+|https?://t\.co/\w+)")
PERSON_LINKS = re.compile(
    r"\b(?P<last>[A-Z][\w’'-]{2,30})(?P<cut> (?:\(?[A-Z][\w.’'\"-]{0,30}\)? ){1,4}(?P=last)(?=[A-Z‘'\"(])[^\n]{3,600}? MORE\b)"
)
HEADER = any_of(
    r"\W{0,5}(?:"
    r"(?P<sure>(?:more )?related (?:stories|story|articles?|coverage|content|news|posts?|links?|reading|topics?|videos?|items)"
    r"(?: from .{1,40})?"
    r"|you (?:may|might)(?: also)? (?:like|enjoy|be interested in)|(?:don['’]t|do not) miss|what to read next|read next|recommended for you"
    r"|most (?:read|popular|viewed|shared)(?: stories)?|(?:editors?['’]?s?['’]? picks)|related|more on this(?: story)?"
    r"|this (?:article|story|post) (?:is )?(?:tagged|filed) under\b.{0,40})"
    r"|(?:read|see|watch)(?: it| this)? (?:also|more|next|this)|also (?:see|read|watch|on .{1,30})|see also"
    r"|recommended(?: (?:stories|reading|articles))?"
    r"|more (?:related )?(?:stories|news|headlines|articles|coverage|from .{1,40}|on .{1,40})|trending(?: now| stories| today)?"
    r"|top stories|latest (?:news|stories|headlines)|up next|more|watch|photos|video|in pictures|earlier"
    r"|tags"
    r")\s*(?P<mark>:|\.\.\.|…|»|>)?\s*"
)
ONE_LINK = any_of(
    r"\W{0,5}(?:related(?: (?:stories|story|articles?|coverage|content|news|links?|reading|video|poll))?|see also|also see|also read"
    r"|read also|read more|more|watch|photos?|video|read|opinion|don['’]t miss|recommended|now watch|(?-i:STORY|IN THE NEWS|COLUMN))"
    r"\s*:\s*(?P<item>\S.*)",
    r"related coverage \S.*|.{10,200}\S (?-i:Read more)|more on this\.\.\. .*|\(\s+[^()]{5,150}\)",
    r"[^.:;!?\"“]{3,60}(?<=\w[\w?]):(?-i:[A-Z]).{15,180}[^.,;:]",
)
SOURCES = any_of(r"\W{0,5}(?:sources?(?: (?:include|included|for this (?:article|story|report)(?: include)?|used))?|references|via)\s*:\s*")
HOST = r"(?:https?://\S+|(?:[A-Za-z0-9][\w-]{0,40}\.){1,4}(?-i:[a-z]{2,18})\b(?:/\S*)?)"  # behind the header any domain counts
SOURCE = any_of(rf"\W{{0,5}}{HOST}(?:\s*[-–—|:]\s*\S.{{0,100}})?\W{{0,5}}")
PLAIN = re.compile(r"\W*(?:more|watch|read|opinion|photos?|video|recommended)\W*$", re.IGNORECASE)  # may begin a sentence, too
STOP = re.compile(r"[.!?…][\"”’)]*$")
DASH = ("—", "– ")
PROSE = re.compile(
    r"[\"“‘']|(?:He|She|They|It|We|I|But|And|So|Yet|That|This|These|Those|There|In|On|At|The|His|Her|Their|If|When|While|As|For|Some|Meanwhile"
    r"|However)\b"
)


def inline_links(text: str) -> list[Edit]:
    """Take out links inside a paragraph: in brackets ("(Related: ...)"), behind a name, shortened addresses, template markers."""
    out = [(before(text, m.start()), m.end(), "", "link to another story in brackets") for m in BRACKETS.finditer(text)]
    if "[" in text or "#" in text:
        out += [(before(text, m.start()), m.end(), "", "marker of the page's template") for m in MARKER.finditer(text)]
    if "twitter.com/" in text or "t.co/" in text:
        out += [(before(text, m.start()), m.end(), "", "shortened address of an embedded post") for m in SHORTENED.finditer(text)]
    if " MORE" in text:
        out += [(*m.span("cut"), "", "links to other stories behind a name") for m in PERSON_LINKS.finditer(text)]
    return out


def before(text: str, at: int) -> int:
    """Return where the blanks before `at` begin; at most three, so that long runs of blanks cost nothing."""
    blanks = text[max(0, at - 3) : at]
    return at - len(blanks) + len(blanks.rstrip(" \t"))


def run(rows: Iterable[Span], good: Callable) -> list[Span]:
    """Return the leading rows that are `good`."""
    out = []
    for row in rows:
        if not good(row):
            break
        out.append(row)
    return out


def source_lists(text: str) -> list[Edit]:
    """Take out a list of source sites with its header ("Sources include:")."""
    rows, out = lines(text), []
    for i, (start, end) in enumerate(rows):
        if end - start <= 300 and (head := SOURCES.match(text, start, end)):
            items = run(rows[i + 1 : i + 30], lambda s: s[1] - s[0] <= 200 and SOURCE.fullmatch(text, *s))
            if (head.end() == end and items) or (head.end() < end and source_names(text[head.end() : end])):
                out += taken(text, [(start, end), *items], "list of sources")
    return out


def source_names(piece: str) -> list[str]:
    """Return the site names in a piece of a source list; none unless it is nothing but site names.

    >>> source_names("Harbour-Post.com, example.org")
    ['Harbour-Post.com', 'example.org']
    """
    parts = [p.strip(" .\t") for p in re.split(r"[,;\n]+|\s(?:and|&)\s", SOURCES.sub("", piece, count=1)) if p.strip(" .\t")]
    return parts if parts and all(SOURCE.fullmatch(p) for p in parts) else []


def related_stories(text: str) -> list[Edit]:
    """Take out lists of other headlines with their header, and single lines that link to another story."""
    rows, out, i = lines(text), [], 0
    while i < len(rows):
        start, end = rows[i]
        items = []
        if end - start <= 60 and (head := HEADER.fullmatch(text, start, end)):
            listed = bool(head["sure"] or head["mark"])
            items = headlines(text, rows[i + 1 : i + 14], last=listed and i + 14 > len(rows))
            if head["sure"] or (items and (head["mark"] or len(items) > 1)):
                out += taken(text, [(start, end), *items], "list of other stories")
        elif end - start <= 250 and text[start] not in QUOTES and (link(text, start, end) or shouted(text, rows[max(0, i - 1) : i + 2])):
            out += taken(text, [(start, end)], "link to another story")
        i += 1 + len(items)
    return out


def link(text: str, start: int, end: int) -> bool:
    """Tell whether a line is a label and the title of another story ("SEE ALSO: ...")."""
    one = ONE_LINK.fullmatch(text, start, end)
    if not one or SAID.search(text, start, end):
        return False
    label = text[start : one.start("item")] if one["item"] else ""
    prose = label and (one["item"][0].islower() or text[end - 1] == "." and PLAIN.match(label) and not label.isupper())
    return not prose


def shouted(text: str, rows: list[Span]) -> bool:
    """Tell whether the middle one of three lines is a title in capitals between two paragraphs of prose."""
    if len(rows) < 3 or not text[slice(*rows[1])].isupper():
        return False
    prose = (b - a >= 80 and STOP.search(text, max(a, b - 5), b) and not text[a:b].isupper() for a, b in (rows[0], rows[2]))
    line = text[slice(*rows[1])]
    return len(line.split()) >= 7 and line[-1] not in ".:," and not line.startswith(("Q:", "A:")) and all(prose)


def headlines(text: str, rows: list[Span], *, last: bool) -> list[Span]:
    """Return the leading rows that read like headlines; with full stops only if the list runs to the end of the text."""
    items = run(rows, lambda s: headline(text[slice(*s)]))
    if last and len(items) == len(rows):
        return items
    return run(items, lambda s: s[1] - s[0] <= 120 and not STOP.search(text, max(s[0], s[1] - 5), s[1]))


def headline(line: str) -> bool:
    """Tell whether a line may be the headline of another story: one sentence, no speech, no word that leans on a text before.

    A question and a short answer or call to it ("Who pays? See the map") are one headline, too.
    """
    leaning = PROSE.match(line) and STOP.search(line[-5:]) or line.startswith(DASH)
    inner = INNER_STOP.findall(line)
    several = len(inner) > 1 or any(stop[1] == "." for stop in inner) or inner and line[-1] == "."
    return len(line) <= 200 and line[-1] != ":" and not leaning and not several and not SAID.search(line)
