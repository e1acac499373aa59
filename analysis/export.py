"""The only writer into `figures/`: pictures for print and screen, the rows they show, their words, and the facts.

A figure that goes into an article must be traceable and must not change by itself. So it is never written without the rows
behind it, the scope they hold for and a text for those who cannot see it; and the same rows give the same bytes, on any day.
News text is data here: what a spreadsheet would take for a formula is defused.
"""

import hashlib
import json
import math
import os
import re
from pathlib import Path

import pandas as pd

from analysis import paths, theme
from analysis.drawing import pictures
from analysis.drawing.pictures import FigureImage, Nothing

SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
FORMULA = re.compile(r"[\s\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[ \u00a0]*[\t\r]")
DIGITS = 10  # significant digits of a fact: as many as all platforms agree on


def figure(story: str, name: str, chart, rows: pd.DataFrame, *, alt, notebook: str = "", **options) -> FigureImage | Nothing:
    """Draw `chart(rows, width=...)` at 89 and 183 mm and write it as svg, pdf and png, with its rows (csv) and words (json).

    `options` go to the chart; `alt` is the alternative text, or the function of rows and options that makes it. The files are
    figures/<story>/<name>-89mm.svg and so on, <name>.csv and <name>.json. Of a table without rows only the csv is written.
    Raises ValueError without alternative text or a scope in each row, or if `name` is no slug.
    """
    slug(name)
    if rows.empty:
        table(story, name, rows)
        return Nothing(name)
    alt = pictures.plain(alt(rows, **options) if callable(alt) else alt)
    refuse(name, alt, rows)
    drawn = {width: pictures.files(chart, rows, alt, width=width, **options) for width in (theme.SINGLE, theme.DOUBLE)}
    written = {f"{name}-{width}mm.{kind}": drawn[width][kind] for width in drawn for kind in ("svg", "pdf", "png")}
    written[f"{name}.csv"] = csv(rows)
    words = {"name": name, "alt": alt, "scope": list(map(str, theme.order(rows["scope"]))), "notebook": notebook, "rows": len(rows)}
    words["sha256"] = {file: hashlib.sha256(data).hexdigest() for file, data in written.items()}
    for file, data in (written | {f"{name}.json": as_json(words)}).items():
        write(folder(story) / file, data)
    return FigureImage(name, alt, drawn[theme.DOUBLE]["screen"])


def refuse(name: str, alt: str, rows: pd.DataFrame) -> None:
    """Raise ValueError for a figure without words or without a scope."""
    if not alt.strip():
        raise ValueError(f"figure {name}: give the alternative text, one or two sentences that say what the picture shows")
    if "scope" not in rows or not rows["scope"].astype(str).str.strip().all():
        raise ValueError(f"figure {name}: every row needs a scope, the sentence that says what its number holds for")


def table(story: str, name: str, rows: pd.DataFrame, *, notebook: str = "") -> Path:
    """Write `rows` as figures/<story>/<name>.csv, in the order of rows and columns as they come, and return the path."""
    return write(folder(story) / f"{slug(name)}.csv", csv(rows))


def text(story: str, name: str, content: str, *, notebook: str = "") -> Path:
    """Write a text of its own (references, methods) as figures/<story>/<name>; `name` has an ending. Return the path."""
    stem, _, ending = name.rpartition(".")
    slug(stem), slug(ending)
    return write(folder(story) / name, (content.rstrip("\n") + "\n").encode())


def record(story: str, notebook: str, facts: dict) -> Path:
    """Write the facts of one notebook, all of them at once, as figures/<story>/facts/<notebook>.json.

    Facts are numbers, texts, and lists and dicts of them; numbers keep ten significant digits, what is no number becomes null.
    Raises TypeError for anything else.
    """
    return write(folder(story) / "facts" / f"{slug(notebook)}.json", as_json(rounded(facts)))


def facts(story: str) -> dict[str, dict]:
    """Return the facts of all notebooks as {notebook: facts}, and write them as figures/<story>/facts.json."""
    merged = recorded(story)
    write(folder(story) / "facts.json", as_json(merged))
    return merged


def recorded(story: str) -> dict[str, dict]:
    """Return the facts that the notebooks recorded so far as {notebook: facts}."""
    parts = sorted((folder(story) / "facts").glob("*.json"))
    return {part.stem: json.loads(part.read_text(encoding="utf-8")) for part in parts}


# how things are written #


def csv(rows: pd.DataFrame) -> bytes:
    """Return the rows as UTF-8 CSV, floats with six significant digits, and no text that a spreadsheet would run.

    >>> csv(pd.DataFrame({"term": ["=1+1", "dam"], "value": [-0.5, 2.0]}))
    b"term,value\\n'=1+1,-0.5\\ndam,2\\n"
    """
    safe = rows.set_axis([defused(c) for c in rows.columns], axis=1)
    for i, kind in enumerate(rows.dtypes):
        if not (pd.api.types.is_numeric_dtype(kind) or pd.api.types.is_datetime64_any_dtype(kind)):
            safe.isetitem(i, rows.iloc[:, i].astype(object).map(defused))
    return safe.to_csv(index=False, float_format="%.6g", lineterminator="\n").encode("utf-8", "replace")


def defused(value):
    """Return a text that a spreadsheet would run with an apostrophe before it; anything else as it is.

    >>> defused(" @SUM(A1)"), defused("a=b"), defused(-3)
    ("' @SUM(A1)", 'a=b', -3)
    """
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def rounded(value):
    """Return `value` as JSON can hold it, its numbers rounded so that all platforms agree."""
    if isinstance(value, dict):
        return {str(k): rounded(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(v) for v in value]
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"a fact is a number or a text, or a list or dict of them, not {type(value).__name__}: {value!r}")


def as_json(value) -> bytes:
    """Return `value` as JSON with sorted keys, one line each."""
    return (json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8", "replace")


def slug(name: str) -> str:
    """Return `name` if it can be a file's name everywhere: small letters, digits, hyphens. Raises ValueError otherwise."""
    if not SLUG.fullmatch(name) or len(name) > 80:
        raise ValueError(f"{name!r} can't be the name of a file here: use small letters, digits and hyphens, at most 80")
    return name


def folder(story: str) -> Path:
    """Return the folder of the figures of `story`. Raises ValueError for a name that would lead out of `figures/`."""
    if story in ("", ".", "..") or re.search(r'[\\/:*?"<>|\x00-\x1f]', story):
        raise ValueError(f"{story!r} can't be the name of a story: it must be the name of a folder, not a path")
    return paths.figures(story)


def write(path: Path, data: bytes) -> Path:
    """Write `data` whole or not at all, and note the path in the file that SAMESTORY_WROTE names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    if log := os.environ.get("SAMESTORY_WROTE"):
        with Path(log).open("a", encoding="utf-8", newline="\n") as file:
            file.write(path.relative_to(paths.root()).as_posix() + "\n")
    return path
