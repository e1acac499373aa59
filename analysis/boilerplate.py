"""What newspaper sites print into an article that is not the article: one function per kind, each `text -> edits`.

The rules know the forms of the trade (imperatives that sell, counters, credits, metadata in front), not single sites. They
judge a whole line, because a line of promotion is easily told from prose while a promotional half sentence is not. Where
a rule could also hit a sentence of the story, the line stays: precision comes first. A line that begins with a quotation
mark is never taken, for the same reason.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from analysis.spacing import Edit, lines

DOMAIN = r"(?:com|org|net|news|info|tv|co|uk|io|eu|us|gov|edu|ca|au|in|ie|de|fr|media|press|live)"
SITE = rf"(?:https?://\S+|(?:www\.)?(?:[A-Za-z0-9][\w-]{{0,40}}\.){{1,4}}{DOMAIN}\b(?:/\S*)?)"
NETWORK = (
    r"(?:Twitter|Facebook|Instagram|YouTube|LinkedIn|Telegram|TikTok|WhatsApp|Threads|Mastodon|Parler|Gab|X|Snapchat|Pinterest|Google\+?"
    r"|Reddit|Bluesky)"
)
AGENCY = (
    r"(?:AP|AFP|Reuters|Getty(?: Images)?|EPA|UPI|Bloomberg|Shutterstock|Alamy|iStock|Zuma|PA|TASS|Xinhua|Corbis|NurPhoto|Sipa|EFE|Pool"
    r"|(?:the )?Associated Press)"
)
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?)\.?"
)
CLOCK = r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?)"
ZONE = r"(?:\s*\(?(?:[A-Z]{2,4}|Z|[+-]\d\d:?\d\d)\)?)"
DAY = rf"(?:\d{{4}}-\d\d-\d\d(?:T\d\d:\d\d\S*)?|{MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{MONTH},?\s+\d{{4}})"
WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+)"
MOMENT = rf"(?:{CLOCK}{ZONE}?,?\s*)?{WEEKDAY}?{DAY}(?: \|)?{CLOCK}?{ZONE}?"
QUOTES = frozenset("\"'“‘«„")


def any_of(*alternatives: str) -> re.Pattern:
    """Return a pattern, blind to case, that any of the alternatives matches."""
    return re.compile("|".join(f"(?:{a})" for a in alternatives), re.IGNORECASE)


PREFIX = any_of(rf"(?:date|published|updated|posted)\s*:?\s+{DAY}[ \t]*(?:[|:–—-][ \t]*(?=\S)|(?=(?-i:[\"“‘'«(\[]*[A-Z0-9])))")
DATELINE = any_of(
    rf"(?:(?:date|(?:first |last )?(?:published|updated|posted|modified))(?: on| at)?\s*:?\s*)?{MOMENT}",
    rf"(?:last )?updated?(?: on| at)?\s*:?\s*{CLOCK}{ZONE}?",
    rf"\d{{1,2}}/\d{{1,2}}/\d{{4}}{CLOCK}{ZONE}?|\d+ (?:minute|hour|day|week|month|year)s? ago",
    r"this (?:article|story) is (?:more than|over) \d+ (?:month|year)s? old",
)
FIELD = any_of(  # free text, but no sentence
    r"(?P<key>title|headline)\s*:\s*(?P<value>\S(?:(?![a-z\d][.] [A-Z“\"]).){0,199}(?<![a-z]\.))",
    r"(?:url|link|id)\s*:\s*\S+|(?:section|category|tags|keywords|language|author|site|outlet)\s*:\s*\S[^.!?]{0,100}(?:\.[^\s.!?]{1,40}){0,3}",
)

ADVERTISEMENT = any_of(
    r"[-–—*\[( ]{0,5}(?:advert(?:isement)?s?|advertising|sponsored(?: content| post)?|paid (?:content|post)|promoted|AD|ad feedback)"
    r"[-–—*\]): .]*",
    r"[-–—*\[( ]{0,5}(?:story|article|text|post|content) continue[sd] (?:below|after)"
    r"(?: (?:this |the )?(?:advertisement|ad|promotion|video))?\W*",
    r"\W{0,5}continue (?:reading|article) below(?: advertisement)?\W*|continue reading the main story",
    r"scroll (?:down )?(?:to|for) (?:continue|more)(?: reading)?\W*|skip (?:advertisement|ad)",
    r"\W{0,5}(?:advertisement[-–—: ]{0,5}){1,3}(?:continue reading (?:below|the main story)|story continues below)\W*",
)
COUNTER = any_of(
    r"\W{0,4}(?:(?:\(?\d[\d,]*\)?|no|view|see|show|read|load|all|post|leave|add|write|be the first to|hide|a|your|the|more)[ \t]{1,3}){0,4}"
    r"comments?(?: \(?\d[\d,]*\)?| yet| below| here| now| (?:are )?closed)?\W{0,3}",
    r"join the (?:conversation|discussion)\W*(?:\d+ comments?)?|\d[\d,]* (?:shares?|views|retweets|likes)",
)
SHARE = any_of(
    r"(?:(?:share|tweet|e-?mail|print|pin|post|save|copy|facebook|twitter|linkedin|pinterest|whatsapp|reddit|flipboard|google\+|telegram"
    r"|tumblr|messenger|link|x|close|this|article|story|page|on|via|to|with|by|in|a|it|friend|your|more|or|and|shares|\d+|now|comments?|options"
    r"|icon|button|sms|url|copied|like|bookmark)\b\W{0,5}){1,30}"
)
SHARE_WORD = any_of(r"\b(?:share|tweet|print|pin|e-?mail|close|copy link|shares)\b")
SHARE_LINE = any_of(
    r"(?:read or share this (?:story|article)|share all sharing options)\b.*",
    r"share this (?:article|story|post|page)\b(?: (?:on|via|with) .{0,60})?\W*",
)
CREDIT = any_of(
    r"image (?:copyright|source|credit)\b:? (?-i:[A-Z]).{2,}|media playback is (?:unsupported|not supported).*|enlarge this image.*",
    r"(?:toggle|hide) caption",
    r"(?-i:(?:Play|Replay|PLAY|REPLAY) (?:Video|VIDEO))\b.{0,200}\d:\d\d.*|just watched\b.*must watch.*|watch this video\W*",
    r"(?:photo(?:graph)?s?|image|picture|photographer|illustration|graphic)(?: (?:credit|by|courtesy(?: of)?))?\s*:"
    r"\s*(?:(?-i:[A-Z\d@(©])|(?=[^.]*/))[^.]{1,100}\.?[^.]{0,40}\.?",
    r"(?:photo(?:graph)?|image|picture) (?:credit|by|courtesy of)\s+(?-i:[A-Z])[^.]{2,80}",
    rf"(?:{NETWORK}\s+){{2,4}}\S.*(?:photograph|photo|illustration|image|composite):.*",
    r"file (?:photo|image|picture)\s*[:–—-].*|(?-i:FILE)\s?[-–—:].*|slideshow \(\d+ images?\)",
    r"(?:(?:prev(?:ious)?|next) )?image \d+ of \d+.*",
    rf"{AGENCY} (?:file )?photo|getty images|shutterstock|photos?|videos?|(?-i:CLOSE) (?-i:[A-Z]).{{10,}}",
)
NAMES = (  # of photographers and their houses
    r"(?-i:(?:(?:[A-Z][\w.&'’-]{0,30}|(?:toggle |hide )?caption|by|of|for|courtesy|and|the|de|van|von)[ /]{1,3}){0,9})"
)
CREDIT_END = any_of(  # at the end of a line that describes a picture
    rf"\((?:(?:file )?photos?(?: by|:)|{AGENCY} photos?|[^()]{{0,80}}(?:/|\bvia |\bfor |\bby ){AGENCY}\b|getty images|image(?: credit)?:)"
    r"[^()]{0,120}\)\W?\w?$",
    rf"(?:^|[.!?]\s|\|\s)(?:[^.!?,;]{{0,60}}/|{NAMES}via ){AGENCY}(?:/[\w ]{{1,30}})?(?:,? file(?: photo)?)?\W?$",
    r"\| (?-i:AP Photo|Getty|REUTERS|AP)\W?$",
    r"(?:^|\s)(?-i:Photo|Photograph|Image|Illustration|Photographer)(?: (?:by|credit))?: (?-i:[A-Z])[^.:]{2,80}\.?$",
)
INNER_STOP = re.compile(r"[a-z\d][.!?][\"”]?\s+[A-Z“\"]")
SAID = re.compile(r"\b(?:said|told|added|noted|wrote|explained)\b")  # no "says": headlines live on it
CAPTION = any_of(r"file\s?[-–—:]|(?:toggle|hide) caption\b|(?:cover )?(?:image|photo(?:graph)?)\s*:")
CREDIT_WORDS = re.compile(r"/|via |[hH][oO][tT][oO]|mage|Getty|\| |llustration")
COPYRIGHT_WORDS = ("©", "(c)", "opyright", "OPYRIGHT", "eserved", "ESERVED", "istributed", "ISTRIBUTED", "aterial may not")
COPYRIGHT = any_of(
    r"\W*copyrights?\b\W*(?:©|\(c\)|\d{4}(?! (?-i:[a-z]))|by (?-i:[A-Z])).*|\W*©.*|\W*\(c\)\s*\d{4}.*",
    r".{0,80}\ball rights reserved\b(?![^.]* (?:to|by|for|in) (?-i:[a-z])).*",
    r"this material may not be (?:published|reproduced|broadcast).*|[-–—\s]*distributed by .{0,40}(?:agency|syndicate|service).{0,40}",
)
PROMOTION = any_of(
    r"\W{0,5}(?:please )?(?:"
    rf"check(?: us)? out\b[^.!?]{{0,40}}?{SITE}.*"
    r"|(?:sign up|subscribe|register)\b(?:.*\b(?:newsletters?|inbox|e-?mails?|alerts?|updates|briefing|podcast|channel|here|today|now|trial"
    r"|free|magazine|investigations)\b.*)?\W*"
    r"|(?:want|like|get|start|save|enjoy)\b.*\b(?:your|to|in) inbox\b.*"
    r"|(?:follow|like|join|find|friend|connect with|catch) (?!(?:the|an?) (?-i:[a-z]))\S.{0,80}?"
    rf" (?:on|at|via) (?:our )?{NETWORK}\b(?! and (?:you|they|he|she|it)\b).{{0,120}}"
    r"|follow @\w+.{0,60}|follow .{0,40}\bcoverage\b.{0,60}https?://\S+.*|reach \S.{0,60}(?:@\w|twitter).{0,60}"
    r"|(?:download|get|install) (?:the|our) .{0,60}\bapps?\b.{0,60}"
    r"|newsletter sign[- ]?up|send letters to(?: the editor)?:? \S+@\S+"
    r"|click (?:here )?(?:to|for) \S.{0,160}|click (?:here|the|on the) .{0,160}\b(?:here|link|below|to)\b.{0,80}"
    r"|(?:watch|see|view|listen to|hear)\b(?: \w+){0,4} (?:videos?|clips?|interviews?|episodes?|podcasts?|segments?|footage)"
    r" (?:below|above|here)\b.{0,200}"
    r"|watch (?:the latest video|more (?:above|below|here)|(?:it |them )?(?:above|below|here)|below|above)\b.{0,120}"
    r"|this (?:video|clip) is (?:(?:from|by) (?:the )?(?-i:[A-Z\"“])|courtesy of ).{0,160}"
    r"|(?:support(?! (?:for|of|from|among|is|has|was)\b)|help (?:us|support)) .{0,40}\bjournalism\b.*"
    r"|get (?:the|our) .{0,80}(?:delivered|newsletter|sent to).*"
    r"|(?:donate|become a (?:member|subscriber|supporter)|start your (?:free )?trial|get unlimited access)\b.{0,160}"
    r"|(?:you can )?write to \S.{1,200}@\S+\.\w+\W*|(?:e-?mail|contact)(?: \w+){0,4} at \S+@\S+\.\w+\W*"
    r"|interested in .{1,60}\? add .{1,60} as an interest.*)"
)
PLEA = any_of(  # anywhere in a line without quotation marks
    r"\bby signing up,? you (?:agree|acknowledge|accept)\b|\b(?:sign up|subscribe|register) (?:here|now|today)(?: [^.!?]{0,60})?\W*$",
    r"\bsign up for (?:our|the) (?:\w+ ){0,3}newsletters?\W*$|\bsubscribe, rate\b|\bsubscribe to the .{1,60} podcast at\b",
    r"[.!?:–—-]\s+(?:just )?(?:click|vote) here(?: now)?\W*$|[–—-]\s+more info\W*$",
    r"\bplease consider (?:subscribing|donating|making a (?:gift|donation|contribution)|supporting|becoming)\b",
)
PLEA_WORDS = (
    "ign up", "igning up", "ubscrib", "lick here", "LICK HERE", "ote here", "egister ", "lease consider",
    "ore info", "ore Info",
)
READ_MORE = any_of(
    r"\W*(?:(?:click here to |to |please )?(?:read|view|see|continue(?: reading)?)"
    r"(?: (?:the )?(?:more|full|rest|whole|entire|original|complete)\b)(?: of)?(?: (?:the|this|his|her))?"
    r"(?: (?:article|story|post|report|piece|column|text|interview|transcript|thing|release|op-ed))?"
    rf"(?: (?:here|at|on|from|in|via)\b(?: [^.!?:]{{1,60}})?)?)\W{{0,3}}(?:{SITE})?\W*(?<!:)",
    rf"\W*(?:full|original|complete) (?:article|story|post|source|text)(?: (?:here|link)\W*|\s*:\s*{SITE})|keep reading\W*|story link\W*",
    rf"\W*continue reading(?: here| at {SITE})?\W*|article source\s*:\s*{SITE}|(?:show|load|see|view) more",
)
GAP = re.compile(r"[^\S\n]*(?:\n[^\S\n]*(?=\n))*\n?")


def rest(text: str, end: int) -> int:
    """Return where the line after the one that ends at `end` begins, so that no blank line stays behind."""
    return GAP.match(text, end).end()


def taken(text: str, spans: Iterable[tuple[int, int]], reason: str) -> list[Edit]:
    """Return the edits that take whole lines out, with the white space behind them."""
    return [(start, rest(text, end), "", reason) for start, end in spans]


def whole(text: str, pattern: re.Pattern, *, longest: int = 400) -> list[tuple[int, int]]:
    """Return the spans of the lines that `pattern` describes from end to end."""
    return [s for s in lines(text) if s[1] - s[0] <= longest and text[s[0]] not in QUOTES and pattern.fullmatch(text, *s)]


def metadata(text: str) -> list[Edit]:
    """Take out what a crawler wrote in front: `date 2024-11-01`, `Title: ...`, a line that is only a date."""
    out, fields = [], True
    for start, end in lines(text)[:6]:
        head = text[start : min(end, start + 300)]  # a longer line can carry a prefix, it is no field
        short = end - start <= len(head)
        begin = 0 if text[:start].isspace() else start
        if short and (fields and FIELD.fullmatch(head) or DATELINE.fullmatch(head)):
            out.append((begin, rest(text, end), "", "metadata of the crawl"))
        else:
            fields = False
            if match := PREFIX.match(head):
                out.append((begin, start + match.end(), "", "metadata of the crawl"))
    return out


def advertisements(text: str) -> list[Edit]:
    """Take out the lines that mark the place of an advertisement."""
    return taken(text, whole(text, ADVERTISEMENT, longest=120), "advertisement marker")


def comment_counters(text: str) -> list[Edit]:
    """Take out counters of comments and shares and calls to comment."""
    return taken(text, whole(text, COUNTER, longest=60), "comment counter")


def share_widgets(text: str) -> list[Edit]:
    """Take out the labels of buttons that share, print or mail the page."""
    spans = (s for s in whole(text, SHARE, longest=150) if SHARE_WORD.search(text, *s))
    return taken(text, [*spans, *whole(text, SHARE_LINE)], "label of a share button")


def captions(text: str) -> list[Edit]:
    """Take out picture captions that carry a credit, and credits alone."""
    spans = (credited(text, *s) for s in lines(text) if s[1] - s[0] <= 900 and text[s[0]] not in QUOTES)
    return taken(text, [*whole(text, CREDIT), *filter(None, spans)], "caption or photo credit")


def credited(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return what a photo credit at the end of a line takes with it: a caption as a whole, of a longer line the credit alone."""
    if not CREDIT_WORDS.search(text, max(start, end - 80), end):
        return None
    tail = text[max(start, end - 220) : end]
    if not (match := CREDIT_END.search(tail)):
        return None
    if CAPTION.match(text, start, end) or end - start <= 600 and len(INNER_STOP.findall(text, start, end)) <= 4:
        return start, end
    return (end - len(tail) + match.start() + (match.group()[0] in ".!?|"), end) if match.start() else None


def copyright(text: str) -> list[Edit]:
    """Take out copyright lines."""
    hit = any(word in text for word in COPYRIGHT_WORDS)
    return taken(text, whole(text, COPYRIGHT) if hit else (), "copyright footer")


def promotion(text: str) -> list[Edit]:
    """Take out lines that sell: newsletter, app, membership, accounts to follow, videos to watch."""
    spans = [s for s in whole(text, PROMOTION) if not SAID.search(text, *s)]
    if any(word in text for word in PLEA_WORDS):
        spans += [s for s in lines(text) if s[1] - s[0] <= 400 and plea(text[slice(*s)])]
    return taken(text, spans, "promotion of the site")


def plea(line: str) -> bool:
    """Tell whether a line without quotation marks asks the reader to sign up, click or give."""
    hit = any(word in line for word in PLEA_WORDS) and bool(PLEA.search(line))
    return hit and not QUOTES & set(line) - {"'", "‘"} and not SAID.search(line)


def read_more(text: str) -> list[Edit]:
    """Take out lines that only lead on to the full text, here or elsewhere."""
    spans = [s for s in whole(text, READ_MORE, longest=160) if not SAID.search(text, *s)]
    return taken(text, spans, "read-more or aggregator link")


def facts(piece: str) -> dict[str, str]:
    """Return what a piece of crawl metadata says: `published` (ISO date) or `headline`.

    >>> facts("Published: 3 March 2019"), facts("Title: Ferry sinks")
    ({'published': '2019-03-03'}, {'headline': 'Ferry sinks'})
    """
    if (match := FIELD.fullmatch(piece)) and match["key"]:
        return {"headline": match["value"].strip()}
    day = re.search(DAY, piece, re.IGNORECASE)
    changed = re.match(r"(?:last )?(?:updated|modified)", piece, re.IGNORECASE)
    return {"published": iso(day.group())} if day and not changed and iso(day.group()) else {}


def iso(day: str) -> str:
    """Return a printed calendar day as an ISO date, or nothing if there is no such day."""
    words = re.sub(r"[.,]", " ", re.sub(r"T\d.*", "", day)).split()
    words = [w[:3].title() if w.isalpha() else w for w in words]
    for form in ("%Y-%m-%d", "%b %d %Y", "%d %b %Y"):
        try:
            return datetime.strptime(" ".join(words), form).date().isoformat()
        except ValueError:
            continue
    return ""
