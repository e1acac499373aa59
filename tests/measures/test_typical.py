"""The order of a list: units, not uses; careful; and the rarer word first."""

import numpy as np
import pandas as pd
import pytest
from conftest import bag
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures import typical, wording

ARTICLES = pd.DataFrame({"story": "s", "article_id": ["n", "s"], "outlet": pd.Categorical(["north", "south"], ordered=True)})


def listed(rows):
    table = typical.ordered(typical.scored(wording.count(bag(rows), ARTICLES)), "outlet")
    return {outlet: list(part.term) for outlet, part in table.groupby("outlet", observed=True)}


def test_a_word_of_four_sentences_leads_before_one_used_nine_times_in_one():
    rows = [("n", u, "calm", 1, 20) for u in range(4)] + [("n", 5, "wave", 9, 20)] + [("s", u, "storm", 1, 20) for u in range(5)]
    assert listed(rows)["north"] == ["calm", "wave"]


def test_the_score_by_hand_against_all_others_and_not_against_all():
    """Four units against five: ln(4.5 / 0.5) - ln(0.5 / 5.5) = 4.595, less its standard error 1.491."""
    rows = [("n", u, "calm", 1, 20) for u in range(4)] + [("s", u, "storm", 1, 20) for u in range(5)]
    table = typical.scored(wording.count(bag(rows), ARTICLES)).set_index("term")
    assert table.typical["calm"] == pytest.approx(np.log(9 * 11) - np.sqrt(1 / 4.5 + 1 / 0.5)) and table.used.to_dict() == {"calm": 4, "storm": 5}


def test_of_equals_that_news_does_not_know_the_order_is_that_of_the_alphabet():
    assert listed([("n", 0, t, 1, 20) for t in ("zzweir", "aasluice")] + [("s", 0, "storm", 1, 20)])["north"] == ["aasluice", "zzweir"]


def test_of_equals_the_rarer_in_news_leads_and_a_phrase_is_as_rare_as_its_rarer_word():
    news = {"people": 900.0, "sluice": 0.0, "gate": 30.0}
    assert typical.common("people") > typical.common("gate") > typical.common("sluice") == news["sluice"]
    assert typical.common("sluice gate") == 0 and typical.common("people gate") == typical.common("gate")
    assert listed([("n", 0, t, 1, 20) for t in ("gate", "people", "sluice")] + [("s", 0, "storm", 1, 20)])["north"] == ["sluice", "gate", "people"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=12))
def test_more_units_here_never_score_less_and_the_estimate_is_read_from_below(pairs):
    x, y = np.array([*pairs, *[(20, 20)] * 10], float).T  # a vocabulary in which one term is a small part
    more = x.copy()
    more[0] += 1
    assert typical.lower(more, y)[0] > typical.lower(x, y)[0] and np.isfinite(typical.lower(x, y)).all()
    assert (typical.lower(x, x) < 0).all()
