"""Every notebook opens in JupyterLab and runs from top to bottom, as a person would do it."""

import shutil

import pytest
from browser import chromium, lab, needs_browser
from conftest import PROJECT

NOTEBOOKS = sorted(p.name for p in (PROJECT / "notebooks").glob("*.ipynb"))
KERNEL = "window.jupyterapp?.shell.currentWidget?.context?.sessionContext?.session?.kernel?.status"
RUN = "()=>{window.ranAll=0; window.jupyterapp.commands.execute('notebook:run-all-cells').then(()=>{window.ranAll=1})}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Yield the address of a JupyterLab over a copy of the notebooks, in a folder that is not the project's, and a browser."""
    place = tmp_path_factory.mktemp("lab")
    shutil.copytree(PROJECT / "notebooks", place / "elsewhere")
    (place / "home").mkdir()
    (place / "home" / "data").symlink_to(PROJECT / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMESTORY_HOME", str(place / "home"))
        with lab(place / "elsewhere", place) as address, chromium() as browser:
            yield address, browser


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize("name", NOTEBOOKS)  # in order: the summary reads what the others recorded
def test_a_notebook_runs_by_hand_from_any_folder(desk, name):
    address, browser = desk
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    hosts, errors = set(), []
    page.on("request", lambda r: hosts.add(r.url.split("/")[2].split(":")[0]) if r.url.startswith("http") else None)
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.goto(address.format(name))
    page.wait_for_selector(".jp-NotebookPanel .jp-CodeCell", timeout=120_000)
    page.wait_for_function(f"()=>{KERNEL}==='idle'", timeout=120_000)
    page.evaluate(RUN)
    page.wait_for_function("()=>window.ranAll===1", timeout=180_000)
    page.wait_for_function(f"()=>{KERNEL}==='idle'", timeout=60_000)
    assert page.locator("[data-mime-type='application/vnd.jupyter.error'], [data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert page.locator(".jp-OutputArea-output").count() >= 3
    assert name.startswith("99") or page.locator(".jp-RenderedImage img").count() >= 1
    assert hosts == {"127.0.0.1"} and not errors
    page.close()
