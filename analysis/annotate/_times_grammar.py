"""The forms that a time takes in a newspaper: one compiled pattern over lower-cased text.

Each entry of `FORMS` is one form; the first that fits at a word wins, so the more particular ones stand first. In a
pattern a space stands for white space and a name in capitals for a fragment. The pattern only finds the span and says
which form it has; what the words of the span mean is read from `VOCABULARY` (`_times_resolve`), which keeps the pattern
free of groups. Every repetition is bounded, so that the search is linear in the length of the text.
"""

import re

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
).split()


def either(*words: str) -> str:
    """Return a pattern for one of `words`, longer ones first."""
    return f"(?:{'|'.join(sorted(' '.join(words).split(), key=len, reverse=True))})"


FRAGMENTS = {
    "HOLIDAY": r"(?:christmas (?:day|eve)|boxing day|new year's (?:day|eve)|halloween|valentine's day|veterans day|juneteenth|fourth of july"
    r"|thanksgiving(?: day)?|labor day|memorial day|good friday|easter (?:sunday|monday))",
    "SPELTYEAR": r"(?:nineteen (?:TENWORD)(?:[- ](?:ONEWORD))?|(?:nineteen hundred|two thousand)(?: and)?(?: (?:ONEWORD))?)",
    "PREFIX": r"(?:(?:HEDGE (?=COUNT|an? |half ))?(?:the )?(?:EDGE)?(?:MOD[ -])?(?:the )?)",
    "HEDGE": r"(?:nearly|almost|about|around|roughly|over|more than|less than|fewer than|at least|at most|up to|no more than|approximately)",
    "EDGE": r"(?:(?:very )?(?:beginning|start|middle|end|close|turn|rest|latter half|early part|latter part|run-up|eve) of )",
    "MOD": r"(?:earlier|early|later|late|sometime|mid)",
    "MD": r"(?:ANYMONTH (?:the )?(?:DAYS|NTH)(?:(?:,|,? of)? YEAR)?|(?:DAYS|NTH) (?:of )?ANYMONTH(?:,? YEAR)?)",
    "ANYMONTH": rf"(?:MONTH|{either('jan feb mar apr jun jul aug sep sept oct nov dec')}\.?)",
    "SHORTMONTH": rf"{either('jan feb aug sept oct nov dec')}\.",
    "MONTH": either(*MONTHS),
    "WEEKDAY": r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    "SHORTDAY": r"(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)\.?",
    "DAYPART": r"(?:(?:early |late |mid-?)?(?:morning|afternoon|evening|night))",
    "DAYS": r"(?:(?:(?:3[01]|[12]\d|[1-9])[-–](?=\d\d?\b))?DAY)",
    "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%/]|[:,.]\d|-[a-z]|[ -](?:percent|per cent|[ap]\.?m\b))",
    "NTH": rf"(?:(?:twenty|thirty)-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|{either(*ORDINALS, 'thirtieth')})",
    "QUARTER": r"(?:first|second|third|fourth|1st|2nd|3rd|4th|final)[- ]quarter",
    "YEAR": r"(?:1[5-9]|20)\d\d(?![\d%]|[,.]\d)",
    "PLURAL": either("days weeks months quarters years decades centuries fortnights"),
    "CLOCKUNIT": r"(?:seconds|minutes?|hours?)",
    "UNIT": either("day week fortnight month quarter year decade century"),
    "SEASON": either("spring summer autumn fall winter"),
    "COUNT": r"(?:(?<![\d.,:/$-])\d{1,4}(?:,\d{3}|\.\d)?(?: 1/2)?(?:(?<=1)/2)?|(?:TENWORD)(?:[- ](?:ONEWORD))?|(?:ONEWORD)(?: hundred| thousand)?(?: (?:TENWORD|ONEWORD))?"
    r"|an? (?:hundred|thousand|dozen)|half an?|SOME)",
    "SOME": r"(?:several|many|some|(?:a )?(?:couple|few|number)(?: of)?|(?:dozens|hundreds|thousands|scores) of|countless)",
    "ONEWORD": either(*ONES),
    "TENWORD": either(*TENS),
    "LASTNEXT": r"(?:last|past|previous|next|coming|upcoming|current|this(?: past| coming)?)",
    "ZONE": r"(?: ?(?:gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|bst|cet|et|pt|local time|eastern time|eastern|pacific time)\b)?",
}  # the order matters: a fragment is put in before those that it names

FORMS = {
    "iso": r"(?<![\d.-])\d{4}-\d\d-\d\d(?![\d-])(?:t\d\d:\d\d(?::\d\d)?z?)?",
    "numeric": r"(?<![\d./-])(?:\d{1,2}/\d{1,2}|\d{1,2}\.\d{1,2}(?=\.))[/.](?:19|20)\d\d(?![\d/])",
    "clock": r"(?:(?<![\d:.,-])(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)? ?[ap](?:m\b|\.m\b\.?)ZONE|(?:noon|midnight|midday)\b"
    r"|(?<=at )(?:[01]?\d|2[0-3]):[0-5]\dZONE(?![\d:])|(?<![\d:.,-])(?:[01]?\d|2[0-3]):?[0-5]\d (?:gmt|utc|local time)\b)"
    r"(?:,? (?:on )?(?:WEEKDAY(?:,? MD)?|yesterday|today|tomorrow|MD)\b)?",
    "date": r"(?:(?:WEEKDAY|SHORTDAY)(?: DAYPART)?,? (?:on )?(?:the )?)?MD(?: DAYPART\b)?",
    "set": r"(?:every|each) (?:single |other )?(?:COUNT )?(?:UNIT|PLURAL|CLOCKUNIT|DAYPART|weekend|WEEKDAY(?: DAYPART)?|SEASON|MONTH)\b"
    r"|WEEKDAY(?:s| (?:mornings|afternoons|evenings|nights))\b|(?:daily|weekly|hourly|annually|yearly|nightly)\b|per (?:UNIT|hour)\b"
    r"|(?:once|twice|COUNT times) (?:an?|per) (?:UNIT|hour|minute)\b",
    "weekday": r"(?:LASTNEXT (?:week's )?)?WEEKDAY(?: DAYPART\b)?(?: (?:of )?(?:last|next|this) week\b)?",
    "month_year": r"ANYMONTH(?:,| of)? (?:YEAR|SPELTYEAR|(?:this|last|next) year\b)|LASTNEXT MONTH\b|MONTH last\b",
    "month": r"(?:MONTH|SHORTMONTH)(?![\w-])",
    "deictic": r"(?:day before yesterday|day after tomorrow|(?:yesterday|today|tomorrow)(?: DAYPART\b)?|tonight)",
    "compared": r"(?:an?|one)[- ]year[- ](?:ago|earlier)\b|year[- ](?:ago|earlier)(?: (?:period|QUARTER|quarter|month|week)\b)?"
    r"|(?:same|corresponding|comparable) (?:period|QUARTER|quarter|month|week)\b(?: (?:of )?(?:last year|an? year (?:ago|earlier|before)|the previous year|YEAR))?",
    "ago": r"(?:(?:COUNT|an?) (?:UNIT|PLURAL|CLOCKUNIT)(?: and a half| or so| or two)?|PLURAL|hours|minutes|long) ago\b",
    "later": r"(?:COUNT|an?) (?:UNIT|PLURAL)(?: or so)? (?:later|earlier)\b",
    "anaphor": r"(?:that|same|that same) (?:day|week|month|year|quarter|decade|morning|afternoon|evening|night)\b"
    r"|(?:following|previous|preceding) (?:day|week|month|quarter|year|morning|afternoon|evening|night)\b|next (?:day|morning|afternoon|evening|night)\b",
    "quarter": r"(?:YEAR(?:'s)? |(?:this|last|next) year's )?(?:fiscal )?QUARTER\b(?:,? (?:of )?(?:YEAR|(?:this|last|next) year\b|fiscal YEAR))?"
    r"|(?:this|last|next) year's quarter\b|q[1-4](?:,? (?:of )?YEAR)?\b|(?:latest|recent|most recent) (?:fiscal )?(?:quarter|period)\b"
    r"|(?<=the )quarter\b(?! of)|(?<=the )YEAR (?:quarter|period)\b",
    "half": r"(?:first|second|1st|2nd) half of (?:YEAR|(?:this|last|next) year\b)",
    "fiscal": r"(?:(?:this|last|next|current|previous|YEAR) )?(?:fiscal|financial)(?: years? YEAR| YEAR| year\b)|fy ?(?:20)?\d\d\b",
    "window": r"(?:LASTNEXT|following|first) COUNT (?:more )?(?:PLURAL|CLOCKUNIT)\b|COUNT LASTNEXT (?:PLURAL|CLOCKUNIT)\b"
    r"|(?:recent|coming|upcoming|future|next|past|last|previous) (?:PLURAL|hours|minutes)\b(?: (?:and|or) PLURAL\b)?|PLURAL (?:ahead|to come)\b",
    "unit": r"LASTNEXT (?:fiscal |financial )?(?!day)(?:UNIT|weekend|SEASON|HOLIDAY)\b|this (?:DAYPART)\b|last (?:night|evening)\b|(?<=the )weekend\b"
    r"|(?<=the )week of MD|(?<=of the )(?:UNIT)\b(?! of)|(?<=for the )year\b(?! end| of)|full year\b|(?:year[- ]end|(?:year|month|week)'s end)\b",
    "season": r"SEASON(?:,| of)? (?:YEAR|SPELTYEAR|(?:this|last|next) year\b)|(?:(?<=in the )|(?<=by the )|(?<=since the )|(?<=during the )"
    r"|(?<=until the )|(?<=over the )|(?<=late )|(?<=early ))SEASON\b(?! of)",
    "holiday": r"HOLIDAY\b(?:,? YEAR)?",
    "century": r"(?:(?:1\d|2[01])(?:st|th)|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first)[ -]century\b",
    "decade": r"(?:1[5-9]|20)\d0'?s\b|(?<=the )'?[2-9]0'?s\b|(?<=mid-)'?[2-9]0s\b|(?:(?<=the )|(?<=early )|(?<=late )|(?<=mid-))"
    r"(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
    "year": r"(?<![\d.,:/$£€#])(?<!\d-)YEAR(?!-?\w|\w|/)(?: or (?:later|earlier)\b)?|year (?:YEAR|SPELTYEAR)|(?<=in )SPELTYEAR\b|nineteen (?:TENWORD)(?:[- ](?:ONEWORD))?\b",
    "nth_day": r"(?:\d{1,3}(?:,\d{3}|\d)?(?:st|nd|rd|th)|(?:one )?(?:hundredth|thousandth)) day\b(?! of)",
    "duration": r"(?:COUNT[ -](?:and a half )?(?:(?:more|additional|full|straight|consecutive|long) )?(?:UNIT|PLURAL|CLOCKUNIT)\b(?: and a half)?"
    r"|COUNT or COUNT (?:PLURAL|CLOCKUNIT)\b|(?:an?|another|an additional|a full|a whole) (?:week|month|year|decade|century|hour|minute|fortnight)\b(?: and a half)?"
    r"|several-UNIT\b)(?![ -]old\b| of age)",
    "bare": r"(?:(?<=for )|(?<=matter of )|(?<=within )|(?<=after )|(?<=in )|(?<=of ))PLURAL\b(?:(?:,| or|, not) PLURAL\b)?(?! old)",
    "reference": r"now\b|(?:currently|recently|nowadays|presently)\b|recent\b|current\b(?= [a-z])|at present\b|upcoming\b|these days\b|so far\b|to date\b"
    r"|(?:(?:near|foreseeable|distant|immediate) )?(?:(?<=the )future|(?<=near )future|(?<=ble )future|(?<=the )past)\b(?= ?[^ a-z]| (?:and|or|but|that|of|for|as|is|will|to|in|with|by|on|at|it|he|they)\b)"
    r"|a while\b",
}  # fmt: skip


def _spaced(pattern: str) -> str:
    """Let a space mean up to three white-space characters, and one inside a lookbehind or a class."""
    return "".join(
        part if part.startswith("[") else part.replace(" ", r"\s") if part.startswith("(?<") else part.replace(" ?", r"\s{0,3}").replace(" ", r"\s{1,3}")
        for part in re.split(r"(\[[^]]*\]|\(\?<[=!][^)]*\))", pattern)
    )


def _filled(pattern: str) -> str:
    """Put the fragments in, until no name of one is left."""
    names = re.compile(r"(?<![A-Z])(?:" + "|".join(sorted(FRAGMENTS, key=len, reverse=True)) + r")(?![A-Z])")
    while names.search(pattern):
        pattern = names.sub(lambda match: FRAGMENTS[match[0]], pattern)
    return pattern


def compiled() -> re.Pattern:
    """Return the pattern of all forms; `lastgroup` of a match names the form, and its group is the span without the prefix."""
    forms = "|".join(f"(?P<{name}>{pattern})" for name, pattern in FORMS.items())
    return re.compile(_spaced(_filled(rf"(?<!\w)PREFIX(?:{forms})(?!\w)")))


def trie(words: list[str]) -> str:
    """Return a pattern for any of `words` that reads each letter once, which is what makes the trigger cheap."""
    branches = {w[0]: [v[1:] for v in words if v[:1] == w[0]] for w in words if w}
    tails = [re.escape(first) + trie(rest) for first, rest in sorted(branches.items())]
    if not tails:
        return ""
    return f"(?:{'|'.join(tails)}){'?' if '' in words else ''}" if len(tails) > 1 or "" in words else tails[0]


CORE = [
    *MONTHS, *"jan feb mar apr jun jul aug sep sept oct nov dec".split(), *WEEKDAYS, *(f"{day}s" for day in WEEKDAYS),
    *"yesterday today tomorrow tonight morning mornings afternoon afternoons evening evenings night nights noon midnight midday".split(),
    *"day days week weeks weekend fortnight fortnights month months quarter quarters year years decade decades century centuries".split(),
    *"seconds minute minutes hour hours ago period spring summer autumn fall winter nineteen thousand thanksgiving easter".split(),
    *"twenties thirties forties fifties sixties seventies eighties nineties daily weekly hourly annually yearly nightly".split(),
    *"now currently recently nowadays presently recent current present upcoming future past while far date q1 q2 q3 q4 fy fiscal".split(),
    *"christmas boxing halloween valentine veterans juneteenth labor memorial gmt utc".split(),
]  # fmt: skip
DIGITS = r"(?:1[5-9]|20)\d\d|\d0'?s\b|\d\d?(?:[:/.]\d|[ap]m\b|\s[ap]\.?m\b|[ap]\.m)"
TRIGGER = re.compile(rf"(?<!\w)(?:{trie(CORE)}(?!\w)|fy(?=\d)|{DIGITS})")
LEADING = frozenset(
    "the a an this that same last next past previous preceding coming following upcoming current final early earlier late later sometime mid every "
    "each nearly almost about around roughly over more less fewer at most least up to no than approximately very beginning start middle end close "
    "turn rest latter half part run eve of and or couple few several many some number dozens hundreds thousands scores countless hundred dozen full "
    "additional straight consecutive long another whole once twice times per comparable corresponding latest fiscal financial good new near "
    "foreseeable distant immediate most recent single other thousand thousandth hundredth".split() + ONES + TENS + ORDINALS
    + [f"{ten}-{one}" for ten in TENS for one in ONES]
)  # fmt: skip
MASTER = compiled()


def starts(text: str, low: int, at: int) -> list[int]:
    """Return where an expression with the trigger at `at` may begin: the words before that can belong to it, the farthest first."""
    found = [at]
    for word in reversed(text[max(low, at - 64) : at].replace("-", " ").split()):
        plain = word.lstrip("\"'([\u201c\u2018")
        if plain not in LEADING and not plain[:1].isdigit():
            break
        found.append(text.rfind(plain, low, found[-1]))
        if plain != word:
            break
    return found[::-1]
