"""What is counted or measured, read from tags and tree. All sentences are our own."""

import pandas as pd
import pytest

from workbench.figures import find_figures


def figures_of(*texts):
    rows = [
        {
            "doc_id": "a",
            "sentence": i,
            "start": 0,
            "end": len(text),
            "text": text,
            "part": "body",
            "paragraph": 0,
            "breaks": "",
        }
        for i, text in enumerate(texts)
    ]
    return find_figures(pd.DataFrame(rows))


def concepts(*texts):
    frame = figures_of(*texts)
    return dict(zip(frame["exact"], frame["concept"], strict=True))


CONCEPTS = [
    # the noun with its qualifiers, without its determiner
    ("More than 300 border guards crossed the river.", {"300": "border guards"}),
    ("Some 1,000 members of the civil guard fled.", {"1,000": "members of the civil guard"}),
    (
        "Hundreds of army, police and customs officers fled.",
        {"Hundreds": "army, police and customs officers"},
    ),
    ("They closed a third of the 421 schools and school kitchens.", {"421": "schools and school kitchens"}),
    ("They opened 12 shops and plans to open more.", {"12": "shops"}),
    ("The number of people killed by the storm in Ohio has risen to 30.", {"30": "people"}),
    ("The vote was 12-0, the clerk said.", {"12-0": "vote"}),
    ("A 12-judge panel met.", {"12": "judge"}),
    ("The election of a 90-seat regional council was put off.", {"90": "seat"}),
    ("It has a 300-strong crew.", {"300": "strong crew"}),
    # who is so old: the noun or name behind, or nobody but "a 17-year-old"
    ("Outside the old port, 25-year-old Marla Venn said so.", {"25": "Marla Venn"}),
    ("Guards at the port held a 17-year-old, who had run.", {"17": "17-year-old"}),
    ("The boat sank: 16-year-old held by guards", {"16": "16-year-old"}),
    ("The 16-year-old, Marla Venn, swam.", {"16": "Marla Venn"}),
    ("He served a 15-month sentence for fraud.", {"15": "sentence"}),
    ("The raid lasted a month and a half.", {"a month and a half": "raid"}),
    # left out, and shared
    ("In three days, 10 villages fell, including eight without a shot.", {"eight": "villages"}),
    ("Guards said 1,037 soldiers had fled and another 94 on Sunday.", {"94": "soldiers"}),
    ("A quake killed at least 41 people and injured more than 200.", {"200": "people"}),
    ("The blast killed 12 and 16 were injured.", {"12": "people", "16": "people"}),
    ("The camp held soldiers, several hundred of whom wept.", {"several hundred": "soldiers"}),
    (
        "The inn has two-, three- and four-bed rooms.",
        {"two": "bed", "three": "bed", "four": "bed"},
    ),
    ("Police opened cases against 10 executives; three were arrested.", {"three": "executives"}),
    (
        "The losers were Quay Steel, down 12p, and Harbour Trust, off 3%.",
        {"12": "Quay Steel", "3": "Harbour Trust"},
    ),
    ("The June barley contract fell 4%.", {"4": "June barley contract"}),
    ("He will be 35 in spring.", {"35": ""}),
    ("Ten houses burned; three were injured.", {"three": "people"}),
    ("They audited shell companies, 340 of them at one address.", {"340": "shell companies"}),
    ("The party lost 41 seats on Sunday and now has 83.", {"83": "seats"}),
    ("Ferry with more than 200 aboard sinks", {"200": "people"}),
    ("Some 231 people, including nine sailors, were on the ship, 81 more than allowed.", {"81": "people"}),
    ("In all, 17 parties fielded candidates for the council.", {"17": "parties"}),
    ("Several traders place bets on the vote.", {"Several": "traders"}),
    ("The gunman fired 30 rounds, killing six and wounding 12.", {"six": "people", "12": "people"}),
    ("Police said 12 had been shot and five were in hospital.", {"12": "people", "five": "people"}),
    ("Flood toll hits 120, thousands still stranded", {"120": "Flood toll", "thousands": "people"}),
    ("It brings the number of dead to 88.", {"88": "dead"}),
    ("The ship, with 300 on board, sank.", {"300": "people"}),
    ("The ward is treating 23 patients; four are critical.", {"four": "patients"}),
    ("Up to 10,000 protesters marched; police put the figure at 4,000.", {"4,000": "protesters"}),
    ("Flights to 14 cities were cancelled, stranding 9,000.", {"9,000": "people"}),
    # what is measured
    ("The brewer will take over the mill for $71 million in shares.", {"71 million": "mill"}),
    ("Quake of 6.2 magnitude shakes island", {"6.2": "Quake"}),
    ("A 7.1-magnitude quake struck 80 km off the coast.", {"80": "quake"}),
    ("Guides charge hikers up to $8,000 for the trip.", {"8,000": "trip"}),
    ("The judge made the firm pay 12 families $3 million each.", {"3 million": "families"}),
    ("She received a six-month suspended sentence.", {"six": "suspended sentence"}),
    ("Jackpot winner, 61, to share the prize", {"61": "Jackpot winner"}),
    ("The Norland Composite Index gave up 84 points.", {"84": "Norland Composite Index"}),
    ("Shares of Johnson & Johnson fell 2%.", {"2": "Shares of Johnson & Johnson"}),
    ("Shares in the brewery had a fine spring, up about 43%.", {"43": "Shares"}),
    ("Clients with 7.5 million crowns ($1.1 million) in deposits pay.", {"7.5 million": "deposits"}),
    (
        "They set aside $8 million for shelters and $5 million for wells.",
        {"8 million": "shelters", "5 million": "wells"},
    ),
    ("They want a dyke, which she says would cost some $8 billion.", {"8 billion": "dyke"}),
    ("The captain, 52, and two sailors were held.", {"52": "captain"}),
    ("The mayor asked for aid of $75m; so far $20m has been granted.", {"20m": "aid"}),
    ("Papers show that €6.6bn passed through the branch.", {"6.6bn": "money"}),
    ("The regulator fined the lender €3m.", {"3m": "fine"}),
    ("Lender fined €3m over failings", {"3m": "fine"}),
    ("The blaze has burned 8,700 hectares (21,500 acres).", {"8,700": "hectares", "21,500": "acres"}),
    ("The quake hit 45 km northeast of the city of Lyon.", {"45": "quake"}),
    ("Profits hover near the $27 million level.", {"27 million": "Profits"}),
    ("Loans in arrears rose to 1.9% of the book.", {"1.9": "Loans"}),
    ("She agreed to buy the mill, a landmark in the old town, for $3 million.", {"3 million": "mill"}),
    ("The bank agreed to pay $4 million to settle charges.", {"4 million": "charges"}),
    ("The council released $3.5m (£2.8m) from its emergency fund.", {"3.5m": "emergency fund"}),
    ("They want the limit for cash payments, now €10,000, to fall.", {"10,000": "limit"}),
    ("Crews worked in temperatures topping 40 degrees.", {"40": "temperatures"}),
    ("Demand for glass will probably grow 19 percent.", {"19": "Demand"}),
    ("Luis 'Jerry' Gomez, 35, was shot.", {"35": "Luis 'Jerry' Gomez"}),
    ("Another 15-year-old, Ann Lee, was hurt.", {"15": "Ann Lee"}),
    ("He rang the bell four times.", {"four": "times"}),
    ("The house is 10 blocks east of the park.", {"10": "blocks"}),
    ("Fires did 90 million euros ($99 million) of damage.", {"90 million": "damage", "99 million": "damage"}),
    ("Such pumps need one third the fuel.", {"one third": "fuel"}),
    ("Some 47 percent of those asked were unhappy.", {"47": "those asked"}),
    ("The bank posted a fall of 23% in net profit.", {"23": "net profit"}),
    ("The dam is 74 metres high.", {"74": "dam"}),
    ("He paid a fine of $250,000.", {"250,000": "fine"}),
    ("She signed a $150,000 contract.", {"150,000": "contract"}),
    ("Inflation eased to 6.4 percent.", {"6.4": "Inflation"}),
    ("Shares in the bank rose 5%, while the Nikkei fell 2%.", {"2": "Nikkei"}),
    ("The firm cut emissions by 20 percent.", {"20": "emissions"}),
    ("About 60 percent of voters backed it.", {"60": "voters"}),
    ("The state sent $30 million in aid.", {"30 million": "aid"}),
    ("He stayed for three days.", {"three": "staying"}),
    ("A 54-year-old shopkeeper was hurt.", {"54": "shopkeeper"}),
    # a duration counts what lasts or is measured by it, never its unit
    ("After 16 hours of talks, the delegates left.", {"16": "talks"}),
    ("Three months' wages were lost.", {"Three": "wages"}),
    ("The curfew will last 12 days.", {"12": "curfew"}),
    ("Four days after the landslide, the road was opened.", {"Four": "landslide"}),
    # a distance belongs to what lies there; an amount may be restated in brackets before its noun
    ("The port lies 80 km (50 miles) south of the capital.", {"80": "port", "50": "port"}),
    ("They finished the 900-kilometre (560-mile) rally.", {"900": "rally", "560": "rally"}),
    # people who are called by what they are
    ("Eight of the most badly hurt were flown out.", {"Eight": "most badly hurt"}),
    ("Only 12 of the dead had been named.", {"12": "dead"}),
]


@pytest.mark.parametrize(("text", "expected"), CONCEPTS)
def test_a_concept_is_found(text, expected):
    found = concepts(text)
    assert {exact: found[exact] for exact in expected} == expected


def test_a_noun_left_out_may_stand_in_the_sentence_before():
    assert concepts("They lost 40 trucks.", "Eight were new.")["Eight"] == "trucks"


def test_a_time_is_never_what_is_counted():
    for text in ("They arrested 40 on Monday.", "They arrested 40 Monday.", "They arrested 40 this week."):
        assert concepts(text)["40"] == "people"
