"""The core: a document's blocks get their roles and become one article.

Text: ``segment`` cuts lines into blocks, ``features`` looks at each, ``measures`` and ``relations`` turn
them into numbers from which ``model`` tells the story, ``titles`` its title.  Pages: ``treefeatures``,
``elements``, ``treemeasures``, ``treerelations``, ``treemodel`` and ``headlines`` do the same.
``verdict`` and ``treeverdict`` ask whether there is a story (``storyless``: by its wording, too),
``story`` guesses at it by rules.

``roles`` decides what each block is for and ``revise`` looks at its neighbours once more; ``heads`` and
``headtimes`` at the lines beside the title that say by whom and when, ``tails`` at agencies behind the
story, ``live`` (with ``clocklines``) at the posts of live blogs, ``otherstories`` at what else a page
tells.

``assemble`` hands each block to its owner, with ``figures``, ``lists``, ``tables``, ``inserts``, ``cutouts``,
``liveposts`` and ``boilerplate``; ``declared`` (``declaredtimes``, ``people``) joins what the source declares,
``lastdays`` has the day where nothing else does.

What stands inside a block: ``dates`` (``days``, ``clock``, ``moments``), ``bylines``, ``datelines``,
``captions``, and for pages ``captionparts``.  ``quotes`` finds what is said and ``speakers`` who said it:
``subjects`` and ``verbs`` in most languages, ``declined``, ``cases`` and ``nounphrases`` where articles have
cases, ``uncased`` in scripts without capitals; ``persons`` knows who is meant.  ``explain`` and ``reasons``
say why.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import pairwise, starmap
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from newsparse._version import __version__
from newsparse.article import Article, Note, Origin, Quote
from newsparse.document import Block, Document, Limits
from newsparse.errors import NoArticleError
from newsparse.languages import Language, Languages
from newsparse.markup.mojibake import looks_garbled
from newsparse.parser.assemble import Assembly, assemble
from newsparse.parser.dateorder import note_order, with_order
from newsparse.parser.declared import join_declared
from newsparse.parser.features import ENDS, Features, Page, describe
from newsparse.parser.headlines import Headline
from newsparse.parser.heads import place_heads
from newsparse.parser.labels import Label
from newsparse.parser.language import detect_language, doubt_language
from newsparse.parser.lastdays import fill_day
from newsparse.parser.live import find_entries, label_entries
from newsparse.parser.liveposts import with_days
from newsparse.parser.model import Model
from newsparse.parser.otherstories import note_others
from newsparse.parser.places import Places, TextPlaces, TreePlaces
from newsparse.parser.quotes import find_quotes
from newsparse.parser.relations import is_teaser
from newsparse.parser.roles import label_blocks
from newsparse.parser.segment import split_blocks
from newsparse.parser.storyless import kind_of
from newsparse.parser.tails import place_tails
from newsparse.parser.treefeatures import describe_tree
from newsparse.parser.treemodel import TreeModel, model_for
from newsparse.parser.zones import countries_of

if TYPE_CHECKING:
    from newsparse.explanation import Explanation

__all__ = ["Context", "Page", "build_article", "describe_page", "explain_document"]

# Running text that tells the language: longer blocks first in line, menus do not count.
_MIN_PROSE, _MUCH_PROSE = 60, 400


@frozen(kw_only=True)
class Context:
    """What the parser is told beside the document.

    Attributes:
        languages: The tables to choose from.
        language: BCP 47 tag that the caller gives, or ``None``.
        reference_time: What relative times are resolved against, or ``None``.
        url: Where the caller says the source came from.
        format: Name of the format that was read.
        dialect: Name of the dialect that was applied, or ``None``.
        notes: What the reader had to say.
        limits: How large the document may be.
        model: What tells the story from the rest; ``None`` for the one that comes with the library.
    """

    languages: Languages
    language: str | None = None
    reference_time: dt.datetime | None = None
    url: str | None = None
    format: str | None = None
    dialect: str | None = None
    notes: tuple[Note, ...] = ()
    model: Model | TreeModel | None = None
    limits: Limits = field(factory=Limits)


def build_article(document: Document, context: Context) -> Article:
    """Give every block of *document* a role and build its article.

    Raises:
        NoArticleError: If nothing in it reads like a story; the reason says what it looks like.
        LimitError: If it has more lines than the limits allow.
    """
    document, places, notes = _cut(document, context.limits)
    declared = document.language
    document, doubts = _doubted(document, context)
    if not any(char.isalnum() for block in document.blocks for char in block.text):
        raise NoArticleError("is empty: no letter and no digit in it")
    page, language = _look(document, context, declared)
    labels, headline = _label(page, context)
    entries = find_entries(document, page, labels, context.reference_time)
    labels = label_entries(labels, entries)
    assembly = assemble(document, page, labels, places, context.reference_time, entries)
    if not assembly.article.body:
        raise NoArticleError(_why_not(page))
    article = join_declared(assembly.article, document, page.tables, headline)
    article = note_order(fill_day(article, page.tables, is_page=page.is_tree))
    article = with_days(article, page.tables)
    quotes = find_quotes(article.body, page.tables)
    return evolve(
        article,
        quotes=tuple(_placed(quote, assembly, places) for quote in quotes),
        metadata=evolve(article.metadata, url=article.metadata.url or document.url or context.url),
        notes=(
            *document.notes,
            *context.notes,
            *notes,
            *doubts,
            *article.notes,
            *_own_notes(article, labels, page, language),
            *note_others(document, page, labels),
        ),
        language=language,
        extra=document.extra,
        origin=Origin(
            format=context.format,
            dialect=context.dialect,
            encoding=document.encoding,
            parser_version=__version__,
        ),
    )


def _label(page: Page, context: Context) -> tuple[list[Label], Headline | None]:
    """The role that each block has in the end: whatever gives roles is called here.

    Returns:
        The labels, and the title that no block says, as `label_blocks` has it.

    Raises:
        NoArticleError: If nothing reads like a story.
    """
    found = label_blocks(page, context.model or model_for(page))
    if found is None:
        raise NoArticleError(_why_not(page))
    labels = place_heads(page, found[0])
    return place_tails(page, labels), found[1]


def explain_document(document: Document, context: Context) -> "Explanation":
    """Tell why each block of *document* got its role, and what came of it.

    Raises:
        LimitError: If it has more lines than the limits allow.
        LookupError: If the model is none that training made for the package.
    """
    from newsparse.explanation import Explanation  # noqa: PLC0415 - parsing does without it
    from newsparse.parser.explain import (  # noqa: PLC0415 - likewise
        explain_fields,
        explain_page,
    )

    found = Explanation(format=context.format)
    try:
        found = evolve(found, article=build_article(document, context))
    except NoArticleError as error:
        found = evolve(found, why=error.reason)
    found = evolve(found, candidates=explain_fields(document.fields, found.article))
    document, places, _ = _cut(document, context.limits)
    if not document.blocks:
        return found
    declared = document.language
    document, _ = _doubted(document, context)
    page, language = _look(document, context, declared)
    labels = None
    with suppress(NoArticleError):
        labels, _ = _label(page, context)
        entries = find_entries(document, page, labels, context.reference_time)
        labels = label_entries(labels, entries)
    blocks, span = explain_page(page, labels, places, context.model or model_for(page))
    return evolve(found, blocks=blocks, span=span, language=language)


def describe_page(document: Document, languages: Languages) -> Page | None:
    """What the parser sees of a document before it decides anything; ``None`` without blocks."""
    context = Context(languages=languages)
    document, _, _ = _cut(document, context.limits)
    return _look(document, context, document.language)[0] if document.blocks else None


def _look(document: Document, context: Context, declared: str | None) -> tuple[Page, str | None]:
    """The page of a document that is cut, and its language: as told, as declared, or detected.

    The words of a page's dates and buttons may be in the language that it *declared* all the same.
    """
    language = context.language or document.language
    if language is None:
        language, _ = detect_language(_running_text(document.blocks), context.languages)
    own, *others = _tables((language, declared or language), context.languages)
    texts = (block.text for block in document.blocks)
    countries = countries_of(document.language or language, document.url or context.url)
    tables = (with_order(own, texts, countries), *others)
    if len(document.nodes) > 1:
        page = describe_tree(document.blocks, document.nodes, document.fields, tables)
    else:
        page = describe(document.blocks, tables)
    return page, language


def _cut(document: Document, limits: Limits) -> tuple[Document, Places, tuple[Note, ...]]:
    """The document with blocks, where they stand, and what had to be mended in them."""
    if document.lines is None:
        return document, TreePlaces(document.blocks, document.nodes), ()
    source = document.lines.text
    garbled = looks_garbled(source)
    blocks = split_blocks(document.lines, limits, garbled=garbled)
    places = TextPlaces(source, blocks, repaired=garbled)
    note = Note(
        code="mojibake_repaired",
        message="letters garbled by a wrong encoding were mended (UTF-8 read as one byte a letter)",
    )
    return evolve(document, blocks=blocks, lines=None), places, (note,) if garbled else ()


def _doubted(document: Document, context: Context) -> tuple[Document, tuple[Note, ...]]:
    """The document in the language that it is in for sure, and what is said where it declares another."""
    declared = document.language
    if declared is None or context.language is not None:
        return document, ()
    found = doubt_language(_running_text(document.blocks), declared, context.languages)
    if found is None:
        return document, ()
    message = f"the source declares {declared!r}, but the text is in {found!r}"
    note = Note(code="language_differs", message=message, where="language")
    return evolve(document, language=found), (note,)


def _running_text(blocks: Sequence[Block]) -> list[str]:
    """Long blocks that end like sentences, else long ones, else all of the text."""
    long = [block.text for block in blocks if len(block.text) >= _MIN_PROSE]
    prose = [text for text in long if text.rstrip("\"'”’»“)] ")[-1:] in ENDS]
    if sum(map(len, prose)) >= _MUCH_PROSE:
        return prose
    return long or [block.text for block in blocks]


def _tables(tags: Iterable[str | None], languages: Languages) -> tuple[Language, ...]:
    """The languages' own tables, then those that count in every text; each once."""
    return tuple(dict.fromkeys((*map(languages.get, tags), *languages.common)))


def _placed(quote: Quote, assembly: Assembly, places: Places) -> Quote:
    home = assembly.homes.get(quote.element)
    if home is None:
        return quote
    where = places.where(home.block, home.at(quote.start), home.at(quote.end - 1) + 1)
    return evolve(quote, where=where)


def _own_notes(
    article: Article, labels: Sequence[Label], page: Page, language: str | None
) -> tuple[Note, ...]:
    notes = []
    if article.title is None:
        notes.append(Note(code="no_title", message="no line could be told to be the title"))
    if language is None:
        notes.append(Note(code="language_unknown", message="no language table fits the text"))
    stamp = article.timestamp
    if stamp is not None and stamp.value is None:
        notes.append(
            Note(
                code="time_unresolved",
                message=f"{stamp.raw!r} names no moment without a reference time",
            )
        )
    if article.metadata.paywalled:
        notes.append(
            Note(
                code="paywalled",
                message="the source says that it is not free to read: the story may be cut off",
            )
        )
    unsure = sum(label.role == "paragraph" and label.confidence < _UNSURE for label in labels)
    if unsure > len(article.paragraphs) / 2:
        notes.append(
            Note(code="unlike_prose", message="most of the body does not read like running text")
        )
    if _is_code_like(page.features):
        notes.append(
            Note(code="code_like", message="much of the text looks like source code or data")
        )
    return tuple(notes)


_UNSURE = 0.7
_MANY_SIGNS = 0.05
# Shares of blocks and of characters in blocks with many signs.  Source files have .17 and .12 or
# more; of 800 development texts, the four that reach both are how-to pages full of code.
_CODE_BLOCKS, _CODE_TEXT = 0.17, 0.12


def _is_code_like(features: Sequence[Features]) -> bool:
    coded = [item.size for item in features if item.signs > _MANY_SIGNS]
    text = sum(item.size for item in features)
    return len(coded) > _CODE_BLOCKS * len(features) and sum(coded) > _CODE_TEXT * text


def _why_not(page: Page) -> str:
    """What a text without a story looks like."""
    features = page.features
    size = sum(item.size for item in features)
    if sum(item.signs * item.size for item in features) > _MANY_SIGNS * size:
        return "no running text: looks like source code or data"
    kind = kind_of(features, page.tables)
    if kind is not None or len(features) == 1:
        return f"no story: {len(features)} lines, like {kind}" if kind else _TOO_LITTLE
    hits = sum(item.hit is not None for item in features)
    if hits > len(features) / 2:
        return f"no running text: {len(features)} lines, most of them menus and notices"
    texts = sum(item.is_prose for item in features)
    if texts >= _MANY_TEXTS and sum(starmap(is_teaser, pairwise(features))) > texts / 2:
        return (
            f"no story: {texts} texts, most below a line of their own, like a home page or a list"
        )
    if not texts:
        return f"no running text: {len(features)} short lines, like a list, a menu or verse"
    return f"no story: {len(features)} lines, and {texts} with a sentence that belong to none"


_MANY_TEXTS = 4
_TOO_LITTLE = "too little text to be an article"
