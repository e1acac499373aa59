"""The agencies and outlets that an article names as where it has its news from.

Two things are kept apart. A credit inside the text ("reports Reuters", "told the broadcaster KBS", "in a post on X") tells
where one statement comes from: `read`. A dateline, byline or footer ("LONDON (Reuters) -") tells that the copy as a whole is
an agency's: `wire`. An outlet that is only spoken of ("the Reuters building") is credited with nothing.
"""

import re
import tomllib
from typing import NamedTuple

from analysis import paths

LIST = tomllib.loads((paths.codebooks() / "agencies.toml").read_text(encoding="utf-8"))
KINDS = ("wire", "newspaper", "broadcaster", "site", "social")
SOURCES = {form: (name, kind) for kind in KINDS for name, forms in LIST[kind].items() for form in forms}
NOUNS = {noun: kind for kind, nouns in LIST["nouns"].items() for noun in nouns.split()}
WORD = re.compile(r"[A-ZČ][\w-]*")
LAST: dict[str, list[str]] = {}  # last capitalised word of a form -> forms; it tells more than the first
for _form in sorted(SOURCES, key=len, reverse=True):
    LAST.setdefault(WORD.findall(_form)[-1], []).append(_form)


def either(name: str) -> str:
    """Return the alternatives of a list of the file as a pattern."""
    return "|".join(sorted(LIST["cues"][name], key=len, reverse=True))


NAME = re.compile(r" (?:[Tt]he )?([A-Z][\w’'.-]*(?: (?:[A-Z][\w’'-]*|de|la|of))*(?<![.’'-]))")
BESIDE = re.compile(r"\b(?:" + "|".join(NOUNS) + r") (?:[Tt]he )?$")
COUNTRY = r"(?:(?:North |South |Saudi |New |Sri )?[A-Z][a-z]+|[A-Z]\.[A-Z]\.)"
FRONT = re.compile(rf"(?:\b{COUNTRY}(?:[’']s)? )?(?:\b(?:{either('describing')}) ){{0,3}}$")

BEFORE = re.compile(rf"\b(?:{either('before')})\b(?:(?! and )[^.;:!?\n“”\"(),]){{0,45}}$", re.IGNORECASE)
AFTER = re.compile(rf"(?:[’']s)?(?: [\w’'-]+){{0,3}}?,?(?: on \w+day)?,? (?:{either('after')})\b")
POSTED = re.compile(rf"\b(?:on|via|to) (?:(?:{either('posted')}) )*$")

WIRES = sorted((form for form, (_, kind) in SOURCES.items() if kind == "wire"), key=len, reverse=True)
WIRE = re.compile("|".join(map(re.escape, WIRES)))
AGENCY = f"(?:[Tt]he )?({'|'.join(map(re.escape, WIRES))})"
CITY = r"[A-Z][A-Z .,’'-]{2,40}(?:, [A-Z][a-z]+\.?)?(?:, [A-Z][a-z]+\.? \d{1,2})?"
BYLINE = r"(?:(?:By|BY|Source:|Via) (?:[^\n.]{0,60}?[,|–—] ?)?|[A-Z][^\n.,|]{3,40}, )"
HEAD = [
    re.compile(rf"^[^\n]{{0,90}}?\({AGENCY}\)\s*(?:[-–—―:]|--)", re.MULTILINE),  # DALLAS (AP) —
    re.compile(rf"^{CITY} \({AGENCY}\)|^\({AGENCY}\) {CITY}", re.MULTILINE),  # without a dash
    re.compile(rf"^[ \t/]*{BYLINE}?{AGENCY}(?: Staff| News| Writers?)?[ \t]*\.?[ \t]*$", re.MULTILINE),
]
STAFF = r"(?:writers?|reporters?|journalists?|correspondents?|staff)"
FOOT = [
    re.compile(rf"(?:©|\([Cc]\)|(?<!mage )(?<!hoto )(?<!cture )\b[Cc]opyright)[^\n]{{0,30}}?\b{AGENCY}(?! &)"),
    re.compile(rf"\b{AGENCY} (?:[\w-]+ ){{0,3}}?{STAFF}\b[^\n]{{0,200}}\bcontributed\b"),
    re.compile(rf"(?:^|[\s.”\"])(?:[–—―-]{{1,2}} ?|\(){AGENCY}\)?\.?\s*$"),
]
DESKS = re.compile(r"\((?:Additional )?[RrWw](?:eport|rit)ing(?: and writing)? by [^)]{3,300}?;\s*(?:[Ee]diting|[Ww]riting|[Aa]dditional)")


class Credit(NamedTuple):
    """A source that an article names. `name` as our list has it, `printed` as it stands; `kind` is wire, newspaper, broadcaster,
    site, social, or unnamed ("state media"). A credit that cleaning took out of the text has start and end -1."""

    start: int
    end: int
    name: str
    kind: str
    printed: str


def read(body: str, text: str = "", found: dict[str, str] | None = None) -> list[Credit]:
    """Return the sources that an article credits, in order; with the raw `text` also a dateline or footer that cleaning took out.

    `found` is what cleaning met on the way: its `credits` are names joined by "; " ("Sources include").

    >>> [(c.name, c.kind) for c in read("The dam broke, reports Reuters. She told the newspaper Valley Ledger so.")]
    [('Reuters', 'wire'), ('Valley Ledger', 'newspaper')]
    """
    apart, past = [], -1
    for c in sorted([*listed(body), *described(body), *unnamed(body)], key=lambda c: (c.start, -c.end)):
        if c.start >= past:
            apart.append(c)
            past = c.end
    declared = [credit for name in (found or {}).get("credits", "").split(";") if name.strip() for credit in [declare(name.strip())]]
    agency = wire(text)
    if agency and agency not in {c.name for c in apart}:
        declared.append(Credit(-1, -1, agency, "wire", agency))
    return apart + declared


def declare(name: str) -> Credit:
    """Return the credit of a source that stood in a list of sources, not in the text."""
    known, kind = SOURCES.get(name, (name, "site" if "." in name else "newspaper"))
    return Credit(-1, -1, known, kind, name)


def places(body: str, form: str):
    """Yield the offsets at which a form stands as a word or several."""
    at = body.find(form)
    while at >= 0:
        if not body[at + len(form) : at + len(form) + 1].isalnum() and not body[at - 1 : at].isalnum():
            yield at
        at = body.find(form, at + len(form))


def listed(body: str):
    """Yield the credited sources of our list."""
    for form in (form for last in LAST.keys() & set(WORD.findall(body)) for form in LAST[last]):
        name, kind = SOURCES[form]
        yield from (credit(body, at, at + len(form), name, kind) for at in places(body, form) if credited(body, at, at + len(form), kind))


def described(body: str):
    """Yield credited sources that our list does not know, by the noun in front: "the newspaper Valley Ledger"."""
    for noun, kind in NOUNS.items():
        for at in places(body, noun):
            name = NAME.match(body, at + len(noun))
            if name and name[1] not in SOURCES and credited(body, at, name.end(), kind):
                yield credit(body, name.start(1), name.end(), name[1], kind)


def unnamed(body: str):
    """Yield media that are credited without a name, but with whose they are: "South Korean media"."""
    for noun in ("media", "press"):
        for at in places(body, noun):
            start, end = FRONT.search(body, max(0, at - 50), at).start(), at + len(noun)
            if start < at and body[start:at].strip() not in ("social", "the") and credited(body, start, end, "unnamed"):
                yield credit(body, start, end, body[start:end], "unnamed")


def credit(body: str, start: int, end: int, name: str, kind: str) -> Credit:
    """Return a credit with the words in front that tell what it is: "South Korean broadcaster KBS"."""
    noun = BESIDE.search(body, max(0, start - 20), start)
    first = FRONT.search(body, max(0, noun.start() - 50), noun.start()).start() if noun else start
    first += 4 * body.startswith(("the ", "The "), first)
    return Credit(first, end, name, kind, body[first:end])


def credited(body: str, start: int, end: int, kind: str) -> bool:
    """Tell whether the words beside a source credit it with something."""
    front = body[max(0, start - 60) : start]
    return bool(BEFORE.search(front) or AFTER.match(body, end) or kind == "social" and POSTED.search(front))


def wire(text: str) -> str | None:
    """Return the agency that a text as a whole is credited to (AP, AFP, UPI, Reuters ...), or None.

    Datelines and bylines count near the top, copyright lines and the names of the desk at the end. A text that quotes an
    agency, or thanks one for a contribution, is not its copy.

    >>> wire("ARVESK, March 3 (AP) — The dam broke."), wire("The dam broke, the AP reported.")
    ('AP', None)
    """
    head, tail = text[:1200], text[-800:]
    if "diting by" not in tail and not WIRE.search(f"{head}\n{tail}"):
        return None
    for pattern, part in [*((p, head) for p in HEAD), *((p, tail) for p in FOOT)]:
        if hit := pattern.search(part):
            return SOURCES[next(filter(None, hit.groups()))][0]
    return "Reuters" if DESKS.search(tail) else None
