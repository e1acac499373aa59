"""Whether a dictionary does what its author thinks: which patterns never fired, and which did all the work.

A frame with forty patterns whose hits all come from one is a study of that one pattern; a pattern that fires in a single
sentence may have been made for it. Both stay unseen in a share (Grimmer and Stewart 2013: validate, validate, validate).
"""

import pandas as pd

from analysis.codebook import Codebook

MOST = 0.5  # of the sentences of a frame, from which one pattern counts as doing the work
LEAST = 5  # sentences of a frame, below which nobody does the work
VERDICTS = ["does all the work", "does most of the work", "one sentence only", "never fired", ""]


def patterns(frames: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """Return one row per pattern of the codebook: frame, pattern, hits, sentences, articles, share, alone, verdict.

    `share` is the part of the frame's sentences in which the pattern fires, `alone` the part that would be lost without it. The verdict
    is "never fired", "one sentence only", "does most of the work" (half of the sentences or more would be lost), "does all the work" (no
    other pattern fired), or empty. Of overlapping hits of one frame only the longest counts, so a pattern may hide behind a longer one.
    """
    rows = pd.DataFrame([(f.id, p.text) for f in book.frames for p in f.patterns], columns=["frame", "pattern"])
    places = frames[["article_id", "sentence", "frame", "pattern"]].drop_duplicates()
    held = places.groupby(["article_id", "sentence", "frame"]).pattern.transform("size")
    keys = ["frame", "pattern"]
    found = (
        places.assign(only=held == 1)
        .groupby(keys)
        .agg(sentences=("sentence", "size"), articles=("article_id", "nunique"), only=("only", "sum"))
    )
    found = found.join(frames.groupby(keys).size().rename("hits")).reset_index()
    table = rows.merge(found, on=keys, how="left").fillna(dict.fromkeys(("hits", "sentences", "articles", "only"), 0))
    size = table.frame.map(places[["article_id", "sentence", "frame"]].drop_duplicates().groupby("frame").size()).fillna(0)
    table = table.assign(share=table.sentences / size.where(size > 0), alone=table.only / size.where(size > 0), size=size)
    table = table.astype(dict.fromkeys(("hits", "sentences", "articles"), "int64")).assign(verdict=[verdict(r) for r in table.itertuples()])
    return table[["frame", "pattern", "hits", "sentences", "articles", "share", "alone", "verdict"]]


def verdict(row) -> str:
    """Return what to think of a pattern."""
    if row.hits == 0:
        return "never fired"
    if row.size >= LEAST and row.alone >= MOST:
        return "does all the work" if row.alone == 1 else "does most of the work"
    return "one sentence only" if row.sentences == 1 else ""


def summary(table: pd.DataFrame) -> pd.DataFrame:
    """Return how many patterns of each frame got which verdict, from `patterns`: frame, patterns, and a column for each verdict."""
    counts = table[table.verdict != ""].groupby(["frame", "verdict"]).size().unstack(fill_value=0)
    counts = counts.reindex(index=table.frame.unique(), columns=[v for v in VERDICTS if v], fill_value=0)
    sizes = table.groupby("frame").size().rename("patterns")
    return counts.join(sizes).rename_axis(columns=None, index="frame").reset_index()[["frame", "patterns", *counts.columns]]
