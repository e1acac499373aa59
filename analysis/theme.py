"""How every figure looks, on paper and on the screen: colour, type, sizes, and the settings that keep the bytes the same.

A figure of a paper is as wide as a column, and its type stays at seven points whatever it shows. An outlet has one colour in
all figures of a story, told apart by people with any kind of colour sight. `style` sets the whole of matplotlib's settings, the
user's own included, and puts them back, so that the same rows give the same bytes on every desk. Importing this changes nothing.
"""

import contextlib

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.colors import to_hex, to_rgb

SINGLE, DOUBLE = 89, 183  # mm: one and two columns of a journal
SIZE, SMALL = 7, 6  # pt: labels; ticks, counts and the foot
LINE, SMALL_LINE = 3.0, 2.6  # mm from line to line in these sizes
EDGE, GAP = 1.5, 2.0  # mm: around the figure; between its parts

INK, GREY, FAINT, LIGHT, ZERO = "#222222", "#6b6b6b", "#9a9a9a", "#dcdcdc", "#f6f6f6"

# Petroff's eight (arXiv 2107.02270; matplotlib's petroff8), then the four that stay farthest from them and from each other for
# normal, protan, deutan and tritan sight. The least CIE76 distance of any two of the twelve is 18.
PALETTE = (
    "#1845fb", "#ff5e02", "#c91f16", "#c849a9", "#adad7d", "#86c8dd", "#578dff", "#656364", "#5a000f", "#4b005a", "#3c0096", "#ffb469",
)  # fmt: skip
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")

RC = {
    "font.family": ["DejaVu Sans"], "font.size": SIZE, "text.color": INK, "text.parse_math": False, "text.hinting": "no_hinting",
    "figure.dpi": 100, "savefig.dpi": 300, "savefig.bbox": None, "svg.hashsalt": "samestory", "svg.fonttype": "path", "pdf.fonttype": 42,
}  # fmt: skip
OF_THE_MACHINE = ("backend", "interactive", "toolbar", "timezone", "tk.", "webagg.", "macosx.", "savefig.directory", "keymap.")


@contextlib.contextmanager
def style():
    """Draw and save under the package's own settings, whatever the user's matplotlibrc says; restore theirs afterwards."""
    defaults = {k: v for k, v in matplotlib.rcParamsDefault.items() if not k.startswith(OF_THE_MACHINE)}
    with matplotlib.rc_context({**defaults, **RC}):
        yield


# colours #


def order(column: pd.Series) -> list:
    """Return the values of `column` in display order: that of its categories, else of first appearance; absent ones are left out.

    >>> order(pd.Series(pd.Categorical(["b", "a"], ["a", "b", "c"])))
    ['a', 'b']
    """
    present = column.dropna().unique()
    return [c for c in column.cat.categories if c in set(present)] if isinstance(column.dtype, pd.CategoricalDtype) else list(present)


def colours(outlets: pd.Series) -> dict:
    """Return a colour per outlet, by its place among all categories, so that it is the same in every figure of the story.

    After the twelfth the colours come again; every chart names its outlets in words, so colour never carries meaning alone.
    """
    known = outlets.cat.categories if isinstance(outlets.dtype, pd.CategoricalDtype) else order(outlets)
    return {outlet: PALETTE[i % len(PALETTE)] for i, outlet in enumerate(known)}


def luminance(colour) -> float:
    """Return the relative luminance of WCAG 2.2, 0 (black) to 1 (white)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def ink(colour: str) -> str:
    """Return `colour` darkened until it reads as text on white (contrast 4.5, WCAG 2.2 AA).

    >>> ink("#000000"), ink("#86c8dd") != "#86c8dd"
    ('#000000', True)
    """
    while 1.05 / (luminance(colour) + 0.05) < 4.5:
        colour = to_hex([c * 0.95 for c in to_rgb(colour)])
    return colour


def tint(colour: str, share: float) -> str:
    """Return `colour` mixed with white; `share` is that of the white, 0 to 1."""
    return to_hex([c + (1 - c) * share for c in to_rgb(colour)])


def shades(values: pd.Series) -> list[str]:
    """Return a shade per value: one hue from zero to the largest; two hues, equally far, where values fall on both sides of zero."""
    top, both = values.abs().max(), values.min() < 0
    hues = matplotlib.colormaps["PuOr_r" if both else "Blues"]
    places = (values / top + 1) / 2 if both else 0.06 + 0.9 * values / top
    return [ZERO if pd.isna(v) or not v else to_hex(hues(place)) for v, place in zip(values, places, strict=True)]


def readable(shade: str) -> str:
    """Return black or white, whichever reads better on `shade`: on any shade the better one has a contrast of 4.5 (WCAG 2.2, 1.4.3)."""
    return "#000000" if (luminance(shade) + 0.05) ** 2 > 1.05 * 0.05 else "#ffffff"


def mark(paint: str, *, marker: str = "o", hollow: bool = False, size: float = 4.2) -> dict:
    """Return how matplotlib draws one mark."""
    face = "white" if hollow else paint
    return {"marker": marker, "markersize": size, "markerfacecolor": face, "markeredgecolor": ink(paint), "markeredgewidth": 0.7}


def texts(values: pd.Series, *, exact: bool = False) -> list[str]:
    """Return the values as short texts with the same number of decimals: two significant digits for the largest, all if `exact`."""
    top = values.abs().max() if values.notna().any() else 0.0
    wanted = [d for d in range(10) if np.allclose(values.dropna(), values.dropna().round(d), rtol=0, atol=1e-9 * (top or 1))]
    least = 0 if not top > 0 else max(0, 2 - int(np.ceil(np.log10(top))))  # a whole share, 1, has no fewer decimals than the parts
    decimals = min(wanted, default=9) if exact else min([*wanted, least])
    return ["" if pd.isna(v) else small(v, decimals) for v in values]


def small(value: float, decimals: int) -> str:
    """Return `value` with `decimals`; what would be rounded to nothing is written as less than the smallest step."""
    text = f"{value:,.{decimals}f}"
    if value and not float(text.replace(",", "")):
        return f"<{10.0**-decimals:.{decimals}f}" if value > 0 else f">−{10.0**-decimals:.{decimals}f}"
    return text.replace("-", "−")
