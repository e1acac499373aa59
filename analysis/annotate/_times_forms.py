"""The forms that a time takes in a newspaper: a list of patterns over lower-cased text, and nothing else.

Each entry of `FORMS` is one form with its alternatives; the first that fits at a word wins, so the more particular forms stand
first. In a pattern a space stands for white space and a name in capitals for a fragment. A pattern only finds the span; what
its words mean is read in `_times_dates` and `_times_relative`. Every repetition is bounded, so that a match costs the same in
any text.
"""

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
    "HEDGE": r"(?:nearly|almost|about|around|roughly|over|(?:no )?more than|less than|fewer than|at least|at most|up to|approximately)",
    "EDGE": r"(?:(?:very )?(?:beginning|start|middle|end|close|turn|rest|latter half|early part|latter part|run-up|eve) of "
    r"|(?:first|second|last|latter) half of (?!YEAR|THISYEAR))",
    "MOD": r"(?:earlier|early|later|late|sometime|mid)",
    "LASTNEXT": r"(?:last|past|previous|next|coming|upcoming|current|this(?: past| coming)?)",
    "THISYEAR": r"(?:this|last|next) year\b",
    "MONTH": either(*MONTHS),
    "ANYMONTH": rf"(?:MONTH|{either('jan feb mar apr jun jul aug sep sept oct nov dec')}\.?)",
    "SHORTMONTH": rf"{either('jan feb aug sept oct nov dec')}\.",
    "WEEKDAY": r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    "SHORTDAY": r"(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)\.?",
    "DAYPART": r"(?:(?:early |late |mid-?)?(?:morning|afternoon|evening|night))",
    "DAYS": r"(?:(?:(?:3[01]|[12]\d|[1-9])[-–](?=\d\d?\b))?DAY)",
    "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%/]|[:,.]\d|-[a-z]|[ -](?:percent|per cent|[ap]\.?m\b))",
    "NTH": rf"(?:(?:twenty|thirty)-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|{either(*ORDINALS, 'thirtieth')})",
    "MD": r"(?:ANYMONTH (?:the )?(?:DAYS|NTH)(?:(?:,|,? of)? YEAR)?|(?:DAYS|NTH) (?:of )?ANYMONTH(?:,? YEAR)?)",
    "QUARTER": r"(?:first|second|third|fourth|1st|2nd|3rd|4th|final)[- ]quarter",
    "YEAR": r"(?:1[5-9]|20)\d\d(?![\d%]|[,.]\d)",
    "SPELTYEAR": r"(?:nineteen TENWORD(?:[- ]ONEWORD)?|(?:nineteen hundred|two thousand)(?: and)?(?: ONEWORD)?)",
    "UNIT": either("day week fortnight month quarter year decade century"),
    "PLURAL": either("days weeks months quarters years decades centuries fortnights"),
    "CLOCKUNIT": r"(?:seconds|minutes?|hours?)",
    "SEASON": either("spring summer autumn fall winter"),
    "HOLIDAY": r"(?:christmas (?:day|eve)|boxing day|new year's (?:day|eve)|halloween|valentine's day|veterans day|juneteenth"
    r"|fourth of july|thanksgiving(?: day)?|labor day|memorial day|good friday|easter (?:sunday|monday))",
    "ONEWORD": either(*ONES),
    "TENWORD": either(*TENS),
    "COUNT": r"(?:(?<![\d.,:/$-])\d{1,4}(?:,\d{3}|\.\d)?(?: 1/2)?|TENWORD(?:[- ]ONEWORD)?"
    r"|ONEWORD(?: hundred| thousand)?(?: (?:TENWORD|ONEWORD))?|an? (?:hundred|thousand|dozen)|half an?|SOME)",
    "SOME": r"(?:several|many|some|(?:a )?(?:couple|few|number)(?: of)?|(?:dozens|hundreds|thousands|scores) of|countless)",
    "ZONE": r"(?: ?(?:gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|bst|cet|et|pt|local time|eastern time|eastern|pacific time)\b)?",
}

PREFIX = r"(?:HEDGE (?=COUNT|an? |half ))?(?:the )?(?:EDGE)?(?:MOD[ -])?(?:the )?"

FORMS = {
    "iso": [r"(?<![\d.-])\d{4}-\d\d-\d\d(?![\d-])(?:t\d\d:\d\d(?::\d\d)?z?)?"],
    "numeric": [r"(?<![\d./-])\d{1,2}/\d{1,2}/(?:19|20)\d\d(?![\d/])", r"(?<![\d./-])\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?![\d/])"],
    "clock": [
        r"(?:(?<![\d:.,-])(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)? ?[ap](?:m\b|\.m\b\.?)ZONE|(?:noon|midnight|midday)\b"
        r"|(?<=at )(?:[01]?\d|2[0-3]):[0-5]\dZONE(?![\d:])|(?<![\d:.,-])(?:[01]?\d|2[0-3]):?[0-5]\d (?:gmt|utc|local time)\b)"
        r"(?:,? (?:on )?(?:WEEKDAY(?:,? MD)?|yesterday|today|tomorrow|MD)\b)?",
    ],
    "date": [r"(?:(?:WEEKDAY|SHORTDAY)(?: DAYPART)?,? (?:on )?(?:the )?)?MD(?: DAYPART\b)?"],
    "set": [
        r"(?:every|each) (?:single |other )?(?:COUNT )?(?:UNIT|PLURAL|CLOCKUNIT|DAYPART|weekend|WEEKDAY(?: DAYPART)?|SEASON|MONTH)\b",
        r"WEEKDAY(?:s| (?:mornings|afternoons|evenings|nights))\b",
        r"(?:daily|weekly|hourly|annually|yearly|nightly)\b",
        r"per (?:UNIT|hour)\b",
        r"(?:once|twice|COUNT times) (?:an?|per) (?:UNIT|hour|minute)\b",
    ],
    "weekday": [r"(?:LASTNEXT (?:week's )?)?WEEKDAY(?: DAYPART\b)?(?: (?:of )?(?:last|next|this) week\b)?"],
    "month_year": [r"ANYMONTH(?:,| of)? (?:YEAR|SPELTYEAR|THISYEAR)", r"LASTNEXT MONTH\b", r"MONTH last\b"],
    "month": [r"(?:MONTH|SHORTMONTH)(?![\w-])"],
    "deictic": [r"day before yesterday", r"day after tomorrow", r"(?:yesterday|today|tomorrow)(?: DAYPART\b)?", r"tonight"],
    "compared": [  # "a year earlier", "the year-ago quarter", "the same period last year"
        r"(?:an?|one)[- ]year[- ](?:ago|earlier)\b",
        r"year[- ](?:ago|earlier)(?: (?:period|QUARTER|quarter|month|week)\b)?",
        r"(?:same|corresponding|comparable) (?:period|QUARTER|quarter|month|week) "
        r"(?:of )?(?:last year|an? year (?:ago|earlier|before)|the previous year|YEAR)\b",
    ],
    "ago": [r"(?:(?:COUNT|an?) (?:UNIT|PLURAL|CLOCKUNIT)(?: and a half| or so| or two)?|PLURAL|hours|minutes|long) ago\b"],
    "later": [r"(?:COUNT|an?) (?:UNIT|PLURAL)(?: or so)? (?:later|earlier)\b"],
    "anaphor": [
        r"(?:that|same|that same) (?:UNIT|morning|afternoon|evening|night)\b",
        r"(?:following|previous|preceding) (?:UNIT|morning|afternoon|evening|night)\b",
        r"next (?:day|morning|afternoon|evening|night)\b",
    ],
    "quarter": [
        r"(?:YEAR(?:'s)? |(?:this|last|next) year's )?(?:fiscal )?QUARTER\b(?:,? (?:of )?(?:YEAR|THISYEAR|fiscal YEAR))?",
        r"(?:this|last|next) year's quarter\b",
        r"q[1-4](?:,? (?:of )?YEAR)?\b",
        r"(?:latest|recent|most recent) (?:fiscal )?(?:quarter|period)\b",
        r"(?<=the )quarter\b(?! of)",
        r"(?<=the )YEAR (?:quarter|period)\b",
    ],
    "half": [r"(?:first|second|last|latter|1st|2nd) half of (?:YEAR|THISYEAR)"],
    "fiscal": [r"(?:(?:this|last|next|current|previous|YEAR) )?(?:fiscal|financial)(?: years? YEAR| YEAR| year\b)", r"fy ?(?:20)?\d\d\b"],
    "window": [  # "the past two years", "the coming days"
        r"(?:LASTNEXT|following|first) COUNT (?:more )?(?:PLURAL|CLOCKUNIT)\b",
        r"COUNT LASTNEXT (?:PLURAL|CLOCKUNIT)\b",
        r"(?:recent|coming|upcoming|future|next|past|last|previous) (?:PLURAL|hours|minutes)\b(?: (?:and|or) PLURAL\b)?",
        r"PLURAL (?:ahead|to come)\b",
    ],
    "unit": [
        r"LASTNEXT (?:fiscal |financial )?(?!day)(?:UNIT|weekend|SEASON|HOLIDAY)\b",
        r"(?:this DAYPART|last (?:night|evening))\b",
        r"(?<=the )(?:weekend\b|week of MD)",
        r"(?<=of the )UNIT\b(?! of)",
        r"(?:(?<=earlier )|(?<=early )|(?<=later )|(?<=late ))in the (?:week|month|quarter|year|decade|century)\b",
        r"(?<=for the )year\b(?! end| of)|full year\b",
        r"(?:year[- ]end|(?:year|month|week)'s end)\b",
    ],
    "season": [
        r"SEASON(?:,| of)? (?:YEAR|SPELTYEAR|THISYEAR)",
        r"(?:(?<=in the )|(?<=into the )|(?<=by the )|(?<=since the )|(?<=during the )|(?<=until the )|(?<=over the ))SEASON\b(?! of)",
        r"(?:(?<=late )|(?<=early ))SEASON\b(?! of)",
    ],
    "holiday": [r"HOLIDAY\b(?:,? YEAR)?"],
    "century": [r"(?:(?:1\d|2[01])(?:st|th)|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first)[ -]century\b"],
    "decade": [
        r"(?:1[5-9]|20)\d0'?s\b",
        r"(?:(?<=the )|(?<=mid-))'?[2-9]0'?s\b",
        r"(?:(?<=the )|(?<=early )|(?<=late )|(?<=mid-))(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
    ],
    "year": [
        r"(?<![\d.,:/$£€#])(?<!\d-)YEAR(?!-?\w|\w|/)(?: or (?:later|earlier)\b)?",
        r"year (?:YEAR|SPELTYEAR)",
        r"(?<=in )SPELTYEAR\b|nineteen TENWORD(?:[- ]ONEWORD)?\b",
    ],
    "nth_day": [r"(?:\d{1,3}(?:,\d{3}|\d)?(?:st|nd|rd|th)|(?:one )?(?:hundredth|thousandth)) day\b(?! of)"],
    "duration": [
        r"(?<=the )year(?= end(?:ed|ing)\b)",
        r"(?!three-quarters)COUNT[ -](?:and a half )?(?:(?:more|additional|full|straight|consecutive) )?"
        r"(?:UNIT|PLURAL|CLOCKUNIT)\b(?: and a half)?NOAGE",
        r"COUNT or COUNT (?:PLURAL|CLOCKUNIT)\bNOAGE",
        r"(?:an?|another|an additional|a full|a whole) (?:week|month|year|decade|century|hour|minute)\b(?: and a half)?NOAGE",
        r"several-UNIT\bNOAGE",
        r"(?:days|weeks|months|years|decades|centuries)-long\b",
    ],
    "bare": [
        r"(?:(?<=for )|(?<=matter of )|(?<=within )|(?<=after )|(?<=in )|(?<=of ))PLURAL\b(?:(?:,| or|, not) PLURAL\b)?(?! old)",
    ],
    "reference": [
        r"(?:now|currently|recently|nowadays|presently|recent|upcoming|at present|these days|so far|to date|a while)\b",
        r"(?<=at the )moment\b(?! (?:of|when|that|the|he|she|it|they|we|i)\b)",
        r"current\b(?= [a-z])",
        r"(?:near|foreseeable|distant|immediate) future\b|near term\b",
        r"(?<=the )(?:future|past)\b(?= ?[^ a-z]| (?:and|or|but|that|of|for|as|is|will|to|in|with|by|on|at|it|he|she|they|we)\b)",
    ],
}
FRAGMENTS["NOAGE"] = r"(?![ -]old\b| of age)"
