// Building elements without ever turning a string into markup.

/** Make an element. `on` holds listeners, `text` its text; null and false attributes are left out. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") listen(node, value);
    else if (name === "text") node.textContent = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function listen(node, listeners) {
  for (const [event, handler] of Object.entries(listeners)) node.addEventListener(event, handler);
}

/** The element with this id; a missing one is a mistake in the page, so it throws. */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`the page has no element #${id}`);
  return node;
}

/** True when the person asked their system for less movement. */
export function wantsLessMotion() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Say a sentence to a screen reader without showing it. */
export function announce(sentence) {
  const announcer = byId("announcer");
  announcer.textContent = "";
  window.setTimeout(() => { announcer.textContent = sentence; }, 60);
}

/** Open a modal dialog, removed from the page again once it closes. */
export function showDialog(dialog) {
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  dialog.showModal();
}
