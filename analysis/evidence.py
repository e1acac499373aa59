"""The text behind a number: the sentences in which something was found, or, where no text is at hand, where to find them.

A number that cannot be traced to characters is not evidence. Every table here names outlet and sentence; the hit stands between
angle brackets ‹ ›, so that it survives any export.
"""

import re

import pandas as pd

from analysis import clean, tables
from analysis.link import bags
from analysis.measures import grouped
from analysis.measures.cleaning import taken
from analysis.measures.terms import Terms
from analysis.tables import Tables

CONTEXT = 50  # characters on either side of a keyword
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


def terms(read: Tables, wanted: pd.DataFrame, *, by: str = "outlet", terms: Terms | None = None) -> pd.DataFrame:
    """Return where the terms of `wanted` (columns `by`, term) stand: article_id, sentence, start, end, term, in the order of the text.

    A term stands where `terms`, the settings of the count, counted it: under every spelling of its family, as two words side by side if it
    is a phrase, and not within a phrase that was counted apart. So there are as many rows as uses in `wording.counted`. Without the
    column `by`, a term is looked for everywhere. Empty where no text is at hand. Raises ValueError for a `by` that there is not.
    """
    return found(read, wanted, by, terms)[["article_id", "sentence", "start", "end", "term"]].reset_index(drop=True)


def found(read: Tables, wanted: pd.DataFrame, by: str, terms: Terms | None) -> pd.DataFrame:
    """Return the uses of the terms of `wanted`, with `by` and `rank`, the place of the term in `wanted`."""
    terms = terms or Terms()
    rows = uses(read, apart="phrase" in terms.kinds)
    rows = rows.drop(columns="term").merge(terms(rows)[["unit", "term"]], on="unit")
    rows = grouped(rows, read.articles, by)
    kinds = {c: rows[c].dtype for c in (by, "term") if c in wanted}
    order = wanted[list(kinds)].drop_duplicates().astype(kinds).assign(rank=lambda t: range(len(t)))
    return rows.merge(order, on=list(kinds))


def uses(read: Tables, *, apart: bool) -> pd.DataFrame:
    """Return every use of a word or phrase as a row of `units` of its own, with sentence, start and end, in the order of the text.

    With `apart`, the words of a phrase are left out. Empty where no text is at hand.
    """
    if not len(read.tokens):
        return tables.empty("units").assign(sentence=0, start=0, end=0)
    words = bags.chunked(bags.laid_out(read)).join(read.units.drop_duplicates("term").set_index("term")[["kind", "family"]], on="term")
    words["capital"] &= ~words["first"] | (words.kind == "name")
    pairs = bags.paired(words)
    pairs = pairs.assign(end=words.end.shift(-1)[pairs.index].astype("int64"))
    single = words.drop([*pairs.index, *pairs.index + 1]) if apart else words
    rows = pd.concat([single[single.content], pairs]).sort_values("at", kind="stable")
    return rows.assign(unit=range(len(rows)), n=1, start=rows["at"] % bags.WIDE, end=rows.end % bags.WIDE)


def kwic(read: Tables, wanted: pd.DataFrame, *, by: str = "outlet", most: int = 10, terms: Terms | None = None) -> pd.DataFrame:
    """Return the terms of `wanted` (columns `by`, term) in their context, line by line: a concordance (KWIC, Luhn 1960).

    Columns: by, term, outlet, article_id, sentence, left, keyword, right, more. In the order of `wanted`, then of outlets and text, at most
    `most` lines for each term and `by`; `more` is the number of its uses that are not shown. left and right hold whole words of the same
    sentence, at most 50 characters; left + keyword + right is the text as printed, but for white space. `terms` as in `evidence.terms`.
    Empty where no text is at hand.
    """
    rows = found(read, wanted, by, terms).sort_values(["rank", by, "unit"], kind="stable")
    lines = rows.groupby(["rank", by], observed=True)
    rows = rows.assign(more=(lines.unit.transform("size") - most).clip(lower=0))[lines.cumcount() < most]
    rows = rows if by == "outlet" else grouped(rows, read.articles, "outlet")
    shown = dict(zip(("left", "keyword", "right"), contexts(read, rows), strict=True))
    return rows.assign(**shown)[list(dict.fromkeys([by, "term", "outlet", "article_id", "sentence", *shown, "more"]))].reset_index(drop=True)


def contexts(read: Tables, hits: pd.DataFrame) -> tuple[list[str], list[str], list[str]]:
    """Return what stands before the hits, the hits themselves, and what stands after them, each within its sentence."""
    if not len(hits):
        return [], [], []
    text, spans = bodies(read), read.sentences.set_index(["article_id", "sentence"])[["start", "end"]]
    rows = hits.join(spans.add_prefix("sentence_"), on=["article_id", "sentence"])
    places = [(text[r.article_id], r.sentence_start, r.start, r.end, r.sentence_end) for r in rows.itertuples()]
    lines = [(before(body[a:b]), " ".join(body[b:c].split()), after(body[c:d])) for body, a, b, c, d in places]
    return tuple(map(list, zip(*lines, strict=True)))


def after(text: str) -> str:
    """Return the beginning of `text`: whole words, white space made single, at most `CONTEXT` characters.

    >>> after(" of the\\nriver "), after(", " + "a" * 80)
    (' of the river', ',')
    """
    text = re.sub(r"\s+", " ", text)
    return (text if len(text) <= CONTEXT else text[: CONTEXT + 1].rpartition(" ")[0]).rstrip()


def before(text: str) -> str:
    """Return the end of `text`, likewise.

    >>> before("  the old ")
    'the old '
    """
    return after(text[::-1])[::-1]


def removed(read: Tables) -> pd.DataFrame:
    """Return every piece that cleaning took out: outlet, step, reason, and the piece itself where text is at hand."""
    rows = taken(read.removed).merge(read.articles[["article_id", "outlet"]], on="article_id")
    if "text" not in read.articles:
        return rows[["outlet", "step"]].assign(piece="(the text is not published)")
    raw = read.articles.set_index("article_id").text
    return rows[["outlet", "step", "reason"]].assign(
        piece=[" ".join(raw[r.article_id][r.start : r.end].split()) for r in rows.itertuples()]
    )
