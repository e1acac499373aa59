"""The coding loop as a person would go through it in JupyterLab: draw, tick, close, reopen, resume, export, agreement with the tool."""

import json
import shutil

import pandas as pd
import pytest
from browser import chromium, lab, needs_browser
from conftest import PROJECT
from test_lab import KERNEL, RUN

from analysis import codingsheet

STORY, DRAWN = "kelvane-dam", 12
NAME = "10-coding.ipynb"
WRONG = "[data-mime-type='application/vnd.jupyter.error'], [data-mime-type='application/vnd.jupyter.stderr']"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Yield the address of a JupyterLab over the notebook, with a coder's name in its parameters, and a browser."""
    pytest.importorskip("ipywidgets", reason="needs ipywidgets: without it the notebook points to the sheet instead")
    notebook = json.loads((PROJECT / "notebooks" / NAME).read_text(encoding="utf-8"))
    cell = next(c for c in notebook["cells"] if "parameters" in c["metadata"].get("tags", []))
    cell["source"] = "".join(cell["source"]).replace('coder: str = ""', 'coder: str = "Ann"').replace("n: int = 60", f"n: int = {DRAWN}")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / NAME).write_text(json.dumps(notebook), encoding="utf-8")
    (tmp_path / "home").mkdir()
    shutil.copytree(PROJECT / "data" / STORY, tmp_path / "home/data" / STORY)
    shutil.copytree(PROJECT / "data/codebooks", tmp_path / "home/data/codebooks")
    monkeypatch.setenv("SAMESTORY_HOME", str(tmp_path / "home"))
    with lab(tmp_path / "elsewhere", tmp_path) as address, chromium() as browser:
        yield address.format(NAME), browser, tmp_path / "home"


def opened(browser, address):
    """Open the notebook and run all its cells; return the page."""
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    page.goto(address)
    page.wait_for_selector(".jp-NotebookPanel .jp-CodeCell", timeout=120_000)
    page.wait_for_function(f"()=>{KERNEL}==='idle'", timeout=120_000)
    run(page)
    return page


def run(page):
    page.evaluate(RUN)
    page.wait_for_function("()=>window.ranAll===1", timeout=180_000)
    page.wait_for_function(f"()=>{KERNEL}==='idle'", timeout=60_000)
    assert page.locator(WRONG).all_inner_texts() == []


def closed(page):
    """Close the notebook and end its kernel, so that nothing of the session lives on but the files."""
    page.evaluate("()=>window.jupyterapp.serviceManager.sessions.shutdownAll()")
    page.wait_for_function("()=>fetch(`/api/sessions?token=${new URLSearchParams(location.search).get('token')}`)"
                           ".then(r=>r.json()).then(s=>!s.length)", timeout=60_000)  # fmt: skip
    page.close()


def code(page, times: int, ticks: dict[str, set]):
    """Tick and go on; `ticks` takes what was ticked by the text of the sentence."""
    for _ in range(times):
        text = page.locator(".widget-html p b").inner_text()
        boxes = page.locator(".widget-checkbox input")
        chosen = {len(ticks) % boxes.count()} if len(ticks) % 3 else set()
        for i in chosen:
            boxes.nth(i).check()
        ticks[text] = chosen
        page.get_by_role("button", name="Next").click()
        page.wait_for_function("old=>document.querySelector('.widget-html p b').innerText!==old", arg=text, timeout=20_000)


@needs_browser
@pytest.mark.browser
def test_coding_goes_on_where_it_stopped_and_ends_in_numbers(desk):
    address, browser, home = desk
    sheet, ticks = home / "coding" / STORY / "sheet-ann.csv", {}
    page = opened(browser, address)
    shown = page.locator(".widget-vbox").first.inner_text()
    assert not [outlet for outlet in pd.read_csv(sheet.parent / "key.csv").outlet.unique() if outlet in shown]
    code(page, 10, ticks)
    assert "10 of 12 coded" in page.locator(".widget-html").first.inner_text()
    closed(page)
    stored = codingsheet.table(sheet)
    assert (stored[codingsheet.codes(stored)] != "").all(axis=1).sum() == 10

    page = opened(browser, address)
    assert "10 of 12 coded" in page.locator(".widget-html").first.inner_text()
    last = page.locator(".widget-html p b").inner_text()
    assert last not in ticks
    code(page, 2, ticks)
    page.get_by_role("button", name="Back").click()
    page.wait_for_function("()=>document.querySelector('.widget-html p b').innerText!==''", timeout=20_000)
    run(page)
    page.close()

    stored = codingsheet.table(sheet)
    for row in stored.to_dict("records"):
        marked = {i for i, name in enumerate(codingsheet.codes(stored)) if row[name] == "1"}
        assert marked == ticks[row["text"]]
    right = pd.read_csv(home / "figures" / STORY / "coding-validity.csv")
    assert right[right.measure == "alpha"].value.notna().any()
    assert set(pd.read_csv(home / "figures" / STORY / "coding-prevalence.csv").method) == {"raw", "design-based", "Rogan-Gladen"}
