"""Join what several articles date alike into events, so that a timeline can show who tells what.

Two mentions are the same event when they mean the same time and share what is told: the same day is not enough, since much
happens on a day. Words that most dated sentences share count little, rare ones much (idf; Sparck Jones 1972), so that a
name or a place in common weighs more than the subject of the whole story. No text is read here: `terms` are the content
words of each sentence, and without them a time alone makes an event.
"""

from collections import Counter
from dataclasses import dataclass, field
from math import log

import pandas as pd

from analysis.tables import COLUMNS

GRAINS = ("time", "day", "week", "month", "quarter", "season", "year", "vague")  # what can date an event; lengths, sets and ages cannot
SAME = 0.12  # least similarity of a mention to an event it joins (cosine of idf-weighted terms)
WORDS = 5  # most words of a label
DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november "
    "december day days week weeks month months year years hour hours today yesterday tomorrow morning afternoon evening night a.m. p.m. "
    "last next coming past early earlier late later ago now recent recently first since until".split()
)


@dataclass
class Event:
    """One event while it is put together: its mentions and the weights of their terms."""

    mentions: list = field(default_factory=list)
    weights: Counter = field(default_factory=Counter)

    def likeness(self, terms: list[str], idf: dict[str, float]) -> float:
        """Return the cosine of the terms of a mention with those of the event; 1 where neither has any."""
        if not terms and not self.weights:
            return 1.0
        dot = sum(idf[t] * self.weights[t] for t in terms)
        size = sum(idf[t] ** 2 for t in terms) * sum(w**2 for w in self.weights.values())
        return dot / size**0.5 if size else 0.0


def events(times: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, terms: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the dated events of a story, a row per mention: event, first, last, label, article_id, sentence, grain.

    `times` are the time expressions, `sentences` those to be looked at, `terms` (article_id, sentence, term) their content words. Events
    are numbered by time; `first` and `last` (ISO days) are the same for all mentions of one; `label` is at most five of the words
    that its mentions share. `start`, `end` and text are not needed.
    """
    rows = mentions(times, sentences, articles)
    words = sentence_terms(terms, rows)
    idf = weights(words.values())
    found = [e for _, group in rows.groupby("key", sort=True) for e in joined(group, words, idf)]
    found.sort(key=lambda e: (*stretch(e.mentions), e.mentions[0].order))
    out = [
        (number, *stretch(e.mentions), label(e, words, idf), m.article_id, m.sentence, m.grain)
        for number, e in enumerate(found) for m in e.mentions
    ]  # fmt: skip
    return pd.DataFrame(out, columns=list(COLUMNS["events"])).astype(COLUMNS["events"])


def mentions(times: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the times that can date an event, one per sentence and time, the earliest article first; only those of one `key` can join."""
    rows = times[(times["first"] != "") & times.grain.isin(GRAINS)].merge(sentences[["article_id", "sentence"]].drop_duplicates())
    rank = articles.sort_values("published", kind="stable").article_id.drop_duplicates().reset_index(drop=True)
    rows = rows.assign(order=rows.article_id.map(dict(zip(rank, rank.index, strict=True))), grain=rows.grain.replace("time", "day"))
    key = rows["first"].where(rows.grain == "day", rows.value)
    rows = rows.assign(key=key.where(rows.grain != "vague", "window")).sort_values(["order", "sentence", "first", "last"], kind="stable")
    return rows.drop_duplicates(["article_id", "sentence", "key", "first", "last"]).reset_index(drop=True)


def sentence_terms(terms: pd.DataFrame | None, rows: pd.DataFrame) -> dict[tuple[str, int], list[str]]:
    """Return (article, sentence) -> content terms in their order, without words for dates and without figures."""
    if terms is None or terms.empty:
        return {}
    near = terms.merge(rows[["article_id", "sentence"]].drop_duplicates())
    near = near[~near.term.isin(DATES) & ~near.term.str.contains(r"\d", regex=True)]
    return near.groupby(["article_id", "sentence"], sort=False).term.agg(lambda t: list(dict.fromkeys(t))).to_dict()


def weights(sentences) -> dict[str, float]:
    """Return the idf of every term over the dated sentences."""
    counts = Counter(term for terms in sentences for term in set(terms))
    return {term: log(1 + len(sentences) / n) for term, n in counts.items()}


def joined(group: pd.DataFrame, words: dict, idf: dict[str, float]) -> list[Event]:
    """Return the events of one time: each mention joins the event most like it, or opens one."""
    found: list[Event] = []
    for mention in group.itertuples():
        terms = words.get((mention.article_id, mention.sentence), [])
        open_to = [e for e in found if meets(e.mentions, mention)]
        best = max(open_to, key=lambda e: e.likeness(terms, idf), default=None)
        if best is None or best.likeness(terms, idf) < SAME:
            found.append(best := Event())
        best.mentions.append(mention)
        best.weights.update({t: idf[t] for t in terms})
    return found


def meets(members: list, mention) -> bool:
    """Say whether a mention's stretch of days overlaps those of all members (a day always does: its key is the day)."""
    return all(mention.first <= m.last and m.first <= mention.last for m in members)


def stretch(members: list) -> tuple[str, str]:
    """Return the days on which all mentions agree; all of their days where vague ones agree on one day only, which would be too exact."""
    first, last = max(m.first for m in members), min(m.last for m in members)
    if first == last and members[0].grain != "day":
        return min(m.first for m in members), max(m.last for m in members)
    return first, last


def label(event: Event, words: dict, idf: dict[str, float]) -> str:
    """Return at most five words that say what the event is: those that most mentions share, rare ones first, in the order of the text."""
    sets = [words.get((m.article_id, m.sentence), []) for m in event.mentions]
    counts = Counter(t for terms in sets for t in terms)
    shared = [t for t, n in counts.items() if n > 1] or list(counts)
    best = sorted(shared, key=lambda t: (-counts[t], -idf[t], t))[:WORDS]
    order = {t: i for i, t in reversed(list(enumerate(t for terms in sets for t in terms)))}
    return " ".join(sorted(best, key=order.get))
