"""How negative or positive the sentences are: the mean score of a scorer, by voice, and how far the scorers agree.

Off-the-shelf lexicons agree poorly with human readers of news and with each other (Boukes et al. 2020; van Atteveldt et al. 2021): read
the numbers as an indicator to be checked against coding, and believe a difference only where more than one scorer shows it.
"""

import itertools

import numpy as np
import pandas as pd

from analysis import tables, uncertainty
from analysis.differences import difference
from analysis.measures import grouped, scored, tidy
from analysis.measures.framing import VOICE, numbered, speakers

VOICES = ["all", "narration", "indirect", "quotation"]
NAMES = {"vader": ("mean compound score", "VADER compound, -1 to 1")}


def count(
    tone: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", lexicon: str = "vader"
) -> uncertainty.Counts:
    """Return the score of each sentence of the article proper by `lexicon`, as a whole and of its parts by voice."""
    rows = tone[(tone.target == "") & (tone.lexicon == lexicon)].merge(numbered(sentences, articles, by))
    return counted(rows, by, "voice")


def counted(rows: pd.DataFrame, by: str, key: str) -> uncertainty.Counts:
    """Return the counts of scores: `rows` has the columns `by`, article_id, unit, `key` and value, a row per score."""
    rows = rows.assign(x=rows.value, m=1.0)
    return uncertainty.Counts(rows[[by, "unit", key, "x"]], rows[[by, "article_id", "unit", key, "m"]], (by,), key, share=False)


def mean(
    tone: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1, lexicon: str = "vader"
) -> pd.DataFrame:
    """Return the mean score (-1 negative to 1 positive) by `lexicon` per voice and `by`: a tidy table with key `voice`.

    `voice` is `all` (whole sentences), `narration` (the outlet's own words), `indirect` (what it reports others to have said) or
    `quotation` (between marks); n is the number of sentences with words of that voice. With five articles or more of each `by` the
    value is the mean over articles, and n their number (`scope.design`). A mean of -0.3 says that the words lean clearly negative;
    VADER's |values| below .05 count as neutral.
    """
    measure, unit = named(lexicon)
    counts = count(tone, sentences, articles, by=by, lexicon=lexicon)
    table = bounded(scored(counts, articles, by, seed=seed, measure=measure, unit=unit))
    voices = pd.CategoricalDtype([v for v in VOICES if v in set(table.voice)], ordered=True)
    return table.astype({"voice": voices}).sort_values([by, "voice"], ignore_index=True)


def named(lexicon: str) -> tuple[str, str]:
    """Return measure and unit of a mean score."""
    return NAMES.get(lexicon, (f"mean score by {lexicon}", "score, -1 to 1"))


def bounded(table: pd.DataFrame, *, least: int = 3) -> pd.DataFrame:
    """Return means of scores with intervals that stay between -1 and 1, and with none (not `supported`) below `least` units."""
    edges = {side: table[side].astype(float).clip(-1, 1).where(table.n >= least) for side in ("low", "high")}
    table = table.assign(**edges).drop(columns="x")
    table.insert(list(table).index("measure"), "supported", table.n >= least)
    return table


def gaps(
    tone: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1, lexicon: str = "vader"
) -> pd.DataFrame:
    """Return the differences in mean score between every two of `by`, in each voice, with interval, p and correction (`differences`)."""
    return difference(uncertainty.fit(count(tone, sentences, articles, by=by, lexicon=lexicon), articles, by=by), seed=seed)


def agreeing(found: pd.DataFrame, others: pd.DataFrame, *, by: str = "outlet", lexicon: str = "vader") -> pd.DataFrame:
    """Return the differences of whole sentences with the further scorers that order the two the same way (`same`) or not (`other`).

    `found` is of `gaps` by `lexicon`, `others` of `by_lexicon`. A difference that one scorer alone shows is a finding about its lexicon.
    """
    whole, others = found[found.voice == "all"], others[others.lexicon != lexicon]
    wide = others.pivot_table(index=by, columns="lexicon", values="value", observed=True, sort=False)
    wide = wide.set_axis(wide.index.astype("str"))
    steps = [r.value * (wide.reindex([str(r.a)]).iloc[0] - wide.reindex([str(r.b)]).iloc[0]) for r in whole.itertuples()]
    return whole.assign(same=[", ".join(s.index[s > 0]) for s in steps], other=[", ".join(s.index[s < 0]) for s in steps])


def by_lexicon(tone: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1) -> pd.DataFrame:
    """Return the means of whole sentences by every scorer of the table: a tidy table with key `lexicon`.

    The scales differ (few words are in the pattern lexicon, so its means lie nearer to zero): compare the order of the outlets,
    not the values.
    """
    whole = tone[(tone.voice == "all") & (tone.target == "")]
    names = list(whole.lexicon.drop_duplicates()) or ["vader"]
    parts = [mean(whole, sentences, articles, by=by, seed=seed, lexicon=x).assign(lexicon=x) for x in names]
    return pd.concat(parts, ignore_index=True).drop(columns="voice").assign(measure="mean score", unit="score, -1 to 1")


def by_speaker(
    tone: pd.DataFrame, quotes: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1,
    lexicon: str = "vader", most: int = 8,
) -> pd.DataFrame:  # fmt: skip
    """Return the mean score of what each speaker is quoted or reported to have said: a tidy table with keys voice and `speaker`.

    An outlet that quotes angry people is not itself angry. The `most` speakers with the most sentences, which n counts, come first; a
    mean of fewer than three has no interval. A sentence has one score for all that stands between its marks, so that one with the words of more
    than one person counts for none of them but as "(several in one sentence)".
    """
    parts, who = [], speakers(quotes)
    for voice in dict.fromkeys(VOICE.values()):
        rows = tone[(tone.target == "") & (tone.lexicon == lexicon) & (tone.voice == voice)].merge(who)
        counts = counted(rows.merge(numbered(sentences, articles, by)), by, "speaker")
        measure, unit = named(lexicon)
        parts.append(bounded(scored(counts, articles, by, seed=seed, measure=measure, unit=unit)).assign(voice=voice))
    table = pd.concat(parts, ignore_index=True)
    often = list(table.groupby("speaker").n.sum().sort_values(ascending=False, kind="stable").head(most).index)
    table = table[table.speaker.isin(often)]
    table = table.assign(speaker=pd.Categorical(table.speaker, categories=often, ordered=True))
    first = ["story", "voice", "speaker", by]
    return table[[*first, *(c for c in table if c not in first)]].sort_values(first[1:], ignore_index=True)


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
    ordered = whole.merge(tables.proper(sentences)[["article_id", "sentence"]]).sort_values(["article_id", "value", "sentence"])
    ends = pd.concat([ordered.drop_duplicates("article_id"), ordered.drop_duplicates("article_id", keep="last")])
    return ends[["article_id", "sentence"]].assign(score=ends.value.map("{:+.2f}".format).str.replace("-", "−")).drop_duplicates()


def neutralised(units: pd.DataFrame, articles: pd.DataFrame, values: dict[str, float], *, by: str = "outlet", share: float = 0.8,
                seed: int = 1) -> pd.DataFrame:  # fmt: skip
    """Return the mean valence of the lexicon words with and without the words of the topic: a tidy table with key `words`.

    A story about a war is full of "war" and "attack" in every outlet: such words tell what happened, not how it is told. Words of the
    topic are those of the lexicon that at least `share` of the outlets use (`topic_words` lists them). A difference between outlets that
    goes away without them was one of topic, and one that stays is one of wording.
    A sensitivity to be shown beside the number, no correction of it.
    n is the number of units of text (of articles, with five or more of each `by`) with a lexicon word left. `values` is a lexicon
    (`valence.lexicon`); negation is not seen.
    """
    dropped = set(topic_words(units, articles, values, by=by, share=share).term)
    kept = {"all words": values, "without words of the topic": {w: v for w, v in values.items() if w not in dropped}}
    return valence_by(units, articles, kept, by=by, seed=seed, key="words")


def valence_by(units: pd.DataFrame, articles: pd.DataFrame, lexicons: dict[str, dict[str, float]], *, by: str = "outlet", seed: int = 1,
               key: str = "lexicon") -> pd.DataFrame:  # fmt: skip
    """Return the mean valence of the words of each of the `lexicons` (name -> word -> value): a tidy table with key `lexicon`.

    It needs no sentence, only bags of words, so that a user's own list is measured on any story, also where no text is at hand.
    """
    named = {"measure": "mean valence of words", "unit": "lexicon value, -1 to 1", "seed": seed}
    parts = [scored(valences(units, articles, v, by=by), articles, by, **named).assign(valence=name) for name, v in lexicons.items()]
    return pd.concat(parts, ignore_index=True).drop(columns="x").rename(columns={"valence": key})


def valences(units: pd.DataFrame, articles: pd.DataFrame, values: dict[str, float], *, by: str) -> uncertainty.Counts:
    """Return the sum of the values, and the number, of the lexicon words of each unit."""
    bags = grouped(valued(units, values), articles, by)
    bags = bags.assign(unit=bags.groupby(["article_id", "unit"], sort=False).ngroup(), valence="words")
    top = bags.assign(x=bags.term.map(values) * bags.n)[[by, "unit", "valence", "x"]]
    base = bags.rename(columns={"n": "m"})[[by, "article_id", "unit", "valence", "m"]]
    return uncertainty.Counts(top, base, (by,), "valence", share=False)


def valued(units: pd.DataFrame, values: dict[str, float]) -> pd.DataFrame:
    """Return the rows of single words of the lexicon: a name ("Grace") has no valence, and a phrase stands beside its words."""
    return units[units.term.isin(set(values)) & ~units.kind.isin(["name", "phrase"])]


def topic_words(units: pd.DataFrame, articles: pd.DataFrame, values: dict[str, float], *, by: str = "outlet",
                share: float = 0.8) -> pd.DataFrame:  # fmt: skip
    """Return the lexicon words that at least `share` of the outlets use: term, valence, x (count), outlets; most frequent first.

    With one outlet no word is shared, and the table is empty.
    """
    bags = grouped(valued(units, values), articles, by)
    table = bags.groupby("term").agg(x=("n", "sum"), outlets=(by, "nunique")).reset_index()
    table = table[(table.outlets >= share * articles[by].nunique()) & (articles[by].nunique() > 1)]
    table = table.assign(valence=table.term.map(values).astype(float)).sort_values(
        ["x", "term"], ascending=[False, True], ignore_index=True
    )
    return table[["term", "valence", "x", "outlets"]]
