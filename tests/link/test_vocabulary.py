"""Names, dates and spellings told apart from the choice of words."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.link import vocabulary

NOBODY = pd.DataFrame({"actor": [], "kind": [], "label": []}, dtype="str")
NOWHERE = pd.DataFrame({"start": [], "end": []}, dtype="int64")


def words(*rows):
    return pd.DataFrame(rows, columns=["term", "capital", "first"]).assign(at=lambda t: range(0, 10 * len(t), 10))


def test_a_capital_inside_a_sentence_makes_a_name_and_a_month_a_date():
    rows = words(("kelvane", True, False), ("may", True, False), ("dam", False, False), ("dam", True, True), ("dam", True, False))
    assert vocabulary.kinds(rows, NOWHERE).to_dict() == {"kelvane": "name", "may": "date", "dam": "word"}


def test_where_a_word_only_opens_sentences_the_reader_of_names_decides():
    rows = words(("brandt", True, True), ("rain", True, True))
    assert vocabulary.kinds(rows, pd.DataFrame({"start": [0], "end": [6]})).to_dict() == {"brandt": "name", "rain": "word"}


def test_months_that_are_verbs_are_words():
    assert vocabulary.kinds(words(("march", False, False)), NOWHERE)["march"] == "word"


def test_two_spellings_are_one_word_only_where_both_are_used():
    found = vocabulary.families(pd.Series({"defence": 2, "defense": 5, "organised": 1, "harbour": 4}), NOBODY)
    assert found == {"defence": "defense", "defense": "defense"}


def test_spellings_of_a_name_need_an_actor_who_has_both():
    counts = pd.Series({"zelenskiy": 2, "zelensky": 3, "zelenskyy": 1, "korea": 3, "korean": 9})
    labels = [("a", "person", n) for n in ("Zelensky", "Zelenskiy", "Zelenskyy")] + [("b", "place", "Korea"), ("b", "place", "Korean")]
    found = vocabulary.families(counts, pd.DataFrame(labels, columns=["actor", "kind", "label"]))
    assert found == dict.fromkeys(("zelenskiy", "zelensky", "zelenskyy"), "zelensky")
    assert vocabulary.families(counts, NOBODY) == {}


@pytest.mark.parametrize(("a", "b"), [("filled", "filed"), ("hour", "hor"), ("tire", "tier"), ("sense", "since"), ("rolled", "roled")])
def test_other_words_are_not_made_equal(a, b):
    assert vocabulary.american(a) != vocabulary.american(b)


@settings(deadline=None)
@given(st.from_regex(r"[a-z]{2,12}(ise|our|tre|ence|lled|ogue|-on)?", fullmatch=True))
def test_american_twice_changes_nothing(word):
    once = vocabulary.american(word)
    assert vocabulary.american(once) == once


def test_words_of_time_and_number_are_dates_however_printed():
    assert vocabulary.kinds(words(("week", False, False), ("million", True, False)), NOWHERE).to_dict() == {"week": "date", "million": "date"}
