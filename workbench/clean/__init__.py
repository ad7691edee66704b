"""Cleaning: what is not the article is taken out, and every change can be shown and undone."""

from workbench.clean.articles import Cleaned, clean_articles
from workbench.clean.page import Edit, Page
from workbench.clean.rules import DEFAULT_RULES, Rule

__all__ = ["DEFAULT_RULES", "Cleaned", "Edit", "Page", "Rule", "clean_articles"]
