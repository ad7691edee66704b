"""Whole sentences: an event or a result, and who says it; headlines."""

from collections.abc import Callable

from treebank import Tree

from own_sentences.asides import Asides
from own_sentences.nodes import (
    Node,
    adjective,
    adposition,
    comma,
    determiner,
    proper,
    to_tree,
)


class Sentences(Asides):
    """Grows sentences; every choice comes from one seeded generator."""

    def clause(self) -> Node:
        return self.pick(
            [self.harm] * 3
            + [self.passive] * 4
            + [self.moved] * 6
            + [self.traded] * 2
            + [self.paid] * 2
            + [self.acted] * 4
            + [self.polled]
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
            + [
                self.voted,
                self.nobody,
                self.leaving,
                self.relative,
                self.part_is,
                self.part_is,
                self.aged_other,
            ]
        )()

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
        if self.maybe(0.06):
            root = Node("told", "VERB", "VBD").after("iobj", self.hearer())
        if quoted:
            marks = self.pick(['""', "“”"])
            clause.before("punct", Node(marks[0], "PUNCT", "``")).after(
                "punct", Node(marks[1], "PUNCT", "''")
            )
        if not root.right and self.maybe(0.25):
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

    def hearer(self) -> Node:
        if self.maybe(0.5):
            return proper(self.name_of("organisations"))
        return Node(self.pick(["reporters", "journalists", "lawmakers", "parliament"]), "NOUN", "NNS")

    def told(self) -> Node:
        root = Node("told", "VERB", "VBD").near("nsubj", self.speaker())
        clause = self.clause()
        if self.maybe(0.5):
            clause.before("mark", Node("that", "SCONJ", "IN"))
        return root.after("iobj", self.hearer()).after("ccomp", clause)

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
        kind = self.pick(["harm", "move", "to", "dead", "says", "passive", "flight", "flight"])
        subject = Node(self.word("disaster"), "NOUN", "NN")
        if kind == "harm":
            root = self.verb("harm", 1).near("nsubj", subject)
            return root.after("obj", self.bounded() if self.maybe(0.6) else self.counted("people")).after(
                "obl", self.place()
            )
        if kind == "flight":
            return self.flight()
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
        kinds: list[Callable[[], Node]] = [self.clause] * 6 + [self.said_last] * 2 + [self.said_first] * 2
        kinds += [self.told, self.according, self.according, self.quoted]
        kinds += [self.after_telling] * 2 + [self.after_event, self.who_said, self.speaking]
        if self.maybe(0.1):
            return to_tree(self.headline())
        return to_tree(self.stop(self.pick(kinds)()))


def grow(sentences: int, *, seed: int = 11) -> list[Tree]:
    """Return so many sentences of our own with their trees; the same seed gives the same sentences."""
    grower = Sentences(seed)
    trees = (grower.sentence() for _ in range(4 * sentences))
    kept = [tree for tree in trees if len(tree.forms) <= 45]
    return kept[:sentences]
