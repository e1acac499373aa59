"""Names beside points: the nearest free place for each, or none.

A scatter of words is read by its names, and a name on top of another is worse than a missing one that is counted. So the names
are placed one after the other, the weightiest first: of the places around its point that cover neither a name nor a named point,
each takes the one that is near and hides the fewest other points. A thin line leads to a name that stands off.
"""

import numpy as np

AROUND = [(1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1), (0, -1), (0, 1)]  # right, left, ... of the point, y downwards
OFF = (0.7, 2.2, 3.6, 5.0, 7.0)  # mm: from the point to the name
DETOUR = 3  # hidden points that a name accepts rather than stand one step farther off
DOT = 0.5  # mm: half the size of a named point


def placed(points: np.ndarray, sizes: list[tuple[float, float]], others: np.ndarray, frame: tuple[float, float, float, float]) -> list:
    """Return the middle of each name as (x, y, off), off being true where a line is needed, or None where it finds no room.

    `points` (n x 2) are the places of the named points in the order in which they choose, `sizes` the width and height of the names,
    `others` (m x 2) the points without name, `frame` the left, top, right and bottom that names keep within: all in millimetres.
    """
    boxes, leads, out = np.empty((0, 4)), np.empty((0, 2)), []
    for point, size in zip(points, sizes, strict=True):
        fixed = np.vstack([points, leads])
        rivals = fixed[np.abs(fixed - point).max(axis=1) > DOT]
        free = [(within(others, box).sum() + DETOUR * step, step, box, lead) for step, box, lead in places(point, size)
                if clear(box, lead, frame, boxes) and not within(fixed, grown(box)).any() and not (step and close(lead, rivals))]  # fmt: skip
        if free:
            _, step, box, lead = min(free, key=lambda place: place[0])
            boxes, leads = np.vstack([boxes, box]), np.vstack([leads, lead]) if step else leads
        out.append((*(box[:2] + box[2:]) / 2, step > 0) if free else None)
    return out


def places(point: np.ndarray, size: tuple[float, float]) -> list[tuple[int, np.ndarray, np.ndarray]]:
    """Return the places that a name may take, near ones first: step, box (left, top, right, bottom), and points along the line to it."""
    out = []
    for step, off in enumerate(OFF):
        for side in np.array(AROUND):
            near = max(off * 0.6, DOT + 0.05) if side.all() else off
            middle = point + side * (np.array(size) / 2 + near)
            box = np.concatenate([middle - np.array(size) / 2, middle + np.array(size) / 2])
            out.append((step, box, np.linspace(point, point.clip(box[:2], box[2:]), 12)))
    return out


def clear(box: np.ndarray, lead: np.ndarray, frame: tuple, boxes: np.ndarray) -> bool:
    """Return whether a box lies in the frame and on no other box, and its line crosses none."""
    if box[0] < frame[0] or box[1] < frame[1] or box[2] > frame[2] or box[3] > frame[3]:
        return False
    apart = (boxes[:, 0] >= box[2]) | (boxes[:, 2] <= box[0]) | (boxes[:, 1] >= box[3]) | (boxes[:, 3] <= box[1])
    return bool(apart.all()) and not any(within(lead, other).any() for other in boxes)


def within(points: np.ndarray, box: np.ndarray) -> np.ndarray:
    """Return which points lie in the box."""
    return ((points > box[:2]) & (points < box[2:])).all(axis=1)


def grown(box: np.ndarray) -> np.ndarray:
    """Return the box, larger by half a point on each side."""
    return box + np.array([-DOT, -DOT, DOT, DOT])


def close(lead: np.ndarray, rivals: np.ndarray) -> bool:
    """Return whether a line runs into another point or line: it would seem to come from there."""
    return bool((np.abs(lead[:, None] - rivals[None]).max(axis=2) < DOT).any())
