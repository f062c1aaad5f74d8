// Short answers of the bot: toasts that pass, and alerts that wait for an OK.
import { byId, element, showDialog } from "./dom.js";

const SHORTEST_MS = 3000;
const MS_PER_LETTER = 55;
const MOST_AT_ONCE = 3;

/** Show a passing note. */
export function toast(text) {
  const place = byId("notices");
  const note = element("div", { class: "toast", role: "status", "data-testid": "toast", text });
  place.append(note);
  while (place.children.length > MOST_AT_ONCE) place.firstElementChild.remove();
  const leave = () => {
    note.classList.add("leaving");
    window.setTimeout(() => note.remove(), 250);
  };
  note.addEventListener("click", leave);
  window.setTimeout(leave, SHORTEST_MS + text.length * MS_PER_LETTER);
}

/** Show a note that stays until it is confirmed. */
export function alertBox(text, title) {
  const ok = element("button", { type: "submit", class: "solid-button", text: "OK" });
  showDialog(element("dialog", { class: "dialog alert", role: "alertdialog", "aria-labelledby": "alert-title", "aria-describedby": "alert-words", "data-testid": "alert" },
    element("h2", { id: "alert-title", text: title }),
    element("p", { id: "alert-words", class: "dialog-words", text }),
    element("form", { method: "dialog", class: "dialog-end" }, ok)));
}
