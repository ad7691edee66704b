"""Words are cut as Universal Dependencies cuts them."""

import pytest

from workbench.grammar.words import find_tokens

CASES = {
    "35-year-old man": "35 - year - old man",
    "e-mail co-workers": "e-mail co-workers",
    "$2.5 million": "$ 2.5 million",
    "US$60bn": "US $ 60 bn",
    "12m at 6pm": "12 m at 6 pm",
    "the 1960s, mid-1980s": "the 1960s , mid-1980s",
    "1,037 died": "1,037 died",
    "up 3.5%.": "up 3.5 % .",
    "10-15 people": "10 - 15 people",
    "can't cannot won’t": "ca n't can not wo n’t",
    "the city's and cities'": "the city 's and cities '",
    "U.S. troops": "U.S. troops",
    "Mr. Li, J. Doe": "Mr. Li , J. Doe",
    "No. 5, but no.": "No. 5 , but no .",
    "the 8th at 6:30": "the 8th at 6:30",
    "(AP)—Rain": "( AP ) — Rain",
    "AT&T's": "AT&T 's",
    "O'Brien": "O'Brien",
    "see www.example.org/a?b=1.": "see www.example.org/a?b=1 .",
    "wait... what?!": "wait ... what ?!",
    "": "",
}


@pytest.mark.parametrize("text", CASES)
def test_words_are_those_of_universal_dependencies(text):
    assert find_tokens(text)[0] == CASES[text].split()
