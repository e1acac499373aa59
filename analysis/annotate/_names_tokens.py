"""The tokens of an article side by side, with what the readers of names ask about their neighbours.

All readers of names walk over one row of tokens: what stands between two of them, whether a capital is forced by its place,
what the list of names knows at a token, whether a role or a verb of saying stands beside it.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import NamedTuple

from analysis import gazetteer as known
from analysis.gazetteer import FORMS, LENGTHS, SAYING, Entry, bare

OPENERS = frozenset("“\"‘'([:;•*…—–-.!?|/«„")
SPACES = (" ", "\u00a0")
PLAIN = (" ", ", ", "\u00a0")
LOCATIVE = frozenset(
    """in at near from outside around inside across throughout to toward towards via into central downtown eastern western northern southern
    nearby""".split()
)
ABBREVIATED = frozenset("Mr Mrs Ms Dr Rep Reps Sen Sens Gov Gen Lt Col Maj Sgt Capt Cpl Adm St Jr Sr Prof Rev Hon Mt Ft".split())
SMALL = frozenset("with from over after that than into amid upon onto".split())
COMPLEMENT = frozenset("to of for at in on the".split())


class Found(NamedTuple):
    """A name in tokens: from `first` to before `last`, the bare name from `head` on; `kind` is empty while undecided."""

    first: int
    last: int
    head: int
    kind: str
    name: str
    entry: Entry | None = None


class Line:
    """The tokens of a body side by side, and which of them are capitalised, forced to be so, or shouted."""

    def __init__(self, body: str, tokens: list[tuple[int, int, str]]):
        self.body = body
        self.sentence, self.starts, self.words = zip(*tokens, strict=True) if tokens else ((), (), ())
        self.caps = [i for i, word in enumerate(self.words) if (word < "a" or word > "z~") and word[0].isupper()]
        self.known = set(self.words)
        self.forced = {i for i in self.caps if self.opening(i)}
        self.shouted = self.loud()
        self.steady = {bare(self.words[i]) for i in self.caps if i not in self.forced and self.sentence[i] not in self.shouted}

    def loud(self) -> set[int]:
        """Return the sentences in which a capital tells nothing: all in capitals, or set like a headline."""
        many = [s for s, n in Counter([self.sentence[i] for i in self.caps]).items() if n > 2]
        return {s for s in many if self.shouts(bisect_left(self.sentence, s), bisect_right(self.sentence, s))}

    def shouts(self, first: int, last: int) -> bool:
        """Tell whether the tokens from `first` to before `last` are in capitals, or a line without a stop that leaves small words small."""
        words = self.words[first:last]
        loud = [w for w in words if w.isupper()]
        if 2 * len(loud) > len(words) and 2 * sum(len(w) > 1 for w in loud) > len(words):
            return True
        stop = self.body[self.starts[last - 1] + len(words[-1]) : self.starts[last] if last < len(self.words) else None].strip()
        return len(words) > 4 and not stop and not any(len(w) > 3 and w[0].islower() and w not in SMALL for w in words)

    def confirmed(self, i: int) -> bool:
        """Tell whether token `i` stands capitalised elsewhere, where that tells something; in capitals or not."""
        word = bare(self.words[i])
        return (word.capitalize() if word.isupper() and len(word) > 1 else word) in self.steady

    def opening(self, i: int) -> bool:
        """Tell whether token `i` would be capitalised whatever it is: it opens a sentence, a quotation or an item."""
        if i == 0 or self.sentence[i] != self.sentence[i - 1]:
            return True
        two = self.body[self.starts[i] - 2 : self.starts[i]]
        if two[1] == " " and (two[0].isalnum() or two[0] == ","):  # most words, told without a closer look
            return False
        gap = self.gap(i - 1)
        dotted = gap == ". " and (self.words[i - 1] in ABBREVIATED or len(self.words[i - 1]) == 1)
        return gap not in PLAIN and not dotted and not OPENERS.isdisjoint(gap)

    def gap(self, i: int) -> str:
        """Return what stands between token `i` and the next, a line break at the end of the text."""
        words, starts = self.words, self.starts
        return self.body[starts[i] + len(words[i]) : starts[i + 1]] if i + 1 < len(words) else "\n"

    def text(self, first: int, last: int) -> str:
        """Return the tokens from `first` to before `last` as printed, without a possessive ending."""
        return self.body[self.starts[first] : self.end(last)]

    def end(self, last: int) -> int:
        """Return the offset where the tokens before `last` end, a possessive left out."""
        word = self.words[last - 1]
        return self.starts[last - 1] + (len(bare(word)) if word[-1] in "sS’'" else len(word))


def owns(word: str) -> bool:
    """Tell whether a possessive ends a name: "Kyiv's army", but not "People's Army"."""
    if word[-1] not in "sS’'":
        return False
    plain = bare(word)
    return plain is not word and plain != word.replace("’", "'") and plain.lower() not in known.OWNERS


def entry_at(line: Line, i: int) -> tuple[Entry | None, int]:
    """Return the longest entry of our list that begins with token `i`, and the token behind it."""
    words = line.words
    word = bare(words[i])
    for size in LENGTHS.get(word, LENGTHS.get(words[i].replace("’", "'"), ())):
        if size == 1:
            entry = FORMS.get(word)
            return None if entry and entry.use == "bloc" and crowded(line, i) else entry, i + 1
        if i + size <= len(words) and line.sentence[i] == line.sentence[i + size - 1]:
            form = line.text(i, i + size).replace("\u00a0", " ").replace("’", "'")
            if form in FORMS:
                return FORMS[form], i + size
    return None, i + 1


def crowded(line: Line, i: int) -> bool:
    """Tell whether another capitalised word stands right beside: "West Orange", "Wild West"."""
    behind = line.gap(i) in SPACES and line.words[i + 1][0].isupper()
    return behind or i > 0 and line.gap(i - 1) in SPACES and line.words[i - 1][0].isupper() and line.words[i - 1] != "The"


def located(line: Line, i: int) -> bool:
    """Tell whether a capital is a place here and no government: "in Moscow", or the place of a dateline."""
    gap = line.gap(i)
    if i in line.forced and gap.strip() in ("(", "—", "–", "-", "--", "— (", "- ("):
        return True
    if gap == ", " and (entry := FORMS.get(bare(line.words[i + 1]))) and (entry.kind, entry.use) == ("place", "name") and i in line.forced:
        return True  # ATHENS, Greece (AP)
    if i == 0 or line.gap(i - 1) not in SPACES or bare(line.words[i]) != line.words[i].replace("’", "'"):
        return False
    return line.words[i - 1].lower() in LOCATIVE


def role_before(line: Line, k: int, roles: frozenset) -> int:
    """Return the token of the role noun that ends at `k`, with or without a complement ("envoy to the UN"), or -1."""
    for back in range(k, max(-1, k - 6), -1):
        word = line.words[back]
        if word in roles:
            return back if back == k or line.words[back + 1] in COMPLEMENT else -1
        if back < 1 or line.gap(back - 1) not in SPACES or not (word in COMPLEMENT or word[0].isupper()):
            return -1
    return -1


def saying(line: Line, i: int, j: int) -> bool:
    """Tell whether a verb of saying or acting stands right behind or before."""
    behind = line.gap(j - 1) in SPACES and line.words[j] in SAYING
    return behind or i > 0 and line.gap(i - 1) in SPACES and line.words[i - 1] in SAYING
