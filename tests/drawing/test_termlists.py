"""Lists of words show what the rows say: bars on the right side of zero, words that add up, counts beside them."""

import numpy as np
import pandas as pd
import pytest
from conftest import bag
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D
from seen import all_text, overlapping

from analysis import alttext, charts, theme
from analysis.measures import wordshift

VALUES = {"hope": 2.0, "ruin": -2.5, "calm": 1.0, "fear": -1.5}
ARTICLES = pd.DataFrame({"story": "s", "article_id": ["n", "s"], "outlet": pd.Categorical(["north", "south"], ordered=True)})
USED = [("n", "hope", 9), ("n", "ruin", 1), ("n", "calm", 2), ("s", "hope", 1), ("s", "ruin", 4), ("s", "fear", 2), ("s", "calm", 3)]


def shift() -> pd.DataFrame:
    units = bag([(a, i, t, n, 20) for i, (a, t, n) in enumerate(USED)])
    return wordshift.shift(units, ARTICLES, VALUES)


def keyness(**columns) -> pd.DataFrame:
    rows = pd.DataFrame({"outlet": "north", "term": ["dam", "flood", "mayor"], "value": [2.0, 1.0, -1.5], "low": [1.0, -0.5, -3.0], "high": [3.0, 2.5, -0.2]})
    return rows.assign(x=[5, 4, 1], others=[1, 2, 1200], n=40, unit="doublings", measure="log ratio", scope="Two articles.", **columns)


def bars(figure) -> list:
    """Return the extents of the bars from top to bottom."""
    found = [path.get_extents() for box in figure.findobj(PolyCollection) for path in box.get_paths()]
    return sorted(found, key=lambda bar: bar.y0)


def stems(figure) -> int:
    """Return how many coloured lines are as thick as a stem."""
    return sum(len(c.get_paths()) for c in figure.findobj() if c.__class__.__name__ == "LineCollection" and c.get_linewidths()[0] == 1.4)


def test_a_bar_lies_on_its_side_of_zero_and_the_bars_add_up_to_the_difference():
    rows = shift().query("outlet == 'north'")
    drawn = bars(charts.shift(rows, top=2))
    lengths = rows["value"].tolist()[:2] + [rows["value"].iloc[2:].sum()]
    assert len(drawn) == 3
    zero = next(b.x0 if v > 0 else b.x1 for b, v in zip(drawn, lengths, strict=True))
    signed = [b.width if abs(b.x0 - zero) < 1e-9 else -b.width for b in drawn]
    assert np.array(signed) / signed[0] == pytest.approx(np.array(lengths) / lengths[0])
    assert sum(lengths) == pytest.approx(rows["gap"].iloc[0])


def test_each_word_says_its_sign_its_direction_and_its_counts():
    text = all_text(charts.shift(shift())).split("\n")
    assert {"+↑ hope", "−↓ ruin", "+↓ hope", "−↑ ruin", "−↑ fear", "9 : 1", "1 : 9"} <= set(text)
    gap = shift()["gap"].iloc[0]
    assert gap > 0 and f"+{gap:.1f}" in text and f"−{gap:.1f}" in text


def test_signs_that_seem_wrong_are_explained():
    rows = shift()  # calm is worth 1, less than the mean of the north: more of it makes the south more negative
    assert "seem to contradict" in " ".join(all_text(charts.shift(rows)).split())
    rows["valence"] = rows["valence"].mask(rows["term"] == "calm", -0.1)
    assert "contradict" not in " ".join(all_text(charts.shift(rows.query("outlet == 'south'"))).split())


def test_words_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="needs all words of the shift"):
        charts.shift(shift().groupby("outlet", observed=True).head(2))
    with pytest.raises(ValueError, match="needs the column gap"):
        charts.shift(shift().drop(columns="gap"))
    assert "No row has a value" in all_text(charts.shift(shift().assign(value=np.nan)))


def test_one_word_and_no_rest():
    rows = shift().query("outlet == 'north'").head(1).assign(gap=lambda t: t["value"])
    assert len(bars(charts.shift(rows, top=8, width=89))) == 1 and "all others" not in all_text(charts.shift(rows))


def test_a_ratio_has_no_stem_and_both_counts_a_score_has_stems():
    rows = keyness()
    figure = charts.terms(rows)
    assert stems(figure) == 0 and {"5 : 1", "1 : 1,200"} <= set(all_text(figure).split("\n"))
    assert stems(charts.terms(rows.head(1).drop(columns="others"))) == 1


def test_terms_keep_the_order_of_the_rows_and_the_unsupported_are_hollow():
    figure = charts.terms(keyness(supported=[True, False, True]))
    points = {y: (x, line.get_markerfacecolor()) for line in figure.findobj(Line2D) for x, y in zip(*line.get_data(), strict=True)}
    assert [points[y][1] == "white" for y in sorted(points)] == [False, True, False]
    assert np.argsort([points[y][0] for y in sorted(points)]).tolist() == [2, 1, 0]


@pytest.mark.parametrize("width", [theme.SINGLE, theme.DOUBLE])
def test_numbers_of_a_narrow_axis_do_not_touch(width):
    rows = pd.concat([keyness().assign(outlet=f"Outlet {i}", others=117, term="misunderstanding" + pd.Series(list("abc"))) for i in range(5)])
    rows[["value", "low", "high"]] /= 50
    figure = charts.terms(rows, width=width)
    assert overlapping(figure) == [] and {"−0.05", "0.05"} & set(all_text(figure).split("\n"))


def test_terms_of_two_words_stand_whole_in_a_narrow_figure():
    terms = ["evacuation spillway", "evacuation mayor", "compensation council"]
    rows = pd.concat([keyness().assign(outlet=f"Outlet {i}", term=terms, others=117) for i in range(5)])
    figure = charts.terms(rows, width=theme.SINGLE)
    assert all_text(figure).count("evacuation\nspillway") == 5 and "…" not in all_text(figure)
    assert overlapping(figure) == []


def test_the_words_for_those_who_cannot_see_it_name_the_difference():
    rows = shift()
    said = alttext.shift(rows)
    first = rows.iloc[0]
    assert f"north {first.gap:+.2g}, most by {first.term} {first.value:+.2g}" in said and "south -" in said
