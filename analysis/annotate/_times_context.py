"""What the words around a time expression say about it: its sentence, whether the clause looks ahead, and look-alikes.

"Thursday" is next week's where the clause speaks of the future, and "may" is no month in "it may". These tests read a
little text before and after the expression, never more than 200 characters, so that the reading stays linear.
"""

import re

FUTURE = re.compile(
    r"(?P<future>\b(?:(?:will|would|shall|won't)(?: (?:not|also|then|be|have))*(?: [a-z]+)?|scheduled|planned|plans?|expected|expects?|slated|due|going to|set (?:to|for)|hopes?|intends?"
    r"|upcoming|until|till|postponed|delayed|(?:is|are|was|were|be) to|begins?|starts?|opens?|faces?)\b|'ll\b)"
    r"|\b(?:said|says|told|was|were|had|has|have|did|came|went|made|took|began|held|met|won|lost|rose|fell|left|gave|led|set|sent|saw|shot"
    r"|(?!need|indeed|united|hundred)[a-z]{2,20}ed)\b"
)
LIMIT = re.compile(r"\b(?:by|until|till|through|effective|payable)\s$")
NAMED_DAY = re.compile(  # newspapers, programmes and days that are names
    r"(?:sun|satur|mon|fri)day (?:times|telegraph|mirror|express|mail|herald|post|people|world|independent|school|night live|night football|review)\b"
    r"|(?:black|bloody|super|holy|cyber|ash|palm|giving|maundy|shrove) (?:mon|tues|wednes|thurs|fri|satur|sun)day|mail on sunday"
)
VERB_MONTHS = ("may", "march", "mar.")
LIKE_NAMES = ("may", "april", "june", "august")
BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|through|during|before|after|last|this|next|past|late|early|mid|every|each|and|or|to|from|by|between|for|of)|mid-|[-–/,])\s{0,2}$"
)
COUNTED = re.compile(r"\s{1,3}(?:[a-z]+(?:[^s'\W]s)\b|people|men|women|children|police|percent|per|troops|dollars|square|feet|metres|meters|km|miles|kg|mw)")
BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|through|during|before|after|late|early|by|of|from|to|and|between|for|year|the|than|as|or|back|circa|fiscal)|'s|s'|[(,;–—-])\s{0,2}$"
)
NOT_YEAR = re.compile(r"(?:\b(?:no|number|flight|room|route|page|section|article|resolution|highway|boeing|model|least|nearly|almost|over|than|some|about)\.?\s{0,2}|[$£€#]\s?)$")
BEGUN = re.compile(r"\b(?:beg[aiu]n|started|since|launched|invaded|broke out|outbreak)\b")


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return roughly the sentence around a span: up to the next mark before a space, at most 200 characters either side."""
    low, high = max(0, start - 200), min(len(text), end + 200)
    left = max(text.rfind(mark, low, start) for mark in (". ", "? ", "! ", "\n", '." ', ".\u201d "))
    right = min((at for mark in (". ", "? ", "! ", "\n") if (at := text.find(mark, end, high)) >= 0), default=high)
    return max(left + 1, low), right


def ahead(text: str, start: int, end: int) -> bool | None:
    """Say whether the clause speaks of the future: by the last verb before the expression, else by the first after it; None: no verb."""
    left, right = sentence(text, start, end)
    if LIMIT.search(text, left, start):
        return True
    before = list(FUTURE.finditer(text, left, start))
    verb = before[-1] if before else FUTURE.search(text, end, right)
    return None if verb is None else verb["future"] is not None


def look_alike(form: str, words: str, body: str, text: str, span: tuple[int, int]) -> bool:
    """Say whether the `words` of `form` at `span` (the form without its prefix) are something else than a time."""
    start, end = span
    test = {"weekday": _name_of_day, "month": _no_month, "year": _no_year, "date": _verb_date, "set": _paper}.get(form)
    if form in ("weekday", "date", "month", "month_year", "set") and _uncapitalised(body, text, start, end):
        return True
    return bool(test and test(words, body, text, span))


def _uncapitalised(body: str, text: str, start: int, end: int) -> bool:
    """Weekdays and months have a capital letter, unless the whole paragraph has none."""
    name = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)").search(text, start, end)
    return bool(name) and body[name.start()] == text[name.start()] and not body[max(0, start - 200) : end + 200].islower()


def _name_of_day(words, body, text, span) -> bool:
    return any(match.start() < span[1] and match.end() > span[0] for match in NAMED_DAY.finditer(text, max(0, span[0] - 10), span[1] + 14))


def _no_month(words, body, text, span) -> bool:
    """A month that is also a word or a first name needs a preposition before it and no name around it."""
    start, end = span
    if text[end : end + 1] == "-" or words not in (*VERB_MONTHS, *LIKE_NAMES):
        return False
    if not BEFORE_MONTH.search(text, max(0, start - 10), start):
        return True
    return bool(re.match(r"\s[A-Z][a-z]", body[end : end + 3])) or words == "may" and bool(
        re.search(r"\b(?:(?:Mrs?|Ms|Minister|PM|Secretary|Sir|Lady)\.?|(?!In|By|Last|This|Next|Since|Until|From|To|For|And|Of|After|Before)[A-Z][a-z]+) May\b(?! \d)", body)
    )


def _verb_date(words, body, text, span) -> bool:
    return words.startswith("sun ") or bool(re.match(r"(?:may|march) (?:first|second|third)\b", words)) and body[span[0]].islower()


def _no_year(words, body, text, span) -> bool:
    """A bare number is a year unless it is counted, labelled or priced."""
    start, end = span
    if not words[:4].isdigit() or NOT_YEAR.search(text, max(0, start - 12), start):
        return words[:4].isdigit() and not text[max(0, start - 6) : start].endswith("about ")
    led = BEFORE_YEAR.search(text, max(0, start - 10), start)
    counted = COUNTED.match(text, end)
    return bool(counted and (not led or words.endswith("00"))) or int(words[:4]) < 1900 and not led or int(words[:4]) > 2100


def _paper(words, body, text, span) -> bool:
    """A capital inside a sentence makes "Daily" a name."""
    return words in ("daily", "weekly") and body[span[0]].isupper() and bool(re.match(r"\s[A-Z]", body[span[1] : span[1] + 2]))
