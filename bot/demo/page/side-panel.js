// The demo's controls: at the side on a wide screen, a sheet from below on a narrow one.
import { byId, element } from "./dom.js";
import { icon } from "./icons.js";
import { CITIES } from "./location-dialog.js";
import { setSound, soundIsOn } from "./sound.js";
import { currentZone } from "./time.js";

const NARROW = "(max-width: 979px)";

export class SidePanel {
  constructor(actions) {
    this.actions = actions;
    this.node = byId("panel");
    this.narrow = window.matchMedia(NARROW);
    this.dressSheet();
    this.dressClock();
    this.dressZones();
    this.dressOptions();
  }

  dressSheet() {
    byId("close-panel").append(icon("close"));
    byId("open-panel").prepend(icon("clock"));
    byId("open-panel").addEventListener("click", () => this.open(true));
    byId("close-panel").addEventListener("click", () => this.open(false));
    byId("panel-backdrop").addEventListener("click", () => this.open(false));
    this.node.addEventListener("keydown", (event) => { if (event.key === "Escape" && this.narrow.matches) this.open(false); });
    this.narrow.addEventListener("change", () => this.open(false, false));
    this.open(false, false);
  }

  open(isOpen, moveFocus = true) {
    const asSheet = this.narrow.matches;
    this.node.classList.toggle("open", isOpen);
    this.node.inert = asSheet && !isOpen;
    byId("panel-backdrop").hidden = !(asSheet && isOpen);
    byId("open-panel").setAttribute("aria-expanded", String(isOpen));
    if (moveFocus && asSheet) byId(isOpen ? "close-panel" : "open-panel").focus({ preventScroll: true });
  }

  dressClock() {
    for (const button of this.node.querySelectorAll("[data-step]")) button.addEventListener("click", () => this.step(button));
  }

  async step(button) {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    try {
      await this.actions.moveClock(button.dataset.step);
    } catch (error) {
      this.actions.failed(error);
    }
    button.removeAttribute("aria-busy");
  }

  dressZones() {
    const select = byId("zone");
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
    const known = CITIES.map(([name, , , zone]) => [zone, name]).filter(([zone]) => zone !== own);
    const choices = [[own, `this computer (${own})`], ...known];
    select.append(...choices.map(([zone, name]) => element("option", { value: zone, text: name })));
    select.addEventListener("change", () => this.actions.useZone(select.value));
    this.showZone();
  }

  showZone() {
    byId("zone").value = currentZone();
  }

  dressOptions() {
    const sound = byId("sound");
    sound.prepend(icon("bell"));
    sound.append(element("span", { class: "switch", "aria-hidden": "true" }));
    sound.setAttribute("aria-checked", String(soundIsOn()));
    sound.addEventListener("click", () => {
      setSound(!soundIsOn());
      sound.setAttribute("aria-checked", String(soundIsOn()));
    });
    byId("block").prepend(icon("block"));
    byId("block").addEventListener("click", () => this.actions.block(!this.blocked));
    byId("second-person").prepend(icon("plus"));
  }

  showBlocked(blocked) {
    this.blocked = blocked;
    byId("block").querySelector("span").textContent = blocked ? "Unblock the bot" : "Block the bot";
    byId("block").classList.toggle("danger", !blocked);
  }

  /** List everybody in the demo; this tab's person is marked. */
  showPeople(people, me) {
    const mineFirst = [...people].sort((a, b) => Number(b.id === me) - Number(a.id === me));
    byId("people").replaceChildren(...mineFirst.map((person) => element("li", {}, this.person(person, person.id === me))));
  }

  person({ id, first_name: name }, isMe) {
    const mark = element("span", { class: "person-mark", "aria-hidden": "true", text: [...name][0] ?? "?" });
    const words = element("span", { text: isMe ? `${name} (this tab)` : name });
    return element("a", { class: "panel-row", href: `/?user=${id}`, target: isMe ? null : "_blank", "aria-current": isMe ? "page" : null }, mark, words);
  }
}
