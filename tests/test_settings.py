import os

import pytest

from timeline.errors import SettingsError
from timeline.settings import MOST, Settings, read, reschedule


def write(folder, text):
    path = folder / "timeline.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_missing_file_means_defaults(tmp_path):
    assert read(tmp_path / "timeline.toml") == read() == Settings()


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "timeline.toml")
    with pytest.raises(SettingsError, match=r"timeline\.toml: is not a regular file; put"):
        read(tmp_path / "timeline.toml")


def test_every_section_can_be_set(tmp_path):
    settings = read(
        write(
            tmp_path,
            """
            [site]
            base_url = "https://example.org/olympics/"
            title = "Newsroom"
            language = "it"
            story = "a-story"
            [seeds]
            folder = "drops"
            [database]
            url = "postgresql+psycopg://news@db/news"
            [schedule]
            cron = "*/5 * * * *"
            [limits]
            drop_bytes = 1000
            """,
        )
    )
    assert settings.site.base_url == "https://example.org/olympics"
    assert str(settings.seeds.folder) == "drops"
    assert settings.schedule.cron == "*/5 * * * *"
    assert settings.limits.drop_bytes == 1000


def test_the_environment_overrules_the_file(tmp_path):
    path = write(tmp_path, '[database]\nurl = "sqlite:///a.db"')
    settings = read(
        path,
        {
            "TIMELINE_DATABASE": "sqlite:///b.db",
            "TIMELINE_SEEDS": "elsewhere",
            "TIMELINE_BUCKET": "s3://drops/in",
            "TIMELINE_BASE_URL": "http://localhost:8000",
        },
    )
    assert settings.database.url == "sqlite:///b.db"
    assert str(settings.seeds.folder) == "elsewhere"
    assert settings.seeds.bucket == "s3://drops/in"
    assert settings.site.base_url == "http://localhost:8000"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[site]\ntitle = 1", "timeline.toml:2: site.title: 1: input should be a valid string"),
        (
            "[site]\n\ncolour = 1",
            "timeline.toml:3: site.colour: unknown key; there are: base_url, title, language,",
        ),
        ("[sight]\ntitle = 1", "toml:1: sight: unknown key; there are: site, seeds, database,"),
        (
            "[sight]\n[site]\ncolour = 1",
            "timeline.toml:1: sight: unknown key; there are: site, seeds, database, schedule,",
        ),
        (
            "seeds.bucket = 's3://key:secret@drops'",
            "give s3://BUCKET or s3://BUCKET/PREFIX, and nothing secret",
        ),
        ("seeds.bucket = 'drops'", "seeds.bucket: 'drops': give s3://BUCKET"),
        ("seeds.bucket = 'zip://a::s3://drops'", "give s3://BUCKET"),
        ('[site]\nfolder = "x"', "timeline.toml:2: site.folder: belongs in [seeds]"),
        ("every = 5", "timeline.toml:1: every: belongs in [schedule]"),
        ("site.language = 'fr'", "toml:1: site.language: 'fr': input should be 'en' or 'it'"),
        ('[site]\nbase_url = "example.org"', "site.base_url: 'example.org': give a URL"),
        ("[site]\nbase_url = 'http://a/b?c'", "site.base_url"),
        ('[site]\nhub = "hub.example"', "site.hub: 'hub.example': give a URL"),
        ('[database]\nurl = "mysql://x"', "'mysql://x': give sqlite:///FILE or postgresql://"),
        ('[schedule]\nevery = 5\ncron = "* * * * *"', "schedule: give either every or cron"),
        ("[schedule]\nevery = 0", "schedule.every: 0: input should be greater than or equal to 1"),
        ("schedule = 3", "timeline.toml:1: schedule: give a table, [schedule]"),
        ("[site", "timeline.toml:1: is not TOML"),
        ("\n\nx = ", "timeline.toml:3: is not TOML"),
    ],
)
def test_an_error_names_file_key_value_and_what_is_allowed(tmp_path, text, said):
    with pytest.raises(SettingsError) as caught:
        read(write(tmp_path, text))
    assert said in str(caught.value)
    assert caught.value.path == str(tmp_path / "timeline.toml")


def test_every_fault_is_told_with_where_it_is(tmp_path):
    path = write(tmp_path, "[site]\nlanguage = 'fr'\n[limits]\nuploads = 0")
    variables = {"TIMELINE_DATABASE": "oracle://x", "TIMELINE_BASE_URL": "here"}
    with pytest.raises(SettingsError) as caught:
        read(path, variables)
    assert str(caught.value).splitlines() == [
        "TIMELINE_BASE_URL: site.base_url: 'here': give a URL such as https://example.org/olympics",
        f"{path}:2: site.language: 'fr': input should be 'en' or 'it'",
        (
            "TIMELINE_DATABASE: database.url: 'oracle://x': give sqlite:///FILE or "
            "postgresql://USER@HOST/NAME"
        ),
        f"{path}:4: limits.uploads: 0: input should be greater than 0",
    ]


def test_of_many_faults_the_first_are_told(tmp_path):
    path = write(tmp_path, "\n".join(f"{name} = 1" for name in "abcdefgh"))
    with pytest.raises(SettingsError) as caught:
        read(path)
    *told, last = str(caught.value).splitlines()
    assert (len(told), last) == (MOST, f"and {8 - MOST} more")


def test_a_password_is_not_told():
    with pytest.raises(SettingsError, match=r"'postgres://news:\*\*\*@db/news': give sqlite"):
        read(None, {"TIMELINE_DATABASE": "postgres://news:s3/cr@t!@db/news"})


def test_a_broken_variable_is_told_too():
    with pytest.raises(SettingsError, match=r"database\.url"):
        read(None, {"TIMELINE_DATABASE": "oracle://x"})


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        read(tmp_path)
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b'[site]\ntitle = "\xe9"')
    with pytest.raises(SettingsError, match="not UTF-8"):
        read(latin)


def test_another_schedule_can_be_given():
    settings = reschedule(read(), {"cron": "*/5 * * * *"})
    assert settings.schedule.cron == "*/5 * * * *"
    with pytest.raises(SettingsError, match="schedule: every: 0"):
        reschedule(settings, {"every": 0})
