"""How right the tool is, measured against people: precision, recall, F1 and alpha per frame, for all sentences and not only the coded.

Precision is the share of the tool's yes that people confirm, recall (sensitivity) the share of people's yes that the tool finds. Each coded
sentence counts as often as it stands for others (weight), so that the numbers hold for the articles and not for the sample. And
whether the tool errs alike on all sides: where it does not, a difference between sides may be nothing but a difference in error.
"""

import numpy as np
import pandas as pd
from scipy.stats import beta

from analysis import reliability

Z = 1.959964
DRAWS = 2000
MEASURES = ("precision", "recall", "specificity", "F1", "alpha")


def wilson(p, n) -> tuple:
    """Return the 95 % interval of a share of effectively `n` units (Wilson 1927); numbers, or arrays of them.

    >>> [float(round(x, 3)) for x in wilson(0.0, 10)]
    [0.0, 0.278]
    """
    middle, half = (p + Z * Z / 2 / n) / (1 + Z * Z / n), Z / (1 + Z * Z / n) * (p * (1 - p) / n + Z * Z / 4 / n / n) ** 0.5
    return np.maximum(0.0, middle - half), np.minimum(1.0, middle + half)


def jeffreys(p, n, *, size, drawn) -> tuple:
    """Return the 95 % interval of a share by Jeffreys' prior (Brown, Cai and DasGupta 2001), `drawn` without replacement out of `size`.

    It is worth `n` equally weighted units; when all of the population is drawn the interval is the share itself. Near 0 and 1 it is
    narrower than Wilson's, which makes sums of several shares too wide. Numbers, or arrays of them.

    >>> [float(round(x, 3)) for x in jeffreys(0.0, 10, size=1000, drawn=10)]
    [0.0, 0.216]
    """
    left = (np.asarray(size, float) - drawn) / np.maximum(np.asarray(size) - 1, 1)
    n = n / np.maximum(left, 1e-9)
    low, high = beta.ppf(0.025, p * n + 0.5, n - p * n + 0.5), beta.ppf(0.975, p * n + 0.5, n - p * n + 0.5)
    low, high = np.where((left <= 0) | (p <= 0), p, low), np.where((left <= 0) | (p >= 1), p, high)
    return np.minimum(low, p), np.maximum(high, p)


def weighted(values: pd.Series, weight: pd.Series) -> tuple[float, float]:
    """Return the weighted mean and the effective number of units (Kish 1965)."""
    return float(np.average(values, weights=weight)), float(weight.sum() ** 2 / (weight**2).sum())


def table(compared: pd.DataFrame, *, seed: int = 1, story: str = "") -> pd.DataFrame:
    """Return precision, recall, specificity, F1 and alpha of the tool per frame: a tidy table with `note`, the reason for an empty value.

    `compared` comes from `coding`. Intervals: Wilson for shares, bootstrap within strata for F1 and alpha. `n` is the number of coded
    sentences a measure rests on: for precision those to which the tool says yes, for recall those to which people do.
    """
    columns = ["story", "frame", "measure", "value", "low", "high", "n", "unit", "scope", "note"]
    rows = [row for frame, own in compared.groupby("frame", sort=False) for row in one_frame(frame, own, seed)]
    scope = f"{compared.unit.nunique()} sentences drawn at random and coded, weighted to stand for all of these articles; intervals 95 %"
    return pd.DataFrame(rows).assign(story=story, unit="share", scope=scope)[columns] if rows else pd.DataFrame(columns=columns)


def one_frame(frame: str, own: pd.DataFrame, seed: int) -> list[dict]:
    """Return the rows of one frame."""
    shares = {
        "precision": (own[own.tool == 1], "human", 1, "the tool never says yes among the coded sentences"),
        "recall": (own[own.human == 1], "tool", 1, "people never say yes: the frame does not occur among the coded sentences"),
        "specificity": (own[own.human == 0], "tool", 0, "people never say no"),
    }
    rows = []
    for measure, (base, column, answer, reason) in shares.items():
        p, n = weighted(base[column] == answer, base.weight) if len(base) else (np.nan, 0)
        low, high = wilson(p, n) if n else (np.nan, np.nan)
        rows.append({"measure": measure, "value": p, "low": low, "high": high, "n": len(base), "note": "" if n else reason})
    return [{"frame": frame} | row for row in rows + resampled(own, seed)]


def resampled(own: pd.DataFrame, seed: int) -> list[dict]:
    """Return the rows F1 and alpha of one frame, with bootstrap intervals (sentences drawn anew within strata)."""
    cells = (own.tool * 2 + own.human).to_numpy()[:, None] == [3, 2, 1, 0]  # hits, false alarms, missed, neither
    rng = np.random.default_rng(seed)
    weights = np.zeros((DRAWS, len(own)))
    for place in own.reset_index(drop=True).groupby("stratum").groups.values():
        weights[:, place] = rng.multinomial(len(place), np.full(len(place), 1 / len(place)), size=DRAWS)
    weight = own.weight.to_numpy()
    drawn, whole = (weights * weight) @ cells, weight @ cells
    rows = []
    for measure, score in (("F1", f1), ("alpha", alpha)):
        value, spread = float(score(whole, len(own))), score(drawn, len(own))
        told = np.isfinite(value)
        low, high = np.nanpercentile(spread, (2.5, 97.5)) if told and value < 1 else (np.nan, np.nan)
        reason = "" if told else "all answers are the same" if whole[:3].any() else "the frame never occurs, for people or the tool"
        reason = reliability.UNANIMOUS if value == 1 else reason
        rows.append({"measure": measure, "value": value, "low": low, "high": high, "n": len(own), "note": reason})
    return rows


def f1(cells: np.ndarray, n: int) -> np.ndarray:
    """Return F1 of (hits, false alarms, missed, neither) in the last axis."""
    hit, false, missed, _ = np.moveaxis(cells, -1, 0)
    with np.errstate(invalid="ignore"):
        return 2 * hit / (2 * hit + false + missed)


def alpha(cells: np.ndarray, n: int) -> np.ndarray:
    """Return Krippendorff's alpha of two raters from weighted cells over `n` units (`reliability` for any number, without weights).

    >>> float(alpha(np.array([2.0, 1, 1, 4]), 8).round(4))
    0.5
    """
    hit, false, missed, none = np.moveaxis(cells / cells.sum(-1, keepdims=True), -1, 0)
    yes = hit + (false + missed) / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        return 1 - (false + missed) / (2 * yes * (1 - yes) * 2 * n / (2 * n - 1))


def equal_errors(compared: pd.DataFrame, *, by: str = "outlet", seed: int = 1) -> pd.DataFrame:
    """Test whether sensitivity and specificity are the same on all sides: frame, rate, lowest, highest (rates), p, n, note.

    Permutation of the sides among the sentences that people call yes (for sensitivity; no for specificity), statistic chi-square. A
    high p does not show that rates are equal: few coded sentences hide large differences, so no correction leans on it.
    """
    rows = []
    for frame, own in compared.groupby("frame", sort=False):
        by_tool = own.stratum.nunique() > own[by].nunique() and own.groupby("stratum").tool.nunique().max() == 1
        for rate, answer in (("sensitivity", 1), ("specificity", 0)):
            kind = own[own.human == answer]
            p, note = (np.nan, "the tool's answer decided the draw") if by_tool else permuted(kind.tool, kind[by], seed)
            rates = kind.tool.eq(answer).groupby(kind[by], observed=True).mean()
            ends = (rates.min(), rates.max()) if len(rates) and not by_tool else (np.nan, np.nan)
            rows.append({"frame": frame, "rate": rate, "lowest": ends[0], "highest": ends[1], "p": p, "n": len(kind), "note": note})
    return pd.DataFrame(rows, columns=["frame", "rate", "lowest", "highest", "p", "n", "note"])


def permuted(answers: pd.Series, sides: pd.Series, seed: int) -> tuple[float, str]:
    """Return the permutation p value of equal shares of yes over the sides, or the reason why there is none."""
    sizes = sides.value_counts()
    sizes = sizes[sizes > 0].to_numpy()
    yes, n = int(answers.sum()), len(answers)
    if len(sizes) < 2 or yes in (0, n):
        return np.nan, "fewer than two sides, or no answer differs"
    drawn = np.random.default_rng(seed).multivariate_hypergeometric(sizes, yes, size=DRAWS)
    expected = sizes * yes / n
    seen = answers.groupby(sides, observed=True).sum().reindex(sides.value_counts().index)[lambda s: s.notna()].to_numpy()
    statistic = lambda counts: ((counts - expected) ** 2 / expected).sum(-1)  # noqa: E731
    return float((1 + (statistic(drawn) >= statistic(seen) - 1e-9).sum()) / (1 + DRAWS)), ""
