// The conversation: order, days, scrolling and what has not been seen yet.
import { announce, byId, element, wantsLessMotion } from "./dom.js";
import { Bubble } from "./bubble.js";
import { icon } from "./icons.js";
import { plainText } from "./richtext.js";
import { dayKey, dayLabel } from "./time.js";

const NEAR_BOTTOM = 90;
const EDIT_SILENCE_MS = 10_000;
const LABEL_RESTS_MS = 1_200;

export class Timeline {
  constructor(actions, now) {
    this.actions = actions;
    this.now = now;
    this.bubbles = new Map();
    this.scroller = byId("scroller");
    this.log = byId("log");
    this.isAtEnd = true;
    this.lastTop = 0;
    this.unseen = 0;
    this.saidAt = 0;
    this.watchScrolling();
  }

  watchScrolling() {
    const button = byId("to-bottom");
    button.prepend(icon("down"));
    button.addEventListener("click", () => this.toEnd({ glide: true }));
    this.scroller.addEventListener("scroll", () => { this.showDays(); this.noteScroll(); }, { passive: true });
    const keepEnd = new ResizeObserver(() => { if (this.isAtEnd) this.toEnd(); });
    keepEnd.observe(this.log);
    keepEnd.observe(this.scroller);
    this.showUnseen();
  }

  /** A day that floats over messages is there while one scrolls; after that it must not cover their words. */
  showDays() {
    window.clearTimeout(this.daysRest);
    for (const day of this.log.children) day.firstChild.classList.remove("resting");
    this.daysRest = window.setTimeout(() => {
      for (const day of this.log.children) {
        const floats = day.firstChild.offsetTop - day.offsetTop > 2 * parseFloat(getComputedStyle(day.firstChild).marginTop);
        day.firstChild.classList.toggle("resting", floats);
      }
    }, LABEL_RESTS_MS);
  }

  noteScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const isNear = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM;
    // Only a move upwards is somebody reading back; growing content must not look like one.
    const movedUp = scrollTop < this.lastTop - 1;
    this.lastTop = scrollTop;
    const isAtEnd = isNear || (this.isAtEnd && !movedUp);
    if (isAtEnd === this.isAtEnd) return;
    this.isAtEnd = isAtEnd;
    if (isAtEnd) this.unseen = 0;
    this.showUnseen();
  }

  showUnseen() {
    const button = byId("to-bottom");
    button.hidden = this.isAtEnd;
    byId("unread").textContent = this.unseen ? String(this.unseen) : "";
    button.setAttribute("aria-label", this.unseen ? `Go to the newest message, ${this.unseen} unread` : "Go to the newest message");
  }

  /** Go to the newest message. */
  toEnd({ glide = false } = {}) {
    const behavior = glide && !wantsLessMotion() ? "smooth" : "instant";
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior });
    if (behavior === "instant") this.noteScroll();
  }

  /** Replace everything by a snapshot; messages that are already shown stay the same elements. */
  replaceAll(messages, botName) {
    this.botName = botName;
    const kept = new Set(messages.map((message) => message.id));
    for (const id of [...this.bubbles.keys()]) if (!kept.has(id)) this.remove(id);
    this.log.setAttribute("aria-live", "off");
    for (const message of messages) this.put(message);
    window.setTimeout(() => this.log.setAttribute("aria-live", "polite"), 500);
    this.isAtEnd = true;
    this.toEnd();
  }

  /** Show a message: a known one is patched, a new one takes its place by its id. */
  put(message) {
    const known = this.bubbles.get(message.id);
    if (known) return this.patch(known, message);
    const bubble = new Bubble(message, message.mine ? "You" : this.botName, this.actions);
    this.bubbles.set(message.id, bubble);
    this.insert(bubble);
    if (!message.mine) this.markSeen(message.id);
    // Once read out, later edits are announced by sayEdit alone: a countdown must not chatter.
    window.setTimeout(() => bubble.bubble.setAttribute("aria-live", "off"), 1500);
    return bubble;
  }

  patch(bubble, message) {
    const before = bubble.message;
    bubble.patch(message);
    if (before.html !== message.html && !message.mine) this.sayEdit(message);
    return bubble;
  }

  sayEdit(message) {
    if (Date.now() - this.saidAt < EDIT_SILENCE_MS) return;
    this.saidAt = Date.now();
    announce(plainText(message.html));
  }

  /** Show a message that has just come, with its entrance; tells whether it counts as unseen. */
  arrive(message) {
    const wasAtEnd = this.isAtEnd;
    const top = this.scroller.scrollTop;
    const bubble = this.put(message);
    bubble.node.classList.add("arriving");
    if (wasAtEnd || message.mine) {
      this.toEnd();
      this.glide(this.scroller.scrollTop - top);
    } else {
      this.unseen += 1;
      this.showUnseen();
    }
  }

  glide(distance) {
    if (distance <= 0 || wantsLessMotion()) return;
    const from = `translateY(${Math.min(distance, this.scroller.clientHeight)}px)`;
    this.log.animate({ transform: [from, "none"] }, { duration: 240, easing: "cubic-bezier(.2,.8,.3,1)" });
  }

  insert(bubble) {
    const day = this.dayOf(bubble.message.date * 1000);
    const next = [...day.children].find((node) => Number(node.dataset.messageId) > bubble.message.id);
    day.insertBefore(bubble.node, next ?? null);
  }

  dayOf(ms) {
    const key = dayKey(ms);
    const days = [...this.log.children];
    const found = days.find((day) => day.dataset.day === key);
    if (found) return found;
    const label = element("h2", { class: "day-label" }, element("span", { text: dayLabel(ms, this.now()) }));
    const day = element("section", { class: "day", "data-day": key, "data-at": ms }, label);
    this.log.insertBefore(day, days.find((other) => other.dataset.day > key) ?? null);
    return day;
  }

  remove(id) {
    const bubble = this.bubbles.get(id);
    if (!bubble) return;
    this.bubbles.delete(id);
    const day = bubble.node.parentElement;
    bubble.node.remove();
    if (!day.querySelector(".message")) day.remove();
  }

  /** Everything of mine before this id got its second tick. */
  markSeen(beforeId = Infinity) {
    for (const bubble of this.bubbles.values()) if (bubble.message.id < beforeId) bubble.markSeen();
  }

  /** The demo clock moved: "Today" may have become "Yesterday". */
  renameDays() {
    for (const day of this.log.children) {
      const label = day.querySelector(".day-label span");
      const words = dayLabel(Number(day.dataset.at), this.now());
      if (label.textContent !== words) label.textContent = words;
    }
  }

  /** Times are shown in another zone now: sort the messages into their days again. */
  regroup() {
    const bubbles = [...this.bubbles.values()].sort((a, b) => a.message.id - b.message.id);
    this.log.replaceChildren();
    for (const bubble of bubbles) {
      bubble.showMeta();
      this.insert(bubble);
    }
    if (this.isAtEnd) this.toEnd();
  }

  /** The newest message of mine that has words, for editing it with the up key. */
  lastOwn() {
    const own = [...this.bubbles.values()].filter(({ message }) => message.mine && message.html);
    return own.sort((a, b) => b.message.id - a.message.id)[0] ?? null;
  }
}
