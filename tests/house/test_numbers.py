"""The number of a record tells what kind of record it is."""

import re
from collections import defaultdict

from tests.house.source import PACKAGE

GIVEN = re.compile(r'next_number\("([A-Z]+)"\)')


def test_a_prefix_belongs_to_one_kind_of_record():
    """Choose letters that no other room gives to its records."""
    files = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        for prefix in GIVEN.findall(path.read_text()):
            files[prefix].add(str(path.relative_to(PACKAGE)))
    assert len(files) > 40
    assert {prefix: sorted(found) for prefix, found in files.items() if len(found) > 1} == {}
