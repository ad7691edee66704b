import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.compare import find_drifts
from workbench.compare.drifts import Siblings, keys_of
from workbench.errors import TableError
from workbench.tables import DRIFT_KINDS, empty


def sentences(**texts):
    rows = [
        {
            "doc_id": doc_id,
            "sentence": 0,
            "start": 0,
            "end": len(text),
            "text": text,
            "part": "body",
            "paragraph": 0,
            "breaks": "",
        }
        for doc_id, text in texts.items()
    ]
    return pd.DataFrame(rows)


def links(frame, label="light"):
    """Link the only sentence of every article with that of every later one."""
    rows = frame.to_dict("records")
    return pd.DataFrame(
        [
            {f"{letter}_{name}": row[name] for letter, row in (("a", a), ("b", b)) for name in row}
            | {"label": label, "score": 0.9}
            for at, a in enumerate(rows)
            for b in rows[at + 1 :]
        ]
    )[
        [
            *(f"{letter}_{name}" for letter in "ab" for name in ("doc_id", "start", "end", "text")),
            "label",
            "score",
        ]
    ]


def drifts(label="light", **texts):
    frame = sentences(**texts)
    return find_drifts(links(frame, label), frame)


# What the first article says, what the second makes of it, and the kind and place of the change.
CHANGED = [
    ("The dam held back 14 million litres.", "The dam held back 41 million litres.", "number", "41"),
    ("The dam held back 14 million litres.", "The dam held back 14 billion litres.", "number", "14 billion"),
    (
        "Rescuers found three hikers on the ridge.",
        "Rescuers found five hikers on the ridge.",
        "number",
        "five",
    ),
    ("More than 60 cows drowned there.", "Fewer than 60 cows drowned there.", "number", "Fewer than 60"),
    ("The council voted 9-4 for it.", "The council voted 9-3 for it.", "number", "9-3"),
    ("The vote was held on Tuesday in Arlen.", "The vote was held on Thursday in Arlen.", "date", "Thursday"),
    ("The mill closed in May 2019.", "The mill closed in May 2016.", "date", "May 2016"),
    ("Minister Anna Berg opened the bridge.", "Minister Anna Holt opened the bridge.", "name", "Holt"),
    ("The storm hit the port in Arlen first.", "The storm hit the port in Dover first.", "place", "Dover"),
    ("The company is not selling its mine.", "The company is selling its mine.", "negation", "is selling"),
    ("The union did accept the offer.", "The union did not accept the offer.", "negation", "did not accept"),
    ("It never asked for help.", "It asked for help.", "negation", "It asked"),
    ("Police failed to search the barn.", "Police searched the barn.", "negation", "Police searched"),
    ("Hundreds of miners left the pit.", "The miners left the pit.", "quantity", "miners"),
    ("It sold tens of thousands of pumps.", "It sold pumps.", "quantity", "pumps"),
    ("He won most of the villages.", "He won the villages.", "quantity", "villages"),
    ("It drew thousands of people.", "It drew dozens of people.", "quantity", "dozens"),
    (
        "The mayor fled with several hundred guards.",
        "The mayor fled with a small contingent of guards.",
        "quantity",
        "a small contingent",
    ),
    (
        "The convoy crossed from Arlen province.",
        "The convoy crossed Arlen province.",
        "meaning",
        "crossed Arlen",
    ),
    ("The convoy drove to the harbour.", "The convoy drove from the harbour.", "meaning", "from the harbour"),
    ("She testified against the bank.", "She testified for the bank.", "meaning", "for the bank"),
    ("The herd moved toward the border.", "The herd moved toward the capital.", "place", "capital"),
    ("The senate accepted the plan.", "The senate rejected the plan.", "meaning", "rejected"),
    ("Police held the alleged thief.", "Police held the thief.", "meaning", "thief"),
    ("He called it “a slow death” there.", "He called it “a quiet death” there.", "meaning", "quiet"),
    (
        "It fell in Orr province at night.",
        "It fell in Orr’s southern province at night.",
        "place",
        "Orr’s southern province",
    ),
    (
        "The dam is safe, engineers said.",
        "The dam is safe, Reuters reported.",
        "attribution",
        "Reuters reported",
    ),
    (
        "The dam is safe, engineers said.",
        "The dam is safe, Orr Valley News reported.",
        "attribution",
        "Orr Valley News reported",
    ),
    (
        "He ended the “endless drought” there.",
        "There he ended what he called the ‘eternal drought’.",
        "meaning",
        "eternal",
    ),
    (
        "The storm that Berg predicted came, and Berg left Arlen.",
        "The storm that Berg predicted came, and former Mayor Carl Holt left Arlen.",
        "name",
        "former Mayor Carl Holt",
    ),
    (
        "The Harbour Ministry said the pier is safe.",
        "The pier is safe, the Home Office said.",
        "organisation",
        "the Home Office",
    ),
]


# How sure, how large a part, which of two, how bounded.
DEGREES = [
    ("Reyl said the mill was burned down.", "Reyl said the mill could have been burned down.", "meaning"),
    ("The dam may burst by Friday, Reyl said.", "The dam will burst by Friday, Reyl said.", "meaning"),
    ("Most of the barns in Orsk lost a roof.", "Many of the barns in Orsk lost a roof.", "quantity"),
    (
        "The storm destroyed or damaged 40 barns in Orsk.",
        "The storm destroyed 40 barns in Orsk.",
        "meaning",
    ),
    (
        "At least 12 hikers were lost near Orsk on Friday.",
        "12 hikers were lost near Orsk on Friday.",
        "quantity",
    ),
]
SAME_DEGREES = [
    ("Reyl said the bridge can hold.", "Reyl said the bridge could hold."),
    ("The dam may burst, Reyl said.", "The dam will possibly burst, Reyl said."),
    ("The most costly barns burned in Orsk.", "Many costly barns burned in Orsk."),
    ("Sooner or later the dam in Orsk will burst.", "Later the dam in Orsk will burst."),
    ("More than 1,000 hikers left Orsk on Friday.", "A total of 1,037 hikers left Orsk on Friday."),
    (
        "The barn fell about an hour before the storm reached Orsk.",
        "The storm reached Orsk about an hour after the barn fell.",
    ),
]


@pytest.mark.parametrize(("a", "b", "kind"), DEGREES)
def test_a_lost_doubt_part_choice_or_bound_is_a_drift_either_way(a, b, kind):
    assert drifts(a=a, b=b)["kind"].tolist() == [kind]
    assert drifts(a=b, b=a)["kind"].tolist() == [kind]


@pytest.mark.parametrize(("a", "b"), SAME_DEGREES)
def test_what_is_as_sure_and_as_many_is_no_drift(a, b):
    assert drifts(a=a, b=b).empty
    assert drifts(a=b, b=a).empty


TOLL = (
    "The storm in Orsk killed 12 hikers and hurt 30 others on Friday.",
    "The storm in Orsk killed 19 hikers and hurt 41 others on Friday.",
)
ONE_NUMBER = (TOLL[0], "The storm in Orsk killed 12 hikers and hurt 13 others on Friday.")


@pytest.mark.parametrize(
    ("texts", "outlets", "days", "found"),
    [
        (TOLL, ("Orsk Post", "Orsk Post"), ("", ""), 0),
        (TOLL, ("Orsk Post", "Sella Mail"), ("2021-07-05", "2021-07-06"), 0),
        (ONE_NUMBER, ("Orsk Post", "Sella Mail"), ("2021-07-05", "2021-07-06"), 1),
        (ONE_NUMBER, ("Orsk Post", "orsk post"), ("2021-07-05", "2021-07-06"), 0),
        (TOLL, ("", ""), ("", ""), 2),
    ],
    ids=[
        "one outlet's update",
        "a later toll",
        "a copy's slip",
        "an outlet's own correction",
        "nothing known",
    ],
)
def test_a_later_toll_is_no_change_of_a_copy(texts, outlets, days, found):
    frame = sentences(a=texts[0], b=texts[1])
    # A report has more than the sentence that it shares with the other.
    rest = [
        frame.assign(sentence=n, start=1000 * n, end=1000 * n + 9, text=f"Line {n} own.") for n in (1, 2, 3)
    ]
    pages = pd.DataFrame({"doc_id": ["a", "b"], "date_published": days, "publisher": outlets})
    whole = pd.concat([frame, *rest], ignore_index=True)
    assert len(find_drifts(links(frame), whole, articles=pages)) == found


@pytest.mark.parametrize(("a", "b", "kind", "exact"), CHANGED)
def test_a_changed_fact_is_found_where_it_stands(a, b, kind, exact):
    found = drifts(a=a, b=b)
    assert found[["doc_id", "kind", "exact"]].to_numpy().tolist() == [["b", kind, exact]]
    assert b[found.loc[0, "start"] : found.loc[0, "end"]] == exact
    assert (
        a[found.loc[0, "reference_start"] : found.loc[0, "reference_end"]] == found.loc[0, "reference_exact"]
    )
    assert found.loc[0, "explanation"]


SAME = [
    ("Ten per cent of the crop was lost.", "10% of the crop was lost."),
    ("The spokesman said the road is closed.", "The spokeswoman stated the road is closed."),
    ("About a third of the harbour burned.", "Roughly one-third of the harbour burned."),
    ("In the past two days servicemen arrived.", "In the last two days military personnel arrived."),
    ("Aleksandr Petrovich Vasilyev resigned in Minsk.", "Alexander Petrovich Vasiliev resigned in Minsk."),
    ("The U.S. envoy met the Reuters reporter.", "The United States envoy met the Reuters reporter."),
    ("The mayor wasn't told of the leak.", "The mayor was not told of the leak."),
    ("The Associated Press saw the letter.", "AP saw the letter."),
    ("Rep. Ann Lee joined many people there.", "Representative Ann Lee joined numerous individuals there."),
    ("The mill, which closed in May, was sold.", "The mill was sold."),
    ("On Monday the mayor of Dover met Ann Lee.", "The mayor of Dover met Ann Lee on Monday."),
    ("The fund holds 1.5 million shares.", "The fund holds 1,500,000 shares."),
    ("More than 1,000 goats were sold.", "1,037 goats were sold."),
    ("The bridge was closed on 3 May 2019.", "The bridge was closed on May 3, 2019."),
    ("It was unclear who had paid.", "It was not clear who had paid."),
    ("A dozen boats sank.", "12 boats sank."),
    ("He died two days before the vote of 3 May.", "He died two days before the May 3 vote."),
    ("The State Archive said so.", "So said the State Archive."),
    ("No. 7 Orr Street was sold.", "Number 7 Orr Street was sold."),
    ("DOVER, England (Reuters) - The pier burned.", "The pier in Dover burned."),
    ("He fled from the camp.", "He fled the camp."),
    ("Several boats sank off Dover.", "Boats sank off Dover."),
]


@pytest.mark.parametrize("label", ["light", "paraphrase"])
@pytest.mark.parametrize(("a", "b"), SAME)
def test_equivalent_wording_is_no_drift(a, b, label):
    assert drifts(label, a=a, b=b).empty
    assert drifts(label, a=b, b=a).empty


TRAM = (
    "A tram left the rails near the old mill on Friday evening, killing four people and injuring 17, "
    "firefighters said."
)
# What the first article says, what the second makes of it in another order, and the numbers that changed.
TURNED = [
    (
        TRAM,
        "Four people were killed and 19 injured on Friday evening when a tram left the rails, firefighters said.",
        [("17", "19")],
    ),
    (
        TRAM,
        "Five people were killed and 17 injured on Friday evening when a tram left the rails near the mill.",
        [("four", "Five")],
    ),
    (
        TRAM,
        "On Friday evening 17 people were hurt and five died as a tram left the rails.",
        [("four", "five")],
    ),
    (
        TRAM,
        "Seventeen people were killed and four injured on Friday evening when a tram left the rails.",
        [("four", "Seventeen"), ("17", "four")],
    ),
    (
        "The blast, which killed nine miners and left 31 wounded, shook the town.",
        "Nine miners died and 30 were wounded in the blast that shook the town.",
        [("31", "30")],
    ),
    (
        "The flood destroyed 1,200 homes and forced 4,000 residents to flee.",
        "About 5,000 residents fled and 1,200 homes were destroyed in the flood.",
        [("4,000", "About 5,000")],
    ),
    (
        "Police arrested 30 protesters and used tear gas after 12 officers were hurt.",
        "Twelve officers were injured and 33 protesters arrested by police, who used tear gas.",
        [("30", "33")],
    ),
    (
        "The road was shut for a day, leaving 1,200 drivers stranded.",
        "About 1,500 drivers were stranded while the road was shut for a day.",
        [("1,200", "1,500")],
    ),
]


@pytest.mark.parametrize(("a", "b", "changed"), TURNED)
def test_numbers_of_a_turned_sentence_are_paired_by_what_they_count(a, b, changed):
    for first, second, pairs in ((a, b, changed), (b, a, [pair[::-1] for pair in changed])):
        found = drifts("paraphrase", a=first, b=second)
        said = found[["reference_exact", "exact"]].to_numpy().tolist()
        assert sorted(said) == sorted(map(list, pairs))
        assert set(found["kind"]) == {"number"}


OF_OTHER_THINGS = [
    (TRAM, "A tram left the rails near the old mill on Friday evening; 17 were hurt and four died."),
    (
        TRAM,
        "On Friday evening 17 people were hurt, two of the four dead being children, when a tram left the rails.",
    ),
    (
        "A landslide buried nine hikers, and two of the four rescuers were hurt.",
        "Four rescuers came, two were hurt, and nine hikers were buried by a landslide.",
    ),
    (
        "The fire killed six people, three of them children.",
        "Three children were among the six whom the fire killed.",
    ),
    (
        "The toll rose to 19 from 17 after two more people died.",
        "Two more people died, taking the toll to 19.",
    ),
    ("The storm killed nine miners and three rescuers.", "Twelve people died in the storm."),
    (
        "The council closed 12 schools and hired 30 teachers.",
        "Thirty teachers were hired and 12 schools closed.",
    ),
    ("At least four people died and dozens were hurt.", "Four people were killed; 40 were injured."),
    ("The ship carried 212 passengers and 14 crew.", "All 226 people aboard the ship were counted."),
    ("Police held 40 men and 12 women.", "In all, 52 people were held by police."),
    ("A quake killed 40 people in Arlen and 12 in Dover.", "The quake killed 52 people."),
    ("A quake killed 40 people in Arlen and 12 in Dover.", "In Dover the quake killed 12 people."),
    (
        "Two more people died on Sunday, the hospital said.",
        "The hospital said on Sunday that six people had died.",
    ),
    ("Nearly 20 homes burned down.", "Down burned 19 homes."),
]


@pytest.mark.parametrize("label", ["light", "paraphrase"])
@pytest.mark.parametrize(("a", "b"), OF_OTHER_THINGS)
def test_numbers_of_different_things_are_no_drift(a, b, label):
    assert drifts(label, a=a, b=b).empty
    assert drifts(label, a=b, b=a).empty


def test_a_weekday_is_the_date_that_it_was():
    frame = sentences(a="The ministry spoke on Saturday.", b="The ministry spoke on 3 July.")
    for published, found in (("2021-07-05", 0), ("2021-07-12", 1)):
        articles = pd.DataFrame({"doc_id": ["a", "b"], "date_published": [published, "2021-07-05"]})
        assert len(find_drifts(links(frame), frame, articles=articles)) == found


def test_a_title_given_to_a_stranger_is_a_drift():
    frame = sentences(
        a="The former president also led the party of miners.",
        b="Former President Carl Holt also led the party of miners.",
        c="It is the home of former president Anna Berg.",
    ).assign(doc_id=["a", "b", "a"], start=[0, 0, 60], end=[50, 56, 106])
    linked = links(frame.iloc[:2])
    assert find_drifts(linked, frame)[["doc_id", "kind"]].to_numpy().tolist() == [["b", "name"]]


def test_one_wording_is_judged_by_each_article_it_stands_in():
    told, named = "The mayor left Dover on foot.", "Mayor Ann Lee left Dover on foot."
    frame = sentences(v=told, x=told, w=named)
    holder = sentences(v="Mayor Olga Berg spoke on Monday.").assign(sentence=1, start=100, end=132)
    found = find_drifts(links(frame), pd.concat([frame, holder], ignore_index=True))
    assert found[["doc_id", "reference_doc_id", "kind"]].to_numpy().tolist() == [["w", "v", "name"]]


def test_shared_facts_are_not_compared():
    assert drifts(
        "shared_fact", a="Police in Arlen held 14 men.", b="By noon 41 men were held, police said."
    ).empty


def test_a_shared_fact_in_the_same_words_is_compared():
    assert len(drifts("shared_fact", a="Police in Arlen held 14 men.", b="Police in Arlen held 41 men.")) == 1


def test_the_article_that_stands_alone_changed_the_fact():
    found = drifts(
        a="The fire killed 41 cows in Arlen.",
        b="The fire killed 14 cows in Arlen.",
        c="The fire killed 14 cows in Arlen.",
    )
    assert found[["doc_id", "exact", "reference_exact"]].to_numpy().tolist() == [["a", "41", "14"]]


def test_the_later_article_changed_the_fact_where_there_are_two():
    frame = sentences(a="The fire killed 41 cows.", b="The fire killed 14 cows.")
    articles = (
        empty("articles")
        .reindex(range(2))
        .assign(doc_id=["a", "b"], raw="", date_published=["2020-02-02", "2020-02-01"])
    )
    assert find_drifts(links(frame), frame, articles=articles)["doc_id"].tolist() == ["a"]


def test_a_changed_fact_is_held_against_the_earliest_of_its_sources_and_not_against_the_first_by_name():
    frame = sentences(
        a="The fire killed 14 cows in Arlen.",
        b="The fire killed 41 cows in Arlen.",
        c="The fire killed 14 cows in Arlen.",
    )
    days = ["2020-02-02", "2020-02-03", "2020-02-01"]
    articles = empty("articles").reindex(range(3)).assign(doc_id=["a", "b", "c"], raw="", date_published=days)
    found = find_drifts(links(frame), frame, articles=articles)
    assert found[["doc_id", "reference_doc_id"]].to_numpy().tolist() == [["b", "c"]]


def test_raw_offsets_skip_what_cleaning_removed():
    text = "The fire killed 41 cows."
    frame = sentences(a="The fire killed 14 cows.", b=text).assign(start=[0, 10])
    frame.loc[1, ["end", "breaks"]] = [39, "0:10 9:24"]
    found = find_drifts(links(frame), frame)
    assert found[["start", "end"]].to_numpy().tolist() == [[31, 33]]


def test_nothing_linked_gives_an_empty_table():
    assert find_drifts(empty("links"), empty("sentences")).empty


def test_a_frame_without_its_columns_is_named():
    with pytest.raises(TableError, match="links"):
        find_drifts(pd.DataFrame({"x": [1]}), empty("sentences"))


def test_articles_without_dates_are_named():
    with pytest.raises(TableError, match="date_published"):
        find_drifts(empty("links"), empty("sentences"), articles=pd.DataFrame({"doc_id": ["a"]}))


def test_a_very_long_sentence_is_left_alone():
    assert drifts(a="word 14 " * 3000, b="word 41 " * 3000).empty


def test_input_is_left_as_it_was():
    frame = sentences(a="The fire killed 41 cows.", b="The fire killed 14 cows.")
    linked = links(frame)
    before = frame.copy(), linked.copy()
    find_drifts(linked, frame)
    pd.testing.assert_frame_equal(frame, before[0])
    pd.testing.assert_frame_equal(linked, before[1])


WORDS = st.lists(
    st.sampled_from(
        [
            "The",
            "a",
            "14",
            "five",
            "Berg",
            "Arlen",
            "on",
            "Monday",
            "not",
            "said",
            "“",
            "”",
            "hundreds",
            "of",
            "men",
            "U.S.",
            "n't",
            "crossed",
            "from",
        ]
    ),
    max_size=25,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(WORDS | st.text(max_size=60), WORDS | st.text(max_size=60))
def test_whatever_the_sentences_each_drift_is_a_span_of_them(a, b):
    found = drifts(a=a, b=b)
    assert set(found["kind"]) <= set(DRIFT_KINDS)
    for row in found.itertuples():
        text, other = (a, b) if row.doc_id == "a" else (b, a)
        assert text[row.start : row.end] == row.exact != ""
        assert other[row.reference_start : row.reference_end] == row.reference_exact


@settings(max_examples=40, deadline=None)
@given(WORDS | st.text(max_size=60))
def test_a_sentence_does_not_differ_from_itself(text):
    assert drifts(a=text, b=text + " ").empty


TEXTS = ("Dover flooded.", "Arlen flooded.", "Dover and Arlen.", "It rained.")
ENDS = st.tuples(st.sampled_from("abcde"), st.integers(0, 1), st.sampled_from(TEXTS))


@given(st.lists(st.tuples(ENDS, ENDS), max_size=20), st.sets(st.sampled_from(("dover", "arlen", "flood"))))
def test_a_third_article_counts_if_its_sentences_linked_with_either_hold_all_the_words(ends, keys):
    links = [
        dict(zip(("a_doc_id", "a_start", "a_text", "b_doc_id", "b_start", "b_text"), (*a, *b), strict=True))
        for a, b in ends
    ]
    places = ("a", 0), ("b", 0)
    held = {}
    for a, b in ends:
        for here, there in ((a, b), (b, a)):
            if here[:2] in places and there[0] not in "ab":
                held[there[0]] = held.get(there[0], frozenset()) | keys_of(there[2])
    assert Siblings(links).count(keys, *places) == sum(keys <= words for words in held.values())
