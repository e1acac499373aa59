"""What the model of tone toward a target sees: the words of many sentences laid end to end, and views that each pick some of them.

Sentence by sentence, most of the time goes into single features. So the words of all sentences stand in one table (record, distance to
the target, number of the word), a view is a choice of its rows with a beginning put before each word, and what depends on a word alone
(its key, its value in a lexicon) is asked once a word. Features are known by a CRC-32 of their names: no vocabulary is shipped.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import numpy as np

from analysis.annotate import valence
from analysis.annotate.tone import inflected

PRONOUNS = frozenset("he she they his her them their it its them who".split())
STOP = frozenset("a an the of to in on at by for with from and or is are was were be been has have had it its this that".split())
FADING = ("fading", "sides")  # views whose words count the less the farther away they are
LOW = np.uint64(32)  # bits of a key

Part = tuple[np.ndarray, np.ndarray, np.ndarray | float]  # of a view: record, key and value of features


class Words(NamedTuple):
    """The words of sentences end to end; a row a word."""

    vocabulary: list[str]
    coded: list[bytes]  # the same, as bytes
    word: np.ndarray  # its number in the vocabulary
    record: np.ndarray
    gap: np.ndarray  # words to the right of the target, below 0 to the left
    at: np.ndarray  # the row of each record's target


def laid(sentences: list[list[str]], targets: list[int]) -> Words:
    """Return the table of the words of `sentences`, given at which word of each the target stands."""
    sizes, number = np.array(list(map(len, sentences))), {}
    word = [number.setdefault(word, len(number)) for words in sentences for word in words]
    record, at = np.repeat(np.arange(len(sizes)), sizes), np.cumsum(sizes) - sizes + np.array(targets)
    return Words(list(number), [word.encode() for word in number], np.array(word), record, np.arange(len(word)) - at[record], at)


def asked(words: Words, question: Callable) -> np.ndarray:
    """Return the answer for the word of each row; the question is asked once a word of the vocabulary."""
    return np.array(list(map(question, words.vocabulary)))[words.word]


def key(name: str) -> int:
    """Return the key of a feature, a CRC-32: so long that hardly two of them meet, which fewer buckets would not give."""
    return crc32(name.encode())


def views(words: Words) -> dict[str, list[Part]]:
    """Return the views that rows of the table make; every name begins with the sign of its view and a space."""
    far, rank = np.abs(words.gap), notable(words)
    sides = ("L", words.gap < 0), ("R", words.gap > 0)
    return {
        "word": [part(words, "w", far >= 0)],
        "pair": [pairs(words)],
        "near": [part(words, f"n{side}", there & (far <= 5)) for side, there in sides],
        "place": [part(words, f"{side}{d}", there & (far == d)) for side, there in sides for d in (1, 2, 3)],
        "content": [part(words, f"c{side}{i}", there & (rank == i)) for side, there in sides for i in range(3)]
        + [part(words, f"c{side}", there & (rank < 3)) for side, there in sides],
        "fading": [part(words, "f", far > 0, 2.718 ** (-far / 3))],
        "sides": [part(words, f"s{side}", there, 2.718 ** (-far / 4)) for side, there in sides],
        "negated": [part(words, "x", turned(words))],
        "char": [spelling(words)],
    }


def part(words: Words, beginning: str, chosen: np.ndarray, value: np.ndarray | None = None) -> Part:
    """Return the features that the chosen rows make with this beginning, each of value 1 unless values are given."""
    rows, start = np.flatnonzero(chosen), key(f"{beginning} ")  # a CRC-32 goes on from that of the beginning
    if len(rows) < len(words.coded):
        keys = np.array([crc32(words.coded[i], start) for i in words.word[rows].tolist()], np.uint64)
    else:
        keys = np.array([crc32(word, start) for word in words.coded], np.uint64)[words.word[rows]]
    return words.record[rows], keys, 1.0 if value is None else value[rows]


def notable(words: Words) -> np.ndarray:
    """Return how many words that are no function words stand between a row and its target; a large number where it is one itself."""
    noted = asked(words, lambda word: word.isalpha() and word not in STOP) & (words.gap != 0)
    count = np.cumsum(noted)
    return np.where(noted, np.abs(count - count[words.at][words.record]) - (words.gap > 0), len(noted))


def turned(words: Words) -> np.ndarray:
    """Return whether a negation stands within three words before a row, as in `valence.values`."""
    negation = asked(words, lambda word: word in valence.NEGATIONS or word.endswith("n't"))
    out = np.zeros(len(negation), bool)
    for k in range(1, valence.REACH + 1):
        out[k:] |= negation[:-k] & (words.record[k:] == words.record[:-k])
    return out


def pairs(words: Words) -> Part:
    """Return the pairs of neighbours, each different one spelled once."""
    rows, size = np.flatnonzero(words.record[1:] == words.record[:-1]), len(words.coded)
    met, places = np.unique(words.word[rows] * size + words.word[rows + 1], return_inverse=True)
    keys = [crc32(b"p %b %b" % (words.coded[both // size], words.coded[both % size])) for both in met.tolist()]
    return words.record[rows], np.array(keys, np.uint64)[places], 1.0


def listed(found: Iterable[list[int]]) -> list[Part]:
    """Return the view of a list of keys for each record."""
    found = list(found)
    return [(np.repeat(np.arange(len(found)), list(map(len, found))), np.fromiter(chain.from_iterable(found), np.uint64), 1.0)]


def triples(words: list[str], at: int) -> list[int]:
    """Return the keys of the triples among the seven words around the target."""
    near = words[max(0, at - 3) : at + 4]
    return [key("t " + " ".join(near[i : i + 3])) for i in range(max(1, len(near) - 2))]


def form(words: list[str], at: int) -> list[int]:
    """Return the keys of what the sentence looks like: within quotation marks, its target at the beginning, how long."""
    return [key(f"q {words[:at].count(chr(34)) % 2}"), key(f"b {at == 0}"), key(f"k {min(len(words) // 8, 6)}")]


def own(words: list[str]) -> list[int]:
    """Return the keys of the words of the target that are no names."""
    return [key(f"o {word.lower()}") for word in words if word.islower() or word.lower() in PRONOUNS]


def spelling(words: Words) -> Part:
    """Return the character n-grams of the words."""
    spelled = [grams(word) if word.isalpha() else () for word in words.vocabulary]
    sizes = np.array(list(map(len, spelled)))
    starts, many = np.cumsum(sizes) - sizes, sizes[words.word]
    places = np.arange(many.sum()) + np.repeat(starts[words.word] - np.cumsum(many) + many, many)
    return np.repeat(words.record, many), np.fromiter(chain.from_iterable(spelled), np.uint64)[places], 1.0


@lru_cache(maxsize=20_000)
def grams(word: str) -> tuple[int, ...]:
    """Return the keys of the character n-grams of a word with its edges, three to five long."""
    edged = f" {word} "
    return tuple(key(f"g {edged[i : i + n]}") for n in (3, 4, 5) for i in range(max(1, len(edged) - n + 1)))


def hashed(found: dict[str, list[Part]]) -> tuple[np.ndarray, ...]:
    """Return record, number of the view, key and value of each feature; a view has length one in each record.

    What a view meets more than once in a record counts once, but in those of FADING its values are summed up.
    """
    codes: dict[bool, list] = {True: [], False: []}  # a feature is its key, then its record and view: so sorted, keys are looked up quickly
    for view, name in enumerate(found):
        codes[name in FADING] += [keys << LOW | (record * len(found) + view).astype(np.uint64) for record, keys, _ in found[name]]
    once = np.sort(np.concatenate(codes[False]))
    once = once[np.append(True, once[1:] != once[:-1])]  # np.unique is many times slower where it may not sort
    faded, places = np.unique(np.concatenate(codes[True]), return_inverse=True)
    given = np.concatenate([values for name in FADING for *_, values in found[name]])
    met, values = np.concatenate([once, faded]), np.concatenate([np.ones(len(once)), np.bincount(places, given)])
    group = (met & np.uint64(2**32 - 1)).astype(int)
    return *np.divmod(group, len(found)), (met >> LOW).astype(np.uint32), values / np.sqrt(np.bincount(group, values**2))[group]


def lexical(words: Words, clause: np.ndarray) -> np.ndarray:
    """Return what the two lexicons say in ten windows around the target: plus, minus and balance for each; `clause` tells its rows."""
    turn, out = np.where(turned(words), valence.TURN, 1.0), []
    for lexicon in inflected():
        value = asked(words, lexicon.get) * turn
        plus, minus = (windowed(words, clause, part.clip(min=0)) for part in (value, -value))
        out += [np.sqrt(plus), np.sqrt(minus), (plus - minus) / np.sqrt((plus - minus) ** 2 + 1)]
    return np.hstack(out)


def windowed(words: Words, clause: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Return the sum of the values in each window around the target, most of which fade with the distance: records x windows."""
    rows = np.flatnonzero(value)
    gap, value, record = words.gap[rows], value[rows], words.record[rows]
    far, left, right = np.abs(gap), gap < 0, gap > 0
    near = 1 / (1 + far)
    windows = [far >= 0, np.exp(-far / 3), np.exp(-far / 8), near, left * near, right * near, left, right, clause[rows], far <= 4]
    return np.array([np.bincount(record, window * value, len(words.at)) for window in windows]).T
