// A picture or film, enlarged over the whole page.
import { element, showDialog, wantsLessMotion } from "./dom.js";
import { icon } from "./icons.js";

/** Show this media large; Escape, a tap beside it or the close button leads back. */
export function enlarge(media, alt) {
  const picture = media.kind === "photo" ? element("img", { src: media.url, alt }) : film(media, alt);
  const close = element("button", { type: "button", class: "viewer-close", "aria-label": "Close" }, icon("close"));
  const dialog = element("dialog", { class: "viewer", "aria-label": alt },
    element("figure", {}, picture, element("figcaption", { text: alt })), close);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target.localName === "figure" || event.target.localName === "img") dialog.close(); });
  showDialog(dialog);
}

function film(media, alt) {
  const picture = element("video", { src: media.url, playsinline: true, controls: true, "aria-label": alt, loop: media.kind === "animation" });
  picture.muted = media.kind === "animation";
  picture.autoplay = !wantsLessMotion();
  return picture;
}
