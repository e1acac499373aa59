"""Ratios and their intervals: worked by hand, then laws."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.uncertainty import Counts, blocks, drawn, fit, none_of, ratio, scope


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


@pytest.mark.parametrize(("n", "share"), [(20, 0.02), (40, 0.05), (40, 0.1), (25, 0.3), (20, 0.95)])
def test_small_shares_are_covered_too(n, share):
    rng = np.random.default_rng(11)
    found = [drawn((rng.random((n, 1)) < share).astype(float), np.ones((n, 1)), str(i)) for i in range(300)]
    assert 0.92 <= np.mean([low[0] <= share <= high[0] for _, low, high in found]) <= 1


def test_nothing_found_leaves_room_up_to_about_four_of_n():
    two = counts(north=[0] * 40, south=[1, 0])
    row = ratio(two).set_index("outlet").loc["north"]
    assert (row.value, row.low) == (0, 0) and row.high == pytest.approx(none_of(40)[0]) and 3 / 40 < row.high < 4.2 / 40
    assert np.isnan(none_of(1)[0])


def articled(hits):
    """Return counts of one group, its sentences in articles of four."""
    made = counts(north=hits)
    return Counts(made.top, made.base.assign(article_id=[f"a{i // 4}" for i in range(len(hits))]), made.groups, made.key)


def table(n):
    return pd.DataFrame({"article_id": [f"a{i}" for i in range(n)], "outlet": "north"})


@pytest.mark.parametrize(("n", "unit", "units"), [(4, "sentences", 16), (5, "articles", 5), (30, "articles", 30)])
def test_the_unit_is_what_the_corpus_allows(n, unit, units):
    fitted = fit(articled([1, 0, 0, 1] * n), table(n))
    row = ratio(fitted).iloc[0]
    assert fitted.unit == unit and row.value == 0.5 and row.n == units and row.x == 2 * n


def test_articles_that_differ_widen_the_interval():
    alike, unlike = [1, 0, 0, 1] * 24, [1, 1, 1, 1, 0, 0, 0, 0] * 12
    width = [ratio(fit(articled(h), table(24))).eval("high - low").iloc[0] for h in (alike, unlike)]
    assert width[0] < 0.05 < 0.3 < width[1]


def test_few_articles_have_the_mean_of_articles_and_students_interval():
    made = articled([1, 1, 1, 1] + [1, 0, 0, 0] * 5)
    row = ratio(fit(made, table(6))).iloc[0]
    half = 2.5706 * np.std([1] + [0.25] * 5, ddof=1) / 6**0.5
    assert row.value == pytest.approx(0.375) and row.high - row.value == pytest.approx(half, abs=1e-4)


def test_articles_without_a_hit_have_an_interval_too():
    made = fit(articled([0] * 24), table(6))
    found = ratio(
        Counts(pd.DataFrame({"outlet": ["south"], "unit": [0], "frame": ["f"], "x": [1.0]}), made.base, made.groups, made.key, "articles")
    )
    assert found.high[0] == pytest.approx(none_of(6)[0])


def test_counts_that_name_no_article_cannot_be_summed_over_them():
    with pytest.raises(ValueError, match="article_id"):
        fit(counts(north=[1, 0] * 10), table(5))


def test_blocks_are_wider_where_hits_stand_together():
    apart, beside = articled([1, 0, 0] * 12), articled([1] * 12 + [0] * 24)
    width = {k: [ratio(c).eval("high - low").iloc[0] for c in (v, blocks(v))] for k, v in (("apart", apart), ("beside", beside))}
    assert width["beside"][1] > 1.2 * width["beside"][0] and len(blocks(beside).base) == 18
    assert ratio(blocks(beside)).value[0] == ratio(beside).value[0]


def test_counts_may_be_added():
    """Two parts of a corpus counted apart and put together are the corpus: value, x and n are sums."""
    one, two, whole = counts(north=[1, 0, 0]), counts(north=[1, 1]), counts(north=[1, 0, 0, 1, 1])
    put = [pd.concat([getattr(one, f), getattr(two, f).assign(unit=lambda t: t.unit + 3)]) for f in ("top", "base")]
    pd.testing.assert_frame_equal(ratio(Counts(*put, ("outlet",), "frame")), ratio(whole))


def test_few_sentences_are_worth_one_less():
    """The spread of draws is too small by n / (n - 1): with six sentences a half has the interval of five trials, not of six."""
    row = ratio(counts(north=[1, 0] * 3)).iloc[0]
    z2 = 2.5706**2 / 5
    assert row.high == pytest.approx((0.5 + z2 / 2 + (z2 / 4 + z2**2 / 4) ** 0.5) / (1 + z2), abs=0.008)
