"""Tests of the QTI library: no database, no pages, our own items over the ground that foreign ones cover as well."""
