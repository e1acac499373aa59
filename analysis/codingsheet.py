"""The files of the coding loop: the blind sheet that a person fills in, and the key that only the computer reads.

A sheet is a CSV that any spreadsheet opens: unit, the sentence, a column per code, the coder, and the hash of the sentence. Nothing in it
tells the outlet. The key says where each unit comes from and with which chance it was drawn. What people bring back has been through
spreadsheets, so all that can be wrong with a sheet is told at once, with file, row and remedy, and nothing is guessed: a sheet
that is not right gives no number.
"""

import csv
import hashlib
import io
import re
from pathlib import Path

import pandas as pd

from analysis import export
from analysis.batch import notebookfile

BEFORE, AFTER = ("unit", "text"), ("coder", "sha256")
YES, NO = {"1", "1.0", "x", "yes", "y", "true"}, {"0", "0.0", "no", "n", "false"}
KEY = ("unit", "article_id", "sentence", "stratum", "probability", "tool", "sha256")
MOST = 8  # problems told at once


class CodingError(ValueError):
    """A coding sheet or key that cannot be used as it is; the message names file, row and remedy."""


def fingerprint(text: str) -> str:
    """Return the hash of a sentence, whatever the white space in it."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def plain(text: str) -> str:
    """Return a text as it was before it was made harmless for spreadsheets.

    >>> plain("'=1+1"), plain("'quoted'")
    ('=1+1', "'quoted'")
    """
    return text[1:] if text.startswith("'") and export.FORMULA.match(text[1:]) else text


def write(path: Path, rows: pd.DataFrame) -> Path:
    """Write a sheet or key in one step, with the mark by which spreadsheets know UTF-8; texts that would run as formulas are defused."""
    safe = rows.map(export.defused)
    notebookfile.write(path, "\ufeff" + safe.to_csv(index=False, lineterminator="\n"))
    return path


def table(path: Path) -> pd.DataFrame:
    """Return a CSV with all cells as text, separated by commas or, as some spreadsheets save it, by semicolons or tabs.

    The index is the line of the spreadsheet, counted from 1, so that it can be named. Raises CodingError.
    """
    if not Path(path).is_file():
        raise CodingError(f"{path}: there is no such file. Draw a sample first, or give the path of the sheet.")
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise CodingError(f"{Path(path).name}: is not UTF-8 ({problem.reason}). Save it as “CSV UTF-8”.") from None
    head = text.split("\n", 1)[0]
    rows = list(csv.reader(io.StringIO(text), delimiter=max(",;\t", key=head.count)))
    if not rows or len(rows) < 2:
        raise CodingError(f"{Path(path).name}: has no rows. Draw it anew, or restore it from a copy.")
    names = [name.strip() for name in rows[0]]
    if uneven := [(i, len(row)) for i, row in enumerate(rows[1:], 2) if len(row) != len(names) and any(row)]:
        raise CodingError(f"{Path(path).name}, row {uneven[0][0]}: has {uneven[0][1]} cells, the head has {len(names)}. Restore the row.")
    kept = {i: [plain(cell) for cell in row] for i, row in enumerate(rows[1:], 2) if any(row)}
    return pd.DataFrame.from_dict(kept, orient="index", columns=names)


def codes(sheet: pd.DataFrame) -> list[str]:
    """Return the codes of a sheet: the columns between the text and the coder."""
    return [name for name in sheet if name not in (*BEFORE, "before", *AFTER)]


def key(path: Path) -> pd.DataFrame:
    """Return the key: the columns of KEY and whatever it is compared by. Sentences proposed for coding have no probability."""
    rows = table(path)
    if missing := [name for name in KEY if name not in rows]:
        raise CodingError(f"{Path(path).name}: column {', '.join(missing)} is missing. Restore the key: without it no sheet can be read.")
    return rows.assign(sentence=rows.sentence.astype(int), probability=pd.to_numeric(rows.probability)).reset_index(drop=True)


def answers(path: Path, key: pd.DataFrame, known: tuple[str, ...]) -> pd.DataFrame:
    """Return what one sheet says: unit, coder, code, value (0 or 1); rows that are not coded yet are left out.

    A cell is 1, x or yes, or 0 or no. Raises CodingError that lists what is wrong: a missing column, an unknown code, an unknown or
    repeated unit, a text that is not the one drawn, an answer that is neither, a row that is coded in part.
    """
    sheet, name = table(path), Path(path).name
    if missing := [c for c in (*BEFORE, *known, *AFTER) if c not in sheet]:
        raise CodingError(f"{name}: column {', '.join(missing)} is missing. Restore it from the sheet that was drawn.")
    if unknown := [c for c in codes(sheet) if c not in known]:
        raise CodingError(f"{name}: {', '.join(unknown)} is no code of this sample ({', '.join(known)}). Rename the column or delete it.")
    if wrong := [*identity(sheet, key), *marks(sheet[list(known)])]:
        more = f" And {len(wrong) - MOST} more." if len(wrong) > MOST else ""
        raise CodingError(" ".join(f"{name}, row {row}: {what}" for row, what in sorted(wrong)[:MOST]) + more)
    done = sheet[sheet[known[0]].str.strip() != ""]
    coders = done.coder.str.strip().replace("", re.sub(r"^sheet-", "", Path(path).stem))
    long = done.assign(coder=coders).melt(["unit", "coder"], list(known), "code", "value")
    return long.assign(value=long.value.map(lambda cell: cell.strip().lower() in YES).astype(int))


def identity(sheet: pd.DataFrame, key: pd.DataFrame) -> list[tuple[int, str]]:
    """Return what is wrong with the units and texts of a sheet, as (row, sentence)."""
    drawn = key.set_index("unit").sha256
    strange = sheet.unit[~sheet.unit.isin(drawn.index)]
    wrong = [(i, f"unit {u!r} was not drawn here. Use the key that belongs to this sheet.") for i, u in strange.items()]
    twice = sheet.unit[sheet.unit.duplicated()]
    wrong += [(i, f"unit {u!r} is coded twice. Keep one of its rows and delete the other.") for i, u in twice.items()]
    changed = [r for r in sheet.itertuples() if r.unit in drawn and {fingerprint(r.text), r.sha256} != {drawn[r.unit]}]
    return wrong + [(r.Index, "the text changed since the sheet was drawn. Restore it from a copy, or draw anew.") for r in changed]


def marks(cells: pd.DataFrame) -> list[tuple[int, str]]:
    """Return what is wrong with the answers of a sheet, as (row, sentence)."""
    given = cells.map(lambda cell: cell.strip().lower())
    bad = given.map(lambda cell: cell not in YES | NO | {""})
    wrong = [(i, f"{code} is {cells.at[i, code]!r}. Write 1 for yes or 0 for no.") for code in cells for i in cells.index[bad[code]]]
    empty = given == ""
    partly = cells.index[empty.any(axis=1) & ~empty.all(axis=1)]
    remedy = "Write 0 for no; leave a row all empty to skip it."
    return wrong + [(i, f"no answer on {', '.join(cells.columns[empty.loc[i]])}. {remedy}") for i in partly]
