"""Contributions add up to the difference of the means, whatever the counts; and one shift worked out by hand."""

import pandas as pd
import pytest
from conftest import bag
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures import wordshift

VALUES = {"crisis": -0.8, "attack": -0.6, "hope": 0.7, "peace": 0.9, "fear": -0.5}
ARTICLES = pd.DataFrame({"story": "s", "article_id": ["n", "s"], "outlet": pd.Categorical(["north", "south"], ordered=True)})


def units(rows):
    return bag([(a, u, t, n, 20) for a, u, t, n in rows])


def mean(rows, article):
    own = [(VALUES[t], n) for a, _, t, n in rows if a == article and t in VALUES]
    return sum(v * n for v, n in own) / sum(n for _, n in own)


ROW = st.tuples(st.sampled_from("ns"), st.integers(0, 5), st.sampled_from([*VALUES, "table", "river"]), st.integers(1, 4))


@settings(deadline=None, max_examples=100)
@given(st.lists(ROW, max_size=25, unique_by=lambda r: r[:3]).map(lambda rows: [*rows, ("n", 7, "peace", 1), ("s", 7, "fear", 2)]))
def test_contributions_add_up_to_the_difference_of_the_means(rows):
    table = wordshift.shift(units(rows), ARTICLES, VALUES)
    for name, sign in (("north", 1), ("south", -1)):
        gap = sign * (mean(rows, "n") - mean(rows, "s"))
        part = table[table.outlet == name]
        assert part.value.sum() == pytest.approx(gap, abs=1e-12) and part.gap.tolist() == pytest.approx([gap] * len(part), abs=1e-12)
    assert (table.low.isna() | (table.low <= table.high)).all() and not table.term.isin(["table", "river"]).any()


def test_a_shift_by_hand():
    rows = [("n", 0, "crisis", 3), ("n", 0, "hope", 1), ("s", 0, "crisis", 1), ("s", 0, "hope", 3)]
    north = wordshift.shift(units(rows), ARTICLES, VALUES).query("outlet == 'north'").set_index("term")
    reference = 0.25 * -0.8 + 0.75 * 0.7
    assert north.value["crisis"] == pytest.approx((0.75 - 0.25) * (-0.8 - reference))
    assert north.value["hope"] == pytest.approx((0.25 - 0.75) * (0.7 - reference)) and north.gap.iloc[0] == pytest.approx(-0.75)
    assert north.x.to_dict() == {"crisis": 3, "hope": 1} and list(north.index) == ["crisis", "hope"]


def test_words_left_out_count_nowhere():
    rows = [("n", 0, "crisis", 3), ("n", 1, "hope", 1), ("s", 0, "crisis", 1), ("s", 1, "hope", 3)]
    table = wordshift.shift(units(rows), ARTICLES, VALUES, without=frozenset({"crisis"}))
    assert set(table.term) == {"hope"} and table.gap.abs().max() == pytest.approx(0, abs=1e-12)


def test_an_outlet_without_a_lexicon_word_has_no_row():
    table = wordshift.shift(units([("n", 0, "hope", 1), ("s", 0, "river", 1)]), ARTICLES, VALUES)
    assert table.empty and {"story", "outlet", "term", "value", "scope"} <= set(table)


def test_one_outlet_cannot_be_compared():
    table = wordshift.shift(units([("n", 0, "hope", 1)]), ARTICLES[:1], VALUES)
    assert table.empty and {"outlet", "term", "value", "gap", "scope"} <= set(table)


def test_the_interval_holds_the_value_and_does_not_hang_on_other_outlets():
    rows = [("n", u, t, 1 + u % 3) for u in range(12) for t in ("crisis", "hope") if u % 2 == (t == "hope")] + [("s", 0, "peace", 5)]
    table = wordshift.shift(units(rows), ARTICLES, VALUES)
    north = table[(table.outlet == "north") & (table.x > 0)]
    assert ((north.low <= north.value) & (north.value <= north.high)).all() and (north.high - north.low).max() > 0
