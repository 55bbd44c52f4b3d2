"""One source, many forms (E24, E55, E57, E59): booklets, manuals, charts and cards of the editions on the pages."""
