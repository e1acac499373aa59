"""Segmentation: paragraphs, zones, quotations, sentences and words. All example text is invented."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.segment import content, segment, stop_words, term

WHOLE = [  # one sentence each
    "“The ferry is gone. Nobody saw it leave,” she said.",
    '"The ferry is gone. Nobody saw it leave," she said.',
    "''The ferry is gone. Nobody saw it leave,'' she said.",
    "«The ferry is gone. Nobody saw it leave,» she said.",
    "The U.S. Navy sent Rep. Ada Quill of Port Asker to Gen. Omar Vane on Oct. 3 at a cost of $1.5 million.",
    "“We waited… And we waited … Then it came,” he said.",
    "Pfc. Omar Vane met Cmdr. Ada Quill.",
    "The Oh! ferry left.",
    "The mayor waited ... Then she left.",
    "“Is it safe?” Ada Quill asked.",
    "“Is it safe?” she asked.",
    "Dr. J. R. Hale met Mr. Oduya vs. the council.",
]
SPLIT = [
    ("“The ferry is gone,” she said. “Nobody saw it.”", ["“The ferry is gone,” she said.", "“Nobody saw it.”"]),
    ("He called it “a bad idea.” The mayor left.", ["He called it “a bad idea.”", "The mayor left."]),
    ('He called it "a bad idea." The mayor left.', ['He called it "a bad idea."', "The mayor left."]),
    ("Is it safe? Nobody knows! Ask them.", ["Is it safe?", "Nobody knows!", "Ask them."]),
    ("It sank on Oct. 13. Two men drowned.", ["It sank on Oct. 13.", "Two men drowned."]),
    ("The ferry sank (it was old.) Nobody drowned.", ["The ferry sank (it was old.)", "Nobody drowned."]),
    ("“The ferry is gone. Nobody saw it leave.", ["“The ferry is gone.", "Nobody saw it leave."]),
]
FRAGMENTS = [
    *WHOLE,
    *(text for text, _ in SPLIT),
    "“",
    "”",
    '"',
    "''",
    "«",
    "»",
    "‘‘",
    "’’",
    "…",
    "...",
    ".",
    "?”",
    "\n",
    "\n\n",
    " ",
    "\u00a0",
    "U.S.",
    "Mr.",
    "Biden-Harris",
    "Kyiv’s",
    "8,000",
    "8\u00a0000",
    "élan",
    "e\u0301",
    "أخبار",
    "1" * 40,
    "A",
    "she said",
    "Port Asker",
    "(",
    ")",
    "—",
    "\u200d",
    "İ",
]
BODIES = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=16).flatmap(
    lambda parts: st.sampled_from([" ", "\n", ""]).map(lambda glue: glue.join(parts))
)


def sentences(body):
    return [body[start:end] for *_, start, end in segment(body).sentences]


@pytest.mark.parametrize("text", WHOLE)
def test_stays_one_sentence(text):
    assert sentences(text) == [text]
    assert sentences(f"{text} The harbour closed.") == [text, "The harbour closed."]


@pytest.mark.parametrize(("text", "parts"), SPLIT)
def test_is_cut(text, parts):
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("body", "inside"),
    [
        ("He said “go” and “stay” twice.", ["go", "stay"]),
        ('He said "go" and "stay" twice.', ["go", "stay"]),
        ("He said ''go'' and ‘‘stay’’ twice.", ["go", "stay"]),
        ("He said «go» and „stay“ twice.", ["go", "stay"]),
        ("“First part.\n“Second part,” she said.", ["First part.", "Second part,"]),
        ("“First part.\nShe left.", ["First part."]),
        ("“He said ‘go’ to me,” she said.", ["He said ‘go’ to me,"]),
        ('A 5\' 11" man and a 12" rule.', []),
        ("The crew's and owners' claims.", []),
    ],
)
def test_quotations_leave_the_marks_out(body, inside):
    assert [body[slice(*q)] for q in segment(body).quotations] == inside


def test_zones():
    body = "Ferry sinks off Port Asker\nThe ferry sank.\nIt was old.\nThe long search\nDivers went down.\nThey found it."
    assert [zone for _, _, zone, _, _ in segment(body).sentences] == ["headline", "lede", "body", "subheading", "body", "body"]
    assert segment("Ferry sinks off Port Asker").sentences[0][2] != "headline"  # no text follows
    assert segment("The ferry sank.\nIt was old.").sentences[0][2] == "lede"
    assert segment("It sank.\nIt was old.", headline="It sank.").sentences[0][2] == "headline"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. and Biden-Harris saw Kyiv’s 8,000 men.", ["The", "U.S.", "and", "Biden-Harris", "saw", "Kyiv’s", "8,000", "men"]),
        ("8 000 and 8\u00a0000 and 1.5 and 9:30", ["8", "000", "and", "8\u00a0000", "and", "1.5", "and", "9:30"]),
        ("“Don’t,” AT&T's owners' 20-year-old élan…", ["Don’t", "AT&T's", "owners'", "20-year-old", "élan"]),
        ("the 31st, the COVID-19 wave — (G7)", ["the", "31st", "the", "COVID-19", "wave", "G7"]),
    ],
)
def test_tokens(text, words):
    assert [token for _, _, token in segment(text).tokens] == words


def test_terms():
    assert [term(t) for t in ("Kyiv’s", "KYIV'S", "owners’", "U.S.", "Don’t", "e\u0301lan")] == [
        "kyiv",
        "kyiv",
        "owners",
        "u.s.",
        "don't",
        "élan",
    ]
    assert content("harbour") and not content("the") and not content("don't") and not content("1912") and not content("8,000")
    assert all(term(word) == word for word in stop_words())


@settings(deadline=None, max_examples=200)
@given(BODIES)
def test_rows_point_into_the_body(body):
    parts = segment(body)
    spans = [(start, end) for *_, start, end in parts.sentences]
    assert all(s < e for s, e in spans) and all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
    outside = set(range(len(body))) - {i for s, e in spans for i in range(s, e)}
    assert all(body[i].isspace() for i in outside)
    assert [row[0] for row in parts.sentences] == list(range(len(spans)))
    assert all(parts.paragraphs[p][0] <= s and e <= parts.paragraphs[p][1] for _, p, _, s, e in parts.sentences)
    assert all(0 <= s < e <= len(body) for s, e in parts.quotations)
    for sentence, start, token in parts.tokens:
        assert body[start : start + len(token)] == token and any(c.isalnum() for c in token)
        assert spans[sentence][0] <= start and start + len(token) <= spans[sentence][1]


@pytest.mark.parametrize("part", ["word ", "“A. ", "“", '"', "''", "A. ", "Mr. ", "a.b.", "…", "?” Aa ", "A-", "1,", "'", "x", " ", "\n"])
def test_time_grows_with_length_only(part):
    def spent(size):
        before = time.process_time()
        segment((part * (size // len(part) + 1))[:size])
        return time.process_time() - before

    spent(1000)
    assert spent(80_000) < 25 * spent(8_000) + 0.2
