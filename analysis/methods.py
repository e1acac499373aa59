"""The methods paragraph and the references, made from the settings that were used, not from memory.

Each notebook records which methods it used and with which settings; here they become sentences, and their references a list and a
.bib file. What was not used is not cited.
"""

import re

from analysis import paths

SENTENCES = {
    "corpus": "The articles ({articles}) were cleaned of boilerplate by rules that log every removal, and cut into {sentences} sentences and {words} words (samestory {version}).",
    "framing": "Frames were coded by the dictionary “{codebook}” ({source}; {frames} frames, {patterns} patterns): a sentence carries a frame when one of its patterns fires [@entman1993; @grimmer2013].",
    "tone": "Tone is the mean of VADER's compound score over sentences, apostrophes straightened [@hutto2014]: of whole sentences, and apart of the outlet's own words, of reported speech and of quotations; such lexicons agree poorly with human coders of news [@boukes2020; @vanatteveldt2021].",
    "lexicons": "Beside it stand the pattern lexicon [@desmedt2012] and a small linear model trained on rated editorial sentences; differences of mean valence are explained word by word [@gallagher2021].",
    "target model": "Tone toward an actor is the mean score of the sentences that name it, by a small linear model trained on rated news sentences [@hamborg2021] that sees no names; only actors count whom at least two of those compared name in {least} sentences each.",
    "target rules": "Tone toward an actor is the mean score of the sentences that name it, by the lexicon words of its clause; only actors count whom at least two of those compared name in {least} sentences each.",
    "wording": "Words that mark one {by} against all others are those that at least three of four keyness measures (TF-IDF, rate per 1,000 words times ln(N/df) [@sparckjones1972]; G2 [@dunning1993]; the conservative log ratio LRC [@evert2022]; log-odds with a Dirichlet prior of {mass} words of the story [@monroe2008]) name among their first {top} in {stable} % of {draws} bootstrap draws of units of text [@meinshausen2010], that stand in more than two of at least five units, and whose difference of rates has p < .05 by itself (permutation test); these stand first, and all are in the order of text dispersion keyness [@egbert2019], the log-odds of the units that use a word, read one standard error below the estimate. Stop words, weekdays, months and words used fewer than {minimum} times are left out, spellings of one word and phrases (collocations by G2) count as one. The adjusted p is corrected over all words looked at [@westfall1993].",
    "timeline": "Dated events are time expressions resolved against the publication date in the manner of TIMEX3 [@pustejovsky2003] and joined over articles by day and shared words.",
    "voices": "Quotations, reported speech and their speakers were read by rules; words between quotation marks are counted by speaker [@gans1979; @bennett1990], and verbs of saying are graded by a list of our own.",
    "figures": "Numbers were read as intervals with unit and noun; those that count the same thing in several articles are compared, never judged.",
    "coding": "{drawn} sentences were drawn at random for coding by hand, {coded} of them coded by {coders} coder(s); agreement is Krippendorff's alpha [@krippendorff2011; @hayes2007], and shares are corrected for the tool's errors by a design-based estimate [@angelopoulos2023] beside Rogan and Gladen's [@rogan1978].",
    "differences": "Differences by {by} were tested pair by pair, over {unit}, by permutation, {draws:,} deals, mid-p [@lancaster1961]: shares of sentences by their difference over the spread that the deals give it, all else studentized [@janssen1997; @chung2013], as are the intervals; p is adjusted for the number of tests in a table by the false discovery rate [@benjamini1995], and what could never reach 5 % is no test [@tarone1990].",
    "robustness": "The claims on framing, tone and words were asked again under all {specifications:,} combinations of the declared choices (a multiverse of analyses [@steegen2016], shown as a specification curve [@simonsohn2020]); the decision on which each hangs most is named [@denny2018].",
    "intervals": "Intervals (95 %) are over the {unit} of each {by}: the spread of {draws:,} bootstrap draws [@efron1979; @benoit2009], seed {seed}, turned for shares into Wilson's interval [@wilson1927; @kott1997; @dean2015] and otherwise into Student's; with fewer than {many} articles, or with stories, as units they are Student's over the means of these.",
}
CITE = re.compile(r"\[((?:@\w+(?:; )?)+)\]")
ENTRY = re.compile(r"@(\w+)\{(\w+),(.*?)\n\}", re.S)
FIELD = re.compile(r"(\w+)\s*=\s*\{(.*?)\},?\s*$", re.M)


def library() -> dict[str, dict[str, str]]:
    """Return the references that ship: key -> fields (with `bib`, the entry as it stands)."""
    text = (paths.codebooks() / "references.bib").read_text(encoding="utf-8")
    return {key: dict(FIELD.findall(body)) | {"bib": f"@{kind}{{{key},{body}\n}}"} for kind, key, body in ENTRY.findall(text)}


def settings(facts: dict) -> dict[str, dict]:
    """Return method -> settings, as the notebooks recorded them, in the order of the paragraph."""
    used: dict[str, dict] = {}
    for part in facts.values():
        used = part.get("methods", {}) | used  # of what several notebooks used, the first one's settings
    return {method: used[method] for method in SENTENCES if method in used}


def paragraph(facts: dict) -> str:
    """Return the methods paragraph for the recorded settings, citations as (Author year)."""
    text = " ".join(SENTENCES[method].format(**values) for method, values in settings(facts).items())
    books = library()
    return CITE.sub(lambda m: "(" + "; ".join(short(books[key]) for key in re.findall(r"@(\w+)", m.group(1))) + ")", text)


def cited(facts: dict) -> list[str]:
    """Return the keys of the references that the paragraph cites, sorted."""
    text = " ".join(SENTENCES[method] for method in settings(facts))
    return sorted({key for group in CITE.findall(text) for key in re.findall(r"@(\w+)", group)})


def short(entry: dict[str, str]) -> str:
    """Return "Author year" of an entry."""
    names = [a.split(",")[0].strip() for a in entry["author"].split(" and ")]
    who = names[0] if len(names) == 1 else " and ".join(names) if len(names) == 2 else f"{names[0]} et al."
    return f"{who} {entry['year']}"


def references(facts: dict) -> list[str]:
    """Return the reference list, one formatted entry a line."""
    books = library()
    return [f"{e['author'].replace(' and ', '; ')} ({e['year']}). {e['title']}. {e.get('journal') or e.get('booktitle') or e.get('publisher', '')}"
            f"{' ' + e['volume'] if 'volume' in e else ''}{', ' + e['pages'].replace('--', '–') if 'pages' in e else ''}." for e in (books[k] for k in cited(facts))]  # fmt: skip


def bib(facts: dict) -> str:
    """Return the BibTeX of the references that were cited."""
    books = library()
    return "\n\n".join(books[key]["bib"] for key in cited(facts)) + "\n"
