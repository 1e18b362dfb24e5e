"""Bytes as text, as credentials write them: base58btc (``z...``) and base64url without padding (``u...``)."""

import base64
import binascii
import re

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
VALUES = {sign: value for value, sign in enumerate(ALPHABET)}


class BadText(ValueError):
    """This text is no multibase of the kind that was expected."""


def base58(raw: bytes) -> str:
    """``z`` and the bytes in base58, as Bitcoin counts."""
    number, signs = int.from_bytes(raw, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        signs = ALPHABET[rest] + signs
    return "z" + ALPHABET[0] * (len(raw) - len(raw.lstrip(b"\0"))) + signs


def from_base58(text: str) -> bytes:
    """The bytes of `base58`."""
    signs = text[1:]
    if text[:1] != "z" or not set(signs) <= VALUES.keys():
        raise BadText("This is no base58btc.")
    number = 0
    for sign in signs:
        number = number * 58 + VALUES[sign]
    zeros = len(signs) - len(signs.lstrip(ALPHABET[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base64url(raw: bytes) -> str:
    """``u`` and the bytes in base64url without padding."""
    return "u" + base64.urlsafe_b64encode(raw).decode().rstrip("=")


def from_base64url(text: str) -> bytes:
    """The bytes of `base64url`."""
    if not re.fullmatch("u[A-Za-z0-9_-]*", text):
        raise BadText("This is no base64url.")
    try:
        return base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4))
    except binascii.Error as problem:
        raise BadText("This is no base64url.") from problem
