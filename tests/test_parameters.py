"""Parameters: what a notebook declares, what a user may give, and what is refused."""

import ast
import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.batch.conversion import convert
from analysis.batch.parameters import Parameter, ParameterError, assign, declared


def notebook(*sources: str) -> dict:
    """Return a notebook whose code cells are all tagged as parameters."""
    return {"cells": [{"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": s} for s in sources]}


def read(kind: str, text: str) -> object:
    return convert(ast.parse(kind, mode="eval").body, text)


def test_a_declaration_has_name_type_default_and_help():
    lines = ['"""About."""', "from typing import Literal", "top: int = 15  # words in a list", 'by: "str | None" = None', "n = 1.5"]
    found = declared(notebook("\n".join([*lines, "names: list = [", '  "a",', "]  # b"])))
    assert list(found.values()) == [
        Parameter("top", "int", 15, "words in a list"), Parameter("by", "'str | None'", None), Parameter("n", "float", 1.5),
        Parameter("names", "list", ["a"], "b"),
    ]  # fmt: skip


def test_a_notebook_without_the_cell_takes_no_parameter():
    assert declared({"cells": []}) == {}


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("path: str = f'{story}.csv'", "must be a literal"),
        ("seed: int = __import__('os').getpid()", "must be a literal"),
        ("top: int", "only 'name: type = literal"),
        ("a.b = 1", "only 'name: type = literal"),
        ("def f(): pass", "only 'name: type = literal"),
        ("top: integer = 1", "unknown type 'integer'"),
        ("top: list[integer] = []", "unknown type 'integer'"),
        ("top: str | integer = 'a'", "unknown type 'integer'"),
        ("top: int = 'ten'", "is no int"),
        ("top: int = = 1", "line 1"),
    ],
)
def test_a_cell_that_holds_more_than_literals_is_refused_with_its_line(source, says):
    with pytest.raises(ParameterError, match="parameters cell, line 1") as refusal:
        declared(notebook(source))
    assert says in str(refusal.value)


def test_two_tagged_cells_are_refused():
    with pytest.raises(ParameterError, match="has 2"):
        declared(notebook("a: int = 1", "b: int = 1"))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("str", "007", "007"), ("str", "nan", "nan"), ("str", " a ", " a "), ("str", "", ""), ("int", "-12", -12), ("float", "1e-3", 0.001),
        ("float", "5", 5.0), ("bool", "False", False), ("bool", "true", True), ("int | None", "none", None), ("int | None", "3", 3),
        ("str | int", "3", 3), ("str | int", "3a", "3a"), ("Optional[float]", "None", None), ("Literal['g2', 'tfidf']", "g2", "g2"),
        ("Literal[1, 2]", "2", 2), ("list[str]", "a, b,", ["a", "b"]), ("list[str]", '["a, b"]', ["a, b"]), ("list[int]", "[1, 2]", [1, 2]),
        ("list[str]", "", []), ("date", "2031-05-04", "2031-05-04"), ("'int'", "1", 1),
    ],
)  # fmt: skip
def test_a_text_is_read_as_the_declared_type(kind, text, value):
    result = read(kind, text)
    assert (result, type(result)) == (value, type(value))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("int", "ten"), ("int", "1.0"), ("int", "1_000"), ("int", " 5"), ("int", "٣"), ("int", ""), ("int", "9" * 5000), ("float", "nan"),
        ("float", "inf"), ("float", "1e400"), ("float", "1,5"), ("bool", "1"), ("bool", "yes"), ("None", ""),
        ("Literal['a']", "b"), ("list[int]", "1,a"),
        ("list[int]", "[1"), ("list[int]", "[1.5]"), ("date", "2031-02-30"), ("str", "\ud800"), ("int | None", "x"),
    ],
)  # fmt: skip
def test_a_text_that_does_not_fit_is_refused_and_the_type_named(kind, text):
    with pytest.raises(ParameterError) as refusal:
        assign({"03-wording": {"top": Parameter("top", kind, None)}}, {"top": text})
    assert f"03-wording: parameter 'top' wants {kind}, got {text!r}" in str(refusal.value)


KNOWN = {
    "01-framing": {"story": Parameter("story", "str", "a"), "seed": Parameter("seed", "int", 1)},
    "03-wording": {"story": Parameter("story", "str", "a"), "top": Parameter("top", "int", 15), "seed": Parameter("seed", "int", 1)},
}


def test_a_value_goes_to_every_notebook_that_declares_it():
    assert assign(KNOWN, {"seed": "7", "top": "3"}) == {"01-framing": {"seed": 7}, "03-wording": {"seed": 7, "top": 3}}


def test_a_value_for_one_notebook_wins_there_whatever_the_order():
    for given_ in ({"03-wording.seed": "9", "seed": "7"}, {"seed": "7", "03-wording.seed": "9"}):
        assert assign(KNOWN, given_) == {"01-framing": {"seed": 7}, "03-wording": {"seed": 9}}


def test_a_misspelt_name_is_refused_with_a_suggestion_and_the_list():
    with pytest.raises(ParameterError) as refusal:
        assign(KNOWN, {"tpo": "3"})
    said = str(refusal.value)
    assert "'tpo', did you mean 'top'?" in said
    assert "top (03-wording)" in said
    assert "seed (every notebook)" in said


def test_a_name_that_the_named_notebook_lacks_is_refused():
    with pytest.raises(ParameterError, match=r"unknown parameter '01-framing\.top'"):
        assign(KNOWN, {"01-framing.top": "3"})


def test_an_unknown_notebook_is_refused_with_a_suggestion():
    with pytest.raises(ParameterError, match="did you mean '03-wording'"):
        assign(KNOWN, {"03-words.top": "3"})


@pytest.mark.parametrize("name", ["x=1;__import__('os').system('true');y", "a b", "", "class", "1a", "03-wording.", "a;b", "top\n"])
def test_a_name_that_is_no_identifier_is_refused(name):
    with pytest.raises(ParameterError, match="not a parameter name"):
        assign(KNOWN, {name: "3"})


def test_story_and_articles_are_given_where_they_are_declared_and_refused_nowhere():
    assert assign(KNOWN, {"story": "dam", "articles": "x"}) == {"01-framing": {"story": "dam"}, "03-wording": {"story": "dam"}}


@settings(deadline=None)
@given(st.text())
def test_a_text_parameter_keeps_every_text(text):
    assert read("str", text) == text


@settings(deadline=None)
@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.none() | st.dates())
def test_what_is_printed_is_read_back(value):
    kind = "None" if value is None else type(value).__name__
    expected = value.isoformat() if kind == "date" else value
    assert read(kind, str(value)) == expected


@settings(deadline=None)
@given(st.text(), st.sampled_from(["int", "float", "bool", "date", "int | None", "list[int]", "Literal['a']", "str | int"]))
def test_any_text_is_read_or_refused_never_anything_else(text, kind):
    with contextlib.suppress(ValueError):
        read(kind, text)
