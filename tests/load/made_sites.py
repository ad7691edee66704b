"""Made sites of different structure, five pages each: what is the article stands beside each page.

Every sentence is made here, of made-up places and people, from a fixed seed.
"""

import random
from typing import NamedTuple

PLACES = (
    "Lower Reed",
    "Arva",
    "Brodno",
    "Castrel",
    "Devpur",
    "Elmira Bay",
    "Garvik",
    "Hestad",
    "Ilova",
    "Jorsk",
)
WHO = (
    "the mayor",
    "a spokeswoman for the county",
    "the fire chief",
    "police",
    "the water board",
    "Ana Reed, who runs the mill",
)
WHAT = ("the river", "a storm", "a fire at the mill", "the strike", "a landslide", "the outage")
DID = ("closed {n} roads", "forced {n} families from their homes", "cut the power of {n} houses", "damaged {n} boats",
       "left {n} people without water", "cost the town {n} million crowns")  # fmt: skip
WHEN = (
    "on Monday",
    "late on Tuesday",
    "over the weekend",
    "early this morning",
    "for the third day in a row",
)
MORE = ("Nobody could say how long the work would take.", "The cause is not known, and an inquiry has been opened.",
        "It was the second time this year that the valley had to be cleared.", "Schools stay closed until further notice.",
        "Volunteers handed out blankets and hot soup in the old station.")  # fmt: skip


class Made(NamedTuple):
    """A made page: its HTML, the paragraphs of its article, what must not be in it, and its headline."""

    site: str
    source: str
    article: list[str]
    around: list[str]
    headline: str


class Writer:
    """Writes sentences, none of them twice."""

    def __init__(self, seed):
        self.draw = random.Random(seed)
        self.count = 100 * seed

    def sentence(self):
        self.count += 1
        pick = self.draw.choice
        did = pick(DID).format(n=self.count)
        return f"{pick(WHAT).capitalize()} near {pick(PLACES)} {did} {pick(WHEN)}, {pick(WHO)} said."

    def paragraph(self):
        return " ".join([self.sentence(), self.draw.choice(MORE)])

    def headline(self):
        self.count += 1
        return f"{self.draw.choice(PLACES)} counts {self.count} roads closed after {self.draw.choice(WHAT)}"


def teasers(write, n, *, closed=True, tag="div", name="teaser", linked=False):
    cards = []
    for _ in range(n):
        title, line = write.headline(), write.sentence() if closed else write.headline()
        line = f"<a href='/s'>{line}</a>" if linked else line
        cards.append(f"<{tag} class='{name}'><h3><a href='/s'>{title}</a></h3><p>{line}</p></{tag}>")
    return "".join(cards)


def paragraphs(lines):
    return "".join(f"<p>{line}</p>" for line in lines)


def menu(write):
    items = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(14))
    return f"<header><nav><ul>{items}</ul></nav></header>"


FOOTER = "<footer><p>Copyright 2024 The Lantern. All rights reserved.</p><p>Write to us about anything you see.</p></footer>"


def station(write, body, title):
    """A local station: a short story among very many cards that end in full stops."""
    rows = f"<section class='grid'>{teasers(write, 45, name='card')}</section>"
    return f"<main><div class='story'><h1>{title}</h1>{paragraphs(body[:3])}</div>{rows}</main>", body[:3]


def chain(write, body, title):
    """A chain: cards between the paragraphs and around, in classes that say nothing."""
    first, second = paragraphs(body[:4]), paragraphs(body[4:])
    box = f"<div class='b12'>{teasers(write, 4, name='x7')}</div>"
    return (
        f"<div class='c1'><h1>{title}</h1><div class='c2'>{first}{box}{second}</div></div><div class='c9'>{teasers(write, 30, name='x7')}</div>",
        body,
    )


def pull_quotes(write, body, title):
    """Pull quotes that say a sentence of the article again."""
    quotes = [paragraph.split(". ")[0] + "." for paragraph in body[:2]]
    return (
        f"<article><h1>{title}</h1>{paragraphs(body[:2])}<blockquote>{quotes[0]}</blockquote>{paragraphs(body[2:5])}<blockquote>{quotes[1]}</blockquote>{paragraphs(body[5:])}</article>",
        body,
    )


def live_blog(write, body, title):
    """A live blog: entries with a time each."""
    entries = "".join(
        f"<div class='entry'><div class='at'><time>{9 + n // 2}:{30 * (n % 2):02} GMT</time></div><p>{line}</p></div>"
        for n, line in enumerate(body)
    )
    return f"<main><h1>{title}</h1><div class='live'>{entries}</div></main>", body


def sections(write, body, title):
    """The article in several sections with offers between."""
    offer = "<div class='newsletter-signup'><p>Get the morning letter from the valley, every day at seven, free of charge.</p></div>"
    parts = offer.join(f"<section>{paragraphs(body[n : n + 3])}</section>" for n in range(0, len(body), 3))
    return f"<article><h1>{title}</h1>{parts}</article>", body


def breaks(write, body, title):
    """Paragraphs parted by line breaks alone, cards as a list."""
    return (
        f"<div id='page'><h2>{title}</h2><div class='text'>{'<br><br>'.join(body)}</div><ul>{teasers(write, 12, tag='li')}</ul></div>",
        body,
    )


def table(write, body, title):
    """An old page, laid out as a table: menu, article, cards."""
    left = "".join(f"<p><a href='/{n}'>Section {n}</a></p>" for n in range(20))
    return (
        f"<table><tr><td>{left}</td><td><h1>{title}</h1>{paragraphs(body)}</td><td>{teasers(write, 12)}</td></tr></table>",
        body,
    )


def linked_paragraph(write, body, title):
    """A paragraph that is one link."""
    lines = [f"<a href='/x'>{line}</a>" if n == 3 else line for n, line in enumerate(body)]
    return f"<article><h1>{title}</h1>{paragraphs(lines)}</article>", body


def comments(write, body, title):
    """Comments longer than the article."""
    said = "".join(f"<li class='comment'><b>Reader {n}</b><p>{write.paragraph()}</p></li>" for n in range(25))
    return (
        f"<article><h1>{title}</h1>{paragraphs(body[:5])}</article><section id='comments'><ol>{said}</ol></section>",
        body[:5],
    )


def linked_cards(write, body, title):
    """Cards whose text is a link as a whole."""
    return (
        f"<main><article><h1>{title}</h1>{paragraphs(body)}</article><div class='more'>{teasers(write, 30, linked=True)}</div></main>",
        body,
    )


def figures(write, body, title):
    """Pictures with captions and credits between the paragraphs."""
    pictures = [
        f"<figure><img src='a.jpg'><figcaption>The mill seen from the bridge. (Photo: Jo Lund {n})</figcaption></figure>"
        for n in range(3)
    ]
    mixed = "".join(f"<p>{line}</p>{pictures[n % 3] if n < 3 else ''}" for n, line in enumerate(body))
    return (
        f"<article><header><h1>{title}</h1><p class='byline'>By Jo Lund</p></header>{mixed}</article>",
        body,
    )


def infinite(write, body, title):
    """The next stories follow in full below, as pages that load on scrolling have them."""
    more = "".join(
        f"<article class='next'><h2><a href='/n'>{write.headline()}</a></h2>{paragraphs([write.paragraph() for _ in range(2)])}</article>"
        for _ in range(4)
    )
    return f"<main><article><h1>{title}</h1>{paragraphs(body)}</article>{more}</main>", body


def short_video(write, body, title):
    """A film with two lines of text, and a page of cards."""
    return (
        f"<main><div class='video'><h1>{title}</h1>{paragraphs(body[:2])}</div><div class='rail'>{teasers(write, 25)}</div></main>",
        body[:2],
    )


def sidebar(write, body, title):
    """A side column with full sentences, without any name that says so."""
    side = "".join(
        f"<div><h4>{write.headline()}</h4><p>{write.sentence()} <a href='/r'>Read on</a></p></div>"
        for _ in range(12)
    )
    return (
        f"<div class='row'><div class='col8'><h1>{title}</h1>{paragraphs(body)}</div><div class='col4'>{side}</div></div>",
        body,
    )


def deep(write, body, title):
    """Each paragraph in boxes of its own."""
    boxed = "".join(f"<div class='p-wrap'><div class='p'><p>{line}</p></div></div>" for line in body)
    return (
        f"<div><div><div><h1>{title}</h1><div class='body'>{boxed}</div></div></div></div><div>{teasers(write, 15)}</div>",
        body,
    )


def questions(write, body, title):
    """Questions as headings, each with its answer."""
    asked = "".join(
        f"<h3>What happened {line.split()[-3]} {n}?</h3><p>{line}</p>" for n, line in enumerate(body)
    )
    return f"<article><h1>{title}</h1>{asked}</article><aside>{teasers(write, 8)}</aside>", body


def items(write, body, title):
    """Half of the article in a list."""
    listed = "".join(f"<li>{line}</li>" for line in body[4:])
    return (
        f"<div class='post'><h1>{title}</h1>{paragraphs(body[:4])}<ul>{listed}</ul></div><div class='tags'>{teasers(write, 9, closed=False)}</div>",
        body,
    )


def consent(write, body, title):
    """A long notice about cookies before the article."""
    notice = paragraphs(
        [
            "We and our partners store and read what we like on your device, and you can say no to that at any time."
            for _ in range(8)
        ]
    )
    return (
        f"<div class='cookie-consent'>{notice}</div><article><h1>{title}</h1>{paragraphs(body)}</article>",
        body,
    )


def plain_blog(write, body, title):
    """A weblog: the post, then its author, then older posts as excerpts."""
    older = "".join(
        f"<div class='post-excerpt'><h2><a href='/o'>{write.headline()}</a></h2><p>{write.sentence()} <a href='/o'>More</a></p></div>"
        for _ in range(14)
    )
    return (
        f"<div class='post'><h1>{title}</h1><div class='entry-content'>{paragraphs(body)}</div></div><div class='author-box'><p>Jo Lund writes on the valley and keeps bees.</p></div>{older}",
        body,
    )


def most_read(write, body, title):
    """Numbered lists of links with titles that end in full stops."""
    ranked = "".join(f"<li><a href='/m'>{write.sentence()}</a></li>" for _ in range(30))
    return f"<article><h1>{title}</h1>{paragraphs(body)}</article><ol class='ranked'>{ranked}</ol>", body


def remarks(write, body, title):
    """A short article above many remarks of readers, each with a name and buttons and under no name that says so."""
    said = "".join(
        f"<div class='c8'><div>Reader {n}</div><div>{write.sentence()}</div><div>Like · Reply · {n}</div></div>"
        for n in range(40)
    )
    return (
        f"<div><h1>{title}</h1><div class='txt'>{paragraphs(body[:5])}</div><div class='c7'>{said}</div></div>",
        body[:5],
    )


def containers(write, body, title):
    """Paragraphs by fours in elements of their own, with links to the places that they name."""
    lines = [line.replace(" near ", " near <a href='/place'>the town of that name,</a> ") for line in body]
    parts = "".join(
        f"<div class='column'><div>{paragraphs(lines[n : n + 2])}</div></div><div class='ad'>Advertisement</div>"
        for n in range(0, len(body), 2)
    )
    kept = [line.replace(" near ", " near the town of that name, ") for line in body]
    return f"<section><h1>{title}</h1>{parts}</section><div>{teasers(write, 10)}</div>", kept


def gallery(write, body, title):
    """A gallery of pictures below the article, with a caption of two sentences for each."""
    shown = "".join(
        f"<div class='slide'><img src='p'><div class='slideCaption'>{write.paragraph()}</div></div>"
        for _ in range(12)
    )
    return f"<main><h1>{title}</h1><div class='story'>{paragraphs(body)}</div><div>{shown}</div></main>", body


def old_table(write, body, title):
    """A page of the last century: paragraphs that are never closed, teasers with a line break in the next cell."""
    text = "".join(f"<p><font face='Times'>{line}</font>" for line in body)
    beside = "".join(
        f"<tr><td><a href='/s'><b>{write.headline()}</b></a><br>{write.sentence()}</td></tr>"
        for _ in range(8)
    )
    return (
        f"<table><tr><td width=480 valign=top><h1>{title}</h1>{text}</td><td width=160><table>{beside}</table></td></tr></table>",
        body,
    )


def more_links(write, body, title):
    """Titles of other stories between the paragraphs, with "More:" in front or in a list."""
    half = len(body) // 2
    between = f"<p>More: <a href='/s'>{write.headline()}</a></p>"
    listed = "".join(f"<li><a href='/s'>{write.headline()}</a></li>" for _ in range(4))
    return (
        f"<article><h1>{title}</h1>{paragraphs(body[:half])}{between}<ul>{listed}</ul>{paragraphs(body[half:])}</article>",
        body,
    )


def wrapped_form(write, body, title):
    """All of the page in one form, in an element that says it has a sidebar."""
    return (
        f"<form id='aspnetForm'><h2>{title}</h2><div class='content has-sidebar'>{paragraphs(body)}</div>"
        f"<div class='sidebar'>{teasers(write, 9)}</div></form>",
        body,
    )


def likes(write, body, title):
    """A long list of who liked the post below it."""
    liked = "".join(f"<li><a href='/r{n}'>reader{n}</a> liked this</li>" for n in range(50))
    return (
        f"<article><h2>{title}</h2><div class='copy'>{paragraphs(body)}</div><ol>{liked}</ol></article>",
        body,
    )


def behind_a_paywall(write, body, title):
    """Most of the article in an element that is called a paywall."""
    return (
        f"<div><h1>{title}</h1><div>{paragraphs(body[:3])}</div><div class='paywall'>{paragraphs(body[3:])}</div></div>"
        f"<div class='offer'><p>Read on for three crowns a month, and stop whenever you like to.</p></div>",
        body,
    )


def page_builder(write, body, title):
    """Everything in widgets, with more remarks of readers than article."""
    said = "".join(
        f"<li><b>Reader {n}</b> <p>{write.paragraph()}</p><a href='#r'>Reply</a></li>" for n in range(20)
    )
    return (
        f"<div class='widget'><h1>{title}</h1></div><div class='widget widget-content'><div>{paragraphs(body)}</div></div>"
        f"<div class='widget'><ol class='comments'>{said}</ol></div>",
        body,
    )


def fact_box(write, body, title):
    """A box of facts between the paragraphs, called one; below it one as a table."""
    box = (
        f"<div class='fact-box'><h3>At a glance</h3>{paragraphs([write.sentence() for _ in range(3)])}</div>"
    )
    rows = "".join(f"<tr><th>Mill {n}</th><td>{write.sentence()}</td></tr>" for n in range(3))
    return (
        f"<main><h1>{title}</h1><div class='body'>{paragraphs(body[:3])}{box}{paragraphs(body[3:6])}"
        f"<div class='infobox'><table>{rows}</table></div>{paragraphs(body[6:])}</div></main>",
        body,
    )


def unnamed_box(write, body, title):
    """A box under a heading of its own, in an element whose name says nothing."""
    box = f"<div class='q4'><h4>WHO IS WHO</h4>{paragraphs([write.sentence() for _ in range(3)])}</div>"
    return (
        f"<main><h1>{title}</h1><div class='body'>{paragraphs(body[:4])}{box}{paragraphs(body[4:])}</div></main>",
        body,
    )


def strips(write, body, title):
    """Two titles that are links in one line between the paragraphs, and the topics below."""
    strip = f"<div><h4>Read next</h4><a href='/a'>{write.headline()}</a><br><a href='/b'>{write.headline()}</a></div>"
    return (
        f"<article><h1>{title}</h1>{paragraphs(body[:5])}{strip}{paragraphs(body[5:])}"
        f"<p>Topics: <a href='/t'>floods</a>, <a href='/u'>mills</a></p></article>",
        body,
    )


def appeals(write, body, title):
    """The same appeal to readers between the paragraphs of each page, under no name, and who wrote it below."""
    ask = "<p><em>Readers like you pay for what we report: please give what you can.</em></p>"
    who = "<p><em>Jo Lund covers the valley. Write to jo@lantern.example.</em></p>"
    return f"<article><h1>{title}</h1>{paragraphs(body[:4])}{ask}{paragraphs(body[4:])}{who}</article>", body


def sections_with_headings(write, body, title):
    """All of the article in sections under headings: none of them is a box."""
    parts = "".join(
        f"<div class='part'><h3>Part {n} of the valley</h3>{paragraphs(body[n : n + 2])}</div>"
        for n in range(0, len(body), 2)
    )
    return f"<main><h1>{title}</h1><div class='body'>{parts}</div></main>", body


SITES = (
    station, chain, pull_quotes, live_blog, sections, breaks, table, linked_paragraph, comments, linked_cards, figures,
    infinite, short_video, sidebar, deep, questions, items, consent, plain_blog, most_read, remarks, containers, gallery, old_table, more_links,
    wrapped_form, likes, behind_a_paywall, page_builder, fact_box, unnamed_box, strips, appeals, sections_with_headings,
)  # fmt: skip


def make_page(site, number):
    """Make a page of a site."""
    write = Writer(1 + SITES.index(site) * 10 + number)
    title, body = write.headline(), [write.paragraph() for _ in range(8 + number)]
    inner, article = site(write, body, title)
    taken = " ".join(article)
    source = (
        f"<!DOCTYPE html><html lang='en'><head><title>{title} | The Lantern</title><meta charset='utf-8'>"
        f"<meta property='article:published_time' content='2024-05-0{number + 1}T08:10:00Z'>"
        f"<link rel='canonical' href='https://{site.__name__.replace('_', '-')}.example/{number}'></head>"
        f"<body>{menu(write)}{inner}{FOOTER}</body></html>"
    )
    around = [
        line
        for line in ("Section 13", "All rights reserved", "Write to us about anything")
        if line not in taken
    ]
    return Made(site.__name__, source, article, around, title)


def make_index(seed):
    """Make the front page of a site: cards, and no article."""
    write = Writer(900 + seed)
    return f"<!DOCTYPE html><html lang='en'><head><title>The Lantern</title></head><body>{menu(write)}<main>{teasers(write, 40)}</main>{FOOTER}</body></html>"
