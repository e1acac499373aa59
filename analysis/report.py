"""From a story to its report: decide which notebooks must run, run them, put all of them on one page.

Some notebooks read what others wrote and come after them (`READS`): the claims that are asked again, and the summary of all. When one
of those failed they are not run, so that they never sum up results of another day. The page is drawn every time: it costs little, and
prose needs no run.
Everything lies in `report/<story>/`: `index.html`, `manifest.json`, `timing.json`, and `notebooks/` with the executed ones.
"""

import ast
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis import paths
from analysis.batch import notebookfile, page_html, parameters, stamps
from analysis.batch.runner import TIMEOUT, Job, Outcome, Session

# what reading a table, stemming and saving a figure import only then, in each kernel anew
LATE = (
    "pyarrow.parquet", "pyarrow.dataset", "matplotlib.backends.backend_pdf", "matplotlib.backends.backend_svg", "fontTools.subset",
    "PIL.JpegImagePlugin", "nltk.stem.porter",
)  # fmt: skip
# what comes after what, by the beginnings of the names, in this order
READS = {"08-": ("01-", "02-", "03-"), "99-": ("",)}


@dataclass(frozen=True)
class Order:
    """What is to be made: the story's name, its title, the hash that stands for all that was read, and the settings.

    `parameters` are texts as the user gave them; `inputs` are names and hashes of what was read, for the record.
    """

    name: str
    title: str
    fingerprint: str
    parameters: dict[str, str]
    inputs: dict[str, str]
    notebooks: tuple[Path, ...]
    workers: int | None = None
    timeout: int = TIMEOUT


@dataclass
class Section:
    """One notebook on its way into the report: its source, its parameters, what became of it (None: nothing had to run)."""

    job: Job
    source: dict
    declared: dict[str, parameters.Parameter]
    values: dict[str, object]
    outcome: Outcome | None = None

    @property
    def name(self) -> str:
        """Return the name of the notebook."""
        return self.job.name

    @property
    def ok(self) -> bool:
        """Tell whether there are results that belong to the order."""
        return self.outcome is None or self.outcome.state == "ok"

    @property
    def stamp(self) -> dict:
        """Return the stamp of the results, empty where there are none that belong to the order."""
        return stamps.load(self.job.target) if self.ok else {}

    @property
    def wrote(self) -> list[str]:
        """Return the files that it wrote, below the root."""
        return sorted(self.stamp.get("wrote", {}))


def build(
    name: str, *, title: str, fingerprint: str, parameters: dict[str, str], inputs: dict[str, str],
    notebooks: list[Path] | None = None, workers: int | None = None, timeout: int = TIMEOUT,
) -> int:  # fmt: skip
    """Bring the report of the story `name` up to date; return 0, or 1 when a notebook failed.

    `fingerprint` changes when anything that was read did. `parameters` are given values as texts, `story` and `articles` among
    them. `inputs` (name -> hash) go into the manifest. `notebooks` default to those that ship; `timeout` is in seconds a cell.
    Raises ParameterError for a parameter that no notebook has or that has the wrong type, before anything runs.
    """
    sections = make(Order(name, title, fingerprint, parameters, inputs, tuple(notebooks or shipped()), workers, timeout), paths.root())
    if failed := [s.name for s in sections if not s.ok]:
        say(f"{len(failed)} of {len(sections)} notebooks have no results: {', '.join(failed)}")
    print(paths.report(name) / "index.html")
    return 1 if failed else 0


def verify(
    name: str, *, title: str, fingerprint: str, parameters: dict[str, str], inputs: dict[str, str],
    notebooks: list[Path] | None = None, workers: int | None = None, timeout: int = TIMEOUT,
) -> int:  # fmt: skip
    """Run the report of the story `name` again elsewhere and compare; see the module `verify`. Arguments as for `build`."""
    from analysis.batch.verify import verify as rerun

    return rerun(Order(name, title, fingerprint, parameters, inputs, tuple(notebooks or shipped()), workers, timeout))


def shipped() -> list[Path]:
    """Return the notebooks that belong to a report, in order."""
    return sorted(paths.notebooks().glob("[0-9][0-9]-*.ipynb"))


def make(order: Order, root: Path, *, tell: Callable[[str], None] | None = None) -> list[Section]:
    """Do what `build` promises, below `root`; `tell` is told why something runs (default: printed as a line of stderr)."""
    tell = tell or say
    sections = plan(order, root / "report" / order.name / "notebooks")
    with Session(root, workers=order.workers, timeout=order.timeout, preload=imports(sections)) as session:
        for wave, after in waves(sections):
            if failed := [s.name for s in after if not s.ok]:
                for section in wave:
                    section.outcome = Outcome("skipped", message=f"it sums up {', '.join(failed)}, which failed")
                    tell(f"{section.name}: {section.outcome}")
            else:
                update(wave, order, session, tell=tell, after=after)
    stamps.refresh([s.job.target for s in sections], root)
    write(order, sorted(sections, key=lambda s: not s.name.startswith("99-")), root)
    return sections


def waves(sections: list[Section]) -> list[tuple[list[Section], list[Section]]]:
    """Return what runs together, in order, each with those whose tables it reads."""
    first = [s for s in sections if not s.name.startswith(tuple(READS))]
    later = [([s for s in sections if s.name.startswith(name)], reads) for name, reads in READS.items()]
    return [(first, []), *((wave, [s for s in sections if s.name.startswith(reads) and s not in wave]) for wave, reads in later)]


def plan(order: Order, folder: Path) -> list[Section]:
    """Read the notebooks and give each its parameters; all that the user may have written wrongly shows here."""
    sources = {path: notebookfile.read(path) for path in order.notebooks}
    declared = {path.stem: declarations(path, source) for path, source in sources.items()}
    given = parameters.assign(declared, order.parameters)
    return [
        Section(
            Job(path, folder / path.name, given[path.stem]),
            source,
            declared[path.stem],
            {p.name: p.default for p in declared[path.stem].values()} | given[path.stem],
        )
        for path, source in sources.items()
    ]


def declarations(path: Path, source: dict) -> dict[str, parameters.Parameter]:
    """Return the parameters of one notebook; an error names it."""
    try:
        return parameters.declared(source)
    except parameters.ParameterError as problem:
        raise parameters.ParameterError(f"{path.name}: {problem}") from problem


def imports(sections: list[Section]) -> list[str]:
    """Return the modules that the notebooks import, worth importing once for all of them."""
    found: dict[str, None] = {}
    for cell in (c for s in sections for c in notebookfile.code(s.source)):
        try:
            nodes = list(ast.walk(ast.parse(cell["source"])))
        except SyntaxError:
            continue
        for node in nodes:
            if isinstance(node, ast.Import):
                found |= dict.fromkeys(a.name for a in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found |= dict.fromkeys([node.module, *(f"{node.module}.{a.name}" for a in node.names)])
    return [*found, *LATE]


def update(sections: list[Section], order: Order, session: Session, *, tell: Callable, after: list[Section] | None = None) -> None:
    """Run those of `sections` that must run, telling why, and stamp those that went well. `after` are those whose tables they read."""
    root, waiting = session.root, {}
    for section in sections:
        if reason := stamps.why(section.job.target, key(section, order, after, root), root):
            tell(f"{section.name}: {reason}")
            waiting[section.job] = section
    for section in waiting.values():
        stamps.place(section.job.target).unlink(missing_ok=True)
    for job, outcome in session.run(list(waiting)):
        waiting[job].outcome = outcome
        if outcome.state == "ok":
            stamps.save(job.target, key(waiting[job], order, after, root), outcome.wrote, root)
    if sections and not waiting:
        tell(f"{', '.join(s.name for s in sections)}: nothing changed")


def key(section: Section, order: Order, after: list[Section] | None, root: Path) -> dict:
    """Return what the results of a section hang on; those that evaluate coding also on the sheets of the story."""
    reads = stamps.results([s.job.target for s in after or []], root)
    if "analysis.coding" in imports([section]):
        reads |= stamps.hashes(sorted((root / "coding" / order.name).glob("*.csv")), root)
    return stamps.key(section.source, section.values, story=order.fingerprint, reads=reads)


def write(order: Order, sections: list[Section], root: Path) -> None:
    """Write the page and the records beside it."""
    folder = root / "report" / order.name
    record = manifest(order, sections, root)
    notebookfile.write(folder / "manifest.json", notebookfile.as_json(record))
    notebookfile.write(folder / "index.html", page_html.render(order.title, sections, record, root=root, folder=folder))
    took = {s.name: {"seconds": round(s.outcome.seconds, 2), "cells": s.outcome.cells} for s in sections if s.outcome}
    if took:
        notebookfile.write(folder / "timing.json", notebookfile.as_json(took))


def manifest(order: Order, sections: list[Section], root: Path) -> dict:
    """Return the record of what was made from what: nothing in it hangs on the time or the place."""
    return {
        "story": order.name, "title": order.title, "fingerprint": order.fingerprint, "inputs": order.inputs,
        "versions": {"samestory": own_version()} | stamps.versions(), "git": revision(), "notebooks": {
            s.name: {
                "parameters": s.values, "source": stamps.sha(s.job.notebook.read_bytes()), "state": "ok" if s.ok else s.outcome.state,
                "executed": s.stamp.get("executed", ""), "wrote": s.stamp.get("wrote", {}),
            } for s in sorted(sections, key=lambda s: s.name)
        },
    }  # fmt: skip


def own_version() -> str:
    """Return the version of samestory, empty where it is not installed."""
    try:
        return stamps.version("samestory")
    except stamps.PackageNotFoundError:
        return ""


@cache
def revision() -> str:
    """Return the git revision of the checkout, with a + when code or notebooks differ from it; empty without git."""
    top = paths.PACKAGE.parent
    if not (top / ".git").exists():
        return ""
    try:
        ask = {"cwd": top, "capture_output": True, "text": True, "check": True, "timeout": 20}
        head = subprocess.run(["git", "rev-parse", "HEAD"], **ask).stdout.strip()
        changed = subprocess.run(["git", "status", "--porcelain", "--", "analysis", "notebooks"], **ask).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""
    return head + ("+" if changed else "")


def say(line: str) -> None:
    """Tell the user what happens."""
    print(line, file=sys.stderr, flush=True)
