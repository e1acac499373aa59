"""Why a notebook must run again, or that it need not.

Beside each executed notebook lies a stamp: what its results hang on (its code, the values of its parameters, the story, this
package, the versions of what it computes with, and for the summary the tables it reads), and the hash of each file that it
wrote. The stamp is compared part by part, so that the reason can be told in words. Prose and comments are no part of it.
A failed run leaves no stamp.
"""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from analysis import paths
from analysis.batch import notebookfile

COMPUTES = (
    "pandas", "numpy", "scipy", "pyarrow", "matplotlib", "scikit-learn", "nltk", "vaderSentiment", "ftfy", "ipykernel",
    "papermill",
)  # fmt: skip
# these arrange and draw, and change no result
AROUND = {"cli", "report", *(f"batch/{name}" for name in ("verify", "page_html", "outputs", "stamps", "parameters", "conversion", "progress"))}
PICTURES = {".png", ".svg", ".pdf"}


def sha(data: str | bytes) -> str:
    """Return the SHA-256 of `data`."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


@cache
def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that results hang on."""
    found = {"python": platform.python_version()}
    for name in COMPUTES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


@cache
def package(folder: Path = paths.PACKAGE) -> str:
    """Return the hash of what the package does: Python files without their comments, other files as they are."""
    skip = {"_share", "__pycache__"}
    files = sorted(f for f in folder.rglob("*") if f.is_file() and not skip & set(f.relative_to(folder).parts))
    wanted = [f for f in files if f.relative_to(folder).with_suffix("").as_posix() not in AROUND]
    contents = [notebookfile.meaning(f.read_text(encoding="utf-8")) if f.suffix == ".py" else sha(f.read_bytes()) for f in wanted]
    return sha(json.dumps([(f.relative_to(folder).as_posix(), c) for f, c in zip(wanted, contents, strict=True)]))


def key(notebook: dict, parameters: Mapping[str, object], *, story: str, reads: Mapping[str, str] | None = None) -> dict:
    """Return what the results of `notebook` hang on. `parameters` are all values it runs with, `reads` the hashes of files."""
    cells = [c for c in notebookfile.code(notebook) if "parameters" not in notebookfile.tags(c)]
    code = sha(json.dumps([notebookfile.meaning(c["source"]) for c in cells]))
    parts = {"parameters": dict(parameters), "reads": dict(reads or {}), "versions": versions()}
    return {"code": code, "story": story, "analysis": package(), **parts}


def reasons(old: dict, new: dict) -> list[str]:
    """Return in words what differs between two keys.

    >>> reasons({"story": "a", "parameters": {"top": 5}}, {"story": "a", "parameters": {"top": 9}})
    ['parameter top changed']
    """
    found = [f"{part} changed" for part in ("code", "story", "analysis") if old.get(part) != new.get(part)]
    for part, words in (("parameters", "parameter {} changed"), ("versions", "version of {} changed"), ("reads", "{} changed")):
        before, after = old.get(part, {}), new.get(part, {})
        found += [words.format(Path(n).name) for n in sorted(before.keys() | after.keys()) if before.get(n) != after.get(n)]
    return found


def place(target: Path) -> Path:
    """Return where the stamp of an executed notebook lies."""
    return target.with_suffix(".stamp.json")


def load(target: Path) -> dict:
    """Return the stamp of an executed notebook, empty where there is none that can be read."""
    try:
        return json.loads(place(target).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def why(target: Path, wanted: dict, root: Path) -> str:
    """Return why the notebook must run, or an empty text when what lies there is what a run would give."""
    stamp = load(target)
    if not stamp or not target.exists():
        return "failed last time" if target.with_suffix(".failed.ipynb").exists() else "never run"
    found = reasons(stamp["key"], wanted)
    for name, expected in {target.relative_to(root).as_posix(): stamp["executed"], **stamp["wrote"]}.items():
        if not (root / name).is_file():
            found.append(f"{Path(name).name} is missing")
        elif sha((root / name).read_bytes()) != expected:
            found.append(f"{Path(name).name} was altered")
    return listed(found)


def listed(found: list[str], *, most: int = 4) -> str:
    """Return the first reasons in one line, and how many there are more.

    >>> listed(["a.csv changed", "b.csv changed", "c.csv changed"], most=2), listed(["story changed"])
    ('a.csv changed, b.csv changed and 1 more', 'story changed')
    """
    return ", ".join(found[:most]) + f" and {len(found) - most} more" * (len(found) > most)


def save(target: Path, made_with: dict, wrote: Iterable[Path], root: Path) -> None:
    """Write the stamp of a notebook that ran."""
    stamp = {"key": made_with, "wrote": hashes(wrote, root), "executed": sha(target.read_bytes())}
    notebookfile.write(place(target), notebookfile.as_json(stamp))


def refresh(targets: Iterable[Path], root: Path) -> None:
    """Hash again what the notebooks wrote: a file that several of them write to changed after the first."""
    for target in targets:
        if stamp := load(target):
            again = stamp | {"wrote": hashes([root / name for name in stamp["wrote"]], root)}
            if again != stamp:
                notebookfile.write(place(target), notebookfile.as_json(again))


def hashes(files: Iterable[Path], root: Path) -> dict[str, str]:
    """Return the hash of each file that exists, by its path below `root`."""
    return {f.relative_to(root).as_posix(): sha(f.read_bytes()) for f in files if f.is_file()}


def results(targets: Iterable[Path], root: Path) -> dict[str, str]:
    """Return the hashes of the tables and facts that the notebooks wrote, without the pictures: what a summary reads."""
    names = [name for target in targets for name in load(target).get("wrote", {})]
    return hashes([root / n for n in names if Path(n).suffix not in PICTURES], root)
