"""A codebook is read as written, or refused with a message that says where and what to do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import codebook, paths

HEAD = 'title = "Ferries"\nlanguage = "en"\nsource = "ours"\nversion = "1"\n'
SHIPPED = sorted([*paths.codebooks().glob("*-frames.toml"), *paths.data().glob("*/codebook.toml")])
FRAME = '[[frame]]\nid = "delay"\nname = "Delay"\ndefinition = "A ferry is late."\n'


def book(tmp_path, text):
    path = tmp_path / "ferries.toml"
    path.write_bytes(text.encode())
    return path


def test_a_codebook_is_read_as_written(tmp_path):
    read = codebook.load(book(tmp_path, HEAD + FRAME + 'patterns = ["late", "delay* & ferr*"]\nexclude = ["late show"]\n'))
    assert (read.title, read.language, read.source, read.version) == ("Ferries", "en", "ours", "1")
    (frame,) = read.frames
    assert (frame.id, frame.name, frame.definition) == ("delay", "Delay", "A ferry is late.")
    assert [p.text for p in frame.patterns] == ["late", "delay* & ferr*"] and [p.text for p in frame.exclude] == ["late show"]
    assert [len(p.parts) for p in frame.patterns] == [1, 2]


def test_the_sha_tells_contents_apart_but_not_line_ends_or_a_byte_order_mark(tmp_path):
    text = HEAD + FRAME + 'patterns = ["late"]\n'
    sha = codebook.load(book(tmp_path, text)).sha
    assert codebook.load(book(tmp_path, "\ufeff" + text.replace("\n", "\r\n"))).sha == sha
    assert codebook.load(book(tmp_path, text.replace("late.", "very late."))).sha != sha


def test_a_frame_may_be_left_to_people(tmp_path):
    assert codebook.load(book(tmp_path, HEAD + FRAME + "patterns = []\n")).frames[0].patterns == ()


def test_phrases_gaps_and_alternatives():
    ((late, _, crossing),) = codebook.pattern("late (or | not at all) ..4 crossing*").parts
    assert late == codebook.Step(("late",)) and crossing == codebook.Step(("crossing*",), gap=4)
    not_at_all = tuple(codebook.Step((word,)) for word in ("not", "at", "all"))
    assert codebook.pattern("(a | not at all | (b | c))").parts[0][0].choices == ("a", not_at_all, "b", "c")


@pytest.mark.parametrize(
    ("one", "other"), [("self-help", "self help"), ("(a|b)-river", "(a | b) river"), ("U.S.", "US"), ("won\u2019t", "won't")]
)
def test_two_ways_to_write_the_same(one, other):
    assert codebook.pattern(one).parts == codebook.pattern(other).parts


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("", "a word is missing at the end"),
        ("late &", "a word is missing at the end"),
        ("& late", "a word is missing before '&'"),
        ("(late", "add ')'"),
        ("late)", "')' stands outside parentheses"),
        ("late | early", "write alternatives as (a | b)"),
        ("(late & early)", "'&' stands in parentheses"),
        ("late (early|)", "a word is missing before ')'"),
        ("late .. early", "write ..3"),
        ("late ..2", "a word is missing at the end"),
        ("..2 late", "no word before it"),
        ("late ..2 ..2 early", "no word before it"),
        ("late ..0 early", "from ..1 to ..20"),
        ("late ..21 early", "write a & b"),
        ("late!", "'!' has no meaning; leave it out"),
        ("late *", "write a gap such as ..1"),
        ("l*", "give it two letters"),
        ("ferry's", "possessive"),
        ("ferries\u2019", "possessive"),
    ],
)
def test_an_unreadable_pattern_is_refused_with_file_frame_pattern_and_remedy(tmp_path, pattern, says):
    with pytest.raises(ValueError) as refusal:
        codebook.load(book(tmp_path, HEAD + FRAME + f"patterns = ['''{pattern}''']\n"))
    for part in ("ferries.toml", "frame 'delay'", repr(pattern), says):
        assert part in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD + FRAME + "pattern = ['late']\n", "did you mean 'patterns'?"),
        (HEAD.replace("title", "titel") + FRAME + "patterns = []\n", "did you mean 'title'?"),
        (HEAD + FRAME + "patterns = []\ncolour = 'red'\n", "unknown key 'colour'"),
        (HEAD + FRAME, "key 'patterns' is missing"),
        (HEAD, "key 'frame' is missing"),
        (HEAD + FRAME + "patterns = 'late'\n", "'patterns' must be a list"),
        (HEAD + FRAME + "patterns = [7]\n", "pattern 7 is no text"),
        (HEAD.replace('"1"', "1") + FRAME + "patterns = []\n", "'version' must be a text"),
        (HEAD + FRAME.replace("Delay", "") + "patterns = []\n", "'name' must be a text that is not empty"),
        (HEAD + 2 * (FRAME + "patterns = []\n"), "frame id 'delay' stands twice"),
        (HEAD + FRAME + "patterns = ['late', 'late']\n", "pattern 'late' stands twice"),
        (HEAD + FRAME + "patterns = ['late']\nexclude = ['late']\n", "pattern 'late' stands twice"),
        (HEAD + FRAME + "patterns = late\n", "line 9"),
        ("frame = [1]\n" + HEAD, "write [[frame]]"),
    ],
)
def test_a_file_that_is_no_codebook_is_refused(tmp_path, text, says):
    with pytest.raises(ValueError) as refusal:
        codebook.load(book(tmp_path, text))
    assert "ferries.toml" in str(refusal.value) and says in str(refusal.value)


def test_bytes_that_are_no_utf8_are_refused_by_name(tmp_path):
    path = tmp_path / "latin.toml"
    path.write_bytes('title = "Café"'.encode("latin-1"))
    with pytest.raises(ValueError, match="latin.toml"):
        codebook.load(path)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="ab*#()|&. '2-"))
def test_whatever_is_typed_is_read_or_refused_with_the_pattern_in_the_message(text):
    try:
        read = codebook.pattern(text)
    except ValueError as refusal:
        assert f"pattern {text!r}: " in str(refusal)
    else:
        assert read.text == text and all(read.parts)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="aB1-.\u2013'*/,"))
def test_the_words_of_a_token_hold_its_letters_in_order_and_no_joint(token):
    words = codebook.words(token)
    assert "".join(c for w in words for c in w if c.isalnum()) == "".join(filter(str.isalnum, token))
    assert not any(codebook.JOINT.search(w) for w in words)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_the_codebooks_that_ship_are_sound(path):
    read = codebook.load(path)
    assert read.language == "en" and len(read.source) > 20
    assert all(len(f.definition) > 20 and (f.patterns or f.id == "other") for f in read.frames)


@pytest.mark.parametrize(("name", "frames"), [("generic-frames", 5), ("policy-frames", 15)])
def test_the_published_schemes_are_complete(name, frames):
    assert len(codebook.load(paths.codebooks() / f"{name}.toml").frames) == frames
