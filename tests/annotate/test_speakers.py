"""People followed through an article: surnames, pronouns, titles, descriptions, and the last speaker where nobody is named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.people import people
from analysis.annotate.quotes import read
from analysis.segment import segment


def speakers(text: str) -> list[str]:
    return [q.speaker for q in read(text, segment(text))]


def last(text: str) -> str:
    return speakers(text)[-1]


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("Harbour Minister Ada Brandt came. Brandt said it was late.", "Ada Brandt"),
        ("Harbour Minister Ada Brandt came. Mrs. Brandt said it was late.", "Ada Brandt"),
        ("Harbour Minister Ada Brandt came. She said it was late.", "Ada Brandt"),
        ("Harbour Minister Ada Brandt came. The minister said it was late.", "Ada Brandt"),
        ("Gov. Karl Ost of Kelm signed the law. “It is a good law,” the governor said.", "Karl Ost"),
        ("Orran President Karl Ost met the Kelmish president, Ada Brandt. The Orran leader said it was late.", "Karl Ost"),
        ("Orran President Karl Ost met the Kelmish president, Ada Brandt. The Kelmish leader said it was late.", "Ada Brandt"),
        ("Karl Ost, a spokesman for the board, came with Ada Brandt, a lawyer. The spokesman said it was late.", "Karl Ost"),
        ("Karl Ost, a spokesman for the board, came with Ada Brandt, a lawyer. The attorney said it was late.", "Ada Brandt"),
        ("Secretary of State Ada Brandt came. Ms. Brandt said it was late.", "Ada Brandt"),
        ("Kelm’s envoy to the UN Karl Ost said it was late.", "Karl Ost"),
        ("A spokesman for Ada Brandt said it was late.", "spokesman for Ada Brandt"),
        ("The Kremlin said it was late.", "Kremlin"),
        ("Ada Brandt, a lawyer from Kelm, said it was late.", "Ada Brandt"),
        ("On Monday, Ada Brandt, Kelm’s envoy, said it was late.", "Ada Brandt"),
        ("Sen. Karl Ost (R-Kelm), who leads the board, said it was late.", "Karl Ost"),
        ("In a letter to Ada Brandt, Karl Ost said it was late.", "Karl Ost"),
        ("Brandt’s account tweeted that it was late. Ada Brandt slept.", "Ada Brandt"),
    ],
)
def test_a_printed_source_is_resolved_to_the_person(text, speaker):
    assert last(text) == speaker


@pytest.mark.parametrize("he, she", [("He", "She"), ("he", "she")])
def test_pronouns_go_to_the_last_person_of_their_gender(he, she):
    text = "Mr. Karl Ost met Mrs. Ada Brandt at the pier. "
    one, other = ("{} said it was late.", "“It is late,” {} said.") if he == "He" else ("“It is late,” {} said.",) * 2
    assert last(text + one.format(he)) == "Karl Ost"
    assert last(text + other.format(she.lower())) == "Ada Brandt"


def test_a_pronoun_goes_to_who_spoke_and_not_to_who_was_spoken_of():
    text = "Karl Ost and Peter Lind came. Karl Ost said Peter Lind had lost the key when he fell.\n“It was the only key,” he said."
    assert last(text) == "Karl Ost"


def test_a_pronoun_goes_to_who_spoke_and_not_to_who_stands_first():
    assert last("Peter Lind watched as Karl Ost said the key was lost.\n“It was the only key,” he said.") == "Karl Ost"


def test_a_pronoun_goes_to_who_spoke_and_not_to_who_wished():
    assert last("Peter Lind wanted a key, but Karl Ost said none was left.\n“It was lost,” he said.") == "Karl Ost"


def test_a_pronoun_without_anybody_stays_open():
    assert last("He said it was late.") == ""


def test_a_name_inside_a_quotation_does_not_take_the_pronoun():
    text = "Karl Ost came to the pier. “Peter Lind took the key,” he said. “I saw it,” he added."
    assert speakers(text) == ["Karl Ost", "Karl Ost"]


def test_a_quotation_without_attribution_goes_on_with_the_last_speaker():
    text = "Ada Brandt said the pier was old. “It must go.”\n“It must go this year.”"
    assert speakers(text) == ["Ada Brandt"] * 3


def test_two_people_of_one_surname_are_told_apart_by_title():
    text = "Mr. Karl Ost and Mrs. Ada Ost came. Mrs. Ost said it was late. Mr. Ost said it was early."
    assert speakers(text)[-2:] == ["Ada Ost", "Karl Ost"]


def test_people_are_named_in_full_whatever_form_stands_in_the_text():
    text = "Karl Ost met Sen. Brandt. Ost fell. Ada Brandt laughed. The House Committee on Ferries met on Friday."
    assert [m.person.name for m in people(text)] == ["Karl Ost", "Ada Brandt", "Karl Ost", "Ada Brandt"]


PIECES = [
    "Ada Brandt",
    "Mr. Ost",
    "President",
    "of",
    "the",
    "said",
    "he",
    "She",
    "J. K.",
    "Jr.",
    ",",
    ".",
    "UN",
    "’s",
    "“x”",
    "\n",
    "OST",
    "ost",
    "Él",
]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_namings_lie_in_the_text_in_order_and_end_with_the_last_name(pieces):
    text = " ".join(pieces)
    found = people(text)
    assert all(text[m.start : m.end].split()[-1].lower() == m.person.last for m in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(m.person.gender in ("", "man", "woman") for m in found)
