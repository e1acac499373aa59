"""The report: what runs again and why, what the page shows, that nothing in it can do harm, and what verify says."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from analysis import paths, report
from analysis.batch import notebookfile, outputs, page_html, runner, stamps, verify
from analysis.batch.parameters import ParameterError

NOTEBOOKS = Path(__file__).parent / "notebooks"
STUDY = ("00-good", "01-tone", "99-summary")


def order(folder: Path, names=STUDY, *, fingerprint: str = "f", **given: str) -> report.Order:
    """Return the order for notebooks in `folder`."""
    given = {"story": "dam", "articles": ""} | {name.replace("__", "."): text for name, text in given.items()}
    files = tuple(folder / f"{n}.ipynb" for n in names)
    return report.Order("dam", "The dam & the <mill>", fingerprint, given, {"a.txt": "00ff"}, files, workers=2)


def wanted(root: Path, what: report.Order) -> dict[str, str]:
    """Return which notebooks would run and why, if nothing else changed on the way."""
    sections = report.plan(what, root / "report" / what.name / "notebooks")
    keys = {s.name: report.key(s, what, after, root) for wave, after in report.waves(sections) for s in wave}
    reasons = {s.name: stamps.why(s.job.target, keys[s.name], root) for s in sections}
    return {name: reason for name, reason in reasons.items() if reason}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A root in which the study was reported once, with its notebooks beside it."""
    root = tmp_path_factory.mktemp("made")
    shutil.copytree(NOTEBOOKS, root / "notebooks")
    sections = report.make(order(root / "notebooks"), root)
    assert [s.outcome.state for s in sections] == ["ok"] * 3
    return root


@pytest.fixture
def root(made, tmp_path):
    """A copy of that root, to change things in: stamps name no folder, so it is as good as the first."""
    return Path(shutil.copytree(made, tmp_path / "root"))


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text in a file, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# what runs again #


def test_nothing_runs_when_nothing_changed(root):
    assert wanted(root, order(root / "notebooks")) == {}


def test_a_touched_file_runs_nothing(root):
    for path in (root / "notebooks").iterdir():
        path.touch()
    assert wanted(root, order(root / "notebooks")) == {}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("How many words does", "How many lines does", None),
        ("rows to show", "rows that are shown", None),
        ("import pandas as pd", "import pandas as pd  # tables", None),
        ("'Daily Gull'", "'Morning Gull'", "code changed"),
        ("top: int = 3", "top: int = 2", "parameter top changed"),
        ('story: str = \\"dam\\"', 'story: str = \\"mill\\"', None),
    ],
)
def test_only_what_changes_results_runs_a_notebook(root, old, new, reason):
    edit(root / "notebooks" / "00-good.ipynb", old, new)
    assert wanted(root, order(root / "notebooks")) == ({"00-good": reason} if reason else {})


def test_a_parameter_runs_the_notebooks_that_have_it(root):
    assert wanted(root, order(root / "notebooks", top="2")) == {"00-good": "parameter top changed"}
    assert wanted(root, order(root / "notebooks", top="3")) == {}, "its default is no change"


def test_another_story_runs_everything(root):
    assert wanted(root, order(root / "notebooks", fingerprint="g")) == dict.fromkeys(STUDY, "story changed")


def test_another_version_runs_everything_and_is_named(root, monkeypatch):
    present = stamps.versions()
    monkeypatch.setattr(stamps, "versions", lambda: present | {"pandas": "99"})
    assert wanted(root, order(root / "notebooks")) == dict.fromkeys(STUDY, "version of pandas changed")


def test_another_package_runs_everything(root, monkeypatch):
    monkeypatch.setattr(stamps, "package", lambda: "other")
    assert wanted(root, order(root / "notebooks")) == dict.fromkeys(STUDY, "analysis changed")


def test_a_missing_or_altered_file_runs_its_notebook(root):
    figures = root / "figures" / "dam"
    (figures / "words.csv").unlink()
    edit(figures / "tone.csv", "0.1", "0.2")
    found = wanted(root, order(root / "notebooks"))
    assert found == {
        "00-good": "words.csv is missing", "01-tone": "tone.csv was altered", "99-summary": "tone.csv changed, words.csv changed",
    }  # fmt: skip


def test_a_deleted_notebook_or_stamp_runs_it(root):
    results = root / "report" / "dam" / "notebooks"
    (results / "00-good.ipynb").unlink()
    stamps.place(results / "01-tone.ipynb").unlink()
    assert list(wanted(root, order(root / "notebooks")))[:2] == ["00-good", "01-tone"]


@pytest.mark.slow
def test_the_summary_follows_what_it_reads(root, capsys):
    sections = report.make(order(root / "notebooks", factor="2"), root)
    assert {s.name: s.outcome.state if s.outcome else None for s in sections} == {"00-good": None, "01-tone": "ok", "99-summary": "ok"}
    assert "99-summary: tone.csv changed" in capsys.readouterr().err
    assert "0.2" in notebookfile.read(sections[-1].job.target)["cells"][-1]["outputs"][0]["text"]
    assert wanted(root, order(root / "notebooks", factor="2")) == {}


def test_a_file_that_two_notebooks_write_makes_neither_run_again(tmp_path):
    """The second adds to what the first wrote, so the hash that the first took is no longer that of the file."""
    shared = order(NOTEBOOKS, ("09-shares", "10-shares"))
    sections = report.make(replace(shared, workers=1), tmp_path)
    assert [s.wrote for s in sections] == [["figures/dam/shared.txt"]] * 2
    assert (tmp_path / "figures" / "dam" / "shared.txt").read_text() == "first\nsecond\n"
    assert wanted(tmp_path, shared) == {}


def test_comments_and_the_look_of_the_page_are_no_change_of_the_package(tmp_path):
    folder = Path(shutil.copytree(paths.PACKAGE, tmp_path / "analysis", ignore=shutil.ignore_patterns("__pycache__")))
    before = stamps.package.__wrapped__(folder)
    for name in ("paths.py", "batch/page_html.py"):
        folder.joinpath(name).write_text(folder.joinpath(name).read_text() + "\n# a comment\n")
    folder.joinpath("batch/page_html.py").write_text("x = 1\n")
    folder.joinpath("batch/page_html.css").write_text("")
    assert stamps.package.__wrapped__(folder) == before
    folder.joinpath("paths.py").write_text(folder.joinpath("paths.py").read_text() + "\nX = 1\n")
    assert stamps.package.__wrapped__(folder) != before


def test_no_module_that_results_hang_on_uses_one_that_is_left_out_of_the_hash():
    for path in paths.PACKAGE.rglob("*.py"):
        if path.relative_to(paths.PACKAGE).with_suffix("").as_posix() in stamps.AROUND | {"batch/runner", "batch/watch"}:
            continue
        text = path.read_text(encoding="utf-8")
        dotted = {"analysis." + name.replace("/", ".") for name in stamps.AROUND}
        used = {name for name in dotted if name in text or "from {} import {}\n".format(*name.rsplit(".", 1)) in text}
        assert not used, path.name


@pytest.mark.slow
def test_with_nothing_changed_papermill_is_not_imported_and_little_is_spent(root, tmp_path):
    shutil.copytree(paths.PACKAGE, tmp_path / "analysis", ignore=shutil.ignore_patterns("__pycache__"))  # so that nobody edits it meanwhile
    code = (
        "import resource, sys; from pathlib import Path; from analysis import report\n"
        f"files = [Path({str(root)!r}, 'notebooks', n + '.ipynb') for n in {STUDY!r}]\n"
        "given = {'story': 'dam', 'articles': ''}\n"
        "code = report.build('dam', title='t', fingerprint='f', parameters=given, inputs={}, notebooks=files)\n"
        "spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]\n"
        "print(code, 'papermill' in sys.modules, 'pandas' in sys.modules, sum(s.ru_utime + s.ru_stime for s in spent))"
    )
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "SAMESTORY_HOME": str(root)}
    for _ in range(2):  # the first may find that the copy differs from the package at the start of the tests
        shown = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True).stdout
    place, facts = shown.splitlines()
    assert place == str(root / "report" / "dam" / "index.html")
    *facts, seconds = facts.split()
    assert facts == ["0", "False", "False"]
    assert float(seconds) < 3


# what goes wrong #


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """A report in which one notebook failed, after one in which it had not."""
    root = tmp_path_factory.mktemp("broken")
    names = ("01-tone", "02-error", "04-again", "08-again", "99-summary")
    folder = Path(shutil.copytree(NOTEBOOKS, root / "notebooks"))
    for name in names[2:4]:
        shutil.copy(NOTEBOOKS / "01-tone.ipynb", folder / f"{name}.ipynb")
    report.make(order(folder, names, fail="False"), root)
    return root, report.make(order(folder, names), root)


def test_a_failed_notebook_leaves_the_others_and_stops_what_reads_it(broken):
    states = {s.name: s.outcome and s.outcome.state for s in broken[1]}
    assert states == {"01-tone": None, "02-error": "error", "04-again": None, "08-again": "skipped", "99-summary": "skipped"}


def test_what_is_asked_again_comes_after_framing_tone_and_wording_and_the_summary_after_all(root):
    folder, names = root / "notebooks", ("00-good", "01-tone", "07-random", "08-payload", "99-summary")
    waves = report.waves(report.plan(order(folder, names), root / "report" / "dam" / "notebooks"))
    assert [[s.name for s in wave] for wave, _ in waves] == [list(names[:3]), [names[3]], [names[4]]]
    assert [[s.name for s in after] for _, after in waves] == [[], ["01-tone"], list(names[:4])]


def test_the_page_shows_a_box_in_place_of_the_failed_section(broken):
    page = (broken[0] / "report" / "dam" / "index.html").read_text(encoding="utf-8")
    assert '<section id="02-error" class="failed">' in page
    assert "02-error failed (error) in code cell 3, <code># the cause</code>." in page
    assert "AssertionError: the &lt;b&gt;dam&lt;/b&gt; broke" in page
    assert 'href="notebooks/02-error.failed.ipynb"' in page
    assert "it sums up 02-error, which failed" in page
    assert '<section id="01-tone"><h2>Tone</h2>' in page


def test_a_failed_run_is_tried_again(broken):
    assert wanted(broken[0], order(broken[0] / "notebooks", ("01-tone", "02-error"))) == {"02-error": "failed last time"}


def test_a_failed_run_is_in_the_manifest_without_the_results_of_an_earlier_one(broken):
    record = json.loads((broken[0] / "report" / "dam" / "manifest.json").read_text(encoding="utf-8"))["notebooks"]
    found = [(n["state"], bool(n["executed"])) for n in record.values()]
    assert found == [("ok", True), ("error", False), ("ok", True), ("skipped", False), ("skipped", False)]


def test_a_misspelt_parameter_stops_everything_before_it_starts(tmp_path):
    with pytest.raises(ParameterError, match="did you mean 'top'"):
        report.make(order(NOTEBOOKS, tpo="1"), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_default_that_is_computed_is_refused_with_the_name_of_the_notebook(tmp_path):
    with pytest.raises(ParameterError, match=r"06-derived\.ipynb: parameters cell, line 3: .* must be a literal"):
        report.make(order(NOTEBOOKS, ("06-derived",)), tmp_path)


def test_what_is_no_notebook_is_refused_with_its_name(tmp_path):
    (tmp_path / "00-good.ipynb").write_text("{}")
    with pytest.raises(ValueError, match=r"00-good\.ipynb is not a Jupyter notebook"):
        report.make(order(tmp_path, ("00-good",)), tmp_path)


# the page #


def test_prose_is_drawn_anew_without_a_run(root):
    edit(root / "notebooks" / "00-good.ipynb", "How many words does", "How **many** words does")
    sections = report.make(order(root / "notebooks"), root)
    assert [s.outcome for s in sections] == [None] * 3
    assert "How <strong>many</strong> words does" in (root / "report" / "dam" / "index.html").read_text(encoding="utf-8")


def test_the_page_has_the_summary_first_then_the_sections_in_order(made):
    page = (made / "report" / "dam" / "index.html").read_text(encoding="utf-8")
    assert [page.index(f'<section id="{n}">') for n in ("99-summary", "00-good", "01-tone")] == sorted(
        page.index(f'<section id="{n}">') for n in STUDY
    )
    assert "<title>The dam &amp; the &lt;mill&gt;</title>" in page
    assert 'See <a href="#01-tone"' in page
    assert '<td class="num">812</td>' in page
    assert "<td>Harbour Post</td>" in page
    assert "<td>top</td><td>3</td><td>rows to show</td>" in page
    assert '<a href="../../figures/dam/words.csv">words.csv</a>' in page


def test_the_page_and_the_records_hang_on_nothing_but_the_input(made, tmp_path):
    shutil.copytree(made / "notebooks", tmp_path / "elsewhere" / "notebooks")
    report.make(order(tmp_path / "elsewhere" / "notebooks"), tmp_path / "elsewhere")
    names = ["index.html", "manifest.json", *(f"notebooks/{n}.ipynb" for n in STUDY), *(f"notebooks/{n}.stamp.json" for n in STUDY)]
    for name in names:
        one, other = (r / "report" / "dam" / name for r in (made, tmp_path / "elsewhere"))
        assert one.read_bytes() == other.read_bytes(), name


def test_a_figure_has_its_description_its_size_and_links_to_its_files():
    output = {"output_type": "display_data", "data": {"image/png": "aGk=\n"},
              "metadata": {"image/png": {"alt": 'A "dot" chart', "name": "tone", "width": 692, "height": 300}}}  # fmt: skip
    drawn = outputs.show(output, {})
    assert '<img alt="A &quot;dot&quot; chart" width="692" height="300" src="data:image/png;base64,aGk=">' in drawn
    assert "<figcaption>A &quot;dot&quot; chart</figcaption>" in drawn
    assert page_html.name_of(output) == "tone"


def test_a_figure_takes_the_description_of_its_cell_when_it_has_none():
    output = {"output_type": "display_data", "data": {"image/png": "aGk="}, "metadata": {}}
    assert 'alt="From the cell"' in outputs.show(output, {"alt": "From the cell"})


def test_markup_in_prose_is_shown_and_not_obeyed():
    assert outputs.prose("<b>a</b> **b**") == "<p>&lt;b&gt;a&lt;/b&gt; <strong>b</strong></p>\n"


def test_warnings_are_not_part_of_the_page():
    assert outputs.show({"output_type": "stream", "name": "stderr", "text": "Warning"}, {}) == ""


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<td onclick=alert(1)>", '<a href="javascript:alert(1)">a</a>',
        '<a href="data:text/html,x">a</a>', '<a href="//tracker.invalid">a</a>', "<style>*{}</style>", '<p style="position:fixed">a</p>',
        "<iframe src=x></iframe>", "<form action=x><input></form>", '<base href="x">', '<p class="failed" id="99-summary">a</p>',
        '<a href="../../etc/passwd">a</a>', "<svg><script>alert(1)</script></svg>", '<math><mtext></p><script>x</script>',
    ],
)  # fmt: skip
def test_markup_that_could_do_something_is_taken_out(markup):
    safe = outputs.clean(markup)
    for trace in ("alert", "href", "style", "src", "action", "class=", "id=", "<script", "<form", "<base", "<iframe", "<svg"):
        assert trace not in safe


@pytest.fixture(scope="module")
def browser():
    """Chromium, or a skip that says what is missing."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    if not found:
        pytest.skip("no Chromium on the path")
    arguments = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update"
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=found, args=arguments.split())
        yield running
        running.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The report on a notebook whose every output carries markup and script, with a title of the same kind."""
    root = tmp_path_factory.mktemp("hostile")
    what = order(NOTEBOOKS, ("08-payload", "00-good"))
    report.make(replace(what, title="Dam</title><script>document.title='owned'</script>"), root)
    return root / "report" / "dam" / "index.html"


@pytest.mark.browser
@pytest.mark.parametrize("with_policy", [True, False])
def test_a_page_full_of_hostile_markup_does_nothing(browser, hostile, tmp_path, with_policy):
    """Also without the content security policy: each of the two defences must hold alone."""
    page, asked, opened = browser.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    place = hostile
    if not with_policy:
        place = tmp_path / "index.html"
        text = hostile.read_text(encoding="utf-8")
        place.write_text(text.replace("Content-Security-Policy", "x-nothing"), encoding="utf-8")
    page.goto(place.as_uri())
    page.wait_for_timeout(300)
    assert page.title() == "Dam</title><script>document.title='owned'</script>"
    assert opened == []
    assert [a for a in asked if not a.startswith(("file:", "data:"))] == []
    assert page.locator("main script, main iframe, main form, main [style], main svg").count() == 0
    page.close()


@pytest.mark.browser
def test_the_policy_lets_our_own_script_and_style_through_and_no_other(browser, hostile):
    page, said = browser.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(hostile.as_uri())
    head = page.locator("[id='00-good'] th", has_text="words")
    head.click()
    assert page.locator("[id='00-good'] tbody td.num").all_inner_texts() == ["640", "812", "1204"], "sorted as numbers"
    assert page.evaluate("getComputedStyle(document.querySelector('td.num')).textAlign") == "right"
    assert said == []
    page.evaluate("() => { const s = document.createElement('script'); s.textContent = 'document.title = 1'; document.body.append(s); }")
    assert page.title() != "1"
    assert "Content Security Policy" in said[0]
    page.close()


@pytest.mark.browser
def test_a_phone_shows_the_page_without_scrolling_sideways(browser, hostile):
    page = browser.new_page(viewport={"width": 360, "height": 700})
    page.goto(hostile.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


# verify #


@pytest.fixture
def rerun(made, root, monkeypatch, capsys):
    """Return a function that verifies the copied root against the results of a rerun (the first root), without running."""

    def judge(change) -> dict[str, str]:
        change(root)
        what = order(root / "notebooks")
        sections = report.plan(what, made / "report" / "dam" / "notebooks")
        return {s.name: verify.judge(s, what, root, made)[0] for s in sections}

    return judge


def test_verify_calls_the_same_bytes_identical(rerun):
    assert set(rerun(lambda root: None).values()) == {"identical"}


def test_verify_calls_numbers_within_a_billionth_equal(rerun):
    verdicts = rerun(lambda root: edit(root / "figures" / "dam" / "tone.csv", "0.1", "0.10000000000001"))
    assert verdicts == {"00-good": "identical", "01-tone": "equal", "99-summary": "identical"}


def test_verify_calls_other_numbers_other_words_and_missing_files_different(rerun):
    def change(root):
        edit(root / "figures" / "dam" / "tone.csv", "0.1", "0.1001")
        (root / "figures" / "dam" / "words.csv").unlink()
        edit(root / "report" / "dam" / "notebooks" / "99-summary.ipynb", "words.csv", "lines.csv")

    assert set(rerun(change).values()) == {"different"}


@pytest.mark.slow
def test_verify_runs_everything_elsewhere_and_tells_all_four_apart(root, monkeypatch, capsys):
    monkeypatch.setenv("SAMESTORY_HOME", str(root))
    names = ("00-good", "01-tone", "02-error", "07-random")
    report.make(order(root / "notebooks", names, fail="False"), root)
    edit(root / "figures" / "dam" / "tone.csv", "0.1", "0.10000000000001")
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    assert verify.verify(order(root / "notebooks", names)) == 1
    verdicts = dict(line.split(" (")[0].split(": ") for line in capsys.readouterr().out.splitlines())
    assert verdicts == {"00-good": "identical", "01-tone": "equal", "02-error": "failed", "07-random": "different"}
    assert {p: p.read_bytes() for p in root.rglob("*") if p.is_file()} == before


def test_the_state_of_an_outcome_reads_as_a_sentence():
    assert str(runner.Outcome("error", message="KeyError: 'a'", cell=3, line="x['a']")) == "error in code cell 3 (x['a']): KeyError: 'a'"
