"""The notebooks as the analyst meets them: in a real JupyterLab, in a real browser."""

import pytest

from workbench.report.notebooks import notebooks

pytestmark = [pytest.mark.browser, pytest.mark.notebooks, pytest.mark.timeout(600)]
NOTEBOOKS = [path.name for path in notebooks()]


def run_all(page, lab, name):
    """Open a notebook, run all its cells, and wait until the last one has run."""
    page.goto(lab.url(f"lab/tree/{name}") + "&reset")
    lab.wait_for(f"the kernel of {name}", 90, lambda: lab.idle_kernel(name))
    page.locator(".jp-Notebook").first.wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(
        """() => {
          const cells = [...document.querySelectorAll('.jp-CodeCell')].filter(c => c.querySelector('.cm-line')?.textContent);
          return cells.length && cells.every(c => /\\[\\d+\\]/.test(c.querySelector('.jp-InputPrompt').textContent));
        }""",
        timeout=180_000,
    )


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_without_an_error(page, lab, name):
    run_all(page, lab, name)
    assert page.locator(".jp-OutputArea-output[data-mime-type*='error']").count() == 0
    assert page.errors == []
    page.context.close()
