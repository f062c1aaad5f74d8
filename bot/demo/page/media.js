// Pictures, animations and videos inside a bubble.
import { element, wantsLessMotion } from "./dom.js";
import { icon } from "./icons.js";
import { enlarge } from "./viewer.js";

const FADE_MS = 280;
const WIDEST = 440;
const TALLEST = 480;

const inSight = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) target.pause();
    else if (!target.dataset.held) target.play().catch(() => {});
  }
}, { threshold: 0.15 });

/** One media place that can show first this file, then another, without a jump or a flicker. */
export class MediaPlace {
  constructor(media, alt) {
    this.node = element("div", { class: "media" });
    this.show(media, alt);
  }

  /** Show this media; the same file keeps playing, another one fades in over the old one. */
  show(media, alt) {
    this.alt = alt || nameOf(media.kind);
    if (this.media?.url === media.url && this.media.kind === media.kind) this.relabel();
    else this.swap(media);
  }

  relabel() {
    this.open.setAttribute("aria-label", `Enlarge: ${this.alt}`);
    if (this.picture.localName === "img") this.picture.alt = this.alt;
    else this.picture.setAttribute("aria-label", this.alt);
  }

  swap(media) {
    const isFirst = !this.media;
    this.media = media;
    const frame = this.makeFrame(media);
    this.node.append(frame);
    if (isFirst) {
      frame.classList.add("shown");
      this.fit(media);
    } else whenReady(this.picture, () => this.reveal(frame, media));
  }

  makeFrame(media) {
    this.picture = media.kind === "photo" ? photo(media) : film(media);
    this.open = element("button", { type: "button", class: "media-open", on: { click: () => enlarge(this.media, this.alt) } }, this.picture);
    this.relabel();
    const frame = element("div", { class: "media-frame" }, this.open);
    if (media.kind !== "photo") frame.append(playButton(this.picture));
    return frame;
  }

  reveal(frame, media) {
    if (media !== this.media) return frame.remove();
    this.fit(media);
    frame.classList.add("shown");
    window.setTimeout(() => this.dropFramesBefore(frame), FADE_MS);
  }

  dropFramesBefore(frame) {
    while (frame.previousSibling) {
      frame.previousSibling.querySelectorAll("video").forEach((film) => inSight.unobserve(film));
      frame.previousSibling.remove();
    }
  }

  fit({ width, height }) {
    const [wide, tall] = width && height ? [width, height] : [16, 9];
    const scale = Math.min(WIDEST / wide, TALLEST / tall);
    this.node.style.aspectRatio = `${wide} / ${tall}`;
    this.node.style.width = `${Math.round(wide * scale)}px`;
  }
}

function nameOf(kind) {
  return kind === "photo" ? "Picture" : "Moving picture";
}

function photo(media) {
  const picture = element("img", { src: media.url, decoding: "async", draggable: "false" });
  picture.addEventListener("error", () => picture.closest(".media")?.classList.add("missing"));
  return picture;
}

function film(media) {
  const loops = media.kind === "animation";
  const picture = element("video", { src: media.url, playsinline: true, preload: "auto", loop: loops, role: "img", tabindex: "-1" });
  picture.muted = true;
  picture.addEventListener("error", () => picture.closest(".media")?.classList.add("missing"));
  if (!loops || wantsLessMotion()) picture.dataset.held = "true";
  inSight.observe(picture);
  return picture;
}

function playButton(picture) {
  const button = element("button", { type: "button", class: "play-button" });
  const draw = () => {
    button.replaceChildren(icon(picture.paused ? "play" : "pause"));
    button.setAttribute("aria-label", picture.paused ? "Play the moving picture" : "Pause the moving picture");
    button.classList.toggle("paused", picture.paused && Boolean(picture.dataset.held));
  };
  button.addEventListener("click", () => {
    if (picture.paused) {
      delete picture.dataset.held;
      picture.play();
    } else {
      picture.dataset.held = "true";
      picture.pause();
    }
  });
  picture.addEventListener("play", draw);
  picture.addEventListener("pause", draw);
  draw();
  return button;
}

function whenReady(picture, done) {
  if (picture.localName === "img") picture.decode().then(done, done);
  else if (picture.readyState >= 2) done();
  else {
    picture.addEventListener("loadeddata", done, { once: true });
    picture.addEventListener("error", done, { once: true });
  }
}
