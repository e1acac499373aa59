"""Numbers of an axis keep apart, however narrow it is, and a logarithmic scale has numbers wherever it lies."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.drawing.sheet import Logarithm, Scale, extent

WIDE = st.floats(8, 80)


@settings(deadline=None, max_examples=100)
@given(st.floats(-1000, 1000), st.floats(0.001, 1000), WIDE)
def test_numbers_of_an_axis_keep_apart(low, span, width):
    scale = Scale([low, low + span], 0, width)
    shown = scale.named(extent)
    assert shown and all(scale(b) - scale(a) >= (extent(x) + extent(y)) / 2 for (a, x), (b, y) in itertools.pairwise(shown))
    assert Scale([low, low + span], width, 0).ticks == scale.ticks


@settings(deadline=None, max_examples=100)
@given(st.floats(0.01, 1e6), st.floats(1, 1e4), WIDE)
def test_equal_ratios_are_equal_steps(low, ratio, width):
    scale = Logarithm([low, low * ratio], 0, width)
    assert scale.ticks and all(scale.low <= t <= scale.high for t in scale.ticks)
    assert 0 <= scale(low) <= scale(low * ratio) <= width
    assert abs((scale(low * 2) - scale(low)) - (scale(low * 6) - scale(low * 3))) < 1e-6


def test_a_scale_that_is_too_narrow_for_a_tick_has_an_axis_without_numbers():
    from analysis.drawing.sheet import Scale

    scale = Scale([0.0, 1.0], 0, 10)
    scale.ticks = []
    assert not list(scale.named(lambda text: 1.0))
