"""The decisions of an analysis on which reasonable people differ, and their options: the declared grid.

An analysis is one path through many forks, each defensible (Gelman and Loken 2014). Here the forks stand in the open, before any result
is seen: every combination is run, and none is left out afterwards (Steegen et al. 2016). The first option of every decision is what
the notebooks do; for the ranking of words they take four measures together, and here each is asked alone. Who finds an option
unreasonable, or misses one, changes this table and nothing else.
"""

from itertools import product

import pandas as pd

GRIDS: dict[str, dict[str, tuple[str, ...]]] = {
    "framing": {
        "amount": ("share of sentences", "share of words", "hits per 1,000 words"),
        "voice": ("all", "without quotations", "narration only"),
        "codebook": ("as it is", "without each frame's leading pattern", "patterns met in two sentences"),
        "headings": ("left out", "counted"),
        "lede": ("counts once", "counts twice"),
    },
    "tone": {
        "lexicon": ("vader", "pattern", "trained"),
        "voice": ("all", "narration"),
        "summary": ("mean", "trimmed mean", "median", "share positive less negative"),
        "neutral sentences": ("counted", "left out"),
        "headings": ("left out", "counted"),
        "lede": ("counts once", "counts twice"),
    },
    "wording": {
        "names": ("counted", "left out"),
        "phrases": ("counted", "left out"),
        "quotations": ("counted", "left out"),
        "case": ("folded", "kept"),
        "stop words": ("our list", "and scikit-learn's"),
        "stems": ("none", "Snowball"),
        "keyness": ("log-odds", "G2", "TF-IDF", "log ratio"),
        "smoothing": ("light", "strong"),
        "minimum": ("2", "3"),
    },
}


def combinations(kind: str) -> list[dict[str, str]]:
    """Return every combination of options of one kind of claim; the first is the analysis of the notebooks.

    >>> [len(combinations(kind)) for kind in GRIDS]
    [108, 192, 1024]
    """
    return [dict(zip(GRIDS[kind], chosen, strict=True)) for chosen in product(*GRIDS[kind].values())]


def listed() -> pd.DataFrame:
    """Return the grid as a table: kind, decision, options (the first is that of the notebooks), specifications (of the kind)."""
    rows = [(kind, decision, "; ".join(options), len(combinations(kind))) for kind, grid in GRIDS.items() for decision, options in grid.items()]
    return pd.DataFrame(rows, columns=["kind", "decision", "options", "specifications"])
