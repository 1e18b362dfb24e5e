"""How alike two texts are, and how the few that may be alike are found among a hundred thousand. No Django, no keys.

A text is the set of its shingles, pieces of a few letters, so that a changed word or ending changes little. Two texts
are as alike as the share of shingles that they have in common (Jaccard). Comparing everything with everything would
never end: MinHash (A. Broder, 1997) makes a short signature whose places agree as often as the texts are alike, and
bands of it (locality-sensitive hashing; P. Indyk and R. Motwani, 1998) are equal for texts that may be alike.

The caller hashes the shingles, under a key where nobody else may recognise a text by its signature.
"""

from guildhall.itembank.likeness.signatures import BANDS, WIDTH, agreement, bands, signature
from guildhall.itembank.likeness.texts import ALIKE, likeness, normal, shingles

__all__ = ["ALIKE", "BANDS", "WIDTH", "agreement", "bands", "likeness", "normal", "shingles", "signature"]
