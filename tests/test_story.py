from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from timeline.errors import StoryError, UnknownStoryError
from timeline.story import find, load, read
from timeline.types import Name

ROOT = Path(__file__).parent.parent


def write(folder, text, name="a-story.toml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_story_is_one_file(tmp_path):
    story = read(
        write(
            tmp_path,
            """
            title = "A story"
            description = "What it is about."
            language = "en"
            timezone = "Europe/Rome"
            excluded = ["fashion week"]
            [terms]
            "Winter Games" = 0.5
            [actors]
            "Giuseppe Sala" = ["Sala"]
            [places]
            "Milan" = ["Milano"]
            [dates]
            "ceremony" = 2026-02-06
            "Winter Games" = "2026-02-06/2026-02-22"
            [publishers]
            "www.apnews.com" = "AP News"
            """,
        )
    )
    assert story.slug == "a-story"
    assert story.zone == ZoneInfo("Europe/Rome")
    assert story.terms == (("Winter Games", 0.5),)
    assert story.names == (
        Name("Giuseppe Sala", "actor", ("Sala",)),
        Name("Milan", "place", ("Milano",)),
    )
    assert story.named_dates == (
        ("Winter Games", "2026-02-06/2026-02-22"),
        ("ceremony", "2026-02-06"),
    )
    assert story.publishers == {"apnews.com": "AP News"}


def test_a_title_and_one_term_are_enough(tmp_path):
    # some editors begin a file with a byte order mark
    story = read(write(tmp_path, '\ufefftitle = "A story"\nterms = {"Games" = 1}'))
    assert (story.language, story.zone.key, story.excluded) == ("en", "UTC", ())


def test_a_term_may_be_called_as_a_key_is(tmp_path):
    story = read(write(tmp_path, 'title = "x"\n[terms]\nlanguage = 0.5\ntitle = 1'))
    assert dict(story.terms) == {"language": 0.5, "title": 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a-story.toml: title: is missing"),
        (
            'title = "x"\n\n[term]\nGames = 1',
            "a-story.toml:3: term: unknown key; there are: title, description, language, timezone,",
        ),
        (
            'titel = "x"\ntitle = 7\nterms = {a = 1}',
            "a-story.toml:2: title: 7: input should be a valid string",
        ),
        ('title = "x"\nterms = {}', "a-story.toml:2: terms: give at least one word or phrase"),
        ('title = "x"\n[terms]\n" " = 1', "a-story.toml:3: terms. : ' ': is empty; give a word"),
        (
            'title = "x"\nexcluded = ["golf",\n""]\nterms = {a = 1}',
            "a-story.toml:2: excluded.1: '': is empty; give a word or phrase",
        ),
        ('title = "x"\nterms = {a = 1}\n[dates]\n"" = 2026-02-06', "toml:4: dates.: '': is empty"),
        (
            'title = "x"\nterms = {a = 1}\n[actors]\nFIFA = "Fifa"',
            'a-story.toml:4: actors.FIFA: give a list, ["Fifa"]',
        ),
        (
            'title = "x"\n[terms]\na = 1\na = 2',
            "a-story.toml:4: is not TOML: a key or [table] that stands above, too; leave one",
        ),
        ('title = ""\nterms = {a = 1}', "title: '': string should have at least 1"),
        ('title = "x"\nterms = {a = "b"}', "terms.a: 'b': input should be a valid number"),
        ('title = "x"\nterms = {a = nan}', "terms.a: nan: input should be a finite number"),
        (
            'title = "x"\nterms = {a = 1}\ntimezone = "CET+"',
            "timezone: 'CET+': is not a time zone; give one such as Europe/Rome",
        ),
        (
            'title = "x"\nterms = {a = 1}\ntimezone = "../etc/passwd"',
            "timezone: '../etc/passwd': is not a time zone",
        ),
        ('title = "x"\nterms = {a = 1}\nlanguage = "tlh"', "language: 'tlh': give one of en"),
        (
            'title = "x"\nterms = {a = 1}\ndates = {"the day" = "soon"}',
            "dates: 'the day': 'soon' is no date; give 2026-02-06",
        ),
        (
            'title = "x"\nterms = {a = 1}\n[publishers]\nexclude = ["Daily"]',
            "a-story.toml:4: publishers.exclude: give the name to show for that host, ",
        ),
        (
            'title = "x"\n[terms]\na = 1\nexcluded = ["golf"]',
            "toml:4: terms.excluded: belongs above the first [table]; where it stands it is part",
        ),
        ('[terms]\na = 1\ntitle = "x"', "a-story.toml:3: terms.title: belongs above the first"),
        (
            'title = "x"\n[terms]\na = 1\n[actors]\nexcluded = ["golf"]',
            "a-story.toml:5: actors.excluded: belongs above the first [table]",
        ),
        (
            'title = "x"\n[terms]\na = 1\n[publishers]\ntimezone = "Europe/Rome"',
            "a-story.toml:5: publishers.timezone: belongs above the first [table]",
        ),
        (
            'title = "x"\nterms = {a = 1}\npublishers = "Daily"',
            "publishers: give a table, [publishers]",
        ),
        ('title = "x"\nterms = ["a", "b"]', "a-story.toml:2: terms: give a table, [terms]"),
        ('title = "x"\nterms = {a = 1}\ncolour = 1', "colour: 1: unknown key"),
        ("title = 'x", "a-story.toml:1: is not TOML"),
    ],
)
def test_an_error_names_file_key_value_and_what_is_allowed(tmp_path, text, said):
    with pytest.raises(StoryError) as caught:
        read(write(tmp_path, text))
    assert said.replace("colour: 1:", "colour:") in str(caught.value)


def test_a_slug_goes_into_urls_so_its_letters_are_few(tmp_path):
    with pytest.raises(StoryError, match="lower-case words"):
        read(write(tmp_path, 'title = "x"', name="Ä Story.toml"))


def test_stories_come_by_file_name(tmp_path):
    for slug in ("b", "a"):
        write(tmp_path, f'title = "{slug}"\nterms = {{a = 1}}', name=f"{slug}.toml")
    stories = load(tmp_path)
    assert [story.slug for story in stories] == ["a", "b"]
    assert find(stories, "b").title == "b"


def test_an_unknown_slug_is_told_with_those_there_are():
    with pytest.raises(UnknownStoryError, match=r"'x'; there are: none"):
        find((), "x")


def test_every_configured_story_can_be_read():
    stories = load(ROOT / "config" / "stories")
    assert "milan-cortina-2026-security" in [story.slug for story in stories]


def test_the_story_in_the_documentation_is_one(tmp_path):
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    told = page.split("as short as this:\n\n```toml\n")[1].split("```")[0]
    (tmp_path / "mill-bridge.toml").write_text(told, encoding="utf-8")
    (found,) = load(tmp_path)
    assert found.excluded == ("bridge club",)
