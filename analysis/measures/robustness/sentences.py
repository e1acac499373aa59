"""Framing and tone under every specification: a sentence becomes a number, and the sentences of a group one score.

The specifications differ in what a sentence counts and how the numbers are put together, so their scores have different units. All are
therefore given as differences in standard deviations between sentences, which may stand side by side on one curve. Sentences (or articles, where
the corpus allows it: `scope.design`) are drawn anew once, and the same draws serve every specification.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import uncertainty
from analysis.measures import grouped
from analysis.measures.robustness.grid import GRIDS
from analysis.scope import design

DRAWS = 200
NEUTRAL = 0.05  # VADER's own bound (Hutto and Gilbert 2014)
TRIM = {"mean": 0.0, "trimmed mean": 0.1, "median": 0.5 - 1e-6, "share positive less negative": 0.0}
VOICES = {"all": ("narration", "indirect", "quotation", ""), "without quotations": ("narration", "indirect", ""), "narration only": ("narration", "")}
KEYS = ["article_id", "sentence"]


@dataclass(frozen=True)
class Sample:
    """The sentences of a story, one row each (code: its group; cluster: what is drawn with it), and the weights of the draws.

    `weights` is (1 + draws) x sentences; its first row, all ones, is the sample itself. `balanced` tells whether clusters count alike.
    """

    rows: pd.DataFrame
    groups: list[str]
    weights: np.ndarray
    balanced: bool
    articles: pd.DataFrame
    by: str

    def chosen(self, option: dict[str, str]) -> tuple[np.ndarray, np.ndarray]:
        """Return which sentences a specification takes, and how often each counts."""
        heading = self.rows.zone.isin(["headline", "subheading"]).to_numpy()
        twice = (self.rows.zone == "lede").to_numpy() & (option["lede"] == "counts twice")
        return ~heading | (option["headings"] == "counted"), 1.0 + twice


def sample(sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1) -> Sample:
    """Return the sentences with their group, and the draws: sentences within each group, or whole articles or stories."""
    rows = grouped(sentences, articles, by).sort_values(KEYS, kind="stable", ignore_index=True)
    plan = design(articles, by=by)
    groups = [str(g) for g in articles[by].drop_duplicates()]
    story = dict(zip(articles.article_id, articles.story, strict=True))
    cluster = {"sentences": rows.index, "articles": rows.article_id, "stories": rows.article_id.map(story)}[plan.unit]
    length = (articles.n_tokens / articles.n_sentences.clip(lower=1)).set_axis(articles.article_id)
    rows = rows.assign(code=pd.Categorical(rows[by].astype("str"), groups).codes, cluster=cluster, length=rows.article_id.map(length).astype(float))
    weights = np.ones((DRAWS + 1, len(rows)))
    for code, part in rows.groupby("code"):
        held, names = pd.factorize(part.cluster)
        weights[1:, part.index] = uncertainty.draws(len(names), f"{seed} {groups[code]}")[:DRAWS, held]
    return Sample(rows, groups, weights, plan.method == "t", articles, by)


def middle(x: np.ndarray, weights: np.ndarray, trim: float) -> np.ndarray:
    """Return the mean of x without the share `trim` at either end, for every row of `weights`; just below a half it is the median.

    >>> middle(np.array([9.0, 1.0, 2.0, 4.0]), np.ones((1, 4)), 0.5 - 1e-6).round(6)
    array([3.])
    """
    order = np.argsort(x, kind="stable")
    upto = np.cumsum(weights[:, order], axis=1)
    total = upto[:, -1:] if len(x) else np.zeros((len(weights), 1))
    inside = np.diff(np.clip(upto, trim * total, (1 - trim) * total), axis=1, prepend=trim * total)
    with np.errstate(invalid="ignore", divide="ignore"):
        return inside @ x[order] / inside.sum(axis=1)


def ratio(x: np.ndarray, m: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the sums of x (sentences x keys) over those of m, for every row of `weights`."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return (weights @ x) / (weights @ m)[:, None]


def alike(sampled: Sample, m: np.ndarray) -> np.ndarray:
    """Return weights under which every cluster of a group counts alike, where the notebooks take the mean of articles; else ones."""
    if not sampled.balanced:
        return np.ones(len(m))
    total = pd.Series(m).groupby([sampled.rows.code.to_numpy(), sampled.rows.cluster.to_numpy()]).transform("sum").to_numpy()
    return 1 / np.where(total > 0, total, 1)


@dataclass(frozen=True)
class Hits:
    """The hits of all frames as arrays: the sentence and the frame (a place in `keys`) of each, its words, and which options keep it."""

    keys: list[str]
    place: np.ndarray
    code: np.ndarray
    words: np.ndarray
    kept: dict[str, np.ndarray]


def hits(frames: pd.DataFrame, sampled: Sample) -> Hits:
    """Return the table frames as arrays; how productive a pattern is, is measured over all articles and voices."""
    keys, pattern = sorted(frames.frame.unique()), frames.frame + " " + frames.pattern
    sentences = frames[KEYS].assign(pattern=pattern, frame=frames.frame).drop_duplicates()
    met = sentences.groupby(["frame", "pattern"]).size().rename("n").reset_index()
    leading = met.sort_values(["n", "pattern"], ascending=[False, True]).drop_duplicates("frame").pattern
    kept = {name: frames.voice.isin(voices) for name, voices in VOICES.items()}
    kept |= dict(zip(GRIDS["framing"]["codebook"], (pattern == pattern, ~pattern.isin(leading), pattern.isin(met.pattern[met.n > 1])), strict=True))
    place = pd.MultiIndex.from_frame(sampled.rows[KEYS]).get_indexer(pd.MultiIndex.from_frame(frames[KEYS]))
    kept = {name: mask.to_numpy(bool) & (place >= 0) for name, mask in kept.items()}
    return Hits(keys, place, pd.Index(keys).get_indexer(frames.frame), frames.words.to_numpy(float), kept)


def framing(found: Hits, sampled: Sample, option: dict[str, str]) -> tuple[list[str], np.ndarray, float]:
    """Return the frames, their scores (draws x groups x frames) under one specification, and the scale of a sentence's score."""
    take, often = sampled.chosen(option)
    x = counted(found, len(take), option) * (take * often)[:, None]
    m = np.where(take, often * (1.0 if option["amount"] == "share of sentences" else sampled.rows.length), 0.0)
    even, own = alike(sampled, m), [sampled.rows.code.to_numpy() == code for code in range(len(sampled.groups))]
    scores = np.stack([ratio(x[at], m[at], sampled.weights[:, at] * even[at]) for at in own], axis=1)
    return found.keys, scores, float(np.sqrt((x[take] / m[take, None]).var(axis=0).mean())) if found.keys and take.any() else 0.0


def counted(found: Hits, size: int, option: dict[str, str]) -> np.ndarray:
    """Return the sentences x frames matrix: whether the frame is there, the words in its hits, or 1,000 times its hits."""
    own = found.kept[option["voice"]] & found.kept[option["codebook"]]
    worth = found.words[own] if option["amount"] == "share of words" else np.full(own.sum(), 1000.0)
    x = np.zeros((size, len(found.keys)))
    np.add.at(x, (found.place[own], found.code[own]), worth)
    return (x > 0).astype(float) if option["amount"] == "share of sentences" else x


def values(scored: pd.DataFrame, sampled: Sample) -> dict[tuple[str, str], np.ndarray]:
    """Return the table tone as (lexicon, voice) -> the value of every sentence, NaN where it has no words of that voice."""
    whole = scored[scored.target == ""].drop_duplicates([*KEYS, "lexicon", "voice"])
    return {
        name: sampled.rows[KEYS].merge(own[[*KEYS, "value"]], how="left").value.to_numpy(float)
        for name, own in whole.groupby(["lexicon", "voice"])
    }


def tone(found: dict[tuple[str, str], np.ndarray], sampled: Sample, option: dict[str, str]) -> tuple[list[str], np.ndarray, float]:
    """Return the key, the scores (draws x groups x 1) under one specification, and the scale of a sentence's score."""
    take, often = sampled.chosen(option)
    x = found.get((option["lexicon"], option["voice"]), np.full(len(take), np.nan))
    take &= np.isfinite(x) & ((np.abs(x) >= NEUTRAL) | (option["neutral sentences"] == "counted"))
    if option["summary"] == "share positive less negative":
        x = np.where(np.abs(x) < NEUTRAL, 0.0, np.sign(x))
    weights = sampled.weights * often * alike(sampled, take * often)
    groups = [take & (sampled.rows.code.to_numpy() == code) for code in range(len(sampled.groups))]
    scores = np.stack([middle(x[at], weights[:, at], TRIM[option["summary"]]) for at in groups], axis=1)
    return [""], scores[:, :, None], float(x[take].std()) if take.any() else 0.0
