"""A chart as bytes: SVG, PDF and PNG of one width, the same on every day, each with its alternative text inside.

A date or a version in a file would make every rerun look like a change, so none is written; letters stay letters in the PDF.
The picture is drawn once and handed to the three formats; the smaller one for the screen is taken from the large one.
"""

import base64
import contextlib
import io
import re
import struct
import warnings
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from analysis import theme
from analysis.drawing.sheet import INCH, plain

DPI, SCREEN = 300, 96  # of the PNG; CSS pixels per inch, the size at which a page shows it
PLACED = ("GSUB", "GPOS", "GDEF", "kern")  # font tables that lay out text


@dataclass(frozen=True)
class FigureImage:
    """A written figure as IPython shows it: a PNG for the screen, with its name and its alternative text."""

    name: str
    alt: str
    png: bytes = field(repr=False)

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        pixels, _ = struct.unpack(">II", self.png[16:24])
        shown = round(theme.DOUBLE / INCH * SCREEN)
        bundle = {"image/png": base64.b64encode(self.png).decode("ascii"), "text/plain": f"{self.name}: {self.alt}"}
        return bundle, {"image/png": {"alt": self.alt, "name": self.name, "width": min(shown, pixels)}}


@dataclass(frozen=True)
class Nothing:
    """What stands in the place of a figure that has no rows to show."""

    name: str

    def _repr_html_(self) -> str:
        return f"<p><em>{self}</em></p>"

    def __repr__(self) -> str:
        return f"{self.name}: no row passes the settings, so there is nothing to draw."


def files(chart, rows: pd.DataFrame, alt: str, *, width: float, **options) -> dict[str, bytes]:
    """Return the chart at one width as `svg`, `pdf`, `png` (300 dpi) and `screen` (a PNG of half its pixels)."""
    with theme.style(), one_warning(), without_layout_tables():
        figure = chart(rows, width=width, **options)
        svg = saved(figure, "svg", {"Date": None, "Creator": None, "Description": alt})
        pdf = saved(figure, "pdf", {"CreationDate": None, "Creator": None, "Producer": None, "Subject": alt})
        image = drawn(figure)
    return {"svg": svg, "pdf": pdf, "png": png(image, alt, DPI), "screen": png(image.reduce(2), alt, DPI / 2)}


def saved(figure, kind: str, metadata: dict) -> bytes:
    """Return the figure in one of matplotlib's vector formats."""
    figure.savefig(file := io.BytesIO(), format=kind, metadata=metadata)
    return file.getvalue()


def drawn(figure) -> Image.Image:
    """Return the figure as pixels."""
    figure.set_dpi(DPI)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")


def png(image: Image.Image, alt: str, dpi: float) -> bytes:
    """Return the pixels as PNG; level 3 costs half the time of the usual 6 for a twentieth more bytes."""
    about = PngInfo()
    about.add_text("Description", alt) if alt.isascii() else about.add_itxt("Description", alt)
    image.save(file := io.BytesIO(), "png", pnginfo=about, dpi=(dpi, dpi), compress_level=3)
    return file.getvalue()


@contextlib.contextmanager
def one_warning():
    """Replace matplotlib's warning for each sign that the font lacks by one that names them all; let others through."""
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        yield
    lacking = sorted({int(m[1]) for w in heard if (m := re.match(r"Glyph (\d+) ", str(w.message)))})
    if lacking:
        signs = "".join(map(chr, lacking[:20]))
        warnings.warn(f"the font has no sign for {signs}: boxes stand in the picture; the table beside it is whole", stacklevel=4)
    for other in (w for w in heard if not str(w.message).startswith("Glyph ")):
        warnings.warn_explicit(other.message, other.category, other.filename, other.lineno)


@contextlib.contextmanager
def without_layout_tables():
    """Leave out of embedded fonts what lays out text: a PDF places each letter itself, and cutting them to size takes most of its time."""
    from fontTools.subset import Options

    before = Options._drop_tables_default
    Options._drop_tables_default = [*before, *PLACED]
    try:
        yield
    finally:
        Options._drop_tables_default = before


__all__ = ["FigureImage", "files", "plain"]
