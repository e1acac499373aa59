"""The specification curve shows every analysis once, in the order of its values, with its choices below it."""

import itertools

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from seen import all_text, outside, overlapping

from analysis import alttext, charts
from analysis.drawing import pictures

GRID = {
    "amount": ["share of sentences", "share of words", "hits per 1,000 words"],
    "codebook": ["as it is", "without each frame's leading pattern", "patterns met in two sentences"],
    "headings": ["left out", "counted"],
    "lede": ["counts once", "counts twice"],
}
SHORT = {d: list("abcd") for d in ("one", "two", "three", "four")}
CLAIM = "Coast Wire is the outlet with the most of frame A: a claim with a long sentence for a heading"


def analyses(grid=GRID, **columns) -> pd.DataFrame:
    rows = pd.DataFrame(list(itertools.product(*grid.values())), columns=list(grid))
    value = np.random.default_rng(1).normal(0.2, 0.2, len(rows))
    rows = rows.assign(claim=CLAIM, value=value, low=value - 0.1, high=value + 0.2, holds=value > 0.1, specification=range(len(rows)))
    return rows.assign(measure="claim under other choices", unit="standard deviations between sentences", scope="Two articles.", **columns)


def points(figure) -> list[tuple]:
    """Return the points of the curve from left to right: x, y, whether filled."""
    found = [(x, y, line.get_markerfacecolor() != "white") for line in figure.findobj(Line2D) if line.get_marker() == "o"
             for x, y in zip(*line.get_data(), strict=True)]  # fmt: skip
    return sorted(found)


def ticks(figure, below: float) -> list[tuple[float, float]]:
    """Return the marks below the curve as (y, x)."""
    ends = [path.vertices for c in figure.findobj(LineCollection) for path in c.get_paths()]
    upright = [v for v in ends if v[0, 0] == v[1, 0] and v[:, 1].min() > below and np.ptp(v[:, 1]) < 2]
    return sorted((round(float(v[:, 1].mean()), 3), round(float(v[0, 0]), 3)) for v in upright)


@pytest.mark.parametrize("grid", [GRID, SHORT, {**GRID, "rule": list("xy"), "tail": list("pqrst")}], ids=["36", "256", "360"])
@pytest.mark.parametrize("width", [89, 183])
def test_everything_is_on_the_page_and_no_text_on_another(grid, width):
    rows = analyses(grid)
    rows[["value", "low", "high"]] /= 1000  # wide numbers
    figure = charts.specifications(rows, decisions=list(grid), width=width)
    assert outside(figure) == [] and overlapping(figure) == []


def test_every_analysis_is_a_point_in_the_order_of_the_values_filled_where_the_claim_holds():
    rows = analyses()
    drawn = points(charts.specifications(rows, decisions=list(GRID)))
    ranked = rows.sort_values("value")
    assert len(drawn) == len(rows) and [filled for *_, filled in drawn] == ranked["holds"].tolist()
    assert all(a[1] >= b[1] for a, b in itertools.pairwise(drawn)) and np.ptp(np.diff([x for x, *_ in drawn])) < 1e-9


def test_every_analysis_has_one_mark_for_each_decision():
    rows = analyses()
    figure = charts.specifications(rows, decisions=list(GRID))
    drawn = points(figure)
    marks = ticks(figure, max(y for _, y, _ in drawn))
    assert len(marks) == len(GRID) * len(rows) + rows["holds"].sum()
    levels = sorted({y for y, _ in marks})
    assert len(levels) == 1 + sum(map(len, GRID.values()))
    first = rows.sort_values("value").reset_index()["amount"]
    places = [x for y, x in marks if y == levels[1]]
    assert places == [round(drawn[i][0], 3) for i in first.index[first == "share of sentences"]]


def test_how_often_it_holds_stands_beside_each_option():
    rows = analyses()
    text = all_text(charts.specifications(rows, decisions=["amount", *list(GRID)[1:]]))
    assert f"holds in {rows['holds'].sum()} of 36 analyses" in " ".join(text.split())
    for _, part in rows.groupby("amount"):
        assert f"{part['holds'].sum()}/12" in text.split("\n")
    assert "Triangle" in text and "Triangle" not in all_text(charts.specifications(rows.assign(specification=7), decisions=list(GRID)))


def test_analyses_without_a_value_stand_at_the_right_and_are_said():
    rows = analyses()
    rows.loc[[0, 5], ["value", "low", "high", "holds"]] = [np.nan, np.nan, np.nan, False]
    figure = charts.specifications(rows, decisions=list(GRID))
    drawn = points(figure)
    assert len(drawn) == 34 and "without a value, at the right end: 2." in " ".join(all_text(figure).split())
    assert max(x for _, x in ticks(figure, max(y for _, y, _ in drawn))) > drawn[-1][0]


def test_what_cannot_be_drawn_is_said():
    rows = analyses()
    with pytest.raises(ValueError, match="needs the column headings"):
        charts.specifications(rows.drop(columns="headings"), decisions=list(GRID))
    with pytest.raises(ValueError, match="two rows for"):
        charts.specifications(rows, decisions=["amount"])
    with pytest.raises(ValueError, match="hold the claims"):
        charts.specifications(rows.assign(claim=[f"claim {i % 2}" for i in range(36)]), decisions=list(GRID))
    with pytest.raises(ValueError, match="no row"):
        charts.specifications(rows.iloc[:0], decisions=list(GRID))
    assert "No row has a value" in all_text(charts.specifications(rows.assign(value=np.nan), decisions=list(GRID)))
    assert len(points(charts.specifications(rows.head(1), decisions=list(GRID), width=89))) == 1


def test_the_same_rows_give_the_same_bytes():
    first, second = (pictures.files(charts.specifications, analyses(), "words", width=89, decisions=list(GRID)) for _ in range(2))
    assert first == second


def test_the_words_say_how_often_it_holds():
    rows = analyses()
    said = alttext.specifications(rows, decisions=list(GRID))
    once = rows[rows["lede"] == "counts once"]["holds"].sum()
    assert f"holds in {rows['holds'].sum()} of 36 analyses" in said and f"counts once {once} of 18" in said
    assert f"from {rows['value'].min():.2f} to {rows['value'].max():.2f}" in said
