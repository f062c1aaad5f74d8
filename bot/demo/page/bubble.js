// One message on the page: built once, then changed in place.
import { element } from "./dom.js";
import { fileCard, placeCard, sticker as stickerCard } from "./cards.js";
import { icon } from "./icons.js";
import { InlineKeyboard } from "./inline-keyboard.js";
import { MediaPlace } from "./media.js";
import { firstLine, plainText, richText } from "./richtext.js";
import { clockTime, fullMoment } from "./time.js";

const MOVING = new Set(["photo", "animation", "video"]);

/** A message and its elements. `sender` is the name that a screen reader hears first. */
export class Bubble {
  constructor(message, sender, actions) {
    this.actions = actions;
    this.sender = sender;
    this.build(message);
    this.patch(message);
  }

  build(message) {
    this.content = element("div", { class: "content" });
    this.meta = element("span", { class: "meta" });
    this.text = element("div", { class: "text" }, this.content, this.meta);
    this.bubble = element("div", { class: "bubble" }, element("span", { class: "visually-hidden", text: `${this.sender}: ` }), this.text);
    this.keyboard = new InlineKeyboard(message.id, this.actions);
    this.more = element("button", { type: "button", class: "message-more", "aria-label": "More for this message", "aria-haspopup": "menu", on: { click: () => this.actions.openMenu(this) } }, icon("more"));
    this.node = element("article", {
      class: `message ${message.mine ? "mine" : "theirs"}`, tabindex: "-1",
      "data-testid": "message", "data-message-id": message.id, "data-mine": String(message.mine),
    }, element("div", { class: "stack" }, this.bubble, this.keyboard.node), this.more);
    this.node.addEventListener("contextmenu", (event) => {
      if (event.target.closest("a")) return;
      event.preventDefault();
      this.actions.openMenu(this);
    });
  }

  /** Bring the elements in line with `message`, touching only what differs. */
  patch(message) {
    const before = this.message;
    this.message = message;
    const differs = (part) => !before || JSON.stringify(before[part]) !== JSON.stringify(message[part]);
    if (differs("html")) this.showText();
    if (differs("media") || differs("html")) this.showMedia();
    if (differs("location") || differs("sticker") || differs("media")) this.showCard();
    if (differs("date") || differs("edited")) this.showMeta();
    if (differs("buttons")) this.keyboard.show(message.buttons ?? []);
    this.showShape();
  }

  showText() {
    this.content.replaceChildren(richText(this.message.html ?? "", this.actions.command));
  }

  showMedia() {
    const { media, html } = this.message;
    if (!media || !MOVING.has(media.kind)) {
      this.place?.node.remove();
      this.place = null;
    } else if (this.place) this.place.show(media, firstLine(html ?? ""));
    else {
      this.place = new MediaPlace(media, firstLine(html ?? ""));
      this.text.before(this.place.node);
    }
  }

  showCard() {
    const { media, location, sticker } = this.message;
    this.card?.remove();
    this.card = null;
    if (media?.kind === "document") this.card = fileCard(media);
    else if (location) this.card = placeCard(location);
    else if (sticker) this.card = stickerCard(sticker);
    if (this.card) this.text.before(this.card);
  }

  /** Write the time again, for instance after the time zone changed. */
  showMeta() {
    const { date, edited, mine } = this.message;
    const at = date * 1000;
    this.meta.replaceChildren(
      ...(edited ? [element("span", { class: "edited", text: "edited" })] : []),
      element("time", { datetime: new Date(at).toISOString(), title: fullMoment(at), text: clockTime(at) }),
      ...(mine ? [this.marks()] : []),
    );
  }

  marks() {
    const words = this.isSeen ? "seen" : "sent";
    return element("span", { class: `marks ${words}`, title: words }, icon(this.isSeen ? "ticks" : "tick"), element("span", { class: "visually-hidden", text: words }));
  }

  /** The bot reacted since: one tick becomes two. */
  markSeen() {
    if (this.isSeen || !this.message.mine) return;
    this.isSeen = true;
    this.meta.querySelector(".marks")?.replaceWith(this.marks());
  }

  showShape() {
    const { html, media, location, sticker, buttons } = this.message;
    const hasPicture = Boolean(media && MOVING.has(media.kind));
    this.bubble.classList.toggle("has-media", hasPicture || Boolean(location));
    this.bubble.classList.toggle("no-text", !html);
    this.bubble.classList.toggle("is-sticker", Boolean(sticker));
    this.node.classList.toggle("with-buttons", Boolean(buttons?.length));
  }

  /** The words of the message, for copying and for a screen reader. */
  words() {
    const { html, media, location, sticker } = this.message;
    if (html) return plainText(html);
    return sticker ?? media?.name ?? (location ? `${location.lat}, ${location.lon}` : "");
  }
}
