"""Agreement of scorers and the neutralised topic, counted by hand."""

import warnings

import numpy as np
import pandas as pd
import pytest
from conftest import bag
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import tables
from analysis.measures import framing, sentiment

ARTICLES = pd.DataFrame({"story": "s", "article_id": ["n", "s"], "outlet": pd.Categorical(["north", "south"], ordered=True)})
SENTENCES = tables.frame("sentences", [(a, i, 0, "body", 0, 9, 3) for a in "ns" for i in range(5)])
VALUES = {"war": -0.8, "hope": 0.6, "fear": -0.4}


def tone(scores):
    """`scores`: lexicon -> ten values, one per sentence."""
    places = [(a, i) for a in "ns" for i in range(5)]
    return tables.frame("tone", [(a, i, "all", "", name, v) for name, vs in scores.items() for (a, i), v in zip(places, vs, strict=True)])


def units(rows):
    return bag([(a, u, t, n, 20) for a, u, t, n in rows])


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(-9, 9), min_size=10, max_size=10).filter(lambda v: len(set(v)) > 1), st.floats(0.1, 3), st.floats(-1, 1))
def test_agreement_is_pearson_and_knows_no_scale(values, slope, shift):
    other = [v * v + v for v in values]
    table = sentiment.agreement(tone({"a": values, "b": [slope * v + shift for v in values], "c": other}), SENTENCES, ARTICLES).set_index(
        "pair"
    )
    assert table.value["a and b"] == pytest.approx(1, abs=1e-6) and (table.n == 10).all()
    if len(set(other)) > 1:
        assert table.value["a and c"] == pytest.approx(np.corrcoef(values, other)[0, 1], abs=1e-6)
        assert table.low["a and c"] <= table.high["a and c"]


def test_a_scorer_that_never_varies_agrees_with_nobody():
    table = sentiment.agreement(tone({"a": range(10), "b": [0.5] * 10}), SENTENCES, ARTICLES)
    assert table.value.isna().all() and table.low.isna().all()


def test_scorers_are_never_mixed_in_a_mean():
    scores = tone({"vader": [0.2] * 10, "pattern": [-1.0] * 10})
    assert set(sentiment.mean(scores, SENTENCES, ARTICLES).value.round(9)) == {0.2}
    table = sentiment.by_lexicon(scores, SENTENCES, ARTICLES)
    assert table.groupby("lexicon").value.mean().to_dict() == pytest.approx({"vader": 0.2, "pattern": -1.0})


def test_a_word_of_the_topic_is_one_that_the_outlets_share():
    rows = [("n", 0, "war", 3), ("n", 1, "hope", 1), ("s", 0, "war", 1), ("s", 1, "fear", 1)]
    assert sentiment.topic_words(units(rows), ARTICLES, VALUES).to_dict("records") == [
        {"term": "war", "valence": -0.8, "x": 4, "outlets": 2}
    ]
    means = sentiment.neutralised(units(rows), ARTICLES, VALUES).set_index(["words", "outlet"]).value
    assert means["all words", "north"] == pytest.approx((3 * -0.8 + 0.6) / 4) and means["all words", "south"] == pytest.approx(-0.6)
    assert means["without words of the topic", "north"] == pytest.approx(0.6) and means[
        "without words of the topic", "south"
    ] == pytest.approx(-0.4)


def test_one_outlet_shares_no_words():
    rows = units([("n", 0, "war", 3)])
    assert sentiment.topic_words(rows, ARTICLES[:1].assign(outlet=["north"]), VALUES).empty


MANY = pd.DataFrame({"story": "s", "article_id": [f"{o}{i}" for o in "ns" for i in range(5)]})
MANY["outlet"] = pd.Categorical(["north"] * 5 + ["south"] * 5, ordered=True)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(st.floats(-1, 1), min_size=1, max_size=4), min_size=10, max_size=10))
def test_with_five_articles_a_side_the_mean_is_that_of_articles(scores):
    rows = [(a, i, v) for a, vs in zip(MANY.article_id, scores, strict=True) for i, v in enumerate(vs)]
    sentences = tables.frame("sentences", [(a, i, 0, "body", 0, 9, 3) for a, i, _ in rows])
    found = tables.frame("tone", [(a, i, "all", "", "vader", v) for a, i, v in rows])
    table = sentiment.mean(found, sentences, MANY).set_index("outlet")
    means = [np.mean(vs) for vs in scores]
    assert table.value.to_list() == pytest.approx([np.mean(means[:5]), np.mean(means[5:])], abs=1e-9) and (table.n == 5).all()
    assert "over the means of articles" in table.scope.iloc[0]
    assert sentiment.gaps(found, sentences, MANY)[["n_a", "n_b"]].to_numpy().tolist() == [[5, 5]]


def test_the_words_of_many_articles_are_compared_by_article():
    rows = [(a, u, t, 1) for a in MANY.article_id for u, t in enumerate(["war", "hope"][: 1 + (a[0] == "n")])]
    table = sentiment.neutralised(units(rows), MANY, VALUES, share=1.0).query("words == 'all words'").set_index("outlet")
    assert table.value.to_dict() == pytest.approx({"north": -0.1, "south": -0.8}) and (table.n == 5).all()


def test_sentences_are_numbered_in_the_order_of_the_text():
    rows = [("n", i, "all", "", "vader", i / 10) for i in (3, 0, 4, 1)]
    counts = sentiment.count(tables.frame("tone", rows), SENTENCES, ARTICLES)
    assert counts.base.unit.to_list() == [3, 0, 4, 1] and counts.base.article_id.to_list() == ["n"] * 4


def test_a_gap_says_which_other_scorers_order_the_two_alike():
    lean = [-0.5, -0.4, -0.6, -0.5, -0.3, 0.5, 0.4, 0.6, 0.5, 0.3]
    scores = tone({"vader": lean, "same": [v / 2 for v in lean], "turned": [-v for v in lean], "flat": [0.1] * 10})
    found = sentiment.gaps(scores, SENTENCES, ARTICLES)
    row = sentiment.agreeing(found, sentiment.by_lexicon(scores, SENTENCES, ARTICLES)).iloc[0]
    assert (row.a, row.b, row.same, row.other) == ("north", "south", "same", "turned") and row.value < 0 and row.adjusted < 0.05
    alone = scores[scores.lexicon == "vader"]
    row = sentiment.agreeing(found, sentiment.by_lexicon(alone, SENTENCES, ARTICLES)).iloc[0]
    assert (row.same, row.other) == ("", "")


def test_nothing_scored_leaves_empty_tables_with_their_columns():
    none = tables.empty("tone")
    assert sentiment.mean(none, SENTENCES, ARTICLES).empty
    other = sentiment.by_lexicon(none, SENTENCES, ARTICLES)
    assert other.empty and {"outlet", "lexicon", "value", "scope"} <= set(other)
    assert sentiment.agreeing(sentiment.gaps(none, SENTENCES, ARTICLES), other).empty


def quotes(rows):
    """`rows`: (article, sentence, kind, speaker)."""
    return tables.frame("quotes", [(a, q, i, 0, 9, kind, who, "", "", "", 3) for q, (a, i, kind, who) in enumerate(rows)])


def test_the_words_of_a_speaker_are_his_and_those_of_several_nobody_s():
    scores = [("n", i, voice, "", "vader", v) for i, voice, v in (
        (0, "quotation", -0.8), (1, "quotation", -0.4), (2, "quotation", 0.9), (3, "indirect", 0.5), (4, "quotation", 0.3))]  # fmt: skip
    said = [("n", 0, "direct", "Brisk"), ("n", 1, "fragment", "Brisk"), ("n", 1, "fragment", "Brisk"), ("n", 2, "direct", "Brisk"),
            ("n", 2, "direct", "Holm"), ("n", 3, "indirect", "Brisk"), ("n", 4, "direct", ""), ("n", 4, "scare", "Holm")]  # fmt: skip
    table = sentiment.by_speaker(tables.frame("tone", scores), quotes(said).drop(columns=["start", "end"]), SENTENCES, ARTICLES)
    assert table.set_index(["voice", "speaker"]).value.to_dict() == pytest.approx({
        ("quotation", "Brisk"): -0.6, ("quotation", framing.SEVERAL): 0.9, ("quotation", "(nobody named)"): 0.3, ("indirect", "Brisk"): 0.5,
    })  # fmt: skip
    assert table.low.isna().all() and not table.supported.any()
    with warnings.catch_warnings(action="error"):
        few = sentiment.by_speaker(tables.frame("tone", scores), quotes(said).drop(columns=["start", "end"]), SENTENCES, ARTICLES, most=1)
    assert list(few.speaker) == ["Brisk", "Brisk"] and list(few.speaker.cat.categories) == ["Brisk"]


def test_an_article_without_quotations_has_no_speakers():
    scores = tone({"vader": [0.1] * 10})
    table = sentiment.by_speaker(scores, tables.empty("quotes"), SENTENCES, ARTICLES)
    assert table.empty and {"voice", "speaker", "outlet", "value", "scope"} <= set(table)
    assert set(sentiment.mean(scores, SENTENCES, ARTICLES).voice) == {"all"}


def test_names_and_phrases_have_no_valence():
    rows = units([("n", 0, "hope", 1), ("n", 0, "war", 1), ("n", 0, "fear", 1)]).assign(kind=["name", "word", "phrase"])
    assert sentiment.valued(rows, VALUES).term.to_list() == ["war"]
    table = sentiment.valence_by(rows, ARTICLES, {"one": VALUES, "two": {"war": 1.0}}).set_index("lexicon")
    assert table.value.to_dict() == {"one": -0.8, "two": 1.0}


def test_scores_that_happen_to_be_positive_are_no_shares():
    values = np.array([0.0, 0.9, 0.1, 0.3])
    scores = tables.frame("tone", [("n", i, "all", "", "vader", v) for i, v in enumerate(values)])
    row = sentiment.mean(scores, SENTENCES, ARTICLES).iloc[0]
    assert row.low < 0 and row.high - row.value == pytest.approx(row.value - row.low)


def test_an_interval_of_a_score_never_leaves_the_scale():
    scores = tables.frame("tone", [("n", i, "all", "", "vader", v) for i, v in enumerate([-1.0, 0.9, -0.8])])
    table = sentiment.mean(scores, SENTENCES, ARTICLES)
    assert (table.low >= -1).all() and (table.high <= 1).all() and table.supported.all()
