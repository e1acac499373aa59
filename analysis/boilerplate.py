"""What newspaper sites print into an article that is not the article: one function per kind, each `text -> edits`.

The rules know the forms of the trade (imperatives that sell, counters, credits, headers of link lists), not single sites.
Nearly all of them judge a whole line, because a line of promotion is easily told from prose while a promotional half
sentence is not. Where a rule could also hit a sentence of the story, it leaves the line in: precision comes first.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from analysis.spacing import Edit, lines

SITE = r"(?:https?://\S+|(?:www\.)?(?:[A-Za-z0-9][\w-]*\.)+(?:com|org|net|news|info|tv|co|uk|io|eu|us|gov|edu|ca|au|in|ie|de|fr|media|press|live)\b(?:/\S*)?)"
NETWORK = r"(?:Twitter|Facebook|Instagram|YouTube|LinkedIn|Telegram|TikTok|WhatsApp|Threads|Mastodon|Parler|Gab|X|Snapchat|Pinterest|Google\+?|Reddit|Bluesky)"
MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
CLOCK = r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?)"
ZONE = r"(?:\s*\(?(?:[A-Z]{2,4}|Z|[+-]\d\d:?\d\d)\)?)"
DAY = rf"(?:\d{{4}}-\d\d-\d\d(?:T\d\d:\d\d\S*)?|{MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{MONTH},?\s+\d{{4}})"
MOMENT = rf"(?:{CLOCK}{ZONE}?,?\s*)?(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+)?{DAY}{CLOCK}?{ZONE}?"
AGENCY = r"(?:AP|AFP|Reuters|REUTERS|Getty(?: Images)?|EPA|UPI|Bloomberg|Shutterstock|Alamy|iStock|Zuma|ZUMA|PA|TASS|Xinhua|Corbis|NurPhoto|Sipa|SIPA|EFE|Pool|POOL)"

INLINE = re.compile(
    r"[(\[][ \t]{0,3}(?:Related|Also(?: on| see| read| watch)?\b[^:()\n]{0,30}|See also|Read(?: more| also)?|More|Watch|Photos?|Video|Pictures|Gallery|Slideshow"
    r"|Click here)\s*:\s*[^()\[\]\n]{1,300}(?:\([^()\n]{0,80}\)[^()\[\]\n]{0,200})?[)\]]",
    re.IGNORECASE,
)
TWEET_LINK = re.compile(r"(?<![\w/])(?:pic\.twitter\.com/\w+|https?://t\.co/\w+)")
PREFIX = re.compile(rf"(?:date|published|updated|posted)\s*:?\s+({DAY})[ \t]*[|:–—-]?[ \t]*(?=\S)", re.IGNORECASE)
DATELINE = re.compile(rf"(?:(?:date|(?:first |last )?(?:published|updated|posted|modified))(?: on| at)?\s*:?\s*)?{MOMENT}", re.IGNORECASE)
FIELD = re.compile(r"(title|headline|url|link|section|category|tags|keywords|language|author|published|date|site|outlet|id)\s*:\s*(\S.*)", re.IGNORECASE)

LINES = {
    "advertisements": (
        r"[-–—*\[( ]*(?:advert(?:isement)?s?|advertising|sponsored(?: content| post)?|paid (?:content|post|advertisement)|promoted|AD|ad feedback"
        r"|(?:story|article|text|post|content) continue[sd] (?:below|after)(?: (?:this |the )?(?:advertisement|ad|promotion|video|gallery))?"
        r"|continue (?:reading|article) below(?: advertisement)?|continue reading the main story|scroll (?:down )?(?:to|for) (?:continue|more)(?: reading)?"
        r"|(?:(?:this )?advertisement )?has not loaded yet[^.]{0,60}|skip (?:advertisement|ad|in [^.]{0,40})"
        r"|(?:advertisement[-–— :]*)+(?:continue reading (?:below|the main story)|story continues below)?)[-–—*\]): .]*",
        "advertisement marker",
    ),
    "comment_counters": (
        r"[^\w\"“‘']{0,4}(?:(?:\(?\d[\d,]*\)?|no|view|see|show|read|load|all|post|leave|add|write|be the first to|hide|a|your|the|more)[ \t]{1,3}){0,4}"
        r"comments?(?: \(?\d[\d,]*\)?| yet| below| here| now| (?:are )?closed)?[.!:]?|join the (?:conversation|discussion)\W*(?:\d+ comments?)?"
        r"|\d[\d,]* (?:shares?|views|retweets|likes)",
        "comment counter",
    ),
    "captions": (
        r"image (?:copyright|source|credit)\b.{2,}|media playback is (?:unsupported|not supported).*|enlarge this image.*|(?:play|replay) video\b.{0,200}\d:\d\d.*"
        r"|(?:photo(?:graph)?s?|image|picture|photographer|illustration|graphic|video)(?: (?:credit|by|courtesy(?: of)?))?\s*:\s*\S[^.]{1,100}[./]?[^.]{0,40}\.?"
        rf"|(?:photo(?:graph)?s?|image|picture) (?:credit|by|courtesy of)\s+[A-Z][^.]{{2,80}}|(?:{NETWORK}\s+){{2,}}\S.*(?:photograph|photo|illustration|image|composite):.*"
        r"|file (?:photo|image|picture)\s*[:–—-].*|FILE\s?[-–—:].*|slideshow \(\d+ images?\)|prev(?:ious)? image \d+ of \d+.*|\d+ of \d+(?: photos?)?|hide caption|toggle caption"
        rf"|[^.!?]{{0,60}}(?:/|via |\| ){AGENCY}(?:/[\w ]+)?(?:,? file(?: photo)?)?\W*|{AGENCY}(?: (?:photo|file photo|via AP))?"
        rf"|[^\"“”]*\((?:(?:file )?photos?(?: by|:)|{AGENCY} photos?|[^()]{{0,80}}(?:/|via |for |by ){AGENCY}\b|getty images|screen ?shot|image(?: credit)?:)[^()]{{0,120}}\)"
        r"|just watched\b.*must watch.*|watch this video\W*",
        "caption or photo credit",
    ),
    "read_more": (
        rf"\W*(?:(?:click here to |to |please )?(?:read|view|see|continue(?: reading)?)(?: (?:the )?(?:more|full|rest|whole|entire|original|complete)\b)(?: of)?(?: (?:the|this|his|her))?"
        rf"(?: (?:article|story|post|report|piece|column|text|interview|transcript|thing|release|op-ed))?(?: (?:here|at|on|from|in|via)\b[^.!?]{{0,60}}(?:{SITE})?)?"
        rf"|(?:full|original|complete) (?:article|story|post|source|text)(?: (?:here|link)|\s*:\s*{SITE})|continue reading(?: here| at {SITE})?|keep reading|story link|article source\s*:\s*{SITE}"
        rf"|show more|load more|see more|view more|more)\W*(?:{SITE})?\W*",
        "read-more or aggregator link",
    ),
    "copyright": (
        r"(?:\W*(?:copyrights?\b\W*(?:©|\(c\)|\d{4}|by\b)|©|\(c\)\s*\d{4})|.{0,80}\ball rights reserved\b).*|this material may not be (?:published|reproduced|broadcast).*"
        r"|©.*|[-–—\s]*distributed by .{0,40}(?:agency|syndicate|service).{0,40}",
        "copyright footer",
    ),
    "promotion": (
        rf"\W*(?:please )?check(?: us)? out\b[^.!?]{{0,40}}?{SITE}.*"
        r"|\W*(?:please )?(?:sign up|subscribe|register)\b(?:.*\b(?:newsletters?|inbox|e-?mails?|alerts?|updates|briefing|podcast|channel|here|today|now|trial|free|magazine|investigations)\b.*)?\W*"
        r"|(?:want|like|get|start|save|enjoy)\b.*\b(?:your|to|in) inbox\b.*"
        rf"|\W*(?:please )?(?:follow|like|join|find|friend|connect with|catch) (?!(?:the|a) [a-z])\S.{{0,80}}? (?:on|at|via) (?:our )?{NETWORK}\b.{{0,120}}|\W*follow @\w+.{{0,60}}"
        rf"|\W*(?:follow|like|join|find) the \S.{{0,60}} on {NETWORK}\b.{{0,120}}"
        r"|\W*(?:download|get|install) (?:the|our) .{0,60}\bapps?\b.{0,60}|\W*click (?:here )?(?:to|for) (?!the )\S.{0,160}|\W*click (?:here|the|on the) .{0,160}\b(?:here|link|below|to)\b.{0,80}"
        r"|\W*(?:watch|see|view|listen to|hear)\b(?: \w+){0,4} (?:videos?|clips?|interviews?|episodes?|podcasts?|segments?|footage) (?:below|above|here|at)\b.{0,200}"
        r"|\W*watch (?:the latest video|more (?:above|below|here)|(?:it |them )?(?:above|below|here)|below|above)\b.{0,120}|this (?:video|clip) is (?:from|by|courtesy of) .{0,160}"
        r"|(?:please )?(?:support|help (?:us|support)) .{0,40}\bjournalism\b.*|\W*(?:donate|become a (?:member|subscriber|supporter)|start your (?:free )?trial|get unlimited access)\b.{0,160}"
        r"|(?:you can )?write to \S.{1,200}@\S+\.\w+|(?:e-?mail|contact)(?: \w+){0,4} at \S+@\S+\.\w+\W*|interested in .{1,60}\? add .{1,60} as an interest.*"
        r"|get (?:the|our) .{0,80}(?:delivered|newsletter|sent to).*",
        "promotion of the site",
    ),
}
PLEA = re.compile(
    r"\bby signing up,? you (?:agree|acknowledge|accept)\b|\b(?:sign up|subscribe|click|register) (?:here|now|today)(?: [^.!?]{0,60})?\W*$"
    r"|\bplease consider (?:subscribing|donating|making a (?:gift|donation|contribution)|supporting|becoming)\b",
    re.IGNORECASE,
)
PLEA_WORDS = ("ign up", "ubscrib", "lick here", "egister ", "igning up", "consider ")
RULE = {step: (re.compile(pattern, re.IGNORECASE), reason) for step, (pattern, reason) in LINES.items()}
SHARE = re.compile(
    r"(?:(?:share|tweet|e-?mail|print|pin|pin it|post|save|copy link|facebook|twitter|linkedin|pinterest|whatsapp|reddit|flipboard|google\+|telegram|tumblr|messenger|link|x|close"
    r"|this|article|story|page|on|via|to|with|by|in|a|friend|your|more|or|and|shares?|\d+|now|comment|comments|options|icon|button|sms|url|copied|like|bookmark)\b\W*)+",
    re.IGNORECASE,
)
STRONG = re.compile(r"\b(?:share|tweet|print|pin|e-?mail|close|copy link|shares)\b", re.IGNORECASE)
SHARE_LINE = re.compile(r"(?:read or share this (?:story|article)|share all sharing options|share this (?:article|story|post|page))\b.*", re.IGNORECASE)
RELATED = re.compile(
    r"\W*(?:(?:more )?related(?: (?:stories|story|articles?|coverage|content|news|posts?|links?|reading|topics?|videos?|items))?(?: from .{1,40})?"
    r"|(?:read|see|watch)(?: it| this)? (?:also|more|next|this)|also (?:see|read|watch|on .{1,30})|see also|you (?:may|might)(?: also)? (?:like|enjoy|be interested in)|recommended(?: (?:for you|stories|reading|articles))?"
    r"|more (?:related )?(?:stories|news|headlines|articles|coverage|on this|from .{1,40}|on .{1,40})|most (?:read|popular|viewed|shared)(?: stories)?|trending(?: now| stories| today)?|(?:don['’]t|do not) miss"
    r"|editors?['’]?s?['’]? picks?|top stories|latest (?:news|stories|headlines)|what to read next|read next|up next|more|watch|photos|video|in pictures)\s*(?P<mark>:|\.\.\.|…|»|>)?\s*",
    re.IGNORECASE,
)
ONE_RELATED = re.compile(
    r"\W*(?:related(?: (?:stories|story|articles?|coverage|content|news|links?|reading|video|poll))?|see also|also see|also read|read also|read more|more|watch|photos?|video|read|opinion|don['’]t miss|recommended)\s*:\s*(?P<item>\S.*)"
    r"|related coverage \S.*|.{10,200}\S read more|more on this\.\.\. .*",
    re.IGNORECASE,
)
SOURCES = re.compile(r"\W*(?:sources?(?: (?:include|included|for this (?:article|story|report)(?: include)?|used))?|references|via)\s*:\s*", re.IGNORECASE)
SOURCE_ITEM = re.compile(rf"\W*{SITE}(?:\s*[-–—|:]\s*\S.{{0,100}})?\W*", re.IGNORECASE)
GAP = re.compile(r"[^\S\n]*(?:\n[^\S\n]*(?=\n))*\n?")
QUOTES = frozenset("\"'“‘«„")
STOP = re.compile(r"[.!?][\"”’)]*$")
INNER_STOP = re.compile(r"[a-z\d][.!?][\"”]?\s+[A-Z“\"]")
PROSE = re.compile(r"[\"“‘']|(?:He|She|They|It|We|I|But|And|So|Yet|That|This|These|Those|There|In|On|At|The|His|Her|Their|If|When|While|As|For|Some|Meanwhile|However)\b")
SAID = re.compile(r"\b(?:said|told|added|noted|wrote|explained)\b")


def rest(text: str, end: int) -> int:
    """Return where the line after the one that ends at `end` begins, so that no blank line stays behind."""
    return GAP.match(text, end).end()


def taken(text: str, spans: Iterable[tuple[int, int]], reason: str) -> list[Edit]:
    """Return the edits that take whole lines out, with the white space behind them."""
    return [(start, rest(text, end), "", reason) for start, end in spans]


def by_rule(step: str, text: str, *, longest: int = 400) -> list[Edit]:
    """Return the edits of the lines that the rule of `step` describes from end to end."""
    rule, reason = RULE[step]
    fits = (s for s in lines(text) if s[1] - s[0] <= longest and text[s[0]] not in QUOTES and rule.fullmatch(text, *s))
    return taken(text, fits, reason)


def metadata(text: str) -> list[Edit]:
    """Take out what a crawler wrote in front: `date 2024-11-01`, `Title: ...`, a line that is only a date."""
    out, fields = [], True
    for start, end in lines(text)[:6]:
        head = text[start : min(end, start + 300)]
        if fields and FIELD.fullmatch(head) or DATELINE.fullmatch(head):
            out += taken(text, [(start, end)], "metadata of the crawl")
        elif match := PREFIX.match(head):
            out.append((start if start else 0, start + match.end(), "", "metadata of the crawl"))
            fields = False
        else:
            fields = False
    return [(0 if text[:s].isspace() else s, e, new, why) for s, e, new, why in out]


def inline_links(text: str) -> list[Edit]:
    """Take out links in brackets inside a paragraph ("(Related: ...)") and shortened addresses of embedded posts."""
    out = [(space_before(text, m.start()), m.end(), "", "link to another story in brackets") for m in INLINE.finditer(text)]
    if "twitter.com/" in text or "t.co/" in text:
        out += [(space_before(text, m.start()), m.end(), "", "shortened address of an embedded post") for m in TWEET_LINK.finditer(text)]
    return out


def space_before(text: str, at: int) -> int:
    """Return where the blanks before `at` begin; at most three, so that long runs of blanks cost nothing."""
    return at - len(text[max(0, at - 3) : at]) + len(text[max(0, at - 3) : at].rstrip(" \t"))


def advertisements(text: str) -> list[Edit]:
    """Take out the lines that mark the place of an advertisement."""
    return by_rule("advertisements", text, longest=120)


def comment_counters(text: str) -> list[Edit]:
    """Take out counters of comments and shares and calls to comment."""
    return by_rule("comment_counters", text, longest=60)


def share_widgets(text: str) -> list[Edit]:
    """Take out the labels of buttons that share, print or mail the page."""
    spans = (s for s in lines(text) if s[1] - s[0] <= 300 and widget(text[slice(*s)]))
    return taken(text, spans, "label of a share button")


def widget(line: str) -> bool:
    """Tell whether a line holds nothing but labels of share buttons."""
    return bool(SHARE_LINE.fullmatch(line) or len(line) <= 150 and SHARE.fullmatch(line) and STRONG.search(line))


def captions(text: str) -> list[Edit]:
    """Take out picture captions that carry a credit, and credits alone."""
    return by_rule("captions", text)


def promotion(text: str) -> list[Edit]:
    """Take out lines that sell: newsletter, app, membership, accounts to follow, videos to watch."""
    out = by_rule("promotion", text)
    if any(word in text for word in PLEA_WORDS):
        pleas = (s for s in lines(text) if s[1] - s[0] <= 400 and text[s[0]] not in QUOTES and PLEA.search(text, *s))
        out += taken(text, pleas, RULE["promotion"][1])
    return out


def read_more(text: str) -> list[Edit]:
    """Take out lines that only lead on to the full text, here or elsewhere."""
    return by_rule("read_more", text, longest=160)


def copyright(text: str) -> list[Edit]:
    """Take out copyright lines."""
    return by_rule("copyright", text)


def source_lists(text: str) -> list[Edit]:
    """Take out a list of source sites with its header ("Sources include:")."""
    rows, out = lines(text), []
    for i, (start, end) in enumerate(rows):
        if end - start <= 300 and (head := SOURCES.match(text, start, end)):
            items = run(rows[i + 1 : i + 30], lambda s: SOURCE_ITEM.fullmatch(text, *s) and s[1] - s[0] <= 200)
            if (head.end() == end and items) or (head.end() < end and source_names(text[head.end() : end])):
                out += taken(text, [(start, end), *items], "list of sources")
    return out


def run(rows: Iterable[tuple[int, int]], good) -> list[tuple[int, int]]:
    """Return the leading rows that are `good`."""
    out = []
    for row in rows:
        if not good(row):
            break
        out.append(row)
    return out


def source_names(piece: str) -> list[str]:
    """Return the site names in a piece of a source list; none unless it is nothing but site names.

    >>> source_names("Harbour-Post.com, example.org")
    ['Harbour-Post.com', 'example.org']
    """
    parts = [p.strip(" .\t") for p in re.split(r"[,;\n]+|\s(?:and|&)\s", SOURCES.sub("", piece, count=1)) if p.strip(" .\t")]
    return parts if parts and all(SOURCE_ITEM.fullmatch(p) for p in parts) else []


def related_stories(text: str) -> list[Edit]:
    """Take out lists of other headlines with their header, and single lines that link to another story."""
    rows, out, i = lines(text), [], 0
    while i < len(rows):
        start, end = rows[i]
        items = []
        if end - start <= 60 and (head := RELATED.fullmatch(text, start, end)):
            items = headlines(text, rows[i + 1 : i + 14], last=i + 14 > len(rows))
            if items and (head["mark"] or len(items) > 1):
                out += taken(text, [(start, end), *items], "list of other stories")
        elif end - start <= 250 and text[start] not in QUOTES and (one := ONE_RELATED.fullmatch(text, start, end)) and title(one["item"]):
            out += taken(text, [(start, end)], "link to another story")
        i += 1 + len(items)
    return out


def headlines(text: str, rows: list[tuple[int, int]], *, last: bool) -> list[tuple[int, int]]:
    """Return the leading rows that read like headlines; with full stops only if the list runs to the end of the text."""
    items = run(rows, lambda s: headline(text[slice(*s)]))
    if last and len(items) == len(rows):
        return items
    return run(items, lambda s: not STOP.search(text, *s) and s[1] - s[0] <= 120)


def title(item: str | None) -> bool:
    """Tell whether what follows a label like "More:" can be the title of a story and not the rest of a sentence."""
    return item is None or not item[0].islower() and not SAID.search(item)


def headline(line: str) -> bool:
    """Tell whether a line may be the headline of another story: one sentence, no speech, no word that leans on a text before."""
    return len(line) <= 200 and not INNER_STOP.search(line) and not PROSE.match(line) and not SAID.search(line)


def facts(piece: str) -> dict[str, str]:
    """Return what a piece of crawl metadata says: `published` (ISO date) or `headline`.

    >>> facts("Published: 3 March 2019"), facts("Title: Ferry sinks")
    ({'published': '2019-03-03'}, {'headline': 'Ferry sinks'})
    """
    if (match := FIELD.fullmatch(piece)) and match[1].lower() in ("title", "headline"):
        return {"headline": match[2].strip()}
    days = [iso(m.group()) for m in re.finditer(DAY, piece, re.IGNORECASE)]
    return {"published": days[0]} if days and days[0] and not re.match(r"(?:last )?(?:updated|modified)", piece, re.IGNORECASE) else {}


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
