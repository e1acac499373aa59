"""Cuts, splits and translations of one utterance are joined; the same words of two speakers, and like words, are not."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import segment, tables
from analysis.link import utterances

FULL = "ferry sail storm harbour crew tired hull leaking nobody listen".split()


def table(*rows: tuple[str, str, list[str]], kind: str = "direct") -> tuple[pd.DataFrame, dict]:
    """Quotations as (article, speaker, content words), numbered in each article."""
    quotes, words = [], {}
    for article, speaker, said in rows:
        number = sum(q[0] == article for q in quotes)
        quotes.append((article, number, kind, speaker))
        words[article, number] = said
    return pd.DataFrame(quotes, columns=["article_id", "quote", "kind", "speaker"]), words


def joined(*rows, kind: str = "direct") -> list[set[tuple[str, int]]]:
    found = utterances.utterances(*table(*rows, kind=kind))
    return [set(zip(g.article_id, g.quote, strict=True)) for _, g in found.groupby("utterance")]


def test_a_cut_is_joined_to_the_full_version_and_says_how_much_of_it_it_holds():
    found = utterances.utterances(*table(("a", "Ada Brandt", FULL), ("b", "Brandt", FULL[:5])))
    assert list(found.share) == [1.0, 0.5]
    assert set(found.speaker) == {"Ada Brandt"}


def test_an_utterance_split_in_two_is_joined_through_the_full_version():
    assert joined(("a", "Ost", FULL), ("b", "Ost", FULL[:5]), ("b", "Ost", FULL[5:])) == [{("a", 0), ("b", 0), ("b", 1)}]


def test_a_translation_keeps_most_words_and_their_stems():
    other = ["ferry", "sailed", "gale", "harbour", "crews", "tired", "hull", "leaks", "none", "listened"]
    assert joined(("a", "Ost", FULL), ("b", "Ost", other)) == [{("a", 0), ("b", 0)}]


@pytest.mark.parametrize(
    "first, second, same",
    [("Ada Brandt", "Brandt", True), ("Olena Brandtskyy", "Olena Brandtsky", True), ("", "Ost", True), ("Ada Brandt", "Karl Ost", False)],
)
def test_the_speaker_must_be_one_or_unknown(first, second, same):
    assert bool(joined(("a", first, FULL), ("b", second, FULL))) == same


def test_a_word_alone_needs_a_named_speaker_and_joins_where_it_weighs_most():
    long, short = ["harbour", *"board never answered letters town sent".split()], ["harbour", "asleep"]
    rows = [("a", "Ost", ["harbour"]), ("b", "Ost", long), ("b", "Ost", short)]
    assert joined(*rows) == [{("a", 0), ("b", 1)}]
    assert joined(("a", "", ["harbour"]), ("b", "Ost", short)) == []


def test_a_few_words_in_common_are_not_the_same_utterance():
    assert joined(("a", "Ost", FULL), ("b", "Ost", ["ferry", "storm", "late", "again", "cold", "wet"])) == []
    assert joined(("a", "Ost", FULL), ("b", "Ost", ["ferry", "storm", "harbour", *"late again cold wet dark loud".split()])) == []


def test_quotations_of_one_article_are_joined_only_through_another():
    assert joined(("a", "Ost", FULL[:3]), ("a", "Ost", FULL), ("b", "Ost", FULL[5:])) == [{("a", 1), ("b", 0)}]


@pytest.mark.parametrize("kind", ["indirect", "scare"])
def test_reported_speech_and_labels_are_left_out(kind):
    assert joined(("a", "Ost", FULL), ("b", "Ost", FULL), kind=kind) == []


def test_nothing_gives_an_empty_table_of_the_same_columns():
    for rows in ([], [("a", "Ost", [])], [("a", "Ost", FULL)], [("a", "Ost", FULL), ("a", "Ost", FULL)]):
        found = utterances.utterances(*table(*rows))
        assert not len(found) and {c: str(k) for c, k in found.dtypes.items()} == utterances.COLUMNS


said = st.lists(st.sampled_from(FULL), max_size=8)
rows = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["", "Ada Brandt", "Ost"]), said), max_size=12)


@settings(deadline=None, max_examples=100)
@given(rows)
def test_every_utterance_stands_in_two_articles_and_no_quotation_in_two_utterances(rows):
    found = utterances.utterances(*table(*rows))
    assert not found.duplicated(["article_id", "quote"]).any()
    assert (found.groupby("utterance").article_id.nunique() >= 2).all()
    assert found.share.between(0, 1).all()


@settings(deadline=None, max_examples=50)
@given(rows, st.randoms())
def test_the_order_of_the_articles_does_not_matter(rows, chance):
    quotes, words = table(*rows)
    mixed = quotes.sample(frac=1, random_state=chance.randrange(1000))

    def groups(q):
        found = utterances.utterances(q, words)
        return {frozenset(zip(g.article_id, g.quote, strict=True)) for _, g in found.groupby("utterance")}

    assert groups(quotes) == groups(mixed)


def test_the_words_of_a_quotation_are_read_from_the_tables():
    text = "Ada Brandt said “the ferry is old” and left."
    cut = segment.segment(text)
    start = text.index("the ferry")
    quotes = pd.DataFrame([("a", 0, start, start + len("the ferry is old"))], columns=["article_id", "quote", "start", "end"])
    tokens = [("a", s, at, i) for i, (s, at, _) in enumerate(cut.tokens)]
    types = [(i, t, segment.term(t), segment.content(segment.term(t))) for i, (*_, t) in enumerate(cut.tokens)]
    assert utterances.spoken(quotes, tables.frame("tokens", tokens), tables.frame("types", types)) == {("a", 0): ["ferry", "old"]}
