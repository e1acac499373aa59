"""Who said what: marks of every kind, fragments and labels, reported speech, and offsets that stay true whatever the text."""

import pytest
from conftest import seconds
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate import cues, marks
from analysis.annotate.quotes import Quote, read, voice
from analysis.segment import segment


def rows(text: str) -> list[Quote]:
    return read(text, segment(text))


def marked(text: str) -> list[tuple[str, str, str]]:
    """(words between marks, kind, speaker) in order."""
    return [(text[q.start : q.end], q.kind, q.speaker) for q in rows(text) if q.kind != "indirect"]


def told(text: str) -> list[tuple[str, str, str]]:
    """(content, cue, speaker) of reported speech in order."""
    return [(text[q.start : q.end], q.cue, q.speaker) for q in rows(text) if q.kind == "indirect"]


@pytest.mark.parametrize(
    "left, right",
    ["“”", '""', ("''", "''"), ("``", "''"), "«»", ("„", "“"), ("‘‘", "’’")],
    ids=["curly", "straight", "doubled", "tex", "guillemets", "low", "doubled curly"],
)
def test_marks_of_every_kind_hold_the_same_words(left, right):
    text = f"{left}The ferry will sail again on Monday,{right} said Ada Brandt."
    assert marked(text) == [("The ferry will sail again on Monday,", "direct", "Ada Brandt")]


def test_a_split_quotation_has_one_speaker_and_the_cue_only_once():
    text = "“The pier is closed,” Ada Brandt said. “Nobody may walk on it until the end of May.”"
    first, second = rows(text)
    assert (first.speaker, first.cue, second.speaker, second.cue) == ("Ada Brandt", "said", "Ada Brandt", "")


def test_an_interrupted_quotation_belongs_to_whoever_interrupts_it():
    text = "“The pier,” Ada Brandt said, “is closed until the end of May.”"
    assert [s for *_, s in marked(text)] == ["Ada Brandt", "Ada Brandt"]


def test_a_quotation_goes_on_over_paragraphs_with_a_new_opening_mark():
    text = "“We looked at every pile of the pier,” Ada Brandt said. “Half of them were rotten.\n“The rest will be rotten by spring.”"
    assert [s for *_, s in marked(text)] == ["Ada Brandt"] * 3


def test_a_quotation_goes_on_over_paragraphs_without_a_new_opening_mark():
    text = "Ada Brandt wrote: “We looked at every pile.\nHalf of them were rotten.\nThe rest will follow.”\nThe pier is closed."
    assert [(w, s) for w, _, s in marked(text)] == [
        ("We looked at every pile.", "Ada Brandt"),
        ("Half of them were rotten.", "Ada Brandt"),
        ("The rest will follow.", "Ada Brandt"),
    ]


def test_an_unclosed_quotation_ends_with_its_paragraph():
    text = "Ada Brandt wrote: “We looked at every pile.\nThe town lies on the coast."
    assert marked(text) == [("We looked at every pile.", "direct", "Ada Brandt")]


def test_a_nested_quotation_stays_inside_the_outer_one():
    text = "“He told me ‘go home’ and I went home at once,” Ada Brandt said."
    assert marked(text) == [("He told me ‘go home’ and I went home at once,", "direct", "Ada Brandt")]


@pytest.mark.parametrize(
    "text, words, kind, speaker",
    [
        ("Ada Brandt called the plan “reckless” on Monday.", "reckless", "fragment", "Ada Brandt"),
        ("Ada Brandt said the harbour was “still not safe.”", "still not safe.", "fragment", "Ada Brandt"),
        ("The council pushed its so-called “harbour plan” through.", "harbour plan", "scare", ""),
        ("A bridge known as the “Iron Lady” was closed.", "Iron Lady", "scare", ""),
        ("“Never,” Ada Brandt said.", "Never,", "direct", "Ada Brandt"),
        ("Ada Brandt said the town must “pay for the pier and the ferry.”", "pay for the pier and the ferry.", "direct", "Ada Brandt"),
    ],
)
def test_spoken_words_fragments_and_labels_are_told_apart(text, words, kind, speaker):
    assert marked(text) == [(words, kind, speaker)]


def test_a_label_inside_a_statement_is_nobodys_words():
    assert marked("Ada Brandt said the so-called “harbour plan” was dead.") == [("harbour plan", "scare", "")]


def test_a_quotation_in_a_statement_within_a_statement_is_the_inner_speakers():
    assert [s for *_, s in marked("Ada Brandt said that Karl Ost called the pier “rotten.”")] == ["Karl Ost"]


def test_a_wish_inside_a_statement_does_not_take_its_quotation():
    assert [s for *_, s in marked("Ada Brandt said Karl Ost should consider “a new pier.”")] == ["Ada Brandt"]


def test_a_quotation_in_a_sentence_without_cue_is_its_subjects():
    text = "Karl Ost came. Ada Brandt had one word on her mind: “We will not sell the old pier.”"
    assert [s for *_, s in marked(text)] == ["Ada Brandt"]


def test_the_value_of_an_attribute_is_no_quotation():
    assert marked('The page began with <a href="piers of the north"> and a blank.') == []


@pytest.mark.parametrize(
    "text, content, cue, speaker",
    [
        ("Ada Brandt said that the pier was rotten.", "that the pier was rotten", "said", "Ada Brandt"),
        ("Ada Brandt told reporters that the pier was rotten.", "that the pier was rotten", "told", "Ada Brandt"),
        ("Ada Brandt told reporters on Monday that the pier was rotten.", "that the pier was rotten", "told", "Ada Brandt"),
        ("In a statement, Ada Brandt denied the charge.", "the charge", "denied", "Ada Brandt"),
        ("The pier was rotten, according to the harbour board.", "The pier was rotten", "according to", "harbour board"),
        ("According to the harbour board, the pier was rotten.", "the pier was rotten", "According to", "harbour board"),
        ("The pier, officials warned, was rotten.", "The pier", "warned", "officials"),
        ("The pier was rotten, said Ada Brandt, the mayor of Kelm.", "The pier was rotten", "said", "Ada Brandt"),
        ("Ada Brandt, the mayor of Kelm, has repeatedly called for repairs.", "repairs", "has repeatedly called for", "Ada Brandt"),
        ("Ada Brandt believes the pier is rotten.", "the pier is rotten", "believes", "Ada Brandt"),
        ("The warden late on Sunday said the pier was rotten.", "the pier was rotten", "said", "warden"),
        ("Harbour wardens there last week said the pier was rotten.", "the pier was rotten", "said", "Harbour wardens"),
        ("Iris May said the pier was rotten.", "the pier was rotten", "said", "Iris May"),
        ("A warden who did not want to be named said that the pier was rotten.", "that the pier was rotten", "said", "warden"),
        ("Wardens who were out in the storm said the pier shook.", "the pier shook", "said", "Wardens"),
        ("A warden, who keeps to himself, said the pier was rotten.", "the pier was rotten", "said", "warden"),
        ("Critics of the mayor complained that nobody had asked them.", "that nobody had asked them", "complained", "Critics of the mayor"),
        ("Ada Brandt vowed to rebuild the pier.", "to rebuild the pier", "vowed", "Ada Brandt"),
        ("The mayor’s claim that the pier was safe surprised the town.", "that the pier was safe surprised the town", "claim", "mayor"),
    ],
)
def test_reported_speech_has_cue_content_and_source(text, content, cue, speaker):
    assert (content, cue, speaker) in told(text)


def test_what_surrounds_an_attribution_is_content_on_both_sides():
    text = "The pier, officials said, was closed for good."
    assert [c for c, *_ in told(text)] == ["The pier", "was closed for good"]


def test_the_unquoted_rest_of_a_half_quoted_statement_is_content():
    text = "Ada Brandt said the pier was “rotten through and through” and would be closed."
    assert told(text) == [("the pier was “rotten through and through” and would be closed", "said", "Ada Brandt")]
    assert marked(text) == [("rotten through and through", "fragment", "Ada Brandt")]


def test_two_statements_of_a_sentence_end_where_the_other_begins():
    text = "Ada Brandt said the pier was safe, but Karl Ost warned that it was rotten."
    assert told(text) == [("the pier was safe", "said", "Ada Brandt"), ("that it was rotten", "warned", "Karl Ost")]


@pytest.mark.parametrize(
    "text", ["Ada Brandt said the pier was safe, although the town had closed it.", "Ada Brandt said late Monday the pier was safe."]
)
def test_time_and_contrast_are_no_content(text):
    assert told(text) == [("the pier was safe", "said", "Ada Brandt")]


def test_a_participle_speaks_for_the_subject_of_its_sentence():
    text = "Ada Brandt criticised the board, saying that it had slept."
    assert [(cue, s) for _, cue, s in told(text)] == [("criticised", "Ada Brandt"), ("saying", "Ada Brandt")]


@pytest.mark.parametrize(
    "text",
    [
        "The phone calls of the harbour board cost a fortune.",
        "The proposed pier is longer than the old one.",
        "The plan announced by the board was dropped.",
        "The reports of the board fill a shelf.",
        "The ferry was named after a queen.",
        "Ships from the United States came to Kelm.",
    ],
)
def test_words_that_only_look_like_cues_report_nothing(text):
    assert rows(text) == []


@pytest.mark.parametrize("verb, stance", [("said", "neutral"), ("claimed", "doubting"), ("admitted", "endorsing"), ("fumed", "heated")])
def test_the_cue_lends_its_stance(verb, stance):
    assert [q.stance for q in rows(f"Ada Brandt {verb} that the pier was rotten.")] == [stance]


def test_every_verb_has_one_stance_and_every_list_names_known_verbs():
    sorted_by = {stance: {v for words in tables.values() for v in words.split()} for stance, tables in cues.book()["verbs"].items()}
    stances = list(sorted_by.values())
    assert not [v for i, a in enumerate(stances) for b in stances[i + 1 :] for v in a & b]
    known = set.union(*stances)
    assert not set(cues.book()["unsure"]["words"].split()) - known
    assert {cue.verb for cue in cues.forms().values()} >= known


def test_a_transcript_gives_each_paragraph_to_its_label():
    text = "The talk went on.\nBRANDT: We looked at the “old pier” twice.\nOST: I did not see anybody there."
    assert [(s, c) for c, _, s in told(text)] == [("BRANDT", "We looked at the “old pier” twice."), ("OST", "I did not see anybody there.")]


def test_voice_is_quotation_before_indirect_before_narration():
    text = "The pier is old. Ada Brandt said it was “rotten to the core” and must go. The so-called “Iron Lady” stays."
    places = [text.index(w) for w in ("pier", "it was", "rotten", "must go", "Iron Lady")]
    found = voice([(p, p + 3) for p in places], rows(text))
    assert found == ["narration", "indirect", "quotation", "indirect", "narration"]


PIECES = [
    *"said told warned claimed|that according|to called|for by asked who and of that she so-called calls Said the|minister".replace(
        "|", " "
    ).split(),
    *["Ada Brandt", "Mr. Ost", "the pier", "was rotten", "THE PIER IS ROTTEN", "ada brandt said", "“Never,” she said.", "BRANDT:", "1,000"],
    *["“", "”", '"', "''", "«", "»", "‘", "’", "'", "(", ")", "—", ",", ".", ":", ";", "?", "…", "\n", "\n\n", "\u00a0", "\t"],
    *["هذا", "קלם", "\u200f", "é́", "🙂", "\x00", "\x01", "| a | b |", "– item"],
]


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from([" ", ""]))
def test_offsets_are_true_whatever_the_text(pieces, glue):
    text = glue.join(pieces)
    cut = segment(text)
    found = read(text, cut)
    for q in found:
        assert 0 <= q.start < q.end <= len(text)
        assert text[q.speaker_start : q.speaker_end] == q.speaker_printed
        assert text[q.cue_start : q.cue_end] == q.cue
        assert q.kind in ("direct", "fragment", "scare", "indirect")
        assert q.stance in ("", "neutral", "doubting", "endorsing", "heated")
        assert bool(q.cue) == bool(q.stance)
    spans = {(q.start, q.end) for q in found if q.kind != "indirect"}
    assert spans == set(marks.carried(text, cut))
    assert all(a[1] <= b[0] for a, b in zip(sorted(spans), sorted(spans)[1:], strict=False))
    assert found == sorted(found, key=lambda q: q.start)


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.sampled_from(["Ada Brandt said “no way out” again.", "“It is old,” she said.", "The pier fell.", "Mr. Ost denied it."]),
        min_size=1,
        max_size=8,
    )
)
def test_a_text_in_capitals_or_without_capitals_still_shows_its_quotations(sentences):
    text = " ".join(sentences)
    assert len(marked(text.upper())) == len(marked(text.lower())) == text.count("“")


@pytest.mark.parametrize(
    "unit", ["Ada Brandt said “it is old,” and he warned Mr. Ost that the pier was rotten, ", "“ said ", "he said, ", "Brandt ", '" ']
)
def test_time_grows_with_length_and_not_faster(unit):
    def spent(words: int) -> float:
        text = unit * (words // len(unit.split()))
        return seconds(read, text, segment(text))

    spent(1000)
    assert spent(10_000) < 30 * max(spent(1000), 0.002)
