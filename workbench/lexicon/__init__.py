"""The lexicon: every word class once, a folder for each language that is read, and how languages are told apart."""

from workbench.lexicon.languages import guess_language, is_read, language_inside, language_name

__all__ = ["guess_language", "is_read", "language_inside", "language_name"]
