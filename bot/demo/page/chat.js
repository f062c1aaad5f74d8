// The chat page: wires what the server tells to what is shown, and taps to what is sent.
import { follow, listPeople, personApi, Refusal } from "./api.js";
import { CommandMenu } from "./command-menu.js";
import { Composer } from "./composer.js";
import { DemoClock } from "./demo-clock.js";
import { byId, element } from "./dom.js";
import { Header } from "./header.js";
import { icon } from "./icons.js";
import { queryAnswered } from "./inline-keyboard.js";
import { askLocation } from "./location-dialog.js";
import { alertBox, toast } from "./notices.js";
import { whoAmI } from "./people.js";
import { openPopup } from "./popup-menu.js";
import { ReplyKeyboard } from "./reply-keyboard.js";
import { SidePanel } from "./side-panel.js";
import { ding } from "./sound.js";
import { Timeline } from "./timeline.js";
import { useZone } from "./time.js";

const me = await whoAmI();
const api = personApi(me);
const zoneKey = `lumbo-demo-zone-${me}`;
const blockKey = `lumbo-demo-blocked-${me}`;
if (sessionStorage.getItem(zoneKey)) useZone(sessionStorage.getItem(zoneKey));

const failed = (error) => {
  console.error(error);
  toast(error instanceof Refusal ? `Not possible: ${error.message}` : "That did not reach the demo. Is it still running?");
};
const send = (text) => api.text(text);
const sendOrSay = (text) => send(text).catch(failed);

const header = new Header();
const clock = new DemoClock(() => timeline.renameDays());
const timeline = new Timeline({
  tap: api.tap, failed, command: sendOrSay, copy, openMenu: messageMenu,
}, () => clock.now());
const menu = new CommandMenu((command) => {
  composer.clear();
  sendOrSay(command);
});
const composer = new Composer({ send, edit: api.edit, lastOwn: () => timeline.lastOwn(), failed }, menu);
const keyboard = new ReplyKeyboard({
  send, failed, askLocation: shareLocation, placeholder: (words) => composer.setPlaceholder(words),
});
const panel = new SidePanel({ moveClock, useZone: travel, block, failed });

async function copy(text) {
  await navigator.clipboard.writeText(text).then(() => toast("Copied"), () => toast("The browser did not allow copying"));
}

async function moveClock(step) {
  const { now } = await api.moveClock(step);
  if (now) clock.set(now);
}

function travel(zone) {
  useZone(zone);
  sessionStorage.setItem(zoneKey, zone);
  panel.showZone();
  timeline.regroup();
  clock.redraw();
}

function shareLocation(done = () => {}) {
  askLocation((lat, lon, zone) => {
    if (zone) travel(zone);
    api.location(lat, lon).then(done, failed);
  });
}

function messageMenu(bubble) {
  const { id, mine, html } = bubble.message;
  openPopup(bubble.more, [
    ...(bubble.words() ? [{ name: "copy", label: "Copy", run: () => copy(bubble.words()) }] : []),
    ...(mine && html ? [{ name: "edit", label: "Edit", run: () => composer.startEditing(bubble) }] : []),
    { name: "trash", label: "Delete", danger: true, run: () => api.remove(id).catch(failed) },
  ]);
}

async function block(blocked) {
  try {
    await api.block(blocked);
    showBlocked(blocked);
  } catch (error) {
    failed(error);
  }
}

function showBlocked(blocked) {
  sessionStorage.setItem(blockKey, blocked ? "yes" : "");
  panel.showBlocked(blocked);
  byId("footer").classList.toggle("blocked", blocked);
  byId("unblock").hidden = !blocked;
}

function showWelcome() {
  const isEmpty = timeline.bubbles.size === 0;
  // The button goes away under the fingers: who types goes on at the conversation, before its buttons.
  if (!isEmpty && byId("welcome").contains(document.activeElement)) byId("scroller").focus({ preventScroll: true });
  byId("welcome").hidden = !isEmpty;
  byId("footer").hidden = isEmpty;
}

async function showPeople() {
  const people = await listPeople().catch(() => []);
  panel.showPeople(people, me);
}

function showSnapshot({ bot, user, commands, messages, keyboard: keys, now }) {
  header.showBot(bot);
  clock.set(now);
  menu.setCommands(commands ?? []);
  timeline.replaceAll(messages, bot.first_name);
  keyboard.show(keys);
  showBlocked(user.blocked ?? sessionStorage.getItem(blockKey) === "yes");
  showWelcome();
  showPeople();
}

function showMessage({ message, is_new: isNew }) {
  const isFresh = isNew && !timeline.bubbles.has(message.id);
  if (isFresh) timeline.arrive(message);
  else timeline.put(message);
  if (!message.mine) header.quiet();
  if (isFresh && !message.mine && !message.silent) ding();
  if (isFresh && !message.mine) header.countUnread();
  showWelcome();
}

function showToast({ query_id: queryId, text, alert }) {
  queryAnswered(String(queryId));
  if (!text) return;
  if (alert) alertBox(text, header.botName);
  else toast(text);
}

byId("attach-button").append(icon("plus"));
byId("attach-button").setAttribute("aria-label", "Send a location or a sticker");
byId("attach-button").addEventListener("click", ({ currentTarget }) => openPopup(currentTarget, [
  { name: "pin", label: "Location", run: () => shareLocation() },
  { name: "smile", label: "Sticker", run: () => api.sticker().catch(failed) },
]));
byId("start").addEventListener("click", () => sendOrSay("/start"));
byId("unblock").addEventListener("click", () => block(false));
window.addEventListener("focus", showPeople);

follow(me, {
  snapshot: showSnapshot,
  message: showMessage,
  deleted: ({ message_id: id }) => timeline.remove(id),
  toast: showToast,
  action: ({ action }) => {
    timeline.markSeen();
    header.busy(action);
  },
  keyboard: ({ keyboard: keys }) => keyboard.show(keys),
  commands: ({ commands }) => menu.setCommands(commands),
  bot: ({ bot }) => header.showBot(bot),
  clock: ({ now }) => clock.set(now),
}, (state) => {
  header.connection(state);
  if (state === "gone") offerNewStart();
});

function offerNewStart() {
  byId("footer").hidden = true;
  const link = element("a", { class: "solid-button", href: "/?user=new", text: "Begin as a new person" });
  byId("notices").replaceChildren(element("div", { class: "gone-card", role: "alert" },
    element("p", { text: "The demo was started afresh and no longer knows this person." }), link));
}
