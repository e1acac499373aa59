"""One utterance, many cuts: what several outlets printed of the same words, side by side, with the differing words marked.

The fullest cut is the measure: in every other one, the words that it does not hold stand between ‹ and ›. That shows what was
translated otherwise or added; what is missing shows by its absence.
"""

import re

import pandas as pd

from analysis.evidence import ABSENT, bodies
from analysis.link.utterances import differing
from analysis.tables import Tables

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def side_by_side(read: Tables) -> pd.DataFrame:
    """Return utterance, outlet, speaker, cue, share (of the fullest cut's content words) and the words as printed.

    Where no text is at hand, the place of each quotation stands instead of its words.
    """
    rows = read.utterances.merge(
        read.quotes[["article_id", "quote", "sentence", "cue"] + [c for c in ("start", "end") if c in read.quotes]]
    )
    rows = rows.merge(read.articles[["article_id", "outlet"]]).sort_values(["utterance", "share", "outlet"], ascending=[True, False, True])
    rows["printed"] = printed(read, rows) if "text" in read.articles else [ABSENT.format(n) for n in rows.sentence]
    return rows[["utterance", "outlet", "speaker", "cue", "share", "printed"]].reset_index(drop=True)


def printed(read: Tables, rows: pd.DataFrame) -> list[str]:
    """Return the words of each quotation, marked against the first (fullest) of its utterance."""
    text = bodies(read)
    words = [" ".join(text[r.article_id][r.start : r.end].split()) for r in rows.itertuples()]
    fullest: dict[int, str] = {}
    for number, spoken in zip(rows.utterance, words, strict=True):
        fullest.setdefault(number, spoken)
    return [marked(spoken, fullest[number]) for number, spoken in zip(rows.utterance, words, strict=True)]


def marked(spoken: str, fullest: str) -> str:
    """Return `spoken` with the words between ‹ and › that `fullest` does not hold at that place.

    >>> marked("the dam is quite safe", "We know the dam is safe")
    'the dam is ‹quite› safe'
    """
    mine = list(WORD.finditer(spoken))
    other = differing([w.group().lower() for w in mine], [w.group().lower() for w in WORD.finditer(fullest)])
    out, at = [], 0
    for word, differs in zip(mine, other, strict=True):
        if differs:
            out += [spoken[at : word.start()], "‹", word.group(), "›"]
            at = word.end()
    return "".join([*out, spoken[at:]]).replace("› ‹", " ")
