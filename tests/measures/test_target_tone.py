"""Tone toward actors, counted by hand: joined by label, with a minimum, and never taken for the tone of the words."""

import pandas as pd
import pytest

from analysis import tables
from analysis.measures import sentiment, target_tone

ARTICLES = pd.DataFrame({"story": "s", "article_id": ["n", "s"], "outlet": pd.Categorical(["north", "south"], ordered=True)})
SENTENCES = tables.frame("sentences", [(a, i, 0, "body", 0, 9, 3) for a in "ns" for i in range(6)])


def story(rows):
    """`rows`: (article, sentence, label, actor, value, voice)."""
    tone = tables.frame("tone", [(a, i, v, label, "target model", x) for a, i, label, _, x, v in rows])
    actors = tables.frame("actors", [(who, who.title(), "person", a, i, 0, 5, label, v) for a, i, label, who, _, v in rows])
    return tone, actors.drop(columns=["start", "end"])  # as in the published copy


def named(article, values, label="Mayor Brisk", actor="brisk"):
    return [(article, i, label, actor, x, "narration") for i, x in enumerate(values)]


def test_the_mean_toward_an_actor_by_outlet():
    tone, actors = story(named("n", [-1, -0.5, 0]) + named("s", [1, 0.5, 0], label="Ada Brisk") + named("n", [0.9] * 5, "Holm", "holm"))
    table = target_tone.mean(tone, actors, SENTENCES, ARTICLES)
    assert table[["name", "outlet", "value", "n"]].astype({"name": "str", "outlet": "str"}).to_numpy().tolist() == [
        ["Brisk", "north", -0.5, 3], ["Brisk", "south", 0.5, 3],
    ]  # fmt: skip
    assert (table.low >= -1).all() and (table.high <= 1).all() and "target model" in table.unit.iloc[0]
    gap = target_tone.gaps(tone, actors, SENTENCES, ARTICLES).iloc[0]
    assert (gap["name"], gap.value, gap.n_a) == ("Brisk", pytest.approx(-1), 3)


def test_an_outlet_that_names_an_actor_too_seldom_has_no_row():
    tone, actors = story(named("n", [0.1] * 3) + named("s", [0.1] * 2))
    assert target_tone.mean(tone, actors, SENTENCES, ARTICLES).empty
    assert len(target_tone.mean(tone, actors, SENTENCES, ARTICLES, least=2)) == 2


def test_an_actor_named_twice_in_a_sentence_counts_once():
    rows = [("n", 0, "Mayor Brisk", "brisk", -1.0, "narration"), ("n", 0, "Ada", "brisk", 0.5, "narration"),
            ("n", 0, "Ada", "brisk", -0.1, "quotation")]  # fmt: skip
    assert target_tone.toward(*story(rows)).value.to_list() == pytest.approx([-0.2])


def test_with_one_outlet_its_actors_are_shown():
    tone, actors = story(named("n", [0.2] * 4))
    table = target_tone.mean(tone, actors, SENTENCES, ARTICLES[:1].assign(outlet=pd.Categorical(["north"])))
    assert table.value.to_list() == pytest.approx([0.2]) and table.n.to_list() == [4]


def test_nobody_named_gives_an_empty_table_with_its_columns():
    table = target_tone.mean(tables.empty("tone"), tables.empty("actors"), SENTENCES, ARTICLES)
    assert table.empty and {"name", "outlet", "value", "scope", "supported"} <= set(table)
    assert target_tone.gaps(tables.empty("tone"), tables.empty("actors"), SENTENCES, ARTICLES).empty


def test_tone_toward_somebody_is_never_the_tone_of_the_words():
    tone, _ = story(named("n", [-1.0] * 4))
    words = tables.frame("tone", [("n", i, "narration", "", "target model", 0.5) for i in range(4)])
    assert sentiment.mean(pd.concat([tone, words]), SENTENCES, ARTICLES, lexicon="target model").value.to_list() == [0.5]
