"""The 33 checks of "every reader, zero warnings", and the tests that prove each.

``conftest.py`` counts them in a run and prints the count; ``test_checks.py`` that none is missing.
"""

#: Number -> what is checked, and the tests of it: module.function.
CHECKS: dict[int, tuple[str, tuple[str, ...]]] = {
    1: ("validators find no fault", ("test_document_checks.test_every_row_of_the_grammar",)),
    2: ("JSON Feed keeps to its schema", ("test_judges.test_json_feed_s_own_schema",)),
    3: (
        "five calendar parsers agree",
        ("test_formats_ical.test_three_parsers", "test_formats_ical.test_five_parsers"),
    ),
    4: ("no forbidden characters", ("test_judges.test_no_parser_stumbles", "test_entry.test_any_")),
    5: (
        "same bytes in another process, zone and locale",
        ("test_formats.test_another_process", "test_formats.test_a_rebuild_gives"),
    ),
    6: (
        "ids for ever",
        (
            "test_update.test_a_changed_drop_is_a_revision",
            "test_merge.test_an_event_keeps_its_id",
            "test_document.test_a_document_keeps_its_id",
            "test_service.test_the_first_story",
        ),
    ),
    7: ("dates plausible, distinct and fixed", ("test_a_year.test_",)),
    8: ("newest told first", ()),
    9: ("self is the address, link the page", ()),
    10: ("plain titles", ("test_text.test_",)),
    11: ("safe HTML, absolute URLs", ("test_entry.test_hostile",)),
    12: ("tags without commas", ()),
    13: ("enclosures", ()),
    14: ("links say what they are", ()),
    15: ("known namespaces", ()),
    16: ("at most 60 entries and 2 MB", ("test_publish.test_a_feed_of_much_text",)),
    17: ("content types", ("test_service.test_a_public_address",)),
    18: ("HEAD is GET without its body", ("test_service.test_a_public_address",)),
    19: (
        "validators",
        (
            "test_service.test_a_public_address",
            "test_service.test_last_modified",
            "test_rendition.test_etags",
        ),
    ),
    20: (
        "they move with a change and only then",
        ("test_feeds_http.test_a_change", "test_service.test_a_change_is_seen"),
    ),
    21: (
        "compressed only when asked",
        ("test_service.test_compression", "test_rendition.test_a_coding"),
    ),
    22: ("how long it may be kept", ("test_feeds_http.test_a_feed_may_be_kept",)),
    23: ("no redirect on canonical URLs", ("test_service.test_a_canonical",)),
    24: (
        "404, 410, 422, 429, Retry-After",
        (
            "test_service.test_what_does_not_exist",
            "test_service.test_a_closed",
            "test_service.test_what_is_asked_wrongly",
            "test_feeds_http.test_too_many",
        ),
    ),
    25: ("CORS", ("test_service.test_a_public_address", "test_service.test_another_page")),
    26: ("found by readers", ("test_discovery.test_", "test_service.test_the_list_of_subscr")),
    27: (
        "the same entries in every reader",
        (
            "test_readers.test_every_reader_shows",
            "test_readers.test_a_parser_sees",
            "test_readers.test_a_reader_keeps",
        ),
    ),
    28: (
        "an unchanged feed is not sent again",
        ("test_readers.test_an_unchanged", "test_readers.test_nothing_resurfaces"),
    ),
    29: ("only what is new is unread", ("test_readers.test_only_what_is_new",)),
    30: (
        "corrected in place",
        ("test_readers.test_a_correction", "test_readers.test_a_corrected"),
    ),
    31: ("what arrives late stands on top", ("test_readers.test_only_what_is_new",)),
    32: ("event dates move nothing", ("test_readers.test_a_date_of_publication",)),
    33: (
        "a 200 never carries an error",
        ("test_service.test_an_error_of_ours", "test_service.test_a_database_that_is_away"),
    ),
}

GROUPS = {"documents": range(1, 17), "HTTP": range(17, 27), "readers": range(27, 34)}
#: Tests of all documents, or of one rule that their first parameter names.
RULES = "test_document_checks.test_"


def numbers(module: str, function: str, rule: int | None) -> list[int]:
    """Return the checks that a test proves."""
    name = f"{module.rpartition('.')[2]}.{function}"
    found = [
        number
        for number, (_, tests) in CHECKS.items()
        if any(name.startswith(test) for test in tests)
    ]
    if name.startswith(RULES):
        found += [rule] if rule else [number for number in GROUPS["documents"] if number != 5]
    return sorted(set(found))


def summary(told: list[tuple[list[int], str]]) -> list[str]:
    """Return a line for each group from the checks and outcomes of tests."""
    lines = []
    for group, members in GROUPS.items():
        outcomes = [outcome for own, outcome in told if set(own) & set(members)]
        seen = {number for own, _ in told for number in own} & set(members)
        if outcomes:
            counts = ", ".join(
                f"{outcomes.count(word)} {word}"
                for word in ("passed", "failed", "skipped", "ruled out by a client")
                if word in outcomes
            )
            lines.append(f"feeds, {group}: {len(seen)} of {len(members)} checks, {counts}")
    return lines
