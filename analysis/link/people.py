"""Tell which names are the same person: by sound, by surname, by what the article named last.

Names from other alphabets are written in several ways, and every outlet has its own (Zelenskyy, Zelenskiy, Zelensky; -ov and
-off). Two full names are one person when given name and surname sound alike; a surname alone is the person of that surname
whom the article named last.
"""

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from functools import cache

from analysis.gazetteer import SHORT, SURNAME_FIRST, plain

SOUNDS = [(re.compile(a), b) for a, b in (
    ("kh|ck|q|c(?=[aoukrlt]|$)", "k"), ("ph|ff?$|v$", "f"), ("sch|sh", "s"), ("tch|tsch|ch|cz|cs", "c"), ("dzh|dj|zh|j", "y"),
    ("tz|ts", "z"),
    ("w", "v"), ("ou|oo", "u"), ("[iy]+e?|ee", "i"), ("[ae]i", "e"), ("x", "ks"), ("(?<=.)h", ""), (r"(.)\1+", r"\1"),
)]  # fmt: skip


@cache
def sound(word: str) -> str:
    """Return how a name sounds, roughly, whatever alphabet it was written in.

    >>> sound("Zelenskyy") == sound("Zelenskiy") == sound("Zelensky"), sound("Tarnhov") == sound("Tarnhoff")
    (True, True)
    """
    text = plain(word).replace(" ", "")
    for pattern, new in SOUNDS:
        text = pattern.sub(new, text)
    return text


def alike(one: str, other: str) -> bool:
    """Tell whether two words sound nearly the same: equal, or long and at most a letter or so apart."""
    a, b = sound(one), sound(other)
    return a == b or min(len(a), len(b)) > 4 and a[0] == b[0] and SequenceMatcher(None, a, b).ratio() > 0.84


def same(one: list[str], other: list[str]) -> bool:
    """Tell whether two full names, in words, are one person.

    >>> same(["Volodymyr", "Zelensky"], ["Volodymyr", "Zelenskyy"]), same(["Kim", "Jong-un"], ["Kim", "Jong", "Gyu"])
    (True, False)
    >>> same(["Bob", "Brisk"], ["Robert", "C.", "Brisk"]), same(["Ada", "Brisk"], ["Anton", "Brisk"])
    (True, False)
    """
    if one[0] in SURNAME_FIRST and other[0] in SURNAME_FIRST:
        return sound(" ".join(one).replace("-", " ")) == sound(" ".join(other).replace("-", " "))
    first = SHORT.get(one[0], one[0]).rstrip("."), SHORT.get(other[0], other[0]).rstrip(".")
    given = sound(first[0]) == sound(first[1]) or 1 in map(len, first) and first[0][0] == first[1][0]
    last = sound(one[-1]) == sound(other[-1])
    return given and alike(one[-1], other[-1]) or last and alike(*first)


class Register:
    """The persons of a story: full names joined, and which surname stands for whom in which article."""

    def __init__(self, rows: list, known):
        self.known = known
        self.spellings: list[Counter] = []  # per person: printed names and how often
        self.own: list[str] = []  # per person: the user's id
        self.by: dict[str, list[int]] = defaultdict(list)  # sound of a part of the name -> persons
        self.number: dict[str, int] = {}
        self.seen: dict[tuple[str, int], list[int]] = defaultdict(list)  # (article, person) -> starts of full names
        for form, own in known.forms.items():
            if known.actors[own][1] == "person" and form == plain(known.actors[own][0]):
                self.enter(known.actors[own][0], own)
        for name, _ in Counter(r.name for r in rows if " " in r.name).most_common():
            self.enter(name, known.find(name))
        for r in rows:
            if r.name in self.number:
                self.spellings[self.number[r.name]][r.name] += 1
                self.seen[r.article_id, self.number[r.name]].append(r.start)

    def enter(self, name: str, own: str) -> None:
        """Enter a full name: with the person it is already there as, or as another."""
        words = name.split()
        near = {p for w in (words[0], words[-1]) for p in self.by[sound(w)]}
        free = [p for p in sorted(near) if not own or self.own[p] in ("", own)]
        match = [p for p in free if any(same(words, s.split()) or s == " ".join(words[1:]) for s in self.spellings[p])]
        if match:
            person = match[0]
            self.own[person] = self.own[person] or own
        else:
            person = len(self.spellings)
            self.spellings.append(Counter())
            self.own.append(own)
        self.number[name] = person
        self.spellings[person][name] += 0
        for word in {words[0], words[-1]}:
            if person not in self.by[sound(word)]:
                self.by[sound(word)].append(person)

    def actor(self, person: int) -> tuple[str, str, str]:
        """Return (user's id, name, kind) of a person: the spelling met most often."""
        own = self.own[person]
        best = max(self.spellings[person].items(), key=lambda item: (item[1], item[0]))[0]
        return (own, "", "") if own else ("", best, "person")

    def find(self, r) -> tuple[str, str, str] | None:
        """Return the actor of a person's naming; of any other naming only where its one word is a surname of the story."""
        if r.name in self.number:
            return self.actor(self.number[r.name])
        if " " in r.name:
            return None
        return self.surname(r.name, r.article_id, r.start)

    def surname(self, word: str, article: str, at: int = 1 << 60) -> tuple[str, str, str] | None:
        """Return whom a single name means at a place: the last so named before, else later in the article, else in the story."""
        persons = [p for p in self.by.get(sound(word), ()) if self.fits(word, p)]
        if not persons:
            return None
        here = [(s < at, s if s < at else -s, p) for p in persons for s in self.seen.get((article, p), ())]
        if here:
            return self.actor(max(here)[2])
        return self.actor(max(persons, key=lambda p: (sum(self.spellings[p].values()), -p)))

    def fits(self, word: str, person: int) -> bool:
        """Tell whether a single name is the surname of a person (first where it stands first), or a given name of that spelling."""
        for name in self.spellings[person]:
            words = name.split()
            family = words[0] if words[0] in SURNAME_FIRST else words[-1]
            if sound(family) == sound(word) or words[0] == word:
                return True
        return False
