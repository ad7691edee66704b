"""Writes as many made-up articles as one wants, ten on each event: ``python benchmarks/many_articles.py 200 FOLDER``.

With ``--one-event`` all are on one event, as desks print it: cut, lightly edited and put together from ten agencies'
stories, one in ten a report of its own.

Of the ten, one is an agency's story, five are copies of it, cut and lightly edited as desks do, one is a copy in
which a number was changed, and three are reports of their own on the same facts. The same seed gives the same files.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import NamedTuple

AN_EVENT = 10  # articles on each event
AGENCIES = 10  # whose stories the desks of one large event print

KINDS = {
    "flood": ("the river burst its banks", "homes under water", "boats"),
    "fire": ("a blaze tore through the market", "homes burned", "fire engines"),
    "storm": ("winds tore off roofs", "homes without power", "lorries"),
    "earthquake": ("the ground shook before dawn", "homes cracked", "excavators"),
    "landslide": ("a hillside gave way", "homes buried", "diggers"),
}
PLACES = [
    *(
        "Veldhaven",
        "Port Ansel",
        "Kirrimore",
        "Tamsova",
        "Oldreach",
        "Bel Arun",
        "Sandvika Bay",
        "Morrowfield",
    ),
    *("Quillan", "Estermark", "Dunhollow", "Lake Ferris", "Karzin", "Alta Serra", "Whitmouth", "Rask"),
    *("Norrby", "Cedar Ford", "Pemberlow", "Zelin"),
]
OFFICIALS = [
    *(
        "the governor",
        "the mayor",
        "the interior ministry",
        "the civil protection office",
        "the police chief",
    ),
    *("a hospital director", "the fire brigade", "the national grid", "the army", "the relief agency"),
]
PAPERS = [
    *("Harbour Courier", "Daily Ledger", "Northern Star", "Evening Standard-Bearer", "Valley Record"),
    *("Capital Dispatch", "Coast Tribune", "Plain Speaker", "Morning Herald", "Weekly Compass"),
]
# Each fact in wordings of its own: an agency takes one, the reports of others one of the rest.
FACTS = [
    (
        "At least {dead} people were killed and {hurt} injured when {cause} in {place} on {day}, {a} said.",
        "{A} put the dead at {dead} and the injured at {hurt} after {cause} in {place}.",
        "The {kind} of {day} cost {dead} lives in {place} and left {hurt} people hurt, according to {a}.",
        "By nightfall {dead} bodies had been counted in {place}, while {hurt} wounded were in care.",
    ),
    (
        "More than {homes} {damage} were counted by the evening, most of them in the lower town.",
        "Inspectors listed over {homes} {damage} in the first survey of the district.",
        "A first tally speaks of more than {homes} {damage}, the bulk of them near the old harbour.",
        "The survey teams have so far entered upwards of {homes} {damage} in their lists.",
    ),
    (
        "About {moved} residents were taken to schools and sports halls, {b} said in a statement.",
        "Some {moved} people spent the night in shelters, said {b}.",
        "{B} reported that roughly {moved} inhabitants had been brought to emergency lodgings.",
        "Nearly {moved} men, women and children slept in gymnasiums and churches.",
    ),
    (
        "{missing} people were still missing on {next}, and rescuers with {tools} searched street by street.",
        "On {next} the list of the missing held {missing} names.",
        "Search parties with {tools} were looking for {missing} people as of {next}.",
        "Families of {missing} missing people waited outside the town hall on {next}.",
    ),
    (
        "The government promised {money} million euros in aid for the region.",
        "Aid worth {money} million euros was announced by the cabinet.",
        "From the capital came a pledge of {money} million euros.",
        "Ministers set aside {money} million euros to help {place} rebuild.",
    ),
    (
        "Schools will stay closed for {days} days, and {roads} roads remain blocked.",
        "{roads} roads were impassable, and lessons were called off for {days} days.",
        "For {days} days there will be no school; the transport office lists {roads} closed roads.",
        "Drivers were told to avoid {roads} roads, parents to keep children at home for {days} days.",
    ),
    (
        '"We heard a roar and then there was nothing left of our street," a shopkeeper told reporters.',
        "A baker in the lower town recalled grabbing two children and running uphill.",
        "One pensioner spent {days} hours on a roof before a neighbour came with a ladder.",
        "A nurse who had just ended her shift turned back at the gate to help.",
    ),
    (
        "{B} said {troops} soldiers and volunteers had joined the effort, with {helpers} {tools}.",
        "{troops} troops and helpers are at work, and {helpers} {tools} were sent, {b} said.",
        "The effort now counts {troops} helpers in uniform and out of it and {helpers} {tools}.",
        "Reinforcements brought the number of helpers to {troops}; they use {helpers} {tools}.",
    ),
    (
        "Power was cut to {power} per cent of the district, and engineers expected repairs to last until {later}.",
        "{power} per cent of households had no electricity; repairs may last until {later}.",
        "Engineers spoke of {power} per cent of all connections being dead, with a remedy not before {later}.",
        "Without current are {power} per cent of customers, and {later} is named as the day of return.",
    ),
    (
        "It was the worst {kind} in the region since {year}, when {past} people died.",
        "In {year} a {kind} in the same place killed {past}.",
        "Old people spoke of {year}, when {past} inhabitants lost their lives in a similar {kind}.",
        "The last {kind} of this size, in {year}, claimed {past} victims.",
    ),
    (
        "Prosecutors opened an inquiry into why warnings issued {hours} hours earlier went unheeded.",
        "Why a warning {hours} hours before was not passed on is now a matter for prosecutors.",
        "An inquiry is to show what became of the alert that went out {hours} hours earlier.",
        "Opposition members asked who had read the alert sent {hours} hours before.",
    ),
    (
        "Insurers expect claims of up to {claims} million euros, an association of brokers said.",
        "Brokers reckon with claims of at most {claims} million euros.",
        "Damages of as much as {claims} million euros are awaited by the insurance trade.",
        "The bill for insurers may reach {claims} million euros.",
    ),
]
# What a desk changes without changing a fact.
SWAPS = [
    ("people were killed", "people died"),
    ("residents", "inhabitants"),
    ("still missing", "still unaccounted for"),
    ("promised", "pledged"),
    ("expected repairs to last", "said repairs would last"),
    ("in a statement", "on its website"),
    ("by the evening", "by evening"),
    ("opened an inquiry", "launched an investigation"),
]
# What only one event has: two events of a kind must not read as copies of each other.
DETAILS = [
    "near the {a} {n}",
    "not far from the {a} {n}",
    "around the {a} {n}",
    "close to the {n} and its {a} {m}",
    "between the {n} and the {m}",
    "behind the {a} {m}",
    "along the road to the {n}",
    "beyond the {m} with its {a} {n}",
]
ADJECTIVES = [
    *("abandoned", "ancient", "brick", "busy", "copper", "crowded", "disused", "eastern"),
    *("former", "granite", "green", "hidden", "iron", "joint", "little", "marble"),
    *("narrow", "northern", "painted", "quiet", "restored", "round", "rusty", "sandy"),
    *("shuttered", "southern", "steep", "stone", "timber", "upper", "walled", "western"),
    *("white", "wooden", "yellow"),
]
NOUNS = [
    *("abbey", "airfield", "aqueduct", "bakery", "barracks", "brewery", "cannery", "cemetery"),
    *("chapel", "cinema", "clinic", "court", "dairy", "dam", "depot", "ferry"),
    *("forge", "foundry", "garden", "granary", "hospital", "inn", "junction", "kiln"),
    *("laundry", "library", "lighthouse", "market", "mill", "mint", "monastery", "museum"),
    *("nursery", "observatory", "orchard", "palace", "pier", "prison", "pump", "quarry"),
    *("racecourse", "reservoir", "sawmill", "school", "shipyard", "smithy", "spa", "stadium"),
    *("station", "tannery", "theatre", "tower", "university", "viaduct", "village", "vineyard"),
    *("warehouse", "wharf", "windmill", "zoo"),
]
WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class Story(NamedTuple):
    """An article: its file's name and what stands in the file."""

    name: str
    text: str


def make_stories(count: int, *, seed: int = 7) -> list[Story]:
    """Make the articles, event by event.

    Parameters
    ----------
    count
        How many articles.
    seed
        The same seed gives the same articles.

    Examples
    --------
    >>> len(make_stories(25)), make_stories(25) == make_stories(25)
    (25, True)
    """
    events = -(-count // AN_EVENT)
    stories = [story for event in range(events) for story in _event(event, seed)]
    return stories[:count]


def write_stories(count: int, folder: Path, *, seed: int = 7, one_event: bool = False) -> None:
    """Write the articles into a folder, a file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for story in (make_one_event if one_event else make_stories)(count, seed=seed):
        (folder / story.name).write_text(story.text, encoding="utf-8")


def make_one_event(count: int, *, seed: int = 7) -> list[Story]:
    """Make articles that are all on one event.

    Ten agencies tell it, each in wordings and with details of its own. A desk prints one of them with two sentences
    cut and some words changed, and every third desk adds what another agency has; every tenth article is a report of
    its own.

    Parameters
    ----------
    count
        How many articles.
    seed
        The same seed gives the same articles.

    Examples
    --------
    >>> len({story.text for story in make_one_event(30)})
    30
    """
    chance = random.Random(f"{seed}/one")
    facts = _facts(0, chance)
    wires = []
    for agency in range(AGENCIES):
        own = facts | {"details": [_detail(chance) for _ in FACTS]}
        wires.append([_told(fact, agency + fact // 2, own) for fact in range(len(FACTS))])
    return [
        Story(
            f"article{i:05d}.txt",
            _page(
                _printed(i, wires, facts, chance),
                PAPERS[i % len(PAPERS)],
                facts,
                "1 May 2023",
                credit=i % 3 == 0,
            ),
        )
        for i in range(count)
    ]


def _printed(
    number: int, wires: list[list[str]], facts: dict[str, object], chance: random.Random
) -> list[str]:
    """Return what one desk prints."""
    if number % 10 == 9:
        return _own(number, facts | {"details": [_detail(chance) for _ in FACTS]}, chance)
    wire, other = chance.sample(wires, 2)
    body = _edited(wire, chance)
    if number % 3 == 0:
        body[-1:-1] = chance.sample(other, 3)
    return [*body, f"The {PAPERS[number % len(PAPERS)]} was {_detail(chance)} when it was told."]


def _event(number: int, seed: int) -> list[Story]:
    chance = random.Random(f"{seed}/{number}")
    facts = _facts(number, chance)
    facts |= {"details": [_detail(chance) for _ in FACTS]}
    wire = [_told(i, number, facts) for i in range(len(FACTS))]
    bodies = [wire, *(_edited(wire, chance) for _ in range(5)), _changed(wire, facts)]
    bodies += [_own(number, facts, chance) for _ in range(AN_EVENT - len(bodies))]
    date = f"{1 + number % 28} May 2023"
    return [
        Story(f"event{number:02d}_{i}.txt", _page(body, PAPERS[i % len(PAPERS)], facts, date, credit=i < 3))
        for i, body in enumerate(bodies)
    ]


def _facts(number: int, chance: random.Random) -> dict[str, object]:
    kind = list(KINDS)[number % len(KINDS)]
    cause, damage, tools = KINDS[kind]
    a, b = chance.sample(OFFICIALS, 2)
    day = number % len(WEEK)
    amounts = {
        **{
            name: chance.randint(12, 97) for name in ("dead", "missing", "money", "claims", "past", "helpers")
        },
        **{name: chance.randint(3, 20) for name in ("days", "roads", "hours")},
        **{name: f"{chance.randint(11, 99) * 100:,}" for name in ("homes", "moved", "troops")},
        "hurt": chance.randint(110, 480),
        "power": chance.randint(20, 80),
        "year": chance.randint(1930, 1999),
    }
    return {
        **amounts,
        **{"kind": kind, "cause": cause, "damage": damage, "tools": tools},
        **{"place": PLACES[number % len(PLACES)], "a": a, "b": b, "A": _capital(a), "B": _capital(b)},
        **{"day": WEEK[day], "next": WEEK[(day + 1) % 7], "later": WEEK[(day + 3) % 7]},
    }


def _detail(chance: random.Random) -> str:
    n, m = chance.sample(NOUNS, 2)
    return chance.choice(DETAILS).format(a=chance.choice(ADJECTIVES), n=n, m=m)


def _told(fact: int, wording: int, facts: dict[str, object]) -> str:
    """Tell a fact in one of its wordings, with where it was."""
    told = _capital(FACTS[fact][wording % len(FACTS[fact])].format(**facts))
    return f"{told.removesuffix('.')}, {facts['details'][fact]}."  # type: ignore[index]


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _edited(wire: list[str], chance: random.Random) -> list[str]:
    """Cut two sentences and reword some of the rest."""
    dropped = set(chance.sample(range(2, len(wire)), 2))
    kept = [sentence for i, sentence in enumerate(wire) if i not in dropped]
    for old, new in chance.sample(SWAPS, 4):
        kept = [sentence.replace(old, new) for sentence in kept]
    return kept


def _changed(wire: list[str], facts: dict[str, object]) -> list[str]:
    """Copy the story with another number of injured."""
    hurt = int(str(facts["hurt"]))
    return [sentence.replace(f"{hurt} injured", f"{hurt + 90} injured") for sentence in wire]


def _own(number: int, facts: dict[str, object], chance: random.Random) -> list[str]:
    """Tell some of the facts in other words and another order."""
    chosen = [0, *chance.sample(range(1, len(FACTS)), len(FACTS) - 3)]
    return [_told(fact, number + chance.choice((1, 2, 3)), facts) for fact in chosen]


def _page(body: list[str], paper: str, facts: dict[str, object], date: str, *, credit: bool) -> str:
    head = f"{facts['place']} counts its dead after {facts['kind']}"
    paragraphs = [" ".join(body[i : i + 2]) for i in range(0, len(body), 2)]
    dateline = f"{str(facts['place']).upper()}{' (Reuters)' if credit else ''} — "
    return "\n\n".join([head, f"{paper}, {date}", dateline + paragraphs[0], *paragraphs[1:]]) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--one-event", action="store_true", help="all articles are on one event")
    arguments = parser.parse_args()
    write_stories(arguments.count, arguments.folder, seed=arguments.seed, one_event=arguments.one_event)
