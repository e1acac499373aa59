"""Tone toward a target: what the model must not know, where its span may lie, and that rules and model tell who is praised."""

from collections import Counter
from itertools import pairwise
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import paths
from analysis.annotate import _target_views, target, valence
from analysis.annotate.tone import inflected

PIECES = "praised attacked , but and said that the deal was a disgrace success never not Meyer Okonkwo they “ ” — . 12 it’s é".split()
SENTENCE = st.lists(st.sampled_from(PIECES), max_size=20)


def spanned(before, name, after):
    left = " ".join([*before, ""])
    return left + " ".join([name, *after]), len(left), len(left) + len(name)


@settings(deadline=None, max_examples=150)
@given(SENTENCE, st.sampled_from(["Meyer", "the old mayor", "US", "they"]), SENTENCE)
def test_any_sentence_has_a_tone(before, name, after):
    place = spanned(before, name, after)
    assert target.tone(*place) in (-1, 0, 1) and -1 <= target.score(*place) <= 1 and -1 < target.rules(*place) < 1


NAMES = st.sampled_from(["Okonkwo", "Brandt", "Hungary", "Peru"])


@settings(deadline=None, max_examples=100)
@given(SENTENCE, SENTENCE, st.tuples(NAMES, NAMES), st.tuples(NAMES, NAMES))
def test_a_name_decides_nothing(before, after, names, others):
    """Neither the target's own name nor those of others in the sentence: `Meyer` is put in another's name throughout."""
    read = []
    for own, other in (names, others):
        parts = [[other if word == "Meyer" else word for word in part] for part in (before, after)]
        read.append(spanned(parts[0], own, parts[1]))
    mine, other = target.margins(read).tolist()
    assert mine == pytest.approx(other)


@pytest.mark.parametrize(("text", "first"), [("Okonkwo blamed Meyer.", "<name>"), ("Critics blamed Meyer.", "critics"), ("I blamed Meyer.", "i")])
def test_the_first_word_is_read_only_where_it_is_a_common_one(text, first):
    assert target.around(text, len(text) - 6, len(text) - 1).words[0] == first


def test_a_negation_turns_the_rules_and_weakens_the_model():
    for plain, turned in [("Meyer is honest.", "Meyer is not honest."), ("Meyer did a great job.", "Meyer did not do a great job.")]:
        assert target.rules(plain, 0, 5) > 0 > target.rules(turned, 0, 5)
        assert target.score(plain, 0, 5) > target.score(turned, 0, 5)


@pytest.mark.parametrize("batch", [1, 30, 10_000])
def test_scored_at_once_as_one_by_one(batch, monkeypatch):
    monkeypatch.setattr(target, "BATCH", batch)
    places = [spanned(["They", "praised"], "Meyer", ["."]), spanned([], "Meyer", []), spanned(["Never", "a", "disgrace", ","], "Okonkwo", ["."])]
    assert target.scores(places) == pytest.approx([target.score(*place) for place in places], abs=1e-12)
    assert target.scores([]) == []


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(SENTENCE, st.sampled_from(["Meyer", "the old mayor", "They"]), SENTENCE), min_size=1, max_size=4))
def test_the_table_reads_as_sentences_one_by_one(sentences):
    """Features the training never met included: they must not borrow the weights of their neighbours."""
    places = [spanned(*sentence) for sentence in sentences]
    assert target.margins(places) == pytest.approx(np.array([plainly(target.around(*place)) for place in places]), abs=1e-9)


def plainly(read):
    """The margins of one sentence, summed up feature by feature from their names."""
    keys, weights, scale, numbers, intercept = target.model()
    total = intercept + np.concatenate([lexical(read), target.vader(read)]) @ numbers
    for bag in bags(read.words, read.at, read.own):
        for name, value in bag.items():
            row = keys.searchsorted(crc32(name.encode()))
            if row < len(keys) and keys[row] == crc32(name.encode()):
                total = total + value / np.sqrt(sum(v * v for v in bag.values())) * weights[row] * scale
    return total


def bags(words, at, own):
    """The features of each view, by name."""
    sides = {"L": words[:at][::-1], "R": words[at + 1 :]}
    content = {side: [w for w in found if w.isalpha() and w not in _target_views.STOP][:3] for side, found in sides.items()}
    near, turned = words[max(0, at - 3) : at + 4], [i for i, v in valence.values(words, Every()) if v < 0]
    fading, apart = Counter(), Counter()
    for side, found in sides.items():
        for d, w in enumerate(found, 1):
            fading[f"f {w}"] += 2.718 ** (-d / 3)
            apart[f"s{side} {w}"] += 2.718 ** (-d / 4)
    ones = [
        [f"w {w}" for w in words],
        [f"p {a} {b}" for a, b in pairwise(words)],
        [f"n{side} {w}" for side, found in sides.items() for w in found[:5]],
        [f"{side}{d} {w}" for side, found in sides.items() for d, w in enumerate(found[:3], 1)],
        ["t " + " ".join(near[i : i + 3]) for i in range(max(1, len(near) - 2))],
        [f"c{side}{d} {w}" for side, found in content.items() for i, w in enumerate(found) for d in (i, "")],
        [f"x {words[i]}" for i in turned],
        [f"o {w.lower()}" for w in own if w.islower() or w.lower() in _target_views.PRONOUNS],
        [f"q {words[:at].count(chr(34)) % 2}", f"b {at == 0}", f"k {min(len(words) // 8, 6)}"],
        [f"g {f' {w} '[i : i + n]}" for w in words if w.isalpha() for n in (3, 4, 5) for i in range(max(1, len(w) + 3 - n))],
    ]
    return [fading, apart, *(dict.fromkeys(names, 1.0) for names in ones)]


class Every(dict):
    """A lexicon in which every word is worth 1, so that `valence.values` tells by the sign which a negation turns."""

    def get(self, word):
        return 1.0


def lexical(read):
    """What the lexicons say in the ten windows, word by word."""
    out = []
    for lexicon in inflected():
        plus, minus = np.zeros(10), np.zeros(10)
        for i, value in valence.values(read.words, lexicon):
            gap, far = i - read.at, abs(i - read.at)
            near, fades = 1 / (1 + far), [np.exp(-far / 3), np.exp(-far / 8)]
            window = [1, *fades, near, (gap < 0) * near, (gap > 0) * near, gap < 0, gap > 0, read.first <= i <= read.last, far <= 4]
            (plus if value > 0 else minus)[:] += abs(value) * np.array(window, float)
        out += [*np.sqrt(plus), *np.sqrt(minus), *map(valence.curve, plus - minus)]
    return out


def test_who_is_praised_and_who_is_blamed():
    kind, unkind = "Voters praised Meyer as a brave and honest leader.", "Voters attacked Meyer as a corrupt and cruel liar."
    assert target.tone(kind, 15, 20) == 1 and target.tone(unkind, 16, 21) == -1
    assert target.score(kind, 15, 20) > 0 > target.score(unkind, 16, 21)
    assert target.rules(kind, 15, 20) > 0 > target.rules(unkind, 16, 21)


def test_rules_stay_within_the_clause():
    text = "The mayor spoke, but the horrible murder shocked them."
    assert target.rules(text, 4, 9) == 0 and target.rules(text, 45, 52) < 0


def test_curly_apostrophes_read_as_straight_ones():
    assert target.score("Meyer isn’t honest.", 0, 5) == target.score("Meyer isn't honest.", 0, 5)


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (4, 2), (0, 99)])
def test_a_target_outside_of_its_sentence_is_refused(span):
    with pytest.raises(ValueError, match="lies outside of a sentence of 13 characters"):
        target.tone("Meyer smiled.", *span)


def test_the_model_ships_no_words():
    """Hashed weights only, and small."""
    path = paths.codebooks() / "target-tone.npz"
    assert path.stat().st_size < 2_000_000
    keys, weights, scale, figures, intercept = target.model()
    assert keys.dtype == "uint32" and (np.diff(keys.astype(int)) > 0).all()
    assert weights.dtype == "int8" and weights.shape == (len(keys), 3) and scale.shape == intercept.shape == (3,)
    read = [target.around("Meyer smiled.", 0, 5)]
    assert figures.shape == (target.figures(read, target.table(read)).size, 3)
