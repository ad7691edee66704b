"""One visual language for every chart: colours, type, and how a chart is drawn, saved and described.

Colours are those of Okabe and Ito (2008), *Color universal design*: they stay apart for colour-blind readers.
A family keeps its colour in all charts of a case. Drawings are deterministic: the same frame gives the same
bytes, so that a report can be compared with an older one.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, wraps
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec
from urllib.parse import quote, unquote

import pandas as pd

from workbench.store import Store, code_digest
from workbench.wording import article_names, shorten

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH = 36  # characters of what an article is called beside an axis
INK, QUIET, GRID, PAPER = "#222222", "#6b6b6b", "#dddddd", "#ffffff"
SHAPES = ("o", "s", "D", "^", "v", "P", "X", "p")  # beside its colour, each origin has a shape
FAMILY_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d31", "#5b5b5b")

_STYLE: Any = {
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GRID,
    "axes.labelcolor": QUIET,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlecolor": INK,
    "axes.axisbelow": True,
    "grid.color": GRID,
    "grid.linewidth": 0.6,
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in a name or a sum is no formula
    "xtick.color": QUIET,
    "ytick.color": INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "figure.facecolor": PAPER,
    "svg.fonttype": "path",
    "svg.hashsalt": "workbench",
    "svg.id": "workbench",
}


# What is drawn with; the first ships with matplotlib and is the same everywhere, the others draw what it lacks.
_FONTS = (
    "DejaVu Sans",
    "Noto Sans CJK JP",
    "Noto Sans CJK SC",
    "Noto Sans JP",
    "Hiragino Sans",
    "PingFang SC",
    "Yu Gothic",
    "Microsoft YaHei",
    "Malgun Gothic",
    "Nirmala UI",
    "Noto Sans Devanagari",
    "Unifont",
)
MOST_KEPT = 200  # drawings, of some 100 kilobytes
# What a person says of a figure or claim beside what it is: no drawing shows it, and none is made anew for it.
UNDRAWN = ["reviewed", "tags", "source_rating", "information_rating"]

Drawn = ParamSpec("Drawn")


class Chart:
    """A drawing, the frame behind it, and what it says to somebody who cannot see it.

    In a notebook a chart shows itself as SVG with its description; :func:`save_chart` writes it to files.

    Parameters
    ----------
    name
        What its files are called.
    figure
        The drawing.
    frame
        What is drawn, a row a mark.
    alt
        What the drawing says, in words.
    """

    def __init__(self, name: str, figure: Figure, frame: pd.DataFrame, alt: str) -> None:
        self.name, self.frame, self.alt = name, frame, alt
        self._figure = figure
        self.key = ""

    @property
    def figure(self) -> Figure:
        """The drawing as matplotlib's figure; whoever takes it in hand may change it, so that it is drawn anew."""
        self.key = ""
        return self._figure

    def _repr_html_(self) -> str:
        drawing = _in_colours_of_the_page(_as_evidence(_drawing(self)))
        return f'<figure class="chart" tabindex="0" aria-label="{escape(self.alt)}">{drawing}</figure>'

    def __repr__(self) -> str:
        return f"Chart({self.name!r}: {self.alt})"


# A mark that leads somewhere, as it is drawn; and as a page has it, which makes a link of it as of any other evidence.
_LEADS = re.compile(r'<a xlink:href="evidence:([^" ]*) ([^"]*)"(?: target="_blank")?>')


def _as_evidence(drawing: str) -> str:
    """Mark what leads to evidence; of several marks for one thing, the keyboard comes to the first."""
    met: set[str] = set()

    def mark(found: re.Match[str]) -> str:
        anchor, said = (escape(unquote(part)) for part in found.groups())
        again = ' tabindex="-1"' if anchor in met else ""
        met.add(anchor)
        return f'<a class="evidence" data-evidence="{anchor}"{again}><title>{said}</title>'

    return _LEADS.sub(mark, drawing)


def lead(artist: Any, anchor: str, said: str) -> None:
    """Let a mark of a drawing lead to the evidence for it.

    Parameters
    ----------
    artist
        The mark.
    anchor
        What it stands for: a ``figure_id``, a ``claim_id``, or an article (:func:`article_anchor`).
    said
        What it says when pointed at.
    """
    artist.set_url(leading(anchor, said))


def leading(anchor: str, said: str) -> str:
    """Return the address by which a drawing keeps where one of its marks leads.

    Examples
    --------
    >>> leading("f12ab", "14, Echo")
    'evidence:f12ab 14%2C%20Echo'
    """
    return f"evidence:{quote(anchor, safe='')} {quote(' '.join(said.split()), safe='')}"


def article_anchor(doc_id: str) -> str:
    """Return the anchor of an article, for what leads to all of it.

    Examples
    --------
    >>> article_anchor("wire/storm 2.txt")
    'article:wire%2Fstorm%202.txt'
    """
    return f"article:{quote(doc_id, safe='')}"


# What a page that is read in the dark draws otherwise: text, lines and ground; the colours of origins stay.
_OF_THE_PAGE = {INK: "--wb-ink", QUIET: "--wb-quiet", GRID: "--wb-grid", PAPER: "--wb-paper"}


def _in_colours_of_the_page(drawing: str) -> str:
    for colour, name in _OF_THE_PAGE.items():
        drawing = drawing.replace(f": {colour}", f": var({name}, {colour})")
    return drawing


def in_style(draw: Callable[Drawn, Chart]) -> Callable[Drawn, Chart]:
    """Let a function draw its chart in the workbench's style, whatever else is set in the process.

    The chart gets a key of all that went into it: the same one is not drawn twice (:func:`to_svg`). Of a table the
    function is given what can be drawn: all columns but :data:`UNDRAWN`.
    """

    @wraps(draw)
    def drawn(*args: Drawn.args, **options: Drawn.kwargs) -> Chart:
        import matplotlib as mpl

        args = tuple(map(_drawable, args))  # type: ignore[assignment]
        with mpl.rc_context(_style()):
            chart = draw(*args, **options)
        chart.key = _key(draw.__qualname__, mpl.__version__, _style()["font.family"], args, options)
        return chart

    return drawn


def _drawable(part: object) -> object:
    return part.drop(columns=UNDRAWN, errors="ignore") if isinstance(part, pd.DataFrame) else part


def _key(*parts: object) -> str:
    """Return a hash of frames and plain values; nothing where one of them has no hash that holds in every process."""
    digest = hashlib.sha256(code_digest().encode())
    try:
        for part in parts:
            _feed(digest, part)
    except TypeError:
        return ""
    return digest.hexdigest()[:32]


def _feed(digest: Any, part: object) -> None:
    digest.update(type(part).__name__.encode())
    if isinstance(part, pd.DataFrame | pd.Series):
        columns = part.columns.tolist() if isinstance(part, pd.DataFrame) else [part.name]
        digest.update(repr((columns, len(part))).encode())
        digest.update(pd.util.hash_pandas_object(part).to_numpy().tobytes())
    elif isinstance(part, Mapping):
        for item in part.items():
            _feed(digest, item)
    elif isinstance(part, list | tuple):
        for item in part:
            _feed(digest, item)
    elif part is None or isinstance(part, str | int | float):
        digest.update(f"{part!r}\0".encode())
    else:
        raise TypeError(f"a {type(part).__name__} has no hash that holds")


@cache
def _style() -> Any:
    from matplotlib.font_manager import get_font_names

    installed = set(get_font_names())
    return {**_STYLE, "font.family": [font for font in _FONTS if font in installed]}


def new_figure(*, width: float = 8.0, height: float = 4.0) -> tuple[Figure, Any]:
    """Return a figure in the workbench's style, and its axes; sizes are in inches.

    Examples
    --------
    >>> figure, axes = new_figure(height=2)
    >>> float(figure.get_figheight())
    2.0
    """
    figure, panels = new_panels([1], width=width, height=height)
    return figure, panels[0]


def new_panels(
    heights: Sequence[float], *, width: float = 8.0, height: float = 4.0
) -> tuple[Figure, list[Any]]:
    """Return a figure with axes above each other, of the given relative heights; sizes are in inches.

    Examples
    --------
    >>> figure, panels = new_panels([1, 2])
    >>> len(panels)
    2
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(_style()):
        figure = Figure(figsize=(width, height), layout="constrained")
        panels = figure.subplots(len(heights), 1, squeeze=False, gridspec_kw={"height_ratios": list(heights)})
        return figure, list(panels[:, 0])


def family_colours(families: pd.DataFrame) -> dict[str, str]:
    """Return the colour of each family of a case: the same family has the same colour in every chart.

    Examples
    --------
    >>> family_colours(pd.DataFrame({"family": ["B", "A", "A"]}))
    {'A': '#0072b2', 'B': '#d55e00'}
    """
    names = sorted(set(families["family"]))
    return {name: FAMILY_COLOURS[i % len(FAMILY_COLOURS)] for i, name in enumerate(names)}


def axis_names(articles: pd.DataFrame) -> dict[str, str]:
    """Return what to call each article at the side of a drawing, where room is short.

    Examples
    --------
    >>> axis_names(pd.DataFrame({"doc_id": ["a", "b"], "publisher": ["The Evening Post of the Northern Isles and Skerries", ""]}))
    {'a': 'The Evening Post of the Northern…', 'b': 'b'}
    """
    return {doc: shorten(name, WIDTH) for doc, name in article_names(articles).items()}


def family_looks(families: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Return the colour and the shape of each family of a case, for those who cannot tell colours apart.

    Of up to 64 families no two look the same.

    Examples
    --------
    >>> family_looks(pd.DataFrame({"family": ["B", "A", "A"]}))
    {'A': ('#0072b2', 'o'), 'B': ('#d55e00', 's')}
    """
    return {
        name: (colour, SHAPES[(i + i // len(SHAPES)) % len(SHAPES)])
        for i, (name, colour) in enumerate(family_colours(families).items())
    }


def family_of(families: pd.DataFrame) -> dict[str, str]:
    """Return the family of each article.

    Examples
    --------
    >>> family_of(pd.DataFrame({"doc_id": ["a", "b"], "family": ["F1", "F2"]}))
    {'a': 'F1', 'b': 'F2'}
    """
    first = families.drop_duplicates("doc_id")
    return dict(zip(first["doc_id"], first["family"], strict=True))


def in_families(docs: Sequence[str], families: pd.DataFrame) -> list[str]:
    """Return articles with those of one origin beside each other, the largest group first.

    Examples
    --------
    >>> in_families(["a", "b", "c"], pd.DataFrame({"doc_id": ["a", "b", "c"], "family": ["F1", "F2", "F2"]}))
    ['b', 'c', 'a']
    """
    family = family_of(families)
    sizes = pd.Series([family.get(doc, "") for doc in docs], dtype="str").value_counts()
    place = {doc: i for i, doc in enumerate(docs)}
    return sorted(docs, key=lambda doc: (-sizes[family.get(doc, "")], family.get(doc, ""), place[doc]))


def told_apart(looks: Mapping[str, object]) -> str:
    """Say whether each family has a colour and shape of its own.

    Examples
    --------
    >>> told_apart({"A": ("#0072b2", "o"), "B": ("#d55e00", "s")})
    'one colour and shape each'
    """
    return (
        "one colour and shape each" if len(set(looks.values())) == len(looks) else "colours and shapes repeat"
    )


def on_axis(value: float, _at: int | None = None) -> str:
    """Return a number as the ticks of an axis have it: what is large in words, as articles print it.

    Examples
    --------
    >>> on_axis(6.15e10), on_axis(2_500_000), on_axis(12_000), on_axis(0.5), on_axis(0)
    ('61.5 billion', '2.5 million', '12,000', '0.5', '0')
    """
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:,.6g} {word}"
    return f"{value:,.9g}"


def title(axes: Any, headline: str, subtitle: str = "") -> None:
    """Write what the chart shows above it: a headline, and under it units and counts."""
    axes.set_title(headline, pad=20 if subtitle else 8, fontsize=11, fontweight="bold", color=INK, loc="left")
    if subtitle:
        axes.annotate(
            subtitle,
            (0, 1),
            xytext=(0, 6),
            xycoords="axes fraction",
            textcoords="offset points",
            color=QUIET,
            fontsize=9,
        )


def to_svg(chart: Chart) -> str:
    """Return a chart as an SVG element that can stand inside a page or in a file of its own."""
    return _LEADS.sub("<g>", _drawing(chart)).replace("</a>", "</g>")


def _drawing(chart: Chart) -> str:
    """Return a chart with marks that lead to their evidence; what was drawn before is taken from the store."""
    store = _drawings()
    kept = store.read_bytes(f"{chart.key}.svg") if chart.key else None
    if kept is not None:
        return kept.decode("utf-8")
    drawing = _draw(chart, "svg").decode("utf-8")
    drawing = drawing[drawing.index("<svg") :].strip()
    if chart.key:
        store.write_bytes(f"{chart.key}.svg", drawing.encode("utf-8"))
        store.keep_newest(MOST_KEPT)
    return drawing


def _drawings() -> Store:
    return Store(f"drawings-{code_digest()}")


def save_chart(chart: Chart, folder: Path) -> list[Path]:
    """Write a chart as SVG and PNG with its data frame as CSV beside it, and return the paths.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    from workbench.export import write_table

    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{chart.name}.{ending}" for ending in ("svg", "png", "csv")]
    paths[0].write_text(to_svg(chart) + "\n", encoding="utf-8")
    paths[1].write_bytes(_draw(chart, "png"))
    write_table(chart.frame, paths[2])
    return paths


def _draw(chart: Chart, file_format: str) -> bytes:
    import matplotlib as mpl

    metadata: dict[str, str | None] = {"Date": None} if file_format == "svg" else {"Software": None}
    buffer = io.BytesIO()
    with mpl.rc_context(_style()):
        chart._figure.savefig(buffer, format=file_format, dpi=144, metadata=metadata)
    return buffer.getvalue()
