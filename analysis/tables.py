"""What every table looks like, and the one function that checks a frame against it.

Everything after the reading of the text is a plain DataFrame with one row per thing. The columns and their types stand
here and nowhere else; `data/README.md` says in words what each means. Offsets (`start`, `end`) are Unicode code points
into the body of the article, end exclusive, except in `removed`, where they point into the raw text. An empty string
stands for "not known", so that no column changes its type when nothing was found.
"""

from dataclasses import dataclass, field, fields

import pandas as pd

COLUMNS: dict[str, dict[str, str]] = {
    "articles": {
        "story": "str", "article_id": "str", "outlet": "category", "published": "str", "date_source": "str", "headline": "str",
        "url": "str", "language": "str", "file": "str", "text": "str", "n_sentences": "int64", "n_tokens": "int64", "sha256": "str",
    },
    "problems": {"file": "str", "row": "int64", "level": "str", "message": "str", "remedy": "str"},
    "removed": {"article_id": "str", "step": "str", "start": "int64", "end": "int64", "replacement": "str", "reason": "str"},
    "sentences": {"article_id": "str", "sentence": "int64", "paragraph": "int64", "zone": "str", "start": "int64", "end": "int64", "n_tokens": "int64"},
    "types": {"type": "int64", "token": "str", "term": "str", "content": "bool"},
    "tokens": {"article_id": "str", "sentence": "int64", "start": "int64", "type": "int64"},
    "quotes": {
        "article_id": "str", "quote": "int64", "sentence": "int64", "start": "int64", "end": "int64", "kind": "str", "speaker": "str",
        "speaker_printed": "str", "cue": "str", "stance": "str", "words": "int64",
    },
    "times": {
        "article_id": "str", "sentence": "int64", "start": "int64", "end": "int64", "first": "str", "last": "str", "value": "str",
        "grain": "str", "anchor": "str",
    },
    "numbers": {
        "article_id": "str", "sentence": "int64", "start": "int64", "end": "int64", "low": "float64", "high": "float64", "unit": "str",
        "counted": "str", "hedge": "str", "change": "str", "kind": "str", "speaker": "str",
    },
    "names": {
        "article_id": "str", "sentence": "int64", "start": "int64", "end": "int64", "label": "str", "kind": "str", "name": "str",
        "reader": "str", "voice": "str",
    },
    "credits": {"article_id": "str", "start": "int64", "end": "int64", "name": "str", "kind": "str"},
    "frames": {
        "article_id": "str", "sentence": "int64", "start": "int64", "end": "int64", "frame": "str", "pattern": "str", "voice": "str",
        "words": "int64",
    },
    "tone": {"article_id": "str", "sentence": "int64", "voice": "str", "target": "str", "lexicon": "str", "value": "float64"},
    "actors": {
        "actor": "str", "name": "str", "kind": "str", "article_id": "str", "sentence": "int64", "start": "int64", "end": "int64",
        "label": "str", "voice": "str",
    },
    "units": {
        "article_id": "str", "unit": "int64", "voice": "str", "kind": "str", "term": "str", "family": "str", "capital": "bool", "n": "int64",
        "size": "int64",
    },
    "utterances": {"utterance": "int64", "article_id": "str", "quote": "int64", "speaker": "str", "share": "float64"},
    "quantities": {
        "quantity": "int64", "label": "str", "article_id": "str", "sentence": "int64", "start": "int64", "end": "int64", "low": "float64",
        "high": "float64", "unit": "str", "counted": "str", "hedge": "str", "speaker": "str", "zone": "str", "verdict": "str",
    },
    "events": {"event": "int64", "first": "str", "last": "str", "label": "str", "article_id": "str", "sentence": "int64", "grain": "str"},
}  # fmt: skip

MEASURED = frozenset(  # what measures call the columns of their tables, beside those above
    """X Y a adjusted against agreed alone amount articles b best both carries claim clear codebook consensus d decision df diff direction dp
    expected explained figure form frames frequency g2 gap headings hits holds in_g2 in_log_odds in_lrc in_tfidf k least lede loaded log_odds
    log_ratio log_ratio_high log_ratio_low lrc measure method most n_a n_b needed neutral note other others others_rate own p pair
    patterns phi place polarity probability quoted rarity rate scope sentences specification spread stability stratum summary supported tests
    tfidf third two_units typical used valence worst x x_a x_b""".split()
)
OURS = MEASURED | {c for name, columns in COLUMNS.items() if name != "articles" for c in columns} - {"type"}  # the type of an outlet is anybody's
ONE_ARTICLE = ("removed", "sentences", "types", "tokens", "quotes", "times", "numbers", "names", "credits", "frames", "tone")
TEXT_COLUMNS = ("text", "headline", "start", "end")  # what the published copy leaves out


def empty(name: str) -> pd.DataFrame:
    """Return the table `name` with its columns and no row.

    >>> list(empty("frames").columns)
    ['article_id', 'sentence', 'start', 'end', 'frame', 'pattern', 'voice', 'words']
    """
    return pd.DataFrame({column: pd.Series(dtype=kind) for column, kind in COLUMNS[name].items()})


def frame(name: str, rows: list) -> pd.DataFrame:
    """Build the table `name` from rows (dicts, or tuples in the order of the columns).

    >>> frame("problems", [("a.txt", 0, "unusable", "is empty", "delete it")]).level[0]
    'unusable'
    """
    return (
        check(name, pd.DataFrame(rows, columns=None if rows and isinstance(rows[0], dict) else list(COLUMNS[name])))
        if rows
        else empty(name)
    )


def check(name: str, table: pd.DataFrame, *, published: bool = False) -> pd.DataFrame:
    """Return `table` with the declared columns first, each of its declared type; further columns follow as they are.

    With `published`, the columns that hold or point at text may be absent.
    Raises ValueError that names the table and the column when one is missing or cannot take its type.
    """
    wanted = {c: k for c, k in COLUMNS[name].items() if not (published and c in TEXT_COLUMNS and c not in table)}
    if missing := [c for c in wanted if c not in table]:
        raise ValueError(f"table {name}: column {', '.join(missing)} is missing")
    for column, kind in wanted.items():
        if kind == "category" and isinstance(table[column].dtype, pd.CategoricalDtype):
            continue
        try:
            table = table.assign(**{column: table[column].astype(kind)}) if table[column].dtype != kind else table
        except (TypeError, ValueError) as problem:
            raise ValueError(f"table {name}: column {column} cannot be {kind}: {problem}") from problem
    return table[[*wanted, *(c for c in table if c not in wanted)]].reset_index(drop=True)


def proper(sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences of the article proper: without headline and subheadings, which only some files carry."""
    return sentences[~sentences.zone.isin(["headline", "subheading"])]


@dataclass
class Tables:
    """All tables of one story (or of a batch of its articles), as attributes of the same names."""

    articles: pd.DataFrame = field(default_factory=lambda: empty("articles"))
    problems: pd.DataFrame = field(default_factory=lambda: empty("problems"))
    removed: pd.DataFrame = field(default_factory=lambda: empty("removed"))
    sentences: pd.DataFrame = field(default_factory=lambda: empty("sentences"))
    types: pd.DataFrame = field(default_factory=lambda: empty("types"))
    tokens: pd.DataFrame = field(default_factory=lambda: empty("tokens"))
    quotes: pd.DataFrame = field(default_factory=lambda: empty("quotes"))
    times: pd.DataFrame = field(default_factory=lambda: empty("times"))
    numbers: pd.DataFrame = field(default_factory=lambda: empty("numbers"))
    names: pd.DataFrame = field(default_factory=lambda: empty("names"))
    credits: pd.DataFrame = field(default_factory=lambda: empty("credits"))
    frames: pd.DataFrame = field(default_factory=lambda: empty("frames"))
    tone: pd.DataFrame = field(default_factory=lambda: empty("tone"))
    actors: pd.DataFrame = field(default_factory=lambda: empty("actors"))
    units: pd.DataFrame = field(default_factory=lambda: empty("units"))
    utterances: pd.DataFrame = field(default_factory=lambda: empty("utterances"))
    quantities: pd.DataFrame = field(default_factory=lambda: empty("quantities"))
    events: pd.DataFrame = field(default_factory=lambda: empty("events"))

    def items(self):
        """Yield (name, table) in the order of the declaration."""
        return ((f.name, getattr(self, f.name)) for f in fields(self))


def join(parts: list[Tables]) -> Tables:
    """Put the tables that batches of articles were read into together; word types that meet again become one.

    Only what `annotate` reads from single articles is joined; what belongs to the story (articles, events) is left empty.
    """
    types = pd.concat([p.types for p in parts] or [empty("types")], ignore_index=True)
    types = types.drop_duplicates("token", ignore_index=True).assign(type=lambda t: range(len(t)))
    number = types.set_index("token").type
    out = {"types": check("types", types)}
    for name in ONE_ARTICLE:
        if name != "types":
            rows = [retyped(p.tokens, p.types, number) if name == "tokens" else getattr(p, name) for p in parts]
            out[name] = check(name, pd.concat([r for r in rows if len(r)] or [empty(name)], ignore_index=True))
    return Tables(**out)


def retyped(tokens: pd.DataFrame, types: pd.DataFrame, number: pd.Series) -> pd.DataFrame:
    """Return `tokens` pointing into the joined types: `number` gives the new type of every token text."""
    new = types.set_index("type").token.map(number)
    return tokens.assign(type=tokens.type.map(new).astype("int64"))
