"""What the house tests read: the source, the floors, and every module of the house."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import guildhall

ROOT = Path(__file__).parents[2]
PACKAGE = Path(guildhall.__file__).parent


def files() -> list[Path]:
    """Every Python file of the house but the migrations."""
    return sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)


def name_of(path: Path) -> str:
    """How a test names a file: its path inside the package."""
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """The syntax of a file."""
    return ast.parse(path.read_text(), str(path))


def calls(module: ast.AST) -> Iterator[ast.Call]:
    """Every call in a module, or in a part of one."""
    return (node for node in ast.walk(module) if isinstance(node, ast.Call))


@cache
def floors() -> dict[str, int]:
    """Every room and its floor, as the import contract in pyproject.toml says; a higher number is a higher floor."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in told if contract.get("exhaustive"))["layers"]
    return {
        room.strip().strip("()"): len(layers) - number
        for number, layer in enumerate(layers)
        for room in layer.replace("|", ":").split(":")
    }


def room_of(module: str) -> str:
    """The room in which a module stands: ``guildhall.ledger.acts`` stands in ``ledger``."""
    return module.split(".")[1]


def may_see(upper: str, lower: str) -> bool:
    """Whether the room `upper` may know the room `lower`."""
    return upper == lower or floors()[upper] > floors()[lower]
