"""Draw the report: one HTML file that holds everything it shows, reads without a network and without a script.

The summary stands first, then a section for each notebook; code is folded away; what failed is a box where its section
would be. A content security policy forbids the file all but its own pictures, its one style sheet and its one script, which
are named by their hashes: even markup that got past the cleaning could load and start nothing.
"""

import base64
import hashlib
import html
import os
import re
from pathlib import Path
from urllib.parse import quote

from analysis import paths
from analysis.batch import notebookfile, outputs
from analysis.batch.parameters import EVERYWHERE

escape = html.escape


def render(title: str, sections: list, record: dict, *, root: Path, folder: Path) -> str:
    """Return the page. `sections` in order of reading; `record` is the manifest; files are linked as seen from `folder`."""
    style, script = (paths.PACKAGE.joinpath(f"batch/page_html.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    drawn = [failure(s) if not s.ok else section(s, root, folder) for s in sections]
    entries = "".join(f'<li><a href="#{escape(s.name)}">{escape(heading(s))}</a>{"" if s.ok else " (failed)"}</li>' for s in sections)
    return "\n".join([
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy(style, script)}">',
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>',
        f"<style>{style}</style></head><body>",
        f'<a class="skip" href="#content">To the text</a><header><p>How outlets tell one story</p><h1>{escape(title)}</h1></header>',
        f'<nav aria-label="Contents"><ol>{entries}<li><a href="#made">How this was made</a></li></ol></nav>',
        f'<main id="content">{"".join(drawn)}</main>',
        footer(record),
        f"<script>{script}</script></body></html>\n",
    ])  # fmt: skip


def policy(style: str, script: str) -> str:
    """Return the content security policy for a page with this style sheet and this script and nothing else."""
    style_hash, script_hash = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script))
    return (
        f"default-src 'none'; img-src data:; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; "
        "base-uri 'none'; form-action 'none'"
    )


def heading(section) -> str:
    """Return the first heading of the notebook, or its name."""
    lines = (line for c in section.source["cells"] if c["cell_type"] == "markdown" for line in c["source"].splitlines())
    return next((line.lstrip("# ").strip() for line in lines if line.startswith("#")), section.name)


def section(section, root: Path, folder: Path) -> str:
    """Return one notebook: prose from its source as it is now, results from its last run, the code behind each result folded."""
    ran = iter(notebookfile.code(notebookfile.read(section.job.target)))
    body, unseen = [], []
    for cell in section.source["cells"]:
        if cell["cell_type"] == "markdown":
            body += [code(unseen), outputs.prose(cell["source"], level=1)]
            unseen = []
        elif cell["cell_type"] == "code":
            done = next(ran)
            is_settings = "parameters" in notebookfile.tags(cell)
            shown = values(section) if is_settings else results(cell, done, Links(section, root, folder))
            unseen = unseen if is_settings else [*unseen, cell["source"]]
            if shown:
                body += [shown, code(unseen)]
                unseen = []
    rest = Links(section, root, folder).rest()
    return f'<section id="{escape(section.name)}">{"".join(body)}{code(unseen)}{rest}</section>'


def results(cell: dict, ran: dict, links: "Links") -> str:
    """Return what a cell showed; below a figure, links to its files."""
    return "".join(outputs.show(o, cell.get("metadata", {})) + links.of(o) for o in ran.get("outputs", []))


def code(sources: list[str]) -> str:
    """Return the code of one or several cells, folded."""
    joined = "\n\n".join(s.strip() for s in sources if s.strip())
    return fold("Code", f"<pre><code>{escape(joined)}</code></pre>", kind="code") if joined else ""


def values(section) -> str:
    """Return the parameters of a section, folded, with their meaning."""
    rows = [(p.name, text(section.values[p.name]), p.help) for p in section.declared.values()]
    brief = ", ".join(f"{name} = {shown}" for name, shown, _ in rows if shown and name not in EVERYWHERE)
    return fold(f"Settings{': ' if brief else ''}{escape(brief)}", table(("parameter", "value", "meaning"), rows), kind="settings")


def text(value: object) -> str:
    """Return the value of a parameter for reading; a path is shown without the folders above its last."""
    return Path(value).name if isinstance(value, str) and Path(value).is_absolute() else str(value)


class Links:
    """The files that a notebook wrote, as links seen from the report's folder: below the figure they belong to, or at the end."""

    def __init__(self, section, root: Path, folder: Path) -> None:
        present = [root / name for name in section.wrote if (root / name).is_file()]
        self.address = {p.name: quote(Path(os.path.relpath(p, folder)).as_posix()) for p in present}
        cells = notebookfile.code(notebookfile.read(section.job.target))
        self.figures = {name_of(o) for c in cells for o in c.get("outputs", [])} - {""}

    def of(self, output: dict) -> str:
        """Return links to the files of the figure that `output` shows; nothing for other outputs."""
        name = name_of(output)
        files = [f for f in self.address if belongs(f, name)]
        shown = " ".join(f'<a href="{self.address[f]}">{escape(label(f, name))}</a>' for f in files)
        return f'<p class="downloads"><span>{escape(name)}</span> {shown}</p>' if files else ""

    def rest(self) -> str:
        """Return links to the files that belong to no figure."""
        files = [f for f in self.address if not any(belongs(f, name) for name in self.figures)]
        shown = "".join(f'<li><a href="{self.address[f]}">{escape(f)}</a></li>' for f in files)
        return fold(f"Files of this section ({len(files)})", f"<ul>{shown}</ul>", kind="files") if files else ""


def name_of(output: dict) -> str:
    """Return the name under which a figure was exported, empty for anything else."""
    return str(output.get("metadata", {}).get("image/png", {}).get("name", ""))


def belongs(file: str, figure: str) -> bool:
    """Tell whether `file` was written for `figure`.

    >>> [belongs(f, "tone") for f in ("tone.csv", "tone-89mm.svg", "tone-mean-89mm.svg")]
    [True, True, False]
    """
    return bool(figure and re.fullmatch(rf"{re.escape(figure)}(-\d+mm)?\.\w+", file))


def label(file: str, figure: str) -> str:
    """Return the short text of a link to a figure's file.

    >>> label("tone-89mm.svg", "tone"), label("tone.csv", "tone")
    ('89 mm svg', 'csv')
    """
    return file.removeprefix(figure).strip("-.").replace("mm.", " mm ")


def failure(section) -> str:
    """Return the box that stands where the section of a failed notebook would."""
    outcome = section.outcome
    where = f" in code cell {outcome.cell}, <code>{escape(outcome.line)}</code>" if outcome.cell else ""
    look = ""
    if outcome.state != "skipped":
        name = section.job.failed.name
        look = f'<p>The notebook as far as it came: <a href="notebooks/{quote(name)}">{escape(name)}</a></p>'
    said = "was not run" if outcome.state == "skipped" else f"failed ({escape(outcome.state)}){where}"
    return (
        f'<section id="{escape(section.name)}" class="failed"><h2>{escape(heading(section))}</h2>'
        f"<p><strong>{escape(section.name)} {said}.</strong></p><pre>{escape(outcome.message)}</pre>{look}</section>"
    )


def footer(record: dict) -> str:
    """Return how the report was made: versions, inputs, notebooks, revision."""
    inputs = [(name, digest[:16]) for name, digest in record["inputs"].items()]
    notebooks = [(name, about["state"], about["executed"][:16]) for name, about in record["notebooks"].items()]
    versions = ", ".join(f"{escape(name)} {escape(v)}" for name, v in record["versions"].items() if v)
    git = f"<p>Git revision <code>{escape(record['git'])}</code></p>" if record["git"] else ""
    return (
        '<footer id="made"><h2>How this was made</h2><p>Every number and picture above came out of a notebook that ran from its first cell '
        'to its last. The full record is in <a href="manifest.json">manifest.json</a>.</p>'
        + table(("notebook", "state", "sha256 of the executed notebook"), notebooks)
        + fold(f"What was read ({len(inputs)})", table(("input", "sha256"), inputs), kind="inputs")
        + f"<p>{versions}</p>{git}</footer>"
    )


def fold(title: str, body: str, *, kind: str) -> str:
    """Return something folded away behind its (escaped) title."""
    return f'<details class="{kind}"><summary>{title}</summary>{body}</details>'


def table(head: tuple[str, ...], rows: list[tuple]) -> str:
    """Return a table of texts."""
    top = "".join(f'<th scope="col">{escape(h)}</th>' for h in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(str(c))}</td>' for c in row)}</tr>" for row in rows)
    return f'<div class="scroll" tabindex="0"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
