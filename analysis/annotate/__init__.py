"""Read one article at a time: clean it, cut it into sentences and tokens, and let each reader say what is in it.

`read` is the only place where text becomes tables. It is a pure, picklable function of a batch of articles and the settings; it
knows no second article, so that batches can be read anywhere and in any order, and their tables joined.
"""

import pandas as pd

from analysis import bags, clean, segment, tables
from analysis.annotate import frames, times, tone
from analysis.codebook import Codebook


def read(articles: pd.DataFrame, codebook: Codebook) -> tables.Tables:
    """Return the tables of a batch of `articles` (columns as declared; `text` is the raw text).

    The tables `removed`, `sentences`, `types`, `tokens`, `units`, `quotes`, `times`, `frames`, `tone` are filled, and the counts
    of sentences and tokens in `articles`. Raises nothing for odd text: it only yields fewer rows.
    """
    rows: dict[str, list] = {name: [] for name in tables.ONE_ARTICLE}
    words: list[tuple] = []
    for article in articles.itertuples():
        for name, found in one(article).items():
            (words if name == "words" else rows[name]).extend((article.article_id, *row) for row in found)
    types, tokens = indexed(words)
    built = {name: tables.frame(name, found) for name, found in rows.items() if name not in ("types", "tokens", "units", "frames")}
    sentences = built["sentences"]
    sizes = tokens.groupby(["article_id", "sentence"], sort=False).size().rename("n_tokens")
    built["sentences"] = sentences.drop(columns="n_tokens").merge(sizes, on=["article_id", "sentence"], how="left").fillna({"n_tokens": 0})
    built |= {
        "types": types,
        "tokens": tokens,
        "units": bags.units(tokens, types, built["sentences"]),
        "frames": frames.match(tokens, types, codebook),
    }
    return tables.Tables(articles=counted(articles, built["sentences"]), **{n: tables.check(n, t) for n, t in built.items()})


def one(article) -> dict[str, list[tuple]]:
    """Return what stands in one article: table name -> rows without the article's id (`words` for tokens as text)."""
    cleaned = clean.clean(article.text)
    cut = segment.segment(cleaned.body, headline=article.headline)
    place = locator(cut.sentences)
    dated = times.read(cleaned.body, article.published, quotations=cut.quotations)
    return {
        "removed": cleaned.removed,
        "sentences": [(*row, 0) for row in cut.sentences],
        "words": cut.tokens,
        "quotes": [(i, place(a), a, b, "direct") for i, (a, b) in enumerate(cut.quotations)],
        "times": [(place(t[0]), *t[:7]) for t in dated],
        "tone": list(tone.read(cleaned.body, cut.sentences, cut.quotations)),
    }


def locator(sentences: list[tuple]):
    """Return a function that gives the number of the sentence that holds an offset."""
    import bisect

    starts = [row[3] for row in sentences]
    return lambda at: sentences[max(0, bisect.bisect_right(starts, at) - 1)][0] if sentences else 0


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
