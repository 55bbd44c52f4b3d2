"""Questions that come and go as GIFT, Moodle XML or a spreadsheet. Every format speaks one language at a time and is
read into the same items; what a format cannot say is told, never dropped in silence."""
