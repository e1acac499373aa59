"""The words of a sentence as the readers of speech see them, and the closed classes of English that they look for.

A sentence is cut into words once; quotations stand in it as one word each, because what is said in them says nothing
about who says it. The classes are short and closed (auxiliaries, prepositions, conjunctions, pronouns), so that no
dictionary of nouns or verbs is needed.
"""

import re
from itertools import accumulate, chain
from typing import NamedTuple

HIDDEN, LEADS = "\x00", "\x01"  # a hidden character; the last of a quotation whose attribution follows
TOKEN = re.compile(
    r"(\s*)([a-z]+(?=[ ,])"  # most words, and the quickest way to them
    r"|\x00*\x01|\x00+|(?:[^\W\d_]\.){2,}"
    r"|(?:Mr|Mrs|Ms|Dr|Gen|Sens?|Reps?|Gov|Lt|Col|Sgt|Capt|Rev|Prof|St|Jr|Sr|[A-Z])\."
    r"|\w+(?:[.'’&/-]\w+)*|[’'](?=\s)|--|[^\w\s])"
)


def listed(words: str) -> frozenset[str]:
    """Return the words of a list; contractions are taken with either apostrophe."""
    return frozenset(words.split()) | frozenset(words.replace("'", "’").split())


BE = listed("is are was were be been being am isn't aren't wasn't weren't")
AUXILIARY = BE | listed(
    "'s has have had having do does did will would shall should can could may might must hasn't haven't hadn't doesn't don't didn't won't "
    "wouldn't can't couldn't"
)
MODAL = listed("should would could might may must can to will")
ADVERB = listed(
    "also later never then now just still already even once again ever always often soon first further not only too so simply quickly long "
    "since sometimes instead rather both all himself herself themselves itself far thus indeed initially"
)
SUBORDINATE = listed(
    "that because as when while if though although after before since until whether but than so how why what where whereas unless once yet "
    "nor and or whose plus"
)
OPENING = listed("when while as after if although though because since before")
CONTRAST = listed("while although though whereas but according")
RELATIVE = listed("who which that")
PREPOSITION = listed(
    "in on at by for from with to of about into over under after before during through against between among without within since until "
    "via per amid despite across along around behind beyond like near outside inside toward towards upon as unlike following including "
    "regarding throughout"
)
DETERMINER = listed(
    "the a an this these those some many most several all any both each every other another no few two three his her its their our my"
)
PERSONAL = listed("i we you he she it they")
PRONOUN = PERSONAL | listed("one someone somebody everyone nobody others many some few most")
CLAUSE = PERSONAL - {"you"} | listed(
    "that there the a an this these those his her their its our my if how why what when where whether who not no"
)
TIME = listed(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight earlier later late early last this next week month "
    "year morning afternoon evening night weekend recently meanwhile however still january february march april may june july august "
    "september october november december jan. feb. aug. sept. oct. nov. dec. then now ago here there also again mon. tue. wed. thu. fri. "
    "sat. sun."
)
VENUE = listed(
    "statement interview speech tweet tweets letter email e-mail post conference briefing memo message video article interviews remarks "
    "report release call debate ad op-ed"
)
STOP = frozenset((".", ",", ";", ":"))
DASH = frozenset(("—", "–", "--"))
PAUSE = frozenset((",", ";", "—", "--"))
BREAK = STOP | DASH | frozenset(("(", ")", "…", "?", "!", "[", "]", "|", "“", "”", '"'))
POSSESSIVE = ("'s", "’s")
NONE: frozenset[int] = frozenset()


class Words(NamedTuple):
    """The words of one sentence in which quotations are hidden: as printed, in lower case, and where each begins and ends.

    `quoted` are the indices of quotations; `pauses` those of quotations, commas, semicolons and dashes, in order.
    """

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
    found = TOKEN.findall(masked, start, end)
    text = [token for _, token in found]
    edges = list(accumulate(map(len, chain.from_iterable(found)), initial=start))  # of a space and a word by turns
    part = masked[start:end]
    quoted = frozenset(i for i, t in enumerate(text) if t[0] <= LEADS) if HIDDEN in part or LEADS in part else NONE
    pauses = [i for i, t in enumerate(text) if t in PAUSE or i in quoted]
    return Words(text, [t.lower() for t in text], edges[1::2], edges[2::2], quoted, pauses)
