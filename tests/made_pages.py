"""Whole pages as sites make them, in our own words: every layout with every way of saying when.

Each page has what surrounds articles (menus, other stories with times of their own, comments,
promotion, a year of copyright) and is told apart by nothing else. ``pages`` gives the page, the
text that is the article's, and the instant it was published, with its zone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime
from itertools import product

PARAGRAPHS = {
    "en": (
        (
            "The footbridge over the Aldra was closed on Monday after divers found a crack in its "
            "northern pier, the harbour board said, and buses now go round by the mill."
        ),
        (
            "Engineers will look at the other piers by Friday. “Nobody was in danger "
            "at any moment,” "
            "said Ines Varga, who heads the board’s small works office."
        ),
        (
            "Shopkeepers on the quay had asked for repairs since 2021; their association counts "
            "some four thousand people who cross on a working day, most of them on foot."
        ),
        (
            "The council set aside 1.2 million for the work in December and expects a first bill "
            "before the spring, when the lock below the bridge is emptied anyway."
        ),
        (
            "A ferry that was retired in the autumn may come back: its owner, a family from the "
            "upper valley, offered it for a month without a fee, and the board accepted on Tuesday."
        ),
        (
            "Schools on the southern bank will start a quarter of an hour later "
            "until the bridge is "
            "open again, according to a letter that parents received over the weekend."
        ),
    ),
    "it": (
        (
            "La passerella sull'Aldra è chiusa da lunedì, dopo che i sommozzatori "
            "hanno trovato una "
            "crepa nel pilone nord: lo ha detto l'ente del porto, e gli autobus passano dal mulino."
        ),
        (
            "I tecnici controlleranno gli altri piloni entro venerdì. «Nessuno è mai stato in "
            "pericolo», ha detto Ines Varga, che guida l'ufficio dei piccoli lavori."
        ),
        (
            "I negozianti della riva chiedevano i lavori dal 2021: secondo la loro associazione la "
            "attraversano quattromila persone al giorno, quasi tutte a piedi."
        ),
        (
            "Il comune ha messo da parte 1,2 milioni a dicembre e aspetta il primo "
            "conto prima della "
            "primavera, quando la chiusa sotto il ponte sarà comunque svuotata."
        ),
        (
            "Potrebbe tornare il traghetto fermo dall'autunno: la famiglia che ne è "
            "proprietaria lo "
            "ha offerto gratis per un mese, e l'ente ha accettato martedì."
        ),
        (
            "Le scuole della riva sud cominceranno un quarto d'ora più tardi finché il ponte non "
            "riapre, dice una lettera arrivata ai genitori nel fine settimana."
        ),
    ),
}
TITLES = {
    "en": "Crack in a pier closes the Aldra footbridge",
    "it": "Una crepa chiude la passerella",
}
CROSSHEADS = {"en": "A ferry instead", "it": "Un traghetto al suo posto"}

#: Head, lines below the title, and the instant they say; other instants on the page mislead.
DATES = (
    (('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":'
     '"2026-01-27T18:40:00+02:00","dateModified":"2026-01-28T07:00:00+02:00"}</script>'),
     "", "2026-01-27T18:40:00+02:00"),
    (('<script type="application/ld+json">{"@graph":[{"@type":"WebSite","datePublished":"2019"}'
     ',{"@type":["Article","NewsArticle"],"datePublished":"2026-01-27T17:40:00Z"}]}</script>'),
     "<p>Updated 28 January 2026</p>", "2026-01-27T17:40:00+00:00"),
    (('<meta property="article:modified_time" content="2026-01-29T08:00:00-05:00">'
     '<meta property="article:published_time" content="2026-01-27T12:40:00-05:00">'),
     "", "2026-01-27T12:40:00-05:00"),
    ("", '<p><time datetime="2026-01-27T18:40:00+01:00">Tuesday evening</time></p>',
     "2026-01-27T18:40:00+01:00"),
    ("", "<p>Published: January 27, 2026 at 12:40 PM ET</p>", "2026-01-27T12:40:00-05:00"),
    ("", "<p>27 gennaio 2026 alle 18:40</p>", "2026-01-27T18:40:00+01:00"),
    ("", "<p>By Anna Neri | Tue, 27 Jan 2026 17:40 GMT | 3 min read</p>",
     "2026-01-27T17:40:00+00:00"),
    ("", '<span itemprop="datePublished" content="2026-01-27T18:40:00+01:00">Tuesday</span>',
     "2026-01-27T18:40:00+01:00"),
    ('<meta name="parsely-pub-date" content="2026-01-27T17:40:00Z">',
     "<p>Last updated: January 29, 2026</p>", "2026-01-27T17:40:00+00:00"),
    (('<script type="application/ld+json">{"@type":"NewsArticle",,}</script>'
     '<meta name="dc.date.issued" content="2026-01-27T18:40:00+0100">'),
     "", "2026-01-27T18:40:00+01:00"),
    (('<script type="application/ld+json">[{"@type":"Thing"},{"@type":"ReportageNewsArticle",'
     '"datePublished":"2026-01-27T18:40:00.000+01:00","mainEntityOfPage":{"@type":"WebPage"}}]'
     "</script>"), "<p>28/1/2026</p>", "2026-01-27T18:40:00+01:00"),
    ('<meta name="pubdate" content="Tue, 27 Jan 2026 18:40:00 +0100">', "",
     "2026-01-27T18:40:00+01:00"),
)  # fmt: skip

MENU = "".join(
    f'<li><a href="/{n}">{n}</a></li>' for n in ("News", "Sport", "Culture", "Weather", "Markets")
)
OTHERS = "".join(
    f'<div class="card"><a href="/s{n}"><h4>{title}</h4></a><time datetime="2026-01-{20 + n}T09:00'
    f':00Z">{n} days ago</time><p>{text}</p></div>'
    for n, (title, text) in enumerate(
        (
            ("Bakers raise the price of rye", "Flour is dearer than last year, the guild says."),
            ("Ice on the upper lake holds", "Skaters came on Sunday in their hundreds."),
            ("A museum for the old tramway", "Two cars from 1911 have been found in a barn."),
        )
    )
)
COMMENTS = "".join(
    f'<li class="comment"><b>reader{n}</b> <time>January {28 + n}, 2026 at 10:00 am</time>'
    f"<p>{text}</p></li>"
    for n, text in enumerate(
        ("I crossed it yesterday and saw nothing at all, strange.", "At last somebody looks at it!")
    )
)
PROMOTION = "<p>Sign up for our newsletter and get the day in your inbox.</p>"
FOOT = "<footer><p>© 2026 Aldra Courier.</p><a href='/imprint'>Imprint</a></footer>"
#: Where sites put title, the lines about the article, its text and what is none of it.
LAYOUTS = (
    (
        "<header><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1>{when}{text}"
        "</article><aside><h3>More stories</h3>{others}</aside></main>{foot}"
    ),
    (
        '<div id="top"><ul class="menu">{menu}</ul></div><div class="wrap"><div class="col-l"><h1>'
        '{title}</h1>{when}<div class="story-body">{text}</div>{promotion}</div><div class="col-r">'
        "{others}</div></div>{foot}"
    ),
    (
        "<table><tr><td colspan=2><ul>{menu}</ul></td></tr><tr><td width=160>{others}</td><td><h1>"
        "{title}</h1>{when}{text}</td></tr></table>{foot}"
    ),
    (
        '<div id="__next"><div class="css-1q2w3e"><ul>{menu}</ul></div><div class="css-9z8y"><div '
        'class="css-a1"><h1>{title}</h1></div><div '
        'class="css-a2">{when}</div><section class="css-a3">'
        '{text}</section></div><div class="css-rel">{others}</div></div><script id="__NEXT_DATA__" '
        'type="application/json">{{"date":"2026-01-30"}}</script>{foot}'
    ),
    (
        '<div class="site"><nav>{menu}</nav><article class="post hentry"><h1 class="entry-title">'
        '{title}</h1><div class="entry-meta">{when}</div><div class="entry-content">{text}<div '
        'class="sharedaddy"><h3>Share this:</h3><ul><li><a '
        'href="#">Facebook</a></li></ul></div></div>'
        '</article><ol class="comment-list">{comments}</ol></div>{foot}'
    ),
    (
        '<div itemscope itemtype="https://schema.org/NewsArticle">{when}<h1 '
        'itemprop="headline">{title}'
        '</h1><div itemprop="articleBody">{text}</div></div><div class="related">{others}</div>'
        '<ul class="menu">{menu}</ul><div id="comments"><ul>{comments}</ul></div>{foot}'
    ),
)


def pages() -> Iterator[tuple[str, str, datetime]]:
    """Give each page with its article's text and the instant of publication."""
    rng = random.Random(8)
    for number, (layout, (head, when, said)) in enumerate(product(LAYOUTS, DATES)):
        language = ("en", "it")[number % 2]
        told = rng.sample(PARAGRAPHS[language], rng.randint(3, 6))
        crosshead = CROSSHEADS[language]
        between = rng.choice(("", PROMOTION, "<div class='ad'>Advertisement</div>"))
        text = "".join(f"<p>{one}</p>" for one in told[:2])
        text += between + f"<h2>{crosshead}</h2>" + "".join(f"<p>{one}</p>" for one in told[2:])
        body = layout.format(
            menu=MENU, title=TITLES[language], when=when, text=text, others=OTHERS,
            comments=COMMENTS, promotion=PROMOTION, foot=FOOT,
        )  # fmt: skip
        page = (
            f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>'
            f"{TITLES[language]} - Aldra Courier</title>{head}</head><body>{body}</body></html>"
        )
        yield page, "\n".join((*told[:2], crosshead, *told[2:])), datetime.fromisoformat(said)
