"""Agreement of scorers and the neutralised topic, counted by hand."""

import numpy as np
import pandas as pd
import pytest
from conftest import bag
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import tables
from analysis.measures import sentiment

ARTICLES = pd.DataFrame({"story": "s", "article_id": ["n", "s"], "outlet": pd.Categorical(["north", "south"], ordered=True)})
SENTENCES = tables.frame("sentences", [(a, i, 0, "body", 0, 9, 3) for a in "ns" for i in range(5)])
VALUES = {"war": -0.8, "hope": 0.6, "fear": -0.4}


def tone(scores):
    """`scores`: lexicon -> ten values, one per sentence."""
    places = [(a, i) for a in "ns" for i in range(5)]
    return tables.frame("tone", [(a, i, "all", "", name, v) for name, vs in scores.items() for (a, i), v in zip(places, vs, strict=True)])


def units(rows):
    return bag([(a, u, t, n, 20) for a, u, t, n in rows])


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(-9, 9), min_size=10, max_size=10).filter(lambda v: len(set(v)) > 1), st.floats(0.1, 3), st.floats(-1, 1))
def test_agreement_is_pearson_and_knows_no_scale(values, slope, shift):
    other = [v * v + v for v in values]
    table = sentiment.agreement(tone({"a": values, "b": [slope * v + shift for v in values], "c": other}), SENTENCES, ARTICLES).set_index(
        "pair"
    )
    assert table.value["a and b"] == pytest.approx(1, abs=1e-6) and (table.n == 10).all()
    if len(set(other)) > 1:
        assert table.value["a and c"] == pytest.approx(np.corrcoef(values, other)[0, 1], abs=1e-6)
        assert table.low["a and c"] <= table.high["a and c"]


def test_a_scorer_that_never_varies_agrees_with_nobody():
    table = sentiment.agreement(tone({"a": range(10), "b": [0.5] * 10}), SENTENCES, ARTICLES)
    assert table.value.isna().all() and table.low.isna().all()


def test_scorers_are_never_mixed_in_a_mean():
    scores = tone({"vader": [0.2] * 10, "pattern": [-1.0] * 10})
    assert set(sentiment.mean(scores, SENTENCES, ARTICLES).value.round(9)) == {0.2}
    table = sentiment.by_lexicon(scores, SENTENCES, ARTICLES)
    assert table.groupby("lexicon").value.mean().to_dict() == pytest.approx({"vader": 0.2, "pattern": -1.0})


def test_a_word_of_the_topic_is_one_that_the_outlets_share():
    rows = [("n", 0, "war", 3), ("n", 1, "hope", 1), ("s", 0, "war", 1), ("s", 1, "fear", 1)]
    assert sentiment.topic_words(units(rows), ARTICLES, VALUES).to_dict("records") == [
        {"term": "war", "valence": -0.8, "x": 4, "outlets": 2}
    ]
    means = sentiment.neutralised(units(rows), ARTICLES, VALUES).set_index(["words", "outlet"]).value
    assert means["all words", "north"] == pytest.approx((3 * -0.8 + 0.6) / 4) and means["all words", "south"] == pytest.approx(-0.6)
    assert means["without words of the topic", "north"] == pytest.approx(0.6) and means[
        "without words of the topic", "south"
    ] == pytest.approx(-0.4)


def test_one_outlet_shares_no_words():
    rows = units([("n", 0, "war", 3)])
    assert sentiment.topic_words(rows, ARTICLES[:1].assign(outlet=["north"]), VALUES).empty
