"""Fit the model of tone toward a target and write data/codebooks/target-*.npz: `python -m tests.benchmarks.train_target_tone [SEED ...]`.

Data: `target_tone` (NewsMTSC, Hamborg and Donnay 2021, EACL; MIT licence) and, without labels, the articles of `load` that share no
sentence with it (Article-Bias-Prediction, Baly et al. 2020; Apache-2.0). Linear support vectors, one class against the others, over the
views of `target.views`, in two ways: each feature for itself, weighed by its inverse document frequency, and three views of single words
through word vectors (SVD of positive pointwise mutual information, Levy et al. 2015), which let words that keep the same company
share a weight. Both are linear in the features, so they sum up to one weight a feature: 8-bit figures under hashed keys. Printed for each
SEED: macro-F1 in five folds that never split a sentence, then that of the rules.
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from zlib import crc32

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import svds
from sklearn.metrics import f1_score
from sklearn.svm import LinearSVC

from analysis import paths
from analysis.annotate import _target_views as seen
from analysis.annotate import target
from analysis.annotate.tone import STRAIGHT

SHARED = Path(__file__).resolve().parents[3] / "shared" / "benchmarks"
COST, LEAST, FOLDS = 0.02, 2, 5  # of the support vectors; records a feature must be in; folds
WINDOW, DIMENSIONS, RARE, SHARE, PASSAGE = 5, 100, 5, 0.7, 50  # words aside; of the vectors; times a word is met; size of a smooth view; words
SMOOTH = {"word": ("w",), "fading": ("f",), "sides": ("sL", "sR")}  # view -> beginnings of its features
CLASSES = np.array([-1, 0, 1])


def records(name: str = "target_tone") -> list[dict]:
    """Return the records of a benchmark."""
    with gzip.open(SHARED / name / "data.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


# what unlabelled articles teach: which words are common, which keep the same company #


def articles(rows: list[dict]) -> list[list[str]]:
    """Return the tokens of each unlabelled article that shares no sentence with `rows`."""
    labelled = {r["text"].translate(STRAIGHT)[:60] for r in rows}
    texts = [r["text"].translate(STRAIGHT) for r in records("load")]
    return [target.TOKEN.findall(text) for text in texts if not any(start in text for start in labelled)]


def common(texts: list[list[str]]) -> np.ndarray:
    """Return the CRC-32 of the words met small three times or more, and not much more often with a capital within a sentence."""
    small = Counter(word for text in texts for word in text if word[0].islower())
    pairs = (pair for text in texts for pair in zip(text, text[1:], strict=False))
    large = Counter(word.lower() for before, word in pairs if word[0].isupper() and before not in '."')
    return np.array(sorted(crc32(w.encode()) for w, n in small.items() if n >= 3 and n >= 0.3 * large[w]), np.uint32)


def vectors(texts: list[list[str]]) -> dict[str, np.ndarray]:
    """Return word -> vector of length one, times the inverse frequency of the word in passages."""
    read = [[target.blanked(word, before) for before, word in zip([".", *text], text, strict=False)] for text in texts]
    passages = [set(text[i : i + PASSAGE]) for text in read for i in range(0, len(text), PASSAGE)]
    counts, df = Counter(w for text in read for w in text), Counter(w for passage in passages for w in passage)
    known = {w: i for i, (w, n) in enumerate(counts.most_common()) if n >= RARE}
    places = np.concatenate([[*(known.get(w, -1) for w in text), *[-1] * WINDOW] for text in read])
    left, sizes, _ = svds(informative(beside(places, len(known))), k=DIMENSIONS, random_state=0)
    found = left * np.sqrt(sizes)
    found /= np.linalg.norm(found, axis=1, keepdims=True).clip(1e-9)
    return {w: found[i] * max(0.0, np.log(len(passages) / (1 + df[w]))) for w, i in known.items() if w.isalpha()}


def beside(places: np.ndarray, size: int) -> sp.coo_matrix:
    """Return how often words stand beside each other, each time over their distance; -1 is no word."""
    total = sp.csr_matrix((size, size))
    for d in range(1, WINDOW + 1):
        a, b = places[:-d], places[d:]
        both = (a >= 0) & (b >= 0)
        one = sp.csr_matrix((np.full(both.sum(), 1 / d), (a[both], b[both])), shape=(size, size))
        total = total + one + one.T
    return total.tocoo()


def informative(counts: sp.coo_matrix) -> sp.csr_matrix:
    """Return the positive pointwise mutual information, contexts smoothed by the power .75."""
    rows = np.asarray(counts.sum(axis=1)).ravel()
    contexts = rows**0.75 / (rows**0.75).sum()
    values = np.log(counts.data / (rows[counts.row] * contexts[counts.col])).clip(min=0)
    return sp.csr_matrix((values, (counts.row, counts.col)), shape=counts.shape)


def smoother(vectors: dict[str, np.ndarray], beginnings: tuple[str, ...], keys: np.ndarray) -> sp.csr_matrix:
    """Return keys x dimensions: the vector of the word in each feature, apart for each beginning."""
    table, blocks = sp.csr_matrix(np.array(list(vectors.values()))), []
    for beginning in beginnings:
        rows = keys.searchsorted([seen.key(f"{beginning} {word}") for word in vectors])
        blocks.append(sp.csr_matrix((np.ones(len(rows)), (rows, range(len(rows)))), shape=(len(keys), len(rows))) @ table)
    return sp.hstack(blocks).tocsr()


# the model #


def hashes(sentences: list[target.Sentence]) -> dict[str, list[np.ndarray]]:
    """Return record, key and value of every feature, per view."""
    views = target.views(sentences, target.table(sentences))
    record, view, keys, values = seen.hashed(views)
    return {name: [column[view == i] for column in (record, keys, values)] for i, name in enumerate(views)}


def kept(hashes: dict[str, list[np.ndarray]], vectors: dict[str, np.ndarray]) -> np.ndarray:
    """Return the keys, ascending, that may get a weight: of the features met often enough, and of those that the word vectors know."""
    met, times = np.unique(np.concatenate([found for _, found, _ in hashes.values()]), return_counts=True)
    known = [seen.key(f"{beginning} {word}") for group in SMOOTH.values() for beginning in group for word in vectors]
    return np.union1d(met[times >= LEAST], np.array(known, np.uint32))


def matrix(hashed: list[np.ndarray], keys: np.ndarray, size: int) -> sp.csr_matrix:
    """Return the matrix of `size` records x keys of a view."""
    record, found, values = hashed
    columns = keys.searchsorted(found).clip(max=len(keys) - 1)
    known = keys[columns] == found
    return sp.csr_matrix((values[known], (record[known], columns[known])), shape=(size, len(keys)))


def importance(view: sp.csr_matrix) -> sp.csr_matrix:
    """Return the weight of each feature of a view: inverse document frequency, evened out so that every view counts alike."""
    df = np.bincount(view.indices, minlength=view.shape[1])
    weight = np.where(df >= LEAST, np.log(view.shape[0] / (1 + df)), 0).clip(min=0)
    return even(view, sp.diags(weight).tocsr(), 1)


def even(view: sp.csr_matrix, change: sp.csr_matrix, size: float) -> sp.csr_matrix:
    """Return `change` scaled so that the rows of `view @ change` have the mean square `size` squared."""
    changed = view @ change
    return change * (size / np.sqrt(changed.multiply(changed).sum() / view.shape[0]))


def fit(views: dict[str, sp.csr_matrix], smooth: dict[str, sp.csr_matrix], figures: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return the weights of the keys (8-bit), their scale per class, the weights of the figures, and the intercept."""
    middle, spread = figures.mean(axis=0), 0.3 / figures.std(axis=0).clip(min=1e-6)
    changes = [(views[view], importance(views[view])) for view in views]
    changes += [(views[view], even(views[view], change, SHARE)) for view, change in smooth.items()]
    design = sp.hstack([*(view @ change for view, change in changes), sp.csr_matrix((figures - middle) * spread)]).tocsr()
    svm = LinearSVC(C=COST, tol=1e-2, random_state=0).fit(design, y)
    edges = np.cumsum([0, *(change.shape[1] for _, change in changes)])
    slots = sum(change @ svm.coef_[:, a:b].T for (_, change), a, b in zip(changes, edges[:-1], edges[1:], strict=True))
    scale = np.abs(slots).max(axis=0) / 127
    numbers = (svm.coef_[:, edges[-1] :] * spread).T
    return np.round(slots / scale).astype(np.int8), scale, numbers, svm.intercept_ - middle @ numbers


def predicted(model: tuple, views: dict[str, sp.csr_matrix], figures: np.ndarray) -> np.ndarray:
    """Return the class of each record, as `target.tone` does."""
    weights, scale, numbers, intercept = model
    return CLASSES[(sum(views.values()) @ (weights * scale) + figures @ numbers + intercept).argmax(axis=1)]


def unseen(seed: int, texts: np.ndarray, data: tuple) -> np.ndarray:
    """Return the class of each record by a model that has not met its sentence (`texts`: number of the sentence of each record)."""
    views, smooth, figures, y = data
    fold = np.random.default_rng(seed).integers(0, FOLDS, texts.max() + 1)[texts]
    found = np.zeros(len(y), int)
    for k in range(FOLDS):
        out = fold == k
        model = fit({name: v[~out] for name, v in views.items()}, smooth, figures[~out], y[~out])
        found[out] = predicted(model, {name: v[out] for name, v in views.items()}, figures[out])
    return found


def main(seeds: list[int]) -> None:
    """Write the words, cross-validate, print, fit to everything and write the model."""
    rows = records()
    y, texts = np.array([r["polarity"] for r in rows]), np.unique([r["text"] for r in rows], return_inverse=True)[1]
    unlabelled = articles(rows)
    np.savez_compressed(paths.codebooks() / "target-words.npz", words=common(unlabelled))
    target.common.cache_clear()
    sentences = [target.around(r["text"], r["start"], r["end"]) for r in rows]
    found, company = hashes(sentences), vectors(unlabelled)
    keys = kept(found, company)
    smooth = {view: smoother(company, beginnings, keys) for view, beginnings in SMOOTH.items()}
    views = {view: matrix(hashed, keys, len(rows)) for view, hashed in found.items()}
    data = views, smooth, target.figures(sentences, target.table(sentences)), y
    for seed in seeds:
        print(f"macro-F1, folds of seed {seed}: {f1_score(y, unseen(seed, texts, data), average='macro'):.4f}", flush=True)
    rules = [target.sign(target.rules(r["text"], r["start"], r["end"])) for r in rows]
    print(f"macro-F1 of the rules: {f1_score(y, rules, average='macro'):.4f}")
    weights, scale, numbers, intercept = fit(*data)
    used = weights.any(axis=1)
    model = {"keys": keys[used], "weights": weights[used], "scale": scale, "figures": numbers, "intercept": intercept}
    np.savez_compressed(paths.codebooks() / "target-tone.npz", **model)


if __name__ == "__main__":
    main([int(seed) for seed in sys.argv[1:]] or [1, 2, 3])
