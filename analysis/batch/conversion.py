"""Read a text as a declared type, strictly: what does not fit is refused, and nothing is guessed.

A guess damages data: an outlet called `007`, `1e3` or `nan` is no number. The type is the annotation as Python's own `ast`
gives it and is never evaluated. Types: str, int, float, bool, date, None, `A | B`, Optional[A], Literal[...], list[A].
"""

import ast
import contextlib
import json
import math
import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches


class UnknownType(TypeError):
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
    """Read `text` as `kind`. Raises ValueError where it does not fit, UnknownType (a TypeError) where there is no such type.

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
    if not parts:
        with contextlib.suppress(ValueError):
            convert(kind, "None")  # for its complaint about an unknown type
    return [convert(kind, p if isinstance(p, str) else json.dumps(p)) for p in parts]


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return `, did you mean 'x'?` for the known name nearest to `name`, or nothing.

    >>> suggestion("storyy", ["story", "top"])
    ", did you mean 'story'?"
    """
    near = get_close_matches(name, list(known), 1)
    return f", did you mean {near[0]!r}?" if near else ""
