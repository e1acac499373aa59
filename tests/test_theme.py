"""Colours that everybody can tell apart, and settings that leave no trace."""

import itertools
import warnings

import matplotlib
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import theme
from analysis.drawing import sheet

# Machado, Oliveira, Fernandes 2009 (doi 10.1109/TVCG.2009.113), severity 1, on linear RGB
SIGHT = {
    "normal": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])
FRAGMENTS = ["Daily ", "<b>Echo</b>", "$x_1$", "صحيفة ", "日報", "\x00", "\n", "\u202e", "a" * 30, "/", "-", " ", "é"]


def lab(colours, sight: str) -> np.ndarray:
    """Return CIE L*a*b* (D65) of colours as somebody with that sight has them."""
    rgb = np.array([matplotlib.colors.to_rgb(c) for c in colours])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = np.clip(linear @ np.array(SIGHT[sight]).T, 0, 1) @ TO_XYZ.T / [0.95047, 1, 1.08883]
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], axis=1)


@pytest.mark.parametrize("sight", SIGHT)
def test_no_two_colours_are_close_for_any_sight(sight):
    points = lab(theme.PALETTE, sight)
    assert min(np.linalg.norm(a - b) for a, b in itertools.combinations(points, 2)) >= 17.9


def test_a_colour_belongs_to_the_outlet_not_to_the_table():
    every = pd.Series(pd.Categorical(["a", "b", "c"], ["a", "b", "c"]))
    part = every[every != "a"]
    assert theme.colours(part)["c"] == theme.colours(every)["c"] != theme.colours(every)["b"]


def test_more_outlets_than_colours_still_have_one_each():
    assert len(theme.colours(pd.Series([f"outlet {i}" for i in range(30)]))) == 30


@pytest.mark.parametrize("colour", [*theme.PALETTE, "#ffffff"])
def test_ink_reads_as_text_on_white(colour):
    assert 1.05 / (theme.luminance(theme.ink(colour)) + 0.05) >= 4.5


@given(st.floats(0, 1))
@settings(deadline=None)
def test_the_number_in_a_cell_reads_on_its_shade(value):
    shade = theme.shades(pd.Series([value, 1.0]))[0]
    lighter, darker = sorted((theme.luminance(shade), theme.luminance(theme.readable(shade))), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_shades_darken_with_the_value_and_part_at_zero():
    light = [theme.luminance(s) for s in theme.shades(pd.Series([0, 1, 2, 3]))]
    assert light == sorted(light, reverse=True)
    minus, plus = theme.shades(pd.Series([-2.0, 2.0]))
    assert minus != plus


@pytest.mark.parametrize(
    ("values", "expected"),
    [([43.2, 4.0], ["43", "4"]), ([0.43, 0.001], ["0.43", "<0.01"]), ([-0.5, 0.25], ["−0.50", "0.25"]), ([1234.0, 2.0], ["1,234", "2"]),
     ([0.0, 0.0], ["0", "0"]), ([float("nan"), 1.5], ["", "1.5"]), ([1.0, 0.35], ["1.00", "0.35"]),
     ([float("nan")], [""])],
)  # fmt: skip
@pytest.mark.filterwarnings("error")  # where no number is known, newer numpy warns in the middle of a report
def test_numbers_are_short_and_never_rounded_to_nothing(values, expected):
    assert theme.texts(pd.Series(values)) == expected


def test_style_ignores_the_users_settings_and_puts_them_back():
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "black"}):
        with theme.style():
            assert matplotlib.rcParams["font.size"] == theme.SIZE and matplotlib.rcParams["axes.facecolor"] == "white"
            assert matplotlib.rcParams["pdf.fonttype"] == 42 and matplotlib.rcParams["savefig.bbox"] is None
        assert matplotlib.rcParams["font.size"] == 30 and matplotlib.rcParams["axes.facecolor"] == "black"


@given(st.lists(st.sampled_from(FRAGMENTS)).map("".join), st.integers(8, 60), st.integers(1, 5))
@settings(deadline=None, max_examples=150)
def test_wrapped_lines_fit_and_lose_nothing_but_blanks(text, width, lines):
    with warnings.catch_warnings(action="ignore"):
        out = sheet.wrap(text, width, lines=lines)
        assert len(out) <= lines
        assert all(sheet.extent(line) <= width + 1e-9 or len(line) <= 2 for line in out)
    if not out[-1].endswith("…"):
        assert "".join("".join(out).split()) == "".join(sheet.plain(text).split())


def test_shorten_keeps_what_fits():
    assert sheet.shorten("dam", 50) == "dam"
    cut = sheet.shorten("reservoir spillway", 15)
    assert cut.endswith("…") and sheet.extent(cut) <= 15


def test_measured_text_is_drawn_as_wide():
    with theme.style():
        page = sheet.Sheet(89, 20, "foot")
        drawn = page.text(2, 5, "The Northern Independent").get_window_extent().width / page.figure.dpi * sheet.INCH
    assert drawn == pytest.approx(sheet.extent("The Northern Independent"), rel=0.02)


def test_a_scale_starts_at_a_near_zero_and_holds_all_values():
    assert sheet.Scale([2, 10], 0, 50).low == 0
    assert 0 < sheet.Scale([9.0, 10.0], 0, 50).low < 9
    low = sheet.Scale([-3.0, float("nan"), 5.0], 10, 60)
    assert 10 <= low(-3) < low(5) <= 60 and 0.0 in low.ticks
    same = sheet.Scale([0.0, 0.0], 0, 50)
    assert same.left <= same(0) <= same.right
