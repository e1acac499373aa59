"""What a figure shows, in words, for those who cannot see it: computed from the very rows that are drawn.

An alternative text names what is compared, the unit, and the values that the eye would catch first (WCAG 2.2, 1.1.1).
"""

import pandas as pd


def listed(rows: pd.DataFrame, label, *, most: int = 12) -> str:
    """Return the rows as a list of labels, cut to `most` with the number of those left out."""
    shown = [label(row) for row in rows.head(most).itertuples()]
    more = len(rows) - most
    return "; ".join(shown) + (f"; and {more} more in the table" if more > 0 else "")


def counts(rows: pd.DataFrame, *, by: str = "outlet") -> str:
    """Describe bars of counts."""
    return f"Bars, {rows.unit.iloc[0]} by {by}: " + listed(rows, lambda r: f"{getattr(r, by)} {r.value:,.0f}") + "."


def dots(rows: pd.DataFrame, *, by: str = "outlet", series: str) -> str:
    """Describe points with intervals by the lowest and the highest of each series."""
    parts = []
    for name, group in rows.groupby(series, observed=True, sort=True):
        low, high = group.loc[group.value.idxmin()], group.loc[group.value.idxmax()]
        parts.append(f"{name}: lowest {low[by]} {interval(low)}, highest {high[by]} {interval(high)}")
    return f"Points with 95 % intervals, {rows.unit.iloc[0]}, by {by} and {series}. {'; '.join(parts)}."


def interval(row) -> str:
    """Return a value with its interval, where it has one."""
    return f"{row.value:.2f}" + (f" ({row.low:.2f} to {row.high:.2f})" if pd.notna(row.low) else "")


def matrix(rows: pd.DataFrame, *, by: str = "outlet", of: str) -> str:
    """Describe a table of shaded cells by its darkest one for each side."""
    top = rows.sort_values("value", ascending=False, kind="stable").drop_duplicates(by).sort_values(by)
    return (
        f"Shaded table, {rows.unit.iloc[0]}, {of} by {by}. Largest for each: "
        + listed(top, lambda r: f"{getattr(r, by)}: {getattr(r, of)} {r.value:.2f}")
        + "."
    )


def terms(rows: pd.DataFrame, *, by: str = "outlet") -> str:
    """Describe lists of words by the first three of each side."""
    first = rows.groupby(by, observed=True).head(3).groupby(by, observed=True).term.agg(", ".join).reset_index()
    return f"Words with the highest {rows.measure.iloc[0]} for each {by}: " + listed(first, lambda r: f"{getattr(r, by)}: {r.term}") + "."


def shift(rows: pd.DataFrame, *, by: str = "outlet") -> str:
    """Describe a word shift by the whole difference of each side and the three words that weigh most in it."""
    most = rows.dropna(subset="value").sort_values("value", key=abs, ascending=False, kind="stable").groupby(by, observed=True, sort=True)
    words = most.head(3).assign(text=lambda t: [f"{r.term} {r.value:+.2g}" for r in t.itertuples()]).groupby(by, observed=True)
    first = words.agg(gap=("gap", "first"), words=("text", ", ".join)).reset_index()
    label = lambda r: f"{getattr(r, by)} {r.gap:+.2g}, most by {r.words}"  # noqa: E731
    return f"Word shift, {rows.unit.iloc[0]} between each {by} and the others, and the words that weigh most in it: {listed(first, label)}."


def funnel(rows: pd.DataFrame, *, by: str = "outlet") -> str:
    """Describe a cloud of terms by how many lie beyond 1.96 either way, and the highest and the lowest of each side."""
    parts = []
    for name, group in rows.dropna(subset="value").groupby(by, observed=True):
        high, low = group.loc[group.value.idxmax()], group.loc[group.value.idxmin()]
        ends = f"highest {high.term} {high.value:.1f}, lowest {low.term} {low.value:.1f}"
        parts.append(f"{name}: {(group.value.abs() > 1.96).sum():,} of {len(group):,} beyond 1.96 either way, {ends}")
    return f"Cloud of terms, frequency against {rows.measure.iloc[0]} ({rows.unit.iloc[0]}), for each {by}. {'; '.join(parts)}."


def specifications(rows: pd.DataFrame, *, decisions: list[str]) -> str:
    """Describe a specification curve by how often the claim holds, the range of the values, and with which options it holds."""
    held, value = rows.holds.fillna(False).astype(bool), rows.value
    ends = f"values from {value.min():.2f} to {value.max():.2f}, median {value.median():.2f} ({rows.unit.iloc[0]})"
    shares = {d: held.groupby(rows[d], observed=True, sort=False).agg(["sum", "size"]) for d in decisions}
    parts = [f"{d}: " + ", ".join(f"{option} {r['sum']} of {r['size']}" for option, r in share.iterrows()) for d, share in shares.items()]
    return f"Specification curve. {rows.claim.iloc[0]}: holds in {held.sum()} of {len(rows)} analyses, {ends}. By decision it holds in {'; '.join(parts)}."


def timeline(rows: pd.DataFrame, *, by: str = "outlet") -> str:
    """Describe the two clocks: the publication dates, and how many events each side dates."""
    published = rows[rows.kind == "publication"]
    events = rows[rows.kind == "event"].groupby(by, observed=True).event.nunique()
    label = lambda r: f"{getattr(r, by)} published {r.first or 'on an unknown date'}, {events.get(getattr(r, by), 0)} dated events"  # noqa: E731
    return f"Dated events by {by}: " + listed(published, label) + "."
