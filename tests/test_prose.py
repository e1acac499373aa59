"""Sentences built from cells: they say what the table says, and no more."""

import pandas as pd

from analysis import alttext, methods, page, prose

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


def test_a_gap_is_called_one_only_where_the_intervals_part():
    assert "do not overlap" in prose.framing(SHARES, NAMES)[-1].text
    wide = SHARES.assign(low=0.0, high=1.0)
    assert "the two intervals overlap, so single sentences could make the difference" in prose.framing(wide, NAMES)[-1].text


def test_one_outlet_is_not_compared():
    assert prose.framing(SHARES[:2].assign(outlet="north"), NAMES)[-1].text == "With one outlet there is nothing to compare."
    assert "no tone to compare" in prose.tone(SHARES[:1].assign(voice="all"))[0].text


def test_tone_tells_the_quoted_from_the_own_words():
    rows = [
        ("north", "all", -0.3, -0.5, -0.1),
        ("south", "all", 0.2, 0.1, 0.4),
        ("north", "narration", 0.0, -0.1, 0.1),
        ("south", "narration", 0.1, 0, 0.2),
    ]
    claims = prose.tone(pd.DataFrame(rows, columns=["outlet", "voice", "value", "low", "high"]))
    assert claims[0].values == {"voice": "all", "lowest": "north", "highest": "south", "low": -0.3, "high": 0.2, "apart": True}
    assert claims[1].text.startswith("Outside quotation marks, in the outlets' own words, north is lowest (+0.00)")


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


def test_methods_and_references_are_those_that_were_used():
    facts = {"02-tone": {"methods": {"tone": {}, "intervals": {"draws": 2000, "by": "outlet", "seed": 7}}}}
    text = methods.paragraph(facts)
    assert "(Hutto and Gilbert 2014)" in text and "seed 7" in text and "TF-IDF" not in text
    assert methods.cited(facts) == ["benoit2009", "boukes2020", "efron1979", "hutto2014", "vanatteveldt2021"]
    assert methods.bib(facts).count("@") == 5 == len(methods.references(facts))


def test_every_citation_has_its_entry_with_author_year_and_title():
    books = methods.library()
    keys = {k for text in methods.SENTENCES.values() for k in methods.re.findall(r"@(\w+)", text)}
    assert keys <= books.keys() and all({"author", "year", "title"} <= books[k].keys() for k in keys)


def test_alternative_texts_name_the_values():
    assert "A: lowest south 0.10 (0.00 to 0.30), highest north 0.80 (0.60 to 1.00)" in alttext.dots(SHARES, series="frame")
    assert "north: A 0.80; south: B 0.30" in alttext.matrix(SHARES, of="frame")
