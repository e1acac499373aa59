"""The bags of words: nothing is lost, voices stay apart, and nothing of the order is kept."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import tables
from analysis.link import bags

CONTENT = "ferry captain harbour storm tide rope anchor pilot".split()
WORDS = [*CONTENT, *"the of and a was is".split()]
TEXTS = st.lists(st.lists(st.tuples(st.sampled_from(WORDS), st.booleans()), min_size=1, max_size=12), min_size=1, max_size=12)


def made(text, zones=None):
    """Return the tables of one article given as sentences of (word, whether quoted); words stand one space apart."""
    types = tables.frame("types", [(i, w, w.casefold(), w.casefold() in CONTENT) for i, w in enumerate(sorted({w for s in text for w, _ in s}))])
    number, tokens, quotes, at = types.set_index("token").type, [], [], 0
    for s, words in enumerate(text):
        for word, quoted in words:
            tokens.append(("x", s, at, number[word]))
            quotes += [("x", len(quotes), s, at, at + len(word), "direct", "", "", "", "", 1)] if quoted else []
            at += len(word) + 1
    sentences = [("x", s, 0, (zones or ["body"] * len(text))[s], 0, 0, len(w)) for s, w in enumerate(text)]
    return tables.Tables(
        articles=pd.DataFrame({"article_id": ["x"]}), types=types, tokens=tables.frame("tokens", tokens),
        sentences=tables.frame("sentences", sentences), quotes=tables.frame("quotes", quotes),
    )  # fmt: skip


def told(*sentences):
    return made([[(w, False) for w in s.split()] for s in sentences])


@settings(deadline=None, max_examples=50)
@given(TEXTS)
def test_every_content_word_is_counted_once_and_units_are_large_enough(text):
    units = bags.units(made(text)).query("kind != 'phrase'")
    content = [w for s in text for w, _ in s if w in CONTENT]
    assert units.groupby("term").n.sum().to_dict() == pd.Series(content, dtype="str").value_counts().to_dict()
    if len(content) >= bags.CONTENT:
        assert units.groupby("unit").n.sum().min() >= bags.CONTENT


@settings(deadline=None, max_examples=50)
@given(TEXTS)
def test_the_sizes_add_up_to_the_words_of_the_text_and_voices_to_theirs(text):
    units = bags.units(made(text)).query("kind != 'phrase'")
    assert units.drop_duplicates("unit")["size"].sum() <= sum(map(len, text))
    assert units.groupby("unit").voice.nunique().max() in (1, *([] if len(units) else [float("nan")])) or not len(units)
    for voice, quoted in (("narration", False), ("quotation", True)):
        own = [w for s in text for w, q in s if q == quoted and w in CONTENT]
        found = units[units.voice == voice].n.sum()
        assert found <= len(own)
        if "mixed" not in set(units.voice) and len(own) >= bags.CONTENT:
            assert found == len(own)


def test_a_voice_too_short_for_a_unit_is_called_mixed():
    text = [[(w, False) for w in CONTENT], [(w, False) for w in CONTENT], [("storm", True), ("tide", True)]]
    units = bags.units(made(text)).query("kind != 'phrase'")
    assert units.groupby("voice").n.sum().to_dict() == {"mixed": 10, "narration": 8}


def test_an_article_with_too_little_of_both_is_one_mixed_unit():
    units = bags.units(made([[(w, i > 3) for i, w in enumerate(CONTENT)]]))
    assert set(units.voice) == {"mixed"} and units.unit.nunique() == 1


def test_the_order_of_the_units_is_not_that_of_the_text():
    order = bags.units(told(*[" ".join([w] * 9) for w in CONTENT])).query("kind != 'phrase'").drop_duplicates("unit").term.tolist()
    assert sorted(order) == sorted(CONTENT) and order != CONTENT


def test_headlines_are_left_out():
    units = bags.units(made([[("ferry", False)] * 9, [("storm", False)] * 9], ["headline", "body"]))
    assert set(units.term) - {"storm storm"} == {"storm"}


def test_a_phrase_stands_beside_its_words_and_never_overlaps_another():
    units = bags.units(told(*["the storm tide was the ferry"] * 4, *["the pilot of anchor and rope"] * 6))
    rows = units.groupby(["kind", "term"]).n.sum()
    assert rows["phrase"].to_dict() == {"storm tide": 4} and rows["word", "storm"] == 4


def test_words_in_different_voices_or_sentences_are_no_phrase():
    text = [[("storm", False), ("tide", True)] for _ in range(6)] + [[(w, False)] for _ in range(6) for w in ("rope", "anchor")]
    assert "phrase" not in set(bags.units(made(text)).kind)


def test_capitals_at_the_beginning_of_a_sentence_say_nothing():
    units = bags.units(told("Ferry storm tide", "the Pilot rope", "the Pilot anchor", "Pilot captain"))
    rows = units.groupby(["kind", "term"]).capital.agg(list)
    assert rows["word", "ferry"] == [False] and all(rows["name", "pilot"])
