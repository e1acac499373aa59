"""Search a text for the forms of `_times_forms`, fast: a cheap look for trigger words first, the grammar only around them.

The pattern of all forms costs some microseconds at every word. One time expression in sixty words makes it pay to look first
for words that every expression holds (a month, a unit, a year in figures), then to go back over the words that may lead to
one ("the last two"), and to try the grammar there. The look is one pass in C, linear in the length of the text.
"""

import re

from analysis.annotate._times_forms import FORMS, FRAGMENTS, MONTHS, ONES, ORDINALS, PREFIX, TENS, WEEKDAYS

BACK = 64  # characters before a trigger in which an expression may begin
CORE = [
    *MONTHS, *"jan feb mar apr jun jul aug sep sept oct nov dec".split(), *WEEKDAYS, *(f"{day}s" for day in WEEKDAYS),
    *"yesterday today tomorrow tonight morning mornings afternoon afternoons evening evenings night nights noon midnight midday".split(),
    *"day days week weeks weekend fortnight fortnights month months quarter quarters year years decade decades century centuries".split(),
    *"seconds minute minutes hour hours ago period spring summer autumn fall winter nineteen thousand thanksgiving easter".split(),
    *"twenties thirties forties fifties sixties seventies eighties nineties daily weekly hourly annually yearly nightly".split(),
    *"now currently recently nowadays presently recent current present upcoming future past while moment far date term".split(),
    *"q1 q2 q3 q4 fy fiscal christmas boxing halloween valentine veterans juneteenth labor memorial gmt utc".split(),
]  # fmt: skip
DIGITS = r"(?:1[5-9]|20)\d\d|\d0'?s\b|\d\d?(?:[:/.]\d|[ap]m\b|\s[ap]\.?m\b|[ap]\.m)"
LEADING = frozenset(
    "the a an this that same last next past previous preceding coming following upcoming current final early earlier late later sometime "
    "mid every each nearly almost about around roughly over more less fewer at most least up to no than approximately very beginning start "
    "middle end close turn rest latter half part run eve of in and or couple few several many some number dozens hundreds thousands scores "
    "countless hundred dozen full additional straight consecutive long another whole once twice times per comparable corresponding latest "
    "fiscal financial good new near foreseeable distant immediate most recent single other thousand thousandth hundredth".split()
    + ONES + TENS + ORDINALS
)  # fmt: skip


def filled(pattern: str) -> str:
    """Put the fragments in, until no name of one is left."""
    names = re.compile(r"(?<![A-Z])(?:" + "|".join(sorted(FRAGMENTS, key=len, reverse=True)) + r")(?![A-Z])")
    while names.search(pattern):
        pattern = names.sub(lambda match: FRAGMENTS[match[0]], pattern)
    return pattern


def spaced(pattern: str) -> str:
    """Let a space mean up to three white-space characters; one in a lookbehind, which needs a fixed width; itself in a class."""
    parts = re.split(r"(\[[^]]*\]|\(\?<[=!][^)]*\))", pattern)
    free = [part.replace(" ?", r"\s{0,3}").replace(" ", r"\s{1,3}") for part in parts[::2]]
    fixed = [part if part[0] == "[" else part.replace(" ", r"\s") for part in parts[1::2]]
    return "".join(a + b for a, b in zip(free, [*fixed, ""], strict=True))


def grammar() -> re.Pattern:
    """Return the pattern of all forms; `lastgroup` of a match names the form, and its group is the span without the prefix."""
    forms = "|".join(f"(?P<{name}>{'|'.join(alternatives)})" for name, alternatives in FORMS.items())
    return re.compile(spaced(filled(rf"(?<!\w){PREFIX}(?:{forms})(?!\w)")))


def trie(words: list[str]) -> str:
    """Return a pattern for any of `words` that looks at each letter once.

    >>> trie(["day", "days", "date"])
    'da(?:te|y(?:s)?)'
    """
    tails = [re.escape(letter) + trie([w[1:] for w in words if w[:1] == letter]) for letter in sorted({w[0] for w in words if w})]
    joined = "|".join(tails)
    return f"(?:{joined}){'?' * ('' in words)}" if len(tails) > 1 or tails and "" in words else joined


TRIGGER = re.compile(rf"(?<!\w)(?:{trie(CORE)}(?!\w)|fy(?=\d)|{DIGITS})")
GRAMMAR = grammar()


def found(text: str):
    """Yield the matches of the grammar in `text` (lower case) from left to right; none overlaps another."""
    end = 0
    for trigger in TRIGGER.finditer(text):
        at = trigger.start()
        for start in starts(text, end, at) if at >= end else ():
            match = GRAMMAR.match(text, start)
            if match and match.end() > at:
                yield match
                end = match.end()
                break


def starts(text: str, low: int, at: int) -> list[int]:
    """Return where an expression with the trigger at `at` may begin: over the words that can lead to it, the farthest first."""
    places = [at]
    for word in reversed(text[max(low, at - BACK) : at].replace("-", " ").split()):
        if word == "'":  # "the '70s"
            places.append(places[-1] - 1)
            continue
        plain = word.lstrip("\"'([\u201c\u2018")
        if plain not in LEADING and not plain[:1].isdigit():
            break
        places.append(text.rfind(plain, low, places[-1]))
        if plain != word:
            break
    return places[::-1]
