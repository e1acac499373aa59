"""Credits in invented text: who is credited inside it, and whose copy it is."""

import pytest
from conftest import seconds
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate import credits


@pytest.mark.parametrize(
    ("body", "name", "kind", "printed"),
    [
        ("The dam broke, reports Reuters.", "Reuters", "wire", "Reuters"),
        ("According to the Associated Press, it held.", "AP", "wire", "Associated Press"),
        ("She told South Korean broadcaster KBS so.", "KBS", "broadcaster", "South Korean broadcaster KBS"),
        ("In an interview with Italy’s RAI channel Uno nobody said so.", "Uno", "broadcaster", "channel Uno"),
        ("The Kyiv Independent reported on Friday that it held.", "The Kyiv Independent", "newspaper", "Kyiv Independent"),
        ("He told the newspaper Valley Ledger so.", "Valley Ledger", "newspaper", "newspaper Valley Ledger"),
        ("She said it in a post on social media platform X at noon.", "X", "social", "social media platform X"),
        ("He complained on Twitter.", "Twitter", "social", "Twitter"),
        ("She spoke in an interview with South Korean media.", "South Korean media", "unnamed", "South Korean media"),
    ],
)
def test_a_source_is_credited_inside_the_text(body, name, kind, printed):
    assert (name, kind, printed) in [(c.name, c.kind, c.printed) for c in credits.read(body)]


@pytest.mark.parametrize(
    "body",
    ["The Reuters building burned.", "She left CNN.", "Twitter fell by a tenth.", "The press waited. The media too.", "reuters", "", "AP"],
)
def test_an_outlet_that_is_only_spoken_of_is_credited_with_nothing(body):
    assert credits.read(body) == []


def test_what_cleaning_took_out_is_declared_without_a_place():
    declared = credits.read("The dam broke.", found={"credits": "News.AntiWar.com; Valley Ledger"})
    assert [(c.start, c.end, c.name, c.kind) for c in declared] == [(-1, -1, "Antiwar.com", "site"), (-1, -1, "Valley Ledger", "newspaper")]


def test_a_dateline_in_the_raw_text_is_a_credit_once():
    assert [c.name for c in credits.read("The dam broke.", "ARVESK (AFP) – The dam broke.")] == ["AFP"]
    assert [c.name for c in credits.read("It broke, AFP reported.", "ARVESK (AFP) – It broke, AFP reported.")] == ["AFP"]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("ARVESK, March 3 (AP) — The dam broke.", "AP"),
        ("Dam breaks\n\nArvesk (AFP) – The dam broke.", "AFP"),
        ("(Reuters) - The dam broke.", "Reuters"),
        ("ARVESK, March 3 (UPI) -- The dam broke.", "UPI"),
        ("By Ada Brisk, Associated Press\nThe dam broke.", "AP"),
        ("Associated Press\n\nThe dam broke.", "AP"),
        ("Ada Brisk, Associated Press\n\nThe dam broke.", "AP"),
        ("ARVESK, Talvara, March 3 (AP) The dam broke.", "AP"),
        ("(AP) ARVESK The dam broke.", "AP"),
        ("The dam broke.\n(Reporting by Ada Brisk; Editing by Anton Dussel)", "Reuters"),
        ("The dam broke.\nCopyright 2016 The Associated Press. All rights reserved.", "AP"),
        ("The dam broke.\nAssociated Press writers Ada Brisk and Anton Dussel contributed to this report.", "AP"),
        ("The dam broke. – AFP", "AFP"),
    ],
)
def test_a_text_is_the_copy_of_an_agency(text, agency):
    assert credits.wire(text) == agency


@pytest.mark.parametrize(
    "text",
    [
        "The dam broke, the AP reported.",
        "The broker told the Associated Press (AP) that it broke.",
        "The Associated Press contributed to this report.",
        "Handout/Reuters.\n\nThe dam broke.",
        "Image copyright AFP\nThe dam broke.",
        "In April, a Reuters/Ipsos poll found nothing.",
        "",
        "reuters",
    ],
)
def test_a_text_that_only_mentions_an_agency_is_not_its_copy(text):
    assert credits.wire(text) is None


PIECES = st.sampled_from(
    ["Reuters", "(AP) —", "reports", "told the newspaper", "KBS", "South Korean media", "on", "X", "\n", "“", "By", "©", "مرحبا"]
    + ["CNN’s", ";", "Editing by", "(Reporting by", "platform", "the the"]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=60))
def test_whatever_the_text_offsets_are_true_in_order_and_apart(body):
    inside = [c for c in credits.read(body, body, {"credits": ";;x"}) if c.start >= 0]
    assert all(body[c.start : c.end] == c.printed and c.name for c in inside)
    assert all(a.end <= b.start for a, b in zip(inside, inside[1:], strict=False))


@pytest.mark.parametrize("part", ["the newspaper ", "told Reuters ", "(Reporting by ", "South Korean media ", "X", "By x "])
def test_time_grows_with_length(part):
    def spent(times):
        return seconds(credits.read, part * times, part * times)

    spent(100)
    assert spent(8000) < 40 * max(spent(800), 0.005)
