"""The page on large collections follows from the measured results, and from nothing else."""

import copy
import json

from docs.make_scale import PAGE, RESULTS, SPEED, bytes_shuffled, page, seconds_an_article


def results():
    return json.loads(RESULTS.read_text(encoding="utf-8"))


def waits():
    return json.loads(SPEED.read_text(encoding="utf-8"))


def test_the_page_is_what_the_script_makes_of_the_results():
    assert PAGE.read_text(encoding="utf-8") == page(results(), waits())


def test_the_page_moves_with_the_results():
    changed = copy.deepcopy(results())
    changed["costs"]["milliseconds"]["figures"] *= 2
    assert page(changed, waits()) != page(results(), waits())
    slower = {name: spent | {"processor": spent["processor"] + 1} for name, spent in waits().items()}
    assert page(results(), slower) != page(results(), waits())
    assert (
        seconds_an_article(changed)["sentences and figures"]
        > seconds_an_article(results())["sentences and figures"]
    )


def test_every_cost_is_more_than_nothing():
    assert all(value > 0 for value in seconds_an_article(results()).values())
    assert all(value > 0 for value in bytes_shuffled(results()).values())
