// The demo server's page interface, and the stream of what happens in one person's chat.

/** The server understood, and said no; its message says why. */
export class Refusal extends Error {}

async function request(path, options) {
  const answer = await fetch(`/page/api/${path}`, options);
  const words = await answer.text();
  if (!answer.ok) throw new Refusal(reason(words) || `The demo answered ${answer.status}`);
  return words ? JSON.parse(words) : {};
}

function reason(words) {
  try {
    return JSON.parse(words).error;
  } catch {
    return "";
  }
}

function post(path, body = {}) {
  return request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Everybody in this demo: a list of {id, first_name}. */
export async function listPeople() {
  const people = await request("users");
  return Array.isArray(people) ? people : people.users ?? [];
}

/** Add a person to the demo. */
export const addPerson = (firstName, language) => post("users", { first_name: firstName, language_code: language });

/** What one person can do in their chat. Each method resolves once the server took it. */
export function personApi(id) {
  const own = (action, body) => post(`users/${id}/${action}`, body);
  return {
    text: (text) => own("text", { text }),
    location: (lat, lon) => own("location", { lat, lon }),
    sticker: () => own("sticker"),
    tap: (messageId, row, column) => own("tap", { message_id: messageId, row, column }),
    edit: (messageId, text) => own("edit", { message_id: messageId, text }),
    remove: (messageId) => own("delete", { message_id: messageId }),
    block: (blocked) => own("block", { blocked }),
    moveClock: (step) => post("clock", { step, user_id: id }),
  };
}

/** Follow a person's chat. `handlers` has one function per event type; `onState` hears "open", "lost" or "gone". */
export function follow(id, handlers, onState) {
  let source;
  const connect = () => {
    source = new EventSource(`/page/api/users/${id}/events`);
    source.onopen = () => onState("open");
    source.onmessage = ({ data }) => {
      const event = JSON.parse(data);
      handlers[event.type]?.(event);
    };
    source.onerror = () => retry();
  };
  const retry = async () => {
    source.close();
    onState("lost");
    const people = await listPeople().catch(() => null);
    if (people && !people.some((person) => person.id === id)) onState("gone");
    else window.setTimeout(connect, 1500);
  };
  connect();
  window.addEventListener("pagehide", () => source.close());
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted) connect(); });
}
