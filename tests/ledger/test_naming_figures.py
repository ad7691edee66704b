"""What one figure is called: a noun with what happened to it, read from the tree; places and events are made up."""

import pytest

from workbench.figures.tree import Tree
from workbench.grammar import parse
from workbench.ledger.naming_clauses import participle
from workbench.ledger.naming_figures import name_figure


def named(text, number, **told):
    tree, at = Tree(text, parse([text])[0]), text.index(number)
    return name_figure(tree, tree.between(at, at + len(number)), **told)


@pytest.mark.parametrize(
    ("text", "number", "told", "name"),
    [
        # what a passive, an active verb and a relative clause say of what is counted
        ("Two lifeboats were recovered on Monday.", "Two", {"concept": "lifeboats"}, "lifeboats recovered"),
        ("The council closed 14 libraries.", "14", {"concept": "libraries"}, "libraries closed by council"),
        ("She met 31 farmers who had lost their harvest.", "31", {"concept": "farmers"}, "farmers who had lost harvest"),
        ("There are 12 ferries in Arlo.", "12", {"concept": "ferries"}, "ferries in Arlo"),
        # a verb that is said of anything tells nothing, one of saying that they are quoted
        ("The town has 12 ferries.", "12", {"concept": "ferries"}, "ferries of town"),
        ("Twelve envoys said so.", "Twelve", {"concept": "envoys"}, "envoys quoted"),
        # of what a share is
        ("Some 30 percent of the pupils were absent.", "30", {"kind": "percent", "concept": "pupils"}, "pupils absent"),
        # spans of time: of, before, since, for, spent on
        ("Three years of drought followed.", "Three", {"kind": "duration", "unit": "year"}, "years of drought"),
        ("The bridge was closed five months ago.", "five", {"kind": "duration", "unit": "month"}, "months since bridge was closed"),
        ("He resigned two days before the election.", "two", {"kind": "duration", "unit": "day"}, "days before election"),
        ("The siren sounded for 20 minutes.", "20", {"kind": "duration", "unit": "min"}, "minutes for which siren sounded"),
        ("The pilots spent 45 minutes circling over the airport.", "45", {"kind": "duration", "unit": "min"}, "minutes spent circling"),
        # money: what has a value, what was paid for, what costs
        ("Arlo Steel, which has a debt of $5 million, was sold.", "5 million", {"kind": "money", "unit": "USD"}, "debt of Arlo Steel"),
        ("They bought the mill for $8 million.", "8 million", {"kind": "money", "unit": "USD"}, "price paid for mill"),
        ("The repair will cost $90 million.", "90 million", {"kind": "money", "unit": "USD"}, "cost of repair"),
        # measures: a distance has two ends, a quality is told of what has it
        ("The quake struck 40 km (25 miles) south of Arlo.", "40", {"kind": "measure", "unit": "km"}, "distance of quake from Arlo"),
        ("The balloon reached an altitude of 9,000 metres.", "9,000", {"kind": "measure", "unit": "m"}, "altitude of balloon"),
        ("The chimney is 80 metres tall.", "80", {"kind": "measure", "unit": "m"}, "height of chimney"),
        ("It fell by 30 mm of rain.", "30", {"kind": "measure", "unit": "mm"}, ""),
        ("A nine-room house burned down.", "nine", {"concept": "room house"}, "rooms of house"),
        ("Six farmers shot near Arlo", "Six", {"concept": "farmers"}, "farmers shot near Arlo"),
        # where, with what or by whom it was, and what a relative clause says was done
        ("The farmers had voted at 40 booths.", "40", {"concept": "booths"}, "booths at which farmers had voted"),
        ("The quay was guarded by 30 marshals.", "30", {"concept": "marshals"}, "marshals who guarded quay"),
        ("The daily interviewed nine bakers.", "nine", {"concept": "bakers"}, "bakers interviewed"),
        ("Half of them are bakers.", "Half", {"kind": "share", "concept": "them"}, "them that are bakers"),
        ("The dams that the council has neglected for nine years are weak.", "nine", {"kind": "duration", "unit": "year"}, "years for which dams were neglected"),
        ("She had owned the mill for six years.", "six", {"kind": "duration", "unit": "year"}, "years for which mill was owned"),
        ("It set a record of six hours.", "six", {"kind": "duration", "unit": "hour"}, "record in hours"),
        # a hyphen ties what belongs together, and a verb without its object tells nothing
        ("Two deep-sea trawlers sank.", "Two", {"concept": "deep-sea trawlers"}, "deep-sea trawlers that sank"),
        ("Nine ferries remained unused.", "Nine", {"concept": "ferries"}, "ferries that remained unused"),
        # whose, and of what they are members
        ("Arlo Steel and its 900 workers were fined.", "900", {"concept": "workers"}, "workers of Arlo Steel"),
        ("Mayor Ada Brenn thanked her four daughters.", "four", {"concept": "daughters"}, "daughters of Ada Brenn"),
        ("It is a league of nine towns.", "nine", {"concept": "towns"}, "towns in league"),
        # how often, how far, and by how much
        ("The mill was searched three times.", "three", {"concept": "times", "unit": "time"}, "times mill was searched"),
        ("Nine barns burned, four times as many as in May.", "four", {"concept": "times", "unit": "time"}, "times as many barns burned"),
        ("Nine of them were seen in Dray, a village two kilometers downstream, the mayor said.", "two", {"kind": "measure", "unit": "km"}, "distance of Dray"),
        ("It rose after 30 mm of rain in two days.", "two", {"kind": "duration", "unit": "day"}, "days of rain"),
        ("It took two days to mend the pier.", "two", {"kind": "duration", "unit": "day"}, "days taken to mend pier"),
        ("The 30-year-old baker was hurt.", "30", {"kind": "age", "unit": "year", "concept": "baker"}, "age of baker"),
        ("He hid three doors away.", "three", {"concept": "doors"}, "distance in doors"),
        ("The shares rose $2 on Monday.", "2", {"kind": "money", "unit": "USD"}, "shares"),
        ("About 90 people were inside.", "90", {"concept": "people"}, "people inside"),
        ("A total of nine barges have been sunk.", "nine", {"concept": "barges"}, "barges sunk"),
        ("The mayor asked for $5 million in aid.", "5 million", {"kind": "money", "unit": "USD"}, "aid"),
        # what completes a noun that alone says little: who did it, what it was used for, where it stands in another noun
        ("The bakers faced 40 charges in the case.", "40", {"concept": "charges"}, "charges faced by bakers"),
        ("Crews answered the call, using at least two tractors.", "two", {"concept": "tractors"}, "tractors used by crews"),
        ("The council said it closed 14 halls.", "14", {"concept": "halls"}, "halls closed by council"),
        ("It was a choir with a crew of 11 cooks.", "11", {"concept": "cooks"}, "cooks of crew"),
        ("Arlo reported the loss of two barges.", "two", {"concept": "barges"}, "barges lost"),
        ("They built rafts from 40 barrels.", "40", {"concept": "barrels"}, "barrels from which rafts were built"),
        ("Two teachers said they were afraid.", "Two", {"concept": "teachers"}, "teachers quoted"),
        ("Officials said 40 of the farmers opposed the dam.", "40", {"concept": "farmers"}, "farmers who opposed dam"),
        # a list gives each its own place
        ("There are 12 ferries in Dray, 14 in Arlo county, and 9 in Brenn.", "14", {"concept": "ferries"}, "ferries in Arlo county"),
        # of a share, what is said behind it, and what is denied
        ("A survey found 30 percent of bakers own a mill.", "30", {"kind": "percent", "concept": "bakers"}, "bakers who own mill"),
        ("About 30 percent of the pupils were not in class.", "30", {"kind": "percent", "concept": "pupils"}, "pupils who were not in class"),
        # spans of time: since a noun or a verb, with the doer taken from elsewhere, and for what they were
        ("It is the first vote since the death of the mayor two years ago.", "two", {"kind": "duration", "unit": "year"}, "years since death of mayor"),
        ("The mayor, who was wed some three weeks ago, is ill.", "three", {"kind": "duration", "unit": "week"}, "weeks since mayor was wed"),
        ("The judge sentenced the baker to nine years.", "nine", {"kind": "duration", "unit": "year"}, "sentence of baker in years"),
        ("The term of the council is five years.", "five", {"kind": "duration", "unit": "year"}, "term of council in years"),
        ("They had nine minutes to read the letter.", "nine", {"kind": "duration", "unit": "min"}, "minutes to read letter"),
        ("Ten minutes into the flight, a door opened.", "Ten", {"kind": "duration", "unit": "min"}, "minutes into flight"),
        # money: what was bought for it across a clause, spent in the passive, or is had
        ("Brenn will buy Arlo Steel, a maker of rails for trams, for $5 million.", "5 million", {"kind": "money", "unit": "USD"}, "price paid for Arlo Steel"),
        ("In all $5 million was spent on the pier.", "5 million", {"kind": "money", "unit": "USD"}, "money spent on pier"),
        ("Arlo Steel ended the year with $5 million in cash.", "5 million", {"kind": "money", "unit": "USD"}, "cash of Arlo Steel"),
        # weight and volume of what; ways by their ends
        ("Crews poured 900 litres of water onto the fire.", "900", {"kind": "measure", "unit": "l"}, "volume of water poured by crews"),
        ("He was found three houses from the site of the blast.", "three", {"concept": "houses"}, "distance in houses from site of blast"),
        # whose age
        ("A 16-year-old Arlo High student was hurt.", "16", {"kind": "age", "unit": "year", "concept": "student"}, "age of Arlo High student"),
        ("Ada Brenn, a 61-year-old baker, was hurt.", "61", {"kind": "age", "unit": "year"}, "age of Ada Brenn"),
        ("The baker, 61, was hurt.", "61", {"kind": "age", "unit": "year", "concept": "baker"}, "age of baker"),
    ],
)  # fmt: skip
def test_a_figure_is_called_by_what_its_sentence_says(text, number, told, name):
    assert named(text, number, **told) == name


@pytest.mark.parametrize(
    ("verb", "form"),
    [("sink", "sunk"), ("carry", "carried"), ("delay", "delayed"), ("transfer", "transferred"), ("open", "opened"), ("cut", "cut")],
)  # fmt: skip
def test_what_was_done_stands_as_a_participle(verb, form):
    assert participle(verb) == form


def test_a_name_never_holds_the_figure_and_never_grows_long():
    text = (
        "On Friday the coastguard of the northern district rescued 46 exhausted sailors of the old training ship "
        "Marigold from the stormy waters near the outer islands of Arlo after a long and dangerous night."
    )
    name = named(text, "46", concept="sailors")
    assert "46" not in name and name and len(name.split()) <= 9


@pytest.mark.parametrize(
    "kind", ["count", "share", "percent", "duration", "money", "measure", "age", "score", "other"]
)
@pytest.mark.parametrize(
    "text",
    [
        "They closed 14", "14", "14.", "Of the halls, 14", "$14", "It fell by 14 percent", "After 14 years", "for $14 million",
        "It took 14 days to", "said of 14", "14 days ago", "14 km", "worth $14", "14 days left", "14 litres of", "14 doors away",
    ],
)  # fmt: skip
def test_a_figure_at_either_end_of_a_torn_sentence_has_a_name_or_none(text, kind):
    units = {"duration": "day", "money": "USD", "measure": "km"}
    for concept in ("", "halls", "people"):
        assert "14" not in named(text, "14", kind=kind, unit=units.get(kind, ""), concept=concept)


@pytest.mark.parametrize(
    "text",
    [
        "half",
        "Some half of people",
        "⅔ of boats",
        "½ of people",
        "1\u20df4 people. ①④ people. Ⅻ people. ½ of people",
    ],
)
@pytest.mark.parametrize("kind", ["percent", "share", "count", "money", "measure"])
def test_a_figure_whose_words_end_with_the_sentence_is_named(text, kind):
    tree = Tree(text, parse([text])[0])
    number = text.split()[0] if text.split()[0] != "Some" else "half"
    at = text.index(number)
    name_figure(tree, tree.between(at, at + len(number)), kind=kind, concept=text.split()[-1])
