"""Frame hits: where the patterns of a codebook stand in the text.

Each row says which pattern fired and on which characters, so that no frame has to be believed: it can be looked up. The
words of all patterns are looked up once in the sorted list of word types, which turns a phrase into arithmetic on the
places where those types stand; the text itself is not read again. Sentences are laid further apart than the widest gap a
pattern may have, so that a phrase cannot cross a sentence end.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis import tables
from analysis.codebook import WIDEST_GAP, Codebook, Frame, Pattern, Step, words
from analysis.codebook import pattern as parse

LOW = (1 << 32) - 1  # a span is one integer: its first place in the high half, its last place in the low half
LAST = "\U0010ffff"  # sorts behind every letter
NOWHERE = np.empty(0, dtype=np.int64)
REACH = 4  # a negator reaches over three words (NegEx, Chapman et al. 2001, lets it reach over five, in clinical notes)
NEGATORS = ("(no|not|*n't|never|without|neither|nor|cannot|none|nobody|nothing|hardly|lack*|absence)",)
NO_NEGATORS = (
    "not (only|just|merely|simply|least)",
    "no (doubt|less|wonder|matter|sooner)",
    "nothing (but|short)",
    "none other",
    "why not",
)


def match(tokens: pd.DataFrame, types: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Return the table `frames`: one row per hit of a pattern, in the order of the text.

    `tokens` must be in reading order, article by article. `start` is that of the first token, `end` that of the last one. Of
    hits of one frame that overlap the longest is kept (of equally long ones the first in the text, then in the codebook);
    hits of different frames may overlap, as a sentence may carry several frames. The number of rows is a number of
    mentions; for "does the sentence carry the frame" ask whether there is any. Columns: see `tables.COLUMNS["frames"]`.
    """
    text = Text(tokens, types)
    found = [(number, *text.hits(frame)) for number, frame in enumerate(codebook.frames) if frame.patterns]
    if not any(len(spans) for _, spans, _ in found):
        return tables.empty("frames")
    frame = np.concatenate([np.full(len(spans), number) for number, spans, _ in found])
    spans = np.concatenate([spans for _, spans, _ in found])
    pattern = np.concatenate([pattern for _, _, pattern in found])
    order = np.lexsort((frame, spans))
    return text.rows(spans[order]).pipe(labelled, codebook, frame[order], pattern[order])


def labelled(rows: pd.DataFrame, codebook: Codebook, frame: np.ndarray, pattern: np.ndarray) -> pd.DataFrame:
    """Add the ids of the frames and the texts of the patterns, given as numbers; whose voice it is, the caller knows."""
    ids = np.array([f.id for f in codebook.frames], dtype=object)
    offset = np.cumsum([0, *(len(f.patterns) for f in codebook.frames)])
    texts = np.array([p.text for f in codebook.frames for p in f.patterns], dtype=object)
    return tables.check("frames", rows.assign(frame=ids[frame], pattern=texts[offset[frame] + pattern], voice=""))


class Text:
    """The tokens of a batch as places: numbers that grow by one from word to word and by more from sentence to sentence."""

    def __init__(self, tokens: pd.DataFrame, types: pd.DataFrame):
        self.tokens, self.lengths = tokens, types.token.str.len().to_numpy(dtype=np.int64)
        self.row = pd.Index(types.type).get_indexer(tokens.type)  # of the type of every token
        cut = [words(form) for form in forms(types)]
        self.vocabulary = sorted({w for piece in cut for w in piece}, key=lambda w: (w.casefold(), w))
        self.folded = [w.casefold() for w in self.vocabulary]
        number = {w: i for i, w in enumerate(self.vocabulary)}
        size = np.array([len(piece) for piece in cut], dtype=np.int64)
        flat = np.array([number[w] for piece in cut for w in piece], dtype=np.int64)
        self.token, within = ranges(np.zeros(len(tokens), dtype=np.int64), size[self.row])  # of every word of the text
        word = flat[(np.cumsum(size) - size)[self.row][self.token] + within]
        self.sentence = sentence_numbers(tokens)
        self.place = np.arange(len(word)) + (WIDEST_GAP + 1) * self.sentence[self.token]
        self.by_word = self.place[np.argsort(word, kind="stable")]
        self.bounds = np.concatenate([[0], np.cumsum(np.bincount(word, minlength=len(number)))])
        self.known: dict = {}

    def hits(self, frame: Frame) -> tuple[np.ndarray, np.ndarray]:
        """Return the spans of tokens that carry `frame` and, for each, the number of its pattern."""
        found = [self.pattern(p) for p in frame.patterns]
        number = np.repeat(np.arange(len(found)), [len(f) for f in found])
        spans = np.concatenate([NOWHERE, *found])
        free = ~overlaps(spans, union(self.pattern(p) for p in frame.exclude))
        free &= ~self.negated(spans) if frame.negated == "skip" else True
        kept = longest(spans[free], number[free])
        return spans[free][kept], number[free][kept]

    def negated(self, spans: np.ndarray) -> np.ndarray:
        """Say of each span whether a negator of the same sentence stands among the REACH tokens before it."""
        no, rather = (union(self.pattern(parse(p)) for p in patterns) for patterns in (NEGATORS, NO_NEGATORS))
        places = (no[~overlaps(no, rather)] & LOW) if len(no) else NOWHERE
        first = spans >> 32
        before = np.searchsorted(places, first) - 1
        last = places[np.maximum(before, 0)] if len(places) else np.zeros(len(first), dtype=np.int64)
        return (before >= 0) & (first - last <= REACH) & (self.sentence[last] == self.sentence[first])

    def pattern(self, pattern: Pattern) -> np.ndarray:
        """Return the spans of tokens that the first part of `pattern` covers, where its other parts stand in the same sentence."""
        first, *others = (self.in_tokens(self.phrase(steps)) for steps in pattern.parts)
        for other in others:
            first = first[np.isin(self.sentence[first >> 32], self.sentence[other >> 32])]
        return first

    def in_tokens(self, spans: np.ndarray) -> np.ndarray:
        """Return spans of places as spans of tokens (a token such as US-led has two places)."""
        ends = [self.token[np.searchsorted(self.place, side)] for side in (spans >> 32, spans & LOW)]
        return union([span(*ends)])

    def phrase(self, steps: tuple[Step, ...]) -> np.ndarray:
        """Return the spans of places where `steps` follow each other within their gaps."""
        spans = self.step(steps[0].choices)
        for step in steps[1:]:
            if not len(spans):
                break
            follow, last = self.step(step.choices), spans & LOW
            low = np.searchsorted(follow, span(last + 1, 0))
            high = np.searchsorted(follow, span(last + step.gap + 2, 0))
            left, index = ranges(low, high - low)
            spans = union([span(spans[left] >> 32, follow[index] & LOW)])
        return spans

    def step(self, choices: tuple) -> np.ndarray:
        """Return the spans of places of any of `choices`, sorted."""
        if choices not in self.known:
            first, *more = choices
            alone = self.word if isinstance(first, str) else self.phrase
            self.known[choices] = union(self.step((c,)) for c in choices) if more else alone(first)
        return self.known[choices]

    def word(self, text: str) -> np.ndarray:
        """Return the spans of places of one word of a pattern, sorted."""
        head, star, tail = text.casefold().partition("*")
        bounds = ("0", "9" + LAST) if text == "#" else (head, head + LAST * bool(star))
        low, high = bisect_left(self.folded, bounds[0]), bisect_right(self.folded, bounds[1])
        capital = text != text.lower()
        if tail or capital:
            test = re.compile(".*".join(map(re.escape, text.split("*")))).fullmatch
            ids = [i for i in range(low, high) if test((self.vocabulary if capital else self.folded)[i])]
            places = np.concatenate([NOWHERE, *(self.by_word[self.bounds[i] : self.bounds[i + 1]] for i in ids)])
        else:  # all words that begin alike stand together, and so do their places
            places = self.by_word[self.bounds[low] : self.bounds[high]]
        return np.sort(span(places, places))

    def rows(self, spans: np.ndarray) -> pd.DataFrame:
        """Return where spans of tokens stand in the body, and how many words they are."""
        first, last = spans >> 32, spans & LOW
        start = self.tokens.start.to_numpy()
        end = start[last] + self.lengths[self.row[last]]
        return self.tokens[["article_id", "sentence"]].iloc[first].assign(start=start[first], end=end, words=last - first + 1)


def forms(types: pd.DataFrame) -> list[str]:
    """Return every type as printed, without what its term lacks (the possessive)."""
    tokens, terms = types.token.tolist(), types.term.tolist()
    printed = (token.replace("\u2019", "'")[: len(term)] for token, term in zip(tokens, terms, strict=True))
    return [form if form.casefold() == term else term for form, term in zip(printed, terms, strict=True)]


def sentence_numbers(tokens: pd.DataFrame) -> np.ndarray:
    """Number the sentences of all articles through, from 0."""
    article, sentence = pd.factorize(tokens.article_id)[0], tokens.sentence.to_numpy()
    new = (np.diff(article, prepend=article[:1]) != 0) | (np.diff(sentence, prepend=sentence[:1]) != 0)
    return np.cumsum(new)


def span(first: np.ndarray, last: np.ndarray | int) -> np.ndarray:
    """Return spans as single integers, which sort by their first place, then by their last."""
    return (first << 32) | last


def union(parts: Iterable[np.ndarray]) -> np.ndarray:
    """Return all spans of `parts` once and sorted (a sort is several times faster here than np.unique, which hashes)."""
    spans = np.sort(np.concatenate([NOWHERE, *parts]))
    return spans[np.diff(spans, prepend=-1) != 0]


def ranges(low: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return all i in low[k] .. low[k] + size[k] - 1, one range after the other, and before them the k of each."""
    k = np.repeat(np.arange(len(low)), size)
    return k, np.arange(len(k)) + (low - np.cumsum(size) + size)[k]


def overlaps(spans: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Say of each span whether it shares a token with any of `others`, which are sorted."""
    reach = np.concatenate([[-1], np.maximum.accumulate(others & LOW)])  # how far all others up to here reach
    return reach[np.searchsorted(others >> 32, spans & LOW, "right")] >= spans >> 32


def longest(spans: np.ndarray, number: np.ndarray) -> np.ndarray:
    """Return which of `spans` to keep so that none overlap: the longest first, of equal ones the first, then the lowest `number`."""
    first, last = spans >> 32, spans & LOW
    taken: set[int] = set()
    kept = []
    order = np.lexsort((number, first, first - last))
    for i, low, high in zip(order.tolist(), first[order].tolist(), (last[order] + 1).tolist(), strict=True):
        if taken.isdisjoint(range(low, high)):
            taken.update(range(low, high))
            kept.append(i)
    return np.array(kept, dtype=np.int64)
