"""`template`, `import` and `inbox` on the command line: their options, what they say and how they end."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from etl.commands import importing
from etl.files.journal import ChangingError
from etl.intake.review import large_files
from strategy.texts import count
from tests.etl.conftest import Run
from tests.etl.intake.conftest import keyed

DAY = "2022-06-30"
HEAD = "Mittari;Kausi;Luku\n"


def _counted(lang: str, key: str, number: int, **values: object) -> str:
    filled = "".join(f" {name}={value}" for name, value in values.items())
    assert count(lang, key, number, **values)
    return f"<{key} {number}{filled}>"


@pytest.fixture(autouse=True)
def _by_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.commands.importing.say", keyed)
    monkeypatch.setattr("etl.commands.arguments.say", keyed)
    monkeypatch.setattr("etl.commands.importing.count", _counted)
    monkeypatch.setattr("etl.commands.importing.command_of", lambda data: "BUILD")


OPTIONS = {
    "template": [
        "--sector | sector | None | <intake.command.sector> | needed",
        "-o --output | output | None | <intake.command.output> | needed | Path",
        "--on DAY | on | None | <intake.command.on> | read",
    ],
    "import": [
        "file | None | <intake.command.file> | needed | Path",
        "--dry-run | dry_run | False | <intake.command.dry_run> | flag",
        "--yes | yes | False | <intake.command.yes> | flag",
        "--by ROLE | by |  | <intake.command.by>",
        "--accept-good | accept_good | False | <intake.command.accept_good> | flag",
        "--accept-doubtful | accept_doubtful | False | <intake.command.doubtful> | flag",
        "--build | build | False | <intake.command.build> | flag",
        "--out | out | None | <etl.command.out> | Path",
        "--source | source |  | <intake.command.source>",
        "--known DAY | known | None | <intake.command.known> | read",
    ],
    "inbox": [
        "folder | None | <intake.command.folder> | needed | Path",
        "--once | once | False | <intake.command.once> | flag",
        "--approver | approver | [] | <intake.command.approver>",
        "--accept-at-once | accept_at_once | False | <intake.command.at_once> | flag",
        "--out | out | None | <etl.command.out> | Path",
        "--every S | every | 5.0 | <intake.command.every> | float",
        "--settle S | settle | 2.0 | <intake.command.settle> | float",
    ],
}


def _told(action: argparse.Action) -> str:
    names = " ".join(filter(None, [*action.option_strings, action.metavar if isinstance(action.metavar, str) else ""]))
    said = [names, action.dest, str(action.default), str(action.help), "needed" * action.required]
    said += ["flag" * (action.nargs == 0), getattr(action.type, "__name__", "")]
    return " | ".join([said[0]] * bool(said[0]) + [said[1], said[2], said[3], *filter(None, said[4:])])


@pytest.mark.parametrize("command", OPTIONS)
def test_the_options_of_a_command(command: str) -> None:
    parser = argparse.ArgumentParser(add_help=False)
    importing.ARGUMENTS[command](parser, "fi")
    assert [_told(action).removesuffix("_").replace("read_", "read") for action in parser._actions] == OPTIONS[command]
    assert importing.COMMANDS.keys() == OPTIONS.keys() == importing.ARGUMENTS.keys()


def test_several_approvers_and_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser(exit_on_error=False)
    importing.add_inbox(parser, "fi")
    assert parser.parse_args(["f", "--approver", "a", "--approver", "b"]).approver == ["a", "b"]
    parser = argparse.ArgumentParser(exit_on_error=False)
    importing.add_import(parser, "fi")
    assert parser.parse_args(["f", "--known", "2022-06-30"]).known == date(2022, 6, 30)
    with pytest.raises(argparse.ArgumentError, match="bad_day text=later"):
        parser.parse_args(["f", "--known", "later"])


@pytest.fixture
def bring(small: Path, run: Run, tmp_path: Path) -> object:
    """Import lines of figures with options: the code, the last lines of what is said, and what is said as wrong."""

    def bring_(text: str, *options: str, head: str = HEAD) -> tuple[int, list[str], list[str]]:
        file = tmp_path / "a.csv"
        file.write_text(head + text, "utf-8")
        said = run("import", file, "--data", small, "--lang", "en", "--quiet", *options)
        return said.code, [line for line in said.out.splitlines() if "<" in line], said.err.splitlines()

    return bring_


GOOD, BAD, HALF, SAME = "1.1-c;2021;5\n", "1.1-c;2020;x\n", "1.1-m;2022;5,5\n", "1.1-a;2019;80\n"
YES = ("--yes", "--by", "b", "--known", DAY)
TAKEN = ["<intake.accepted by=b>", "<intake.row_count taken=1 left=0>", "<intake.publish command=BUILD>"]
LOOK = "<intake.look>"
ENDS: list[tuple[str, str, Sequence[str], int, list[str]]] = [
    ("shown alone", GOOD, (), 3, ["<intake.waits>"]),
    ("tried", GOOD, ("--dry-run",), 0, ["<intake.dry>"]),
    ("taken", GOOD, YES, 0, TAKEN),
    ("taken by nobody", GOOD, ("--yes", "--known", DAY), 0, ["<intake.accepted by=<intake.nobody>>", *TAKEN[1:]]),
    ("doubtful", HALF, YES, 3, [LOOK]),
    ("doubtful, shown alone", HALF, (), 3, ["<intake.waits>"]),
    ("doubtful, right", HALF, (*YES, "--accept-doubtful"), 0, TAKEN),
    ("the same", SAME, YES, 0, ["<intake.same>"]),
    ("nothing filled", "1.1-c;2021;\n", YES, 0, ["<intake.unfilled>"]),
    ("good beside bad", GOOD + BAD, YES, 1, []),
    ("the good beside bad", GOOD + BAD, (*YES, "--accept-good"), 0, ["<intake.accepted by=b>",
     "<intake.row_count taken=1 left=1>", "<intake.publish command=BUILD>"]),
    ("the good beside bad, tried", GOOD + BAD, ("--accept-good", "--dry-run"), 0, ["<intake.dry>"]),
    ("bad alone", BAD, (*YES, "--accept-good"), 1, ["<intake.same>"]),
    ("the same beside bad", SAME + BAD, (*YES, "--accept-good"), 0, ["<intake.same>"]),
    ("an unknown source", GOOD, (*YES, "--source", "newspapers"), 2, []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "options", "code", "said"), ENDS, ids=[case[0] for case in ENDS])
def test_how_an_import_ends(
    name: str, text: str, options: Sequence[str], code: int, said: list[str], bring: object
) -> None:
    ended, out, _ = bring(text, *options)  # type: ignore[operator]
    assert (ended, out) == (code, said)


def test_what_is_wrong_is_told_and_laid_beside(bring: object, tmp_path: Path) -> None:
    _, _, err = bring(GOOD + BAD, *YES)  # type: ignore[operator]
    beside = (tmp_path / "a").as_posix()
    assert err[-2:] == [err[-2], f"<intake.coloured file={beside}.check.xlsx>"]
    _, _, err = bring(GOOD + BAD, *YES, "--accept-good")  # type: ignore[operator]
    assert err[-2:] == [
        f"<intake.coloured file={beside}.check.xlsx>",
        f"<intake.quarantined 1 file={beside}.quarantine.csv>",
    ]
    _, _, err = bring(GOOD, "--source", "newspapers")  # type: ignore[operator]
    assert err == ["<intake.unknown_source id=newspapers> <etl.near near=newspaper>"]
    _, _, err = bring(GOOD, "--source", "xyz")  # type: ignore[operator]
    assert err == ["<intake.unknown_source id=xyz>"]


@pytest.mark.parametrize(
    ("arguments", "code", "err"),
    [
        (("import", "{}/nothing.csv"), 74, "<intake.cannot_read file={}/nothing.csv reason="),
        (("template", "--sector", "x", "-o", "{}/a"), 2, "<intake.unknown_sector id=x words=sote, sivistys>"),
        (("template", "--sector", "sote", "-o", "{}/no/a"), 74, "<intake.cannot_write file={}/no/a.xlsx reason="),
        (("inbox", "{}/nowhere"), 2, "<intake.no_inbox folder={}/nowhere>"),
    ],
)
def test_what_cannot_be_done(
    arguments: Sequence[str], code: int, err: str, small: Path, run: Run, tmp_path: Path
) -> None:
    said = run(*(a.format(tmp_path) for a in arguments), "--data", small, "--lang", "en")
    assert said.code == code
    assert said.err.startswith(err.format(tmp_path))


def test_a_template_is_written_for_a_day(small: Path, run: Run, tmp_path: Path) -> None:
    said = run("template", "--sector", "sote", "-o", tmp_path / "a", "--data", small, "--on", DAY)
    assert (said.code, said.out) == (0, f"<intake.written file={tmp_path}/a.xlsx>\n")


def test_while_another_changes_the_data(small: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> object:
        raise ChangingError("x")

    file = tmp_path / "a.csv"
    file.write_text(HEAD + GOOD)
    monkeypatch.setattr("etl.commands.importing.only_change", busy)
    said = run("import", file, "--data", small)
    assert (said.code, said.err) == (75, f"<intake.busy folder={small}>\n")
    for error, answer in ((ChangingError("x"), (75, f"<intake.inbox_busy folder={tmp_path}>\n", "")),
                          (KeyboardInterrupt(), (0, "", "<intake.stopped>\n"))):  # fmt: skip
        monkeypatch.setattr(
            "etl.commands.importing.Inbox", lambda *_, error=error: SimpleNamespace(watch=_raise(error))
        )
        said = run("inbox", tmp_path, "--data", small)
        assert (said.code, said.err, said.out) == answer


def _raise(error: BaseException) -> object:
    def raise_(*_: object) -> None:
        raise error

    return raise_


def test_a_release_is_built_where_it_is_asked_for(
    bring: object, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[tuple[Path, Path, str, bool]] = []

    def build(data: Path, out: Path, lang: str, *, quiet: bool) -> int:
        built.append((data, out, lang, quiet))
        return 9

    monkeypatch.setattr("etl.commands.importing.build", build)
    assert bring(GOOD, *YES, "--build")[0] == 9  # type: ignore[operator]
    assert bring(SAME, *YES, "--build", "--out", str(tmp_path / "o"))[0] == 9  # type: ignore[operator]
    assert bring(SAME, "--dry-run", "--build")[0] == 0  # type: ignore[operator]
    assert built == [(small, small / "releases", "en", True), (small, tmp_path / "o", "en", True)]


ASKED = [((True, True), " Y ", 0), ((True, True), "n", 3), ((False, True), "y", 3), ((True, False), "y", 3)]


@pytest.mark.parametrize(("terminals", "answer", "code"), ASKED)
def test_who_is_there_is_asked(
    terminals: tuple[bool, bool], answer: str, code: int, bring: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(words: str) -> str:
        asked.append(words)
        return answer

    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: terminals[0]))
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminals[1], raising=False)
    monkeypatch.setattr(
        "etl.commands.importing.say",
        lambda lang, key, **v: "y|yes" if key == "intake.agreed" else keyed(lang, key, **v),
    )
    monkeypatch.setattr("builtins.input", ask)
    assert bring(GOOD)[0] == code  # type: ignore[operator]
    assert asked == ["<intake.ask>"] * all(terminals)
    assert bring(HALF)[0] == 3  # type: ignore[operator]


ROW = "2.1-t1,{},{},2020-03-31,stated,statistics,final,high,,902,,,,,,"
LARGE_HEAD = (
    "measure,period,value,known,known_basis,source,quality,confidence,note,area,breakdown,n,missing,day,low,high\n"
)


def test_a_large_file(bring: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(large_files, "LARGE", 0)
    good, bad = ROW.format(2010, 5) + "\n", ROW.format("x", 5) + "\n"

    def ended(text: str, *options: str) -> tuple[int, list[str], list[str]]:
        return bring(text, *options, head=LARGE_HEAD)  # type: ignore[operator,no-any-return]

    assert ended(good, "--source", "x") == (2, [], [f"<intake.large.own file={tmp_path}/a.csv>"])
    assert ended(good, "--known", DAY)[0] == 2
    assert ended(good)[:2] == (3, ["<intake.waits>"])
    assert ended(good + bad, "--yes")[0] == 1
    assert ended(good + bad, "--accept-good", "--dry-run")[:2] == (0, ["<intake.dry>"])
    code, out, err = ended(good + bad, "--accept-good", "--accept-doubtful", "--yes", "--by", "b")
    assert (code, out[-1]) == (0, "<intake.publish command=BUILD>")
    assert err[-1] == f"<intake.quarantined 1 file={tmp_path}/a.quarantine.csv>"
    assert ended(good)[:2] == (0, ["<intake.same>"])
    assert ended(bad, "--accept-good")[:2] == (1, ["<intake.same>"])


def test_as_many_steps_are_told_as_there_are(bring: object, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    @contextmanager
    def steps(lang: str, number: int, *, quiet: bool) -> Iterator[Callable[[str], None]]:
        told.append(f"{lang} {number} {quiet}")
        yield told.append

    monkeypatch.setattr("etl.commands.importing.progress", steps)
    bring(GOOD, *YES)  # type: ignore[operator]
    assert told == ["en 3 True", "record", "file", "compare", "en 1 True", "prove"]
    told.clear()
    monkeypatch.setattr(large_files, "LARGE", 0)
    bring(f"{ROW.format(2010, 5)}\n", head=LARGE_HEAD)  # type: ignore[operator]
    assert told == ["en 2 True", "record", "file"]
