"""What the tests share: a root of their own, so that no test writes into the project, and stories small enough to count by hand."""

import gc
import time
from pathlib import Path

import pytest

from analysis import tables

PROJECT = Path(__file__).resolve().parents[1]
SHARED = PROJECT.parent / "shared"

needs_texts = pytest.mark.skipif(
    not (SHARED / "articles").is_dir(), reason="needs ../shared/articles: the study's texts, which are not part of the project"
)
needs_benchmarks = pytest.mark.skipif(
    not (SHARED / "benchmarks").is_dir(), reason="needs ../shared/benchmarks: public evaluation sets, which are not part of the project"
)


@pytest.fixture(autouse=True)
def home(tmp_path_factory, monkeypatch):
    """Give each test an empty root for stores, figures and reports; the stories of the project stay in reach."""
    root = tmp_path_factory.mktemp("home")
    (root / "data").symlink_to(PROJECT / "data")
    monkeypatch.setenv("SAMESTORY_HOME", str(root))
    monkeypatch.delenv("SAMESTORY_ARTICLES", raising=False)
    return root


NORTH = "The ferry ran aground on Monday. Nobody was hurt. “We were lucky,” the captain said."
SOUTH = "A terrible disaster struck the old ferry on 3 March 2025. The ferry company is to blame, passengers said."


@pytest.fixture
def folder(tmp_path):
    """Return a bare folder with two small articles."""
    place = tmp_path / "ferry"
    place.mkdir()
    (place / "north.txt").write_text(NORTH, encoding="utf-8")
    (place / "south_2025-03-05.txt").write_text(SOUTH, encoding="utf-8")
    return place


def seconds(work, *given) -> float:
    """Return the seconds of CPU that `work` costs; as in timeit without the collector, which walks through all that the suite has made."""
    gc.disable()
    try:
        begun = time.process_time()
        work(*given)
        return time.process_time() - begun
    finally:
        gc.enable()


def bag(rows):
    """Return the table `units` of plain words from (article_id, unit, term, n, size)."""
    return tables.frame("units", [(a, u, "narration", "word", t, t, False, n, size) for a, u, t, n, size in rows])
