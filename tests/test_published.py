"""The published copy: the same numbers without the texts, and nothing from which a text could be rebuilt."""

import re

import pandas as pd
import pytest
from conftest import PROJECT, SHARED, needs_texts

from analysis import codebook, corpus, published, store
from analysis.link import bags
from analysis.measures import framing, sentiment, stability, timeline, wording


@pytest.fixture(scope="module")
def shared_copy(tmp_path_factory):
    """Share the invented story, and return the story as read from its texts and as read from the copy."""
    root = tmp_path_factory.mktemp("copy")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMESTORY_HOME", str(root))
        folder = root / "kelvane-dam"
        folder.mkdir()
        for name in ("sources.csv", "codebook.toml"):
            (folder / name).write_bytes((PROJECT / "data/kelvane-dam" / name).read_bytes())
        settings = (PROJECT / "data/kelvane-dam/story.toml").read_text(encoding="utf-8")
        (folder / "story.toml").write_text(re.sub(r"(?m)^texts.*$", "", settings), encoding="utf-8")
        story = corpus.find(folder, articles=PROJECT / "data/kelvane-dam/texts")
        read = store.load(story)
        published.share(story, read)
        copy = corpus.find(folder)
        assert copy.from_features
        return read, store.load(copy), folder / "features", story


def measures(read):
    yield framing.share(read.frames, read.sentences, read.articles)
    yield sentiment.mean(read.tone, read.sentences, read.articles)
    yield stability.ranked(read.units, read.articles)
    yield wording.table(read.units, read.articles)
    yield timeline.told(read.events, read.articles)


def test_every_measure_comes_out_the_same_without_the_texts(shared_copy):
    with_texts, without, _, _ = shared_copy
    for ours, theirs in zip(measures(with_texts), measures(without), strict=True):
        assert len(ours)
        pd.testing.assert_frame_equal(ours, theirs)


def strings(features):
    """Yield (table, column, value) of every distinct string of the copy."""
    for path in sorted(features.glob("*.csv")):
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        for column in table:
            yield from ((path.stem, column, value) for value in table[column].unique())


def test_no_string_holds_more_than_five_words_but_the_patterns(shared_copy):
    long = [s for s in strings(shared_copy[2]) if len(s[2].split()) > published.MOST and s[:2] != ("frames", "pattern")]
    assert not long


def test_three_words_in_a_row_cannot_be_rebuilt(shared_copy):
    """Every string of the copy, and every unit read in any of its orders of rows, against the texts; names and codebook patterns are exempt."""
    read, _, features, story = shared_copy
    rows = {tuple(w) for text in read.articles.text for w in windows(plain(text))}
    exempt = [plain(p.text) for f in codebook.load(story.codebook).frames for p in f.patterns] + [plain(str(o)) for o in story.outlets]
    exempt = {tuple(w) for words in exempt for w in windows(words)} | {w for w in rows if all(x.isdigit() for x in w)}
    told = [(table, column, value) for table, column, value in strings(features) if column not in published.NAMES.get(table, ())]
    found = {place for place in told for w in windows(plain(place[2])) if tuple(w) in rows - exempt}
    assert not found
    units = pd.read_csv(features / "units.csv").sort_values(["article_id", "unit"], kind="stable")
    runs = [w for _, bag in units.groupby(["article_id", "unit"]) for w in windows(list(bag.term))]
    assert not [w for w in runs if tuple(w) in rows - exempt]


def test_the_copy_has_no_key_that_leads_from_a_bag_to_its_sentence(shared_copy):
    read, _, features, _ = shared_copy
    assert "n_tokens" not in pd.read_csv(features / "sentences.csv")
    first = read.tokens[read.tokens.sentence < 3].merge(read.types, on="type").groupby("article_id").term.agg(set)
    heads = pd.read_csv(features / "units.csv").query("unit == 0").groupby("article_id").term.agg(set)
    lead = [len(heads[a] & first[a]) / len(heads[a]) for a in heads.index]
    assert sum(x > 0.9 for x in lead) < len(lead), "the first unit is the beginning of every article"


def plain(text):
    return re.findall(r"[^\W_]+", text.lower())


def windows(words, n=3):
    return [words[i : i + n] for i in range(len(words) - n + 1)]


def test_text_in_a_table_is_refused():
    with pytest.raises(ValueError, match="table quotes, column kind: 6 words"):
        published.refuse_text("quotes", pd.DataFrame({"kind": ["one two three four five six"]}))


def test_a_long_name_is_refused_with_the_remedy():
    with pytest.raises(ValueError, match="table actors, column name: 6 words .* shorten the name in actors.toml"):
        published.refuse_text("actors", pd.DataFrame({"name": ["Ministry of the Interior of Talvara"]}))


def test_sharing_needs_the_texts(shared_copy):
    _, copy, features, _ = shared_copy
    with pytest.raises(corpus.StoryError, match="its texts are not at hand"):
        published.share(corpus.find(features.parent), copy)


def test_units_are_bags_of_at_least_eight_content_words(shared_copy):
    units = shared_copy[1].units
    assert units[units.kind != "phrase"].groupby(["article_id", "unit"]).n.sum().min() >= bags.CONTENT


@needs_texts
def test_the_committed_study_is_what_its_texts_give():
    """The committed features must be those of the present readers: run `samestory share zero-reaction --articles ...` after a change."""
    read = store.load(corpus.find("zero-reaction", articles=SHARED / "articles"))
    for ours, theirs in zip(measures(read), measures(store.load(corpus.find("zero-reaction"))), strict=True):
        pd.testing.assert_frame_equal(ours, theirs)
