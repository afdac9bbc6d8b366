"""For those who test against newsparse: the laws as checks, and what plugins must hold to."""

from newsparse.testing.laws import Broken, Owner, check_laws, iter_owners

__all__ = ["Broken", "Owner", "check_laws", "iter_owners"]
