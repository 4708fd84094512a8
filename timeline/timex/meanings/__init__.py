"""What rules mean, in any language: named parts of a match become a TIMEX3 value.

The names of parts are the same in all languages: ``year month day weekday part clock half zone
which count unit ...``; a language's rules only say where they stand.
"""
