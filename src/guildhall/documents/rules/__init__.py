"""What the acts of this room must not break, one module a noun."""

CONTROL = ("2012:10.2.3", "2026:10")
PUBLIC = ("2012:7.2.2", "2012:7.2.4", "2012:4.3.1", "2012:9.8.3", "2012:9.9.2", "2026:7.2")
ACCESS = ("2012:10.2.2", "2026:10")
