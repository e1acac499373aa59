"""The text behind a number: the sentences in which something was found, or, where no text is at hand, where to find them.

A number that cannot be traced to characters is not evidence. Every table here names outlet and sentence; the hit stands between
angle brackets ‹ ›, so that it survives any export.
"""

import pandas as pd

from analysis import clean
from analysis.measures.cleaning import taken
from analysis.tables import Tables

ABSENT = "(the text is not published; see sentence {} of the article)"


def bodies(read: Tables) -> dict[str, str]:
    """Return article_id -> body, rebuilt from the raw texts and the log of what cleaning changed."""
    edits = {
        name: list(rows[["step", "start", "end", "replacement", "reason"]].itertuples(index=False, name=None))
        for name, rows in read.removed.groupby("article_id")
    }
    return {a.article_id: clean.rebuild(a.text, edits.get(a.article_id, [])) for a in read.articles.itertuples()}


def sentences(read: Tables, hits: pd.DataFrame, *, most: int = 20) -> pd.DataFrame:
    """Return the sentences behind `hits` (article_id, sentence, and start, end where text is at hand), hits marked.

    One row a sentence: outlet, sentence, the further columns of `hits` joined by commas, text. At most `most` rows, outlet by outlet in turn.
    """
    rows = chosen(hits, read, most).merge(read.sentences, on=["article_id", "sentence"])
    labels = [c for c in hits if c not in ("article_id", "sentence", "start", "end", "outlet", "story")]
    out = rows[["outlet", "article_id", "sentence"]].assign(text=shown(read, rows, hits))
    if labels:
        joined = hits.groupby(["article_id", "sentence"])[labels].agg(lambda v: ", ".join(dict.fromkeys(map(str, v))))
        out = out.merge(joined.reset_index(), on=["article_id", "sentence"])
    return out[["outlet", "sentence", *labels, "text"]].reset_index(drop=True)


def chosen(hits: pd.DataFrame, read: Tables, most: int) -> pd.DataFrame:
    """Return at most `most` places of the hits, each outlet in turn, in the order of outlets and sentences."""
    places = hits[["article_id", "sentence"]].drop_duplicates().merge(read.articles[["article_id", "outlet"]])
    places["turn"] = places.groupby("outlet", observed=True).cumcount()
    return places.sort_values(["turn", "outlet"], kind="stable").head(most).sort_values(["outlet", "sentence"])


def shown(read: Tables, rows: pd.DataFrame, hits: pd.DataFrame) -> list[str]:
    """Return the text of each sentence with its hits marked, or where to find it."""
    if "text" not in read.articles:
        return [ABSENT.format(n) for n in rows.sentence]
    text = bodies(read)
    places = hits.groupby(["article_id", "sentence"]) if "start" in hits else ()
    spans = {place: list(zip(found.start, found.end, strict=True)) for place, found in places}
    return [marked(text[r.article_id], r.start, r.end, spans.get((r.article_id, r.sentence), [])) for r in rows.itertuples()]


def marked(body: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    """Return body[start:end] with the spans that lie in it between ‹ and ›.

    >>> marked("One dog, two dogs.", 0, 18, [(4, 7)])
    'One ‹dog›, two dogs.'
    """
    out, at = [], start
    for a, b in sorted(set(spans)):
        if a >= at and b <= end:
            out += [body[at:a], "‹", body[a:b], "›"]
            at = b
    return " ".join("".join([*out, body[at:end]]).split())


def terms(read: Tables, wanted: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return where the terms of `wanted` (columns `by`, term) stand: article_id, sentence, start, end, term.

    Empty where no text is at hand.
    """
    if not len(read.tokens):
        return pd.DataFrame(columns=["article_id", "sentence", "start", "end", "term"])
    kinds = read.types[read.types.term.isin(set(wanted.term))]
    found = read.tokens.merge(kinds, on="type").merge(read.articles[["article_id", by]], on="article_id")
    found = found.merge(wanted[[by, "term"]].drop_duplicates(), on=[by, "term"])
    return found.assign(end=found.start + found.token.str.len())[["article_id", "sentence", "start", "end", "term"]]


def removed(read: Tables) -> pd.DataFrame:
    """Return every piece that cleaning took out: outlet, step, reason, and the piece itself where text is at hand."""
    rows = taken(read.removed).merge(read.articles[["article_id", "outlet"]], on="article_id")
    if "text" not in read.articles:
        return rows[["outlet", "step"]].assign(piece="(the text is not published)")
    raw = read.articles.set_index("article_id").text
    return rows[["outlet", "step", "reason"]].assign(
        piece=[" ".join(raw[r.article_id][r.start : r.end].split()) for r in rows.itertuples()]
    )
