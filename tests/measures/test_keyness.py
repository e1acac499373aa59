"""Every score against the formula written out in plain Python, the papers' own examples, and the laws that keyness must keep."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfTransformer

from analysis import methods
from analysis.measures import keyness

SWAPPED = ("g2", "log_ratio", "lrc", "log_odds")
WITH = {"df": 1, "N": 2, "prior": 0.5, "mass": 400.0}
quick = settings(deadline=None, max_examples=100)


@st.composite
def sides(draw, least=0, words=0):
    """Return x, n, y, m with at least `least` hits on either side."""
    n, m = (draw(st.integers(max(words, least), 60) | st.integers(max(words, least, 100), 9000)) for _ in "nm")
    return draw(st.integers(least, n)), n, draw(st.integers(least, m)), m


def slow_tfidf(x, n, df, outlets, idf):
    weight = {"plain": lambda: math.log(outlets / df), "plus-one": lambda: math.log(outlets / df) + 1}
    return 1000 * x / n * weight.get(idf, lambda: math.log((1 + outlets) / (1 + df)) + 1)() if n and df else 0.0


def slow_g2(x, n, y, m, cells):
    if not n or not m:
        return 0.0
    table = {2: [(x, n), (y, m)], 4: [(x, n), (y, m), (n - x, n), (m - y, m)]}[cells]
    rates = [(x + y) / (n + m)] * 2 + [(n + m - x - y) / (n + m)] * 2
    total = 2 * sum(o * math.log(o / (size * rate)) for (o, size), rate in zip(table, rates, strict=False) if o)
    return total if x / n > y / m else -total


def slow_log_ratio(x, n, y, m):
    if not n or not m or x * m == y * n:
        return 0.0
    value = math.log2(((x or 0.5) / n) / ((y or 0.5) / m))
    return value if (value > 0) == (x * m > y * n) else 0.0


def slow_diff(x, n, y, m):
    if not n or not m or x * m == y * n:
        return 0.0
    there = (y or 0.5) / m
    return max((x / n - there) / there * 100, 0.0 if x * m > y * n else -100)


def slow_log_odds(x, n, y, m, alpha, total):
    if not n or not m:
        return 0.0, 0.0
    here, there = (x + alpha) / (n + total - x - alpha), (y + alpha) / (m + total - y - alpha)
    delta = math.log(here) - math.log(there)
    return delta, delta / math.sqrt(1 / (x + alpha) + 1 / (y + alpha))


def slow_share(hits, trials, tail):
    """Return the share at which `hits` or more of `trials` have the chance `tail`: Clopper and Pearson's lower bound, by bisection."""
    low, high = 0.0, 1.0
    for _ in range(100):
        share = (low + high) / 2
        fewer = math.fsum(math.comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(hits))
        low, high = (share, high) if 1 - fewer < tail else (low, share)
    return low


def slow_lrc(x, n, y, m, family):
    """Return the LRC as R's corpora::keyness computes it."""
    tail = 0.05 / 2 / family
    if x / n >= y / m:
        share = slow_share(x, x + y, tail) if x else 0.0
        return max(math.log2(m / n * share / (1 - share)), 0.0) if share else 0.0
    share = slow_share(y, x + y, tail)  # the upper bound of x is what the lower bound of y leaves
    return min(math.log2(m / n * (1 - share) / share), 0.0)


@given(sides(), st.integers(0, 9), st.integers(1, 9), st.sampled_from(list(keyness.IDF)))
@quick
def test_tfidf_is_its_formula(four, df, outlets, idf):
    x, n = (four[0] if df else 0), four[1]  # a word that nobody uses has no hits
    assert keyness.tfidf(x, n, df, outlets, idf=idf) == pytest.approx(slow_tfidf(x, n, df, outlets, idf), rel=1e-9, abs=1e-9)


@given(sides(), st.sampled_from([2, 4]))
@quick
def test_g2_is_its_formula(four, cells):
    assert keyness.g2(*four, cells=cells) == pytest.approx(slow_g2(*four, cells), rel=1e-9, abs=1e-9)


@given(sides(), st.floats(0.01, 50), st.floats(60, 5000))
@quick
def test_log_ratio_diff_and_log_odds_are_their_formulas(four, alpha, total):
    assert keyness.log_ratio(*four) == pytest.approx(slow_log_ratio(*four), rel=1e-9, abs=1e-9)
    assert keyness.diff(*four) == pytest.approx(slow_diff(*four), rel=1e-9, abs=1e-9)
    ours, slow = keyness.log_odds(*four, alpha, mass=total), slow_log_odds(*four, alpha, total)
    assert (float(ours[0]), float(ours[1])) == pytest.approx(slow, rel=1e-9, abs=1e-9)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(50, 3000), st.integers(50, 3000), st.sampled_from([1, 30]))
@settings(deadline=None, max_examples=60)
def test_lrc_is_the_exact_bound_of_the_reference_implementation(x, y, n, m, family):
    expected = slow_lrc(x, n, y, m, family) if x + y else 0.0
    assert keyness.lrc(x, n, y, m, family=family) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(("idf", "theirs"), [("plus-one", {"smooth_idf": False}), ("smooth", {"smooth_idf": True}), ("plain", None)])
def test_tfidf_is_scikit_learns(idf, theirs):
    counts, words = np.array([[4, 0, 1], [2, 7, 0], [0, 0, 5], [1, 1, 1]]), np.array([50, 90, 40, 77])
    rates = 1000 * counts / words[:, None]
    expected = TfidfTransformer(norm=None, **(theirs or {"smooth_idf": False})).fit_transform(rates).toarray()
    expected = expected - rates if theirs is None else expected  # plain is scikit-learn's without its added one
    ours = keyness.tfidf(counts, words[:, None], (counts > 0).sum(0), len(counts), idf=idf)
    np.testing.assert_allclose(ours, expected, rtol=1e-9, atol=1e-9)


def test_g2_of_the_papers():
    """The first row of Dunning's (1993) table of bigrams; and what Rayson computed for forms of a verb (Corpora list, 18 January 2002)."""
    assert keyness.g2(110, 110 + 2442, 111, 111 + 29114, cells=4) == pytest.approx(270.72, abs=0.005)
    million = 1_000_000
    assert keyness.g2([348, 15, 9, 21, 392], million, [99, 14, 32, 25, 170], million).round().tolist() == [147, 0, -14, 0, 90]


def test_log_ratio_counts_doublings():
    """Hardie (2014): one point is twice as often, whatever the sizes; below 0 the other way."""
    assert keyness.log_ratio([2, 4, 8, 1, 1], 100, [1, 1, 1, 1, 8], [100, 100, 100, 200, 100]) == pytest.approx([1, 2, 3, 1, -3])
    assert keyness.log_ratio([0, 3], 100, [3, 0], 100) == pytest.approx([math.log2(0.5 / 3), math.log2(3 / 0.5)])
    assert keyness.diff([2, 1], 100, [1, 2], 100).tolist() == [100, -50]


def test_log_odds_of_a_known_implementation():
    """Two sentences of nine words, eleven words in all, a flat prior of .05: the z that the package fightin_words prints."""
    z = keyness.log_odds([1, 2, 1, 0], 9, [0, 2, 1, 1], 9, 0.05, mass=11 * 0.05)[1]
    assert z == pytest.approx([0.6894227886807968, 0, 0, -0.6894227886807968], abs=1e-12)


def test_the_mass_of_the_prior_is_its_sum_over_the_terms():
    x, y, prior = np.array([[3, 0, 5], [1, 1, 1]]), np.array([1, 2, 0]), np.array([0.5, 4, 2.5])
    for ours, given_mass in zip(keyness.log_odds(x, 90, y, 60, prior), keyness.log_odds(x, 90, y, 60, prior, mass=7), strict=True):
        np.testing.assert_array_equal(ours, given_mass)
    np.testing.assert_array_equal(keyness.log_odds(x, 90, y, 60, 2)[0], keyness.log_odds(x, 90, y, 60, 2, mass=6)[0])
    assert keyness.log_odds(3, 90, 1, 60, 2)[0] == keyness.log_odds(3, 90, 1, 60, 2, mass=2)[0]


@pytest.mark.parametrize("prior", [0, -1, [1, 0], np.nan])
def test_every_word_needs_a_prior(prior):
    with pytest.raises(ValueError, match="every word needs a prior above 0"):
        keyness.log_odds([1, 0], 10, [0, 0], 10, prior)


@pytest.mark.parametrize("name", SWAPPED)
@given(sides())
@quick
def test_swapping_the_sides_flips_the_sign(name, four):
    x, n, y, m = four
    assert keyness.score(name, x, n, y, m, **WITH) == -keyness.score(name, y, m, x, n, **WITH)


@pytest.mark.parametrize("name", [name for name in keyness.MEASURES if name != "tfidf"])
@given(sides())
@quick
def test_identical_sides_score_nothing(name, four):
    x, n, _, _ = four
    assert keyness.score(name, x, n, x, n, **WITH) == 0


@pytest.mark.parametrize("name", [name for name in keyness.MEASURES if name != "tfidf"])
@given(sides(), st.integers(0, 900))
@quick
def test_a_third_outlet_leaves_a_pairwise_score_alone(name, four, z):
    def pairwise(counts, words):
        return keyness.score(name, counts[:, None], words[:, None], counts, words, **WITH)

    two, three = pairwise(np.array(four[::2]), np.array(four[1::2])), pairwise(np.array([*four[::2], z]), np.array([*four[1::2], 1000]))
    np.testing.assert_array_equal(three[:2, :2], two)


@pytest.mark.parametrize("name", keyness.MEASURES)
@given(sides(), st.floats(1e-3, 100))
@quick
def test_every_score_is_finite(name, four, prior):
    x, n, y, m = four
    assert np.isfinite(keyness.score(name, x, n, y, m, df=int(x > 0) + int(y > 0), N=2, prior=prior))


@given(st.floats(0, 60), st.floats(60, 1e7), st.floats(0, 60), st.floats(60, 1e7), st.sampled_from([1, 1e6]))
@quick
def test_weighted_counts_need_not_be_whole(x, n, y, m, family):
    scores = [keyness.score(name, x, n, y, m, **WITH, family=family, cells=4) for name in keyness.MEASURES]
    low, high = keyness.log_ratio_interval(x, n, y, m, family=family)
    assert np.isfinite([*scores, low, high]).all() and low <= keyness.log_ratio(x, n, y, m) <= high


@pytest.mark.parametrize("name", [name for name in keyness.MEASURES if name != "tfidf"])
@pytest.mark.parametrize("four", [(0, 0, 5, 100), (5, 100, 0, 0), (0, 0, 0, 0)])
def test_a_side_without_words_cannot_be_compared(name, four):
    assert keyness.score(name, *four, **WITH) == 0


@pytest.mark.parametrize("name", ["g2", "log_ratio", "lrc", "diff"])
@given(sides(words=1))
@quick
def test_no_score_goes_against_the_direction_of_the_rates(name, four):
    """A word of the long side that the short side lacks is not the short side's keyword, though half a hit there is a high rate."""
    x, n, y, m = four
    score = keyness.score(name, *four)
    assert score == 0 or (score > 0) == (x * m > y * n)
    assert keyness.score(name, 1, 5000, 0, 100) >= 0 >= keyness.score(name, 0, 100, 1, 5000)


@given(sides(), st.sampled_from([1, 20, 3000]), st.sampled_from([0.5, 0.8, 0.95, 0.999]))
@quick
def test_the_interval_is_ordered_and_finite_and_holds_the_value(four, family, level):
    low, high = keyness.log_ratio_interval(*four, family=family, level=level)
    assert np.isfinite([low, high]).all() and low <= keyness.log_ratio(*four) <= high and low < high
    outside = float(low if low > 0 else high if high < 0 else 0)
    assert keyness.lrc(*four, family=family, level=level) == outside, "LRC is the end nearer to 0, or 0"
    x, n, y, m = four
    assert keyness.log_ratio_interval(y, m, x, n, family=family, level=level) == pytest.approx((-high, -low))


@given(sides())
@quick
def test_a_larger_family_and_a_higher_level_widen_the_interval(four):
    low, high = keyness.log_ratio_interval(*four)
    for wider in ({"family": 10}, {"level": 0.99}):
        other = keyness.log_ratio_interval(*four, **wider)
        assert other[0] < low and high < other[1]
        assert abs(keyness.lrc(*four, **wider)) <= abs(keyness.lrc(*four))


@pytest.mark.parametrize("rates", [(4, 4), (12, 3), (40, 25), (2, 9)])
def test_the_interval_covers_the_true_ratio_in_at_least_95_percent(rates):
    rng = np.random.default_rng(7)
    x, y = (rng.poisson(rate, 4000) for rate in rates)
    low, high = keyness.log_ratio_interval(x, 1000, y, 1000)
    truth = math.log2(rates[0] / rates[1])
    assert ((low <= truth) & (truth <= high)).mean() >= 0.95


@given(sides(least=1))
@quick
def test_doubling_both_texts_doubles_the_surprise_and_leaves_the_ratio(four):
    double = [2 * side for side in four]
    assert keyness.log_ratio(*double) == pytest.approx(keyness.log_ratio(*four), abs=1e-9)
    assert keyness.diff(*double) == pytest.approx(keyness.diff(*four), abs=1e-9)
    for cells in (2, 4):
        assert keyness.g2(*double, cells=cells) == pytest.approx(2 * keyness.g2(*four, cells=cells), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", keyness.MEASURES)
def test_draws_may_lead(name):
    """Scores of draws x terms are the scores of each draw, term by term."""
    rng = np.random.default_rng(3)
    x, y, n, m = rng.integers(0, 6, (4, 5)), rng.integers(0, 6, (4, 5)), rng.integers(0, 3, (4, 1)) * 40, 300
    given_ = {"df": 1, "N": 3, "prior": np.array([1, 2, 3, 4, 5.0]), "mass": 15}
    together = keyness.score(name, x, n, y, m, **given_)
    assert together.shape == (4, 5)
    for draw in range(4):
        for term in range(5):
            alone = keyness.score(name, x[draw, term], n[draw, 0], y[draw, term], m, **given_ | {"prior": given_["prior"][term]})
            assert together[draw, term] == pytest.approx(float(alone), abs=1e-12)


@pytest.mark.parametrize("name", keyness.MEASURES)
def test_every_measure_has_its_reference(name):
    assert keyness.MEASURES[name].reference in methods.library()


def test_options_reach_the_measure_and_what_it_does_not_need_is_left():
    four = (9, 300, 2, 500)
    assert keyness.score("g2", *four, cells=4, N=2) == keyness.g2(*four, cells=4) != keyness.g2(*four)
    assert keyness.score("tfidf", *four, df=1, N=2, idf="smooth") == keyness.tfidf(9, 300, 1, 2, idf="smooth")
    assert keyness.score("lrc", *four, family=3, prior=1) == keyness.lrc(*four, family=3) != keyness.lrc(*four)


def test_what_cannot_be_scored_is_said():
    with pytest.raises(ValueError, match="'chi2': no such measure; there are tfidf, g2"):
        keyness.score("chi2", 1, 10, 1, 10)
    with pytest.raises(ValueError, match="TF-IDF needs df and N"):
        keyness.score("tfidf", 1, 10, 1, 10)
    with pytest.raises(ValueError, match="idf='log': one of plain, plus-one, smooth"):
        keyness.tfidf(1, 10, 1, 2, idf="log")
    with pytest.raises(ValueError, match="cells=3: 2 or 4"):
        keyness.g2(1, 10, 1, 10, cells=3)
