"""What samestory answers on the public evaluation sets: `score.py --data DIR --adapter tests/benchmarks/adapter.py`.

Functions and formats are those of the scorer's docstring; only public functions of `analysis` are used.
"""

import re
import sys
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from analysis import annotate, clean, tables, uncertainty
from analysis.annotate import article_frames, credits, target
from analysis.annotate import numbers as number_reader
from analysis.annotate import quotes as quote_reader
from analysis.annotate import times as time_reader
from analysis.annotate.tone import trained
from analysis.link import bags
from analysis.measures import typical
from analysis.measures import wording as measure
from analysis.segment import segment

CHANGE = {"about": "~", "nearly": "~", "more than": ">", "at least": ">", "less than": "<", "up to": "<"}


def quotes(text: str, published: str) -> list[dict]:
    """Return the quotations, with their marks as the set has them, and then the reported statements of a text.

    A statement counts as direct where part of it stands between marks.
    """
    found = [q for q in quote_reader.read(text, segment(text)) if q.kind != "scare"]
    marked = [(q.start, q.end) for q in found if q.kind != "indirect"]
    answers = []
    for q in sorted(found, key=lambda q: q.kind == "indirect"):
        told = q.kind == "indirect"
        direct = not told or any(a < q.end and b > q.start for a, b in marked)
        row = {"start": q.start - (not told), "end": q.end + (not told), "speaker": q.speaker, "cue": q.cue, "direct": direct}
        printed = {f: getattr(q, f) for f in ("speaker_printed", "speaker_start", "speaker_end")} if q.speaker_printed else {}
        answers.append(row | printed)
    return answers


def times(text: str, published: str) -> list[dict]:
    """Return the time expressions of a text."""
    found = time_reader.read(text, published or "", quotations=segment(text).quotations)
    return [{"start": t.start, "end": t.end, "value": t.value, "first": t.first or None, "last": t.last or None, "type": t.kind} for t in found]


def dated_sentences(text: str, published: str, sentences: list) -> list[tuple[int, str]]:
    """Return the day that each dated sentence tells of."""
    return time_reader.dated_sentences(text, published or "", sentences)


def numbers(text: str) -> list[dict]:
    """Return the quantities of a text, with the unit as the set writes it: the noun where a thing is counted."""
    return [{"start": n.start, "end": n.end, "value": n.value, "low": real(n.low), "high": real(n.high), "unit": unit(n),
             "change": n.change or CHANGE.get(n.hedge, "=")} for n in number_reader.read(text)]  # fmt: skip


def unit(n) -> str:
    """Return unit or noun of a number in the words of the evaluation set."""
    if n.unit.startswith("per ") and n.phrase:
        return f"{n.phrase} {n.unit}"
    named = n.unit if n.unit.startswith("percentage") else n.unit.replace("percent", "percentage")
    return named or n.phrase


def real(x: float):
    """Return a number, None for an open side."""
    return None if x != x else x


def wire(text: str) -> str | None:
    """Return the agency that a text is credited to, of the four that the set knows."""
    agency = credits.wire(text)
    return agency if agency in ("AP", "AFP", "UPI", "Reuters") else None


def tone(text: str) -> float:
    """Return the mean of the trained scorer over the sentences of a text. Its words were fitted on the development part of this very set."""
    scores = [trained(text[start:end]) for *_, start, end in segment(text).sentences]
    return sum(scores) / len(scores) if scores else 0.0


def target_tone(text: str, start: int, end: int) -> int:
    """Return the tone toward the target. The model was fitted on the development part of this very set."""
    return target.tone(text, start, end)


def actor_tone(text: str, name: str) -> float | None:
    """Return the mean tone toward somebody over the sentences that name him or her (one of the names, where several are given)."""
    forms = [part.strip() for part in name.split(";") if part.strip()]
    words = {form.split()[-1] for form in forms} | set(forms)
    scores = []
    for *_, start, end in segment(text).sentences:
        sentence = text[start:end]
        place = next(((m.start(), m.end()) for w in words if (m := re.search(rf"\b{re.escape(w)}\b", sentence))), None)
        scores += [target.score(sentence, *place)] if place else []
    return sum(scores) / len(scores) if scores else None


def wording(texts: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the terms of each outlet, the most typical first, as `03-wording` lists what is not consensus; texts are taken as bodies."""
    rows = [(f"{outlet}-{i}", outlet, text) for outlet, group in texts.items() for i, text in enumerate(group)]
    articles = pd.DataFrame(rows, columns=["article_id", "outlet", "text"]).astype({"outlet": pd.CategoricalDtype(list(texts), ordered=True)})
    counts = uncertainty.fit(measure.count(bags.units(cut(articles)), articles), articles)
    listed = typical.ordered(typical.scored(counts), "outlet")
    return {outlet: list(part.term) for outlet, part in listed.groupby("outlet", observed=True)}


def cut(articles: pd.DataFrame) -> tables.Tables:
    """Return sentences and words of the articles, and nothing else."""
    found = {row.article_id: segment(row.text) for row in articles.itertuples()}
    types, tokens = annotate.indexed([(name, *token) for name, page in found.items() for token in page.tokens])
    sentences = tables.frame("sentences", [(name, *row, 0) for name, page in found.items() for row in page.sentences])
    return tables.Tables(articles=articles, types=types, tokens=tokens, sentences=sentences)


def frames_generic(text: str) -> dict[str, float]:
    """Return a score for each generic frame. The model was fitted on the development part of this very set."""
    return article_frames.read(clean.clean(text).body)
