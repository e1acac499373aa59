"""Dispersion against the formulas written out, the papers' examples, and what even and clumped must mean."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures import dispersion

SCORES = (dispersion.juilland, dispersion.dp, dispersion.dp_norm)
quick = settings(deadline=None, max_examples=100)
parts = st.lists(st.tuples(st.integers(0, 9), st.integers(10, 90)), min_size=2, max_size=12)


def slow(parts):
    """Return D, DP and DPnorm of one term from its (hits, words) by part."""
    total, words = sum(v for v, _ in parts), sum(s for _, s in parts)
    if not total:
        return 0.0, 1.0, 1.0
    rates = [v / s for v, s in parts]
    d = 1 - statistics.pstdev(rates) / statistics.fmean(rates) / math.sqrt(len(parts) - 1)
    dp = sum(abs(v / total - s / words) for v, s in parts) / 2
    return d, dp, dp / (1 - min(s for _, s in parts) / words)


@given(parts)
@quick
def test_the_scores_are_their_formulas(parts):
    counts, sizes = np.array(parts).T
    assert [float(score(counts, sizes)) for score in SCORES] == pytest.approx(slow(parts), rel=1e-9, abs=1e-9)


@given(parts, st.integers(0, 99))
@quick
def test_terms_side_by_side_and_the_order_of_the_parts_change_nothing(parts, seed):
    counts, sizes = np.array(parts).T
    order = np.random.default_rng(seed).permutation(len(parts))
    several = np.stack([counts, counts[::-1], np.zeros(len(parts))], axis=1)
    for score in SCORES:
        together = score(several, sizes)
        assert together[0] == pytest.approx(float(score(counts, sizes)), abs=1e-12)
        np.testing.assert_allclose(score(several[order], sizes[order]), together, atol=1e-12)
        assert np.isfinite(together).all() and (together >= 0).all() and (together <= 1).all()


def test_the_worked_example_of_gries():
    """Gries (2008): five parts of 9, 10, 10, 10 and 11 words with 1 to 5 hits; DP .18, D .785; DPnorm by Lijffijt and Gries (2012)."""
    scores = [float(score([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])) for score in SCORES]
    assert scores == pytest.approx([0.785, 0.18, 0.18 / 0.82], abs=5e-4)


def test_the_worked_example_of_lyne():
    """One lemma over the ten parts of Lyne's (1985) letters: D as the R package tlda prints it."""
    sizes = [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930]
    assert dispersion.juilland([2, 0, 1, 1, 3, 0, 3, 0, 0, 0], sizes) == pytest.approx(0.6038797, abs=5e-8)


@given(st.lists(st.integers(1, 50), min_size=2, max_size=9), st.integers(1, 5))
@quick
def test_hits_as_the_words_are_even_and_hits_in_the_smallest_part_are_clumped(sizes, times):
    even, clumped = times * np.array(sizes), np.where(np.arange(len(sizes)) == np.argmin(sizes), times, 0)
    assert [float(score(even, sizes)) for score in SCORES] == pytest.approx([1, 0, 0], abs=1e-9)
    assert [float(score(clumped, sizes)) for score in SCORES] == pytest.approx([0, 1 - min(sizes) / sum(sizes), 1], abs=1e-9)


def test_parts_without_words_are_left_out():
    for score in SCORES:
        assert score([1, 0, 4], [20, 0, 30]) == score([1, 4], [20, 30])


@pytest.mark.parametrize(("counts", "sizes", "expected"), [
    ([[3, 0]], [50], [[1, 0], [0, 1], [0, 1]]),  # one part: even, but for the term without hits
    ([[0, 0]], [0], [[0, 0], [1, 1], [1, 1]]),  # no words at all
    (np.zeros((0, 2)), [], [[0, 0], [1, 1], [1, 1]]),
])  # fmt: skip
@pytest.mark.filterwarnings("error")
def test_where_there_is_nothing_to_spread_over_the_rule_speaks(counts, sizes, expected):
    assert [score(counts, sizes).tolist() for score in SCORES] == expected


@given(st.lists(st.lists(st.integers(0, 2), min_size=3, max_size=3), min_size=1, max_size=6))
@quick
def test_two_units_counts_the_parts_with_hits(rows):
    assert dispersion.two_units(rows).tolist() == [1 <= sum(bool(row[term]) for row in rows) <= 2 for term in range(3)]
