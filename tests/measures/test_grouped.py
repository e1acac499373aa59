"""By what articles can be compared."""

import pandas as pd
import pytest

from analysis.measures import grouped

ARTICLES = pd.DataFrame({"story": "s", "article_id": ["a", "b"], "outlet": ["north", "south"], "type": ["daily", "radio"]})


def test_the_column_of_the_articles_counts_where_a_table_has_one_of_that_name():
    tokens = pd.DataFrame({"article_id": ["b", "a"], "type": [7, 8]})
    assert grouped(tokens, ARTICLES, "type").type.tolist() == ["radio", "daily"]


@pytest.mark.parametrize(("by", "says"), [("countri", "There are: outlet, type"), ("article_id", "use by='file'"), ("story", "nothing can be compared")])
def test_what_cannot_be_compared_by_is_refused_with_what_can(by, says):
    with pytest.raises(ValueError, match=says):
        grouped(pd.DataFrame({"article_id": ["a"]}), ARTICLES, by)
