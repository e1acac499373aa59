"""Shares and means over sentences, counted by hand."""

import pandas as pd
import pytest

from analysis import tables
from analysis.annotate import tone
from analysis.measures import framing, sentiment

ARTICLES = pd.DataFrame({"story": "s", "article_id": ["n", "s"], "outlet": pd.Categorical(["north", "south"], ordered=True)})
SENTENCES = tables.frame("sentences", [(a, i, 0, "headline" if i == 0 else "body", 0, 9, 3) for a in "ns" for i in range(5)])


def test_a_frame_counts_once_a_sentence_and_never_in_a_headline():
    hits = [("n", 0), ("n", 1), ("n", 1), ("n", 3), ("s", 2)]
    frames = tables.frame(
        "frames", [{"article_id": a, "sentence": i, "start": 0, "end": 3, "frame": "F", "pattern": "p", "voice": "", "words": 1} for a, i in hits]
    )
    shares = framing.share(frames, SENTENCES, ARTICLES).set_index("outlet")
    assert shares.x.to_dict() == {"north": 2, "south": 1} and shares.value.to_dict() == {"north": 0.5, "south": 0.25}
    assert (shares.n == 4).all()


def test_the_mean_is_taken_by_voice():
    rows = [("n", 1, "all", "", "vader", 0.5), ("n", 2, "all", "", "vader", -0.1), ("n", 2, "quotation", "", "vader", -0.4)]
    means = sentiment.mean(tables.frame("tone", rows), SENTENCES, ARTICLES).set_index("voice")
    assert means.value.to_dict() == pytest.approx({"all": 0.2, "quotation": -0.4}) and means.n.to_dict() == {"all": 2, "quotation": 1}


def test_a_sentence_is_scored_inside_and_outside_its_marks():
    body = "He smiled happily. “This is a horrible disaster,” she said."
    sentences = [(0, 0, "body", 0, 18), (1, 0, "body", 19, len(body))]
    start = body.index("“") + 1
    rows = tone.read(body, sentences, [(start, body.index("”"))])
    scores = {(n, v): x for n, v, _, lexicon, x in rows if lexicon == "vader"}
    assert scores[0, "narration"] == scores[0, "all"] > 0 and (0, "quotation") not in scores
    assert scores[1, "quotation"] < 0 and scores[1, "narration"] == 0


def test_extremes_are_the_ends_of_each_article():
    rows = [("n", i, "all", "", "vader", v) for i, v in ((1, 0.1), (2, -0.9), (3, 0.8))]
    ends = sentiment.extremes(tables.frame("tone", rows), SENTENCES)
    assert set(ends.sentence) == {2, 3}
