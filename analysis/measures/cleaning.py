"""What cleaning took out of each article, by step: the first thing to check before any other number is read."""

import pandas as pd

from analysis.measures import grouped

TIDYING = ("mojibake", "spaces", "broken_lines", "ends")  # steps that mend characters and take no text out


def taken(removed: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `removed` that took text out, without those that only mended spaces, line ends or characters."""
    return removed[~removed.step.isin(TIDYING)]


def by_step(removed: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return how many pieces each step took out: step, by, n. Rows only where something was taken."""
    return grouped(taken(removed), articles, by).groupby(["step", by], observed=True).size().rename("n").reset_index()
