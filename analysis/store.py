"""The tables of a story, read once and kept: nothing is read again until its text, its settings or the readers change.

Each article has a key made of its text, of what was said about it, of the codebook and of the source code of the readers, so that
nothing stale survives an upgrade. A changed article means that this article alone is read; the others are taken from the last
store. What belongs to the whole story (actors, bags of words, utterances, quantities, events) is joined anew when any article changed.
"""

import functools
import hashlib
import importlib.metadata
import json
import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis import annotate, intake, paths, published, tables
from analysis import codebook as codebooks
from analysis.corpus import Story
from analysis.link import actors
from analysis.link import story as linked

READERS = (
    "annotate/*.py",
    "clean.py",
    "spacing.py",
    "boilerplate.py",
    "linklists.py",
    "segment.py",
    "codebook.py",
    "gazetteer.py",
    "tables.py",
)
LINKS = ("link/*.py",)
STORED = (*tables.ONE_ARTICLE, "actors", "units", "utterances", "quantities", "events")
LIBRARIES = ("ftfy", "vaderSentiment")
KEEP = 3  # stores of a story: the present one and what was read with other settings just before


def load(story: Story) -> tables.Tables:
    """Return all tables of `story`, reading only the articles that are not in the store as they are now.

    Where no text is at hand, the published copy (`features/`) is returned: the same tables without text and offsets.
    Raises StoryError when no article can be used, ValueError for a codebook that cannot be read.
    """
    if story.from_features:
        return published.load(story)
    raw, problems = intake.articles(story)
    known = actors.load(story.actors)
    keys = article_keys(raw, codebooks.load(story.codebook), known.printed)
    folder = paths.store(story.name) / shelf_mark(raw, keys, story.actors)
    if not (folder / "keys.json").is_file():
        write(folder, linked.join(replace(assembled(story, raw, keys, known.printed), articles=raw), known), keys)
    os.utime(folder)
    kept = {name: pd.read_parquet(folder / f"{name}.parquet") for name in STORED}
    return tables.Tables(**kept, articles=annotate.counted(raw, kept["sentences"]), problems=problems)


def fingerprint(story: Story, read: tables.Tables) -> str:
    """Return the hash that changes when any number of a report on `story` may change."""
    parts = [story.name, story.title, list(story.outlets), story.about, file_hash(story.codebook), sources_hash(), sources_hash(LINKS)]
    parts += [file_hash(story.actors)] if story.actors.is_file() else []
    parts += [file_hash(path) for path in sorted(story.folder.glob("lexicon*.csv"))]
    parts += [table.astype("str").to_json(orient="split") for table in (read.articles, read.problems)]
    parts += [file_hash(path) for path in sorted(story.features.glob("*.csv"))] if story.from_features else []
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def article_keys(raw: pd.DataFrame, codebook: codebooks.Codebook, forms: frozenset[str]) -> dict[str, str]:
    """Return article_id -> key of all that its reading depends on."""
    settings = f"{codebook.sha} {sorted(forms)} {sources_hash()}"
    rows = raw[["article_id", "sha256", "published", "headline"]].itertuples(index=False)
    return {row.article_id: hashlib.sha256(json.dumps([*row, settings]).encode()).hexdigest()[:16] for row in rows}


def shelf_mark(raw: pd.DataFrame, keys: dict[str, str], known: Path) -> str:
    """Return the name of the folder for a story in this state: its articles in their order, its actors, and how they are joined."""
    order = list(raw[["article_id", "outlet", "published"]].astype("str").itertuples(index=False, name=None))
    parts = [sorted(keys.items()), order, file_hash(known) if known.is_file() else "", sources_hash(LINKS)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


@functools.cache
def sources_hash(patterns: tuple[str, ...] = READERS) -> str:
    """Return the hash of the readers' own source and of the libraries that decide what they read."""
    files = sorted(path for pattern in patterns for path in paths.PACKAGE.glob(pattern))
    lists = sorted(path for path in paths.codebooks().iterdir() if path.suffix in (".toml", ".txt", ".csv", ".npz"))
    digest = hashlib.sha256("".join(importlib.metadata.version(name) for name in LIBRARIES).encode())
    for path in (*files, *(p for p in lists if not p.stem.endswith("-frames"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def assembled(story: Story, raw: pd.DataFrame, keys: dict[str, str], forms: frozenset[str]) -> tables.Tables:
    """Return the tables of the single articles: from earlier stores as far as they hold them, the rest read now."""
    kept, missing = reuse(paths.store(story.name), keys)
    parts = [kept, annotate.read(raw[raw.article_id.isin(missing)], codebooks.load(story.codebook), forms=forms)] if missing else [kept]
    return in_order(tables.join(parts), sorted(keys))


def reuse(shelf: Path, keys: dict[str, str]) -> tuple[tables.Tables, list[str]]:
    """Return what earlier stores hold of the wanted articles, and the ids of those that must be read."""
    missing, parts = dict(keys), [tables.Tables()]
    for folder in sorted(shelf.glob("*/keys.json"), key=lambda p: p.parent.stat().st_mtime, reverse=True):
        held = json.loads(folder.read_text(encoding="utf-8"))
        same = [article for article, key in missing.items() if held.get(article) == key]
        if same:
            frames = {name: pd.read_parquet(folder.parent / f"{name}.parquet") for name in tables.ONE_ARTICLE}
            parts.append(tables.Tables(**{n: f[f.article_id.isin(same)] if "article_id" in f else f for n, f in frames.items()}))
            missing = {a: k for a, k in missing.items() if a not in same}
    return tables.join(parts), list(missing)


def in_order(read: tables.Tables, articles: list[str]) -> tables.Tables:
    """Return the tables with rows in the order of the articles and word types in the order of the text, however they came together."""
    rank = {article: i for i, article in enumerate(articles)}
    frames = {
        n: f.iloc[f.article_id.map(rank).argsort(kind="stable")] if "article_id" in f else f
        for n, f in read.items()
        if n in tables.ONE_ARTICLE
    }
    codes, first = pd.factorize(frames["tokens"].type)
    frames["tokens"] = frames["tokens"].assign(type=codes)
    frames["types"] = read.types.set_index("type").loc[first].reset_index().assign(type=range(len(first)))
    return tables.Tables(**{n: tables.check(n, f) for n, f in frames.items()})


def write(folder: Path, read: tables.Tables, keys: dict[str, str]) -> None:
    """Write the tables into `folder` in one step, and let go of the oldest stores of the story."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".draft-"))
    for name in STORED:
        getattr(read, name).to_parquet(draft / f"{name}.parquet", index=False)
    (draft / "keys.json").write_text(json.dumps(keys, indent=1), encoding="utf-8")
    try:
        draft.replace(folder)
    except OSError:  # another process was faster, with the same content
        shutil.rmtree(draft, ignore_errors=True)
    for old in sorted(folder.parent.glob("[!.]*"), key=lambda p: p.stat().st_mtime, reverse=True)[KEEP:]:
        shutil.rmtree(old, ignore_errors=True)
