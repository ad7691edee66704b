"""Clauses beside the main one in which somebody says something, so that saying is not always the main verb."""

from own_sentences.events import Events
from own_sentences.nodes import Node, adposition, auxiliary, comma, determiner, number, proper
from own_sentences.results import Results


class Asides(Events, Results):
    """Clauses beside the main one in which somebody says something."""

    def linked(self, clause: Node) -> Node:
        """Put "after", "when", "because" in front of a clause."""
        word = self.pick(["after", "after", "after", "when", "because", "before", "while", "as", "since"])
        if word == "when":
            return clause.before("advmod", Node("when", "ADV", "WRB"))
        return clause.before("mark", Node(word, "SCONJ", "IN"))

    def telling(self) -> Node:
        """Return "the union told reporters that 300 had left", "the ministry said 12 were dead"."""
        inner = self.clause()
        if self.maybe(0.6):
            inner.before("mark", Node("that", "SCONJ", "IN"))
        if self.maybe(0.45):
            root = Node("told", "VERB", "VBD").after("iobj", self.hearer())
        else:
            root = self.said()
            if self.maybe(0.2):
                root.after(*self.when())
        return root.near("nsubj", self.speaker()).after("ccomp", inner)

    def went_on(self) -> Node:
        """Return "the search went on for two days", "talks between the two sides had stalled"."""
        root = self.verb("last", 2)
        if root.form == "went":
            root.after("compound:prt", Node("on", "ADP", "RP"))
        subject = self.noun(self.word("undertakings"), plural=False)
        subject.xpos = "NNS" if subject.form.endswith("s") else "NN"
        if subject.xpos == "NN" or self.maybe(0.5):
            subject.before("det", determiner("the" if self.maybe(0.8) else "a"))
        if self.maybe(0.3):
            subject.after("nmod", self.place())
        root.near("nsubj", subject)
        if self.maybe(0.4):
            unit = Node(self.pick(["hours", "days", "weeks", "months", "nights"]), "NOUN", "NNS")
            root.after("obl", unit.near("nummod", self.bounded()).before("case", adposition("for")))
        return self.around(root)

    def after_telling(self) -> Node:
        """Return "the search went on for two days after the army told parliament that 40 were missing"."""
        root = self.pick(
            [self.went_on, self.went_on, self.happened, self.traded, self.stood, self.passive, self.moved]
        )()
        aside = self.linked(self.telling())
        if self.maybe(0.2):
            aside.after("punct", comma())
            return root.before("advcl", aside)
        if self.maybe(0.2):
            aside.before("punct", comma())
        return root.after("advcl", aside)

    def after_event(self) -> Node:
        """Return "the search went on after the storm had hit", "… said 12 were hurt when a bus crashed"."""
        root = self.pick([self.went_on, self.traded, self.passive, self.telling])()
        return root.after("advcl", self.linked(self.pick([self.harm, self.happened, self.passive])()))

    def who_said(self) -> Node:
        """Return "the minister, who told reporters that 40 had died, resigned"."""
        aside = self.telling()
        at = next(at for at, (relation, _) in enumerate(aside.left) if relation == "nsubj")
        aside.left[at] = ("nsubj", Node("who", "PRON", "WP"))
        person = self.pick([self.person, self.holder])()
        person.after("acl:relcl", aside.before("punct", comma())).after("punct", comma())
        root = Node(
            self.pick(["resigned", "left", "apologized", "declined", "returned", "lost", "survived"]),
            "VERB",
            "VBD",
        )
        return self.around(root.near("nsubj", person))

    def speaking(self) -> Node:
        """Return "speaking in Paris, the minister said …", "citing the army, the agency reported …"."""
        root = self.telling()
        if self.maybe(0.5):
            aside = Node("speaking", "VERB", "VBG").after("obl", self.place())
        else:
            aside = Node("citing", "VERB", "VBG").after("obj", self.speaker(named=True))
        return root.before("advcl", aside.after("punct", comma()))

    def part_is(self) -> Node:
        """Return "a third of the 40 towns and villages is without power": a share that is the subject."""
        subject = self.shared()
        singular = self.maybe(0.5)
        kind = self.pick(["held", "without", "state"])
        if kind == "held":
            root = self.verb(self.pick(["trade", "destroy", "police"]), 3)
            form = self.pick(["is", "was"] if singular else ["are", "were"])
            root.near("nsubj:pass", subject).near("aux:pass", auxiliary(form, "VBD"))
            if self.maybe(0.4):
                root.after("obl:agent", self.officials().before("case", adposition("by")))
            return self.around(root)
        if kind == "without":
            lack = self.pick(["power", "water", "reach", "control", "repair", "threat", "use", "work"])
            case = "without" if lack in {"power", "water", "work"} else self.pick(["under", "beyond", "in"])
            root = Node(lack, "NOUN", "NN").near("case", adposition(case))
        else:
            word = self.pick(["empty", "safe", "idle", "closed", "unsafe", "ready", "intact", "insured"])
            root = Node(word, "ADJ", "JJ")
        cop = auxiliary(self.pick(["is", "was"] if singular else ["are", "were"]), "VBD")
        return self.around(root.before("cop", cop).before("nsubj", subject))

    def shared(self) -> Node:
        """Return a share of two kinds of things: "half of the men and women", "16 of the 27 towns and villages"."""
        kind = self.pick(["people", "things"])
        whole = self.noun(self.word(kind), plural=True)
        other = self.noun(self.word(kind), plural=True).before("cc", Node("and", "CCONJ", "CC"))
        node = self.share_of(whole)
        whole.after("conj", other)
        return node

    def aged_other(self) -> Node:
        """Return "the driver, 34, was arrested in Ohio", also as a headline has it."""
        who = Node(
            self.pick(
                ["suspect", "driver", "man", "woman", "teacher", "gunman", "victim", "pilot", "student"]
            ),
            "NOUN",
            "NN",
        )
        who.near("det", determiner(self.pick(["the", "a"])))
        age = number(str(int(self.rng.integers(4, 95)))).before("punct", comma())
        who.after("amod", age).after("punct", comma())
        root = self.verb("police", 3).near("nsubj:pass", who).near("aux:pass", auxiliary("was", "VBD"))
        return self.around(root)

    def crowd(self) -> Node:
        """Return one that acts, as headlines name it: "military", "rescue crews", "Toyota"."""
        kind = self.pick(["forces", "people", "forces", "name"])
        if kind == "name":
            return proper(self.name_of("organisations"))
        node = self.noun(self.word(kind), plural=True)
        if self.maybe(0.2):
            node.before("compound", proper(self.name_of("places")))
        return node

    def flight(self) -> Node:
        """Return "military flee as storm hits Ohio", "rescue crews save 40 after quake in Peru"."""
        subject = self.crowd()
        form = 1 if subject.upos == "PROPN" else 0
        root = self.verb(self.pick(["happen", "police", "trade"]), form)
        tag = "VBZ" if form else "VBP"
        root.xpos = tag
        root.near("nsubj", subject)
        if root.form not in {text.split()[form] for text in self.forms_of("happen")}:
            root.after("obj", self.pick([self.bounded, self.counted])())
        if self.maybe(0.5):
            event = self.verb("destroy", 1).near("nsubj", Node(self.word("disaster"), "NOUN", "NN"))
            event.after("obj", proper(self.name_of("places")))
            return root.after("advcl", event.before("mark", Node("as", "SCONJ", "IN")))
        return root.after("obl", self.place())
