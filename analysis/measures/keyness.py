"""How much a word marks one side against another: the keyness measures of the field, as functions of counts alone.

x hits in the n words of the target stand against y hits in the m words of the reference; all may be arrays that broadcast, so that
an axis of bootstrap draws may lead. Each measure asks something else (how sure: G2, log-odds; how large: log ratio, %DIFF; both: LRC;
how exclusive: TF-IDF), so tables show several and `MEASURES` names them. No score is ever NaN or infinite, by three rules. A side
without words cannot be compared: the score is 0. Where a formula breaks at a count of 0, half a hit stands for it (Hardie 2014).
And half a hit may not turn the direction round: a word that a side does not have is never called its keyword, however short the side.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

PER = 1000
HALF = 0.5
IDF: dict[str, Callable] = {
    "plain": lambda df, N: np.log(N / df),
    "plus-one": lambda df, N: np.log(N / df) + 1,
    "smooth": lambda df, N: np.log((1 + N) / (1 + df)) + 1,
}


def tfidf(x: ArrayLike, n: ArrayLike, df: ArrayLike, N: ArrayLike, *, idf: str = "plain") -> np.ndarray:
    """Return the rate per 1,000 words times the inverse document frequency, N outlets being the documents and df those that use the word.

    idf is "plain" (ln(N/df): 0 for a word of all; Sparck Jones 1972), "plus-one" (ln(N/df) + 1: scikit-learn without smooth_idf) or
    "smooth" (ln((1+N)/(1+df)) + 1: scikit-learn as it comes). A side without words scores 0. Raises ValueError for another idf.

    >>> float(tfidf(5, 1000, 1, 5, idf="plus-one").round(3))
    13.047
    """
    if idf not in IDF:
        raise ValueError(f"idf={idf!r}: one of {', '.join(IDF)}")
    n, x = np.asarray(n, float), np.asarray(x, float)
    rate = np.where(n > 0, PER * x / np.where(n > 0, n, 1), 0.0)
    return rate * IDF[idf](np.maximum(df, 1.0), np.maximum(N, 1.0))  # a word that nobody uses has rate 0


def g2(x: ArrayLike, n: ArrayLike, y: ArrayLike, m: ArrayLike, *, cells: int = 2) -> np.ndarray:
    """Return the log-likelihood ratio G2, + where the target uses the word more, - where less: how sure the difference is.

    Two cells (the word on either side) as Rayson and Garside (2000) and most corpus tools have it; with cells=4 also all other words,
    as Dunning (1993). As a chi-square with 1 degree of freedom (3.84: p = .05), if words were drawn independently, which they are not.
    Raises ValueError for another number of cells.

    >>> float(g2(20, 1000, 10, 1000).round(3))
    3.398
    """
    if cells not in (2, 4):
        raise ValueError(f"cells={cells}: 2 or 4")
    x, n, y, m = _sides(x, n, y, m)
    rate = (x + y) / (n + m)
    total = _surprise(x, n * rate) + _surprise(y, m * rate)
    if cells == 4:
        total = total + (_surprise(n - x, n * (1 - rate)) + _surprise(m - y, m * (1 - rate)))
    return _direction(x, n, y, m) * np.maximum(2 * total, 0.0) + 0.0


def log_ratio(x: ArrayLike, n: ArrayLike, y: ArrayLike, m: ArrayLike) -> np.ndarray:
    """Return the binary logarithm of the ratio of the two rates (Hardie 2014): 1 is twice as often, 2 four times, -1 half as often.

    Half a hit stands for a count of 0; where it would turn the direction round, the score is 0.

    >>> log_ratio([2, 4, 1, 0], 100, [1, 1, 2, 1], 100).round(2).tolist()
    [1.0, 2.0, -1.0, -1.0]
    """
    x, n, y, m = _sides(x, n, y, m)
    return _towards(_direction(x, n, y, m), np.log2(np.maximum(x, HALF) * m) - np.log2(np.maximum(y, HALF) * n))


def log_ratio_interval(
    x: ArrayLike, n: ArrayLike, y: ArrayLike, m: ArrayLike, *, level: float = 0.95, family: float = 1
) -> tuple[np.ndarray, np.ndarray]:
    """Return the low and the high end of the interval of `log_ratio`, the one that `lrc` reads: it leaves out 0 where `lrc` is not 0.

    Exact for two Poisson rates given x + y: Clopper and Pearson's for the share x / (x + y), as R's corpora::keyness has it; level is
    divided over `family` words (Bonferroni). Where a count is 0 the far end has no limit; it is then drawn at the normal
    approximation with half a hit (after Katz et al. 1978). It takes words as independent.
    """
    low, high = _exact(x, n, y, m, level=level, family=family)
    value = log_ratio(x, n, y, m)
    x, n, y, m = _sides(x, n, y, m)
    spread = -special.ndtri(_tail(level, family)) * np.sqrt(1 / np.maximum(x, HALF) + 1 / np.maximum(y, HALF)) / np.log(2)
    return np.where(np.isfinite(low), low, value - spread), np.where(np.isfinite(high), high, value + spread)


def lrc(x: ArrayLike, n: ArrayLike, y: ArrayLike, m: ArrayLike, *, level: float = 0.95, family: float = 1) -> np.ndarray:
    """Return the conservative log ratio LRC: the end nearer to 0 of the log ratio's exact interval, 0 where that includes 0.

    Evert (2022), as R's corpora::keyness(measure="LRC"): how much more often at the very least. family is the number of words that are
    looked at together (Bonferroni; p.adjust there).

    >>> lrc([20, 6, 5], 1000, [4, 0, 0], 1000).round(3).tolist()
    [0.744, 0.236, 0.0]
    """
    low, high = _exact(x, n, y, m, level=level, family=family)
    return np.maximum(low, 0.0) + np.minimum(high, 0.0)


def log_odds(
    x: ArrayLike, n: ArrayLike, y: ArrayLike, m: ArrayLike, prior: ArrayLike, *, mass: ArrayLike | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return delta, the difference of log-odds under a Dirichlet prior, and z, delta over its standard error (Monroe et al. 2008).

    prior holds alpha_w, the hits that each word is given beforehand on either side (terms on the last axis); mass is alpha_0, their
    sum over the whole vocabulary, to be given where `prior` holds only some of its words. Equations 16 and 19 to 22 of the paper:
    the variance is taken as 1/(x + alpha_w) + 1/(y + alpha_w). A z beyond 1.96 either way is what the paper calls significant.
    Raises ValueError where a prior is not positive: a word without hit and without prior has no log-odds.
    """
    x, n, y, m = _sides(x, n, y, m)
    prior = np.asarray(prior, float)
    if not np.all(prior > 0):
        raise ValueError("every word needs a prior above 0")
    others = (_total(prior, x) if mass is None else np.asarray(mass, float)) - prior
    delta = _log_odds(x + prior, n - x + others) - _log_odds(y + prior, m - y + others)
    return delta, delta / np.sqrt(1 / (x + prior) + 1 / (y + prior))


def diff(x: ArrayLike, n: ArrayLike, y: ArrayLike, m: ArrayLike) -> np.ndarray:
    """Return %DIFF, by how many per cent the target's rate is above the reference's (Gabrielatos and Marchi 2012); -100 is never.

    Where the reference has no hit, half a hit stands for it (the paper's 1e-18 gives figures that only say "none there"), and the
    score is never below 0. Not symmetric: twice as often is 100, half as often is -50.

    >>> diff([4, 1, 0, 3, 0], 100, [2, 2, 2, 0, 0], 100).tolist()
    [100.0, -50.0, -100.0, 500.0, 0.0]
    """
    x, n, y, m = _sides(x, n, y, m)
    return _towards(_direction(x, n, y, m), 100 * (x * m / (np.maximum(y, HALF) * n) - 1))


def _tfidf(x: ArrayLike, n: ArrayLike, y: ArrayLike, m: ArrayLike, **given) -> np.ndarray:
    return tfidf(x, n, **given)  # the reference speaks through df


def _z_score(*sides: ArrayLike, **given) -> np.ndarray:
    return log_odds(*sides, **given)[1]


@dataclass(frozen=True)
class Measure:
    """A keyness measure for tables: `compute(x, n, y, m, **needs and takes)`, how to call it, its unit, and its key in references.bib."""

    compute: Callable
    label: str
    unit: str
    reference: str
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


MEASURES = {
    "tfidf": Measure(_tfidf, "TF-IDF", f"rate per {PER} words x ln(N/df)", "sparckjones1972", needs=("df", "N"), takes=("idf",)),
    "g2": Measure(g2, "G2", "signed log-likelihood", "dunning1993", takes=("cells",)),
    "log_ratio": Measure(log_ratio, "log ratio", "doublings of the rate", "hardie2014"),
    "lrc": Measure(lrc, "LRC", "doublings of the rate, at least", "evert2022", takes=("level", "family")),
    "log_odds": Measure(_z_score, "log-odds z", "standard errors", "monroe2008", needs=("prior",), takes=("mass",)),
    "diff": Measure(diff, "%DIFF", "% above the other's rate", "gabrielatos2012"),
}


def score(name: str, x: ArrayLike, n: ArrayLike, y: ArrayLike, m: ArrayLike, **given) -> np.ndarray:
    """Return the scores by the measure `name`; of `given` (df, N, prior, family ...) it takes what it needs and leaves the rest.

    So a loop over `MEASURES` may hand the same to all. Raises ValueError for an unknown measure and where one lacks what it needs.

    >>> {name: float(score(name, 4, 100, 1, 100, df=1, N=2, prior=1, mass=50).round(2)) for name in ("g2", "log_ratio", "log_odds")}
    {'g2': 1.93, 'log_ratio': 2.0, 'log_odds': 1.12}
    """
    if name not in MEASURES:
        raise ValueError(f"{name!r}: no such measure; there are {', '.join(MEASURES)}")
    measure = MEASURES[name]
    if missing := [need for need in measure.needs if given.get(need) is None]:
        raise ValueError(f"{measure.label} needs {' and '.join(missing)}")
    return measure.compute(x, n, y, m, **{key: given[key] for key in (*measure.needs, *measure.takes) if key in given})


def _sides(x: ArrayLike, n: ArrayLike, y: ArrayLike, m: ArrayLike) -> list[np.ndarray]:
    """Return the four as float arrays of one shape; where a side has no words, no hits in one word on both: nothing to compare."""
    sides = np.broadcast_arrays(*(np.asarray(side, float) for side in (x, n, y, m)))
    comparable = (sides[1] > 0) & (sides[3] > 0)
    return [np.where(comparable, side, empty) for side, empty in zip(sides, (0.0, 1.0, 0.0, 1.0), strict=True)]


def _direction(x: np.ndarray, n: np.ndarray, y: np.ndarray, m: np.ndarray) -> np.ndarray:
    """Return 1 where the target's rate is higher, -1 where lower, 0 where equal."""
    return np.sign(x * m - y * n)


def _towards(direction: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Return the value, or 0 where its sign is not that of the direction."""
    return direction * np.maximum(direction * value, 0.0) + 0.0  # + 0.0: no minus zero in a table


def _surprise(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Return O ln(O/E), which goes to 0 with O."""
    some = (observed > 0) & (expected > 0)
    return np.where(some, observed * np.log(np.where(some, observed, 1) / np.where(some, expected, 1)), 0.0)


def _total(prior: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Return the sum of the prior over the terms of x (its last axis), as an array that broadcasts against x."""
    spread = np.broadcast_to(prior, np.broadcast_shapes(prior.shape, x.shape, (1,)))
    return spread.sum(axis=-1, keepdims=True) if x.ndim or prior.ndim else prior


def _log_odds(hits: np.ndarray, rest: np.ndarray) -> np.ndarray:
    """Return the log-odds of the hits; half a word stands for the other words where there are none."""
    return np.log(hits) - np.log(np.where(rest > 0, rest, HALF))


def _exact(x: ArrayLike, n: ArrayLike, y: ArrayLike, m: ArrayLike, *, level: float, family: float) -> tuple[np.ndarray, np.ndarray]:
    """Return Clopper and Pearson's interval of x / (x + y) as log ratio of rates; without end where a count is under half a hit."""
    x, n, y, m = _sides(x, n, y, m)
    size = np.log2(m) - np.log2(n)
    return _lower(x, y, level, family) + size, size - _lower(y, x, level, family)


def _lower(hits: np.ndarray, others: np.ndarray, level: float, family: float) -> np.ndarray:
    """Return the lower Clopper-Pearson bound of the share of `hits`, as binary logarithm of its odds."""
    pairs, back = np.unique(hits + 1j * others, return_inverse=True)  # draws repeat few pairs of counts; the quantile is slow
    some = pairs.real >= HALF
    a, b = np.where(some, pairs.real, 1.0), pairs.imag + 1
    odds = special.betaincinv(a, b, _tail(level, family)) / special.betainccinv(b, a, _tail(level, family))
    return np.where(some, np.log2(odds), -np.inf)[back].reshape(hits.shape)


def _tail(level: float, family: float) -> float:
    return (1 - level) / 2 / family
