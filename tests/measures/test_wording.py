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


def test_an_outlet_may_be_called_as_all_others_are():
    one, other = {"ferry": 3, "lucky": 5}, {"ferry": 8, "lucky": 4}
    plain, odd = (wording.gaps(*story(**{name: one}, south=other, west={"ferry": 6, "lucky": 2})) for name in ("north", wording.REST))
    sums = ["value", "x_a", "x_b"]
    np.testing.assert_allclose(odd[sums], plain[sums])
    table = wording.table(*story(**{wording.REST: one}, south=other))
    assert set(table.against) == {"(all others)"}


def test_log_odds_under_a_prior_of_500_uses_of_the_words_of_the_story():
    prior = 500 * 5.5 / (5.5 + 11.5)  # lucky: 5 uses in the story, and half a use each; ferry: 11
    odds = [np.log((x + prior) / (10 - x + 500 - prior)) for x in (5, 0)]
    expected = (odds[0] - odds[1]) / np.sqrt(1 / (5 + prior) + 1 / prior)
    assert by_hand(north={"ferry": 3, "lucky": 5}, south={"ferry": 8}).log_odds["north", "lucky"] == pytest.approx(expected)


def test_in_pairs_the_prior_and_the_documents_are_those_of_the_pair():
    pair = {"north": {"ferry": 3, "lucky": 5}, "south": {"ferry": 8, "lucky": 1}}
    rows = [wording.table(*story(**outlets), against="pairs").set_index(["outlet", "against", "term"]) for outlets in (pair, pair | {"west": {"lucky": 9}})]
    two = rows[0].rename(index={"all others": "south"}, level="against").loc[("north", "south"), ["tfidf", "log_odds"]]
    np.testing.assert_allclose(rows[1].loc[("north", "south"), ["tfidf", "log_odds"]], two, atol=1e-12)


def test_dispersion_is_that_over_the_units_of_the_side_itself():
    units = bag([("n", 0, "tide", 5, 10), *(("n", u, "calm", 1, 10) for u in range(5)), *(("s", u, "tide", 1, 10) for u in range(5))])
    articles = pd.DataFrame({"story": "s", "article_id": ["n", "s"], "outlet": pd.Categorical(["n", "s"], ordered=True)})
    table = wording.table(units, articles).set_index(["outlet", "term"])
    assert table.two_units["n", "tide"] and not table.two_units["s", "tide"]
    assert table.dp["s", "tide"] == pytest.approx(0) and table.dp["n", "tide"] > 0.5


def test_units_of_two_articles_of_an_outlet_stay_apart():
    articles = pd.DataFrame({"story": "s", "article_id": ["a", "b"], "outlet": pd.Categorical(["north", "north"], ordered=True)})
    counts = wording.count(bag([("a", 0, "calm", 1, 10), ("b", 0, "storm", 2, 20)]), articles)
    assert counts.base.unit.is_unique and counts.top.merge(counts.base, on="unit")[["x", "m"]].values.tolist() == [[1, 10], [2, 20]]


def test_tfidf_is_the_unsmoothed_variant_of_scikit_learn_without_its_added_one():
    units, articles = story(a={"x": 1, "y": 2, "z": 4}, b={"x": 2, "w": 3}, c={"x": 5, "y": 1})
    table = wording.table(units, articles, minimum=1)
    ours, rates = (table.pivot_table(index="outlet", columns="term", values=v, observed=True) for v in ("tfidf", "rate"))
    theirs = TfidfTransformer(norm=None, smooth_idf=False).fit_transform(rates.to_numpy()).toarray() - rates.to_numpy()
    np.testing.assert_allclose(ours.to_numpy(), theirs, rtol=1e-12)


@settings(deadline=None, max_examples=40)
@given(BAGS)
def test_in_pairs_swapping_the_sides_flips_the_sign(outlets):
    table = wording.table(*story(**outlets), minimum=1, against="pairs").set_index(["outlet", "against", "term"])
    for (a, b, term), row in table.iterrows():
        assert row[SIGNED].to_numpy(float) == pytest.approx(-table.loc[(b, a, term), SIGNED].to_numpy(float), abs=1e-9)


@settings(deadline=None, max_examples=40)
@given(BAGS)
def test_a_third_outlet_leaves_the_scores_of_a_pair_alone(outlets):
    fixed = ["x", "others", "g2", "log_ratio", "lrc", "diff"]  # the prior of log-odds is the pair's own vocabulary
    three = wording.table(*story(**outlets), minimum=1, against="pairs").query("outlet == 'north' and against == 'south'")
    two = wording.table(*story(**{o: outlets[o] for o in ("north", "south")}), minimum=1, against="pairs").query("outlet == 'north'")
    both = three[["term", *fixed]].merge(two[["term", *fixed]], on="term", suffixes=("", "_two"))
    assert len(both) == len(two)
    np.testing.assert_allclose(both[fixed], both[[f"{c}_two" for c in fixed]], atol=1e-9)


@settings(deadline=None, max_examples=40)
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


def test_shared_words_are_those_of_all_in_the_order_of_their_lowest_rate():
    units, articles = story(north={"ferry": 3, "x": 1, "calm": 2}, south={"ferry": 8, "blame": 2, "calm": 3}, west={"ferry": 1, "x": 4, "calm": 3})
    core = wording.shared(units, articles)
    assert core[["term", "x"]].values.tolist() == [["calm", 8], ["ferry", 12]]
    assert core[["least", "most"]].to_numpy() == pytest.approx(np.array([[200, 300], [100, 1600 / 3]]))


def test_missing_words_are_those_of_all_but_one_and_of_two_outlets_nothing_is_missing():
    units, articles = story(north={"ferry": 3, "x": 1}, south={"ferry": 8, "blame": 2}, west={"ferry": 1, "blame": 1, "x": 4, "lone": 3})
    assert wording.missing(units, articles)[["outlet", "term", "x"]].values.tolist() == [["north", "blame", 3], ["south", "x", 5]]
    assert not len(wording.missing(*story(north={"ferry": 3, "x": 1}, south={"ferry": 8})))


def test_the_cloud_names_what_lies_farthest_out_to_either_side_and_the_matrix_the_heaviest():
    units, articles = story(north={"ferry": 9, "x": 3, "calm": 1}, south={"ferry": 9, "blame": 20}, west={"ferry": 9, "calm": 1, "x": 1})
    table = wording.table(units, articles)
    cloud = wording.cloud(table, articles, top=1).set_index(["outlet", "term"])
    north = cloud.loc["north"]
    assert north.label.idxmax() == "blame" == north.value.idxmin() and north.label.sum() == 1 and north.frequency["x"] == 4
    heavy = wording.heaviest(table, articles, top=2)
    assert list(heavy.term.cat.categories) == ["x", "calm", "blame"] and set(heavy.measure) == {"TF-IDF"}
    assert heavy.set_index(["outlet", "term"]).value["south", "blame"] == pytest.approx(1000 * 20 / 31 * np.log(3))


def test_gaps_are_antisymmetric_for_two_and_tested_together():
    rows = [(o, u, t, 1, 10) for o, t in (("n", "storm"), ("s", "calm")) for u in range(12)] + [(o, u, "ferry", 1, 10) for o in "ns" for u in range(12)]
    articles = pd.DataFrame({"story": "s", "article_id": ["n", "s"], "outlet": pd.Categorical(["n", "s"], ordered=True)})
    gaps = wording.gaps(bag(rows), articles).set_index(["outlet", "term"])
    assert gaps.value["n", "storm"] == pytest.approx(100) == -gaps.value["s", "storm"] and gaps.value["n", "ferry"] == 0
    assert gaps.adjusted["n", "storm"] < 0.05 < gaps.adjusted["n", "ferry"]


def test_one_word_is_tested_once_for_each_outlet_and_a_word_used_once_is_no_test():
    rows = [("n", u, "storm", 1, 10) for u in range(5)] + [("s", 0, "storm", 1, 10), ("n", 0, "lone", 1, 10)]
    rows += [(o, u, "", 0, 10) for o in "ns" for u in range(12) if (o, u) not in {r[:2] for r in rows}]
    articles = pd.DataFrame({"story": "s", "article_id": ["n", "s"], "outlet": pd.Categorical(["n", "s"], ordered=True)})
    gaps = wording.gaps(bag(rows), articles)
    storm = gaps[gaps.term == "storm"]
    assert "lone" not in set(gaps.term) and (storm.n_a == 12).all() and (storm.adjusted >= (2 * storm.p).clip(upper=1) - 1e-9).all()
    assert storm.p.max() < 0.4


def test_house_spelling_is_one_term_unless_asked_for():
    units, articles = story(north={"defence": 3, "ferry": 1}, south={"defense": 4, "ferry": 1})
    units["family"] = units.family.replace("defence", "defense")
    assert wording.table(units, articles).set_index(["outlet", "term"]).df["north", "defense"] == 2
    assert by_spelling(units, articles).df["north", "defence"] == 1
    assert wording.spellings(units, articles).values.tolist() == [["defense", "defence", "north", 3], ["defense", "defense", "south", 4]]


def by_spelling(units, articles):
    return wording.table(units, articles, terms=Terms(spelling=True)).set_index(["outlet", "term"])
