"""Which question a corpus can answer: about single sentences, about articles, or about outlets.

One article per outlet says nothing about the outlet's other articles, however many sentences it has: sentences of one article
share a writer, a day and an event. What may be drawn anew therefore follows from the shape of the corpus (Krippendorff 2018,
on the units of sampling): sentences, articles from five a side, or whole stories from five on. The sentence that says so
stands beside every number.
"""

import re
from dataclasses import dataclass

import pandas as pd

LEAST = 5  # units a side from which a mean of units has an interval
MANY = 20  # units a side from which they are drawn anew instead of trusting Student's t
FEW = {1: "one article", 2: "two articles", 3: "three articles", 4: "four articles"}


@dataclass(frozen=True)
class Design:
    """What is drawn anew, and what the numbers then say.

    `unit` is sentences, articles or stories; `method` bootstrap or t; `fewest` the number of articles (or stories) of the smallest
    group; `outlets` whether differences may be read as differences between the groups rather than between these articles;
    `more` says what it would take to be allowed that, empty where it is allowed.
    """

    unit: str
    method: str
    fewest: int
    outlets: bool
    more: str = ""


def design(articles: pd.DataFrame, *, by: str = "outlet") -> Design:
    """Return the design that the table `articles` (columns `by`, and story where there are several) allows.

    The smallest group decides for all, so that a table has one meaning; `more` names that group where others would allow more.

    >>> design(pd.DataFrame({"outlet": list("ab") * 6})).unit
    'articles'
    """
    stories = articles.story.nunique() if "story" in articles else 1
    held = articles.groupby(by, observed=True)
    sizes = held.story.nunique() if stories > 1 else held.size()
    fewest = int(sizes.min()) if len(sizes) else 0
    what = "stories" if stories > 1 else "articles"
    if fewest >= LEAST:
        return Design(what, "t" if fewest < MANY or stories > 1 else "bootstrap", fewest, True)
    return Design("sentences", "bootstrap", fewest, False, more(sizes, by, what))


def more(sizes: pd.Series, by: str, what: str) -> str:
    """Return what the corpus lacks before it can tell groups apart; `sizes` are its units per group."""
    short = [str(group) for group in sizes.index[sizes < LEAST]]
    if not short or len(short) == len(sizes):
        return f"to tell {many(by)} apart it takes at least {LEAST} {what} of each"
    names = ", ".join(short[:3]) + (f" and {len(short) - 3} more" if len(short) > 3 else "")
    return f"to tell {many(by)} apart it takes at least {LEAST} {what} of each: {names} have fewer; leave them out, or add to them"


def many(noun: str) -> str:
    """Return the plural of a noun; the column by which a user compares may be any.

    >>> many("outlet"), many("country"), many("day")
    ('outlets', 'countries', 'days')
    """
    return re.sub(r"(?<=[^aeiou])y$", "ie", noun) + "s"


def scope(articles: pd.DataFrame, *, by: str = "outlet", unit: str = "", intervals: bool = True) -> str:
    """Return the sentence that says what the numbers of this corpus can and cannot tell; `unit` is what was drawn anew, if not what may be.

    Where the numbers have no `intervals`, it speaks of none.

    >>> scope(pd.DataFrame({"outlet": ["a", "b"]})).split(":")[0]
    'One article per outlet'
    """
    found = design(articles, by=by)
    unit, groups = unit or found.unit, many(by)
    how = "t over the means of" if unit != "sentences" and found.method == "t" else "bootstrap over"
    if unit != "sentences":
        moves, differ = f"would move with other {unit} of the same kind", f"differences are between {groups} in such {unit}"
    else:
        lack = f"; {found.more}" if found.more and len(articles) and found.fewest > 1 else ""
        moves, differ = "hangs on single sentences", f"differences are between these articles, not between {groups}{lack}"
    if articles[by].nunique() == 1:
        differ = f"with one {by} there is nothing to compare"
    spread = f"the intervals (95 %, {how} {unit}) say how far a number {moves}; " if intervals else ""
    return f"{size(articles, by)}: {spread}{differ}."


def size(articles: pd.DataFrame, by: str) -> str:
    """Return the shape of the corpus in words."""
    sizes = articles.groupby(by, observed=True).size()
    if not len(sizes):
        return "No article"
    low, high = int(sizes.min()), int(sizes.max())
    stories = articles.story.nunique() if "story" in articles else 1
    several = f" in {stories} stories" if stories > 1 else ""
    one = FEW.get(high, f"{high} articles") if low == high else f"{low} to {high} articles"
    return f"{one[0].upper()}{one[1:]} per {by}{several}"
