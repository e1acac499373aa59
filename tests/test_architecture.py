"""The architecture is a test: text is read once, then tables; measures know no charts, charts know no measures; notebooks define nothing."""

import ast
import json
import re

import pytest
from conftest import PROJECT

from analysis import tables

MODULES = sorted((PROJECT / "analysis").rglob("*.py"))
NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
READING = {"clean", "boilerplate", "linklists", "spacing", "segment"}
MEASURES, DRAWING, BATCH = (
    "analysis.measures",
    {"charts", "drawing", "theme"},
    {"report", "runner", "verify", "cli"},
)


def imported(path):
    """Return the modules of the project that the file imports, as dotted names below `analysis`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "analysis":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("analysis."):
            found |= {node.module.removeprefix("analysis."), f"{node.module.removeprefix('analysis.')}.{node.names[0].name}"}
    return found


def tops(path):
    return {name.split(".")[0] for name in imported(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PROJECT / "analysis").as_posix())
def test_data_flows_in_one_direction(path):
    room = path.relative_to(PROJECT / "analysis").parts[0].removesuffix(".py")
    names = tops(path)
    if room == "measures":
        assert not names & (DRAWING | BATCH | {"export", "store", "clean", "segment"}), (
            "measures take tables, and know neither charts nor texts"
        )
    if room in DRAWING:
        assert not names & ({"measures", "store", "uncertainty", "annotate", "link"} | BATCH), "charts draw, they never compute"
    if room == "annotate":
        assert not names & ({"link", "measures", "store", "corpus"} | DRAWING | BATCH), "a reader sees one article"
    if room == "link":
        assert not names & ({"measures", "store"} | DRAWING | BATCH | READING), "links join tables"
    if room in READING:
        assert names <= READING | {"paths"}, "the reading of text stands on nothing else"
    if room not in BATCH:
        assert "cli" not in names


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PROJECT / "analysis").as_posix())
def test_modules_are_small_and_say_what_they_are_for(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert not text.strip() or ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PROJECT / "analysis").as_posix())
def test_public_functions_have_a_docstring(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef) and not n.name.startswith("_")]
    assert not [n.name for n in public if not ast.get_docstring(n)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebooks_are_thin(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    assert len(code) <= 15 and max(len(c.splitlines()) for c in code) <= 8
    assert not any(re.search(r"^\s*(def|class|for|while)\b|lambda|read_csv|open\(", c, re.M) for c in code), "notebooks define nothing"
    assert not any(c.splitlines()[-1].startswith(("export.record(", "export.table(", "export.text(")) for c in code), "shows a path of this machine"
    assert not any(c.get("outputs") or c.get("execution_count") for c in cells), "stored with outputs"
    assert cells[0]["cell_type"] == "markdown" and sum("parameters" in c["metadata"].get("tags", []) for c in cells) == 1


def test_importing_the_package_does_nothing():
    assert not (imported(PROJECT / "analysis/__init__.py"))


def test_every_column_is_explained():
    """`data/README.md` names each column of each table."""
    text = (PROJECT / "data/README.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### `?(\w+)`?.*?\n(.*?)(?=^##|\Z)", text, re.M | re.S))
    for name, columns in tables.COLUMNS.items():
        missing = [c for c in columns if f"`{c}`" not in sections.get(name, "")]
        assert not missing, f"{name}: {missing}"
