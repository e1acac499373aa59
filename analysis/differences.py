"""Which differences between groups are more than chance, and how large they are: the table of differences of every measure.

One function compares any two groups (outlets, periods, types) over the additive counts of a measure, with an interval, a p-value,
the correction for the number of tests, and what it would take to see more. Many small differences are looked at here at once,
so the uncorrected p alone is no finding (Benjamini and Hochberg 1995; Westfall and Young 1993).
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import stats

from analysis import permutation, uncertainty
from analysis.permutation import ALPHA
from analysis.uncertainty import Counts

COLUMNS = ["value", "low", "high", "p", "adjusted", "tests", "x_a", "x_b", "n_a", "n_b", "needed", "supported", "reason"]
NUMBERS = ["value", "low", "high", "p", "max_p", "needed"]


def difference(counts: Counts, *, pairs: list[tuple] | None = None, scale: float = 1.0, seed: int = 1, family: str = "bh") -> pd.DataFrame:
    """Return the differences a - b between the first of the groups: a, b, (further groups,) key, value, low, high, p, adjusted, ...

    `pairs` are compared (all, if not given), within each of the further groups. low and high are the 95 % interval, p the two-sided
    permutation p (mid-p: Lancaster 1961), `adjusted` the p after correction over the `tests` made: Benjamini and Hochberg (1995)
    over the table with family="bh", Westfall and Young's step-down maximum within a pair and Bonferroni over pairs with
    family="max-t". Rows that could never reach 5 %, however their hits had fallen, are no tests (Tarone 1990); their `reason` says so.
    `needed` is about how many units a side would show a difference of this size in four of five tries (80 % power, unadjusted).
    Of shares and rates of sentences, p asks whether chance alone could deal the hits so, the interval how large the difference may be: with
    few hits on a small side p may be small where the interval still reaches zero.
    Where nothing can be said `supported` is False, the numbers are empty and `reason` says why. Raises ValueError for another family.
    """
    if family not in ("bh", "max-t"):
        raise ValueError(f"family={family!r} is unknown; it is 'bh' (Benjamini-Hochberg) or 'max-t' (for words)")
    parts = [one_pair(counts, a, b, rest, seed=seed) for a, b, rest in partings(counts, pairs)]
    table = pd.concat([p for p in parts if len(p)], ignore_index=True) if any(map(len, parts)) else pd.DataFrame(columns=columns(counts))
    table = corrected(table, family, max(1, len(parts)))
    table[["value", "low", "high"]] = table[["value", "low", "high"]].astype(float) * scale
    return table[columns(counts)]


def columns(counts: Counts) -> list[str]:
    """Return the columns of a table of differences."""
    return ["a", "b", *counts.groups[1:], counts.key, *COLUMNS]


def partings(counts: Counts, pairs: list[tuple] | None) -> Iterator[tuple]:
    """Yield (a, b, further groups) of everything to be compared."""
    levels = counts.base[list(counts.groups)].drop_duplicates()
    for rest, held in levels.groupby(list(counts.groups[1:]), observed=True, sort=False) if counts.groups[1:] else [((), levels)]:
        there = list(held[counts.groups[0]].sort_values())
        for a, b in pairs if pairs is not None else combinations(there, 2):
            if a in there and b in there:
                yield a, b, rest


def one_pair(counts: Counts, a, b, rest: tuple, *, seed: int) -> pd.DataFrame:
    """Return the rows of one pair, not yet corrected."""
    if counts.unit == "stories":
        counts = together(counts, a, b)
    keys, xa, ma = uncertainty.sums(counts, (a, *rest))
    _, xb, mb = uncertainty.sums(counts, (b, *rest), keys)
    if not keys:
        return pd.DataFrame()
    rows = pd.DataFrame({counts.key: keys, "x_a": xa.sum(0), "x_b": xb.sum(0), "n_a": (ma > 0).sum(0), "n_b": (mb > 0).sum(0)})
    if uncertainty.means(counts, least := min(len(xa), len(xb))):
        (xa, ma), (xb, mb) = rates(xa, ma), rates(xb, mb)
    test = permutation.paired if counts.unit == "stories" else partial(permutation.compared, pooled=counts.share and counts.unit == "sentences")
    rng = uncertainty.stream(f"{seed} {a} {b} {rest}")
    found = test(xa, ma, xb, mb, rng=rng) if least > 1 else dict.fromkeys([*NUMBERS, "se", "best"], np.nan)
    found |= permutation.student(found, least) if uncertainty.means(counts, least) else {}
    if counts.share and all(((x >= 0) & (x <= m)).all() for x, m in ((xa, ma), (xb, mb))):  # shares differ by 1 at most
        found |= {side: np.clip(found[side], -1, 1) for side in ("low", "high")}
    return refused(rows.assign(**found, **dict(zip(["a", "b", *counts.groups[1:]], (a, b, *rest), strict=True))), counts.unit)


def together(counts: Counts, a, b) -> Counts:
    """Return the counts of the stories that both groups tell."""
    units = [set(counts.base.unit[counts.base[counts.groups[0]] == side]) for side in (a, b)]
    return replace(counts, **{name: (t := getattr(counts, name))[t.unit.isin(units[0] & units[1])] for name in ("top", "base")})


def rates(x: np.ndarray, m: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each unit's own ratio as numerator and 1 as denominator, so that every unit weighs the same."""
    return np.divide(x, m, out=np.zeros_like(x), where=m > 0), (m > 0).astype(float)


def refused(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Return the rows with `supported` and `reason`, and without numbers where nothing can be said."""
    few, none, flat = rows[["n_a", "n_b"]].min(axis=1) < 2, (rows.x_a == 0) & (rows.x_b == 0), ~(rows.se > 0)
    reasons = [f"fewer than two {unit} on one side", "it occurs on neither side", f"all {unit} are alike"]
    rows["reason"] = np.select(
        [few, none, flat], reasons, np.where(rows.best > ALPHA, "too few hits to tell any difference from chance", "")
    )
    rows["supported"] = ~(few | none | flat)
    rows.loc[~rows.supported, NUMBERS] = np.nan
    return rows


def corrected(table: pd.DataFrame, family: str, pairs: int) -> pd.DataFrame:
    """Return the table with `adjusted` and `tests`; what cannot reach 5 % or is not supported is no test."""
    if not len(table):
        return table
    tested = table.supported & (table.best <= ALPHA)
    table["tests"], table["adjusted"] = int(tested.sum()), np.where(table.supported, 1.0, np.nan)
    if family == "max-t":
        table.loc[tested, "adjusted"] = np.minimum(1, pairs * table.max_p[tested])
    elif tested.any():
        table.loc[tested, "adjusted"] = stats.false_discovery_control(table.p[tested])
    return table
