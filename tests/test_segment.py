"""Segmentation: paragraphs, zones, quotations, sentences and words. All example text is invented."""

import re

import pytest
from conftest import seconds
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
NEWS = [  # sentences, parted by " | ", or by "|" where the space is lost
    "PORT ASKER, Ill. (Harbour Agency) — The ferry Marwen sank on Monday. | Two people drowned.",
    "PORT ASKER (HA) – Divers went down at dawn. | They found the bell.",
    "LONDON, Oct. 3 — The owners met in secret.",
    "The author J. K. Rowe wrote the report. | It names T.S. Vane and George W. Marsh.",
    "They live at No. 5, Harbour Street. | No. 6 is empty.",
    "Did she agree? | No. | She left.",
    "The ferry left at 9 a.m. and sank at noon. | It was old.",
    "The ferry left at 9 a.m. | The crew was tired.",
    "The ferry left at 9 p.m. Monday with two hundred people.",
    "The vote is at 10 a.m. Eastern time.",
    "U.S. President Ada Quill met U.N. Secretary Omar Vane.",
    "He grew up in the U.S. | The family came from Asker.",
    "He works for Marwen Inc. of Port Asker. | Marwen Inc. Chief Executive Ada Quill resigned.",
    "She sold her shares in Marwen Inc. | He kept his.",
    "Shares rose by 3.5 percent to $4.20. | They fell by 0.7 percent on Friday.",
    "Read it at https://www.example.org/a.b?c=D. | The page is public.",
    "Write to ada.quill@example.org. | She will answer.",
    "The site tide.example.com was down. | Nobody knew why.",
    "He waited … and then he left. | Nobody saw him.",
    "“Will it hold?” asked Omar Vane. | He had no answer.",
    "“Will it hold?” Omar Vane asked on Friday. | “I doubt it.”",
    "“Stop!” shouted the captain. | The ferry went on.",
    "“Stop!” Captain Ada Quill shouted. | The ferry went on.",
    "“Did they answer? Never!” she said.",
    "The harbour closed (nobody knew why). | It opened on Friday.",
    "The harbour closed. | (The council had voted for it on Monday.) | It opened on Friday.",
    "‘The ferry was old,’ said Quill. | ‘Nobody wanted to see it.’",
    "‘It was old. Nobody looked,’ the owners’ lawyer said. | The crew’s wages are unpaid.",
    "He called it ‘a bad idea’. | The owners’ boats stayed in port.",
    "The sailors’ wives waited. | The ‘unsinkable’ ferry was gone.",
    "‘We don’t know. We weren’t told,’ he said. | ‘That’s all.’",
    "• The harbour will close.\n• The ferry stays.",
    "1. The harbour will close. | It opens in May.\n2. The ferry stays.",
    "Q: Was it old? | A: It was.",
    "Q. Was it old?\nA. Yes, it was.",
    "Gov. Ada Quill, Lt. Gov. Omar Vane and Sen. T. Marsh (R-Ill.) voted against it. | Nobody else did.",
    "DR. QUILL: It was old. | REP. VANE: It was not.",
    "“It was old,” said Sen. Omar Vane, R-Ill. | “We knew it.”",
    "The ship was built by Marwen Bros. in 1912. | It cost 5 million.",
    "He spoke to the Associated Press in St. Asker. | Mt. Vane was white.",
    "She was born on Dec. 5, 1931. | He died in Dec. | Nobody came.",
    "The case is Vane v. Quill. | The court sits in May.",
    "The nets, ropes, etc. were lost. | So were the nets of Vane et al. in June.",
    "He has a Ph.D. in tides. | She has a B.A. from Asker.",
    "He lost everything: house, boat, etc. | The bank refused to help.",
    "That was last week. | “Nobody came,” he said.",
    "This is a sad story. | Vane wrote it in a month. | Quill read it in a day.",
    "It was a sad, sad day. | 2031 was a bad year.",
    "The ferry cost 3 million. | 200 people bought it.",
    "What happened? | Nobody knows. | Why? | Because nobody looked!",
    "He left.|“I am tired,” he said.",
    "The harbour closed.| The ferry stayed.",
    'She said "it was old."| Vane laughed.',
    'He left.| "It was old," he said.',
    "The “Marwen Star” sank. | “Asker” is the name of the port.",
    "He said he was tired. | £5 million is missing. | $3 was found.",
    "Prof. Dr. Ada Quill heads the dept. in Asker.",
    "The sign read “No entry.” | Vane went in.",
    "Vitamin C was given. | Plan B. was dropped.",
    "The ferry left pier B. | The next one left pier C.",
    "It rained all day in Washington, D.C. | The council met.",
    "It rained all day in Washington, D.C., and in Asker.",
    "Elected in Nov. 2030, he took office on Jan. 3. | He left in Feb.",
    "The ship, e.g. Marwen, and the crew, i.e. Vane, were lost.",
    "Vol. 3 of the report is out. | See p. 14 and Fig. 2.",
    "He said: “We go. We stay.” | Then he left.",
    "Yahoo! | Nobody knew.",
    "He wrote to ‘the mayor’ and ‘the council’, but the owners’ office didn’t answer. | The mayor’s did.",
    "She said: ‘He told me “go” and I went. I was afraid.’ | Nobody asked.",
    "In the ‘90s the ferry was new. | In the ’30s it sank.",
    "“He told me ‘go. now.’ I went,” she said. | Nobody asked.",
    "Sgt. Maj. Omar Vane Jr. retired. | He was 60.",
    "The boat was Omar Vane Jr.’s pride. | It sank.",
    "Asker beat Vane 3-2. | Quill scored twice.",
    "He paid approx. $5 million. | She paid more.",
    "At 6 a.m. on Monday the U.S. Coast Guard gave up. | “We did all we could,” it said.",
    "The ferry (built in 1912 by Marwen & Co. in Asker) sank. | It was old.",
    "She asked: What now? | No one answered.",
    "The ferry is D.C.-based and U.S.-led. | Sen. Quill (R-Fla.) and Rep. Vane, R-Fla., own it.",
    "She lives in Tampa, Fla. | “We love it,” she said.",
    "He is No. 1. | The rest is far behind.",
    "The vote is at 3 p.m. EST. | Nobody will come.",
    "It weighs 1.5t. | It is 10km. from Asker.",
    "It covers 30 sq. km of sea. | It is deep.",
    "In 1980 there were 2,000. | 300 were left in 2030.",
    "He came in Oct. 2030. | 12 men came with him.",
    "It was the ’80s. | They were young.",
    "Charles II. sailed it. | Elizabeth I. never did.",
    "The bacteria E. coli were found. | The water is unsafe.",
    "Mr. X. was there. | Ms. B. was not.",
    "“No!” | “Yes!” | The two men shouted.",
    "“Will it hold,” he asked, “or will it not?” | She left.",
    "“Will it hold?” he asked. | “Or not?” | She left.",
    "He asked “Will it hold?” and left. | She stayed.",
    "“Nobody came. Nobody will,” Vane said, adding: “It is over. We lost.” | He left.",
    "“It was old (see below). It sank,” he said. | She left.",
    "He left!? | She stayed?! | Nobody knew.",
    "He left.... | She stayed.",
    "“We tried ...” | The line went dead.",
    "“We tried…” he said. | The line went dead.",
    "Vane, a.k.a. Quill, left. | She stayed.",
    "The ferry (It was old. It was slow.) sank. | Nobody drowned.",
    "[The ferry was old.] | Nobody drowned.",
    "“[The ferry] was old. [It] sank,” he said. | Nobody drowned.",
    "The council (which met at 7.30 p.m.) agreed. | Vane did not.",
    "He met Vane at the St. Asker’s church on Quay St. | It was late.",
    "The firm, Quill & Co., left. | Quill & Co. Ltd. owns it.",
    "Vane et al. (2030) found it. | See Quill v. Vane, 130 U.S. 30 (2029).",
    "The price fell 3 per cent. | Nobody sold.",
    "The U.S. and the U.K. agree. | The E.U. does not.",
    "Ada Quill, M.D., is here. | Omar Vane, M.P., is not.",
    "She left at dawn -- nobody saw. | He stayed.",
    "“I am tired,” said Vane Sr. | “I am not,” said Vane Jr.",
    "The film “Who Goes There?” won. | It was long.",
    "She works for Yahoo! in Asker. | He does not.",
    "Read “Mr. Vane Goes.” | It is short.",
    "The score was 3-2 vs. Asker. | Vane scored.",
    "Her email is a.quill@b.example. | His is on www.vane.example/a.html. | Both work.",
    "‘I won’t go,’ he said. | ‘The owners’ men are there.’ | He left.",
    "The crew’s ‘rock ’n’ roll’ boat sank. | The boys’ mothers wept.",
    "Nobody ‘owns’ the sea, the sailors’ union said. | ‘It’s ours,’ it added.",
    "‘Go,’ the captains’ wives said, ‘and don’t come back.’ | They left.",
    "She told the workers’ ‘council of war’ to go. | They went.",
    "‘Is it safe?’ asked Vane. | ‘Nobody knows.’",
    "‘Is it safe?’ Vane asked. | ‘Nobody knows.’",
    "He said it was “the end.” | Vane agreed.",
    "He said it was “the end”. | Vane agreed.",
    "He said it was the end.” | Vane agreed.",
    "Harbour news: Ferry sinks. | Vane v. the council. | More on p. 5.",
    "It was, in short, a mess. | Mess was the word. | Sun. was the day.",
    "He will run vs. the mayor. | Art. 5 and Sec. 3 say so. | Modern art. | It sells.",
    "She said no. | Three did. | 4 did not.",
    "That was all. | De Vane left.",
    "He came on Wed. | She came on Thurs. morning.",
    "The bill, H.R. 5, and S. 12 passed. | It is law.",
    "Vane, 5 ft. 9 in. tall, left. | She stayed.",
    "He gave $1 mil. to Asker. | It was new.",
    "Really? | “Yes.” | Really.",
    "It wasn’t. | Vane knew it.",
    "She said they aren’t.” | Quill left.",
]
FRAGMENTS = [
    *WHOLE,
    *(text for text, _ in SPLIT),
    *NEWS[::4],
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
LONG = [
    "word ", "“A. ", "“", '"', "''", "A. ", "Mr. ", "a.b.", "…", "?” Aa ", "A-", "1,", "'", "x",
    " ", "\n", "‘a ", "(a. A", "‘a’ ", "s’ a", "a.A",
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


@pytest.mark.parametrize("text", NEWS)
def test_news_of_many_kinds(text):
    assert sentences(text.replace(" | ", " ").replace("|", "")) == [part.strip() for part in re.split(r"[|\n]", text)]


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
        ("‘It’s old,’ he said. ‘The owners’ boat isn’t.’", ["It’s old,", "The owners’ boat isn’t."]),
        ("The owners’ ‘unsinkable’ ferry of the ‘30s, the crews’ pride, sank.", ["unsinkable"]),
        ("The ‘council of workers’ met.", ["council of workers"]),
        ("She said: ‘He told me “go” and I went.’", ["He told me “go” and I went."]),
        ("The boys’ mothers took ‘em home to the crew’s quarters.", []),
        ('It was old."It sank," he said.', ["It sank,"]),
        ('A 5\' 11" man and a 12" rule.', []),
        ("The crew's and owners' claims.", []),
    ],
)
def test_quotations_leave_the_marks_out(body, inside):
    assert [body[slice(*q)] for q in segment(body).quotations] == inside


def test_zones():
    body = "Ferry sinks off Port Asker\nThe ferry sank.\nIt was old.\nThe long search\nDivers went down.\nThey found it."
    assert [zone for _, _, zone, _, _ in segment(body).sentences] == ["headline", "lede", "body", "subheading", "body", "body"]
    body = "WHO SANK IT? Port Asker asks\nDivers find nothing. Owners silent\nThe ferry sank.\nTHE LONG SEARCH\nThey found it."
    assert [zone for _, _, zone, _, _ in segment(body).sentences] == ["headline", "subheading", "lede", "subheading", "body"]
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


@pytest.mark.parametrize("part", LONG)
def test_time_grows_with_length_only(part):
    def spent(size):
        return seconds(segment, (part * (size // len(part) + 1))[:size])

    spent(1000)
    assert spent(80_000) < 25 * spent(8_000) + 0.2
