"""The assessor's area: what the accreditation body reads of this body, for a limited time, and logged."""
