"""Bad input: each kind is answered with file, row and remedy; usable articles go through; nothing is dropped quietly."""

import pandas as pd
import pytest
from conftest import NORTH, SOUTH

from analysis import corpus, intake, paths, tables

HEADER = "file,outlet,published\n"


def read(place, **files):
    for name, content in files.items():
        path = place / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return intake.articles(corpus.find(place))


def message(problems, file):
    rows = problems[problems.file == file]
    return " | ".join(rows.level + " " + rows.message + " -> " + rows.remedy)


def test_a_bare_folder_gives_an_article_a_file(folder):
    articles, problems = read(folder)
    assert list(articles.outlet) == ["north", "south"]
    assert list(articles.published) == ["", "2025-03-05"] and list(articles.date_source) == ["unknown", "file name"]
    assert "date unknown: relative times left open" in message(problems, "north.txt")
    assert articles.text[0] == NORTH


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty__txt", b"  \n", "is empty"),
        ("picture__txt", b"\x89PNG\x00\x00", "is not a text file"),
        ("northern__txt", NORTH, "has the same text as"),
        ("german__txt", "Der Minister sagte am Montag, dass die Lage ernst sei und niemand wisse, wie es weitergehe. " * 3, "English only"),
        ("figures__txt", "12 34 56 ---", "holds no words"),
        ("letter__doc", b"text", "is neither .txt nor .html"),
    ],
)
def test_what_cannot_be_used_is_listed_and_the_rest_goes_through(folder, name, content, says):
    articles, problems = read(folder, **{name: content})
    text = message(problems, name.replace("__", "."))
    assert text.startswith("unusable") and says in text and " -> " in text
    assert len(articles) == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (("The harbour was “closed” today. " + NORTH).encode("cp1252"), "read as Windows-1252"),
        (NORTH + " The council will meet again and…", "seems to be cut off (ends in dots)"),
        (NORTH + "\nSubscribe now to continue reading", "seems to be cut off (ends in an invitation"),
        ("The ferry sank.", "hang on single words"),
        ((SOUTH + " ") * 12_000, "is this one article?"),
    ],
)
def test_doubts_are_said_and_the_article_is_kept(folder, content, says):
    articles, problems = read(folder, other__txt=content)
    assert says in message(problems, "other.txt") and len(articles) == 3


def test_no_article_at_all_is_an_error_that_lists_the_reasons(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.raises(corpus.StoryError, match="no usable article(.|\n)*a.txt: is empty"):
        read(tmp_path)


def test_sources_csv_rows_are_checked(folder):
    rows = "north.txt,Norht,2025-02-30\ngone.txt,South,2025-03-01\n"
    articles, problems = read(folder, sources__csv=HEADER + rows, story__toml='outlets = ["North", "South"]')
    assert "published '2025-02-30' is no possible date" in message(problems, "north.txt")
    assert "write it as 'North'" in message(problems, "north.txt")
    assert "the file is not there" in message(problems, "gone.txt") and problems.row[problems.file == "gone.txt"].iloc[0] == 3
    assert "has no row in sources.csv" in message(problems, "south_2025-03-05.txt")
    assert list(articles.outlet) == ["Norht"]


def test_sources_csv_without_its_file_column_is_refused(folder):
    with pytest.raises(corpus.StoryError, match="column 'file' is missing"):
        read(folder, sources__csv="name,outlet\n")


def test_texts_are_found_by_their_hash_whatever_the_name(folder):
    import hashlib

    sha = hashlib.sha256(NORTH.encode()).hexdigest()
    articles, problems = read(folder, sources__csv=f"file,outlet,sha256\nother-name.txt,The North,{sha}\n")
    assert list(articles.outlet) == ["The North"] and "sha256 differs" not in " ".join(problems.message)


def test_an_altered_text_is_said(folder):
    _, problems = read(folder, sources__csv=f"file,outlet,sha256\nnorth.txt,The North,{'0' * 64}\n")
    assert "sha256 differs" in message(problems, "north.txt")


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_a_table_is_read_with_guessed_or_mapped_columns(tmp_path, ending):
    table = pd.DataFrame(
        {"Source": ["north", "south"], "Date": ["2025-03-04", "5 March 2025"], "Body": [NORTH, SOUTH], "party": ["a", "b"]}
    )
    path = tmp_path / f"articles{ending}"
    {".csv": lambda: table.to_csv(path, index=False), ".jsonl": lambda: table.to_json(path, orient="records", lines=True),
     ".parquet": lambda: table.to_parquet(path)}[ending]()  # fmt: skip
    articles, _ = intake.articles(corpus.find(path))
    assert list(articles.outlet) == ["north", "south"] and list(articles.published) == ["2025-03-04", "2025-03-05"]
    assert list(articles.party) == ["a", "b"]


def test_a_further_column_is_kept_whole_and_never_mistaken_for_one_of_ours(folder):
    articles, problems = read(folder, sources__csv="file,outlet,value,type\nnorth.txt,N,,daily\nsouth_2025-03-05.txt,S,high, \n")
    assert list(articles.type) == ["daily", "unknown"] and list(articles.value_given) == ["unknown", "high"] and "value" not in articles
    assert "column 'value' is called 'value_given' here" in message(problems, "sources.csv")


def test_the_columns_of_the_exported_tables_are_known_as_ours():
    folder = paths.SHARE / "figures" / "zero-reaction"
    articles = pd.read_csv(folder / "corpus-articles.csv")
    known = tables.OURS | set(tables.COLUMNS["articles"]) | set(articles) | set(articles.outlet)
    found = {path.name: set(pd.read_csv(path, nrows=0)) - known for path in folder.glob("*.csv")}
    assert len(found) > 5 and not {name: columns for name, columns in found.items() if columns}


def test_a_table_without_texts_says_which_columns_it_has(tmp_path):
    (tmp_path / "t.csv").write_text("a,b\n1,2\n")
    with pytest.raises(corpus.StoryError, match="no column holds the text.*There are: a, b"):
        intake.articles(corpus.find(tmp_path / "t.csv"))
