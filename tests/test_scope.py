"""What a corpus of each shape can answer, and what it is told to do to answer more."""

import pandas as pd
import pytest

from analysis import measures
from analysis.scope import design, scope


def articles(sizes, stories=1):
    rows = [(o, f"s{s}") for o, n in zip("abcdefgh", sizes, strict=False) for s in range(stories) for _ in range(n)]
    return pd.DataFrame(rows, columns=["outlet", "story"])


@pytest.mark.parametrize(
    ("sizes", "stories", "unit", "method"),
    [
        ([1, 1], 1, "sentences", "bootstrap"),
        ([4, 30], 1, "sentences", "bootstrap"),
        ([5, 30], 1, "articles", "t"),
        ([19, 20], 1, "articles", "t"),
        ([20, 20], 1, "articles", "bootstrap"),
        ([9, 9], 4, "sentences", "bootstrap"),
        ([1, 1], 5, "stories", "t"),
        ([1, 1], 40, "stories", "t"),
    ],
)
def test_the_smallest_group_decides_what_is_drawn(sizes, stories, unit, method):
    found = design(articles(sizes, stories))
    assert (found.unit, found.method, found.outlets) == (unit, method, unit != "sentences")


def test_the_group_that_is_too_small_is_named_with_the_remedy():
    assert "a have fewer" in design(articles([2, 30, 30])).more and "leave them out" in scope(articles([2, 30, 30]))
    assert design(articles([30, 30])).more == ""


@pytest.mark.parametrize(
    ("sizes", "stories", "says"),
    [([1, 1], 1, "not between outlets"), ([9, 9], 1, "between outlets in such articles"), ([1, 1], 6, "in such stories")],
)
def test_only_what_was_drawn_anew_may_be_spoken_of(sizes, stories, says):
    rows = articles(sizes, stories)
    assert says in scope(rows, unit=design(rows).unit)


def test_the_sentence_speaks_of_what_may_be_drawn_anew_and_of_no_difference_where_there_is_one():
    assert "t over the means of articles" in scope(articles([5, 9])) and "bootstrap over articles" in scope(articles([30, 30]))
    countries = articles([2, 3]).rename(columns={"outlet": "country"})
    assert "not between countries; to tell countries apart" in scope(countries, by="country")
    assert scope(articles([3])).endswith("on single sentences; with one outlet there is nothing to compare.")


def test_where_no_number_has_an_interval_none_is_spoken_of():
    assert scope(articles([1, 1]), intervals=False) == "One article per outlet: differences are between these articles, not between outlets."
    rows = pd.DataFrame({"outlet": ["a"], "value": [1.0], "low": [float("nan")], "high": [float("nan")], "n": [1]})
    without, given = (measures.tidy(r, articles([1, 1]), "outlet", measure="m", unit="u").scope[0] for r in (rows, rows.fillna(0.5)))
    assert "interval" not in without and given == scope(articles([1, 1])) and given.count(":") == 1


def test_no_article_is_said_and_no_error():
    assert scope(articles([])).startswith("No article")
