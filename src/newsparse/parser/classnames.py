"""What the class and id names of elements say of their content: words that web authors use.

Names are free, but most are English words for parts of a page.  Counted as evidence only: the
learned model weighs them.
"""

import re
from functools import lru_cache

__all__ = ["GROUPS", "groups_of", "is_embed", "is_foreign", "is_pull_quote", "kind_of"]

# Parts of names, by what they speak for.  A part is a word between separators or humps
# ("article-body", "articleBody"); longer words count by their beginning where marked with "*".
_WORDS = {
    "body": "body content* entry text article* story richtext wysiwyg prose post copy bodytext main"
    " articlebody contenttext articletext storytext longform fulltext detail* maincontent",
    "comment": "comment* disqus discussion* respond reply replies reader* forum reaction* coral"
    " livefyre",
    "related": "related* recommend* more moreon similar also teaser* card* promo* trending popular"
    " latest mostread outbrain taboola recirc* readmore suggested carousel slider tile* linklist"
    " list listing feed stream river grid recent upnext next prev previous pager pagination",
    "share": "share* sharing social* follow* addthis addtoany tool* toolbar print facebook"
    " twitter whatsapp bookmark* button* btn action* icon* like*",
    "caption": "caption* figcaption figure* image* img photo* picture* media gallery bildunterschrift"
    " legend* lightbox slideshow",
    "credit": "credit* copyright* source quelle attribution photographer fotograf* rights",
    "meta": "byline* author* meta* date* time* publish* posted dateline timestamp info reporter"
    " writer bio profile contributor*",
    "navigation": "nav* menu* breadcrumb* header* footer* sidebar* masthead banner* topbar rail"
    " side secondary skip* contentinfo complementary search* login account",
    "advertisement": "ad ads adv advert* sponsor* dfp gpt mpu commercial affiliate paid",
    "newsletter": "newsletter* subscribe* subscription* signup paywall* register donate*"
    " membership premium cta consent cookie* gdpr popup* modal* overlay alert*",
    "tags": "tag tags topic* keyword* categor* label* filed",
    "lead": "lead lede standfirst intro* summary teasertext dek deck subtitle sub subhead* vorspann"
    " excerpt description abstract kicker overline strapline",
    "title": "title* headline* heading*",
    "quote": "quote* pullquote blockquote zitat*",
    "hidden": "hidden hide sr visually screenreader invisible noprint",
    "embed": "embed* tweet* instagram youtube video* player* iframe infobox box factbox widget*"
    " aside fact*",
}
GROUPS = tuple(_WORDS)

_PART = re.compile(r"[A-Z]?[a-z]{1,40}|[A-Z]{1,40}(?![a-z])")
_MAX_NAMES = 400


def _compile() -> tuple[dict[str, int], tuple[tuple[str, int], ...]]:
    whole: dict[str, int] = {}
    begins: dict[str, int] = {}
    for number, words in enumerate(_WORDS.values()):
        for word in words.split():
            table = begins if word[-1] == "*" else whole
            key = word.rstrip("*")
            table[key] = table.get(key, 0) | 1 << number
    return whole, tuple(begins.items())


_WHOLE, _BEGINS = _compile()
_BEGINNINGS = tuple(begin for begin, _ in _BEGINS)


@lru_cache(maxsize=4096)
def groups_of(names: str) -> int:
    """The groups (`GROUPS`) that class and id names speak for: a bit each, the first lowest."""
    found = 0
    for part in _PART.findall(names[:_MAX_NAMES]):
        found |= _of_word(part.lower())
    return found


# What an element so called holds is no story while there is one beside it: what readers say, what
# stands at the foot of a page, what asks for consent, and windows that open over it.
_FOREIGN = (
    "comment",
    "disqus",
    "footer",
    "cookie",
    "gdpr",
    "consent",
    "modal",
    "popup",
    "overlay",
)


@lru_cache(maxsize=4096)
def is_foreign(names: str) -> bool:
    """Whether names say that an element is no part of a story."""
    return any(part.lower().startswith(_FOREIGN) for part in _PART.findall(names[:_MAX_NAMES]))


# What the embed code of platforms calls the element that holds a post until a script shows it.
_EMBEDS = frozenset({
    *("twitter-tweet", "twitter-video", "bluesky-embed", "mastodon-embed", "text-post-media"),
    *("instagram-media", "tiktok-embed", "fb-post", "fb-video", "reddit-embed-bq", "reddit-card"),
    *("imgur-embed-pub", "telegram-post", "vk-post", "linkedin-post"),
})


@lru_cache(maxsize=4096)
def is_embed(names: str) -> bool:
    """Whether names say that an element is an embedded post."""
    return not _EMBEDS.isdisjoint(names.split())


@lru_cache(maxsize=4096)
def is_pull_quote(names: str) -> bool:
    """Whether names say that an element sets a sentence of the story large beside it."""
    return "pullquote" in names.lower().replace("-", "").replace("_", "")


@lru_cache(maxsize=4096)
def kind_of(names: str) -> str:
    """Names without those that number an element: what elements of one kind share."""
    found = names.split()
    if _DIGIT.search(names):
        found = [name for name in found if not _DIGIT.search(name)]
    return " ".join(found)


_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=4096)
def _of_word(word: str) -> int:
    found = _WHOLE.get(word, 0)
    if not word.startswith(_BEGINNINGS):
        return found
    for begin, bits in _BEGINS:
        if word.startswith(begin):
            found |= bits
    return found
