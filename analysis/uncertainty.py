"""How far a number hangs on single sentences, and which question the corpus can answer at all.

Every measure here is a ratio of sums over units (hits over sentences, values over sentences, words over words). Drawing the units
of each group anew, with replacement, and forming the ratio again shows how much of it rests on single sentences (sentence
bootstrap: Benoit, Laver and Mikhaylov 2009; percentile interval: Efron 1979). With one article per outlet such an interval
is no sample of what the outlet writes, and `scope` says so beside every number.
"""

import hashlib
from dataclasses import dataclass

import numpy as np
import pandas as pd

DRAWS = 2000
LEVEL = 0.95


@dataclass(frozen=True)
class Counts:
    """Sums that may be added: over articles, partitions or bootstrap weights.

    `top` has a row (group..., unit, key, x) per non-zero numerator; `base` a row (group..., unit, key, m) per denominator, with an empty
    `key` where the denominator is the same for every key. `unit` is what is drawn anew, numbered within its group.
    """

    top: pd.DataFrame
    base: pd.DataFrame
    groups: tuple[str, ...]
    key: str
    unit: str = "sentences"


def ratio(counts: Counts, *, scale: float = 1.0, seed: int = 1) -> pd.DataFrame:
    """Return group..., key, value, low, high, x, n: the ratio of sums, its 95 % interval, the numerator and the number of units.

    A key without a unit in a group gives no row. The interval is empty (NaN) where the group has fewer than two units. Each
    group has a random stream of its own, so that adding another outlet changes nothing here; same seed, same interval.
    """
    parts = [
        one_group(counts, name, scale, seed)
        for name in counts.base[list(counts.groups)].drop_duplicates().itertuples(index=False, name=None)
    ]
    table = (
        pd.concat(parts, ignore_index=True)
        if parts
        else pd.DataFrame(columns=[*counts.groups, counts.key, "value", "low", "high", "x", "n"])
    )
    for group in counts.groups:
        table[group] = table[group].astype(counts.base[group].dtype)
    return table.sort_values(list(counts.groups), kind="stable", ignore_index=True)


def one_group(counts: Counts, name: tuple, scale: float, seed: int) -> pd.DataFrame:
    """Return the rows of one group (one outlet, say)."""
    top, base = (frame[frame[list(counts.groups)].eq(list(name)).all(axis=1)] for frame in (counts.top, counts.base))
    units = pd.Index(base.unit.unique())
    keys = list(dict.fromkeys([*(k for k in base[counts.key] if k != ""), *counts.top[counts.key]]))
    x = dense(top, "x", units, keys, counts.key)
    m = (
        dense(base, "m", units, keys, counts.key)
        if (base[counts.key] != "").any()
        else dense(base.assign(**{counts.key: "m"}), "m", units, ["m"], counts.key)
    )
    if not keys:  # nothing was found anywhere
        return pd.DataFrame(columns=[*counts.groups, counts.key, "value", "low", "high", "x", "n"])
    weights = draws(len(units), f"{seed} {name}")
    with np.errstate(invalid="ignore", divide="ignore"):
        value, drawn = x.sum(0) / m.sum(0), (weights @ x) / (weights @ m)
    edges = np.nanpercentile(
        np.where(np.isfinite(drawn), drawn, np.broadcast_to(value, drawn.shape)), [100 * (1 - LEVEL) / 2, 100 * (1 + LEVEL) / 2], axis=0
    )
    low, high = edges if len(units) > 1 else (np.full(len(keys), np.nan),) * 2
    rows = pd.DataFrame({counts.key: keys, "value": value * scale, "low": low * scale, "high": high * scale, "x": x.sum(0)})
    rows["n"] = np.broadcast_to((m > 0).sum(0), len(keys))
    rows[list(counts.groups)] = name
    return rows[np.broadcast_to(m.sum(0) > 0, len(keys))][[*counts.groups, counts.key, "value", "low", "high", "x", "n"]]


def dense(rows: pd.DataFrame, column: str, units: pd.Index, keys: list, key: str) -> np.ndarray:
    """Return the units x keys matrix of sums of `column`."""
    matrix = np.zeros((len(units), len(keys)))
    at = rows[rows[key].isin(keys)]
    np.add.at(matrix, (units.get_indexer(at.unit), pd.Index(keys).get_indexer(at[key])), at[column].to_numpy(float))
    return matrix


def draws(n: int, label: str) -> np.ndarray:
    """Return DRAWS x n weights: how often each unit is drawn in n draws with replacement."""
    rng = np.random.default_rng(int.from_bytes(hashlib.sha256(label.encode()).digest()[:8], "big"))
    return rng.multinomial(n, np.full(n, 1 / n), size=DRAWS).astype(float)


def scope(articles: pd.DataFrame, *, by: str = "outlet", unit: str = "sentences") -> str:
    """Return the sentence that says what the numbers of this corpus can and cannot tell.

    >>> scope(pd.DataFrame({"outlet": ["a", "b"]})).split(":")[0]
    'One article per outlet'
    """
    sizes = articles.groupby(by, observed=True).size()
    few = (
        {1: f"One article per {by}"}.get(int(sizes.max()), f"{int(sizes.min())} to {int(sizes.max())} articles per {by}")
        if len(sizes)
        else "No article"
    )
    what = f"intervals (95 %, bootstrap over {unit}) say how far a number hangs on single {unit}; differences are between these articles, not between {by}s."
    return f"{few}: {what}"


def settings(by: str, seed: int) -> dict:
    """Return what the methods paragraph says of the intervals."""
    return {"draws": DRAWS, "by": by, "seed": seed}
