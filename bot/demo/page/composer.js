// The message box: typing, sending, editing an earlier message.
import { byId, element } from "./dom.js";
import { icon } from "./icons.js";

const LONGEST_TEXT = 4096;
const TALLEST_BOX = 168;

export class Composer {
  constructor(actions, menu) {
    this.actions = actions;
    this.menu = menu;
    this.box = byId("message-box");
    this.sendButton = byId("send");
    this.editBar = byId("edit-bar");
    this.editing = null;
    this.sendButton.append(icon("send"));
    this.listen();
    this.grow();
  }

  listen() {
    this.box.addEventListener("input", () => this.typed());
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("blur", () => window.setTimeout(() => this.menu.closeUnlessInside(), 120));
    byId("composer-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
  }

  typed() {
    this.grow();
    this.menu.filter(this.box.value);
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, TALLEST_BOX)}px`;
    this.box.classList.toggle("tall", this.box.scrollHeight > TALLEST_BOX);
    this.sendButton.classList.toggle("ready", this.box.value.trim() !== "");
  }

  key(event) {
    if (event.isComposing) return;
    if (this.menu.key(event)) event.preventDefault();
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && this.editing) this.stopEditing();
    else if (event.key === "ArrowUp" && this.box.value === "") this.editLast(event);
  }

  editLast(event) {
    const last = this.actions.lastOwn();
    if (!last) return;
    event.preventDefault();
    this.startEditing(last);
  }

  async submit() {
    const text = this.box.value.trim();
    if (!text) return this.box.focus();
    const { editing } = this;
    this.clear();
    try {
      if (editing) await this.actions.edit(editing.message.id, text.slice(0, LONGEST_TEXT));
      else for (const part of parts(text)) await this.actions.send(part);
    } catch (error) {
      this.write(text);
      this.actions.failed(error);
    }
  }

  clear() {
    this.stopEditing();
    this.write("");
    this.menu.close();
  }

  /** Put these words into the box, with the cursor behind them. */
  write(text) {
    this.box.value = text;
    this.grow();
  }

  startEditing(bubble) {
    this.editing = bubble;
    const cancel = element("button", { type: "button", class: "round-button", "aria-label": "Stop editing", on: { click: () => this.stopEditing() } }, icon("close"));
    this.editBar.replaceChildren(icon("edit"),
      element("span", { class: "edit-words" }, element("strong", { text: "Editing" }), element("span", { text: bubble.words() })), cancel);
    this.editBar.hidden = false;
    this.write(bubble.words());
    this.box.focus();
  }

  stopEditing() {
    if (!this.editing) return;
    this.editing = null;
    this.editBar.hidden = true;
    this.write("");
    this.box.focus();
  }

  setPlaceholder(words) {
    this.box.placeholder = words || "Message";
  }
}

function parts(text) {
  const found = [];
  for (let at = 0; at < text.length; at += LONGEST_TEXT) found.push(text.slice(at, at + LONGEST_TEXT));
  return found;
}
