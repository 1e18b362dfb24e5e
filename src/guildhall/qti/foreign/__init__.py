"""Questions out of what item writers really use: GIFT, Aiken, Moodle XML, tables and QTI 1.2, as items."""
