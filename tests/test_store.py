"""Nothing is read twice, and nothing stale survives."""

import pandas as pd
import pytest
from conftest import NORTH

from analysis import annotate, corpus, store, tables


@pytest.fixture
def reads(monkeypatch):
    """Count which articles are read."""
    seen, real = [], annotate.read
    monkeypatch.setattr(
        annotate, "read", lambda articles, book, **more: (seen.append(list(articles.outlet.astype("str"))), real(articles, book, **more))[1]
    )
    return seen


def test_a_second_run_reads_nothing_and_returns_the_same(folder, reads):
    first, second = store.load(corpus.find(folder)), store.load(corpus.find(folder))
    assert reads == [["north", "south"]]
    for (name, a), (_, b) in zip(first.items(), second.items(), strict=True):
        pd.testing.assert_frame_equal(a, b, obj=name)


def test_one_article_changed_is_one_article_read(folder, reads):
    store.load(corpus.find(folder))
    (folder / "north.txt").write_text(NORTH + " It was raining.", encoding="utf-8")
    again = store.load(corpus.find(folder))
    assert reads == [["north", "south"], ["north"]]
    assert again.sentences.groupby("article_id").size().sum() == 6


def test_what_is_kept_equals_what_is_read_at_once(folder):
    store.load(corpus.find(folder))
    (folder / "north.txt").write_text(NORTH + " It was raining.", encoding="utf-8")
    kept = store.load(corpus.find(folder))
    for old in store.paths.store("ferry").glob("*"):
        store.shutil.rmtree(old)
    for (name, a), (_, b) in zip(kept.items(), store.load(corpus.find(folder)).items(), strict=True):
        pd.testing.assert_frame_equal(a, b, obj=name)


def test_another_codebook_or_other_readers_read_all_again(folder, reads, monkeypatch):
    story = corpus.find(folder)
    store.load(story)
    store.load(corpus.with_codebook(story, "policy-frames"))
    monkeypatch.setattr(store, "sources_hash", lambda patterns=(): "upgraded")
    store.load(story)
    assert [len(r) for r in reads] == [2, 2, 2]


def test_the_fingerprint_changes_with_the_text_and_with_what_is_known_of_it(folder):
    prints = []
    for content in (NORTH, NORTH + " It rained."):
        (folder / "north.txt").write_text(content, encoding="utf-8")
        prints.append(store.fingerprint(corpus.find(folder), store.load(corpus.find(folder))))
    (folder / "sources.csv").write_text("file,outlet\nnorth.txt,The North\nsouth_2025-03-05.txt,south\n", encoding="utf-8")
    prints.append(store.fingerprint(corpus.find(folder), store.load(corpus.find(folder))))
    assert len(set(prints)) == 3


def test_the_fingerprint_changes_with_a_lexicon_of_the_user_s_own_which_is_no_article(folder):
    prints = []
    for content in ("", "word,value\nflood,-4\n", "word,value\nflood,-3\n"):
        if content:
            (folder / "lexicon-flood.csv").write_text(content, encoding="utf-8")
        read = store.load(corpus.find(folder))
        assert len(read.articles) == 2 and not read.problems.file.str.startswith("lexicon").any()
        prints.append(store.fingerprint(corpus.find(folder), read))
    assert len(set(prints)) == 3


def test_articles_are_read_again_with_other_weights(tmp_path, monkeypatch):
    (tmp_path / "weights.npz").write_bytes(b"1")
    monkeypatch.setattr(store.paths, "codebooks", lambda: tmp_path)
    before = store.sources_hash.__wrapped__()
    (tmp_path / "weights.npz").write_bytes(b"2")
    assert store.sources_hash.__wrapped__() != before


def test_only_the_last_stores_are_kept(folder):
    for i in range(6):
        (folder / "north.txt").write_text(f"{NORTH} It rained {i} times.", encoding="utf-8")
        store.load(corpus.find(folder))
    assert len(list(store.paths.store("ferry").glob("*"))) == store.KEEP


def test_every_row_points_at_its_text():
    from analysis import evidence

    read = store.load(corpus.find("kelvane-dam"))
    bodies = evidence.bodies(read)
    words = read.tokens.merge(read.types, on="type")
    assert all(bodies[r.article_id][r.start :].startswith(r.token) for r in words.itertuples())
    for name in ("sentences", "quotes", "times", "frames"):
        table = getattr(read, name)
        assert len(table) and (table.start < table.end).all()
        assert all(r.end <= len(bodies[r.article_id]) and bodies[r.article_id][r.start : r.end].strip() for r in table.itertuples()), name


def test_joining_makes_one_type_of_words_that_meet_again():
    one = tables.Tables(
        types=tables.frame("types", [(0, "a", "a", True), (1, "b", "b", True)]), tokens=tables.frame("tokens", [("x", 0, 0, 1)])
    )
    two = tables.Tables(types=tables.frame("types", [(0, "b", "b", True)]), tokens=tables.frame("tokens", [("y", 0, 0, 0)]))
    joined = tables.join([one, two])
    assert list(joined.types.token) == ["a", "b"] and list(joined.tokens.type) == [1, 1]


def test_a_missing_or_untyped_column_is_named():
    with pytest.raises(ValueError, match="table types: column content is missing"):
        tables.check("types", tables.empty("types").drop(columns="content"))
    with pytest.raises(ValueError, match="table tokens: column start cannot be int64"):
        tables.check("tokens", pd.DataFrame({"article_id": ["x"], "sentence": [0], "start": ["later"], "type": [0]}))
