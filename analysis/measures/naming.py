"""What each outlet calls the same actor: the share of every label, and which labels judge.

Troops, soldiers or mercenaries; allies or backers; president, leader or dictator: the choice among names for the same people
is where an evaluation enters without being stated (labelling; van Dijk 1988, Fowler 1991). A label is loaded when a word of our
list (`labels.toml`) stands in it; the list knows no irony and no context, and what others say in quotations is theirs, so
read these shares by voice where the namings carry one.
"""

import tomllib
from functools import cache

import numpy as np
import pandas as pd

from analysis import paths, uncertainty
from analysis.gazetteer import bare
from analysis.link.people import sound
from analysis.measures import grouped, scored


@cache
def words() -> dict[str, int]:
    """Return the loaded words and phrases of labels.toml: word -> -1 or 1."""
    lists = tomllib.loads((paths.codebooks() / "labels.toml").read_text(encoding="utf-8"))
    return {word: sign for key, sign in (("positive", 1), ("negative", -1)) for group in lists[key].values() for word in group}


@cache
def loaded(label: str) -> tuple[int, str]:
    """Return the polarity of a label (-1, 0, 1: the sign of the sum over its loaded words) and these words.

    >>> loaded("Arvesk’s dictator, Ada Brisk"), loaded("Talvaran soldiers"), loaded("the freedom fighters")
    ((-1, 'dictator'), (0, ''), (1, 'freedom fighters'))
    """
    printed = [bare(word.strip(',.;:()“”"')).lower() for word in label.split()]
    pairs = [" ".join(pair) for pair in zip(printed, printed[1:], strict=False)]
    found = [w for w in [*pairs, *printed] if w in words()]
    found = [w for w in found if not any(w != other and w in other.split() for other in found)]
    total = sum(words()[w] for w in found)
    return (total > 0) - (total < 0), ", ".join(found)


def labels(actors: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return how often each label was used: actor, name, kind, label, polarity, loaded (its words), `by`, (voice,) n.

    The actors named most often come first, and within an actor the labels used most often.
    """
    rows = grouped(actors, articles, by)
    keys = ["actor", "name", "kind", "label", by, *(["voice"] if "voice" in rows else [])]
    table = rows.groupby(keys, observed=True, sort=False).size().rename("n").reset_index()
    marks = [loaded(label) for label in table.label]
    table.insert(4, "polarity", [m[0] for m in marks])
    table.insert(5, "loaded", [m[1] for m in marks])
    total = table.groupby("actor").n.transform("sum")
    keys = ["total", "actor", "n", "label"]
    return table.assign(total=total).sort_values(keys, ascending=[False, True, False, True], ignore_index=True).drop(columns="total")


def count(actors: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> uncertainty.Counts:
    """Return for each sentence the labels used in it (x) out of the namings of the same actor in it (m)."""
    rows = units(actors, articles, by)
    groups = (by, *(["voice"] if "voice" in rows else []), "actor")
    top = rows.groupby([*groups, "unit", "label"], observed=True).size().rename("x").reset_index()
    base = rows.groupby([*groups, "article_id", "unit"], observed=True).size().rename("m").reset_index().assign(label="")
    return uncertainty.Counts(top, base, groups, "label")


def units(actors: pd.DataFrame, articles: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the namings with the column `by` and a number per sentence, in the order of the text."""
    rows = grouped(actors, articles, by).sort_values(["article_id", "sentence"], kind="stable")
    return rows.assign(unit=rows.groupby(["article_id", "sentence"], sort=False).ngroup())


def share(actors: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1) -> pd.DataFrame:
    """Return the share of each label among an actor's namings: a tidy table with keys (voice,) actor, label, x namings, polarity.

    A share of 0.5 means that every second naming of the actor by that outlet is this label. Within an outlet and an actor
    (and a voice) the shares add up to 1; `n` is the number of sentences that name the actor (of articles, with five or more of
    each `by`: `scope.design`).
    """
    table = scored(count(actors, articles, by=by), articles, by, seed=seed, measure="share of labels", unit="share of namings")
    table = table[table.x > 0].reset_index(drop=True)
    table.insert(list(table).index("x") + 1, "polarity", [loaded(label)[0] for label in table.label])
    return table


def judged(actors: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", seed: int = 1) -> pd.DataFrame:
    """Return the share of namings with a loaded label per `by` (and voice): a tidy table with key polarity (negative, positive).

    Read it as a pointer to the labels to look at, not as a verdict: see `labels` for the words.
    """
    rows = units(actors, articles, by)
    rows = rows.assign(polarity=[{-1: "negative", 1: "positive"}.get(loaded(label)[0], "") for label in rows.label])
    groups = (by, *(["voice"] if "voice" in rows else []))
    top = rows[rows.polarity != ""].groupby([*groups, "unit", "polarity"], observed=True).size().rename("x").reset_index()
    base = rows.groupby([*groups, "article_id", "unit"], observed=True).size().rename("m").reset_index().assign(polarity="")
    counts = uncertainty.Counts(top, base, groups, "polarity")
    return scored(counts, articles, by, seed=seed, measure="share of loaded labels", unit="share of namings")


def contrasts(actors: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", most: int = 10) -> pd.DataFrame:
    """Return the actors that are named differently, side by side: one row per actor, one column per `by`, its labels by frequency.

    Only actors named in two or more of `by` and not alike; the `most` with the most namings that differ come first (`unlike`).
    """
    table = labels(actors, articles, by=by)
    spread = unlike(table, by)
    chosen = list(spread[spread > 0].head(most).index)
    told = table[table.actor.isin(chosen)].groupby(["actor", "name", by, "label"], observed=True, sort=False).n.sum().reset_index()
    told = told.sort_values("n", ascending=False, kind="stable")
    cells = told.assign(cell=told.label + " (" + told.n.astype(str) + ")").groupby(["actor", "name", by], observed=True).cell.agg(", ".join)
    wide = cells.unstack(by, fill_value="").reset_index().set_index("actor").reindex(chosen)
    return wide.reset_index(drop=True).rename_axis(columns=None)


def unlike(table: pd.DataFrame, by: str) -> pd.Series:
    """Return for each actor of `labels` how many namings would have to change for each `by` to name it as all others do, most first.

    Spellings of one word are one label. So an actor that two outlets name once each, and not alike, counts for little.
    """
    rows = table.assign(key=list(map(spoken, table.label)))
    told = {actor: part.pivot_table(index=by, columns="key", values="n", aggfunc="sum", fill_value=0, observed=True) for actor, part in rows.groupby("actor")}
    found = pd.Series({actor: moved(counts.to_numpy(float)) for actor, counts in told.items()}, dtype=float).rename_axis("actor")
    return found.round(9).sort_index().sort_values(ascending=False, kind="stable")


def alone(table: pd.DataFrame, *, by: str = "outlet", least: int = 2) -> pd.DataFrame:
    """Return the rows of `labels`, voices together, that one `by` alone uses, `least` times or more, for an actor that others name too.

    A part of the actor's name (a surname without the given name) is no label of one's own.
    """
    rows = table.assign(key=list(map(spoken, table.label)))
    part = pd.Series([set(spoken(label).split()) <= set(spoken(name).split()) for label, name in zip(rows.label, rows["name"], strict=True)], rows.index, bool)
    shared = rows.groupby("actor")[by].transform("nunique") > 1
    own = rows.groupby(["actor", "key"])[by].transform("nunique") == 1
    told = rows[shared & own & ~part].groupby(["actor", "name", "label", by], observed=True, sort=False).n.sum().reset_index()
    return told[told.n >= least].sort_values("n", ascending=False, kind="stable", ignore_index=True)


def spoken(label: str) -> str:
    """Return how a label sounds: one form for all spellings."""
    return " ".join(map(sound, label.split()))


def moved(counts: np.ndarray) -> float:
    """Return the total variation distance of each row (its share of each column) from that of all others, times its sum, added up.

    >>> moved(np.array([[2.0, 0.0], [1.0, 1.0]])), moved(np.array([[2.0, 2.0], [1.0, 1.0]])), moved(np.array([[3.0]]))
    (2.0, 0.0, 0.0)
    """
    size, others = counts.sum(axis=1, keepdims=True), counts.sum(axis=0) - counts
    if len(counts) < 2:
        return 0.0
    return float((np.abs(counts - size * others / others.sum(axis=1, keepdims=True)) / 2).sum())


def settings() -> dict:
    """Return what the methods paragraph says of the list of loaded words."""
    signs = list(words().values())
    return {"loaded words": len(signs), "negative": signs.count(-1), "positive": signs.count(1)}
