"""The configuration of a new story, filled in with what could be found, for the user to correct.

Nothing is copied: the texts stay where they are, and `story.toml` says where that is.
"""

import json
import os
from pathlib import Path

from analysis import corpus, intake, paths, tables

HEADER = """# Correct what is wrong here, and in sources.csv; then: samestory report {name}
title = {title}
language = "en"
time_zone = "Etc/UTC"        # in which the publication times are to be read
outlets = [                  # in the order of the figures
{outlets}]
texts = {texts}              # the folder, or the table, of the texts
# codebook = "codebook.toml" # your own frames; without it the generic news frames are used
"""
COLUMNS = ["file", "outlet", "published", "country", "type", "url", "sha256"]


def new(name: str, origin: str | Path) -> list[Path]:
    """Write `data/NAME/story.toml` and `sources.csv` for the articles at `origin`; return the files.

    Raises StoryError when the story exists already, or when no article can be used.
    """
    folder = paths.root() / "data" / corpus.slug(name)
    if (folder / "story.toml").exists():
        raise corpus.StoryError(f"{folder.name}: there is such a story already. Choose another name, or delete its folder.")
    story = corpus.bare(Path(origin).expanduser().resolve()) if Path(origin).expanduser().exists() else corpus.find(origin)
    articles, _ = intake.articles(story)
    folder.mkdir(parents=True, exist_ok=True)
    outlets = "".join(f"  {json.dumps(o, ensure_ascii=False)},\n" for o in articles.outlet.cat.categories)
    settings = HEADER.format(
        name=folder.name,
        title=json.dumps(name, ensure_ascii=False),
        outlets=outlets,
        texts=json.dumps(os.path.relpath(story.texts, folder)),
    )
    (folder / "story.toml").write_text(settings, encoding="utf-8")
    written = [folder / "story.toml"]
    if story.texts.is_dir():
        extra = [c for c in articles if c not in tables.COLUMNS["articles"] and c not in COLUMNS]
        articles.reindex(columns=[*COLUMNS, *extra], fill_value="").to_csv(folder / "sources.csv", index=False, lineterminator="\n")
        written.append(folder / "sources.csv")
    return written
