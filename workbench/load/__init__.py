"""Reading: any folder, any format, any encoding in; articles and a report on every file out."""

import logging

from workbench.load.intake import Loaded, load_articles, needs_a_person
from workbench.load.readers import formats_help

# Parsers report a damaged file to their logs; here it stands in the load report.
for _name in ("trafilatura", "htmldate", "pypdf", "charset_normalizer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

__all__ = ["Loaded", "formats_help", "load_articles", "needs_a_person"]
