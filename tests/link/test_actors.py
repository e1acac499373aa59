"""Namings joined to actors, in invented stories."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate import clip, names
from analysis.link import actors, people
from analysis.segment import segment


def table(*bodies, known=None):
    rows = []
    for i, body in enumerate(bodies):
        cut = segment(body)
        for n in names.read(body, cut, forms=known.printed if known else frozenset()):
            sentence = max(s for s, *_, start, _ in cut.sentences if start <= n.start)
            rows.append((f"a{i}", sentence, *n))
    return pd.DataFrame(rows, columns=["article_id", "sentence", *names.Name._fields])


def joined(*bodies, known=None):
    articles = pd.DataFrame({"article_id": [f"a{i}" for i in range(len(bodies))]})
    return actors.actors(table(*bodies, known=known), articles, known)


def told(*bodies, **more):
    rows = joined(*bodies, **more)
    return {actor: sorted(group.label) for actor, group in rows.groupby("actor")}


def test_one_person_in_three_spellings_and_by_surname():
    found = told("President Volodymyr Zelenskyy spoke. Zelenskyy left.", "Volodymyr Zelenskiy spoke.", "Nobody saw Zelensky there.")
    (who,) = found
    assert len(found[who]) == 4 and who.startswith("volodymyr-zelensk")


def test_two_persons_of_one_surname_stay_two_and_the_surname_is_the_last_named():
    rows = joined("We met Bill Clinton. Clinton smiled. We met Hillary Clinton. Clinton left.")
    assert list(rows.name) == ["Bill Clinton", "Bill Clinton", "Hillary Clinton", "Hillary Clinton"]


def test_persons_whose_surname_comes_first_are_told_apart():
    assert set(told("They saw Kim Jong-un and Kim Jong Gyu.")) == {"kim-jong-un", "kim-jong-gyu"}


def test_a_capital_that_acts_and_abbreviations_are_the_country():
    found = told("Pyongyang agreed with the US. North Korea and the United States met. The U.S. and the Kremlin did not.")
    assert found == {"north-korea": ["North Korea", "Pyongyang"], "united-states": ["U.S.", "US", "United States"], "russia": ["Kremlin"]}


def test_labels_of_the_forces_of_one_country_are_one_actor_and_bare_ones_are_not():
    body = "North Korean troops came. Then North Korea’s soldiers and conscripts from North Korea. The troops slept. The contingent ate."
    found = told(body)
    assert found["forces-of-north-korea"] == ["North Korean troops", "North Korea’s soldiers", "conscripts from North Korea", "contingent"]
    assert found["troops"] == ["troops"]


def test_a_government_is_joined_through_the_office_of_its_head():
    found = told("Norwegian Prime Minister Ada Brisk resigned.", "The Brisk regime fell. Norwegian officials wept.")
    assert found["government-of-norway"] == ["Brisk regime", "Norwegian officials"]


def test_the_administration_of_a_president_is_that_of_the_surname():
    found = told(
        "The administration of outgoing French President Ada Brisk failed.", "The Brisk administration wept.", "The Dussel regime ate."
    )
    assert found["government-of-france"] == ["Brisk administration", "administration of outgoing French President Ada Brisk"]
    assert found["dussel-regime"] == ["Dussel regime"]


def test_a_description_by_country_and_office_is_its_holder():
    found = told("Norwegian President Ada Brisk resigned. The Norwegian leader wept.")
    assert found == {"ada-brisk": ["Norwegian President Ada Brisk", "Norwegian leader"]}


def test_an_abbreviation_is_its_full_name_in_the_story():
    found = told("He joined the Ishel Water Authority in May.", "She praised the IWA for it.")
    assert found["ishel-water-authority"] == ["IWA", "Ishel Water Authority"]


def test_of_overlapping_namings_of_one_actor_the_longest_counts():
    assert told("He thanked his Western backers.") == {"west": ["Western backers"]}


@pytest.fixture
def known(tmp_path):
    file = tmp_path / "actors.toml"
    file.write_text(
        '[[actor]]\nid = "board"\nname = "water board"\nkind = "group"\nforms = ["the board", "Norwegian officials"]\n'
        '[[actor]]\nid = "brisk"\nname = "Ada Brisk"\nkind = "person"\nforms = ["Brisk", "the iron mayor"]\n'
    )
    return actors.load(file)


def test_a_clipped_label_is_joined_like_a_whole_one():
    rows = table("The administration of outgoing United States President Ada Brisk met.", "The Brisk administration left.")
    clipped = rows.assign(label=rows.label.map(clip))
    articles = pd.DataFrame({"article_id": ["a0", "a1"]})
    whole, short = (actors.actors(t, articles).query("label.str.contains('dministration')") for t in (rows, clipped))
    assert short.label.str.endswith("…").any() and list(short.actor) == list(whole.actor) and short.actor.nunique() == 1


def test_what_the_user_says_wins(known):
    found = told("The board met Norwegian officials. Ada Brisck saw the board. The iron mayor met Brisk.", known=known)
    assert found["board"] == ["Norwegian officials", "the board"]
    assert "Brisk" in found["brisk"] and "Ada Brisck" in found["brisk"] and "government-of-norway" not in found


def test_a_form_of_two_actors_is_refused_with_both_names(tmp_path):
    file = tmp_path / "actors.toml"
    entry = '[[actor]]\nid = "{0}"\nname = "{0}"\nkind = "group"\nforms = ["the board"]\n'
    file.write_text(entry.format("x") + entry.format("y"))
    with pytest.raises(ValueError, match="'the board' is a form of both x and y"):
        actors.load(file)
    file.write_text('[[actor]]\nid = "x"\nname = "x"\n')
    with pytest.raises(ValueError, match="actor 1 .x. lacks forms, kind"):
        actors.load(file)
    assert actors.load(tmp_path / "none.toml") == actors.Known()


def test_no_naming_no_row():
    assert list(joined("nothing here").columns) == actors.COLUMNS and len(joined("nothing here")) == 0


BODIES = st.lists(
    st.sampled_from("Ada Brisk|Brisk|the Kremlin|North Korean troops|his troops|the contingent|Kim|U.N.|met.|Western|regime".split("|")),
    max_size=12,
).map(" ".join)  # fmt: skip


@settings(deadline=None, max_examples=100)
@given(st.lists(BODIES, min_size=1, max_size=4))
def test_every_naming_has_at_most_one_actor_and_no_actor_overlaps_itself(bodies):
    before, after = table(*bodies), joined(*bodies)
    assert len(after) <= len(before) and not after.duplicated(["article_id", "start", "end"]).any()
    for _, rows in after.groupby(["article_id", "actor"]):
        assert (rows.start.to_numpy()[1:] >= rows.end.to_numpy()[:-1]).all()
    assert (after.groupby("actor")[["name", "kind"]].nunique() == 1).all(axis=None)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=12), st.text(max_size=12))
def test_to_sound_alike_is_symmetric_and_holds_of_oneself(one, other):
    assert people.alike(one, other) == people.alike(other, one) and people.alike(one, one)
