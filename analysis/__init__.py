"""samestory: how several outlets tell the same story, with evidence and honest uncertainty.

The stages, in the order in which data flows; each module tells its one idea in its first paragraph.

    corpus intake textfile assumed      which story, its files, what had to be assumed
    clean spacing boilerplate linklists raw text -> body, every removal logged
    segment                             body -> paragraphs, quotations, sentences, words
    annotate/                           one article: quotations and speakers, times, numbers, names, credits, frames, tone
    link/                               one story: actors, utterances, quantities, events; bags of words
    tables store published              what every table looks like; kept, and published without the texts
    scope uncertainty                   what may be drawn anew in a corpus of this shape; every interval
    permutation differences             what chance alone would make; the table of tested differences
    measures/                           one question a file: sums, then a score with its interval
        framing salience audit          which frames, where and beside which, and which patterns did the work
        sentiment target_tone wordshift how negative, toward whom, by which words
        terms wording keyness dispersion typical stability   what counts as a term, every score, in which order, and which stand
        robustness/                     every claim asked again under every reasonable choice
    evidence cuts alttext methods       the text behind a number; words and references made from it
    claims framed prose page            sentences made from table cells, each with its table; tables for reading
    charts theme drawing/ export        tidy table -> picture, and the only writer into figures/
    codebook coding reliability prevalence   people's coding, and what it says about the tool's
    report batch/ cli                   the notebooks through papermill, one page, the command

Importing the package does nothing.
"""
