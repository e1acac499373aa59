"""Frames by voice, room, place and company, and the audit of the dictionary: counted by hand."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import codebook, tables
from analysis.measures import audit, framing, salience, sourcing

OUTLETS = pd.CategoricalDtype(["north", "south"], ordered=True)


def corpus(*, sentences=6, each=1):
    """Return articles and sentences: `each` articles of each outlet, a headline and `sentences` - 1 sentences of ten words."""
    ids = [f"{o[0]}{i}" for o in OUTLETS.categories for i in range(each)]
    rows = [(a, i, 0, "headline" if i == 0 else "body", 0, 9, 10) for a in ids for i in range(sentences)]
    articles = pd.DataFrame({"story": "s", "article_id": ids, "outlet": [{"n": "north", "s": "south"}[a[0]] for a in ids]})
    articles = articles.assign(outlet=articles.outlet.astype(OUTLETS), n_sentences=sentences - 1, n_tokens=10 * (sentences - 1))
    return articles, tables.frame("sentences", rows)


def hits(*rows):
    """Return frame hits from (article, sentence, frame, pattern, voice, words)."""
    columns = ["article_id", "sentence", "frame", "pattern", "voice", "words"]
    table = pd.DataFrame(rows, columns=columns).astype(
        {"article_id": "str", "sentence": "int64", "frame": "str", "pattern": "str", "voice": "str"}
    )
    return tables.check("frames", table.assign(start=0, end=3))


ARTICLES, SENTENCES = corpus()
HITS = hits(
    ("n0", 0, "F", "p", "narration", 1),
    ("n0", 1, "F", "p", "narration", 2),
    ("n0", 1, "F", "p", "quotation", 1),
    ("n0", 1, "G", "g", "narration", 1),
    ("n0", 2, "F", "q", "indirect", 1),
    ("n0", 5, "G", "g", "narration", 3),
    ("s0", 4, "G", "g", "quotation", 1),
)


def test_a_frame_is_told_in_the_voice_in_which_it_is_uttered():
    table = framing.by_voice(HITS, SENTENCES, ARTICLES).set_index(["outlet", "frame", "voice"])
    assert table.value[table.x > 0].to_dict() == {
        ("north", "F", "narration"): 0.2,
        ("north", "F", "indirect"): 0.2,
        ("north", "F", "quotation"): 0.2,
        ("north", "G", "narration"): 0.4,
        ("south", "G", "quotation"): 0.2,
    }
    assert (table.n == 5).all() and (table.low <= table.value).all() and (table.value <= table.high).all()
    assert table.value["south", "F", "narration"] == 0 < table.high["south", "F", "narration"]


def test_words_of_hits_are_counted_over_words_of_the_article():
    table = framing.share_of_words(HITS, SENTENCES, ARTICLES).set_index(["outlet", "frame"])
    assert table.value.to_dict() == pytest.approx({("north", "F"): 4 / 50, ("north", "G"): 4 / 50, ("south", "G"): 1 / 50})


def test_the_published_copy_gives_the_same_numbers():
    plain, sentences = HITS.drop(columns=["start", "end"]), SENTENCES.drop(columns=["start", "end"]).assign(n_tokens=0)
    for measure in (framing.share, framing.share_of_words, framing.by_voice, salience.position):
        pd.testing.assert_frame_equal(measure(HITS, SENTENCES, ARTICLES), measure(plain, sentences, ARTICLES))


def test_frames_that_never_fire_have_an_interval_up_to_what_is_left_possible():
    book = made(F=["p"], G=["g"], H=["h"])
    table = framing.named(framing.share(HITS, SENTENCES, ARTICLES), book).set_index(["outlet", "frame"])
    none = table.loc[("south", "frame H")]
    assert (none.value, none.low, none.x) == (0, 0, 0) and 0.3 < none.high < 0.8 and len(table) == 6


def test_enough_articles_make_articles_the_unit_and_the_scope_says_so():
    articles, sentences = corpus(each=6)
    found = hits(*[(f"n{i}", 1, "F", "p", "narration", 1) for i in range(6)], ("s0", 1, "F", "p", "narration", 1))
    table = framing.share(found, sentences, articles).set_index("outlet")
    assert table.n.to_list() == [6, 6] and table.value.to_list() == pytest.approx([0.2, 0.2 / 6])
    assert (
        table.scope.str.contains("t over the means of articles").all()
        and table.scope.str.contains("between outlets in such articles").all()
    )
    gap = framing.gaps(found, sentences, articles).iloc[0]
    assert gap.value == pytest.approx(0.2 - 0.2 / 6) and gap.p < 0.05 and gap.n_a == 6


def test_one_article_each_says_that_it_is_about_articles():
    assert framing.share(HITS, SENTENCES, ARTICLES).scope.str.contains("not between outlets").all()


def test_thirds_are_those_of_the_article_without_its_headline():
    table = salience.position(HITS, SENTENCES, ARTICLES)
    north = table[(table.outlet == "north") & (table.x > 0)].set_index(["third", "frame"])
    assert north.x.to_dict() == {("first third", "F"): 2, ("first third", "G"): 1, ("last third", "G"): 1}
    assert table.drop_duplicates(["outlet", "third"]).groupby("outlet", observed=True).n.sum().to_list() == [5, 5]


def test_what_leads_is_the_first_sentence_that_carries_anything():
    table = salience.leads(HITS, SENTENCES, ARTICLES)
    assert table[["outlet", "frame", "place"]].to_records(index=False).tolist() == [
        ("north", "F", 1),
        ("north", "G", 1),
        ("south", "G", 4),
    ]


def test_company_by_hand():
    row = salience.together(HITS, SENTENCES, ARTICLES).iloc[0]
    assert (row.frame, row.other, row.both, row.n) == ("F", "G", 1, 5) and row.expected == pytest.approx(0.8)
    assert row.phi == pytest.approx((5 * 1 - 2 * 2) / (2 * 3 * 2 * 3) ** 0.5)


def test_the_sentence_on_which_most_rests_comes_first():
    table = salience.carriers(HITS, SENTENCES, ARTICLES)
    assert table[["article_id", "sentence"]].to_records(index=False).tolist() == [("n0", 1), ("s0", 4), ("n0", 2), ("n0", 5)]
    assert table.carries.to_list() == [1, 1, 0.5, 0.5]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["n0", "s0"]), st.integers(1, 5), st.sampled_from("FGH")), min_size=1, max_size=20))
def test_what_the_sentences_carry_adds_up_to_the_frames_of_each_outlet(places):
    found = hits(*[(a, i, f, "p", "narration", 1) for a, i, f in places])
    table = salience.carriers(found, SENTENCES, ARTICLES).groupby("outlet", observed=True).carries.sum()
    frames = pd.DataFrame(places, columns=["a", "i", "f"]).groupby("a").f.nunique()
    assert table.to_list() == pytest.approx(frames.to_list())


def made(**frames):
    """Return a codebook: frame id -> patterns, or (patterns, function)."""
    entries = {k: v if isinstance(v, tuple) else (v, "none") for k, v in frames.items()}
    read = [codebook.frame({"id": k, "name": f"frame {k}", "definition": k, "patterns": p, "function": f}) for k, (p, f) in entries.items()]
    return codebook.Codebook("t", "en", "s", "1", tuple(read), "")


def test_entmans_functions_gather_the_frames_that_have_one():
    table = salience.functions(HITS, SENTENCES, ARTICLES, book=made(F=(["p", "q"], "cause"), G=(["g"], "none")))
    assert table[table.x > 0][["outlet", "frame", "x"]].to_records(index=False).tolist() == [("north", "cause", 2)]
    assert salience.functions(HITS, SENTENCES, ARTICLES, book=made(F=["p"])).empty


def test_an_unknown_function_is_refused_with_the_remedy():
    with pytest.raises(ValueError, match="write one of none, problem, cause, moral, remedy"):
        made(F=(["p"], "blame"))


def test_a_story_in_which_nothing_fires_gives_empty_tables():
    none = hits()
    for measure in (
        framing.share,
        framing.share_of_words,
        framing.by_voice,
        framing.gaps,
        salience.position,
        salience.leads,
        salience.together,
        salience.carriers,
    ):
        assert measure(none, SENTENCES, ARTICLES).empty, measure
    assert (audit.patterns(none, made(F=["p"])).verdict == "never fired").all()


def quotes(*rows):
    """Return the table quotes from (article, sentence, kind, speaker)."""
    rows = [(a, i, s, 0, 9, kind, who, "", "", "", 3) for i, (a, s, kind, who) in enumerate(rows)]
    return tables.frame("quotes", rows)


SAID = quotes(("n0", 1, "direct", "Ada"), ("n0", 2, "indirect", "Bo"), ("n0", 2, "direct", "Cy"), ("s0", 3, "fragment", ""))


def test_a_frame_belongs_to_whose_words_it_stands_in():
    table = framing.by_speaker(HITS, SAID, SENTENCES, ARTICLES)
    assert table[["outlet", "speaker", "frame", "x", "n"]].to_records(index=False).tolist() == [
        ("north", "Ada", "F", 1, 2),
        ("north", "Bo", "F", 1, 2),
        ("south", sourcing.NOBODY, "G", 1, 1),  # the quotation began in the sentence before
    ]


def test_of_several_speakers_in_one_sentence_none_is_chosen():
    two = quotes(("n0", 1, "direct", "Ada"), ("n0", 1, "fragment", "Cy"), ("n0", 1, "scare", "Di"), ("n0", 1, "indirect", "Eve"))
    table = framing.by_speaker(HITS, two, SENTENCES, ARTICLES).set_index(["frame", "speaker"])
    assert ("F", framing.SEVERAL) in table.index and not {"Ada", "Cy", "Di"} & set(table.index.get_level_values("speaker"))
    same = quotes(("n0", 1, "direct", "Ada"), ("n0", 1, "fragment", "Ada"))
    assert ("F", "Ada") in framing.by_speaker(HITS, same, SENTENCES, ARTICLES).set_index(["frame", "speaker"]).index


def test_speakers_need_no_offsets_and_nobody_speaks_in_narration():
    plain = SAID.drop(columns=["start", "end", "speaker_printed"])
    pd.testing.assert_frame_equal(
        framing.by_speaker(HITS, plain, SENTENCES, ARTICLES), framing.by_speaker(HITS, SAID, SENTENCES, ARTICLES)
    )
    assert framing.by_speaker(HITS[HITS.voice == "narration"], SAID, SENTENCES, ARTICLES).empty
    assert set(framing.by_speaker(HITS, quotes(), SENTENCES, ARTICLES).speaker) == {sourcing.NOBODY}


PLACES = st.lists(st.tuples(st.sampled_from(["n0", "s0"]), st.integers(1, 5), st.sampled_from("FGH"), st.sampled_from(framing.VOICES)), min_size=1)
TURNS = st.lists(
    st.tuples(
        st.sampled_from(["n0", "s0"]), st.integers(0, 5), st.sampled_from(["direct", "indirect", "scare"]), st.sampled_from(["", "Ada", "Bo"])
    )
)


@settings(deadline=None, max_examples=60)
@given(PLACES, TURNS)
def test_every_sentence_in_others_words_has_a_speaker(places, turns):
    found = hits(*[(a, i, f, "p", voice, 1) for a, i, f, voice in places])
    table = framing.by_speaker(found, quotes(*turns), SENTENCES, ARTICLES)
    told = {(a, i, f) for a, i, f, voice in places if voice != "narration"}
    assert table.drop_duplicates(["outlet", "frame"]).n.sum() == len(told)
    assert table.x.sum() >= len(told) and (table.x <= table.n).all() and (table.x > 0).all()


def test_differences_stand_in_the_order_of_their_certainty():
    articles, sentences = corpus(sentences=41)
    rows = [("n0", i, "F", "p", "narration", 1) for i in range(1, 16)] + [("s0", i, "G", "p", "narration", 1) for i in range(1, 9)]
    rows += [(a, i, "A", "p", "narration", 1) for a, few in (("n0", 20), ("s0", 18)) for i in range(1, few)] + [("n0", 1, "B", "p", "narration", 1)]
    table = framing.gaps(hits(*rows), sentences, articles)
    assert list(table.frame) == ["F", "G", "A", "B"] and table.adjusted.is_monotonic_increasing
    assert table.adjusted[0] < 0.01 and table.value[0] == pytest.approx(15 / 40) and table.reason[3].startswith("too few hits")


def test_of_frames_equally_far_apart_the_more_frequent_is_contested_first():
    rows = [("north", "F", 0.2), ("south", "F", 0.1), ("north", "G", 0.6), ("south", "G", 0.5)]
    shares = pd.DataFrame(rows, columns=["outlet", "frame", "value"])
    assert list(framing.contested(shares, top=1).frame.unique()) == ["G"]
    one = framing.contested(shares[shares.outlet == "north"], top=1)
    assert list(one.frame) == ["G"]


def test_an_outlet_in_which_nothing_fires_still_has_its_row():
    shares = framing.share(HITS[HITS.article_id == "n0"], SENTENCES, ARTICLES)
    named = framing.named(shares, made(F=["p"], G=["g"]))
    assert named.groupby("outlet", observed=True).size().to_dict() == {"north": 2, "south": 2}
    assert (named[named.outlet == "south"].value == 0).all() and (named.high > 0).all()


def test_names_take_the_place_of_ids():
    pairs = framing.labelled(salience.together(HITS, SENTENCES, ARTICLES), made(F=["p"], G=["g"], H=[]))
    assert set(pairs.frame) == {"frame F"} and set(pairs.other) == {"frame G"}
    assert framing.names(made(F=["p"], H=[])) == {"F": "frame F"}
    one = framing.of_one(framing.share(HITS, SENTENCES, ARTICLES), "G")
    assert set(one.unit) == {"share of sentences: G"} and set(one.frame) == {"G"}
