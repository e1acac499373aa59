"""The tables of the report in a browser: sorted, searched, opened and printed, with the one script of the page and without it."""

import re

import pandas as pd
import pytest
from browser import chromium, needs_browser

from analysis import page
from analysis.batch import outputs, page_html

pytestmark = [needs_browser, pytest.mark.browser]
MIXED = {
    "name": ["Part 10", "part 2", "Émile", "dam", ""],
    "figure": ["1,204", "−3.5", "", "12 %", "640"],
    "gap": ["–0.5", "+2", "0.25", "-", "<1e-3"],
    "text": ["3 of 4", "1 of 4", "2 of 4", "10 of 4", ""],
}
TERMS = pd.DataFrame({"outlet": "Gull", "term": [f"word{n}" for n in range(20)], "x": [n * 7 % 20 for n in range(20)]})
CONTEXTS = pd.DataFrame(
    [("Gull", t, "Gull", 3, "a little before ", f"{t}!", " river", 2) for t in TERMS.term]
    + [("Gull", t, "Gull", 1234, "the ", f"{t}!", ", and more of the same after it", 2) for t in TERMS.term],
    columns=["outlet", "term", "outlet_", "sentence", "left", "keyword", "right", "more"],
).drop(columns="outlet_")  # fmt: skip
SPANNED = '<table><thead><tr><th colspan="2">a</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table>'


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """Return a report whose one section holds a mixed table, a table of words, and one that cannot be sorted."""
    shown = (page.table(pd.DataFrame(MIXED), "Mixed"), page.words(TERMS, CONTEXTS, "Words"), page.Page(SPANNED, ""))
    return report(tmp_path_factory.mktemp("page"), *(outputs.clean(p.markup) for p in shown))


def report(folder, *shown):
    """Write a report whose one section shows what is given, and return its path."""
    record = {"inputs": {}, "notebooks": {}, "versions": {}, "git": ""}
    drawn = page_html.render("The dam", [], record, root=folder, folder=folder)
    path = folder / "index.html"
    path.write_text(drawn.replace('<main id="content">', f'<main id="content"><section>{"".join(shown)}</section>'), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser():
    with chromium() as window:
        yield window


@pytest.fixture
def sheet(browser, file):
    """Yield the page, and see that it asked for nothing but itself and that nothing went wrong on it."""
    view, asked, said = browser.new_page(viewport={"width": 1280, "height": 900}), [], []
    view.on("request", lambda request: asked.append(request.url))
    view.on("console", lambda message: said.append(message.text))
    view.on("pageerror", lambda error: said.append(str(error)))
    view.goto(file.as_uri())
    yield view
    view.close()
    assert asked == [file.as_uri()] and said == []


def column(view, caption, n):
    """Return the column as it is seen: without what is folded away, and without hidden rows."""
    rows = view.locator("table", has_text=caption).locator("tbody tr:visible")
    return [text.strip() for text in rows.locator(f"td:nth-child({n})").all_inner_texts()]


def heading(view, name):
    return view.get_by_role("columnheader", name=name, exact=True)


@pytest.mark.parametrize(
    ("name", "n", "upwards"),
    [
        ("figure", 2, ["−3.5", "12 %", "640", "1,204", ""]),
        ("gap", 3, ["–0.5", "<1e-3", "0.25", "+2", "-"]),
        ("name", 1, ["dam", "Émile", "part 2", "Part 10", ""]),
        ("text", 4, ["1 of 4", "2 of 4", "3 of 4", "10 of 4", ""]),
    ],
)
def test_a_click_sorts_up_then_down_then_as_printed_and_blanks_stay_last(sheet, name, n, upwards):
    printed, button = column(sheet, "Mixed", n), sheet.get_by_role("button", name=name, exact=True)
    for order, wanted in (("ascending", upwards), ("descending", [*upwards[-2::-1], upwards[-1]]), (None, printed)):
        button.click()
        assert (heading(sheet, name).get_attribute("aria-sort"), column(sheet, "Mixed", n)) == (order, wanted)
    assert sorted(printed) == sorted(upwards), "no row is lost"


def test_only_the_column_that_sorts_says_so(sheet):
    for name in ("figure", "gap"):
        sheet.get_by_role("button", name=name, exact=True).click()
    assert sheet.locator("[aria-sort]").all_inner_texts() == ["gap"]


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_heading_sorts_from_the_keyboard_and_keeps_the_focus(sheet, key):
    sheet.get_by_role("button", name="x", exact=True).focus()
    sheet.keyboard.press(key)
    assert [int(x) for x in column(sheet, "Words", 3)] == list(range(20))
    assert sheet.evaluate("document.activeElement.textContent") == "x"


def test_a_word_sorts_by_itself_and_stays_open(sheet):
    sheet.locator("summary", has_text=re.compile("^word19$")).click()
    for _ in range(2):
        sheet.get_by_role("button", name="term", exact=True).click()
    first = sheet.locator("table", has_text="Words").locator("tbody tr").first
    assert first.locator("summary").inner_text() == "word19" and first.locator("li").first.is_visible()
    assert sheet.locator("details[open]").count() == 1


def aligned(view):
    """Open a word and tell whether its keywords stand below each other, to the pixel, and whether the table has kept its width."""
    table = view.locator("table", has_text="Words")
    before = table.bounding_box()["width"]
    view.locator("summary", has_text=re.compile("^word0$")).click()
    first, second = [b.bounding_box() for b in table.locator("details[open] b").all()]
    assert table.locator("details[open] li").last.inner_text() == "and 2 more"
    return first["x"] == second["x"] and first["y"] < second["y"], table.bounding_box()["width"] == before


def test_the_keywords_stand_below_each_other_and_widen_nothing(sheet):
    assert aligned(sheet) == (True, True)


def test_in_a_notebook_they_do_so_without_the_style_sheet_of_the_report(browser):
    view = browser.new_page(viewport={"width": 1280, "height": 900})
    view.set_content(page.words(TERMS, CONTEXTS, "Words").markup)
    assert aligned(view) == (True, True)
    view.close()


def test_typing_searches_what_is_seen_and_counts_it(sheet):
    field = sheet.get_by_role("searchbox")
    assert field.count() == 1, "a short table needs none"
    for typed, found in ((" WORD1", 11), ("river", 0), ("gull", 20), ("", 20)):
        field.fill(typed)
        assert len(column(sheet, "Words", 1)) == found
        assert sheet.locator("output").inner_text() == (f"{found} found" if typed else "")
    assert field.get_attribute("aria-label") == "Search 20 rows: Words"


def test_a_search_goes_on_through_a_sort(sheet):
    sheet.get_by_role("searchbox").fill("word1")
    sheet.get_by_role("button", name="x", exact=True).click()
    uses = [int(x) for x in column(sheet, "Words", 3)]
    assert len(uses) == 11 and uses == sorted(uses)


def test_in_print_nothing_is_left_out_that_a_search_hid(sheet):
    sheet.get_by_role("searchbox").fill("word19")
    sheet.emulate_media(media="print")
    assert len(column(sheet, "Words", 1)) == 20 and column(sheet, "Words", 2)[0] == "word0"
    assert not sheet.get_by_role("searchbox").is_visible()


def test_lines_that_are_open_fit_on_a_printed_page(browser, file):
    view = browser.new_page(viewport={"width": 658, "height": 900})  # 174 mm, what the margins leave of A4
    view.goto(file.as_uri())
    view.locator("summary", has_text=re.compile("^word3$")).click()
    view.emulate_media(media="print")
    assert view.locator("details[open] b").first.is_visible()
    assert view.evaluate("document.documentElement.scrollWidth") <= 658
    view.close()


def test_a_table_with_a_column_for_each_outlet_fits_on_a_printed_page(browser, tmp_path):
    wide = pd.DataFrame({"first": ["2025-03-11"], "event": ["water over the old wall"], **{f"The Northern Valley Ledger {n}": [n] for n in range(5)}})
    view = browser.new_page(viewport={"width": 658, "height": 900})
    view.emulate_media(media="print")
    view.goto(report(tmp_path, outputs.clean(page.table(wide).markup)).as_uri())
    assert view.evaluate("document.documentElement.scrollWidth") <= 658
    lines = view.locator("tbody td").first.evaluate("e => { const r = document.createRange(); r.selectNodeContents(e); return r.getClientRects().length }")
    assert lines == 1, "a date stands on one line"
    said = "the old wall above the town, the wall, the weir, and what is left of it"
    called = pd.DataFrame({"name": ["the dam"], **{f"Ledger {n}": [said] for n in range(5)}})
    pattern = pd.DataFrame({"frame": ["Blame"], "share": [0.5], "verdict": ["alone"], "pattern": ["failed" * 30]})
    view.goto(report(tmp_path, *(outputs.clean(page.table(rows).markup) for rows in (called, pattern))).as_uri())
    assert view.evaluate("document.documentElement.scrollWidth") <= 658, "also where each has much to say"
    view.close()


def test_a_figure_fills_its_column_so_that_its_small_type_can_be_read(browser, tmp_path):
    dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
    view = browser.new_page(viewport={"width": 1280, "height": 900})
    view.goto(report(tmp_path, outputs.png(dot, {"cell": {}, "width": 692}), outputs.png(dot, {"cell": {}})).as_uri())
    ours, theirs = (view.locator("figure img").nth(n).bounding_box()["width"] for n in (0, 1))
    assert ours > 900 and theirs == 1, "another's picture keeps its size"
    view.set_viewport_size({"width": 800, "height": 900})
    assert view.evaluate("document.documentElement.scrollWidth") <= 800
    view.close()


def test_what_leads_nowhere_does_not_look_like_a_link(browser, tmp_path):
    view = browser.new_page()
    view.goto(report(tmp_path, outputs.prose("see the [guide](GUIDE.md) and [05](05-voices.ipynb)")).as_uri())
    colour = "e => getComputedStyle(e).color"
    body, dead, alive = (view.locator(s).evaluate(colour) for s in ("body", "section a:not([href])", "section a[href]"))
    assert dead == body != alive
    view.close()


def test_a_table_with_joined_cells_is_left_alone(sheet):
    assert sheet.locator("th[colspan] button").count() == 0
    assert sheet.locator("th button").count() == len(MIXED) + len(TERMS.columns)


def test_without_the_script_the_words_open_all_the_same(browser, file):
    view = browser.new_page(java_script_enabled=False)
    view.goto(file.as_uri())
    assert view.locator("th button, .search").count() == 0
    view.locator("summary", has_text=re.compile("^word3$")).click()
    assert view.locator("details[open] b").all_inner_texts() == ["word3!"] * 2
    view.close()


def test_on_a_phone_the_lines_are_running_text_within_the_page(browser, file):
    view = browser.new_page(viewport={"width": 360, "height": 700})
    view.goto(file.as_uri())
    view.locator("summary", has_text=re.compile("^word3$")).click()
    assert view.evaluate("document.documentElement.scrollWidth") <= 360
    box = view.locator("details[open] ul").bounding_box()
    assert box["x"] + box["width"] <= 360
    view.close()


def test_the_page_refers_to_nothing_outside(file):
    text = file.read_text(encoding="utf-8")
    assert not re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?//""", text)
    script = re.search(r"<script>(.*)</script>", text, re.S)[1]
    assert not re.search("fetch|XMLHttp|import|eval|innerHTML|https?:", script) and len(script.splitlines()) < 60
