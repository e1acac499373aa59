"""A speaker has one name in all articles, the name of the actor."""

import pandas as pd

from analysis.link.story import speaking


def test_a_speaker_has_the_name_of_the_actor_in_all_spellings():
    named = pd.DataFrame(
        [("Ada Brandt", "person", "Brandt"), ("the Board", "group", "the board"), ("the Board", "group", "the Board"), ("Kelm", "place", "Kelm")],
        columns=["name", "kind", "label"],
    )
    rows = pd.DataFrame({"speaker": ["Ada Brandt", "Brandt", "Board", "the board", "Kelm", "a warden", ""]})
    assert list(speaking(rows, named).speaker) == ["Ada Brandt", "Ada Brandt", "the Board", "the Board", "Kelm", "a warden", ""]
