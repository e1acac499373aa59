"""The framing notebook in all the situations that it must bear: another grouping, one article, no hit at all, no texts."""

import builtins
import json
import shutil

import pandas as pd
import pytest
from conftest import PROJECT

from analysis import corpus, published, store

CELLS = [c for c in json.loads((PROJECT / "notebooks/01-framing.ipynb").read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
DAM = PROJECT / "data/kelvane-dam"
NEVER = """title = "Never"
language = "en"
source = "a test"
version = "1"

[[frame]]
id = "N"
name = "Nonesuch"
definition = "Never met."
patterns = ["zyxomma"]
"""


def page(monkeypatch, home, story, **parameters):
    """Run the cells of the notebook; return its names, what it recorded, and the folder of what it wrote."""
    monkeypatch.setattr(builtins, "display", lambda shown: None, raising=False)
    names = {}
    for cell in CELLS:
        exec("".join(cell["source"]), names)
        if "parameters" in cell["metadata"].get("tags", []):
            names |= {"story": str(story), **parameters}
    folder = home / "figures" / names["study"].name
    return names, json.loads((folder / "facts" / "01-framing.json").read_text(encoding="utf-8")), folder


def test_by_another_column(monkeypatch, home):
    names, facts, folder = page(monkeypatch, home, DAM, by="country")
    tables = [p for p in folder.glob("framing-*.csv") if p.stem not in ("framing-gaps", "framing-patterns", "framing-functions")]
    assert len(tables) >= 8 and all("country" in pd.read_csv(p).columns for p in tables)
    assert any(c["values"].get("country") for c in facts["claims"]) and {"a", "b"} <= set(names["gaps"])


def test_one_article_alone_is_counted_and_not_compared(monkeypatch, home, tmp_path):
    place = tmp_path / "one"
    place.mkdir()
    shutil.copy(DAM / "texts/open-sluice.txt", place)
    names, facts, folder = page(monkeypatch, home, place, codebook=str(DAM / "codebook.toml"))
    assert names["gaps"].empty and len(names["shares"]) and len(pd.read_csv(folder / "framing-voice.csv")) == 3
    assert facts["claims"][-1]["text"] == "With one outlet there is nothing to compare."


def test_a_frame_that_never_occurs_is_said_and_not_numbered(monkeypatch, home, tmp_path):
    book = tmp_path / "never.toml"
    book.write_text(NEVER, encoding="utf-8")
    names, facts, folder = page(monkeypatch, home, DAM, codebook=str(book))
    assert [c["text"] for c in facts["claims"]] == ["No pattern of the codebook fires in any article."] and facts["claims"][0]["values"] == {}
    assert all(pd.read_csv(p).empty for p in folder.glob("framing-*.csv") if p.stem != "framing-patterns")
    book.write_text((DAM / "codebook.toml").read_text(encoding="utf-8") + NEVER[NEVER.index("[[frame]]") :], encoding="utf-8")
    _, facts, folder = page(monkeypatch, home, DAM, codebook=str(book))
    assert any(c["text"].startswith("No pattern of Nonesuch fires in any article") for c in facts["claims"])
    none = pd.read_csv(folder / "framing-share.csv").query("frame == 'Nonesuch'")
    assert len(none) == 5 and (none.value == 0).all() and (none.high > 0).all()


def test_the_published_copy_gives_the_same_files(monkeypatch, home, tmp_path):
    folder = tmp_path / "kelvane-dam"
    shutil.copytree(DAM, folder, ignore=shutil.ignore_patterns("texts", "PLANTED.md", "*d.toml", "actors.toml"))
    settings = (folder / "story.toml").read_text(encoding="utf-8").splitlines()
    (folder / "story.toml").write_text("\n".join(line for line in settings if not line.startswith("texts")), encoding="utf-8")
    story = corpus.find(folder, articles=DAM / "texts")
    published.share(story, store.load(story))
    _, _, written = page(monkeypatch, home, folder, articles=str(DAM / "texts"))
    with_texts = {p.name: p.read_bytes() for p in written.rglob("*.*") if p.is_file()}
    shutil.rmtree(written)
    names, _, written = page(monkeypatch, home, folder)
    assert names["study"].from_features and names["strongest"].text.str.contains("not published").all()
    assert {p.name: p.read_bytes() for p in written.rglob("*.*") if p.is_file()} == with_texts and len(with_texts) > 15


@pytest.mark.parametrize("name", ["gaps", "voices", "speakers", "leads", "position", "pairs", "functions", "audited", "carried"])
def test_everything_on_the_page_is_exported(name):
    text = "".join("".join(c["source"]) for c in CELLS)
    assert f"{name} = " in text and f", {name}, notebook=" in text
