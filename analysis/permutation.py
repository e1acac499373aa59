"""Dealing units anew: what differences chance alone would make.

If nothing but chance parted the units (sentences, articles) into two groups, any other parting is as likely. The units are therefore
dealt anew, and each time the difference is divided by its standard error (studentized permutation: Janssen 1997; Chung and Romano
2013), which holds its level also where the groups have unlike spread or size; shares and rates, which have like spread where they are
equal, may be divided by the spread of the deals themselves. One set of deals gives the p-value, the interval and,
for families of words whose counts go together, the correction by the largest of all (Westfall and Young 1993). Everything here is
arrays, units x keys; `differences` makes tables of them.
"""

from collections.abc import Iterator
from itertools import combinations, product
from math import comb

import numpy as np
from scipy import stats

from analysis.uncertainty import DRAWS, LEVEL

ALPHA = 1 - LEVEL
POWER = 0.8
CHUNK = 4_000_000  # numbers of one block of deals in memory
EXTRA = 2.0  # units of average spread added to each group, so that a group without a hit is not taken for free of error
Found = dict[str, np.ndarray]


def compared(xa: np.ndarray, ma: np.ndarray, xb: np.ndarray, mb: np.ndarray, *, rng: np.random.Generator, pooled: bool = False) -> Found:
    """Return value, se, low, high, p, best, max_p and needed per key of the difference between two groups of units (units x keys).

    `best` is the least p any deal could have, `max_p` the step-down p within these keys (NaN where best is above 5 %), `needed` how many
    units a side would show the difference in four of five tries. Numbers are NaN where both sides lack the key. With `pooled` the p are
    those of the differences over their common spread: for shares and rates, whose spread follows from their size, that finds much more
    where the groups are of unlike size; the interval is the studentized one all the same.
    """
    x, m, n = np.vstack([xa, xb]), np.vstack([ma, mb]), len(xa) + len(xb)
    d, se = studentized(x, m, np.arange(n)[None] < len(xa))
    dealt, errors = (np.vstack(part) for part in zip(*(studentized(x, m, w) for w in deals(n, len(xa), rng)), strict=True))
    least = parted(np.count_nonzero(x, axis=0), n, len(xa))
    with np.errstate(invalid="ignore", divide="ignore"):
        found = judged(d[0], se[0], np.abs(dealt / errors), units=n / 2, least=least)
        if pooled:
            spread = np.sqrt(np.nanmean(dealt**2, axis=0))
            alike = judged(d[0], spread, np.abs(dealt / spread), units=n / 2, least=least)
            found |= {key: alike[key] for key in ("p", "best", "max_p")}
    return found


def paired(xa: np.ndarray, ma: np.ndarray, xb: np.ndarray, mb: np.ndarray, *, rng: np.random.Generator) -> Found:
    """Return the same for units that belong together row by row (one story told by both): the signs of their differences are dealt."""
    d = xa / ma - xb / mb
    with np.errstate(invalid="ignore", divide="ignore"):
        signs = flips(len(d), rng)
        mean, square = signs @ d / len(d), (d**2).sum(0)
        t = np.abs(mean) / np.sqrt((square - len(d) * mean**2) / (len(d) - 1) / len(d))
        return judged(d.mean(0), d.std(0, ddof=1) / np.sqrt(len(d)), t, units=len(d))


def parted(hits: np.ndarray, n: int, first: int) -> np.ndarray:
    """Return the two-sided mid-p of all `hits` units that carry something lying on the less likely side when `first` of n are dealt there.

    A single hit differs from none by nothing that deals could show, however unlike the lengths of the sentences make the rates.
    """
    return np.minimum(stats.hypergeom.pmf(hits, n, hits, first), stats.hypergeom.pmf(0, n, hits, first))


def judged(d: np.ndarray, se: np.ndarray, t: np.ndarray, *, units: float, least: np.ndarray | float = 0.0) -> Found:
    """Return what the deals (deals x keys of |t|) say of the differences d with standard errors se; no p is below `least`."""
    with np.errstate(invalid="ignore", divide="ignore"):
        t, seen = (np.round(np.where(np.isfinite(v), v, 0), 9) for v in (t, np.abs(d / se)))
        needed = np.ceil(units * ((stats.norm.ppf(1 - ALPHA / 2) + stats.norm.ppf(POWER)) * se / d) ** 2)
    tails = [tail(column) for column in t.T]
    p = np.array([np.interp(s, values, above) for s, (values, above) in zip(seen, tails, strict=True)])
    best = np.maximum([above[-1] for _, above in tails], least)
    p = np.maximum(p, np.where(best > ALPHA, least, 0))
    reach = np.array([critical(values, above, b, units) for (values, above), b in zip(tails, best, strict=True)]) * se
    found = {"value": d, "se": se, "low": d - reach, "high": d + reach, "p": p, "best": best}
    return found | {"max_p": step_down(t, seen, best), "needed": np.where(np.isfinite(needed), needed, np.nan)}


def studentized(x: np.ndarray, m: np.ndarray, first: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the difference of ratios and its standard error (linearised), deals x keys; `first` says which units each deal puts first."""
    with np.errstate(invalid="ignore", divide="ignore"):
        pooled = ((x - x.sum(0) / m.sum(0) * m) ** 2).sum(0) / max(len(x) - 1, 1)
        sums = np.hstack([x, m, x**2, x * m, m**2])
        one = first.astype(float) @ sums
        size = first.sum(1, keepdims=True)
        (ra, va), (rb, vb) = (spread(part, n, pooled) for part, n in ((one, size), (sums.sum(0) - one, len(x) - size)))
        return ra - rb, np.sqrt(va + vb)


def spread(sums: np.ndarray, n: np.ndarray, pooled: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the ratio and its variance from the sums of x, m, x*x, x*m and m*m over n units."""
    x, m, xx, xm, mm = np.split(sums, 5, axis=1)
    r = x / m
    rest = np.maximum(xx - 2 * r * xm + r**2 * mm, 0)
    return r, (rest + EXTRA * pooled) / (n - 1 + EXTRA) * n / m**2


def deals(n: int, first: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Yield blocks of deals x n truth values, each dealing `first` of n units: all deals where they are few, else DRAWS at random."""
    if comb(n, first) <= DRAWS:
        chosen = np.array(list(combinations(range(n), first)))
        yield (np.arange(n) == chosen[:, :, None]).any(axis=1)
        return
    step = max(1, CHUNK // n)
    for done in range(0, DRAWS, step):
        order = rng.random((min(step, DRAWS - done), n)).argsort(axis=1)
        yield order < first


def flips(n: int, rng: np.random.Generator) -> np.ndarray:
    """Return deals x n signs, all of them where they are few: the deals of paired differences."""
    return np.array(list(product([-1.0, 1.0], repeat=n))) if 2**n <= DRAWS else rng.choice([-1.0, 1.0], (DRAWS, n))


def tail(t: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct values of t, ascending, and the mid-p of each: the share of deals above it and half of those at it."""
    values, counts = np.unique(t, return_counts=True)
    above = counts[::-1].cumsum()[::-1] - counts
    return values, (above + counts / 2) / len(t)


def critical(values: np.ndarray, above: np.ndarray, best: float, units: float) -> float:
    """Return the t at which the mid-p crosses 5 %; where no deal gets there, more than all of them."""
    if best > ALPHA:
        return max(values[-1] * 1.001, float(stats.t.ppf(1 - ALPHA / 2, max(2 * units - 2, 1))))
    return float(np.interp(ALPHA, above[::-1], values[::-1]))


def step_down(t: np.ndarray, seen: np.ndarray, best: np.ndarray) -> np.ndarray:
    """Return Westfall and Young's (1993) step-down p of each key that can reach 5 %: how often it or a smaller one deals as large a t."""
    able = np.flatnonzero(best <= ALPHA)
    order = able[np.argsort(seen[able], kind="stable")]
    most = np.maximum.accumulate(t[:, order], axis=1)
    p = (1 + (most >= seen[order]).sum(0)) / (1 + len(t))
    out = np.full(len(seen), np.nan)
    out[order] = np.maximum.accumulate(p[::-1])[::-1]
    return out


def student(found: Found, n: int) -> Found:
    """Return Student's interval of the difference, with the degrees of freedom of the smaller group's n units (conservative)."""
    half = stats.t.ppf(1 - ALPHA / 2, max(n - 1, 1)) * found["se"]
    return {"low": found["value"] - half, "high": found["value"] + half}
