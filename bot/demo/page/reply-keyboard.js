// The bot's suggested answers under the message box.
import { byId, element } from "./dom.js";
import { icon } from "./icons.js";

export class ReplyKeyboard {
  constructor(actions) {
    this.actions = actions;
    this.node = byId("reply-keyboard");
    this.button = byId("keyboard-button");
    this.button.append(icon("keyboard"));
    this.button.addEventListener("click", () => this.open(this.node.hidden));
    this.show(null);
  }

  /** Show this keyboard, or none. */
  show(keyboard) {
    this.keyboard = keyboard;
    this.node.replaceChildren(...(keyboard?.rows ?? []).map((row) => this.row(row)));
    this.node.classList.toggle("roomy", Boolean(keyboard) && keyboard.resize === false);
    this.button.hidden = !keyboard;
    this.open(Boolean(keyboard));
  }

  open(isOpen) {
    this.node.hidden = !isOpen;
    this.actions.placeholder(isOpen ? this.keyboard.placeholder : null);
    this.button.setAttribute("aria-expanded", String(isOpen));
    this.button.setAttribute("aria-label", isOpen ? "Hide the suggested answers" : "Show the suggested answers");
    this.button.classList.toggle("pressed", isOpen);
  }

  row(buttons) {
    return element("div", { class: "button-row" }, ...buttons.map((button) => element("button", {
      type: "button", class: "reply-button", on: { click: () => this.press(button) },
    }, ...(button.request_location ? [icon("pin")] : []), element("span", { text: button.text }))));
  }

  press(button) {
    if (button.request_location) this.actions.askLocation(() => this.used());
    else {
      this.actions.send(button.text).catch(this.actions.failed);
      this.used();
    }
  }

  used() {
    if (this.keyboard?.one_time) this.open(false);
    byId("message-box").focus({ preventScroll: true });
  }
}
