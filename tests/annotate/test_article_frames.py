"""The frames of a whole article: what the shipped weights do to invented texts, and that fitting and scoring see the same."""

import numpy as np
import pytest

from analysis.annotate import article_frames as model

MONEY = "The levy would cost the mill 40 million dollars a year. Investors fear for jobs, prices and the budget. The market fell."
FAITH = "The bishop said caring for the river is a moral duty. Pope and church speak of sin, faith and justice for the poor."


def test_an_article_has_a_score_for_each_frame():
    found = model.read(MONEY)
    assert list(found) == model.FRAMES and all(0 < v < 1 for v in found.values())


def test_money_is_economic_and_faith_is_moral():
    money, faith = model.read(MONEY), model.read(FAITH)
    assert money["Economic"] > faith["Economic"] and faith["Moral"] > money["Moral"]
    assert max(money, key=money.get) == "Economic" and faith["Moral"] > faith["Economic"]


@pytest.mark.parametrize("text", ["", "...", "\n\n"])
def test_a_text_without_a_word_has_no_score(text):
    assert model.read(text) == {}


def test_words_the_model_never_saw_change_no_score():
    stranger = model.read("Xqzzkv wqrrty. Vvbnmk!")
    assert set(stranger) == set(model.FRAMES) and all(np.isfinite(v) for v in stranger.values())
    assert model.read(MONEY.replace("levy", "xqzzkv levy"))["Economic"] == pytest.approx(model.read(MONEY)["Economic"])


def test_a_score_is_the_sum_it_says():
    """One stem, one sentence: its weight (of length 1), the named numbers and the constant."""
    idf, weights, named, shift = model.model()
    logit = np.array(weights["carbon"]) + np.log(2) * named[-1] + shift
    assert list(model.read("Carbon.").values()) == pytest.approx(list(1 / (1 + np.exp(-logit)))) and idf["carbon"] > 1


def test_the_weights_are_of_single_stems():
    idf, weights, named, _ = model.model()
    assert all(" " not in word for word in idf) and 1000 < len(weights) < 8000 and named.shape == (6, 5)
