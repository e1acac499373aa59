"""The audit of a dictionary: patterns that were idle, overworked, or made to measure; and the study's own dictionary under it."""

import importlib.util

import numpy as np
import pytest
from benchmarks import frames_score
from conftest import SHARED
from hypothesis import given, settings
from hypothesis import strategies as st
from test_framing import hits, made

from analysis.measures import audit

needs_gold = pytest.mark.skipif(
    not (SHARED / "gold").is_dir() or not (SHARED / "articles").is_dir(), reason="needs ../shared/gold and articles, which are not part of the project"
)
needs_load = pytest.mark.skipif(
    not (SHARED / "benchmarks" / "load").is_dir(), reason="needs ../shared/benchmarks/load, a public set that is not part of the project"
)


def test_the_audit_finds_the_idle_the_overworked_and_the_made_to_measure():
    rows = [("n0", i, "F", "p", "narration", 1) for i in range(1, 6)] + [
        ("n0", 5, "F", "q", "narration", 1),
        ("s0", 1, "G", "g", "narration", 1),
    ]
    table = audit.patterns(hits(*rows), made(F=["p", "q", "r"], G=["g"])).set_index("pattern")
    assert table.verdict.to_dict() == {"p": "does most of the work", "q": "one sentence only", "r": "never fired", "g": "one sentence only"}
    assert table.alone.to_dict() == pytest.approx({"p": 0.8, "q": 0, "r": 0, "g": 1}) and table.share["p"] == 1 and table.hits["p"] == 5
    assert audit.summary(table.reset_index()).set_index("frame").loc["F"].to_dict() == {
        "patterns": 3, "does all the work": 0, "does most of the work": 1, "one sentence only": 1, "never fired": 1}  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(["n0", "s0"]), st.integers(1, 5), st.sampled_from("pqr")), max_size=20))
def test_no_pattern_carries_more_than_it_fired_and_none_is_lost(places):
    table = audit.patterns(hits(*[(a, i, "F", p, "narration", 1) for a, i, p in places]), made(F=["p", "q", "r"]))
    assert table.hits.sum() == len(places) and len(table) == 3
    told = table[table.hits > 0]
    assert (told.alone <= told.share + 1e-12).all() and told.alone.sum() <= 1 + 1e-12 <= told.share.sum() + 1 + 2e-12
    assert (table.verdict == "never fired").to_list() == (table.hits == 0).to_list()


def test_a_pattern_made_for_one_coded_sentence_is_found_out():
    """Two texts, one of them coded: "ferry" stands in both, "purser" in one sentence of the coded one, "gangway" only in the other."""
    texts = {"coded": "The ferry sank. The purser swam.", "other": "A ferry was late. The gangway was shut."}
    audited, alone = frames_score.lonely(texts, {"coded"}, made(F=["ferry", "purser", "gangway", "anchor"]))
    assert list(alone.pattern) == ["purser"] and list(audited.pattern[audited.hits == 0]) == ["anchor"]


def test_scores_count_as_by_hand():
    told, true = np.array([[1], [1], [0], [0]], bool), np.array([[1], [0], [1], [0]], bool)
    found = frames_score.scores(told, true, np.array([[1, 1, 1, 1], [3, 1, 0, 0]]))
    assert found["F1"][0] == 0.5 and found["kappa"][0] == 0 and found["precision"][1] == 0.75 and found["recall"][1] == 1
    nothing = frames_score.scores(told & False, true & False, np.ones((1, 4)))
    assert np.isnan(nothing["F1"]).all() and np.isnan(nothing["kappa"]).all()


@needs_gold
def test_the_scores_are_those_of_the_scorer_of_the_gold_standard():
    standard = frames_score.gold()
    spec = importlib.util.spec_from_file_location("gold_score", SHARED / "gold/score.py")  # by path: the other scorer has its name
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    told, true = frames_score.coded(standard, frames_score.book("present"))
    body = [r["sentence"] for r in standard.of("frames") if r["role"] == "body"]
    places = {r["id"]: (a, r["start"], r["end"]) for a, rows in standard.body.items() for r in rows}
    answers = {a: {"frames": []} for a in standard.text}
    for i, k in zip(*np.nonzero(told), strict=True):
        a, start, end = places[body[i]]
        answers[a]["frames"].append({"start": start, "end": end, "frame": list(standard.file["frames"]["codebook"])[k]})
    run = score.Run(answers, standard)
    run.task = "frames"
    score.frames(run, standard)
    rows = {r["metric"]: r["value"] for r in run.rows}
    ours = frames_score.drawn(told, true)
    assert ours["F1"][0, -1] == pytest.approx(rows["macro-F1"]) and ours["kappa"][0, -1] == pytest.approx(rows["Cohen's kappa"])


@needs_gold
@needs_load
@pytest.mark.slow
def test_no_pattern_of_the_study_was_made_for_one_coded_sentence():
    """About 12 seconds: the codebook is run over the coded articles and 3,000 others."""
    standard = frames_score.gold()
    _, alone = frames_score.lonely({**standard.text, **frames_score.load()}, set(standard.text), frames_score.book("present"))
    assert not list(alone.pattern), "make these patterns general, or drop them"
