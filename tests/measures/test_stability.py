"""Which words stand whatever sentences are drawn: worked examples where the answer is known, and laws."""

import pandas as pd
import pytest
from conftest import bag
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures import stability, wording

ARTICLES = pd.DataFrame({"story": "s", "article_id": ["n", "s"], "outlet": pd.Categorical(["north", "south"], ordered=True)})


def story(north=(), south=(), units=12):
    """Return bags in which every unit has a word of its own article; `north` and `south` add (unit, term)."""
    rows = [(a, u, t, 1, 20) for a, own in (("n", "calm"), ("s", "storm")) for u in range(units) for t in (own, "ferry")]
    return bag([*rows, *(("n", u, t, 1, 20) for u, t in north), *(("s", u, t, 1, 20) for u, t in south)])


def test_a_word_of_every_sentence_is_consensus_and_one_of_two_sentences_is_not():
    rows = stability.ranked(story(north=[(0, "wave"), (1, "wave")]), ARTICLES, top=2).set_index(["outlet", "term"])
    assert rows.consensus["north", "calm"] and rows.consensus["south", "storm"] and not rows.consensus["north", "wave"]
    assert rows.stability["north", "calm"] == pytest.approx(1) and rows.in_tfidf["north", "wave"] < 0.7
    assert "ferry" not in rows.index.get_level_values("term")


def test_outlets_keep_the_order_of_the_story():
    back = ARTICLES.assign(outlet=pd.Categorical(["north", "south"], categories=["south", "north"], ordered=True))
    assert list(stability.ranked(story(), back).outlet.unique()) == ["south", "north"]


def test_two_hits_return_together_in_as_many_draws_as_chance_says():
    """Of n units two hold the word: both uses or one twice are in a draw with 1 - P(none) - P(exactly one)."""
    n = 12
    rows = stability.ranked(story(north=[(0, "wave"), (1, "wave")], units=n), ARTICLES, top=5).set_index(["outlet", "term"])
    expected = 1 - (1 - 2 / n) ** n - n * (2 / n) * (1 - 2 / n) ** (n - 1)
    assert rows.in_tfidf["north", "wave"] == pytest.approx(expected, abs=0.07)


def test_identical_articles_have_no_consensus():
    rows = [(a, u, t, 1, 20) for a in "ns" for u in range(10) for t in (f"w{u}", "ferry")]
    table = stability.ranked(bag(rows), ARTICLES)
    assert not len(table) or not table.consensus.any()


def test_alone_the_most_frequent_words_are_given_and_called_so():
    units, one = story().query("article_id == 'n'"), ARTICLES.iloc[:1].assign(outlet=pd.Categorical(["north"]))
    rows = stability.ranked(units, one)
    assert list(rows.term) == ["calm", "ferry"] and set(rows.measure) == {"rate"} and rows.value[0] == pytest.approx(50)
    assert not rows.consensus.any()


def test_an_article_of_a_few_words_has_no_consensus_and_says_why():
    short = pd.concat([story().query("article_id == 'n'"), bag([("s", 0, "storm", 2, 20)])])
    rows = stability.ranked(short, ARTICLES)
    assert not rows[["x", "rate", "value", "p", "adjusted", "stability"]].isna().any().any()
    south = rows[rows.outlet == "south"]
    assert len(south) and not south.consensus.any() and (south.reason == "fewer than two sentences on one side").all()


def test_where_all_words_are_below_the_minimum_there_is_no_row():
    assert not len(stability.ranked(bag([("n", 0, "a", 1, 4), ("s", 0, "b", 1, 4)]), ARTICLES))


WORDS = st.lists(st.tuples(st.sampled_from("ns"), st.integers(0, 7), st.sampled_from("abcdefg"), st.integers(1, 3)), min_size=1, max_size=40)


@settings(deadline=None, max_examples=25)
@given(WORDS.map(lambda rows: [*rows, ("n", 8, "x", 1), ("s", 8, "y", 1)]))
def test_shares_are_shares_same_seed_same_table_and_own_uses_add_up(rows):
    units = bag([(*row, 20) for row in {r[:3]: r for r in rows}.values()])
    table, again = stability.ranked(units, ARTICLES), stability.ranked(units, ARTICLES)
    pd.testing.assert_frame_equal(table, again)
    if len(table):
        assert table[[f"in_{m}" for m in stability.NAMED]].stack().between(0, 1).all()
        assert (table.own + table.quoted <= table.x).all() and (table.low.isna() | (table.low <= table.high)).all()
        assert (table[table.consensus].agreed >= 3).all() and (table.x >= 2).all()


def test_the_words_of_a_draw_are_those_of_its_units():
    counts = wording.count(story(), ARTICLES)
    x, n = stability.redrawn(counts, "north", ["calm"], "1")
    assert (x[:, 0] * 20 == n).all() and (n == 240).all()
