"""Centres that share neither people nor trainers do not touch each other: each such part is planned by itself, so that
what suits a crowded region does not decide about a quiet one."""

from collections.abc import Iterable
from dataclasses import replace

from lms.classes.rules.planner.board import Board
from lms.classes.rules.planner.facts import Plan, Wishes, World


def parts_of(world: World, wishes: Wishes) -> list[World]:
    """The world in parts; who can reach no centre is in a part without any."""
    board = Board(world, wishes)
    shared = {frozenset(board.reach(each)) for each in world.people} - {frozenset()}
    if any(each.centre is None for each in world.trainers):
        shared.add(frozenset(world.centre))
    parts = [{each} for each in world.centre]
    for together in shared:
        touched = [each for each in parts if each & together]
        parts = [*(each for each in parts if not each & together), set().union(*touched)]
    return [_part(world, board, each) for each in [*sorted(parts, key=min), set()]]


def _part(world: World, board: Board, centre_ids: set[int]) -> World:
    return replace(
        world,
        centres=tuple(each for each in world.centres if each.id in centre_ids),
        rooms=tuple(each for each in world.rooms if each.centre in centre_ids),
        trainers=tuple(each for each in world.trainers if each.centre in centre_ids or each.centre is None),
        people=tuple(each for each in world.people if set(board.reach(each)) <= centre_ids
                     and bool(board.reach(each)) == bool(centre_ids)),
        standing=tuple(each for each in world.standing if each.centre in centre_ids),
    )  # fmt: skip


def together(plans: Iterable[Plan], world: World) -> Plan:
    """The plans of the parts as one: classes in order of time and place, people in theirs."""
    plans = list(plans)
    proposed = sorted(
        (each for one in plans for each in one.proposed),
        key=lambda each: (each.days, each.centre, each.room or 0, each.standing or 0),
    )
    unplaced = {id: because for one in plans for id, because in one.unplaced.items()}
    order = [each.id for each in sorted(world.people, key=lambda one: one.order) if each.id in unplaced]
    return Plan(tuple(proposed), {id: unplaced[id] for id in order})
