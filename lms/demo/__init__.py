"""The demo world: four centres, some three hundred people, a year of classes. Shaped like the report (85 % men, 97 % to
the Russian Federation, most departures in March and April) and built through the same actions that pages call."""
