"""``python -m workbench`` is the command line."""

import sys

if not sys.flags.safe_path:
    del sys.path[0]  # the current folder, which Python puts before everything else

from workbench.cli import main

sys.exit(main())
