"""What a claim is, and the few words that all of them are made with.

A claim carries the table that it was read from and the values that it names, so that any sentence of the report can be looked up, and
asked again of other data. The sentences themselves are made in `prose`.
"""

from typing import NamedTuple

import pandas as pd

from analysis.permutation import ALPHA
from analysis.scope import many


class Claim(NamedTuple):
    """One sentence of the summary, the exported table it was read from, and the values it names."""

    text: str
    table: str
    values: dict


def words(items: list) -> str:
    """Join names as English does.

    >>> words(["a", "b", "c"])
    'a, b and c'
    """
    items = [str(i) for i in items]
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def plural(n: int, noun: str) -> str:
    """Return the number with its noun.

    >>> plural(1, "article"), plural(2, "article"), plural(3, "country")
    ('1 article', '2 articles', '3 countries')
    """
    return f"{n:,} {noun if n == 1 else many(noun)}"


def percent(share: float) -> str:
    """Return a share as a whole percentage.

    >>> percent(0.254)
    '25 %'
    """
    return f"{100 * share:.0f} %"


def signed(value: float) -> str:
    """Return a score with its sign.

    >>> signed(-0.304), signed(0.2)
    ('−0.30', '+0.20')
    """
    return f"{value:+z.2f}".replace("-", "−")


def between_two(gaps: pd.DataFrame, one, other):
    """Return the row of the difference between two, in either order; None where there is none."""
    return next((row for row in gaps.itertuples() if {str(row.a), str(row.b)} == {str(one), str(other)}), None)


def verdict(row) -> str:
    """Return whether chance could make a difference, from its row in a table of differences."""
    if not row.supported:
        return f"it cannot be tested, because {row.reason}"
    if row.reason:
        return row.reason
    found = f"adjusted for {plural(int(row.tests), 'test')}, p {probability(row.adjusted)}"
    return f"chance alone would seldom make it ({found})" if row.adjusted < ALPHA else f"chance alone could make it ({found})"


def probability(p: float) -> str:
    """Return a p-value with its sign.

    A third decimal stands where two would hide on which side of 5 % it lies.

    >>> probability(0.0312), probability(0.0002), probability(0.0486)
    ('= 0.03', '< 0.001', '= 0.049')
    """
    if p < 0.001:
        return "< 0.001"
    return f"= {p:.3f}" if p < 0.01 or f"{p:.2f}" == f"{ALPHA:.2f}" else f"= {p:.2f}"
