"""The tone of a sentence toward somebody named in it: -1, 0 or 1, from the words that belong to the name.

"North praised South" is kind to South; the tone of the whole sentence does not say to whom. Two readers stand side by side. `rules` is
transparent: the lexicon words of its clause, the nearer the heavier. `tone` is a small linear model of our own, trained on targets in
news sentences (NewsMTSC, Hamborg and Donnay 2021; `tests/benchmarks/train_target_tone.py`). It sees words by their side and distance, short
character n-grams and the lexicon values around the name, but no names: the target itself and capitalised words are blanked, so that nobody
is disliked for who he is. Only at the start of a sentence or quotation, where a capital says nothing, a word that is usually written small
is read. Words that keep the same company share part of their weights, so that a word the training never met is not mute. Weights and
words are hashed: no vocabulary is shipped. Targets are scored many at once, for what they share is then read once (`_target_views`).
"""

import re
from functools import cache
from itertools import accumulate, groupby
from typing import NamedTuple
from zlib import crc32

import numpy as np

from analysis import paths
from analysis.annotate import _target_views as seen
from analysis.annotate import valence
from analysis.annotate.compound import compound
from analysis.annotate.tone import STRAIGHT, inflected

TOKEN = re.compile(r"[^\W\d_]+(?:'[a-z]+)?|\d[\d,.]*|[^\w\s]")
HERE, NAME = "<here>", "<name>"
BREAKS = frozenset(", ; : ( ) \" - – — but while although though because who which that whereas when after as".split())
NEUTRAL = 0.05  # as VADER's own
BATCH = 50_000  # characters read at once, so that a text without a full stop does not fill the memory


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
    for mark, plain in STRAIGHT.items():
        text = text.replace(chr(mark), plain)
    before, own, after = (TOKEN.findall(part) for part in (text[:start], text[start:end], text[end:]))
    printed = [*before, HERE, *after]
    words = [w if w.islower() and w.isalpha() else blanked(w, printed[i - 1] if i else ".") for i, w in enumerate(printed)]
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
    return int(np.argmax(margins([(text, start, end)]))) - 1


def score(text: str, start: int, end: int) -> float:
    """Return how far the model leans to the positive (to 1) or the negative (to -1); 0 where it sees neither."""
    return scores([(text, start, end)])[0]


def scores(targets: list[tuple[str, int, int]]) -> list[float]:
    """Return the `score` of each target (text, start, end): all of an article at once cost far less than one by one."""
    found, ends = [], accumulate(len(text) for text, *_ in targets)
    for _, batch in groupby(zip(ends, targets, strict=True), lambda pair: pair[0] // BATCH):
        negative, _, positive = margins([place for _, place in batch]).T
        found += np.tanh(positive - negative).tolist()
    return found


def margins(targets: list[tuple[str, int, int]]) -> np.ndarray:
    """Return the model's margins for negative, neutral and positive: targets x 3."""
    *_, numbers, intercept = model()
    reads = [around(*place) for place in targets]
    words = table(reads)
    return intercept + figures(reads, words) @ numbers + weighed(views(reads, words), len(reads))


def weighed(views: dict[str, list[seen.Part]], size: int) -> np.ndarray:
    """Return the sum of the weights of the features, each times its value: records x 3."""
    keys, weights, scale, *_ = model()
    record, _, met, values = seen.hashed(views)
    rows = keys.searchsorted(met).clip(max=len(keys) - 1)
    known = np.flatnonzero(keys[rows] == met)
    record, rows, values = record[known], rows[known], values[known]
    return np.array([np.bincount(record, values * column[rows], size) for column in weights.T]).T * scale


@cache
def model() -> tuple[np.ndarray, ...]:
    """Return the keys of the features (ascending), their weights (keys x 3, 8-bit) and scale, those of the figures, and the intercept."""
    with np.load(paths.codebooks() / "target-tone.npz", allow_pickle=False) as stored:
        return tuple(stored[part] for part in ("keys", "weights", "scale", "figures", "intercept"))


def views(reads: list[Sentence], words: seen.Words) -> dict[str, list[seen.Part]]:
    """Return the views of the sentences."""
    return seen.views(words) | {
        "triple": seen.listed(seen.triples(read.words, read.at) for read in reads),
        "own": seen.listed(seen.own(read.own) for read in reads),
        "form": seen.listed(seen.form(read.words, read.at) for read in reads),
    }


def table(reads: list[Sentence]) -> seen.Words:
    """Return the table of the words of the sentences."""
    return seen.laid([read.words for read in reads], [read.at for read in reads])


def figures(reads: list[Sentence], words: seen.Words) -> np.ndarray:
    """Return what the lexicons say in windows around each target, and VADER of sentence, clause and the eight words on either side."""
    first, last = (np.array(edge)[words.record] for edge in zip(*((r.first - r.at, r.last - r.at) for r in reads), strict=True))
    return np.hstack([seen.lexical(words, (first <= words.gap) & (words.gap <= last)), list(map(vader, reads))])


def vader(read: Sentence) -> list[float]:
    """Return VADER's score of the sentence, of the clause of the target, and of the target and eight words on either side."""
    size = len(read.words)
    spans = (0, size), (read.first, read.last + 1), (max(0, read.at - 8), min(size, read.at + 9))
    known = {(start, end): compound(" ".join(read.words[start:end])) for start, end in set(spans)}
    return [known[span] for span in spans]
