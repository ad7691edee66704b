"""Small files written after the structure of each format; every sentence in them is ours."""

import gzip
import io
import json
import struct
import zipfile

PARAGRAPHS = (
    "Crews worked through the night to shore up the levee after water rose faster than the gauges had foretold, "
    "the county engineer said. Two roads into the valley stayed shut on Tuesday morning.",
    "“We asked about 1,400 households to leave, and nearly all of them did,” the sheriff told reporters beside the "
    "bridge, adding that shelters had room for 900 people more.",
    "Insurers put the damage at $45 million so far. The figure covers homes only; farms and the rail line, which "
    "lost a stretch of four kilometres, will be counted once the water has gone down.",
)
BODY = "\n\n".join(PARAGRAPHS)
HTML = (
    "<!DOCTYPE html><html lang='en'><head><title>Levee holds</title>"
    "<meta property='article:published_time' content='2022-04-02T08:00:00Z'></head><body><nav><a href='/'>Home</a></nav>"
    "<article><h1>Levee holds</h1>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</article></body></html>"
)


def docx(paragraphs, *, title="", extra_members=(), document=None):
    from docx import Document

    made = Document()
    if title:
        made.add_paragraph(title, style="Title")
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    stream = io.BytesIO()
    made.save(stream)
    if not extra_members and document is None:
        return stream.getvalue()
    return repacked(stream.getvalue(), extra_members, document)


def repacked(data, extra_members, document):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, document if name == "word/document.xml" and document else old.read(name))
        for name, content in extra_members:
            new.writestr(name, content)
    return out.getvalue()


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def rtf(paragraphs):
    def escaped(text):
        return "".join(c if c.isascii() and c not in "\\{}" else f"\\u{ord(c)}?" for c in text)

    return (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0 " + "\\par\n".join(map(escaped, paragraphs)) + "\\par}"
    ).encode("ascii")


def pdf(pages, *, encrypt=""):
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(612, 792)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
        )
        shown = " T* ".join(f"({line.replace('(', '[').replace(')', ']')}) Tj" for line in lines)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 10 Tf 12 TL 40 740 Td {shown} ET".encode("latin-1", "replace"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({"/Title": "Levee", "/CreationDate": "D:20220405101500Z"})
    if encrypt:
        writer.encrypt(encrypt, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def eml(body, *, subject="Levee holds", kind="plain", attachment=None):
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "News desk <desk@paper.example>"
    message["To"] = "reader@home.example"
    message["Subject"] = subject
    message["Date"] = "Sat, 02 Apr 2022 08:00:00 +0200"
    message["Message-ID"] = "<1@paper.example>"
    message.set_content(body, subtype=kind)
    if attachment:
        name, data = attachment
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def warc(pages, *, packed=False):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("crawl.warc", {"software": "a crawler"}))
    for url, status, kind, body in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2023-01-09T10:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()


def nexis_text(n=2):
    articles = [
        f"                               {number} of {n} DOCUMENTS\n\n\n\n"
        f"                               The Valley Paper (West)\n\n"
        f"                             April {number}, 2022 Saturday\n"
        f"                                    Edition 1;\n"
        f"                                    National\n\n"
        f"Levee holds, part {number}\n\nBYLINE: A. Reed\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: 90 words\n\nDATELINE: MILLTOWN\n\n"
        f"Part {number}. {BODY}\n\n"
        f"GRAPHIC: Sandbags on levee {number}.\n\nLOAD-DATE: April 9, 2022\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n\n"
        f"                         Copyright 2022 Valley Papers Ltd\n                              All Rights Reserved\n\n"
        for number in range(1, n + 1)
    ]
    return "Download Request: Selected Items\nTime Of Request: Monday, May 9, 2022\n\n" + "".join(articles)


def nexis_uni(n=2):
    lines = [
        "User Name: J. Doe",
        "Date and Time: Monday, May 9, 2022 10:00:00 AM CEST",
        "Job Number: 12",
        f"Documents ({n})",
        "Client/Matter: -None-",
    ]
    for number in range(1, n + 1):
        lines += [
            f"Levee holds, part {number}",
            "The Valley Paper",
            f"April {number}, 2022 Saturday 10:15 AM GMT",
            "Copyright 2022 Valley Papers Ltd All Rights Reserved",
            "Section: NEWS; Pg. 3",
            "Length: 90 words",
            "Byline: A. Reed",
            "Body",
            f"Part {number}. {PARAGRAPHS[0]}",
            *PARAGRAPHS[1:],
            "Classification",
            "Language: ENGLISH",
            "Publication-Type: Newspaper",
            "Load-Date: April 9, 2022",
            "End of Document",
        ]
    return lines


def factiva_html(*, coded):
    articles = []
    for number in (1, 2):
        paragraphs = "".join(
            f'<p class="articleParagraph enarticleParagraph">Part {number}. {p}</p>' for p in PARAGRAPHS
        )
        if coded:
            rows = [
                ("HD", f"<span class='enHeadline'>Levee holds, part {number}</span>"),
                ("BY", "A. Reed"),
                ("WC", "90 words"),
                ("PD", f"{number} April 2022"),
                ("SN", "The Valley Paper"),
                ("LA", "English"),
                ("CY", "(c) 2022 Valley Papers"),
                ("LP", paragraphs),
                ("AN", f"Document VALP00002022040{number}"),
            ]
            inner = (
                "<table>"
                + "".join(f"<tr><td class='index'><b>{c}</b></td><td>{v}</td></tr>" for c, v in rows)
                + "</table>"
            )
        else:
            inner = (
                f"<div id='hd'><span class='enHeadline'>Levee holds, part {number}</span></div><div class='author'>A. Reed</div>"
                f"<div>90 words</div><div>{number} April 2022</div><div>10:15</div><div>The Valley Paper</div><div>VALP</div>"
                f"<div>English</div><div>(c) 2022 Valley Papers</div>{paragraphs}<p>Document VALP00002022040{number}</p>"
            )
        articles.append(f'<div class="article enArticle">{inner}</div>')
    return "<html><head><title>Factiva</title></head><body>" + "".join(articles) + "</body></html>"


def factiva_xml():
    articles = "".join(
        f"<ppsarticle><article><accessionNo>VALP{n}</accessionNo><baseLanguage>EN</baseLanguage>"
        f"<headline><paragraph><hlt>Levee</hlt> holds, part {n}</paragraph></headline><byline>A. Reed</byline>"
        f"<leadParagraph><paragraph>Part {n}. {PARAGRAPHS[0]}</paragraph></leadParagraph>"
        f"<publicationDate><dateTime>2022-04-0{n}T08:00:00Z</dateTime></publicationDate>"
        f"<publisherName>Valley Papers</publisherName><sourceName>The Valley Paper</sourceName>"
        f"<tailParagraphs><paragraph>{PARAGRAPHS[1]}</paragraph><paragraph>{PARAGRAPHS[2]}</paragraph></tailParagraphs>"
        f"</article></ppsarticle>"
        for n in (1, 2)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0">'
        f"<ppsarticleResultSet count='2'>{articles}</ppsarticleResultSet></ppsArticleResponse></PPSResponse>"
    )


def newsapi():
    rows = [
        {"source": {"id": None, "name": "The Valley Paper"}, "author": "A. Reed", "title": "Levee holds", "description": "Short.",
         "url": "https://paper.example/levee", "publishedAt": "2022-04-02T08:00:00Z", "content": PARAGRAPHS[0] + "… [+2381 chars]"},
        {"source": {"id": None, "name": "Other"}, "author": None, "title": "No text", "url": "https://o.example/", "publishedAt": "2022-04-02T08:00:00Z", "content": None},
    ]  # fmt: skip
    return json.dumps({"status": "ok", "totalResults": 2, "articles": rows})


def zip_with_a_link(name, target):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo(name)
        link.external_attr = 0o120777 << 16
        archive.writestr(link, target)
    return out.getvalue()


def encrypted_zip(name):
    data = bytearray(zipped([(name, "secret text")]))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark) + offset
        flags = struct.unpack_from("<H", data, at)[0] | 1
        struct.pack_into("<H", data, at, flags)
    return bytes(data)


def packed(data):
    return gzip.compress(data)
