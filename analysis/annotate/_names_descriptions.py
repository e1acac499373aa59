"""Find how a text describes somebody without capitals: roles beside a name, and common nouns for people who act together.

What an outlet calls somebody is most often not the name but what stands around it: "Pyongyang's dictator, Kim", "the chair
of the committee", "North Korean mercenaries". Roles and appositions belong to the label of a person; a noun such as troops,
allies or rioters is a label of its own, with the words in front that tell whose.
"""

from analysis.annotate._names_tokens import ABBREVIATED, PLAIN, SPACES, Found, Line, entry_at, owns, role_before
from analysis.gazetteer import ADJECTIVAL, BESIDE, CLASSES, FORMS, KIND, LANDS, LEADER, PARTICIPLES, ROLE, SAYING, START, VAGUE, adjective
from analysis.segment import stop_words

DETERMINERS = frozenset("the a an his her their its our my your The A An His Her Their Its Our".split())
ROLES = ROLE | KIND
OFFICES = LEADER | {"minister", "ambassador", "envoy"}
NOUNS = CLASSES.keys() | OFFICES | {word.capitalize() for word in OFFICES}
BREAKING = frozenset(
    """who which that and but was is are were has had have can could will would may might we they he she it you i to""".split()
)
STOPS = frozenset(',.;:)—–-\n”"…!?(')


def before(line: Line, first: int, *, roles: frozenset = ROLES) -> int:
    """Return the token where the description in front of a name at `first` begins; `first` where there is none."""
    if first == 0 or (gap := line.gap(first - 1)) not in SPACES and gap != ", ":
        return first
    word = line.words[first - 1]
    role = first - 1 if word.lower() in roles else role_before(line, first - 1, roles) if word[0].isupper() else -1
    if role < 0:
        return modifiers(line, first) if gap in SPACES and word in BESIDE and line.words[first].lower() in ROLE else first
    start = modifiers(line, role)
    if gap == ", " and not (start < role and owns(line.words[start]) or determined(line, start)):
        return first
    return start


def modifiers(line: Line, head: int) -> int:
    """Return the first of the words that modify the noun at `head`: adjectives, titles, names, up to a possessive."""
    k = head
    while k > 0 and (line.gap(k - 1) in SPACES or line.gap(k - 1) == "-") and k > head - 8:
        word = line.words[k - 1]
        if word[0].isupper():
            return capitals_before(line, k)
        if not (word in BESIDE or adjective(word)):
            break
        k -= 1
    return k


def capitals_before(line: Line, k: int) -> int:
    """Return the first of the capitalised words that end before `k`: one name or adjective, with its possessive."""
    first = k
    while first > max(0, k - 5) and line.gap(first - 1) in SPACES and line.words[first - 1][0].isupper():
        word = line.words[first - 1]
        if first < k and owns(word) or word in DETERMINERS or first - 1 in line.forced and word not in FORMS and word.lower() in START:
            break
        first -= 1
    return first


def determined(line: Line, start: int) -> bool:
    """Tell whether an article or a possessive stands before `start`."""
    return start > 0 and line.gap(start - 1) in SPACES and (line.words[start - 1] in DETERMINERS or owns(line.words[start - 1]))


def after(line: Line, last: int) -> int:
    """Return the token behind the apposition that follows a name ending before `last`; `last` where there is none."""
    j = last
    if line.gap(last - 1) == " (":
        j = next((k + 1 for k in range(last, min(last + 5, len(line.words))) if line.gap(k).startswith(")")), last)
    if line.gap(j - 1) not in (", ", "), ") or j >= len(line.words) or not opens(line, j):
        return last
    role = next((k for k in range(j, min(j + 9, len(line.words))) if line.words[k].lower() in ROLE or breaks(line, k)), -1)
    if role < 0 or line.words[role].lower() not in ROLE or role + 1 < len(line.words) and line.words[role + 1] in SAYING:
        return last
    return closing(line, role) or last


def tail(line: Line, last: int) -> int:
    """Return the token behind the kind of organisation that follows its name: "KBS television channel"."""
    for k in range(last, min(last + 2, len(line.words))):
        if line.gap(k - 1) not in SPACES or line.words[k][0].isupper():
            return last
        if line.words[k] in KIND:
            return k + 1
    return last


def opens(line: Line, j: int) -> bool:
    """Tell whether an apposition can begin with token `j`."""
    word = line.words[j]
    return word in DETERMINERS or owns(word) or word in ROLE or word in BESIDE or any(owns(w) for w in line.words[j + 1 : j + 2])


def breaks(line: Line, k: int) -> bool:
    """Tell whether no description goes on behind token `k`."""
    return line.gap(k) not in SPACES or line.words[k] in SAYING or line.words[k] in BREAKING


def closing(line: Line, role: int) -> int:
    """Return the token behind the apposition that holds the role noun, or 0 where it does not close soon."""
    for k in range(role, min(role + 12, len(line.words))):
        if line.gap(k) == ". " and line.words[k] in ABBREVIATED:
            continue
        if line.gap(k) not in SPACES:
            return k + 1 if line.gap(k)[:1] in STOPS else 0
        if k > role and line.words[k + 1] in ("who", "whose", "which"):
            return k + 1
    return 0


def labels(line: Line, people: dict[int, Found]) -> list[Found]:
    """Return the common nouns that name somebody: for many people, and for one by country and office.

    `people` are the persons by their first token: "the administration of President Ada Brisk" has the name "Brisk administration".
    """
    hits = [i for i, word in enumerate(line.words) if word in NOUNS]
    return [f for i in hits for f in (collective(line, i, people) if line.words[i] in CLASSES else leader(line, i))]


def leader(line: Line, i: int) -> list[Found]:
    """Return the description of which token `i` is the noun, if country and office alone name somebody: "Russia's foreign minister"."""
    start = modifiers(line, i)
    entry, k = entry_at(line, start) if start < i else (None, 0)
    named = line.gap(i) in PLAIN and line.words[i + 1][0].isupper()
    told = entry and k <= i and entry.kind == "place" and not named and (owns(line.words[k - 1]) or determined(line, start))
    return [Found(start, i + 1, start, "label", line.text(start, i + 1))] if told else []


def collective(line: Line, i: int, people: dict[int, Found]) -> list[Found]:
    """Return the label of which token `i` is the noun, with what stands in front and behind to tell whose they are."""
    word = line.words[i]
    if word in ADJECTIVAL and qualifies(line, i) or word in PARTICIPLES and not determined(line, i):
        return []
    start, end = modifiers(line, i), origin(line, i, people)
    if word in LANDS and not (start < i and (entry := entry_at(line, start)[0]) and entry.kind == "place"):
        return []
    holder = next((p for p in people.values() if p.last == end), None) if end > i + 1 else None
    name = f"{holder.name.split()[-1]} {word}" if holder else line.text(start, end)
    return [Found(start, end, start, "label", name)] if start < i or end > i + 1 or word not in VAGUE else []


def qualifies(line: Line, i: int) -> bool:
    """Tell whether a noun such as military only stands before another: "military factories", but not "the military said"."""
    if line.gap(i) not in SPACES:
        return False
    word = line.words[i + 1]
    return not (word in stop_words() or word in SAYING or word.endswith(("ed", "ing")) or word[0].isupper())


ORIGIN = {"from": None, "of": ("government", "partners"), "in": ("camp", "government")}


def origin(line: Line, i: int, people: dict[int, Found]) -> int:
    """Return the token behind "from North Korea", "in the US" after the noun at `i`; the next token where nothing follows."""
    if line.gap(i) not in SPACES or line.words[i + 1] not in ORIGIN or line.gap(i + 1) not in SPACES:
        return i + 1
    classes = ORIGIN[line.words[i + 1]]
    if classes and CLASSES[line.words[i]] not in classes:
        return i + 1
    j = i + 2
    while j < len(line.words) - 1 and j not in people and (line.words[j] in BESIDE or line.words[j] == "the") and line.gap(j) in SPACES:
        j += 1
    if j in people and classes and "government" in classes:
        return people[j].last
    entry, k = entry_at(line, j) if j < len(line.words) and line.words[j][0].isupper() else (None, 0)
    own = entry and entry.kind == "place" and "adjective" not in entry.use and not owns(line.words[k - 1])
    return k if own else i + 1
