"""The tone of a sentence toward somebody named in it: -1, 0 or 1, from the words that belong to the name.

"North praised South" is kind to South; the tone of the whole sentence does not say to whom. Two readers stand side by side. `rules` is
transparent: the lexicon words of its clause, the nearer the heavier. `tone` is a small linear model of our own, trained on targets in
news sentences (NewsMTSC, Hamborg and Donnay 2021; `tests/benchmarks/train_target_tone.py`). It sees words by their side and distance, short
character n-grams and the lexicon values around the name, but no names: the target itself and capitalised words are blanked, so that nobody
is disliked for who he is. Only at the start of a sentence or quotation, where a capital says nothing, a word that is usually written small
is read. Words that keep the same company share part of their weights, so that a word the training never met is not mute. Weights and
words are hashed: no vocabulary is shipped.
"""

import re
from functools import cache
from typing import NamedTuple
from zlib import crc32

import numpy as np

from analysis import paths
from analysis.annotate import valence
from analysis.annotate.compound import compound
from analysis.annotate.tone import STRAIGHT, inflected

TOKEN = re.compile(r"[^\W\d_]+(?:'[a-z]+)?|\d[\d,.]*|[^\w\s]")
HERE, NAME = "<here>", "<name>"
BREAKS = frozenset(", ; : ( ) \" - – — but while although though because who which that whereas when after as".split())
PRONOUNS = frozenset("he she they his her him their it its them who".split())
STOP = frozenset("a an the of to in on at by for with from and or is are was were be been has have had it its this that".split())
NEUTRAL = 0.05  # as VADER's own


class Sentence(NamedTuple):
    """A sentence around a target: lower-case tokens with the target as one, names blanked, and where the target stands."""

    words: list[str]
    own: list[str]
    at: int
    first: int  # of the clause
    last: int


def around(text: str, start: int, end: int) -> Sentence:
    """Return the tokens of the sentence `text` around the target text[start:end]. Raises ValueError when the span lies outside.

    >>> around("Later Ann Lee praised Bo.", 6, 13).words
    ['later', '<here>', 'praised', '<name>', '.']
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"the target ({start}, {end}) lies outside of a sentence of {len(text)} characters")
    text = text.translate(STRAIGHT)
    before, own, after = (TOKEN.findall(part) for part in (text[:start], text[start:end], text[end:]))
    printed = [*before, HERE, *after]
    words = [blanked(word, printed[i - 1] if i else ".") for i, word in enumerate(printed)]
    at = first = last = len(before)
    while first and words[first - 1] not in BREAKS:
        first -= 1
    while last < len(words) - 1 and words[last + 1] not in BREAKS:
        last += 1
    return Sentence(words, own, at, first, last)


def blanked(word: str, previous: str) -> str:
    """Return the word in lower case; a figure as "0", and a capitalised word as a mere name unless it opens a sentence and is a common word."""
    low = word.lower()
    if word[0].isupper() and low.split("'")[0] != "i" and (previous not in '."' or crc32(low.encode()) not in common()):
        return NAME
    return "0" if word[0].isdigit() else low


@cache
def common() -> frozenset[int]:
    """Return the CRC-32 of the words that news texts usually write small."""
    with np.load(paths.codebooks() / "target-words.npz", allow_pickle=False) as stored:
        return frozenset(stored["words"].tolist())


def rules(text: str, start: int, end: int) -> float:
    """Return the score toward text[start:end] by rule, -1 to 1: VADER's words in the clause of the target, each over its distance + 1.

    >>> rules("She praised Lee, but the awful storm went on.", 12, 15) > 0
    True
    """
    read = around(text, start, end)
    found = valence.values(read.words, inflected()[0])
    return valence.curve(2 * sum(v / (1 + abs(i - read.at)) for i, v in found if read.first <= i <= read.last))


def sign(value: float) -> int:
    """Return -1, 0 or 1 for a score; what lies within .05 of zero is neutral, as with VADER.

    >>> sign(-0.3), sign(0.05), sign(0.06)
    (-1, 0, 1)
    """
    return 0 if abs(value) <= NEUTRAL else 1 if value > 0 else -1


# the model #


def tone(text: str, start: int, end: int) -> int:
    """Return the tone of the sentence `text` toward text[start:end]: -1 (negative), 0 (neutral) or 1 (positive)."""
    return int(np.argmax(margins(text, start, end))) - 1


def score(text: str, start: int, end: int) -> float:
    """Return how far the model leans to the positive (to 1) or the negative (to -1); 0 where it sees neither."""
    negative, _, positive = margins(text, start, end)
    return float(np.tanh(positive - negative))


def margins(text: str, start: int, end: int) -> np.ndarray:
    """Return the model's margins for negative, neutral and positive."""
    keys, weights, scale, numbers, intercept = model()
    read = around(text, start, end)
    parts = [hashed(bag) for bag in bags(read).values()]
    met, values = (np.concatenate(part) for part in zip(*parts, strict=True))
    rows = keys.searchsorted(met).clip(max=len(keys) - 1)
    return intercept + figures(read) @ numbers + (values * (keys[rows] == met)) @ weights[rows] * scale


@cache
def model() -> tuple[np.ndarray, ...]:
    """Return the keys of the features (ascending), their weights (keys x 3, 8-bit) and scale, those of the figures, and the intercept."""
    with np.load(paths.codebooks() / "target-tone.npz", allow_pickle=False) as stored:
        return tuple(stored[part] for part in ("keys", "weights", "scale", "figures", "intercept"))


def hashed(bag: dict[str, float]) -> tuple[np.ndarray, np.ndarray]:
    """Return the keys of the features of a view, and their values scaled to length one."""
    values = np.fromiter(bag.values(), float, len(bag))
    return np.fromiter(map(key, bag), np.uint32, len(bag)), values / max(1e-9, np.sqrt(values @ values))


@cache
def key(name: str) -> int:
    """Return the key of a feature, a CRC-32: so long that hardly two of them meet, which fewer buckets would not give."""
    return crc32(name.encode())


def bags(read: Sentence) -> dict[str, dict[str, float]]:
    """Return the features of each view: name -> value. Every name begins with the sign of its view."""
    words, at = read.words, read.at
    away = [(abs(i - at), "L" if i < at else "R", word) for i, word in enumerate(words) if i != at]
    near = words[max(0, at - 3) : at + 4]
    content = [[w for w in side if w.isalpha() and w not in STOP] for side in (words[:at][::-1], words[at + 1 :])]
    return {
        "word": {f"w {w}": 1.0 for w in words},
        "pair": {f"p {a} {b}": 1.0 for a, b in zip(words, words[1:], strict=False)},
        "near": {f"n{side} {w}": 1.0 for d, side, w in away if d <= 5},
        "place": {f"{side}{d} {w}": 1.0 for d, side, w in away if d <= 3},
        "triple": {f"t {' '.join(near[i : i + 3])}": 1.0 for i in range(max(1, len(near) - 2))},
        "content": {f"c{side}{i} {w}": 1.0 for side, found in zip("LR", content, strict=True) for i, w in enumerate(found[:3])}
        | {f"c{side} {w}": 1.0 for side, found in zip("LR", content, strict=True) for w in found[:3]},
        "fading": summed((f"f {w}", 2.718 ** (-d / 3)) for d, _, w in away),
        "sides": summed((f"s{side} {w}", 2.718 ** (-d / 4)) for d, side, w in away),
        "negated": {f"x {w}": 1.0 for w in negated(words)},
        "own": {f"o {w.lower()}": 1.0 for w in read.own if w.islower() or w.lower() in PRONOUNS},
        "form": {f"q {words[:at].count(chr(34)) % 2}": 1.0, f"b {at == 0}": 1.0, f"k {min(len(words) // 8, 6)}": 1.0},
        "char": {gram: 1.0 for w in words if w.isalpha() for gram in grams(w)},
    }  # fmt: skip


def summed(pairs) -> dict[str, float]:
    """Return name -> sum of its values."""
    total: dict[str, float] = {}
    for name, value in pairs:
        total[name] = total.get(name, 0.0) + value
    return total


def negated(words: list[str]) -> list[str]:
    """Return the words that stand within three of a negation before them."""
    turns = [i for i, w in enumerate(words) if w in valence.NEGATIONS or w.endswith("n't")]
    return [w for i in turns for w in words[i + 1 : i + 1 + valence.REACH]]


@cache
def grams(word: str) -> tuple[str, ...]:
    """Return the character n-grams of a word with its edges, three to five long."""
    edged = f" {word} "
    return tuple(f"g {edged[i : i + n]}" for n in (3, 4, 5) for i in range(max(1, len(edged) - n + 1)))


def figures(read: Sentence) -> np.ndarray:
    """Return what the two lexicons say in windows around the target: plus, minus and balance for each, and VADER of clause and window."""
    gap = np.arange(len(read.words)) - read.at
    far, clause = np.abs(gap), (np.arange(len(gap)) >= read.first) & (np.arange(len(gap)) <= read.last)
    near, left, right = 1 / (1 + far), gap < 0, gap > 0
    windows = [far >= 0, np.exp(-far / 3), np.exp(-far / 8), near, left * near, right * near, left, right, clause, far <= 4]
    windows = np.array(windows, float)
    out = []
    for lexicon in inflected():
        value = np.zeros(len(gap))
        for i, v in valence.values(read.words, lexicon):
            value[i] = v
        plus, minus = windows @ value.clip(min=0), windows @ -value.clip(max=0)
        out += [np.sqrt(plus), np.sqrt(minus), (plus - minus) / np.sqrt((plus - minus) ** 2 + 1)]
    texts = [" ".join(read.words[a:b]) for a, b in ((0, None), (read.first, read.last + 1), (max(0, read.at - 8), read.at + 9))]
    return np.concatenate([*out, [compound(text) for text in texts]])
