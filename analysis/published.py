"""The published copy of a story: facts about texts that may not be redistributed, without the texts.

News text can rarely be passed on; facts about it can. `share` writes the fact tables without text, headline, start and end (the sentence
number stays) and the wording as shuffled bags of content words. From them every notebook yields the same figures and
facts on a machine that never saw the articles. No string column holds more than five words, except the patterns of the codebook; the only words
that stand there as they stood in a text are names and labels (`NAMES`).
"""

from pathlib import Path

import pandas as pd

from analysis import tables
from analysis.corpus import Story, StoryError

LEFT_OUT = {
    "articles": ["text", "headline"],
    "problems": ["message", "remedy"],
    "removed": ["start", "end", "replacement", "reason"],
    "sentences": ["start", "end", "n_tokens"],  # the size of a sentence would tell which bag of words is its own
    "units": [],
    "quotes": ["start", "end", "speaker_printed"],
    "times": ["start", "end"],
    "frames": ["start", "end"],
    "tone": [],
    "numbers": ["start", "end"],
    "credits": ["start", "end"],
    "actors": ["start", "end"],
    "utterances": [],
    "quantities": ["start", "end"],
    "events": [],
}
NAMES = {"quotes": ["speaker", "cue"], "numbers": ["speaker"], "actors": ["name", "actor", "label"], "credits": ["name"], "tone": ["target"],
         "utterances": ["speaker"], "quantities": ["speaker"]}  # fmt: skip
MOST = 5  # words in a string


def share(story: Story, read: tables.Tables) -> list[Path]:
    """Write `features/` of the story and return the files.

    Raises StoryError when only the published copy is at hand, ValueError when a string would hold more than five words.
    """
    if story.from_features:
        raise StoryError(f"{story.name}: its texts are not at hand, so there is nothing new to share. Give --articles PATH.")
    story.features.mkdir(parents=True, exist_ok=True)
    written = []
    for name, columns in LEFT_OUT.items():
        table = getattr(read, name).drop(columns=columns)
        refuse_text(name, table)
        path = story.features / f"{name}.csv"
        table.to_csv(path, index=False, lineterminator="\n")
        written.append(path)
    return written


def refuse_text(name: str, table: pd.DataFrame) -> None:
    """Raise ValueError when a string of the table holds more than five words and is no codebook pattern."""
    for column in table.select_dtypes(include=["str", "category"]):
        long = [v for v in table[column].astype("str") if len(v.split()) > MOST]
        if long and (name, column) != ("frames", "pattern"):
            remedy = "; shorten the name in actors.toml" if column in NAMES.get(name, ()) else ""
            raise ValueError(
                f"table {name}, column {column}: {len(long[0].split())} words in one field may carry text; at most {MOST} are published{remedy}"
            )


def load(story: Story) -> tables.Tables:
    """Return the tables of the published copy; text, headline, start and end are absent, `types` and `tokens` empty."""
    found = {name: read(story, name) for name in LEFT_OUT}
    articles = found["articles"]
    order = [o for o in story.outlets if o in set(articles.outlet)] or list(dict.fromkeys(articles.outlet))
    found["articles"] = articles.assign(outlet=pd.Categorical(articles.outlet, categories=order, ordered=True))
    return tables.Tables(**found)


def read(story: Story, name: str) -> pd.DataFrame:
    """Return one published table; columns that were left out, other than text and offsets, are empty or 0."""
    path = story.features / f"{name}.csv"
    if not path.is_file():
        raise StoryError(
            f"{story.name}: features/{name}.csv is missing. Give the texts (--articles PATH), or fetch the published study again."
        )
    kinds = tables.COLUMNS[name]
    empty = {c: [""] for c, k in kinds.items() if k == "float64"}
    table = pd.read_csv(path, keep_default_na=False, na_values=empty, dtype={c: k for c, k in kinds.items() if k != "category"})
    absent = [c for c in LEFT_OUT[name] if c not in tables.TEXT_COLUMNS]
    return tables.check(name, table.assign(**{c: "" if kinds[c] == "str" else 0 for c in absent}), published=True)
