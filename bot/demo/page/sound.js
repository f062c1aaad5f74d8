// A soft two-note chime, made here; off until somebody turns it on.

const KEY = "lumbo-demo-sound";
const NOTES = [[659.26, 0], [987.77, 0.09]];
let context = null;
let isOn = localStorage.getItem(KEY) === "on";

export const soundIsOn = () => isOn;

/** Turn the chime on or off and remember it. */
export function setSound(on) {
  isOn = on;
  localStorage.setItem(KEY, on ? "on" : "off");
  if (on) ding();
}

/** Play the chime if it is on. */
export function ding() {
  if (!isOn) return;
  context ??= new AudioContext();
  context.resume().then(() => NOTES.forEach(([pitch, delay]) => note(pitch, context.currentTime + delay)), () => {});
}

function note(pitch, at) {
  const tone = new OscillatorNode(context, { type: "sine", frequency: pitch });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.09, at + 0.012);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.55);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + 0.6);
}
