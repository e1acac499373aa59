"""The files of a story to rows of articles, and a list of everything that was wrong with them.

Usable articles always go through. What cannot be used, and what had to be assumed, becomes a row of `problems` that names the
file, the row and the remedy, and stands in the report: nothing is dropped quietly.
"""

import difflib
import hashlib
from pathlib import Path

import pandas as pd

from analysis import assumed, tables, textfile
from analysis.corpus import TABLES, Story, StoryError, slug

FIELDS = {  # our column: what users call it, the first that is there counts
    "text": ("text", "body", "content", "article", "fulltext", "full_text", "maintext"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper", "medium", "site", "domain"),
    "published": ("published", "date", "publication_date", "publish_date", "pubdate", "datetime", "time"),
    "headline": ("headline", "title"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "file": ("file", "filename", "path", "id"),
    "sha256": ("sha256",),
}


UNKNOWN = "unknown"  # a cell that is empty in a further column, by which articles may be grouped
READERS = {
    ".csv": lambda path: pd.read_csv(path, dtype=str, encoding="utf-8-sig"),
    ".jsonl": lambda path: pd.read_json(path, lines=True, dtype=False),
    ".parquet": pd.read_parquet,
}


class Problems(list):
    """Rows of the table `problems`, collected on the way."""

    def add(self, where: tuple[str, int], level: str, message: str, remedy: str) -> None:
        """Note that the file and row `where` is `unusable`, carries a `warning`, or had something `assumed`."""
        self.append((*where, level, message, remedy))


def articles(story: Story) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the articles of `story`: return the tables `articles` (raw texts, nothing counted yet) and `problems`.

    Raises StoryError when not a single article can be used.
    """
    problems = Problems(("story.toml", 0, "assumed", text, "run `samestory new` and correct what it writes") for text in story.assumed)
    if story.texts.is_file() and story.texts.suffix.lower() in TABLES:
        rows = from_table(story, problems)
    else:
        rows = from_folder(story, problems)
    rows = [row for row in unique(rows, problems) if assumed.usable(row, problems)]
    if not rows:
        raise StoryError(
            f"{story.name}: no usable article in {story.texts.name}."
            + "".join(f"\n  {p[0]}: {p[3]}; {p[4]}" for p in problems if p[2] == "unusable")
        )
    return typed(story, rows, problems), tables.frame("problems", problems)


def typed(story: Story, rows: list[dict], problems: Problems) -> pd.DataFrame:
    """Return the rows as the table `articles`, sorted by outlet; the outlets' order is the story's, others follow."""
    for row in rows:
        assumed.complete(row, story, problems)
        row |= {"story": story.name, "article_id": f"{story.name}-{row['sha256'][:12]}", "n_sentences": 0, "n_tokens": 0}
    order = outlet_order(story, rows, problems)
    frame = pd.DataFrame(rows).drop(columns=["row", "note"], errors="ignore").fillna("")
    frame["outlet"] = pd.Categorical(frame.outlet, categories=order, ordered=True)
    frame = further(frame, "sources.csv" if story.texts.is_dir() else story.texts.name, problems)
    return tables.check("articles", frame.sort_values(["outlet", "published", "article_id"]))


def further(frame: pd.DataFrame, file: str, problems: Problems) -> pd.DataFrame:
    """Return the articles with the user's further columns as text, "unknown" where empty, under names that no table of ours uses itself."""
    extra = [c for c in frame if c not in tables.COLUMNS["articles"]]
    frame = frame.astype(dict.fromkeys(extra, "str"))
    frame[extra] = frame[extra].mask(frame[extra].map(str.strip) == "", UNKNOWN)
    names = {c: f"{c}_given" for c in extra if c in tables.OURS}
    for theirs, ours in names.items():
        problems.add((file, 1), "warning", f"column {theirs!r} is called {ours!r} here: tables of ours have a {theirs!r} of their own", "rename it there")
    return frame.rename(columns=names)


def outlet_order(story: Story, rows: list[dict], problems: Problems) -> list[str]:
    """Return the outlets in display order: those of story.toml that have an article, then the others as they come."""
    found = list(dict.fromkeys(row["outlet"] for row in rows))
    for name in found if story.outlets else ():
        if name not in story.outlets:
            near = difflib.get_close_matches(name, story.outlets, 1)
            row = next(r for r in rows if r["outlet"] == name)
            problems.add((row["file"], row["row"]), "warning", f"outlet {name!r} is not among the outlets of story.toml",
                         f"write it as {near[0]!r}" if near else "add it to `outlets` there; it now stands last")  # fmt: skip
    return [o for o in story.outlets if o in found] + [o for o in found if o not in story.outlets]


def unique(rows: list[dict], problems: Problems) -> list[dict]:
    """Return the rows without exact duplicates of a text; each duplicate is listed."""
    first: dict[str, dict] = {}
    for row in rows:
        same = first.setdefault(hashlib.sha256(row["text"].strip().encode("utf-8", "replace")).hexdigest(), row)
        if same is not row:
            problems.add(
                (row["file"], row["row"]),
                "unusable",
                f"has the same text as {same['file'] or 'row ' + str(same['row'])}",
                "delete one of the two",
            )
    return list(first.values())


# ------------------------------------------------------------------ a folder of files


def from_folder(story: Story, problems: Problems) -> list[dict]:
    """Return a row for each article file of a folder, with what `sources.csv` says of it."""
    files = {
        p.name: p
        for p in sorted(story.texts.iterdir())
        if p.is_file() and not p.name.startswith((".", "sources.", "story.", "codebook.", "actors.", "lexicon", "PLANTED", "README"))
    }
    known = sources(story)
    rows, used = [], set()
    for number, given in enumerate(known.to_dict("records"), start=2):
        path = files.get(given["file"]) or by_hash(files, given["sha256"])
        if path is None:
            problems.add(
                (given["file"], number),
                "unusable",
                "is in sources.csv, but the file is not there",
                f"put it into {story.texts.name}/, or delete the row",
            )
            continue
        used.add(path.name)
        rows += load(path, given | {"row": number}, problems)
    for name in files.keys() - used if len(known) else ():
        if files[name].suffix.lower() in (".txt", ".html", ".htm"):
            problems.add((name, 0), "unusable", "has no row in sources.csv", "add a row for it there")
    return rows if len(known) else [row for path in files.values() for row in load(path, {"row": 0}, problems)]


def sources(story: Story) -> pd.DataFrame:
    """Return `sources.csv` of the story with all our columns as text; without the file, no row."""
    path = story.folder / "sources.csv"
    if not path.is_file():
        return pd.DataFrame(columns=list(FIELDS))
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig", skipinitialspace=True)
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as problem:
        raise StoryError(f"sources.csv of {story.folder.name}: {problem}. Save it as CSV with commas in UTF-8.") from problem
    if "file" not in table:
        raise StoryError(f"sources.csv of {story.folder.name}: the column 'file' is missing. Its columns are: {', '.join(table)}.")
    return table.reindex(columns=[*table, *(c for c in FIELDS if c not in table and c != "text")], fill_value="")


def by_hash(files: dict[str, Path], sha: str) -> Path | None:
    """Return the file whose bytes have the hash `sha`, whatever its name."""
    return next((p for p in files.values() if sha and hashlib.sha256(p.read_bytes()).hexdigest() == sha), None)


def load(path: Path, given: dict, problems: Problems) -> list[dict]:
    """Return the row of one file in a list, or none where it cannot be read; an altered file is listed."""
    where = (path.name, given["row"])
    if path.suffix.lower() not in (".txt", ".html", ".htm"):
        problems.add(where, "unusable", "is neither .txt nor .html", "save the article as plain text")
        return []
    try:
        text, note = textfile.read(path)
    except textfile.Unreadable as problem:
        problems.add(where, "unusable", *problem.args)
        return []
    if note:
        problems.add(where, "warning", note, "save it as UTF-8")
    sha = hashlib.sha256(path.read_bytes()).hexdigest()
    if given.get("sha256") and given["sha256"] != sha:
        problems.add(
            where,
            "warning",
            "is not the text that sources.csv was written for (sha256 differs)",
            "correct the hash there, or find the first text",
        )
    return [{**dict.fromkeys(FIELDS, ""), **given, "file": path.name, "text": text, "sha256": sha}]


# ------------------------------------------------------------------ one table


def from_table(story: Story, problems: Problems) -> list[dict]:
    """Return a row for each article in a CSV, JSON-lines or parquet table; `columns` of story.toml maps the names."""
    path = story.texts
    try:
        table = READERS[path.suffix.lower()](path)
    except (ValueError, OSError) as problem:
        raise StoryError(f"{path.name}: cannot be read as {path.suffix[1:]}: {problem}") from problem
    names = mapped(story, list(table))
    rows = table.rename(columns={theirs: ours for ours, theirs in names.items()}).astype("str").fillna("").to_dict("records")
    good = []
    for number, row in enumerate(rows, start=2 if path.suffix == ".csv" else 1):
        if not row["text"].strip() or row["text"] in ("nan", "None"):
            problems.add((path.name, number), "unusable", "the row has no text", "fill it in, or delete the row")
            continue
        sha = hashlib.sha256(row["text"].encode("utf-8", "replace")).hexdigest()
        good.append({**dict.fromkeys(FIELDS, ""), **row, "file": path.name, "row": number, "sha256": sha})
    return good


def mapped(story: Story, columns: list[str]) -> dict[str, str]:
    """Return our column -> the user's, as story.toml says or as the names suggest. Raises StoryError where no text column is found."""
    if wrong := [c for c in story.columns.values() if c not in columns]:
        raise StoryError(f"story.toml: column {wrong[0]!r} is not in {story.texts.name}, which has: {', '.join(map(str, columns))}.")
    plain = {slug(str(c)).replace("-", "_"): c for c in columns}
    guessed = {ours: next((plain[n] for n in theirs if n in plain), None) for ours, theirs in FIELDS.items()}
    names = {ours: theirs for ours, theirs in guessed.items() if theirs is not None} | dict(story.columns)
    if "text" not in names:
        raise StoryError(
            f'{story.texts.name}: no column holds the text. Name it: in story.toml, [columns] text = "...". There are: {", ".join(map(str, columns))}.'
        )
    return names
