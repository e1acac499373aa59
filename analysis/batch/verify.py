"""Run everything again from nothing, elsewhere, and say of each notebook whether the same comes out.

Four words, after the scale that studies of published notebooks use (Samuel and Mietchen 2024): *identical*, the same bytes in
every file and every output; *equal*, the same words and, within 1e-9, the same numbers, though a picture or the last digit
differs; *different*; *failed*. What is compared with is what lies in the project: the published figures, or an earlier run.
"""

import math
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis import paths, report
from analysis.batch import notebookfile, stamps

TOLERANCE = 1e-9
NUMBER = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
RANK = ("identical", "equal", "different")


def verify(order: report.Order) -> int:
    """Rerun `order` in a temporary folder and print a verdict for each notebook; return 0 when all are identical or equal."""
    with TemporaryDirectory(prefix="verify") as folder:
        root = Path(folder).resolve()
        lend(paths.data(), root / "data")
        sections = report.make(order, root, tell=lambda line: None)
        verdicts = {s.name: judge(s, order, paths.root(), root) for s in sections}
    for name, (state, detail) in verdicts.items():
        print(f"{name}: {state}{f' ({detail})' if detail else ''}")
    return 0 if all(state in RANK[:2] for state, _ in verdicts.values()) else 1


def lend(data: Path, place: Path) -> None:
    """Make the stories visible in the temporary folder, without a copy where the system can."""
    if data.is_dir():
        try:
            place.symlink_to(data, target_is_directory=True)
        except OSError:
            shutil.copytree(data, place)


def judge(section: report.Section, order: report.Order, before: Path, after: Path) -> tuple[str, str]:
    """Return the verdict on one notebook, and what decided it. `before` and `after` are the roots of the two runs."""
    if not section.ok:
        return "failed", str(section.outcome)
    target = before / "report" / order.name / "notebooks" / section.job.target.name
    names = sorted({*section.wrote, *stamps.load(target).get("wrote", {})})
    found = [(compare(before / name, after / name), Path(name).name) for name in names]
    if target.exists():
        found.append((shown(target, section.job.target), "what the cells show"))
    if not found:
        return "different", "there is no earlier result to compare with"
    worst = max((state for state, _ in found), key=RANK.index)
    return worst, ", ".join(name for state, name in found if state == worst != "identical")


def compare(before: Path, after: Path) -> str:
    """Compare two files; a picture whose bytes differ is held to be equal, since the numbers it shows lie beside it."""
    if not (before.is_file() and after.is_file()):
        return "different"
    old, new = before.read_bytes(), after.read_bytes()
    if old == new:
        return "identical"
    if before.suffix in stamps.PICTURES:
        return "equal"
    return "equal" if close(old.decode("utf-8", "replace"), new.decode("utf-8", "replace")) else "different"


def shown(before: Path, after: Path) -> str:
    """Compare what the code cells of two executed notebooks show."""
    old, new = ([c.get("outputs", []) for c in notebookfile.code(notebookfile.read(p))] for p in (before, after))
    if old == new:
        return "identical"
    return "equal" if close(texts(old), texts(new)) else "different"


def texts(cells: list[list[dict]]) -> str:
    """Return all that is shown as text."""
    parts = []
    for output in (o for outputs in cells for o in outputs):
        pieces = {"text": output.get("text", "")} | {k: v for k, v in output.get("data", {}).items() if k.startswith("text/")}
        parts += [notebookfile.joined(v) for v in pieces.values()]
    return "\n".join(parts)


def close(old: str, new: str) -> bool:
    """Tell whether two texts have the same words, and numbers that differ by at most 1e-9 (absolutely or relatively).

    >>> close("mean 0.30000000000000004", "mean 0.3"), close("mean 0.31", "mean 0.3"), close("1 dam", "1 mill")
    (True, False, False)
    """
    a, b = NUMBER.split(old), NUMBER.split(new)
    return a[::2] == b[::2] and all(
        math.isclose(float(x), float(y), rel_tol=TOLERANCE, abs_tol=TOLERANCE) for x, y in zip(a[1::2], b[1::2], strict=True)
    )
