"""Sentences made from table cells: no number in the report is typed by hand.

Each function takes the tidy table of a measure and returns claims: the sentence, the exported table it was read from, and the very
values in it. A claim says no more than the table: where intervals overlap it says so, and where a comparison is not
possible it says why.
"""

from typing import NamedTuple

import pandas as pd

from analysis.permutation import ALPHA


class Claim(NamedTuple):
    """One sentence of the summary, the exported table it was read from, and the values it names."""

    text: str
    table: str
    values: dict


def words(items: list) -> str:
    """Join names as English does.

    >>> words(["a", "b", "c"])
    'a, b and c'
    """
    items = [str(i) for i in items]
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def plural(n: int, noun: str) -> str:
    """Return the number with its noun.

    >>> plural(1, "article"), plural(2, "article")
    ('1 article', '2 articles')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def percent(share: float) -> str:
    """Return a share as a whole percentage.

    >>> percent(0.254)
    '25 %'
    """
    return f"{100 * share:.0f} %"


def corpus(articles: pd.DataFrame, problems: pd.DataFrame, pieces: pd.DataFrame, *, by: str = "outlet") -> list[Claim]:
    """Say how many articles were read, when they were published, and what was left out; `pieces` are what cleaning took out."""
    n, words_, unusable = len(articles), int(articles.n_tokens.sum()), int((problems.level == "unusable").sum())
    dates = sorted(d for d in articles.published if d)
    span = f", published between {dates[0]} and {dates[-1]}" if dates else ""
    unknown = n - len(dates)
    text = (
        f"{plural(n, 'article')} of {plural(articles[by].nunique(), by)} were read ({words_:,} words){span}"
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
    lost = f"{plural(len(pieces), 'piece')} of boilerplate in {plural(pieces.article_id.nunique(), 'article')} {'was' if len(pieces) == 1 else 'were'} taken out before counting"
    left = (
        f"; {plural(unusable, 'article')} could not be used and {'is' if unusable == 1 else 'are'} listed with the reason"
        if unusable
        else ""
    )
    return [*claims, Claim(f"{lost}{left}.", "corpus-removed", {"removed": len(pieces), "unusable": unusable})]


def framing(
    shares: pd.DataFrame, names: dict[str, str], *, gaps: pd.DataFrame | None = None, voices: pd.DataFrame | None = None, by: str = "outlet"
) -> list[Claim]:
    """Say which frame each outlet uses most, which separates the outlets most, whether chance could do that, and in whose words it stands."""
    if not len(shares):
        return [Claim("No pattern of the codebook fires in any article.", "framing-share", {})]
    claims = [most_frequent(str(group), rows, names, by) for group, rows in shares.groupby(by, observed=True)]
    unused = [name for frame, name in names.items() if frame not in set(shares.frame)]
    if unused:
        text = f"No pattern of {words(unused)} fires in any article: its words are missing, which does not prove that the frame is."
        claims.append(Claim(text, "framing-share", {"unused": unused}))
    if shares[by].nunique() < 2:
        return [*claims, Claim(f"With one {by} there is nothing to compare.", "framing-share", {})]
    rows = widest(shares, by)
    claims.append(gap(rows, names, gaps, by))
    claims += tested(gaps, names, by) if gaps is not None else []
    return claims + (spoken(rows, voices, names, by) if voices is not None else [])


def most_frequent(group: str, rows: pd.DataFrame, names: dict[str, str], by: str) -> Claim:
    """Say which frame one outlet uses most."""
    top = rows.sort_values(["value", "frame"], ascending=[False, True]).iloc[0]
    if not top.x:
        return Claim(f"{group}: no pattern of the codebook fires.", "framing-share", {by: group, "hits": 0})
    counted = f"in {int(top.x)} of {int(top.n)} sentences ({percent(top.value)}, interval {between(top)})"
    if abs(top.value * top.n - top.x) > 1e-6:  # a mean over articles or stories, n of them
        counted = f"in {percent(top.value)} of the sentences on average (interval {between(top)}; {int(top.x)} sentences in all)"
    values = {by: group, "frame": top.frame, "x": int(top.x), "n": int(top.n), "value": top.value}
    return Claim(f"{group}: the most frequent frame is {names[top.frame]}, {counted}.", "framing-share", values)


def between(row) -> str:
    """Return the interval of a share in words."""
    return f"{percent(row.low)[:-2]} to {percent(row.high)}" if pd.notna(row.low) else "not known"


def widest(shares: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the rows of the two outlets that lie furthest apart in one frame, the higher first; of equal gaps the more frequent frame."""
    table = shares.pivot_table(index="frame", columns=by, values="value", observed=True)
    order = pd.DataFrame({"apart": table.max(axis=1) - table.min(axis=1), "most": table.max(axis=1)})
    frame = order.sort_values(["apart", "most"], ascending=False, kind="stable").index[0]
    rows = shares[shares.frame == frame]
    return rows.loc[[rows.value.idxmax(), rows.value.idxmin()]]


def gap(rows: pd.DataFrame, names: dict[str, str], gaps: pd.DataFrame | None, by: str) -> Claim:
    """Say where the outlets differ most, and whether chance could make that difference (the tested one, corrected for the number of tests)."""
    high, low = (row for _, row in rows.iterrows())
    text = f"The widest gap is in {names[high.frame]}: {percent(high.value)} of the sentences of {high[by]} against {percent(low.value)} of {low[by]}"
    values = {"frame": high.frame, "most": str(high[by]), "least": str(low[by]), "high": high.value, "low": low.value}
    if gaps is None:
        return Claim(f"{text}.", "framing-share", values)
    pair = {str(high[by]), str(low[by])}
    row = next(r for r in gaps[gaps.frame == high.frame].itertuples() if {str(r.a), str(r.b)} == pair)
    return Claim(f"{text}; {verdict(row)}.", "framing-share", values | {"adjusted": row.adjusted, "tests": int(row.tests)})


def verdict(row) -> str:
    """Return whether chance could make a difference, from its row in a table of differences."""
    if not row.supported:
        return f"it cannot be tested, because {row.reason}"
    if row.reason:
        return row.reason
    found = f"adjusted for {plural(int(row.tests), 'test')}, p {probability(row.adjusted)}"
    return f"chance alone would seldom make it ({found})" if row.adjusted < 0.05 else f"chance alone could make it ({found})"


def probability(p: float) -> str:
    """Return a p-value with its sign.

    >>> probability(0.0312), probability(0.0002)
    ('= 0.03', '< 0.001')
    """
    return "< 0.001" if p < 0.001 else f"= {p:.2f}" if p >= 0.01 else f"= {p:.3f}"


def tested(gaps: pd.DataFrame, names: dict[str, str], by: str) -> list[Claim]:
    """Say how many differences remain after correction for the number of tests, and which; `gaps` has the most certain first."""
    tests, kept = int(gaps.tests.max()) if len(gaps) else 0, gaps[gaps.adjusted < 0.05]
    if not tests:
        return [Claim(f"No frame has enough hits to test a difference between two {by}s.", "framing-gaps", {"tests": 0})]
    text = f"Of {plural(tests, 'tested difference')} in a frame between two {by}s, {len(kept) or 'none'} {'remain' if len(kept) > 1 else 'remains'} after correction"
    listed = [f"{names[r.frame]} ({r.a} {100 * r.value:+.0f} points against {r.b})" for r in kept.head(3).itertuples()]
    more = " among them " if len(kept) > len(listed) else " "
    return [Claim(f"{text}{':' + more + words(listed) if listed else ''}.", "framing-gaps", {"tests": tests, "remain": len(kept)})]


def spoken(rows: pd.DataFrame, voices: pd.DataFrame, names: dict[str, str], by: str) -> list[Claim]:
    """Say in whose words the two outlets of the widest gap carry that frame: their own, reported, or quoted."""
    claims = []
    for row in rows[rows.x > 0].to_dict("records"):
        own = voices[(voices.frame == row["frame"]) & (voices[by] == row[by])].set_index("voice").x.astype(int)
        told = {voice: int(own.get(voice, 0)) for voice in ("narration", "indirect", "quotation")}
        text = (f"{row[by]} carries {names[row['frame']]} in its own words in {plural(told['narration'], 'sentence')}, "
                f"reports it as said in {told['indirect']} and quotes it in {told['quotation']}.")  # fmt: skip
        claims.append(Claim(text, "framing-voices", {by: str(row[by]), "frame": row["frame"]} | told))
    return claims


def tone(means: pd.DataFrame, *, by: str = "outlet") -> list[Claim]:
    """Say which outlet's sentences lean most to the negative, and what remains of it outside quotation marks."""
    whole = means[means.voice == "all"].sort_values("value")
    if len(whole) < 2:
        return [Claim(f"With one {by} there is no tone to compare.", "tone-mean", {})]
    low, high = whole.iloc[0], whole.iloc[-1]
    apart = low.high < high.low
    text = (f"By VADER's lexicon the sentences of {low[by]} lean lowest (mean {low.value:+.2f}), those of {high[by]} highest ({high.value:+.2f}); "
            f"{'the intervals do not overlap' if apart else 'the intervals overlap'}.")  # fmt: skip
    claims = [
        Claim(
            text,
            "tone-mean",
            {"voice": "all", "lowest": str(low[by]), "highest": str(high[by]), "low": low.value, "high": high.value, "apart": bool(apart)},
        )
    ]
    own = means[means.voice == "narration"].sort_values("value")
    if len(own) > 1:
        text = f"Outside quotation marks, in the outlets' own words, {own.iloc[0][by]} is lowest ({own.iloc[0].value:+.2f}) and {own.iloc[-1][by]} highest ({own.iloc[-1].value:+.2f})."
        claims.append(
            Claim(
                text,
                "tone-mean",
                {
                    "voice": "narration",
                    "lowest": str(own.iloc[0][by]),
                    "highest": str(own.iloc[-1][by]),
                    "low": own.iloc[0].value,
                    "high": own.iloc[-1].value,
                },
            )
        )
    return claims


def wording(terms: pd.DataFrame, *, by: str = "outlet", most: int = 5) -> list[Claim]:
    """Name the words that mark each outlet whatever sentences are drawn (`stability.ranked`), or say that none does and which is nearest."""
    if not len(terms):
        return [Claim("No word is used often enough by one and less by the others.", "wording-terms", {})]
    if terms.measure.iloc[0] == "rate":
        return [alone(str(group), rows.head(3), by) for group, rows in terms.groupby(by, observed=True)]
    claims = [marking(str(group), rows.head(most), by) for group, rows in terms.groupby(by, observed=True)]
    tests, found = int(terms.drop_duplicates(by).tests.sum()), terms[terms.adjusted < ALPHA]
    listed = f": {words([f'“{r.term}” ({getattr(r, by)})' for r in found.itertuples()])}" if len(found) else ""
    text = f"Of {plural(tests, 'difference')} of rate that could be told from chance, {len(found) or 'none'} can, after correction for their number{listed}."
    return [*claims, Claim(text, "wording-terms", {"tests": tests, "found": len(found)})]


def marking(group: str, rows: pd.DataFrame, by: str) -> Claim:
    """Say which words mark one outlet; `rows` are its first."""
    stable = rows[rows.consensus]
    if len(stable):
        listed = words([f"“{r.term}” ({int(r.x)} here, {int(r.others)} elsewhere)" for r in stable.itertuples()])
        text = f"{group}: whatever sentences are drawn, what marks it is {listed}."
    else:
        stable = rows.head(1)
        r = stable.iloc[0]
        text = f"{group}: no word marks it whatever sentences are drawn; the nearest is “{r.term}” ({int(r.x)} here, {int(r.others)} elsewhere), named in {percent(r.stability)} of the draws."
    return Claim(text, "wording-terms", {by: group} | {r.term: int(r.x) for r in stable.itertuples()})


def alone(group: str, rows: pd.DataFrame, by: str) -> Claim:
    """Say which words the only outlet uses most."""
    listed = words([f"“{r.term}” ({int(r.x)})" for r in rows.itertuples()])
    text = f"{group}: with one {by} nothing can be distinct; its most frequent words are {listed}."
    return Claim(text, "wording-terms", {by: group} | {r.term: int(r.x) for r in rows.itertuples()})


def timeline(told: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> list[Claim]:
    """Say how many dated events are told, by how many outlets, and which outlets tell one alone."""
    if not len(told):
        return [Claim("No article dates an event.", "timeline-told", {})]
    outlets = told.groupby("event")[by].nunique()
    everybody, alone = int((outlets == articles[by].nunique()).sum()), int((outlets == 1).sum())
    text = f"{plural(len(outlets), 'dated event')} {'is' if len(outlets) == 1 else 'are'} told, from {told['first'].min()} to {told['last'].max()}; {everybody} by every {by}, {alone} by one {by} alone."
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
