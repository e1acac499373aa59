"""Numbers of the same thing in several articles: what is joined, what is kept apart, and what the verdicts mean."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.link.quantities import COLUMNS, quantities, reach

NAMES = ["north", "south", "east", "west"]
ARTICLES = pd.DataFrame({"article_id": NAMES, "story": "ferry"})
SENTENCES = pd.DataFrame({"article_id": [a for a in NAMES for _ in range(6)], "sentence": list(range(6)) * 4, "zone": "body"})


def table(*rows: tuple) -> pd.DataFrame:
    """Return a table of numbers from (article, sentence, low, high, unit, counted, hedge, speaker)."""
    columns = ["article_id", "sentence", "low", "high", "unit", "counted", "hedge", "speaker"]
    return pd.DataFrame(rows, columns=columns).assign(start=range(len(rows)), end=range(1, len(rows) + 1))


def terms(**sentences: str) -> pd.DataFrame:
    """Return a table of terms from `north_0="ferry crew"`: article, sentence and words."""
    rows = [(*key.split("_"), word) for key, words in sentences.items() for word in words.split()]
    return pd.DataFrame(rows, columns=["article_id", "sentence", "term"]).astype({"sentence": "int64"})


TROOPS = table(
    ("north", 0, 8000, 8000, "", "troops", "", "an envoy"),
    ("south", 0, 10000, 10000, "", "soldiers", "about", "the ministry"),
    ("east", 0, 3, 3, "", "generals", "", ""),
    ("north", 1, 3, 3, "", "generals", "", ""),
)


def test_two_figures_for_one_force_disagree_and_say_who_says_so():
    found = quantities(TROOPS, SENTENCES, ARTICLES)
    troops = found[found.counted != "generals"]
    assert set(troops.verdict) == {"DISAGREE"}
    assert dict(zip(troops.article_id, troops.speaker, strict=True)) == {"north": "an envoy", "south": "the ministry"}
    assert troops.quantity.nunique() == 1


def test_the_same_figure_everywhere_agrees():
    found = quantities(TROOPS, SENTENCES, ARTICLES)
    assert set(found[found.counted == "generals"].verdict) == {"AGREE"}


def test_a_number_of_one_article_is_single_and_a_bare_number_is_left_out():
    rows = table(("north", 0, 12, 12, "", "buses", "", ""), ("south", 0, 12, 12, "", "", "", ""))
    found = quantities(rows, SENTENCES, ARTICLES)
    assert list(found.verdict) == ["SINGLE"]
    assert list(found.article_id) == ["north"]


def test_the_columns_are_those_declared_also_when_nothing_was_found():
    assert list(quantities(TROOPS, SENTENCES, ARTICLES).columns) == COLUMNS
    assert list(quantities(TROOPS.iloc[:0], SENTENCES, ARTICLES, terms=terms()).columns) == COLUMNS
    assert list(quantities(TROOPS.drop(columns="speaker"), SENTENCES, ARTICLES).speaker) == ["", "", "", ""]


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        ((100, 100, ""), "AGREE"),
        ((100, 100, "about"), "AGREE"),
        ((105, 105, "about"), "COMPATIBLE"),
        ((120, 120, "about"), "DISAGREE"),
        ((90, math.nan, "at least"), "COMPATIBLE"),
        ((130, math.nan, "more than"), "DISAGREE"),
        ((math.nan, 130, "up to"), "COMPATIBLE"),
        ((math.nan, 80, "less than"), "DISAGREE"),
        ((90, 110, ""), "COMPATIBLE"),
        ((110, 120, ""), "DISAGREE"),
    ],
)
def test_hedges_widen_the_interval_that_is_compared(other, verdict):
    low, high, hedge = other
    rows = table(("north", 0, 100, 100, "", "homes", "", ""), ("south", 0, low, high, "", "homes", hedge, ""))
    assert set(quantities(rows, SENTENCES, ARTICLES).verdict) == {verdict}


def test_a_vague_amount_does_not_soften_the_figure_beside_it():
    rows = table(
        ("north", 0, 8000, 8000, "", "troops", "", ""),
        ("north", 1, 1000, 10000, "", "troops", "vague", ""),
        ("south", 0, 10000, 10000, "", "troops", "", ""),
        ("south", 1, 1000, 10000, "", "troops", "vague", ""),
    )
    found = quantities(rows, SENTENCES, ARTICLES)
    assert set(found[found.hedge == ""].verdict) == {"DISAGREE"}
    assert set(found[found.hedge == "vague"].verdict) == {"AGREE"}


def test_one_article_that_differs_is_enough_to_disagree():
    rows = table(*((name, 0, value, value, "", "homes", "", "") for name, value in zip(NAMES, [100, 100, 100, 200], strict=True)))
    assert set(quantities(rows, SENTENCES, ARTICLES).verdict) == {"DISAGREE"}


def test_a_number_is_joined_with_its_best_counterpart_only():
    rows = table(
        ("north", 0, 400, 400, "", "votes", "", ""), ("north", 1, 90, 90, "", "votes", "", ""), ("south", 0, 95, 95, "", "votes", "", "")
    )
    found = quantities(rows, SENTENCES, ARTICLES).set_index("low").verdict
    assert found.to_dict() == {400: "SINGLE", 90: "DISAGREE", 95: "DISAGREE"}


def test_a_vague_amount_is_not_compared_with_a_figure():
    rows = table(("north", 0, 8000, 8000, "", "troops", "", ""), ("south", 0, 1000, 10000, "", "troops", "vague", ""))
    assert set(quantities(rows, SENTENCES, ARTICLES).verdict) == {"SINGLE"}


def test_context_keeps_two_counts_of_the_same_noun_apart():
    rows = table(
        ("north", 0, 400, 400, "", "votes", "", ""), ("north", 1, 90, 90, "", "votes", "", ""),
        ("south", 0, 95, 95, "", "votes", "", ""), ("south", 1, 410, 410, "", "votes", "", ""),
    )  # fmt: skip
    context = terms(north_0="harbour toll poll", north_1="senate treaty", south_0="senate treaty", south_1="harbour toll poll")
    found = quantities(rows, SENTENCES, ARTICLES, terms=context)
    groups = {frozenset(zip(g.article_id, g.low, strict=True)) for _, g in found.groupby("quantity")}
    assert groups == {frozenset({("north", 400), ("south", 410)}), frozenset({("north", 90), ("south", 95)})}
    assert set(found.label) == {"votes harbour poll toll", "votes senate treaty"}


def test_money_is_joined_by_its_context_only():
    rows = table(("north", 0, 5e6, 5e6, "dollar", "", "", ""), ("south", 0, 7e6, 7e6, "dollar", "", "", ""))
    alike = terms(north_0="bridge repair cost", south_0="bridge repair cost", east_0="weather")
    unlike = terms(north_0="bridge repair cost", south_0="opera ticket", east_0="weather")
    assert set(quantities(rows, SENTENCES, ARTICLES, terms=alike).verdict) == {"DISAGREE"}
    assert set(quantities(rows, SENTENCES, ARTICLES, terms=unlike).verdict) == {"SINGLE"}
    assert set(quantities(rows, SENTENCES, ARTICLES).verdict) == {"SINGLE"}


def test_figures_of_another_order_and_of_another_story_are_not_the_same_thing():
    rows = table(("north", 0, 3, 3, "", "people", "", ""), ("south", 0, 4e6, 4e6, "", "people", "", ""))
    assert set(quantities(rows, SENTENCES, ARTICLES).verdict) == {"SINGLE"}
    stories = ARTICLES.assign(story=["ferry", "bridge", "ferry", "ferry"])
    assert set(quantities(TROOPS.iloc[:2], SENTENCES, stories).verdict) == {"SINGLE"}


HEDGES = ["", "about", "more than", "up to", "vague"]
VALUES, NOUNS = st.sampled_from([80, 90, 100, 120, 700]), st.sampled_from(["homes", "houses", "people"])
FIGURES = st.tuples(st.sampled_from(NAMES), st.integers(0, 5), VALUES, st.sampled_from(HEDGES), NOUNS)


def rows_of(figures: list[tuple]) -> pd.DataFrame:
    low = {"up to": lambda v: math.nan}
    high = {"more than": lambda v: math.nan, "vague": lambda v: v * 10}
    return table(*((a, s, low.get(h, float)(v), high.get(h, float)(v), "", c, h, "") for a, s, v, h, c in figures))


@settings(deadline=None, max_examples=80)
@given(st.lists(FIGURES, max_size=12))
def test_every_number_belongs_to_one_quantity_and_disagreement_needs_disjoint_intervals(figures):
    rows = rows_of(figures)
    found = quantities(rows, SENTENCES, ARTICLES)
    assert sorted(found.start) == sorted(rows.start)
    for _, group in found.groupby("quantity"):
        assert group.verdict.nunique() == group.label.nunique() == 1
        ends = [reach(*row) for row in zip(group.low, group.high, group.hedge, strict=True)]
        disjoint = any(a[1] < b[0] for a in ends for b in ends)
        if group.verdict.iloc[0] == "DISAGREE":
            assert disjoint
            assert group.article_id.nunique() > 1
        assert (group.verdict.iloc[0] == "SINGLE") == (group.article_id.nunique() == 1)


@settings(deadline=None, max_examples=50)
@given(st.lists(FIGURES, max_size=10), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(figures, random):
    rows = rows_of(figures)
    order = list(range(len(rows)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(quantities(rows.iloc[order], SENTENCES, ARTICLES), quantities(rows, SENTENCES, ARTICLES))
