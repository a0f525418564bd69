"""The small subjects: inbox, counters, firings, policies, settings, files, duty, accounts."""

from datetime import UTC, datetime

import pytest

from handlers.engine.absence import DutySlot
from storage import accounts, blobs, counters, duty, firings, inbox, instants, office_settings, policies
from storage.blobs import Blob
from storage.store import Store
from tests.storage.rows import NOON, ORG, after

HOUR = 3600.0


def test_a_message_is_new_once_for_each_channel_and_org(store: Store) -> None:
    receive = lambda uow, org, channel: inbox.first_time(uow, org, channel, "m1", "linf", "text", NOON)  # noqa: E731
    asked = [("a", "wecom"), ("a", "wecom"), ("a", "dingtalk"), ("b", "wecom")]
    assert [store.write(lambda uow, key=key: receive(uow, *key)) for key in asked] == [True, False, True, True]


def test_a_message_whose_handling_failed_is_new_again(store: Store) -> None:
    def job(uow) -> None:
        assert inbox.first_time(uow, ORG, "wecom", "m1", "linf", "text", NOON)
        raise ValueError

    for _ in range(2):
        with pytest.raises(ValueError):
            store.write(job)


def test_numbers_run_from_one_for_each_kind_year_and_org(store: Store) -> None:
    keys = [("a", "QJ", 2026), ("a", "QJ", 2026), ("a", "YC", 2026), ("a", "QJ", 2027), ("b", "QJ", 2026)]
    take = lambda key: store.write(lambda uow: counters.next_number(uow, *key))  # noqa: E731
    assert [take(key) for key in keys] == [1, 2, 1, 1, 1]


def test_a_firing_is_claimed_once_for_each_due_time(store: Store) -> None:
    claim = lambda due: store.write(lambda uow: firings.claim(uow, ORG, "monday", due, after(5), "fired"))  # noqa: E731
    assert [claim(NOON), claim(NOON), claim(after(60))] == [True, False, True]


def test_the_same_moment_in_another_zone_is_the_same_firing(store: Store) -> None:
    claim = lambda due: store.write(lambda uow: firings.claim(uow, ORG, "monday", due, NOON, "fired"))  # noqa: E731
    assert [claim(NOON), claim(NOON.astimezone(UTC))] == [True, False]


def test_the_last_due_time_is_known(store: Store) -> None:
    last = lambda: store.read(lambda uow: firings.last_due(uow, ORG, "monday"))  # noqa: E731
    assert last() is None
    for due in (after(60), NOON):
        store.write(lambda uow, due=due: firings.claim(uow, ORG, "monday", due, NOON, "fired"))
    assert last() == after(60)


def test_every_policy_that_was_in_force_is_kept(store: Store) -> None:
    adopt = lambda text: store.write(lambda uow: policies.adopt(uow, ORG, text, "chenj", NOON))  # noqa: E731
    assert store.read(lambda uow: policies.current(uow, ORG)) is None
    assert [adopt("a"), adopt("a"), adopt("b"), adopt("a")] == [1, 1, 2, 3]
    assert store.read(lambda uow: policies.current(uow, ORG)) == policies.AdoptedPolicy(3, "a", "chenj", NOON)
    assert store.read(lambda uow: policies.version(uow, ORG, 2)) == policies.AdoptedPolicy(2, "b", "chenj", NOON)
    assert store.read(lambda uow: policies.version(uow, ORG, 4)) is None


def test_a_setting_is_what_was_put_last(store: Store) -> None:
    get = lambda: store.read(lambda uow: office_settings.get(uow, ORG, "key", "default"))  # noqa: E731
    seen = [get()]
    for value in ("one", "two", ""):
        store.write(lambda uow, value=value: office_settings.put(uow, ORG, "key", value))
        seen.append(get())
    assert seen == ["default", "one", "two", ""]


def test_a_file_comes_back_as_it_was_and_only_to_its_org(store: Store) -> None:
    blob = Blob("名单.docx", "application/msword", bytes(range(256)))
    key = store.write(lambda uow: blobs.put(uow, ORG, blob, NOON))
    assert store.read(lambda uow: blobs.get(uow, ORG, key)) == blob
    assert store.read(lambda uow: blobs.get(uow, "other", key)) is None


def test_the_same_file_twice_is_one_and_another_name_is_another(store: Store) -> None:
    files = [Blob("a", "t", b"x"), Blob("a", "t", b"x"), Blob("b", "t", b"x"), Blob("a", "t", b"y")]
    one, two, three, four = (store.write(lambda uow, file=file: blobs.put(uow, ORG, file, NOON)) for file in files)
    assert one == two
    assert len({one, three, four}) == 3


def slot(start: float, end: float, member: str = "liuy", leader: str = "yangl") -> DutySlot:
    return DutySlot(after(start * HOUR), after(end * HOUR), "白班", leader, member)


def test_duty_of_an_interval_is_what_has_time_in_common_with_it(store: Store) -> None:
    slots = [slot(0, 8), slot(8, 16), slot(16, 24)]
    store.write(lambda uow: duty.put(uow, ORG, slots))
    within = lambda a, b: store.read(lambda uow: duty.overlapping(uow, ORG, after(a * HOUR), after(b * HOUR)))  # noqa: E731
    assert within(8, 16) == (slots[1],)
    assert within(7, 9) == (slots[0], slots[1])
    assert within(24, 48) == ()
    assert store.read(lambda uow: duty.from_on(uow, ORG, after(8 * HOUR))) == (slots[1], slots[2])


def test_two_can_be_on_duty_together(store: Store) -> None:
    together = [slot(0, 8, "huangy"), slot(0, 8, "liuy")]
    store.write(lambda uow: duty.put(uow, ORG, together))
    assert store.read(lambda uow: duty.from_on(uow, ORG, NOON)) == tuple(together)


def test_the_next_duty_of_somebody_is_the_one_now_or_the_first_to_come(store: Store) -> None:
    slots = [slot(0, 8), slot(8, 16, "huangy"), slot(16, 24), slot(24, 32, "huangy", leader="wangq")]
    store.write(lambda uow: duty.put(uow, ORG, slots))
    following = lambda who, at: store.read(lambda uow: duty.next_of(uow, ORG, who, after(at * HOUR)))  # noqa: E731
    assert [following("liuy", 1), following("liuy", 8), following("liuy", 24)] == [slots[0], slots[2], None]
    assert following("wangq", 0) == slots[3]


def test_a_new_duty_roster_replaces_the_days_that_it_names(store: Store) -> None:
    store.write(lambda uow: duty.put(uow, ORG, [slot(0, 8), slot(24, 32), slot(48, 56)]))
    store.write(lambda uow: duty.put(uow, ORG, [slot(20, 28, "huangy"), slot(30, 40, "huangy")]))
    planned = store.read(lambda uow: duty.from_on(uow, ORG, NOON))
    assert planned == (slot(0, 8), slot(20, 28, "huangy"), slot(30, 40, "huangy"), slot(48, 56))


def test_a_platform_account_leads_to_its_member(store: Store) -> None:
    link = lambda external, member, at: store.write(  # noqa: E731
        lambda uow: accounts.link(uow, ORG, "wecom", external, member, after(at))
    )
    link("u2", "linf", 1)
    link("u1", "linf", 2)
    assert store.read(lambda uow: accounts.member_of(uow, ORG, "wecom", "u1")) == "linf"
    assert store.read(lambda uow: accounts.member_of(uow, ORG, "dingtalk", "u1")) is None
    assert store.read(lambda uow: accounts.externals_of(uow, ORG, "wecom", "linf")) == ("u2", "u1")
    link("u1", "gaof", 3)
    assert store.read(lambda uow: accounts.member_of(uow, ORG, "wecom", "u1")) == "gaof"
    assert store.read(lambda uow: accounts.externals_of(uow, ORG, "wecom", "linf")) == ("u2",)


def test_moments_are_kept_in_the_office_s_zone_and_sort_as_time_does() -> None:
    assert instants.to_text(datetime(2026, 12, 1, 1, tzinfo=UTC)) == "2026-12-01T09:00:00+08:00"
    moments = [after(0), after(0.000001), after(0.5), after(1), after(59.999999), after(60), after(HOUR)]
    texts = [instants.to_text(moment) for moment in moments]
    assert sorted(texts) == texts
    assert [instants.from_text(text) for text in texts] == moments
    assert max(map(len, texts)) <= 32


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        instants.to_text(datetime(2026, 12, 1))  # noqa: DTZ001
