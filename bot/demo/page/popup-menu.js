// A small menu beside a button: for one message, or for what can be attached.
import { element } from "./dom.js";
import { icon } from "./icons.js";

let current = null;

/** Open a menu at `anchor`. `items` are {name, label, run, danger}. */
export function openPopup(anchor, items) {
  current?.close();
  const node = element("div", { class: "popup", role: "menu" }, ...items.map((item) => entry(item)));
  const close = (focus = true) => {
    node.remove();
    current = null;
    anchor.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    if (focus) anchor.focus({ preventScroll: true });
  };
  const outside = (event) => { if (!node.contains(event.target)) close(false); };
  current = { close };
  node.addEventListener("keydown", (event) => keys(event, node, close));
  node.addEventListener("click", (event) => { if (event.target.closest("[role=menuitem]")) close(false); });
  document.body.append(node);
  document.addEventListener("pointerdown", outside, true);
  anchor.setAttribute("aria-expanded", "true");
  place(node, anchor.getBoundingClientRect());
  node.firstElementChild.focus({ preventScroll: true });
}

function entry({ name, label, run, danger }) {
  return element("button", { type: "button", role: "menuitem", class: danger ? "danger" : null, on: { click: run } }, icon(name), element("span", { text: label }));
}

function keys(event, node, close) {
  const entries = [...node.children];
  const at = entries.indexOf(document.activeElement);
  if (event.key === "Escape" || event.key === "Tab") close();
  else if (event.key === "ArrowDown") entries[(at + 1) % entries.length].focus();
  else if (event.key === "ArrowUp") entries[(at - 1 + entries.length) % entries.length].focus();
  else return;
  event.preventDefault();
}

function place(node, anchor) {
  const { offsetWidth: width, offsetHeight: height } = node;
  const left = Math.max(8, Math.min(anchor.right - width, innerWidth - width - 8));
  const below = anchor.bottom + 6;
  node.style.left = `${left}px`;
  node.style.top = `${below + height < innerHeight - 8 ? below : Math.max(8, anchor.top - height - 6)}px`;
}
