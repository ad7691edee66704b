"""What each target begins with: small inputs of every kind, all written here."""

from __future__ import annotations

from fuzz.files import FILES
from fuzz.text import bytes_of

NEWS = (
    "ARBEL, Brodno – At least 1,037 people were killed, police said on Monday.",
    'Nearly half of the homes fell, "no more than 20-30", the mayor told reporters. He denied that.',
    "By Ana Reed\n\nAdvertisement\n\nThe river rose by 12.5 km between 3 p.m. and noon. Read more",
    "Between five and twenty people, according to Reuters (AP), were missing two years ago; $3 million.",
    "Gen. Reed said: “The U.S. quoted one-third of the ministry’s 1/2.”… about £5m in the 1990s!",
    "10" * 40 + " people, 1e999, 99999999999999999999 km",
    "(" * 30 + "five [of the] hundred thousand million" + ")" * 30,
)
STORY = b"\x00\x00".join(map(bytes_of, NEWS[:3]))

FILE_SEEDS: dict[int, tuple[bytes, ...]] = {
    0: (b"<w:p><w:r><w:t>Rain fell.</w:t><w:tab/></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",),
    1: (b"BT /F1 10 Tf 12 TL 40 740 Td (Rain fell for three days.) Tj T* [(on) 5 (and)] TJ ET q 1 0 0 1 0 0 cm Q",),
    2: (b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><p>Rain fell.</p></html>",),
    3: (b"a.txt Rain fell.\n../b.txt Out.\nc/d.html <p>Rain</p>\ne.json {\"text\": \"x\"}",),
    6: (b"Rain fell.\n1\nStorm\n2020-05-04\nPaper\nhttps://p.example/a\nAna\n<p>Rain</p>\ny",),
    10: (b"1 of 2 DOCUMENTS\n\nThe Paper\n\nApril 1, 2022\n\nStorm\n\nLENGTH: 9 words\n\nRain fell.\n\nEnd of Document\n",),
    11: (b"---\ntitle: Storm\ndate: 2020-05-04\n---\nRain fell.\n",),
    12: (
        b"<html lang=en><head><title>Storm</title><meta property='article:published_time' content='2022-04-02'>"
        b"<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"Rain\"}</script></head>"
        b"<body><article><h1>Storm</h1><p>Rain fell.</p><figure><figcaption>Rain</figcaption></figure></article>",
    ),
    13: (b'{"articles": [{"title": "Storm", "content": "Rain fell.", "publishedAt": "2020-05-04T08:00:00Z"}]}',),
    14: (b'{"id": "1", "text": "Rain."}\n{"id": 2, "body": ["a", {"b": null}], "n": 1e999}\n[]\n',),
    15: (b'id,title,text\n1,Storm,"Rain ""fell"""\n2,x,"two\nlines"\n',),
    16: (b"id\ttext\n1\tRain fell.\n",),
    17: (
        b"<?xml version='1.0'?><a><article><headline><paragraph>Storm</paragraph></headline><leadParagraph>"
        b"<paragraph>Rain</paragraph></leadParagraph><publicationDate>2022-04-02</publicationDate></article></a>",
    ),
    22: (b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fswiss Arial;}}Rain {\\b fell}\\par \\u8217? \\'e9}",),
    23: (
        b"From: a@b.example\r\nSubject: =?utf-8?q?Storm?=\r\nDate: Sat, 02 Apr 2022 08:00:00 +0200\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=X\r\n\r\n--X\r\nContent-Type: text/plain\r\n\r\nRain.\r\n--X\r\n"
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+UmFpbjwvcD4=\r\n--X--\r\n",
    ),
}  # fmt: skip

TOML = (
    b'title = "Flood"\nquestion = "How many?"\nencoding = "cp1252"\n[agencies]\nnames = ["AP", "Wire"]\n'
    b'[published]\na = "2020-05-04"\n',
    b'agencies = ["AP"]\n',
    b"[published]\na = 2020-05-04\nb = 1e9\n",
)
REVIEWS = (
    b"\x012020-05-06,ana,f1,confirm,,,,,,,,fine\n2020-05-06,ben,c1,correct,12,,people,,,,,\n",
    b"\x00decision,subject,note\nconfirm,f1,fine\n",
    b"\x00decision,subject",
)


def seeds(target: str) -> list[bytes]:
    """Return the inputs that a target begins with."""
    news = [bytes_of(text) for text in NEWS]
    special = {
        "readers": [
            bytes([n]) + seed
            for n in range(len(FILES))
            for seed in (*FILE_SEEDS.get(n, ()), *(f(b"Rain.")[1] for f in FILES[n : n + 1]))
        ],
        "story": [STORY, *news],
        "passages": [news[0] * 4 + b"\x00\x00" + news[1] + news[0] * 4],
        "case": list(TOML),
        "reviews": list(REVIEWS),
        "decisions": [
            b"\x00\x00\x00fine",
            b"\x03\x03\x0412\t3\n\x04\x01\x0317\t19\tpeople\n\x06\x06\x02A\t1",
        ],
        "export": [b'=1+1\n-2\n3.5\n\nx,"y"\n1e400', *news],
        "times": [bytes([n % 4]) + seed for n, seed in enumerate(news)],
    }
    return special.get(target, news)
