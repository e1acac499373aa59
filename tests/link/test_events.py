"""Events: small tables whose events can be told by hand, and laws that hold for any table."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import tables
from analysis.link.events import events

ARTICLES = pd.DataFrame({"article_id": ["a", "b", "c"], "published": ["2024-11-01", "2024-11-02", ""]})
DAM = "dam spillway cracked engineer"
VOTE = "parliament vote budget passed"


def world(*rows):
    """Return times, sentences and terms of rows (article, sentence, first, last, value, grain, words)."""
    times = [(a, s, 0, 1, first, last, value, grain, "publication") for a, s, first, last, value, grain, _ in rows]
    sentences = [(a, s, 0, "body", 0, 9, 9) for a, s in sorted({(r[0], r[1]) for r in rows})]
    terms = [(r[0], r[1], word) for r in rows for word in r[6].split()]
    return (
        tables.frame("times", times),
        tables.frame("sentences", sentences),
        pd.DataFrame(terms, columns=["article_id", "sentence", "term"]),
    )


def day(article, sentence, when, words=""):
    return article, sentence, when, when, when, "day", words


def joined(*rows, terms=True):
    times, sentences, words = world(*rows)
    return events(times, sentences, ARTICLES, words if terms else None)


def groups(table):
    return sorted(sorted(zip(g.article_id, g.sentence, strict=True)) for _, g in table.groupby("event"))


FILLER = [
    day("a", 20, "2024-01-05", "bakery flour"),
    day("b", 21, "2024-02-05", "harbour crane"),
    day("c", 22, "2024-03-05", "choir concert"),
]


def test_the_same_day_and_shared_words_are_one_event():
    table = joined(day("a", 0, "2024-10-31", DAM), day("b", 4, "2024-10-31", "cracked spillway flood"), *FILLER)
    assert [("a", 0), ("b", 4)] in groups(table)


def test_the_same_day_alone_is_not_enough():
    table = joined(day("a", 0, "2024-10-31", DAM), day("b", 4, "2024-10-31", VOTE), *FILLER)
    assert [("a", 0)] in groups(table) and [("b", 4)] in groups(table)


def test_shared_words_on_another_day_are_another_event():
    table = joined(day("a", 0, "2024-10-31", DAM), day("b", 4, "2024-10-30", DAM), *FILLER)
    assert [("a", 0)] in groups(table) and [("b", 4)] in groups(table)


def test_a_word_of_every_sentence_joins_nothing():
    rows = [
        day(a, s, "2024-10-31", f"river {words}") for a, s, words in [("a", 0, DAM), ("b", 1, VOTE), ("c", 2, "choir concert hall stage")]
    ]
    assert len(groups(joined(*rows))) == 3


def test_without_words_a_time_makes_an_event():
    table = joined(day("a", 0, "2024-10-31", DAM), day("b", 4, "2024-10-31", VOTE), day("c", 1, "2024-10-30"), terms=False)
    assert groups(table) == [[("a", 0), ("b", 4)], [("c", 1)]] and set(table.label) == {""}


def test_a_year_is_an_entry_of_its_own_and_ends_where_all_agree():
    year = [(a, 3, "2024-01-01", last, "2024", "year", DAM) for a, last in (("a", "2024-11-01"), ("b", "2024-10-31"))]
    table = joined(*year, day("a", 0, "2024-10-31", DAM), *FILLER)
    found = table[table.grain == "year"]
    assert set(zip(found["first"], found["last"], strict=True)) == {("2024-01-01", "2024-10-31")} and found.event.nunique() == 1


def test_windows_that_overlap_are_joined_and_never_become_a_day():
    near = [
        ("a", 3, "2024-11-02", "2024-11-08", "FUTURE_REF", "vague", VOTE),
        ("b", 3, "2024-11-03", "2024-11-09", "FUTURE_REF", "vague", VOTE),
    ]
    assert set(zip(*(joined(*near, *FILLER).query("grain == 'vague'")[c] for c in ("first", "last")), strict=True)) == {
        ("2024-11-03", "2024-11-08")
    }
    touching = [near[0], ("b", 3, "2024-11-08", "2024-11-14", "FUTURE_REF", "vague", VOTE)]
    assert set(zip(*(joined(*touching, *FILLER).query("grain == 'vague'")[c] for c in ("first", "last")), strict=True)) == {
        ("2024-11-02", "2024-11-14")
    }
    apart = [near[0], ("b", 3, "2024-12-08", "2024-12-14", "FUTURE_REF", "vague", VOTE)]
    assert joined(*apart).event.nunique() == 2


@pytest.mark.parametrize("grain", ["duration", "set", "decade", "century"])
def test_what_dates_no_event_is_left_out(grain):
    assert joined(("a", 0, "2024-10-01", "2024-10-31", "P1M", grain, DAM)).empty


def test_an_open_time_is_left_out():
    assert joined(("a", 0, "", "", "PAST_REF", "vague", DAM)).empty


def test_only_the_given_sentences_are_looked_at():
    times, sentences, terms = world(day("a", 0, "2024-10-31", DAM), day("a", 1, "2024-10-30", VOTE))
    assert events(times, sentences[sentences.sentence == 1], ARTICLES, terms).sentence.tolist() == [1]


def test_a_label_is_what_the_mentions_share():
    table = joined(
        day("a", 0, "2024-10-31", "thursday engineer 12 dam spillway cracked loudly"),
        day("b", 4, "2024-10-31", "cracked spillway thursday flood"),
        *FILLER,
    )
    assert set(table[table["first"] == "2024-10-31"].label) == {"spillway cracked"}


def test_no_times_no_events():
    table = events(tables.empty("times"), tables.empty("sentences"), ARTICLES, None)
    assert table.empty and list(table) == list(tables.COLUMNS["events"])


MENTIONS = st.lists(
    st.tuples(
        st.sampled_from("abc"), st.integers(0, 5), st.sampled_from(["2024-10-30", "2024-10-31"]),
        st.lists(st.sampled_from((DAM + " " + VOTE).split()), max_size=4),
    ),
    max_size=12,
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(MENTIONS, st.randoms())
def test_every_mention_is_in_one_event_whatever_the_order(drawn, chance):
    rows = {(a, s, when): day(a, s, when, " ".join(words)) for a, s, when, words in drawn}
    times, sentences, terms = world(*rows.values())
    table = events(times, sentences, ARTICLES, terms.drop_duplicates())
    assert sorted(zip(table.article_id, table.sentence, table["first"], strict=True)) == sorted(rows)
    assert table.groupby("event")[["first", "last", "label"]].nunique().le(1).all(axis=None)
    assert (table.label.str.split().str.len() <= 5).all() and (table["first"] <= table["last"]).all()
    order = list(range(len(times)))
    chance.shuffle(order)
    bare = times.iloc[order].drop(columns=["start", "end"])
    again = events(bare, sentences.drop(columns=["start", "end"]), ARTICLES, terms.drop_duplicates())
    pd.testing.assert_frame_equal(table, again)
