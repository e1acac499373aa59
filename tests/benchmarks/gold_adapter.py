"""What samestory answers on the gold standard of the five articles: `score.py --adapter tests/benchmarks/gold_adapter.py`.

Offsets of the answers are code points into the raw text. Only public functions of `analysis` are used. Publication dates come from the
study's `sources.csv`, by hash; other articles in the same layout are read with what their texts carry. `SAMESTORY_CODEBOOK` names another
codebook, so that the blind one can be scored beside the present one.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from analysis import annotate, clean, codebook, corpus, intake, tables
from analysis.link import story as linked
from analysis.measures.cleaning import taken


def read(folder) -> dict[str, dict[str, list[dict]]]:
    """Return the answers per article (the first three characters of the file name) and, under `*`, of the story."""
    story = corpus.find("zero-reaction", articles=folder)
    dates = intake.sources(story).set_index("sha256").published
    raw, _ = intake.articles(corpus.bare(Path(folder).resolve()))
    raw["published"] = raw.sha256.map(dates).fillna(raw.published)
    found = annotate.read(raw, codebook.load(os.environ.get("SAMESTORY_CODEBOOK") or story.codebook))
    found = linked.join(tables.Tables(**dict(found.items()) | {"articles": raw}))
    answers = {a.file[:3]: article(a, found) for a in raw.itertuples()}
    return answers | {"*": {"timeline": timeline(found, raw)}}


def article(row, found: tables.Tables) -> dict[str, list[dict]]:
    """Return the answers on one article."""
    page = clean.clean(row.text)
    own = {name: table[table.article_id == row.article_id] for name, table in found.items() if "article_id" in table}
    place = lambda r: dict(zip(("start", "end"), page.raw(r.start, r.end), strict=True))  # noqa: E731
    tone = own["tone"].query("voice == 'all'").merge(own["sentences"], on=["article_id", "sentence"])
    return {
        "removed": [{"start": r.start, "end": r.end, "reason": r.reason} for r in taken(own["removed"]).itertuples()],
        "sentences": [place(r) for r in own["sentences"].itertuples()],
        "times": [place(r) | {"value": r.value, "first": r.first or None, "last": r.last or None} for r in own["times"].itertuples()],
        "frames": [place(r) | {"frame": r.frame} for r in own["frames"].itertuples()],
        "tone": [place(r) | {"value": r.value} for r in tone.itertuples()],
    }


def timeline(found: tables.Tables, raw) -> list[dict]:
    """Return the dated events of the story with the articles that tell them."""
    key = raw.set_index("article_id").file.str[:3]
    groups = found.events.groupby(["event", "first", "last"])
    return [{"first": first, "last": last, "articles": sorted(set(g.article_id.map(key)))} for (_, first, last), g in groups]
