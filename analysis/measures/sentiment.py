"""How negative or positive the sentences are: the mean of VADER's compound score, by voice.

Off-the-shelf lexicons agree poorly with human readers of news (Boukes et al. 2020; van Atteveldt et al. 2021): read the numbers
as an indicator to be checked against coding, and compare articles only where the intervals leave room to.
"""

import pandas as pd

from analysis import tables, uncertainty
from analysis.measures import grouped, tidy


def count(tone: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> uncertainty.Counts:
    """Return the score of each sentence of the article proper, and of its parts inside and outside quotation marks."""
    scored = tone[tone.target == ""].merge(tables.proper(sentences)[["article_id", "sentence"]])
    scored = grouped(scored, articles, by)
    scored = scored.assign(unit=scored.groupby(["article_id", "sentence"], sort=False).ngroup(), x=scored.value, m=1.0)
    return uncertainty.Counts(scored[[by, "unit", "voice", "x"]], scored[[by, "unit", "voice", "m"]], (by,), "voice")


def mean(tone: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1) -> pd.DataFrame:
    """Return the mean compound score (-1 negative to 1 positive) per voice and `by`: a tidy table with key `voice`.

    `voice` is `all` (whole sentences), `narration` (outside quotation marks) or `quotation`; n is the number of sentences
    with words of that voice. A mean of -0.3 says that the words lean clearly negative; |values| below .05 count as neutral.
    """
    counts = count(tone, sentences, articles, by=by)
    return tidy(
        uncertainty.ratio(counts, seed=seed).drop(columns="x"), articles, by, measure="mean compound score", unit="VADER compound, -1 to 1"
    )


def extremes(tone: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the most negative and the most positive sentence of each article: article_id, sentence, score."""
    scored = tone[(tone.voice == "all") & (tone.target == "")].merge(tables.proper(sentences)[["article_id", "sentence"]])
    ordered = scored.sort_values(["article_id", "value", "sentence"])
    ends = pd.concat([ordered.drop_duplicates("article_id"), ordered.drop_duplicates("article_id", keep="last")])
    return ends[["article_id", "sentence"]].assign(score=ends.value.map("{:+.2f}".format)).drop_duplicates()
