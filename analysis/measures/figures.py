"""The numbers that several outlets give for the same thing, and whether they can all be true.

What is compared are intervals: "about 10,000" reaches a tenth around its figure, "more than 50" reaches on without end. The verdict says
that two figures contradict each other, never which of them is right, and the speaker says on whose word each stands.
"""

import math

import pandas as pd

from analysis.measures import grouped


def told(quantities: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Return the quantities that two articles or more tell: quantity, label, verdict, by, figure, counted, unit, speaker, sentence.

    Disagreements come first, then quantities that agree only in part, then the others.
    """
    rows = grouped(quantities[quantities.verdict != "SINGLE"], articles, by)
    rows = rows.assign(
        figure=[figure(r.low, r.high, r.hedge) for r in rows.itertuples()],
        rank=rows.verdict.map({"DISAGREE": 0, "COMPATIBLE": 1, "AGREE": 2}),
    )
    rows = rows.sort_values(["rank", "quantity", by], kind="stable").drop_duplicates(["quantity", by, "figure", "speaker"])
    columns = [
        "quantity",
        "label",
        "verdict",
        by,
        "figure",
        "counted",
        "unit",
        "speaker",
        "sentence",
        "article_id",
        *(c for c in ("start", "end") if c in rows),
    ]
    return rows[columns].reset_index(drop=True)


def figure(low: float, high: float, hedge: str) -> str:
    """Return an interval as a reader would print it.

    >>> figure(8000, 8000, "about"), figure(5, 7, ""), figure(50, float("nan"), "more than"), figure(1000, 10000, "vague")
    ('about 8,000', '5 to 7', 'more than 50', 'thousands')
    """
    plain = lambda x: f"{x:,.0f}" if float(x).is_integer() else f"{x:,g}"  # noqa: E731
    ends = [x for x in (low, high) if not math.isnan(x)]
    if hedge == "vague" and len(ends) == 2:
        return {1e3: "thousands", 1e2: "hundreds", 10: "dozens", 1e6: "millions", 1e9: "billions"}.get(
            low, f"{plain(low)} to {plain(high)}"
        )
    text = plain(ends[0]) if len(set(ends)) == 1 else f"{plain(low)} to {plain(high)}"
    return f"{hedge} {text}".strip() if hedge != "vague" else text
