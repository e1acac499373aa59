"""Which rows of the bags count, and as what."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import tables
from analysis.measures.terms import Terms, unphrased

ROWS = [
    ("a", 0, "narration", "name", "north", "north", True, 3, 20),
    ("a", 0, "narration", "word", "north", "north", False, 1, 20),
    ("a", 0, "narration", "name", "korea", "korea", True, 2, 20),
    ("a", 0, "narration", "phrase", "north korea", "north korea", False, 2, 20),
    ("a", 1, "quotation", "word", "defence", "defense", False, 1, 9),
    ("a", 1, "quotation", "date", "monday", "monday", True, 1, 9),
]
UNITS = tables.frame("units", ROWS)


def terms(**settings_):
    return Terms(**settings_)(UNITS).groupby("term").n.sum().to_dict()


def test_a_phrase_takes_its_uses_from_its_words_and_dates_are_left_out():
    assert terms() == {"north": 2, "north korea": 2, "defense": 1}


def test_each_setting_by_itself():
    assert terms(kinds=("word", "name")) == {"north": 4, "korea": 2, "defense": 1}
    assert terms(kinds=("word",)) == {"north": 1, "defense": 1}
    assert terms(voice="quotation", spelling=True) == {"defence": 1}
    assert terms(kinds=("word", "name"), case=True) == {"North": 3, "north": 1, "Korea": 2, "defense": 1}
    assert terms(without=frozenset(["defence"])) == {"north": 2, "north korea": 2}
    assert terms(form=lambda t: t[0]) == {"n": 2, "n k": 2, "d": 1}


def test_a_term_is_of_the_kind_that_most_of_its_uses_are():
    kinds = Terms(kinds=("word", "name"))(UNITS).drop_duplicates("term").set_index("term").kind
    assert kinds.to_dict() == {"north": "name", "korea": "name", "defense": "word"}


def test_sizes_are_those_of_all_units_of_the_voice_whatever_is_counted():
    assert Terms(kinds=("phrase",)).sizes(UNITS)["size"].tolist() == [20, 9]
    assert Terms(voice="quotation").sizes(UNITS)["size"].tolist() == [9]


UNIT_ROWS = st.lists(st.tuples(st.sampled_from(["word", "phrase"]), st.sampled_from("xyz"), st.integers(1, 5)), max_size=12)


@settings(deadline=None, max_examples=60)
@given(UNIT_ROWS)
def test_counts_stay_positive_and_never_grow(rows):
    rows = [("a", 0, kind, f"{t} x" if kind == "phrase" else t, n) for kind, t, n in rows]
    units = pd.DataFrame(rows, columns=["article_id", "unit", "kind", "term", "n"]).astype({"unit": "int64", "n": "int64"})
    left = unphrased(units)
    assert (left.n > 0).all() and left.n.sum() <= units.n.sum()
    assert left[left.kind == "phrase"].n.sum() == units[units.kind == "phrase"].n.sum()
