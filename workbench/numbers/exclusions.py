"""Numbers that are no figures: dates, clock times, years, ordinals, names, labels, identifiers, idioms.

Dates and years are found by the room of times. What stands here is what tells no day: clock times, ordinals, and
dates and times with slips of the keyboard in them ("6: 30 p. m.", "12 / 19 / 2005"). Rules are rows
(:mod:`workbench.numbers.patterns`); what no row can say is a function.
"""

from __future__ import annotations

import re

from workbench.lexicon.word_classes import irregular_forms
from workbench.numbers.cardinals import literal_value
from workbench.numbers.lexing import Tokens
from workbench.numbers.numerals import is_anyone, is_certain_one
from workbench.numbers.patterns import Rule, Rules
from workbench.numbers.quantity import Numeral
from workbench.numbers.units import DASHES, Measured
from workbench.numbers.vocabulary import (
    changes,
    currency_signs,
    longest,
    not_figures,
    noun_like,
    number_words,
    unit_symbols,
    word_list,
)

HIGHEST_SCORE = 250
LONGEST_HEADLINE = 30

_CHUNK = re.compile(r"\S+")
# A place on the map: 52°30′N, 13.4° E, 5° 3' 2" north.
_PLACE = re.compile(
    r"(?<![\d.])\d{1,3}(?:\.\d{1,6})?\s?°(?:\s?\d{1,2}(?:\.\d{1,4})?\s?['’′](?:\s?\d{1,2}(?:\.\d{1,4})?\s?[\"”″])?)?"
    r"\s?(?:[NSEW]|(?:north|south|east|west)(?! of| from))\b"
)
_AROUND = ".,;:!?()[]{}<>\"'“”‘’"


def addresses(text: str) -> list[tuple[int, int]]:
    """Return where web and mail addresses, handles, hashtags and places on the map stand.

    Examples
    --------
    >>> addresses("see www.example.org/2021 now")
    [(4, 24)]
    """
    places = [match.span() for match in _PLACE.finditer(text)] if "°" in text else []
    if not any(mark in text for mark in ("/", ".", "@", "#")):
        return places
    return [match.span() for match in _CHUNK.finditer(text) if _is_address(match.group())] + places


def _is_address(chunk: str) -> bool:
    low = chunk.strip(_AROUND).lower()
    if "." not in low and "@" not in low and low[:1] != "#":
        return False
    if "://" in low or low.startswith("www."):
        return True
    if low[:1] in ("@", "#"):
        return low[1:2].isalpha()
    host, at, domain = low.partition("/")[0].rpartition("@")
    ending = domain.rpartition(".")[2]
    return (
        ("." in domain and ending.isalpha())
        if at and host
        else ending in word_list("domain") and "." in domain
    )


# ---- what must hold of the number besides ----------------------------------------------------------------------------


def _has_no_unit(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    return not measured.unit


def _counts_nothing(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    return not measured.unit and not noun_follows(tokens, numeral.last)


def _has_nothing_before(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether no currency belongs to the number."""
    return measured.first == numeral.first


def _follows_no_amount(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether the letters before the dash are no scale or unit that touches a number, as in "1.2bn–1.5bn"."""
    letters = numeral.first - 2
    amount = tokens.glued(letters) and tokens.is_sort(letters - 1, "n") and tokens.raw(letters).islower()
    return _has_nothing_before(tokens, numeral, measured) and not amount


def _has_no_ending(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether letters that touch the number are no unit, scale or code of a currency."""
    word = tokens.raw(numeral.last)
    known = (
        word in unit_symbols()
        or word in word_list("currency code")
        or word.lower() in word_list("suffix")
        or number_words().get(word.lower(), ("", 0))[0] in ("suffix", "scale", "half")
        or word in "½¼¾"
        or word.isdigit()  # raised: the mark of a footnote
    )
    return measured.last == numeral.last and not known


def _is_far_from_racks(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether nothing near speaks of computers, whose height is told in units: girls under twelve are "12U" too."""
    return word_list("stands in racks").isdisjoint(tokens.low)


def _goes_on(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether a number goes on behind letters that are no unit with it: "16x9"."""
    return measured.last < numeral.last + 2


def _past_follows(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether a past tense without an ending follows that tells nobody's fate: "sold", "ran"."""
    word = tokens.raw(numeral.last)
    base = irregular_forms("VERB").get(word, word)
    return base != word and word not in word_list("casualty")


def _number_word_follows(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    return tokens.low[numeral.first + 2] in number_words()


def _follows_broadcaster(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether the name of a network stands before the number, or the call sign of a station in America: "KXYZ 7"."""
    name = tokens.raw(numeral.first - 1)
    known = tokens.low[numeral.first - 1] in word_list("broadcaster") or re.fullmatch("[KW][A-Z]{2,3}", name)
    told = _counts_nothing(tokens, numeral, measured) and tokens.at(numeral.last) not in word_list("casualty")
    return bool(known) and told


def _names_a_model(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether one thing follows, which is called by its maker and a number: "a Falk 34 pistol"."""
    bare = measured.last == numeral.last and numeral.scale == 1
    named = tokens.at(numeral.last) not in word_list("function")
    return bare and named and _counts_nothing(tokens, numeral, measured)


def _is_brand_and_sold(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether a capital stands inside the name before the number, and a past tense behind it."""
    brand = re.match(r"[A-Z][a-z]{2,}[A-Z][a-z]", tokens.raw(numeral.first - 1))
    return bool(brand) and _past_follows(tokens, numeral, measured)


# ---- rules -----------------------------------------------------------------------------------------------------------

CLOCK = Rules(
    Rule("N : mm", "at [6]: 30 it shut", "they lost [6]: all of them"),
    Rule("N ~: ~#", "in [2]:05.3 he won", "[2]: 5 left"),
    Rule(r"# : N:[0-5]\d", "at 6 : [30] it shut", "two: [300] left"),
    Rule("# ~: ~N", "in 2:[05.3] he won", "of 2: [5] left"),
    Rule("N<25 to|-- … : mm", "from [10] to 11:30", "from [100] to 11:30"),
    Rule("between N<25 and … : mm", "between [10] and 11:30", "with [10] and 11:30"),
    Rule("# : mm to|-- N<25", "from 9:30 to [12] it rained", "at 9:30 to [12] guards", _counts_nothing),
    Rule(
        "between # : mm and N<25", "between 9:30 and [12] it rained", "at 9:30 and [12] left", _counts_nothing
    ),
    Rule("N<25 <clock>", "at [6] p.m. it shut", "[600] est deaths"),
    Rule(r"N:\d{4} <clock>|hrs", "at [1800] GMT it shut", "[180] GMT"),
    Rule("N a|p|a.|p. . m|m.", "at [6] p. m. it shut", "[6] p. of it"),
    Rule("between N<25 and # <meridiem>", "between [1] and 2.30pm it shut", "between [1] and 2.30 miles"),
    Rule("N to|-- … <meridiem>", "from [5] to 7 p.m.", "from [5] to 7 men"),
)
CALENDAR = Rules(
    Rule("N '|’ s", "in the [90]' s", "in [90]' of water"),
    Rule("N nd|rd|th", "the [4]th floor", "[4] the"),
    Rule(r"N:\d{0,12}[02-9]1|1 ~st !#", "the [21]st man", "he weighs [13]st"),
    Rule(r"N:\d{0,12}[02-9]1|1 ~st # !lb|lbs", "the [21]st 4 men", "he weighs [21]st 4lb"),
    Rule(r"N:\d{0,12}0 ~s", "the [90]s were wet", "[7]s later"),
    Rule(r"='|’|‘ ~N:\d\d", "the class of '[99]", "5'[11]"),
    Rule(r"!# ~'|’|‘ ~N:\d\d", "(‘[99])", "5'[11]"),
    Rule(r"YYYY --|/ ~N:\d\d", "the 2019-[20] season", "300-[20]"),
    Rule(r"in|since|circa|until N:(1\d|2[01])\d\d", "in [1066] it fell", "in [1066] homes", _counts_nothing),
    Rule(
        r"since|until|till at least|about|around N:(19|20)\d\d",
        "since at least [2014]",
        "at least [2014] homes",
        _counts_nothing,
    ),
    Rule(r"the|'s|’s N:(19|20)\d\d Aa", "the [2000] Arlen Games", "the [2000] Kurdish men", _counts_nothing),
    Rule("N <chain> # <chain> #", "on [12] / 19 / 2005", "[12] / 19 men"),
    Rule("# <chain> N <chain> #", "on 12 / [19] / 2005", "12 / [19] men"),
    Rule("# <chain> # <chain> N", "on 12 / 19 / [2005]", "19 / [2005] men"),
)
NAMES = Rules(
    Rule("N:1 -? in -? # -? year", "a [1]-in-100-year flood", "[1] in 100 years"),
    Rule("per N", "12 deaths per [100,000]", "12 deaths in [100,000]"),
    Rule(r"N:7[0-8]7 <sort of airliner>", "a [757] jet landed", "[757] trees fell"),
)
IDENTIFIERS = Rules(
    Rule(r"N:0\d+", "agent [007] left", "[70] agents"),
    Rule("+ ~N #", "call +[44] 1632", "+[44] percent"),
    Rule(r"~[ ~N:\d+ ~]", "it fell.[[9]] He left", "some [[12]] men"),  # the mark of a footnote
    Rule(r"[ ~N:\d+ ~] !aa", "it fell [[9]] He left", "[[12]] men left"),
    Rule(r"[ ~note N:\d+ ~]", "it fell[note [3]] then", "[of [3]]"),
    Rule("# ~] ~: ~N", "it fell.4]:[84] He left", "at 4]: [84] men"),
    Rule("<picture> N of #", "Image [3] of 5 Ann Lee", "it holds [3] of 5 pictures"),
    Rule("<picture> # of N", "Image 3 of [5] Ann Lee", "it holds 3 of [5] pictures"),
    Rule("AA|AAA N of # Aa|AAA", "(May 4) AP [3] of 5 A tree fell", "the EU [3] of 5 trees", _counts_nothing),
    Rule("AA|AAA # of N Aa|AAA", "(May 4) AP 3 of [5] A tree fell", "the EU 3 of [5] trees", _counts_nothing),
    Rule("( N ) ddd - dddd", "call ([555]) 123-4567", "the ([555]) seats"),
    Rule("( N ) # #", "call ([020]) 7946 0123", "the ([20]) 79 men"),
    Rule("N # #", "call [20] 7946 0123", "[20] 7946 men"),
    Rule("# N #", "call 20 [7946] 0123", "20 [7946] men"),
    Rule("# # N", "call 20 7946 [0123]", "7946 [123] men"),
    Rule("0d N", "call 01632 [960114]", "1632 [960114]"),
    Rule(r"at|call|<dials> N:\d{3} ~- ~AAA", "call [555]-HELP", "a [555]-SEAT HALL"),
    Rule(r"# ~- ~N:\d{3} ~- ~AAA", "call 800-[555]-HELP", "a [555]-SEAT HALL"),
    Rule(r"N:\d{3} ~- ~ddd ~- ~AAA", "call [800]-555-HELP", "of [800]-555 seats"),
    Rule(r"N:\d{3} ~- ~dddd", "call [555]-1234", "[555]-12 wins"),
    Rule(r"ddd ~- ~N:\d{4}", "call 555-[1234]", "55-[1234] votes"),
    Rule("_ ~N", "file_[12] is lost", "it _ [12] files _ left"),
    Rule("N ~_", "[12]_b is lost", "over [12] _ off the peak"),
    Rule("N ~^ #", "about [10]^400 of them", "[10] ^ b"),
    Rule("# ^ N", "about 10^[400] of them", "say ^ [4]"),
    Rule("N ~\ufe0f? ~\u20e3", "1\u20e3 [2]\u20e3 wages rose", "over [1] wage"),
    Rule(r"N:\d+.[A-Z] ~- ~# !~AA", "the [3M]-14 rocket", "$[3M]-4M", _has_nothing_before),
    Rule("N ~- ~AA", "the [50]-B line", "a [50]-bed ward"),
    Rule("N ~- ~Aa", "a [7]-Eleven shop", "a [7]-eight split", _number_word_follows),
    Rule("N # ~st|nd|rd|th Aa", "at [36705] 379th Street", "of [36705] 379 men"),
    Rule("~- ~AAA ( N )", "call 555-HELP ([4357])", "of the EU ([4357])"),
    Rule("1 - ~N:8[0-8][0-8]", "call 1-[800] HELPERS", "won 1-[4]"),
    Rule("N:1 - ~800|888|877|866", "call [1]-800 HELPERS", "won [1]-4"),
    Rule(r"N:\d+ N|S|E|W|NE|NW|SE|SW .? Aa Aa? <street>", "at [10611] W. Elm Ave", "of [10611] W lamps"),
    Rule("N ~w ~#", "a [16]x9 image", "[16] x 9", _goes_on),
    Rule("N ~w !~#", "the [3]G net", "[3]km away", _has_no_ending),
    Rule("w-<prefix> ~N", "the B[52] came", "sub[500] sums", _has_nothing_before),
    Rule(
        "w-<prefix><number word><in ratio> ~-|–|/|. ~N",
        "the TA-[25] index",
        "sub-[500] sums",
        _follows_no_amount,
    ),
    Rule("!- <in ratio> ~- ~N", "the by-[25] rule", "4-by-[6] beams", _has_nothing_before),
    Rule("w-<currency sign> ~# ~- ~N", "the scp2-[173] case", "$2-[173]", _has_nothing_before),
    Rule(r"N:\d\d? ~U", "the [12]U girls won", "a rack of [42]U", _is_far_from_racks),
    Rule("AAA - ~N", "a COVID -[19] case", "to -[19] degrees", _has_nothing_before),
)
LABELS = Rules(
    Rule("N -? <label behind>", "the [54] freeway", "[54] cars"),
    Rule("News|Radio N", "Action News [4] spoke", "Breaking News: [4] dead", _follows_broadcaster),
    Rule("AAA N", "seen on WXYZ [7] News", "the NATO [7] met", _follows_broadcaster),
    Rule("a|an|the Ab-<month><weekday> N aa", "a Falk [34] pistol", "the Kurdish [34] men", _names_a_model),
    Rule("aA N", "the iPhone [12] costs more", "Owners of [12] phones"),
    Rule("Ab N", "a PlayDeck [5] sold well", "Arlen [5] sold well", _is_brand_and_sold),
    Rule("the Ab-<month><weekday> N", "the Galaxy [7] sold well", "the Galaxy [7] houses", _past_follows),
    Rule("^ the Ab-<month><weekday> Ab? N aa", "The Galaxy [7] phones sold", "Give the Galaxy [7] seats"),
    Rule("^ A<label> N", "Stage [4] cancers rose", "Stages [4] men fell"),
    Rule("!<determiner> <kind label> N", "has type [2] diabetes", "of this type [2] planes fell"),
    Rule("A<document label> N", "as Figure [2] shows", "Figures [2] men"),
    Rule(r"Aa ddd ~- ~N:\d{3}", "the Boeing 737-[800] left", "some 300-[400] men", _counts_nothing),
    Rule("group of N:7|8|20|77", "the Group of [7] met", "a group of [7] men", _counts_nothing),
    Rule("N>99 -? block of", "the [3400] block of Elm Street", "the [3] block of flats"),
    Rule("^ ( N )", "([3]) Wages rose", "Wages ([3]) rose"),
    Rule("^ N .|) Aa|AAA", "[1]. The bank", "[1]. the bank"),
    Rule("^ N .|) $", "[4].", "[4], then"),
    Rule("N --? #? Aa Aa|#|st|nd|rd|th|.* A<street>", "in [12] Elm Street", "[12] Elm trees"),
    Rule("N:911|999|112 <dialled for>", "the [911] caller", "[911] people"),
    Rule("<dials> N:.{3} !of", "he called [911] twice", "he called [47] men"),
)
LABELLED = Rules(
    Rule("<label> N", "Article [50] was cited", "[50] articles"),
    Rule("<label> # and|or|to|,|&|-- N", "Articles 50 and [51] apply", "cited 50 and [51]"),
)
SUBJECTS = Rules(  # people or things of which a place is told, so that its name numbers nothing
    Rule(
        "in|near|at|outside|around|across Aa Aa? N were|are|have|had|<casualty>",
        "in Arlen [12] died",
        "in Apollo [11] landed",
    ),
)
OF_ANOTHER_USE = Rules(
    Rule("N ~#", "the [two]2 tag", "[two] 2"),
    Rule("N ~- <not behind hyphen>", "a [two]-way road", "a [two]-storey house"),
    Rule("w-<prefix><number word> ~- ~N", "the gate-[ten] sign", "mid-[ten]"),
    Rule("# ~- ~N:[A-Z].*", "a 7-[Eleven] shop", "a 7-[eleven] split"),
    Rule('Ab “|" ~N ~”|" Ab', "Ed “[Fifty]” Lee left", "Ed “[fifty] men” Lee"),
    Rule("N o'clock|o’clock", "at [six] o'clock", "[six] clocks"),
    Rule("N <decade>", "the [nineteen] eighties", "[nineteen] eighty"),
)
STANDS_FOR_NOBODY = Rules(
    Rule("<before pronoun one> N", "no [one] came", "just [one] came"),
    Rule("N <behind pronoun one>", "if [one] should leave", "[one] man left"),
    Rule("become|becomes|became|becoming N !w", "the two became [one].", "they became [one] team"),
    Rule("N <preposition> which|whom|whose", "a deal, [one] in which all win", "[one] in five men"),
    Rule("N or both", "by [one] or both of them", "[one] or two of them"),
    Rule("that N !w", "he took that [one].", "that [one] bridge stands"),
    Rule("that N <behind taking up>", "that [one] is lost", "that [one] bridge stands"),
    Rule("<determiner> only N", "the only [one] left", "only [one] bridge stands"),
    Rule("only N !w", "only [one].", "only [one] bridge stands"),
    Rule("<determiner> w-<function> N !w !~-", "a lasting [one].", "a lasting [one]-day truce"),
    Rule(
        "<determiner> w-<function> N <behind taking up>", "a lasting [one] for all", "a further [one] bridge"
    ),
    Rule("st|nd|rd|th N !w !~-", "the 2nd [one].", "the 2nd [one]-day truce"),
    Rule("st|nd|rd|th N <behind taking up>", "the 2nd [one] he wrote", "the 2nd [one] bridge"),
)
PRONOUN = Rules(
    Rule("^ in N w w? w? ,", "In [one] hospital, nurses wept", "In [one] village 5 died, he said"),
    Rule("N w-<casualty><function> w-<casualty>? :", "he notes [one] odd thing: rain", "[one] dead: mayor"),
    Rule('… !?|.|“|"|! N:One Aa', "the band [One] Direction", "“[One] Kurd died"),
    Rule("!<before one of time> N <one thing>", "on the [one] hand", "[one] bridge"),
    Rule("N a|an|as|with", "two men, [one] a cook", "[one] cook"),
    Rule("N is that|to", "[one] is that it rained", "[one] is dead"),
    Rule("at|according N", "at [one] mill they say", "at least [one] mill"),
    Rule("according to N", "according to [one] guard", "from [one] to two"),
    Rule("in N !<part of body>", "in [one] mill", "blind in [one] eye", _has_no_unit),
    Rule("N w <one thing>", "[one] good reason", "[one] good bridge"),
    Rule("N ~- !<hyphened noun>", "a [one]-sided game", "a [one]-bedroom flat", _has_no_unit),
    Rule("!<counts one of> N of", "[one] of the bridges", "at least [one] of the bridges", _has_no_unit),
)


# ---- what is no figure -----------------------------------------------------------------------------------------------


def is_no_figure(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether a number is none that counts or measures anything.

    Examples
    --------
    >>> from workbench.numbers.numerals import find_numerals
    >>> tokens = Tokens("On July 5, 2021 a 16x9 image of a Boeing 737 showed 300 troops")
    >>> plain = [(n, Measured("", "count", n.first, n.last)) for n in find_numerals(tokens, {})]
    >>> [tokens.text[n.first] for n, m in plain if not is_no_figure(tokens, n, m)]
    ['300']
    """
    if in_name(tokens, numeral):
        return True
    known = tokens, numeral, measured
    return _is_no_figure_in_digits(*known) if numeral.digits else _is_word_of_other_use(*known)


def _is_no_figure_in_digits(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    known = tokens, numeral, measured
    if IDENTIFIERS.fit(*known):
        return True
    if measured.kind == "money":
        return measured.unit == "penny" and CLOCK.fit(*known)  # "7 p" of "7 p.m."
    if any(rules.fit(*known) for rules in (CLOCK, CALENDAR, NAMES)):
        return True
    return (not measured.unit or _is_letter(tokens, measured)) and _is_label(*known)


def _is_word_of_other_use(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    known = tokens, numeral, measured
    if is_one(tokens, numeral):
        return _is_pronoun(*known) or _is_label_in_words(*known)
    return OF_ANOTHER_USE.fit(*known) or _is_label_in_words(*known) or _is_half_of_year(tokens, numeral)


def stands_for_nobody(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether "one" is a pronoun by the word beside it: "no one", "this one", "one another", "one should"."""
    return STANDS_FOR_NOBODY.fit(tokens, numeral, measured)


def is_one(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the number is the word "one" alone."""
    return numeral.last == numeral.first + 1 and tokens.low[numeral.first] == "one"


def _is_half_of_year(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether these words are half of a year as it is said: "nineteen ninety-nine"."""
    value = numeral.low or 0.0
    for other, behind in ((numeral.last, True), (numeral.first - 1, False)):
        role, worth = number_words().get(tokens.at(other), ("", 0))
        century = value if behind else worth
        if (
            role in ("teen", "ten")
            and 10 <= value <= 99
            and numeral.shape == "plain"
            and century in (18, 19, 20)
        ):
            return True
    return False


def _is_pronoun(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether "one" stands for a thing and counts none: "no one", "one of the", "this one", "one should"."""
    index = numeral.first
    if not measured.unit and (is_certain_one(tokens, index) or is_anyone(tokens, index)):
        return True
    return stands_for_nobody(tokens, numeral, measured) or PRONOUN.fit(tokens, numeral, measured)


def is_round_count(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether what could be a year is a round number of things: "1900 troops", "in 2000 homes"."""
    text = tokens.text[numeral.first]
    return len(text) == 4 and text.endswith("00") and noun_follows(tokens, numeral.last)


def noun_follows(tokens: Tokens, index: int) -> bool:
    """Whether a word follows that looks like a counted noun: a plural in small letters, or a name and such a one."""
    word = tokens.raw(index)
    if word[:1].isupper() and tokens.is_sort(index + 1, "w"):
        word = tokens.raw(index + 1)
    if not word[:1].islower() or word in word_list("function"):
        return False
    if noun_like(word):
        return True
    following = tokens.raw(index + 1)
    return following[:1].islower() and following.endswith("s") and following not in word_list("function")


def in_name(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the number is part of a name or an idiom that the vocabulary lists: "24/7", "no one"."""
    for index in range(numeral.first, max(numeral.first - 5, -1), -1):
        found, last = longest(not_figures("name"), tokens, index)
        if found and last > numeral.first:
            return True
    return False


def _is_letter(tokens: Tokens, measured: Measured) -> bool:
    """Whether the unit is one letter that touches the number: a label may end so as well ("Channel 5s")."""
    last = measured.last - 1
    return tokens.glued(last) and len(tokens.text[last]) == 1 and tokens.text[last].isalpha()


def _is_label(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether the number only numbers something: "Article 50", "Boeing 737", "S&P 500", "1. Introduction"."""
    last = measured.last
    if numeral.low is None or numeral.scale != 1 or "," in tokens.text[numeral.first]:
        return False
    known = tokens, numeral, measured
    return LABELS.fit(*known) or (not noun_follows(tokens, last) and _numbers_something(*known))


def _numbers_something(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether a name or a word before the number makes it one of a row; what could be counted does not follow."""
    first, last = numeral.first, measured.last
    if _is_called_by_number(tokens, numeral, last):
        return last == numeral.last
    in_score = _in_score(tokens, first)
    if in_score and not word_list("score").isdisjoint(tokens.low[max(0, first - 6) : first]):
        return False  # "lead the series 2-0"
    if LABELLED.fit(tokens, numeral, measured):
        return True
    if in_score or SUBJECTS.fit(tokens, numeral, measured):
        return False
    listed = tokens.at(first - 1) in ("and", "or", "to", ",", "&", *DASHES) and tokens.is_sort(first - 2, "n")
    return _follows_name(tokens, first - 3 if listed else first - 1, last)


def _is_called_by_number(tokens: Tokens, numeral: Numeral, last: int) -> bool:
    """Whether an article stands before a number that no article could count: "a 737 jet"."""
    article = tokens.at(numeral.first - 1) in ("a", "an")
    return article and tokens.is_sort(last, "w") and (numeral.low or 0) > 99


def _in_score(tokens: Tokens, first: int) -> bool:
    """Whether the number is one side of "51-50": below what aircraft and roads are numbered with."""
    for a in (first, first - 2):
        if tokens.at(a + 1) in DASHES and tokens.glued(a + 1) and tokens.glued(a + 2):
            sides = [literal_value(tokens.raw(i)) if tokens.is_sort(i, "n") else None for i in (a, a + 2)]
            return all(side is not None and side < HIGHEST_SCORE for side in sides)
    return False


def _is_label_in_words(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether a number in words only numbers something: "Phase two", "day six of the siege", "World War Two"."""
    if measured.unit or measured.last != numeral.last or noun_follows(tokens, numeral.last):
        return False
    return numeral.shape == "plain" and numeral.scale == 1 and LABELLED.fit(tokens, numeral, measured)


def _follows_name(tokens: Tokens, before: int, last: int) -> bool:
    """Whether a name stands before the number and nothing behind it that could be counted."""
    return _is_name(tokens, before) and _counts_nothing_behind(tokens, last)


def _is_name(tokens: Tokens, index: int) -> bool:
    name = tokens.raw(index)
    if not (name[:1].isupper() or name[1:2].isupper()) or not tokens.is_sort(index, "w"):
        return False
    if name == "I" or name in currency_signs() or name.endswith(("'s", "’s")):
        return False
    low = tokens.at(index)
    opens = index == 0 and not name.isupper() and low in word_list("function")
    return not opens and low not in word_list("not a name") and low not in word_list("weekday")


def _counts_nothing_behind(tokens: Tokens, last: int) -> bool:
    following = tokens.raw(last)
    if following == "of" and any(tokens.is_sort(last + step, "n") for step in (1, 2, 3)):
        return False  # "gives the Alliance 118 of the 225 seats"
    if _in_title_case(tokens):
        return not (noun_like(following.lower()) or noun_like(tokens.at(last + 1)))
    if following in DASHES and tokens.glued(last) and tokens.is_sort(last + 1, "n"):
        return _is_too_high_for_score(tokens, last)
    return not following[:1].islower() or _is_no_noun(tokens, last)


def _is_too_high_for_score(tokens: Tokens, dash: int) -> bool:
    """Whether one of two numbers around a dash is larger than those of a match or a vote."""
    return len(tokens.text[dash + 1]) > 2 or (literal_value(tokens.text[dash - 1]) or 0) >= HIGHEST_SCORE


def _is_no_noun(tokens: Tokens, index: int) -> bool:
    word = tokens.raw(index)
    return word in word_list("function") or word.endswith("ed") or _is_change_verb(tokens, index)


def _in_title_case(tokens: Tokens) -> bool:
    """Whether the text is a headline whose words all begin with a capital, so that capitals show no names."""
    long = [
        text for text, sort in zip(tokens.text, tokens.sort, strict=True) if sort == "w" and len(text) > 3
    ]
    small = sum(text[0].islower() for text in long)
    return len(long) >= 4 and small * 5 <= len(long) and len(tokens) < LONGEST_HEADLINE


def _is_change_verb(tokens: Tokens, index: int) -> bool:
    return longest(changes()[0], tokens, index, -1)[0] is not None
