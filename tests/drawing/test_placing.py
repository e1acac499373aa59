"""However the points lie: names lie on no name and on no named point, stay in the frame, and their lines meet nothing."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.drawing import naming

FRAME = (0.0, 0.0, 40.0, 30.0)
NOBODY = np.empty((0, 2))
SPOT = st.tuples(st.floats(0, 40), st.floats(0, 30))


def boxes(sizes, found):
    return [(x - w / 2, y - h / 2, x + w / 2, y + h / 2) for (w, h), (x, y, _) in [(s, f) for s, f in zip(sizes, found, strict=True) if f]]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(SPOT, st.floats(2, 25)), max_size=14), st.lists(SPOT, max_size=20))
def test_names_keep_clear_of_each_other_and_of_named_points(named, others):
    points, sizes = np.array([p for p, _ in named]).reshape(-1, 2), [(width, 2.2) for _, width in named]
    found = naming.placed(points, sizes, np.array(others).reshape(-1, 2), FRAME)
    assert len(found) == len(named)
    drawn = boxes(sizes, found)
    for a, b in itertools.combinations(drawn, 2):
        assert min(a[2], b[2]) - max(a[0], b[0]) <= 1e-9 or min(a[3], b[3]) - max(a[1], b[1]) <= 1e-9
    for left, top, right, bottom in drawn:
        assert left >= -1e-9 and top >= -1e-9 and right <= 40 + 1e-9 and bottom <= 30 + 1e-9
        assert not any(left < x < right and top < y < bottom for x, y in points)
    for point, own in zip(points[[bool(f) for f in found]], drawn, strict=True):
        lead = np.linspace(point, point.clip(own[:2], own[2:]), 12)
        assert not any(naming.within(lead, np.array(box)).any() for box in drawn if box is not own)


def test_a_lonely_point_has_its_name_at_its_right_without_a_line():
    (x, y, off), = naming.placed(np.array([[10.0, 15.0]]), [(6.0, 2.2)], NOBODY, FRAME)  # fmt: skip
    assert (round(x, 6), y, off) == (10 + naming.OFF[0] + 3, 15.0, False)


def test_a_name_hides_few_points_and_keeps_off_the_edge():
    crowd = np.array([[12.0 + i / 10, 15.0] for i in range(50)])
    (x, *_), = naming.placed(np.array([[10.0, 15.0]]), [(6.0, 2.2)], crowd, FRAME)  # fmt: skip
    assert x < 10
    (x, *_), = naming.placed(np.array([[39.0, 15.0]]), [(6.0, 2.2)], NOBODY, FRAME)  # fmt: skip
    assert x < 39


def test_a_name_hides_a_point_rather_than_stand_off():
    ring = np.array([[10 + 1.6 * x, 15 + 1.3 * y] for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y])
    ((*_, off),) = naming.placed(np.array([[10.0, 15.0]]), [(6.0, 2.2)], ring, FRAME)
    assert not off


def test_who_comes_first_chooses_first_and_a_name_without_room_is_left_out():
    twins = np.array([[20.0, 15.0], [20.0, 15.0]])
    (x, _, off), (other, *_) = naming.placed(twins, [(6.0, 2.2)] * 2, NOBODY, FRAME)
    assert x > 20 > other and not off
    assert naming.placed(np.array([[20.0, 15.0]]), [(50.0, 2.2)], NOBODY, FRAME) == [None]


def test_a_line_to_a_name_passes_no_other_point():
    near = np.array([[20 + x, 15 + y] for x in (-2, -1, 0, 1, 2) for y in (-1, 0, 1) if x or y])
    crowd = np.vstack([[[20.0, 15.0]], near])  # the middle one is walled in: every line out would pass one of the others
    assert naming.placed(crowd, [(6.0, 2.2)] * len(crowd), NOBODY, FRAME)[0] is None
    x, y, off = naming.placed(np.delete(crowd, crowd.tolist().index([20.0, 14.0]), axis=0), [(6.0, 2.2)] * 14, NOBODY, FRAME)[0]
    assert (round(x, 6), off) == (20.0, True) and y < 14
