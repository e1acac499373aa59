"""Whether coders agree more than by chance: Krippendorff's alpha, for any number of coders and with answers missing.

Alpha is 1 - observed disagreement / disagreement expected if answers had been given to sentences by lot; 1 is perfect agreement, 0
chance. Krippendorff (2004) asks for .800, and for .667 where only tentative conclusions are drawn. The interval comes from drawing
the units anew (Hayes and Krippendorff 2007). Written here because the package that offers it is under the GPL; the worked example
of Krippendorff (2011) holds it to four digits. A number that agreement cannot have, because all answers are the same or nobody
shares a unit, is left empty and the reason given.
"""

import numpy as np
import pandas as pd

DRAWS = 2000
LEVELS = (2.5, 97.5)
UNANIMOUS = "no disagreement seen: drawing the sentences anew can show none, so there is no interval"
METRICS = {"nominal": lambda a, b: (a != b).astype(float), "interval": lambda a, b: (a - b) ** 2.0}


def coincidences(ratings: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the values that occur and, per unit with two answers or more, their coincidences: units x values x values.

    `ratings` has a row per unit and a column per coder, with missing answers empty. Each unit with m answers adds m in total.
    """
    table = ratings.to_numpy(dtype=float)
    table = table[(~np.isnan(table)).sum(1) >= 2]
    values = np.unique(table[~np.isnan(table)])
    counts = (table[:, :, None] == values).sum(1).astype(float)
    pairs = counts[:, :, None] * counts[:, None, :] - np.eye(len(values)) * counts[:, :, None]
    return values, pairs / np.maximum(counts.sum(1) - 1, 1)[:, None, None]


def from_coincidences(found: np.ndarray, values: np.ndarray, *, metric: str = "nominal") -> np.ndarray:
    """Return alpha of coincidence matrices (... x values x values); not a number where nothing could disagree."""
    distance = METRICS[metric](values[:, None], values[None, :])
    margin, n = found.sum(-1), found.sum((-1, -2))
    observed = (found * distance).sum((-1, -2))
    expected = (margin[..., :, None] * margin[..., None, :] * distance).sum((-1, -2))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - (n - 1) * observed / expected, np.nan)


def alpha(ratings: pd.DataFrame, *, metric: str = "nominal", seed: int = 1) -> dict:
    """Return value, low, high, n (units with two answers or more) and note: the reason where there is no number.

    `metric` is nominal or interval. Resampled tables in which all answers are the same have no alpha and are passed over.

    >>> alpha(pd.DataFrame({"a": [1, 0, 1, 0], "b": [1, 0, 1, 0]}))["value"]
    1.0
    >>> alpha(pd.DataFrame({"a": [0, 0], "b": [0, 0]}))["note"]
    'all answers are the same: agreement beyond chance cannot be told'
    """
    none = {"value": np.nan, "low": np.nan, "high": np.nan}
    if ratings.shape[1] < 2:
        return none | {"n": 0, "note": "one coder only: let a second person code the same sheet"}
    values, found = coincidences(ratings)
    if not len(found):
        return none | {"n": 0, "note": "the coders share no sentence: let them code the same sheet"}
    if len(values) < 2:
        return none | {"n": len(found), "note": "all answers are the same: agreement beyond chance cannot be told"}
    weights = np.random.default_rng(seed).multinomial(len(found), np.full(len(found), 1 / len(found)), size=DRAWS).astype(float)
    flat = found.reshape(len(found), -1)
    drawn = from_coincidences((weights @ flat).reshape(-1, *found.shape[1:]), values, metric=metric)
    value = float(from_coincidences(found.sum(0), values, metric=metric))
    if value == 1 or len(found) < 2:
        return none | {"value": value, "n": len(found), "note": UNANIMOUS if value == 1 else "one shared sentence gives no interval"}
    low, high = np.nanpercentile(drawn, LEVELS)
    return {"value": value, "low": float(low), "high": float(high), "n": len(found), "note": ""}


def table(answers: pd.DataFrame, *, codes: tuple[str, ...], seed: int = 1, story: str = "") -> pd.DataFrame:
    """Return alpha per code: a tidy table with key `frame`, n (sentences coded by two or more) and `note`.

    `answers` has the columns unit, coder, code, value (0 or 1). A frame that nobody ticked, one coder, and coders who share no
    sentence give a row without a number whose `note` says what to do.
    """
    rows = []
    for code in codes:
        own = answers[answers.code == code]
        found = alpha(own.pivot(index="unit", columns="coder", values="value"), seed=seed)
        if found["n"] and not own.value.any():
            found["note"] = "nobody ticked this frame: agreement on a frame that never occurs cannot be told"
        rows.append({"frame": code} | found)
    people = answers.coder.nunique()
    scope = f"Agreement of {people} coders beyond chance; intervals (95 %, bootstrap over sentences) say how far it hangs on single ones."
    found = pd.DataFrame(rows, columns=["frame", "value", "low", "high", "n", "note"])
    found = found.assign(story=story, measure="Krippendorff's alpha", unit="alpha", scope=scope)
    return found[["story", "frame", "measure", "value", "low", "high", "n", "unit", "scope", "note"]]


def disagreements(answers: pd.DataFrame) -> pd.DataFrame:
    """Return the answers that differ: unit, code and a column per coder (yes, no, or empty where there is no answer)."""
    wide = answers.pivot(index=["unit", "code"], columns="coder", values="value")
    split = wide[wide.nunique(axis=1) > 1]
    words = split.apply(lambda column: column.map({0: "no", 1: "yes"}).fillna(""))
    return words.reset_index().rename_axis(columns=None)
