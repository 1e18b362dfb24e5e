"""Tests in the words of QTI: which items a candidate meets in which order, and what their results come to together."""
