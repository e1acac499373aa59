"""Measure whether the intervals keep what they promise and write CALIBRATION.md: `python -m tests.benchmarks.calibration`.

An article of real sentences is dealt at random into two halves: whatever differs between them is chance, and an interval of 95 % should
say so in 95 of 100 deals. The page is never edited by hand; what falls short stands in it.
"""

import gzip
import json
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from analysis import annotate, codebook, paths, tables, uncertainty
from analysis.differences import difference
from analysis.uncertainty import Counts

SHARED = HERE.parents[2] / "shared" / "benchmarks"
PAGE = HERE / "CALIBRATION.md"
SPLITS, ARTICLES, LEAST, SEED = 1000, 400, 20, 20241101
MANY_HITS, MANY_USES = 10, 4
MEASURES = {"framing": "bh", "tone": "bh", "words": "max-t"}
COLUMNS = ["text", "outlet", "published", "headline"]


def records(name: str) -> list[dict]:
    """Return the records of a task."""
    with gzip.open(SHARED / name / "data.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def sample(rng: np.random.Generator) -> pd.DataFrame:
    """Return the articles of `bias` (their sentences put together) and ARTICLES of `load`, as the table `articles`."""
    found = pd.DataFrame(records("bias")).groupby(["story", "outlet"], sort=False).text.agg("\n".join).reset_index()
    crawled = pd.DataFrame(records("load"))
    crawled = crawled.iloc[np.sort(rng.permutation(len(crawled))[:ARTICLES])][["outlet", "text"]]
    rows = pd.concat([found[["outlet", "text"]], crawled], ignore_index=True)
    kinds = {c: 0 if k == "int64" else "" for c, k in tables.COLUMNS["articles"].items()}
    return pd.DataFrame({**kinds, "outlet": rows.outlet, "text": rows.text, "article_id": [f"a{i}" for i in range(len(rows))]})


def measured(read: tables.Tables) -> dict[str, dict[str, tuple[pd.DataFrame, pd.DataFrame]]]:
    """Return for each article of at least LEAST sentences and each measure its top (unit, key, x) and base (unit, key, m)."""
    rows = tables.proper(read.sentences)[["article_id", "sentence"]]
    rows = rows[rows.groupby("article_id").sentence.transform("size") >= LEAST]
    rows = rows.assign(unit=rows.groupby("article_id").cumcount())
    words = read.tokens.merge(read.types, on="type").merge(rows)
    size = words.groupby(["article_id", "unit"]).size().rename("m").reset_index().assign(key="")
    frames = read.frames.merge(rows).drop_duplicates(["article_id", "unit", "frame"]).assign(key=lambda t: t.frame, x=1.0)
    tone = (
        read.tone[(read.tone.voice == "all") & (read.tone.target == "") & (read.tone.lexicon == "vader")]
        .merge(rows)
        .assign(key="tone", x=lambda t: t.value, m=1.0)
    )
    terms = words[words.content].groupby(["article_id", "unit", "term"]).size().rename("x").reset_index().assign(key=lambda t: t.term)
    terms = terms[terms.groupby(["article_id", "term"]).x.transform("sum") >= MANY_USES]
    pairs = {"framing": (frames, rows.assign(key="", m=1.0)), "tone": (tone, tone), "words": (terms, size)}
    return {name: by_article(top, base) for name, (top, base) in pairs.items()}


def by_article(top: pd.DataFrame, base: pd.DataFrame) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """Return article_id -> its rows of top and base."""
    tops = {a: rows[["unit", "key", "x"]] for a, rows in top.groupby("article_id")}
    none = pd.DataFrame({"unit": pd.Series(dtype="int64"), "key": pd.Series(dtype="str"), "x": pd.Series(dtype=float)})
    return {a: (tops.get(a, none), rows[["unit", "key", "m"]]) for a, rows in base.groupby("article_id")}


def halves(units: np.ndarray, rng: np.random.Generator, *, block: int = 1, part: int = 2) -> pd.Series:
    """Return unit -> side a or b, half (one in `part`) of the units, or of the blocks of neighbouring units, on side a."""
    number = np.searchsorted(np.unique(units // block), units // block)
    first = rng.permutation(number.max() + 1)[: (number.max() + 1) // part]
    return pd.Series(np.where(np.isin(number, first), "a", "b"), units)


def counts(top: pd.DataFrame, base: pd.DataFrame, side: pd.Series) -> Counts:
    """Return the counts of the two sides of one article; scores (of tone) are no shares."""
    share = not (top.key == "tone").all()
    return Counts(top.assign(side=top.unit.map(side)), base.assign(side=base.unit.map(side)), ("side",), "key", share=share)


def split(article: tuple, rng: np.random.Generator, seed: int, *, family: str, block: int = 1, blocked: bool = False, part: int = 2):
    """Return the differences between two random halves of an article (dealt in blocks; tested over blocks if `blocked`)."""
    top, base = article
    found = counts(top, base, halves(base.unit.to_numpy(), rng, block=block, part=part))
    if blocked:
        found = Counts(found.top.assign(unit=found.top.unit // block), found.base.assign(unit=found.base.unit // block), ("side",), "key")
    return difference(found, seed=seed, family=family)


def splits(articles: dict, rng: np.random.Generator, *, n: int = SPLITS, **options) -> pd.DataFrame:
    """Return the differences of `n` splits of articles drawn at random."""
    ids = sorted(articles)
    chosen = rng.integers(len(ids), size=n)
    return judged([split(articles[ids[i]], rng, s, **options) for s, i in enumerate(chosen)])


def judged(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the differences with the split, the hits and whether the interval covers zero."""
    rows = pd.concat([part.assign(split=i) for i, part in enumerate(parts) if len(part)], ignore_index=True)
    return rows.assign(hits=rows.x_a + rows.x_b, covers=(rows.low <= 0) & (rows.high >= 0))


def neighbours(articles: dict, outlets: pd.Series, rng: np.random.Generator, *, family: str, n: int) -> pd.DataFrame:
    """Return the differences between two articles of one outlet."""
    ids = pd.Series(sorted(articles))
    several = [g.to_numpy() for _, g in ids.groupby(ids.map(outlets), observed=True) if len(g) > 1]
    pairs = [
        rng.choice(several[i], 2, replace=False)
        for i in rng.choice(len(several), n, p=np.array([len(g) for g in several]) / sum(map(len, several)))
    ]
    parts = []
    for s, (a, b) in enumerate(pairs):
        (ta, ba), (tb, bb) = articles[a], articles[b]
        shift = ba.unit.max() + 1
        top, base = (pd.concat([p, q.assign(unit=q.unit + shift)]) for p, q in ((ta, tb), (ba, bb)))
        side = pd.Series(np.where(base.unit < shift, "a", "b"), base.unit)
        parts.append(difference(counts(top, base, side[~side.index.duplicated()]), seed=s, family=family))
    return judged(parts)


def planted(articles: dict, rng: np.random.Generator, rates: tuple[float, float], *, family: str, n: int, first: int = 40) -> pd.DataFrame:
    """Return the differences of `n` splits of `first` of 80 sentences into which one key was put: x per sentence is Bernoulli or Poisson."""
    ids = [a for a, (_, base) in sorted(articles.items()) if base.unit.nunique() >= 80]
    parts = []
    for s, i in enumerate(rng.integers(len(ids), size=n)):
        top, base = articles[ids[i]]
        units = rng.permutation(base.unit.unique())[:80]
        top, base = top[top.unit.isin(units)], base[base.unit.isin(units)]
        level = np.where(np.arange(80) < first, *rates)
        x = rng.random(80) < level if family == "bh" else rng.poisson(level)
        put = pd.DataFrame({"unit": units, "key": "(planted)", "x": x.astype(float)})
        side = pd.Series(np.where(np.arange(80) < first, "a", "b"), units)
        parts.append(difference(counts(pd.concat([top, put[put.x > 0]]), base, side), seed=s, family=family))
    return judged(parts)


def single(rng: np.random.Generator, *, n: int, share: float, times: int = 1000) -> list:
    """Return how often the interval of a single share covers the truth, and its mean width."""
    hits = rng.random((times, n)) < share
    found = [uncertainty.drawn(h[:, None].astype(float), np.ones((n, 1)), str(i)) for i, h in enumerate(hits)]
    low, high = (np.array([f[k][0] for f in found]) for k in (1, 2))
    return [f"{share:.2f}", n, percent(((low <= share) & (share <= high)).mean()), f"{(high - low).mean():.3f}"]


def percent(value: float) -> str:
    """Return a share as it is printed."""
    return "–" if value != value else f"{100 * value:.1f} %"


def table(head: list[str], rows: list[list]) -> str:
    """Return a Markdown table."""
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in [head, ["---"] * len(head), *rows]) + "\n"


def verdict(good: bool) -> str:
    """Return the word beside a gate."""
    return "kept" if good else "**missed**"


def coverage(found: dict[str, pd.DataFrame]) -> str:
    """Return the table of coverage, pooled and by frame, among keys with many hits (tone: all)."""
    rows = []
    for name, d in found.items():
        d = d[d.supported & ((d.hits >= MANY_HITS) | (name == "tone"))]
        parts = [("pooled", d), *(sorted(d.groupby("key")) if name == "framing" else [])]
        rows += [
            [name, key, len(p), percent(p.covers.mean()), f"{error(p):.1f}", verdict(0.93 <= p.covers.mean() <= 0.97)] for key, p in parts
        ]
    return table(["measure", "key", "intervals", "cover zero", "± (2 se, points)", "93 to 97 %"], rows)


def error(rows: pd.DataFrame) -> float:
    """Return two standard errors of the coverage in points; keys of one split go together, so that splits are counted."""
    return 200 * float(np.sqrt(0.05 * 0.95 / max(rows.split.nunique(), 1)))


def bands(found: dict[str, pd.DataFrame]) -> str:
    """Return coverage by the number of hits in both halves."""
    rows = []
    for name in ("framing", "words"):
        d = found[name][found[name].supported]
        for label, part in d.groupby(
            pd.cut(d.hits, [0, 3, 5, 9, 19, np.inf], labels=["1-3", "4-5", "6-9", "10-19", "20 or more"]), observed=True
        ):
            rows.append([name, label, len(part), percent(part.covers.mean())])
        rows.append([name, "all", len(d), percent(d.covers.mean())])
    return table(["measure", "hits in the article", "intervals", "cover zero"], rows)


def alarms(found: dict[str, pd.DataFrame]) -> str:
    """Return the table of false alarms after correction and of answered splits."""
    rows = []
    for name, d in found.items():
        alarm = d.groupby("split").adjusted.min().lt(0.05)
        answered = d[d.hits != 0].groupby("split").supported.any().sum() / SPLITS
        raw = d.groupby("split").p.min().lt(0.05)
        tests = d.groupby("split").tests.first().mean()
        held = alarm.sum() / SPLITS
        how = {"bh": "Benjamini-Hochberg", "max-t": "max-T"}[MEASURES[name]]
        rows.append(
            [
                name,
                how,
                f"{tests:.1f}",
                percent(raw.mean()),
                percent(held),
                verdict(held <= 0.064),
                percent(answered),
                verdict(answered >= 0.9),
            ]
        )
    head = ["measure", "correction", "tests a split", "any p below .05", "any alarm", "at most 6.4 %", "splits answered", "at least 90 %"]
    return table(head, rows)


def power(articles: dict, rng: np.random.Generator) -> str:
    """Return the table of what was planted and found."""
    cases = [("framing", "share .15 against .45", (0.15, 0.45))]
    cases += [("words", f"{40 * r:.0f} against {200 * r:.0f} uses expected", (r, 5 * r)) for r in (0.1, 0.125, 0.15)]
    rows = []
    for name, label, rates in cases:
        d = planted(articles[name], rng, rates, family=MEASURES[name], n=200)
        d = d[d.key == "(planted)"]
        found, after = (1 - d.covers).mean(), (d.adjusted < 0.05).mean()
        rows.append([name, label, percent(found), verdict(found >= 0.7), percent(after), verdict(after >= 0.7)])
    return table(
        ["measure", "planted in 40 + 40 sentences", "interval without zero", "at least 70 %", "after correction", "at least 70 %"], rows
    )


def one_of_five(articles: dict, rng: np.random.Generator) -> str:
    """Return the table of one fifth of an article against the rest: false alarms, and what was planted in 16 of 80 sentences."""
    rows = []
    for name in ("framing", "words"):
        d = splits(articles[name], rng, n=500, family=MEASURES[name], part=5)
        held = d[d.supported & (d.hits >= MANY_HITS)]
        alarm = d.groupby("split").adjusted.min().lt(0.05).sum() / 500
        rows.append([name, "nothing: chance alone", percent(held.covers.mean()), percent((held.p < 0.05).mean()), percent(alarm)])
    for rates in ((0.25, 0.0), (0.3, 0.06), (0.5, 0.1)):
        d = planted(articles["words"], rng, rates, family="max-t", n=200, first=16)
        d, label = d[d.key == "(planted)"], f"{16 * rates[0]:.0f} against {64 * rates[1]:.1f} uses expected"
        rows.append(["words", label, percent(d.covers.mean()), percent((d.p < 0.05).mean()), percent((d.adjusted < 0.05).mean())])
    return table(["measure", "planted", "intervals that cover zero", "p below .05", "below .05 after correction"], rows)


def beside(articles: dict, outlets: pd.Series, rng: np.random.Generator) -> str:
    """Return the table of what is reported and not gated."""
    rows = []
    for name, family in MEASURES.items():
        kinds = [
            ("neighbours of three dealt together, tested by sentence", splits(articles[name], rng, n=200, family=family, block=3)),
            (
                "neighbours of three dealt together, tested by block",
                splits(articles[name], rng, n=200, family=family, block=3, blocked=True),
            ),
            ("two articles of one outlet, tested by sentence", neighbours(articles[name], outlets, rng, family=family, n=200)),
        ]
        for label, d in kinds:
            held = d[d.supported & ((d.hits >= MANY_HITS) | (name == "tone"))]
            rows.append([name, label, len(held), percent(held.covers.mean()), percent(d.groupby("split").adjusted.min().lt(0.05).mean())])
    return table(["measure", "what was compared", "intervals", "cover zero", "any alarm, corrected"], rows)


HEAD = """# Whether the intervals keep what they promise

Generated by `python -m tests.benchmarks.calibration`; never edited by hand. {articles} articles of at least {least} sentences
from two public sets (`bias`, `load`; the texts are not part of the project); seed {seed}. Frames: the generic codebook; tone: VADER by
sentence; words: the rate per word of content words used at least {uses} times in the article.

Each of {splits:,} splits deals the sentences of one article at random into two halves, so that every difference between them is chance. An
interval of 95 % should then cover zero in 95 of 100 splits. Counted are keys with at least {many} hits in the article; all others follow
below. The column ± is what chance does to such a table.
"""
FEW = """With three hits no honest interval excludes zero: all of them lie on one side in a quarter of all deals. Such rows are shown with
that reason, and are no tests.
"""
FIFTH = """The p of shares and rates comes from the differences over their common spread, the interval from each side's own: with few hits on the
small side the p finds what the interval still leaves open.
"""
SCOPE = """Why one article per outlet is no sample of the outlet: two articles of the *same* outlet differ far more often than two
halves of one article would by chance. An interval over sentences covers what hangs on single sentences, never another article.
"""


def main() -> None:
    """Write the page."""
    began = time.process_time()
    rng = np.random.default_rng(SEED)
    rows = sample(rng)
    articles = measured(annotate.read(rows, codebook.load(paths.codebooks() / "generic-frames.toml")))
    found = {name: splits(articles[name], rng, family=family) for name, family in MEASURES.items()}
    shares = [single(rng, n=n, share=share) for share in (0.02, 0.05, 0.1, 0.3) for n in (20, 40)]
    head = HEAD.format(articles=len(articles["framing"]), least=LEAST, seed=SEED, splits=SPLITS, many=MANY_HITS, uses=MANY_USES)
    outlets = rows.set_index("article_id").outlet
    parts = {
        "## Two halves of one article: coverage": coverage(found),
        "## False alarms, and splits answered": alarms(found),
        "## Power": power(articles, rng),
        "## One fifth against the rest, as one outlet against four (reported)": FIFTH + "\n" + one_of_five(articles, rng),
        "## Coverage by the number of hits (reported)": FEW + "\n" + bands(found),
        "## Blocks, and two articles of one outlet (reported)": SCOPE + "\n" + beside(articles, outlets, rng),
        "## A single share (reported, simulated)": table(["true share", "sentences", "covers the truth", "mean width"], shares),
    }
    PAGE.write_text("\n".join([head, *(f"{title}\n\n{part}" for title, part in parts.items())]), encoding="utf-8")
    print(f"{time.process_time() - began:.0f} s of CPU", file=sys.stderr)


if __name__ == "__main__":
    main()
