"""Which words mark an outlet: every keyness measure of the field side by side, with the counts they come from.

One outlet is set against all others together, or against each of them. No single score is to be trusted: TF-IDF asks how exclusive a
word is, G2 and log-odds how sure one can be, the log ratio how large the difference is (`keyness`); with articles of a few hundred
words they name different words. The table therefore holds all of them with counts, rates and dispersion, and a difference of rates with
a calibrated interval, corrected for the number of words looked at; which words stand in spite of that is asked in `stability`.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis import uncertainty
from analysis.differences import difference
from analysis.measures import dispersion, grouped, keyness, tidy
from analysis.measures.terms import UNIT, Terms

PER = keyness.PER
MASS = 500.0  # hits of the prior, spread over the words of the story as the story uses them
TESTED = 4  # uses in the story, below which a term is not tested beside the others: rare ones are many, and would drown them
SELDOM = "used too seldom to be tested beside the others"
SCORES = ("tfidf", "g2", "log_ratio", "lrc", "log_odds", "diff")
REST = "all others"
COLUMNS = ["against", "term", "kind", "x", "others", "rate", "others_rate", "df", *SCORES, "log_ratio_low", "log_ratio_high", "d", "dp", "two_units"]


def count(units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", terms: Terms | None = None) -> uncertainty.Counts:
    """Return how often each term (as `terms` has it) stands in each unit, over the words of the unit."""
    terms = terms or Terms()
    sizes = grouped(terms.sizes(units), articles, by).assign(number=lambda t: range(len(t)))
    hits = terms(units).merge(sizes[[*UNIT, by, "number"]], on=UNIT)
    base = sizes.drop(columns="unit").rename(columns={"number": "unit", "size": "m"}).assign(term="")
    top = hits.drop(columns="unit").rename(columns={"number": "unit", "n": "x"})[[by, "unit", "term", "kind", "x"]]
    return uncertainty.Counts(top, base[[by, "article_id", "unit", "term", "m"]], (by,), "term")


def counted(units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", terms: Terms | None = None) -> pd.DataFrame:
    """Return every term of every `by`: columns by, term, kind, x (count), rate (per 1,000 words), df (how many use it)."""
    counts = count(units, articles, by=by, terms=terms)
    words = counts.base.groupby(by, observed=True).m.sum()
    table = counts.top.groupby([by, "term", "kind"], observed=True).x.sum().reset_index()
    table["rate"] = PER * table.x / table[by].map(words).astype(float)
    return table.assign(df=table.groupby("term")[by].transform("size"))[[by, "term", "x", "rate", "df", "kind"]]


def table(units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", terms: Terms | None = None, minimum: int = 2,
          against: str = "rest") -> pd.DataFrame:  # fmt: skip
    """Return one row per `by` and term used at least `minimum` times in the story, with every score of `keyness.MEASURES`.

    Columns: by, against, term, kind, x (uses here), others (uses on the other side), rate and others_rate (per 1,000 words), df (how many
    outlets use it), tfidf, g2, log_ratio with its exact interval log_ratio_low and log_ratio_high, lrc, log_odds (z), diff, and over
    the units of this side d (Juilland), dp (Gries) and two_units (all uses lie in two units of text or fewer: a local matter).
    Positive scores mark this side, negative ones what it uses less. `against` is "rest" (all others together) or "pairs" (each other).
    Empty where there are fewer than two to compare. Raises ValueError for another `against`.
    """
    return scored(count(units, articles, by=by, terms=terms), minimum=minimum, against=against)


def scored(counts: uncertainty.Counts, *, minimum: int, against: str = "rest") -> pd.DataFrame:
    """Return `table` from the counts of single units of text."""
    if against not in ("rest", "pairs"):
        raise ValueError(f"against={against!r}: it is 'rest' (all others together) or 'pairs' (each of them)")
    by = counts.groups[0]
    names, keys, x, n = matrix(counts)
    parts = [side(counts, (names, keys, x, n), *sides) for sides in compared(len(names), against)]
    if not parts:
        return pd.DataFrame(columns=[by, *COLUMNS]).astype({"x": "int64", "others": "int64", "two_units": bool})
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[rows.x + rows.others >= minimum]
    rows.insert(3, "kind", rows.term.map(counts.top.drop_duplicates("term").set_index("term").kind))
    return rows.assign(**{by: rows[by].astype(counts.base[by].dtype)}).reset_index(drop=True)


def everybody_else(names) -> str:
    """Return what all others together are called: a label that none of `names` bears.

    >>> everybody_else(["north", "south"]), everybody_else(["north", "all others"])
    ('all others', '(all others)')
    """
    label = REST
    while label in map(str, names):
        label = f"({label})"
    return label


def matrix(counts: uncertainty.Counts) -> tuple[list, list, np.ndarray, np.ndarray]:
    """Return the groups, the terms, the uses (groups x terms) and the words of each group."""
    by = counts.groups[0]
    sizes = counts.base.groupby(by, observed=True).m.sum()
    keys, column = sorted(counts.top.term.unique()), counts.top.term
    x = np.zeros((len(sizes), len(keys)))
    np.add.at(x, (sizes.index.get_indexer(counts.top[by]), pd.Index(keys).get_indexer(column)), counts.top.x)
    return list(sizes.index), keys, x, sizes.to_numpy(float)


def compared(groups: int, against: str) -> list[tuple[int, list[int]]]:
    """Return which group stands against which others."""
    if against == "pairs":
        return [(a, [b]) for a in range(groups) for b in range(groups) if a != b]
    return [(a, [b for b in range(groups) if b != a]) for a in range(groups) if groups > 1]


def given(x: np.ndarray) -> dict:
    """Return what the measures need to know of the whole story: df, N, the prior and its mass, from uses (..., groups x terms)."""
    total = x.sum(axis=-2)
    share = (total + keyness.HALF) / (total + keyness.HALF).sum(axis=-1, keepdims=True)
    return {"df": (x > 0).sum(axis=-2), "N": x.shape[-2], "prior": MASS * share, "mass": MASS}


def side(counts: uncertainty.Counts, sums: tuple, a: int, others: list[int]) -> pd.DataFrame:
    """Return the rows of one group against others (places in the groups); `sums` is the `matrix` of the counts."""
    (names, keys, x, n), by = sums, counts.groups[0]
    here, there, whole = (x[a], n[a]), (x[others].sum(0), n[others].sum()), given(x[[a, *others]])
    rows = {"x": here[0], "others": there[0], "rate": PER * here[0] / max(here[1], 1), "others_rate": PER * there[0] / max(there[1], 1)}
    rows |= {"df": (x > 0).sum(0)} | {name: keyness.score(name, *here, *there, **whole) for name in SCORES}
    rows |= dict(zip(("log_ratio_low", "log_ratio_high"), keyness.log_ratio_interval(*here, *there), strict=True))
    _, parts, sizes = uncertainty.sums(counts, (names[a],), keys)
    rows |= {"d": dispersion.juilland(parts, sizes[:, 0]), "dp": dispersion.dp(parts, sizes[:, 0]), "two_units": dispersion.two_units(parts)}
    fixed = {by: names[a], "against": names[others[0]] if len(others) == 1 and len(names) > 2 else everybody_else(names), "term": keys}
    return pd.DataFrame(fixed | rows).astype({"x": "int64", "others": "int64", "df": "int64"})


def gaps(units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", terms: Terms | None = None, seed: int = 1) -> pd.DataFrame:
    """Return how the rate of each term here differs from that of all others together: columns of `differences`, with by for a.

    value, low and high are uses per 1,000 words; adjusted is Westfall and Young's step-down p over the terms of one `by`, Bonferroni
    over the `by`. Terms used fewer than four times in the story are no tests, terms used once have no row. No row where there are fewer than two to compare.
    """
    return tested(uncertainty.fit(count(units, articles, by=by, terms=terms), articles, by=by), seed=seed)


def tested(counts: uncertainty.Counts, *, seed: int) -> pd.DataFrame:
    """Return `gaps` from counts over the units that the corpus allows."""
    by, uses = counts.groups[0], counts.top.groupby("term").x.sum()
    often = counts.top.term.isin(uses[uses >= TESTED].index)
    rare = counts.top.term.isin(uses[uses.between(2, TESTED - 1)].index)
    names = list(counts.base[by].drop_duplicates())
    parts = [one_side(counts, name, often, rare, seed=seed) for name in names if len(names) > 1]
    parts = [part.assign(adjusted=(part.adjusted * len(names)).clip(upper=1)) for part in parts]
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["a", "b", "term", "value", "low", "high"])
    return rows.rename(columns={"a": by, "b": "against"}).astype({by: counts.base[by].dtype})


def one_side(counts: uncertainty.Counts, name, often: pd.Series, rare: pd.Series, *, seed: int) -> pd.DataFrame:
    """Return the differences of one side to all others; `rare` terms have an interval, but are no tests."""
    by, other = counts.groups[0], everybody_else(counts.base[counts.groups[0]].unique())
    sides = {part: rows.assign(**{by: np.where(rows[by] == name, str(name), other)}) for part, rows in (("top", counts.top), ("base", counts.base))}
    found = [
        difference(replace(counts, base=sides["base"], top=sides["top"][chosen]), pairs=[(str(name), other)], scale=PER, seed=seed, family="max-t")
        for chosen in (often, rare)
    ]
    reason = found[1].reason.where(found[1].reason != "", SELDOM)
    tests = found[0].tests.max() if len(found[0]) else 0
    found[1] = found[1].assign(adjusted=1.0, reason=reason, tests=tests)
    return pd.concat([rows for rows in found if len(rows)] or found[:1], ignore_index=True)  # an empty table has columns of no type


def heaviest(scores: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", top: int = 6) -> pd.DataFrame:
    """Return the TF-IDF of the `top` terms of each `by`, for every `by`: a tidy table with key `term`, made from `table`."""
    first = scores[scores.tfidf > 0].sort_values(["tfidf", "term"], ascending=[False, True]).groupby(by, observed=True).head(top)
    rows = scores[scores.term.isin(first.term)]
    order = first.sort_values([by, "tfidf", "term"], ascending=[True, False, True]).term.unique()
    rows = rows.assign(term=pd.Categorical(rows.term, order, ordered=True), value=rows.tfidf, low=np.nan, high=np.nan, n=rows.x)
    rows = rows[[by, "term", "x", "value", "low", "high", "n"]].sort_values([by, "term"])
    return tidy(rows, articles, by, measure="TF-IDF", unit=keyness.MEASURES["tfidf"].unit)


def cloud(scores: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", top: int = 8) -> pd.DataFrame:
    """Return every term's `frequency` (uses by all) and log-odds z as value, with `label` for the `top` farthest out of each `by`."""
    rows = scores.assign(frequency=scores.x + scores.others, value=scores.log_odds, low=np.nan, high=np.nan, n=scores.x)
    rank = rows.value.abs().groupby(rows[by], observed=True).rank(ascending=False, method="first")
    rows = rows.assign(label=rank <= top)[[by, "term", "frequency", "label", "value", "low", "high", "n"]]
    return tidy(rows, articles, by, measure="log-odds z", unit="standard errors")


def frequent(units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", top: int = 15, terms: Terms | None = None,
             seed: int = 1) -> pd.DataFrame:  # fmt: skip
    """Return the `top` terms of each `by` by rate: all that can be said where there is only one to look at. A tidy table, key `term`.

    value, low and high are the uses per 1,000 words; x counts them.
    """
    table = counted(units, articles, by=by, terms=terms).sort_values([by, "x", "term"], ascending=[True, False, True])
    table = table.groupby(by, observed=True).head(top)
    counts = uncertainty.fit(count(units, articles, by=by, terms=terms), articles, by=by)
    counts = replace(counts, top=counts.top[counts.top.term.isin(table.term)])
    rates = uncertainty.ratio(counts, scale=PER, seed=seed)[[by, "term", "value", "low", "high", "n"]]
    table = table.merge(rates, on=[by, "term"], how="left")
    return tidy(table, articles, by, measure="rate", unit=f"uses per {PER:,} words", units=counts.unit)


def shared(units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", terms: Terms | None = None, top: int = 20) -> pd.DataFrame:
    """Return the lockwords, the terms that all use alike: term, kind, x (uses), least and most (lowest and highest rate per 1,000 words).

    The shared core of the story (Baker 2011). Terms used by all stand in the order of the lowest rate, so that what all say often
    comes first. Empty where there is only one.
    """
    table = counted(units, articles, by=by, terms=terms)
    core = table[(table.df == articles[by].nunique()) & (table.df > 1)]
    core = core.groupby(["term", "kind"]).agg(x=("x", "sum"), least=("rate", "min"), most=("rate", "max")).reset_index()
    return core.sort_values(["least", "term"], ascending=[False, True], ignore_index=True).head(top)


def missing(units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", terms: Terms | None = None, top: int = 10) -> pd.DataFrame:
    """Return the terms that all others use and this one does not: by, term, kind, x (uses by the others), most used first.

    Only for three or more; with two, each is all that the other is not. What is absent may simply have had no room: compare lengths.
    """
    table, n = counted(units, articles, by=by, terms=terms), articles[by].nunique()
    if n < 3:
        return pd.DataFrame(columns=[by, "term", "kind", "x"])
    wide = table.pivot_table(index=["term", "kind"], columns=by, values="x", aggfunc="sum", fill_value=0, observed=True)
    lacking = wide[(wide == 0).sum(axis=1) == 1]
    rows = lacking.eq(0).idxmax(axis=1).rename(by).reset_index().assign(x=lacking.sum(axis=1).to_numpy())
    rows = rows.astype({by: articles[by].dtype}).sort_values([by, "x", "term"], ascending=[True, False, True])
    return rows.groupby(by, observed=True).head(top)[[by, "term", "kind", "x"]].reset_index(drop=True)


def spellings(units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return the words that the story spells in several ways: family, form, `by`, x. A matter of the house, not of the choice of words."""
    rows = grouped(units[units.kind != "phrase"], articles, by)
    several = rows.groupby("family").term.transform("nunique") > 1
    found = rows[several].groupby(["family", "term", by], observed=True).n.sum().rename("x").reset_index()
    return found.rename(columns={"term": "form"}).sort_values(["family", by, "x"], ascending=[True, True, False], ignore_index=True)
