"""Stories of our own for the tests of the comparison, and frames made of them."""

import pandas as pd

from workbench.tables import empty, table


def sentences(**articles):
    """A sentence frame: one list of sentences an article; a tuple gives the part, too."""
    rows = []
    for doc_id, texts in articles.items():
        start = 0
        for n, item in enumerate(texts):
            text, part = item if isinstance(item, tuple) else (item, "body")
            rows.append(
                {
                    "doc_id": doc_id,
                    "sentence": n,
                    "start": start,
                    "end": start + len(text),
                    "text": text,
                    "part": part,
                    "paragraph": n,
                    "breaks": "",
                }
            )
            start += len(text) + 1
    return pd.DataFrame(rows) if rows else empty("sentences")


def articles(dates=None, **agencies):
    rows = [
        {"doc_id": doc_id, "agencies": named, "date_published": (dates or {}).get(doc_id, "")}
        for doc_id, named in agencies.items()
    ]
    frame = pd.DataFrame(rows)
    for column in table("articles").columns:
        if column.name not in frame:
            frame[column.name] = "" if column.dtype == "str" else 0
    return frame


FERRY = [
    "The ferry Marigold ran aground off Port Sella early on Tuesday with 212 passengers on board.",
    "Rescuers brought everyone ashore within three hours, the harbour master said.",
    "An inquiry will look at why the vessel left its usual channel.",
    "It was the second accident on the route since the company replaced its old fleet last spring.",
    "Fishermen who heard the distress call steered their boats towards the reef in the dark.",
    "The captain, Tomas Reyl, has been sailing these waters for more than thirty years.",
]
# The same story with its wording changed all through.
REWORKED = [
    "With 212 passengers aboard, the ferry Marigold ran aground on Tuesday morning off Port Sella.",
    "Everybody was brought ashore by rescuers within three hours, according to the harbour master.",
    "Why the ship left its usual channel is to be examined by an inquiry.",
    "Since the company replaced its old fleet last spring, it was the second accident on the route.",
    "Fishermen steered their boats towards the reef in the dark after they heard the distress call.",
    "Tomas Reyl, the captain, has sailed these waters for over thirty years.",
]
# Another reporter on the same event.
OWN_REPORT = [
    "Passengers of the Marigold spent a cold night in a school gym after their ship hit a reef.",
    "“There was a terrible noise and then all the lights went out,” said Ilka Brandt, a teacher from Sella.",
    "Nobody was hurt, although a dozen people were treated for shock in the town's clinic.",
    "The owner, Northline, promised to refund all tickets by the end of the week.",
    "Divers are to inspect the hull as soon as the wind drops.",
    "Insurers put the damage at about four million crowns.",
]
OTHER = [
    "Milk prices rose again in the spring, farmers complain.",
    "A new dairy is to open in Castelmont next year.",
]
