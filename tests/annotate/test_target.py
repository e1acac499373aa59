"""Tone toward a target: what the model must not know, where its span may lie, and that rules and model tell who is praised."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import paths
from analysis.annotate import target

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
        read.append(target.margins(*spanned(parts[0], own, parts[1])).tolist())
    assert read[0] == pytest.approx(read[1])


@pytest.mark.parametrize(("text", "first"), [("Okonkwo blamed Meyer.", "<name>"), ("Critics blamed Meyer.", "critics"), ("I blamed Meyer.", "i")])
def test_the_first_word_is_read_only_where_it_is_a_common_one(text, first):
    assert target.around(text, len(text) - 6, len(text) - 1).words[0] == first


def test_a_negation_turns_the_rules_and_weakens_the_model():
    for plain, turned in [("Meyer is honest.", "Meyer is not honest."), ("Meyer did a great job.", "Meyer did not do a great job.")]:
        assert target.rules(plain, 0, 5) > 0 > target.rules(turned, 0, 5)
        assert target.score(plain, 0, 5) > target.score(turned, 0, 5)


def test_a_feature_that_training_never_met_says_nothing():
    """Keys between two stored ones, and beyond the last, must not borrow their neighbours' weights."""
    assert target.margins("Meyer qzxwv.", 0, 5) == pytest.approx(lengthwise("Meyer qzxwv.", 0, 5))


def lengthwise(text, start, end):
    """The margins summed up feature by feature, from a dictionary."""
    keys, weights, scale, numbers, intercept = target.model()
    known, read = dict(zip(keys.tolist(), weights * scale, strict=True)), target.around(text, start, end)
    hashed = [pair for bag in target.bags(read).values() for pair in zip(*target.hashed(bag), strict=True)]
    return sum((known.get(int(key), np.zeros(3)) * value for key, value in hashed), intercept + target.figures(read) @ numbers)


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
    assert figures.shape == (len(target.figures(target.around("Meyer smiled.", 0, 5))), 3)
