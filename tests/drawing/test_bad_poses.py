"""Bad picture data is refused in one line that names the file, the key and the remedy."""

import subprocess
import sys
from pathlib import Path

import pytest

from content.drawing import __main__ as command
from content.drawing import check
from content.drawing.plates import FOLDER, SUFFIX

GOOD = (FOLDER / f"legs_hold{SUFFIX}").read_text(encoding="utf-8")


def _problems(folder: Path, text: str, name: str = "legs_hold") -> list[str]:
    path = folder / f"{name}{SUFFIX}"
    path.write_text(text, encoding="utf-8")
    return [
        line for line in check.problems(folder) if not line.endswith("the file is missing; draw its poses")
    ]


def test_good_data_pass(tmp_path: Path) -> None:
    assert _problems(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "key", "remedy"),
    [
        ("hip = 32, ankle = 38", "hip = 150, ankle = 38", "pose.raised.hip_l", "a person reaches -30 to 125"),
        ("hip = 32, ankle = 38", "hipp = 32", "pose.raised.hipp", "no such joint"),
        ("elbow = 8,", "elbow = -9,", "pose.start.elbow", "a person reaches"),
        ('rest = ["pelvis:z", ', 'rest = ["tail:z", ', "rest 'tail:z'", "no body part"),
        ('rest = ["pelvis:z", ', 'rest = ["pelvis", ', "rest 'pelvis'", "write group:freedom"),
        ('main = ["abs"]', 'main = ["wings"]', "'wings'", "see content/drawing/muscles.py"),
        ('pose = "raised"', 'pose = "flying"', "'flying'", "add [pose.flying]"),
        ("yaw = 14", "jaw = 14", "'yaw'", "add it"),
        ("hold = [0.7, 1.5]", "hold = [0.7]", "loop.hold", "one number of seconds for each pose"),
        ("[loop]", "[loop", "not valid TOML", "mend the syntax"),
        ("at = [0.58, 0.10, 0.064]", "at = [0.98, 0.10, 0.064]", "pose.one_leg.foot_l.at", "move it closer"),
        ("at = [0.58, 0.10, 0.064]", "at = [0.58, 0.10, -0.05]", "pose.one_leg", "raise it"),
        ("[setting]", "[setting]\nroom = [1.2, 1.1]", "pose.start", "make setting.room smaller"),
    ],
)
def test_each_fault_names_file_key_and_remedy(
    tmp_path: Path, old: str, new: str, key: str, remedy: str
) -> None:
    assert old in GOOD
    lines = _problems(tmp_path, GOOD.replace(old, new, 1))
    assert any(
        line.startswith("legs_hold.poses.toml: ") and key in line and remedy in line for line in lines
    ), lines
    assert all("\n" not in line for line in lines)


def test_an_unknown_exercise_is_refused(tmp_path: Path) -> None:
    lines = _problems(tmp_path, GOOD, name="moonwalk")
    assert any("moonwalk.poses.toml" in line and "unknown exercise id" in line for line in lines)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "press.poses.toml: the file is missing; draw its poses" in check.problems(tmp_path)


def test_the_command_refuses_an_unknown_exercise(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["drawing", "--only", "moonwalk"])
    assert command.main() == 1
    assert "moonwalk: unknown exercise id; use one of press" in capsys.readouterr().out


def test_checking_poses_needs_neither_the_renderer_nor_the_video_library() -> None:
    heavy = "{'numba', 'av', 'PIL', 'resvg_py'}"
    code = f"import sys; from content.drawing import check; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "set()"
