"""Which story is meant, and what bad configuration is answered with."""

import pytest

from analysis import corpus


def write(folder, toml):
    (folder / "story.toml").write_text(toml, encoding="utf-8")
    return folder


def test_a_bare_folder_is_a_story_and_says_what_it_assumed(folder):
    story = corpus.find(folder)
    assert (story.name, story.title, story.configured) == ("ferry", "Ferry", False)
    assert story.assumed and "no story.toml" in story.assumed[0]


def test_a_story_is_found_by_name_with_its_outlets_in_order():
    story = corpus.find("kelvane-dam")
    assert story.outlets[0] == "The Ishel Valley Ledger" and story.texts.name == "texts" and story.codebook.name == "codebook.toml"


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(corpus.StoryError, match="Did you mean 'kelvane-dam'"):
        corpus.find("kelvane-damm")


def test_a_misspelt_key_is_answered_with_the_right_one(folder):
    with pytest.raises(corpus.StoryError, match="unknown key 'titel'.*Did you mean 'title'"):
        corpus.find(write(folder, 'titel = "x"'))


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('title = "x', "story.toml of ferry"),
        ('time_zone = "Mars/Olympus"', "unknown time_zone"),
        ('texts = "nowhere"', "no such folder or table"),
        ('codebook = "nonsense"', "neither a file beside it nor one that ships"),
    ],
)
def test_bad_settings_name_the_file_and_the_remedy(folder, toml, message):
    with pytest.raises(corpus.StoryError, match=message):
        corpus.find(write(folder, toml))


def test_the_published_study_needs_no_texts_but_takes_them(folder):
    assert corpus.find("zero-reaction").from_features
    assert corpus.find("zero-reaction", articles=folder).texts == folder
    with pytest.raises(corpus.StoryError, match="does not exist"):
        corpus.find("zero-reaction", articles=folder / "gone")


def test_one_file_is_no_story(folder):
    with pytest.raises(corpus.StoryError, match="one file is no story"):
        corpus.find(folder / "north.txt")
