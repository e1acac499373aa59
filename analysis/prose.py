"""Sentences made from table cells: no number in the report is typed by hand.

Each function takes the tidy table of a measure and returns claims: the sentence, the exported table it was read from, and the very
values in it. A claim says no more than the table: where intervals overlap it says so, and where a comparison is not
possible it says why.
"""

import pandas as pd

from analysis.claims import Claim, between_two, percent, plural, signed, verdict, words
from analysis.framed import framing
from analysis.permutation import ALPHA
from analysis.scope import many

__all__ = ["Claim", "corpus", "disagreements", "framing", "naming", "percent", "plural", "robust", "timeline", "tone", "voices", "wording", "words"]


def corpus(articles: pd.DataFrame, problems: pd.DataFrame, pieces: pd.DataFrame, *, by: str = "outlet") -> list[Claim]:
    """Say how many articles were read, when they were published, and what was left out; `pieces` are what cleaning took out."""
    n, words_, unusable = len(articles), int(articles.n_tokens.sum()), int((problems.level == "unusable").sum())
    dates = sorted(d for d in articles.published if d)
    span = f", published between {dates[0]} and {dates[-1]}" if dates else ""
    unknown = n - len(dates)
    text = (
        f"{plural(n, 'article')} of {plural(articles[by].nunique(), by)} {'was' if n == 1 else 'were'} read ({words_:,} words){span}"
        + (f"; for {unknown} the date is not known" if unknown else "")
        + "."
    )
    claims = [
        Claim(
            text,
            "corpus-articles",
            {"articles": n, "words": words_, "first": dates[0] if dates else "", "last": dates[-1] if dates else "", "undated": unknown},
        )
    ]
    where = f"{plural(len(pieces), 'piece')} of boilerplate in {plural(pieces.article_id.nunique(), 'article')}"
    lost = f"{where if len(pieces) else 'No boilerplate'} {'was' if len(pieces) < 2 else 'were'} taken out before counting"
    left = (
        f"; {plural(unusable, 'article')} could not be used and {'is' if unusable == 1 else 'are'} listed with the reason"
        if unusable
        else ""
    )
    return [*claims, Claim(f"{lost}{left}.", "corpus-removed", {"removed": len(pieces), "unusable": unusable})]


def tone(means: pd.DataFrame, *, gaps: pd.DataFrame | None = None, others: pd.DataFrame | None = None, by: str = "outlet") -> list[Claim]:
    """Say whose sentences lean most to the negative, whether chance could make that, whether `others` agree, and what is the outlets' own.

    `gaps` are the tested differences (`sentiment.gaps`), `others` those of whole sentences with the scorers that order the two alike.
    """
    if (means.voice == "all").sum() < 2:
        return [Claim(f"With one {by} there is no tone to compare.", "tone-mean", {})]
    opening = {"all": "By VADER's lexicon the sentences", "narration": "Of the outlets' own words, neither quoted nor reported, those"}
    found = [lean(means[means.voice == voice], text, gaps, by) for voice, text in opening.items() if (means.voice == voice).sum() > 1]
    agreed = echoed(found[0], others) if others is not None and "lowest" in found[0].values else []
    return [found[0], *agreed, *found[1:]]  # "these two" are those of the sentence before


def lean(rows: pd.DataFrame, opening: str, gaps: pd.DataFrame | None, by: str) -> Claim:
    """Say whose mean is lowest and whose highest in one voice, and whether chance could make the difference."""
    low, high = (row for _, row in rows.sort_values("value", kind="stable").iloc[[0, -1]].iterrows())
    if signed(low.value) == signed(high.value):
        return Claim(f"{opening} of all {many(by)} lean alike (mean {signed(low.value)}).", "tone-mean", {"voice": str(low.voice), "low": low.value, "high": high.value})
    text = f"{opening} of {low[by]} lean lowest (mean {signed(low.value)}), those of {high[by]} highest ({signed(high.value)})"
    values = {"voice": str(low.voice), "lowest": str(low[by]), "highest": str(high[by]), "low": low.value, "high": high.value}
    row = between_two(gaps[gaps.voice == low.voice], low[by], high[by]) if gaps is not None else None
    if row is None:
        return Claim(f"{text}.", "tone-mean", values)
    return Claim(f"{text}; {verdict(row)}.", "tone-mean", values | {"adjusted": row.adjusted, "tests": int(row.tests)})


def echoed(claim: Claim, others: pd.DataFrame) -> list[Claim]:
    """Say which further scorers order the two of a claim the same way, and which the other way round."""
    row = between_two(others, claim.values["lowest"], claim.values["highest"])
    sides = [(names.split(", "), how) for names, how in ((row.same, "the same way"), (row.other, "the other way round")) if names] if row else []
    text = "; ".join(f"{words(names)} {'orders' if len(names) == 1 else 'order'} these two {how}" for names, how in sides)
    return [Claim(f"Of the other scorers, {text}.", "tone-gaps", {"same": row.same, "other": row.other})] if text else []


def wording(terms: pd.DataFrame, *, by: str = "outlet", most: int = 5) -> list[Claim]:
    """Name the words that mark each outlet whatever sentences are drawn (`stability.ranked`), or say that none does and which is nearest."""
    if not len(terms):
        return [Claim(f"No word can be said to mark one {by}: none is used often enough, or the texts are too short.", "wording-terms", {})]
    if terms.measure.iloc[0] == "rate":
        return [alone(str(group), rows.head(3), by) for group, rows in terms.groupby(by, observed=True)]
    claims = [marking(str(group), rows.head(most), by) for group, rows in terms.groupby(by, observed=True)]
    silent = [group for group in getattr(terms[by].dtype, "categories", []) if group not in set(terms[by])]
    claims += [Claim(f"{group}: no word is named as marking it in any draw.", "wording-terms", {by: str(group)}) for group in silent]
    tests, found = int(terms.drop_duplicates(by).tests.sum()), terms[terms.adjusted < ALPHA]
    listed = f": {words([f'“{r.term}” ({getattr(r, by)})' for r in found.itertuples()])}" if len(found) else ""
    text = f"Of {plural(tests, 'difference')} of rate that could be told from chance, {len(found) or 'none'} can, after correction for their number{listed}."
    return [*claims, Claim(text, "wording-terms", {"tests": tests, "found": len(found)})]


MEASURES = 4  # of keyness that may agree on a word (`stability.NAMED`)


def marking(group: str, rows: pd.DataFrame, by: str) -> Claim:
    """Say which words mark one outlet; `rows` are its first."""
    stable = rows[rows.consensus]
    if len(stable):
        sure = {True: ", all measures agree", False: ""}  # where all is chance, three of four agree now and then, all four hardly ever
        listed = words([f"“{r.term}” ({int(r.x)} here, {int(r.others)} elsewhere{sure[r.agreed == MEASURES]})" for r in stable.itertuples()])
        text = f"{group}: whatever sentences are drawn, what marks it is {listed}."
        return Claim(text, "wording-terms", {by: group, "terms": {r.term: int(r.x) for r in stable.itertuples()}})
    r = next(rows.itertuples())
    text = f"{group}: no word marks it whatever sentences are drawn; the nearest is “{r.term}” ({int(r.x)} here, {int(r.others)} elsewhere), named in {percent(r.stability)} of the draws."
    return Claim(text, "wording-terms", {by: group, "nearest": {r.term: int(r.x)}})


def alone(group: str, rows: pd.DataFrame, by: str) -> Claim:
    """Say which words the only outlet uses most."""
    listed = words([f"“{r.term}” ({int(r.x)})" for r in rows.itertuples()])
    text = f"{group}: with one {by} nothing can be distinct; its most frequent words are {listed}."
    return Claim(text, "wording-terms", {by: group, "frequent": {r.term: int(r.x) for r in rows.itertuples()}})


def timeline(told: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> list[Claim]:
    """Say how many dated events are told, by how many outlets, and which outlets tell one alone."""
    if not len(told):
        return [Claim("No article dates an event.", "timeline-told", {})]
    outlets = told.groupby("event")[by].nunique()
    everybody, alone = int((outlets == articles[by].nunique()).sum()), int((outlets == 1).sum())
    text = f"{plural(len(outlets), 'dated event')} {'is' if len(outlets) == 1 else 'are'} told, from {told['first'].min()} to {told['last'].max()}"
    text += f"; {everybody} by every {by}, {alone} by one {by} alone." if articles[by].nunique() > 1 else "."
    return [Claim(text, "timeline-told", {"events": len(outlets), "all": everybody, "one": alone})]


def voices(shares: pd.DataFrame, cues: pd.DataFrame, *, by: str = "outlet") -> list[Claim]:
    """Say whose words each outlet quotes most, and which loaded verbs it introduces them with."""
    claims = []
    for group, rows in shares.groupby(by, observed=True):
        top = rows.sort_values(["value", "speaker"], ascending=[False, True]).iloc[0]
        text = (
            f"{group}: of the words between quotation marks, {percent(top.value)} are those of {top.speaker} ({plural(int(top.x), 'word')})."
        )
        claims.append(Claim(text, "voices-share", {by: str(group), "speaker": str(top.speaker), "value": top.value}))
    loaded = cues[cues.stance.isin(["doubting", "endorsing", "heated"])]
    for stance, rows in loaded.groupby("stance", sort=True):
        counts = rows.groupby(by, observed=True).n.sum().sort_values(ascending=False, kind="stable")
        listed = words([f"{group} ({n})" for group, n in counts.items()])
        claims.append(
            Claim(
                f"Verbs of saying that are {stance}, by our list: {listed}.",
                "voices-cues",
                {"stance": stance} | {str(g): int(n) for g, n in counts.items()},
            )
        )
    return claims or [Claim("No article quotes anybody.", "voices-share", {})]


def naming(alone: pd.DataFrame, labels: pd.DataFrame, *, by: str = "outlet", most: int = 5) -> list[Claim]:
    """Say which label one outlet alone uses (`naming.alone`), and which labels hold a word of the list of loaded words."""
    own = [f"“{r['label']}” for {r['name']} ({r[by]}, {r['n']})" for r in alone.head(most).to_dict("records")]
    marked = labels[labels.polarity != 0].groupby(["label", by], observed=True, sort=False).n.sum().reset_index()
    marked = marked.sort_values("n", ascending=False, kind="stable").head(most)
    loaded = [f"“{r['label']}” ({r[by]}, {r['n']})" for r in marked.to_dict("records")]
    told = ((f"Labels that only one {by} uses, for somebody whom others name too", own), ("Labels with a loaded word, by our list", loaded))
    return [Claim(f"{opening}: {words(found)}.", "voices-labels", {"labels": found}) for opening, found in told if found]


def disagreements(told: pd.DataFrame, *, by: str = "outlet") -> list[Claim]:
    """Say for which quantities the outlets give figures that cannot both be true, and on whose word."""
    claims = []
    for _, rows in told[told.verdict == "DISAGREE"].groupby("quantity"):
        listed = words([f"{r['figure']} ({r[by]}{', ' + r['speaker'] if r['speaker'] else ''})" for r in rows.to_dict("records")])
        claims.append(
            Claim(
                f"The figures for {rows.counted.mode()[0]} disagree: {listed}.",
                "timeline-figures",
                dict(zip(rows[by].astype("str"), rows.figure, strict=True)),
            )
        )
    return claims


def robust(summary: pd.DataFrame) -> list[dict]:
    """Return for each sentence that was asked again how often it holds (`robustness.summary`): text, note (to stand behind it), k, n.

    Of a sentence that lists words, k is that of its least robust word.
    """
    notes = []
    for text, rows in summary.groupby("text", sort=False):
        least = rows.sort_values("share", kind="stable").iloc[0]
        held = [f"“{r.term}” in {r.k:,} of {r.n:,}" if r.term else f"holds in {r.k:,} of {r.n:,}" for r in rows.itertuples()]
        direction = f", its direction in {least.direction:,}" if least.direction != least.k else ""
        note = f"{'among the first words: ' if least.term else ''}{words(held)} reasonable analyses{direction}"
        notes.append({"text": text, "note": note, "k": int(least.k), "n": int(least.n)})
    return notes
