// The server's message text, passed through an allow-list before it is shown.
import { element } from "./dom.js";

const PLAIN = new Set(["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "br"]);
const SAFE_LINK = /^(https?:|mailto:|tel:|tg:)/i;
const COMMAND = /^\/\w{1,64}(@\w+)?$/;

/** Sanitised nodes for `html`; `onCommand` is called with a tapped "/command". */
export function richText(html, onCommand) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const fragment = document.createDocumentFragment();
  fragment.append(...clean(parsed.body, onCommand));
  return fragment;
}

/** The visible words of `html`, for alternative texts and announcements. */
export function plainText(html) {
  const withBreaks = html.replace(/<br\s*\/?>/gi, "\n");
  return new DOMParser().parseFromString(withBreaks, "text/html").body.textContent.trim();
}

/** The first line that has words in it. */
export function firstLine(html) {
  return plainText(html).split("\n").map((line) => line.trim()).find(Boolean) ?? "";
}

function clean(parent, onCommand) {
  return [...parent.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [node.data];
    return node.nodeType === Node.ELEMENT_NODE ? cleanElement(node, onCommand) : [];
  });
}

function cleanElement(node, onCommand) {
  const tag = node.localName;
  if (tag === "script" || tag === "style") return [];
  const inner = clean(node, onCommand);
  if (PLAIN.has(tag)) return [element(tag, {}, ...inner)];
  if (tag === "a") return node.dataset.command ? command(node, onCommand) : link(node, inner);
  if (tag === "blockquote") return [quote(node, inner)];
  if (tag === "time") return [element("time", { datetime: node.getAttribute("datetime") }, ...inner)];
  if (tag === "span" && node.classList.contains("spoiler")) return [spoiler(inner)];
  return inner;
}

function command(node, onCommand) {
  const words = node.dataset.command;
  if (!COMMAND.test(words)) return [node.textContent];
  return [element("button", { type: "button", class: "command-link", text: node.textContent, on: { click: () => onCommand(words) } })];
}

function link(node, children) {
  const href = node.getAttribute("href") ?? "";
  if (!SAFE_LINK.test(href)) return children;
  return [element("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children)];
}

function quote(node, children) {
  const isLong = node.classList.contains("expandable") || node.hasAttribute("expandable");
  if (!isLong) return element("blockquote", {}, ...children);
  const body = element("div", { class: "quote-body" }, ...children);
  const toggle = element("button", { type: "button", class: "quote-toggle", "aria-expanded": "false", text: "Show more" });
  const block = element("blockquote", { class: "expandable" }, body, toggle);
  toggle.addEventListener("click", () => {
    const open = block.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = open ? "Show less" : "Show more";
  });
  requestAnimationFrame(() => { toggle.hidden = body.scrollHeight <= body.clientHeight + 2; });
  return block;
}

function spoiler(children) {
  const words = element("span", { class: "spoiler-words", "aria-hidden": "true" }, ...children);
  const cover = element("button", { type: "button", class: "spoiler", "aria-label": "Hidden text, press to show" }, words);
  cover.addEventListener("click", () => cover.replaceWith(element("span", { class: "spoiler-open" }, ...words.childNodes)));
  return cover;
}
