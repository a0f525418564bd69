"""What a regulation declares of a kind of request (事项): its form, its route, its words. The house does the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from handlers.engine import moves
from handlers.engine.absence import Absence, DutySlot
from handlers.engine.booking import Booking
from handlers.engine.content import Button, Choice, Field, Input
from handlers.engine.facts import Facts
from handlers.engine.ledger import Ledger
from handlers.engine.paper import Paper
from handlers.engine.request import Request, Step, Verdict

Slots = Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """The one thing to ask next: of which slot, in what words, with which answers as buttons, and why it is asked."""

    slot: str
    text: str
    choices: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Fault:
    """Why it cannot be filed like this, in one sentence that says what to do instead."""

    text: str


@dataclass(frozen=True)
class Notice:
    """Words to one member (account) or to the office's contact ("").

    `{serial}` in the text stands for the request's number, which a plan does not have yet. `card` is the number of
    another request that the receiver can move on now: its card comes along.
    """

    to: str
    text: str
    card: str = ""


@dataclass(frozen=True)
class Plan:
    """What submitting would do: shown on the check card first, carried out on 提交.

    `form` is kept in the request; `steps` and `informed` are its route; `fields` are the check card's lines; `notes`
    are sentences to read before submitting, `notices` go out with it. `settled` is true where whoever submits it is
    its approver, writing down an approval given by telephone (rules M20-6); `at_once` where nobody may be kept waiting
    by a check card (an emergency, rules M17-3). `amends` is the number of a request that it changes instead of filing a
    new one: `form` then holds what changes, and `steps`, where there are any, take the place of what is still to come.
    """

    title: str
    form: Mapping[str, Any]
    steps: tuple[Step, ...]
    informed: tuple[str, ...]
    fields: tuple[Field, ...]
    notes: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    settled: bool = False
    at_once: bool = False
    amends: str = ""


@dataclass(frozen=True)
class Finish:
    """How an approved request ended: what it says now, the event in its book, and who is told what."""

    form: Mapping[str, Any]
    event: str
    words: str
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Offer:
    """What the card of an open task offers: a sentence, the buttons, and a text field or a selection beside them."""

    text: str
    buttons: tuple[Button, ...]
    input: Input | None = None
    choice: Choice | None = None


@dataclass(frozen=True)
class Handled:
    """What came of a tap on a task: the form as it is now, the words for the record, and who is told what.

    `done` is false where the task goes on (a checklist half ticked): the step stays open. `verdict` is DO where the
    work was done, RETURN where the applicant has to change something (`words` says what), REJECT where it ends here.
    The house says nothing beside the cards: whoever is to hear of it is in `notices`. `route`, where there is one,
    takes the place of the steps still to come: who drives is known only when the car has been assigned.
    """

    form: Mapping[str, Any]
    words: str
    notices: tuple[Notice, ...] = ()
    done: bool = True
    verdict: Verdict = Verdict.DO
    route: tuple[Step, ...] | None = None


class Task(Protocol):
    """Work on a request that is not a decision: assigning a car, stamping, bringing a car back."""

    def offer(self, request: Request, facts: Facts) -> Offer:
        """What its card offers now."""
        ...

    def handle(self, request: Request, tapped: Tapped, facts: Facts) -> Handled | Fault:
        """What a tap on it does, or why it cannot be done."""
        ...


@dataclass(frozen=True)
class Tapped:
    """What was tapped on a task's card, by whom, with what in the text field and the selection."""

    actor: str
    button: str
    words: str = ""
    choice: str = ""


class Matter(Protocol):
    """A kind of request. Everything here is a pure function of what is handed in."""

    code: str
    """Prefix of its serials, e.g. QJ."""
    name: str
    """How people call it, e.g. 请假."""
    book: str
    """The ledger it is written into, e.g. 请假台账."""
    ledger: Ledger
    """What that ledger's columns are, and which of them have a total."""
    intent: str
    """What language calls it, e.g. leave."""
    finish: str
    """The button that ends an approved one when it has been carried out, e.g. 销假; "" where there is none."""
    tasks: Mapping[str, Task]
    """The work that its routes name, by the name of the step."""

    changes: str
    """Examples of how a line of its form is changed in words, for the answer to 修改."""
    takes_files: bool
    """Whether a file sent while its form is open belongs to it (slot `files`: name and key each)."""
    recallable: bool
    """Whether one that is on record (RECORDED) may be taken back by whoever put it there."""
    free_slot: str
    """The slot that free words at the check card fill while it is empty, e.g. reason; "" where none is filled so."""

    def is_meant(self, text: str) -> bool:
        """Whether these words begin this matter although language, which knows no regulation, says otherwise."""
        ...

    def is_given_up(self, text: str) -> bool:
        """Whether these words as a whole give up what was asked for (不用车了)."""
        ...

    def starting(self, text: str, slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
        """The slots a form begins with: what the words alone do not say is looked up (whose, an extension of which)."""
        ...

    def merged(self, slots: Slots, changes: Slots) -> dict[str, Any]:
        """The slots after an answer or a correction; what a new value makes untrue is dropped."""
        ...

    def question(self, slots: Slots, facts: Facts, applicant: str) -> Question | None:
        """The first thing still missing, or None where it can be checked and submitted."""
        ...

    def plan(self, slots: Slots, facts: Facts, applicant: str) -> Plan | Fault:
        """What submitting these slots would do, or why they cannot be submitted."""
        ...

    def title(self, request: Request, facts: Facts) -> str:
        """The headline of the card that a decider gets."""
        ...

    def lines(self, request: Request, facts: Facts) -> tuple[Field, ...]:
        """What a decider needs to know, in at most eight lines, freshly computed from the facts."""
        ...

    def brief(self, request: Request, facts: Facts) -> str:
        """One line that begins with the applicant's name, without the reason: for groups, lists, digests (rules X6)."""
        ...

    def finishing(self, request: Request, slots: Slots, facts: Facts) -> Finish | Fault:
        """What carrying out means for an approved request (a return from leave), or why it cannot be ended yet."""
        ...

    def following(self, request: Request, words: str, facts: Facts) -> Handled | Fault:
        """What news about it (续报) adds: the form as it is then, and who is told (rules M17-3)."""
        ...

    def on_record(self, request: Request, facts: Facts) -> Offer:
        """What the applicant's own card says and offers where nobody has to decide (state RECORDED)."""
        ...

    def has_begun(self, request: Request) -> bool:
        """Whether a part of what was approved has been carried out, so that it cannot be annulled any more."""
        ...

    def consequences(self, before: Request, after: Request, facts: Facts) -> tuple[Notice, ...]:
        """Who else hears of a move on it, beside the people of its route: the driver of a trip that was given up."""
        ...

    def due_from(self, request: Request, facts: Facts) -> datetime | None:
        """From when on whoever has it is reminded: work for a later day is not asked for today. None: at once."""
        ...

    def uncovered(self, request: Request, facts: Facts) -> tuple[DutySlot, ...]:
        """Duty shifts that nobody would serve: as long as there are any it cannot be finally approved (M19-4)."""
        ...

    def absences(self, request: Request, facts: Facts) -> tuple[Absence, ...]:
        """The absences that the request means as it stands now: what other regulations can see of it."""
        ...

    def bookings(self, request: Request, facts: Facts) -> tuple[Booking, ...]:
        """What the request takes for a time, wished for or firm; empty for most matters."""
        ...

    def slots(self, request: Request) -> Slots:
        """The slots that would fill the form of this request again, for one that was returned for change."""
        ...

    def entry(self, request: Request, facts: Facts) -> Mapping[str, Any]:
        """The request's line in its book, columns in the order of the printed form."""
        ...

    def papers(self, request: Request, facts: Facts) -> tuple[Paper, ...]:
        """The forms that can be printed of it (假条, 派车单); empty for most matters."""
        ...


class PlainMatter:
    """What most matters leave as it is; a regulation inherits it and says only what is its own."""

    finish = ""
    changes = "“时间改成后天上午”“去向改成县里”"
    takes_files = False
    free_slot = ""
    recallable = False
    tasks: Mapping[str, Task] = {}
    ledger = Ledger()

    def is_meant(self, text: str) -> bool:
        """Language knows every way in which it is asked for."""
        return False

    def is_given_up(self, text: str) -> bool:
        """Only by the words that give up anything (撤回)."""
        return False

    def merged(self, slots: Slots, changes: Slots) -> dict[str, Any]:
        """A change replaces what was said; None takes it away."""
        return {name: value for name, value in {**slots, **changes}.items() if value is not None}

    def finishing(self, request: Request, slots: Slots, facts: Facts) -> Finish | Fault:
        """Nothing is left to be done after the decision."""
        return Fault(f"{request.serial} 不需要再办理。")

    def following(self, request: Request, words: str, facts: Facts) -> Handled | Fault:
        """News belongs to emergencies alone."""
        return Fault(f"{request.serial} 不是突发情况，不用续报；需要说明请用“备注 {request.serial} …”。")

    def on_record(self, request: Request, facts: Facts) -> Offer:
        """It is on record under its number, and that is all."""
        return Offer(f"已登记，编号 {request.serial}。", ())

    def has_begun(self, request: Request) -> bool:
        """Once the first work after the last decision is done."""
        return moves.has_begun(request)

    def consequences(self, before: Request, after: Request, facts: Facts) -> tuple[Notice, ...]:
        """Nobody else."""
        return ()

    def due_from(self, request: Request, facts: Facts) -> datetime | None:
        """At once."""
        return None

    def uncovered(self, request: Request, facts: Facts) -> tuple[DutySlot, ...]:
        """It takes nobody from duty."""
        return ()

    def absences(self, request: Request, facts: Facts) -> tuple[Absence, ...]:
        """Nobody is away because of it."""
        return ()

    def bookings(self, request: Request, facts: Facts) -> tuple[Booking, ...]:
        """It takes nothing."""
        return ()

    def papers(self, request: Request, facts: Facts) -> tuple[Paper, ...]:
        """It has no printed form."""
        return ()
