"""The figure itself: bones, joints, contacts, canvas and mirror, at every moment of every loop."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from content.drawing import check, measure
from content.drawing.flesh import ball_indices, build
from content.drawing.plates import EXERCISES
from content.drawing.pose import Pose, mirrored, other_side
from content.drawing.skeleton import stand
from content.drawing.stage import SIZE
from content.drawing.still import arrow_track
from tests.drawing.conftest import Drill

Drills = dict[str, Drill]
each_exercise = pytest.mark.parametrize("name", EXERCISES)
PLANTED = {
    "press": ("ankle_l", "ankle_r", "wrist_r"),
    "curl_reach": ("ankle_l", "ankle_r"),
    "curl_hands_waist": ("ankle_l", "ankle_r"),
    "side_leg_raise": ("wrist_r", "ankle_l"),
    "side_double_leg": ("wrist_r",),
    "bird_dog": ("wrist_r", "knee_l", "ankle_l"),
    "chair_arch": ("wrist_l", "wrist_r", "knee_l", "knee_r", "ankle_l", "ankle_r"),
    "side_turn": ("wrist_l", "wrist_r", "knee_l", "knee_r", "ankle_l", "ankle_r"),
}


def test_no_pose_has_a_problem() -> None:
    assert check.problems() == []


@each_exercise
def test_bones_keep_their_length_through_the_loop(drills: Drills, name: str) -> None:
    for _, body in drills[name].moments.values():
        for bone, length in measure.bone_lengths(body.skeleton).items():
            assert length == pytest.approx(measure.TRUE_LENGTHS[bone[:-2]], abs=1e-4)


@each_exercise
def test_every_moment_stays_within_human_range(drills: Drills, name: str) -> None:
    for frame, (pose, _) in drills[name].moments.items():
        for joint, value in measure.joint_values(pose).items():
            assert measure.limits(joint).holds(value), (frame, joint, value)


@each_exercise
def test_nothing_sinks_into_the_floor_at_any_moment(drills: Drills, name: str) -> None:
    for frame, (_, body) in drills[name].moments.items():
        centres, radii = body.balls
        assert (centres[:, 2] - radii).min() > check.SOFT_MAT, frame


@each_exercise
def test_what_touches_at_both_ends_touches_all_the_way(drills: Drills, name: str) -> None:
    for frame, (pose, body) in drills[name].moments.items():
        for item in pose.rest:
            height = float(item.partition("@")[2] or 0)
            gap = measure.lowest(body, item.partition(":")[0]) - height
            assert abs(gap) <= check.TOUCH, (frame, item, gap)


@each_exercise
def test_planted_hands_knees_and_feet_stay_planted(drills: Drills, name: str) -> None:
    bodies = [body.skeleton.joints for _, body in drills[name].moments.values()]
    for joint in PLANTED.get(name, ()):
        places = np.array([joints[joint] for joints in bodies])
        assert np.linalg.norm(places - places[0], axis=1).max() <= 0.010, joint


@each_exercise
def test_no_joint_jumps_between_frames_and_the_loop_closes(drills: Drills, name: str) -> None:
    drill = drills[name]
    order = [*drill.frames, drill.frames[0]]
    for before, after in pairwise(order):
        a, b = (drill.moments[frame][1].skeleton.joints for frame in (before, after))
        worst = max(float(np.linalg.norm(a[joint] - b[joint])) for joint in a)
        assert worst <= 0.11, (before, after, worst)


@each_exercise
def test_a_move_starts_and_ends_softly(drills: Drills, name: str) -> None:
    drill = drills[name]
    path = drill.plate.loop.path
    moving = [f for f in drill.moments if {f.start, f.end} == {path[0], path[1]}]
    moving.sort(key=lambda frame: frame.step)
    joints = [drill.moments[frame][1].skeleton.joints for frame in moving]
    way = np.array([max(float(np.linalg.norm(b[j] - a[j])) for j in a) for a, b in pairwise(joints)])
    middle = way[len(way) // 2]
    assert way[0] < 0.35 * middle
    assert way[-1] < 0.35 * middle


@each_exercise
def test_the_loop_lasts_four_to_eight_seconds(drills: Drills, name: str) -> None:
    assert 4.0 <= len(drills[name].frames) / 20 <= 8.0


@each_exercise
def test_everything_stays_on_the_canvas_with_a_margin(drills: Drills, name: str) -> None:
    drill = drills[name]
    for frame, (_, body) in drill.moments.items():
        centres, radii = body.balls
        pixels, edge = drill.stage.view.project(centres), (radii * drill.stage.view.scale)[:, None]
        low, high = (pixels - edge).min(axis=0) / SIZE, (pixels + edge).max(axis=0) / SIZE
        assert low.min() >= check.MARGIN, frame
        assert high.max() <= 1 - check.MARGIN, frame


@each_exercise
def test_arrows_stay_on_the_canvas_and_off_the_step_number(drills: Drills, name: str) -> None:
    drill = drills[name]
    steps = [(drill.stage, step) for step in drill.plate.steps] + [(drill.easier, drill.plate.easier)]
    for stage, step in steps:
        for arrow in step.arrows:
            points = arrow_track(stage, step, arrow)
            share = points / SIZE
            assert share.min() >= check.MARGIN, (step.pose, points)
            assert share.max() <= 1 - check.MARGIN, (step.pose, points)
            assert np.linalg.norm(points - 58, axis=1).min() > 34 + 12, step.pose


@each_exercise
def test_no_limb_goes_through_another(drills: Drills, name: str) -> None:
    """Legs, arms and head may press together but not pass through; the flesh gives 2 cm."""
    limbs = {
        "leg_l": ("shank_l", "foot_l"),
        "leg_r": ("shank_r", "foot_r"),
        "arm_l": ("fore_l", "hand_l"),
        "arm_r": ("fore_r", "hand_r"),
        "head": ("head",),
    }
    index = {k: np.concatenate([ball_indices(part) for part in parts]) for k, parts in limbs.items()}
    for frame, (_, body) in drills[name].moments.items():
        centres, radii = body.balls
        for a, b in combinations(limbs, 2):
            gaps = np.linalg.norm(centres[index[a]][:, None] - centres[index[b]][None], axis=2)
            gaps -= radii[index[a]][:, None] + radii[index[b]][None]
            assert gaps.min() > -0.020, (frame, a, b)


def test_a_mirrored_pose_is_the_mirror_image_of_the_body(drills: Drills) -> None:
    mirror = np.array([-1.0, 1.0, 1.0])
    for drill in drills.values():
        for pose in drill.stage.poses.values():
            here, there = stand(pose).joints, stand(mirrored(pose)).joints
            for joint, place in here.items():
                np.testing.assert_allclose(place * mirror, there[other_side(joint)], atol=1e-9)


def test_a_mirrored_surface_is_the_mirror_image_too() -> None:
    pose = Pose("side", {"lumbar_side": 9, "hip_out_r": 30, "neck_twist": 20, "breath": 1})
    here, there = build(pose).balls, build(mirrored(pose)).balls
    flipped = {tuple(np.round([-x, y, z, r], 6)) for (x, y, z), r in zip(*here, strict=True)}
    assert flipped == {tuple(np.round([x, y, z, r], 6)) for (x, y, z), r in zip(*there, strict=True)}
