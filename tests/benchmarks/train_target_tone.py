"""Fit the model of tone toward a target and write data/codebooks/target-tone.npz: `python -m tests.benchmarks.train_target_tone`.

Data: `target_tone` (NewsMTSC, Hamborg and Donnay 2021, EACL; MIT licence). Linear support vectors, one class against the others, over the
views of `target.bags`; each view has length one and is weighed by the inverse document frequency of its features, which is then part of
the weights, as 8-bit figures in hashed buckets. Printed: macro-F1 in ten folds that never split a sentence, and that of the rules.
"""

import gzip
import json
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.metrics import f1_score
from sklearn.svm import LinearSVC

from analysis import paths
from analysis.annotate import target

SHARED = Path(__file__).resolve().parents[3] / "shared" / "benchmarks"
COST, LEAST, FOLDS = 0.04, 2, 10  # of the support vectors; records a bucket must be in; folds
CLASSES = np.array([-1, 0, 1])


def records() -> list[dict]:
    """Return the records of the benchmark."""
    with gzip.open(SHARED / "target_tone" / "data.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def views(sentences: list[target.Sentence]) -> list[sp.csr_matrix]:
    """Return one matrix of records x buckets per view, its rows of length one."""
    parts: dict[str, list] = {}
    for i, sentence in enumerate(sentences):
        for view, bag in target.bags(sentence).items():
            buckets, values = target.hashed(bag)
            parts.setdefault(view, []).append((np.full(len(buckets), i), buckets, values))
    shape = len(sentences), target.BUCKETS
    joined = [[np.concatenate(column) for column in zip(*rows, strict=True)] for rows in parts.values()]
    return [sp.csr_matrix((x, (i, j)), shape=shape) for i, j, x in joined]


def importance(view: sp.csr_matrix) -> np.ndarray:
    """Return the weight of each bucket of a view: inverse document frequency, evened out so that every view counts alike."""
    df = np.bincount(view.indices, minlength=view.shape[1])
    weight = np.where(df >= LEAST, np.log(view.shape[0] / (1 + df)), 0).clip(min=0)
    scaled = view @ sp.diags(weight)
    return weight / np.sqrt(scaled.multiply(scaled).sum() / view.shape[0])


def fit(views: list[sp.csr_matrix], figures: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the weights of the buckets (8-bit), their scale per class, the weights of the figures, and the intercept."""
    spread = 0.3 / figures.std(axis=0).clip(min=1e-6)
    parts, slots = [view @ sp.diags(importance(view)) for view in views], np.zeros((target.BUCKETS, 3))
    svm = LinearSVC(C=COST, tol=1e-2, random_state=0).fit(sp.hstack([*parts, figures * spread]).tocsr(), y)
    for i, view in enumerate(views):
        slots += (svm.coef_[:, i * target.BUCKETS : (i + 1) * target.BUCKETS] * importance(view)).T
    scale = np.abs(slots).max(axis=0) / 127
    return np.round(slots / scale).astype(np.int8), scale, (svm.coef_[:, -figures.shape[1] :] * spread).T, svm.intercept_


def predicted(model: tuple, views: list[sp.csr_matrix], figures: np.ndarray) -> np.ndarray:
    """Return the class of each record, as `target.tone` does."""
    weights, scale, numbers, intercept = model
    return CLASSES[(sum(views) @ (weights * scale) + figures @ numbers + intercept).argmax(axis=1)]


def main() -> None:
    """Cross-validate, print, fit to everything and write the model."""
    rows = records()
    y = np.array([r["polarity"] for r in rows])
    sentences = [target.around(r["text"], r["start"], r["end"]) for r in rows]
    bags, figures = views(sentences), np.array([target.figures(s) for s in sentences])
    texts = np.unique([r["text"] for r in rows], return_inverse=True)[1]
    fold = np.random.default_rng(0).integers(0, FOLDS, texts.max() + 1)[texts]
    found = np.zeros(len(y), int)
    for k in range(FOLDS):
        out = fold == k
        found[out] = predicted(fit([v[~out] for v in bags], figures[~out], y[~out]), [v[out] for v in bags], figures[out])
    rules = [target.sign(target.rules(r["text"], r["start"], r["end"])) for r in rows]
    print(f"macro-F1: model {f1_score(y, found, average='macro'):.3f}, rules {f1_score(y, rules, average='macro'):.3f}")
    weights, scale, numbers, intercept = fit(bags, figures, y)
    np.savez_compressed(paths.codebooks() / "target-tone.npz", weights=weights, scale=scale, figures=numbers, intercept=intercept)


if __name__ == "__main__":
    main()
