"""TF-IDF counted by hand, and against scikit-learn."""

import numpy as np
import pandas as pd
import pytest
from conftest import bag
from sklearn.feature_extraction.text import TfidfTransformer

from analysis.measures import wording


def story(**outlets):
    """Return units and articles from outlet -> {term: count}; every unit also holds two stop words."""
    articles = pd.DataFrame({"story": "s", "article_id": list(outlets), "outlet": pd.Categorical(list(outlets), ordered=True)})
    rows = [(o, 0, t, n, sum(c.values()) + 2) for o, c in outlets.items() for t, n in c.items()]
    return bag(rows), articles


def test_tfidf_counted_by_hand():
    table = wording.tfidf(*story(north={"ferry": 3, "lucky": 5}, south={"ferry": 8})).set_index(["outlet", "term"])
    assert table.rate["north", "lucky"] == 1000 * 5 / 10
    assert table.tfidf["north", "lucky"] == pytest.approx(500 * np.log(2))
    assert table.tfidf["north", "ferry"] == 0


def test_it_is_the_unsmoothed_variant_of_scikit_learn_without_its_added_one():
    units, articles = story(a={"x": 1, "y": 2, "z": 4}, b={"x": 2, "w": 3}, c={"x": 5, "y": 1})
    ours = wording.tfidf(units, articles).pivot_table(index="outlet", columns="term", values="tfidf", fill_value=0, observed=True)
    rates = wording.tfidf(units, articles).pivot_table(index="outlet", columns="term", values="rate", fill_value=0, observed=True)
    theirs = TfidfTransformer(norm=None, smooth_idf=False).fit_transform(rates.to_numpy()).toarray() - rates.to_numpy()
    np.testing.assert_allclose(ours.to_numpy(), theirs, rtol=1e-12)


def test_one_outlet_has_nothing_to_be_distinct_from():
    with pytest.raises(ValueError, match="at least two outlets; this story has 1"):
        wording.tfidf(*story(north={"ferry": 3}))


def test_alone_the_most_frequent_words_are_given_and_called_so():
    terms = wording.distinctive(*story(north={"ferry": 3, "lucky": 5, "once": 1}))
    assert list(terms.term) == ["lucky", "ferry"] and set(terms.measure) == {"rate"} and terms.value[0] == pytest.approx(1000 * 5 / 11)


def test_rare_and_shared_words_are_left_out_and_counts_stand_beside():
    terms = wording.distinctive(*story(north={"ferry": 3, "lucky": 5, "once": 1}, south={"ferry": 8, "blame": 2}))
    assert list(terms.term) == ["lucky", "blame"] and list(terms.x) == [5, 2]
    assert {"story", "outlet", "measure", "value", "low", "high", "n", "unit", "scope"} <= set(terms)


def test_by_must_be_a_column():
    units, articles = story(north={"a": 1}, south={"b": 1})
    with pytest.raises(ValueError, match="by='colour': no such column"):
        wording.tfidf(units, articles, by="colour")


def test_shared_words_are_those_of_all():
    assert list(wording.shared(*story(north={"ferry": 3, "x": 1}, south={"ferry": 8})).term) == ["ferry"]
