"""Count the words of news in general: `python -m tests.benchmarks.train_news_frequency` writes `data/codebooks/news-frequency.csv`.

How common a word is in news is learned once from about 2,000 articles of many outlets and stories and shipped as a list of single words: no
two words of a text stay together. Kept are words of at least five articles that news does not print with a capital: the use of names
depends on the year. The articles on which the evaluation measures wording are left out.
"""

import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

from analysis.segment import content, segment, term

ROOT = Path(__file__).resolve().parents[2]
SOURCE, TARGET = ROOT.parent / "shared/benchmarks/load/data.jsonl.gz", ROOT / "data/codebooks/news-frequency.csv"
ARTICLES = 5  # that use a word, at least
CAPITAL = 0.9  # share printed with a capital inside sentences, above which a word is taken for a name
SCORED, HELD = 12, 80  # outlets and articles of each that the evaluation reads
HEAD = """# How often a word stands in a million words of news; words that are not listed are rare, or names.
# Made by tests/benchmarks/train_news_frequency.py from {n:,} articles of Article-Bias-Prediction (Baly et al. 2020; Apache-2.0). Never edited by hand.
term,per_million
"""


def texts(path: Path) -> list[str]:
    """Return the texts but those that the evaluation of wording reads."""
    groups = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            groups[row["outlet"]].append(row)
    scored = sorted(o for o, rows in groups.items() if len(rows) >= HELD)[:SCORED]
    return [r["text"] for o, rows in groups.items() for r in sorted(rows, key=lambda r: r["id"])[HELD if o in scored else 0 :]]


def count(text: str, seen: dict[str, Counter]) -> int:
    """Add what one text tells of its content words to `seen`; return its number of words."""
    tokens = segment(text).tokens
    terms = [term(token) for *_, token in tokens]
    for i, (sentence, _, token) in enumerate(tokens):
        if content(terms[i]):
            seen[terms[i]]["n"] += 1
            if i and tokens[i - 1][0] == sentence:
                seen[terms[i]].update(inside=1, capital=int(token[0].isupper()))
    for word in set(terms) & seen.keys():
        seen[word]["articles"] += 1
    return len(tokens)


def main() -> None:
    """Write the list."""
    seen, found = defaultdict(Counter), texts(SOURCE)
    total = sum(count(text, seen) for text in found)
    kept = {w: c for w, c in seen.items() if c["articles"] >= ARTICLES and w.isascii() and c["capital"] <= CAPITAL * c["inside"]}
    rows = [f"{word},{1e6 * c['n'] / total:.3g}" for word, c in sorted(kept.items())]
    TARGET.write_text(HEAD.format(n=len(found)) + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows):,} words of {total:,}")


if __name__ == "__main__":
    main()
