"""samestory: how several outlets tell the same story, with evidence and honest uncertainty."""
