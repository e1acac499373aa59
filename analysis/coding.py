"""The coding loop: draw sentences, let people code them blind, read their sheets back, and set the tool's codes beside theirs.

How far a dictionary is right is not a property of the dictionary but of its use on these texts, and only people who read them can
tell (Grimmer and Stewart 2013). `draw` writes a blind sheet and its key; `sheet` gives each coder a copy; `read` takes one or more
back; `compared` joins the answers with the tool's, each sentence with the weight with which it stands for those that nobody read.
What agreement and correction make of it is told in `reliability`, `validity` and `prevalence`.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import codingsheet, corpus, evidence, paths, reliability, sampling, tables
from analysis.codebook import Codebook
from analysis.codingsheet import CodingError

UNNAMED = "[outlet]"


@dataclass(frozen=True)
class Coded:
    """What people answered: `answers` (unit, coder, code, value), the `key` of the sample, and the `codes` that were asked for."""

    answers: pd.DataFrame
    key: pd.DataFrame
    codes: tuple[str, ...]


def folder(story: str) -> Path:
    """Return where the sheets of `story` lie. They hold sentences of the articles: not for publication."""
    return paths.root() / "coding" / story


def draw(
    read: tables.Tables, n: int, *, frames: Codebook, by: str = "outlet", rare: str = "", before: bool = False, seed: int = 1,
    place: Path | None = None,
) -> Path:  # fmt: skip
    """Draw `n` sentences, stratified by `by`, and write the blind sheet and its key; return the path of the sheet.

    `rare` names a frame whose yes and no become strata too; `before` shows the sentence before each. The files are sheet.csv and
    key.csv in `place` (else `folder`). Drawing the same again changes nothing. Raises CodingError where another sample lies there
    already, where no text is at hand, or where `rare` is no frame of the codebook.
    """
    codes = [frame.id for frame in frames.frames]
    if rare and rare not in codes:
        raise CodingError(f"rare={rare!r} is no frame of the codebook. There are: {', '.join(codes)}.")
    taken = sampling.draw(sampling.frame(read, by=by, rare=rare), n, seed=seed)
    taken = taken.join(texts(read), on=["article_id", "sentence"])
    rows = taken.assign(sha256=[codingsheet.fingerprint(t) for t in taken.text])
    place = place or folder(read.articles.story.iloc[0])
    refuse_other(place / "key.csv", rows)
    if not (place / "key.csv").is_file():
        shown = ["unit", *(["before"] if before else []), "text", *codes, "coder", "sha256"]
        codingsheet.write(place / "sheet.csv", rows.assign(coder="", **dict.fromkeys(codes, ""))[shown])
        codingsheet.write(place / "key.csv", rows[["unit", by, *codingsheet.KEY[1:]]])
    return place / "sheet.csv"


def refuse_other(path: Path, rows: pd.DataFrame) -> None:
    """Raise CodingError when the key at `path` is that of another sample, so that no sheet loses its key."""
    if path.is_file():
        old = codingsheet.key(path).dropna(subset="probability")
        if list(old.unit) != list(rows.unit) or list(old.sha256) != list(rows.sha256):
            raise CodingError(
                f"{path.parent.name}: another sample of {len(old)} sentences lies there. Go on with its n, seed and texts, "
                "or move its folder away before drawing anew."
            )


def texts(read: tables.Tables) -> pd.DataFrame:
    """Return the sentences' `text` and the sentence `before`, by article_id and sentence, the outlets of the story unnamed in them.

    Raises CodingError where no text is at hand.
    """
    if "text" not in read.articles:
        raise CodingError("No text is at hand, only the published copy: sentences cannot be coded. Give the texts with articles=PATH.")
    body, rows = evidence.bodies(read), read.sentences
    names = "|".join(re.escape(name) for name in sorted(map(str, read.articles.outlet.unique()), key=len, reverse=True))
    outlet = re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)  # outlets like to name themselves, which would end the blindness
    found = [outlet.sub(UNNAMED, " ".join(body[r.article_id][r.start : r.end].split())) for r in rows.itertuples()]
    rows = rows[["article_id", "sentence"]].assign(text=found)
    return rows.assign(before=rows.groupby("article_id").text.shift(fill_value="")).set_index(["article_id", "sentence"])


def sheet(story: str, coder: str) -> Path:
    """Return the coder's own copy of the drawn sheet, made on the first call: coding/<story>/sheet-<coder>.csv."""
    own = folder(story) / f"sheet-{corpus.slug(coder)}.csv"
    if not own.is_file():
        codingsheet.write(own, codingsheet.table(folder(story) / "sheet.csv").assign(coder=coder))
    return own


def begin(
    read: tables.Tables, coder: str, n: int, *, frames: Codebook, by: str = "outlet", rare: str = "", seed: int = 1
) -> Path | None:  # fmt: skip
    """Draw the sample if it is not drawn yet and return the sheet of `coder`; without a coder do nothing and return None."""
    if not coder.strip():
        return None
    draw(read, n, frames=frames, by=by, rare=rare, seed=seed)
    return sheet(read.articles.story.iloc[0], coder)


def plan(read: tables.Tables, n: int, *, by: str = "outlet", rare: str = "") -> pd.DataFrame:
    """Return how `n` sentences would be drawn: a tidy table with key `stratum`, value (drawn), n (sentences) and probability."""
    rows = sampling.plan(sampling.frame(read, by=by, rare=rare), n).rename(columns={"drawn": "value", "size": "n"})
    scope = f"{rows['value'].sum()} of the {rows['n'].sum()} sentences of these articles, drawn at random within each stratum"
    rows = rows.assign(story=read.articles.story.iloc[0], measure="to code", low=np.nan, high=np.nan, unit="sentences to code", scope=scope)
    return rows[["story", "stratum", "measure", "value", "low", "high", "n", "unit", "scope", "probability"]]


def progress(coded: Coded) -> pd.DataFrame:
    """Return how far each coder is: coder, coded, of (sentences drawn)."""
    done = coded.answers.groupby("coder", sort=False).unit.nunique()
    return pd.DataFrame({"coder": done.index, "coded": done.values, "of": len(coded.key)})


def sheets(story: str) -> list[Path]:
    """Return the coders' sheets of `story`, none where nobody has begun."""
    return sorted(folder(story).glob("sheet-*.csv"))


def read(files: list[Path], key: Path, *, against: tables.Tables | None = None) -> Coded:
    """Read the sheets of one or more coders back; check `against` the tables that the articles still say what was drawn.

    Raises CodingError naming file, row and remedy (see `codingsheet.answers`), also where one coder coded a sentence in two sheets.
    """
    rows = codingsheet.key(key)
    codes = tuple(codingsheet.codes(codingsheet.table(Path(key).parent / "sheet.csv")))
    if against is not None:
        refuse_changed(rows, against)
    found = [codingsheet.answers(path, rows, codes).assign(file=Path(path).name) for path in files]
    every = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=["unit", "coder", "code", "value", "file"])
    if (again := every[every.duplicated(["unit", "coder", "code"])]).size:
        row = again.iloc[0]
        raise CodingError(f"{row.file}: {row.coder} coded unit {row.unit!r} in another sheet too. Give only one of the two sheets.")
    return Coded(every.drop(columns="file"), rows, codes)


def load(story: str, against: tables.Tables) -> Coded:
    """Return what has been coded of `story` so far: no answer where nobody has begun, no key where nothing is drawn."""
    key = folder(story) / "key.csv"
    if not key.is_file():
        nothing = pd.DataFrame(columns=["unit", "coder", "code", "value"])
        return Coded(nothing, pd.DataFrame(columns=codingsheet.KEY), ())
    return read(sheets(story), key, against=against)


def refuse_changed(key: pd.DataFrame, read: tables.Tables) -> None:
    """Raise CodingError when a drawn sentence is no longer in the articles as it was."""
    if "text" in read.articles:
        now = texts(read).text.map(codingsheet.fingerprint)
        places = pd.MultiIndex.from_frame(key[["article_id", "sentence"]])
        changed = key[(now.reindex(places).fillna("").to_numpy() != key.sha256.to_numpy())]
        if len(changed):
            raise CodingError(
                f"key.csv: {len(changed)} of {len(key)} sentences changed in the articles since the sheet was drawn "
                f"(unit {changed.unit.iloc[0]}). Restore the texts, or move the folder away and draw anew."
            )


def settled(coded: Coded) -> pd.DataFrame:
    """Return one answer per sentence and code: unit, code, human. The majority of coders; a tie is settled as its first coder has it."""
    votes = coded.answers.groupby(["unit", "code"], sort=False).value.agg(["mean", "first"])
    human = np.where(votes["mean"] == 0.5, votes["first"], votes["mean"] > 0.5).astype(int)
    return votes.assign(human=human).reset_index()[["unit", "code", "human"]]


def compared(coded: Coded, read: tables.Tables, *, by: str = "outlet") -> pd.DataFrame:
    """Return human and tool on each coded sentence and code: unit, frame, `by`, stratum, weight, human, tool (0 or 1).

    `weight` is how many sentences of its stratum a coded one stands for: one over its inclusion probability, put right for drawn sentences
    that are not coded yet (their order is random). Sentences proposed for coding have no probability and are not here.
    """
    columns = ["unit", "frame", by, "stratum", "weight", "human", "tool"]
    drawn = coded.key.dropna(subset="probability")
    if not coded.answers.unit.isin(drawn.unit).any():
        return pd.DataFrame(columns=columns)
    rows = settled(coded).rename(columns={"code": "frame"})
    rows = rows.merge(drawn[["unit", "article_id", "sentence", "stratum", "probability"]], on="unit")
    done = rows.drop_duplicates("unit").groupby("stratum").size()
    share = rows.stratum.map(done / drawn.groupby("stratum").size())
    now = sampling.frame(read, by=by)[["article_id", "sentence", by, "tool"]]
    rows = rows.assign(weight=1 / (rows.probability * share)).merge(now, on=["article_id", "sentence"])
    tool = [int(frame in codes.split()) for frame, codes in zip(rows.frame, rows.tool, strict=True)]
    return rows.assign(tool=tool)[columns]


def population(read: tables.Tables, codes: tuple[str, ...], *, by: str = "outlet") -> pd.DataFrame:
    """Return what the tool says of all sentences: `by`, frame, yes (sentences that carry the frame), n (sentences)."""
    rows = sampling.frame(read, by=by)
    said = pd.DataFrame({code: [int(code in found.split()) for found in rows.tool] for code in codes}, index=rows.index)
    sums = said.groupby(rows[by], observed=True).sum()
    sizes = rows.groupby(by, observed=True).size()
    return sums.melt(var_name="frame", value_name="yes", ignore_index=False).reset_index().assign(n=lambda t: t[by].map(sizes).astype(int))


def split(coded: Coded, read: tables.Tables) -> pd.DataFrame:
    """Return the answers on which people disagree (see `reliability.disagreements`), with the sentence where text is at hand."""
    found = reliability.disagreements(coded.answers)
    if "text" not in read.articles or found.empty:
        return found
    where = coded.key[["unit", "article_id", "sentence"]].join(texts(read).text, on=["article_id", "sentence"])
    return found.merge(where[["unit", "text"]], on="unit")


def settings(coded: Coded) -> dict:
    """Return what the methods paragraph says of the coding; nothing where nobody has coded."""
    if coded.answers.empty:
        return {}
    sizes = {"coders": int(coded.answers.coder.nunique()), "coded": int(coded.answers.unit.nunique()), "drawn": len(coded.key)}
    return {"coding": sizes}
