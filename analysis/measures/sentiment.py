"""How negative or positive the sentences are: the mean score of a scorer, by voice, and how far the scorers agree.

Off-the-shelf lexicons agree poorly with human readers of news and with each other (Boukes et al. 2020; van Atteveldt et al. 2021): read
the numbers as an indicator to be checked against coding, and believe a difference only where more than one scorer shows it.
"""

import itertools

import numpy as np
import pandas as pd

from analysis import tables, uncertainty
from analysis.measures import grouped, tidy

NAMES = {"vader": ("mean compound score", "VADER compound, -1 to 1")}


def count(
    tone: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", lexicon: str = "vader"
) -> uncertainty.Counts:
    """Return the score of each sentence of the article proper by `lexicon`, and of its parts inside and outside quotation marks."""
    scored = tone[(tone.target == "") & (tone.lexicon == lexicon)].merge(tables.proper(sentences)[["article_id", "sentence"]])
    scored = grouped(scored, articles, by)
    scored = scored.assign(unit=scored.groupby(["article_id", "sentence"], sort=False).ngroup(), x=scored.value, m=1.0)
    return uncertainty.Counts(scored[[by, "unit", "voice", "x"]], scored[[by, "unit", "voice", "m"]], (by,), "voice")


def mean(
    tone: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1, lexicon: str = "vader"
) -> pd.DataFrame:
    """Return the mean score (-1 negative to 1 positive) by `lexicon` per voice and `by`: a tidy table with key `voice`.

    `voice` is `all` (whole sentences), `narration` (outside quotation marks) or `quotation`; n is the number of sentences
    with words of that voice. A mean of -0.3 says that the words lean clearly negative; VADER's |values| below .05 count as neutral.
    """
    counts = count(tone, sentences, articles, by=by, lexicon=lexicon)
    measure, unit = NAMES.get(lexicon, (f"mean score by {lexicon}", "score, -1 to 1"))
    return tidy(uncertainty.ratio(counts, seed=seed).drop(columns="x"), articles, by, measure=measure, unit=unit)


def by_lexicon(tone: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1) -> pd.DataFrame:
    """Return the means of whole sentences by every scorer of the table: a tidy table with key `lexicon`.

    The scales differ (few words are in the pattern lexicon, so its means lie nearer to zero): compare the order of the outlets,
    not the values.
    """
    whole = tone[(tone.voice == "all") & (tone.target == "")]
    parts = [mean(whole, sentences, articles, by=by, seed=seed, lexicon=x).assign(lexicon=x) for x in whole.lexicon.drop_duplicates()]
    table = pd.concat(parts, ignore_index=True).drop(columns="voice") if parts else pd.DataFrame()
    return table.assign(measure="mean score", unit="score, -1 to 1")


def agreement(tone: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, seed: int = 1) -> pd.DataFrame:
    """Return for each pair of scorers Pearson's r of their scores over the story's sentences: a tidy table with key `pair`.

    One number a story, with a bootstrap interval over sentences. About .8 and more says that the choice hardly matters here; below .5
    a tone that only one of them shows is a finding about the lexicon. NaN where a scorer gives all sentences the same value.
    """
    whole = tone[(tone.voice == "all") & (tone.target == "")].merge(tables.proper(sentences)[["article_id", "sentence"]])
    wide = whole.pivot_table(index=["article_id", "sentence"], columns="lexicon", values="value", sort=False).dropna()
    pairs = list(itertools.combinations(whole.lexicon.drop_duplicates(), 2))
    weights = uncertainty.draws(len(wide), f"{seed} agreement") if len(wide) else np.ones((1, 0))
    rows = []
    for a, b in pairs:
        x, y = wide[a].to_numpy(float), wide[b].to_numpy(float)
        drawn = correlation(x, y, weights)
        low, high = np.nanpercentile(drawn, [2.5, 97.5]) if len(x) > 2 and np.isfinite(drawn).any() else (np.nan, np.nan)
        rows.append((f"{a} and {b}", float(correlation(x, y, np.ones((1, len(x))))[0]), low, high, len(x)))
    table = pd.DataFrame(rows, columns=["pair", "value", "low", "high", "n"])
    return tidy(table, articles, "outlet", measure="agreement of lexicons", unit="Pearson's r over sentences")


def correlation(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return Pearson's r of x and y under each row of `weights`; NaN where one of them does not vary.

    >>> correlation(np.array([1.0, 2, 3]), np.array([2.0, 4, 6]), np.ones((1, 3)))
    array([1.])
    """
    total = weights.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mx, my = weights @ x / total, weights @ y / total
        vx, vy = weights @ x**2 / total - mx**2, weights @ y**2 / total - my**2
        r = (weights @ (x * y) / total - mx * my) / np.sqrt(np.where((vx > 1e-12) & (vy > 1e-12), vx * vy, np.nan))
    return np.clip(r, -1, 1)


def extremes(tone: pd.DataFrame, sentences: pd.DataFrame, *, lexicon: str = "vader") -> pd.DataFrame:
    """Return the most negative and the most positive sentence of each article by `lexicon`: article_id, sentence, score."""
    whole = tone[(tone.voice == "all") & (tone.target == "") & (tone.lexicon == lexicon)]
    scored = whole.merge(tables.proper(sentences)[["article_id", "sentence"]])
    ordered = scored.sort_values(["article_id", "value", "sentence"])
    ends = pd.concat([ordered.drop_duplicates("article_id"), ordered.drop_duplicates("article_id", keep="last")])
    return ends[["article_id", "sentence"]].assign(score=ends.value.map("{:+.2f}".format)).drop_duplicates()
