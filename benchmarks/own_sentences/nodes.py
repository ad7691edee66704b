"""A sentence while it grows: words with their dependents before and behind them."""

from dataclasses import dataclass, field

from treebank import Tree


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
