// The list of the bot's commands above the message box.
import { announce, byId, element } from "./dom.js";
import { icon } from "./icons.js";

export class CommandMenu {
  constructor(pick) {
    this.pick = pick;
    this.commands = [];
    this.active = 0;
    this.node = byId("command-menu");
    this.box = byId("message-box");
    this.button = byId("menu-button");
    this.button.append(icon("menu"), icon("close"), element("span", { class: "menu-word", text: "Menu" }));
    this.button.addEventListener("click", () => this.toggle());
    this.node.addEventListener("mousedown", (event) => event.preventDefault());
    document.addEventListener("pointerdown", (event) => {
      if (!this.node.hidden && !event.target.closest("#footer")) this.close();
    });
    this.setCommands([]);
  }

  setCommands(commands) {
    this.commands = commands;
    this.button.hidden = commands.length === 0;
    if (!this.node.hidden) this.filter(this.box.value || "/");
  }

  get isOpen() {
    return !this.node.hidden;
  }

  toggle() {
    if (this.isOpen) return this.close();
    this.show(this.commands);
    const hasKeys = window.matchMedia("(hover: hover)").matches;
    if (hasKeys) this.box.focus();
  }

  /** Show what fits the words in the message box; only a lone "/word" asks for commands. */
  filter(text) {
    const asked = /^\/(\w*)$/.exec(text);
    if (!asked) return this.close();
    const wanted = asked[1].toLowerCase();
    this.show(this.commands.filter(({ command }) => command.startsWith(wanted)));
  }

  show(commands) {
    if (commands.length === 0) return this.close();
    const wasOpen = this.isOpen;
    this.node.replaceChildren(...commands.map((command, index) => this.option(command, index)));
    this.node.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.activate(0);
    if (!wasOpen) announce(`${commands.length} commands, choose with the arrow keys`);
  }

  option({ command, description }, index) {
    return element("div", {
      class: "command", role: "option", id: `command-${index}`, "data-command": command, "aria-selected": "false",
      on: { click: () => this.choose(command), pointermove: () => this.activate(index, false) },
    }, element("span", { class: "command-name", text: `/${command}` }), element("span", { class: "command-words", text: description }));
  }

  activate(index, scroll = true) {
    const options = [...this.node.children];
    this.active = (index + options.length) % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.active)));
    this.box.setAttribute("aria-activedescendant", options[this.active].id);
    if (scroll) options[this.active].scrollIntoView({ block: "nearest" });
  }

  /** Use a key while the menu is open; true when it was one of the menu's. */
  key(event) {
    if (!this.isOpen) return false;
    const current = this.node.children[this.active].dataset.command;
    const moves = {
      ArrowDown: () => this.activate(this.active + 1),
      ArrowUp: () => this.activate(this.active - 1),
      Escape: () => this.close(),
      Enter: () => this.choose(current),
      Tab: () => this.complete(current),
    };
    if (!moves[event.key] || event.shiftKey) return false;
    moves[event.key]();
    return true;
  }

  complete(command) {
    this.box.value = `/${command}`;
    this.box.dispatchEvent(new Event("input"));
  }

  choose(command) {
    this.close();
    this.pick(`/${command}`);
  }

  closeUnlessInside() {
    const at = document.activeElement;
    if (at !== this.box && at !== this.button && !this.node.contains(at) && at !== document.body) this.close();
  }

  close() {
    this.node.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }
}
