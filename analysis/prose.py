"""Sentences made from table cells: no number in the report is typed by hand.

Each function takes the tidy table of a measure and returns claims: the sentence, the exported table it was read from, and the very
values in it. A claim says no more than the table: where intervals overlap it says so, and where a comparison is not
possible it says why.
"""

from typing import NamedTuple

import pandas as pd


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


def framing(shares: pd.DataFrame, names: dict[str, str], *, by: str = "outlet") -> list[Claim]:
    """Say which frame each outlet uses most, and which frame separates the outlets most."""
    if not len(shares):
        return [Claim("No pattern of the codebook fires in any article.", "framing-share", {})]
    claims = []
    for group, rows in shares.groupby(by, observed=True):
        top = rows.sort_values(["value", "frame"], ascending=[False, True]).iloc[0]
        text = f"{group}: the most frequent frame is {names[top.frame]}, in {int(top.x)} of {int(top.n)} sentences ({percent(top.value)}, interval {between(top)})."
        claims.append(
            Claim(text, "framing-share", {by: str(group), "frame": top.frame, "x": int(top.x), "n": int(top.n), "value": top.value})
        )
    return [*claims, *widest(shares, names, by=by)]


def between(row) -> str:
    """Return the interval of a share in words."""
    return f"{percent(row.low)[:-2]} to {percent(row.high)}" if pd.notna(row.low) else "not known"


def widest(shares: pd.DataFrame, names: dict[str, str], *, by: str) -> list[Claim]:
    """Say where the outlets differ most: the frame with the largest gap between two of them, and whether the intervals part."""
    table = shares.pivot_table(index="frame", columns=by, values="value", observed=True)
    if table.shape[1] < 2:
        return [Claim(f"With one {by} there is nothing to compare.", "framing-share", {})]
    frame = (table.max(axis=1) - table.min(axis=1)).idxmax()
    rows = shares[shares.frame == frame].set_index(by)
    most, least = rows.value.idxmax(), rows.value.idxmin()
    apart = rows.low[most] > rows.high[least]
    verdict = "the two intervals do not overlap" if apart else "the two intervals overlap, so single sentences could make the difference"
    text = f"The widest gap is in {names[frame]}: {percent(rows.value[most])} of the sentences of {most} against {percent(rows.value[least])} of {least}; {verdict}."
    return [
        Claim(
            text,
            "framing-share",
            {
                "frame": frame,
                "most": str(most),
                "least": str(least),
                "high": rows.value[most],
                "low": rows.value[least],
                "apart": bool(apart),
            },
        )
    ]


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


def wording(terms: pd.DataFrame, *, by: str = "outlet", most: int = 3) -> list[Claim]:
    """Name the first words of each outlet by TF-IDF, with their counts; where there is only one outlet, its most frequent words."""
    alone = len(terms) and terms.measure.iloc[0] == "rate"
    what = f"with one {by} nothing can be distinct; its most frequent words are" if alone else "the words that mark it most by TF-IDF are"
    claims = []
    for group, rows in terms.groupby(by, observed=True):
        first = rows.sort_values(["value", "term"], ascending=[False, True]).head(most)
        listed = words([f"“{r.term}” ({int(r.x)})" for r in first.itertuples()])
        values = {by: str(group)} | {r.term: int(r.x) for r in first.itertuples()}
        claims.append(Claim(f"{group}: {what} {listed}.", "wording-terms", values))
    return claims or [Claim("No word is used often enough by one and not by all.", "wording-terms", {})]


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
