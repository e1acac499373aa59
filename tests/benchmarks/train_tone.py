"""Fit the weights of the trained tone scorer and write data/codebooks/trained-tone.csv: `python -m tests.benchmarks.train_tone`.

Data: the sentences of `tone` (VADER's New York Times editorial snippets, mean of twenty raters, MIT) and, at a tenth of the weight,
those of `target_tone` (NewsMTSC, MIT-style; mean polarity toward the persons in a sentence, with an intercept of its own). The weights are
of named features and of single words met in at least four sentences. Printed: Pearson r in ten folds that never split an article.
"""

import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import Ridge

from analysis import paths
from analysis.annotate import tone

SHARED = Path(__file__).resolve().parents[3] / "shared" / "benchmarks"
PENALTY, RARE, SIDE, SHRINK = 20, 4, 0.1, 0.3  # ridge; sentences a word must be in; weight and scale of the second set
HEAD = """# Weights of the trained tone scorer: named features in brackets, then single words. A sentence's score is the sum, -1 to 1.
# Made by tests/benchmarks/train_tone.py from the VADER New York Times editorial snippets (Hutto and Gilbert 2014; MIT licence) and
# NewsMTSC (Hamborg and Donnay 2021; MIT licence). Never edited by hand.
word,value
"""


def records(name: str) -> list[dict]:
    """Return the records of one benchmark."""
    with gzip.open(SHARED / name / "data.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def fit(found: list, y: np.ndarray, own: np.ndarray) -> dict[str, float]:
    """Return the weights; `found` are the features of each sentence, `own` says which belong to the first set."""
    counts = Counter(word for _, words in found for word in words)
    known = {word: i for i, word in enumerate(sorted(w for w, n in counts.items() if n >= RARE))}
    places = [(i, known[word]) for i, (_, words) in enumerate(found) for word in words if word in known]
    bags = sp.csr_matrix((np.ones(len(places)), tuple(zip(*places, strict=True))), shape=(len(found), len(known)))
    numbers = np.array([numbers[:-1] for numbers, _ in found])
    design = sp.hstack([numbers, ~own[:, None], bags]).tocsr()
    ridge = Ridge(alpha=PENALTY).fit(design, y, sample_weight=np.where(own, 1, SIDE))
    named = dict(zip(tone.FEATURES, [*ridge.coef_[: numbers.shape[1]], ridge.intercept_], strict=True))
    return named | dict(zip(known, ridge.coef_[numbers.shape[1] + 1 :], strict=True))


def predicted(weights: dict[str, float], found: list) -> np.ndarray:
    """Return the scores of sentences given by their features."""
    sums = ([weights[k] * x for k, x in zip(tone.FEATURES, n, strict=True)] + [weights.get(w, 0) for w in ws] for n, ws in found)
    return np.array([sum(s) for s in sums])


def by_article(values: np.ndarray, articles: np.ndarray) -> np.ndarray:
    """Return the mean of each article."""
    return np.bincount(articles, values) / np.bincount(articles)


def main() -> None:
    """Cross-validate, print, fit to everything and write the weights."""
    rated, side = records("tone"), defaultdict(list)
    for record in records("target_tone"):
        side[record["text"]].append(record["polarity"])
    found = [tone.features(r["text"]) for r in rated] + [tone.features(text) for text in side]
    y = np.array([r["score"] / 4 for r in rated] + [SHRINK * np.mean(p) for p in side.values()])
    own = np.arange(len(y)) < len(rated)
    articles = np.unique([r["article"] for r in rated], return_inverse=True)[1]
    fold = np.r_[np.random.default_rng(1).integers(0, 10, articles.max() + 1)[articles], np.full(len(side), -1)]
    scores = np.zeros(len(rated))
    for k in range(10):
        weights = fit([f for f, out in zip(found, fold == k, strict=True) if not out], y[fold != k], own[fold != k])
        scores[fold[own] == k] = predicted(weights, [f for f, out in zip(found, fold == k, strict=True) if out])
    truth = y[own]
    pairs = (scores, truth), (by_article(scores, articles), by_article(truth, articles))
    print("Pearson r by sentence, by article:", *(f"{np.corrcoef(a, b)[0, 1]:.3f}" for a, b in pairs))
    rows = [f"{name},{value:.5f}\n" for name, value in fit(found, y, own).items()]
    (paths.codebooks() / "trained-tone.csv").write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
