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


def neutralised(units: pd.DataFrame, articles: pd.DataFrame, values: dict[str, float], *, by: str = "outlet", share: float = 0.8,
                seed: int = 1) -> pd.DataFrame:  # fmt: skip
    """Return the mean valence of the lexicon words with and without the words of the topic: a tidy table with key `words`.

    A story about a war is full of "war" and "attack" in every outlet: such words tell what happened, not how it is told. Words of the
    topic are those of the lexicon that at least `share` of the outlets use (`topic_words` lists them). A difference between outlets that
    goes away without them was one of topic, and one that stays is one of wording.
    A sensitivity to be shown beside the number, no correction of it.
    n is the number of units of text with a lexicon word left. `values` is a lexicon (`valence.lexicon`); negation is not seen.
    """
    dropped = set(topic_words(units, articles, values, by=by, share=share).term)
    kept = {"all words": values, "without words of the topic": {w: v for w, v in values.items() if w not in dropped}}
    parts = [uncertainty.ratio(valences(units, articles, v, by=by), seed=seed).assign(words=name) for name, v in kept.items()]
    table = pd.concat(parts, ignore_index=True).drop(columns=["x", "key"])
    return tidy(table, articles, by, measure="mean valence of words", unit="lexicon value, -1 to 1", units="units of text")


def valences(units: pd.DataFrame, articles: pd.DataFrame, values: dict[str, float], *, by: str) -> uncertainty.Counts:
    """Return the sum of the values, and the number, of the lexicon words of each unit."""
    bags = grouped(units[units.term.isin(set(values))], articles, by)
    bags = bags.assign(unit=bags.groupby(["article_id", "unit"], sort=False).ngroup(), key="valence", x=bags.term.map(values) * bags.n)
    return uncertainty.Counts(bags[[by, "unit", "key", "x"]], bags.rename(columns={"n": "m"})[[by, "unit", "key", "m"]], (by,), "key")


def topic_words(units: pd.DataFrame, articles: pd.DataFrame, values: dict[str, float], *, by: str = "outlet",
                share: float = 0.8) -> pd.DataFrame:  # fmt: skip
    """Return the lexicon words that at least `share` of the outlets use: term, valence, x (count), outlets; most frequent first.

    With one outlet no word is shared, and the table is empty.
    """
    bags = grouped(units[units.term.isin(set(values))], articles, by)
    table = bags.groupby("term").agg(x=("n", "sum"), outlets=(by, "nunique")).reset_index()
    table = table[(table.outlets >= share * articles[by].nunique()) & (articles[by].nunique() > 1)]
    table = table.assign(valence=table.term.map(values).astype(float)).sort_values(
        ["x", "term"], ascending=[False, True], ignore_index=True
    )
    return table[["term", "valence", "x", "outlets"]]
