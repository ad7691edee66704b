"""The briefing: the answer to the question of a case first, then what else is known, disputed and changed."""

from workbench.briefing.card import answer_card, key_cards
from workbench.briefing.questions import find_answers
from workbench.briefing.told import changes, conflicts, pinned_claims, updates

__all__ = ["answer_card", "changes", "conflicts", "find_answers", "key_cards", "pinned_claims", "updates"]
