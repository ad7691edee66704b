"""Sentences of our own with their trees, for what web text lacks: figures, tolls, results, votes, who said it.

Each sentence is grown from rules, so its tree is known; words come from ``lexicon.toml``. The trees follow
UD English EWT 2.15 ("at least 5": *least* is nmod of the figure; "more than 5": *more* is advmod with *than* fixed;
titles are ``nmod:desc``; measures of change are ``obl:unmarked``; what is said before "X said" is its ``ccomp``).
"""

from own_sentences.sentences import grow

__all__ = ["grow"]
