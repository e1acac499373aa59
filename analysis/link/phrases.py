"""Which two words of a story belong together as one phrase: collocations, by their log-likelihood (Dunning 1993).

"North Korea" or "heavy water" is one choice of words, not two. A phrase is a pair of content words that stand side by side at least
three times and far more often than their own frequencies would bring about. Phrases never overlap: where two would
share a word, the stronger one stands. So nothing longer than two words can be put together from them.
"""

import numpy as np
import pandas as pd
from nltk.metrics import BigramAssocMeasures

LEAST = 3  # times that two words stand side by side
STRONG = 10.83  # log-likelihood of a chance of one in a thousand (chi squared, one degree of freedom)


def phrases(words: pd.DataFrame) -> np.ndarray:
    """Return for each row of `words` whether it begins a phrase with the row after it.

    `words` are all tokens in the order of the text: code (of the term), content, and joined: whether the next row stands
    beside it, with nothing but a space or hyphen between.
    """
    content, code = words.content.to_numpy(), words.code.to_numpy()
    pairs = np.flatnonzero(words.joined.to_numpy()[:-1] & content[:-1] & content[1:]) if len(words) else np.array([], dtype=int)
    strength = np.zeros(len(words) + 1)
    strength[pairs] = strengths(code[pairs], code[pairs + 1], np.bincount(code, minlength=1), len(words))
    beside = np.maximum(np.concatenate([[0], strength[:-2]]), strength[1:])  # of the pairs that would share a word
    return (strength[:-1] >= STRONG) & (strength[:-1] > beside)


def strengths(first: np.ndarray, second: np.ndarray, uses: np.ndarray, total: int) -> np.ndarray:
    """Return the log-likelihood of each pair of codes, 0 where it is rarer than `LEAST` or than chance; `uses` counts each code."""
    pairs, at, n = np.unique(np.stack([first, second]), axis=1, return_inverse=True, return_counts=True)
    scores = np.zeros(len(n))
    for i in np.flatnonzero(n >= LEAST):
        a, b = uses[pairs[:, i]]
        if n[i] * total > a * b:
            scores[i] = BigramAssocMeasures.likelihood_ratio(int(n[i]), (int(a), int(b)), total)
    return scores[np.ravel(at)] + np.arange(len(first)) * -1e-9  # of two equals the earlier stands
