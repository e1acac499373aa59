"""Where a frame stands and what it stands with: what leads, which third of the article, which frames share a sentence.

What comes first is read by more people and colours what follows (van Dijk 1988, on the order of relevance). Two
frames in one sentence are joined by the teller: who writes "threat" and "blame" together says something that neither says alone.
"""

from itertools import combinations

import pandas as pd

from analysis import tables, uncertainty
from analysis.codebook import Codebook
from analysis.measures import grouped, tidy
from analysis.measures.framing import count

THIRDS = ["first third", "middle third", "last third"]
FUNCTIONS = ["problem", "cause", "moral", "remedy"]


def position(frames: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1) -> pd.DataFrame:
    """Return the share of sentences per frame, `by` and third of the article: a tidy table with keys third and `frame`.

    Thirds are of each article's own sentences; with fewer than three sentences the last thirds are empty.
    """
    counts = count(frames, sentences, articles, by=by)
    rank = counts.base.groupby("article_id").unit.rank(method="first") - 1
    size = counts.base.groupby("article_id").unit.transform("size")
    third = pd.Categorical.from_codes((3 * rank // size).astype(int), THIRDS, ordered=True)
    base = counts.base.assign(third=third)
    top = counts.top.merge(base[["unit", "third"]], on="unit")
    table = uncertainty.ratio(uncertainty.Counts(top, base, (by, "third"), "frame"), seed=seed)
    return tidy(table, articles, by, measure="share of sentences", unit="share of sentences")


def leads(frames: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return the frames of the first sentence of each article that carries any: `by`, article_id, frame, sentence, place (from 1)."""
    rows = grouped(tables.proper(sentences), articles, by).sort_values(["article_id", "sentence"])
    rows = rows.assign(place=rows.groupby("article_id").cumcount() + 1)
    hits = frames[["article_id", "sentence", "frame"]].drop_duplicates().merge(rows)
    first = hits[hits.sentence == hits.groupby("article_id").sentence.transform("min")]
    return first.sort_values([by, "article_id", "frame"])[[by, "article_id", "frame", "sentence", "place"]].reset_index(drop=True)


def together(frames: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return how often two frames share a sentence: `by`, frame, other, both, expected, phi, n.

    `both` is the number of sentences with the two, `expected` what it would be if they knew nothing of each other, phi their
    correlation over the n sentences (-1 to 1). Read it beside the shares: rare frames seldom meet. Pairs that never meet are rows too.
    """
    counts = count(frames, sentences, articles, by=by)
    rows = []
    for group, base in counts.base.groupby(by, observed=True):
        held = {frame: set(top.unit) for frame, top in counts.top[counts.top[by] == group].groupby("frame")}
        rows += [(group, a, b, len(held[a] & held[b]), len(held[a]), len(held[b]), len(base)) for a, b in combinations(sorted(held), 2)]
    table = pd.DataFrame(rows, columns=[by, "frame", "other", "both", "x", "y", "n"])
    product = table.x * table.y
    spread = (product * (table.n - table.x) * (table.n - table.y)) ** 0.5
    table = table.assign(expected=product / table.n, phi=((table.n * table.both - product) / spread).where(spread > 0))
    return table.sort_values([by, "phi"], ascending=[True, False])[[by, "frame", "other", "both", "expected", "phi", "n"]].reset_index(
        drop=True
    )


def carriers(frames: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return the sentences in the order of how much they carry: `by`, article_id, sentence, carries, frames, patterns.

    `carries` adds up, over the frames of the sentence, which part of that frame's sentences it is: 1.0 means that a frame of this `by`
    rests on this sentence alone. `frames` and `patterns` are how many it holds.
    """
    counts = count(frames, sentences, articles, by=by)
    top = counts.top.assign(part=1 / counts.top.groupby([by, "frame"], observed=True).frame.transform("size"))
    keys = [by, "article_id", "sentence"]
    table = top.groupby(keys, observed=True).agg(carries=("part", "sum"), frames=("frame", "size")).reset_index()
    fired = frames.groupby(["article_id", "sentence"]).pattern.nunique().rename("patterns").reset_index()
    return table.merge(fired).sort_values(["carries", "patterns", *keys[1:]], ascending=[False, False, True, True], ignore_index=True)


def thirds(table: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return `position` for reading: `by`, frame and a column of shares for each third, the least even frame first."""
    wide = table.pivot(index=[by, "frame"], columns="third", values="value").reindex(columns=THIRDS)
    order = (wide.max(axis=1) - wide.min(axis=1)).sort_values(ascending=False, kind="stable").index
    return wide.loc[order].rename_axis(columns=None).reset_index()


def heaviest(frames: pd.DataFrame, carried: pd.DataFrame, *, most: int = 20) -> pd.DataFrame:
    """Return the hits of the `most` sentences that carry most (`carriers`), with the columns that evidence shows: frame, carries."""
    top = carried.head(most)[["article_id", "sentence", "carries"]].round(2)
    places = [c for c in ("article_id", "sentence", "start", "end", "frame") if c in frames]
    return frames[places].merge(top, on=["article_id", "sentence"])


def functions(frames: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, book: Codebook, by: str = "outlet") -> pd.DataFrame:
    """Return the share of sentences by Entman's (1993) four functions: a tidy table with key `frame` holding problem, cause, moral, remedy.

    Only frames whose codebook entry has a `function` count; the table is empty where none has.
    """
    names = {frame.id: frame.function for frame in book.frames if frame.function != "none"}
    hits = frames[frames.frame.isin(names)]
    counts = count(hits.assign(frame=hits.frame.map(names)), sentences, articles, by=by)
    fitted = uncertainty.fit(counts, articles, by=by)
    table = uncertainty.ratio(fitted)
    table = table.assign(frame=pd.Categorical(table.frame, FUNCTIONS, ordered=True)).sort_values([by, "frame"])
    return tidy(table, articles, by, measure="share of sentences", unit="share of sentences", units=fitted.unit)
