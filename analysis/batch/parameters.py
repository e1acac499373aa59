"""Which parameters a notebook has, and strict conversion of what the user gives for them.

papermill guesses types (`007` becomes 7), lets a misspelt name pass with a warning, and runs whatever stands in a name.
Here the cell tagged `parameters` is read with `ast` and never executed. Each of its lines is `name: type = literal  # help`;
the declared type decides how a given text is read (see `conversion`), and anything that does not fit is refused with a remedy.
"""

import ast
import io
import json
import keyword
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.batch import notebookfile
from analysis.batch.conversion import Refused, UnknownType, convert, suggestion

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

    A notebook without the cell declares none. Raises ParameterError naming the line when there are two such cells, or one that
    holds more than literals.

    >>> cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "top: int = 15  # words a list"}
    >>> declared({"cells": [cell]})["top"]
    Parameter(name='top', type='int', default=15, help='words a list')
    """
    cells = [c for c in notebookfile.code(notebook) if "parameters" in notebookfile.tags(c)]
    if len(cells) > 1:
        raise ParameterError(f"only one code cell may be tagged 'parameters', this notebook has {len(cells)}")
    source = cells[0]["source"] if cells else ""
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
        agrees = convert(ast.parse(kind, mode="eval").body, written(default)) == default
    except UnknownType as problem:
        raise ParameterError(f"parameters cell, line {statement.lineno}: {problem}") from problem
    except ValueError:
        agrees = False
    if not agrees:
        raise ParameterError(f"parameters cell, line {statement.lineno}: the default {default!r} of {name!r} is no {kind}")
    return Parameter(name, kind, default, note)


def written(value: object) -> str:
    """Return a default as a user would give it."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)


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
