// Files and places as cards inside a bubble.
import { element } from "./dom.js";
import { icon } from "./icons.js";

/** A file with its name and size, to download. */
export function fileCard({ url, name, size, mime }) {
  const title = name || "File";
  const ending = /\.(\w{1,4})$/.exec(title)?.[1] ?? mime?.split("/")[1]?.slice(0, 4) ?? "";
  return element("a", { class: "file-card", href: url, download: title, "aria-label": `Download ${title}, ${readableSize(size)}` },
    element("span", { class: "file-mark" }, icon("file"), element("span", { class: "file-ending", text: ending })),
    element("span", { class: "file-words" },
      element("span", { class: "file-name", text: title }),
      element("span", { class: "file-size", text: readableSize(size) })),
    icon("download"));
}

/** "312 B", "4.2 kB", "1.3 MB". */
export function readableSize(bytes) {
  if (!Number.isFinite(bytes)) return "file";
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A place on a drawn piece of map; nothing is fetched for it. */
export function placeCard({ lat, lon }) {
  const words = `${degrees(lat, "N", "S")}, ${degrees(lon, "E", "W")}`;
  return element("div", { class: "place-card" },
    element("div", { class: "place-map", role: "img", "aria-label": `Shared location ${words}` }, icon("pin")),
    element("span", { class: "place-words", text: words }));
}

const DRAWN_STICKERS = { "👍": "thumb" };

/** A sticker: drawn here where it can be, since not every computer has emoji. */
export function sticker(emoji) {
  const drawing = DRAWN_STICKERS[emoji];
  const node = element("div", { class: "sticker", role: "img", "aria-label": `Sticker ${emoji}` });
  if (drawing) node.append(element("span", { class: "sticker-drawn" }, icon(drawing)));
  else node.textContent = emoji;
  return node;
}

function degrees(value, positive, negative) {
  return `${Math.abs(value).toFixed(2)}° ${value < 0 ? negative : positive}`;
}
