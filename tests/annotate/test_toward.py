"""Tone toward the names of a sentence: each once, in its voice, and by whatever scorer is at hand."""

import pytest

from analysis.annotate import names, quotes, target, toward
from analysis.segment import segment

BODY = (
    "Ferry chief praised.\n\nMayor Ada Brandt praised the brave rescuers of Talvara. The corrupt president of Talvara, Ilo Marsh, lied. "
    "“Marsh is a wonderful man,” said Brandt."
)


@pytest.fixture
def scorer():
    toward.scorer.cache_clear()
    yield
    toward.scorer.cache_clear()


def rows(body=BODY, headline=""):
    cut = segment(body, headline=headline)
    named, said = names.read(body, cut), quotes.read(body, cut)
    return list(toward.read(body, cut.sentences, named, quotes.voice([(n.start, n.end) for n in named], said)))


def test_each_name_is_scored_once_a_sentence_and_voice():
    found = rows()
    assert all(lexicon == "target model" and -1 <= value <= 1 for *_, lexicon, value in found)
    keys = [r[:3] for r in found]
    assert len(keys) == len(set(keys)) and any("Marsh" in label and voice == "quotation" for _, voice, label in keys)
    assert [r[:3] for r in rows("Brandt met Brandt and Brandt.")] == [(0, "narration", "Brandt")]


def test_a_name_inside_another_s_label_is_passed_over():
    named = [names.Name(0, 25, "Talvaran mayor Ada Brandt", "person", "rules", "Ada Brandt"), names.Name(0, 8, "Talvaran", "place", "rules", "Talvara")]
    body = "Talvaran mayor Ada Brandt left."
    found = list(toward.read(body, [(0, 0, "body", 0, len(body))], named, ["narration"] * 2))
    assert [label for _, _, label, *_ in found] == ["Talvaran mayor Ada Brandt"]


def test_the_score_is_that_of_the_bare_name_in_its_sentence():
    body = "It rained. Mayor Ada Brandt praised the brave rescuers."
    (number, _, _, _, value), *_ = rows(body)
    sentence = body[11:]
    assert number == 1 and value == pytest.approx(target.score(sentence, 6, 16)) != pytest.approx(target.score(sentence, 0, 16))


def test_every_name_has_its_own_score():
    kind, unkind = "Ada Brandt praised the brave rescuers.", "Critics attacked the corrupt and cruel Ilo Marsh."
    found = {label: value for _, _, label, _, value in rows(f"{kind} {unkind}")}
    spans = {"Ada Brandt": (kind, 0, 10), "Ilo Marsh": (unkind, len(unkind) - 10, len(unkind) - 1)}
    assert found == pytest.approx({label: target.score(*span) for label, span in spans.items()})
    assert found["Ada Brandt"] > 0 > found["Ilo Marsh"]


def test_headlines_are_no_part_of_the_article_proper():
    assert rows("Ada Brandt resigns\n\nIt rained all day.", headline="Ada Brandt resigns") == []


def test_rules_score_where_the_model_is_not_at_hand(scorer, monkeypatch, tmp_path):
    target.model.cache_clear()
    monkeypatch.setattr(target.paths, "codebooks", lambda: tmp_path)
    monkeypatch.setattr(target, "rules", lambda text, start, end: 0.25)
    found = rows("Ada Brandt smiled.")
    target.model.cache_clear()
    assert [r[3:] for r in found] == [("target rules", 0.25)]


def test_no_name_and_no_sentence_give_no_row():
    assert rows("It rained all day.") == [] == list(toward.read("", [], [], []))
