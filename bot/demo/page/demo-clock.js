// The demo's clock: it runs on from the last moment that the server told.
import { byId, element } from "./dom.js";
import { icon } from "./icons.js";
import { clockTime, dayKey, fullMoment, longDate, partOfDay } from "./time.js";

export class DemoClock {
  constructor(onNewDay) {
    this.onNewDay = onNewDay;
    this.ahead = 0;
    this.card = document.querySelector(".clock-card");
    this.card.append(element("div", { class: "sky", "aria-hidden": "true" }, icon("sun"), icon("moon")));
    window.setInterval(() => this.draw(), 1000);
  }

  /** The demo's present moment in milliseconds. */
  now() {
    return Date.now() + this.ahead;
  }

  /** Set the clock to a moment given as an ISO text. */
  set(iso) {
    const told = Date.parse(iso);
    if (Number.isNaN(told)) return;
    const jumped = Math.abs(told - this.now()) > 60_000;
    this.ahead = told - Date.now();
    this.draw();
    if (jumped) this.flash();
  }

  flash() {
    this.card.classList.remove("jumped");
    void this.card.offsetWidth;
    this.card.classList.add("jumped");
  }

  draw() {
    const now = this.now();
    const time = clockTime(now);
    const day = dayKey(now);
    if (time === this.shownTime && day === this.shownDay) return;
    byId("clock-time").textContent = time;
    byId("clock-time").setAttribute("datetime", new Date(now).toISOString());
    byId("clock-date").textContent = longDate(now);
    byId("clock").title = fullMoment(now);
    byId("chip-time").textContent = time;
    this.card.dataset.part = partOfDay(now);
    const isNewDay = this.shownDay !== day;
    this.shownTime = time;
    this.shownDay = day;
    if (isNewDay) this.onNewDay();
  }

  /** The zone changed: draw even if the minute did not. */
  redraw() {
    this.shownTime = this.shownDay = null;
    this.draw();
  }
}
