"""How often a frame occurs, corrected for the tool's mistakes, beside the share that the tool reports.

A tool that misses and invents biases every share it counts, and more sentences do not help. Two corrections, both from the coded sample:

- design-based: among the sentences to which the tool says yes, and among those to which it says no, the weighted share that people call
  yes, each counted as often as the tool says it. This is the difference estimator (mean of the tool over all sentences plus the
  weighted mean of human minus tool) with the tool's answer as it predicts best: Särndal, Swensson and Wretman (1992), prediction-powered
  inference (Angelopoulos et al. 2023). It needs no assumption on the errors. Interval: Jeffreys', for the effective number of
  sentences and the finite population, of the two shares, put together by MOVER (Zou and Donner 2008).
- Rogan-Gladen (1978): (share + specificity - 1) / (sensitivity + specificity - 1). Interval: the shares that a test of Fieller's kind does
  not reject, with an answer of each kind added to both error rates (Lang and Reiczigel 2014).

Error rates are never borrowed from one side for another: a test of equal rates does not find the differences that would matter (with 40
sentences each, rates borrowed after such a test covered the truth in a third of the draws). Each side is corrected by its own, or
refused with the reason; sides together are weighted by inclusion probability. The interval holds the draw of the sentences to be coded.
"""

import numpy as np
import pandas as pd

from analysis import validity
from analysis.validity import Z, jeffreys, wilson

LEAST = 5  # coded sentences below which a side is not corrected
FEW = 8  # sentences that people call yes, and that they call no, below which an error rate is not used
ALL = "all"
COLUMNS = ("frame", "method", "measure", "value", "low", "high", "n", "unit", "scope", "note", "supported")
EMPTY = (np.nan, np.nan, np.nan)


def table(compared: pd.DataFrame, population: pd.DataFrame, *, by: str = "outlet", story: str = "") -> pd.DataFrame:
    """Return raw, design-based and Rogan-Gladen share of every frame, for all sentences and by side: a tidy table.

    Keys: `by` (with `all`), frame, method; `n` is the number of coded sentences behind a row (all sentences for raw); `note` says why
    there is no number, `supported` is False there. `compared` and `population` come from `coding`.
    """
    if compared.empty:
        return pd.DataFrame(columns=["story", by, *COLUMNS])
    compared, population = (rows.assign(**{by: named(rows[by], by)}) for rows in (compared, population))
    sides = [ALL, *dict.fromkeys(population[by])]
    rows = [
        {by: side, "frame": frame} | row
        for frame in dict.fromkeys(population.frame)
        for side in sides
        for row in methods(*(t[(t.frame == frame) & ((t[by] == side) | (side == ALL))] for t in (compared, population)))
    ]
    unit = "share of sentences"
    found = pd.DataFrame(rows).assign(story=story, measure=unit, unit=unit, scope=scope(compared, population))
    found[by] = pd.Categorical(found[by], categories=[*sides[1:], ALL], ordered=True)
    found["supported"] = found.value.notna()
    return found[["story", by, *COLUMNS]]


def named(sides: pd.Series, by: str) -> pd.Series:
    """Return the sides as text; one that is called as all of them together are says what it is.

    >>> list(named(pd.Series(["north", "all"]), "outlet"))
    ['north', 'all (outlet)']
    """
    return sides.astype("str").replace(ALL, f"{ALL} ({by})")


def scope(compared: pd.DataFrame, population: pd.DataFrame) -> str:
    """Return the sentence that says what the shares hold for."""
    n, size = compared.unit.nunique(), int(population[population.frame == population.frame.iloc[0]].n.sum())
    return (
        f"The {size} sentences of these articles, {n} of them drawn at random and coded: intervals (95 %) of the corrected shares say how "
        "far they hang on that draw; those of the raw share know nothing of the tool's mistakes."
    )


def methods(coded: pd.DataFrame, counts: pd.DataFrame) -> list[dict]:
    """Return the three rows of one frame and side. `coded`: weight, stratum, human, tool; `counts`: yes and n of the population."""
    yes, n = int(counts.yes.sum()), int(counts.n.sum())
    raw = (yes / n, *wilson(yes / n, n)), n, ""
    pairs = {"raw": raw, "design-based": design_based(coded, yes, n), "Rogan-Gladen": rogan_gladen(coded, yes, n)}
    return [dict(zip(("value", "low", "high"), v, strict=True)) | {"method": m, "n": k, "note": note} for m, (v, k, note) in pairs.items()]


def design_based(coded: pd.DataFrame, yes: int, n: int) -> tuple[tuple, int, str]:
    """Return (value, low, high), the number of coded sentences, and the reason where there is no number.

    `yes` of the `n` sentences are those to which the tool says yes. When all sentences are coded the value is the share that people find.
    """
    if len(coded) < LEAST:
        return EMPTY, len(coded), f"only {len(coded)} coded here: code at least {LEAST}"
    found = []
    for answer, size in ((1, yes), (0, n - yes)):
        own = coded[coded.tool == answer]
        if size and own.empty:
            said = "yes" if answer else "no"
            return EMPTY, len(coded), f"the tool says {said} to {size} sentences here and none of them is coded: draw with rare= this frame"
        found += [(*validity.weighted(own.human, own.weight), size, len(own))] if size else []
    value, low, high = (float(x) for x in mover(*np.array(found).T))
    note = "" if value else "never found: the upper limit says how common it may be and yet be missed"
    return (value, low, high), len(coded), note


def mover(p: np.ndarray, effective: np.ndarray, size: np.ndarray, drawn: np.ndarray) -> tuple:
    """Return value, low, high of shares `p` put together by the `size` of their parts, which stand in the last axis.

    Each share rests on `drawn` sentences, worth `effective` equally weighted ones.
    """
    part = size / size.sum(-1, keepdims=True)
    low, high = jeffreys(p, effective, size=size, drawn=drawn)
    value = (part * p).sum(-1)
    down, up = (((part * (edge - p)) ** 2).sum(-1) ** 0.5 for edge in (low, high))
    return value, np.maximum(0.0, value - down), np.minimum(1.0, value + up)


def rogan_gladen(coded: pd.DataFrame, yes: int, n: int) -> tuple[tuple, int, str]:
    """Return (value, low, high), the number of coded sentences, and the reason where there is no number.

    Refused with few answers of a kind, when sensitivity and specificity add to no more than one (or may, by their interval), and where the
    tool's answer decided the draw: there both corrections are the same.
    """
    refused = lambda reason: (EMPTY, len(coded), reason)  # noqa: E731
    if coded.stratum.nunique() > 1 and coded.tool.nunique() > 1 and coded.groupby("stratum").tool.nunique().max() == 1:
        return refused("the tool's answer decided the draw: see design-based, which is the same here")
    kinds = coded[coded.human == 1], coded[coded.human == 0]
    if few := [f"{len(k)} {word}" for k, word in zip(kinds, ("yes", "no"), strict=True) if len(k) < FEW]:
        return refused(f"people said {' and '.join(few)} here: error rates need at least {FEW} of each")
    (found, n1), (false, n0) = (validity.weighted(k.tool, k.weight) for k in kinds)
    if found <= false:
        return refused(f"sensitivity {found:.2f} and specificity {1 - false:.2f} add to no more than one: the tool tells nothing here")
    value = (yes / n - false) / (found - false)
    low, high = (float(edge) for edge in fieller(yes / n, n, found, n1, false, n0))
    if np.isnan(low):
        return refused("sensitivity and specificity may add to no more than one: code more sentences")
    note = "" if 0 <= value <= 1 else "cut to a share: the uncorrected value lies outside"
    return (float(np.clip(value, 0, 1)), low, high), len(coded), note


def fieller(share, n, found, n1, false, n0) -> tuple:
    """Return the lowest and highest p for which share = p x found + (1 - p) x false is not rejected; NaN where nothing can be excluded.

    `found` is the sensitivity from effectively `n1` sentences, `false` the rate of false alarms from `n0`; numbers or arrays.
    Variance at p: p^2 v1 / n1 + (1 - p)^2 v0 / n0, less what is known because the coded sentences are part of the n that are counted.
    """
    v1, v0 = (r * (1 - r) for r in ((found * n1 + 1) / (n1 + 2), (false * n0 + 1) / (n0 + 2)))
    slope, rest, z = found - false, share - false, Z**2
    n1, n0 = n1 + 2, n0 + 2
    a = slope**2 - z * (v1 / n1 + v0 / n0)
    b = -2 * rest * slope + z * (2 * v0 / n0 + (v1 - v0) / n)
    c = rest**2 - z * (v0 / n0 - v0 / n)
    with np.errstate(invalid="ignore", divide="ignore"):
        root = np.where((slope > 0) & (a > 0), b * b - 4 * a * c, np.nan) ** 0.5
        return np.clip((-b - root) / (2 * a), 0, 1), np.clip((-b + root) / (2 * a), 0, 1)
