"""Which words make one outlet's mean valence differ from that of the others: a word shift (Gallagher et al. 2021).

Two means differ because words are used more or less often. With p(w) the share of a word among all words of a text that carry a value, and
v(w) its value, the means are sums of p(w) v(w), and their difference is the sum over words of (p1(w) - p2(w)) (v(w) - mean2): the
proportion shift, with the mean of the others as the reference. A word adds to the difference by being above the others' mean and
more frequent, or below it and rarer. The contributions add up to the difference exactly, so the figure explains the
number and nothing else. Values are those of a lexicon (`valence.lexicon`); negation is not seen: read the evidence beside it.
"""

import pandas as pd

from analysis import uncertainty
from analysis.measures import grouped, tidy
from analysis.measures.sentiment import valued

COLUMNS = ["term", "value", "low", "high", "n", "x", "others", "valence", "gap"]


def count(units: pd.DataFrame, articles: pd.DataFrame, values: dict[str, float], *, by: str = "outlet",
          without: frozenset[str] = frozenset()) -> pd.DataFrame:  # fmt: skip
    """Return how often each word of the lexicon `values` stands in each unit: by, unit, term, n, v. Words in `without` are left out."""
    bags = grouped(valued(units, {word: v for word, v in values.items() if word not in without}), articles, by)
    bags = bags.assign(unit=bags.groupby(["article_id", "unit"], sort=False).ngroup(), v=bags.term.map(values).astype(float))
    return bags[[by, "unit", "term", "n", "v"]]


def shift(units: pd.DataFrame, articles: pd.DataFrame, values: dict[str, float], *, by: str = "outlet",
          without: frozenset[str] = frozenset(), seed: int = 1) -> pd.DataFrame:  # fmt: skip
    """Return the contribution of each word to the difference of mean valence between one `by` and the rest: a tidy table with key `term`.

    value > 0: the word makes this outlet more positive than the others, < 0 more negative. Largest first by size; within a `by` the
    values add up to the column `gap`, the difference of the means. x is how often the outlet uses the word, others how often the rest
    do, valence its value; low and high are a bootstrap over units of the word's share in this outlet, all else as it is.
    No row where there are fewer than two to compare.
    """
    bags = count(units, articles, values, by=by, without=without)
    names = list(dict.fromkeys(articles[by]))
    parts = [one(bags[bags[by] == name], bags[bags[by] != name], f"{seed} {name}").assign(**{by: name}) for name in names]
    table = pd.concat([p for p in parts if len(p)] or [pd.DataFrame(columns=[*COLUMNS, by])], ignore_index=True)
    table = table.assign(**{by: table[by].astype(articles[by].dtype), "size": table.value.astype(float).abs()})
    table = table.sort_values([by, "size", "term"], ascending=[True, False, True], ignore_index=True)
    table = table[[by, *COLUMNS]]
    return tidy(table, articles, by, measure="contribution to mean valence", unit="difference of mean valence")


def one(here: pd.DataFrame, there: pd.DataFrame, label: str) -> pd.DataFrame:
    """Return the shift of one group against the rest; no row when either uses no word of the lexicon."""
    if not here.n.sum() or not there.n.sum():
        return pd.DataFrame(columns=COLUMNS)
    valence = pd.concat([here, there]).drop_duplicates("term").set_index("term").v
    x, others = (part.groupby("term").n.sum().reindex(valence.index, fill_value=0) for part in (here, there))
    p, q = x / x.sum(), others / others.sum()
    lift = valence - (q * valence).sum()
    drawn = shares(here, valence.index, label)
    low, high = ((edge - q) * lift for edge in drawn)
    value = (p - q) * lift
    table = pd.DataFrame({"value": value, "low": low.where(low < high, high), "high": high.where(low < high, low), "x": x, "others": others,
                          "valence": valence})  # fmt: skip
    return table.assign(n=here.unit.nunique(), gap=value.sum()).rename_axis("term").reset_index()


def shares(here: pd.DataFrame, terms: pd.Index, label: str) -> tuple[pd.Series, pd.Series]:
    """Return the ends of the 95 % bootstrap interval over units of each word's share; NaN with fewer than two units."""
    matrix = here.pivot_table(index="unit", columns="term", values="n", aggfunc="sum", fill_value=0)
    if len(matrix) < 2:
        return (pd.Series(float("nan"), terms),) * 2
    drawn = uncertainty.draws(len(matrix), label) @ matrix.to_numpy(float)
    drawn = pd.DataFrame(drawn / drawn.sum(axis=1, keepdims=True).clip(min=1e-9), columns=matrix.columns)
    return tuple(drawn.quantile(edge).reindex(terms, fill_value=0.0) for edge in (0.025, 0.975))
