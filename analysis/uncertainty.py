"""How far a number hangs on what it was counted in: one interval for every measure.

Every measure here is a ratio of sums over units (hits over sentences, values over sentences, words over words). The units of each
group are drawn anew, with replacement, and the ratio is formed again: the spread of the draws is its standard error (sentence
bootstrap: Benoit, Laver and Mikhaylov 2009). Percentiles of the draws would miss small shares too often, and give a share of zero no
width at all; the spread is therefore turned into Wilson's interval with as many trials as the spread is worth (Kott and Carr 1997;
Dean and Pagano 2015). What the corpus allows to be drawn anew is decided in `scope`, differences are tested in `differences`.
"""

import hashlib
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import stats

from analysis.scope import MANY, design, scope

__all__ = ["Counts", "blocks", "fit", "none_of", "ratio", "scope", "settings"]
DRAWS = 2000
LEVEL = 0.95
COLUMNS = ["value", "low", "high", "x", "n"]


@dataclass(frozen=True)
class Counts:
    """Sums that may be added: over articles, partitions or bootstrap weights.

    `top` has a row (group..., unit, key, x) per non-zero numerator; `base` a row (group..., unit, key, m) per denominator, with an empty
    `key` where the denominator is the same for every key, and article_id where units may be joined to articles. `unit` says what the
    numbers in the column unit stand for: sentences (in the order of the text), articles or stories. `share` is False where x are scores:
    their interval is never that of a share, though all may happen to lie between 0 and 1.
    """

    top: pd.DataFrame
    base: pd.DataFrame
    groups: tuple[str, ...]
    key: str
    unit: str = "sentences"
    share: bool = True


def fit(counts: Counts, articles: pd.DataFrame, *, by: str = "outlet") -> Counts:
    """Return the counts summed over the unit that the corpus allows (`scope.design`): sentences as they are, articles, or stories.

    Raises ValueError when `base` lacks article_id although units have to be joined.
    """
    unit = design(articles, by=by).unit
    if unit == "sentences":
        return counts
    if "article_id" not in counts.base:
        raise ValueError("the counts name no article_id, so their sentences cannot be summed over articles; add the column to `base`")
    names = articles.set_index("article_id").story if unit == "stories" else pd.Series(articles.article_id.to_numpy(), articles.article_id)
    return joined(counts, counts.base.article_id.map(names), unit)


def blocks(counts: Counts, *, size: int = 3) -> Counts:
    """Return the counts summed over blocks of `size` sentences that follow each other, for what neighbours have in common.

    Intervals over blocks that are much wider than those over sentences say that the hits come in clusters. Blocks end with the article.
    """
    held = [*counts.groups, *(["article_id"] if "article_id" in counts.base else [])]
    order = counts.base.groupby(held, observed=True, sort=False).unit.rank("dense").astype(int)
    names = pd.Series(list(zip(*(counts.base[h].astype("str") for h in held), (order - 1) // size, strict=True)), index=counts.base.index)
    return joined(counts, names, counts.unit)


def joined(counts: Counts, names: pd.Series, unit: str) -> Counts:
    """Return the counts with the units of the same name (one for each row of `base`) summed."""
    code = pd.Series(pd.factorize(names)[0], index=counts.base.index)
    keys = [*counts.groups, "unit"]
    new = counts.base[keys].assign(new=code).drop_duplicates(keys)
    top, base = (
        frame.merge(new, on=keys)
        .drop(columns="unit")
        .rename(columns={"new": "unit"})
        .groupby([*keys, counts.key], observed=True, sort=False)[value]
        .sum()
        .reset_index()
        for frame, value in ((counts.top, "x"), (counts.base, "m"))
    )
    return replace(counts, top=top, base=base, unit=unit)


def ratio(counts: Counts, *, scale: float = 1.0, seed: int = 1) -> pd.DataFrame:
    """Return group..., key, value, low, high, x, n: the ratio of sums, its 95 % interval, the numerator and the number of units.

    A key without a unit in a group gives no row. The interval is empty (NaN) where the group has fewer than two units. With fewer
    than 20 articles (or stories) as units the value is the mean of their ratios and the interval Student's. Each group has a
    random stream of its own, so that adding another outlet changes nothing here; same seed, same interval.
    """
    names = counts.base[list(counts.groups)].drop_duplicates().itertuples(index=False, name=None)
    parts = [one_group(counts, name, seed) for name in names]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[*counts.groups, counts.key, *COLUMNS])
    table[["value", "low", "high"]] *= scale
    for group in counts.groups:
        table[group] = table[group].astype(counts.base[group].dtype)
    return table.sort_values(list(counts.groups), kind="stable", ignore_index=True)


def one_group(counts: Counts, name: tuple, seed: int) -> pd.DataFrame:
    """Return the rows of one group (one outlet, say)."""
    keys, x, m = sums(counts, name)
    if not keys:  # nothing was found anywhere
        return pd.DataFrame(columns=[*counts.groups, counts.key, *COLUMNS])
    if means(counts, len(x)):
        value, low, high = student(x, m, share=counts.share)
    else:
        value, low, high = drawn(x, m, f"{seed} {name}", share=counts.share)
    rows = pd.DataFrame({counts.key: keys, "value": value, "low": low, "high": high, "x": x.sum(0), "n": (m > 0).sum(0)})
    rows[list(counts.groups)] = name
    return rows[m.sum(0) > 0][[*counts.groups, counts.key, *COLUMNS]]


def means(counts: Counts, n: int) -> bool:
    """Say whether the mean of the units' ratios is taken (few articles or stories) and not the ratio of their sums."""
    return counts.unit != "sentences" and n < MANY or counts.unit == "stories"


def sums(counts: Counts, name: tuple, keys: list | None = None) -> tuple[list, np.ndarray, np.ndarray]:
    """Return the keys and the units x keys matrices of numerators and denominators of one group."""
    top, base = (
        frame[np.logical_and.reduce([frame[g] == v for g, v in zip(counts.groups, name, strict=True)])]
        for frame in (counts.top, counts.base)
    )
    units = pd.Index(np.unique(base.unit))
    keys = keys if keys is not None else list(dict.fromkeys([*(k for k in base[counts.key] if k != ""), *counts.top[counts.key]]))
    x = dense(top.unit, top[counts.key], top.x, (units, keys))
    if (base[counts.key] != "").any():
        return keys, x, dense(base.unit, base[counts.key], base.m, (units, keys))
    m = np.bincount(units.get_indexer(base.unit), weights=base.m.to_numpy(float), minlength=len(units))
    return keys, x, np.repeat(m[:, None], len(keys), axis=1)


def dense(unit: pd.Series, key: pd.Series, number: pd.Series, axes: tuple[pd.Index, list]) -> np.ndarray:
    """Return the units x keys matrix (its `axes`) of the sums of `number`; keys that are not on the axis are left out."""
    units, keys = axes
    matrix = np.zeros((len(units), len(keys)))
    at = pd.Index(keys).get_indexer(key)
    np.add.at(matrix, (units.get_indexer(unit)[at >= 0], at[at >= 0]), number.to_numpy(float)[at >= 0])
    return matrix


def drawn(x: np.ndarray, m: np.ndarray, label: str, *, share: bool = True) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the ratio of sums of every key and its interval from drawing the units anew."""
    weights = draws(len(x), label)
    with np.errstate(invalid="ignore", divide="ignore"):
        value, anew = x.sum(0) / m.sum(0), (weights @ x) / (weights @ m)
    units = (m > 0).sum(0)
    spread = np.nanvar(np.where(np.isfinite(anew), anew, np.nan_to_num(value)), axis=0) * units / np.maximum(units - 1, 1)
    proportion = share & ((x >= 0) & (x <= m)).all(axis=0)
    low, high = np.where(proportion, wilson(value, spread, m.sum(0), units), value + np.outer([-1, 1], quantile(units) * np.sqrt(spread)))
    return value, np.where(units > 1, low, np.nan), np.where(units > 1, high, np.nan)


def wilson(value: np.ndarray, variance: np.ndarray, trials: np.ndarray, units: np.ndarray) -> np.ndarray:
    """Return Wilson's (1927) interval of shares, for as many independent trials as their `variance` is worth.

    A share of 0 or 1 shows no variance; it has the `trials` it was counted in, so that its interval is about that of the rule of three.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        worth = np.where(variance > 0, value * (1 - value) / variance, np.where((value == 0) | (value == 1), trials, np.inf))
        z2 = quantile(units) ** 2 / worth
        half = np.sqrt(np.maximum(z2 * value * (1 - value) + z2**2 / 4, 0))
        edges = (value + z2 / 2 + np.outer([-1, 1], half)) / (1 + z2)
    return np.clip(np.where([value == 0, value == 1], [[0], [1]] * np.ones_like(edges), edges), 0, 1)


def student(x: np.ndarray, m: np.ndarray, *, share: bool = True) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the mean over units of their ratio and Student's interval; a unit without a denominator is left out.

    Where no unit has a hit (or every one has nothing else) the interval is Wilson's with the units as trials.
    """
    r = np.where(m > 0, x / np.where(m > 0, m, 1), np.nan)
    n = (m > 0).sum(0)
    value = np.nansum(r, axis=0) / np.maximum(n, 1)
    half = quantile(n) * np.sqrt(np.nansum((r - value) ** 2, axis=0) / np.maximum(n - 1, 1) / np.maximum(n, 1))
    proportion = share & ((x >= 0) & (x <= m)).all(axis=0)
    edges = value + np.outer([-1, 1], half)
    edges = np.where(proportion, np.where((value == 0) | (value == 1), wilson(value, 0 * value, n, n), np.clip(edges, 0, 1)), edges)
    return value, *np.where(n > 1, edges, np.nan)


def none_of(n: np.ndarray) -> np.ndarray:
    """Return the upper end of the interval of a share for which nothing was found in n units (about 4 / n)."""
    n = np.atleast_1d(np.asarray(n, dtype=float))
    return np.where(n > 1, wilson(0 * n, 0 * n, n, n)[1], np.nan)


def quantile(n: np.ndarray) -> np.ndarray:
    """Return Student's two-sided 95 % quantile for n units."""
    return stats.t.ppf((1 + LEVEL) / 2, np.maximum(np.asarray(n) - 1, 1))


def draws(n: int, label: str) -> np.ndarray:
    """Return DRAWS x n weights: how often each unit is drawn in n draws with replacement."""
    return stream(label).multinomial(n, np.full(n, 1 / n), size=DRAWS).astype(float)


def stream(label: str) -> np.random.Generator:
    """Return the random numbers that belong to a label, on any machine."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(label.encode()).digest()[:8], "big"))


def settings(by: str, seed: int, articles: pd.DataFrame | None = None) -> dict:
    """Return what the methods paragraph says of intervals and tests; without the table `articles` their unit is taken to be sentences."""
    unit = "sentences" if articles is None else design(articles, by=by).unit
    return {"draws": DRAWS, "by": by, "seed": seed, "unit": unit, "many": MANY}
