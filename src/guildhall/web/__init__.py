"""The faces of the house: desk, portal, public and assessor's pages that join several rooms. No rule stands here."""
