"""Corrected shares: laws, refusals, and the coverage that is promised, in seeded simulation."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import prevalence, reliability, validity

RUNS = 20_000


def world(rng, sizes, p, sensitivity, specificity) -> pd.DataFrame:
    """Return all sentences: side, human, tool. Shares and rates are given for each side, or one for all."""
    side = np.repeat(np.arange(len(sizes)), sizes)
    at = lambda rates: np.broadcast_to(rates, len(sizes))[side]  # noqa: E731
    human = rng.random(len(side)) < at(p)
    tool = rng.random(len(side)) < np.where(human, at(sensitivity), 1 - at(specificity))
    return pd.DataFrame({"outlet": side, "human": human * 1, "tool": tool * 1})


def sample(rng, every: pd.DataFrame, drawn, strata=("outlet",)) -> pd.DataFrame:
    """Return coded sentences with weight and stratum; `drawn` of each stratum (or a list of them), without replacement."""
    parts = []
    groups = every.groupby(list(strata)).indices.values()
    for i, (place, n) in enumerate(zip(groups, np.broadcast_to(drawn, len(groups)), strict=True)):
        take = rng.choice(place, min(n, len(place)), replace=False)
        parts.append(every.iloc[take].assign(stratum=i, weight=len(place) / len(take)))
    return pd.concat(parts)


# coverage: RUNS worlds at once, as counts per side of (found, missed, false alarm, neither) #

SETTINGS = {  # sizes of the sides, sentences coded of each, share, sensitivity, specificity
    "5 x 100, 20 each": ([100] * 5, 20, 0.2, 0.7, 0.9),
    "5 x 100, 12 each, rare": ([100] * 5, 12, 0.05, 0.6, 0.97),
    "5 x 100, 40 each, rare": ([100] * 5, 40, 0.05, 0.6, 0.97),
    "5 x 28, 12 each": ([28] * 5, 12, 0.2, 0.7, 0.9),
    "5 unequal sizes, 20 each": ([30, 60, 100, 200, 400], 20, 0.2, 0.7, 0.9),
    "5 x 400, 40 each, unequal": ([400] * 5, 40, [0.1, 0.2, 0.3, 0.2, 0.1], [0.9, 0.8, 0.5, 0.6, 0.7], [0.95, 0.9, 0.8, 0.9, 0.97]),
    "1 x 100, 40": ([100], 40, 0.3, 0.7, 0.95),
    "1 x 300, 60, rare": ([300], 60, 0.05, 0.6, 0.97),
    "1 x 300, 100": ([300], 100, 0.3, 0.9, 0.97),
    "1 x 1000, 100": ([1000], 100, 0.1, 0.7, 0.95),
    "1 x 1000, 200": ([1000], 200, 0.5, 0.8, 0.8),
}  # fmt: skip
UNEQUAL = ([400] * 5, 40, 0.3, [0.4, 0.9, 0.7, 0.9, 0.7], [0.97, 0.8, 0.85, 0.9, 0.9])


def worlds_and_samples(setting, *, seed: int = 7) -> tuple[np.ndarray, np.ndarray]:
    """Return the counts of all sentences and of the coded ones: RUNS x sides x (found, missed, false alarm, neither)."""
    rng, sizes = np.random.default_rng(seed), np.array(setting[0])
    drawn, p, sensitivity, specificity = (np.broadcast_to(x, (RUNS, len(sizes))) for x in setting[1:])
    yes = rng.binomial(sizes, p)
    found, false = rng.binomial(yes, sensitivity), rng.binomial(sizes - yes, 1 - specificity)
    every = np.stack([found, yes - found, false, sizes - yes - false], -1)
    coded, left, rest = np.zeros_like(every), drawn.copy(), np.broadcast_to(sizes, drawn.shape).copy()
    for cell in range(4):
        rest = rest - every[..., cell]
        coded[..., cell] = rng.hypergeometric(every[..., cell], rest, left) if cell < 3 else left
        left = left - coded[..., cell]
    return every, coded


def weighed(every, coded, cells, hits) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return weighted share of `hits` among `cells`, effective number and number of the coded sentences, over all sides."""
    weight = every.sum(-1) / coded.sum(-1)
    n = coded[..., cells].sum(-1)
    total = (weight * n).sum(-1)
    return (weight * coded[..., hits]).sum(-1) / np.maximum(total, 1e-9), total**2 / np.maximum((weight**2 * n).sum(-1), 1e-9), n.sum(-1)


def design(every, coded):
    parts = [weighed(every, coded, cells, cells[0]) for cells in ([0, 2], [1, 3])]
    sizes = np.stack([every[..., cells].sum((-1, -2)) for cells in ([0, 2], [1, 3])], -1)
    p, effective, drawn = (np.stack(x, -1) for x in zip(*parts, strict=True))
    answered = ((drawn > 0) | (sizes == 0)).all(-1)
    _, low, high = prevalence.mover(p, np.maximum(effective, 1), sizes, drawn)
    return np.where(answered, low, np.nan), np.where(answered, high, np.nan)


def solved(every, coded):
    (found, n1, k1), (false, n0, k0) = (weighed(every, coded, cells, cells[0]) for cells in ([0, 1], [2, 3]))
    n = every.sum((-1, -2))
    low, high = prevalence.fieller(every[..., [0, 2]].sum((-1, -2)) / n, n, found, n1, false, n0)
    enough = np.minimum(k1, k0) >= prevalence.FEW
    return np.where(enough, low, np.nan), np.where(enough, high, np.nan)


METHODS = {"design-based": design, "Rogan-Gladen": solved}
REFUSED = {(name, "Rogan-Gladen") for name in ("5 x 100, 12 each, rare", "1 x 300, 60, rare")}  # too few coded sentences with the frame


def coverage(method: str, setting, *, sides=slice(None), seed: int = 7) -> tuple[float, float, float]:
    """Return the share of answered draws whose interval holds the truth, the share that is answered, and the mean width."""
    every, coded = (x[:, sides] for x in worlds_and_samples(setting, seed=seed))
    low, high = METHODS[method](every, coded)
    truth = every[..., :2].sum((-1, -2)) / every.sum((-1, -2))
    answered = ~np.isnan(low)
    held = (low - 1e-9 <= truth) & (truth <= high + 1e-9)
    return float(held[answered].mean()), float(answered.mean()), float((high - low)[answered].mean())


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", SETTINGS)
def test_the_corrected_share_covers_the_truth(name, method):
    held, answered, _ = coverage(method, SETTINGS[name])
    assert 0.93 <= held <= 0.97 and (answered < 0.02 if (name, method) in REFUSED else answered > (0.9 if method == "design-based" else 0.75))


@pytest.mark.parametrize("side", range(5))
@pytest.mark.parametrize("method", METHODS)
def test_with_unequal_errors_each_side_is_corrected_by_its_own_or_refused(method, side):
    held, answered, _ = coverage(method, UNEQUAL, sides=slice(side, side + 1))
    assert 0.93 <= held <= 0.97 and answered > (0.3 if method == "Rogan-Gladen" else 0.9)


def test_error_rates_borrowed_from_other_sides_would_miss_the_truth():
    """Why no rate is borrowed: the rates of all five sides, put on the first, whose tool finds less."""
    every, coded = worlds_and_samples(UNEQUAL)
    (found, n1, _), (false, n0, _) = (weighed(every, coded, cells, cells[0]) for cells in ([0, 1], [2, 3]))
    low, high = prevalence.fieller(every[:, 0, [0, 2]].sum(-1) / 400, 400, found, n1, false, n0)
    truth = every[:, 0, :2].sum(-1) / 400
    assert np.mean((low <= truth) & (truth <= high)) < 0.1


def test_the_simulation_counts_as_the_table_does():
    every, coded = (x[:40] for x in worlds_and_samples(SETTINGS["5 unequal sizes, 20 each"]))
    quick = {name: np.stack(method(every, coded), -1) for name, method in METHODS.items()}
    kinds = pd.DataFrame({"human": [1, 1, 0, 0], "tool": [1, 0, 1, 0]})
    for i in range(40):
        sides = enumerate(zip(every[i], coded[i], strict=True))
        parts = [kinds.loc[np.repeat(range(4), c)].assign(stratum=j, weight=e.sum() / c.sum()) for j, (e, c) in sides]
        rows, yes, n = pd.concat(parts), int(every[i][:, [0, 2]].sum()), int(every[i].sum())
        for name, slow in (("design-based", prevalence.design_based), ("Rogan-Gladen", prevalence.rogan_gladen)):
            assert slow(rows, yes, n)[0][1:] == pytest.approx(tuple(quick[name][i]), nan_ok=True)


def test_the_raw_share_of_a_wrong_tool_does_not_cover_the_truth():
    every, _ = worlds_and_samples(([300], 60, 0.3, 0.6, 0.95))
    share, truth = every[:, 0, [0, 2]].sum(-1) / 300, every[:, 0, :2].sum(-1) / 300
    low, high = validity.wilson(share, 300)
    assert np.mean((low <= truth) & (truth <= high)) < 0.5


# laws #

worlds = st.integers(0, 10**6).map(lambda seed: world(np.random.default_rng(seed), [40, 25], 0.3, 0.7, 0.85))


@given(worlds)
@settings(deadline=None, max_examples=100)
def test_when_all_is_coded_the_corrected_share_is_the_share_itself(every):
    coded = every.assign(stratum=every.outlet, weight=1.0)
    (value, low, high), n, _ = prevalence.design_based(coded, int(every.tool.sum()), len(every))
    assert value == pytest.approx(every.human.mean()) == pytest.approx(low) == pytest.approx(high) and n == len(every)
    (value, _, _), _, note = prevalence.rogan_gladen(coded, int(every.tool.sum()), len(every))
    assert value == pytest.approx(every.human.mean()) or note


@given(worlds, st.integers(0, 10**6))
@settings(deadline=None, max_examples=100)
def test_the_design_based_share_is_tool_plus_weighted_error(every, seed):
    """The difference estimator, where the coded sentences carry the tool's share of their side: the definition of the paper."""
    coded = sample(np.random.default_rng(seed), every[every.outlet == 0], 5, strata=("tool",))
    all_of = every[every.outlet == 0]
    (value, low, high), _, note = prevalence.design_based(coded, int(all_of.tool.sum()), len(all_of))
    if not np.isnan(value):
        assert value == pytest.approx(all_of.tool.mean() + ((coded.human - coded.tool) * coded.weight).sum() / len(all_of))
        assert 0 <= low <= value <= high <= 1


def test_a_worked_example_of_rogan_and_gladen():
    """Sensitivity .8, specificity .9 and a raw share of .24 make (.24 + .9 - 1) / (.8 + .9 - 1) = .2."""
    human = [1] * 20 + [0] * 80
    tool = [1] * 16 + [0] * 4 + [1] * 8 + [0] * 72
    coded = pd.DataFrame({"human": human, "tool": tool, "weight": 10.0, "stratum": "a"})
    (value, low, high), n, note = prevalence.rogan_gladen(coded, 240, 1000)
    assert (value, n, note) == (pytest.approx(0.2), 100, "") and low < 0.2 < high
    assert prevalence.design_based(coded, 240, 1000)[0][0] == pytest.approx(0.2)


# refusals #


def rows(hit=0, false=0, missed=0, none=0, stratum="a") -> pd.DataFrame:
    cells = [(1, 1)] * hit + [(0, 1)] * false + [(1, 0)] * missed + [(0, 0)] * none
    return pd.DataFrame(cells, columns=["human", "tool"]).assign(weight=2.0, stratum=stratum)


@pytest.mark.parametrize(
    ("coded", "yes", "reason"),
    [
        (rows(hit=5, missed=15, false=20, none=20), 60, "add to no more than one"),
        (rows(hit=9, missed=8, false=9, none=11), 30, "may add to no more than one"),
        (rows(hit=5, missed=2, none=30), 10, "at least 8 of each"),
        (pd.concat([rows(hit=9, false=3, stratum="a: yes"), rows(missed=3, none=9, stratum="a: no")]), 10, "decided the draw"),
    ],
)
def test_rogan_gladen_is_refused_with_the_reason(coded, yes, reason):
    values, _, note = prevalence.rogan_gladen(coded, yes, 100)
    assert np.isnan(values).all() and reason in note


def test_a_side_with_too_little_coding_is_refused_with_the_reason():
    values, n, note = prevalence.design_based(rows(hit=1, none=3), 20, 100)
    assert np.isnan(values).all() and n == 4 and "code at least 5" in note
    values, _, note = prevalence.design_based(rows(none=30), 20, 100)
    assert np.isnan(values).all() and "none of them is coded" in note


def test_a_frame_that_never_occurs_has_an_upper_limit_and_says_so():
    (value, low, high), _, note = prevalence.design_based(rows(none=30), 0, 100)
    assert value == low == 0 and 0.05 < high < 0.15 and "never found" in note


# the tables #


@pytest.fixture
def coded():
    rng = np.random.default_rng(2)
    every = world(rng, [200, 200], 0.3, [0.9, 0.5], 0.9)
    one = sample(rng, every, 60)
    compared = one.assign(unit=[f"u{i}" for i in range(len(one))], frame="blame")
    totals = every.groupby("outlet").tool.agg(["sum", "size"]).set_axis(["yes", "n"], axis=1).reset_index().assign(frame="blame")
    return compared, totals


def test_the_table_has_raw_and_corrected_for_all_and_each_side(coded):
    table = prevalence.table(*coded, story="dam")
    assert list(table.columns) == ["story", "outlet", *prevalence.COLUMNS]
    assert list(table.outlet.cat.categories) == ["0", "1", "all"] and len(table) == 9
    assert (table.value.between(table.low - 1e-9, table.high + 1e-9) | ~table.supported).all()
    assert table.scope.str.contains("400 sentences").all()


def test_an_outlet_that_is_called_all_is_not_taken_for_all_of_them():
    tables = []
    for name in ("b", "all"):
        coded = pd.concat([rows(hit=8, none=20).assign(outlet="a"), rows(hit=2, none=20).assign(outlet=name)])
        coded = coded.assign(frame="blame", unit=range(len(coded)), stratum=coded.outlet)
        totals = coded.groupby("outlet").tool.agg(["sum", "size"]).set_axis(["yes", "n"], axis=1).reset_index().assign(frame="blame")
        tables.append(prevalence.table(coded, totals))
    assert set(tables[1].outlet) == {"a", "all (outlet)", "all"}
    sides = [table[~table.outlet.isin(["a", "all"])].value for table in tables]
    assert sides[0].tolist() == pytest.approx(sides[1].tolist(), nan_ok=True) and len(sides[0]) == 3


def test_no_coding_gives_a_table_without_rows(coded):
    assert prevalence.table(coded[0].iloc[:0], coded[1]).empty and validity.table(coded[0].iloc[:0]).empty


def test_unequal_error_rates_are_found(coded):
    table = validity.equal_errors(coded[0]).set_index("rate")
    assert table.p["sensitivity"] < 0.05
    assert table.lowest["sensitivity"] < 0.7 < table.highest["sensitivity"]


def test_the_permutation_test_keeps_its_level():
    rng = np.random.default_rng(3)
    ps = [validity.permuted(pd.Series(rng.random(60) < 0.7) * 1, pd.Series(rng.integers(0, 4, 60)), i)[0] for i in range(200)]
    assert np.mean(np.array(ps) <= 0.05) <= 0.09 and np.mean(np.array(ps) <= 0.5) > 0.35


def test_validity_is_that_of_the_cells(coded):
    own = rows(hit=8, false=2, missed=4, none=26).assign(frame="blame", outlet="a", unit=range(40))
    table = validity.table(own).set_index("measure")
    assert table.value[["precision", "recall", "specificity", "F1"]].round(4).tolist() == [0.8, 0.6667, 0.9286, 0.7273]
    pair = own[["human", "tool"]].astype(float)
    assert table.value["alpha"] == pytest.approx(reliability.alpha(pair)["value"])
    assert (table.low < table.value).all() and (table.value < table.high).all()


def test_perfect_agreement_has_no_interval_from_resampling():
    table = validity.table(rows(hit=8, none=20).assign(frame="blame", outlet="a", unit=range(28))).set_index("measure")
    assert table.value["alpha"] == 1 and np.isnan(table.low["alpha"]) and "no disagreement" in table.note["alpha"]
    assert 0.5 < table.low["precision"] < 1


def test_weights_make_validity_hold_for_all_sentences():
    own = pd.concat([rows(hit=10, stratum="a"), rows(missed=10, stratum="b").assign(weight=6.0)])
    own = own.assign(frame="blame", outlet="a", unit=range(20))
    table = validity.table(own).set_index("measure")
    assert table.value[["recall", "F1"]].tolist() == pytest.approx([0.25, 0.4])  # 20 sentences found, 60 missed
    assert table.low["F1"] <= 0.4 <= table.high["F1"]
