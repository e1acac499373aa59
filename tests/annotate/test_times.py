"""Times: pairs of invented text and what must come out of it, look-alikes beside the real ones, and laws on random text."""

from datetime import date, timedelta

import pytest
from conftest import seconds
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate import _times_calendar as calendar
from analysis.annotate import times

FRIDAY = "2024-11-01"

ABSOLUTE = [
    ("The bridge fell on Thursday, the 31st of October, at dawn.", [("Thursday, the 31st of October", "2024-10-31")]),
    ("It began on Oct. 13 and again on 14 October 2023.", [("Oct. 13", "2024-10-13"), ("14 October 2023", "2023-10-14")]),
    ("On 2024-10-31 the mill closed.", [("2024-10-31", "2024-10-31")]),
    ("Filed 10/31/2024, stamped 31.10.2024.", [("10/31/2024", "2024-10-31"), ("31.10.2024", "2024-10-31")]),
    ("The fair runs October 13-15.", [("October 13-15", "2024-10")]),
    ("It was the twenty-first of June.", [("the twenty-first of June", "2024-06-21")]),
    ("In October 2022 and since March 2021.", [("October 2022", "2022-10"), ("March 2021", "2021-03")]),
    ("Prices rose in the third quarter of 2023.", [("the third quarter of 2023", "2023-Q3")]),
    ("Sales fell in the first half of 2023.", [("the first half of 2023", "2023-H1")]),
    ("They met in the summer of 2019 and in late 2020.", [("the summer of 2019", "2019-SU"), ("late 2020", "2020")]),
    ("A song of the 1960s, a tower of the 12th century.", [("the 1960s", "196"), ("the 12th century", "11")]),
    ("In nineteen ninety-seven the mine shut.", [("nineteen ninety-seven", "1997")]),
    ("Easter Sunday 2024 was wet, Christmas Eve 2023 too.", [("Easter Sunday 2024", "2024-03-31"), ("Christmas Eve 2023", "2023-12-24")]),
    ("The plan for fiscal 2025 is thin.", [("fiscal 2025", "2025")]),
    ("2007 was the year of the eel.", [("2007", "2007")]),
    ("It shrank in the '70s, less in the last half of the '80s.", [("the '70s", "197"), ("the last half of the '80s", "198")]),
    ("It fell in the last half of 2023.", [("the last half of 2023", "2023-H2")]),
]

RELATIVE = [
    ("Yesterday the ferry sank; today divers search.", [("Yesterday", "2024-10-31"), ("today", "2024-11-01")]),
    ("The day before yesterday it rained.", [("The day before yesterday", "2024-10-30")]),
    ("The mayor spoke on Wednesday and on Friday.", [("Wednesday", "2024-10-30"), ("Friday", "2024-11-01")]),
    ("The mayor will speak on Monday.", [("Monday", "2024-11-04")]),
    ("The council votes next Tuesday, after last Tuesday.", [("next Tuesday", "2024-11-05"), ("last Tuesday", "2024-10-29")]),
    ("Last Friday the mayor left.", [("Last Friday", "2024-10-25")]),
    ("Until Monday evening no answer had come.", [("Monday evening", "2024-10-28TEV")]),
    ("He was seen on Thursday morning, and last night.", [("Thursday morning", "2024-10-31TMO"), ("last night", "2024-10-31TNI")]),
    ("The shop shut at 5 p.m. on Wednesday.", [("5 p.m. on Wednesday", "2024-10-30T17:00")]),
    ("On Wednesday, at 10:35 a.m., the roof fell.", [("Wednesday", "2024-10-30"), ("10:35 a.m.", "2024-10-30T10:35")]),
    ("The siren went at 10:35 a.m. and nobody came.", [("10:35 a.m.", "XXXX-XX-XXT10:35")]),
    ("They met last month, this week and last year.", [("last month", "2024-10"), ("this week", "2024-W44"), ("last year", "2023")]),
    ("Earlier this year the lake froze.", [("Earlier this year", "2024")]),
    ("He left ten years ago, she two months ago.", [("ten years ago", "2014"), ("two months ago", "2024-09")]),
    ("He left two weeks ago, she three days ago.", [("two weeks ago", "2024-W42"), ("three days ago", "2024-10-29")]),
    ("The vote is in the coming days.", [("the coming days", "FUTURE_REF")]),
    ("In recent weeks it was calm.", [("recent weeks", "PAST_REF")]),
    ("Several years ago it was calm.", [("Several years ago", "PAST_REF")]),
    ("On 3 October he fell ill. Two weeks later he was back.", [("3 October", "2024-10-03"), ("Two weeks later", "2024-W42")]),
    ("On 3 October he fell ill. The next day he rose.", [("3 October", "2024-10-03"), ("The next day", "2024-10-04")]),
    ("Sales rose in the third quarter, from a year earlier.", [("the third quarter", "2024-Q3"), ("a year earlier", "2023-Q3")]),
    ("Over the weekend the snow came.", [("the weekend", "2024-W43-WE")]),
    ("The port reopens on 9 January.", [("9 January", "2025-01-09")]),
    ("The port closed in December.", [("December", "2023-12")]),
    ("A June deal led to the March sale.", [("June", "2024-06"), ("March", "2024-03")]),
    ("He will be named head of a mission in August.", [("August", "2025-08")]),
    ("The bid had been due to expire Tuesday.", [("Tuesday", "2024-10-29")]),
    ("The two sides meet Monday.", [("Monday", "2024-11-04")]),
    ("The students want to march on Sunday.", [("Sunday", "2024-11-03")]),
    ("It rained this spring.", [("this spring", "2024-SP")]),
    ("It will open this spring.", [("this spring", "2025-SP")]),
    ("It is shut at the moment.", [("the moment", "PRESENT_REF")]),
    ("By the end of next week it is over.", [("the end of next week", "2024-W45")]),
    ("They are now at sea and were recently paid.", [("now", "PRESENT_REF"), ("recently", "PAST_REF")]),
]

LENGTHS = [
    ("It lasted two and a half years.", [("two and a half years", "P2Y6M")]),
    ("A decades-long quarrel.", [("decades-long", "PXY")]),
    ("A ten-year loan, half an hour, for decades.", [("ten-year", "P10Y"), ("half an hour", "PT30M"), ("decades", "PXY")]),
    ("It is a matter of days, not months.", [("days, not months", "PXD")]),
    ("It shrank over the past two years.", [("the past two years", "P2Y")]),
    (
        "They meet every Thursday, twice a week, every two years.",
        [("every Thursday", "XXXX-WXX-4"), ("twice a week", "P1W"), ("every two years", "P2Y")],
    ),
    ("The market is shut on Mondays.", [("Mondays", "XXXX-WXX-1")]),
]

LOOK_ALIKES = [
    "It may rain; they march on, may they not?",
    "Theresa May spoke, and April Jones said that May is right.",
    "Mrs May lost her seat, and was mourned by May's friends.",
    "The Sunday Times and the Mail on Sunday printed it on Black Friday terms.",
    "She came second, on page 2010, in room 1999.",
    "They sent 2000 troops and 1900 horses for $2015.",
    "A 52-year-old man, 12 years old then, lost 2:1.",
    "Section 2024-13-45 and 2024-02-30 are void, as is 31/31/2024.",
    "Prices are expected to fall, and to spring back.",
    "At the moment of birth about three-quarters weigh less.",
    "He joined the March on Rome.",
    "She was a guest on \"This Week\" with Ada Ode.",
    "Twenty-First Century Fox sells the Daily Mail.",
    "Call 555-2010 or take flight 1999.",
    "The 400 metres in 43.18 seconds flat" + "9" * 400,
]


def told(text, published=FRIDAY, **more):
    return [(text[t.start : t.end], t.value) for t in times.read(text, published, **more)]


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE + RELATIVE + LENGTHS)
def test_each_form_is_found_and_means_what_it_says(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_are_left_alone(text):
    assert [(t, v) for t, v in told(text) if not v.startswith("PT")] == []


@pytest.mark.parametrize("text", ["It may rain in May.", "The Sunday Times said so on Sunday.", "He is 52 years old and left in 1999."])
def test_look_alikes_beside_the_real_ones(text):
    assert len(told(text)) == 1


def test_days_of_a_value():
    row = times.read("The fair runs October 13-15 and in the coming days.", FRIDAY)
    assert (row[0].first, row[0].last) == ("2024-10-13", "2024-10-15")
    assert (row[1].first, row[1].last, row[1].grain) == ("2024-11-02", "2024-11-08", "vague")


def test_earlier_this_year_ends_with_the_paper():
    row = times.read("Earlier this year the lake froze.", FRIDAY)[0]
    assert (row.first, row.last, row.grain) == ("2024-01-01", FRIDAY, "year")
    first = times.read("Earlier this year the lake froze.", "2024-01-01")[0]
    assert first.first != first.last


def test_a_window_of_less_than_two_days_names_none():
    row = times.read("It rained over the past 1.5 days.", FRIDAY)[0]
    assert (row.value, row.first) == ("P1.5D", "")


def test_two_weeks_later_counts_from_nothing_far_back():
    text = "On 3 October he fell ill. " + "The town slept on. " * 30 + "Two weeks later he was back."
    assert told(text) == [("3 October", "2024-10-03"), ("Two weeks later", "P2W")]


def test_a_fiscal_year_has_no_days():
    assert times.read("In fiscal 2025 it grew.", FRIDAY)[0].first == ""


@pytest.mark.parametrize("text", [text for text, _ in RELATIVE])
def test_without_a_date_of_publication_nothing_is_dated_by_a_guess(text):
    rows = times.read(text, "")
    assert rows and not any(t.first for t in rows)


@pytest.mark.parametrize("published", ["", "soon", "2024-13-45", "2024-11-01T09:30:00Z", "01-11-2024"])
def test_odd_dates_of_publication(published):
    row = times.read("He left yesterday.", published)[0]
    assert row.value == ("2024-10-31" if published.startswith(("2024-11", "01-11")) else "PAST_REF")


def quoted(text):
    return [(text.index("“"), text.index("”") + 1)]


def test_today_in_a_quotation_is_the_day_of_the_utterance():
    text = "“We start today,” she said on Monday."
    rows = times.read(text, FRIDAY, quotations=quoted(text))
    assert [(t.value, t.anchor) for t in rows] == [("2024-10-28", "utterance"), ("2024-10-28", "publication")]


def test_in_a_quotation_without_a_day_today_stays_open_and_nothing_fine_gets_days():
    text = "“We start today, as we did on Tuesday and ten years ago,” she said."
    rows = times.read(text, FRIDAY, quotations=quoted(text))
    assert [(t.value, t.first) for t in rows] == [("PRESENT_REF", ""), ("2024-10-29", ""), ("2014", "2014-01-01")]
    assert {t.anchor for t in rows} == {"utterance"}


def test_two_days_in_the_sentence_do_not_tell_when_the_words_were_said():
    text = "Between Monday and Wednesday he said: “It ends today.”"
    assert times.read(text, FRIDAY, quotations=quoted(text))[-1].value == "PRESENT_REF"


def test_the_nth_day_needs_a_start():
    open_, known = "The strike nears its 100th day.", "The strike, which began on 1 August, nears its 100th day."
    assert times.read(open_, FRIDAY)[0].first == ""
    assert times.read(known, FRIDAY)[-1].value == (date(2024, 8, 1) + timedelta(99)).isoformat()


def test_month_and_weekday_settle_the_year():
    assert told("It was Tuesday, 31 October.", FRIDAY) == [("Tuesday, 31 October", "2023-10-31")]


def test_lower_case_and_capitals_throughout():
    assert told("the mayor left on thursday.") == [("thursday", "2024-10-31")]
    assert told("THE MAYOR LEFT ON THURSDAY.") == [("THURSDAY", "2024-10-31")]
    assert told("A fund called thursday Rising, said Mr Ode.") == []


def test_a_sentence_without_a_day_takes_that_of_the_story():
    parts = [
        "The dam broke on Monday.",
        "Two houses were lost.",
        "The river is still high.",
        "In 1987 it had broken too.",
        "It will be rebuilt by 4 May.",
    ]
    text, spans = " ".join(parts), []
    for part in parts:
        spans.append((text.index(part), text.index(part) + len(part)))
    assert times.dated_sentences(text, "2024-10-30", spans) == [(0, "2024-10-28"), (1, "2024-10-28"), (2, "2024-10-30"), (4, "2025-05-04")]
    assert times.dated_sentences(text, "", spans) == []


# ---- laws

FRAGMENTS = [
    *(text for text, _ in ABSOLUTE + RELATIVE + LENGTHS), *LOOK_ALIKES, "9" * 400, "2024-13-45", "ישראל ביום", "“", "”", "\n\n",
    "\u00a0", "İstanbul ", "the last ",
    "in May", " of ", "twenty-", "10", "12:30", "1/2", " years", "the end of the ", "a ", "Thursday", "’s", "((",
    "two or three ", "ALL CAPS THURSDAY",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map(" ".join)
DAY = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat) | st.just("")


@settings(deadline=None, max_examples=150)
@given(TEXT, DAY, st.data())
def test_rows_are_ordered_true_and_consistent(text, published, data):
    cut = data.draw(st.integers(0, len(text)))
    rows = times.read(text, published, quotations=[(cut, len(text))])
    ends = [0, *(t.end for t in rows)]
    for before, t in zip(ends, rows, strict=False):
        assert before <= t.start < t.end <= len(text)
        assert text[t.start : t.end] == text[t.start : t.end].strip()
        assert bool(t.first) == bool(t.last) and t.first <= t.last
        assert t.grain and t.value and t.anchor in ("publication", "utterance", "")
        if t.grain in ("vague", "duration", "set", "year", "decade", "century"):
            assert not t.first or t.first < t.last, "a vague time became a day"
        if t.first and t.grain == "day":
            assert t.value == t.first == t.last
        if t.anchor == "utterance":
            assert t.start >= cut


@settings(deadline=None, max_examples=100)
@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["day", "week", "month", "quarter", "season", "year", "decade", "century"]),
)
def test_a_unit_holds_its_day(day, unit):
    value = calendar.name(day, unit)
    first, last = calendar.bounds(value)
    assert first <= day.isoformat() <= last
    assert calendar.grain(value) == unit
    assert calendar.name(date.fromisoformat(first), unit) == calendar.name(date.fromisoformat(last), unit) == value


@settings(deadline=None, max_examples=100)
@given(st.dates(date(1990, 1, 1), date(2050, 12, 28)), st.integers(0, 6))
def test_a_bare_weekday_lies_in_the_week_up_to_publication(day, wanted):
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[wanted]
    found = date.fromisoformat(times.read(f"The ferry sank on {name}.", day.isoformat())[0].first)
    assert found.weekday() == wanted and 0 <= (day - found).days <= 6


@pytest.mark.parametrize(
    "piece", ["the last ", "in May ", "9", "the end of the ", "in 2014, ", "“today” ", "two or three ", "He will leave on Thursday "]
)
def test_time_grows_with_length_only(piece):
    def cost(n):
        text = piece * n
        return seconds(lambda: times.read(text, FRIDAY, quotations=[(i, i + 9) for i in range(0, len(text), 60)]))

    small, large = min(cost(1000) for _ in range(3)), cost(8000)
    assert large < 30 * small + 0.05
