"""How negative or positive the words of a sentence are, by VADER's lexicon and rules (Hutto and Gilbert 2014).

The unit is the sentence, never the document: over a whole article the compound score runs to its ends. A sentence is scored
three times: as a whole, what stands inside quotation marks, and what the outlet says outside them, so that "the outlet is
negative" can be told from "the outlet quotes somebody negative". VADER reads only straight apostrophes (with a curly one,
"isn't good" comes out positive), so they are straightened first.
"""

from collections.abc import Iterator

LEXICON = "vader"
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_ANALYZER = []


def vader(text: str) -> float:
    """Return VADER's compound score of `text`, -1 (negative) to 1 (positive), exactly as the package vaderSentiment gives it.

    >>> vader("This isn’t good.") < 0 < vader("A great success!")
    True
    """
    if not _ANALYZER:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # reads its lexicon on construction

        _ANALYZER.append(SentimentIntensityAnalyzer())
    return _ANALYZER[0].polarity_scores(text.translate(STRAIGHT))["compound"]


def read(body: str, sentences: list[tuple], quotations: list[tuple[int, int]]) -> Iterator[tuple]:
    """Yield (sentence, voice, target, lexicon, value) for each sentence as a whole and for each of its voices.

    `sentences` are rows (sentence, paragraph, zone, start, end); `quotations` are spans in the body. `voice` is `all`, `quotation` or `narration`;
    a part without a word is left out. `target` is empty: the tone is that of the words, not toward somebody.
    """
    for number, _, _, start, end in sentences:
        inside = [(max(a, start), min(b, end)) for a, b in quotations if a < end and b > start]
        parts = {"all": [(start, end)], "quotation": inside, "narration": outside(start, end, inside)}
        for voice, spans in parts.items():
            words = " ".join(body[a:b] for a, b in spans)
            if any(c.isalpha() for c in words):
                yield number, voice, "", LEXICON, vader(words)


def outside(start: int, end: int, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what of (start, end) lies in none of the spans, which are sorted and do not overlap.

    >>> outside(0, 10, [(2, 4), (6, 7)])
    [(0, 2), (4, 6), (7, 10)]
    """
    edges = [start, *(edge for span in spans for edge in span), end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
