"""Quoted words counted by hand, over sentences and over articles."""

import pandas as pd
import pytest

from analysis import tables
from analysis.measures import sourcing


def story(quoted):
    """`quoted`: article -> (speaker, words) of its quotations, a sentence each; the first letter of an article is its outlet."""
    articles = pd.DataFrame({"story": "s", "article_id": list(quoted)})
    articles["outlet"] = pd.Categorical([{"n": "north", "s": "south"}[a[0]] for a in quoted], ordered=True)
    places = [(a, i, *said) for a, rows in quoted.items() for i, said in enumerate(rows)]
    sentences = tables.frame("sentences", [(a, i, 0, "body", 0, 9, 3) for a, i, *_ in places])
    quotes = tables.frame("quotes", [(a, i, i, 0, 9, "direct", who, "", "said", "neutral", n) for a, i, who, n in places])
    return quotes, sentences, articles


def test_shares_of_quoted_words_add_up_to_one():
    table = sourcing.share(*story({"n": [("Brisk", 6), ("", 2)], "s": [("Brisk", 4)]}))
    assert table.set_index(["outlet", "speaker"]).value.to_dict() == {
        ("north", "Brisk"): 0.75, ("north", sourcing.NOBODY): 0.25, ("south", "Brisk"): 1.0,
    }  # fmt: skip
    assert table.x.tolist() == [6, 2, 4] and table.n.tolist() == [2, 2, 1]


def test_with_five_articles_a_side_they_are_the_units():
    rows = {f"{side}{i}": [("Brisk", i + 1), ("Holm", 1)] for side in "ns" for i in range(5)}
    quotes, sentences, articles = story(rows)
    table = sourcing.share(quotes, sentences, articles).set_index(["outlet", "speaker"])
    assert (table.n == 5).all() and "over the means of articles" in table.scope.iloc[0]
    assert table.value["north", "Brisk"] == pytest.approx(sum((i + 1) / (i + 2) for i in range(5)) / 5)
    cues = sourcing.stances(quotes, sentences, articles)
    assert (cues.n == 5).all() and (cues.value == 1).all()
