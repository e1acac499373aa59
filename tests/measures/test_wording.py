"""The table of words counted by hand, against scikit-learn, and under its laws; what the field's measures obey is in test_keyness."""

import numpy as np
import pandas as pd
import pytest
from conftest import bag
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfTransformer

from analysis.measures import wording
from analysis.measures.terms import Terms


def story(**outlets):
    """Return units and articles from outlet -> {term: count}; every unit also holds two stop words."""
    articles = pd.DataFrame({"story": "s", "article_id": list(outlets), "outlet": pd.Categorical(list(outlets), ordered=True)})
    return bag([(o, 0, t, n, sum(c.values()) + 2) for o, c in outlets.items() for t, n in c.items()]), articles


BAGS = st.fixed_dictionaries({o: st.dictionaries(st.sampled_from("uvwxyz"), st.integers(1, 9), min_size=1) for o in ("north", "south", "west")})
SIGNED = ["g2", "log_ratio", "lrc", "log_odds"]


def by_hand(**outlets):
    return wording.table(*story(**outlets), minimum=1).set_index(["outlet", "term"])


def test_the_table_counted_by_hand():
    table = by_hand(north={"ferry": 3, "lucky": 5}, south={"ferry": 8})
    assert table.loc[("north", "lucky"), ["x", "others", "rate", "others_rate", "df"]].tolist() == [5, 0, 500, 0, 1]
    assert table.tfidf["north", "lucky"] == pytest.approx(500 * np.log(2)) and table.tfidf["north", "ferry"] == 0
    assert table.log_ratio["north", "ferry"] == pytest.approx(np.log2(0.3 / 0.8)) and table.log_odds["south", "lucky"] < 0


def test_tfidf_is_the_unsmoothed_variant_of_scikit_learn_without_its_added_one():
    units, articles = story(a={"x": 1, "y": 2, "z": 4}, b={"x": 2, "w": 3}, c={"x": 5, "y": 1})
    table = wording.table(units, articles, minimum=1)
    ours, rates = (table.pivot_table(index="outlet", columns="term", values=v, observed=True) for v in ("tfidf", "rate"))
    theirs = TfidfTransformer(norm=None, smooth_idf=False).fit_transform(rates.to_numpy()).toarray() - rates.to_numpy()
    np.testing.assert_allclose(ours.to_numpy(), theirs, rtol=1e-12)


@settings(deadline=None, max_examples=60)
@given(BAGS)
def test_in_pairs_swapping_the_sides_flips_the_sign(outlets):
    table = wording.table(*story(**outlets), minimum=1, against="pairs").set_index(["outlet", "against", "term"])
    for (a, b, term), row in table.iterrows():
        assert row[SIGNED].to_numpy(float) == pytest.approx(-table.loc[(b, a, term), SIGNED].to_numpy(float), abs=1e-9)


@settings(deadline=None, max_examples=60)
@given(BAGS)
def test_a_third_outlet_leaves_the_scores_of_a_pair_alone(outlets):
    fixed = ["x", "others", "g2", "log_ratio", "lrc", "diff"]  # the prior of log-odds is the pair's own vocabulary
    three = wording.table(*story(**outlets), minimum=1, against="pairs").query("outlet == 'north' and against == 'south'")
    two = wording.table(*story(**{o: outlets[o] for o in ("north", "south")}), minimum=1, against="pairs").query("outlet == 'north'")
    both = three[["term", *fixed]].merge(two[["term", *fixed]], on="term", suffixes=("", "_two"))
    assert len(both) == len(two)
    np.testing.assert_allclose(both[fixed], both[[f"{c}_two" for c in fixed]], atol=1e-9)


@settings(deadline=None, max_examples=60)
@given(BAGS, st.randoms())
def test_the_order_of_rows_never_matters_and_nothing_is_empty(outlets, random):
    units, articles = story(**outlets)
    rows = list(range(len(units)))
    random.shuffle(rows)
    ours, theirs = wording.table(units, articles), wording.table(units.iloc[rows], articles)
    pd.testing.assert_frame_equal(ours, theirs)
    assert not ours.isna().any().any() and np.isfinite(ours[list(wording.SCORES)]).all().all()
    assert (ours.log_ratio_low <= ours.log_ratio).all() and (ours.log_ratio <= ours.log_ratio_high).all()


def test_identical_articles_have_no_words_of_their_own():
    table = by_hand(north={"ferry": 3, "lucky": 5}, south={"ferry": 3, "lucky": 5})
    assert (table[["tfidf", *SIGNED, "diff"]].abs() < 1e-12).all().all()


def test_one_outlet_has_nothing_to_be_distinct_from_but_frequent_words():
    units, articles = story(north={"ferry": 3, "lucky": 5, "once": 1})
    assert not len(wording.table(units, articles)) and not len(wording.gaps(units, articles)) and not len(wording.shared(units, articles))
    found = wording.frequent(units, articles, top=2)
    assert list(found.term) == ["lucky", "ferry"] and found.value[0] == pytest.approx(1000 * 5 / 11)


def test_an_outlet_of_fifty_times_the_words_is_compared_by_rates():
    units, articles = story(north={"ferry": 2, "lucky": 2}, south={"ferry": 100, "lucky": 50, "blame": 50})
    table = wording.table(units, articles).set_index(["outlet", "term"])
    assert table.log_ratio["north", "lucky"] > 0 > table.log_ratio["north", "blame"]


def test_by_and_against_must_be_known():
    units, articles = story(north={"a": 1}, south={"b": 1})
    with pytest.raises(ValueError, match="by='colour': no such column"):
        wording.table(units, articles, by="colour")
    with pytest.raises(ValueError, match="against='all': it is 'rest'"):
        wording.table(units, articles, against="all")


def test_shared_words_are_those_of_all_and_missing_ones_those_of_all_but_one():
    units, articles = story(north={"ferry": 3, "x": 1}, south={"ferry": 8, "blame": 2}, west={"ferry": 1, "blame": 1, "x": 4})
    assert wording.shared(units, articles)[["term", "x"]].values.tolist() == [["ferry", 12]]
    assert wording.missing(units, articles)[["outlet", "term", "x"]].values.tolist() == [["north", "blame", 3], ["south", "x", 5]]


def test_gaps_are_antisymmetric_for_two_and_tested_together():
    rows = [(o, u, t, 1, 10) for o, t in (("n", "storm"), ("s", "calm")) for u in range(12)] + [(o, u, "ferry", 1, 10) for o in "ns" for u in range(12)]
    articles = pd.DataFrame({"story": "s", "article_id": ["n", "s"], "outlet": pd.Categorical(["n", "s"], ordered=True)})
    gaps = wording.gaps(bag(rows), articles).set_index(["outlet", "term"])
    assert gaps.value["n", "storm"] == pytest.approx(100) == -gaps.value["s", "storm"] and gaps.value["n", "ferry"] == 0
    assert gaps.adjusted["n", "storm"] < 0.05 < gaps.adjusted["n", "ferry"]


def test_house_spelling_is_one_term_unless_asked_for():
    units, articles = story(north={"defence": 3, "ferry": 1}, south={"defense": 4, "ferry": 1})
    units["family"] = units.family.replace("defence", "defense")
    assert wording.table(units, articles).set_index(["outlet", "term"]).df["north", "defense"] == 2
    assert by_spelling(units, articles).df["north", "defence"] == 1
    assert wording.spellings(units, articles).values.tolist() == [["defense", "defence", "north", 3], ["defense", "defense", "south", 4]]


def by_spelling(units, articles):
    return wording.table(units, articles, terms=Terms(spelling=True)).set_index(["outlet", "term"])
