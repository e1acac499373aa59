"""Which parameters a notebook has, and strict conversion of what the user gives for them.

papermill guesses types (`007` becomes 7), lets a misspelt name pass with a warning, and runs whatever stands in a name.
Here the cell tagged `parameters` is read with `ast` and never executed. Each of its lines is `name: type = literal  # help`;
the declared type decides how a given text is read, and anything that does not fit is refused with a remedy.
Types: str, int, float, bool, date, None, `A | B`, Optional[A], Literal[...], list[A].
"""

import ast
import io
import json
import keyword
import math
import re
import tokenize
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from analysis import notebookfile

EVERYWHERE = ("story", "articles")  # given to each notebook that declares them, refused by none


class ParameterError(ValueError):
    """A parameter that no notebook has, that has the wrong type, or a parameters cell that cannot be read."""


@dataclass(frozen=True)
class Parameter:
    """One declared parameter: its type as written (empty where there is none), its default, the comment behind it."""

    name: str
    type: str
    default: object
    help: str = ""


def declared(notebook: dict) -> dict[str, Parameter]:
    """Return the parameters that `notebook` declares, by name, in their order.

    Raises ParameterError naming the line when the cell is missing, doubled, or holds more than literals.

    >>> cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "top: int = 15  # words a list"}
    >>> declared({"cells": [cell]})["top"]
    Parameter(name='top', type='int', default=15, help='words a list')
    """
    cells = [c for c in notebookfile.code(notebook) if "parameters" in notebookfile.tags(c)]
    if len(cells) != 1:
        raise ParameterError(f"needs exactly one code cell tagged 'parameters', has {len(cells)}")
    source = cells[0]["source"]
    try:
        statements, comments = ast.parse(source).body, notes(source)
    except SyntaxError as problem:
        raise ParameterError(f"parameters cell, line {problem.lineno}: {problem.msg}") from problem
    found = [parameter(s, comments.get(s.end_lineno, "")) for s in statements if not is_aside(s)]
    return {p.name: p for p in found}


def notes(source: str) -> dict[int, str]:
    """Return the comments of `source` by line number."""
    every = tokenize.generate_tokens(io.StringIO(source).readline)
    return {t.start[0]: t.string.lstrip("# ").strip() for t in every if t.type == tokenize.COMMENT}


def is_aside(statement: ast.stmt) -> bool:
    """Tell whether `statement` declares nothing: an import, or a text in quotation marks."""
    text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return text or isinstance(statement, ast.Import | ast.ImportFrom)


def parameter(statement: ast.stmt, note: str) -> Parameter:
    """Read one line of the parameters cell."""
    match statement:
        case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=ast.expr() as value):
            kind = ast.unparse(annotation)
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            kind = ""
        case _:
            raise ParameterError(f"parameters cell, line {statement.lineno}: only 'name: type = literal  # help' may stand here")
    try:
        default = ast.literal_eval(value)
    except ValueError as problem:
        raise ParameterError(
            f"parameters cell, line {statement.lineno}: the default of {name!r} must be a literal; "
            "what follows from a parameter belongs in the next cell, since given values arrive after this one"
        ) from problem
    kind = kind or ("str | None" if default is None else type(default).__name__)
    try:
        convert(ast.parse(kind, mode="eval").body, "")
    except UnknownType as problem:
        raise ParameterError(f"parameters cell, line {statement.lineno}: {problem}") from problem
    except ValueError:
        pass  # the type is known; that an empty text does not fit it is no fault
    return Parameter(name, kind, default, note)


def assign(notebooks: Mapping[str, dict[str, Parameter]], given: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """Return, for each notebook, the converted values of those given parameters that it declares.

    `given` maps a name, or `notebook.name` for one notebook only (which then wins), to the text of its value.
    Raises ParameterError for a name that no notebook declares and for a text that does not fit the declared type.
    """
    values: dict[str, dict[str, object]] = {name: {} for name in notebooks}
    for key, text in sorted(given.items(), key=lambda item: "." in item[0]):
        only, _, name = key.rpartition(".")
        if not name.isidentifier() or keyword.iskeyword(name):
            raise ParameterError(f"{key!r} is not a parameter name")
        if only and only not in notebooks:
            raise ParameterError(f"unknown notebook {only!r} in {key!r}{suggestion(only, notebooks)}; there are: {', '.join(notebooks)}")
        takers = [n for n in ([only] if only else notebooks) if name in notebooks[n]]
        if not takers and name not in EVERYWHERE:
            raise ParameterError(unknown(key, name, {n: notebooks[n] for n in ([only] if only else notebooks)}))
        for notebook in takers:
            values[notebook][name] = value(notebook, notebooks[notebook][name], text)
    return values


def value(notebook: str, wanted: Parameter, text: str) -> object:
    """Convert `text` to the type of `wanted`, or raise ParameterError that names the notebook, the type and the text."""
    try:
        return convert(ast.parse(wanted.type, mode="eval").body, text)
    except ValueError as problem:
        why = f" ({problem})" if isinstance(problem, Refused) else ""
        raise ParameterError(f"{notebook}: parameter {wanted.name!r} wants {wanted.type}, got {text!r}{why}") from problem


def unknown(key: str, name: str, notebooks: Mapping[str, dict[str, Parameter]]) -> str:
    """Say that no notebook has the parameter, which one may be meant, and which there are."""
    where: dict[str, list[str]] = {}
    for notebook, parameters in notebooks.items():
        for known in parameters:
            where.setdefault(known, []).append(notebook)
    every = [f"  {n} ({'every notebook' if len(w) == len(notebooks) > 1 else ', '.join(w)})" for n, w in where.items()]
    return f"unknown parameter {key!r}{suggestion(name, where)}; the parameters are:\n" + "\n".join(every)


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return `, did you mean 'x'?` for the known name nearest to `name`, or nothing.

    >>> suggestion("storyy", ["story", "top"])
    ", did you mean 'story'?"
    """
    near = get_close_matches(name, list(known), 1)
    return f", did you mean {near[0]!r}?" if near else ""


class UnknownType(ValueError):
    """A type that a parameters cell may not declare."""


class Refused(ValueError):
    """A text that does not fit, with a reason worth telling."""


def whole(text: str) -> int:
    """Read an integer: digits and a sign, nothing that Python alone would take for one."""
    if not re.fullmatch(r"[+-]?[0-9]+", text):
        raise ValueError(text)
    return int(text)


def real(text: str) -> float:
    """Read a finite number."""
    if not re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?", text) or not math.isfinite(float(text)):
        raise ValueError(text)
    return float(text)


def truth(text: str) -> bool:
    """Read true or false, in any case."""
    if text.lower() not in ("true", "false"):
        raise Refused("true or false")
    return text.lower() == "true"


def plain(text: str) -> str:
    """Read a text; one that cannot be encoded is refused."""
    text.encode("utf-8")
    return text


def day(text: str) -> str:
    """Read an ISO date and return it as text, since a notebook takes JSON values only."""
    return date.fromisoformat(text).isoformat()


SCALARS = {"str": plain, "int": whole, "float": real, "bool": truth, "date": day}


def convert(kind: ast.expr, text: str) -> object:
    """Read `text` as `kind`. Raises ValueError where it does not fit, UnknownType where there is no such type.

    >>> convert(ast.parse("list[int]", mode="eval").body, "1, 2")
    [1, 2]
    """
    match kind:
        case ast.Constant(value=None):
            if text.lower() not in ("none", "null"):
                raise ValueError(text)
            return None
        case ast.Constant(value=str() as quoted):
            return convert(ast.parse(quoted, mode="eval").body, text)
        case ast.Name(id=name) if name in SCALARS:
            return SCALARS[name](text)
        case ast.Name(id="list" | "tuple"):
            return items(ast.Name("str"), text)
        case ast.Subscript(value=ast.Name(id="list"), slice=inner):
            return items(inner, text)
        case ast.Subscript(value=ast.Name(id="Literal"), slice=inner):
            return choice(inner, text)
        case ast.Subscript(value=ast.Name(id="Optional"), slice=inner):
            return either([ast.Constant(None), inner], text)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return either([left, right], text)
    raise UnknownType(f"unknown type {ast.unparse(kind)!r}; known are {', '.join(SCALARS)}, None, A | B, Literal[...], list[...]")


def either(kinds: list[ast.expr], text: str) -> object:
    """Read `text` as the first of `kinds` that fits; None is asked first and str last, since they take what others would."""
    rank = {"None": 0, "str": 2}
    for kind in sorted(kinds, key=lambda k: rank.get(ast.unparse(k), 1)):
        try:
            return convert(kind, text)
        except UnknownType:
            raise
        except ValueError:
            continue
    raise ValueError(text)


def choice(options: ast.expr, text: str) -> object:
    """Read `text` as one of the listed literals."""
    literals = [ast.literal_eval(o) for o in (options.elts if isinstance(options, ast.Tuple) else [options])]
    for literal in literals:
        if str(literal) == text:
            return literal
    raise Refused(f"one of {', '.join(map(str, literals))}{suggestion(text, map(str, literals))}")


def items(kind: ast.expr, text: str) -> list:
    """Read a JSON list, or parts between commas."""
    parts = json.loads(text) if text.lstrip().startswith("[") else [p.strip() for p in text.split(",") if p.strip()]
    return [convert(kind, p if isinstance(p, str) else json.dumps(p)) for p in parts]
