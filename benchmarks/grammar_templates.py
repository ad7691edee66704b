"""Sentences of our own with their trees, for what web text lacks: figures, tolls, results, votes, who said it.

Each sentence is grown from rules, so its tree is known; words come from ``grammar_lexicon.toml``. The trees follow
UD English EWT 2.15 ("at least 5": *least* is nmod of the figure; "more than 5": *more* is advmod with *than* fixed;
titles are ``nmod:desc``; measures of change are ``obl:unmarked``; what is said before "X said" is its ``ccomp``).
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from treebank import Tree

LEXICON = tomllib.loads(Path(__file__).with_name("grammar_lexicon.toml").read_text(encoding="utf-8"))


@dataclass
class Node:
    """A word with its dependents: (relation, node) before and behind it."""

    form: str
    upos: str
    xpos: str
    left: list[tuple[str, "Node"]] = field(default_factory=list)
    right: list[tuple[str, "Node"]] = field(default_factory=list)

    def before(self, relation: str, node: "Node") -> "Node":
        """Put a dependent in front of all others."""
        self.left.insert(0, (relation, node))
        return self

    def near(self, relation: str, node: "Node") -> "Node":
        """Put a dependent next to the word, in front of it."""
        self.left.append((relation, node))
        return self

    def after(self, relation: str, node: "Node") -> "Node":
        """Put a dependent behind all others."""
        self.right.append((relation, node))
        return self


def to_tree(root: Node) -> Tree:
    order: list[tuple[Node, Node | None, str]] = []

    def walk(node: Node, parent: Node | None, relation: str) -> None:
        for name, child in node.left:
            walk(child, node, name)
        order.append((node, parent, relation))
        for name, child in node.right:
            walk(child, node, name)

    walk(root, None, "root")
    order = [row for at, row in enumerate(order) if not _needless_comma(order, at)]
    place = {id(node): at for at, (node, _, _) in enumerate(order, 1)}
    forms = [node.form for node, _, _ in order]
    first = 0 if forms[0][0].isalnum() else 1
    forms[first] = forms[first][:1].upper() + forms[first][1:]
    return Tree(
        "",
        " ".join(forms),
        (),
        tuple(forms),
        ("_",) * len(forms),
        tuple(node.upos for node, _, _ in order),
        tuple(node.xpos for node, _, _ in order),
        tuple(place[id(parent)] if parent else 0 for _, parent, _ in order),
        tuple(relation for _, _, relation in order),
    )


def _needless_comma(order: list[tuple[Node, Node | None, str]], at: int) -> bool:
    if order[at][0].form != ",":
        return False
    following = order[at + 1][0].form if at + 1 < len(order) else "."
    return following in {",", ".", ")"}


def comma() -> Node:
    return Node(",", "PUNCT", ",")


def adposition(form: str) -> Node:
    return Node(form, "ADP", "IN")


def adverb(form: str) -> Node:
    return Node(form, "ADV", "RB")


def determiner(form: str) -> Node:
    return Node(form, "DET", "DT")


def auxiliary(form: str, xpos: str) -> Node:
    return Node(form, "AUX", xpos)


def proper(form: str) -> Node:
    return Node(form, "PROPN", "NNP")


def number(form: str) -> Node:
    return Node(form, "NUM", "CD")


def adjective(form: str) -> Node:
    return Node(form, "ADJ", "JJ")


class Grower:
    """Grows sentences; every choice comes from one seeded generator."""

    def __init__(self, seed: int):
        self.rng = np.random.default_rng(seed)

    # choices

    def maybe(self, chance: float) -> bool:
        return self.rng.random() < chance

    def pick(self, values):
        return values[int(self.rng.integers(len(values)))]

    def word(self, kind: str) -> str:
        return self.pick(LEXICON["nouns"][kind])

    def name_of(self, kind: str) -> str:
        return self.pick(LEXICON["names"][kind])

    def verb(self, kind: str, form: int) -> Node:
        """Return a verb: form 0 base, 1 third person, 2 past, 3 participle, 4 -ing."""
        tag = ("VB", "VBZ", "VBD", "VBN", "VBG")[form]
        return Node(self.pick(LEXICON["verbs"][kind]).split()[form], "VERB", tag)

    # nouns and phrases

    def noun(self, words: str, *, plural: bool) -> Node:
        """Read "police officers" as a compound, "tons of rice" and "number of cases" as a noun with what it is of."""
        head_words, _, of = words.partition(" of ")
        *modifiers, head = head_words.split()
        node = Node(head, "NOUN", "NNS" if plural or head.endswith("ings") else "NN")
        for modifier in modifiers:
            node.near("compound", Node(modifier, "NOUN", "NN"))
        if of:
            tag = "NNS" if of.endswith("s") else "NN"
            node.after("nmod", Node(of, "NOUN", tag).before("case", adposition("of")))
        return node

    def digits(self) -> str:
        value = int(10 ** self.rng.uniform(0.3, 5.5))
        return f"{value:,}" if self.maybe(0.9) else str(value)

    def figure(self) -> Node:
        words = [
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "twelve",
            "fifteen",
            "twenty",
            "thirty",
            "fifty",
        ]
        if self.maybe(0.25):
            return number(self.pick(words))
        if self.maybe(0.12):
            scale = number(self.pick(["million", "billion", "thousand", "hundred"]))
            return scale.near(
                "compound", number(f"{self.rng.uniform(1, 30):.1f}" if self.maybe(0.7) else self.pick(words))
            )
        return number(self.digits())

    def bounded(self) -> Node:
        """Return a figure, often with a bound or hedge."""
        node = self.figure()
        return self.pick(
            [self._plain] * 5
            + [self._at_least, self._than, self._up_to, self._as_many, self._about, self._about, self._range]
        )(node)

    def _plain(self, node: Node) -> Node:
        return node

    def _at_least(self, node: Node) -> Node:
        form, tag = self.pick([("least", "JJS"), ("least", "JJS"), ("most", "JJS")])
        return node.before("nmod", Node(form, "ADJ", tag).near("case", adposition("at")))

    def _than(self, node: Node) -> Node:
        more = Node(self.pick(["more", "more", "fewer", "less"]), "ADJ", "JJR")
        return node.before("advmod", more.after("fixed", adposition("than")))

    def _up_to(self, node: Node) -> Node:
        return node.before("advmod", adposition("up").after("fixed", adposition("to")))

    def _as_many(self, node: Node) -> Node:
        first = adverb("as").after("fixed", adjective(self.pick(["many", "many", "few", "much"])))
        return node.before("advmod", first.after("fixed", adposition("as")))

    def _about(self, node: Node) -> Node:
        return node.before(
            "advmod",
            adverb(
                self.pick(
                    [
                        "about",
                        "nearly",
                        "almost",
                        "around",
                        "roughly",
                        "over",
                        "only",
                        "just",
                        "approximately",
                        "exactly",
                    ]
                )
            ),
        )

    def _range(self, node: Node) -> Node:
        between = adposition("to") if self.maybe(0.5) else Node(self.pick(["-", "–"]), "SYM", "SYM")
        low = number(str(int(self.rng.integers(2, 60))))
        return low.after("nmod", number(str(int(self.rng.integers(60, 300)))).near("case", between))

    def counted(self, kind: str = "") -> Node:
        """Return a noun phrase with its figure: "at least 37 young people"."""
        kind = kind or self.pick(["people", "people", "things"])
        node = self.noun(self.word(kind), plural=True)
        if self.maybe(0.2):
            node.before(
                "amod", adjective(self.word("people_adjectives" if kind == "people" else "thing_adjectives"))
            )
        if self.maybe(0.06):
            node.before("nummod", self.figure()).before("amod", Node("estimated", "VERB", "VBN"))
            return node.before("det", determiner("an"))
        if self.maybe(0.06):
            return node.before("nummod", self.figure()).before("det", determiner("some"))
        if self.maybe(0.15):
            return self._vague(node)
        if self.maybe(0.08):
            return self._share(node)
        if self.maybe(0.05):
            return self._total(node)
        if self.maybe(0.04):
            them = Node(self.pick(["them", "those"]), "PRON", "PRP").near("case", adposition("of"))
            return self.bounded().after("nmod", them)
        if self.maybe(0.05):
            return node.before("nummod", self.figure()).before("det", determiner("another"))
        node.before("nummod", self.bounded())
        if self.maybe(0.08):
            node.before("amod", adjective("other")) if self.maybe(0.3) else node.before(
                "det", determiner("the")
            )
        return node

    def _vague(self, node: Node) -> Node:
        node.near("case", adposition("of")) if not node.left else node.before("case", adposition("of"))
        many = Node(
            self.pick(["hundreds", "thousands", "dozens", "scores", "tens", "millions"]), "NOUN", "NNS"
        )
        if many.form == "tens" or (many.form == "hundreds" and self.maybe(0.3)):
            inner = Node(self.pick(["thousands", "millions"]), "NOUN", "NNS").near("case", adposition("of"))
            return many.after("nmod", inner.after("nmod", node))
        return many.after("nmod", node)

    def _share(self, node: Node) -> Node:
        """Return "16 of the 27 districts", "a third of the voters", "5 percent of the homes"."""
        if self.maybe(0.4):
            node.before("nummod", self.figure())
        node.before("det", determiner("the")).before("case", adposition("of"))
        part = self.pick(["figure", "fraction", "percent"])
        if part == "figure":
            return self.bounded().after("nmod", node)
        if part == "percent":
            return self.percent().after("nmod", node)
        fraction = Node(self.pick(["third", "quarter", "half", "majority", "fifth"]), "NOUN", "NN")
        return fraction.near("det", determiner("a")).after("nmod", node)

    def _total(self, node: Node) -> Node:
        node.before("nummod", self.figure()).before("case", adposition("of"))
        return Node("total", "NOUN", "NN").near("det", determiner("a")).after("nmod", node)

    def percent(self) -> Node:
        value = self.pick([f"{self.rng.uniform(0.1, 90):.1f}", str(int(self.rng.integers(1, 100)))])
        form = self.pick(["percent", "percent", "%", "%", "per cent", "points", "percentage points"])
        amount = number(value)
        if self.maybe(0.2):
            amount = self._about(amount) if self.maybe(0.5) else self._than(amount)
        if form == "%":
            return Node("%", "SYM", "NN").near("nummod", amount)
        node = self.noun("cent" if form == "per cent" else form, plural=form.endswith("points"))
        if form == "per cent":
            node.near("compound", Node("per", "NOUN", "NN"))
        return node.before("nummod", amount)

    def money(self) -> Node:
        value = number(
            self.pick([f"{self.rng.uniform(1, 99):.1f}", str(int(self.rng.integers(1, 900))), self.digits()])
        )
        if self.maybe(0.7):
            scale = number(self.pick(["million", "billion", "million", "billion", "trillion", "bn", "m"]))
            value = scale.near("compound", value)
        if self.maybe(0.2):
            value = self._about(value) if self.maybe(0.5) else self._than(value)
        if self.maybe(0.2):
            return Node(
                self.pick(["dollars", "euros", "pounds", "yen", "rupees", "pesos", "yuan"]), "NOUN", "NNS"
            ).near("nummod", value)
        sign = Node(self.pick(["$", "$", "$", "€", "£"]), "SYM", "$")
        bound = value.left.pop(0) if len(value.left) and value.left[0][0] == "advmod" else None
        sign.after("nummod", value)
        return sign.before(*bound) if bound else sign

    def place(self) -> Node:
        """Return a phrase such as "in northern Peru", "near the border"."""
        near = adposition(self.pick(["in", "in", "in", "near", "across", "outside"]))
        if self.maybe(0.6):
            node = proper(self.name_of("places"))
            if self.maybe(0.2):
                node.near("amod", adjective(self.word("region_adjectives")))
            return node.before("case", near)
        node = self.noun(self.word("regions"), plural=False)
        if self.maybe(0.4):
            node.near("amod", adjective(self.word("region_adjectives")))
        if self.maybe(0.2):
            node.near("compound", proper(self.name_of("places")))
        return node.before("det", determiner("the")).before("case", near)

    def when(self) -> tuple[str, Node]:
        kind = self.pick(["day", "on", "last", "month", "earlier"])
        if kind == "day":
            return "obl:unmarked", proper(self.name_of("days"))
        if kind == "on":
            return "obl", proper(self.name_of("days")).near("case", adposition("on"))
        if kind == "last":
            unit = Node(self.pick(["week", "month", "year", "night", "quarter"]), "NOUN", "NN")
            return "obl:unmarked", unit.near("amod", adjective(self.pick(["last", "last", "this"])))
        if kind == "month":
            return "obl", proper(self.name_of("months")).near("case", adposition("in"))
        return "advmod", self.earlier()

    def earlier(self) -> Node:
        node = Node(self.pick(["earlier", "ago"]), "ADV", "RB")
        unit = Node(self.pick(["year", "month", "week", "day"]), "NOUN", "NN").near("det", determiner("a"))
        return node.near("obl:unmarked", unit)

    # speakers

    def person(self) -> Node:
        node = proper(self.name_of("first")).after("flat", proper(self.name_of("last")))
        if self.maybe(0.3):
            node = proper(self.name_of("last"))
        if self.maybe(0.45):
            title = self.word("titles")
            common = title[0].islower()
            tag = Node(title, "NOUN", "NN") if common else proper(title)
            if self.maybe(0.3):
                tag.near(
                    "compound",
                    proper(self.name_of("owners") if not common else self.name_of("organisations")),
                )
            node.before("nmod:desc", tag)
        if self.maybe(0.25):
            self._with_role(node)
        elif self.maybe(0.15):
            age = number(str(int(self.rng.integers(16, 95)))).before("punct", comma())
            node.after("amod", age).after("punct", comma())
        return node

    def _with_role(self, node: Node) -> None:
        role = Node(self.word("roles"), "NOUN", "NN").after(
            "nmod", self.body().before("case", adposition(self.pick(["of", "of", "for", "at"])))
        )
        if self.maybe(0.6):
            role.before("det", determiner(self.pick(["the", "a"])))
        node.after("appos", role.before("punct", comma())).after("punct", comma())

    def body(self) -> Node:
        if self.maybe(0.4):
            return proper(self.name_of("organisations"))
        node = Node(self.word("bodies"), "NOUN", "NN")
        if self.maybe(0.25):
            node = proper("Ministry").near("compound", proper(self.name_of("owners")))
        elif self.maybe(0.25):
            place = proper(self.name_of("places")).after("case", Node("'s", "PART", "POS"))
            return node.before("nmod:poss", place)
        elif self.maybe(0.2):
            node.near("amod", adjective(self.pick(["central", "national", "local", "federal"])))
        return node.before("det", determiner("the"))

    def speaker(self, *, named: bool = False) -> Node:
        if not named and self.maybe(0.12):
            return Node(self.pick(["he", "she", "they", "it"]), "PRON", "PRP")
        node = self.pick([self.person, self.person, self.body, self.officials, self.officials])()
        if self.maybe(0.12):
            other = self.pick([self.body, self.officials])().before("cc", Node("and", "CCONJ", "CC"))
            node.after("conj", other)
        return node

    def officials(self) -> Node:
        node = Node(self.word("officials"), "NOUN", "NNS")
        if self.maybe(0.35):
            node.near("compound" if self.maybe(0.5) else "amod", adjective("local"))
            relation, modifier = node.left[-1]
            word = self.word("official_adjectives")
            if relation == "amod" and word in {
                "local",
                "senior",
                "provincial",
                "federal",
                "military",
                "Turkish",
                "Indian",
                "Japanese",
            }:
                modifier.form = word
            elif relation == "compound":
                modifier.form, modifier.upos, modifier.xpos = (
                    self.pick(
                        [
                            "government",
                            "health",
                            "state",
                            "security",
                            "company",
                            "city",
                            "rescue",
                            "hospital",
                            "court",
                        ]
                    ),
                    "NOUN",
                    "NN",
                )
        return node

    # clauses

    def subject_disaster(self) -> Node:
        node = Node(self.word("disaster"), "NOUN", "NN")
        if self.maybe(0.15):
            size = Node("magnitude", "NOUN", "NN")
            value = number(f"{self.rng.uniform(3, 9):.1f}")
            if self.maybe(0.5):
                size.near("nummod", value.after("punct", Node("-", "PUNCT", "HYPH")))
            else:
                size.after("nummod", value)
            node.near("compound", size)
        if self.maybe(0.4):
            node.before("amod", adjective(self.word("adjectives")))
        node.before("det", determiner(self.pick(["a", "the", "the"])))
        if self.maybe(0.2):
            node.after("nmod", self.place())
        return node

    def around(self, clause: Node) -> Node:
        """Add where and when, behind or in front."""
        if self.maybe(0.45):
            clause.after("obl", self.place())
        if self.maybe(0.4):
            clause.after(*self.when())
        if self.maybe(0.1):
            relation, node = self.when()
            clause.before("punct", comma()).before(relation, node)
        return clause

    def harm(self) -> Node:
        clause = self.verb(self.pick(["harm", "harm", "destroy"]), 2)
        target = self.counted(
            "things" if clause.form in {verb.split()[2] for verb in LEXICON["verbs"]["destroy"]} else "people"
        )
        self.parts(target)
        clause.near("nsubj", self.subject_disaster()).after("obj", target)
        if self.maybe(0.3):
            second = self.verb("harm", 2).before("cc", Node("and", "CCONJ", "CC"))
            others = (
                self.bounded()
                if self.maybe(0.5)
                else Node("others", "NOUN", "NNS").near("nummod", self.bounded())
            )
            clause.after("conj", second.after("obj", others))
        return self.around(clause)

    def parts(self, node: Node) -> None:
        """Add ", including 4 children", "(12 %)" or a list of like nouns."""
        chance = self.rng.random()
        if chance < 0.12:
            inner = (
                self.counted("people")
                .before("case", Node("including", "VERB", "VBG"))
                .before("punct", comma())
            )
            node.after("nmod", inner)
        elif chance < 0.22 and node.upos == "NOUN":
            more = [self.counted("people") for _ in range(int(self.rng.integers(1, 3)))]
            for item in more[:-1]:
                node.after("conj", item.before("punct", comma()))
            node.after("conj", more[-1].before("cc", Node("and", "CCONJ", "CC")))

    def passive(self) -> Node:
        clause = self.verb(self.pick(["harm", "police", "police", "destroy"]), 3)
        subject = self.pick([self.counted, self.counted, self.bounded, self.aged])()
        clause.near("nsubj:pass", subject)
        if self.maybe(0.25):
            clause.near("aux", auxiliary(self.pick(["have", "had"]), "VBP")).near(
                "aux:pass", auxiliary("been", "VBN")
            )
            clause.left[-2][1].xpos = "VBD" if clause.left[-2][1].form == "had" else "VBP"
        else:
            clause.near("aux:pass", auxiliary("were" if subject.xpos != "NN" else "was", "VBD"))
        if self.maybe(0.12):
            at = next(at for at, (relation, _) in enumerate(clause.left) if relation.startswith("aux"))
            clause.left.insert(at + 1, ("advmod", Node(self.pick(["not", "n't"]), "PART", "RB")))
        if self.maybe(0.2):
            clause.after(
                "obl:agent",
                self.pick([self.officials, self.subject_disaster])().before("case", adposition("by")),
            )
        if self.maybe(0.2):
            when = (
                self.verb("destroy", 2)
                .near("nsubj", self.subject_disaster())
                .before("mark", Node(self.pick(["when", "after", "as"]), "SCONJ", "IN"))
            )
            if when.left[0][1].form == "when":
                when.left[0] = ("advmod", Node("when", "ADV", "WRB"))
            return clause.after("advcl", when.after("obj", self.region()))
        if self.maybe(0.2):
            second = (
                self.verb("harm", 3)
                .near("nsubj:pass", self.figure())
                .before("cc", Node("and", "CCONJ", "CC"))
            )
            clause.after("conj", second)
        return self.around(clause)

    def region(self) -> Node:
        node = self.place()
        node.left.pop(0)
        return node

    def aged(self) -> Node:
        """Return "a 35-year-old man"."""
        node = Node(
            self.pick(["man", "woman", "girl", "boy", "student", "driver", "soldier", "teacher"]),
            "NOUN",
            "NN",
        )
        year = Node("year", "NOUN", "NN").near(
            "nummod", number(str(int(self.rng.integers(2, 90)))).after("punct", Node("-", "PUNCT", "HYPH"))
        )
        old = adjective("old").near("obl:unmarked", year.after("punct", Node("-", "PUNCT", "HYPH")))
        return node.near("amod", old).before("det", determiner("a"))

    def financial(self) -> Node:
        chance = self.rng.random()
        if chance < 0.45:
            node = self.noun(self.word("money_subject"), plural=False)
            node.xpos = "NNS" if node.form.endswith("s") else "NN"
            if self.maybe(0.3):
                node.near(
                    "amod",
                    adjective(
                        self.pick(
                            [
                                "net",
                                "quarterly",
                                "annual",
                                "total",
                                "gross",
                                "operating",
                                "retail",
                                "industrial",
                            ]
                        )
                    ),
                )
        elif chance < 0.7:
            node = self.noun(self.word("rate_subject"), plural=False)
        else:
            node = self.noun(self.word("tolls"), plural=False)
            node.before("det", determiner("the"))
        if self.maybe(0.2) and node.left[:1] and node.left[0][0] == "det":
            place = proper(self.name_of("places")).after("case", Node("'s", "PART", "POS"))
            node.left[0] = ("nmod:poss", place)
        elif self.maybe(0.15):
            node.before(
                "nmod:poss", proper(self.name_of("organisations")).after("case", Node("'s", "PART", "POS"))
            )
        return node

    def amount(self) -> Node:
        return self.pick([self.money, self.money, self.percent, self.bounded])()

    def moved(self, form: int = 2) -> Node:
        clause = self.verb("move", form).near("nsubj", self.financial())
        if self.maybe(0.15):
            clause.near("advmod", adverb(self.pick(["sharply", "slightly", "also", "steadily"])))
        if self.maybe(0.6):
            by = self.maybe(0.25)
            extent = self.pick([self.percent, self.percent, self.money])()
            clause.after(
                "obl" if by else "obl:unmarked", extent.before("case", adposition("by")) if by else extent
            )
        if self.maybe(0.6):
            target = self.amount().before("case", adposition("to"))
            if self.maybe(0.15):
                bracket = self.amount().before("punct", Node("(", "PUNCT", "-LRB-"))
                target.after("appos", bracket.after("punct", Node(")", "PUNCT", "-RRB-")))
            clause.after("obl", target)
        if self.maybe(0.35):
            clause.after("obl", self.amount().before("case", adposition("from")))
            if self.maybe(0.6):
                clause.after("advmod", self.earlier())
        if self.maybe(0.15):
            return self._compared(clause)
        return self.around(clause)

    def _compared(self, clause: Node) -> Node:
        if self.maybe(0.5):
            word = Node("compared", "VERB", "VBN").after(
                "obl", self.amount().before("case", adposition(self.pick(["with", "to"])))
            )
            return clause.after("advcl", word.before("punct", comma()))
        word = adverb(self.pick(["up", "down"])).after(
            "obl", self.amount().before("case", adposition("from"))
        )
        return clause.after("advmod", word.before("punct", comma()))

    def traded(self) -> Node:
        clause = self.verb("trade", 2).near("nsubj", self.pick([self.body, self.person, self.body])())
        clause.after("obj", self.counted("things"))
        if self.maybe(0.25):
            clause.after("obl", self.money().before("case", adposition("for")))
        return self.around(clause)

    def paid(self) -> Node:
        clause = self.verb("pay", 2).near("nsubj", self.pick([self.body, self.person])())
        if self.maybe(0.3):
            asset = (
                Node(self.word("assets"), "NOUN", "NN")
                .near("compound", self.money())
                .before("det", determiner("a"))
            )
            return self.around(clause.after("obj", asset))
        clause.after("obj", self.money())
        if self.maybe(0.3):
            each = Node(self.pick(["day", "share", "year", "month", "person"]), "NOUN", "NN")
            money = clause.right[-1][1]
            if self.maybe(0.5):
                money.after("nmod:unmarked", each.near("det", determiner("a")))
            else:
                money.after("nmod", each.near("case", adposition("per")))
        return self.around(clause)

    def planned(self) -> Node:
        """Return "the company plans to cut 500 jobs", "it will cut", "it did not pay"."""
        subject = self.pick([self.body, self.person, self.officials])()
        inner = self.verb(self.pick(["trade", "pay"]), 0)
        inner.after(
            "obj",
            self.counted("things")
            if inner.form not in {"pay", "spend", "raise", "earn", "owe"}
            else self.money(),
        )
        kind = self.pick(["plan", "modal", "not"])
        if kind == "plan":
            clause = Node(
                self.pick(["plans", "agreed", "wants", "hopes", "decided", "expects", "promised"]),
                "VERB",
                "VBD",
            )
            clause.xpos = "VBZ" if clause.form.endswith("s") else "VBD"
            return self.around(
                clause.near("nsubj", subject).after("xcomp", inner.before("mark", Node("to", "PART", "TO")))
            )
        if kind == "modal":
            inner.before("aux", auxiliary(self.pick(["will", "would", "could", "may", "must"]), "MD"))
        else:
            negation = Node(self.pick(["not", "n't", "not"]), "PART", "RB")
            inner.before("advmod", negation).before("aux", auxiliary("did", "VBD"))
        return self.around(inner.before("nsubj", subject))

    def happened(self) -> Node:
        clause = self.verb("happen", 2).near(
            "nsubj", self.counted("people") if self.maybe(0.6) else self.bounded()
        )
        return self.around(clause)

    def of_the(self) -> Node:
        """Return "Of the 421 districts, 16 were hit"."""
        clause = (
            self.verb(self.pick(["police", "destroy"]), 3)
            .near("nsubj:pass", self.bounded())
            .near("aux:pass", auxiliary("were", "VBD"))
        )
        whole = self.noun(self.word(self.pick(["people", "things"])), plural=True).before(
            "nummod", self.figure()
        )
        whole.before("det", determiner("the")).before("case", adposition("of"))
        part = clause.left[0][1]
        part.before("punct", comma()).before("nmod", whole)
        return self.around(clause)

    def reported_change(self) -> Node:
        """Return "the company reported a 5 percent rise in profit to $2.5 million"."""
        node = (
            Node(self.word("change"), "NOUN", "NN")
            .near("compound", self.percent())
            .before("det", determiner("a"))
        )
        node.after(
            "nmod",
            self.noun(self.pick(LEXICON["nouns"]["money_subject"]), plural=False).before(
                "case", adposition("in")
            ),
        )
        if self.maybe(0.4):
            node.after("nmod", self.money().before("case", adposition("to")))
        root = Node(
            self.pick(["reported", "posted", "announced", "recorded", "saw", "expects", "forecast"]),
            "VERB",
            "VBD",
        )
        return self.around(root.near("nsubj", self.body()).after("obj", node))

    def split_list(self) -> Node:
        """Return "Ten people died in Peru and three in Chile": what is left out leaves an orphan."""
        clause = self.verb("happen", 2).near("nsubj", self.counted("people")).after("obl", self.place())
        second = self.figure().before("cc", Node("and", "CCONJ", "CC")).after("orphan", self.place())
        return clause.after("conj", second)

    def stood(self) -> Node:
        """Return "unemployment stood at 7.2 percent, up from 6.9"."""
        root = Node(
            self.pick(["stood", "remained", "stayed", "peaked", "closed", "ended", "opened", "started"]),
            "VERB",
            "VBD",
        )
        root.near("nsubj", self.financial()).after("obl", self.amount().before("case", adposition("at")))
        return self._compared(root) if self.maybe(0.4) else self.around(root)

    def left_without(self) -> Node:
        """Return "the storm left 40,000 people without power" or "left 12 dead"."""
        root = Node("left", "VERB", "VBD").near("nsubj", self.subject_disaster())
        target = self.counted("people") if self.maybe(0.6) else self.bounded()
        root.after("obj", target)
        if self.maybe(0.5):
            return self.around(
                root.after(
                    "xcomp", adjective(self.pick(["dead", "homeless", "injured", "missing", "trapped"]))
                )
            )
        lack = Node(self.pick(["power", "water", "electricity", "shelter", "homes", "food"]), "NOUN", "NN")
        return self.around(root.after("obl", lack.near("case", adposition("without"))))

    def existential(self) -> Node:
        clause = Node(self.pick(["were", "are"]), "VERB", "VBD").near("expl", Node("there", "PRON", "EX"))
        clause.xpos = "VBD" if clause.form == "were" else "VBP"
        return self.around(clause.after("nsubj", self.counted()))

    def copular(self) -> Node:
        if self.maybe(0.5):
            node = adjective(
                self.pick(["missing", "dead", "homeless", "unemployed", "critical", "safe", "unhurt"])
            )
            return self.around(
                node.near("nsubj", self.counted("people")).near(
                    "cop", auxiliary(self.pick(["are", "were"]), "VBD")
                )
            )
        node = self.amount()
        return self.around(
            node.before("cop", auxiliary(self.pick(["was", "is"]), "VBD")).before("nsubj", self.financial())
        )

    def measured(self) -> Node:
        subject = Node(self.word("measured"), "NOUN", "NN").near("det", determiner("the"))
        extent = Node(self.word("units"), "NOUN", "NNS").near("nummod", self.bounded())
        if self.maybe(0.5):
            root = adjective(self.pick(["long", "wide", "high", "deep", "tall", "old", "away"]))
            return (
                root.near("nsubj", subject)
                .near("cop", auxiliary(self.pick(["is", "was"]), "VBZ"))
                .near("obl:unmarked", extent)
            )
        root = Node(
            self.pick(["stretched", "extended", "lasted", "traveled", "ran", "continued"]), "VERB", "VBD"
        ).near("nsubj", subject)
        return self.around(root.after("obl:unmarked" if self.maybe(0.6) else "obl", extent))

    def sentenced(self) -> Node:
        subject = self.pick([self.person, self.aged])()
        root = Node(
            self.pick(["sentenced", "jailed", "convicted", "charged", "accused", "acquitted", "indicted"]),
            "VERB",
            "VBN",
        )
        root.near("nsubj:pass", subject).near("aux:pass", auxiliary("was", "VBD"))
        if root.form in {"sentenced", "jailed"}:
            years = Node(self.pick(["years", "months", "days"]), "NOUN", "NNS").near("nummod", self.bounded())
            root.after("obl", years.before("case", adposition("to" if root.form == "sentenced" else "for")))
            if self.maybe(0.5):
                years.after(
                    "nmod", Node(self.pick(["prison", "jail"]), "NOUN", "NN").near("case", adposition("in"))
                )
            return self.around(root)
        crime = Node(self.word("crimes"), "NOUN", "NN").near(
            "case", adposition("with" if root.form in {"charged"} else "of")
        )
        return self.around(root.after("obl", crime))

    def voted(self) -> Node:
        ayes, noes = (str(int(self.rng.integers(5, 400))) for _ in range(2))
        score = number(ayes).after(
            "nmod",
            number(noes).near(
                "case", adposition("to") if self.maybe(0.4) else Node(self.pick(["-", "–"]), "SYM", "SYM")
            ),
        )
        if self.maybe(0.5):
            root = (
                Node("voted", "VERB", "VBD")
                .near("nsubj", self.pick([self.officials, self.body])())
                .after("obl:unmarked", score)
            )
            what = Node(self.word("bills"), "NOUN", "NN").near("det", determiner("the"))
            approve = (
                Node(self.pick(["approve", "reject", "pass", "adopt", "block"]), "VERB", "VB")
                .near("mark", Node("to", "PART", "TO"))
                .after("obj", what)
            )
            return self.around(root.after("advcl", approve))
        root = Node(self.pick(["passed", "approved", "rejected", "adopted"]), "VERB", "VBD").near(
            "nsubj", self.body()
        )
        root.after("obj", Node(self.word("bills"), "NOUN", "NN").near("det", determiner("the")))
        return self.around(root.after("obl", score.before("case", adposition("by"))))

    def nobody(self) -> Node:
        root = self.verb(self.pick(["harm", "police"]), 3).near("aux:pass", auxiliary("was", "VBD"))
        return self.around(root.before("nsubj:pass", Node("one", "PRON", "NN").near("det", determiner("no"))))

    def leaving(self) -> Node:
        root = self.verb("destroy", 2).near("nsubj", self.subject_disaster()).after("obj", self.region())
        target = self.bounded() if self.maybe(0.5) else self.counted("people")
        result = Node(self.pick(["leaving", "leaving"]), "VERB", "VBG").after("obj", target)
        result.after("xcomp", adjective(self.pick(["dead", "homeless", "missing", "injured", "stranded"])))
        return root.after("advcl", result.before("punct", comma()))

    def relative(self) -> Node:
        inner = (
            self.verb("harm", 2)
            .near("nsubj", Node(self.pick(["which", "that"]), "PRON", "WDT"))
            .after("obj", self.counted("people"))
        )
        subject = self.subject_disaster().after("acl:relcl", inner)
        if inner.left[0][1].form == "which":
            inner.before("punct", comma())
            subject.after("punct", comma())
        root = self.verb("destroy", 2).near("nsubj", subject).after("obj", self.region())
        return self.around(root)

    def clause(self) -> Node:
        return self.pick(
            [self.harm] * 3
            + [self.passive] * 4
            + [self.moved] * 6
            + [self.traded] * 2
            + [self.paid] * 2
            + [self.planned] * 2
            + [
                self.happened,
                self.happened,
                self.existential,
                self.copular,
                self.copular,
                self.measured,
                self.sentenced,
            ]
            + [
                self.of_the,
                self.reported_change,
                self.reported_change,
                self.split_list,
                self.stood,
                self.stood,
                self.left_without,
            ]
            + [self.voted, self.nobody, self.leaving, self.relative]
        )()

    # who says it

    def stop(self, root: Node) -> Node:
        return root.after("punct", Node(".", "PUNCT", "."))

    def said(self, form: int = 2) -> Node:
        node = self.verb("say", form)
        if self.maybe(0.6):
            node.form = ("say", "says", "said", "said", "saying")[form]
        return node

    def said_last(self) -> Node:
        root, clause, who = self.said(), self.clause(), self.speaker()
        quoted = self.maybe(0.25)
        clause.after("punct", comma())
        if self.maybe(0.12):
            root = Node("told", "VERB", "VBD").after("iobj", self.hearer())
        if quoted:
            marks = self.pick(['""', "“”"])
            clause.before("punct", Node(marks[0], "PUNCT", "``")).after(
                "punct", Node(marks[1], "PUNCT", "''")
            )
        if self.maybe(0.25):
            root.after("nsubj", who).before("ccomp", clause)
        else:
            root.near("ccomp", clause).near("nsubj", who)
        return self.stated(root)

    def stated(self, root: Node) -> Node:
        if self.maybe(0.4):
            root.after(*self.when())
        elif self.maybe(0.2):
            paper = Node(
                self.pick(["statement", "report", "letter", "interview", "briefing", "tweet"]), "NOUN", "NN"
            )
            root.after("obl", paper.near("det", determiner("a")).before("case", adposition("in")))
        return root

    def said_first(self) -> Node:
        root, clause = self.said(), self.clause()
        root.near("nsubj", self.speaker())
        self.stated(root)
        if self.maybe(0.4):
            clause.before("mark", Node("that", "SCONJ", "IN"))
        return root.after("ccomp", clause)

    def told(self) -> Node:
        root = Node("told", "VERB", "VBD").near("nsubj", self.speaker())
        hearer = (
            proper(self.name_of("organisations"))
            if self.maybe(0.5)
            else Node(self.pick(["reporters", "journalists", "lawmakers", "parliament"]), "NOUN", "NNS")
        )
        clause = self.clause()
        if self.maybe(0.5):
            clause.before("mark", Node("that", "SCONJ", "IN"))
        return root.after("iobj", hearer).after("ccomp", clause)

    def according(self) -> Node:
        who = self.speaker(named=True).before(
            "case", Node("according", "VERB", "VBG").after("fixed", adposition("to"))
        )
        root = self.clause()
        if self.maybe(0.5):
            return root.after("obl", who.before("punct", comma()))
        return root.before("punct", comma()).before("obl", who)

    def quoted(self) -> Node:
        saying = (
            Node("saying", "VERB", "VBG")
            .near("mark", Node("as", "SCONJ", "IN"))
            .after("ccomp", self.clause())
        )
        root = (
            Node(self.pick(["quoted", "cited"]), "VERB", "VBD")
            .near("nsubj", self.body())
            .after("obj", self.speaker(named=True))
        )
        return root.after("advcl", saying)

    def headline(self) -> Node:
        """Return a headline: no articles, present tense, no full stop."""
        kind = self.pick(["harm", "move", "to", "dead", "says", "passive"])
        subject = Node(self.word("disaster"), "NOUN", "NN")
        if kind == "harm":
            root = self.verb("harm", 1).near("nsubj", subject)
            return root.after("obj", self.bounded() if self.maybe(0.6) else self.counted("people")).after(
                "obl", self.place()
            )
        if kind == "move":
            root = self.moved(1)
            root.left = [(name, child) for name, child in root.left if name in {"nsubj", "advmod"}]
            return root
        if kind == "to":
            root = (
                self.verb("trade", 0)
                .near("nsubj", proper(self.name_of("organisations")))
                .near("mark", Node("to", "PART", "TO"))
            )
            return root.after("obj", self.counted("things"))
        if kind == "dead":
            root = adjective(self.pick(["dead", "missing", "injured"])).near("nsubj", self.bounded())
            return root.after("obl", subject.near("case", adposition(self.pick(["in", "after"]))))
        if kind == "passive":
            return (
                self.verb(self.pick(["harm", "police"]), 3)
                .near("nsubj:pass", self.bounded())
                .after("obl", self.place())
            )
        root = Node("says", "VERB", "VBZ").near("nsubj", self.body())
        return root.after("ccomp", self.clause())

    def sentence(self) -> Tree:
        """Return one sentence with its tree."""
        kinds: list[Callable[[], Node]] = [self.clause] * 5 + [self.said_last] * 3 + [self.said_first] * 2
        kinds += [self.told, self.according, self.according, self.quoted]
        if self.maybe(0.1):
            return to_tree(self.headline())
        return to_tree(self.stop(self.pick(kinds)()))


def grow(sentences: int, *, seed: int = 11) -> list[Tree]:
    """Return so many sentences of our own with their trees; the same seed gives the same sentences."""
    grower = Grower(seed)
    trees = (grower.sentence() for _ in range(4 * sentences))
    kept = [tree for tree in trees if len(tree.forms) <= 45]
    return kept[:sentences]
