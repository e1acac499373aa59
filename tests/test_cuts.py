"""One utterance in many cuts: the fullest is the measure, and only words that it lacks are marked."""

import pytest
from conftest import PROJECT

from analysis import corpus, cuts, store, tables


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMESTORY_HOME", str(tmp_path_factory.mktemp("cuts")))
        return store.load(corpus.find(PROJECT / "data/kelvane-dam"))


def test_the_copied_quotations_are_set_side_by_side(read):
    rows = cuts.side_by_side(read)
    told = rows[rows.printed.str.startswith("The concrete did not fail")]
    assert set(told.outlet) == {"The Ishel Valley Ledger", "Open Sluice"} and told.utterance.nunique() == 1 and (told.share == 1).all()


def test_without_texts_the_place_is_named(read):
    bare = tables.Tables(
        **dict(read.items()) | {"articles": read.articles.drop(columns="text"), "quotes": read.quotes.drop(columns=["start", "end"])}
    )
    assert cuts.side_by_side(bare).printed.str.contains("not published").all()


@pytest.mark.parametrize(
    ("spoken", "shown"),
    [("we go", "we go"), ("we stay", "we ‹stay›"), ("", ""), ("“Stop!”", "“‹Stop›!”"), ("they all stay", "‹they all stay›")],
)
def test_marks(spoken, shown):
    assert cuts.marked(spoken, "We go home") == shown
