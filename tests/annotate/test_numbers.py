"""The quantities of a text: worked examples by kind, what must not be read, and the laws that hold for any text."""

import math
import re

import pytest
from conftest import seconds
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate import _numbers_numerals as numerals
from analysis.annotate.numbers import read

OPEN = math.nan


def told(text: str) -> list[tuple]:
    """Return (printed, low, high, unit or noun, hedge) of each quantity; an open side is None."""
    ends = [(n, *(None if math.isnan(x) else x for x in (n.low, n.high))) for n in read(text)]
    return [(text[n.start : n.end], low, high, n.unit or n.counted, n.hedge) for n, low, high in ends]


@pytest.mark.parametrize(
    ("text", "printed", "value", "counted"),
    [
        ("It sent 8,000 North Lurian troops across.", "8,000", 8000, "troops"),
        ("It sent 8 000 North Lurian troops across.", "8 000", 8000, "troops"),
        ("It sent 8\u202f000 troops across.", "8\u202f000", 8000, "troops"),
        ("It sent 8\u00a0000 troops across.", "8\u00a0000", 8000, "troops"),
        ("It sent 8.000 troops across.", "8.000", 8000, "troops"),
        ("It counts 1.250.000 voters.", "1.250.000", 1_250_000, "voters"),
        ("They met three generals.", "three", 3, "generals"),
        ("They met twenty-five retired generals.", "twenty-five", 25, "generals"),
        ("It lost two thousand three hundred and five sheep.", "two thousand three hundred and five", 2305, "sheep"),
        ("There was a dozen witnesses.", "a dozen", 12, "witnesses"),
        ("It reached half a million homes.", "half a million", 500_000, "homes"),
        ("It has 3m readers.", "3m", 3_000_000, "readers"),
        ("It has 4.3M paying subscribers.", "4.3M", 4_300_000, "subscribers"),
        ("It has 2.3 billion users.", "2.3 billion", 2_300_000_000, "users"),
        ("It has 1.1 million sales representatives.", "1.1 million", 1_100_000, "representatives"),
        ("Only one person was in the car.", "one", 1, "person"),
        ("The “zero” response angered him.", "zero", 0, "response"),
        ("Of these, 20 large and small firms closed.", "20", 20, "firms"),
    ],
)
def test_counts_are_read_in_every_form_with_what_they_count(text, printed, value, counted):
    assert told(text) == [(printed, value, value, counted, "")]


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("It cost $2.3 billion.", 2.3e9, "dollar", "money"),
        ("It cost US$800m.", 8e8, "dollar", "money"),
        ("It cost £5.", 5, "pound sterling", "money"),
        ("It cost 7.5 million Danish crowns.", 7.5e6, "danish krone", "money"),
        ("It cost 9 billion yuan.", 9e9, "chinese yuan", "money"),
        ("It cost €40 a day.", 40, "euro per day", "money"),
        ("It cost $5 per gallon.", 5, "dollar per gallon", "money"),
        ("Turnout was 61 per cent.", 61, "percent", "percent"),
        ("The gap is 0.25 percentage points.", 0.25, "percentage point", "percent"),
        ("The gap is 25 basis points.", 25, "basis point", "percent"),
        ("The road is 40 kilometers long.", 40, "kilometre", "measure"),
        ("The wall is 3m tall.", 3, "metre", "measure"),
        ("The hall has 300 sq m of space.", 300, "square metre", "measure"),
        ("It drove at 87 mph.", 87, "mile per hour", "measure"),
        ("It was -5 degrees.", -5, "degree", "measure"),
        ("Talks took two and a half years.", 2.5, "year", "duration"),
        ("A 65-year-old teacher won.", 65, "year of age", "age"),
        ("Ann Example, 47, won.", 47, "year of age", "age"),
        ("About two-thirds of it burnt.", 2 / 3, "", "fraction"),
        ("A third of it burnt.", 1 / 3, "", "fraction"),
        ("One in five voters stayed away.", 0.2, "", "fraction"),
        ("They won by two to one.", 2, "", "ratio"),
        ("Costs grew sixfold.", 6, "fold", "ratio"),
        ("The siege saw its one thousandth day.", 1000, "day", "ordinal"),
        ("The siege saw its 1,000th day.", 1000, "day", "ordinal"),
    ],
)
def test_measures_have_a_normalised_unit_and_a_kind(text, value, unit, kind):
    (found,) = read(text)
    assert (found.value, found.unit, found.kind) == (pytest.approx(value), unit, kind)


@pytest.mark.parametrize(
    ("text", "low", "high", "hedge"),
    [
        ("about 10,000 soldiers", 10_000, 10_000, "about"),
        ("some 10,000 soldiers", 10_000, 10_000, "about"),
        ("nearly 10,000 soldiers", 10_000, 10_000, "nearly"),
        ("more than 10,000 soldiers", 10_000, None, "more than"),
        ("at least 10,000 soldiers", 10_000, None, "at least"),
        ("10,000 or more soldiers", 10_000, None, "at least"),
        ("up to 10,000 soldiers", None, 10_000, "up to"),
        ("as many as 10,000 soldiers", None, 10_000, "up to"),
        ("fewer than 10,000 soldiers", None, 10_000, "less than"),
        ("thousands of soldiers", 1000, 10_000, "vague"),
        ("tens of thousands of soldiers", 10_000, 100_000, "vague"),
        ("several hundred soldiers", 200, 1000, "vague"),
        ("10,000-12,000 soldiers", 10_000, 12_000, ""),
        ("between 5 and 7 soldiers", 5, 7, ""),
        ("four to five thousand soldiers", 4000, 5000, ""),
        ("three or four soldiers", 3, 4, ""),
        ("more than 2000 soldiers", 2000, None, "more than"),
    ],
)
def test_hedges_and_ranges_leave_the_interval_that_they_say(text, low, high, hedge):
    (found,) = told(f"They saw {text} there.")
    assert found[1:] == (low, high, "soldiers", hedge)


def test_a_range_has_no_single_value_and_shares_unit_and_magnitude():
    (found,) = read("It costs $5 or $7 million.")
    assert (found.low, found.high, found.value, found.unit) == (5e6, 7e6, None, "dollar")


def test_an_open_side_keeps_the_printed_figure_as_value():
    (found,) = read("More than 60% agreed.")
    assert (found.low, found.value) == (60, 60)
    assert math.isnan(found.high)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Prices rose 5 percent.", ["up"]),
        ("Prices fell by almost 5 percent.", ["down"]),
        ("Prices fell to 5 percent.", [""]),
        ("Prices were 5 percent.", [""]),
        ("The index lost 190 points, or 0.6%.", ["down", "down"]),
        ("It fell by 3 points to 85 points.", ["down", ""]),
        ("The index moved +0.2% on Friday.", ["up"]),
    ],
)
def test_change_is_read_from_the_verb_before_the_number_not_from_the_level_reached(text, changes):
    assert [n.change for n in read(text)] == changes


@pytest.mark.parametrize(
    "text",
    [
        "It began in 2014 and ended in 2019.",
        "It closed in 1834 all small schools.",
        "It began on October 13 and again on Oct. 25.",
        "It began on the 31st of October.",
        "It began on 13 October.",
        "It was signed on 2024-11-01, or 1/11/2024.",
        "It began at 12:30 p.m. and at 8pm and 9 a.m. sharp.",
        "It was the 1990s, or the ’90s.",
        "It was the 21st century, the first time, the third day.",
        "The treaty's Article 4 and Section 230 hold.",
        "The crash of a Boeing 737 and the flight of Apollo 11 were filmed.",
        "The G7, a U-2, an F-16, Covid-19 and 4K were named.",
        "They watched Formula One on BBC One.",
        "No one saw this one; one of the best was the one she liked, one another and all.",
        "The two said so.",
        "She read page 12 and chapter 3.",
        "He lives at 12 Sycamore Avenue.",
        "It has aims: (1) to build, (2) to sell, as in [3].",
        "1. Build it\n2) Sell it",
        "Call 555-0134 or 212-555-0134.",
        "They won 2-1 and lost 21-14 after a 5-4 ruling.",
        "He was confirmed 61 to 34.",
        "It ended in the final third of the pitch, in the first half of the game.",
        "Version 2.3.1 is out; see route 66.",
        "A six-speed, four-door car.",
        "Nothing here is a number, and someone attended the tenth weight often.",
    ],
)
def test_look_alikes_are_passed_over(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("One former Lurian officer said so.", "officer"),
        ("One advantage Miller has is time.", "advantage"),
        ("Six in 10 described themselves so.", ""),
    ],
)
def test_the_noun_behind_a_number_ends_where_the_next_phrase_begins(text, counted):
    assert [n.counted for n in read(text)] == [counted]


@pytest.mark.parametrize(
    ("text", "hedges"),
    [("It cost $5 over 10 years.", ["", ""]), ("It held for over 10 years.", ["more than"]), ("It cost over $5.", ["more than"])],
)
def test_over_is_a_bound_but_not_before_a_span_of_time(text, hedges):
    assert [n.hedge for n in read(text)] == hedges


def test_two_against_one_counts_both_sides():
    assert told("A fight of two clubs against one, he said.") == [("two", 2, 2, "clubs", ""), ("one", 1, 1, "clubs", "")]


def test_a_number_of_400_digits_is_no_quantity():
    assert told("It has " + "9" * 400 + " users and 5 owners.") == [("5", 5, 5, "owners", "")]


def test_offsets_stay_true_behind_a_letter_that_grows_in_lower_case():
    assert told("İİİ sent 40 tanks.") == [("40", 40, 40, "tanks", "")]


FRAGMENTS = """8,000;8 000;$5;€2.3bn;two;one;three hundred and;hundreds of;thousands;half a;million;a dozen;third of;-;–;to;and;or
between;from;about;more than;up to;or more;in five;against one;percent;%;km/h;miles;a day;per share;people
North Lurian troops;“zero”;year-old;2019;Oct. 13;12:30;2-1;2:1;1/2;3½;½;1,2,3;(1);[12];+;−5;~;≈;İstanbul;ß;مئة ٣٤
שלוש 12;|;* 5;2024-13-45;12,34,56;1.2.3.4;US$;HK $;THREE;said;,;.;’;#7;@9;F-16;32m2;5in;0;00;1st;thousandth day;sixfold
1.500.000;4K;$3m"""
FRAGMENT = st.sampled_from([*FRAGMENTS.replace("\n", ";").split(";"), "\n", "\n\n", "\t", "9" * 400])
TEXTS = st.lists(st.tuples(FRAGMENT, st.sampled_from([" ", "", "\n"])), max_size=30).map(lambda parts: "".join(a + b for a, b in parts))
NUMERAL = re.compile("|".join([r"\d", *numerals.GLYPHS, *numerals.WORDS, *numerals.SCALES, *numerals.PLURALS, *numerals.PARTS]))
ENDLESS = ["1,", "1", "one hundred ", "1 000 ", "1.2.", "a", "one ", "1-", "half a ", "5 to ", "two of the Old ", "(", "1/1/"]


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_any_mixture_gives_true_ordered_spans_and_finite_figures(text):
    past = 0
    for n in read(text):
        assert past <= n.start < n.end <= len(text)
        assert NUMERAL.search(text[n.start : n.end].lower())
        assert not math.isinf(n.low) and not math.isinf(n.high)
        assert n.value is None or math.isfinite(n.value)
        assert not (math.isnan(n.low) and math.isnan(n.high))
        assert math.isnan(n.low) or math.isnan(n.high) or n.low <= n.high
        past = n.end


@settings(deadline=None, max_examples=200)
@given(TEXTS, TEXTS)
def test_paragraphs_are_read_one_by_one(first, second):
    shift = len(first) + 2
    parts = [*read(first), *(n._replace(start=n.start + shift, end=n.end + shift) for n in read(second))]
    assert repr(read(f"{first}\n\n{second}")) == repr(parts)


@pytest.mark.parametrize(
    "fragment", ["1,", "1", "one hundred ", "1 000 ", "1.2.", "a", "one ", "1-", "half a ", "5 to ", "two of the Old ", "(", "1/1/"]
)
def test_time_grows_linearly(fragment):
    def least(times: int) -> float:
        return min(seconds(read, fragment * times) for _ in range(3))

    assert least(8000) < 12 * least(1600) + 0.02
