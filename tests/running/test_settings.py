"""Where things are: the file, the environment, and one clear line for whatever cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load


def written(folder: Path, text: str) -> Path:
    file = folder / "dzb.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_everything_has_its_usual_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load() == Settings()
    assert (load().host, load().port, load().channels) == ("127.0.0.1", 8600, ())


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path, 'database = "sqlite:///a.db"\nlisten = "0.0.0.0:80"\nchannels = ["workplace"]\n')
    monkeypatch.setenv("DZB_DATABASE", "postgresql://u:p@h/db")
    settings = load(file)
    assert (settings.database, settings.listen) == ("postgresql://u:p@h/db", "0.0.0.0:80")
    assert settings.channels == ("workplace",)


def test_channels_in_the_environment_are_written_with_commas(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DZB_CHANNELS", "workplace, workplace")
    assert load(written(tmp_path, "")).channels == ("workplace", "workplace")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('databse = "x"\n', ["dzb.toml", "databse", "database"]),
        ("listen = 8600\n", ["listen", "8600", "地址:端口"]),
        ('listen = "127.0.0.1:99999"\n', ["listen", "99999"]),
        ('channels = ["telegram"]\n', ["channels", "telegram", "workplace"]),
        ('clock = "fast"\n', ["clock", "fast", "simulated"]),
        ('time_zone = "Europe/Berlin"\n', ["time_zone", "Europe/Berlin", "Asia/Shanghai"]),
        ("listen 8600\n", ["dzb.toml", "line 1"]),
    ],
)
def test_what_cannot_be_meant_is_said_in_one_line(tmp_path: Path, text: str, said: list[str]) -> None:
    with pytest.raises(SettingsError) as refused:
        load(written(tmp_path, text))
    words = str(refused.value)
    assert "\n" not in words
    assert [part for part in said if part not in words] == []


def test_a_mistyped_variable_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DZB_LISTN", "0.0.0.0:80")
    with pytest.raises(SettingsError, match="DZB_LISTN"):
        load(written(tmp_path, ""))


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="没有找到"):
        load(tmp_path / "other.toml")
