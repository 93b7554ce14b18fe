# SPDX-License-Identifier: Apache-2.0
"""Reads a table of states and actions as the tests write it out, and plays it cell by cell."""

from __future__ import annotations

from typing import Callable

from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException

from .case import Case

# The whole code of each last segment, a leading Cmk left out, that stands in a cell.
CODES = {
    code.rpartition(".")[2].removeprefix("Cmk"): code
    for code in (
        "ResourceUnavailable.CmkDisabled", "ResourceUnavailable.CmkArchived", "ResourceUnavailable.CmkStateNotSupport",
        "ResourceUnavailable.KeyPendingDelete", "ResourceUnavailable.CmkShouldBeDisabled",
        "ResourceUnavailable.CmkNotPendingDelete", "UnsupportedOperation.NotExternalCmk",
        "ResourceUnavailable.DataKeyDisabled", "ResourceUnavailable.DataKeyPendingDelete",
        "ResourceUnavailable.DataKeyNotPendingDelete", "ResourceUnavailable.DataKeyStateNotSupport",
    )
}


def cells(table: str) -> list[tuple[str, str, str]]:
    """State, action and outcome of each cell, state by state. The first line names the states."""
    head, *lines = [line for line in table.strip().splitlines() if line.strip()]
    states = [name.strip() for name in head.split("|")][1:]
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    assert all(len(row) == len(states) + 1 for row in rows), "a row has as many cells as there are states"
    return [(state, row[0], row[1 + column]) for column, state in enumerate(states) for row in rows]


class StateTableCase(Case):
    """Plays tables. An outcome is `ok` (the state stays), `> State`, or a last segment of CODES."""

    def play(
        self, table: str, bring: Callable[[str], str], actions: dict[str, Callable[[str], object]],
        state_of: Callable[[str], str],
    ) -> None:
        """Brings a key into each state, carries out each action, and compares.

        `bring` takes a state and returns the ID of a key in it.
        """
        played = cells(table)
        self.assertEqual({action for _, action, _ in played}, set(actions), "table and actions belong together")
        for state, action, outcome in played:
            with self.subTest(state=state, action=action):
                key = bring(state)
                try:
                    actions[action](key)
                    found = "ok"
                except TencentCloudSDKException as error:
                    found = str(error.get_code())
                after = state_of(key)
                if outcome.startswith(">"):
                    self.assertEqual((found, after), ("ok", outcome.removeprefix(">").strip()))
                else:
                    expected = "ok" if outcome == "ok" else CODES[outcome]
                    self.assertEqual((found, after), (expected, state))
