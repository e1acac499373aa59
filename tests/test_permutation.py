"""Deals and differences: worked by hand, then laws, then how often chance is taken for a difference."""

from dataclasses import replace
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis import permutation
from analysis.differences import difference
from analysis.uncertainty import Counts, fit

RNG = np.random.default_rng


def column(values):
    return np.array(values, dtype=float)[:, None]


def compared(a, b, seed=1):
    """Return the comparison of two groups of sentences that carry something (1) or not (0)."""
    a, b = column(a), column(b)
    return {k: v[0] for k, v in permutation.compared(a, np.ones_like(a), b, np.ones_like(b), rng=RNG(seed)).items()}


def counts(keys=("f",), **sides):
    """Return the counts of 0 and 1 per sentence (a list a key) of each side, as articles of one sentence."""
    rows = [
        (s, f"{s}{i}", i, k, float(x)) for s, lists in sides.items() for k, xs in zip(keys, lists, strict=True) for i, x in enumerate(xs)
    ]
    top = pd.DataFrame(rows, columns=["outlet", "article_id", "unit", "frame", "x"])
    base = top.drop_duplicates(["outlet", "unit"]).assign(m=1.0, frame="")
    return Counts(
        top[top.x != 0][["outlet", "unit", "frame", "x"]], base[["outlet", "article_id", "unit", "frame", "m"]], ("outlet",), "frame"
    )


def test_all_deals_are_made_where_they_are_few_and_the_p_is_theirs():
    deals = next(permutation.deals(6, 3, RNG(1)))
    assert deals.shape == (comb(6, 3), 6) and (deals.sum(1) == 3).all() and len({tuple(d) for d in deals}) == 20
    found = compared([1, 1, 1], [0, 0, 0])
    assert found["p"] == pytest.approx(2 / 20 / 2)  # two deals part them so, half of them by the mid-p


def test_the_p_is_that_of_fisher_in_its_mid_form():
    from scipy.stats import hypergeom

    found = compared([1] * 9 + [0] * 31, [1] * 2 + [0] * 38)
    tail = 2 * hypergeom.sf(9, 80, 11, 40) + hypergeom.pmf(9, 80, 11, 40)
    assert found["p"] == pytest.approx(tail, abs=0.012)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.booleans(), min_size=3, max_size=25), st.lists(st.booleans(), min_size=3, max_size=25))
def test_the_interval_leaves_zero_out_exactly_where_p_is_below_five_percent(a, b):
    found = compared(a, b)
    if found["se"] > 0 and abs(found["p"] - permutation.ALPHA) > 1e-3:
        assert (found["low"] <= 0 <= found["high"]) == (found["p"] > permutation.ALPHA)
        assert found["low"] <= found["value"] <= found["high"]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 3), min_size=4, max_size=20), st.lists(st.integers(0, 3), min_size=4, max_size=20))
def test_turning_the_sides_round_turns_the_sign(a, b):
    one, other = compared(a, b), compared(b, a)
    assert one["value"] == pytest.approx(-other["value"]) and one["se"] == pytest.approx(other["se"], nan_ok=True)


def test_a_few_hits_are_no_test_however_they_fall():
    table = difference(counts(a=[[1, 1, 1] + [0] * 17], b=[[0] * 20]))
    row = table.iloc[0]
    assert row.supported and row.tests == 0 and "too few" in row.reason and row.low <= 0 <= row.high and row.adjusted == 1


def test_one_use_of_a_word_is_no_difference_however_long_the_sentences():
    rng = RNG(5)
    x, m = np.zeros((40, 60)), rng.integers(5, 40, (40, 1)) * np.ones((1, 60))
    x[rng.integers(0, 40, 60), range(60)] = 1
    found = permutation.compared(x[:20], m[:20], x[20:], m[20:], rng=rng)
    assert (found["p"] > 0.05).all() and (found["low"] <= 0).all() and (found["high"] >= 0).all() and np.isnan(found["max_p"]).all()


def test_what_occurs_nowhere_has_no_number():
    table = difference(counts(keys=("f", "g"), a=[[1, 0] * 9, [0] * 18], b=[[0] * 18, [0] * 18]))
    assert list(table.frame) == ["f"]
    both = counts(a=[[0, 0, 0]], b=[[0, 1, 0]])
    alone = Counts(both.top.assign(outlet="c"), both.base, both.groups, both.key)
    row = difference(alone).iloc[0]
    assert not row.supported and np.isnan(row.value) and np.isnan(row.p) and row.reason == "it occurs on neither side"


def test_one_sentence_on_a_side_is_refused():
    row = difference(counts(a=[[1]], b=[[0, 1, 0]])).iloc[0]
    assert not row.supported and np.isnan(row.low) and "fewer than two" in row.reason


def test_pairs_families_and_sizes_of_the_table():
    hits = [1, 0, 0, 1, 0, 1, 0, 0] * 4
    table = difference(counts(keys=("f", "g"), a=[hits, hits], b=[hits, hits], c=[hits, [1] * 32]))
    assert len(table) == 3 * 2 and set(zip(table.a, table.b, strict=True)) == {("a", "b"), ("a", "c"), ("b", "c")}
    assert (table.adjusted >= table.p - 1e-12).all() and (table.tests == 6).all()
    assert (table.adjusted < 0.05).to_list() == [False, False, False, True, False, True]
    assert list(difference(counts(a=[hits], b=[hits], c=[hits]), pairs=[("c", "a")]).a) == ["c"]
    with pytest.raises(ValueError, match="family"):
        difference(counts(a=[hits], b=[hits]), family="none")


def test_the_largest_of_many_is_judged_by_the_largest():
    rng = RNG(3)
    x = (rng.random((40, 60)) < 0.3).astype(float)
    x[:20, 0], x[20:, 0] = 1, 0
    found = permutation.compared(x[:20], np.ones((20, 60)), x[20:], np.ones((20, 60)), rng=rng)
    rest = found["max_p"][1:][~np.isnan(found["max_p"][1:])]
    assert found["max_p"][0] < 0.01 and (rest > 0.05).all() and (found["p"][1:] < 0.05).any()


def test_articles_are_the_units_from_five_and_the_interval_is_students():
    a, b = [0.2, 0.3, 0.4, 0.1, 0.25], [0.6, 0.7, 0.5, 0.65, 0.8]
    made = counts(a=[a], b=[b])
    rows = pd.DataFrame({"article_id": [f"{s}{i}" for s in "ab" for i in range(5)], "outlet": list("aaaaabbbbb")})
    row = difference(fit(made, rows)).iloc[0]
    assert row.value == pytest.approx(-0.4) and row.p == pytest.approx(2 / comb(10, 5) / 2) and row.n_a == 5
    assert row.low < -0.4 < row.high < 0


def test_stories_are_compared_in_pairs():
    shift = [0.1, 0.9, 0.5, 0.3, 0.7, 0.2, 0.4, 0.6]
    made = counts(a=[[s + 0.05 + 0.001 * i for i, s in enumerate(shift)]], b=[shift])
    row = difference(Counts(made.top, made.base, made.groups, made.key, "stories")).iloc[0]
    assert row.p == pytest.approx(2 / 2**8 / 2) and 0.04 < row.low < row.value < row.high < 0.07
    alone = Counts(made.top, made.base[~((made.base.outlet == "b") & (made.base.unit > 0))], made.groups, made.key, "stories")
    assert not difference(alone).iloc[0].supported


def test_needed_is_what_gives_four_of_five():
    rng = RNG(8)
    few = compared([1] * 10 + [0] * 30, [1] * 5 + [0] * 35)
    n = int(few["needed"])
    wins = [compared(rng.random(n) < 0.25, rng.random(n) < 0.125, seed=i)["p"] < 0.05 for i in range(60)]
    assert n > 40 and 0.6 < np.mean(wins) < 0.95


FEW_AND_MANY = [1] * 5 + [0] * 10, [1] * 4 + [0] * 81  # 5 of 15 sentences against 4 of 85


def test_one_outlet_against_many_is_tested_by_the_deals_themselves():
    """Fisher's exact p is .003; the error of so few sentences by themselves hides that."""
    a, b = map(column, FEW_AND_MANY)
    pooled, own = (permutation.compared(a, np.ones_like(a), b, np.ones_like(b), rng=RNG(1), pooled=p)["p"][0] for p in (True, False))
    exact = stats.hypergeom(100, 9, 15)
    assert pooled == pytest.approx(exact.sf(5) + exact.pmf(5) / 2, abs=0.003) and own > 0.05


def test_scores_and_articles_keep_the_studentized_p():
    sides = {side: [values] for side, values in zip(("north", "rest"), FEW_AND_MANY, strict=True)}
    assert difference(counts(**sides)).p[0] < 0.05 < difference(replace(counts(**sides), share=False)).p[0]
    assert difference(replace(counts(**sides), unit="articles")).p[0] > 0.05


def test_chance_is_taken_for_a_difference_about_as_often_as_it_says():
    rng = RNG(4)
    held = [compared(x[:20], x[20:], seed=i) for i, x in enumerate(rng.permutation([1] * 14 + [0] * 26) for _ in range(300))]
    covered = np.mean([f["low"] <= 0 <= f["high"] for f in held])
    assert 0.91 <= covered <= 0.985


def test_unequal_spread_and_size_do_not_mislead():
    rng = RNG(9)
    held = [
        permutation.compared(column(rng.normal(0, 3, 12)), np.ones((12, 1)), column(rng.normal(0, 1, 48)), np.ones((48, 1)), rng=rng)
        for _ in range(200)
    ]
    assert np.mean([f["p"][0] < 0.05 for f in held]) < 0.11


def test_more_pairs_cost_more_under_the_largest_too():
    hits, more = [1, 0, 0, 0] * 8, [1, 1, 0, 1] * 8
    two, three = counts(a=[hits], b=[more]), counts(a=[hits], b=[more], c=[hits])
    one, of_three = (difference(c, family="max-t").set_index(["a", "b"]).adjusted[("a", "b")] for c in (two, three))
    assert 0 < one < 0.05 and of_three == pytest.approx(3 * one)
