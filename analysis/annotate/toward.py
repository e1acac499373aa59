"""The tone toward everybody whom a sentence names: one score per sentence and name.

The tone of a sentence does not say at whom it is aimed; `target` scores it toward one span. Here every name of the article proper is
such a span, once a sentence and voice. Who a name means is known only when all articles of a story are read (`link.actors`), so
the row holds the label as printed, and a measure joins it to the actor by article, sentence and label. Names that lie inside
another's label ("Talvaran mayor Ada Brandt") are passed over: the sentence is about the mayor.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache

from analysis.annotate import target

OTHER = ("headline", "subheading")  # zones that are not the article proper


def read(body: str, sentences: list[tuple], named: list, voices: list[str]) -> Iterator[tuple]:
    """Yield (sentence, voice, label, lexicon, value) for each name, -1 (unkind) to 1 (kind); `lexicon` says which scorer was used.

    `sentences` are rows (sentence, paragraph, zone, start, end); `named` are names in the order of their start, `voices` their voices.
    """
    starts, last, places = [row[3] for row in sentences], -1, {}
    for name, voice in zip(named, voices, strict=True):
        number, _, zone, start, end = sentences[max(0, bisect_right(starts, name.start) - 1)]
        nested, last = name.end <= last, max(last, name.end)
        if nested or zone in OTHER or name.end > end or (number, voice, name.label) in places:
            continue
        at, behind = bare(body, name)
        places[number, voice, name.label] = body[start:end], at - start, behind - start
    scores, lexicon = scorer()
    for row, value in zip(places, scores(list(places.values())), strict=True):
        yield *row, lexicon, value


def bare(body: str, name) -> tuple[int, int]:
    """Return where the bare name stands in its label, so that a title that judges ("dictator") counts as said of it; else the label."""
    at = body.find(name.name, name.start, name.end)
    return (at, at + len(name.name)) if name.name and at >= 0 else (name.start, name.end)


@cache
def scorer() -> tuple[Callable[[list[tuple[str, int, int]]], list[float]], str]:
    """Return how tone toward spans is scored, and its name: by the trained model, or by rules where its weights are not at hand."""
    try:
        target.model()
    except FileNotFoundError:
        return lambda places: [target.rules(*place) for place in places], "target rules"
    return target.scores, "target model"
