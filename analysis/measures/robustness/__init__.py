"""Whether a headline claim survives another choice: "holds in k of N reasonable analyses".

A result that one path of analysis gives may be owed to the path. So every headline claim is asked again under every combination of the choices
that a reasonable person might have made (`grid`): a multiverse of analyses (Steegen et al. 2016), shown as a specification curve
(Simonsohn, Simmons and Nelson 2020), with the decision on which the answer hangs most (Denny and Spirling 2018). The
share of analyses in which a claim holds is no probability: the analyses are neither independent nor equally good. It
says how much the claim owes to choices, and which one to defend.
"""

from collections.abc import Callable

import pandas as pd

from analysis.measures import tidy
from analysis.measures.robustness import sentences, words
from analysis.measures.robustness.grid import GRIDS, combinations, listed
from analysis.measures.robustness.questions import Question, answer, questions
from analysis.measures.robustness.sentences import Sample, sample

__all__ = ["GRIDS", "choices", "combinations", "curve", "decisions", "framing", "listed", "questions", "sample", "settings", "summary", "tone", "wording"]
ANSWER = ["value", "low", "high", "holds", "direction", "clear"]
DEVIATIONS = "standard deviations between sentences"


def framing(asked: list[Question], frames: pd.DataFrame, sampled: Sample) -> pd.DataFrame:
    """Return the answers to the questions of framing, from the table frames (with voice, pattern and words): see `answered`."""
    found = sentences.hits(frames, sampled)
    return answered(asked, sampled, "framing", lambda option: sentences.framing(found, sampled, option))


def tone(asked: list[Question], scored: pd.DataFrame, sampled: Sample) -> pd.DataFrame:
    """Return the answers to the questions of tone, from the table tone: see `answered`.

    A claim about the outlets' own words is asked of these only, so half of the specifications ask it. A lexicon that the table lacks asks nothing.
    """
    found = sentences.values(scored, sampled)
    return answered(asked, sampled, "tone", lambda option: sentences.tone(found, sampled, option))


def answered(asked: list[Question], sampled: Sample, kind: str, score: Callable) -> pd.DataFrame:
    """Return a tidy table with a row for each question of a kind and each specification that can answer it.

    claim: the id of the question. specification: its number, 0 that of the notebooks, and a column for each decision. value: the difference
    that the claim states, in standard deviations between sentences (above 0: in the direction claimed), with its bootstrap interval; n: the
    sentences of the story. holds, direction, clear: see `questions`. No row where the story cannot answer.
    """
    own, rows = [q for q in asked if q.kind == kind], []
    for option in combinations(kind) if own and len(sampled.rows) else []:
        scores = score(option)
        for q in own:
            if q.about.get("made", {}).items() <= option.items() and (found := answer(q, sampled.groups, scores)):
                rows.append({"claim": q.claim, **option, **found._asdict()})
    table = in_order(rows, kind, own).assign(n=len(sampled.rows))
    return tidy(table, sampled.articles, sampled.by, measure="difference as claimed", unit=DEVIATIONS)


def wording(asked: list[Question], units: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", top: int = 15) -> pd.DataFrame:
    """Return whether the words that mark an outlet are among its `top` under every specification, from the table units: see `answered`.

    value is 1 for the first word of the list, 1/top for the last that counts, 0 or less for what stands below, and -1 for what is far down or not
    listed; a word holds with a value above 0. n: the outlets. There is no interval, so nothing is called clear: low and high repeat the
    value; how far a list hangs on single sentences is asked in `stability`.
    """
    own, rows = [q for q in asked if q.kind == "wording"], []
    for option, found in words.places(own, units, articles, by) if own and articles[by].nunique() > 1 else ():
        for q, place in found:
            value = max(1 - (place - 1) / top, -1.0)
            holds = dict.fromkeys(["holds", "direction"], value > 1e-9)
            rows.append({"claim": q.claim, **option, "value": value, "low": value, "high": value, **holds, "clear": False})
    table = in_order(rows, "wording", own).assign(n=articles[by].nunique())
    return tidy(table, articles, by, measure="place in the list", unit=f"1: first; 0 and less: not among {top}")


def in_order(rows: list[dict], kind: str, asked: list[Question]) -> pd.DataFrame:
    """Return the answers in the order of the claims and of the grid, with the number of each specification among those that ask the claim."""
    first, grid = {q.claim: i for i, q in enumerate(asked)}, combinations(kind)
    fitting = {q.claim: [option for option in grid if q.about.get("made", {}).items() <= option.items()] for q in asked}
    numbers = {(claim, *option.values()): number for claim, options in fitting.items() for number, option in enumerate(options)}
    table = pd.DataFrame(rows, columns=["claim", "specification", *GRIDS[kind], *ANSWER])
    table["specification"] = [numbers[row] for row in table[["claim", *GRIDS[kind]]].itertuples(index=False, name=None)]
    return table.sort_values(["claim", "specification"], key=lambda c: c.map(first) if c.name == "claim" else c)


def summary(asked: list[Question], answers: list[pd.DataFrame]) -> pd.DataFrame:
    """Return how well each claim survives: claim, text, term, k, n, share, direction, clear, decision, spread, best, worst.

    The claim holds in k of n specifications; direction and clear are counts of the same n. decision is the one on which holding hangs most:
    with its option `best` the share of specifications in which the claim holds is larger by `spread` than with `worst`. It is
    empty where the claim holds always or never. A sentence that lists words has a row for each of them (`term`).
    """
    counts = pd.concat([rows.groupby("claim")[ANSWER[3:]].sum().assign(n=rows.groupby("claim").size()) for rows in answers])
    first = decisions(answers).sort_values("spread", ascending=False, kind="stable").drop_duplicates("claim").set_index("claim")
    first = first.assign(decision=first.decision.where(first.spread > 0, ""))
    table = pd.DataFrame([(q.claim, q.text, q.about.get("term", "")) for q in asked], columns=["claim", "text", "term"]).merge(counts.join(first), on="claim")
    table = table.rename(columns={"holds": "k"}).assign(share=lambda t: t.k / t.n)
    return table[["claim", "text", "term", "k", "n", "share", "direction", "clear", "decision", "spread", "best", "worst"]]


def curve(asked: list[Question], answers: list[pd.DataFrame], *, claim: str = "") -> pd.DataFrame:
    """Return the rows of one claim (an id of `summary`; if not given, the one that holds in the smallest share), its sentence in the column claim.

    Empty where nothing could be asked. Raises ValueError that names the ids for one that is not there.
    """
    held = summary(asked, answers).sort_values("share", kind="stable")
    if claim and claim not in set(held.claim):
        raise ValueError(f"claim={claim!r}: no such claim; there are {', '.join(held.claim) or 'none'}")
    chosen = held[held.claim == claim] if claim else held.head(1)
    if not len(chosen):
        return answers[0].head(0)
    one = chosen.iloc[0]
    rows = next(own for table in answers if len(own := table[table.claim == one.claim]))
    return rows.assign(claim=(f"“{one.term}”. " if one.term else "") + one.text.rstrip(".")).reset_index(drop=True)


def settings(answers: list[pd.DataFrame]) -> dict:
    """Return what the methods paragraph says of the specifications; nothing where nothing could be asked."""
    made = sum(table.specification.nunique() for table in answers)
    return {"robustness": {"specifications": made}} if made else {}


def decisions(answers: list[pd.DataFrame]) -> pd.DataFrame:
    """Return how much each claim hangs on each decision: claim, decision, best, worst, spread, explained.

    spread: the share of specifications in which the claim holds with the option `best`, less that with `worst` (0 to 1). explained: the share of the
    variance of the value over specifications that lies between the decision's options (eta squared, main effect).
    """
    rows = [(claim, decision, *weight(part, decision)) for table in answers for claim, part in table.groupby("claim", sort=False)
            for decision in choices(part)]  # fmt: skip
    return pd.DataFrame(rows, columns=["claim", "decision", "best", "worst", "spread", "explained"])


def choices(rows: pd.DataFrame) -> list[str]:
    """Return the decisions that a table of answers holds, as far as they were open."""
    return [c for c in rows if any(c in grid for grid in GRIDS.values()) and rows[c].nunique() > 1]


def weight(rows: pd.DataFrame, decision: str) -> tuple[str, str, float, float]:
    """Return the best and the worst option of one decision for one claim, the difference between them, and the variance explained."""
    held = rows.groupby(decision, sort=False).agg(share=("holds", "mean"), value=("value", "mean"), n=("value", "size"))
    total = rows.value.var(ddof=0)
    between = (held.n * (held.value - rows.value.mean()) ** 2).sum() / len(rows)
    spread, explained = held.share.max() - held.share.min(), between / total if total > 0 else 0.0
    return (held.share.idxmax(), held.share.idxmin(), spread, explained) if spread > 0 else ("", "", 0.0, explained)
