"""Real runs of every notebook: complete, repeatable, and rerun only where something changed."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PROJECT, SHARED, needs_texts

NOTEBOOKS = sorted(p.stem for p in (PROJECT / "notebooks").glob("*.ipynb"))


def root(place):
    """Make `place` a root of its own that sees the project's stories."""
    place.mkdir()
    (place / "data").symlink_to(PROJECT / "data")
    return place


def samestory(home, *arguments, **environment):
    """Run the command in a process of its own and return what it printed."""
    env = os.environ | {"SAMESTORY_HOME": str(home), "SAMESTORY_ARTICLES": ""} | environment
    done = subprocess.run([sys.executable, "-m", "analysis.cli", *map(str, arguments)], env=env, capture_output=True, text=True, cwd=home)
    return done.returncode, done.stdout + done.stderr


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def reported(place, story):
    """Return a root below `place` in which the story was reported on."""
    home = root(place / "home")
    code, printed = samestory(home, "report", story)
    assert code == 0, printed
    return home


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """Report on the invented story once."""
    return reported(tmp_path_factory.mktemp("first"), "kelvane-dam")


def test_the_report_is_complete_and_stands_alone(first):
    page = (first / "report/kelvane-dam/index.html").read_text(encoding="utf-8")
    titles = [
        json.loads((PROJECT / f"notebooks/{n}.ipynb").read_text(encoding="utf-8"))["cells"][0]["source"][0].strip("# \n") for n in NOTEBOOKS
    ]
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    assert headings[0] == titles[-1] and all(any(t in h for h in headings) for t in titles)
    assert not re.search(r"""<(?:script|img|link|iframe)[^>]+(?:src|href)=["'](?!data:)""", page), "something is loaded from elsewhere"
    assert "Traceback" not in page and page.count("<img") == len(list((first / "figures/kelvane-dam").glob("*-183mm.png")))
    assert all(len(alt) > 40 for alt in re.findall(r'<img[^>]*alt="([^"]*)"', page))


def test_every_figure_has_its_sizes_rows_and_words(first):
    names = {re.sub(r"-(89|183)mm\.\w+$", "", p.name) for p in (first / "figures/kelvane-dam").glob("*mm.*")}
    assert {"framing-share", "tone-mean", "wording-terms", "timeline-told", "corpus-words"} <= names
    for name in names:
        made = {p.name for p in (first / "figures/kelvane-dam").glob(f"{name}*")}
        assert {f"{name}-{w}mm.{k}" for w in (89, 183) for k in ("svg", "pdf", "png")} | {f"{name}.csv", f"{name}.json"} <= made
        card = json.loads((first / f"figures/kelvane-dam/{name}.json").read_text(encoding="utf-8"))
        assert card["alt"] and card["scope"]


def test_the_facts_are_those_of_the_tables(first):
    import pandas as pd

    facts = json.loads((first / "figures/kelvane-dam/facts.json").read_text(encoding="utf-8"))
    shares = pd.read_csv(first / "figures/kelvane-dam/framing-share.csv")
    claims = [c["values"] for c in facts["01-framing"]["claims"] if "x" in c["values"]]
    assert len(claims) == 5
    for claim in claims:
        best = shares[shares.outlet == claim["outlet"]].sort_values("value").iloc[-1]
        assert best.value == pytest.approx(claim["value"], rel=1e-5) and best.x == claim["x"]


def test_two_runs_in_two_places_give_the_same_bytes(first, tmp_path):
    other = root(tmp_path / "a-longer-name-elsewhere")
    assert samestory(other, "report", "kelvane-dam", PYTHONHASHSEED="77", TZ="Asia/Tokyo")[0] == 0
    assert files(other / "figures") == files(first / "figures")
    assert files(other / "report/kelvane-dam/notebooks") == files(first / "report/kelvane-dam/notebooks")


def test_only_what_changed_is_run_again(first, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(first, home, symlinks=True)
    def again(*more):
        lines = samestory(home, "report", "kelvane-dam", *more)[1].splitlines()
        return [line.split(":")[0] for line in lines if re.match(r"\d\d-[a-z]+: (?!nothing)", line)]

    assert again() == []
    assert again("-p", "top", "5") == ["03-wording", "08-robustness", "99-summary"]
    data = home / "data"
    data.unlink()
    shutil.copytree(PROJECT / "data", data)
    text = data / "kelvane-dam/texts/open-sluice.txt"
    text.write_text(text.read_text(encoding="utf-8") + "\nThe gates were shut again on 14 March 2025.\n", encoding="utf-8")
    assert sorted(again("-p", "top", "5")) == NOTEBOOKS


def test_coding_alone_is_evaluated_anew_when_somebody_has_coded(first, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(first, home, symlinks=True)
    (home / "coding/kelvane-dam").mkdir(parents=True, exist_ok=True)
    (home / "coding/kelvane-dam/notes.csv").write_text("a\n", encoding="utf-8")
    _, printed = samestory(home, "report", "kelvane-dam")
    assert "10-coding: notes.csv changed" in printed and "[1/1] 10-coding" in printed


def test_a_misspelt_parameter_is_refused_before_anything_runs(first):
    code, printed = samestory(first, "report", "kelvane-dam", "-p", "topp", "5")
    assert code == 2 and "topp" in printed and "top" in printed and "ran" not in printed


def test_another_grouping_and_codebook(first, tmp_path):
    home = root(tmp_path / "home")
    code, printed = samestory(home, "report", "kelvane-dam", "-p", "by", "country", "-p", "codebook", "policy-frames")
    assert code == 0, printed
    assert "country" in (home / "figures/kelvane-dam/tone-mean.csv").read_text().splitlines()[0]


@pytest.mark.parametrize("texts", [1, 2])
def test_a_bare_folder_with_few_articles_still_gives_a_report(tmp_path, texts):
    place = tmp_path / "bare"
    place.mkdir()
    for path in sorted((PROJECT / "data/kelvane-dam/texts").glob("*.txt"))[:texts]:
        shutil.copy(path, place)
    (place / "broken.txt").write_bytes(b"\x00\x01")
    home = root(tmp_path / "home")
    code, printed = samestory(home, "report", place)
    assert code == 0, printed
    page = (home / "report/bare/index.html").read_text(encoding="utf-8")
    assert "broken.txt" in printed and "is not a text file" in page and "is taken from the file name" in page


def test_hostile_text_stays_text(tmp_path):
    place = tmp_path / "hostile"
    place.mkdir()
    line = (
        "<script>document.title='x'</script> The “<img src=x onerror=alert(1)>” ferry & the =HYPERLINK(\"a\") harbour $x$ sank on Monday. "
    )
    for name in ("a<u>", "=cmd"):  # a tag that no page of ours has
        (place / f"{name}.txt").write_text(
            (line + f"The harbour of {name} was closed by a storm, and the captain warned of danger. ") * 12, encoding="utf-8"
        )
    home = root(tmp_path / "home")
    code, printed = samestory(home, "report", place)
    assert code == 0, printed
    page = (home / "report/hostile/index.html").read_text(encoding="utf-8")
    assert "<script>document" not in page and "<img src=x" not in page and "<u>" not in page and "&lt;u&gt;" in page
    cells = [c for p in (home / "figures/hostile").glob("*.csv") for c in re.split(r"[,\n]", p.read_text(encoding="utf-8"))]
    assert not [c for c in cells if c.lstrip('"').startswith("=")]


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Report on the study from its published features once."""
    return reported(tmp_path_factory.mktemp("published"), "zero-reaction")


@needs_texts
def test_the_features_alone_give_the_same_figures_and_facts(published, tmp_path):
    home = root(tmp_path / "texts")
    assert samestory(home, "report", "zero-reaction", "--articles", SHARED / "articles")[0] == 0
    assert files(home / "figures") == files(published / "figures")


def test_the_published_figures_are_those_of_the_published_features(published):
    """Run `samestory report zero-reaction` and commit the figures after a change that moves them."""
    made, committed = files(published / "figures/zero-reaction"), files(PROJECT / "figures/zero-reaction")
    tables = {n for n in made if n.endswith(".csv") or n == "facts.json"}
    assert made.keys() == committed.keys() and {n: made[n] for n in tables} == {n: committed[n] for n in tables}


def test_verify_says_identical(first):
    code, printed = samestory(first, "verify", "kelvane-dam")
    assert code == 0 and printed.count("identical") >= len(NOTEBOOKS), printed


@needs_texts
def test_the_real_folder_without_configuration(tmp_path):
    home = root(tmp_path / "home")
    code, printed = samestory(home, "report", SHARED / "articles")
    assert code == 0, printed
    page = Path(home / "report/articles/index.html").read_text(encoding="utf-8")
    assert "date unknown: relative times left open" in page and "no story.toml" in page
