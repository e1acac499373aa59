"""Which marking words would still be named had a few sentences been others: inclusion probability, and the consensus of measures.

A list of the ten words that mark an article most changes when single sentences do: of the fifteen with the highest TF-IDF about half
return when the sentences are drawn anew. So the sentences of every outlet are drawn with replacement, all scores are computed again,
and each word is asked how often it stands among the first k (the idea is that of stability selection: Meinshausen and Bühlmann 2010).
A word belongs to the consensus when at least three of four unlike measures name it in four draws of five, it is no local matter, and
the difference of its rate is more than chance (p < .05 by itself: what would return need not be more than chance). The list is usually short,
and that is the finding.
"""

import numpy as np
import pandas as pd

from analysis import uncertainty
from analysis.measures import keyness, tidy, typical, wording
from analysis.measures.terms import Terms
from analysis.permutation import ALPHA
from analysis.scope import LEAST

NAMED = ("tfidf", "g2", "lrc", "log_odds")  # exclusive, sure, large at least, sure given a prior: no two ask the same
STABLE, AGREED = 0.8, 3  # of the draws; of the measures
DRAWS = 300  # a share of 0.8 is then known to 0.05 either way
TEST = ["value", "low", "high", "n_a", "p", "adjusted", "tests", "reason"]  # of the table of differences
WIDE = 20  # candidates per place of the list: what stands further down never comes up


def inclusion(counts: uncertainty.Counts, *, top: int = 15, minimum: int = 2, seed: int = 1) -> pd.DataFrame:
    """Return by, term and in_<measure>: the share of draws in which the term is among the `top` of its `by` against all others.

    Units are drawn with replacement within each `by`. A draw holds about two thirds of the sentences, so the shares are on the careful
    side. A term counts in a draw with at least `minimum` uses and a positive score; equal scores are parted at random. Same seed, same
    shares. Terms that are never among the first have no row.
    """
    names, keys, x, n = wording.matrix(counts)
    keep = candidates(x, n, top=top, minimum=minimum)
    keys = [keys[i] for i in keep]
    drawn = [redrawn(counts, name, keys, f"{seed} {name}") for name in names]
    x, n = np.stack([d[0] for d in drawn], axis=1), np.stack([d[1] for d in drawn], axis=1)  # draws x groups (x terms)
    chance = uncertainty.stream(f"{seed} ties").random((len(x), x.shape[-1])) * 1e-9
    named = [{counts.groups[0]: name, "term": pd.Series(keys, dtype="str")} for name in names]
    parts = [shares(x, n, a, top=top, minimum=minimum, chance=chance).assign(**new) for a, new in enumerate(named)]
    rows = pd.concat(parts, ignore_index=True)
    return rows[(rows[[f"in_{m}" for m in NAMED]] > 0).any(axis=1)][[counts.groups[0], "term", *(f"in_{m}" for m in NAMED)]]


def candidates(x: np.ndarray, n: np.ndarray, *, top: int, minimum: int) -> np.ndarray:
    """Return the columns of the terms that stand high enough in any list to come among the first in a draw."""
    found: set[int] = set()
    for a in range(len(x)):
        for score in scores(x, n, a).values():
            best = np.argsort(-score, kind="stable")[: top * WIDE]
            found |= set(best[(score[best] > 0) & (x[a][best] >= minimum)])
    return np.array(sorted(found), dtype=int)


def scores(x: np.ndarray, n: np.ndarray, a: int) -> dict[str, np.ndarray]:
    """Return the scores of group `a` against the rest by each measure; x is (draws x) groups x terms, n (draws x) groups."""
    here, words = x[..., a, :], n[..., a, None]
    sides = here, words, x.sum(axis=-2) - here, n.sum(axis=-1)[..., None] - words
    return {name: keyness.score(name, *sides, **wording.given(x)) for name in NAMED}


def redrawn(counts: uncertainty.Counts, name, keys: list, label: str) -> tuple[np.ndarray, np.ndarray]:
    """Return uses (draws x terms) and words (draws) of one group with its units drawn anew."""
    _, x, m = uncertainty.sums(counts, (name,), keys)
    sizes = counts.base[counts.base[counts.groups[0]] == name].sort_values("unit").m.to_numpy(float)
    weights = uncertainty.draws(len(sizes), label)[:DRAWS]
    return weights @ x, weights @ sizes


def shares(x: np.ndarray, n: np.ndarray, a: int, *, top: int, minimum: int, chance: np.ndarray) -> pd.DataFrame:
    """Return in which share of draws each term is among the `top` of group `a`, by measure."""
    out = {}
    for name, score in scores(x, n, a).items():
        score = np.where((score > 0) & (x[:, a] >= minimum), score + chance, 0)
        least = np.sort(score, axis=1)[:, -min(top, score.shape[1])][:, None] if score.shape[1] else score
        out[f"in_{name}"] = ((score >= least) & (score > 0)).mean(axis=0)
    return pd.DataFrame(out)


def ranked(units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", terms: Terms | None = None, top: int = 15, minimum: int = 2,
           seed: int = 1) -> pd.DataFrame:  # fmt: skip
    """Return the terms that mark each `by`, consensus first, then in the order of `typical`: a tidy table with key `term`.

    value, low and high are the difference of the rate to that of all others, per 1,000 words (`wording.gaps`). `consensus` says that at
    least three of four measures name the term among their first `top` in four draws of five, that it stands in more than two units of text
    of at least five, and that p is below .05; `agreed` counts the measures, in_tfidf, in_g2, in_lrc and in_log_odds are the shares of draws,
    `stability` their mean. supported is `consensus`, so that charts grey the rest.
    With them stand the columns of `wording.table`, p and `adjusted` (corrected for all terms looked at), and `own` and `quoted`: the uses
    outside and inside quotation marks. Rows are terms with a positive log ratio, used at least `minimum` times, that some measure names
    in some draw. Where there is only one `by`, nothing can mark it: the rows are its most frequent terms, and `measure` is "rate".
    """
    if articles[by].nunique() < 2:
        return lone(units, articles, by=by, terms=terms, top=top, seed=seed)
    single = wording.count(units, articles, by=by, terms=terms)
    counts, rows = uncertainty.fit(single, articles, by=by), wording.scored(single, minimum=minimum)
    rows = rows[(rows.x >= minimum) & (rows.log_ratio > 0)]
    rows = rows.merge(inclusion(counts, top=top, minimum=minimum, seed=seed), on=[by, "term"])
    rows = rows.merge(typical.scored(counts), on=[by, "term"], how="left")
    found = rows[[f"in_{m}" for m in NAMED]]
    rows = rows.assign(agreed=(found >= STABLE).sum(axis=1), stability=found.mean(axis=1).astype(float))
    tested = wording.tested(counts, seed=seed).reindex(columns=[by, "term", *TEST])
    rows = rows.merge(tested.rename(columns={"n_a": "n"}), on=[by, "term"], how="left")
    stands = (rows.agreed >= AGREED) & ~rows.two_units & (rows.n >= LEAST) & (rows.p < ALPHA)
    rows = rows.assign(consensus=stands, supported=stands, reason=rows.reason.fillna(""), tests=rows.tests.fillna(0))
    rows = rows.merge(voices(units, articles, by=by, terms=terms), on=[by, "term"], how="left").astype({by: articles[by].dtype})
    rows = rows.assign(value=rows.value.fillna(rows.rate - rows.others_rate), adjusted=rows.adjusted.fillna(1.0), p=rows.p.fillna(1.0))
    rows = typical.ordered(rows, by).sort_values([by, "consensus"], ascending=[True, False], kind="stable")
    return tidy(rows, articles, by, measure="difference of rates", unit=f"uses per {wording.PER:,} words more than all others", units=counts.unit)


def lone(units: pd.DataFrame, articles: pd.DataFrame, *, by: str, terms: Terms | None, top: int, seed: int) -> pd.DataFrame:
    """Return `ranked` where there is only one `by`: its most frequent terms, none of which marks it."""
    alone = wording.frequent(units, articles, by=by, top=top, terms=terms, seed=seed)
    rows = alone.merge(voices(units, articles, by=by, terms=terms), on=[by, "term"]).astype({by: articles[by].dtype})
    none = dict.fromkeys(("others", "agreed", "tests"), 0) | {"stability": 0.0, "p": np.nan, "adjusted": 1.0}
    return rows.assign(**none, consensus=False, supported=True, two_units=False)


def voices(units: pd.DataFrame, articles: pd.DataFrame, *, by: str, terms: Terms | None) -> pd.DataFrame:
    """Return by, term, own and quoted: the uses outside and inside quotation marks; those in units that mix the two are in neither."""
    chosen = (terms or Terms())(units).merge(units[["article_id", "unit", "voice"]].drop_duplicates())
    rows = chosen.merge(articles[["article_id", by]])
    table = rows.pivot_table(index=[by, "term"], columns="voice", values="n", aggfunc="sum", fill_value=0, observed=True)
    return table.reindex(columns=["narration", "quotation"], fill_value=0).set_axis(["own", "quoted"], axis=1).reset_index()


def settings(by: str, top: int, minimum: int) -> dict:
    """Return what the methods paragraph says of the words."""
    return {"by": by, "top": top, "minimum": minimum, "mass": int(wording.MASS), "draws": DRAWS, "stable": round(100 * STABLE)}
