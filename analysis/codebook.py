"""A codebook: the frames a study looks for, and the words by which a sentence shows them.

Content analysis defines a frame in prose and codes by hand. Here every frame carries its definition and, beside it, patterns
that stand for it, in a TOML file that a researcher reads and edits without knowing the program. A pattern is written so:

    troops          the word, in any case; a possessive 's in the text is passed over
    US, Congress    a word with a capital letter is met in exactly this case ("us" is not "US")
    escalat*        * stands for any letters, also none, anywhere in a word
    #               a figure, that is a word that begins with a digit
    zero reaction   words next to each other; punctuation between them is passed over, a hyphen is a space
    lack ..3 will   at most three words in between
    (aid | no arms) one of these, each a phrase in its own right
    warn* & kyiv    both in one sentence, in any order; the first part is the hit, the other a condition on the sentence

`exclude` holds patterns of what is no hit ("in front of" for "front"): a hit that touches an excluded stretch does not count.
`negated = "skip"` passes over hits with a "no" or "not" up to three words before them ("no threat"); without it they count, for who
denies a frame still speaks of it. `function` names which of Entman's (1993) functions the frame has: problem, cause, moral or remedy.
A frame with `patterns = []` is left to human coders. Matching is done in `annotate/frames.py`.
"""

import difflib
import hashlib
import re
import tomllib
from collections import deque
from dataclasses import dataclass
from pathlib import Path

WIDEST_GAP = 20
BOOK = {"title": str, "language": str, "source": str, "version": str, "frame": list}
FRAME = {"id": str, "name": str, "definition": str, "patterns": list, "exclude": list, "negated": str, "function": str}
DEFAULTS = {"exclude": [], "negated": "count", "function": "none"}
CHOICES = {"negated": ("count", "skip"), "function": ("none", "problem", "cause", "moral", "remedy")}
LEXEME = re.compile(r"\.\.\d+|[()|&#]|[\w*'](?:[\w*']|[.,](?=\w))*(?:\.(?!\.))?")
JOINT = re.compile(r"[-\u2010-\u2015/]")  # hyphens and dashes within a word, and the slash
DOT = re.compile(r"\b([^\W\d_])\.|\.$")  # the dots of U.S. and of Gen.


@dataclass(frozen=True)
class Step:
    """One place in a phrase: at most `gap` words after the one before, a word (str) or a phrase (tuple of steps) out of `choices`."""

    choices: tuple
    gap: int = 0


@dataclass(frozen=True)
class Pattern:
    """A pattern as written and as read: the first of `parts` is the hit, the others must stand in the same sentence."""

    text: str
    parts: tuple[tuple[Step, ...], ...]


@dataclass(frozen=True)
class Frame:
    """A frame of the codebook; without patterns it is coded by people only."""

    id: str
    name: str
    definition: str
    patterns: tuple[Pattern, ...]
    exclude: tuple[Pattern, ...] = ()
    negated: str = "count"
    function: str = "none"


@dataclass(frozen=True)
class Codebook:
    """Frames in the order of the file; `sha` is the SHA-256 of its text, whatever the line ends."""

    title: str
    language: str
    source: str
    version: str
    frames: tuple[Frame, ...]
    sha: str


def load(path: str | Path) -> Codebook:
    """Read and check the codebook in the TOML file `path`.

    Raises FileNotFoundError when there is none, and ValueError that names the file, the frame, the pattern and the remedy
    when it cannot be read as a codebook.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
        raw = checked(tomllib.loads(text), BOOK)
        frames = tuple(frame(entry) for entry in raw.pop("frame"))
        once([f.id for f in frames], "frame id")
    except ValueError as problem:  # tomllib's and Unicode's own errors are ValueErrors too
        raise ValueError(f"codebook {path}: {problem}") from None
    return Codebook(**raw, frames=frames, sha=hashlib.sha256(text.encode()).hexdigest())


def frame(entry: dict) -> Frame:
    """Return one `[[frame]]` table as a Frame; raises ValueError that names the frame."""
    if not isinstance(entry, dict):
        raise ValueError(f"frame {entry!r} is no table; write [[frame]] above its keys")
    try:
        fields = checked({**DEFAULTS, **entry}, FRAME)
        for key, known in CHOICES.items():
            if fields[key] not in known:
                raise ValueError(f"{key} = {fields[key]!r} is not known; write one of {', '.join(known)}")
        once([*fields["patterns"], *fields["exclude"]], "pattern")
        read = {key: tuple(pattern(text) for text in fields.pop(key)) for key in ("patterns", "exclude")}
    except ValueError as problem:
        raise ValueError(f"frame {entry.get('id', '(without id)')!r}: {problem}") from None
    return Frame(**fields, **read)


def checked(entry: dict, keys: dict[str, type]) -> dict:
    """Return `entry` when it has exactly these keys with values of these types, none of them an empty text."""
    for key in entry:
        if key not in keys:
            near = difflib.get_close_matches(key, keys, n=1)
            raise ValueError(f"unknown key {key!r}; " + (f"did you mean {near[0]!r}?" if near else f"known are {', '.join(keys)}"))
    for key, kind in keys.items():
        if key not in entry:
            raise ValueError(f"key {key!r} is missing; add it" + (", [] where only people code the frame" if key == "patterns" else ""))
        if not isinstance(entry[key], kind) or entry[key] == "":
            raise ValueError(f"{key!r} must be a {'list' if kind is list else 'text that is not empty'}; got {entry[key]!r}")
    return dict(entry)


def once(values: list, what: str) -> None:
    """Raise ValueError when a value stands twice."""
    if twice := [v for i, v in enumerate(values) if v in values[:i]]:
        raise ValueError(f"{what} {twice[0]!r} stands twice; delete one or rename it")


def pattern(text: str) -> Pattern:
    """Read one pattern; raises ValueError that quotes it and says what to write instead.

    >>> pattern("lack ..3 (resolve | political will)").parts[0][1].gap
    3
    >>> pattern("zero reaction (weak")
    Traceback (most recent call last):
    ValueError: pattern 'zero reaction (weak': a '(' is never closed; add ')'
    """
    if not isinstance(text, str):
        raise ValueError(f"pattern {text!r} is no text; put it in quotation marks")
    try:
        marks = lexemes(text)
        parts = [phrase(marks)]
        while marks and marks[0] == "&":
            marks.popleft()
            parts.append(phrase(marks))
        if marks:
            raise ValueError(f"{marks[0]!r} stands outside parentheses; write alternatives as (a | b)")
    except ValueError as problem:
        raise ValueError(f"pattern {text!r}: {problem}") from None
    return Pattern(text, tuple(parts))


def lexemes(text: str) -> deque[str]:
    """Cut a pattern into words, gaps and signs."""
    text = JOINT.sub(" ", text.replace("\u2019", "'"))
    if left := LEXEME.sub("", text).strip():
        raise ValueError("'..' lacks its number of words; write ..3" if left[0] == "." else f"{left[0]!r} has no meaning; leave it out")
    return deque(LEXEME.findall(text))


def phrase(marks: deque[str]) -> tuple[Step, ...]:
    """Consume one phrase from the left of `marks`, up to a sign that ends it."""
    steps, gap = [], None
    while marks and marks[0] not in "|&)":
        mark = marks.popleft()
        if mark.startswith(".."):
            gap = width(mark, first=not steps or gap is not None)
        else:
            steps.append(Step(choices(marks) if mark == "(" else (word(mark),), gap or 0))
            gap = None
    if not steps or gap is not None:
        raise ValueError(f"a word is missing {f'before {marks[0]!r}' if marks else 'at the end'}; add it, or delete the sign beside it")
    return tuple(steps)


def choices(marks: deque[str]) -> tuple:
    """Consume `a | b)`; an alternative of a single word stands for itself, so that its places are found at once."""
    found = [phrase(marks)]
    while marks and marks[0] == "|":
        marks.popleft()
        found.append(phrase(marks))
    if not marks:
        raise ValueError("a '(' is never closed; add ')'")
    if marks.popleft() != ")":
        raise ValueError("'&' stands in parentheses; it joins whole phrases only")
    return tuple(choice for steps in found for choice in (steps[0].choices if len(steps) == 1 else (steps,)))


def width(mark: str, *, first: bool) -> int:
    """Return how many words the gap `mark` allows."""
    if first:
        raise ValueError(f"{mark} has no word before it; a gap stands between two words")
    if not 1 <= int(mark[2:]) <= WIDEST_GAP:
        raise ValueError(f"{mark} must be from ..1 to ..{WIDEST_GAP}; for words anywhere in the sentence write a & b")
    return int(mark[2:])


def word(text: str) -> str:
    """Return a word of a pattern as the text's words are written; raises ValueError when it could never, or always, be met."""
    plain = DOT.sub(r"\1", text)
    if plain.casefold().endswith(("'s", "s'")):
        raise ValueError(f"{text!r} ends in a possessive, which is passed over in the text; leave it out")
    if "*" in plain and len(plain.replace("*", "")) < 2:
        raise ValueError(f"{text!r} would meet nearly every word; give it two letters, or write a gap such as ..1")
    return plain


def words(token: str) -> list[str]:
    """Return the words of a token of the text: cut at hyphens, without the dots of abbreviations, no punctuation.

    >>> words("U.S.-led"), words("10,000-strong"), words("...")
    (['US', 'led'], ['10,000', 'strong'], [])
    """
    if token.isalpha():
        return [token]
    return [plain for part in JOINT.split(token) if any(map(str.isalnum, plain := DOT.sub(r"\1", part)))]
