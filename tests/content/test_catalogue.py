"""A broken content folder is refused, and the refusal says which file, which key and what to write."""

import shutil
import struct
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from content import catalogue
from content.error import ContentError
from content.picture import PNG_SIGNATURE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content with the smallest pictures, to be broken."""
    shutil.copytree(catalogue.CONTENT / "exercises", tmp_path / "exercises")
    (tmp_path / "pictures").mkdir()
    for exercise_id in catalogue.load().exercises:
        (tmp_path / "pictures" / f"{exercise_id}_1.png").write_bytes(png())
    return tmp_path


def png(width: int = 4, height: int = 3) -> bytes:
    """The beginning of a PNG file of this size."""
    return PNG_SIGNATURE + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"\x08\x02\x00\x00\x00"


MP4 = struct.pack(">I8s", 24, b"ftypisom")


def change(folder: Path, old: str, new: str, exercise_id: str = "press") -> None:
    """Replace `old` in one exercise file."""
    path = folder / "exercises" / f"{exercise_id}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_content_as_it_is_has_no_problem() -> None:
    assert catalogue.problems() == []


def test_nobody_can_change_the_catalogue() -> None:
    loaded = catalogue.load()
    with pytest.raises(TypeError):
        loaded.exercises["press"] = loaded.exercises["swimmer"]  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        loaded.guides["press"].name = "Push"  # type: ignore[misc]


BROKEN = {
    "an id that is not the file's name": ('id = "press"', 'id = "pres"', "id: write 'press'"),
    "no id": ('id = "press"\n', "", "id: it is missing"),
    "an unknown tier": ("tier = 1", "tier = 4", "tier: write a whole number from 1 to 3, not 4"),
    "a tier that is no number": ("tier = 1", "tier = true", "tier: write a whole number from 1"),
    "an unknown side": ('side = "both"', 'side = "left"', "side: write one of both, each"),
    "an unknown caution": ('["supine"]', '["back"]', "cautions: write one of flex"),
    "cautions that are no list": ('["supine"]', '"supine"', "cautions: write a list of flex"),
    "a word for a dose": ('"3x3", "3x5"', '"three", "3x5"', "ladder: write 'three' as 3x5"),
    "a hold without seconds": ('"3x3", "3x5"', '"3", "3x5"', "ladder: write '3' as 3x5"),
    "no dose of zero": ('"3x3", "3x5"', '"0x3", "3x5"', "ladder: write '0x3' as 3x5"),
    "a hold of 16 seconds": ('"8x7"', '"8x16"', "ladder: keep '8x16' within"),
    "11 repetitions": ('"8x7"', '"11x5"', "ladder: keep '11x5' within"),
    "a falling ladder": ('"3x3", "3x5"', '"3x5", "3x3"', "ladder: dose 2 changes the loaded time by -6 s"),
    "a leaping ladder": ('"4x5", "5x5"', '"8x5", "5x5"', "ladder: dose 3 changes the loaded time by 25 s"),
    "a dose named twice": ('"3x3", "3x5"', '"3x3", "3x3", "3x5"', "ladder: name each dose once"),
    "an empty ladder": ("ladder = [", "ladder = []\nladders = [", "ladder: write a list with"),
    "a base beside the ladder": ('base = "5x5"', 'base = "5x6"', "base: write one of the ladder's doses"),
    "a pace for a hold": ("tier = 1", "tier = 1\nseconds_per_rep = 2", "seconds_per_rep: remove it"),
    "a slip in a key": ("cue =", "queue =", "words.queue: remove it"),
    "a missing text": ("cue =", "queue =", "words.cue: it is missing"),
    "an empty text": ('name = "Floor press"', 'name = ""', "words.name: write a text"),
    "a text with a blank at its end": ('"Floor press"', '"Floor press "', "words.name: write a text"),
    "too long a name": ('"Floor press"', '"Floor press with your right hand on"', "words.name: shorten it"),
    "a single step": ("steps = [", 'steps = ["One."]\nsteps_more = [', "words.steps: write 3 to 6 steps"),
    "a promise": ("A mat on a firm floor.", "A mat. It cures.", "words.wording: say it without 'cure'"),
    "a placeholder": ("A mat on a firm floor.", "A {thing}.", "words.wording: say it without braces"),
    "no words": ("[words]", "[word]", "words: it is missing; add a table [words]"),
    "no TOML": ("tier = 1", "tier =", "file: make it readable TOML"),
    "a place that is taken": ("place = 1", "place = 2", "place: choose another than 2, which belongs to"),
    "a name that is taken": ('"Floor press"', '"Swimmer"', "name: choose another than 'Swimmer'"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "problem"), BROKEN.values(), ids=BROKEN)
def test_a_broken_exercise_file_is_refused(folder: Path, old: str, new: str, problem: str) -> None:
    change(folder, old, new)
    found = catalogue.problems(folder)
    assert any(problem in line for line in found), found
    assert all(line.startswith("content/exercises/") for line in found)
    with pytest.raises(ContentError):
        catalogue.load(folder)


def test_all_problems_are_named_at_once(folder: Path) -> None:
    change(folder, "tier = 1", "tier = 9")
    change(folder, 'name = "Swimmer"', 'name = ""', "swimmer")
    (folder / "pictures" / "bird_dog_1.png").unlink()
    found = catalogue.problems(folder)
    assert [line.split(":")[0] for line in found] == [
        "content/exercises/press.toml",
        "content/exercises/swimmer.toml",
        "content/pictures/bird_dog_1.png",
    ]


def test_an_error_names_file_key_and_remedy(folder: Path) -> None:
    change(folder, "tier = 1", "tier = 9")
    with pytest.raises(ContentError) as caught:
        catalogue.load(folder)
    error = caught.value
    assert (error.file, error.key) == ("content/exercises/press.toml", "tier")
    assert error.remedy == "write a whole number from 1 to 3, not 9"


def test_the_poses_beside_an_exercise_are_left_to_the_illustrator(folder: Path) -> None:
    (folder / "exercises" / "press.poses.toml").write_text("[camera]\nyaw = 0\n")
    assert catalogue.problems(folder) == []


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert catalogue.problems(tmp_path) == ["content/exercises: folder: put at least one exercise file here"]


BAD_PICTURES = {
    "a text": ("press_1.png", b"not a picture", "this is no PNG"),
    "a cut file": ("press_1.png", png()[:20], "this is no PNG"),
    "nothing": ("press_1.png", b"", "this is no PNG"),
    "a line": ("press_1.png", png(2100, 100), "make its sides more alike than 2100 x 100"),
    "no pixel": ("press_1.png", png(0, 100), "make its sides more alike"),
    "a wall": ("press_1.png", png(6000, 6000), "make it smaller"),
    "a PNG as loop": ("press_loop.mp4", png(), "this is no MP4"),
    "a mirrored loop that is none": ("press_loop_mirror.mp4", b"????", "this is no MP4"),
    "an unknown exercise": ("push_1.png", png(), "name it like press_1.png"),
    "a gap in the numbers": ("press_17.png", png(), "name it like press_1.png"),
}


@pytest.mark.parametrize(("name", "content", "problem"), BAD_PICTURES.values(), ids=BAD_PICTURES)
def test_a_broken_picture_is_refused(folder: Path, name: str, content: bytes, problem: str) -> None:
    (folder / "pictures" / name).write_bytes(content)
    found = catalogue.problems(folder)
    assert len(found) == 1
    assert found[0].startswith(f"content/pictures/{name}: file: ")
    assert problem in found[0]


def test_pictures_are_found_by_their_names(folder: Path) -> None:
    pictures = folder / "pictures"
    for name in ("1.png", "2.png", "easier.png", "1_mirror.png", "2_mirror.png"):
        (pictures / f"side_leg_raise_{name}").write_bytes(png())
    for name in ("loop.mp4", "loop_mirror.mp4"):
        (pictures / f"side_leg_raise_{name}").write_bytes(MP4)
    guide = catalogue.load(folder).guides["side_leg_raise"]
    assert [still.path.name for still in guide.stills] == ["side_leg_raise_1.png", "side_leg_raise_2.png"]
    assert guide.loop is not None
    assert guide.loop.moving
    assert not guide.stills[0].moving
    mirrored = [picture.path.name for picture in guide.pictures(mirror=True).all()]
    assert mirrored == [
        "side_leg_raise_1_mirror.png",
        "side_leg_raise_2_mirror.png",
        "side_leg_raise_loop_mirror.mp4",
        "side_leg_raise_easier.png",
    ]


def test_the_digest_follows_the_content(folder: Path) -> None:
    path = folder / "pictures" / "press_1.png"
    path.write_bytes(png(4, 3))
    before = catalogue.load(folder).guides["press"].stills[0].digest
    path.write_bytes(png(4, 4))
    after = catalogue.load(folder).guides["press"].stills[0].digest
    assert len(before) == 64
    assert before != after


def test_words_that_would_not_fit_a_caption_are_refused(folder: Path) -> None:
    for step in ("Breathe in and let your back go loose.", "Keep pressing and keep breathing."):
        change(folder, step, "y" * 160)
    change(folder, "Out as you press, then small, easy breaths.", "y" * 160)
    found = catalogue.problems(folder)
    assert len(found) == 1
    assert "words.steps: shorten name, position, steps and breathing from" in found[0]


def test_an_exercise_that_the_days_name_cannot_be_missing(folder: Path) -> None:
    (folder / "exercises" / "curl_reach.toml").unlink()
    (folder / "pictures" / "curl_reach_1.png").unlink()
    assert catalogue.problems(folder) == [
        "content/exercises/curl_reach.toml: file: put it back: the days of the programme name it"
    ]


def test_an_exercise_that_no_day_holds_is_refused(folder: Path) -> None:
    text = (folder / "exercises" / "press.toml").read_text(encoding="utf-8")
    text = text.replace('id = "press"', 'id = "push"').replace("place = 1\n", "place = 50\n")
    text = text.replace('position = "supine"', 'position = "chair"').replace("Floor press", "Push")
    (folder / "exercises" / "push.toml").write_text(text, encoding="utf-8")
    (folder / "pictures" / "push_1.png").write_bytes(png())
    assert catalogue.problems(folder) == [
        "content/exercises/push.toml: id: name it in a day of bot/domain/programme.py, or nobody ever sees it"
    ]


def test_an_order_that_lies_down_twice_is_refused(folder: Path) -> None:
    change(folder, "place = 4\n", "place = 40\n", "curl_reach")
    assert catalogue.problems(folder) == [
        "content/exercises/curl_reach.toml: place: move it before chair_arch: supine comes before chair"
    ]
