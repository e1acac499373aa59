"""The invented story: what was planted in it is found, and nothing else is."""

import tomllib

import pytest
from conftest import PROJECT

from analysis import corpus, evidence, store, tables
from analysis.measures.cleaning import taken

PLANTED = tomllib.loads((PROJECT / "data/kelvane-dam/planted.toml").read_text(encoding="utf-8"))
ARTICLES = {a["file"]: a for a in PLANTED["article"]}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMESTORY_HOME", str(tmp_path_factory.mktemp("planted")))
        return store.load(corpus.find(PROJECT / "data/kelvane-dam"))


@pytest.fixture(scope="module")
def ids(read):
    return dict(zip(read.articles.file, read.articles.article_id, strict=True))


def squeezed(text):
    return "".join(text.split())


def test_exactly_the_planted_boilerplate_is_taken_out(read, ids):
    raw = dict(zip(read.articles.file, read.articles.text, strict=True))
    for file, article in ids.items():
        rows = taken(read.removed[read.removed.article_id == article])
        ours = squeezed("".join(raw[file][r.start : r.end] for r in rows.itertuples()))
        planted = [b["text"] for b in PLANTED["boilerplate"] if b["article"] == file]
        assert ours == squeezed("".join(sorted(planted, key=raw[file].index))), file


@pytest.mark.parametrize("file", ARTICLES)
def test_sentences_and_headlines_are_as_counted_by_hand(read, ids, file):
    own = read.sentences[read.sentences.article_id == ids[file]]
    assert len(tables.proper(own)) in (ARTICLES[file]["sentences"], ARTICLES[file]["sentences_split_in_quotations"])
    assert len(own) - len(tables.proper(own)) == ARTICLES[file]["headlines"]


def test_a_sentence_broken_by_a_line_end_is_joined(read, ids):
    bodies = evidence.bodies(read)
    for broken in PLANTED["broken_line"]:
        assert broken["joined"] in bodies[ids[broken["article"]]]


def test_the_undated_article_is_kept_and_its_times_left_open(read, ids):
    undated = [f for f, a in ARTICLES.items() if not a["dated"]]
    assert list(read.articles.file[read.articles.published == ""]) == undated
    times = read.times[read.times.article_id == ids[undated[0]]]
    assert len(times) and (times["first"] == "").all()


def test_the_omitted_actor_is_missing_from_one_outlet_alone(read, ids):
    omission = PLANTED["omission"]
    words = read.tokens.merge(read.types, on="type")
    tellers = set(words.article_id[words.term.str.contains(omission["actor"][:6], regex=False)])
    assert {f for f, a in ids.items() if a not in tellers} == {omission["omitted_by"]}
