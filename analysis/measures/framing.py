"""Which frames an article uses: the share of its sentences in which a pattern of the codebook fires.

A dictionary finds words, not frames in Entman's (1993) sense; how well it finds them must be measured against human coding
before a difference is believed (Grimmer and Stewart 2013). A sentence may carry several frames.
"""

import pandas as pd

from analysis import measures, tables, uncertainty
from analysis.codebook import Codebook
from analysis.differences import difference
from analysis.measures import grouped
from analysis.measures.sourcing import NOBODY

VOICES = ["narration", "indirect", "quotation"]
VOICE = {"direct": "quotation", "fragment": "quotation", "indirect": "indirect"}  # kind of quotation -> voice; a scare quote is narration
SEVERAL = "(several in one sentence)"


def count(frames: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> uncertainty.Counts:
    """Return for each sentence of the article proper which frames it carries (x is 1, once a frame)."""
    units = numbered(sentences, articles, by).assign(m=1.0, frame="")
    hits = frames[["article_id", "sentence", "frame"]].drop_duplicates().merge(units[["article_id", "sentence", by, "unit"]])
    return uncertainty.Counts(hits.assign(x=1.0), units[[by, "article_id", "unit", "frame", "m"]], (by,), "frame")


def numbered(sentences: pd.DataFrame, articles: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the sentences of the article proper with `by` and a number for each, in the order of the text."""
    units = grouped(tables.proper(sentences), articles, by).sort_values(["article_id", "sentence"], kind="stable")
    return units.assign(unit=range(len(units)))


def count_words(frames: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> uncertainty.Counts:
    """Return for each sentence how many of its words lie in hits of each frame (x), over its words (m).

    Every sentence counts as of the article's average length, so that the published copy, which does not tell the length of
    sentences, gives the same numbers. `frames` needs the column words (the words of a hit; without it a hit is one word).
    """
    base = count(frames, sentences, articles, by=by).base
    length = (articles.n_tokens / articles.n_sentences.clip(lower=1)).set_axis(articles.article_id).astype(float)
    units = numbered(sentences, articles, by)[["article_id", "sentence", by, "unit"]]
    hits = frames.assign(x=frames.get("words", pd.Series(1, frames.index)).astype(float)).merge(units)
    hits = hits.groupby([by, "article_id", "unit", "frame"], observed=True).x.sum().reset_index()
    return uncertainty.Counts(hits, base.assign(m=base.article_id.map(length)), (by,), "frame")


def share(frames: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1) -> pd.DataFrame:
    """Return the share of sentences per frame and `by`: a tidy table with key `frame`, x the sentences that carry it, n all sentences.

    A share of 0.25 means that a pattern of the frame fires in every fourth sentence. With five articles or more of each `by` the
    value is that of articles, not of sentences (`scope.design`), and n their number. A frame that fires nowhere has no row.
    """
    return scored(count(frames, sentences, articles, by=by), articles, by, seed, measure="share of sentences", least=0)


def share_of_words(
    frames: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1
) -> pd.DataFrame:
    """Return the share of words that lie in hits, per frame and `by`: how much room the frame's own words take, x words of hits.

    It tells a passing mention from a passage that dwells on the frame; small by nature, since a pattern covers one to four words.
    """
    return scored(count_words(frames, sentences, articles, by=by), articles, by, seed, measure="share of words")


def by_voice(frames: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1) -> pd.DataFrame:
    """Return the share of sentences that carry a frame in each voice: a tidy table with keys voice and `frame`.

    narration is the outlet's own words, indirect what it reports others to have said, quotation what stands between marks. The base
    is always all sentences: 0.10 in narration and 0.15 in quotation say that one sentence in ten carries the frame in the outlet's
    own words, and three in twenty in somebody else's. A sentence may carry it in two voices. Needs the column voice of `frames`.
    """
    parts = []
    for voice in VOICES:
        counts = count(frames[frames.voice == voice], sentences, articles, by=by)
        parts.append(scored(counts, articles, by, seed, measure="share of sentences", least=0).assign(voice=voice))
    table = pd.concat(parts, ignore_index=True).astype({"voice": pd.CategoricalDtype(VOICES, ordered=True)})
    first = ["story", by, "voice", "frame"]
    return table[[*first, *(c for c in table if c not in first)]].sort_values([by, "frame", "voice"], ignore_index=True)


def by_speaker(
    frames: pd.DataFrame, quotes: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet"
) -> pd.DataFrame:
    """Return whose words carry a frame where they are not the outlet's own: `by`, speaker, frame, x, n, the most frequent first.

    x is the number of sentences in which the frame stands in words of the speaker, quoted or reported, n that of all speakers of this
    `by`. Words belong to who begins to speak, in the same voice, in their sentence or the last one before it: no offsets are needed, so
    that the published copy gives the same numbers. Where several begin in one sentence nobody is chosen (`SEVERAL`).
    """
    hits = frames[frames.voice != "narration"].merge(tables.proper(sentences)[["article_id", "sentence"]])
    keys = ["article_id", "voice"]
    hits = pd.merge_asof(hits.sort_values("sentence"), speakers(quotes), on="sentence", by=keys).fillna({"speaker": NOBODY})
    places = grouped(hits[["article_id", "sentence", "frame", "speaker"]].drop_duplicates(), articles, by)
    table = places.groupby([by, "speaker", "frame"], observed=True).size().rename("x").reset_index()
    every = places.drop(columns="speaker").drop_duplicates().groupby([by, "frame"], observed=True).size().rename("n").reset_index()
    table = table.merge(every, on=[by, "frame"])
    return table.sort_values(["x", by, "speaker", "frame"], ascending=[False, True, True, True], ignore_index=True)


def speakers(quotes: pd.DataFrame) -> pd.DataFrame:
    """Return who begins to speak in a sentence: article_id, sentence, voice, speaker (`NOBODY` named, or `SEVERAL`), by sentence."""
    said = quotes[quotes.kind.isin(list(VOICE))]
    said = said.assign(voice=said.kind.map(VOICE).astype("str"), speaker=said.speaker.where(said.speaker != "", NOBODY))
    who = said.groupby(["article_id", "sentence", "voice"]).speaker.agg(["first", "nunique"]).reset_index()
    who = who.assign(speaker=who["first"].astype("str").where(who["nunique"] == 1, SEVERAL))
    return who[["article_id", "sentence", "voice", "speaker"]].sort_values("sentence", kind="stable")


def scored(counts: uncertainty.Counts, articles: pd.DataFrame, by: str, seed: int, *, measure: str, least: float = 1e-9) -> pd.DataFrame:
    """Return the tidy table of what was found at `least` so often, over the units that the corpus allows."""
    table = measures.scored(counts, articles, by, seed=seed, measure=measure, unit=measure)
    return table[table.x >= least].reset_index(drop=True)


def gaps(frames: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1) -> pd.DataFrame:
    """Return the differences in share of sentences between every two of `by`, with interval, p and correction (`differences`).

    The most certain stand first; those about which nothing can be said stand last, with the reason.
    """
    table = difference(uncertainty.fit(count(frames, sentences, articles, by=by), articles, by=by), seed=seed)
    return table.assign(size=-table.value.abs()).sort_values(["adjusted", "p", "size"], kind="stable", ignore_index=True).drop(columns="size")


def names(book: Codebook) -> dict[str, str]:
    """Return frame id -> name, without the frames that are left to human coders."""
    return {frame.id: frame.name for frame in book.frames if frame.patterns}


def labelled(table: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """Return a table with the frames' names in place of their ids, in the columns frame and other."""
    known = names(book)
    return table.assign(**{c: table[c].map(lambda f: known.get(f, f)).astype("str") for c in ("frame", "other") if c in table})


def named(shares: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """Return the shares with the frames' names, in the order of the codebook; frames that never fire are rows of value 0.
    Their interval reaches up to what n sentences without a hit leave possible (Wilson 1927; about 4 / n).

    A frame that the codebook leaves to human coders has no row.
    """
    coded = [frame.name for frame in book.frames if frame.patterns]
    rows = shares.assign(frame=pd.Categorical(shares.frame.map(names(book)), categories=coded, ordered=True))
    by = rows.columns[1]
    sides = rows.drop_duplicates(by).drop(columns="frame").assign(value=0.0, low=0.0, high=lambda t: uncertainty.none_of(t.n), x=0.0)
    grid = pd.concat([rows, *(sides.assign(frame=pd.Categorical([f] * len(sides), categories=coded, ordered=True)) for f in coded)])
    grid = grid.drop_duplicates([by, "frame"]).sort_values([by, "frame"])[list(shares.columns)]
    return grid.reset_index(drop=True)


def contested(shares: pd.DataFrame, *, by: str = "outlet", top: int = 4) -> pd.DataFrame:
    """Return the rows of the `top` frames whose shares lie furthest apart; of those as far apart, the more frequent."""
    wide = shares.pivot_table(index="frame", columns=by, values="value", observed=True)
    wide = wide.assign(most=wide.max(axis=1), apart=lambda t: (t.most - wide.min(axis=1)).round(9))
    most = wide.sort_values(["apart", "most"], ascending=False, kind="stable").head(top).index
    rows = shares[shares.frame.isin(most)]
    return rows.assign(frame=pd.Categorical(rows.frame.astype("str"), categories=list(most), ordered=True)).sort_values(
        [by, "frame"], ignore_index=True
    )


def of_one(table: pd.DataFrame, frame: str) -> pd.DataFrame:
    """Return the rows of one frame, with its name in measure and unit, so that a figure says of what it is."""
    rows = table[table.frame == frame]
    return rows.assign(measure=rows.measure + ": " + frame, unit=rows.unit + ": " + frame)


def settings(book: Codebook) -> dict:
    """Return what the methods paragraph says of the coding."""
    coded = [frame for frame in book.frames if frame.patterns]
    return {
        "codebook": book.title,
        "source": f"version {book.version}",
        "frames": len(coded),
        "patterns": sum(len(f.patterns) for f in coded),
    }
