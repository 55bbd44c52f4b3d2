"""What works without network: the roll calls of the coming days on the trainer's phone, and sending them later.

Words: *pack* (what a phone takes along), *entry* (one thing done on the phone, with an id that the phone made),
*sync* (the phone sends its entries; each is taken in once). Composition only: the marks belong to attendance."""
