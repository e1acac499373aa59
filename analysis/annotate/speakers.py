"""Say who a printed source is: follow "he", "the minister" and surnames through one article to the person.

Three kinds of printed source are told apart. A name is looked up among the article's people. A pronoun takes the person
last spoken of who fits: whoever the sentence itself is about, then whoever spoke or was named first in the sentences
before. A description ("the Ukrainian leader") takes the person introduced with such words, the last one named among
several. What cannot be resolved stays as it is printed, and a pronoun without a person becomes "".
"""

import re
from bisect import bisect_left
from typing import NamedTuple

from analysis.annotate.people import Mention, Person, lists, people

HE, SHE = frozenset(("he", "him", "his")), frozenset(("she", "her"))
PERSONAL = HE | SHE
SELF = frozenset("i we you me us one who which that it they them someone somebody everyone nobody others many some few most".split())
CORE_END = re.compile(r"[,;:(\x00]| (?:who|which|that|after|before|during|told|said) ")
MEDIUM = "account|statement|tweets?|letter|e-?mail|memoir|book|message|op-ed|speech|remarks?|comments?|words|post|feed"
OWNED = re.compile(rf"[’']s?(?:\s+(?:\w+ ){{0,2}}(?:{MEDIUM}))?$")
HEAD_END = re.compile(r"[,;:(\x00]| (?:of|for|from|in|at|on|with|who|which|that|to|after|before|during|told|said) ")
WORDS = re.compile(r"\w+(?:[.’'-]\w+)*\.?")
TITLED = frozenset(
    "president senator governor representative minister secretary mayor judge general sheriff pope king queen spokesman spokeswoman".split()
)
NEW = frozenset("a an some many several one another other his her their".split())  # what introduces somebody
VAGUE = frozenset(("official", "officials", "people", "supporter", "supporters", "voter", "man", "woman", "aide", "source", "sources"))


class Turn(NamedTuple):
    """Somebody who was given as a source: where, and which person."""

    at: int
    person: Person
    weak: bool


class Cast:
    """The people of an article, as they come on and speak."""

    def __init__(self, body: str, quoted: list[tuple[int, int]], sentences: list[tuple[int, int]]):
        self.body = body
        self.mentions = people(body)
        self.starts = [m.start for m in self.mentions]
        self.quoted, self.quote_starts = quoted, [q[0] for q in quoted]
        self.sentences, self.sentence_starts = sentences, [s[0] for s in sentences]
        self.turns: list[Turn] = []
        self.group = ""

    def between(self, start: int, end: int) -> list[Mention]:
        """Return the namings in body[start:end]."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def lately(self, at: int) -> list[Mention]:
        """Return the last namings before an offset."""
        i = bisect_left(self.starts, at)
        return self.mentions[max(0, i - 200) : i]

    def narrated(self, start: int, end: int) -> list[Mention]:
        """Return the namings in body[start:end] that stand outside quotations."""
        return [m for m in self.between(start, end) if not self.inside(m.start)]

    def inside(self, at: int) -> bool:
        """Tell whether an offset lies in a quotation."""
        i = bisect_left(self.quote_starts, at + 1) - 1
        return i >= 0 and at < self.quoted[i][1]

    def resolve(self, start: int, end: int, *, weak: bool = False) -> str:
        """Return who the source printed at body[start:end] is, and remember the turn; `weak` if nothing need have been said."""
        person, name = self.identify(start, end)
        if person:
            self.turns.append(Turn(start, person, weak))
        return person.name if person else name

    def identify(self, start: int, end: int) -> tuple[Person | None, str]:
        """Return the person that a printed source means, or how it is to be called where it is nobody known."""
        printed = " ".join(self.body[start:end].split())
        low = printed.lower()
        if low in PERSONAL:
            return self.pronoun(start, "man" if low in HE else "woman"), ""
        if low in SELF:
            return None, self.group if low in ("they", "it") else ""
        core = OWNED.sub("", CORE_END.split(self.body[start:end], maxsplit=1)[0].rstrip())
        person = self.headed(start, start + len(core)) or self.described(" ".join(core.split()), start)
        if not person:
            self.group = re.sub(r"^(?:the|a|an)\s+", "", " ".join(core.split()), flags=re.IGNORECASE)
        return person, self.group

    def headed(self, start: int, end: int) -> Person | None:
        """Return the person whose name heads a phrase: "an aide to Ada Brandt" is not Ada Brandt, "envoy to Kelm Ada Brandt" is."""
        text = self.body[start:end]
        stop = HEAD_END.search(text)
        cut = start + stop.start() if stop else end
        for m in self.between(start, cut + 1):
            if abs(m.end - cut) <= 1:
                return m.person
        roles = lists()["roles"] | lists()["titles"].keys()
        for m in self.between(cut, end):
            between = self.body[cut : m.start].split()[1:]
            names = [t for t in between if t[0].isupper() and t.lower() not in lists()["titles"]]
            before = self.body[start:cut].split()
            if m.end >= end - 1 and names and before and before[-1].lower() in roles:
                return m.person
        return None

    def pronoun(self, at: int, gender: str) -> Person | None:
        """Return the person that "he" or "she" at an offset stands for."""
        i = bisect_left(self.sentence_starts, at + 1) - 1
        for k in range(i, max(-1, i - 6), -1):
            start, end = self.sentences[k]
            found = [m.person for m in self.narrated(start, min(end, at)) if fits(m.person, gender)]
            here = [t for t in self.turns[-4:] if start <= t.at < min(end, at) and fits(t.person, gender)]
            spoke = [t.person for t in sorted(here, key=lambda t: t.weak)]
            if spoke:
                return spoke[0]
            if found:
                return found[0]
        return next((t.person for t in reversed(self.turns) if fits(t.person, gender)), None)

    def described(self, head: str, at: int) -> Person | None:
        """Return the person whom a description with "the" (or without article) names again."""
        stop = HEAD_END.search(head)
        words = [w.lower() for w in WORDS.findall(head[: stop.start()] if stop else head)]
        if words[:1] == ["the"]:
            words = words[1:]
        elif words and (words[0] in NEW or head[:1].isupper()):
            return None
        if not words or words[-1] in VAGUE or words[-1].endswith("s") or words[-1] not in lists()["roles"]:
            return None
        role, extra = words[-1], set(words[:-1])
        wanted = lists()["descriptions"].get(role, frozenset((role,)))
        gender = "man" if role in lists()["man"] else "woman" if role in lists()["woman"] else ""
        best, score = None, 0.0
        for rank, m in enumerate(self.lately(at)):
            p = m.person
            if not (wanted & p.words) or gender and p.gender not in ("", gender):
                continue
            value = 1 + 2 * len(extra & p.words) + rank / (rank + 1000)
            if value >= score:
                best, score = p, value
        return best or self.talked_of(at, gender, wanted)

    def talked_of(self, at: int, gender: str, wanted: frozenset[str]) -> Person | None:
        """Return whom the text is speaking of where a description fits nobody: a last speaker, or who is named most, of no other title."""
        recent = [t.person for t in self.turns[-2:]] or [m.person for m in self.lately(at)]
        fit = [p for p in recent if gender in ("", p.gender) and p.certain and not p.words & TITLED]
        return max(fit, key=lambda p: len(p.places)) if fit else None


def fits(person: Person, gender: str) -> bool:
    """Tell whether a person can be "he" or "she"."""
    return person.gender == gender or not person.gender and person.certain
