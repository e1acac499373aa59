"""A notebook is a JSON file: read it, look at its cells, write it in one fixed form.

Deciding what to run and drawing the report need nothing but this, so that neither pays for the import of papermill and
nbformat (two seconds of CPU). Cells are dicts as nbformat 4 describes them, with texts joined to single strings.
"""

import ast
import json
import os
import tempfile
from pathlib import Path

INJECTED = "injected-parameters"  # papermill's tag for the cell that it adds


def read(path: Path) -> dict:
    """Return the notebook at `path`. Raises ValueError that names the file where it is no notebook of format 4."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if notebook["nbformat"] != 4:
            raise ValueError(f"format {notebook['nbformat']}, wanted is 4")
        for cell in notebook["cells"]:
            cell["source"] = joined(cell["source"])
    except (ValueError, KeyError, TypeError) as problem:
        raise ValueError(f"{path} is not a Jupyter notebook that can be read: {problem}") from problem
    return notebook


def joined(text: str | list[str]) -> str:
    """Return a text that the format allows to be a list of lines.

    >>> joined(["a\\n", "b"])
    'a\\nb'
    """
    return text if isinstance(text, str) else "".join(text)


def tags(cell: dict) -> set[str]:
    """Return the tags of `cell`."""
    return set(cell.get("metadata", {}).get("tags", []))


def code(notebook: dict) -> list[dict]:
    """Return the code cells that the author wrote, in order (papermill's own cell is none of them)."""
    return [c for c in notebook["cells"] if c["cell_type"] == "code" and INJECTED not in tags(c)]


def meaning(source: str) -> str:
    """Return `source` without what Python does not read: comments, spacing. Anything that is not Python stays as it is.

    >>> meaning("a = 1  # one") == meaning("a=1")
    True
    """
    try:
        return ast.dump(ast.parse(source))
    except (SyntaxError, ValueError):
        return source


def write(path: Path, text: str) -> None:
    """Write `text` to `path` in one step: a reader sees the old file or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(path)


def as_json(value: object) -> str:
    """Return `value` as JSON with sorted keys, one form for one value."""
    return json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False) + "\n"
