// The chat's header: who the bot is, and what it is doing just now.
import { announce, byId } from "./dom.js";

const ACTION_LASTS_MS = 5000;
const DOING = {
  typing: "typing", upload_photo: "sending a picture", record_video: "recording", upload_video: "sending a film",
  upload_document: "sending a file", choose_sticker: "choosing a sticker", find_location: "looking for the place",
};

export class Header {
  constructor() {
    this.botName = "Lumbo";
    this.unread = 0;
    this.status = byId("bot-status");
    this.dots = byId("typing-bubble");
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.showUnread(0); });
  }

  showBot({ first_name: name, username, description }) {
    this.botName = name;
    byId("bot-name").textContent = name;
    byId("welcome-name").textContent = name;
    byId("welcome-text").textContent = description || (username ? `@${username}` : "");
    this.showUnread(0);
  }

  /** The bot is typing or sending something; it counts for five seconds, as in Telegram. */
  busy(action) {
    this.write(`${DOING[action] ?? "typing"}…`, "busy");
    this.dots.hidden = false;
    const scroller = byId("scroller");
    if (scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 140) scroller.scrollTop = scroller.scrollHeight;
    window.clearTimeout(this.ends);
    this.ends = window.setTimeout(() => this.quiet(), ACTION_LASTS_MS);
  }

  /** The bot is done with what it was doing. */
  quiet() {
    window.clearTimeout(this.ends);
    this.dots.hidden = true;
    this.write("bot", "");
  }

  connection(state) {
    if (state === "lost" && this.status.dataset.mood !== "lost") announce("The connection to the demo is lost, trying again");
    if (state === "open") this.quiet();
    else if (state === "gone") this.write("not connected", "lost");
    else this.write("connecting…", "lost");
  }

  write(words, mood) {
    if (this.status.textContent !== words) this.status.textContent = words;
    this.status.dataset.mood = mood;
  }

  /** A message came while nobody was looking: count it in the tab's title. */
  countUnread() {
    if (document.hidden) this.showUnread(this.unread + 1);
  }

  showUnread(count) {
    this.unread = count;
    document.title = `${count ? `(${count}) ` : ""}${this.botName}: local demo`;
  }
}
