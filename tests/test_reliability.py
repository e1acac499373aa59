"""Alpha: the published worked example to four digits, laws, and the cases in which there is no number."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import reliability

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section D: four observers, twelve units, missing answers.
WORKED = pd.DataFrame(
    {
        "a": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        "b": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        "c": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        "d": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    }
)
# Krippendorff (2011), section A: two observers, ten units, two values.
BINARY = pd.DataFrame({"a": [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], "b": [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]})
ratings = st.lists(st.lists(st.sampled_from([0, 1, None]), min_size=3, max_size=3), min_size=3, max_size=25).map(
    lambda rows: pd.DataFrame(rows, columns=list("abc"), dtype=float)
)


def test_alpha_is_that_of_the_published_example():
    assert round(reliability.alpha(WORKED)["value"], 4) == 0.7434
    assert round(reliability.alpha(WORKED, metric="interval")["value"], 3) == 0.849
    assert reliability.alpha(WORKED)["n"] == 11  # the twelfth unit has one answer
    assert round(reliability.alpha(BINARY)["value"], 3) == 0.095


def by_the_book(table: pd.DataFrame) -> float:
    """Alpha as the definition says it: pairs within units against pairs of all answers."""
    units = [row.dropna().tolist() for _, row in table.iterrows()]
    units = [u for u in units if len(u) > 1]
    every = [v for u in units for v in u]
    n = len(every)
    observed = sum(sum(x != y for i, x in enumerate(u) for j, y in enumerate(u) if i != j) / (len(u) - 1) for u in units) / n
    expected = sum(x != y for i, x in enumerate(every) for j, y in enumerate(every) if i != j) / (n * (n - 1))
    return 1 - observed / expected


@given(ratings)
@settings(deadline=None, max_examples=100)
def test_alpha_follows_its_definition_and_forgets_order(table):
    found = reliability.alpha(table)
    turned = reliability.alpha(table.iloc[::-1, ::-1])
    if found["value"] == 1 or found["n"] == 1:
        assert np.isnan(found["low"]) and found["note"] == turned["note"] != ""
    elif found["note"]:
        assert np.isnan(found["value"]) and np.isnan(found["low"]) and found["note"] == turned["note"]
    else:
        assert found["value"] == pytest.approx(by_the_book(table)) == pytest.approx(turned["value"])
        assert reliability.alpha(1 - table)["value"] == pytest.approx(found["value"])


def test_the_interval_is_repeatable_and_shrinks_with_more_units():
    few, many = pd.concat([BINARY] * 3), pd.concat([BINARY] * 30)
    width = [r["high"] - r["low"] for r in (reliability.alpha(few), reliability.alpha(many))]
    assert reliability.alpha(few) == reliability.alpha(few) and width[1] < 0.5 * width[0]
    assert reliability.alpha(few)["low"] < reliability.alpha(few)["value"] < reliability.alpha(few)["high"]


def test_the_interval_covers_the_agreement_of_the_population():
    rng = np.random.default_rng(5)
    truth = pd.DataFrame(np.repeat(rng.random((20_000, 1)) < 0.3, 2, axis=1) ^ (rng.random((20_000, 2)) < 0.1)).astype(float)
    alpha, hits = reliability.alpha(truth.iloc[:4000])["value"], 0
    for i in range(300):
        found = reliability.alpha(truth.iloc[rng.choice(len(truth), 150, replace=False)], seed=i)
        hits += found["low"] <= alpha <= found["high"]
    assert 0.90 <= hits / 300 <= 0.98


def answers(**coders) -> pd.DataFrame:
    """Return answers on the code `blame`: coder -> {unit: value}."""
    rows = [(unit, coder, "blame", value) for coder, given in coders.items() for unit, value in given.items()]
    return pd.DataFrame(rows, columns=["unit", "coder", "code", "value"])


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (answers(ann={"x": 1, "y": 0}), "one coder only"),
        (answers(ann={"x": 1}, bo={"y": 0}), "share no sentence"),
        (answers(ann={"x": 0, "y": 0}, bo={"x": 0, "y": 0}), "never occurs"),
        (answers(ann={"x": 1, "y": 1}, bo={"x": 1, "y": 1}), "all answers are the same"),
    ],
)
def test_no_number_is_made_up(given, reason):
    row = reliability.table(given, codes=("blame",)).iloc[0]
    assert reason in row.note and row[["value", "low", "high"]].isna().all()


def test_disagreements_are_those_units_in_which_answers_differ():
    table = reliability.disagreements(answers(ann={"x": 1, "y": 0, "z": 1}, bo={"x": 1, "y": 1}, cem={"x": 1}))
    assert table.to_dict("records") == [{"unit": "y", "code": "blame", "ann": "no", "bo": "yes", "cem": ""}]
