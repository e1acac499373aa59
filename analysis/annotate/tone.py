"""How negative or positive a sentence is, inside and outside quotation marks, by several scorers side by side.

The unit is the sentence, never the document: over a whole article a score runs to its ends. A sentence is scored
as a whole, what stands inside quotation marks, and what the outlet says outside them, so that "the outlet is negative" can be told from
"the outlet quotes somebody negative". The column `lexicon` says who scored: `vader` (the package's compound score, to the digit),
`pattern` (another open lexicon, see `valence`), `trained` (a ridge regression of our own on both lexicons and single words, fitted to
sentences that twenty people rated; `tests/benchmarks/train_tone.py`). VADER reads only straight apostrophes (with a curly one,
"isn't good" comes out positive), so they are straightened first.
"""

import csv
from collections.abc import Callable, Iterator
from functools import cache

from analysis import paths
from analysis.annotate import valence
from analysis.annotate.compound import compound

STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
FEATURES = "(vader) (vader-sum) (vader-plus) (vader-minus) (pattern-sum) (pattern-plus) (pattern-minus) (question) (intercept)".split()


def vader(text: str) -> float:
    """Return VADER's compound score of `text`, -1 (negative) to 1 (positive), exactly as the package vaderSentiment gives it.

    >>> vader("This isn’t good.") < 0 < vader("A great success!")
    True
    """
    return compound(text.translate(STRAIGHT))


def pattern(text: str) -> float:
    """Return the score of `text` by the pattern lexicon, -1 to 1, by the rule of `valence.score`.

    >>> pattern("An awful day.") < 0 == pattern("A day.")
    True
    """
    return valence.score(valence.words(text.translate(STRAIGHT)), valence.lexicon("pattern"))


def trained(text: str) -> float:
    """Return the rating that people would give `text`, -1 to 1, as the shipped regression estimates it.

    >>> trained("A cruel, senseless murder.") < 0 < trained("They praised a wonderful success.")
    True
    """
    weights, (numbers, words) = model(), features(text)
    total = sum(weights[name] * value for name, value in zip(FEATURES, numbers, strict=True))
    return max(-1.0, min(1.0, total + sum(weights.get(word, 0.0) for word in words)))


SCORERS: dict[str, Callable[[str], float]] = {"vader": vader, "pattern": pattern, "trained": trained}


def features(text: str) -> tuple[list[float], list[str]]:
    """Return the numbers (in the order of FEATURES) and the different words that the regression stands on.

    Names count for nothing: a word with a capital letter within the sentence is passed over, so that nobody's tone is that of his name.
    """
    text = text.translate(STRAIGHT)
    found = [w.lower() for i, w in enumerate(valence.WORD.findall(text)) if not i or w[0].islower() or w == "I"]
    numbers = [compound(text)]
    for lexicon in inflected():
        values = [value for _, value in valence.values(found, lexicon)]
        plus, minus = sum(v for v in values if v > 0), -sum(v for v in values if v < 0)
        numbers += [valence.curve(plus - minus), plus**0.5, -(minus**0.5)]
    return [*numbers, float("?" in text), 1.0], sorted(set(found))


@cache
def inflected() -> tuple[valence.Inflected, valence.Inflected]:
    """Return both lexicons, inflected forms included."""
    return valence.Inflected(valence.lexicon("vader")), valence.Inflected(valence.lexicon("pattern"))


@cache
def model() -> dict[str, float]:
    """Return the weight of each feature (its name in brackets) and of each word."""
    lines = (paths.codebooks() / "trained-tone.csv").read_text(encoding="utf-8").splitlines()
    return {row["word"]: float(row["value"]) for row in csv.DictReader(line for line in lines if line[:1] != "#")}


def read(body: str, sentences: list[tuple], quotations: list[tuple[int, int]], *, scorers: dict | None = None) -> Iterator[tuple]:
    """Yield (sentence, voice, target, lexicon, value) for each sentence as a whole and for each of its voices, by each of the `scorers`.

    `sentences` are rows (sentence, paragraph, zone, start, end); `quotations` are spans in the body. `voice` is `all`, `quotation` or
    `narration`; a part without a word is left out. `target` is empty: the tone is that of the words, not toward somebody.
    """
    for number, _, _, start, end in sentences:
        inside = [(max(a, start), min(b, end)) for a, b in quotations if a < end and b > start]
        parts = {"all": [(start, end)], "quotation": inside, "narration": outside(start, end, inside)}
        texts = {voice: " ".join(body[a:b] for a, b in spans) for voice, spans in parts.items()}
        for name, scorer in (scorers or SCORERS).items():
            known: dict[str, float] = {}
            for voice, text in texts.items():
                if any(map(str.isalpha, text)):
                    value = known[text] = known[text] if text in known else scorer(text)
                    yield number, voice, "", name, value


def outside(start: int, end: int, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what of (start, end) lies in none of the spans, which are sorted and do not overlap.

    >>> outside(0, 10, [(2, 4), (6, 7)])
    [(0, 2), (4, 6), (7, 10)]
    """
    edges = [start, *(edge for span in spans for edge in span), end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
