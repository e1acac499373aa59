"""The coding loop without a browser: the draw, the blind sheet, what can be wrong with one that comes back, going on."""

import csv
import json

import numpy as np
import pandas as pd
import pytest
from conftest import SHARED, needs_texts
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import (
    codebook,
    coding,
    codingsheet,
    codingwidget,
    corpus,
    prevalence,
    proposals,
    reliability,
    sampling,
    store,
    tables,
    validity,
)
from analysis.codingsheet import CodingError

STORY = "kelvane-dam"


@pytest.fixture
def study(home):
    story = corpus.find(STORY)
    return store.load(story), codebook.load(story.codebook)


def fill(path, answer):
    """Answer every row of a sheet: `answer(row, code)` gives the cell."""
    sheet = codingsheet.table(path)
    rows = sheet.to_dict("records")
    for code in codingsheet.codes(sheet):
        sheet[code] = [answer(row, code) for row in rows]
    codingsheet.write(path, sheet)
    return path


def change(path, **cells):
    """Change cells of the first row of a sheet."""
    sheet = codingsheet.table(path)
    for name, value in cells.items():
        sheet.loc[sheet.index[0], name] = value
    codingsheet.write(path, sheet)


# the draw #


def test_the_sheet_is_blind_and_the_key_knows(study):
    read, book = study
    path = coding.draw(read, 40, frames=book)
    text, sheet, key = path.read_text(encoding="utf-8-sig"), codingsheet.table(path), codingsheet.key(path.parent / "key.csv")
    assert list(sheet) == ["unit", "text", *(f.id for f in book.frames), "coder", "sha256"]
    assert not any(outlet in text.split("\n")[0] or f",{outlet}," in text for outlet in read.articles.outlet)
    assert not any(article in text for article in read.articles.article_id)
    assert list(sheet.unit) == list(key.unit) and list(sheet.sha256) == list(key.sha256) and key.unit.is_unique
    assert key.groupby("outlet").size().tolist() == [8] * 5
    sizes = tables.proper(read.sentences).merge(read.articles[["article_id", "outlet"]]).groupby("outlet", observed=True).size()
    assert np.allclose(key.probability, 8 / key.outlet.map(sizes).astype(float))
    runs = (key.outlet != key.outlet.shift()).sum()
    assert runs > 15, "sentences of one outlet stand together: the order gives the outlet away"


def test_an_outlet_that_names_itself_stays_unnamed(study):
    read, book = study
    shown = codingsheet.table(coding.draw(read, 138, frames=book, before=True))
    assert not [o for o in read.articles.outlet for text in (*shown.text, *shown.before) if o.casefold() in text.casefold()]
    assert shown.text.str.contains(coding.UNNAMED, regex=False).any() and (shown.before != "").any()


def test_the_same_draw_changes_nothing_and_another_is_refused(study):
    read, book = study
    path = coding.draw(read, 20, frames=book)
    before = path.read_bytes(), (path.parent / "key.csv").read_bytes()
    coding.draw(read, 20, frames=book)
    assert before == (path.read_bytes(), (path.parent / "key.csv").read_bytes())
    with pytest.raises(CodingError, match="another sample of 20 sentences.*move its folder away"):
        coding.draw(read, 20, frames=book, seed=2)


def test_every_sentence_is_drawn_with_its_probability(study):
    frame = sampling.frame(study[0], rare="sabotage")
    plan = sampling.plan(frame, 40).set_index("stratum")
    places = pd.MultiIndex.from_frame(frame[["article_id", "sentence"]])
    seen = 0
    for s in range(400):
        seen = seen + places.isin(pd.MultiIndex.from_frame(sampling.draw(frame, 40, seed=s)[["article_id", "sentence"]]))
    wanted = frame.stratum.map(plan.probability).to_numpy()
    assert np.abs(seen / 400 - wanted).max() < 0.12 and np.abs((seen / 400 - wanted).mean()) < 1e-9


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8), st.integers(0, 200))
@settings(deadline=None, max_examples=100)
def test_all_that_is_asked_for_is_drawn_and_no_stratum_is_overdrawn(sizes, n):
    sizes = pd.Series(sizes)
    given_ = sampling.allot(sizes, n)
    assert given_.sum() == min(n, sizes.sum()) and (given_ <= sizes).all()
    assert given_[given_ < sizes].max() - given_.min() <= 1 or (given_ == sizes).any()


def test_a_rare_frame_has_strata_of_its_own(study):
    read, book = study
    key = codingsheet.key(coding.draw(read, 60, frames=book, rare="sabotage").parent / "key.csv")
    hits = set(map(tuple, read.frames[read.frames.frame == "sabotage"][["article_id", "sentence"]].to_numpy()))
    carried = [place in hits for place in zip(key.article_id, key.sentence, strict=True)]
    assert sum(carried) >= 9 and [s.endswith("sabotage: yes") for s in key.stratum] == carried
    with pytest.raises(CodingError, match="no frame of the codebook. There are: responsibility"):
        coding.draw(read, 60, frames=book, rare="sabotag")


def test_what_a_spreadsheet_would_run_is_defused_and_comes_back_whole(tmp_path):
    rows = pd.DataFrame({"unit": ["bcd", "bcf"], "text": ["=1+1 is said, twice", "A “plain” one;\twith marks"], "coder": ["@me", ""]})
    path = codingsheet.write(tmp_path / "sheet.csv", rows)
    cells = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert cells[1][1].startswith("'=") and cells[1][2] == "'@me"
    assert codingsheet.table(path).reset_index(drop=True).equals(rows.astype(codingsheet.table(path).dtypes))


def test_without_texts_nothing_can_be_coded(study):
    read, book = study
    read.articles = read.articles.drop(columns="text")
    with pytest.raises(CodingError, match="No text is at hand"):
        coding.draw(read, 20, frames=book)


# what comes back #


@pytest.fixture
def sheet(study):
    coding.draw(study[0], 20, frames=study[1])
    return fill(coding.sheet(STORY, "Ann"), lambda row, code: "0")


def test_a_sheet_that_a_spreadsheet_saved_with_semicolons_is_read(sheet, study):
    rows = codingsheet.table(sheet)
    rows["sabotage"] = "Yes"
    sheet.write_text(rows.to_csv(index=False, sep=";"), encoding="utf-8")
    answers = coding.load(STORY, study[0]).answers
    assert answers[answers.code == "sabotage"].value.eq(1).all() and answers[answers.code != "sabotage"].value.eq(0).all()


def strange_code(path):
    rows = codingsheet.table(path)
    rows.insert(2, "economics", "0")
    codingsheet.write(path, rows)


def twice(path):
    rows = codingsheet.table(path)
    codingsheet.write(path, pd.concat([rows, rows.iloc[[0]]]))


MISTAKES = {
    "a missing column": (lambda p: codingsheet.write(p, codingsheet.table(p).drop(columns="economy")), "column economy is missing"),
    "an unknown code": (strange_code, "economics is no code of this sample"),
    "an unknown answer": (lambda p: change(p, economy="maybe"), "row 2: economy is 'maybe'. Write 1 for yes or 0 for no"),
    "an answer left out": (lambda p: change(p, economy=""), "row 2: no answer on economy. Write 0 for no"),
    "a sentence coded twice": (twice, "row 22: unit '[a-z]+' is coded twice. Keep one"),
    "a changed text": (lambda p: change(p, text="Somebody mended this."), "row 2: the text changed since the sheet was drawn. Restore"),
    "a changed hash": (lambda p: change(p, sha256="0" * 16), "row 2: the text changed since the sheet was drawn"),
    "a strange unit": (lambda p: change(p, unit="zzzzzz"), "row 2: unit 'zzzzzz' was not drawn here"),
    "a broken row": (lambda p: p.write_bytes(p.read_bytes() + b"a,b\n"), "row 22: has 2 cells, the head has"),
    "no rows": (lambda p: p.write_text("unit,text\n", encoding="utf-8"), "has no rows"),
    "another encoding": (lambda p: p.write_bytes("unit,t\xe9xt\nx,y\n".encode("latin-1")), "is not UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_sheet_with_a_mistake_is_refused_with_file_row_and_remedy(sheet, study, name):
    spoil, message = MISTAKES[name]
    spoil(sheet)
    with pytest.raises(CodingError, match=f"sheet-ann.csv.*{message}"):
        coding.load(STORY, study[0])


def test_a_coder_with_two_sheets_is_refused(sheet, study):
    other = sheet.with_name("sheet-copy.csv")
    other.write_bytes(sheet.read_bytes())
    with pytest.raises(CodingError, match="Ann coded unit '[a-z]+' in another sheet too"):
        coding.load(STORY, study[0])


def test_an_article_that_changed_since_the_draw_is_told(sheet, study):
    read, _ = study
    read.articles["text"] = read.articles.text.str.replace("the ", "that ", n=20)
    with pytest.raises(CodingError, match=r"key.csv: \d+ of 20 sentences changed in the articles.*draw anew"):
        coding.load(STORY, read)


def test_one_coder_has_no_agreement_and_nothing_coded_has_no_number(sheet, study):
    read, book = study
    one = coding.load(STORY, read)
    table = reliability.table(one.answers, codes=one.codes)
    assert table.value.isna().all() and table.note.str.contains("one coder only").all()
    fill(sheet, lambda row, code: "")
    none = coding.load(STORY, read)
    compared = coding.compared(none, read)
    assert reliability.table(none.answers, codes=none.codes).value.isna().all()
    assert compared.empty and prevalence.table(compared, coding.population(read, none.codes)).empty and not coding.settings(none)


def test_a_frame_that_never_occurs_gives_no_made_up_number(sheet, study):
    read, _ = study
    coded = coding.load(STORY, read)
    right = validity.table(coding.compared(coded, read)).set_index(["frame", "measure"])
    assert np.isnan(right.value["sabotage", "recall"]) and "does not occur" in right.note["sabotage", "recall"]
    fill(coding.sheet(STORY, "Bo"), lambda row, code: "0")
    both = coding.load(STORY, read)
    assert reliability.table(both.answers, codes=both.codes).note.str.contains("never occurs").all()


# from the sheet to the numbers #


def test_weights_add_up_to_all_sentences_also_when_coding_is_unfinished(study):
    read, book = study
    coding.draw(read, 50, frames=book)
    path = fill(coding.sheet(STORY, "Ann"), lambda row, code: "1" if row["unit"] < "q" else "")
    compared = coding.compared(coding.load(STORY, read), read)
    assert 10 < compared.unit.nunique() < 50
    sums = compared[compared.frame == "economy"].groupby("outlet", observed=True).weight.sum()
    assert sums.round(6).to_dict() == read.articles.set_index("outlet").n_sentences.reindex(sums.index).to_dict()
    assert path.name == "sheet-ann.csv"


def test_a_coder_who_agrees_with_the_tool_on_everything_gives_back_its_shares(study):
    read, book = study
    total = len(tables.proper(read.sentences))
    coding.draw(read, total, frames=book)
    said = codingsheet.key(coding.folder(STORY) / "key.csv").set_index("unit").tool
    fill(coding.sheet(STORY, "Ann"), lambda row, code: str(int(code in said[row["unit"]].split())))
    coded = coding.load(STORY, read)
    compared = coding.compared(coded, read)
    assert validity.table(compared).value.dropna().round(9).eq(1).all()
    shares = prevalence.table(compared, coding.population(read, coded.codes))
    shares = shares.pivot_table(index=["outlet", "frame"], columns="method", values="value", observed=True)
    assert np.allclose(shares["raw"], shares["design-based"]) and (coded.key.probability == 1).all()


def test_the_majority_speaks_for_the_coders(study):
    read, book = study
    coding.draw(read, 10, frames=book)
    for name, answer in (("ann", "1"), ("bo", "0"), ("cem", "0")):
        fill(coding.sheet(STORY, name), lambda row, code, answer=answer: answer)
    assert coding.settled(coding.load(STORY, read)).human.eq(0).all()
    disagreements = coding.split(coding.load(STORY, read), read)
    assert list(disagreements)[:5] == ["unit", "code", "ann", "bo", "cem"] and disagreements.text.str.len().min() > 5


def test_proposed_sentences_never_feed_the_estimates(study):
    read, book = study
    coding.draw(read, 30, frames=book)
    before = len(codingsheet.key(coding.folder(STORY) / "key.csv"))
    fill(coding.sheet(STORY, "Ann"), lambda row, code: "0")
    coded = coding.load(STORY, read)
    first = prevalence.table(coding.compared(coded, read), coding.population(read, coded.codes))
    path = proposals.propose(read, "Ann", 12)
    key = codingsheet.key(coding.folder(STORY) / "key.csv")
    assert len(key) == before + 12 and key.probability.isna().sum() == 12 and (key.tool[before:] != "").all()
    assert len(codingsheet.table(path)) == before + 12
    fill(path, lambda row, code: "0" if row["unit"] in set(key.unit[:before]) else "1")
    coded = coding.load(STORY, read)
    again = prevalence.table(coding.compared(coded, read), coding.population(read, coded.codes))
    assert len(coded.answers) == (before + 12) * len(coded.codes)
    pd.testing.assert_frame_equal(first, again)
    coding.draw(read, 30, frames=book)  # the sample is still the same one


# one sentence after the other #


def test_a_session_goes_on_where_the_sheet_ends(study):
    coding.draw(study[0], 12, frames=study[1])
    path = coding.sheet(STORY, "Ann")
    session = codingwidget.Session(path)
    seen = []
    for i in range(5):
        seen.append(session.current()["text"])
        session.skip() if i == 2 else session.answer({"economy"} if i % 2 else set())
    again = codingwidget.Session(path)
    assert again.at == 2 and again.current()["text"] == seen[2] and again.current()["done"] == 4
    again.answer({"sabotage"})
    assert again.at == 5
    again.back()
    assert again.current()["text"] == seen[4] and again.current()["ticked"] == set()
    again.back()
    assert again.current()["ticked"] == {"economy"}
    again.answer({"technical"})
    stored = codingsheet.table(path).reset_index(drop=True)
    assert stored.loc[3, "technical"] == "1" and stored.loc[3, "economy"] == "0" and stored.coder.eq("Ann").all()
    again.at = 12
    assert again.current()["text"] == ""
    again.answer({"economy"})
    assert codingsheet.table(path).reset_index(drop=True).equals(stored)


def test_without_a_coder_nothing_is_drawn(study):
    assert coding.begin(study[0], " ", 20, frames=study[1]) is None and not coding.folder(STORY).exists()
    assert "Nobody is coding" in repr(codingwidget.desk(None, study[1]))


# the study's gold as one coder #


@needs_texts
@pytest.mark.skipif(not (SHARED / "gold/frames.json").is_file(), reason="needs ../shared/gold/frames.json: one person's codes of the study")
def test_the_gold_is_one_coder(home, capsys):
    story = corpus.find("zero-reaction", articles=SHARED / "articles")
    read, book = store.load(story), codebook.load(story.codebook)
    sentences = len(tables.proper(read.sentences))
    coding.draw(read, sentences, frames=book)
    records = json.loads((SHARED / "gold/frames.json").read_text(encoding="utf-8"))["records"]
    letters = lambda text: "".join(filter(str.isalnum, text.casefold()))  # noqa: E731
    gold = {letters(r["text"]): r["codes"] for r in records}
    path = coding.sheet(story.name, "gold")
    fill(path, lambda row, code: str(int(code in gold[letters(row["text"])])) if letters(row["text"]) in gold else "")
    coded = coding.load(story.name, read)
    assert coded.answers.unit.nunique() >= 0.95 * sentences
    right = validity.table(coding.compared(coded, read), story=story.name)
    with capsys.disabled():
        print("\n" + right[right.measure == "alpha"][["frame", "value", "low", "high", "n", "note"]].to_string(index=False))
    alpha = right[right.measure == "alpha"].value
    assert alpha.notna().sum() >= 12 and alpha.median() > 0.3
