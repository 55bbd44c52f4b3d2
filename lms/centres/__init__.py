"""Where classes are held: providers and their licences, centres, rooms.

Words: *provider* (who may train), *centre* (a place, known by its code), *room* (seats = area ÷ 1 m², at most 25)."""
