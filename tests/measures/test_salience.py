"""Where a frame stands, for reading: thirds side by side, and the hits of the sentences that carry most."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from test_framing import ARTICLES, HITS, SENTENCES, hits

from analysis.measures import salience


def test_thirds_stand_side_by_side_the_least_even_first():
    wide = salience.thirds(salience.position(HITS, SENTENCES, ARTICLES))
    assert list(wide.columns) == ["outlet", "frame", *salience.THIRDS]
    assert wide.iloc[0].to_list() == ["north", "F", 1.0, 0.0, 0.0]


def test_thirds_of_a_story_in_which_nothing_fires_are_empty():
    wide = salience.thirds(salience.position(hits(), SENTENCES, ARTICLES))
    assert wide.empty and list(wide.columns) == ["outlet", "frame", *salience.THIRDS]


def test_the_heaviest_sentences_come_with_all_their_hits():
    carried = salience.carriers(HITS, SENTENCES, ARTICLES)
    top = salience.heaviest(HITS, carried, most=1)
    assert set(zip(top.article_id, top.sentence, strict=True)) == {("n0", 1)} and list(top.frame) == ["F", "F", "G"]
    assert not {"words", "voice", "pattern"} & set(top), "they would squeeze the text beside them"
    assert "start" in top and "start" not in salience.heaviest(HITS.drop(columns=["start", "end"]), carried)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["n0", "s0"]), st.integers(1, 5), st.sampled_from("FGH")), min_size=1, max_size=20))
def test_shares_of_thirds_average_to_the_share_of_the_article(places):
    found = hits(*[(a, i, f, "p", "narration", 1) for a, i, f in places])
    table = salience.position(found, SENTENCES, ARTICLES)
    sums = table.groupby(["outlet", "frame"], observed=True)[["x", "n"]].sum()
    told = pd.DataFrame(places, columns=["a", "i", "f"]).drop_duplicates()
    assert sums.x.sum() == len(told) and (sums.n == 5).all()
