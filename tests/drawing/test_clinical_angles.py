"""The angles of clinical.md section 2, measured on the drawn joints of the committed poses."""

from itertools import pairwise

import numpy as np
import pytest

from content.drawing import measure
from tests.drawing.conftest import Drill

Drills = dict[str, Drill]


def test_the_gap_under_the_back_closes_in_the_floor_press(drills: Drills) -> None:
    press = drills["press"]
    hollow, flat = press.body("hollow"), press.body("flat")
    assert measure.lumbar_gap(hollow) >= 0.030
    assert measure.lumbar_gap(flat) <= 0.012
    tilt = press.stage.poses["hollow"].value("pitch") - press.stage.poses["flat"].value("pitch")
    assert 9 <= tilt <= 16


def test_the_gap_only_shrinks_on_the_way(drills: Drills) -> None:
    moments = {f: body for f, (_, body) in drills["press"].moments.items() if f.start != f.end}
    steps = sorted(moments, key=lambda f: f.share if f.end == "hollow" else 1 - f.share)
    gaps = [measure.lumbar_gap(moments[frame]) for frame in steps]
    assert all(b >= a - 1e-3 for a, b in pairwise(gaps))


def test_only_the_pelvis_and_the_small_of_the_back_move_in_the_floor_press(drills: Drills) -> None:
    hollow, flat = (drills["press"].body(n).skeleton.joints for n in ("hollow", "flat"))
    for joint in ("ankle_l", "ankle_r", "wrist_r", "head"):
        assert np.linalg.norm(hollow[joint] - flat[joint]) < 0.03, joint


@pytest.mark.parametrize("side", ["l", "r"])
def test_both_legs_are_held_at_45_degrees_and_straight(drills: Drills, side: str) -> None:
    body = drills["legs_hold"].body("raised")
    assert measure.slope(body.skeleton, f"hip_{side}", f"ankle_{side}") == pytest.approx(45, abs=3)
    assert measure.hip(body.skeleton, side)[0] >= 30
    assert measure.knee(body.skeleton, side) <= 5
    assert measure.lumbar_gap(body) <= 0.012


def test_crossing_legs_stay_high_and_pass_each_other_both_ways(drills: Drills) -> None:
    scissors = drills["scissors"]
    for name, under, over in (("left_under", "l", "r"), ("right_under", "r", "l")):
        body = scissors.body(name).skeleton
        assert measure.slope(body, f"hip_{under}", f"ankle_{under}") >= 30
        assert body.joints[f"ankle_{under}"][2] < body.joints[f"ankle_{over}"][2] - 0.05
        assert body.joints["ankle_l"][1] < body.joints["ankle_r"][1], "the left foot is to the right"
    apart = scissors.body("open").skeleton.joints
    assert 0.17 <= apart["ankle_l"][1] - apart["ankle_r"][1] <= 0.30


@pytest.mark.parametrize("name", ["curl_reach", "curl_hands_waist"])
def test_the_curl_is_30_to_45_degrees_with_the_small_of_the_back_down(drills: Drills, name: str) -> None:
    body = drills[name].body("curl")
    assert 30 <= measure.trunk_curl(body.skeleton) <= 45
    assert measure.lumbar_gap(body) <= 0.012
    assert measure.lowest(body, "waist") <= 0.005


def test_the_curl_reaches_past_the_knees_with_straight_arms(drills: Drills) -> None:
    body = drills["curl_reach"].body("curl").skeleton
    assert body.joints["fingers_r"][0] > body.joints["knee_r"][0] - 0.06
    assert measure.elbow(body, "r") <= 5
    assert measure.shoulder(body, "r")[0] == pytest.approx(60, abs=6)


@pytest.mark.parametrize("name", ["curl_reach", "curl_hands_waist"])
def test_the_head_never_touches_the_knees(drills: Drills, name: str) -> None:
    for _, body in drills[name].moments.values():
        joints = body.skeleton.joints
        assert np.linalg.norm(joints["crown"] - joints["knee_r"]) > 0.30


def test_the_top_leg_rises_35_degrees_with_the_pelvis_upright(drills: Drills) -> None:
    raised = drills["side_leg_raise"].body("raised").skeleton
    assert measure.hip(raised, "r")[1] == pytest.approx(35, abs=3)
    assert abs(raised.frames["pelvis"][2, 1]) > 0.98, "hips stacked"
    assert abs(raised.frames["foot_r"][2, 0]) < 0.3, "toes point forward, not up"


def test_both_legs_lift_10_to_20_cm_pressed_together(drills: Drills) -> None:
    start, raised = (drills["side_double_leg"].body(n) for n in ("start", "raised"))
    lift = measure.lowest(raised, "foot_l") - measure.lowest(start, "foot_l")
    assert 0.10 <= lift <= 0.20
    gap = np.linalg.norm(raised.skeleton.joints["ankle_l"] - raised.skeleton.joints["ankle_r"])
    assert gap < 0.075
    assert 8 <= measure.hip(raised.skeleton, "r")[0] <= 15


@pytest.mark.parametrize(
    ("name", "side"), [("prone_leg", "r"), ("prone_both_legs", "l"), ("prone_both_legs", "r")]
)
def test_a_prone_leg_rises_10_to_15_cm_and_stays_long(drills: Drills, name: str, side: str) -> None:
    start, lift = (drills[name].body(n) for n in ("start", "lift"))
    rise = lift.skeleton.joints[f"ankle_{side}"][2] - start.skeleton.joints[f"ankle_{side}"][2]
    assert 0.10 <= rise <= 0.15
    assert measure.knee(lift.skeleton, side) <= 5
    hips = abs(lift.skeleton.joints["pelvis"][2] - start.skeleton.joints["pelvis"][2])
    assert hips < 0.01, "the hip bones stay on the roll"


def test_the_chest_rises_10_to_15_cm_with_the_neck_in_line(drills: Drills) -> None:
    start, arch = (drills["prone_arch"].body(n).skeleton for n in ("start", "arch"))
    rise = measure.breastbone(arch)[2] - measure.breastbone(start)[2]
    assert 0.10 <= rise <= 0.15
    assert -22 <= measure.head_against_chest(arch) <= 5
    assert measure.lowest(drills["prone_arch"].body("arch"), "foot") <= 0.005


def test_propped_on_the_forearms_the_chest_is_no_higher_than_in_the_exercise(drills: Drills) -> None:
    stage = drills["prone_arch"].easier
    start, sphinx = (stage.body(name) for name in ("start", "sphinx"))
    rise = measure.breastbone(sphinx.skeleton)[2] - measure.breastbone(start.skeleton)[2]
    assert 0.05 <= rise <= 0.15
    assert measure.lowest(sphinx, "upper") <= 0.006, "elbows on the floor"


def test_the_swimmer_keeps_the_feet_down_and_the_chest_low(drills: Drills) -> None:
    swimmer = drills["swimmer"]
    flat = measure.breastbone(swimmer.body("start").skeleton)[2]
    for _, body in swimmer.moments.values():
        assert measure.lowest(body, "foot_l") <= 0.005
        assert measure.lowest(body, "foot_r") <= 0.005
        assert 0.05 <= measure.breastbone(body.skeleton)[2] - flat <= 0.10


def test_the_swimmers_arms_go_forward_out_and_back(drills: Drills) -> None:
    bodies = [drills["swimmer"].body(name).skeleton for name in ("forward", "out", "hips")]
    assert measure.shoulder(bodies[0], "r")[0] > 160
    assert measure.shoulder(bodies[1], "r")[1] > 75
    reach = bodies[2].joints["wrist_r"] - bodies[2].joints["shoulder_r"]
    assert reach[0] < -0.3, "hands back towards the hips"
    assert measure.elbow(bodies[2], "r") == pytest.approx(38, abs=6)


def test_bird_dog_leg_trunk_and_arm_are_on_one_line(drills: Drills) -> None:
    body = drills["bird_dog"].body("reach").skeleton
    assert abs(measure.slope(body, "hip_r", "ankle_r")) <= 5
    assert abs(measure.slope(body, "shoulder_l", "wrist_l")) <= 8
    # An arm is 12 cm longer than a thigh, so a level back still climbs a little towards the shoulders.
    assert abs(measure.slope(body, "pelvis", "nape")) <= 16
    assert measure.knee(body, "r") <= 5
    assert measure.elbow(body, "l") <= 10
    assert body.frames["hand_l"][2, 0] > 0.9, "thumb up"


def test_all_fours_start_has_square_hips_knees_and_shoulders(drills: Drills) -> None:
    body = drills["bird_dog"].body("start").skeleton
    for side in "lr":
        assert measure.knee(body, side) == pytest.approx(90, abs=4)
        assert abs(abs(measure.slope(body, f"hip_{side}", f"knee_{side}")) - 90) <= 5
        assert measure.shoulder(body, side)[0] == pytest.approx(90, abs=8)
        assert measure.elbow(body, side) <= 10


def test_the_chest_sinks_5_to_8_cm_between_the_arms_on_the_breath_in(drills: Drills) -> None:
    chair = drills["chair_arch"]
    level, sunk = (chair.body(n).skeleton for n in ("level", "sunk"))
    assert 0.05 <= measure.breastbone(level)[2] - measure.breastbone(sunk)[2] <= 0.08
    poses = chair.stage.poses
    extension = sum(poses["level"].value(r) - poses["sunk"].value(r) for r in ("lumbar", "thorax"))
    assert 12 <= extension <= 20
    assert poses["sunk"].value("breath") == 1
    for side in "lr":
        assert abs(abs(measure.slope(level, f"hip_{side}", f"knee_{side}")) - 90) <= 5


def test_the_side_turn_bends_and_turns_about_20_degrees_with_both_palms_down(drills: Drills) -> None:
    turn = drills["side_turn"]
    pose = turn.stage.poses["turned"]
    assert 15 <= -(pose.value("lumbar_side") + pose.value("thorax_side")) <= 22
    assert 10 <= -(pose.value("lumbar_twist") + pose.value("thorax_twist")) <= 18
    joints = turn.body("turned").skeleton.joints
    assert joints["gaze"][1] < joints["head"][1], "the nose turns towards the right hip"
    for _, body in turn.moments.values():
        for side in "lr":
            assert measure.lowest(body, f"hand_{side}") < 0.02
