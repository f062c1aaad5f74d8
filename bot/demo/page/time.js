// Moments shown in one time zone: the one of the phone that this page plays.

const LOCALE = "en-GB";
const DAY_MS = 86_400_000;
let zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
let formats = makeFormats();

function makeFormats() {
  const format = (options) => new Intl.DateTimeFormat(LOCALE, { timeZone: zone, ...options });
  return {
    time: format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
    key: new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }),
    date: format({ weekday: "long", day: "numeric", month: "long" }),
    dateWithYear: format({ day: "numeric", month: "long", year: "numeric" }),
    full: format({ dateStyle: "full", timeStyle: "medium" }),
  };
}

/** The IANA name of the zone that times are shown in. */
export const currentZone = () => zone;

/** Show times in another zone; false when this browser does not know it. */
export function useZone(name) {
  const before = zone;
  try {
    zone = name;
    formats = makeFormats();
    return true;
  } catch {
    zone = before;
    return false;
  }
}

/** "07:30" for a moment in milliseconds. */
export const clockTime = (ms) => formats.time.format(ms);

/** "2026-03-09": equal for two moments of the same local day. */
export const dayKey = (ms) => formats.key.format(ms);

/** "Monday 9 March". */
export const longDate = (ms) => formats.date.format(ms);

/** Everything about the moment, for a tooltip. */
export const fullMoment = (ms) => formats.full.format(ms);

/** "Today", "Yesterday", "Monday 9 March", or with its year once that is another one. */
export function dayLabel(ms, now) {
  const key = dayKey(ms);
  if (key === dayKey(now)) return "Today";
  if (key === dayKey(now - DAY_MS)) return "Yesterday";
  return key.slice(0, 4) === dayKey(now).slice(0, 4) ? longDate(ms) : formats.dateWithYear.format(ms);
}

/** "night", "morning", "day" or "evening", for the light on the clock card. */
export function partOfDay(ms) {
  const hour = Number(clockTime(ms).slice(0, 2));
  if (hour < 5 || hour >= 22) return "night";
  if (hour < 10) return "morning";
  return hour < 18 ? "day" : "evening";
}
