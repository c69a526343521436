"""A file's bytes as the pieces in which they came, so that a large file of many parts is never held twice."""

import hashlib

PIECE_BYTES = 1 << 20


class Content:
    """Immutable once made, so it may be sent while the simulator goes on. b2sdk asks for its len()."""

    def __init__(self, pieces, sha1):
        self._pieces = [piece for piece in pieces if len(piece)]
        self._length = sum(len(piece) for piece in self._pieces)
        self.sha1 = sha1

    def __len__(self):
        return self._length

    def slices(self, start, end):
        """Views of the bytes from start to before end, of at most PIECE_BYTES each."""
        for piece in self._pieces:
            size = len(piece)
            with memoryview(piece) as view:
                for at in range(max(start, 0), min(end, size), PIECE_BYTES):
                    yield view[at : min(at + PIECE_BYTES, end, size)]
            start -= size
            end -= size
            if end <= 0:
                return

    def joined_with(self, others):
        """These bytes and then those of others: the same pieces, not copies. A large file's SHA-1 is not known."""
        pieces = list(self._pieces)
        for other in others:
            pieces.extend(other._pieces)
        return Content(pieces, "none")

    def part(self, start, end):
        """A copy of a range, for b2_copy_file."""
        data = bytearray().join(self.slices(start, end))
        return Content([data], hashlib.sha1(data).hexdigest())


EMPTY = Content([], hashlib.sha1().hexdigest())


def receive(read_into, length, hex_digits_at_end):
    """Reads a body of length bytes; answers its content and, where they stand behind it, the 40 hex digits."""
    data = bytearray(length)
    size = length - 40 if hex_digits_at_end else length
    digest = hashlib.sha1()
    with memoryview(data) as view:
        for at in range(0, length, PIECE_BYTES):
            piece = view[at : at + PIECE_BYTES]
            read_into(piece)
            if at < size:
                digest.update(piece[: size - at])
            piece.release()
    digits = bytes(data[size:]).decode("latin-1") if hex_digits_at_end else None
    del data[size:]
    return Content([data], digest.hexdigest()), digits
