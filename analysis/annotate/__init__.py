"""Read one article at a time: clean it, cut it into sentences and tokens, and let each reader say what is in it.

`read` is the only place where text becomes tables. It is a pure, picklable function of a batch of articles and the settings; it
knows no second article, so that batches can be read anywhere and in any order, and their tables joined.
"""

from bisect import bisect_left, bisect_right

import pandas as pd

from analysis import clean, segment, tables
from analysis.annotate import credits, frames, names, numbers, quotes, times, tone, toward
from analysis.codebook import Codebook

WORDS = 5  # most words of a name or a label in a table: what is longer is a description, and descriptions are text


def read(articles: pd.DataFrame, codebook: Codebook, *, forms: frozenset[str] = frozenset()) -> tables.Tables:
    """Return the tables of a batch of `articles` (columns as declared; `text` is the raw text).

    `forms` are names to find beside those that the rules find (those of an actors.toml). All tables of single articles are filled, and the
    counts of sentences and tokens in `articles`. Raises nothing for odd text: it only yields fewer rows.
    """
    rows: dict[str, list] = {name: [] for name in tables.ONE_ARTICLE}
    words: list[tuple] = []
    for article in articles.itertuples():
        for name, found in one(article, forms).items():
            (words if name == "words" else rows[name]).extend((article.article_id, *row) for row in found)
    types, tokens = indexed(words)
    built = {name: tables.frame(name, found) for name, found in rows.items() if name not in ("types", "tokens", "frames")}
    built |= {"sentences": sized(built["sentences"], tokens), "types": types, "tokens": tokens}
    built |= {
        "frames": voiced(frames.match(tokens, types, codebook), built["quotes"]),
    }
    return tables.Tables(articles=counted(articles, built["sentences"]), **{n: tables.check(n, t) for n, t in built.items()})


def one(article, forms: frozenset[str]) -> dict[str, list[tuple]]:
    """Return what stands in one article: table name -> rows without the article's id (`words` for tokens as text)."""
    cleaned = clean.clean(article.text)
    body = cleaned.body
    cut = segment.segment(body, headline=article.headline)
    place, said = locator(cut.sentences), quotes.read(body, cut)
    named = names.read(body, cut, forms=forms)
    held = counter([start for _, start, _ in cut.tokens])
    voices = quotes.voice([(n.start, n.end) for n in named], said)
    return {
        "removed": cleaned.removed,
        "sentences": [(*row, 0) for row in cut.sentences],
        "words": cut.tokens,
        "quotes": [
            (i, place(q.start), q.start, q.end, q.kind, clip(q.speaker), clip(q.speaker_printed), clip(q.cue), q.stance, held(q))
            for i, q in enumerate(said)
        ],
        "times": [(place(t.start), *t[:7]) for t in times.read(body, article.published, quotations=cut.quotations)],
        "numbers": [
            (place(n.start), n.start, n.end, n.low, n.high, n.unit, n.counted, n.hedge, n.change, n.kind, speaker(n, said))
            for n in numbers.read(body)
        ],
        "names": [
            (place(n.start), n.start, n.end, clip(n.label), n.kind, clip(n.name), n.reader, v) for n, v in zip(named, voices, strict=True)
        ],
        "credits": [(max(0, c.start), max(0, c.end), clip(c.name), c.kind) for c in credits.read(body, article.text, cleaned.found)],
        "tone": [
            *tone.read(body, cut.sentences, spans(said, "direct", "fragment"), indirect=spans(said, "indirect")),
            *((n, v, clip(label), *rest) for n, v, label, *rest in toward.read(body, cut.sentences, named, voices)),
        ],
    }


def spans(said: list, *kinds: str) -> list[tuple[int, int]]:
    """Return what quotations or statements of these kinds cover."""
    return quotes.merged((q.start, q.end) for q in said if q.kind in kinds)


def counter(starts: list[int]):
    """Return a function that counts the tokens in a span, given where tokens start."""
    return lambda span: bisect_left(starts, span.end) - bisect_left(starts, span.start)


def clip(name: str) -> str:
    """Return at most five words of a name; three dots say that it goes on.

    >>> clip("the chair of the House Intelligence Committee"), clip("the chair of the board")
    ('the chair of the House…', 'the chair of the board')
    """
    words = name.split()
    return " ".join(words[:WORDS]) + "…" * (len(words) > WORDS)


def speaker(span, said: list) -> str:
    """Return who says what stands in the span: the speaker of the narrowest quotation or statement that holds it, "" for the outlet itself."""
    around = [q for q in said if q.start <= span.start and span.end <= q.end and q.kind != "scare"]
    return clip(min(around, key=lambda q: q.end - q.start).speaker) if around else ""


def voiced(hits: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Return the frame hits with the voice in which each is uttered: narration, indirect or quotation."""
    by_article = {name: list(rows.itertuples()) for name, rows in said.groupby("article_id")}
    parts = [rows.assign(voice=quotes.voice(list(zip(rows.start, rows.end, strict=True)), by_article.get(name, [])))
             for name, rows in hits.groupby("article_id", sort=False)]  # fmt: skip
    return pd.concat(parts, ignore_index=True) if parts else hits.assign(voice="")


def sized(sentences: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences with their number of tokens."""
    sizes = tokens.groupby(["article_id", "sentence"], sort=False).size().rename("n_tokens")
    return sentences.drop(columns="n_tokens").merge(sizes, on=["article_id", "sentence"], how="left").fillna({"n_tokens": 0})


def locator(sentences: list[tuple]):
    """Return a function that gives the number of the sentence that holds an offset."""
    starts = [row[3] for row in sentences]
    return lambda at: sentences[max(0, bisect_right(starts, at) - 1)][0] if sentences else 0


def indexed(words: list[tuple]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the table of word types, and the tokens (article_id, sentence, start, text) pointing into it."""
    frame = pd.DataFrame(words, columns=["article_id", "sentence", "start", "token"])
    codes, found = pd.factorize(frame.token)
    terms = [segment.term(t) for t in found]
    types = pd.DataFrame({"type": range(len(found)), "token": list(found), "term": terms, "content": [segment.content(t) for t in terms]})
    tokens = frame.assign(type=codes)[["article_id", "sentence", "start", "type"]]
    return (tables.check("types", types), tables.check("tokens", tokens)) if len(frame) else (tables.empty("types"), tables.empty("tokens"))


def counted(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return `articles` with the number of sentences and tokens of the article proper (headline and subheadings apart)."""
    sums = tables.proper(sentences).groupby("article_id").agg(n_sentences=("sentence", "size"), n_tokens=("n_tokens", "sum"))
    counts = articles[["article_id"]].merge(sums, on="article_id", how="left").fillna(0)
    return articles.assign(n_sentences=counts.n_sentences.astype("int64").to_numpy(), n_tokens=counts.n_tokens.astype("int64").to_numpy())
