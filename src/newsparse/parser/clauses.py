"""What is read of a reporting clause."""

from attrs import frozen

__all__ = ["Clause"]


@frozen(kw_only=True)
class Clause:
    """A reporting clause.

    Attributes:
        speaker: As written, or ``None`` where only a verb stands there.
        cue: The verb with the adverbs and auxiliaries beside it.
        source: Whom it gives as its own source.
        end: One past the speaker and the verb.
        inverted: The verb stands first ("says Lund").
        hearsay: Its verb is in the mood of reported speech: whose, the sentence before may tell.
        maybe: Who may speak, if the story knows a person of that name or description.
        stranger: Who speaks is new, but may be a thing: "a line of a song".
        guessed: No verb of speech is there: whoever the sentence is about.
    """

    speaker: str | None
    cue: str | None
    end: int
    source: str | None = None
    inverted: bool = False
    guessed: bool = False
    maybe: str | None = None
    hearsay: bool = False
    stranger: bool = False
