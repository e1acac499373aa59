"""Sentences built from cells: they say what the table says, and no more."""

import pandas as pd
import pytest

from analysis import alttext, methods, page, prose, uncertainty
from analysis.measures import stability, target_tone

SHARES = pd.DataFrame(
    {
        "outlet": pd.Categorical(["north", "north", "south", "south"], ordered=True),
        "frame": ["A", "B", "A", "B"],
        "x": [8.0, 2.0, 1.0, 3.0],
        "value": [0.8, 0.2, 0.1, 0.3],
        "low": [0.6, 0.0, 0.0, 0.1],
        "high": [1.0, 0.4, 0.3, 0.5],
        "n": [10, 10, 10, 10],
        "unit": "share of sentences",
    }
)
NAMES = {"A": "Alarm", "B": "Blame"}


def test_the_leading_frame_is_named_with_its_cells():
    claim = prose.framing(SHARES, NAMES)[0]
    assert claim.text == "north: the most frequent frame is Alarm, in 8 of 10 sentences (80 %, interval 60 to 100 %)."
    assert claim.values == {"outlet": "north", "frame": "A", "x": 8, "n": 10, "value": 0.8}


def difference(**changes):
    """Return a table of differences with one row, as `framing.gaps` makes it."""
    row = {"a": "north", "b": "south", "frame": "A", "value": 0.7, "p": 0.01, "adjusted": 0.02, "tests": 2, "supported": True, "reason": ""}
    return pd.DataFrame([row | changes])


@pytest.mark.parametrize(
    "changes, said",
    [
        ({}, "chance alone would seldom make it (adjusted for 2 tests, p = 0.02)"),
        ({"adjusted": 0.6}, "chance alone could make it (adjusted for 2 tests, p = 0.60)"),
        ({"a": "south", "b": "north", "value": -0.7}, "chance alone would seldom make it"),
        ({"reason": "too few hits to tell any difference from chance", "adjusted": 1.0}, "10 % of south; too few hits to tell"),
        ({"supported": False, "reason": "fewer than two sentences on one side"}, "it cannot be tested, because fewer than two sentences"),
    ],
)
def test_the_widest_gap_comes_with_its_test(changes, said):
    claim = prose.framing(SHARES, NAMES, gaps=difference(**changes))[2]
    assert claim.text.startswith("The widest gap is in Alarm: 80 % of the sentences of north against 10 % of south; ") and said in claim.text
    assert claim.table == "framing-share" and claim.values["most"] == "north" and claim.values["least"] == "south"


def test_without_a_test_nothing_is_said_about_chance():
    assert prose.framing(SHARES, NAMES)[-1].text.endswith("against 10 % of south.")


def test_differences_that_remain_are_counted_and_named():
    assert prose.framing(SHARES, NAMES, gaps=difference(adjusted=0.3))[-1].text == (
        "Of 2 tested differences in a frame, none remains after correction."
    )
    kept = prose.framing(SHARES, NAMES, gaps=difference())[-1]
    assert kept.text.endswith("1 remains after correction: Alarm (70 points more in north than in south).")
    assert kept.table == "framing-gaps" and kept.values == {"tests": 2, "remain": 1}
    assert "No frame has enough hits" in prose.framing(SHARES, NAMES, gaps=difference(tests=0))[-1].text


def test_the_widest_gap_says_in_whose_words_it_is_told():
    voices = pd.DataFrame({"outlet": ["north", "north"], "frame": "A", "voice": ["narration", "quotation"], "x": [1.0, 7.0]})
    own, other = prose.framing(SHARES, NAMES, voices=voices)[-2:]
    assert own.text == "north carries Alarm in its own words in 1 sentence, reports it as said in 0 and quotes it in 7."
    assert own.table == "framing-voices" and own.values == {"outlet": "north", "frame": "A", "narration": 1, "indirect": 0, "quotation": 7}
    assert other.values["outlet"] == "south"


def test_frames_and_outlets_without_a_hit_are_named_and_no_number_is_made_up():
    claims = prose.framing(SHARES.assign(x=[8, 2, 0, 0], value=[0.8, 0.2, 0, 0]), NAMES | {"C": "Care"})
    assert claims[1].text == "south: no pattern of the codebook fires." and "x" not in claims[1].values
    assert claims[2].text.startswith("No pattern of Care fires in any article") and claims[2].values == {"unused": ["Care"]}
    assert prose.framing(SHARES[:0], NAMES)[0].text == "No pattern of the codebook fires in any article."


def test_frames_that_are_as_frequent_are_named_together():
    claim = prose.framing(SHARES.assign(value=0.8, x=8), NAMES)[0]
    assert claim.text.startswith("north: the most frequent frames are Alarm and Blame, each in 8 of 10 sentences") and claim.values["frame"] == "A"


def test_a_mean_over_articles_is_not_told_as_a_share_of_their_number():
    claim = prose.framing(SHARES.assign(n=6), NAMES)[0]
    assert "80 % of the sentences on average" in claim.text and "8 of 6" not in claim.text


def test_one_outlet_is_not_compared():
    assert prose.framing(SHARES[:2].assign(outlet="north"), NAMES)[-1].text == "With one outlet there is nothing to compare."
    assert "no tone to compare" in prose.tone(SHARES[:1].assign(voice="all"))[0].text


TONES = pd.DataFrame(
    [
        ("north", "all", -0.3, -0.5, -0.1),
        ("south", "all", 0.2, 0.1, 0.4),
        ("north", "narration", 0.0, -0.1, 0.1),
        ("south", "narration", 0.1, 0, 0.2),
    ],
    columns=["outlet", "voice", "value", "low", "high"],
)


def test_tone_tells_the_quoted_from_the_own_words():
    claims = prose.tone(TONES)
    assert claims[0].values == {"voice": "all", "lowest": "north", "highest": "south", "low": -0.3, "high": 0.2}
    assert claims[1].text.startswith("Of the outlets' own words, neither quoted nor reported, those of north lean lowest (mean +0.00)")
    assert claims[1].values["voice"] == "narration" and len(claims) == 2


def test_a_gap_in_tone_is_told_with_its_test_and_with_what_other_scorers_say():
    rows = [("north", "south", "all", 0.01, True), ("south", "north", "narration", 0.4, True)]
    gaps = pd.DataFrame(rows, columns=["a", "b", "voice", "adjusted", "supported"]).assign(tests=6, reason="")
    claims = prose.tone(TONES, gaps=gaps, others=gaps[:1].assign(same="pattern", other="trained"))
    assert "chance alone would seldom make it (adjusted for 6 tests, p = 0.01)" in claims[0].text
    assert "chance alone could make it (adjusted for 6 tests, p = 0.40)" in claims[2].text
    assert claims[1].text == "Of the other scorers, pattern orders these two the same way; trained orders these two the other way round."
    assert len(prose.tone(TONES, gaps=gaps, others=gaps[:1].assign(same="", other=""))) == 2


def test_where_the_means_are_the_same_as_printed_nobody_is_called_lowest():
    alike = TONES[TONES.voice == "all"].assign(value=[-0.2701, -0.2699])
    claims = prose.tone(alike, others=pd.DataFrame({"a": ["north"], "b": ["south"], "same": ["pattern"], "other": [""]}))
    assert [c.text for c in claims] == ["By VADER's lexicon the sentences of all outlets lean alike (mean −0.27)."]
    assert "lowest" not in claims[0].values


def test_one_article_is_spoken_of_as_one_and_nothing_as_nothing():
    articles = pd.DataFrame({"country": ["a"], "n_tokens": [10], "published": [""]})
    none, event = pd.DataFrame({"level": [], "article_id": []}), pd.DataFrame({"event": [1], "country": ["a"], "first": ["2025-03-01"], "last": ["2025-03-02"]})
    said = [c.text for c in prose.corpus(articles, none, none, by="country") + prose.timeline(event, articles, by="country")]
    assert said[0].startswith("1 article of 1 country was read (10 words)") and said[1] == "No boilerplate was taken out before counting."
    assert said[2] == "1 dated event is told, from 2025-03-01 to 2025-03-02."


def test_undated_and_unusable_articles_are_said():
    articles = pd.DataFrame({"outlet": ["a", "b"], "n_tokens": [10, 20], "published": ["2025-03-01", ""]})
    problems, pieces = pd.DataFrame({"level": ["unusable", "warning"]}), pd.DataFrame({"article_id": ["x", "x"]})
    said = " ".join(c.text for c in prose.corpus(articles, problems, pieces))
    assert "for 1 the date is not known" in said and "2 pieces of boilerplate in 1 article were taken out" in said
    assert "1 article could not be used and is listed with the reason" in said


def test_markup_in_a_table_stays_text():
    shown = page.table(pd.DataFrame({"<b>outlet": ["<script>alert(1)</script>"], "x": [0.123]}), "a < b")._repr_html_()
    assert "<script>" not in shown and "&lt;script&gt;" in shown and "&lt;b&gt;outlet" in shown and "0.12" in shown and "a &lt; b" in shown


def test_an_empty_table_says_so():
    assert "nothing to show" in page.table(pd.DataFrame({"a": []}), "Problems")._repr_html_()


def test_claims_are_gathered_in_the_order_of_the_notebooks():
    facts = {"02-tone": {"claims": [{"text": "b"}]}, "00-corpus": {"claims": [{"text": "a"}]}, "99-summary": {}}
    assert [c["text"] for c in page.gathered(facts)] == ["a", "b"]


def test_the_count_of_analyses_stands_behind_the_claim_that_was_asked_again():
    columns = ["claim", "text", "term", "k", "n", "share", "direction"]
    asked = [("framing-1", "A is widest.", "", 40, 108, 40 / 108, 108), ("tone-2", "B is lowest.", "", 192, 192, 1.0, 192),
             ("wording-3", "C says so.", "ferry", 1024, 1024, 1.0, 1024), ("wording-4", "C says so.", "Arvesk", 12, 512, 12 / 512, 12)]  # fmt: skip
    robust = prose.robust(pd.DataFrame(asked, columns=columns))
    assert [(r["k"], r["n"]) for r in robust] == [(40, 108), (192, 192), (12, 512)]
    said = [{"text": r["text"], "table": "t", "values": {}} for r in robust] + [{"text": "Nobody asked.", "table": "t", "values": {}}]
    gathered = page.gathered({"01-framing": {"claims": said}, "08-robustness": {"robust": robust}})
    lines = repr(page.claims(gathered)).splitlines()
    assert lines[0] == "A is widest. (holds in 40 of 108 reasonable analyses, its direction in 108)"
    assert lines[1] == "B is lowest. (holds in 192 of 192 reasonable analyses)"
    assert lines[2] == "C says so. (among the first words: “ferry” in 1,024 of 1,024 and “Arvesk” in 12 of 512 reasonable analyses)"
    assert lines[3] == "Nobody asked." and "holds in 40 of 108" in page.claims(gathered)._repr_html_()
    assert page.gathered({"01-framing": {"claims": said}}) == said


def test_methods_and_references_are_those_that_were_used():
    facts = {"02-tone": {"methods": {"tone": {}, "intervals": uncertainty.settings("outlet", 7)}}}
    text = methods.paragraph(facts)
    assert "(Hutto and Gilbert 2014)" in text and "seed 7" in text and "TF-IDF" not in text
    ours = {"benoit2009", "efron1979", "wilson1927", "kott1997", "dean2015"}
    assert methods.cited(facts) == sorted(ours | {"boukes2020", "hutto2014", "vanatteveldt2021"})
    assert methods.bib(facts).count("@") == 8 == len(methods.references(facts))


def test_methods_name_the_unit_that_was_used_and_the_tests():
    articles = pd.DataFrame({"outlet": list("ab") * 6})
    used = {"intervals": uncertainty.settings("outlet", 1, articles), "differences": uncertainty.settings("outlet", 1, articles)}
    text = methods.paragraph({"01-framing": {"methods": used}, "02-tone": {"methods": {"intervals": uncertainty.settings("outlet", 1)}}})
    assert "over the articles of each outlet" in text and "pair by pair, over articles" in text and "(Tarone 1990)" in text
    assert "over the sentences" in methods.paragraph({"x": {"methods": {"intervals": uncertainty.settings("outlet", 1, articles[:2])}}})


def test_the_methods_of_tone_toward_somebody_are_those_of_the_scorer_that_was_used():
    tone = pd.DataFrame({"target": ["", "Ada"], "lexicon": ["vader", "target model"]})
    facts = {"02-tone": {"methods": {"tone": {}} | target_tone.settings(tone, 4)}}
    assert "in 4 sentences each" in methods.paragraph(facts) and "hamborg2021" in methods.cited(facts)
    ruled = {"02-tone": {"methods": target_tone.settings(tone.replace("target model", "target rules"), 4)}}
    assert "words of its clause" in methods.paragraph(ruled) and not methods.cited(ruled)
    assert not target_tone.settings(tone.head(1), 4)


def test_the_methods_of_the_words_tell_their_test_and_their_order():
    text = methods.paragraph({"03-wording": {"methods": {"wording": stability.settings("outlet", 15, 2)}}})
    assert "p < .05 by itself" in text and "(Egbert and Biber 2019)" in text and "{" not in text


def test_every_citation_has_its_entry_with_author_year_and_title():
    books = methods.library()
    keys = {k for text in methods.SENTENCES.values() for k in methods.re.findall(r"@(\w+)", text)}
    assert keys <= books.keys() and all({"author", "year", "title"} <= books[k].keys() for k in keys)


def test_alternative_texts_name_the_values():
    assert "A: lowest south 0.10 (0.00 to 0.30), highest north 0.80 (0.60 to 1.00)" in alttext.dots(SHARES, series="frame")
    assert "north: A 0.80; south: B 0.30" in alttext.matrix(SHARES, of="frame")


def marked(**changes):
    """Return the words of one outlet, as `stability.ranked` makes them: one that stands, and one that does not."""
    rows = pd.DataFrame({"outlet": "north", "term": ["calm", "wave"], "x": [6, 2], "others": [1, 0], "consensus": [True, False],
                         "agreed": [3, 0], "stability": [0.9, 0.5], "adjusted": [0.03, 1.0], "tests": [4, 4], "measure": "difference of rates"})  # fmt: skip
    return rows.assign(**changes)


def test_the_words_of_an_outlet_are_those_that_stand():
    first, last = prose.wording(marked())
    assert first.text == "north: whatever sentences are drawn, what marks it is “calm” (6 here, 1 elsewhere)."
    assert first.values == {"outlet": "north", "terms": {"calm": 6}}
    assert "“calm” (6 here, 1 elsewhere, all measures agree)" in prose.wording(marked(agreed=4))[0].text
    assert last.text == "Of 4 differences of rate that could be told from chance, 1 can, after correction for their number: “calm” (north)."


def test_where_no_word_stands_the_nearest_is_named_and_called_so():
    first, last = prose.wording(marked(consensus=False, adjusted=1.0))
    assert "no word marks it whatever sentences are drawn; the nearest is “calm” (6 here, 1 elsewhere), named in 90 % of the draws" in first.text
    assert "none can" in last.text


def test_alone_an_outlet_has_only_frequent_words_and_nobody_none():
    assert "with one outlet nothing can be distinct; its most frequent words are “calm” (6) and “wave” (2)" in prose.wording(marked(measure="rate"))[0].text
    assert "No word can be said to mark one outlet: none is used often enough" in prose.wording(marked().iloc[:0])[0].text


def test_an_outlet_without_any_marking_word_is_not_passed_over():
    outlets = pd.Categorical(["north", "north"], ["north", "south"])
    assert [c.text for c in prose.wording(marked(outlet=outlets))][1:-1] == ["south: no word is named as marking it in any draw."]


def test_labels_of_one_outlet_and_loaded_ones_are_named_with_their_counts():
    alone = pd.DataFrame({"name": ["the force"], "label": ["raiders"], "outlet": ["south"], "n": [4]})
    labels = pd.DataFrame({"label": ["raiders", "raiders", "troops"], "outlet": ["south"] * 3, "polarity": [-1, -1, 0], "n": [3, 1, 9]})
    assert [c.text for c in prose.naming(alone, labels)] == [
        "Labels that only one outlet uses, for somebody whom others name too: “raiders” for the force (south, 4).",
        "Labels with a loaded word, by our list: “raiders” (south, 4).",
    ]
    assert prose.naming(alone.iloc[:0], labels.iloc[2:]) == []
