"""Find the noun phrase that does the saying, without a parser: the words of a sentence and a short list of closed classes.

A subject in front of a reporting verb ends where the verb group begins and reaches back to the last word that opens a
clause ("because", "that", a semicolon, the end of a quotation). Commas need care: in "Ada Brandt, a lawyer in Kelm, said"
the last stretch is an apposition and the subject lies before it; in "On Friday, Ada Brandt said" the first is an adjunct.
"""

import re
from typing import NamedTuple

from analysis.annotate.cues import forms

HIDDEN, LEADS = "\x00", "\x01"  # a hidden character; the last one of a quotation that ends with a comma, so that its attribution follows
TOKEN = re.compile(
    r"(\s*)([a-z]+(?=[ ,])"  # most words, and the quickest way to them
    r"|\x00*\x01|\x00+|(?:[^\W\d_]\.){2,}"
    r"|(?:Mr|Mrs|Ms|Dr|Gen|Sens?|Reps?|Gov|Lt|Col|Sgt|Capt|Rev|Prof|St|Jr|Sr|[A-Z])\."
    r"|\w+(?:[.'’&/-]\w+)*|[’'](?=\s)|--|[^\w\s])"
)
AUXILIARY = frozenset(
    """is are was were be been being am 's ’s has have had having do does did will would shall should can could may might must
    isn't isn’t aren't aren’t wasn't wasn’t weren't weren’t hasn't hasn’t haven't haven’t hadn't hadn’t doesn't doesn’t don't don’t didn't
    didn’t won't won’t wouldn't wouldn’t can't can’t couldn't couldn’t""".split()
)
BE = frozenset("is are was were be been being am isn't isn’t aren't aren’t wasn't wasn’t weren't weren’t".split())
ADVERB = frozenset(
    """also later never then now just still already even once again ever always often soon first further not only too so simply
    quickly long since once sometimes instead rather both all himself herself themselves itself far thus indeed initially""".split()
)
SUBORDINATE = frozenset(
    """that because as when while if though although after before since until whether but than so how why what where whereas unless
    once yet nor and or whose plus""".split()
)
RELATIVE = frozenset(("who", "which", "that"))
PREPOSITION = frozenset(
    """in on at by for from with to of about into over under after before during through against between among without within
    since until via per amid despite across along around behind beyond like near outside inside toward towards upon as unlike following including
    regarding throughout""".split()
)
DETERMINER = frozenset(
    "the a an this these those some many most several all any both each every other another no few two three his her its their our my".split()
)
PRONOUN = frozenset("i you he she it we they one someone somebody everyone nobody others many some few most".split())
TIME = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tonight earlier later late early last this next week
    month year morning afternoon evening night weekend recently meanwhile however still january february march april may june july august
    september october november december jan. feb. aug. sept. oct. nov. dec. then now ago here there also again
    mon. tue. wed. thu. fri. sat. sun.""".split()
)
PAUSE = frozenset((",", ";", "—", "--"))
NONE: frozenset[int] = frozenset()
BREAK = frozenset((".", ",", ";", ":", "(", ")", "—", "–", "--", "…", "?", "!", "[", "]", "|", "“", "”", '"'))


class Words(NamedTuple):
    """The words of one sentence in which quotations are hidden: as printed, in lower case, where each begins and ends, which are quotations,
    and where the sentence pauses: at a quotation, a comma, a semicolon, a dash."""

    text: list[str]
    low: list[str]
    start: list[int]
    end: list[int]
    quoted: frozenset[int]
    pauses: list[int]

    def hidden(self, i: int) -> bool:
        """Tell whether word `i` is a quotation."""
        return i in self.quoted

    def leads(self, i: int) -> bool:
        """Tell whether word `i` is a quotation that ends with a comma, a question or an exclamation mark."""
        return i in self.quoted and self.text[i][-1] == LEADS

    def name(self, i: int) -> bool:
        """Tell whether word `i` is printed with a capital."""
        return 0 <= i < len(self.text) and self.text[i][0].isupper()

    def at(self, i: int) -> str:
        """Return word `i` in lower case, "" beyond the ends."""
        return self.low[i] if 0 <= i < len(self.low) else ""


def words(masked: str, start: int, end: int) -> Words:
    """Return the words of masked[start:end]."""
    text, starts, ends, at = [], [], [], start
    for space, token in TOKEN.findall(masked, start, end):
        at += len(space)
        text.append(token)
        starts.append(at)
        at += len(token)
        ends.append(at)
    part = masked[start:end]
    quoted = frozenset(i for i, t in enumerate(text) if t[0] <= LEADS) if HIDDEN in part or LEADS in part else NONE
    return Words(text, [t.lower() for t in text], starts, ends, quoted, [i for i, t in enumerate(text) if t in PAUSE or i in quoted])


def group(w: Words, verb: int) -> int:
    """Return the index where the verb group that ends with word `verb` begins: its auxiliaries and adverbs belong to it."""
    i = verb
    while i > 0 and (
        w.low[i - 1] in AUXILIARY
        or w.low[i - 1] in ADVERB
        or (w.low[i - 1].endswith("ly") and not w.name(i - 1))
        or w.low[i - 1] == "to"
        or clitic(w, i - 1)
    ):
        i -= 1
    return i


def clitic(w: Words, i: int) -> bool:
    """Tell whether word `i` is what is left of an auxiliary behind an apostrophe."""
    return w.low[i] in ("’ve", "'ve", "’d", "'d", "’ll", "'ll")


def before(w: Words, verb: int, first: int = 0) -> tuple[int, int] | None:
    """Return (first, last) index of the subject in front of the verb group that begins at `verb`, not before `first`; None if there is none."""
    i = verb - 1
    if i < first or w.hidden(i):
        return None
    if w.low[i] in PRONOUN:
        return (i, i)
    if w.low[i] in RELATIVE:
        return antecedent(w, i, first)
    return apposed(w, i, first) if w.low[i] in (",", ")", "—", "–", "--") else phrase(w, i, first)


def antecedent(w: Words, i: int, first: int) -> tuple[int, int] | None:
    """Return what the relative pronoun at `i` stands for."""
    j = i - 1 if w.at(i - 1) != "," else i - 2
    if j < first or w.hidden(j):
        return (i, i)
    found = phrase(w, j, first) if w.low[j] != ")" else apposed(w, j, first)
    if found and (w.low[i] != "that" or w.name(found[1]) or w.low[found[0]] in DETERMINER):
        return narrowed(w, found)
    return (i, i)


def narrowed(w: Words, found: tuple[int, int]) -> tuple[int, int]:
    """Return the last part of a phrase with a name of its own: "the wife of Ada Brandt" stays, "met with Ada Brandt" loses its verb."""
    a, b = found
    start = b
    while start > a and (w.name(start - 1) or w.low[start - 1] in ("of", "and", "the", "for") and start - 1 > a):
        start -= 1
    return (start, b) if w.name(b) and w.low[a] not in DETERMINER else found


def phrase(w: Words, last: int, first: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends with word `last`: back to the last break, less what does not belong to it."""
    i = last
    while i > first:
        t = w.low[i - 1]
        if t in BREAK or w.hidden(i - 1) or t in AUXILIARY and t not in ("'s", "’s") or (t in SUBORDINATE and opens(w, i - 1, first, last)):
            break
        i -= 1
    return trimmed(w, i, last)


def opens(w: Words, i: int, first: int, last: int) -> bool:
    """Tell whether the word at `i` opens a clause; "and", "or" and "as" do so only behind a verb, not between two nouns."""
    if w.low[i] in ("and", "or", "as", "after", "before", "since", "like"):
        back = range(max(first, i - 12), i)
        return i == first or any(w.low[k] in AUXILIARY or w.low[k].endswith("ed") or w.low[k] in PRONOUN for k in back)
    return True


def trimmed(w: Words, i: int, last: int) -> tuple[int, int] | None:
    """Return (i, last) less the conjunctions, times and the adjunct in front; None if nothing remains."""
    while i <= last and (
        w.low[i] in SUBORDINATE
        or w.low[i] in TIME
        and not (w.low[i] == "this" or w.name(i) and w.name(i + 1) and i == last - 1)
        or w.low[i] in ADVERB
        and w.low[i] not in ("both", "all")
    ):
        i += 1
    if i > last:
        return None
    if w.low[i] in PREPOSITION:
        for k in range(i + 1, last + 1):
            if (
                w.low[k] in PRONOUN
                and k == last
                or w.low[k] in TIME
                and k < last
                and (w.name(k + 1) or w.low[k + 1] in DETERMINER)
                and w.low[k + 1] not in TIME
            ):
                return (k if k == last else k + 1, last)
        names = last
        while names > i and w.name(names - 1):
            names -= 1
        return (names, last) if w.name(last) and names > i + 1 else None
    return (i, last)


def apposed(w: Words, comma: int, first: int) -> tuple[int, int] | None:
    """Return the subject of a verb behind a comma: the phrase in front of its appositions and relative clauses."""
    end = comma - 1
    if w.low[comma] == ")":
        while end > first and w.low[end] != "(":
            end -= 1
        end -= 1
        if end >= first and w.low[end] != ",":
            return phrase(w, end, first)
        return apposed(w, end, first) if end > first else None
    for _ in range(6):
        if end < first or w.hidden(end):
            return None
        start = end
        while start > first and w.low[start - 1] not in (",", ";", ":", "—", "–", "--") and not w.hidden(start - 1):
            start -= 1
        if start == first or w.hidden(start - 1) or w.low[start - 1] in (";", ":"):
            return phrase(w, end, start)
        if w.low[start] in ("and", "or", "but") and w.name(end):
            return phrase(w, end, start)
        back = w.low[start - 2] if start - 2 >= first else ""
        if (w.name(start - 2) or back in (")", ".")) or not modifier(w, start):
            head = phrase(w, start - 2, first) if back != ")" else apposed(w, start - 2, first)
            if head and (w.low[head[0]] in DETERMINER or w.low[head[0]].endswith(("'s", "’s"))) and w.at(head[0] - 1) == "," and w.name(head[0] - 2) and head[0] - 2 >= first:
                further = phrase(w, head[0] - 2, first)
                head = further if further and not adjunct(w, further[0], first) else head
            if head and not adjunct(w, head[0], first):
                return head
            return phrase(w, end, start)
        end = start - 2
    return None


def modifier(w: Words, i: int) -> bool:
    """Tell whether what begins at `i` can follow a noun between commas."""
    return (
        w.low[i] in DETERMINER
        or w.low[i] in RELATIVE
        or w.low[i] in PREPOSITION
        or w.low[i].endswith(("ed", "ing"))
        or w.low[i][0].isdigit()
    )


def adjunct(w: Words, i: int, first: int) -> bool:
    """Tell whether the stretch that holds word `i` opens with a preposition, a conjunction or a time."""
    while i > first and w.low[i - 1] not in BREAK and not w.hidden(i - 1):
        i -= 1
    return (
        w.low[i] in PREPOSITION
        or w.low[i] in TIME
        or w.low[i].endswith("ly") and not w.name(i + 1)
        or (w.low[i].endswith(("ing", "ed")) and not (w.name(i) and w.name(i + 1) and w.low[i] not in forms()))
        or (w.low[i] in ("when", "while", "if", "although", "though", "because", "asked"))
    )


def behind(w: Words, verb: int) -> tuple[int, int] | None:
    """Return the subject that follows its verb, as in "said Ada Brandt, who ...": up to the next break or preposition of place."""
    i = j = verb + 1
    while (
        j < len(w.low)
        and w.low[j] not in BREAK
        and not w.hidden(j)
        and w.low[j] not in (".", "who", "which", "when", "as", "after", "while")
    ):
        if w.low[j] in ("in", "on", "at", "during", "to", "from", "about", "with", "via", "told", "said") and j > i or w.low[j] == "for" and w.name(j - 1):
            break
        if w.low[j] in TIME and j > i:
            break
        j += 1
    return (i, j - 1) if j > i else None


def main(w: Words) -> tuple[int, int] | None:
    """Return the subject of the sentence: its first pronoun or noun phrase that is no adjunct."""
    i, n = 0, len(w.low)
    while i < n and (w.low[i] in SUBORDINATE or w.low[i] in ADVERB or w.low[i] in BREAK or w.low[i] in ("-",)):
        i += 1
    while i < n and (adjunct(w, i, i) or w.low[i] in SUBORDINATE):
        if w.low[i] in ("and", "but", "or"):
            i += 1
            continue
        stop = next((k for k in range(i, n) if w.low[k] == "," or w.hidden(k)), n)
        i = stop + 1
    if i >= n or w.hidden(i):
        return None
    if w.low[i] in PRONOUN or w.low[i] in ("his", "her") and not w.at(i + 1):
        return (i, i)
    j = i
    while j + 1 < n and (w.name(j + 1) or w.low[j + 1] in ("'s", "’s", "of", "the", ".", "and") and w.name(j) and w.name(j + 2)):
        j += 1
    if j == i and not w.name(i):
        while (
            j + 1 < n
            and j < i + 4
            and w.low[j + 1] not in BREAK
            and w.low[j + 1] not in AUXILIARY
            and w.low[j + 1] not in PREPOSITION
            and (not w.low[j + 1].endswith("ed") and not w.hidden(j + 1))
            and w.low[j + 1] not in RELATIVE
        ):
            j += 1
    return (i, j)
