"""Namings in invented text: what is found, what is left alone, and that every offset is true whatever the text is."""

import pytest
from conftest import seconds
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import gazetteer
from analysis.annotate import names
from analysis.segment import segment


def read(body, **more):
    return names.read(body, segment(body), **more)


def labels(body, kind=None):
    return [n.label for n in read(body) if kind in (None, n.kind)]


@pytest.mark.parametrize(
    ("body", "label", "name"),
    [
        ("He met Talvaran Deputy Interior Minister Ada Brisk there.", "Talvaran Deputy Interior Minister Ada Brisk", "Ada Brisk"),
        ("He met French Foreign Minister Odile Marchand there.", "French Foreign Minister Odile Marchand", "Odile Marchand"),
        ("The letter went to Ada Brisk, the mayor of the town, on Monday.", "Ada Brisk, the mayor of the town", "Ada Brisk"),
        ("Yesterday Italy’s envoy to the UN Carla Ferri left.", "Italy’s envoy to the UN Carla Ferri", "Carla Ferri"),
        ("They blamed Italy’s dictator, Aldo Ferri, for it.", "Italy’s dictator, Aldo Ferri", "Aldo Ferri"),
        ("It hit Rep. Ada Brisk (R-XX), the chair of the party, hard.", "Rep. Ada Brisk (R-XX), the chair of the party", "Ada Brisk"),
        ("It was former president Anton Dussel who knew.", "former president Anton Dussel", "Anton Dussel"),
        ("We asked Secretary of State Anton Dussel about it.", "Secretary of State Anton Dussel", "Anton Dussel"),
        ("They told UN Secretary-General Ban Ki-moon of it.", "UN Secretary-General Ban Ki-moon", "Ban Ki-moon"),
        ("The deal was signed by Theresa May in autumn.", "Theresa May", "Theresa May"),
        ("The novel by Pieter van der Meulen sold well.", "Pieter van der Meulen", "Pieter van der Meulen"),
    ],
)
def test_a_person_comes_with_title_role_and_apposition(body, label, name):
    assert (label, "person", name) in [(n.label, n.kind, n.name) for n in read(body)]


@pytest.mark.parametrize(
    ("body", "label"),
    [
        ("Three North Korean mercenaries fled.", "North Korean mercenaries"),
        ("He thanked his Western backers for it.", "Western backers"),
        ("There were military personnel from North Korea.", "military personnel from North Korea"),
        ("The talks pleased hawks in the US.", "hawks in the US"),
        ("Norway’s top officials met.", "Norway’s top officials"),
        ("The administration of outgoing President Ada Brisk failed.", "administration of outgoing President Ada Brisk"),
        ("The Brisk administration failed.", "Brisk administration"),
        ("At night rioters came.", "rioters"),
        ("The Norwegian leader smiled.", "Norwegian leader"),
    ],
)
def test_people_who_act_together_are_named_by_common_nouns(body, label):
    assert label in labels(body, "label")


def test_a_noun_in_front_of_a_noun_is_no_group():
    assert labels("They work at Russian military factories.") == []
    assert labels("The Russian military said no.") == ["Russian military"]
    assert labels("They were displaced, the displaced families, and all others of the displaced.") == ["displaced families", "displaced"]


def test_a_capital_at_the_start_of_a_sentence_must_be_confirmed():
    body = "Critics were glad. Bread was cheap. Vorun was not. On Monday we saw Vorun, and critics saw bread."
    assert labels(body) == ["Vorun", "Vorun", "critics"] or labels(body) == ["Vorun", "Vorun"]


def test_a_word_that_the_article_also_writes_small_begins_no_name():
    assert labels("Angry Vorun left. We saw angry Vorun.") == ["Vorun", "Vorun"]


def test_whoever_is_named_inside_a_label_is_not_named_apart():
    assert labels("The Brisk administration failed. We saw Brisk.") == ["Brisk administration", "Brisk"]


def test_a_capital_city_acts_or_is_a_place():
    kinds = [(n.label, n.kind) for n in read("Moscow and Pyongyang signed it in Moscow.")]
    assert kinds == [("Moscow", "group"), ("Pyongyang", "group"), ("Moscow", "place")]


def test_an_adjective_names_no_country_but_the_people_does():
    assert labels("The Ukrainian border and a Russian step.") == []
    assert labels("She warned the South Koreans.") == ["South Koreans"]


def test_both_sides_of_a_hyphen_are_named():
    assert [(n.label, n.start) for n in read("the Russia-Ukraine war")] == [("Russia", 4), ("Ukraine", 11)]


def test_countries_inside_a_title_are_named_too_and_other_names_inside_are_not():
    assert labels("He saw US Deputy Ambassador to the UN Robert Wood.") == ["US Deputy Ambassador to the UN Robert Wood", "US"]


def test_shouted_words_name_nobody_new():
    calm = "The mayor spoke. We saw Brisk and Russia."
    body = f"GREAT NEWS FOR ALL THE LITTLE PEOPLE OF TARNHOV\n{calm}\nSHOCKING: ANOTHER BIG STORY ABOUT BRISK AND RUSSIA NOW"
    assert labels(body) == ["Brisk", "Russia", "BRISK", "RUSSIA"]


def test_the_forms_of_the_user_are_found_but_not_inside_a_longer_naming():
    body = "The water board met. The Ishel Water Board Authority met the water board."
    own = [n for n in read(body, forms=frozenset({"water board", "Water"})) if n.reader == "actors.toml"]
    assert [(n.label, n.start) for n in own] == [("water board", 4), ("water board", body.rindex("water board"))]


def test_the_list_agrees_with_itself():
    assert gazetteer.lookup("the Kremlin").name == "Russia" and gazetteer.lookup("Kyiv").use == "seat"
    assert gazetteer.plural("Ukrainian") in gazetteer.FORMS and not gazetteer.VAGUE - gazetteer.CLASSES.keys()


PIECES = st.sampled_from(
    "President Ada Brisk|the Kremlin’s|North Korean|troops|Brisk|of the|“|”|said|U.S.|. |, |\n| |’s|-|(|)|VERY LOUD|Kim Jong-un|regime|"
    "مرحبا بكم|МОСКВА|ÉLYSÉE|the mayor, |envoy to the UN|\u200f|İstanbul|ǅ|administration of|X|A.".split("|")
)


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES, max_size=40).map(" ".join) | st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80))
def test_whatever_the_text_offsets_are_true_and_in_order(body):
    for text in (body, body.upper(), body.lower()):
        found = read(text, forms=frozenset({"Brisk", "regime"}))
        assert all(text[n.start : n.end] == n.label and n.label and n.name for n in found)
        assert [n.start for n in found] == sorted(n.start for n in found)
        assert all(n.kind in ("person", "group", "place", "label") for n in found)


PARTS = ["Minister Ada Brisk of the Kremlin met Russian troops, ", "Brisk ", "of the ", "“Brisk, the ", "A. ", "former "]


@pytest.mark.parametrize("part", PARTS)
def test_time_grows_with_length(part):
    def spent(times):
        body = part * times
        return seconds(names.read, body, segment(body))

    spent(100)
    assert spent(8000) < 40 * max(spent(800), 0.005)
