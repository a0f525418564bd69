"""Places of keys and elements in a TOML text."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from handlers.engine.toml_lines import Path, key_lines, line_of

TEXT = '''# comment with [brackets] = and "quotes"
top = 1
["节"]
"甲.乙" = "a # no comment ] = ["  # but this is
'丙' = """
several
lines"""
数 = 1

[["节".rows]]
a.b = [1, 2,

  [3, { x = 1, y = [
    4 ] }],
]
[["节".rows]]
t = 1979-05-27 07:32:00
'''.replace("数 =", "number =")


def test_every_key_and_element_is_found_on_its_line() -> None:
    lines = key_lines(TEXT)
    expected: dict[Path, int] = {
        ("top",): 2,
        ("节",): 3,
        ("节", "甲.乙"): 4,
        ("节", "丙"): 5,
        ("节", "number"): 8,
        ("节", "rows"): 10,
        ("节", "rows", 0): 10,
        ("节", "rows", 0, "a", "b"): 11,
        ("节", "rows", 0, "a", "b", 1): 11,
        ("节", "rows", 0, "a", "b", 2): 13,
        ("节", "rows", 0, "a", "b", 2, 1, "x"): 13,
        ("节", "rows", 0, "a", "b", 2, 1, "y", 0): 14,
        ("节", "rows", 1): 16,
        ("节", "rows", 1, "t"): 17,
    }
    assert {path: lines[path] for path in expected} == expected


def test_every_value_that_the_reader_gives_has_a_line() -> None:
    assert set(paths(tomllib.loads(TEXT))) == set(key_lines(TEXT))


def test_what_is_missing_is_placed_at_what_it_is_missing_from() -> None:
    lines = key_lines(TEXT)
    assert line_of(("节", "nothing"), lines) == 3
    assert line_of(("elsewhere", "nothing"), lines) == 1


KEYS = st.sampled_from(["甲", "乙", "a.b", "#", "[", " "])
VALUES = st.recursive(
    st.one_of(st.integers(), st.booleans(), st.text("甲a#[]{}=,.' \n", max_size=5)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_places_agree_with_the_reader_on_any_shape(document: dict[str, object]) -> None:
    text = "\n".join(f'"{key}" = {written(value)}' for key, value in document.items())
    assert tomllib.loads(text) == document
    assert set(key_lines(text)) == set(paths(document))


def paths(value: object, path: Path = ()) -> list[Path]:
    """The path of everything inside a value, its own included unless it is the whole document."""
    own = [path] if path else []
    if isinstance(value, dict):
        return own + [inner for key, child in value.items() for inner in paths(child, (*path, key))]
    if isinstance(value, list):
        return own + [inner for n, child in enumerate(value) for inner in paths(child, (*path, n))]
    return own


def written(value: object) -> str:
    """A value as TOML, an array over several lines."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\n", "\\n") + '"'
    if isinstance(value, list):
        return "[\n" + ",\n".join(written(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {written(item)}' for key, item in value.items()) + "}"
    return str(value)
