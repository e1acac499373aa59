"""What samestory answers on the gold standard of the five articles: `score.py --adapter tests/benchmarks/gold_adapter.py`.

Offsets of the answers are code points into the raw text. Only public functions of `analysis` are used.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from analysis.clean import clean
from analysis.segment import segment

LAYOUT = ("mojibake", "spaces", "broken_lines", "ends")  # steps that take no text out


def read(folder) -> dict[str, dict[str, list[dict]]]:
    """Return the answers per article: the first three characters of the file name -> table -> rows."""
    files = sorted(Path(folder).glob("*.txt"))
    return {path.name[:3]: tables(path.read_text(encoding="utf-8")) for path in files}


def tables(text: str) -> dict[str, list[dict]]:
    """Return `removed` and `sentences` of one text."""
    page = clean(text)
    rows = segment(page.body, headline=page.found.get("headline", "")).sentences
    return {
        "removed": [{"start": s, "end": e, "reason": reason} for step, s, e, _, reason in page.removed if step not in LAYOUT],
        "sentences": [dict(zip(("start", "end"), page.raw(start, end), strict=True)) for *_, start, end in rows],
    }
