"""Cleaning: what must go, what must stay, and the laws of the log. All example text is invented."""

import pytest
from conftest import seconds
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.clean import Cleaned, apply, clean, compose, disjoint, rebuild

STORY = "The ferry Marwen left Port Asker at noon.\nIt carried “two hundred” passengers, the harbour office said."
GOES = [
    "17 Comments",
    "This article tagged under: Ferries\nPort Asker",
    "Harbour news by e-mail every morning: sign up for our newsletter",
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
    "Watch: Nobody paid the crew, she said",
    "8\u00a0000 passengers came.",
    "Watch",
    "The report said it was simpler than that\n\nWhat the divers found was not.",
    "the sailors of the ferry Marwen and their own families\nthe owners of the ferry Marwen",
    "FERRY OWNER FINED OVER LIFEBOATS AS HARBOUR CLOSES\nNEXT",
    "SEE\nMore stories: Ada Quill told the council about the ferry.",
    "Published 3 March 2031 in the journal Tides, the study says the ferry was old.",
    "Updated March 3, 2031, the list names nine ferries.",
    "Sign up today for the harbour plan, the mayor told the sailors, or lose your berth.",
    "Support for local journalism has fallen since the ferry sank.",
    "Register of ships is now open to everybody in Port Asker, the office said.",
    "All rights reserved for the owners were given back to the town by the court.",
    "The news came to the harbour office via Reuters.",
    "Watch: The crew was never paid.",
    "More: The ferry was never paid for by its owners.",
    "Image source code was taken from the harbour office.",
    "Play video games until 3:00 and you will miss the ferry to Port Asker.",
    "Copyright 2019 rules were changed by the court in Port Asker on Monday.",
    "This video is from the night of the storm and shows the ferry going down.",
    "Follow Omar Vane on Twitter and you learn little about the ferry.",
    "Photos: the divers found none.",
    "Sources: harbour office; police.",
    "Watch\nThe council meets on Monday.\nFerry stays.",
]
LEADS = [  # first lines that look like metadata
    "Date: nobody knows when the ferry sank.",
    "Title: it was a title that no ferry had. It sank.",
    "Link: the study shows that the ferry and the storm belong together.",
    "Author: Ada Quill wrote the report. She left.",
    "Published 3 March 2031 in the journal Tides, the study says the ferry was old.",
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


@pytest.mark.parametrize("line", LEADS)
def test_a_first_line_that_is_prose_stays(line):
    assert clean(f"{line}\n{STORY}").body == f"{line}\n{STORY}"


@pytest.mark.parametrize("prefix", ["date: 2031-03-03 ", " date 2031-03-03 ", "Published: 3 March 2031 | "])
@pytest.mark.parametrize("times", [1, 9])
def test_a_prefix_goes_alone(prefix, times):
    prose = "Four days later the harbour was still closed. " * times + STORY
    page = clean(prefix + prose)
    assert page.body == prose and page.found == {"published": "2031-03-03"}


def test_a_credit_does_not_take_a_long_paragraph_with_it():
    prose = "The harbour was closed for nine days. Nobody knew the reason. " * 9
    assert clean(f"{prose}(Photo by Ada Quill/Reuters)\n{STORY}").body.startswith(prose.strip())


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


@st.composite
def edited(draw):
    """A text, its log after rounds of random edits, and the text they left."""
    text = body = draw(st.text("abcd\n", max_size=20))
    rows = []
    for step in range(draw(st.integers(0, 4))):
        ends = st.integers(0, len(body))
        edits = disjoint(draw(st.lists(st.tuples(ends, ends, st.text("XYZ", max_size=3), st.just("why")), max_size=3)))
        rows, body = compose(rows, edits, str(step)), apply(body, edits)
    return text, rows, body


@settings(deadline=None, max_examples=200)
@given(edited())
def test_composed_edits_are_the_edits_one_after_another(case):
    text, rows, body = case
    assert rebuild(text, rows) == body
    assert all(a[2] <= b[1] for a, b in zip(rows, rows[1:], strict=False))


def test_two_edits_in_one_earlier_replacement():
    assert compose([("first", 0, 1, "XYZ", "r")], [(0, 1, "p", "s"), (2, 3, "q", "s")], "then") == [("then", 0, 1, "pYq", "s")]


@settings(deadline=None, max_examples=200)
@given(edited(), st.data())
def test_a_span_of_the_body_leads_back_to_the_raw_text(case, data):
    text, rows, body = case
    origin, at = [], 0  # of each character of the body: the raw span it stems from
    for _, start, end, new, _ in rows:
        origin += [(i, i + 1) for i in range(at, start)] + [(start, end)] * len(new)
        at = end
    origin += [(i, i + 1) for i in range(at, len(text))]
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    first, last = Cleaned(body, rows).raw(start, end)
    assert 0 <= first <= last <= len(text)
    if start < end:
        assert (first, last) == (origin[start][0], origin[end - 1][1])


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The ferry sank. [Related: one [Related: two]]", "The ferry sank."),
        ("The mayor told the harbour council on Monday that\nPort Asker would close.", None),
        ("The mayor told the harbour council on Monday,\nas the rain fell, that Port Asker would close.", None),
        ("â€œGo,â€\x9d she said.\r\nIt\u00a0sank\u200b.", "“Go,” she said.\nIt sank."),
        ("This article is more than 3 years old\nThe ferry sank.", "The ferry sank."),
        (" date 2031-11-01 The ferry sank.", "The ferry sank."),
        ("Title: Ferry sinks\n3 March 2031\nThe ferry sank.", "The ferry sank."),
        (
            "The ferry sank.\nMore stories:\nOwner fined\nThe harbour is open.\n“It is,” she said.",
            "The ferry sank.\nThe harbour is open.\n“It is,” she said.",
        ),
        ("The ferry sank.\nMore stories:\nOwner fined.\nHarbour is open.", "The ferry sank."),
        ("The ferry sank.\nSources include:\nHarbour-Post.com\nAsker.org", "The ferry sank."),
        ("The ferry sank.\nSources:\nHarbourPost.example\nTide.harbour", "The ferry sank."),
        ("The ferry sank.\nMore on this story:\nThe night of the storm\nWho owns it? See our list", "The ferry sank."),
        ("The ferry sank.\nMore stories:\nOwner was fined.\n“It is,” she said.",) * 2,
        ("Mr. Vane Omar (Om) VaneFerry owner fined Harbour closes MORE left.", "Mr. Vane left."),
    ],
)
def test_worked_examples(text, body):
    assert clean(text).body == (text.replace("\n", " ") if body is None else body)


def test_capitals_between_paragraphs_are_a_link():
    prose = "The ferry Marwen left Port Asker at noon with two hundred passengers and a crew of nine on board."
    assert clean(f"{prose}\nFERRY OWNER FINED AGAIN OVER MISSING LIFEBOATS\n{prose}").body == f"{prose}\n{prose}"


def test_metadata_is_kept_aside():
    page = clean("Title: Ferry sinks\n3 March 2031\nThe ferry sank.\nSources include:\nHarbour-Post.com\nAsker.org")
    assert page.found == {"headline": "Ferry sinks", "published": "2031-03-03", "credits": "Harbour-Post.com; Asker.org"}
    assert clean("Updated: 3 March 2031\nThe ferry sank.").found == clean("date 2031-02-30 The ferry sank.").found == {}


@pytest.mark.parametrize("part", [*FRAGMENTS, "(Related: ", "Share ", "a.b.", "1 ", "Sign up "])
def test_time_grows_with_length_only(part):
    def spent(size):
        return seconds(clean, (part * (size // len(part)))[:size])

    spent(1000)
    assert spent(100_000) < 25 * spent(10_000) + 0.2
