"""Make an executed notebook say what came out, and nothing about when, where and in which process.

Two runs of the same inputs then give the same bytes, so that a difference means something. Left out: times, random cell
ids, memory addresses, the names of temporary files and the folders of the project, the interpreter and the user.
How long each cell took is returned apart. Works in place on the dict that papermill leaves.
"""

import hashlib
import re
import sys
from pathlib import Path

from analysis import paths
from analysis.batch import notebookfile

ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")
CELL_FILE = re.compile(r"[^\s:'\"]*ipykernel_\d+[/\\]\d+\.py")
ERROR_MARK = "papermill-error-cell-tag"


def normalise(notebook: dict, root: Path) -> list[float]:
    """Change `notebook` in place; return the seconds that each code cell took."""
    notebook["cells"] = [c for c in notebook["cells"] if ERROR_MARK not in notebookfile.tags(c)]
    seconds = [s for c in notebook["cells"] if (s := c["metadata"].get("papermill", {}).get("duration")) is not None]
    about = notebook["metadata"].get("papermill", {})
    notebook["metadata"]["papermill"] = {"parameters": about.get("parameters", {})}
    notebook["metadata"]["language_info"] = {"name": "python"}
    places = folders(root)
    seen: dict[str, int] = {}
    for cell in notebook["cells"]:
        bare(cell, seen)
        cell["source"] = neutral(cell["source"], places) if notebookfile.INJECTED in notebookfile.tags(cell) else cell["source"]
        if "outputs" in cell:
            cell["outputs"] = [same(o, places) for o in in_order(cell["outputs"])]
    notebook["metadata"]["papermill"]["parameters"] = {k: neutral(v, places) for k, v in about.get("parameters", {}).items()}
    return seconds


def bare(cell: dict, seen: dict[str, int]) -> None:
    """Take the times off `cell` and give it an id that hangs on what it says; `seen` counts the ids given."""
    status = cell["metadata"].pop("papermill", {}).get("status")
    cell["metadata"].pop("execution", None)
    if status not in (None, "completed"):
        cell["metadata"]["status"] = status
    name = hashlib.sha256(f"{cell['cell_type']}\0{cell['source']}".encode()).hexdigest()[:8]
    seen[name] = seen.get(name, 0) + 1
    cell["id"] = name if seen[name] == 1 else f"{name}-{seen[name]}"


def in_order(outputs: list[dict]) -> list[dict]:
    """Join what was printed between two results, stdout before stderr: how the two interleave is chance.

    Progress bars (lines that were overwritten) are left out.
    """
    ordered: list[dict] = []
    printed: dict[str, dict] = {}
    for output in outputs:
        if output["output_type"] != "stream":
            ordered, printed = ordered + flush(printed) + [output], {}
        elif output["name"] in printed:
            printed[output["name"]]["text"] += notebookfile.joined(output["text"])
        else:
            printed[output["name"]] = {**output, "text": notebookfile.joined(output["text"])}
    return ordered + flush(printed)


def flush(printed: dict[str, dict]) -> list[dict]:
    """Return the streams in their fixed order, without those that drew a progress bar."""
    return [printed[n] for n in ("stdout", "stderr") if n in printed and not (n == "stderr" and "\r" in printed[n]["text"])]


def same(output: dict, places: dict[str, str]) -> dict:
    """Return `output` with its texts made neutral."""
    if "text" in output:
        return {**output, "text": neutral(output["text"], places)}
    if "traceback" in output:
        return {**output, "evalue": neutral(output["evalue"], places), "traceback": [neutral(t, places) for t in output["traceback"]]}
    data = {k: neutral(notebookfile.joined(v), places) if k.startswith("text/") else v for k, v in output.get("data", {}).items()}
    if "text/html" in data:
        data["text/html"] = stable_ids(data["text/html"])
    return {**output, "data": data}


def neutral(text: object, places: dict[str, str]) -> object:
    """Return `text` without addresses, temporary files and the folders in `places`; other values pass through."""
    if not isinstance(text, str):
        return text
    text = CELL_FILE.sub("<cell>", ADDRESS.sub("at 0x", text))
    for place, name in places.items():
        text = re.sub(rf"(?<![\w/\\.]){re.escape(place)}(?![\w-])", lambda _, name=name: name, text)
    return text


def stable_ids(html: str) -> str:
    """Number the ids that pandas drew at random.

    >>> stable_ids('<td id="T_0a1b2_row0">')
    '<td id="T_00000_row0">'
    """
    ids = list(dict.fromkeys(re.findall(r"T_[0-9a-f]{5}(?=[_\" {])", html)))
    for number, name in enumerate(ids):
        html = re.sub(rf"{name}(?=[_\" {{])", f"T_{number:05d}", html)
    return html


def folders(root: Path) -> dict[str, str]:
    """Return what stands for the folders that differ between machines, the deepest first."""
    places = {str(root): ".", str(paths.PACKAGE.parent): ".", str(Path(sys.prefix)): "<python>", str(Path(sys.base_prefix)): "<python>"}
    if len(Path.home().parts) > 1:
        places[str(Path.home())] = "~"
    return dict(sorted(places.items(), key=lambda item: -len(item[0])))
