"""A story: which articles belong together, where their texts lie, and what is already known about them.

A story is a folder with `story.toml` and `sources.csv`, but a bare folder of text files, or one table of articles, will
do: what the configuration does not say is then taken from file names and from the texts, and every such assumption is
written down, so that the report can show it. This module only settles the question "which story?"; `intake` reads its files.
"""

import difflib
import os
import re
import tomllib
import zoneinfo
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis import paths

TABLES = (".csv", ".jsonl", ".parquet")
FILES = (".txt", ".html", ".htm", *TABLES)
KNOWN = {"title", "language", "time_zone", "outlets", "texts", "codebook", "actors", "about", "invented", "columns"}
DEFAULT_CODEBOOK = "generic-frames"


class StoryError(ValueError):
    """What the user gave cannot be a story; the message names the place and the remedy."""


@dataclass(frozen=True)
class Story:
    """The settings of one story.

    `texts` is the folder or table that holds the texts, or None where only the published features are at hand.
    `outlets` is the display order; `columns` maps our names to those of the user's table; `assumed` lists in plain
    sentences what the configuration did not say.
    """

    name: str
    title: str
    folder: Path
    texts: Path | None
    codebook: Path
    language: str = "en"
    time_zone: str = "Etc/UTC"
    outlets: tuple[str, ...] = ()
    about: str = ""
    columns: dict = field(default_factory=dict)
    configured: bool = True
    assumed: tuple[str, ...] = ()

    @property
    def features(self) -> Path:
        """The folder of the published copy: facts about the texts, without the texts."""
        return self.folder / "features"

    @property
    def actors(self) -> Path:
        """The file in which the user names the actors; it need not be there."""
        return self.folder / "actors.toml"

    @property
    def from_features(self) -> bool:
        """Whether the published copy has to serve because no text is at hand."""
        return self.texts is None


def slug(text: str) -> str:
    """Return `text` as a name for folders and ids: lower case, words joined by hyphens.

    >>> slug("My Five Articles (2024)")
    'my-five-articles-2024'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "story"


def names() -> list[str]:
    """Return the names of the stories in `data/`."""
    return sorted(p.parent.name for p in paths.data().glob("*/story.toml"))


def find(story: str | Path, *, articles: str | Path = "") -> Story:
    """Settle which story is meant: the name of one in `data/`, a folder, or a table of articles.

    `articles` (or else the environment variable SAMESTORY_ARTICLES) says where the texts of a story lie that names no
    place for them itself. Raises StoryError with the names that exist when there is no such story.
    """
    place = Path(story).expanduser()
    named = paths.data() / str(story)
    if len(place.parts) == 1 and (named / "story.toml").is_file():
        return configured(named, articles)
    if not place.exists():
        near = difflib.get_close_matches(str(story), names(), 1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Stories in data/: {', '.join(names()) or 'none'}."
        raise StoryError(f"{story}: no such story, folder or table. {hint}")
    return configured(place, articles) if (place / "story.toml").is_file() else bare(place.resolve())


def bare(place: Path) -> Story:
    """Return the story of a folder of texts, or of one table, that comes without any configuration."""
    if place.is_file() and place.suffix.lower() not in TABLES:
        raise StoryError(f"{place.name}: one file is no story. Name its folder, or a table of articles ({', '.join(TABLES)}).")
    assumed = ("no story.toml: title, language (English) and codebook (generic news frames) are assumed",)
    title = re.sub(r"[-_]+", " ", place.stem if place.is_file() else place.name).strip().capitalize()
    folder = place.parent if place.is_file() else place
    return Story(
        slug(place.stem if place.is_file() else place.name), title, folder, place, codebook(folder, ""), configured=False, assumed=assumed
    )


def configured(folder: Path, articles: str | Path = "") -> Story:
    """Return the story that `folder/story.toml` describes."""
    path = folder / "story.toml"
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise StoryError(f"{path.name} of {folder.name}: {problem}. Mend that line, or delete the file to go on without it.") from problem
    refuse_unknown(settings, folder)
    texts = text_place(folder, settings.get("texts", ""), articles)
    known = {key: settings[key] for key in ("language", "time_zone", "about", "columns") if key in settings}
    title, outlets = settings.get("title", folder.resolve().name), tuple(map(str, settings.get("outlets", ())))
    book = codebook(folder, settings.get("codebook", ""))
    return Story(slug(folder.resolve().name), title, folder.resolve(), texts, book, outlets=outlets, **known)


def refuse_unknown(settings: dict, folder: Path) -> None:
    """Raise StoryError for a key that means nothing in story.toml, with a suggestion, and for an unknown time zone."""
    for key in settings.keys() - KNOWN:
        near = difflib.get_close_matches(key, KNOWN, 1)
        hint = f" Did you mean {near[0]!r}?" if near else f" Known: {', '.join(sorted(KNOWN))}."
        raise StoryError(f"story.toml of {folder.name}: unknown key {key!r}.{hint}")
    zone = settings.get("time_zone", "Etc/UTC")
    if zone not in zoneinfo.available_timezones() | {"Etc/UTC", "UTC"}:
        raise StoryError(f"story.toml of {folder.name}: unknown time_zone {zone!r}. Use an IANA name such as 'Europe/Riga'.")


def text_place(folder: Path, own: str, articles: str | Path) -> Path | None:
    """Return where the texts lie: the place the story names, else `articles`, the environment, or the folder itself."""
    if own:
        if not (folder / own).exists():
            raise StoryError(f"story.toml of {folder.name}: texts = {own!r}, but there is no such folder or table beside it.")
        return (folder / own).resolve()
    if given := str(articles or os.environ.get("SAMESTORY_ARTICLES", "")):
        if not Path(given).expanduser().exists():
            raise StoryError(f"articles: {given} does not exist. Name the folder (or table) that holds the texts of {folder.name!r}.")
        return Path(given).expanduser().resolve()
    if any(p.suffix.lower() in FILES and not p.name.startswith(("sources.", "lexicon")) for p in folder.iterdir()):
        return folder.resolve()
    if (folder / "features").is_dir():
        return None
    raise StoryError(
        f'{folder.name}: no texts. Put them beside story.toml, name their folder there (texts = "..."), or give --articles PATH.'
    )


def codebook(folder: Path, name: str) -> Path:
    """Return the codebook of a story: its own file, one that ships (by name), or the generic news frames."""
    choices = [folder / name, paths.codebooks() / f"{name}.toml"] if name else [folder / "codebook.toml"]
    for path in choices:
        if path.is_file():
            return path.resolve()
    if name:
        shipped = ", ".join(sorted(p.stem for p in paths.codebooks().glob("*-frames.toml")))
        raise StoryError(f"story.toml of {folder.name}: codebook {name!r} is neither a file beside it nor one that ships ({shipped}).")
    return paths.codebooks() / f"{DEFAULT_CODEBOOK}.toml"


def with_codebook(story: Story, name: str) -> Story:
    """Return the story with another codebook: a file, or the name of one that ships. An empty name changes nothing."""
    return replace(story, codebook=codebook(story.folder, name)) if name else story
