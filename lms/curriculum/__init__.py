"""The curriculum as data: modules, programmes, countries, instruments, and their unchangeable published versions.

Words: *programme* → *variant* → *day* → *block* → *module* → *screen*; *edition* (one published version of one piece
of content); *fact* (a value with source and dates, inserted into texts by name)."""
