"""Labels counted by hand."""

import hypothesis.extra.numpy as npst
import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from analysis.measures import naming

ARTICLES = pd.DataFrame({"story": "s", "article_id": ["n", "s"], "outlet": pd.Categorical(["north", "south"], ordered=True)})
ROWS = [
    ("force", "n", 1, "Talvaran troops"),
    ("force", "n", 1, "Talvaran soldiers"),
    ("force", "n", 2, "Talvaran troops"),
    ("force", "s", 1, "Talvaran mercenaries"),
    ("force", "s", 3, "Talvaran mercenaries"),
    ("brisk", "n", 2, "Ada Brisk"),
]
ACTORS = pd.DataFrame(
    [(a, a, "group", i, s, 0, len(label), label) for a, i, s, label in ROWS],
    columns=["actor", "name", "kind", "article_id", "sentence", "start", "end", "label"],
)


def test_labels_are_counted_by_outlet_the_loaded_ones_marked():
    table = naming.labels(ACTORS, ARTICLES)
    assert [tuple(r) for r in table[["actor", "label", "polarity", "loaded", "outlet", "n"]].itertuples(index=False)] == [
        ("force", "Talvaran mercenaries", -1, "mercenaries", "south", 2),
        ("force", "Talvaran troops", 0, "", "north", 2),
        ("force", "Talvaran soldiers", 0, "", "north", 1),
        ("brisk", "Ada Brisk", 0, "", "north", 1),
    ]


def test_the_shares_of_an_actor_in_an_outlet_add_up_to_one():
    table = naming.share(ACTORS, ARTICLES)
    assert table.groupby(["outlet", "actor"], observed=True).value.sum().to_list() == pytest.approx([1.0] * 3)
    troops = table[table.label == "Talvaran troops"].iloc[0]
    assert (troops.value, troops.x, troops.n, troops.polarity) == (pytest.approx(2 / 3), 2, 2, 0)
    assert 0 <= troops.low <= troops.value <= troops.high <= 1


def test_loaded_labels_are_shares_of_all_namings():
    table = naming.judged(ACTORS, ARTICLES).set_index("outlet")
    assert table.value.to_dict() == {"north": 0.0, "south": 1.0} and set(table.polarity) == {"negative"}


def test_with_a_voice_the_shares_are_those_of_each_voice():
    voiced = ACTORS.assign(voice=["narration", "quotation", "narration", "narration", "indirect", "narration"])
    table = naming.share(voiced, ARTICLES)
    north = table[(table.outlet == "north") & (table.actor == "force")]
    shares = north.set_index(["voice", "label"]).value.to_dict()
    assert shares == {("narration", "Talvaran troops"): 1.0, ("quotation", "Talvaran soldiers"): 1.0}
    assert "voice" in naming.labels(voiced, ARTICLES)


def test_contrasts_put_the_labels_side_by_side_for_actors_of_two_outlets():
    table = naming.contrasts(ACTORS, ARTICLES)
    assert list(table.name) == ["force"]
    assert table.north[0] == "Talvaran troops (2), Talvaran soldiers (1)" and table.south[0] == "Talvaran mercenaries (2)"


def named(*rows):
    """Return namings from (actor, label, times in the north, times in the south)."""
    told = [(a, side, label) for a, label, *times in rows for side, n in zip("ns", times, strict=True) for _ in range(n)]
    return pd.DataFrame([(a, a, "group", i, s, 0, 1, label) for s, (a, i, label) in enumerate(told)], columns=ACTORS.columns)


def test_who_is_named_most_unlike_comes_first_and_who_is_named_alike_not_at_all():
    rows = named(("once", "the chief", 1, 0), ("once", "the boss", 0, 1), ("force", "troops", 6, 2), ("force", "raiders", 0, 4),
                 ("spelt", "Tarnhov", 9, 0), ("spelt", "Tarnhoff", 0, 9), ("alike", "Kelm", 2, 4))  # fmt: skip
    assert list(naming.contrasts(rows, ARTICLES).name) == ["force", "once"]
    assert naming.unlike(naming.labels(rows, ARTICLES), "outlet").to_dict() == {"force": 8.0, "once": 2.0, "alike": 0.0, "spelt": 0.0}


@given(npst.arrays(float, st.tuples(st.integers(2, 4), st.integers(1, 5)), elements=st.integers(0, 9)).filter(lambda a: (a.sum(1) > 0).all()))
def test_unlike_namings_are_some_of_all_and_none_where_all_name_alike(counts):
    assert 0 <= naming.moved(counts) <= counts.sum() + 1e-9
    assert naming.moved(counts) == pytest.approx(naming.moved(counts[::-1, ::-1]))
    assert naming.moved(np.outer([1, 2, 3], counts[0])) == pytest.approx(0, abs=1e-9)


def test_a_label_of_one_outlet_alone_is_used_twice_and_spelt_in_no_other_way():
    rows = named(("force", "troops", 6, 2), ("force", "raiders", 0, 4), ("force", "men", 1, 0), ("spelt", "Tarnhov", 9, 0), ("spelt", "Tarnhoff", 0, 9),
                 ("hidden", "the Board", 0, 3), ("Ada Brandt", "Brandt", 0, 5), ("Ada Brandt", "the mayor", 1, 0))  # fmt: skip
    found = naming.alone(naming.labels(rows, ARTICLES))
    assert [tuple(r) for r in found[["actor", "label", "outlet", "n"]].itertuples(index=False)] == [("force", "raiders", "south", 4)]


@pytest.mark.parametrize(
    ("label", "polarity"),
    [("the Brisk regime", -1), ("Regime’s men", -1), ("so-called freedom fighters", 0), ("freedom fighters", 1), ("registered men", 0)],
)
def test_a_label_is_loaded_by_whole_words(label, polarity):
    assert naming.loaded(label)[0] == polarity


def test_an_unknown_column_is_refused_by_name():
    with pytest.raises(ValueError, match="by='town'"):
        naming.share(ACTORS, ARTICLES, by="town")


def test_with_five_articles_a_side_they_are_the_units():
    ids = [f"{side}{i}" for side in "ns" for i in range(5)]
    articles = pd.DataFrame({"story": "s", "article_id": ids, "outlet": pd.Categorical(["north"] * 5 + ["south"] * 5, ordered=True)})
    rows = [(a, j, "Talvaran mercenaries" if j < int(a[1]) else "Talvaran troops") for a in ids for j in range(4)]
    actors = pd.DataFrame([("force", "force", "group", a, j, 0, len(label), label) for a, j, label in rows], columns=ACTORS.columns)
    share, judged = naming.share(actors, articles), naming.judged(actors, articles)
    assert (share.n == 5).all() and (judged.n == 5).all() and "over the means of articles" in share.scope.iloc[0]
    assert judged.value.to_list() == pytest.approx([0.5, 0.5])
