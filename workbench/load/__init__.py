"""Reading: any folder, any format, any encoding in; articles and a report on every file out."""

from workbench.load.intake import Loaded, load_articles, needs_a_person
from workbench.load.readers import formats_help

__all__ = ["Loaded", "formats_help", "load_articles", "needs_a_person"]
