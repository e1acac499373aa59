"""Which of five generic frames an article uses as a whole: a small linear model of our own over patterns and words.

The patterns of the generic codebook say in which sentences a frame shows; whether readers see the frame in the article is another
question, which single sentences answer poorly. The model was fitted to people's coding of 212 articles on climate change (Frermann
et al. 2023; MIT licence), by `tests/benchmarks/train_frames.py`, which also says how right it is on articles it has not seen. It
knows five frames, one topic and few articles: read its scores as an order of articles, not as a verdict on one.
"""

import csv
import re
from functools import cache

import numpy as np
import pandas as pd
import scipy.sparse as sp

from analysis import codebook, paths, segment, tables
from analysis.annotate import frames

FRAMES = ["Resolution", "Human interest", "Conflict", "Moral", "Economic"]
NAMED = ["conflict", "human-interest", "economic-consequences", "morality", "responsibility"]  # of the generic codebook
WORD = re.compile(r"[a-z][a-z']+")
FILE = "trained-frames.csv"


def score(tokens: pd.DataFrame, types: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return article_id, frame, value: the score of each of FRAMES in each article, 0 to 1, from .5 on a yes.

    Tables as `annotate.read` makes them; an article without a word has no row. The value is no probability: the model was fitted as
    if every frame were in half of all articles.
    """
    articles, numbers, bags, stems = features(tokens, types, sentences)
    idf, weights, named, shift = model()
    known = bags[:, [i for i, s in enumerate(stems) if s in idf]]
    held = [s for s in stems if s in idf]
    words = normal(known @ sp.diags([idf[s] for s in held])) @ np.array([weights[s] for s in held]).reshape(-1, len(FRAMES))
    logits = words + numbers @ named + shift
    values = 1 / (1 + np.exp(-logits))
    return pd.DataFrame({"article_id": np.repeat(articles, len(FRAMES)), "frame": FRAMES * len(articles), "value": values.ravel()})


def features(tokens: pd.DataFrame, types: pd.DataFrame, sentences: pd.DataFrame) -> tuple[list, np.ndarray, sp.csr_matrix, list[str]]:
    """Return the articles, their named numbers, their stems and the stems' names.

    Numbers are the logarithms of 1 + the sentences with each of NAMED, and of all; a stem counts 1 + the logarithm of its uses.
    """
    found = frames.match(tokens, types, generic()).drop_duplicates(["article_id", "sentence", "frame"])
    articles = list(dict.fromkeys(tokens.article_id))
    hits = found.groupby(["article_id", "frame"]).size().unstack(fill_value=0).reindex(index=articles, columns=NAMED, fill_value=0)
    size = sentences.groupby("article_id").size().reindex(articles, fill_value=0)
    stems = types.set_index("type").term.map(stem)
    words = tokens.article_id.to_frame().assign(stem=tokens.type.map(stems))
    counts = words[words.stem != ""].groupby(["article_id", "stem"], sort=True).size()
    columns = sorted(set(counts.index.get_level_values(1)))
    places = (
        pd.Index(articles).get_indexer(counts.index.get_level_values(0)),
        pd.Index(columns).get_indexer(counts.index.get_level_values(1)),
    )
    bags = sp.csr_matrix((1 + np.log(counts.to_numpy(float)), places), shape=(len(articles), len(columns)))
    return articles, np.log1p(np.column_stack([hits.to_numpy(float), size])), bags, columns


def normal(bags: sp.csr_matrix) -> sp.csr_matrix:
    """Return the rows brought to length 1, so that long articles weigh no more."""
    length = np.sqrt(np.asarray(bags.multiply(bags).sum(axis=1)).ravel())
    return sp.diags(1 / np.where(length > 0, length, 1)) @ bags


@cache
def stem(term: str) -> str:
    """Return the stem of a word (Snowball), or an empty text for what is no word.

    >>> stem("warming"), stem("2024")
    ('warm', '')
    """
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english").stem(term) if WORD.fullmatch(term) else ""


@cache
def generic() -> codebook.Codebook:
    """Return the generic codebook."""
    return codebook.load(paths.codebooks() / "generic-frames.toml")


@cache
def model() -> tuple[dict[str, float], dict[str, list[float]], np.ndarray, np.ndarray]:
    """Return the idf and the weights of every stem, the weights of the named numbers, and the constants."""
    lines = (paths.codebooks() / FILE).read_text(encoding="utf-8").splitlines()
    rows = {row.pop("word"): [float(v) for v in row.values()] for row in csv.DictReader(line for line in lines if line[:1] != "#")}
    named = np.array([rows.pop(f"({name})")[1:] for name in [*NAMED, "sentences"]])
    shift = np.array(rows.pop("(constant)")[1:])
    return {w: v[0] for w, v in rows.items()}, {w: v[1:] for w, v in rows.items()}, named, shift


def read(text: str) -> dict[str, float]:
    """Return frame -> score of one text, already cleaned."""
    cut = segment.segment(text)
    kinds = {t: i for i, t in enumerate(dict.fromkeys(token for *_, token in cut.tokens))}
    types = tables.frame("types", [(i, t, segment.term(t), segment.content(t)) for t, i in kinds.items()])
    tokens = tables.frame("tokens", [("a", number, start, kinds[t]) for number, start, t in cut.tokens])
    sentences = pd.DataFrame({"article_id": ["a"] * len(cut.sentences)})
    return dict(zip(FRAMES, score(tokens, types, sentences).value, strict=True)) if len(tokens) else {}
