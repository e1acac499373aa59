"""What a claim is, and the few words that all of them are made with.

A claim carries the table that it was read from and the values that it names, so that any sentence of the report can be looked up, and
asked again of other data. The sentences themselves are made in `prose`.
"""

from typing import NamedTuple

from analysis.permutation import ALPHA


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

    >>> plural(1, "article"), plural(2, "article")
    ('1 article', '2 articles')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def percent(share: float) -> str:
    """Return a share as a whole percentage.

    >>> percent(0.254)
    '25 %'
    """
    return f"{100 * share:.0f} %"


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

    >>> probability(0.0312), probability(0.0002)
    ('= 0.03', '< 0.001')
    """
    return "< 0.001" if p < 0.001 else f"= {p:.2f}" if p >= 0.01 else f"= {p:.3f}"
