"""A claim that is true whatever one chooses holds in N of N; one that hangs on a choice is found out, and the choice is named."""

import numpy as np
import pandas as pd
import pytest
from conftest import PROJECT
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis import codebook, corpus, page, prose, published, store, tables
from analysis.measures import framing, robustness, sentiment, wording
from analysis.measures.robustness import sentences as by_sentence
from analysis.measures.robustness import words as by_word

N = 12  # sentences of each article
SCORERS = ("vader", "pattern", "trained")


def story(*outlets):
    """Return articles and sentences, one article of N sentences each; the first sentence is the lede."""
    ids = [o[0] for o in outlets]
    articles = pd.DataFrame({"story": "s", "article_id": ids, "outlet": pd.Categorical(outlets, outlets, ordered=True), "n_tokens": 20 * N,
                             "n_sentences": N})  # fmt: skip
    return articles, tables.frame("sentences", [(a, i, i // 3, "body" if i else "lede", 0, 9, 20) for a in ids for i in range(N)])


def hits(*found):
    """Return the table frames from (article, sentences, frame, pattern, voice)."""
    rows = [(a, i, 0, 3, frame, pattern, voice, 1) for a, where, frame, pattern, voice in found for i in where]
    return tables.frame("frames", rows)


def scores(**values):
    """Return the table tone from article -> {(lexicon, voice): value of its sentences}; what is not given is 0.3 in all of them."""
    rows = [
        (a, i, voice, "", lexicon, given.get((lexicon, voice), given.get("else", 0.3)))
        for a, given in values.items() for i in range(N) for lexicon in SCORERS for voice in ("all", "narration")
    ]  # fmt: skip
    return tables.frame("tone", rows)


def claim(table, **values):
    return {"text": f"{table} {values}", "table": table, "values": values}


def asked_of(frames, parts, *claims, seed=1):
    """Return summary and answers of claims about framing."""
    articles, sentences = parts
    asked = robustness.questions(list(claims))
    answers = [robustness.framing(asked, frames, robustness.sample(sentences, articles, seed=seed))]
    return robustness.summary(asked, answers), answers[0]


GAP = claim("framing-share", frame="A", most="north", least="south")
EVERYWHERE = [("n", range(8), "A", "p", "narration"), ("n", range(8), "A", "q", "narration"), ("s", [1, 2], "A", "p", "narration"),
              ("s", [1, 2], "A", "q", "narration"), ("s", range(5), "B", "r", "narration"), ("s", range(5), "B", "t", "narration"),
              ("n", range(3), "B", "r", "narration"), ("n", range(3), "B", "t", "narration")]  # fmt: skip


def test_what_is_true_under_every_choice_holds_in_all():
    top = claim("framing-share", outlet="north", frame="A")
    summary, rows = asked_of(hits(*EVERYWHERE), story("north", "south"), GAP, top)
    assert (summary.k == summary.n).all() and set(summary.n) == {108} and set(summary.decision) == {""}
    assert robustness.settings([rows, rows]) == {"robustness": {"specifications": 216}}
    assert rows.groupby("claim").specification.nunique().min() >= 64 and (rows.value > 0).all()


@pytest.mark.parametrize(("decision", "end", "option", "planted"), [
    ("voice", "worst", "all", [("s", range(2, 12), "A", p, "quotation") for p in "pq"]),
    ("codebook", "best", "without each frame's leading pattern", [("s", [*range(2, 12)] * 2, "A", "leading", "narration")]),
])  # fmt: skip
def test_a_claim_that_hangs_on_one_decision_names_it(decision, end, option, planted):
    row = asked_of(hits(*EVERYWHERE[:4], *planted), story("north", "south"), GAP)[0].iloc[0]
    assert 0 < row.k < row.n and row.decision == decision and row[end] == option and 0.5 < row.spread <= 1


def test_a_claim_that_the_lede_alone_decides_names_the_lede():
    articles, sentences = story("north", "south")
    sentences.loc[sentences.sentence < 2, "zone"] = "lede"
    frames = hits(*[(a, where, "A", p, "narration") for a, where in (("n", [0, 1]), ("s", [3, 4, 5])) for p in "pq"])
    row = asked_of(frames, (articles, sentences), claim("framing-share", frame="A", most="south", least="north"))[0].iloc[0]
    assert (row.decision, row.best, row.k, row.n) == ("lede", "counts once", 54, 108)


def test_one_scorer_alone_is_named():
    tone = scores(n={"else": 0.4, ("vader", "all"): -0.5, ("vader", "narration"): -0.5}, s={})
    parts = story("north", "south")
    asked = robustness.questions([claim("tone-mean", voice="all", lowest="north", highest="south")])
    row = robustness.summary(asked, [robustness.tone(asked, tone, robustness.sample(*parts[::-1]))]).iloc[0]
    assert row.k * 3 <= row.n == 192 and (row.decision, row.best) == ("lexicon", "vader")


@pytest.mark.parametrize(("summary", "neutral", "north"), [
    ("mean", "counted", -0.1), ("mean", "left out", -0.6), ("median", "counted", 0.0), ("median", "left out", -0.6),
    ("share positive less negative", "counted", -1 / 6), ("share positive less negative", "left out", -1.0),
])  # fmt: skip
def test_neutral_sentences_count_or_not(summary, neutral, north):
    tone = scores(n={"else": 0.0}, s={})
    tone.loc[(tone.article_id == "n") & (tone.sentence < 2), "value"] = -0.6
    sampled = robustness.sample(*story("north", "south")[::-1])
    option = robustness.combinations("tone")[0] | {"summary": summary, "neutral sentences": neutral}
    _, drawn, _ = by_sentence.tone(by_sentence.values(tone, sampled), sampled, option)
    assert drawn[0, 0, 0] == pytest.approx(north, abs=1e-6)


def test_a_claim_on_the_own_words_is_asked_of_these_only():
    asked = robustness.questions([claim("tone-mean", voice="narration", lowest="north", highest="south")])
    rows = robustness.tone(asked, scores(n={"else": -0.4}, s={}), robustness.sample(*story("north", "south")[::-1]))
    own = rows[rows.specification == 0].iloc[0]
    assert (own.lexicon, own.summary, own["neutral sentences"], own.headings, own.lede) == ("vader", "mean", "counted", "left out", "counts once")
    assert set(rows.voice) == {"narration"} and len(rows) == 96 and rows.holds.all() and "voice" not in set(robustness.decisions([rows]).decision)


def test_the_curve_is_that_of_the_claim_asked_for_or_of_the_least_robust():
    asked = robustness.questions([GAP, claim("framing-share", outlet="south", frame="A")])
    articles, sentences = story("north", "south")
    answers = [robustness.framing(asked, hits(*EVERYWHERE), robustness.sample(sentences, articles))]
    least, chosen = robustness.curve(asked, answers), robustness.curve(asked, answers, claim="framing-1")
    assert list(robustness.choices(least)) == ["amount", "voice", "codebook", "headings", "lede"]
    assert set(least.claim) == {asked[1].text} and set(chosen.claim) == {GAP["text"]} and len(least) == len(chosen) == 108
    with pytest.raises(ValueError, match="no such claim; there are framing-2, framing-1"):
        robustness.curve(asked, answers, claim="framing-9")
    assert not len(robustness.curve([], [answers[0].head(0)]))


def test_a_tie_holds_nothing():
    same = [("n", range(4), "A", "p", "narration"), ("s", range(4), "A", "p", "narration"), ("n", range(4), "B", "q", "narration")]
    summary, rows = asked_of(hits(*same), story("north", "south"), GAP, claim("framing-share", outlet="north", frame="A"))
    assert summary.k.sum() == 0 and not rows.holds.any() and not rows.clear.any() and np.abs(rows.value).max() < 1e-9


def test_two_frames_that_lead_together_hold_while_no_third_leads():
    both = claim("framing-share", outlet="north", frame="A", tied=["A", "B"])
    frames = hits(*[("n", range(4), frame, p, "narration") for frame in "AB" for p in "pq"])
    third = hits(*[("n", range(6), "C", p, "quotation") for p in "pq"])
    summary, _ = asked_of(frames, story("north", "south"), both)
    assert summary.k[0] == summary.n[0]
    summary, _ = asked_of(pd.concat([frames, third]), story("north", "south"), both)
    assert (summary.decision[0], summary.worst[0], summary.k[0]) == ("voice", "all", 72)


def test_the_widest_gap_must_stay_the_widest_but_its_direction_may_hold_longer():
    wider = [*EVERYWHERE, ("s", range(12), "C", "v", "quotation"), ("s", range(12), "C", "w", "quotation")]
    row = asked_of(hits(*wider), story("north", "south"), GAP)[0].iloc[0]
    assert row.direction == row.n and row.k < row.n and (row.decision, row.worst) == ("voice", "all")


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(st.sampled_from("ns"), st.integers(0, N - 1), st.sampled_from("AB"), st.sampled_from(["narration", "quotation"])), min_size=1))
def test_swapping_the_outlets_mirrors_the_value(found):
    found = hits(("n", [0], "A", "p", "narration"), *[(a, [i], frame, "p", voice) for a, i, frame, voice in found])
    back = claim("framing-share", frame="A", most="south", least="north")
    _, rows = asked_of(found, story("north", "south"), GAP, back)
    one, other = (rows[rows.claim == c].set_index("specification").value for c in ("framing-1", "framing-2"))
    np.testing.assert_allclose(one, -other, atol=1e-12)
    assert not rows.isna().any().any() and (rows.low <= rows.value).all() and (rows.value <= rows.high).all()
    renamed = found.assign(article_id=found.article_id.map({"n": "s", "s": "n"}))
    _, mirrored = asked_of(renamed, story("north", "south"), back)
    np.testing.assert_allclose(mirrored.value, one, atol=1e-12)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(-9, 9), min_size=1, max_size=15), st.data())
def test_middle_is_mean_and_median_and_weights_are_repetitions(values, data):
    counts = np.array(data.draw(st.lists(st.integers(1, 3), min_size=len(values), max_size=len(values))), float)
    x, repeated = np.array(values, float), np.repeat(np.array(values, float), counts.astype(int))
    trim = by_sentence.TRIM
    assert by_sentence.middle(x, counts[None], trim["mean"])[0] == pytest.approx(repeated.mean())
    assert by_sentence.middle(x, counts[None], trim["median"])[0] == pytest.approx(np.median(repeated), abs=1e-6)
    again = by_sentence.middle(repeated, np.ones((1, len(repeated))), trim["trimmed mean"])[0]
    assert by_sentence.middle(x, counts[None], trim["trimmed mean"])[0] == pytest.approx(again)


def test_nothing_to_compare_gives_empty_tables():
    articles, sentences = story("north")
    sampled, none = robustness.sample(sentences, articles), tables.empty("frames")
    for frames, claims in ((none, [GAP]), (hits(*EVERYWHERE[:1]), [GAP]), (none, [])):
        asked = robustness.questions(claims)
        answers = [robustness.framing(asked, frames, sampled), robustness.tone(asked, tables.empty("tone"), sampled)]
        assert not any(map(len, answers)) and not len(robustness.summary(asked, answers)) and not len(robustness.decisions(answers))
        assert robustness.settings(answers) == {}
    nobody = robustness.sample(tables.empty("sentences"), articles[:0])
    assert not len(robustness.framing(robustness.questions([GAP]), none, nobody))


def test_with_many_articles_the_first_specification_is_the_mean_of_articles():
    ids = [f"{o}{i}" for o in "ns" for i in range(5)]
    articles = pd.DataFrame({"story": "s", "article_id": ids, "outlet": [i[0] for i in ids], "n_tokens": 200, "n_sentences": 10})
    sentences = tables.frame("sentences", [(a, i, 0, "body", 0, 9, 20) for j, a in enumerate(ids) for i in range(3 + 2 * j)])
    frames = tables.frame("frames", [(a, i, 0, 3, "A", "p", "narration", 1) for j, a in enumerate(ids) for i in range(j % 3 + (a[0] == "n"))])
    shares = framing.share(frames, sentences, articles).set_index("outlet").value
    sampled = robustness.sample(sentences, articles)
    _, drawn, _ = by_sentence.framing(by_sentence.hits(frames, sampled), sampled, robustness.combinations("framing")[0])
    assert dict(zip(sampled.groups, drawn[0, :, 0], strict=True)) == pytest.approx(shares.to_dict())


@pytest.fixture(scope="module")
def dam(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMESTORY_HOME", str(tmp_path_factory.mktemp("dam")))
        return store.load(corpus.find(PROJECT / "data/kelvane-dam"))


def test_the_first_specification_is_the_analysis_of_the_notebooks(dam):
    shares = framing.share(dam.frames, dam.sentences, dam.articles).pivot_table(index="outlet", columns="frame", values="value", observed=True)
    means = sentiment.mean(dam.tone, dam.sentences, dam.articles).query("voice == 'all'").set_index("outlet").value
    sampled = robustness.sample(dam.sentences, dam.articles)
    keys, drawn, _ = by_sentence.framing(by_sentence.hits(dam.frames, sampled), sampled, robustness.combinations("framing")[0])
    ours = pd.DataFrame(drawn[0], sampled.groups, keys).loc[shares.index.astype("str"), shares.columns]
    np.testing.assert_allclose(ours, shares.fillna(0.0), atol=1e-12)
    _, drawn, _ = by_sentence.tone(by_sentence.values(dam.tone, sampled), sampled, robustness.combinations("tone")[0])
    np.testing.assert_allclose(drawn[0, :, 0], means[sampled.groups], atol=1e-12)


def test_the_claims_of_the_invented_story_are_asked_again_from_what_prose_says(dam):
    names = codebook.load(PROJECT / "data/kelvane-dam/codebook.toml")
    shares = framing.share(dam.frames, dam.sentences, dam.articles)
    said = page.dicts(prose.framing(shares, framing.names(names)) + prose.tone(sentiment.mean(dam.tone, dam.sentences, dam.articles)))
    asked, sampled = robustness.questions(said), robustness.sample(dam.sentences, dam.articles)
    answers = [robustness.framing(asked, dam.frames, sampled), robustness.tone(asked, dam.tone, sampled)]
    summary = robustness.summary(asked, answers)
    assert list(summary.text) == [c["text"] for c in said] and (summary.n >= 64).all() and not summary.isna().any().any()
    planted = summary[summary.text.str.startswith("The widest gap is in Responsibility")].iloc[0]
    assert planted.direction == planted.n, "blame on the government was planted in one outlet, whatever one counts"


def test_the_published_copy_gives_the_same_answers(dam):
    copy = {name: getattr(dam, name).drop(columns=published.LEFT_OUT[name]) for name in ("articles", "sentences", "frames", "tone", "units")}
    claims = [claim("framing-share", outlet="Open Sluice", frame="responsibility"), marks("Open Sluice", "water"),
              claim("tone-mean", voice="all", lowest="Talvara Flash", highest="The Lindmar Courier")]  # fmt: skip
    asked, found = robustness.questions(claims), []
    for read in (vars(dam), copy):
        sampled = robustness.sample(read["sentences"], read["articles"])
        found.append([robustness.framing(asked, read["frames"], sampled), robustness.tone(asked, read["tone"], sampled),
                      robustness.wording(asked, read["units"], read["articles"])])  # fmt: skip
    assert all(map(len, found[0]))
    for ours, theirs in zip(*found, strict=True):
        pd.testing.assert_frame_equal(ours, theirs)


def test_the_same_seed_gives_the_same_interval():
    tables_ = [asked_of(hits(*EVERYWHERE), story("north", "south"), GAP, seed=s)[1] for s in (1, 1, 2)]
    pd.testing.assert_frame_equal(tables_[0], tables_[1])
    assert (tables_[0].low != tables_[2].low).any() and (tables_[0].value == tables_[2].value).all()


# wording #

PLAIN = dict.fromkeys("ash bay cob dun elm fen gum hay ivy jar kip log mud nib oak pew rye sap tin urn".split(), 2)


def bags(**found):
    """Return units and articles from outlet -> {term or (term, voice, kind): uses}; both voices have a unit of plain words in each outlet."""
    rows = []
    for outlet, uses in found.items():
        for unit, voice in enumerate(("narration", "quotation")):
            own = {t: n for t, n in uses.items() if (t[1] if isinstance(t, tuple) else "narration") == voice}
            terms = [(t, "word", n) if isinstance(t, str) else (t[0], t[2], n) for t, n in own.items()]
            terms += [(t, "word", n) for t, n in PLAIN.items()]
            rows += [(outlet[0], unit, voice, kind, t, t, False, n, 200) for t, kind, n in terms]
    articles = pd.DataFrame({"story": "s", "article_id": [o[0] for o in found], "outlet": pd.Categorical(list(found), list(found), ordered=True)})
    return tables.frame("units", rows), articles


def marks(outlet, *terms):
    return claim("wording-terms", outlet=outlet, terms=dict.fromkeys(terms, 3))


def words_held(claims, units, articles, **options):
    asked = robustness.questions(claims)
    answers = [robustness.wording(asked, units, articles, **options)]
    return robustness.summary(asked, answers).set_index("term"), answers[0]


def test_a_word_of_one_outlet_holds_in_all_and_one_from_quotations_names_them():
    units, articles = bags(north={"ferry": 9, ("blame", "quotation", "word"): 9}, south={"lucky": 9}, west={"calm": 9})
    summary, rows = words_held([marks("north", "ferry", "blame"), marks("south", "ferry")], units, articles)
    sure, quoted, wrong = (summary[summary.claim == f"wording-{i}"].iloc[0] for i in (1, 2, 3))
    assert sure.k == sure.n == 1024 and sure.decision == ""
    assert quoted.k == 512 and (quoted.decision, quoted.best, quoted.spread) == ("quotations", "counted", 1)
    assert wrong.k == 0 and not rows.isna().any().any()


def test_names_and_phrases_are_asked_for_only_where_they_are_counted():
    units, articles = bags(north={("Arvesk", "narration", "name"): 9, ("dam wall", "narration", "phrase"): 9}, south={"lucky": 5})
    summary, rows = words_held([marks("north", "Arvesk", "dam wall")], units, articles)
    assert summary.n.to_dict() == {"Arvesk": 512, "dam wall": 512} and summary.k.to_dict() == {"Arvesk": 512, "dam wall": 512}
    assert set(rows[rows.claim == "wording-1"].names) == set(rows[rows.claim == "wording-2"].phrases) == {"counted"}


def test_the_minimum_decides_over_a_word_used_twice():
    units, articles = bags(north={"ferry": 2}, south={"lucky": 9})
    summary, rows = words_held([marks("north", "ferry")], units, articles)
    assert (summary.decision["ferry"], summary.best["ferry"]) == ("minimum", "2") and not rows.holds[rows.minimum == "3"].any()


def test_swapping_the_outlets_swaps_the_words():
    one = words_held([marks("north", "ferry")], *bags(north={"ferry": 4, "calm": 3}, south={"ferry": 1, "lucky": 5}))[1]
    other = words_held([marks("south", "ferry")], *bags(north={"ferry": 1, "lucky": 5}, south={"ferry": 4, "calm": 3}))[1]
    np.testing.assert_array_equal(one.value, other.value)
    units, articles = bags(north={"ferry": 4, "calm": 3}, south={"ferry": 1, "lucky": 5})
    shuffled = words_held([marks("north", "ferry")], units.sample(frac=1, random_state=1), articles)[1]
    pd.testing.assert_frame_equal(one, shuffled)


def test_no_words_or_one_outlet_has_nothing_to_ask():
    alone = bags(north={"ferry": 9})
    for units, articles in (alone, (tables.empty("units"), alone[1]), (tables.empty("units"), bags(north={}, south={})[1])):
        assert not len(words_held([marks("north", "ferry")], units, articles)[0])


def test_stems_and_capitals_of_a_word_are_found_again():
    stemmed, kept = by_word.Terms(form=by_word.stem, case=True), by_word.Terms(case=True)
    assert by_word.columns("warnings", ["warn", "Warn", "wear"], stemmed) == [0, 1] and by_word.columns("dam wall", ["dam wall"], kept) == [0]
    assert by_word.columns("warnings", ["warn", "Warnings"], kept) == [1]


@settings(deadline=None)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=12))
def test_places_are_the_mid_ranks(scores_):
    x = np.array(scores_, float)
    np.testing.assert_array_equal([by_word.place(x, [i]) for i in range(len(x))], stats.rankdata(-x))


@pytest.mark.parametrize(("keyness", "column"), [("log-odds", "log_odds"), ("G2", "g2"), ("TF-IDF", "tfidf"), ("log ratio", "log_ratio")])
def test_the_lists_are_those_of_the_table_of_words(dam, keyness, column):
    table = wording.table(dam.units, dam.articles)
    table = table[(table.x >= 2) & (table[column] > 0)]
    table = table.assign(place=table.groupby("outlet", observed=True)[column].rank(ascending=False))
    chosen = table[table.place <= 5]
    rows = words_held([marks(r.outlet, r.term) for r in chosen.itertuples()], dam.units, dam.articles)[1]
    plain = {d: o[0] for d, o in robustness.GRIDS["wording"].items()} | {"keyness": keyness}
    first = rows[np.logical_and.reduce([rows[d] == o for d, o in plain.items()])]
    np.testing.assert_allclose(first.value, 1 - (chosen.place - 1) / 15, atol=1e-9)
