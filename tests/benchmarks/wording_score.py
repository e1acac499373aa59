"""Score the lists of words that mark an outlet, and how well they stand, and write WORDING.md: `python -m tests.benchmarks.wording_score`.

An order is good when its first words are those that people coded in this outlet and not in the others, and when they find the outlet
again in articles not seen: both as the scorer of the public sets has it, whose own functions are called. Whether the words stand is
asked in `wording_lists`. The page is never edited by hand; what falls short stands in it.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from analysis import uncertainty
from analysis.measures import keyness, typical, wording
from analysis.measures.terms import WORDS, Terms
from tests.benchmarks import wording_lists
from tests.benchmarks.calibration import HERE, SHARED, table
from tests.benchmarks.wording_lists import bagged, public

sys.path.insert(0, str(SHARED))
import score

PAGE = HERE / "WORDING.md"
DRAWS, SHUFFLES, SEED = 2000, 20, 20241101
TERMS = {"words and phrases": Terms(), "words only": Terms(kinds=WORDS)}
@cache
def counted(rows: tuple, terms: Terms) -> uncertainty.Counts:
    """Return the counts of the terms, as `adapter.wording` makes them."""
    units, articles = bagged(rows)
    return uncertainty.fit(wording.count(units, articles, terms=terms), articles)


def ours(counts: uncertainty.Counts, ties: np.random.Generator | None) -> dict[str, list[str]]:
    """Return the terms of each outlet in the order of `03-wording`."""
    rows = typical.ordered(typical.scored(counts), "outlet")
    return {outlet: list(part.term) for outlet, part in rows.groupby("outlet", observed=True)}


def by(name: str, *, prior: str = "500", stop_words: bool = True) -> Callable:
    """Return the order by a measure of `keyness`, or by "x", the uses; the `prior` of log-odds is one of PRIORS."""

    def order(counts: uncertainty.Counts, ties: np.random.Generator | None) -> dict[str, list[str]]:
        names, keys, x, n = wording.matrix(counts)
        n = n if stop_words else x.sum(axis=1)
        rest = wording.given(x) | PRIORS[prior](wording.given(x)["prior"], n.sum())
        parted = np.arange(len(keys)) if ties is None else ties.permutation(len(keys))  # keys are sorted
        found = {}
        for a, outlet in enumerate(names):
            value = x[a] if name == "x" else keyness.score(name, x[a], n[a], x.sum(0) - x[a], n.sum() - n[a], **rest)
            found[outlet] = [keys[i] for i in np.lexsort((parted, -value.round(9))) if x[a, i] > 0]
        return found

    return order


PRIORS = {
    "500": lambda prior, words: {},
    "all": lambda prior, words: {"prior": prior / wording.MASS * words, "mass": words},
    "flat": lambda prior, words: {"prior": np.full(len(prior), keyness.HALF), "mass": keyness.HALF * len(prior)},
}
OURS, SHUFFLED = "ours (`typical`)", "log-odds, prior of 500, ties at random"
ORDERS = {
    OURS: ours,
    "log-odds, prior of 500": by("log_odds"),
    SHUFFLED: by("log_odds"),
    "log-odds, prior of all words": by("log_odds", prior="all"),
    "log-odds, prior of 500, stop words not counted": by("log_odds", stop_words=False),
    "log-odds, half a use for each word": by("log_odds", prior="flat"),
    "TF-IDF": by("tfidf"),
    "G2": by("g2"),
    "LRC": by("lrc"),
    "log ratio": by("log_ratio"),
    "frequency": by("x"),
}


@dataclass
class Run:
    """Stands where the scorer's own run stands: hands out the records, answers with one order, and keeps the units."""

    order: Callable
    terms: Terms
    ties: np.random.Generator | None = None
    units: list = field(default_factory=list)
    outlets: int = 0

    def read(self, name: str) -> list[dict]:
        """Return the records of a set."""
        return public(name.removesuffix("/data"))

    def offers(self, name: str) -> bool:
        """Say that there is wording and nothing else."""
        return name == "wording"

    def ask(self, name: str, texts: dict[str, list[str]], *, default: dict) -> dict[str, list[str]]:
        """Return the terms of each outlet, first those that mark it most."""
        self.outlets = len(texts)
        return self.order(counted(tuple((outlet, text) for outlet, group in texts.items() for text in group), self.terms), self.ties)

    def report(self, task: str, units: list, unit: str, **metrics) -> None:
        """Keep the units."""
        self.units = units


def measured(task: Callable, hit: str, *, shuffles: int = 0) -> tuple[dict[tuple[str, str], np.ndarray], int]:
    """Return (order, terms) -> the score of every unit of a task of the scorer, and the number of outlets."""
    found, rng = {}, np.random.default_rng(SEED)
    for label, order in ORDERS.items():
        ties = [rng] * shuffles if label == SHUFFLED else [None]
        for kinds, terms in TERMS.items() if ties else []:
            runs = [Run(order, terms, parted) for parted in ties]
            for run in runs:
                task(run)
            found[label, kinds] = np.mean([[u[hit] / u["n"] for u in run.units] for run in runs], axis=0)
    return found, run.outlets


def span(values: np.ndarray, *, groups: int = 0, sign: str = "") -> str:
    """Return "low to high", from drawing the units (or that many groups of neighbours) anew."""
    drawn = values.reshape(groups or len(values), -1).mean(axis=1)
    weights = np.random.default_rng(SEED).multinomial(len(drawn), np.full(len(drawn), 1 / len(drawn)), size=DRAWS)
    low, high = np.percentile(weights @ drawn / len(drawn), [2.5, 97.5])
    return f"{low:{sign}.3f} to {high:{sign}.3f}"


def compared(found: dict, *, groups: int = 0) -> str:
    """Return the table of the orders: their score, and ours less theirs over the same units (with `groups` also drawn over the outlets)."""
    heads, rows = ["ours less it", *(["drawn over outlets"] if groups else [])], []
    for label in dict.fromkeys(label for label, _ in found):
        cells = []
        for kinds in TERMS:
            one, gain = found[label, kinds], found[OURS, kinds] - found[label, kinds]
            spans = [f"{gain.mean():+.3f} ({span(gain, sign='+')})", *([span(gain, groups=groups, sign="+")] if groups else [])]
            cells += [f"{one.mean():.3f} ({span(one)})", *(spans if label != OURS else [""] * len(spans))]
        rows.append([label, *cells])
    return table(["order", *(head for kinds in TERMS for head in (kinds, *heads))], rows)


HEAD = """# Which order of words says what marks an outlet, and which words stand

Generated by `python -m tests.benchmarks.wording_score`; never edited by hand. Public sets, development part (the texts are not part of the
project); seed {seed}. All orders list the same terms, counted in the same bags of words; in brackets 95 % intervals, percentiles of
{draws:,} draws of the scorer's units. Differences are paired: both orders over the same draws. Equal scores stand in alphabetical order,
except in ours (the rarer in news first) and where they are parted at random (mean of {shuffles} shuffles). Our order was chosen with both sets
in view; unseen parts will be lower.
"""
LABELS = """How many of the first 20 words stand in what people coded in this outlet's articles, less in those of the other outlets (set `labels`:
{n} units of event and outlet). There are two events only, and the outlets of one event are scored against each other: the intervals say
nothing of a third event.
"""
LOAD = """How often the first 50 words of half of an outlet's articles find it again in the other half (set `load`: {n} articles of {outlets}
outlets; chance {chance:.3f}). The scorer draws articles; but one list serves all articles of an outlet, so that the last interval of each pair,
drawn over the outlets, is the one to read.
"""


def main() -> None:
    """Write the page."""
    began = time.process_time()
    (labels, _), (load, outlets) = measured(score.labels, "margin", shuffles=SHUFFLES), measured(score.wording, "hit")
    sizes = {"n": len(load[OURS, "words only"]), "outlets": outlets, "chance": 1 / outlets}
    parts = {
        "## What people coded": LABELS.format(n=len(labels[OURS, "words only"])) + "\n" + compared(labels),
        "## The outlet found again": LOAD.format(**sizes) + "\n" + compared(load, groups=outlets),
        **wording_lists.sections(np.random.default_rng(SEED)),
    }
    head = HEAD.format(seed=SEED, draws=DRAWS, shuffles=SHUFFLES)
    PAGE.write_text("\n".join([head, *(f"{title}\n\n{part}" for title, part in parts.items())]), encoding="utf-8")
    print(f"{time.process_time() - began:.0f} s of CPU", file=sys.stderr)


if __name__ == "__main__":
    main()
