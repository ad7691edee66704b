"""Where, when and who: places, times, persons, bodies, officials."""

from own_sentences.figures import Figures
from own_sentences.nodes import Node, adjective, adposition, comma, determiner, number, proper


class People(Figures):
    """Where, when and who: places, times, persons, bodies, officials."""

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

    def region(self) -> Node:
        node = self.place()
        node.left.pop(0)
        return node

    def when(self) -> tuple[str, Node]:
        kind = self.pick(["day", "on", "last", "month", "earlier", "span"])
        if kind == "span":
            years = Node(self.pick(["years", "months", "weeks", "days"]), "NOUN", "NNS").near(
                "nummod", self.figure()
            )
            if self.maybe(0.5):
                years.before("amod", adjective(self.pick(["past", "last", "first", "next"])))
                years.before("det", determiner("the"))
            return "obl", years.before("case", adposition(self.pick(["in", "over", "for", "within"])))
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

    def holder(self) -> Node:
        """Return an office without a name: "a spokeswoman for the airline", "the head of the bank"."""
        role = Node(self.word("roles"), "NOUN", "NN").before("det", determiner(self.pick(["the", "a"])))
        return role.after("nmod", self.body().before("case", adposition(self.pick(["of", "for", "at"]))))

    def nations(self) -> Node:
        """Return two places or bodies as one subject: "Peru and Chile"."""
        kind = self.pick(["places", "organisations"])
        second = proper(self.name_of(kind)).before("cc", Node("and", "CCONJ", "CC"))
        return proper(self.name_of(kind)).after("conj", second)

    def speaker(self, *, named: bool = False) -> Node:
        if not named and self.maybe(0.12):
            return Node(self.pick(["he", "she", "they", "it"]), "PRON", "PRP")
        node = self.pick([self.person, self.person, self.body, self.officials, self.officials, self.holder])()
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
