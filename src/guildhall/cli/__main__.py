"""``python -m guildhall.cli``: how the supervisor starts its children."""

from guildhall.cli import main

main()
