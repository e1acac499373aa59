"""Whether lists of marking words stand: how much returns with other sentences, and how much is named where all is chance.

A part of the page that `wording_score` writes. Stability is no test: a word that fell by chance into one article may well return in most
draws of its sentences. So the very rule by which words are named is also asked of articles whose sentences were dealt at random, beside
stricter rules, and both beside what they name between the articles as they are.
"""

from functools import cache
from itertools import groupby

import numpy as np
import pandas as pd

from analysis import segment
from analysis.link import bags
from analysis.measures import keyness, stability
from analysis.scope import LEAST
from tests.benchmarks import adapter
from tests.benchmarks.calibration import percent, records, table

TOP, TRIPLES, SPLITS, SENTENCES = 15, 60, 100, 20
DEALS = {"bias": 3, "labels": 10}  # of each story
RULES = {
    "as it is (the column `consensus`)": None,
    "3 of 4 measures in .8 of the draws": {},
    "3 of 4, and p < .01": {"p": 0.01},
    "3 of 4, and max-T p < .05": {"adjusted": 0.05},
    "3 of 4, and in at least 4 units": {"used": 4},
    "3 of 4, and at least 6 uses": {"uses": 6},
    "3 of 4 in .9": {"stable": 0.9},
    "3 of 4 in .95": {"stable": 0.95},
    "3 of 4 in .9, and p < .05": {"stable": 0.9, "p": 0.05},
    "all 4 in .8": {"agreed": 4},
    "all 4 in .8, and p < .05": {"agreed": 4, "p": 0.05},
    "all 4 in .9": {"agreed": 4, "stable": 0.9},
}
STABLE = """Articles of at least {least} sentences: {triples} times three of three outlets on unlike topics (`load`), and {stories} stories that
three outlets tell (`bias`); and, of any length, the {events} events of `labels`, which five tell. How many of the first {top} words of a list
(used at least twice, with a positive score) stand in the list when the units of text are drawn anew, {again} times. LRC names few
words, since it is 0 where its interval includes 0.
"""
CHANCE = """The units of text are dealt at random, so that every word named is named by chance: {splits} articles of `load` into two halves, as
if two outlets told it; each story of `bias` among three, {three} times; each event of `labels` among five, {five} times. What would
return with other sentences need not be more than chance. Every rule leaves out local matters; p is the permutation p of the
difference of rates, not corrected where max-T is not named.
"""
MARKS = "The same rules between the articles as they are, where words should be named.\n"

public = cache(records)
Found = dict[str, tuple[pd.DataFrame, int, int]]  # label -> rows of `stability.ranked`, stories, lists a story


def corpus(rows: list[tuple[str, str]]) -> pd.DataFrame:
    """Return the table `articles` of (outlet, text)."""
    names = list(dict.fromkeys(outlet for outlet, _ in rows))
    kind = pd.CategoricalDtype(names, ordered=True)
    articles = pd.DataFrame(rows, columns=["outlet", "text"]).astype({"outlet": kind})
    return articles.assign(story="s", article_id=[f"{outlet} {i}" for i, (outlet, _) in enumerate(rows)])


@cache
def bagged(rows: tuple) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables `units` and `articles` of (outlet, text)."""
    articles = corpus(list(rows))
    return bags.units(adapter.cut(articles)), articles


def long(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return those of (outlet, text) that have at least SENTENCES sentences."""
    return [(outlet, text) for outlet, text in rows if len(segment.segment(text).sentences) >= SENTENCES]


def drawn(rng: np.random.Generator, *, n: int) -> list[tuple[str, str]]:
    """Return `n` long articles of `load`, drawn at random."""
    rows = public("load")
    return long([(rows[i]["outlet"], rows[i]["text"]) for i in rng.permutation(len(rows))[: 2 * n]])[:n]


def triples(rng: np.random.Generator) -> list[list]:
    """Return TRIPLES times three long articles of three outlets; each tells of something else."""
    rows = drawn(rng, n=5 * TRIPLES)
    three = [rows[i : i + 3] for i in range(0, len(rows), 3)]
    return [t for t in three if len({outlet for outlet, _ in t}) == 3][:TRIPLES]


def stories() -> list[list]:
    """Return the stories of `bias` that three outlets tell at length; the sentences of an article are put together."""
    texts = pd.DataFrame(public("bias")).groupby(["story", "outlet"], sort=True).text.agg("\n".join).reset_index()
    told = [long(list(zip(part.outlet, part.text, strict=True))) for _, part in texts.groupby("story")]
    return [rows for rows in told if len(rows) == 3]


def events() -> list[list]:
    """Return the events of `labels` as lists of (outlet, text)."""
    return [[(r["outlet"], r["text"]) for r in group] for _, group in groupby(public("labels"), key=lambda r: r["event"])]


def listed(stories: list[list]) -> pd.DataFrame:
    """Return what `stability.ranked` says of each story, with the story's number."""
    return pd.concat([stability.ranked(*bagged(tuple(rows)), top=TOP).assign(split=i) for i, rows in enumerate(stories)], ignore_index=True)


def dealt(told: list[list], rng: np.random.Generator, *, deals: int = 1) -> pd.DataFrame:
    """Return what it says where the units of each story (of one article: as if two told it) are dealt at random, `deals` times."""
    parts = []
    for rows in [rows for rows in told for _ in range(deals)]:
        units, articles = bagged(tuple(rows))
        parted = corpus([(str(i), "") for i in range(max(2, len(rows)))])
        keys = units[["article_id", "unit"]].drop_duplicates(ignore_index=True)
        keys["new"] = parted.article_id.to_numpy()[rng.permutation(len(keys)) % len(parted)]
        keys["number"] = range(len(keys))
        found = units.merge(keys).drop(columns=["article_id", "unit"]).rename(columns={"new": "article_id", "number": "unit"})
        parts.append(stability.ranked(found, parted, top=TOP).assign(split=len(parts)))
    return pd.concat(parts, ignore_index=True)


def returning(rows: pd.DataFrame, measure: str) -> tuple[float, float]:
    """Return how long the list of the first TOP by a measure is, and how many of them stand in that of a draw; means over the lists."""
    firsts = rows[rows[measure] > 0].sort_values(["split", "outlet", measure, "term"], ascending=[True, True, False, True])
    firsts = firsts.groupby(["split", "outlet"], observed=True).head(TOP)
    lists = len(rows[["split", "outlet"]].drop_duplicates())
    return len(firsts) / lists, firsts[f"in_{measure}"].sum() / lists


def stable(found: Found) -> str:
    """Return the table of how much of a list returns."""
    rows = []
    for label, (part, *_) in found.items():
        for measure in stability.NAMED:
            size, back = returning(part, measure)
            rows.append([label, keyness.MEASURES[measure].label, f"{size:.1f}", f"{back:.1f}", percent(back / size)])
    return table(["articles", "measure", f"words in the list (at most {TOP})", "of them in a draw's list", "share"], rows)


def passes(rows: pd.DataFrame, *, agreed=3, stable=0.8, used=0, uses=0, p=2.0, adjusted=2.0) -> pd.Series:
    """Say which words a rule would name that asks for so many measures, such a share of draws, units, uses, and p."""
    named = (rows[[f"in_{m}" for m in stability.NAMED]] >= stable).sum(axis=1) >= agreed
    some = (rows.used >= used) & (rows.x >= uses) & (rows.p < p) & (rows.adjusted < adjusted)
    return named & some & ~rows.two_units & (rows.n >= LEAST)


def ruled(found: Found, *, chance: bool) -> str:
    """Return the table of the rules: how many words a list they name, and in how many of the stories (if not by `chance`: lists) any."""
    rows = []
    for label, rule in RULES.items():
        cells = []
        for part, told, lists in found.values():
            named = part[part.consensus if rule is None else passes(part, **rule)]
            any_of = named.split.nunique() / told if chance else len(named[["split", "outlet"]].drop_duplicates()) / told / lists
            cells += [f"{len(named) / told / lists:.2f}", percent(any_of)]
        rows.append([label, *cells])
    what = "stories with any" if chance else "lists with any"
    return table(["rule", *(head for label in found for head in (f"{label}: words a list", what))], rows)


def sure(found: Found) -> str:
    """Return the sentence on words that are significant after correction."""
    said = []
    for label, (part, told, lists) in found.items():
        hits = part[part.adjusted < 0.05].groupby(["split", "outlet"], observed=True).size().to_numpy()
        hits = np.pad(hits, (0, told * lists - len(hits)))
        said.append(f"`{label}` a median of {np.median(hits):.0f}, none in {percent((hits == 0).mean())} of the lists")
    return "Significant after max-T are, of the words of a list: " + "; ".join(said) + ".\n"


def sections(rng: np.random.Generator) -> dict[str, str]:
    """Return heading -> text of the three sections."""
    told = {"load": triples(rng), "bias": stories(), "labels": events()}
    found = {label: (listed(part), len(part), len(part[0])) for label, part in told.items()}
    halves = [[row] for row in drawn(rng, n=SPLITS)]
    chance = {"halves": (dealt(halves, rng), len(halves), 2)}
    for label, deals in DEALS.items():
        chance[f"{label}, dealt"] = (dealt(told[label], rng, deals=deals), deals * len(told[label]), len(told[label][0]))
    sizes = {"least": SENTENCES, "top": TOP, "again": stability.DRAWS, "splits": len(halves), "three": DEALS["bias"], "five": DEALS["labels"]}
    sizes |= dict(zip(("triples", "stories", "events"), map(len, told.values()), strict=True))
    return {
        "## How much of a list returns": STABLE.format(**sizes) + "\n" + stable(found) + "\n" + sure(found),
        "## What the consensus names by chance": CHANCE.format(**sizes) + "\n" + ruled(chance, chance=True),
        "## What it names between articles": MARKS + "\n" + ruled(found, chance=False),
    }
