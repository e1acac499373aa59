"""Ratios and their intervals: worked by hand, then laws."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.uncertainty import Counts, ratio, scope


def counts(**outlets):
    """Return the counts of yes (1) and no (0) per sentence for each outlet."""
    rows = [(name, i, "f", float(x)) for name, hits in outlets.items() for i, x in enumerate(hits)]
    top = pd.DataFrame(rows, columns=["outlet", "unit", "frame", "x"])
    base = top.assign(m=1.0, frame="")[["outlet", "unit", "frame", "m"]]
    return Counts(top[top.x != 0], base, ("outlet",), "frame")


def test_a_share_counted_by_hand():
    row = ratio(counts(north=[1, 0, 0, 1])).iloc[0]
    assert (row.value, row.x, row.n) == (0.5, 2, 4) and row.low < 0.5 < row.high


def test_one_unit_has_no_interval():
    row = ratio(counts(north=[1])).iloc[0]
    assert row.value == 1 and np.isnan(row.low) and np.isnan(row.high)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from([0, 1]), min_size=2, max_size=40).filter(any))
def test_the_interval_holds_the_value_and_is_ordered(hits):
    row = ratio(counts(north=hits)).iloc[0]
    assert 0 <= row.low <= row.high <= 1 and row.low <= row.value <= row.high


def test_another_outlet_changes_nothing_and_the_seed_everything():
    alone, beside = ratio(counts(north=[1, 0, 1, 0, 0])), ratio(counts(south=[1, 1, 0], north=[1, 0, 1, 0, 0]))
    pd.testing.assert_frame_equal(alone, beside[beside.outlet == "north"].reset_index(drop=True))
    long = [i % 3 == 0 for i in range(31)]
    assert ratio(counts(north=long), seed=1).low[0] == ratio(counts(north=long), seed=1).low[0]
    table = pd.DataFrame([ratio(counts(north=[i * x % 7 / 7 for i in range(31)]), seed=s).low[0] for s in (1, 2) for x in (1,)])
    assert table[0].nunique() == 2


def test_more_sentences_narrow_the_interval():
    few, many = (ratio(counts(north=[1, 0] * n)).iloc[0] for n in (5, 80))
    assert many.high - many.low < few.high - few.low


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    rng = np.random.default_rng(3)
    rows = [ratio(counts(north=rng.random(40) < 0.3), seed=i) for i in range(150)]
    covered = np.mean([len(r) and r.low[0] <= 0.3 <= r.high[0] for r in rows])
    assert 0.88 <= covered <= 0.99


@pytest.mark.parametrize(("sizes", "begins"), [([1, 1], "One article per outlet"), ([1, 3], "1 to 3 articles per outlet")])
def test_the_scope_sentence_reads_the_corpus(sizes, begins):
    articles = pd.DataFrame({"outlet": [o for o, n in zip("ab", sizes, strict=True) for _ in range(n)]})
    assert scope(articles).startswith(begins) and "not between outlets" in scope(articles)
