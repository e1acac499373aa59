"""How kind or unkind the sentences are to each actor whom they name: is it the actor who is painted dark, and by which outlet?

A sentence may be grim and yet kind to somebody in it; the tone of its words does not say toward whom it is (Hamborg and Donnay 2021).
Reading scores each sentence toward every name in it (`annotate.toward`), the story says whose name it is (`link.actors`), and here
the two meet. The scorer is right more often than chance, not always: a mean over few sentences says little, so actors need a minimum.
"""

import pandas as pd

from analysis import uncertainty
from analysis.differences import difference
from analysis.measures import scored
from analysis.measures.framing import numbered
from analysis.measures.sentiment import bounded, counted

LEAST = 3  # sentences of an outlet that name the actor


def toward(tone: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Return the tone of each sentence toward each actor named in it: article_id, sentence, actor, name, lexicon, value.

    Where a sentence names an actor twice (by two labels, or in two voices) the value is the mean. Needs no offsets.
    """
    place = ["article_id", "sentence", "voice", "label"]
    whose = actors[[*place, "actor", "name"]].drop_duplicates(place)
    rows = tone[tone.target != ""].rename(columns={"target": "label"}).merge(whose, on=place)
    return rows.groupby(["article_id", "sentence", "actor", "name", "lexicon"], sort=False).value.mean().reset_index()


def count(
    tone: pd.DataFrame, actors: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", least: int = LEAST
) -> uncertainty.Counts:
    """Return the tone of each sentence (x, and m is 1) toward the actors that two of `by` name in `least` sentences or more.

    With one `by` alone, those that it names as often. The key is `name`, the actor's name over all articles.
    """
    rows = toward(tone, actors).merge(numbered(sentences, articles, by))
    rows = rows[rows.groupby(["name", by], observed=True).unit.transform("nunique") >= least]
    outlets = rows.groupby("name")[by].nunique()
    shared = set(outlets.index[outlets >= min(2, articles[by].nunique())])
    return counted(rows[rows.name.isin(shared)], by, "name")


def mean(
    tone: pd.DataFrame, actors: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", least: int = LEAST,
    most: int = 10, seed: int = 1,
) -> pd.DataFrame:  # fmt: skip
    """Return the mean tone toward each actor per `by`: a tidy table with key `name`, the `most` named actors, most often named first.

    -1 is unkind, 1 kind, and most sentences are neither. n is the number of sentences of that `by` that name the actor (of articles,
    with five or more of each); the unit says whether the model or the rules scored.
    """
    counts = count(tone, actors, sentences, articles, by=by, least=least)
    used = ", ".join(tone.lexicon[tone.target != ""].unique()) or "nothing"
    table = bounded(scored(counts, articles, by, seed=seed, measure="tone toward", unit=f"score by {used}, -1 unkind to 1 kind"))
    often = list(counts.base.name.value_counts(sort=False).sort_values(ascending=False, kind="stable").head(most).index)
    names = pd.Categorical(table.name, categories=often, ordered=True)
    return table.assign(name=names).dropna(subset="name").sort_values(["name", by], ignore_index=True)


def gaps(
    tone: pd.DataFrame, actors: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", least: int = LEAST,
    seed: int = 1,
) -> pd.DataFrame:  # fmt: skip
    """Return the differences in mean tone toward the same actor between every two of `by`, corrected over all of them (`differences`)."""
    return difference(uncertainty.fit(count(tone, actors, sentences, articles, by=by, least=least), articles, by=by), seed=seed)


def settings(tone: pd.DataFrame, least: int) -> dict:
    """Return what the methods paragraph says of the tone toward actors, under the name of the scorer; nothing where none was read."""
    return {scorer: {"least": least} for scorer in tone.lexicon[tone.target != ""].unique()}
