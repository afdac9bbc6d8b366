"""Texts without a story that their wording tells: errors, consent, accounts, searches."""

import pytest

import newsparse
from newsparse.errors import NoArticleError
from newsparse.languages import Languages, builtin_codes
from newsparse.parser.storyless import STORYLESS

ERROR = """The page you are looking for does not exist, or it has moved to another address.

Go to the home page
"""
CONSENT = """Wir und unsere Partner speichern Informationen auf Ihrem Gerät, zum Beispiel in Cookies.

Ihre Zustimmung ist jederzeit widerrufbar.

Alle akzeptieren
"""
LOGIN = """Se connecter

Mot de passe oublié ?

Mot de passe

Pas encore de compte ? Créer un compte gratuit ne prend qu'une minute.
"""
STORY = """Ferry runs again

The ferry between Kestle and Varn carried passengers again after three weeks in the yard.

Forty people stood on the quay when it left, and a brass band played in spite of the rain.

The repairs cost more than the council had set aside, and a fund is to pay the rest of it.
"""
WALLS = ((ERROR, "error"), (CONSENT, "consent"), (LOGIN, "login"))


@pytest.mark.parametrize(("text", "kind"), WALLS)
def test_a_wall_is_no_article_and_is_called_what_it_is(text: str, kind: str) -> None:
    with pytest.raises(NoArticleError) as caught:
        newsparse.parse(text, "text")
    assert STORYLESS[kind] in caught.value.reason


@pytest.mark.parametrize("wall", [ERROR, CONSENT, LOGIN])
def test_a_story_with_a_wall_above_it_is_one(wall: str) -> None:
    """Select-all copies have it on top."""
    article = newsparse.parse(wall + "\n\n" + STORY, "text")
    assert "Forty people stood on the quay" in article.text


@pytest.mark.parametrize("code", builtin_codes())
def test_every_language_has_phrases_of_each_kind(code: str) -> None:
    table = Languages().get(code)
    assert set(table.storyless) == set(STORYLESS)
    for phrases in table.storyless.values():
        assert phrases.whole or phrases.inside
        assert not phrases.starts
        assert not phrases.ends
