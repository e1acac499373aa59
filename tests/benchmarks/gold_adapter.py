"""What samestory answers on the gold standard of the five articles: `score.py --adapter tests/benchmarks/gold_adapter.py`.

Offsets of the answers are code points into the raw text. Only public functions of `analysis` are used. Publication dates come from the
study's `sources.csv`, by hash; other articles in the same layout are read with what their texts carry. `SAMESTORY_CODEBOOK` names another
codebook, so that the blind one can be scored beside the present one; `SAMESTORY_ACTORS=none` leaves the study's actors.toml out.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from analysis import annotate, clean, codebook, corpus, intake, tables
from analysis.link import actors
from analysis.link import story as linked
from analysis.measures.cleaning import taken

SPOKEN = ("direct", "fragment", "scare")


def read(folder) -> dict[str, dict[str, list[dict]]]:
    """Return the answers per article (the first three characters of the file name) and, under `*`, of the story."""
    story = corpus.find("zero-reaction", articles=folder)
    dates = intake.sources(story).set_index("sha256").published
    raw, _ = intake.articles(corpus.bare(Path(folder).resolve()))
    raw["published"] = raw.sha256.map(dates).fillna(raw.published)
    known = actors.Known() if os.environ.get("SAMESTORY_ACTORS") == "none" else actors.load(story.actors)
    found = annotate.read(raw, codebook.load(os.environ.get("SAMESTORY_CODEBOOK") or story.codebook), forms=known.printed)
    found = linked.join(tables.Tables(**dict(found.items()) | {"articles": raw}), known)
    answers = {a.file[:3]: article(a, found) for a in raw.itertuples()}
    return answers | {"*": {"timeline": timeline(found, raw)}}


def article(row, found: tables.Tables) -> dict[str, list[dict]]:
    """Return the answers on one article."""
    page = clean.clean(row.text)
    own = {name: table[table.article_id == row.article_id] for name, table in found.items() if "article_id" in table}
    quotes = own["quotes"].merge(own["utterances"][["quote", "utterance"]], on="quote", how="left")
    tone = own["tone"].query("voice == 'all' and lexicon == 'trained'").merge(own["sentences"], on=["article_id", "sentence"])

    def answer(table, **fields) -> list[dict]:
        spans = [dict(zip(("start", "end"), page.raw(r.start, r.end), strict=True)) for r in table.itertuples()]
        values = table.rename(columns=fields).astype(object).where(table.notna().to_numpy() & (table != "").to_numpy(), None)
        return [span | {f: row[f] for f in fields.values()} for span, row in zip(spans, values.to_dict("records"), strict=True)]

    said = {"speaker": "speaker", "cue": "cue", "kind": "kind"}
    return {
        "removed": [{"start": r.start, "end": r.end, "reason": r.reason} for r in taken(own["removed"]).itertuples()],
        "sentences": answer(own["sentences"]),
        "quotes": answer(quotes[quotes.kind.isin(SPOKEN)], **said, utterance="utterance"),
        "indirect": answer(quotes[quotes.kind == "indirect"], **said),
        "times": answer(own["times"], value="value", first="first", last="last"),
        "numbers": answer(own["numbers"].assign(value=lambda t: t.low.where(t.low == t.high, float("nan")).fillna(t.low.where(t.high.isna(), float("nan")))),
                          value="value", low="low", high="high", unit="unit", counted="counted", speaker="speaker"),
        "mentions": answer(own["actors"].drop(columns="actor"), name="actor", label="label"),
        "frames": answer(own["frames"], frame="frame"),
        "tone": answer(tone, value="value"),
    }  # fmt: skip


def timeline(found: tables.Tables, raw) -> list[dict]:
    """Return the dated events of the story with the articles that tell them."""
    key = raw.set_index("article_id").file.str[:3]
    groups = found.events.groupby(["event", "first", "last"])
    return [{"first": first, "last": last, "articles": sorted(set(g.article_id.map(key)))} for (_, first, last), g in groups]
