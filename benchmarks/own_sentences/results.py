"""Results, prices, plans and votes."""

from own_sentences.figures import LEXICON
from own_sentences.nodes import (
    Node,
    adjective,
    adposition,
    adverb,
    auxiliary,
    comma,
    determiner,
    number,
    proper,
)
from own_sentences.people import People


class Results(People):
    """Results, prices, plans and votes."""

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

    def stood(self) -> Node:
        """Return "unemployment stood at 7.2 percent, up from 6.9"."""
        root = Node(
            self.pick(["stood", "remained", "stayed", "peaked", "closed", "ended", "opened", "started"]),
            "VERB",
            "VBD",
        )
        root.near("nsubj", self.financial()).after("obl", self.amount().before("case", adposition("at")))
        return self._compared(root) if self.maybe(0.4) else self.around(root)

    def traded(self) -> Node:
        clause = self.verb("trade", 2).near(
            "nsubj", self.pick([self.body, self.person, self.body, self.nations])()
        )
        clause.after("obj", self.counted("things"))
        if self.maybe(0.25):
            clause.after("obl", self.money().before("case", adposition("for")))
        return self.around(clause)

    def paid(self) -> Node:
        clause = self.verb("pay", 2).near("nsubj", self.pick([self.body, self.person])())
        if self.maybe(0.2):
            return self.around(clause.after("obj", self.priced()))
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

    def acted(self) -> Node:
        """Return a short active clause: "the firm cut emissions by 20 percent", "the camp held soldiers"."""
        clause = self.verb("act", 2).near(
            "nsubj", self.pick([self.actor, self.actor, self.body, self.nations])()
        )
        clause.after("obj", self.pick([self.bare, self.bare, self.counted, self.priced])())
        if self.maybe(0.4):
            extent = self.pick([self.percent, self.percent, self.money, self.bounded])()
            clause.after("obl", extent.before("case", adposition("by")))
        return clause if self.maybe(0.5) else self.around(clause)

    def actor(self) -> Node:
        node = self.noun(self.word("actors"), plural=False)
        if self.maybe(0.2):
            node.before(
                "amod", adjective(self.pick(["new", "largest", "northern", "local", "state", "private"]))
            )
        return node.before("det", determiner(self.pick(["the", "the", "a"])))

    def bare(self) -> Node:
        """Return a noun without article or figure, as an object often is: "emissions", "soldiers", "ground"."""
        word = self.word(self.pick(["reducible", "people", "things"]))
        node = self.noun(word, plural=word.split(" of ")[0].endswith("s"))
        node.xpos = "NNS" if node.form.endswith("s") or node.form in {"men", "women", "people"} else "NN"
        if self.maybe(0.15):
            node.before("amod", adjective(self.word("thing_adjectives")))
        return node

    def priced(self) -> Node:
        """Return "a fine of $250,000"."""
        node = Node(self.word("assets"), "NOUN", "NN").near("det", determiner("a"))
        return node.after("nmod", self.money().before("case", adposition("of")))

    def polled(self) -> Node:
        """Return "analysts polled by the bank had expected a profit of $41 million"."""
        subject = Node(self.word("officials"), "NOUN", "NNS")
        asked = Node(
            self.pick(["polled", "surveyed", "interviewed", "quoted", "questioned", "cited"]), "VERB", "VBN"
        )
        asker = proper(self.name_of("organisations")) if self.maybe(0.4) else self.body()
        if self.maybe(0.3):
            word = self.pick(["bank", "agency", "newspaper", "firm", "broker"])
            asker = Node(word, "NOUN", "NN").near("det", determiner("a"))
        subject.after("acl", asked.after("obl:agent", asker.before("case", adposition("by"))))
        sum_of = Node(
            self.pick(["profit", "loss", "deficit", "surplus", "dividend", "rise", "fall"]), "NOUN", "NN"
        )
        sum_of.near("det", determiner("a"))
        sum_of.after("nmod", self.pick([self.money, self.percent])().before("case", adposition("of")))
        form = self.pick(["expected", "forecast", "predicted", "estimated"])
        root = Node(form, "VERB", "VBD")
        if self.maybe(0.5):
            root.xpos = "VBN"
            root.near("aux", auxiliary(self.pick(["had", "have"]), "VBD"))
            root.left[0][1].xpos = "VBD" if root.left[0][1].form == "had" else "VBP"
        return self.around(root.before("nsubj", subject).after("obj", sum_of))

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
