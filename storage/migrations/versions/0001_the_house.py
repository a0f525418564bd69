"""The house: every table from the office's people to the proof of what was done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.append_only import drop_refusals, only_forward, refuse_changes

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:  # noqa: PLR0915 - one statement a table
    """Add what this version brings."""
    op.create_table(
        "absences",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("serial", sa.String(length=24), nullable=False),
        sa.Column("member", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("label", sa.String(length=64), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("first_half", sa.String(length=2), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("last_half", sa.String(length=2), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
        sa.UniqueConstraint("org", "serial", "member", name=op.f("uq_absences_org_serial_member")),
    )
    op.create_index(op.f("ix_absences_org_last_day"), "absences", ["org", "last_day"], unique=False)
    op.create_index(op.f("ix_absences_org_member_last_day"), "absences", ["org", "member", "last_day"], unique=False)
    op.create_table(
        "accounts",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("external", sa.String(length=128), nullable=False),
        sa.Column("member", sa.String(length=64), nullable=False),
        sa.Column("first_seen_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", "channel", "external", name=op.f("pk_accounts")),
    )
    op.create_table(
        "audit",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column(
            "sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("org", "sequence", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_org_about"), "audit", ["org", "about"], unique=False)
    op.create_table(
        "audit_heads",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("org", name=op.f("pk_audit_heads")),
    )
    op.create_table(
        "blobs",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=128), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", "key", name=op.f("pk_blobs")),
    )
    op.create_table(
        "bookings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("serial", sa.String(length=24), nullable=False),
        sa.Column("resource", sa.String(length=64), nullable=False),
        sa.Column("start_at", sa.String(length=32), nullable=False),
        sa.Column("end_at", sa.String(length=32), nullable=False),
        sa.Column("firm", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bookings")),
        sa.UniqueConstraint("org", "serial", "resource", name=op.f("uq_bookings_org_serial_resource")),
    )
    op.create_index(op.f("ix_bookings_org_end_at"), "bookings", ["org", "end_at"], unique=False)
    op.create_index(op.f("ix_bookings_org_resource_end_at"), "bookings", ["org", "resource", "end_at"], unique=False)
    op.create_table(
        "cards",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("receiver", sa.String(length=64), nullable=False),
        sa.Column("is_group", sa.Boolean(), nullable=False),
        sa.Column("about", sa.String(length=24), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("context", sa.JSON(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", "id", name=op.f("pk_cards")),
    )
    op.create_index(op.f("ix_cards_org_about"), "cards", ["org", "about"], unique=False)
    op.create_index(op.f("ix_cards_org_receiver_sequence"), "cards", ["org", "receiver", "sequence"], unique=False)
    op.create_table(
        "counters",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("org", "kind", "year", name=op.f("pk_counters")),
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("member", sa.String(length=64), nullable=False),
        sa.Column("matter", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("asking", sa.JSON(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.String(length=32), nullable=False),
        sa.Column("group_name", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("expires_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_org_member_state"), "drafts", ["org", "member", "state"], unique=False)
    op.create_index(op.f("ix_drafts_org_state_expires_at"), "drafts", ["org", "state", "expires_at"], unique=False)
    op.create_table(
        "duty_slots",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("start_at", sa.String(length=32), nullable=False),
        sa.Column("member", sa.String(length=64), nullable=False),
        sa.Column("end_at", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("leader", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("org", "start_at", "member", name=op.f("pk_duty_slots")),
    )
    op.create_index(op.f("ix_duty_slots_org_end_at"), "duty_slots", ["org", "end_at"], unique=False)
    op.create_table(
        "firings",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("job", sa.String(length=64), nullable=False),
        sa.Column("due", sa.String(length=32), nullable=False),
        sa.Column("fired_at", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", "job", "due", name=op.f("pk_firings")),
    )
    op.create_table(
        "groups",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("org", "name", name=op.f("pk_groups")),
    )
    op.create_table(
        "inbox",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("message_id", sa.String(length=128), nullable=False),
        sa.Column("sender", sa.String(length=128), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("received_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", "channel", "message_id", name=op.f("pk_inbox")),
    )
    op.create_table(
        "ledger",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("book", sa.String(length=16), nullable=False),
        sa.Column("serial", sa.String(length=24), nullable=False),
        sa.Column("member", sa.String(length=64), nullable=False),
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger")),
    )
    op.create_index(op.f("ix_ledger_org_book_at"), "ledger", ["org", "book", "at"], unique=False)
    op.create_index(op.f("ix_ledger_org_serial"), "ledger", ["org", "serial"], unique=False)
    op.create_table(
        "members",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("post", sa.String(length=64), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("service_from", sa.String(length=7), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("org", "account", name=op.f("pk_members")),
    )
    op.create_table(
        "orgs",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("roster_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", name=op.f("pk_orgs")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("receiver", sa.String(length=64), nullable=False),
        sa.Column("is_group", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("about", sa.String(length=24), nullable=False),
        sa.Column("card_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("due_at", sa.String(length=32), nullable=False),
        sa.Column("claimed_until", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("platform_id", sa.String(length=128), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(
        "ix_outbox_dead",
        "outbox",
        ["org", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'dead'"),
        postgresql_where=sa.text("state = 'dead'"),
    )
    op.create_index(
        "ix_outbox_open",
        "outbox",
        ["org", "receiver", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'sending')"),
        postgresql_where=sa.text("state IN ('waiting', 'sending')"),
    )
    op.create_table(
        "places",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("org", "name", name=op.f("pk_places")),
    )
    op.create_table(
        "policies",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("adopted_by", sa.String(length=64), nullable=False),
        sa.Column("adopted_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", "version", name=op.f("pk_policies")),
    )
    op.create_table(
        "requests",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("serial", sa.String(length=24), nullable=False),
        sa.Column("matter", sa.String(length=8), nullable=False),
        sa.Column("applicant", sa.String(length=64), nullable=False),
        sa.Column("entered_by", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("informed", sa.JSON(), nullable=False),
        sa.Column("group_name", sa.String(length=64), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", "serial", name=op.f("pk_requests")),
    )
    op.create_index(op.f("ix_requests_org_applicant_state"), "requests", ["org", "applicant", "state"], unique=False)
    op.create_index(op.f("ix_requests_org_state"), "requests", ["org", "state"], unique=False)
    op.create_table(
        "rooms",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("equipment", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("org", "name", name=op.f("pk_rooms")),
    )
    op.create_table(
        "seals",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("keeper", sa.String(length=64), nullable=False),
        sa.Column("approver", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("org", "name", name=op.f("pk_seals")),
    )
    op.create_table(
        "settings",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("org", "key", name=op.f("pk_settings")),
    )
    op.create_table(
        "stand_ins",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("member", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("stand_in", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("org", "member", "position", name=op.f("pk_stand_ins")),
    )
    op.create_table(
        "units",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("line", sa.String(length=8), nullable=False),
        sa.Column("supervising_leader", sa.String(length=64), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("org", "name", name=op.f("pk_units")),
    )
    op.create_table(
        "vehicles",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("plate", sa.String(length=32), nullable=False),
        sa.Column("model", sa.String(length=32), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("driver", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("org", "plate", name=op.f("pk_vehicles")),
    )
    op.create_table(
        "workplace_entries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("receiver", sa.String(length=64), nullable=False),
        sa.Column("is_group", sa.Boolean(), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.String(length=128), nullable=True),
        sa.Column("outbox_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("painted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("card_id", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=24), nullable=False),
        sa.Column("delivered", sa.Boolean(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("repainted_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workplace_entries")),
        sa.UniqueConstraint("org", "message_id", name=op.f("uq_workplace_entries_org_message_id")),
        sa.UniqueConstraint("org", "outbox_id", name=op.f("uq_workplace_entries_org_outbox_id")),
    )
    op.create_index(op.f("ix_workplace_entries_org_card_id"), "workplace_entries", ["org", "card_id"], unique=False)
    op.create_index(
        op.f("ix_workplace_entries_org_receiver_is_group_id"),
        "workplace_entries",
        ["org", "receiver", "is_group", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_workplace_entries_org_revision"), "workplace_entries", ["org", "revision"], unique=False)
    op.create_table(
        "workplace_reading",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("receiver", sa.String(length=64), nullable=False),
        sa.Column("is_group", sa.Boolean(), nullable=False),
        sa.Column("read_up_to", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("org", "account", "receiver", "is_group", name=op.f("pk_workplace_reading")),
    )
    op.create_table(
        "workplace_revisions",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("value", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("org", name=op.f("pk_workplace_revisions")),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("serial", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["org", "serial"], ["requests.org", "requests.serial"], name=op.f("fk_decisions_org_serial")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_org_serial"), "decisions", ["org", "serial"], unique=False)
    op.create_table(
        "steps",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("serial", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("approvers", sa.JSON(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("article", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("opened_at", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["org", "serial"], ["requests.org", "requests.serial"], name=op.f("fk_steps_org_serial")
        ),
        sa.PrimaryKeyConstraint("org", "serial", "position", name=op.f("pk_steps")),
    )
    op.create_index(op.f("ix_steps_org_state"), "steps", ["org", "state"], unique=False)
    dialect = op.get_bind().dialect.name
    guards = [*refuse_changes(dialect, "audit"), *refuse_changes(dialect, "decisions")]
    for statement in [*guards, *only_forward(dialect, "audit_heads", "sequence")]:
        op.execute(statement)


def downgrade() -> None:  # noqa: PLR0915 - one statement a table
    """Take it away again."""
    op.drop_index(op.f("ix_steps_org_state"), table_name="steps")
    op.drop_table("steps")
    op.drop_index(op.f("ix_decisions_org_serial"), table_name="decisions")
    op.drop_table("decisions")
    op.drop_table("workplace_revisions")
    op.drop_table("workplace_reading")
    op.drop_index(op.f("ix_workplace_entries_org_revision"), table_name="workplace_entries")
    op.drop_index(op.f("ix_workplace_entries_org_receiver_is_group_id"), table_name="workplace_entries")
    op.drop_index(op.f("ix_workplace_entries_org_card_id"), table_name="workplace_entries")
    op.drop_table("workplace_entries")
    op.drop_table("vehicles")
    op.drop_table("units")
    op.drop_table("stand_ins")
    op.drop_table("settings")
    op.drop_table("seals")
    op.drop_table("rooms")
    op.drop_index(op.f("ix_requests_org_state"), table_name="requests")
    op.drop_index(op.f("ix_requests_org_applicant_state"), table_name="requests")
    op.drop_table("requests")
    op.drop_table("policies")
    op.drop_table("places")
    op.drop_index(
        "ix_outbox_open",
        table_name="outbox",
        sqlite_where=sa.text("state IN ('waiting', 'sending')"),
        postgresql_where=sa.text("state IN ('waiting', 'sending')"),
    )
    op.drop_index(
        "ix_outbox_dead",
        table_name="outbox",
        sqlite_where=sa.text("state = 'dead'"),
        postgresql_where=sa.text("state = 'dead'"),
    )
    op.drop_table("outbox")
    op.drop_table("orgs")
    op.drop_table("members")
    op.drop_index(op.f("ix_ledger_org_serial"), table_name="ledger")
    op.drop_index(op.f("ix_ledger_org_book_at"), table_name="ledger")
    op.drop_table("ledger")
    op.drop_table("inbox")
    op.drop_table("groups")
    op.drop_table("firings")
    op.drop_index(op.f("ix_duty_slots_org_end_at"), table_name="duty_slots")
    op.drop_table("duty_slots")
    op.drop_index(op.f("ix_drafts_org_state_expires_at"), table_name="drafts")
    op.drop_index(op.f("ix_drafts_org_member_state"), table_name="drafts")
    op.drop_table("drafts")
    op.drop_table("counters")
    op.drop_index(op.f("ix_cards_org_receiver_sequence"), table_name="cards")
    op.drop_index(op.f("ix_cards_org_about"), table_name="cards")
    op.drop_table("cards")
    op.drop_index(op.f("ix_bookings_org_resource_end_at"), table_name="bookings")
    op.drop_index(op.f("ix_bookings_org_end_at"), table_name="bookings")
    op.drop_table("bookings")
    op.drop_table("blobs")
    op.drop_table("audit_heads")
    op.drop_index(op.f("ix_audit_org_about"), table_name="audit")
    op.drop_table("audit")
    op.drop_table("accounts")
    op.drop_index(op.f("ix_absences_org_member_last_day"), table_name="absences")
    op.drop_index(op.f("ix_absences_org_last_day"), table_name="absences")
    op.drop_table("absences")
    for table in ("audit", "decisions", "audit_heads"):
        for statement in drop_refusals(op.get_bind().dialect.name, table):
            op.execute(statement)
