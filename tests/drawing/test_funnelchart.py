"""The funnel draws every term where its numbers are, names those asked for, and says how many names found no room."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.lines import Line2D
from seen import all_text, outside, overlapping

from analysis import alttext, charts
from analysis.drawing import pictures

NAMES = ["Harbour Post", "The Northern Independent Review", "Coast Wire"]


def cloud(names=NAMES, terms=600, named=12) -> pd.DataFrame:
    rng = np.random.default_rng(5)
    frequency = np.sort(rng.zipf(1.6, terms).clip(max=2000))[::-1]
    parts = [pd.DataFrame({"outlet": name, "term": [f"term {i} of many" for i in range(terms)], "frequency": frequency,
                           "value": rng.normal(0, 1, terms) * np.log1p(frequency)}) for name in names]  # fmt: skip
    rows = pd.concat([p.assign(label=p["value"].abs().rank(ascending=False) <= named) for p in parts], ignore_index=True)
    return rows.assign(outlet=pd.Categorical(rows["outlet"], names), measure="log-odds z", unit="standard errors", scope="Three articles.")


def points(figure) -> np.ndarray:
    return np.array([xy for line in figure.findobj(Line2D) for xy in zip(*line.get_data(), strict=True)])


@pytest.mark.parametrize("names", [NAMES, NAMES[:1], [f"{n} {i}" for i in range(4) for n in NAMES]], ids=len)
@pytest.mark.parametrize("width", [89, 183])
def test_no_two_names_touch_and_all_are_on_the_page(names, width):
    figure = charts.funnel(cloud(names), width=width)
    assert overlapping(figure) == [] and outside(figure) == []


def test_names_are_written_or_counted_as_missing():
    rows = cloud(NAMES[:1], named=60)
    text = all_text(charts.funnel(rows, width=89)).split("\n")
    missing = int(next(line for line in text if "Names without room" in line).split("Names without room: ")[1].rstrip("."))
    assert 0 < missing < 60 and sum(line.startswith("term") for line in text) == 60 - missing
    weightiest = rows.loc[rows[rows["label"]]["value"].abs().idxmax(), "term"]
    assert weightiest in text
    assert "without room" not in all_text(charts.funnel(rows.assign(label=False)))


def test_at_one_place_the_weightier_term_is_named():
    near = pd.DataFrame({"outlet": "A", "term": [f"no {i}" for i in range(40)], "frequency": 50, "value": np.linspace(5, 5.2, 40), "label": True})
    text = all_text(charts.funnel(near.assign(unit="z", scope="One."), width=89)).split("\n")
    assert "no 39" in text and sum(line.startswith("no ") for line in text) < 30


def test_a_point_lies_where_its_numbers_are():
    rows = pd.DataFrame({"outlet": "A", "term": list("abc"), "frequency": [1, 10, 100], "value": [0.0, 3.0, -3.0], "label": True})
    (x0, y0), (x1, y1), (x2, y2) = sorted(points(charts.funnel(rows.assign(unit="z", scope="One."))).tolist())
    assert x1 - x0 == pytest.approx(x2 - x1) and y0 - y1 == pytest.approx(y2 - y0) and y1 < y0  # millimetres run downwards


def test_points_at_the_same_place_are_drawn_once():
    rows = cloud(NAMES[:1]).assign(label=False, frequency=3, value=0.5)
    figure = charts.funnel(rows)
    assert len(points(figure)) == 1 and "may be several terms" in all_text(figure)
    assert "may be several terms" not in all_text(charts.funnel(rows.head(1)))


def test_what_has_no_number_is_said_and_nothing_to_draw_too():
    rows = cloud(NAMES[:1])
    rows.loc[:4, "value"] = np.nan
    rows.loc[5, "frequency"] = 0
    assert "Terms without a number: 6." in " ".join(all_text(charts.funnel(rows)).split())
    assert "No row has a value" in all_text(charts.funnel(rows.assign(value=np.nan)))
    with pytest.raises(ValueError, match="needs the column frequency"):
        charts.funnel(rows.drop(columns="frequency"))
    assert outside(charts.funnel(rows.tail(1), width=89)) == []


def test_the_same_rows_give_the_same_bytes():
    first, second = (pictures.files(charts.funnel, cloud(NAMES[:2]), "words", width=89) for _ in range(2))
    assert first == second


def test_the_words_count_the_terms_beyond_chance():
    rows = cloud(NAMES[:1])
    said = alttext.funnel(rows)
    beyond, best = (rows["value"].abs() > 1.96).sum(), rows.loc[rows["value"].idxmax()]
    assert f"{beyond} of 600 beyond 1.96" in said and f"highest {best.term} {best.value:.1f}" in said
