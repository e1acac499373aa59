"""Sentences on framing: what each outlet brings out, what parts them most, whether chance could do that, and in whose words it stands.

A gap that strikes the eye is the widest of many, and the widest of many is wide by chance alone. The sentence that names it therefore
tells its test, corrected for all the others that were looked at. How a claim is made: see `prose`.
"""

import pandas as pd

from analysis.claims import Claim, between_two, percent, plural, verdict, words
from analysis.permutation import ALPHA


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
    claims += remaining(gaps, names) if gaps is not None else []
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
    first = sorted(names[frame] for frame in rows.frame[rows.value == top.value])
    which = f"frames are {words(first)}, each" if len(first) > 1 else f"frame is {first[0]},"
    values |= {"tied": sorted(rows.frame[rows.value == top.value])} if len(first) > 1 else {}
    return Claim(f"{group}: the most frequent {which} {counted}.", "framing-share", values)


def between(row) -> str:
    """Return the interval of a share in words."""
    return f"{percent(row.low)[:-2]} to {percent(row.high)}" if pd.notna(row.low) else "not known"


def widest(shares: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the rows of the two outlets that lie furthest apart in one frame, the higher first; of equal gaps the more frequent frame."""
    table = shares.pivot_table(index="frame", columns=by, values="value", observed=True)
    order = pd.DataFrame({"apart": (table.max(axis=1) - table.min(axis=1)).round(9), "most": table.max(axis=1)})
    frame = order.sort_values(["apart", "most"], ascending=False, kind="stable").index[0]
    rows = shares[shares.frame == frame]
    return rows.loc[[rows.value.idxmax(), rows.value.idxmin()]]


def gap(rows: pd.DataFrame, names: dict[str, str], gaps: pd.DataFrame | None, by: str) -> Claim:
    """Say where the outlets differ most, and whether chance could make that difference (the tested one, corrected for the number of tests)."""
    high, low = (row for _, row in rows.iterrows())
    text = f"The widest gap is in {names[high.frame]}: {percent(high.value)} of the sentences of {high[by]} against {percent(low.value)} of {low[by]}"
    values = {"frame": high.frame, "most": str(high[by]), "least": str(low[by]), "high": high.value, "low": low.value}
    row = between_two(gaps[gaps.frame == high.frame], high[by], low[by]) if gaps is not None else None
    if row is None:
        return Claim(f"{text}.", "framing-share", values)
    return Claim(f"{text}; {verdict(row)}.", "framing-share", values | {"adjusted": row.adjusted, "tests": int(row.tests)})


def remaining(gaps: pd.DataFrame, names: dict[str, str]) -> list[Claim]:
    """Say how many differences remain after correction for the number of tests, and which; `gaps` has the most certain first."""
    tests, kept = int(gaps.tests.max()) if len(gaps) else 0, gaps[gaps.adjusted < ALPHA]
    if not tests:
        return [Claim("No frame has enough hits to test a difference.", "framing-gaps", {"tests": 0})]
    text = f"Of {plural(tests, 'tested difference')} in a frame, {len(kept) or 'none'} {'remain' if len(kept) > 1 else 'remains'} after correction"
    sides = ((r, (r.a, r.b) if r.value > 0 else (r.b, r.a)) for r in kept.head(3).itertuples())
    listed = [f"{names[r.frame]} ({100 * abs(r.value):.0f} points more in {most} than in {least})" for r, (most, least) in sides]
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
