"""VADER in every digit as the package gives it, lexicons of one's own, and a trained scorer that knows no names."""

import gzip
import json
import random
import time

import pytest
from conftest import PROJECT
from hypothesis import given, settings
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SentimentIntensityAnalyzer

from analysis import paths
from analysis.annotate import compound, tone, valence

PACKAGE = SentimentIntensityAnalyzer()
SHARED = PROJECT.parent / "shared" / "benchmarks" / "tone" / "data.jsonl.gz"
RULES = """but But no or nor never so this without doubt least at very not n't kind of sort just enough the shit bomb bad ass bus stop
yeah right
kiss of death to die for beating heart ! ? ??? 😁 — - , NOT BUT table Said TABLE :) said""".split()
WORDS = [*RULES, *sorted(PACKAGE.lexicon)[::40], *BOOSTER_DICT, *NEGATE, *"good bad awful great war hope GOOD".split()]
TOKEN = st.tuples(
    st.sampled_from(WORDS), st.sampled_from([str, str, str.upper, str.title]), st.sampled_from(["", "", "", "!", ".", "?", ",", '"'])
)


def package(text):
    return PACKAGE.polarity_scores(text)["compound"]


@settings(deadline=None, max_examples=300)
@given(st.lists(TOKEN, max_size=12).map(lambda ts: " ".join(case(word) + end for word, case, end in ts)))
def test_vader_is_the_package_s(text):
    assert compound.compound(text) == package(text)


def test_vader_is_the_package_s_on_a_thousand_mixtures():
    draw = random.Random(4)
    texts = [" ".join(draw.choices(WORDS, k=draw.randint(1, 30))) + draw.choice([".", "!", "??"]) for _ in range(1000)]
    assert [compound.compound(t) for t in texts] == [package(t) for t in texts]


@pytest.mark.skipif(not SHARED.exists(), reason="the evaluation sets are not at hand")
def test_vader_is_the_package_s_on_a_thousand_news_sentences():
    with gzip.open(SHARED, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"].translate(tone.STRAIGHT) for line in lines][:1000]
    assert [tone.vader(t) for t in texts] == [package(t) for t in texts]


def test_vader_is_read_several_times_faster_than_by_the_package():
    text = (
        "The ministers said on Tuesday that the long talks about the new bridge had been a great success, but not without fears of delay. "
    )
    texts = [text * k for k in (1, 2)] * 100
    compound.compound(text)
    spent = []
    for scorer in (compound.compound, package):
        start = time.process_time()
        for t in texts:
            scorer(t)
        spent.append(time.process_time() - start)
    assert spent[0] * 2 < spent[1], spent


def test_each_row_says_who_scored_it_and_a_part_without_words_has_none():
    body = "She smiled. “An awful disaster,” he said. “Yes.”"
    marks = [(body.index("An"), body.index("”")), (body.index("Yes"), len(body) - 1)]
    rows = list(tone.read(body, [(0, 0, "body", 0, 11), (1, 0, "body", 12, 41), (2, 0, "body", 42, len(body))], marks))
    assert {r[3] for r in rows} == {"vader", "pattern", "trained"} and all(-1 <= r[4] <= 1 for r in rows)
    voices = {n: {r[1] for r in rows if r[0] == n} for n in range(3)}
    assert voices == {0: {"all", "narration"}, 1: {"all", "narration", "quotation"}, 2: {"all", "quotation"}}
    scores = {(n, v): x for n, v, _, lexicon, x in rows if lexicon == "trained"}
    assert scores[1, "quotation"] < 0 and scores[1, "quotation"] < scores[1, "narration"]


def test_the_trained_scorer_knows_no_names():
    assert tone.trained("Then Smith met Jones in Paris.") == tone.trained("Then Okafor met Lee in Reno.")
    assert tone.trained("Then a murderer met them.") < tone.trained("Then a friend met them.")


def test_the_trained_weights_are_single_words():
    assert len(tone.model()) > 1000 and all(len(valence.WORD.findall(w)) == 1 for w in tone.model() if w not in tone.FEATURES)


@given(st.lists(st.sampled_from(["good", "bad", "not", "never", "table", "no", "isn't"]), max_size=12))
def test_a_lexicon_s_score_is_bounded_and_odd(found):
    lexicon = {"good": 0.5, "bad": -1.0}
    mirrored = valence.score(found, {word: -v for word, v in lexicon.items()})
    assert -1 < valence.score(found, lexicon) < 1 and mirrored == pytest.approx(-valence.score(found, lexicon))


def test_a_negation_turns_the_three_words_after_it():
    lexicon = {"good": 0.5}
    values = [valence.values(["not", *["so"] * k, "good"], lexicon)[0][1] for k in range(4)]
    assert values == pytest.approx([-0.37, -0.37, -0.37, 0.5])


def test_a_lexicon_of_one_s_own(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("# my words\nword,value\nFlood,-4\nrescue,2\nriver,0\n", encoding="utf-8")
    assert valence.lexicon(path) == {"flood": -1.0, "rescue": 0.5}


@pytest.mark.parametrize(("content", "message"), [
    ("flood,-4\n", "needs a first line word,value"),
    ("word,value\n", "needs a first line word,value"),
    ("word,value\nflood,-4\nFlood,2\n", "own.csv, line 3: 'flood' stands there twice"),
    ("word,value\nflood,bad\n", "own.csv, line 2: 'bad' is no number"),
    ("word,value\nflood\n", "own.csv, line 2: None is no number"),
    ("word,value\nflood,nan\n", "'nan' is no number"),
    ("word,value\nflood,0\n", "at least one word with a value other than zero"),
])  # fmt: skip
def test_a_faulty_lexicon_is_refused_with_the_line(tmp_path, content, message):
    path = tmp_path / "own.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        valence.lexicon(path)


def test_the_bundled_lexicon_carries_its_licence():
    text = (paths.codebooks() / "pattern-valence.csv").read_text(encoding="utf-8")
    assert "Redistribution and use in source and binary forms" in text and "University of Antwerp" in text
    assert valence.lexicon("pattern")["awful"] < 0 < valence.lexicon("pattern")["excellent"]


def test_reported_speech_is_neither_the_outlet_s_own_nor_quoted():
    body = "The awful minister said the excellent plan was “a horrible mistake” of friends."
    told, marks = (body.index("the excellent"), len(body) - 1), (body.index("a horrible"), body.index("”"))
    rows = list(tone.read(body, [(0, 0, "body", 0, len(body))], [marks], indirect=[told]))
    scores = {v: x for _, v, _, lexicon, x in rows if lexicon == "vader"}
    assert scores["narration"] == package("The awful minister said .") < 0
    assert scores["quotation"] == package("a horrible mistake") < 0
    assert scores["indirect"] == package("the excellent plan was “ ” of friends") > 0


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(["good", "isn’t", "BAD", "Lee", "awful?", "don't", "“so”", "great!", "no", "Well-known"]), max_size=9))
def test_scores_read_at_once_are_those_of_the_single_scorers(words):
    text = " ".join(words)
    single = {"vader": tone.vader(text), "pattern": tone.pattern(text), "trained": tone.trained(text)}
    assert tone.scores(text.translate(tone.STRAIGHT)) == single


VOICES = st.sampled_from(["quotation", "indirect", "narration"])


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.sampled_from(["awful", "good", "boat", "great", "no"]), VOICES), min_size=1, max_size=12))
def test_every_word_is_scored_in_its_voice_and_in_no_other(words):
    body, spans = "", {"quotation": [], "indirect": []}
    for word, voice in words:
        if voice in spans:
            spans[voice].append((len(body), len(body) + len(word)))
        body += word + " "
    rows = list(tone.read(body, [(0, 0, "body", 0, len(body))], spans["quotation"], indirect=spans["indirect"]))
    assert {r[1] for r in rows} == {"all"} | {voice for _, voice in words}
    own = {v: x for _, v, _, lexicon, x in rows if lexicon == "pattern"}
    assert own == {v: tone.pattern(" ".join(w for w, voice in words if v in ("all", voice))) for v in own}


def test_a_lexicon_of_one_s_own_comes_first_and_must_be_there(tmp_path):
    for name in ("lexicon-flood.csv", "mine.csv"):
        (tmp_path / name).write_text("word,value\nflood,-4\n", encoding="utf-8")
    assert list(valence.lexicons("lexicon-flood.csv", tmp_path)) == ["lexicon-flood.csv", "vader", "pattern"]
    for name in ("lexicon.csv", "mine.csv"):
        with pytest.raises(ValueError, match=f"lexicon '{name}': no such file lexicon.*beside story.toml"):
            valence.lexicons(name, tmp_path)
