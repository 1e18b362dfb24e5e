"""What is recorded of the body's documents, one module a noun."""

from guildhall.documents.models.distribution import Acknowledgement, Distribution
from guildhall.documents.models.documents import Document, DocumentKind, Picture, Topic
from guildhall.documents.models.external import CurrencyCheck, ExternalDocument
from guildhall.documents.models.frozen import Frozen, ManualCopy
from guildhall.documents.models.governed import Governed
from guildhall.documents.models.issuer_keys import IssuerKey
from guildhall.documents.models.versions import Author, DocumentVersion, PeriodicReview, ReviewOutcome

__all__ = [
    "Acknowledgement",
    "Author",
    "CurrencyCheck",
    "Distribution",
    "Document",
    "DocumentKind",
    "DocumentVersion",
    "ExternalDocument",
    "Frozen",
    "Governed",
    "IssuerKey",
    "ManualCopy",
    "PeriodicReview",
    "Picture",
    "ReviewOutcome",
    "Topic",
]
