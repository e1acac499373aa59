"""What is exported can be traced, does not change by itself, and harms nobody who opens it."""

import base64
import io
import json
import os
import re
import subprocess
import sys
import zlib

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from analysis import charts, export, theme
from analysis.drawing import pictures

ALT = "Points for two outlets — the Coast Wire lies lower."
SCOPE = "One article per outlet."
HOSTILE = ["=1+1", " @SUM(A1)", "+x", "-x", "\uff1dcmd", "\tx", "\rx", "\u00a0=2", "\ufeff=2", "\n=2"]
DRAW = """
import sys
from tests.test_export import ALT, rows
from analysis import charts, export
export.figure("dam", "tone", charts.dots, rows(), alt=ALT, notebook="02-tone", series="voice")
export.record("dam", "02-tone", {"terms": sorted({"a", "b", "c"}), "mean": 1 / 3})
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMESTORY_HOME", str(tmp_path))
    monkeypatch.delenv("SAMESTORY_WROTE", raising=False)
    return tmp_path / "figures" / "dam"


def rows() -> pd.DataFrame:
    table = pd.DataFrame({"outlet": ["Coast Wire", "Coast Wire", "Daily Ledger"], "voice": ["all", "narration", "all"]})
    table["outlet"] = pd.Categorical(table["outlet"], ["Daily Ledger", "Coast Wire"], ordered=True)
    table = table.assign(value=[-0.25, 0.1, 0.5], story="dam", measure="mean", unit="score", scope=SCOPE)
    return table.assign(low=-0.4, high=[0.0, 0.3, 0.8], n=[9, 4, 12])


def draw(**options):
    return export.figure("dam", "tone", charts.dots, rows(), **{"alt": ALT, "notebook": "02-tone", "series": "voice", **options})


def test_a_figure_is_written_in_all_forms_with_its_rows_and_words(home):
    draw()
    pictured = {f"tone-{width}mm.{kind}" for width in (89, 183) for kind in ("svg", "pdf", "png")}
    assert {p.name for p in home.iterdir()} == pictured | {"tone.csv", "tone.json"}
    words = json.loads((home / "tone.json").read_text(encoding="utf-8"))
    assert (words["alt"], words["scope"], words["notebook"], words["rows"]) == (ALT, [SCOPE], "02-tone", 3)
    assert set(words["sha256"]) == pictured | {"tone.csv"}
    assert pd.read_csv(home / "tone.csv")["value"].tolist() == [-0.25, 0.1, 0.5]


def test_the_page_is_as_wide_as_the_column_in_points(home):
    draw()
    for width, points in ((89, 252.28), (183, 518.74)):
        box = re.search(rb"/MediaBox \[ ?0 0 ([0-9.]+)", (home / f"tone-{width}mm.pdf").read_bytes())
        assert float(box[1]) == pytest.approx(points, abs=0.005)
        assert float(re.search(r'width="([0-9.]+)pt"', (home / f"tone-{width}mm.svg").read_text())[1]) == pytest.approx(points, abs=0.005)
        image = Image.open(home / f"tone-{width}mm.png")
        assert image.width == int(width / 25.4 * 300) and image.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_the_alternative_text_is_in_every_picture_and_no_date_or_version(home):
    draw()
    assert Image.open(home / "tone-89mm.png").text == {"Description": ALT}
    svg, pdf = (home / "tone-89mm.svg").read_text(encoding="utf-8"), (home / "tone-89mm.pdf").read_bytes()
    assert ALT in svg and "dc:date" not in svg and "dc:creator" not in svg
    assert ALT.encode("utf-16-be") in re.sub(rb"\\(.)", rb"\1", pdf)
    assert not any(key in pdf for key in (b"CreationDate", b"/Producer", b"/Creator"))


def test_letters_stay_letters_in_the_pdf(home):
    draw()
    pdf = (home / "tone-89mm.pdf").read_bytes()
    assert b"/CIDFontType2" in pdf and b"/FontFile2" in pdf and b"/Type3" not in pdf
    streams = [zlib.decompress(s) for s in re.findall(rb"stream\r?\n(x.*?)\r?\nendstream", pdf, re.S)]
    assert any(b"beginbfrange" in s or b"beginbfchar" in s for s in streams)


def test_the_same_rows_give_the_same_bytes_in_any_process(tmp_path):
    found = []
    for seed, place in (("1", tmp_path / "a"), ("2", tmp_path / "a longer name")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "SAMESTORY_HOME": str(place), "TZ": f"UTC+{seed}"}
        subprocess.run([sys.executable, "-c", DRAW], check=True, env=env, cwd=export.__file__.rpartition("analysis")[0])
        found.append({p.relative_to(place).as_posix(): p.read_bytes() for p in sorted(place.rglob("*")) if p.is_file()})
    assert len(found[0]) == 9 and found[0] == found[1]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"alt": " "}, "alternative text"), ({"rows": rows().drop(columns="scope")}, "needs a scope"),
     ({"rows": rows().assign(scope="")}, "needs a scope"), ({"name": "../tone"}, "can't be the name"),
     ({"name": "Tone 1"}, "can't be the name"), ({"story": "../other"}, "can't be the name of a story"),
     ({"story": ""}, "can't be the name of a story")],
)  # fmt: skip
def test_what_could_not_stand_on_its_own_is_refused_and_leaves_nothing(home, change, sentence):
    given = {"story": "dam", "name": "tone", "rows": rows(), "alt": ALT, **change}
    with pytest.raises(ValueError, match=sentence):
        export.figure(given["story"], given["name"], charts.dots, given["rows"], alt=given["alt"], series="voice")
    assert not list(home.parent.parent.rglob("*.*"))


def test_a_table_without_rows_is_written_and_said_to_be_empty(home):
    shown = export.figure("dam", "tone", charts.dots, rows().iloc[:0], alt="never asked for", series="voice")
    assert "nothing to draw" in shown._repr_html_() and [p.name for p in home.rglob("*.*")] == ["tone.csv"]


def test_the_words_may_be_made_from_the_rows(home):
    shown = export.figure("dam", "tone", charts.dots, rows(), alt=lambda r, series: f"{len(r)} rows by {series}", series="voice")
    assert shown.alt == f"{len(rows())} rows by voice"


def test_a_notebook_shows_a_small_png_with_its_alternative_text(home):
    image = draw()
    data, about = image._repr_mimebundle_()
    picture = Image.open(io.BytesIO(base64.b64decode(data["image/png"])))
    assert picture.width == pytest.approx(183 / 25.4 * 150, abs=1) and ALT in data["text/plain"]
    assert about["image/png"]["alt"] == ALT and about["image/png"]["name"] == "tone" and about["image/png"]["width"] <= picture.width
    assert "png=" not in repr(image)


def test_ipython_shows_it_so(home):
    formatter = pytest.importorskip("IPython.core.formatters").DisplayFormatter()
    data, about = formatter.format(draw())
    assert "image/png" in data and about["image/png"]["alt"] == ALT


def test_drawing_needs_no_pyplot():
    check = "import sys; from analysis import charts, export; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], cwd=export.__file__.rpartition("analysis")[0]).returncode == 0


def test_signs_that_the_font_lacks_are_named_once(home):
    odd = rows().assign(outlet=pd.Categorical(["日報", "日報", "Daily Ledger"]))
    with pytest.warns(UserWarning, match="no sign for .*日") as heard:
        export.figure("dam", "tone", charts.dots, odd, alt=ALT, series="voice")
    assert len(heard) == 2  # one for each width
    assert "日報" in (home / "tone.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_spreadsheet_runs_nothing(home, text):
    path = export.table("dam", "words", pd.DataFrame({text: [text, "plain"], "kind": pd.Categorical([text, "b"]), "value": [-1.5, 2.0]}))
    back = pd.read_csv(path, keep_default_na=False, lineterminator="\n", dtype={"value": str})
    assert back.columns[0] == f"'{text}" and back.iloc[0, 0] == f"'{text}" and back["kind"].tolist() == [f"'{text}", "b"]
    assert back["value"].tolist() == ["-1.5", "2"] and back.iloc[1, 0] == "plain"


@given(st.lists(st.sampled_from([*HOSTILE, "a", " ", "\n", '"', ",", "\u200b", "1", "'"]), max_size=5).map("".join))
@settings(deadline=None, max_examples=150)
def test_no_cell_begins_as_a_formula_and_no_text_is_lost(text):
    safe = export.defused(text)
    assert not safe.strip("\ufeff\u200b \u00a0\n\t\r").startswith(tuple("=+-@\uff1d\uff0b\uff0d\uff20"))
    assert safe.removeprefix("'") == text.removeprefix("'")


def test_a_table_has_fixed_numbers_order_and_line_ends(home):
    path = export.table("dam", "words", pd.DataFrame({"b": [1 / 3, np.nan], "a": [True, False], "é": [10**12, -3]}))
    assert path.read_bytes() == "b,a,é\n0.333333,True,1000000000000\n,False,-3\n".encode()


def test_facts_are_rounded_merged_and_replaced(home):
    export.record("dam", "02-tone", {"old": 1})
    claims = [{"text": "a", "value": np.float64(1 / 3)}]
    export.record("dam", "02-tone", {"mean": 0.1 + 0.2, "n": np.int64(3), "none": float("nan"), "claims": claims})
    export.record("dam", "01-framing", {"x": True})
    merged = export.facts("dam")
    assert merged == {
        "01-framing": {"x": True}, "02-tone": {"claims": [{"text": "a", "value": 0.3333333333}], "mean": 0.3, "n": 3, "none": None},
    }  # fmt: skip
    assert json.loads((home / "facts.json").read_text()) == merged
    one, two = (export.record("dam", "03-wording", dict(pairs)).read_bytes() for pairs in ([("b", 1), ("a", 2)], [("a", 2), ("b", 1)]))
    assert one == two
    (home / "facts" / "03-wording.json").unlink()
    with pytest.raises(TypeError, match="a fact is a number or a text"):
        export.record("dam", "02-tone", {"table": rows()})
    assert export.facts("dam") == merged and export.facts("other") == {}


def test_a_text_has_a_slug_and_an_ending(home):
    assert export.text("dam", "references.bib", "@book{a}\n\n").read_text() == "@book{a}\n"
    with pytest.raises(ValueError, match="can't be the name"):
        export.text("dam", "../references.bib", "")


def test_every_written_file_is_noted_below_the_root(home, tmp_path, monkeypatch):
    monkeypatch.setenv("SAMESTORY_WROTE", str(tmp_path / "wrote.txt"))
    draw()
    export.record("dam", "02-tone", {})
    noted = (tmp_path / "wrote.txt").read_text().splitlines()
    assert sorted(noted) == sorted(p.relative_to(tmp_path).as_posix() for p in home.rglob("*.*"))


def test_a_write_that_fails_leaves_the_old_file_whole(home, monkeypatch):
    path = export.text("dam", "notes.md", "old")
    monkeypatch.setattr(type(path), "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        export.text("dam", "notes.md", "new")
    assert path.read_text() == "old\n" and [p.name for p in home.iterdir()] == ["notes.md"]


def test_the_small_picture_is_taken_from_the_large_one():
    made = pictures.files(charts.dots, rows(), ALT, width=theme.SINGLE, series="voice")
    large, small = (Image.open(io.BytesIO(made[kind])) for kind in ("png", "screen"))
    assert abs(large.width - 2 * small.width) <= 1
