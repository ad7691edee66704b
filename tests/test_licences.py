"""Licences: whatever the package needs may be used, changed and passed on by anybody, with few named exceptions."""

import re
from importlib.metadata import PackageNotFoundError, distribution

import pytest

from tests.test_setup import locked_for_users

PERMISSIVE = re.compile(
    r"\b(?:MIT|MIT-0|MIT-CMU|BSD|0BSD|BSD-[123]-Clause|Apache|Apache-2\.0|ISC|ISCL|PSF|PSF-2\.0|Python Software Foundation|"
    r"Zlib|CC0-1\.0|CNRI-Python|HPND|Unlicense|Public Domain)\b"
)
COPYLEFT = re.compile(
    r"GPL|General Public|MPL|Mozilla|EUPL|CDDL|EPL|CC-BY-SA|SSPL|BUSL|Business Source|Commons Clause"
)
# Each with its reason. All are used as they come, as libraries of their own; their licence asks nothing of our code.
EXCEPTIONS = {
    "certifi": "MPL 2.0, by file: the list of certificates, which requests brings along",
    "fqdn": "MPL 2.0, by file: checks host names for JupyterLab's event schemas",
    "pyphen": "MPL 1.1 is one of three to choose from: textstat brings it along",
    "tld": "MPL 1.1 is one of three to choose from: trafilatura brings it along",
    "tqdm": "MPL 2.0 by file, and MIT: papermill and nltk bring it along",
}


def licence(name):
    """What a distribution says of its licence: the expression, or its classifiers, or the old field."""
    data = distribution(name).metadata
    stated = [c.rpartition(" :: ")[2] for c in data.get_all("Classifier") or [] if c.startswith("License ::")]
    return data.get("License-Expression") or "; ".join(stated) or (data.get("License") or "")[:200]


def installed():
    names = sorted({name for name, _ in locked_for_users()} - {"workbench"})
    found = []
    for name in names:
        try:
            distribution(name)
        except PackageNotFoundError:  # for another system or another Python
            continue
        found.append(name)
    return found


@pytest.mark.parametrize("name", installed())
def test_what_is_needed_is_permissive_or_a_named_exception(name):
    stated = licence(name)
    if name in EXCEPTIONS:
        assert COPYLEFT.search(stated), f"{name} is no exception any more: {stated}"
    else:
        assert PERMISSIVE.search(stated), f"{name}: {stated!r}"
        assert not COPYLEFT.search(stated), f"{name}: {stated!r}"


def test_every_exception_is_still_needed():
    assert set(EXCEPTIONS) <= set(installed())


def test_most_of_the_lock_is_looked_at():
    assert len(installed()) > 100
