"""Which sentences are most worth coding next: those with frames of which too few are coded to say how the tool errs.

A random sample holds few sentences with a rare frame, and a codebook is sharpened on those. But sentences that were picked because of what
the tool says have no known chance of being drawn, so they stand in the key without an inclusion probability, and nothing that
estimates (`coding.compared`) ever sees them.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from analysis import coding, codingsheet, sampling, tables
from analysis.sampling import frame as sentences


def propose(read: tables.Tables, coder: str, n: int, *, by: str = "outlet", seed: int = 1) -> Path:
    """Add `n` sentences to the key and to the sheets, rarest frames first, and return the sheet of `coder`.

    A sentence counts the more, the fewer coded sentences share its frames; ties are broken at random. Needs a drawn sample.
    """
    story = read.articles.story.iloc[0]
    place = coding.folder(story)
    key, blank, own = codingsheet.key(place / "key.csv"), codingsheet.table(place / "sheet.csv"), coding.sheet(story, coder)
    rows = most_worth(sentences(read, by=by), key, n, seed=seed).join(coding.texts(read), on=["article_id", "sentence"])
    rows = rows.assign(stratum="proposed", probability=np.nan, sha256=[codingsheet.fingerprint(t) for t in rows.text])
    codingsheet.write(place / "key.csv", pd.concat([key, rows[list(key)]]))
    for path, old in ((place / "sheet.csv", blank), (own, codingsheet.table(own))):
        new = rows.assign(coder=coder if path == own else "", **dict.fromkeys(codingsheet.codes(old), ""))
        codingsheet.write(path, pd.concat([old, new[list(old)]]))
    return own


def most_worth(rows: pd.DataFrame, key: pd.DataFrame, n: int, *, seed: int) -> pd.DataFrame:
    """Return `n` rows of the sampling frame that carry a frame and are not in the key, in random order, with a `unit` that is new."""
    rng = np.random.default_rng([seed, len(key)])
    taken = pd.MultiIndex.from_frame(key[["article_id", "sentence"]])
    left = rows[~pd.MultiIndex.from_frame(rows[["article_id", "sentence"]]).isin(taken) & (rows.tool != "")]
    counts = key.tool.str.split().explode().value_counts()
    worth = [sum(1 / (1 + counts.get(code, 0)) for code in found.split()) for found in left.tool]
    best = left.iloc[np.lexsort((rng.random(len(left)), -np.array(worth)))[:n]]
    fresh = [unit for unit in sampling.ids(len(best) + len(key), rng) if unit not in set(key.unit)]
    return best.iloc[rng.permutation(len(best))].assign(unit=fresh[: len(best)])
