"""What samestory answers on the public evaluation sets: `score.py --data DIR --adapter tests/benchmarks/adapter.py`.

Functions and formats are those of the scorer's docstring; only public functions of `analysis` are used.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from analysis.annotate import times as time_reader  # noqa: E402
from analysis.annotate.tone import vader  # noqa: E402
from analysis.segment import segment  # noqa: E402


def times(text: str, published: str) -> list[dict]:
    """Return the time expressions of a text."""
    found = time_reader.read(text, published or "", quotations=segment(text).quotations)
    return [
        {"start": t.start, "end": t.end, "value": t.value, "first": t.first or None, "last": t.last or None, "type": t.kind} for t in found
    ]


def dated_sentences(text: str, published: str, sentences: list) -> list[tuple[int, str]]:
    """Return the day that each dated sentence tells of."""
    return time_reader.dated_sentences(text, published or "", sentences)


def tone(text: str) -> float:
    """Return VADER's mean over the sentences of a text."""
    spans = segment(text).sentences
    scores = [vader(text[start:end]) for *_, start, end in spans]
    return sum(scores) / len(scores) if scores else 0.0
