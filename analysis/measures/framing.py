"""Which frames an article uses: the share of its sentences in which a pattern of the codebook fires.

A dictionary finds words, not frames in Entman's (1993) sense; how well it finds them must be measured against human coding
before a difference is believed (Grimmer and Stewart 2013). A sentence may carry several frames.
"""

import pandas as pd

from analysis import tables, uncertainty
from analysis.codebook import Codebook
from analysis.measures import grouped, tidy


def count(frames: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> uncertainty.Counts:
    """Return for each sentence of the article proper which frames it carries (x is 1, once a frame)."""
    units = grouped(tables.proper(sentences), articles, by)
    units = units.assign(unit=range(len(units)), m=1.0, frame="")
    hits = frames[["article_id", "sentence", "frame"]].drop_duplicates().merge(units[["article_id", "sentence", by, "unit"]])
    return uncertainty.Counts(hits.assign(x=1.0), units[[by, "unit", "frame", "m"]], (by,), "frame")


def share(frames: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1) -> pd.DataFrame:
    """Return the share of sentences per frame and `by`: a tidy table with key `frame`, x the sentences that carry it, n all sentences.

    A share of 0.25 means that a pattern of the frame fires in every fourth sentence.
    """
    counts = count(frames, sentences, articles, by=by)
    table = uncertainty.ratio(counts, seed=seed)
    table = table[table.x > 0]
    return tidy(table, articles, by, measure="share of sentences", unit="share of sentences")


def patterns(frames: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return which pattern fired how often: frame, pattern, by, n. The first thing to look at when a share surprises."""
    hits = grouped(frames, articles, by)
    return (
        hits.groupby(["frame", "pattern", by], observed=True)
        .size()
        .rename("n")
        .reset_index()
        .sort_values(["frame", "n"], ascending=[True, False], ignore_index=True)
    )


def names(book: Codebook) -> dict[str, str]:
    """Return frame id -> name."""
    return {frame.id: frame.name for frame in book.frames}


def named(shares: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """Return the shares with the frames' names, in the order of the codebook; frames that never fire are rows of value 0.
    They have no interval: resampling sentences without a hit can only give 0 again, which says nothing of the next sentence.

    A frame that the codebook leaves to human coders has no row.
    """
    coded = [frame.name for frame in book.frames if frame.patterns]
    rows = shares.assign(frame=pd.Categorical(shares.frame.map(names(book)), categories=coded, ordered=True))
    by = rows.columns[1]
    sides = rows.drop_duplicates(by).drop(columns="frame").assign(value=0.0, low=float("nan"), high=float("nan"), x=0.0)
    grid = pd.concat([rows, *(sides.assign(frame=pd.Categorical([f] * len(sides), categories=coded, ordered=True)) for f in coded)])
    grid = grid.drop_duplicates([by, "frame"]).sort_values([by, "frame"])[list(shares.columns)]
    return grid.reset_index(drop=True)


def contested(shares: pd.DataFrame, *, by: str = "outlet", top: int = 4) -> pd.DataFrame:
    """Return the rows of the `top` frames whose shares lie furthest apart."""
    wide = shares.pivot_table(index="frame", columns=by, values="value", observed=True)
    most = (wide.max(axis=1) - wide.min(axis=1)).sort_values(ascending=False, kind="stable").head(top).index
    rows = shares[shares.frame.isin(most)]
    return rows.assign(frame=pd.Categorical(rows.frame.astype("str"), categories=list(most), ordered=True)).sort_values(
        [by, "frame"], ignore_index=True
    )


def leading(frames: pd.DataFrame, shares: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return the hits of the frame that has the largest share in each `by`."""
    first = shares.sort_values(["value", "frame"], ascending=[False, True]).drop_duplicates(by).frame
    return frames[frames.frame.isin(set(first))]


def settings(book: Codebook) -> dict:
    """Return what the methods paragraph says of the coding."""
    coded = [frame for frame in book.frames if frame.patterns]
    return {
        "codebook": book.title,
        "source": f"version {book.version}",
        "frames": len(coded),
        "patterns": sum(len(f.patterns) for f in coded),
    }
