"""Grammar: the words of a sentence with lemma, part of speech and dependency tree.

A small network of our own, trained on UD English EWT and GUM and run with numpy alone. Another parser can stand behind
the same call (:class:`Parser`). The licence of the weights is their own, see ``weights/LICENSE``.
"""

from workbench.grammar.parsing import Parser, Word, parse

__all__ = ["Parser", "Word", "parse"]
