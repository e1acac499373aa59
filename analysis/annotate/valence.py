"""Lexicons: what a word is worth by itself, from -1 (negative) to 1 (positive), and the sum of a sentence's words.

Which lexicon is chosen changes the result (Boukes et al. 2020), so two openly licensed ones stand side by side, and a user's own beside
them: `vader` (Hutto and Gilbert 2014, rated by people) and `pattern` (De Smedt and Daelemans 2012, mostly adjectives), each scaled so
that its largest value is 1. All but VADER's own score are summed up by one rule: a negation among the three words before turns
a value (times -.74, VADER's figure), and the sum s becomes s / sqrt(s^2 + 1), VADER's own curve at that scale.
"""

import csv
import math
import re
from functools import cache
from pathlib import Path

from analysis import paths
from analysis.annotate import compound

WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
TURN, REACH = -0.74, 3
NEGATIONS = compound.NEGATIONS | {"no"}
ENDINGS = {
    "ies": ("y",), "ied": ("y",), "ily": ("y",), "es": ("", "e"), "s": ("",), "ed": ("", "e"), "ing": ("", "e"), "ly": ("", "le"),
    "ness": ("",), "ment": ("",), "ers": ("", "e"), "er": ("", "e"), "ions": ("", "e"), "ion": ("", "e"),
}  # fmt: skip


def words(text: str) -> list[str]:
    """Return the words of `text` (straight apostrophes) in lower case.

    >>> words("He isn't well-known; 3 others are.")
    ['he', "isn't", 'well-known', 'others', 'are']
    """
    return WORD.findall(text.lower())


def lexicons(own: str = "", folder: Path = Path()) -> dict[str, dict[str, float]]:
    """Return name -> lexicon: `own` first (`vader`, `pattern`, or a file lexicon*.csv in `folder`; see `lexicon`), then the two that ship.

    Raises ValueError where there is no such file, and for what is wrong in it.

    >>> list(lexicons()), list(lexicons("pattern"))
    (['vader', 'pattern'], ['pattern', 'vader'])
    """
    names = dict.fromkeys([own, "vader", "pattern"] if own else ["vader", "pattern"])
    for name in names:
        if name not in ("vader", "pattern") and not (name.startswith("lexicon") and (folder / name).is_file()):
            raise ValueError(f"lexicon {name!r}: no such file lexicon*.csv beside story.toml; put one with the columns word and value there")
    return {name: lexicon(name if name in ("vader", "pattern") else folder / name) for name in names}


@cache
def lexicon(name: str | Path) -> dict[str, float]:
    """Return the lexicon `vader`, `pattern`, or the user's own of a CSV file with the columns word and value: word -> -1..1.

    A file may begin with lines after # (source, licence). Raises ValueError that names file, line and remedy for a missing column,
    a value that is no number, a word given twice and a file without a word that counts; FileNotFoundError as it stands.
    """
    if name == "vader":
        return scaled(compound.package().lexicon)
    path = paths.codebooks() / "pattern-valence.csv" if name == "pattern" else Path(name)
    lines = [(n, line) for n, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1) if line.strip() and line[0] != "#"]
    rows = list(csv.DictReader(line for _, line in lines))
    if not rows or not {"word", "value"} <= set(rows[0]):
        raise ValueError(f"{path.name}: needs a first line word,value and at least one row below it")
    found: dict[str, float] = {}
    for (line, _), row in zip(lines[1:], rows, strict=True):
        word = (row["word"] or "").strip().lower()
        if word in found:
            raise ValueError(f"{path.name}, line {line}: {word!r} stands there twice; keep one of the two")
        found[word] = number(row["value"], f"{path.name}, line {line}")
    return scaled(found)


def number(text: str | None, place: str) -> float:
    """Return the finite number that `text` spells. Raises ValueError naming the place."""
    try:
        if math.isfinite(value := float(text or "")):
            return value
    except ValueError:
        pass
    raise ValueError(f"{place}: {text!r} is no number; write a value below zero for negative, above for positive")


def scaled(values: dict[str, float]) -> dict[str, float]:
    """Return the values over the largest of them. Raises ValueError when all are zero.

    >>> scaled({"good": 2, "bad": -4, "so": 0})
    {'good': 0.5, 'bad': -1.0}
    """
    if not (most := max(map(abs, values.values()), default=0)):
        raise ValueError("a lexicon needs at least one word with a value other than zero")
    return {word: value / most for word, value in values.items() if value}


class Inflected(dict):
    """A lexicon that also knows a word by its stem ("blunders" by "blunder"), and 0 for what it does not know; each looked up once."""

    def __missing__(self, word: str) -> float:
        value = self[word] = next((self.known[stem] for stem in stems(word) if stem in self.known), 0.0)
        return value

    def __init__(self, known: dict[str, float]):
        super().__init__(known)
        self.known = known
        self.get = self.__getitem__  # a look-up without a call of Python's own, for every word of every sentence


def stems(word: str) -> list[str]:
    """Return what a word may be a form of.

    >>> stems("denied"), stems("praising")
    (['deny'], ['prais', 'praise'])
    """
    ending = next((end for end in ENDINGS if word.endswith(end) and len(word) - len(end) >= 3), "")
    return [word[: -len(ending)] + tail for tail in ENDINGS.get(ending, ())]


def values(found: list[str], lexicon: dict[str, float]) -> list[tuple[int, float]]:
    """Return (place, value) of each word of the lexicon, turned where a negation stands among the three words before.

    >>> values(["not", "a", "good", "day"], {"good": 0.5})
    [(2, -0.37)]
    """
    hits = [(i, value) for i, value in enumerate(map(lexicon.get, found)) if value]
    if not hits:
        return []
    turned = {i + k for i, word in enumerate(found) if word in NEGATIONS or word.endswith("n't") for k in range(1, REACH + 1)}
    return [(i, value * TURN if i in turned else value) for i, value in hits]


def score(found: list[str], lexicon: dict[str, float]) -> float:
    """Return the score of a sentence's words by `lexicon`, -1 to 1.

    >>> round(score(["a", "good", "day"], {"good": 0.5}), 3), score(["a", "day"], {"good": 0.5})
    (0.447, 0.0)
    """
    return curve(sum(value for _, value in values(found, lexicon)))


def curve(total: float) -> float:
    """Return a sum of values between -1 and 1, as VADER does."""
    return total / math.sqrt(total * total + 1)
