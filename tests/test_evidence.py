"""The text behind a number: the right sentence, the right characters, and no article left out."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import corpus, evidence, store, tables
from analysis.measures import wording
from analysis.measures.terms import Terms


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


COUNTS = {
    "as they are": None,
    "without phrases": Terms(kinds=("word", "name")),
    "spellings apart": Terms(spelling=True),
    "quotations": Terms(voice="quotation"),
    "stems": Terms(form=lambda term: term[:5]),
}


def spoken(text):
    """Return text for comparison, without regard to white space and capitals."""
    return "".join(text.split()).casefold()


@pytest.mark.parametrize("terms", COUNTS.values(), ids=COUNTS)
def test_a_term_is_found_as_often_as_it_was_counted(read, terms):
    counted = wording.counted(read.units, read.articles, terms=terms)
    found = evidence.terms(read, counted, terms=terms).merge(read.articles[["article_id", "outlet"]])
    assert found.groupby(["outlet", "term"], observed=True).size().sort_index().to_dict() == (
        counted.set_index(["outlet", "term"]).x.sort_index().to_dict()
    )


def test_the_sentences_of_a_term_hold_it(read):
    found = evidence.terms(read, wording.counted(read.units, read.articles), terms=Terms(spelling=True))
    shown = evidence.sentences(read, found, most=500)
    assert all(spoken(term.split(", ")[0]) in spoken(text).replace("’", "'") for term, text in zip(shown.term, shown.text, strict=True))


def test_a_term_stands_for_its_spellings_and_a_phrase_for_two_words(read):
    lines = evidence.kwic(read, pd.DataFrame({"term": ["tarnhov", "water authority", "water"]}))
    words = lines.groupby("term").keyword.agg(lambda k: set(k.str.casefold()))
    assert words.to_dict() == {"tarnhov": {"tarnhov", "tarnhoff"}, "water authority": {"water authority"}, "water": {"water"}}
    assert not (lines.term.eq("water") & lines.right.str.startswith(" authority")).any(), "a use within a phrase is one of the phrase"
    apart = evidence.kwic(read, pd.DataFrame({"term": ["tarnhov"]}), terms=Terms(kinds=("name",), spelling=True))
    assert set(apart.keyword.str.casefold()) == {"tarnhov"}


def test_a_line_of_context_stands_in_its_sentence_as_printed(read):
    counted = wording.counted(read.units, read.articles)
    lines = evidence.kwic(read, counted, most=1000).merge(read.sentences, on=["article_id", "sentence"])
    bodies = evidence.bodies(read)
    for r in lines.itertuples():
        sentence, line = " ".join(bodies[r.article_id][r.start : r.end].split()), r.left + r.keyword + r.right
        assert any(whole(sentence, at.start(), len(line)) for at in re.finditer(f"(?={re.escape(line)})", sentence)), line
        assert max(len(r.left), len(r.right)) <= evidence.CONTEXT
    assert lines.left.str.len().max() > evidence.CONTEXT / 2 < lines.right.str.len().max()


def whole(sentence, start, length):
    """Tell whether the piece of the sentence cuts no word."""
    return sentence[:start][-1:] in ("", " ") and sentence[start + length :][:1] in ("", " ")


@pytest.mark.parametrize("most", [1, 3])
def test_what_is_not_shown_is_counted(read, most):
    counted = wording.counted(read.units, read.articles)
    all_, some = (evidence.kwic(read, counted, most=n) for n in (1000, most))
    keys = ["outlet", "term"]
    assert some.groupby(keys, observed=True).size().max() == most and not all_.more.any()
    totals = some.groupby(keys, observed=True).agg(shown=("left", "size"), more=("more", "first"))
    assert (totals.shown + totals.more).to_dict() == counted.set_index(keys).x.to_dict()
    first = all_.groupby(keys, observed=True).head(most)
    assert some.drop(columns="more").equals(first.drop(columns="more").reset_index(drop=True)), "the first in the text are shown"


def test_lines_come_in_the_order_of_the_terms_then_of_outlets_and_text(read):
    lines = evidence.kwic(read, pd.DataFrame({"term": ["minister", "crack"]}), most=100)
    assert list(lines.term.drop_duplicates()) == ["minister", "crack"]
    for _, rows in lines.groupby("term"):
        assert list(rows.outlet.cat.codes) == sorted(rows.outlet.cat.codes) and rows.outlet.nunique() == 5
        assert all(r.sentence.is_monotonic_increasing for _, r in rows.groupby("outlet", observed=True))


def test_lines_by_another_column_name_their_outlet(read):
    sides = read.articles.assign(side=["near", "far", "far", "near", "near"])
    placed = tables.Tables(**dict(read.items()) | {"articles": sides})
    lines = evidence.kwic(placed, pd.DataFrame({"side": ["far", "near"], "term": ["minister", "minister"]}), by="side", most=2)
    assert lines.side.tolist() == ["far", "far", "near", "near"] and (lines.side.map({"far": 2, "near": 3}) <= 3).all()
    where = sides.set_index("article_id")
    assert lines.outlet.tolist() == where.outlet[lines.article_id].tolist() and lines.side.tolist() == where.side[lines.article_id].tolist()
    with pytest.raises(ValueError, match="no such column"):
        evidence.kwic(read, pd.DataFrame({"term": ["minister"]}), by="sidde")


def test_nothing_wanted_and_nothing_found_are_empty_with_the_same_columns(read):
    columns = ["outlet", "term", "outlet", "article_id", "sentence", "left", "keyword", "right", "more"]
    bare = tables.Tables(**dict(read.items()) | {"tokens": tables.empty("tokens"), "quotes": read.quotes.drop(columns=["start", "end"])})
    for tables_, wanted in ((read, []), (read, ["zeppelin"]), (bare, ["minister"])):
        lines = evidence.kwic(tables_, pd.DataFrame({"outlet": ["Open Sluice"] * len(wanted), "term": wanted}))
        assert lines.empty and list(lines) == list(dict.fromkeys(columns))
    assert list(evidence.terms(bare, pd.DataFrame({"term": ["minister"]}))) == ["article_id", "sentence", "start", "end", "term"]


@settings(deadline=None, max_examples=100)
@given(st.text(st.sampled_from("ab,\n \u00a0"), max_size=150))
def test_a_context_is_whole_words_from_the_near_end(text):
    plain = re.sub(r"\s+", " ", text)
    for cut, rest in ((evidence.after(text), plain), (evidence.before(text)[::-1], plain[::-1])):
        assert rest.startswith(cut) and len(cut) <= evidence.CONTEXT
        left = rest[len(cut) :]
        assert left.strip() == "" or (left[0] == " " and len(cut) + len(left.split()[0]) >= evidence.CONTEXT), "as much as there is room for"


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
