"""The bags of words: nothing is lost, and nothing of the order is kept."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import bags, tables

WORDS = "ferry captain harbour storm night rope anchor pilot the of and a was is".split()
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), min_size=1, max_size=12)


def made(text):
    """Return tokens, types and sentences of one article given as lists of words."""
    stop = {"the", "of", "and", "a", "was", "is"}
    types = tables.frame("types", [(i, w, w, w not in stop) for i, w in enumerate(WORDS)])
    tokens = tables.frame("tokens", [("x", s, 0, WORDS.index(w)) for s, words in enumerate(text) for w in words])
    return tokens, types, tables.frame("sentences", [("x", s, 0, "body", 0, 0, len(w)) for s, w in enumerate(text)])


@settings(deadline=None, max_examples=80)
@given(TEXTS)
def test_every_content_word_is_counted_once_and_units_are_large_enough(text):
    units = bags.units(*made(text))
    content = [w for s in text for w in s if w in WORDS[:8]]
    assert units.groupby("term").n.sum().to_dict() == pd.Series(content, dtype="str").value_counts().to_dict()
    if len(content) >= bags.CONTENT:
        assert units.groupby("unit").n.sum().min() >= bags.CONTENT


@settings(deadline=None, max_examples=50)
@given(TEXTS)
def test_the_words_of_all_units_are_those_of_the_text(text):
    units = bags.units(*made(text))
    if any(w in WORDS[:8] for s in text for w in s):
        assert units.drop_duplicates("unit")["size"].sum() <= sum(map(len, text))


def test_the_order_of_the_units_is_not_that_of_the_text():
    text = [[w] * 9 for w in WORDS[:8]]
    order = bags.units(*made(text)).drop_duplicates("unit").term.tolist()
    assert sorted(order) == sorted(WORDS[:8]) and order != WORDS[:8]


def test_headlines_are_left_out():
    tokens, types, sentences = made([["ferry"] * 9, ["storm"] * 9])
    units = bags.units(tokens, types, sentences.assign(zone=["headline", "body"]))
    assert set(units.term) == {"storm"}
