"""What a reader would see of a figure: its texts, those that lie on one another, and those that leave the page."""

import itertools

from matplotlib.text import Text

from analysis import theme


def written(figure) -> list[Text]:
    return [t for t in figure.findobj(Text) if t.get_text()]


def all_text(figure) -> str:
    return "\n".join(t.get_text() for t in written(figure))


def overlapping(figure) -> list[tuple[str, str]]:
    """Return the pairs of texts whose boxes share more than half a millimetre both ways."""
    with theme.style():
        boxes = [(t.get_text(), t.get_window_extent()) for t in written(figure)]
    slack = 0.5 / 25.4 * figure.dpi
    return [(a, b) for (a, x), (b, y) in itertools.combinations(boxes, 2)
            if min(x.x1, y.x1) - max(x.x0, y.x0) > slack and min(x.y1, y.y1) - max(x.y0, y.y0) > slack]  # fmt: skip


def outside(figure) -> list[str]:
    with theme.style():
        boxes = [(t.get_text(), t.get_window_extent()) for t in written(figure)]
    wide, high = figure.bbox.width + 1, figure.bbox.height + 1
    return [text for text, box in boxes if box.x0 < -1 or box.y0 < -1 or box.x1 > wide or box.y1 > high]
