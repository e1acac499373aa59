"""Whether a word runs through a text or sits in one corner of it: dispersion over parts (sentences, articles).

A keyword whose hits all lie in one paragraph marks the paragraph, not the outlet; keyness cannot see that, for it adds the parts up.
Counts come as parts x terms (or as the parts of one term), `sizes` are the words of each part. Parts without words say nothing and
are left out. A word without hits is spread over nothing: it gets the worst value. With one part nothing can be uneven: it gets the
best. No value is NaN.
"""

import numpy as np
from numpy.typing import ArrayLike


def juilland(counts: ArrayLike, sizes: ArrayLike) -> np.ndarray:
    """Return Juilland's D of each term: 1 when every part has the same rate, 0 when one part has all hits.

    1 - V / sqrt(parts - 1), V the variation coefficient (population standard deviation over mean) of the rates of the parts, the
    variant for parts of unequal size (Juilland, Brodin and Davidovitch 1970; Gries 2008). Over many short parts it is near 1 for all.

    >>> juilland([[1], [2], [3], [4], [5]], [9, 10, 10, 10, 11]).round(3).tolist()
    [0.785]
    """
    counts, sizes = _parts(counts, sizes)
    rates = counts / sizes
    total = rates.sum(axis=0)
    variation = rates.std(axis=0) * len(sizes) / np.where(total > 0, total, 1) if len(sizes) else total
    return np.where(total > 0, np.clip(1 - variation / np.sqrt(max(len(sizes) - 1, 1)), 0, 1), 0.0)


def dp(counts: ArrayLike, sizes: ArrayLike) -> np.ndarray:
    """Return Gries's deviation of proportions DP of each term: 0 when its hits are spread as the words are, towards 1 when clumped.

    Half the sum over parts of |share of the hits - share of the words| (Gries 2008): the share of hits that would have to move.

    >>> dp([[1], [2], [3], [4], [5]], [9, 10, 10, 10, 11]).round(3).tolist()
    [0.18]
    """
    counts, sizes = _parts(counts, sizes)
    total = counts.sum(axis=0)
    shares = counts / np.where(total > 0, total, 1)
    return np.where(total > 0, np.abs(shares - sizes / sizes.sum()).sum(axis=0) / 2, 1.0)


def dp_norm(counts: ArrayLike, sizes: ArrayLike) -> np.ndarray:
    """Return DP over its greatest possible value, 1 - the share of the smallest part (Lijffijt and Gries 2012): 0 even, 1 clumped.

    >>> dp_norm([[1], [2], [3], [4], [5]], [9, 10, 10, 10, 11]).round(3).tolist()
    [0.22]
    """
    found, used = _parts(counts, sizes)
    most = 1 - used.min() / used.sum() if len(used) > 1 else 1.0
    return np.where(found.sum(axis=0) > 0, np.clip(dp(counts, sizes) / most, 0, 1), 1.0)


def two_units(counts: ArrayLike) -> np.ndarray:
    """Return whether all hits of a term lie in one or two parts (False where it has none): the flag that a word is a local matter.

    >>> two_units([[7, 1, 0], [0, 1, 0], [1, 1, 0]]).tolist()
    [True, False, False]
    """
    parts = (np.asarray(counts) > 0).sum(axis=0)
    return (parts > 0) & (parts <= 2)


def _parts(counts: ArrayLike, sizes: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return counts and sizes as floats, of the parts that have words; the sizes stand as a column beside the terms."""
    counts, sizes = np.asarray(counts, float), np.asarray(sizes, float)
    used = sizes > 0
    return counts[used], sizes[used].reshape(-1, *(1,) * (counts.ndim - 1))
