"""Cleaning: what must go, what must stay, and the laws of the log. All example text is invented."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.clean import clean, rebuild

STORY = "The ferry Marwen left Port Asker at noon.\nIt carried “two hundred” passengers, the harbour office said."
GOES = [
    "17 Comments",
    "No comments yet",
    "Leave a comment",
    "Advertisement",
    "Story continues below advertisement",
    "Continue Reading Below",
    "Sign up for our daily newsletter",
    "Follow us on Twitter @harbourpost",
    "Check out TideWatch.example.com for more on the ferry.",
    "Watch the video below to see the harbour.",
    "This video is from the Old Pier channel on Tubely.com.",
    "CLICK HERE TO GET THE HARBOUR APP",
    "Read full article here",
    "Read more",
    "Continue reading",
    "Copyright © 2031 The Harbour Post. All rights reserved.",
    "Share Tweet Email Print",
    "Share this article",
    "SEE ALSO: Ferry owner fined over lifeboats",
    "Photo: Ada Quill/Reuters",
    "Image copyright Quill Pictures Image caption The pier at dawn",
    "RELATED: Ferry owner fined over lifeboats",
]
STAYS = [
    "Comments from the harbour office were few.",
    "The advertisement ran for a week.",
    "Sources include: two sailors and a cook.",
    "“Sign up for our newsletter,” the sign read.",
    "He told voters to sign up for the new health plan.",
    "Follow the money, the judge said.",
    "Watch the harbour, he said.",
    "More: the crew was never paid, she said.",
    "Read the full report, she told him.",
    "Related industries lost work too.",
    "A photo shows the ferry at the pier.",
    "Share prices fell by a third.",
    "Copyright law is to change.",
    "Print media lost readers.",
    "She called (relatedly: in anger) the harbour office.",
    "In 2031, 17 comments were filed with the agency.",
    "Check out time at the hotel was noon.",
    "Image is everything in Port Asker.",
    "Facebook",
    "Video of the sinking shows little.",
]
FRAGMENTS = [
    *GOES,
    *STAYS,
    STORY,
    "More related stories:",
    "Ferry owner fined",
    "Harbour closes early.",
    "Sources include:",
    "Harbour-Post.com",
    "News.Asker.org",
    "(Related: Ferry owner fined.)",
    " date 2031-11-01 ",
    "Title: Ferry sinks",
    "\n",
    "\n\n",
    " ",
    "\r\n",
    "\u00a0",
    "\u200b",
    "8\u00a0000",
    "â€œmarvelâ€\x9d",
    "“",
    "”",
    "…",
    "the mayor of Port Asker told the council on Monday that",
    "pic.twitter.com/a1b2C3",
    "said",
    "(",
    ")",
    "Related:",
    "lower case words run on",
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=14).flatmap(
    lambda parts: st.sampled_from(["\n", "\n\n", " ", ""]).map(lambda glue: glue.join(parts))
)


@pytest.mark.parametrize("line", GOES)
def test_goes(line):
    assert clean(f"{STORY}\n{line}").body == STORY


@pytest.mark.parametrize("line", STAYS)
def test_stays(line):
    text = f"{STORY}\n{line}\nNobody was hurt."
    assert clean(text).body == text


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_the_log_alone_rebuilds_the_body(text):
    page = clean(text)
    assert rebuild(text, page.removed) == page.body
    spans = [row[1:3] for row in page.removed]
    assert all(s < e for s, e in spans) and all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_cleaning_twice_changes_nothing(text):
    body = clean(text).body
    assert clean(body).body == body


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.data())
def test_a_span_of_the_body_leads_back_to_the_raw_text(text, data):
    page = clean(text)
    start = data.draw(st.integers(0, len(page.body)))
    end = data.draw(st.integers(start, len(page.body)))
    first, last = page.raw(start, end)
    assert 0 <= first <= last <= len(text)
    inside = [row for row in page.removed if first <= row[1] and row[2] <= last]
    if start < end and not any(row[1] < first < row[2] or row[1] < last < row[2] for row in page.removed):
        piece = rebuild(text[first:last], [(s, a - first, b - first, new, why) for s, a, b, new, why in inside])
        assert page.body[start:end] in piece


@pytest.mark.parametrize("part", [*FRAGMENTS, "(Related: ", "Share ", "a.b.", "1 ", "Sign up "])
def test_time_grows_with_length_only(part):
    def spent(size):
        text = (part * (size // len(part)))[:size]
        before = time.process_time()
        clean(text)
        return time.process_time() - before

    spent(1000)
    assert spent(100_000) < 25 * spent(10_000) + 0.2
