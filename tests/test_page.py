"""What a notebook shows: words that open to their context, safely, and without any script."""

import re

import pandas as pd
import pytest

from analysis import page
from analysis.batch import outputs

ROWS = pd.DataFrame({"outlet": ["Gull", "Post", "Post"], "term": ["dam", "dam", "r&d <b>"], "x": [3, 1, 1]})
CONTEXTS = pd.DataFrame(
    [
        ("Gull", "dam", "Gull", "a", 0, "the old ", "Dam", " burst <script>alert(1)</script>", 1),
        ("Gull", "dam", "Gull", "a", 4, "a ", "dam", "", 1),
        ("Post", "dam", "Post", "b", 2, "", "Dam", " & river", 0),
        ("Post", "r&d <b>", "Post", "b", 7, "on ", "R&D <b>", ".", 0),
    ],
    columns=["outlet", "term", "outlet_", "article_id", "sentence", "left", "keyword", "right", "more"],
).drop(columns="outlet_")  # fmt: skip
COLUMNS = {"outlet": "outlet", "term": "word", "x": "uses"}


def bare(shown):
    """Return the markup as the report keeps it: without styles."""
    return outputs.clean(shown.markup)


def test_each_word_opens_to_its_own_lines_with_the_keyword_in_bold():
    markup = bare(page.words(ROWS, CONTEXTS, columns=COLUMNS))
    cells = re.findall(r"<details><summary>(.*?)</summary><ul>(.*?)</ul></details>", markup)
    assert [(term, re.findall("<b>(.*?)</b>", lines)) for term, lines in cells] == [
        ("dam", ["Dam", "dam"]), ("dam", ["Dam"]), ("r&amp;d &lt;b&gt;", ["R&amp;D &lt;b&gt;"]),
    ]  # fmt: skip
    assert "<small>sentence 4 </small><span>a </span><b>dam</b><span></span>" in markup
    assert markup.count("<li><small>and 1 more</small></li>") == 1, "in the first row alone"
    assert markup.count("<tr>") == 4 and "<th class=\"num\">uses</th>" in markup


def test_article_text_in_a_line_stays_text_and_the_report_keeps_the_lines():
    shown = page.words(ROWS, CONTEXTS, "a < b", columns=COLUMNS)
    assert "<script" not in shown.markup and "&lt;script&gt;" in shown.markup and "<caption>a &lt; b</caption>" in shown.markup
    kept = bare(shown)
    assert [kept.count(tag) for tag in ("<details>", "<summary>", "<li>", "<b>")] == [3, 3, 5, 4]
    assert "&lt;script&gt;" in kept and "<script" not in kept and "style" not in kept


def test_the_plain_form_aligns_the_keywords_and_names_the_place():
    plain = repr(page.words(ROWS, CONTEXTS, columns=COLUMNS))
    lines = [line for line in plain.splitlines() if "‹" in line]
    assert [line.index("‹") for line in lines[:2]] == [10, 10] and len(lines) == 4
    assert lines[1] == "        a ‹dam›  (sentence 4)" and "Gull, dam" in plain and "<details>" not in plain


def test_words_of_all_outlets_open_to_lines_that_name_theirs():
    shared = page.words(pd.DataFrame({"term": ["dam"], "x": [4]}), CONTEXTS)
    assert re.findall("<small>(.*?) ?</small>", bare(shared)) == ["Gull, sentence 0", "Gull, sentence 4", "Post, sentence 2", "and 1 more"]
    assert "(Post, sentence 2)" in shared.plain


def test_a_word_without_lines_stands_as_it_is():
    markup = bare(page.words(ROWS, CONTEXTS[CONTEXTS.outlet == "Gull"], columns=COLUMNS))
    assert markup.count("<details>") == 1 and '<td class="txt">r&amp;d &lt;b&gt;</td>' in markup
    assert page.ABSENT not in markup


@pytest.mark.parametrize("caption", ["", "Words"])
def test_without_texts_the_page_says_why_nothing_opens(caption):
    shown = page.words(ROWS, CONTEXTS.head(0), caption, columns=COLUMNS)
    assert page.ABSENT in shown.markup and page.ABSENT in shown.plain and "<details>" not in shown.markup
    none = page.words(ROWS.head(0), CONTEXTS.head(0), caption, columns=COLUMNS)
    assert "nothing to show" in none.markup and page.ABSENT not in none.markup


def test_small_p_values_and_minus_signs_are_printed_as_such():
    rows = pd.DataFrame({"value": [-0.25, -0.001], "p": [0.004, 0.00001], "adjusted": [0.0321, float("nan")]})
    cells = re.findall("<td.*?>(.*?)</td>", page.table(rows, columns={"value": "gap", "p": "p", "adjusted": "adjusted p"}).markup)
    assert cells == ["−0.25", "0.004", "0.032", "0.00", "&lt;0.001", ""]


def test_the_numbers_of_a_column_have_as_many_decimals_each():
    rows = pd.DataFrame({"share": [1.0, 0.25, 0.0], "count": [2.0, 0.0, float("nan")]})
    cells = re.findall("<td.*?>(.*?)</td>", page.table(rows).markup)
    assert cells == ["1.00", "2", "0.25", "0", "0.00", ""]


def test_claims_of_several_themes_stand_under_the_name_of_each():
    found = [{"text": f"{table} < 1.", "table": table} for table in ("tone-mean", "tone-gaps", "wording-terms")]
    assert re.findall("<b>(.*?)</b>", page.claims(found).markup) == ["Tone", "Wording"]
    assert page.claims(found).markup.count("<ul>") == 2 and page.claims(found).plain.count("\n") == 2
    assert "<b>" not in page.claims(found[:2]).markup and "tone-gaps &lt; 1." in page.claims(found[:2]).markup


def test_without_any_claim_the_page_says_what_to_do():
    assert page.NO_CLAIM in page.claims([]).markup and page.claims([]).plain == page.NO_CLAIM


def test_backticks_of_a_paragraph_become_code_and_its_markup_stays_text():
    shown = page.text("see `a_<b>.csv`, it's <i>all</i> ` there")
    assert shown.markup == "<p>see <code>a_&lt;b&gt;.csv</code>, it's &lt;i&gt;all&lt;/i&gt; ` there</p>" and "`a_<b>.csv`" in shown.plain
