"""Turn what a notebook shows into HTML that can do no harm.

Article text comes out of notebooks as tables, as Markdown and as printed lines, and it is data: whatever markup it holds
must not become markup, let alone script. Tables pass an allow-list, Markdown is drawn without HTML, the rest is escaped.
Warnings and progress bars (stderr) belong to the run and not to the reader.
"""

import base64
import html
import re

import nh3
from markdown_it import MarkdownIt

from analysis.batch.notebookfile import joined

TAGS = set(
    "table thead tbody tfoot tr th td caption p span div b i em strong s sub sup br hr ul ol li dl dt dd code pre mark "
    "h1 h2 h3 h4 h5 h6 blockquote a small abbr details summary".split()
)
ATTRIBUTES = {"a": {"href"}, "th": {"colspan", "rowspan", "scope"}, "td": {"colspan", "rowspan"}, "ol": {"start"}, "abbr": {"title"}}
CLASSES = {"td": {"num", "txt"}, "th": {"num", "txt"}}
TERMINAL = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
NUMBER = re.compile(r"<td>(\s*[-+−–]?[\d.,\s]*\d\s*%?\s*|NaN|\s*)</td>")
LONG = re.compile(r'<td(?: class="txt")?>([^<]{60,})</td>')  # running text, which must not be squeezed on a narrow screen
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def clean(markup: str) -> str:
    """Return `markup` without anything that is not on the allow-list; a table can be scrolled within itself.

    >>> clean("<b onclick='x()'>a</b><script>b</script>")
    '<b>a</b>'
    """
    safe = nh3.clean(
        markup, tags=TAGS, attributes=ATTRIBUTES, allowed_classes=CLASSES, attribute_filter=link, url_schemes={"http", "https"},
        link_rel="noopener noreferrer", clean_content_tags={"script", "style"},
    )  # fmt: skip
    safe = LONG.sub(r'<td class="txt long">\1</td>', NUMBER.sub(r'<td class="num">\1</td>', safe))
    safe = safe.replace("<table>", '<div class="scroll" tabindex="0" role="region" aria-label="table"><table>')
    return safe.replace("</table>", "</table></div>")


def link(tag: str, attribute: str, value: str) -> str | None:
    """Keep links to the web; one to another notebook goes to its section; drop all others."""
    if (tag, attribute) != ("a", "href"):
        return value
    if notebook := re.fullmatch(r"(?:\./)?([\w-]+)\.ipynb", value):
        return f"#{notebook[1]}"
    return value if re.match(r"https?://|#", value) else None


def prose(text: str, *, level: int = 1) -> str:
    """Return Markdown as HTML, its headings `level` steps further down; HTML in it is shown, not obeyed."""
    tokens = MARKDOWN.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + level, 6)}"
        if token.type in ("th_open", "td_open") and "right" in str(token.attrGet("style")):
            token.attrSet("class", "num")
    return clean(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))


def show(output: dict, about: dict) -> str:
    """Return one output of a cell; `about` is the metadata of the cell."""
    if output["output_type"] == "stream":
        return "" if output["name"] == "stderr" else f"<pre>{plain(joined(output['text']))}</pre>"
    if output["output_type"] == "error":
        return f'<pre class="error">{plain(output["ename"] + ": " + output["evalue"])}</pre>'
    data = {kind: joined(value) for kind, value in output.get("data", {}).items() if isinstance(value, str | list)}
    for kind, draw in DRAW.items():
        if kind in data:
            return draw(data[kind], output.get("metadata", {}).get(kind, {}) | {"cell": about})
    return ""


def plain(text: str) -> str:
    """Return printed text, escaped and without the colours of a terminal."""
    return html.escape(TERMINAL.sub("", text).rstrip("\n"))


def png(data: str, about: dict) -> str:
    """Return a picture that is part of the page."""
    return figure("image/png", "".join(data.split()), about)


def svg(data: str, about: dict) -> str:
    """Return a drawing as a picture, in which no script can run."""
    return figure("image/svg+xml", base64.b64encode(data.encode()).decode(), about)


def figure(kind: str, data: str, about: dict) -> str:
    """Return a figure with its description: what the exporter gave, else what the cell says."""
    alt = str(about.get("alt") or about["cell"].get("alt") or "")
    note = f"<figcaption>{html.escape(str(about.get('caption') or alt))}</figcaption>" if alt or about.get("caption") else ""
    size = "".join(f' {side}="{int(about[side])}"' for side in ("width", "height") if isinstance(about.get(side), int | float))
    picture = f'<img alt="{html.escape(alt or "A figure without a description")}"{size} src="data:{kind};base64,{html.escape(data)}">'
    return f'<figure><div class="scroll">{picture}</div>{note}</figure>'


DRAW = {
    "image/png": png,
    "image/svg+xml": svg,
    "text/html": lambda data, _: clean(data),
    "text/markdown": lambda data, _: prose(data, level=2),
    "text/plain": lambda data, _: f"<pre>{plain(data)}</pre>",
}
