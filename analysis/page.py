"""What a notebook shows besides figures: tables that can be read, and claims.

Article text is data: every cell is escaped, so that markup in it stays text in JupyterLab and in the report. Numbers are rounded for
the eye here and nowhere else; the exported CSV holds them in full.
"""

import html
import itertools
import re
from functools import partial

import pandas as pd

DIGITS = 2
PROBABILITIES = ("p", "adjusted")  # columns that hold p-values: two digits would print most findings as 0.00
# how cells, and lines of context below their row and across it, stand in JupyterLab; the report takes styles out and has its own
STYLE = {"num": "vertical-align:top", "txt": "vertical-align:top; text-align:left; min-width:6em"}  # a date has room on one line
LINES = ("display:grid; grid-template-columns:auto 1fr auto 1fr; width:min(44rem,50vw); margin:.4em calc(-1*min(44rem,50vw)) .6em 0; padding:0; "
         "font-size:.9em; white-space:break-spaces")  # fmt: skip
LINE, LEFT, MORE = "display:contents", "text-align:right", "grid-column:1/-1"
NO_CLAIM = "No claim is recorded yet: run the notebooks before this one, in the order of their numbers."
ABSENT = "The texts are not at hand, so no word opens to the sentences it stands in."


class Page:
    """A piece of safe HTML with its plain form, as IPython wants to show it."""

    def __init__(self, markup: str, plain: str):
        self.markup, self.plain = markup, plain

    def _repr_html_(self) -> str:
        return self.markup

    def __repr__(self) -> str:
        return self.plain


def cell(value, digits: int = DIGITS) -> str:
    """Return one value as readable, escaped text, a float with `digits` decimals.

    >>> cell(0.12345), cell(-12.0, 0), cell("<b>"), cell(float("nan"))
    ('0.12', '−12', '&lt;b&gt;', '')
    """
    if isinstance(value, Page):
        return value.markup
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{value:z.{digits}f}".replace("-", "−")
    return html.escape(str(value), quote=False)


def decimals(column: pd.Series) -> int:
    """Return how many decimals the floats of a column show, all alike so that they can be compared: none where all are whole.

    >>> decimals(pd.Series([1.0, 0.0, None])), decimals(pd.Series([1.0, 1.2]))
    (0, 2)
    """
    floats = [v for v in column if isinstance(v, float) and not pd.isna(v)]
    return 0 if all(v.is_integer() for v in floats) else DIGITS


def p_value(value: float) -> str:
    """Return a p-value as text with three digits, escaped.

    >>> p_value(0.0312), p_value(0.0002), p_value(float("nan"))
    ('0.031', '&lt;0.001', '')
    """
    return "" if pd.isna(value) else "&lt;0.001" if value < 0.001 else f"{value:.3f}"


def table(rows: pd.DataFrame, caption: str = "", *, columns: dict[str, str] | None = None) -> Page:
    """Return the table for reading; `columns` names the columns to show and their headings, else all that vary."""
    chosen = rows[list(columns)] if columns else rows.drop(columns=[c for c in ("story", "scope", "unit", "measure") if c in rows])
    if not len(chosen):
        return Page(f"<p><em>{html.escape(caption)}: nothing to show.</em></p>", f"{caption}: nothing to show.")
    kinds = ["num" if pd.api.types.is_numeric_dtype(chosen[c]) else "txt" for c in chosen]
    looks = [f'class="{kind}" style="{STYLE[kind]}"' for kind in kinds]
    head = "".join(f"<th {look}>{html.escape(str((columns or {}).get(c, c)))}</th>" for c, look in zip(chosen, looks, strict=True))
    prints = [p_value if c in PROBABILITIES else partial(cell, digits=decimals(chosen[c])) for c in chosen]
    body = "".join("<tr>" + "".join(f"<td {look}>{show(v)}</td>" for look, show, v in zip(looks, prints, row, strict=True)) + "</tr>"
                   for row in chosen.itertuples(index=False, name=None))  # fmt: skip
    top = f"<caption>{html.escape(caption)}</caption>" if caption else ""
    return Page(f"<table>{top}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>", chosen.to_string(index=False))


def words(rows: pd.DataFrame, contexts: pd.DataFrame, caption: str = "", *, columns: dict[str, str] | None = None,
          by: str = "outlet") -> Page:  # fmt: skip
    """Return the table of terms (columns term and, if each `by` has its own, `by`), each of which opens to its lines of `contexts`.

    `contexts` is `evidence.kwic` of the terms; where it is empty, the page says why. `columns`, as in `table`, must name term.
    """
    keys = [c for c in (by, "term") if c in rows]
    lines = dict(iter(contexts.groupby(keys, observed=True, sort=False)))
    entries = [entry(key, lines.get(key), by) for key in rows[keys].itertuples(index=False, name=None)]
    top = table(rows.assign(term=pd.Series(entries, rows.index, dtype=object)), caption, columns=columns)
    if len(rows) and not len(contexts):
        return Page(f"{top.markup}<p><em>{ABSENT}</em></p>", f"{top.plain}\n{ABSENT}")
    return Page(top.markup, "\n\n".join([top.plain, *(concordance(key, hits) for key, hits in lines.items())]))


def entry(key: tuple, hits: pd.DataFrame | None, by: str) -> Page:
    """Return the term of a row (`key` ends with it), which opens to its lines, the keyword in bold; a term without lines as it is."""
    if hits is None:
        return Page(cell(key[-1]), key[-1])
    items = [
        f'<li style="{LINE}"><small>{cell(place(h, key))} </small><span style="{LEFT}">{cell(h.left)}</span>'
        f"<b>{cell(h.keyword)}</b><span>{cell(h.right)}</span></li>" for h in hits.itertuples()
    ]  # fmt: skip
    more = hits.drop_duplicates(by).more.sum()
    items += [f'<li style="{LINE}"><small style="{MORE}">and {more} more</small></li>'] if more else []
    return Page(f"<details><summary>{cell(key[-1])}</summary><ul style='{LINES}'>{''.join(items)}</ul></details>", key[-1])


def place(hit, key: tuple) -> str:
    """Return where a line of context stands, with the outlet if the row (`key`) does not name it."""
    return f"sentence {hit.sentence}" if hit.outlet in key else f"{hit.outlet}, sentence {hit.sentence}"


def concordance(key: tuple, hits: pd.DataFrame) -> str:
    """Return the lines of context of a row for a terminal, the keywords below each other."""
    width = hits.left.str.len().max()
    lines = [f"  {h.left:>{width}}‹{h.keyword}›{h.right}  ({place(h, key)})" for h in hits.itertuples()]
    return "\n".join([", ".join(map(str, key)), *lines])


def claims(found: list) -> Page:
    """Return claims as lists, one a theme, each with its note (in how many analyses it holds), if it has one, and the exported table it was read from."""
    if not found:
        return text(NO_CLAIM)
    lines = [(f"{c['text']} ({c['note']})" if c.get("note") else c["text"], c["table"]) for c in map(as_dict, found)]
    themes = [(theme, list(part)) for theme, part in itertools.groupby(lines, lambda line: line[1].partition("-")[0])]
    heads = [f"<p><b>{html.escape(theme.capitalize())}</b></p>" if len(themes) > 1 else "" for theme, _ in themes]
    items = ["".join(f"<li>{html.escape(line, quote=False)} <small>({html.escape(table)}.csv)</small></li>" for line, table in part) for _, part in themes]
    lists = "".join(f"{head}<ul>{part}</ul>" for head, part in zip(heads, items, strict=True))
    return Page(lists, "\n".join(line for line, _ in lines))


def as_dict(claim) -> dict:
    """Return a claim as a dict, whether it was just made or read back from facts."""
    return claim if isinstance(claim, dict) else claim._asdict()


def text(paragraph: str) -> Page:
    """Return a paragraph; what stands between backticks in it is code."""
    coded = re.sub("`([^`]+)`", r"<code>\1</code>", html.escape(paragraph, quote=False))
    return Page(f"<p>{coded}</p>", paragraph)


def listing(lines: list[str]) -> Page:
    """Return lines as a list."""
    return Page("<ul>" + "".join(f"<li>{html.escape(line, quote=False)}</li>" for line in lines) + "</ul>", "\n".join(lines))


def dicts(found: list) -> list[dict]:
    """Return claims in the form in which they are recorded."""
    return [as_dict(claim) for claim in found]


def gathered(facts: dict) -> list[dict]:
    """Return the claims of all notebooks, in the notebooks' order; those that were asked again have a note (`prose.robust`)."""
    notes = {r["text"]: {"note": r["note"]} for part in facts.values() for r in part.get("robust", [])}
    return [claim | notes.get(claim["text"], {}) for notebook in sorted(facts) for claim in facts[notebook].get("claims", [])]
