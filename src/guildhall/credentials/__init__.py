"""What a certified person carries, and what strangers verify with software of their own (clauses 9.4.7 to 9.4.9, 9.7).

A library that knows neither the house nor its database: facts go in, signed documents come out. From the same
`Certificate` come the sealed sheet (`certificate_pdf`, `sealed`), the Open Badges credential (`achievement_credential`,
`signed`) and its token (`token_of`). The body is known by its web address (`did_of`, `did_document`), says by a signed
`status_list` which credentials no longer hold, and puts all of it into a `bundle` that can be verified offline.

Deliberately absent: where keys live, what time it is, and whether somebody may be certified. The rooms above know.
"""

from guildhall.credentials.badges import achievement_credential
from guildhall.credentials.bundles import Parts, as_file, bundle, loader
from guildhall.credentials.canonical import NotSignable
from guildhall.credentials.contexts import UnknownContext
from guildhall.credentials.dids import did_document, did_of, did_url, key_id
from guildhall.credentials.facts import Body, Certificate, Incomplete, JsonObject, Scheme, StatusEntry
from guildhall.credentials.keys import (
    BadKey,
    PublicKey,
    SigningKeys,
    derived_keys,
    new_keys,
    public_pem,
    read_keys,
    read_public,
)
from guildhall.credentials.paper import Mark, Unprintable, Words, certificate_pdf, qr_svg
from guildhall.credentials.proofs import BadProof, signed
from guildhall.credentials.seals import Root, Seal, new_root, new_seal, read_root, read_seal, sealed
from guildhall.credentials.statuslists import BITS, BadList, no_bits, read_bit, set_bit, status_list, with_bits
from guildhall.credentials.tokens import token_of
from guildhall.credentials.verification import Finding, Loader, Verdict, verify_credential

__all__ = [
    "BITS",
    "BadKey",
    "BadList",
    "BadProof",
    "Body",
    "Certificate",
    "Finding",
    "Incomplete",
    "JsonObject",
    "Loader",
    "Mark",
    "NotSignable",
    "Parts",
    "PublicKey",
    "Root",
    "Scheme",
    "Seal",
    "SigningKeys",
    "StatusEntry",
    "UnknownContext",
    "Unprintable",
    "Verdict",
    "Words",
    "achievement_credential",
    "as_file",
    "bundle",
    "certificate_pdf",
    "derived_keys",
    "did_document",
    "did_of",
    "did_url",
    "key_id",
    "loader",
    "new_keys",
    "new_root",
    "new_seal",
    "no_bits",
    "public_pem",
    "qr_svg",
    "read_bit",
    "read_keys",
    "read_public",
    "read_root",
    "read_seal",
    "sealed",
    "set_bit",
    "signed",
    "status_list",
    "token_of",
    "verify_credential",
    "with_bits",
]
