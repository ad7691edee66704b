"""What happens: disasters, arrests, verdicts, deaths, distances."""

from own_sentences.figures import LEXICON
from own_sentences.nodes import Node, adjective, adposition, auxiliary, comma, determiner, number
from own_sentences.people import People


class Events(People):
    """What happens: disasters, arrests, verdicts, deaths, distances."""

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

    def split_list(self) -> Node:
        """Return "Ten people died in Peru and three in Chile": what is left out leaves an orphan."""
        clause = self.verb("happen", 2).near("nsubj", self.counted("people")).after("obl", self.place())
        second = self.figure().before("cc", Node("and", "CCONJ", "CC")).after("orphan", self.place())
        return clause.after("conj", second)

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

    def nobody(self) -> Node:
        root = self.verb(self.pick(["harm", "police"]), 3).near("aux:pass", auxiliary("was", "VBD"))
        return self.around(root.before("nsubj:pass", Node("one", "PRON", "NN").near("det", determiner("no"))))

    def happened(self) -> Node:
        clause = self.verb("happen", 2).near(
            "nsubj", self.counted("people") if self.maybe(0.6) else self.bounded()
        )
        return self.around(clause)

    def existential(self) -> Node:
        clause = Node(self.pick(["were", "are"]), "VERB", "VBD").near("expl", Node("there", "PRON", "EX"))
        clause.xpos = "VBD" if clause.form == "were" else "VBP"
        return self.around(clause.after("nsubj", self.counted()))

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
