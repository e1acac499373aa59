"""How negative or positive a sentence is, by voice, by several scorers side by side.

The unit is the sentence, never the document: over a whole article a score runs to its ends. A sentence is scored as a whole, and so
is what stands in it between quotation marks, what the outlet reports others to have said, and what it says itself: so that "the
outlet is negative" can be told from "the outlet quotes somebody negative". The column `lexicon` says who scored: `vader` (the
package's compound score, to the digit), `pattern` (another open lexicon, see `valence`), `trained` (a ridge regression of our own on
both lexicons and single words, fitted to sentences that twenty people rated; `tests/benchmarks/train_tone.py`). VADER reads only
straight apostrophes (with a curly one, "isn't good" comes out positive), so they are straightened first.
"""

import csv
from collections.abc import Iterator
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
    return regressed(*features(text))


def scores(text: str) -> dict[str, float]:
    """Return the scores of `text` (straight apostrophes) by every scorer, what they have in common read once.

    >>> scores("Awful.") == {"vader": vader("Awful."), "pattern": pattern("Awful."), "trained": trained("Awful.")}
    True
    """
    found, known = valence.WORD.findall(text), compound(text)
    plain = valence.score([word.lower() for word in found], valence.lexicon("pattern"))
    return {"vader": known, "pattern": plain, "trained": regressed(*regressors(text, found, known))}


def features(text: str) -> tuple[list[float], list[str]]:
    """Return the numbers (in the order of FEATURES) and the different words that the regression stands on.

    Names count for nothing: a word with a capital letter within the sentence is passed over, so that nobody's tone is that of his name.
    """
    text = text.translate(STRAIGHT)
    return regressors(text, valence.WORD.findall(text), compound(text))


def regressors(text: str, printed: list[str], known: float) -> tuple[list[float], list[str]]:
    """Return the `features` of a text whose words as printed, and whose VADER score, are known."""
    found = [w.lower() for i, w in enumerate(printed) if not i or w[0].islower() or w == "I"]
    numbers = [known]
    for lexicon in inflected():
        values = [value for _, value in valence.values(found, lexicon)]
        plus, minus = sum(v for v in values if v > 0), -sum(v for v in values if v < 0)
        numbers += [valence.curve(plus - minus), plus**0.5, -(minus**0.5)]
    return [*numbers, float("?" in text), 1.0], sorted(set(found))


def regressed(numbers: list[float], words: list[str]) -> float:
    """Return the rating, -1 to 1, that the regression gives to these features."""
    weights = model()
    total = sum(weights[name] * value for name, value in zip(FEATURES, numbers, strict=True))
    return max(-1.0, min(1.0, total + sum(weights.get(word, 0.0) for word in words)))


@cache
def inflected() -> tuple[valence.Inflected, valence.Inflected]:
    """Return both lexicons, inflected forms included."""
    return valence.Inflected(valence.lexicon("vader")), valence.Inflected(valence.lexicon("pattern"))


@cache
def model() -> dict[str, float]:
    """Return the weight of each feature (its name in brackets) and of each word."""
    lines = (paths.codebooks() / "trained-tone.csv").read_text(encoding="utf-8").splitlines()
    return {row["word"]: float(row["value"]) for row in csv.DictReader(line for line in lines if line[:1] != "#")}


def read(
    body: str, sentences: list[tuple], quotations: list[tuple[int, int]], *, indirect: list[tuple[int, int]] = ()
) -> Iterator[tuple]:
    """Yield (sentence, voice, target, lexicon, value) for each sentence as a whole and for each of its voices, by each scorer.

    `sentences` are rows (sentence, paragraph, zone, start, end); `quotations` and `indirect` (reported statements) are spans in the
    body, sorted and each without overlap. `voice` is `all`, `quotation`, `indirect` (reported, without what stands between marks) or
    `narration` (neither); a part without a word is left out. `target` is empty: the tone is that of the words, not toward somebody.
    """
    body = body.translate(STRAIGHT)
    for number, _, _, start, end in sentences:
        inside = clipped(quotations, start, end)
        own = outside(start, end, inside)
        told = [span for a, b in own for span in clipped(indirect, a, b)]
        parts = {"all": [(start, end)], "quotation": inside, "indirect": told, "narration": outside(start, end, sorted(inside + told))}
        known: dict[str, dict[str, float]] = {}
        for voice, spans in parts.items():
            text = " ".join(body[a:b] for a, b in spans)
            if any(map(str.isalpha, text)):
                known[text] = known[text] if text in known else scores(text)
                yield from ((number, voice, "", name, value) for name, value in known[text].items())


def clipped(spans: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return what of the spans lies in (start, end).

    >>> clipped([(2, 4), (6, 9)], 3, 7)
    [(3, 4), (6, 7)]
    """
    return [(max(a, start), min(b, end)) for a, b in spans if a < end and b > start]


def outside(start: int, end: int, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what of (start, end) lies in none of the spans, which are sorted and do not overlap.

    >>> outside(0, 10, [(2, 4), (6, 7)])
    [(0, 2), (4, 6), (7, 10)]
    """
    edges = [start, *(edge for span in spans for edge in span), end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
