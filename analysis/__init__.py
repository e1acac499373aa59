"""samestory: how several outlets tell the same story, with evidence and honest uncertainty.

The stages, in the order in which data flows; each module tells its one idea in its first paragraph.

    corpus intake textfile assumed      which story, its files, what had to be assumed
    clean spacing boilerplate linklists raw text -> body, every removal logged
    segment                             body -> paragraphs, quotations, sentences, words
    annotate/                           one article: quotations and speakers, times, numbers, names, credits, frames, tone
    link/                               one story: actors, utterances, quantities, events; bags of words
    tables store published              what every table looks like; kept, and published without the texts
    measures/ uncertainty               one question a file: sums, then a score with its interval
    evidence cuts alttext methods       the text behind a number; words and references made from it
    prose claims framed                 sentences made from table cells, each with the table it was read from
    charts theme drawing/ export        tidy table -> picture, and the only writer into figures/
    coding reliability prevalence       people's coding, and what it says about the tool's
    report batch/ cli                   the notebooks through papermill, one page, the command

Importing the package does nothing.
"""
