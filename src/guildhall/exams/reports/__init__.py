"""The technical report: what is known of how a form measures, put together from its studies.

One order makes a sealed PDF with methods, tables, pictures, limits and references, and the same as JSON and CSV. Every
number comes from a study's sheet (`guildhall.schemes.sheets`), so a report cannot say what its studies do not; `told`
is the whole as plain structure, from which paper and data are made alike. Keys and options are left out.
"""

from guildhall.exams.reports.making import Made, made

__all__ = ["Made", "made"]
