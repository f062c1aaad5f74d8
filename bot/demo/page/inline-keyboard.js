// The buttons below a bubble, and the wait for their answers.
import { element } from "./dom.js";
import { icon } from "./icons.js";

const LONGEST_WAIT_MS = 10_000;
const waiting = new Map();
const answeredEarly = new Set();

/** The bot answered this query: its button stops waiting. */
export function queryAnswered(queryId) {
  const release = waiting.get(queryId);
  if (release) release();
  else answeredEarly.add(queryId);
}

/** The rows of buttons of one message, changed in place so that focus and presses survive an edit. */
export class InlineKeyboard {
  constructor(messageId, actions) {
    this.messageId = messageId;
    this.actions = actions;
    this.node = element("div", { class: "inline-keyboard", role: "group", "aria-label": "Buttons of this message" });
  }

  /** Show these rows. Buttons that stay the same are left alone. */
  show(rows) {
    const hadFocus = this.node.contains(document.activeElement);
    rows.forEach((row, index) => this.showRow(row, index));
    while (this.node.children.length > rows.length) this.node.lastElementChild.remove();
    this.node.hidden = rows.length === 0;
    if (hadFocus && !this.node.contains(document.activeElement)) this.keepFocusNear();
  }

  keepFocusNear() {
    const message = this.node.closest("[data-message-id]");
    (this.node.querySelector(".inline-button") ?? message)?.focus({ preventScroll: true });
  }

  showRow(buttons, row) {
    const line = this.node.children[row] ?? this.node.appendChild(element("div", { class: "button-row" }));
    line.classList.toggle("many", buttons.length > 4);
    buttons.forEach((button, column) => this.showButton(line, button, row, column));
    while (line.children.length > buttons.length) line.lastElementChild.remove();
  }

  showButton(line, button, row, column) {
    const key = JSON.stringify(button);
    const old = line.children[column];
    if (old?.dataset.key === key) return;
    if (old && old.dataset.kind === button.kind && button.kind === "callback") {
      release(old);
      dress(old, button, key);
      return;
    }
    const made = this.make(button, row, column);
    dress(made, button, key);
    if (old) old.replaceWith(made);
    else line.append(made);
  }

  make(button, row, column) {
    if (button.kind === "url") return element("a", { href: safe(button.url), target: "_blank", rel: "noopener noreferrer" });
    const press = button.kind === "copy"
      ? () => this.actions.copy(button.copy ?? "")
      : (event) => this.tap(event.currentTarget, row, column);
    return element("button", { type: "button", on: { click: press } });
  }

  async tap(node, row, column) {
    if (node.getAttribute("aria-busy") === "true") return;
    hold(node);
    try {
      const { query_id: queryId } = await this.actions.tap(this.messageId, row, column);
      waitFor(node, String(queryId));
    } catch (error) {
      release(node);
      this.actions.failed(error);
    }
  }
}

function safe(url) {
  return /^(https?|tg|mailto|tel):/i.test(url ?? "") ? url : "#";
}

function dress(node, button, key) {
  node.className = `inline-button ${button.style ? `style-${button.style}` : "style-plain"}`;
  node.dataset.testid = "inline-button";
  node.dataset.key = key;
  node.dataset.kind = button.kind;
  node.dataset.style = button.style;
  const marks = { url: "link", copy: "copy" };
  const mark = marks[button.kind] ? [icon(marks[button.kind])] : [];
  node.replaceChildren(element("span", { class: "button-label", text: button.text }), ...mark);
}

function hold(node) {
  node.setAttribute("aria-busy", "true");
  node.waitEnds = window.setTimeout(() => release(node), LONGEST_WAIT_MS);
}

function release(node) {
  node.removeAttribute("aria-busy");
  window.clearTimeout(node.waitEnds);
}

function waitFor(node, queryId) {
  if (answeredEarly.delete(queryId)) return release(node);
  waiting.set(queryId, () => {
    waiting.delete(queryId);
    release(node);
  });
  window.setTimeout(() => waiting.delete(queryId), LONGEST_WAIT_MS);
}
