"""Figures: bounds and hedges, counted nouns, shares, percentages, money."""

import tomllib
from pathlib import Path

import numpy as np

from own_sentences.nodes import (
    Node,
    adjective,
    adposition,
    adverb,
    determiner,
    number,
)

LEXICON = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8"))


class Figures:
    """Figures: bounds and hedges, counted nouns, shares, percentages, money."""

    def __init__(self, seed: int):
        self.rng = np.random.default_rng(seed)

    def maybe(self, chance: float) -> bool:
        return self.rng.random() < chance

    def pick(self, values):
        return values[int(self.rng.integers(len(values)))]

    def word(self, kind: str) -> str:
        return self.pick(LEXICON["nouns"][kind])

    def name_of(self, kind: str) -> str:
        return self.pick(LEXICON["names"][kind])

    def forms_of(self, kind: str) -> list[str]:
        return LEXICON["verbs"][kind]

    def verb(self, kind: str, form: int) -> Node:
        """Return a verb: form 0 base, 1 third person, 2 past, 3 participle, 4 -ing."""
        tag = ("VB", "VBZ", "VBD", "VBN", "VBG")[form]
        return Node(self.pick(self.forms_of(kind)).split()[form], "VERB", tag)

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
            return self.share_of(node)
        if self.maybe(0.05):
            return self._total(node)
        if self.maybe(0.04):
            them = Node(self.pick(["them", "those"]), "PRON", "PRP").near("case", adposition("of"))
            return self.bounded().after("nmod", them)
        if self.maybe(0.05):
            return node.before("nummod", self.figure()).before("det", determiner("another"))
        return self._figured(node, kind)

    def _figured(self, node: Node, kind: str) -> Node:
        """Put the figure in front of a noun, which an equal may follow: "the other 40 men and women"."""
        if self.maybe(0.04):
            other = self.noun(self.word(kind), plural=True).before("cc", Node("and", "CCONJ", "CC"))
            node.after("conj", other)
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

    def share_of(self, node: Node) -> Node:
        """Return "16 of the 27 districts", "a third of the voters", "5 percent of the homes"."""
        if self.maybe(0.4):
            node.before("nummod", self.figure())
        node.before("det", determiner("the")).before("case", adposition("of"))
        part = self.pick(["figure", "fraction", "percent"])
        if part == "figure":
            return self.bounded().after("nmod", node)
        if part == "percent":
            return self.percent().after("nmod", node)
        if self.maybe(0.3):
            parts = Node(self.pick(["thirds", "quarters", "fifths"]), "NOUN", "NNS")
            parts.near("nummod", number(self.pick(["two", "three"])))
            if self.maybe(0.6):
                parts.left[-1][1].after("punct", Node("-", "PUNCT", "HYPH"))
            return parts.after("nmod", node)
        fraction = Node(self.pick(["third", "quarter", "half", "majority", "fifth"]), "NOUN", "NN")
        fraction.near("det", determiner("a"))
        if self.maybe(0.3):
            self._than(fraction) if self.maybe(0.5) else self._about(fraction)
        return fraction.after("nmod", node)

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

    def amount(self) -> Node:
        return self.pick([self.money, self.money, self.percent, self.bounded])()
