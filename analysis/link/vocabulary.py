"""What kind of word each term of a story is, and which terms are one word spelled in two ways.

Names, and words that say when and how many, mark an article without anybody having chosen them, and spelling is a matter of the house: whoever
asks for choice of words must be able to set both apart. A name is what is printed with a capital inside sentences; where a word
stands only at their beginning, the reader of names decides. Two terms are one word when both are used in the story and a rule of
British and American spelling (or a hyphen or full stops) makes them equal, or when they are labels of the same actor and a
letter or two apart (Zelensky, Zelenskiy).
"""

import re
from itertools import combinations

import numpy as np
import pandas as pd
from nltk import edit_distance

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
WHEN = frozenset(  # and how many: facts whether printed with a capital or not
    "today yesterday tonight tomorrow morning afternoon evening night second seconds minute minutes hour hours day days week weeks month "
    "months year years decade decades century one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million "
    "billion trillion first third percent".split()
)
DIALECT = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"[-.]", ""),
        (r"is(ation|ations|e|ed|es|ing|er|ers)$", r"iz\1"),
        (r"ys(e|ed|es|ing)$", r"yz\1"),
        (r"(?<=[a-z]{2})our(s|ed|ing|able|ful|ite|ites|ism|less|er|ers|hood|hoods|)$", r"or\1"),
        (r"(?<=[bt])re(s|d|)$", r"er\1"),
        (r"ence(s|less|)$", r"ense\1"),
        (r"ogue(s|)$", r"og\1"),
        (r"(?<=[aeiou])([a-z]*[aeiou])ll(ed|ing|er|ers)$", r"\1l\2"),
        (r"^programme(s|)$", r"program\1"),
        (r"^sceptic", "skeptic"),
        (r"^grey", "gray"),
        (r"(judg|acknowledg)ement", r"\1ment"),
    )
)
APART = 2  # letters between two spellings of a name
SHORT = 4  # letters of a name, below which a letter makes another name
INFLECTED = re.compile(r"(n|s|ns|ese|i|is|ian|ians)$")  # Korea, Korean: another word, not another spelling


def kinds(words: pd.DataFrame, names: pd.DataFrame) -> pd.Series:
    """Return term -> word, name or date, from `words` (term, capital, first, at) and the spans of `names` (start, end as in `at`).

    `capital` says whether the token is printed with a capital, `first` whether it opens a sentence or quotation, `at` where it stands.
    """
    inside = words[~words["first"]].groupby("term").capital.mean()
    opening = words[words["first"]]
    opening = opening.assign(named=covered(opening["at"], names)).groupby("term").named.mean()
    share = inside.reindex(words.term.unique()).fillna(opening)
    dates = share.index.isin(WHEN) | share.index.isin(CALENDAR) & (share > 0.5)
    return pd.Series(np.select([dates, share <= 0.5], ["date", "word"], "name"), share.index)


def covered(at: pd.Series, spans: pd.DataFrame) -> np.ndarray:
    """Tell for each place whether one of the spans (columns start, end) holds it."""
    ordered = spans.sort_values("start")
    ends = np.maximum.accumulate(np.concatenate([[-1], ordered.end.to_numpy()]))
    return at.to_numpy() < ends[np.searchsorted(ordered.start.to_numpy(), at.to_numpy(), side="right")]


def families(counts: pd.Series, labels: pd.DataFrame) -> dict[str, str]:
    """Return term -> the form of it that the story uses most, for the terms spelled in several ways.

    `counts` is term -> uses, `labels` has the columns actor, kind and label.
    """
    forms = pd.Series([american(t) for t in counts.index], counts.index)
    groups = [list(g.index) for _, g in forms.groupby(forms) if len(g) > 1] + name_forms(counts, labels)
    out: dict[str, str] = {}
    for group in groups:
        whole = sorted({t for g in groups if set(g) & set(group) for t in g}, key=lambda t: (-counts[t], t))
        out |= dict.fromkeys(whole, whole[0])
    return out


def american(term: str) -> str:
    """Return the American spelling of a term, without hyphens and full stops: a key for comparison, not a form for print.

    >>> american("defence"), american("co-operation"), american("organised"), american("filled")
    ('defense', 'cooperation', 'organized', 'filled')
    """
    for british, form in DIALECT:
        term = british.sub(form, term)
    return term


def name_forms(counts: pd.Series, labels: pd.DataFrame) -> list[list[str]]:
    """Return pairs of terms that are one part of the name of one person or place, a letter or two apart."""
    rows = labels[labels.kind.isin(["person", "place", "group"])]
    parts = rows.assign(term=rows.label.str.removesuffix("…").str.casefold().str.split()).explode("term")[["actor", "term"]].drop_duplicates()
    parts = parts[parts.term.isin(counts.index) & (parts.term.str.len() >= SHORT)]
    return [list(p) for _, terms in parts.groupby("actor").term for p in combinations(sorted(terms), 2) if respelled(*p)]


def respelled(a: str, b: str) -> bool:
    """Tell whether two words look like one name written in two ways.

    >>> respelled("zelensky", "zelenskiy"), respelled("korea", "korean"), respelled("kiev", "kyiv")
    (True, False, True)
    """
    short, long = sorted((a, b), key=len)
    inflected = long.startswith(short) and INFLECTED.fullmatch(long[len(short) :])
    return a[0] == b[0] and not inflected and edit_distance(a, b) <= APART
