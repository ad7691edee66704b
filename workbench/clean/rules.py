"""The table of cleaning rules, in the order in which they are tried.

A rule is a function that looks at a page and proposes edits. To add one, write the function and add a row. The
first rule that claims a place has it; what a later rule proposes over it is not taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from workbench.clean.around import (
    propose_after_the_end,
    propose_agency_lines,
    propose_biographies,
    propose_boxes,
    propose_credited_captions,
    propose_dated_captions,
    propose_link_runs,
    propose_linked_titles,
    propose_loose_lines,
    propose_main_article,
    propose_marked_captions,
    propose_reader_address,
    propose_repeated_labels,
    propose_repeated_paragraphs,
    propose_site_lines,
    propose_tables,
    propose_title_lines,
)
from workbench.clean.heading import (
    propose_date_line,
    propose_headline,
    propose_masthead,
    propose_menus,
    propose_names,
    propose_slogans,
    propose_split_bylines,
    propose_stamps,
)
from workbench.clean.page import Edit, Page
from workbench.clean.slips import (
    propose_cut_tail,
    propose_dividers,
    propose_doubled_stops,
    propose_glued_prefix,
    propose_hidden_characters,
    propose_quote_spacing,
    propose_stray_tokens,
    propose_unwrapping,
)
from workbench.clean.wording import (
    propose_breadcrumbs,
    propose_credits,
    propose_edge_credits,
    propose_edge_furniture,
    propose_furniture,
    propose_furniture_sentences,
)


class Rule(NamedTuple):
    """A rule: its name, the function that proposes edits, and the languages it is for (none: for all)."""

    name: str
    propose: Callable[[Page], Iterable[Edit]]
    languages: tuple[str, ...] = ()

    def fits(self, language: str) -> bool:
        """Whether the rule is for texts in the language; a text of unknown language is tried as English."""
        return not self.languages or (language or "en") in self.languages


ENGLISH = ("en",)

DEFAULT_RULES: tuple[Rule, ...] = (
    Rule("cut-tail", propose_cut_tail),
    Rule("glued-prefix", propose_glued_prefix),
    Rule("dividers", propose_dividers),
    Rule("stamps", propose_stamps),
    Rule("furniture", propose_furniture),
    Rule("furniture-sentences", propose_furniture_sentences),
    Rule("marked-captions", propose_marked_captions),
    Rule("credits", propose_credits),
    Rule("agency-lines", propose_agency_lines),
    Rule("credited-captions", propose_credited_captions),
    Rule("split-bylines", propose_split_bylines),
    Rule("menus", propose_menus),
    Rule("slogans", propose_slogans, ENGLISH),
    Rule("headline", propose_headline),
    Rule("breadcrumbs", propose_breadcrumbs),
    Rule("repeated-labels", propose_repeated_labels),
    Rule("edge-furniture", propose_edge_furniture),
    Rule("edge-credits", propose_edge_credits),
    Rule("boxes", propose_boxes),
    Rule("biographies", propose_biographies),
    Rule("edge-furniture-below-boxes", propose_edge_furniture),
    Rule("date-line", propose_date_line),
    Rule("masthead", propose_masthead),
    Rule("names", propose_names, ENGLISH),
    Rule("main-article", propose_main_article),
    Rule("site-lines", propose_site_lines),
    Rule("linked-titles", propose_linked_titles),
    Rule("loose-lines", propose_loose_lines),
    Rule("after-the-end", propose_after_the_end),
    Rule("link-runs", propose_link_runs),
    Rule("title-lines", propose_title_lines, ENGLISH),
    Rule("repeated-paragraphs", propose_repeated_paragraphs),
    Rule("addresses-reader", propose_reader_address, ENGLISH),
    Rule("tables", propose_tables),
    Rule("dated-captions", propose_dated_captions, ENGLISH),
    Rule("hidden-characters", propose_hidden_characters),
    Rule("stray-tokens", propose_stray_tokens, ENGLISH),
    Rule("doubled-stops", propose_doubled_stops),
    Rule("quote-spacing", propose_quote_spacing),
    Rule("unwrapping", propose_unwrapping),
)


def apply_rules(page: Page, rules: Iterable[Rule] = DEFAULT_RULES) -> Page:
    """Return the page with the edits that the rules propose."""
    for rule in rules:
        if rule.fits(page.language):
            page = page.taking(list(rule.propose(page)))
    return page
