"""The text behind a number: the right sentence, the right characters, and no article left out."""

import pandas as pd
import pytest

from analysis import corpus, evidence, store, tables
from analysis.measures import wording


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMESTORY_HOME", str(tmp_path_factory.mktemp("evidence")))
        from conftest import PROJECT

        return store.load(corpus.find(PROJECT / "data/kelvane-dam"))


def test_the_hits_stand_between_the_brackets(read):
    rows = evidence.sentences(read, read.frames, most=100)
    bodies = evidence.bodies(read)
    words = {bodies[f.article_id][f.start : f.end] for f in read.frames.itertuples()}
    for text in rows.text:
        assert text.count("‹") == text.count("›") > 0
        assert all(" ".join(w.split()) in text.replace("‹", "").replace("›", "") or w for w in words)
        assert {part.split("›")[0] for part in text.split("‹")[1:]} <= {" ".join(w.split()) for w in words}


def test_every_outlet_has_its_turn(read):
    assert evidence.sentences(read, read.frames, most=5).outlet.nunique() == 5


def test_the_sentences_of_a_term_hold_it(read):
    terms = wording.distinctive(read.units, read.articles)
    found = evidence.terms(read, terms)
    assert len(found.merge(terms)) and set(terms.term) == set(found.term)
    shown = evidence.sentences(read, found, most=500)
    assert all(term.split(", ")[0] in text.lower().replace("’", "'") for term, text in zip(shown.term, shown.text, strict=True))
    counted = found.merge(read.articles[["article_id", "outlet"]]).merge(tables.proper(read.sentences)[["article_id", "sentence"]])
    counts = counted.groupby(["outlet", "term"], observed=True).size()
    assert all(counts[r.outlet, r.term] == r.x for r in terms.itertuples())


def test_without_texts_the_place_is_named(read):
    bare = tables.Tables(
        **dict(read.items()) | {"articles": read.articles.drop(columns="text"), "frames": read.frames.drop(columns=["start", "end"])}
    )
    rows = evidence.sentences(bare, bare.frames)
    assert rows.text.str.contains("the text is not published; see sentence").all()
    assert evidence.terms(tables.Tables(articles=bare.articles), pd.DataFrame({"outlet": [], "term": []})).empty


def test_what_was_removed_is_shown_as_it_stood(read):
    rows = evidence.removed(read)
    assert "3 Comments" in set(rows.piece) and "ends" not in set(rows.step)
