"""Who the article says stated a figure; all sentences are our own."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.figures.attribution import attribute
from workbench.figures.quotations import Sentence, quoted_spans


def marked(text, part="body", paragraph=0):
    """Return a sentence whose figures stand in square brackets."""
    pieces = re.split(r"\[([^\]]*)\]", text)
    spans, at = [], 0
    for i, piece in enumerate(pieces):
        if i % 2:
            spans.append((at, at + len(piece)))
        at += len(piece)
    return Sentence("".join(pieces), spans, part, paragraph)


def attributed(*texts, part="body"):
    """Return (figure, speaker, via) for every marked figure of the last sentence."""
    sentences = [marked(text, part) for text in texts]
    last = sentences[-1]
    found = attribute(sentences)[-1]
    return [
        (last.text[start:end], one.attributed_to, one.via)
        for (start, end), one in zip(last.figures, found, strict=True)
    ]


ONE_SENTENCE = [
    ("He stole $[2] million from a bank, prosecutors said in court papers filed Tuesday.", "prosecutors", ""),
    ("The firm said in papers filed Tuesday it had lost $[3] million.", "The firm", ""),
    ("Officials said in Kabul [12] people had died.", "Officials", ""),
    # turned round without a quotation, as translations do
    ("[Twelve] bodies were found, reported the newspaper Novosti on Monday.", "newspaper Novosti", ""),
    ("The boat sank, killing [12], announced the coast guard.", "the coast guard", ""),
    ("He left, reported a loss of [3] million and died.", "", ""),
    ("A party insider puts it this way: “We spent [6] million crowns.”", "A party insider", ""),
    ("The poll, by the institute Datavel, put the party on about [36] percent.", "The poll", ""),
    ("The court put [3] men on trial.", "", ""),
    ("The governor asked the capital for aid of $[75] million.", "", ""),
    ("The complaint alleged [three] special circumstances.", "The complaint", ""),
    ("A jury in Arden found the trader guilty and gave him [12] years.", "", ""),
    ("A woman found her foes in a room and shot [two] of them, police said.", "police", ""),
    ("Stan Hall, a lawyer, said the man's lack of help from his family cost [3] years.", "Stan Hall", ""),
    # a statement that stands inside its clause
    ("The storm, the interior ministry said, killed [14] people.", "the interior ministry", ""),
    ("In the north, police said on Tuesday, [14] people were killed.", "police", ""),
    ("Some [14] people died, officials said, when a wall fell.", "officials", ""),
    # bounds behind the verb belong to what is stated
    ("Investigators believe at least [3] men were involved.", "Investigators", ""),
    ("The mayor said between [5] and 10 houses fell.", "The mayor", ""),
    # verbs that also take a thing: nothing is stated
    ("Ty Lawson added [16] points.", "", ""),
    ("The board added another $[20,000] to the pot.", "", ""),
    ("Nowak added that [12] patients had died.", "Nowak", ""),
    ("The crews responded to the blaze with [12] engines.", "", ""),
    ("Jurors on Monday asked to see [3] videos.", "", ""),
    ("His age of [91] was known from an article written by the family lawyer.", "", ""),
    # documents, polls, bodies
    (
        "An opinion poll published by the Daily Mirror on Sunday said [54] percent agreed.",
        "An opinion poll published by the Daily Mirror",
        "",
    ),
    ("Economists surveyed by Norbank had forecast a rise of [0.3] percent.", "Economists", ""),
    ("The indictment alleges he took [14] bribes.", "The indictment", ""),
    ("Norbank puts the market for services in that year at $[748] billion.", "Norbank", ""),
    ("He had worked there for [15] years, the Evening Herald reports.", "Evening Herald", ""),
    ("Police identified the driver as Ivo Hanak, [27].", "Police", ""),
    ("The opposition spoke of [30] dead.", "The opposition", ""),
    # marks and brackets
    ("He shot [3] people, according to police - - the women fled.", "police", ""),
    ("Norvik (NYSE: NVK) today announced it would pay $[34] million.", "Norvik", ""),
    (
        "Rep. Nick Hall (D) of West Virginia says Congress has [60] days.",
        "Rep. Nick Hall",
        "",
    ),
    (
        "The two jurors, who gave no names, said the talks never became loud in [4] days.",
        "The two jurors",
        "",
    ),
    # the speaker behind or before what was said
    ("The storm killed [12] people, officials said Monday.", "officials", ""),
    ("The storm killed [12] people on the coast, officials said on Monday.", "officials", ""),
    ("Officials said on Monday that the storm had killed [12] people.", "Officials", ""),
    ("“We lost [three] houses,” said Maria Gomez, a resident of the village.", "Maria Gomez", ""),
    ("At least [40] people were hurt, according to the fire brigade.", "the fire brigade", ""),
    ("According to the fire brigade, at least [40] people were hurt.", "the fire brigade", ""),
    ("Ivo Hanak, a member of the council, said [5] bridges had collapsed.", "Ivo Hanak", ""),
    (
        "The toll rose to [12], the country's health minister, Anna Novak, told parliament.",
        "the country's health minister, Anna Novak",
        "",
    ),
    ("The firm, Norvik, said it lost $[3] million.", "Norvik", ""),
    ("The health ministry reported [310] new cases.", "The health ministry", ""),
    ("Norvik reported a net profit of $[45] million for the year.", "Norvik", ""),
    (
        "Some [900] homes burned, the office of the governor said in a statement.",
        "the office of the governor",
        "",
    ),
    (
        "Figures released by the ministry on Friday showed [3,000] cases.",
        "Figures released by the ministry",
        "",
    ),
    (
        "The damage was estimated by the insurers' federation at [200] million euros.",
        "the insurers' federation",
        "",
    ),
    ("Turnout was put at [61] percent by the commission.", "the commission", ""),
    ("The regulator put the number of homes without power at [90,000].", "The regulator", ""),
    ("Analysts polled by a bank had expected a profit of $[41] million.", "Analysts", ""),
    ("The deal is worth $[90] million, a person familiar with the matter said.", "a person", ""),
    ("The pilot, speaking by phone, said [two] engines had failed.", "The pilot", ""),
    # who carried it
    ("More than [300] soldiers crossed, AP quoted the border service as saying.", "the border service", "AP"),
    (
        "The rebels hold [six] towns, its border guard service told Reuters.",
        "its border guard service",
        "Reuters",
    ),
    ("The Associated Press has reported that [several] towns fell.", "Associated Press", ""),
    (
        "State television, citing army officers, said [1,200] troops had left.",
        "army officers",
        "State television",
    ),
    ("[Seven] people died, a doctor who declined to be named told AFP.", "a doctor", "AFP"),
    (
        "The driver was quoted by local newspapers as saying he did [80] kilometers an hour.",
        "the driver",
        "local newspapers",
    ),
    (
        "Officers came at once, Chief Dana Whitfield said, and found [two] victims.",
        "Chief Dana Whitfield",
        "",
    ),
    ("A study by the university found the drug saved [40] lives.", "A study by the university", ""),
    ("Ivo Hanak, a lawyer who wrote the law, said [23] states had adopted it.", "Ivo Hanak", ""),
    (
        "Insured losses could reach $[5] billion, according to risk modeler AIR Worldwide.",
        "risk modeler AIR",
        "",
    ),
    ("Officials fear the toll could pass [100].", "Officials", ""),
    # nobody
    ("The mayor, citing the weather service, ordered [70,000] residents to leave.", "", ""),
    ("Police found [two] women dead in the house.", "", ""),
    ("A judge found the man guilty of [two] murders.", "", ""),
    ("The storm killed [12] people on Monday.", "", ""),
    ("The mayor called it the worst fire in [20] years.", "", ""),
    ("Police did not say how many of the [40] workers were inside.", "", ""),
    ("An estimated [300] people marched.", "", ""),
    ("“It was loud,” said Ann Weber, who lives [two] blocks away.", "", ""),
    ("The company, which said in May that it would close a plant, employs [7,000] people.", "", ""),
    ("Since the premier announced the plan in April, [40] shops have closed.", "", ""),
    ("The suspect is said to have fired [30] rounds.", "", ""),
    # whoever reckoned, inside a relative clause, behind an apposition with a clause of its own
    ("By U.N. estimates, [4,000] people fled.", "U.N. estimates", ""),
    ("Some [300] were hurt by the ministry's count.", "the ministry's count", ""),
    ("The blast, which authorities said killed [37] people, shook the town.", "authorities", ""),
    (
        "Ana Stenn, an official of the Velda agency that organized the trip, said [3] climbers had failed.",
        "Ana Stenn",
        "",
    ),
    ("They had hired out the hall to [8] arrangers, police said but declined to name them.", "police", ""),
    # the nearer source, with the one who carried it
    (
        "Radio said the search went on after the storm, which killed [40], according to a ministry tally.",
        "a ministry tally",
        "Radio",
    ),
    ("Police said the fire was out; [12] homes had burned, officials said.", "officials", ""),
]


@pytest.mark.parametrize(("text", "speaker", "via"), ONE_SENTENCE)
def test_one_sentence(text, speaker, via):
    found = attributed(text)
    assert found, text
    assert all(one[1].lower() == speaker.lower() and one[2] == via for one in found), found


TWO_SPEAKERS = [
    (
        "Police said the attack left [4] dead, but a hospital spokesman put the toll at [7].",
        ["Police", "a hospital spokesman"],
    ),
    ("The blast injured [30] and police said [5] were missing.", ["", "police"]),
    ("Smith, who said [5] had died, left with [7] friends.", ["Smith", ""]),
]


@pytest.mark.parametrize(("text", "speakers"), TWO_SPEAKERS)
def test_two_speakers(text, speakers):
    assert [one[1] for one in attributed(text)] == speakers


BEFORE = [
    (
        ["The man fired twice, Police Chief Dana Whitfield said.", "She said [six] cars burned."],
        "Police Chief Dana Whitfield",
    ),
    (
        [
            "Interior Minister Rosa Fuentes said the town was cut off.",
            "She added that [20] shelters had opened.",
        ],
        "Interior Minister Rosa Fuentes",
    ),
    (
        [
            "The ministry said in a statement that it had sent help.",
            "The statement said [300] tents were on the way.",
        ],
        "The statement",
    ),
    (["“We felt it twice,” said Pedro Soto.", "“There were [five] aftershocks.”"], "Pedro Soto"),
    (
        ["Rosa Fuentes, the minister, said the road was closed.", "Fuentes said [two] bridges had fallen."],
        "Rosa Fuentes",
    ),
    (
        ["Governor Ivan Petrov visited the site.", "He said [60] people had been on board."],
        "Governor Ivan Petrov",
    ),
    (["“Nobody slept.", "We counted [nine] shocks,” said Pedro Soto."], "Pedro Soto"),
    (
        [
            "A member of the union said it was unfair.",
            "Hill was led away.",
            "She told them she had [2] sons.",
        ],
        "Hill",
    ),
    (
        ["Jurors said it was hard.", "It was long.", "A taped talk of [two] hours mattered, they said."],
        "Jurors",
    ),
    (["The long suspension, she says, was unfair.", "She said it lasted [2] days."], ""),
    (
        ["The mayor of Lodz, Anna Nowak, came.", "The mayor, Anna Nowak, said so.", "Nowak said [30] fled."],
        "The mayor, Anna Nowak",
    ),
    (["Nobody was named.", "“There were [five] aftershocks.”"], ""),
    # a document stays a document where nobody spoke in it, and "the agency" is the one that was named
    (["Ana Ruiz said it was late.", "The report said [40] had fled."], "The report"),
    (
        ["The Norda Weather Service said it rained.", "Roads were shut, the agency said, and [9] fell."],
        "The Norda Weather Service",
    ),
    (["The Norda Bank said it was late.", "The agency said [9] fell."], "The agency"),
]


@pytest.mark.parametrize(("texts", "speaker"), BEFORE)
def test_speaker_before(texts, speaker):
    assert attributed(*texts)[0][1] == speaker


def test_quotation_takes_the_speaker_at_its_end():
    sentences = [marked("“There were [five] shocks."), marked("Nobody slept,” said Pedro Soto.")]
    assert attribute(sentences)[0][0].attributed_to == "Pedro Soto"


HEADLINES = [
    ("Minister: [30] dead in blast", "Minister"),
    ("[Two] killed in bus crash - police", "police"),
    ("Quake toll hits [90], officials say", "officials"),
    ("Apples: [5] things to know", ""),
    ("[Five] die in landslide - Reuters", ""),
]


@pytest.mark.parametrize(("text", "speaker"), HEADLINES)
def test_headline(text, speaker):
    assert attributed(text, part="headline")[0][1] == speaker


def test_quotation_runs_on_where_every_sentence_is_a_paragraph():
    texts = [
        '"They should pay.',
        "We have 35 broken shops.",
        'We cannot open," Anna Pavlou said.',
        "Nobody came.",
    ]
    assert quoted_spans(texts, [0, 1, 2, 3]) == [[(0, 17)], [(0, 24)], [(0, 16)], []]


def test_quotation_that_is_opened_anew_had_ended():
    assert quoted_spans(["“Five died.", "Two live.", "“Go.”"], [0, 1, 2]) == [[(0, 11)], [], [(0, 5)]]


def test_quotation_ends_with_its_paragraph():
    assert quoted_spans(["He said: “Five died.", "Two live."], [0, 1]) == [[(9, 20)], []]


@given(st.lists(st.text(alphabet='said he “”", 5.according to:-—(', max_size=60), max_size=6))
@settings(max_examples=40, deadline=None)
def test_any_text_gives_one_answer_a_figure(texts):
    sentences = [Sentence(text, [(0, 1)] if text else [], "body", i // 2) for i, text in enumerate(texts)]
    assert [len(found) for found in attribute(sentences)] == [len(one.figures) for one in sentences]


def test_a_long_article_of_pronouns_ends():
    sentences = [Sentence("He said 5 had died.", [(8, 9)], "body", i) for i in range(600)]
    assert {one.attributed_to for found in attribute(sentences) for one in found} == {""}


@pytest.mark.parametrize(
    "text", ["5 said " * 2_000, "“" * 3_000 + "5", "5, " * 3_000, "according to " * 1_000 + "5"]
)
def test_a_text_without_end_names_nobody(text):
    at = text.rindex("5")
    assert attribute([Sentence(text, [(at, at + 1)])])[0][0].attributed_to == ""
