"""What the words around a time expression say about it: its sentence, whether the clause looks ahead, and look-alikes.

"Thursday" is next week's where the clause speaks of the future, and "may" is no month in "it may". These tests read a little
text before and after the expression, never more than `NEAR` characters, so that the reading stays linear. Positions are those
in the text; `text` is the lower-cased `body`.
"""

import re
from functools import lru_cache

NEAR = 200
FUTURE = re.compile(
    r"\bhad been (?:due|scheduled|expected|planned|set|slated)\b"
    r"|(?P<future>\b(?:(?:will|would|shall|won't)(?: (?:not|also|then|be|have)){0,3}(?: [a-z]+)?|scheduled|planned|plans?|expected|expects?"
    r"|slated|due|going to|to be [a-z]+|set (?:to|for)|hopes?|intends?|upcoming|postponed|delayed|(?:is|are|was|were|be) to|begins?|starts?"
    r"|opens?|faces?|meets?|(?:wants?|vowed|promised|agreed|ready|about) to)\b|'ll\b)"
    r"|\b(?:said|says|told|was|were|had|has|have|did|came|went|made|took|began|held|met|won|lost|rose|fell|left|gave|led|set|sent|saw|shot"
    r"|(?!need|indeed|united|hundred)[a-z]{2,20}ed)\b"
)
LIMIT = re.compile(r"\b(?:by|until|till|through|effective|payable|come)\s$")
BEGUN = re.compile(r"\b(?:beg[aiu]n|started|since|launched|invaded|broke out|outbreak)\b")
NAMED_DAY = re.compile(  # newspapers, programmes and days that are names
    r"(?:sun|satur|mon|fri)day (?:times|telegraph|mirror|express|mail|herald|post|people|world|independent|school|review|night live"
    r"|night football)\b"
    r"|(?:black|bloody|super|holy|cyber|ash|palm|giving|maundy|shrove) (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mail|record) on sunday"
    r"|(?:news|with|this) sunday\b(?! (?:morning|night))"
)
CALENDAR_NAME = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
WORD_MONTHS = ("may", "march", "april", "june", "august")  # that are also words or first names
BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|through|during|before|after|last|this|next|past|late|early|mid|every|each|and|or|to|from|by|between|for|of)|mid-|[-–/,])"
    r"\s{0,2}$"
)
MONTH_OF = re.compile(r"\b(?:the|an?|its|his|her|their)\s$")  # "a June agreement"
SURNAME_MAY = re.compile(
    r"\b(?:(?:Mrs?|Ms|Minister|PM|Secretary|Sir|Lady)\.?|(?!In|By|Last|This|Next|Since|Until|From|To|For|And|Of|After|Before|Early|Late|Mid)[A-Z][a-z]+)"
    r" May\b(?! \d)"
)
BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|through|during|before|after|late|early|by|of|from|to|and|between|for|year|the|than|as|or|back|circa|fiscal)|'s|s'|[(,;–—-])"
    r"\s{0,2}$"
)
NOT_YEAR = re.compile(
    r"(?:\b(?:no|number|flight|room|route|page|section|article|resolution|highway|boeing|model|least|nearly|almost|over|than|some|copyright)"
    r"\.?\s{0,2}|[$£€#©]\s?)$"
)
COUNTED = re.compile(
    r"\s{1,3}(?:(?!(?:was|has|does|this)\b)[a-z]+[^s'\W]s\b|people|men|women|children|police|percent|per|troops|square|feet|km|kg)"
)
AFTER_MODAL = re.compile(r"\b(?:to|will|would|could|may|might|can|not)\s$")


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return roughly the sentence around a span: up to the next mark before a space, at most `NEAR` characters either side."""
    low, high = max(0, start - NEAR), min(len(text), end + NEAR)
    left = max(text.rfind(mark, low, start) for mark in (". ", "? ", "! ", "\n", '." ', ".\u201d "))
    right = min((at for mark in (". ", "? ", "! ", "\n") if (at := text.find(mark, end, high)) >= 0), default=high)
    return max(left + 1, low), right


def ahead(text: str, start: int, end: int) -> bool | None:
    """Say whether the clause speaks of the future: by the last verb before the expression, else by the first after it; None: no verb.

    After a verb, "by" and "until" set a term that lies ahead ("were supposed to leave by Friday").
    """
    left, right = sentence(text, start, end)
    before = [*FUTURE.finditer(text, left, start)]
    if before and LIMIT.search(text, max(left, start - 12), start):
        return True
    verb = before[-1] if before else FUTURE.search(text, end, right)
    return None if verb is None else verb["future"] is not None


def look_alike(form: str, body: str, text: str, span: tuple[int, int]) -> bool:
    """Say whether the words at `span`, which have the shape of `form`, are something else than a time."""
    if form in ("weekday", "date", "month", "month_year", "set") and uncapitalised(body, text, *span):
        return True
    return form in LOOK_ALIKES and LOOK_ALIKES[form](body, text, *span)


def uncapitalised(body: str, text: str, start: int, end: int) -> bool:
    """Say whether a weekday or month lacks its capital letter, in surroundings that have some."""
    name = CALENDAR_NAME.search(text, start, end)
    return bool(name) and body[name.start()] == text[name.start()] and not body[max(0, start - NEAR) : end + NEAR].islower()


def named_day(body: str, text: str, start: int, end: int) -> bool:
    """Say whether a weekday is part of a name: "The Sunday Times", "Black Friday"."""
    return any(match.start() < end and match.end() > start for match in NAMED_DAY.finditer(text, max(0, start - 10), end + 14))


def no_month(body: str, text: str, start: int, end: int) -> bool:
    """Say whether a month that is also a word or a name lacks a preposition before it, or has a name around it."""
    word = text[start:end]
    if word not in WORD_MONTHS:
        return False
    named = re.match(r"\s[A-Z][a-z]", body[end : end + 3]) or word == "may" and surname_may(body)
    of_noun = MONTH_OF.search(text, max(0, start - 7), start) and re.match(r"\s(?!on\b|of\b|to\b|for\b)[a-z]", body[end : end + 5])
    return bool(named) or not of_noun and not BEFORE_MONTH.search(text, max(0, start - 10), start)


@lru_cache(8)
def surname_may(body: str) -> bool:
    """Say whether the article names somebody called May; once per article, since it looks through all of it."""
    return bool(SURNAME_MAY.search(body))


def no_year(body: str, text: str, start: int, end: int) -> bool:
    """Say whether four figures are counted, labelled or priced rather than a year."""
    digits = text[start : start + 4]
    if not digits.isdigit():
        return False
    led = BEFORE_YEAR.search(text, max(0, start - 10), start)
    counted = COUNTED.match(text, end) and (not led or digits.endswith("00"))
    return bool(counted or NOT_YEAR.search(text, max(0, start - 12), start)) or not 1900 <= int(digits) <= 2100 and not led


def company(body: str, text: str, start: int, end: int) -> bool:
    """Say whether a century is written like a company's name, "21st Century Fox"."""
    return body[end - 7] == "C" and body[end : end + 2].lstrip().isupper()


def paper(body: str, text: str, start: int, end: int) -> bool:
    """Say whether "Daily" is part of a name."""
    return text[start:end] in ("daily", "weekly") and body[start].isupper() and body[end : end + 2].lstrip().isupper()


def verb_season(body: str, text: str, start: int, end: int) -> bool:
    """Say whether "fall" or "spring" is a verb: "expected to fall this year"."""
    return bool(AFTER_MODAL.search(text, max(0, start - 7), start))


def title(body: str, text: str, start: int, end: int) -> bool:
    """Say whether "This Week" is a title: capitals in each word, after a quotation mark."""
    return body[start - 1 : start] in ("\"", "\u201c", "\u2018") and body[start:end].istitle()


LOOK_ALIKES = {
    "unit": title, "weekday": named_day, "month": no_month, "year": no_year, "century": company, "set": paper, "season": verb_season,
}  # fmt: skip
