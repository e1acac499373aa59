"""Charts draw every row, at the width of a column, with nothing cut off and no two labels on top of each other."""

import itertools
import warnings

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D
from seen import all_text, outside, overlapping, written

from analysis import charts
from analysis.drawing import chartrows
from analysis.drawing.sheet import Scale

OUTLETS = ["Harbour Post", "The Northern Independent", "Coast Wire", "Daily Ledger", "Valley Public Radio"]
FRAMES = [
    "Blame / responsibility", "Escalation and threat", "Health risk", "Legality / rights", "Foreign interest", "Appeals by residents",
    "Weakness of the operator", "Involvement of the ministry", "Human cost", "Technical capability", "Party politics", "Damage on site",
    "Negotiation / cooperation / easing", "Strategy / what comes next", "Confirm / deny contest", "Operator–investor alliance",
]  # fmt: skip
HOSTILE = ["$x_1$", "<b>Echo</b>", "a" * 80, "very " * 15 + "Long", "صحيفة الميناء اليومية", "line\nbreak\x00", "&amp; %s", "-"]
SCOPE = "One article per outlet: an interval says how far a number hangs on single sentences of that article."
WIDTHS = [89, 183]
EVENTS = [("2014", "Dam licensed"), ("2022-02-24", "First crack reported"), ("2031", "Concession ends"), ("2024", "Year of drought")]
EVENTS += [(f"2024-10-{day:02}", f"{what} on the {day}th") for day in range(10, 32, 3) for what in ("Inquiry opened in council", "Rain")]


def tidy(names=OUTLETS, **key) -> pd.DataFrame:
    """Return a table with a row per outlet and value of `key`, numbers drawn by a fixed seed."""
    (column, values), rng = next(iter(key.items())), np.random.default_rng(7)
    rows = pd.DataFrame(list(itertools.product(names, values)), columns=["outlet", column])
    rows["value"] = rng.normal(0.1, 0.4, len(rows))
    rows = rows.assign(story="dam", measure="mean", low=rows["value"] - 0.2, high=rows["value"] + 0.3, n=rng.integers(3, 40, len(rows)))
    return rows.assign(unit="score", scope=SCOPE, outlet=pd.Categorical(rows["outlet"], names, ordered=True))


def dots(names=OUTLETS):
    return tidy(names, voice=["all", "narration", "quotation"])


def matrix(names=OUTLETS):
    rows = tidy(names, frame=FRAMES)
    return rows.assign(value=(rows["value"].clip(lower=0) * 40).round(), unit="%")


def terms(names=OUTLETS):
    rows = tidy(names, term=["cracks", "mayor", "$x_1$ million", "flood-control authority of the valley", "سد", "<i>", *"abcde"])
    return rows.assign(value=rows["value"].abs(), low=np.nan, high=np.nan)


def counts(names=OUTLETS):
    rows = tidy(names, voice=["narration", "quotation"])
    return rows.assign(value=(rows["value"].abs() * 900).round(), unit="words")


def timeline(names=OUTLETS):
    rng = np.random.default_rng(3)
    rows = [(o, "published", "publication", "2024-10-31" if i else "") for i, o in enumerate(names)]
    rows += [(o, label, "event", date) for o in names for date, label in EVENTS if rng.random() < 0.5]
    rows = pd.DataFrame(rows, columns=["outlet", "label", "kind", "first"]).assign(last=lambda t: t["first"], scope=SCOPE)
    return rows.assign(outlet=pd.Categorical(rows["outlet"], names, ordered=True))


def shift(names=OUTLETS):
    rows = tidy(names, term=["hope", "ruin", "$x_1$ million", "misunderstanding", "سد", "<i>", *"abcde"])
    gap = rows.groupby("outlet", observed=True)["value"].transform("sum")
    return rows.assign(gap=gap, x=rows["n"], others=rows["n"].to_numpy()[::-1], valence=np.tile([1.5, -2, 0.4, -1, 3, -0.2, *[1] * 5], len(names)))


def funnel(names=OUTLETS):
    rows = tidy(names, term=["cracks", "mayor", "$x_1$ million", "flood-control authority of the valley", "سد", "<i>", *"abcde"])
    return rows.assign(value=rows["value"] * 9, frequency=rows["n"] * 7, label=rows["term"].str.len() > 1)


CASES = [(charts.dots, dots, {"series": "voice"}), (charts.matrix, matrix, {}), (charts.terms, terms, {}), (charts.timeline, timeline, {}),
         (charts.shift, shift, {}), (charts.funnel, funnel, {}),
         (charts.counts, counts, {"series": "voice"}),
         (charts.dots, lambda names=OUTLETS: dots(names), {"by": "voice"})]  # fmt: skip
IDS = ["dots", "matrix", "terms", "timeline", "shift", "funnel", "counts", "dots by voice"]
every_chart = pytest.mark.parametrize(("chart", "rows", "options"), CASES, ids=IDS)


@every_chart
@pytest.mark.parametrize("width", WIDTHS)
def test_the_width_is_exact_and_every_text_is_on_the_page_and_alone(chart, rows, options, width):
    figure = chart(rows(), width=width, **options)
    assert figure.get_size_inches()[0] * 25.4 == pytest.approx(width)
    assert outside(figure) == [] and overlapping(figure) == []


@every_chart
@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_names_stay_text_and_stay_on_the_page(chart, rows, options, width):
    with warnings.catch_warnings(action="ignore"):
        figure = chart(rows(HOSTILE), width=width, **options)
        assert outside(figure) == [] and overlapping(figure) == []
    assert "$x_1$" in all_text(figure) and not any(t.get_parse_math() for t in written(figure))


@every_chart
def test_scope_and_outlets_are_printed(chart, rows, options):
    text = " ".join(all_text(chart(rows(), **options)).split())
    assert SCOPE in text and all(outlet in text for outlet in OUTLETS)


@every_chart
def test_a_table_that_cannot_be_drawn_is_refused_in_words(chart, rows, options):
    with pytest.raises(ValueError, match="no row"):
        chart(rows().iloc[:0], **options)
    with pytest.raises(ValueError, match="needs the column scope"):
        chart(rows().drop(columns="scope"), **options)


@pytest.mark.parametrize(("chart", "rows", "options"), [c for c in CASES if c[0] is not charts.timeline])
def test_mixed_units_and_double_rows_are_refused(chart, rows, options):
    mixed = rows()
    mixed.loc[0, "unit"] = "metres"
    with pytest.raises(ValueError, match="mix the units"):
        chart(mixed, **options)
    with pytest.raises(ValueError, match="two rows for"):
        chart(pd.concat([rows(), rows().head(1)]), **options)


@pytest.mark.parametrize(("chart", "rows", "options"), [c for c in CASES if c[0] is not charts.timeline])
def test_the_unit_stands_in_the_figure(chart, rows, options):
    assert rows()["unit"].iloc[0] in all_text(chart(rows(), **options))


@pytest.mark.parametrize("chart", [charts.dots, charts.terms])
def test_without_any_value_the_figure_says_so(chart):
    assert "No row has a value" in all_text(chart(terms().assign(value=np.nan).drop_duplicates("outlet")))


def test_unsupported_rows_are_hollow_and_said_to_be():
    rows = dots().query("voice == 'all'").assign(supported=lambda t: t["outlet"] != "Coast Wire")
    figure = charts.dots(rows)
    assert chartrows.HOLLOW in chartrows.foot(chartrows.ready(rows)) and "Hollow" in all_text(figure)
    faces = [line.get_markerfacecolor() for line in figure.findobj() if hasattr(line, "get_markerfacecolor")]
    assert faces.count("white") == 1
    assert "Hollow" not in all_text(charts.dots(rows.drop(columns="supported")))


@pytest.mark.parametrize("series", [None, "outlet"])
def test_outlets_in_one_row_are_told_apart_without_colour_and_keep_their_shape(series):
    rows = dots()
    shapes = {}
    for part in (rows, rows[rows["outlet"] != OUTLETS[1]]):
        marks = [m for m in charts.dots(part, by="voice", series=series).findobj(Line2D) if m.get_linestyle() == "None"]
        assert len({m.get_marker() for m in marks}) == part["outlet"].nunique()
        for m in marks:
            assert shapes.setdefault(m.get_markerfacecolor(), m.get_marker()) == m.get_marker()
    assert charts.dots(rows.drop(columns="outlet").drop_duplicates("voice"), by="voice")


def test_a_count_has_no_halves_on_its_axis():
    rows = tidy(part=[""]).assign(value=[12, 11, 12, 12, 12], low=np.nan, high=np.nan, unit="sentences")
    numbers = lambda rows: {t.get_text() for t in written(charts.counts(rows, width=89)) if t.get_text()[0].isdigit()}  # noqa: E731
    assert "10" in numbers(rows) and not any("." in text for text in numbers(rows))
    assert 2.5 in Scale([0, 12], 0, 45).ticks and 2.5 not in Scale([0, 12], 0, 45, whole=True).ticks


@pytest.mark.parametrize(
    ("measure", "unit", "said"),
    [("to_code", "sentences to code", "sentences to code"), ("words per day", "words", "words per day"), ("mean", "score, -1 to 1", "mean (score, −1 to 1)"),
     ("rate", "e-mails a day", "rate (e-mails a day)"), ("", "words", "words")],
)  # fmt: skip
def test_the_axis_says_nothing_twice_and_has_the_minus_of_its_numbers(measure, unit, said):
    assert chartrows.axis_label(pd.DataFrame({"measure": [measure], "unit": [unit]})) == said


def test_the_longer_side_of_a_matrix_runs_down_and_a_zero_is_a_dash():
    rows = matrix()
    figure = charts.matrix(rows, width=89)
    place = {t.get_text().replace("\n", " "): t.get_position() for t in written(figure)}
    assert place["Human cost"][1] > place["Health risk"][1] and place["Coast Wire"][0] > place["Harbour Post"][0]
    assert all_text(figure).split("\n").count("–") == (rows["value"] == 0).sum() > 0
    assert "Blank" not in all_text(figure) and "Blank: none found." in all_text(charts.matrix(rows.iloc[1:]))


@pytest.mark.parametrize("width", WIDTHS)
def test_forty_rows_fit_on_a_page_and_long_names_stay_apart(width):
    names = [f"The Valley Post, edition {i}" for i in range(12)]
    figure = charts.matrix(tidy(names, term=[f"a term of words {i}" for i in range(40)]), of="term", width=width)
    assert figure.get_size_inches()[1] * 25.4 < 210 and overlapping(figure) == []
    assert set(names) <= {t.get_text().replace("\n", " ") for t in written(figure)}


def test_a_number_below_zero_that_rounds_to_nothing_keeps_its_side():
    rows = tidy(OUTLETS[:1], term=["dam", "flood"]).assign(value=[-0.001, 5.0])
    assert ">−0.1" in all_text(charts.matrix(rows, of="term")).split("\n")


def test_terms_show_the_top_and_their_counts():
    rows = terms().assign(x=99)
    text = all_text(charts.terms(rows, top=2)).split("\n")
    assert text.count("99") == 2 * len(OUTLETS)


def test_stacked_bars_end_at_the_sum():
    text = all_text(charts.counts(counts(), series="voice")).split("\n")
    assert all(f"{total:,.0f}" in text for total in counts().groupby("outlet", observed=True)["value"].sum())


def test_stacked_parts_adjoin_and_their_lengths_are_the_values():
    rows = counts(["Coast Wire"])
    bars = [box.get_paths()[0].get_extents() for box in charts.counts(rows, series="voice").findobj(PolyCollection)]
    first, second = sorted(bars, key=lambda bar: bar.x0)
    assert first.x1 == pytest.approx(second.x0)
    assert first.width / second.width == pytest.approx(rows["value"].iloc[0] / rows["value"].iloc[1])


def test_points_lie_in_the_order_of_their_values():
    rows = dots().query("voice == 'all'")
    points = [line for line in charts.dots(rows).findobj(Line2D) if line.get_marker() == "o"]
    drawn = {y: x for line in points for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)}
    assert np.argsort([drawn[y] for y in sorted(drawn)]).tolist() == np.argsort(rows["value"].to_numpy()).tolist()


def test_each_event_is_named_or_numbered_and_explained():
    rows = timeline()
    told = rows.loc[rows["kind"] == "event", "label"].unique()
    for width in WIDTHS:
        text = " ".join(all_text(charts.timeline(rows, width=width)).split())
        assert all(label in text for label in told)


def test_far_dates_stand_beside_the_window_with_their_date():
    text = all_text(charts.timeline(timeline()))
    assert {"2014", "2024", "2031", "earlier", "later"} <= set(text.split("\n"))
    near = timeline().query("first.str.startswith('2024-10') or first == ''")
    assert not {"earlier", "later"} & set(all_text(charts.timeline(near)).split("\n"))


def test_what_has_no_date_is_said():
    rows = timeline()
    assert all_text(charts.timeline(rows)).count("date unknown") == 1
    rows.loc[rows.index[-1], ["first", "last"]] = ""
    assert "1 mention without a date is not drawn." in all_text(charts.timeline(rows))
    assert "No row has a date" in all_text(charts.timeline(rows.assign(first="", last="")))
    with pytest.raises(ValueError, match="knows event and publication"):
        charts.timeline(rows.assign(kind="rumour"))


def test_drawing_leaves_the_table_alone():
    rows = dots()
    before = rows.copy(deep=True)
    charts.dots(rows, series="voice")
    pd.testing.assert_frame_equal(rows, before)
