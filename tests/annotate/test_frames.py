"""Frame hits stand where the pattern says: worked examples, and a slow matcher that must agree with the fast one."""

import re
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import codebook, paths, segment, tables
from analysis.annotate import frames

SHIPPED = sorted([*paths.codebooks().glob("*-frames.toml"), *paths.data().glob("*/codebook.toml")])


def text(*articles):
    """Return tokens and types of articles, each a list of sentences that stand one after the other in its body."""
    rows, number = [], {}
    for a, sentences in enumerate(articles):
        shift = 0
        for s, sentence in enumerate(sentences):
            for found in segment.WORD.finditer(sentence):
                rows.append((f"a{a}", s, shift + found.start(), number.setdefault(found.group(), len(number) + 7)))
            shift += len(sentence) + 1
    return tables.frame("tokens", rows), tables.frame("types", [(i, t, segment.term(t), True) for t, i in number.items()])


def book(**frames_):
    """Return a codebook: frame id -> patterns, or (patterns, excluded patterns)."""
    entries = {k: v if isinstance(v, tuple) else (v, []) for k, v in frames_.items()}
    made = [codebook.frame({"id": k, "name": k, "definition": k, "patterns": p, "exclude": e}) for k, (p, e) in entries.items()]
    return codebook.Codebook("t", "en", "s", "1", tuple(made), "")


def found(patterns, *sentences, exclude=()):
    """Return the pieces of text that `patterns` hit in one article."""
    hits = frames.match(*text(sentences), book(f=(list(patterns), list(exclude))))
    body = " ".join(sentences)
    return [body[start:end] for start, end in zip(hits.start, hits.end, strict=True)]


@pytest.mark.parametrize(
    ("pattern", "sentence", "hits"),
    [
        ("ferry", "The Ferry left; a ferry-boat stayed, ferrying no one.", ["Ferry", "ferry-boat"]),
        ("ferry", "The ferry's crew and the ferry\u2019s mate", ["ferry's", "ferry\u2019s"]),
        ("US", "They told us that the US, the U.S. and US-led crews left", ["US", "U.S.", "US-led"]),
        ("Dock*", "dock Docks DOCKS Docking", ["Docks", "Docking"]),
        ("delay*", "A delay delayed the undelayed", ["delay", "delayed"]),
        ("*delay*", "the undelayed", ["undelayed"]),
        ("*n't", "They won't, they can\u2019t, they will not", ["won't", "can\u2019t"]),
        ("f*y", "the ferry of a fairy is fast", ["ferry", "fairy"]),
        ("#", "On 3 May 10,000 crossed, 99 on the 12th, eleven took route A5", ["3", "10,000", "99", "12th"]),
        ("self-help", "self-help, self help, selfhelp", ["self-help", "self help"]),
        ("late ferry", "late, ferry; late old ferry", ["late, ferry"]),
        ("late ..1 ferry", "late ferry, late old ferry, late very old ferry", ["late ferry", "late old ferry"]),
        ("(late | not on time) ..2 ferry", "a late ferry, and not on time the other ferry", ["late ferry", "not on time the other ferry"]),
        ("a ..2 b c", "a b b c", ["a b b c"]),
        ("ferry & late", "late ferry, slow ferry", ["ferry", "ferry"]),
    ],
)
def test_what_a_pattern_meets(pattern, sentence, hits):
    assert found([pattern], sentence) == hits


def test_neither_a_phrase_nor_a_conjunction_crosses_a_sentence_or_an_article():
    for pattern in ("late ferry", "late ..20 ferry", "late & ferry"):
        assert found([pattern], "It was late", "ferry left") == []
        assert frames.match(*text(["It was late"], ["ferry left"]), book(f=[pattern])).empty


def test_of_overlapping_hits_of_a_frame_the_longest_is_kept_and_frames_do_not_disturb_each_other():
    hits = frames.match(*text(["the late old ferry left"]), book(f=["late old", "old ferry left", "left"], g=["late"]))
    assert list(zip(hits.frame, hits.start, hits.end, hits.pattern, strict=True)) == [("g", 4, 8, "late"), ("f", 9, 23, "old ferry left")]


def test_of_two_patterns_with_the_same_hit_the_first_in_the_codebook_is_named():
    assert frames.match(*text(["a ferry"]), book(f=["fer*", "ferry"])).pattern.tolist() == ["fer*"]


def test_a_hit_that_touches_an_excluded_stretch_does_not_count():
    assert found(["front", "line front"], "in front of the front, the line front of", exclude=["in front of", "front of"]) == ["front"]
    assert found(["late"], "in front of the late case", exclude=["in ..9 case", "front of"]) == []


def test_rows_name_article_and_sentence_and_follow_the_text():
    hits = frames.match(*text(["x x", "x ferry"], ["late x", "x", "ferry"]), book(f=["ferry"], g=["late"]))
    assert hits[["article_id", "sentence", "frame"]].to_records(index=False).tolist() == [("a0", 1, "f"), ("a1", 0, "g"), ("a1", 2, "f")]


@pytest.mark.parametrize("sentences", [[], ["nothing here"]])
def test_no_hit_and_no_text_give_an_empty_table(sentences):
    tokens, types = text(sentences) if sentences else (tables.empty("tokens"), tables.empty("types"))
    hits = frames.match(tokens, types, book(f=["ferry & late"], g=[]))
    assert hits.empty and hits.dtypes.equals(tables.empty("frames").dtypes)


# The slow matcher: one regular expression per phrase, tried on every stretch of every sentence.

VOCABULARY = "ferry Ferry ferries late US us U.S. US-led led in-US-late ferry's 3 10,000 isn't undelayed US\u2019s".split()
WRITTEN = ["ferry", "Ferry", "ferr*", "late", "US", "us", "#", "*n't", "un*ed", "US-led", "led"]

flat = st.lists(st.sampled_from(WRITTEN), min_size=1, max_size=3).map(" ".join)
gapped = st.tuples(flat, st.integers(1, 3), flat).map("{0[0]} ..{0[1]} {0[2]}".format)
choices = st.lists(st.one_of(flat, gapped), min_size=1, max_size=3).map(" | ".join).map("({})".format)
chosen = st.tuples(flat, choices, st.sampled_from(["", "..1", "..2"]), flat).map(" ".join)
phrases = st.one_of(flat, gapped, choices, chosen)
patterns = st.one_of(phrases, st.tuples(phrases, phrases).map(" & ".join))
sentences = st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=9).map(" ".join), min_size=1, max_size=4)


def regex(steps):
    """Return the regular expression of a phrase over words that each end in a space."""
    out = ""
    for i, step in enumerate(steps):
        each = [regex(c) if isinstance(c, tuple) else r"\d\S* " if c == "#" else word_regex(c) for c in step.choices]
        out += (rf"(?:\S+ ){{0,{step.gap}}}" if i else "") + "(?:" + "|".join(each) + ")"
    return out


def word_regex(word):
    body = re.escape(word).replace(r"\*", r"\S*")
    return f"{body} " if word != word.lower() else f"(?i:{body}) "


def spans(steps, sentence):
    """Return the (first, last) tokens that a phrase covers in a sentence (a list of printed tokens)."""
    pieces = [(i, w) for i, t in enumerate(sentence) for w in codebook.words(re.sub(r"['\u2019]s$", "", t))]
    test = re.compile(regex(steps)).fullmatch
    stretches = [(i, j) for i in range(len(pieces)) for j in range(i, len(pieces))]
    return {(pieces[i][0], pieces[j][0]) for i, j in stretches if test("".join(w + " " for _, w in pieces[i : j + 1]))}


def slow(frame, sentence):
    """Return (first token, last token, pattern) of the hits of a frame in a sentence."""
    met = {p: spans(p.parts[0], sentence) for p in (*frame.patterns, *frame.exclude) if all(spans(q, sentence) for q in p.parts[1:])}
    hits = [(s, i) for i, p in enumerate(frame.patterns) for s in met.get(p, ())]
    excluded = [s for p in frame.exclude for s in met.get(p, ())]
    kept = []
    for (a, b), i in sorted(hits, key=lambda hit: (hit[0][0] - hit[0][1], hit[0][0], hit[1])):
        if not any(a <= d and c <= b for c, d in [*excluded, *(k[:2] for k in kept)]):
            kept.append((a, b, frame.patterns[i].text))
    return sorted(kept)


@settings(deadline=None, max_examples=200)
@given(st.lists(sentences, min_size=1, max_size=2), st.lists(patterns, min_size=1, max_size=4, unique=True), st.lists(flat, max_size=1))
def test_the_fast_matcher_agrees_with_the_slow_one(articles, written, exclude):
    made = book(f=(written, [e for e in exclude if e not in written]))
    hits = frames.match(*text(*articles), made)[["article_id", "sentence", "start", "end", "pattern"]].to_records(index=False).tolist()
    expected = []
    for a, parts in enumerate(articles):
        shift = 0
        for s, sentence in enumerate(parts):
            printed = list(segment.WORD.finditer(sentence))
            for first, last, pattern in slow(made.frames[0], [m.group() for m in printed]):
                expected.append((f"a{a}", s, shift + printed[first].start(), shift + printed[last].end(), pattern))
            shift += len(sentence) + 1
    assert hits == expected


def instance(steps):
    """Write out a phrase: the first alternative of each place, x for `*`, 7 for a figure."""
    words = (s.choices[0] if isinstance(s.choices[0], str) else instance(s.choices[0]) for s in steps)
    return " ".join(words).replace("*", "x").replace("#", "7")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_every_pattern_that_ships_can_be_met(path):
    read = codebook.load(path)
    dead = []
    for frame in read.frames:
        examples = [" ".join(instance(steps) for steps in p.parts) for p in frame.patterns]
        hits = frames.match(*text(examples), codebook.Codebook(*[""] * 4, (frame,), ""))
        dead += [(frame.id, frame.patterns[i].text) for i in sorted(set(range(len(examples))) - set(hits.sentence))]
    assert not dead


def test_a_thousand_articles_take_about_a_second():
    read = codebook.load(paths.codebooks() / "policy-frames.toml")
    random = np.random.default_rng(5)
    written = sorted({w for f in read.frames for p in f.patterns for w in re.findall(r"[A-Za-z]{2,}", p.text)})
    words = written + [f"{a}{b}" for a in written[:200] for b in written[:100]]
    types = tables.frame("types", [(i, w, segment.term(w), True) for i, w in enumerate(words)])
    size = 700_000
    common = random.integers(0, len(written), size)
    type_ = np.where(random.random(size) < 0.2, common, np.minimum(random.zipf(1.2, size) + len(written), len(words) - 1))
    place = np.tile(np.arange(700), 1000)
    rows = {"article_id": np.repeat([f"a{i}" for i in range(1000)], 700), "sentence": place // 25, "start": place * 8, "type": type_}
    tokens = tables.check("tokens", pd.DataFrame(rows))
    begin = time.process_time()
    assert len(frames.match(tokens, types, read)) > 10_000
    assert time.process_time() - begin < 3  # 0.5 to 0.7 s where it was written; a matcher that reads every word takes a minute


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("There is no threat", 0),
        ("They did not see any threat", 0),
        ("They didn\u2019t see the threat", 0),
        ("Not only a threat but a danger", 1),
        ("No doubt a threat", 1),
        ("They did not say until the very evening that a threat was near", 1),
        ("A threat, not a promise", 1),
    ],
)
def test_a_negated_hit_is_skipped_where_the_codebook_asks_for_it(sentence, counts):
    entry = {"id": "f", "name": "f", "definition": "f", "patterns": ["threat"]}
    count, skip = (codebook.Codebook("t", "en", "s", "1", (codebook.frame(entry | {"negated": n}),), "") for n in ("count", "skip"))
    assert len(frames.match(*text([sentence]), count)) == 1 and len(frames.match(*text([sentence]), skip)) == counts


def test_a_negation_ends_with_its_sentence():
    entry = {"id": "f", "name": "f", "definition": "f", "patterns": ["threat"], "negated": "skip"}
    made = codebook.Codebook("t", "en", "s", "1", (codebook.frame(entry),), "")
    assert len(frames.match(*text(["They said no", "threat was their word"]), made)) == 1


def test_a_hit_knows_how_many_words_it_is():
    assert frames.match(*text(["the late old ferry and a ferry-boat"]), book(f=["late ..1 ferry", "ferry"])).words.to_list() == [3, 1]
