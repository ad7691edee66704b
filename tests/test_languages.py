"""What is in a language without a folder in the lexicon is kept and compared by its wording; nothing is read from it."""

import pytest

from workbench.case import Case
from workbench.clean import clean_articles
from workbench.lexicon import guess_language, is_read, language_inside
from workbench.lexicon.languages import UNKNOWN
from workbench.sentences import split_sentences

GERMAN = (
    "Bei einem Brand in der Altstadt von Hofwald sind am Montag 12 Menschen verletzt worden. "
    "1.200 Einwohner mussten ihre Wohnungen verlassen, 300 Häuser wurden beschädigt. "
    "Das sagte ein Sprecher der Feuerwehr, die seit dem Morgen mit 80 Leuten im Einsatz ist."
)
ENGLISH = (
    "A fire in the old town of Hofwald injured 12 people on Monday. "
    "Some 1,200 residents had to leave their homes and 300 houses were damaged. "
    "A spokesman for the fire service said that 80 of its people had been at work since the morning."
)


@pytest.fixture
def case(tmp_path):
    def make(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        return Case(tmp_path, cache=False)

    return make


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "de"),
        (
            "Un incendie dans la vieille ville a fait 12 blessés lundi et la police a ouvert une enquête.",
            "fr",
        ),
        (
            "Al menos 12 personas resultaron heridas el lunes en un incendio que destruyó la ciudad vieja.",
            "es",
        ),
        ("Minst 12 personer ble skadet i en brann i gamlebyen mandag, og politiet har stengt veien.", "no"),
        (
            "Watu 12 walijeruhiwa katika moto wa mji wa zamani na polisi walisema nyumba 300 ziliharibiwa.",
            "sw",
        ),
        ("В результате пожара в старом городе пострадали 12 человек, но дома не были разрушены.", "ru"),
        ("旧市街の火災で12人が負傷した。", "ja"),
        (ENGLISH, "en"),
        ("12 hurt in fire", ""),
    ],
)
def test_a_text_shows_its_language(text, language):
    assert guess_language(text) == language


def test_a_long_text_in_a_language_that_no_table_knows_is_not_taken_for_english():
    words = [
        "quilla",
        "punchaw",
        "ruparqan",
        "wasikuna",
        "nirqanku",
        "kamachikuq",
        "yachanankupaq",
        "tawa",
        "chunka",
        "runakuna",
    ]
    assert guess_language(" ".join(words * 5)) == UNKNOWN
    assert not is_read(UNKNOWN)


@pytest.mark.parametrize(
    ("text", "around", "language"),
    [
        ("300 Häuser", "de", "de"),
        ("300 houses", "en", "en"),
        ("Die Polizei sagte, dass 300 Häuser beschädigt wurden.", "en", "de"),
        ("The police said that 300 houses were damaged by it.", "de", "en"),
        ("Officers in San Juan de los Llanos held 12 men.", "en", "en"),
        ("Banco de la Villa cuts 300 jobs", "en", "en"),
        ("Ann Kern, Lee Ford, Sam Holt and Jo Reed won 12 to 3.", "en", "en"),
        ("12人が負傷した。", "en", "ja"),
        ("Boeing 737 MAX", "ru", "ru"),
    ],
)
def test_a_sentence_has_the_language_around_it_unless_its_words_show_another(text, around, language):
    assert language_inside(text, around) == language


def test_nothing_is_read_from_an_article_in_another_language(case):
    made = case(a=ENGLISH, b=GERMAN)
    assert set(made.articles["language"]) == {"en", "de"}
    assert set(made.figures["doc_id"]) == {"a"}
    assert set(made.times["doc_id"]) == {"a"}
    assert set(made.words["doc_id"]) == {"a"}
    assert made.ledger["n_families"].max() == 1
    told = made.articles.set_index("doc_id")["warnings"]
    assert "in German" in told["b"] and told["a"] == ""
    assert made.articles.set_index("doc_id").loc["b", "text"] == GERMAN


def test_articles_in_another_language_are_compared_by_their_wording_alone(case):
    changed = GERMAN.replace("300", "340").replace("12 Menschen", "17 Menschen")
    made = case(a=GERMAN, b=changed, c=ENGLISH)
    assert set(made.links["label"]) <= {"verbatim", "light", "paraphrase"}
    assert {*made.links["a_doc_id"], *made.links["b_doc_id"]} == {"a", "b"}
    assert made.drifts.empty and set(made.figures["doc_id"]) == {"c"}
    assert made.families.set_index("doc_id")["family"].nunique() == 2


def test_a_mixed_article_goes_sentence_by_sentence(case):
    made = case(a=f"{ENGLISH}\n\n{GERMAN}\n\n{ENGLISH.replace('300', '340')}")
    read = made.sentences[made.sentences["language"] == "en"]
    assert len(read) == 6 and set(made.sentences["language"]) == {"en", "de"}
    assert set(made.figures["sentence"]) <= set(read["sentence"])
    assert sorted(made.figures["exact"]).count("300") == 1


def test_frames_without_the_column_are_read_as_before():
    articles, edits, _ = clean_articles(_articles(ENGLISH))
    sentences = split_sentences(articles.drop(columns="language"), edits)
    assert set(sentences["language"]) == {""}


def _articles(text):
    import pandas as pd

    from workbench.tables import empty

    return pd.DataFrame([dict.fromkeys(empty("articles").columns) | {"doc_id": "a", "raw": text}])
