"""VADER's compound score (Hutto and Gilbert 2014), string work once per word type, equal to the package in every digit.

The package lower-cases, strips and looks up every word of every sentence several times over. Here that is done once per printed
form (`Forms`); a sentence is then a list of small records, and only its lexicon words are looked at. The rules, their
order and their oddities are the package's own, because a published score must be the one that others get. What is rare
(emoji, idioms such as "yeah right", "kind of") is handed to the package itself. Tests compare the two on random mixtures.
"""

import math
import string
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from vaderSentiment.vaderSentiment import BOOSTER_DICT, C_INCR, N_SCALAR, NEGATE, SentimentIntensityAnalyzer

LIMIT = 200_000  # printed forms remembered; then the memory is emptied
IDIOMS = frozenset("the shit,the bomb,bad ass,bus stop,yeah right,kiss of,to die,beating heart,just enough,kind of,sort of".split(","))
RARE = frozenset("shit bomb ass bus yeah kiss die beating enough kind sort".split())  # the rarer word of each idiom
DAMPENED = (1, 0.95, 0.9)  # the weight of a booster one, two and three words before
NEGATIONS = frozenset(NEGATE)


class Form(NamedTuple):
    """What VADER asks of a printed word."""

    word: str
    valence: float | None  # None: not in the lexicon
    boost: float  # 0: no booster
    negation: bool
    capitals: bool
    marked: bool  # in the lexicon, or a word of an idiom
    turning: bool  # changes the lexicon words that follow


class Forms(dict):
    """Printed word -> Form, made when first met."""

    def __missing__(self, printed: str) -> Form:
        if len(self) >= LIMIT:
            self.clear()
        bare = printed.strip(string.punctuation)
        bare = bare if len(bare) > 2 else printed  # else it may be an emoticon
        word = bare.lower()
        valence, boost = package().lexicon.get(word), BOOSTER_DICT.get(word, 0.0)
        negation = word in NEGATIONS or "n't" in word
        marked, turning = (valence is not None and not boost) or word in RARE, bool(boost) or negation or word in ("no", "least", "this")
        form = self[printed] = Form(word, valence, boost, negation, bare.isupper(), marked, turning)
        return form


FORMS = Forms()
CAPITALS = attrgetter("capitals")


@cache
def package() -> SentimentIntensityAnalyzer:
    """Return the package's analyser, which reads its lexicon when it is made."""
    return SentimentIntensityAnalyzer()


@cache
def emoji() -> frozenset:
    """Return the characters that the package replaces by words."""
    return frozenset(package().emojis)


def compound(text: str) -> float:
    """Return the compound score of `text` (straight apostrophes), -1 to 1, rounded to four digits as the package does.

    >>> compound("not good") == package().polarity_scores("not good")["compound"] < 0
    True
    """
    forms = list(map(FORMS.__getitem__, text.split()))
    marked = [i for i, form in enumerate(forms) if form.marked]
    if (not text.isascii() and not emoji().isdisjoint(text)) or idiomatic(forms, marked):
        return package().polarity_scores(text)["compound"]
    hits = [i for i in marked if forms[i].valence is not None and not forms[i].boost]
    if not hits:
        return 0.0
    mixed = 0 < sum(map(CAPITALS, forms)) < len(forms)
    values = [valence(forms, i, mixed) for i in hits]
    contrast(forms, hits, values)
    return squashed(float(sum(values)), text)


def idiomatic(forms: list[Form], marked: list[int]) -> bool:
    """Return whether one of the idioms that the package knows begins or ends at a marked word."""
    around = [i for i in marked if forms[i].word in RARE]
    return any(" ".join(form.word for form in forms[j : j + 2]) in IDIOMS for i in around for j in (max(0, i - 1), i))


def valence(forms: list[Form], i: int, mixed: bool) -> float:
    """Return the valence of the lexicon word at `i`, raised by capitals, after the words before it."""
    here, before = forms[i], forms[max(0, i - 3) : i][::-1]
    turning = any(form.turning for form in before)
    if turning and refused(before):
        value = here.valence * N_SCALAR
    else:
        refusing = here.word == "no" and i + 1 < len(forms) and forms[i + 1].valence is not None
        value = 0.0 if refusing else here.valence
    if mixed and here.capitals:
        value += C_INCR if value > 0 else -C_INCR
    return modified(value, before, mixed) if turning else value


def modified(value: float, before: list[Form], mixed: bool) -> float:
    """Return `value` after the three words before it, nearest first: boosters, dampeners, negations and "least"."""
    for distance, form in enumerate(before):
        if form.valence is None:
            value += boosted(form, value, mixed) * DAMPENED[distance]
            value *= turned(before, distance)
    if before[0].word == "least" and not (len(before) > 1 and before[1].word in ("at", "very")):
        value *= N_SCALAR
    return value


def refused(before: list[Form]) -> bool:
    """Return whether "no" stands one or two words before, or three with "or" or "nor" in between."""
    words = [form.word for form in before]
    return "no" in words[:2] or (words[2:] == ["no"] and words[0] in ("or", "nor"))


def boosted(form: Form, value: float, mixed: bool) -> float:
    """Return what a booster or dampener adds to a word of valence `value`."""
    step = -form.boost if value < 0 else form.boost
    if step and mixed and form.capitals:
        step += C_INCR if value > 0 else -C_INCR
    return step


def turned(before: list[Form], distance: int) -> float:
    """Return the factor of the word at `distance` (0: directly before): a negation turns, "never so" strengthens."""
    words = [form.word for form in before[: distance + 1]]
    so = words[-2:-1] and words[-2] in ("so", "this") and words[-1] == "never"
    if distance and (so or distance == 2 and words[0] in ("so", "this")):
        return 1.25
    if distance and words[-1] == "without" and "doubt" in words[:-1]:
        return 1.0
    return N_SCALAR if before[distance].negation else 1.0


def contrast(forms: list[Form], hits: list[int], values: list[float]) -> None:
    """Halve what stands before the first "but" and weigh what follows by 1.5, in place.

    As in the package, a value met again is looked up by its first occurrence, so that equal values take each other's turn.
    """
    pivot = next((i for i, form in enumerate(forms) if form.word == "but"), None)
    for k in range(len(values) if pivot is not None else 0):
        first = values.index(values[k])
        values[first] *= 0.5 if hits[first] < pivot else 1.5


def squashed(total: float, text: str) -> float:
    """Return the sum of the valences, raised by ! and ??, as a score between -1 and 1."""
    asked = text.count("?")
    emphasis = min(text.count("!"), 4) * 0.292 + (0 if asked < 2 else asked * 0.18 if asked <= 3 else 0.96)
    total += emphasis if total > 0 else -emphasis if total < 0 else 0
    return round(max(-1.0, min(1.0, total / math.sqrt(total * total + 15))), 4)
