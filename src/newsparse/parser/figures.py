"""Figures: the captions and credits of blocks that stand together, joined to what they belong to."""

from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from newsparse.article import Caption, Figure, Image, Where
from newsparse.document import Block, Node
from newsparse.languages import Language
from newsparse.parser.captionparts import cut_captions, has_picture_names
from newsparse.parser.captions import is_credit_label
from newsparse.parser.places import Places

__all__ = ["Figures"]

# Takes out what is no caption: reason, block, first character, one past the last.
Remove = Callable[[str, int, int, int], None]


@frozen
class _Piece:
    """A caption, or a part of one: the words or the credit alone."""

    words: str
    credit: str | None
    where: Where
    span: tuple[int, int]  # in its block, where it is one
    first: int  # its block
    last: int  # the block it ends in
    alone: bool  # nothing else stands in these


class Figures:
    """Makes figures of the blocks that hold captions.

    Args:
        blocks: All blocks.
        nodes: The nodes they stand in.
        roles: The role of each block.
        tables: Language tables.
        places: Where blocks stand.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        nodes: Sequence[Node],
        roles: Sequence[str],
        tables: tuple[Language, ...],
        places: Places,
    ) -> None:
        self._blocks = blocks
        self._nodes = nodes
        self._roles = roles
        self._tables = tables
        self._places = places

    def make(self, index: int, remove: Remove) -> tuple[list[Figure], int]:
        """The figures of a block and of those that stand with it.

        One for a figure of the source; where the source names none, one a caption.

        Args:
            index: The first block.
            remove: Called for what is no caption.

        Returns:
            The figures, and one past the index of the last block.
        """
        figure = self._figure(index)
        end = self._end(index, figure)
        pieces = [piece for at in range(index, end) for piece in self._pieces(at, remove)]
        pieces = self._join(pieces, self._is_labelled)
        if figure is not None and pieces and not pieces[0].words:
            pieces = self._join(pieces, _is_credited)
        pieces = self._join(pieces, _is_signed)
        if figure is None and len(self._nodes) > 1:
            pieces = [piece for piece in pieces if not self._is_stray(piece, remove)]
        captions = [
            Caption(text=piece.words, credit=piece.credit, where=piece.where) for piece in pieces
        ]
        if figure is not None and captions:
            where = self._places.run(index, end - 1) if captions[1:] else captions[0].where
            images = self._images(figure)
            return [Figure(images=images, captions=tuple(captions), where=where)], end
        return [Figure(captions=(caption,), where=caption.where) for caption in captions], end

    def _figure(self, index: int) -> int | None:
        """The figure that a block stands in, or the caption of one."""
        found, at = None, self._blocks[index].node
        for _ in range(_MAX_STEPS):
            if at < 0 or self._nodes[at].tag == "figure":
                return at if at >= 0 else found
            if self._nodes[at].tag == "figcaption":
                found = at
            at = self._nodes[at].parent
        return found

    def _images(self, figure: int) -> tuple[Image, ...]:
        node = self._nodes[figure]
        around = (
            self._nodes[node.parent] if node.tag == "figcaption" and node.parent >= 0 else node
        )
        return around.images

    def _end(self, index: int, figure: int | None) -> int:
        """One past the captions that stand together."""
        last = len(self._blocks)
        if figure is not None and self._nodes[figure].tag == "figure":
            last = self._nodes[figure].last
        elif len(self._nodes) > 1:
            last = self._nodes[self._container(index)].last
        end = index + 1
        while end < last and self._roles[end] == "caption":
            end += 1
        return end

    def _container(self, index: int) -> int:
        """The widest node around a block that holds captions and nothing else."""
        at = self._blocks[index].node
        while (parent := self._nodes[at].parent) >= 0:
            first, last = self._nodes[parent].first, self._nodes[parent].last
            if last - first > _MAX_BLOCKS or set(self._roles[first:last]) != {"caption"}:
                break
            at = parent
        return at

    def _pieces(self, index: int, remove: Remove) -> Iterator[_Piece]:
        block = self._blocks[index]
        text = block.text
        parts = cut_captions(block, self._nodes[block.node], self._tables)
        for part in parts:
            for span in sorted({(part.label_start, part.label_end), *part.buttons}):
                if span[0] < span[1]:
                    remove("ui_label", index, *span)
            start, end = part.words
            credit = part.credit
            if any(char.isalnum() for char in text[slice(*part.whole)]):
                yield _Piece(
                    words=text[start:end].strip(" |·–—-("),
                    credit=text[credit.name_start : credit.name_end] if credit else None,
                    where=self._places.where(index, *part.whole),
                    span=part.whole,
                    first=index,
                    last=index,
                    alone=len(parts) == 1,
                )

    def _is_stray(self, piece: _Piece, remove: Remove) -> bool:
        """Take out a credit alone that is no picture's: lines that name agencies look alike.

        Only on pages: in text, pictures often leave nothing else behind.
        """
        if piece.words or piece.first < piece.last or self._is_of_picture(piece.first):
            return False
        remove("copyright", piece.first, *piece.span)
        return True

    def _is_of_picture(self, index: int) -> bool:
        """Whether elements around a block say that it goes with a picture."""
        block = self._blocks[index]
        if any(has_picture_names(inline.names) for inline in block.inlines):
            return True
        at = block.node
        for _ in range(_MAX_NAMED):
            if at >= 0 and has_picture_names(self._nodes[at].names):
                return True
            at = self._nodes[at].parent if at >= 0 else at
        return False

    def _join(
        self, pieces: Sequence[_Piece], belong: Callable[[_Piece, _Piece], bool]
    ) -> list[_Piece]:
        """Join neighbours that are parts of one caption."""
        found: list[_Piece] = []
        for piece in pieces:
            before = found[-1] if found else None
            if before and before.alone and piece.alone and belong(before, piece):
                found[-1] = self._joined(before, piece)
            else:
                found.append(piece)
        return found

    def _joined(self, before: _Piece, piece: _Piece) -> _Piece:
        words, credit = before.words or piece.words, before.credit or piece.credit
        if self._is_labelled(before, piece):
            words, credit = "", piece.credit or piece.words
        where = self._places.run(before.first, piece.last)
        span = before.span[0], piece.span[1]
        return _Piece(words, credit, where, span, before.first, piece.last, alone=True)

    def _is_labelled(self, before: _Piece, piece: _Piece) -> bool:
        """Whether the first is a label ("Photo:"), and the other the name."""
        name = piece.credit if not piece.words else piece.words
        return (
            before.credit is None
            and bool(name)
            and (piece.credit is None or not piece.words)
            and is_credit_label(before.words, self._tables)
        )


def _is_signed(before: _Piece, piece: _Piece) -> bool:
    """Whether the second is the credit of the first."""
    return bool(before.words) and before.credit is None and not piece.words


def _is_credited(before: _Piece, piece: _Piece) -> bool:
    """Whether the first is the credit of the second."""
    return not before.words and bool(piece.words) and piece.credit is None


# So far around a caption a figure is looked for, and names that speak of one.
_MAX_STEPS, _MAX_NAMED = 8, 3
# A container of more blocks is no picture with its words.
_MAX_BLOCKS = 6
