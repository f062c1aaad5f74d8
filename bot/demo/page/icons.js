// Line icons on a 24 unit grid, drawn for this page.

const PATHS = {
  send: ["M4.5 12h7", "M4.5 12 3.6 5.4c-.1-.8.7-1.4 1.4-1l15 6.7c.8.4.8 1.5 0 1.8l-15 6.7c-.7.4-1.5-.2-1.4-1z"],
  menu: ["M4 7h16", "M4 12h16", "M4 17h10"],
  close: ["M6 6l12 12", "M18 6 6 18"],
  check: ["M5 12.5l4.5 4.5L19 7.5"],
  down: ["M6 9.5l6 6 6-6"],
  plus: ["M12 5v14", "M5 12h14"],
  keyboard: ["M3.5 6.5h17v11h-17z", "M7 10h.01", "M10.3 10h.01", "M13.6 10h.01", "M17 10h.01", "M8 14h8"],
  pin: ["M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11z", "M12 12.2a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z"],
  smile: ["M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z", "M8.5 14c1.8 2.4 5.2 2.4 7 0", "M9 9.5h.01", "M15 9.5h.01"],
  play: ["M8 5.5v13l10.5-6.5z"],
  pause: ["M8.5 6v12", "M15.5 6v12"],
  file: ["M6.5 3.5h7l4.5 4.5v12.5h-11.5z", "M13.5 3.5V8H18"],
  download: ["M12 4v11", "M7.5 11l4.5 4.5 4.5-4.5", "M5 19.5h14"],
  edit: ["M4.5 19.5l.8-4L16 4.8l3.2 3.2L8.5 18.7z", "M13.8 7l3.2 3.2"],
  trash: ["M5 7h14", "M9.5 7V4.5h5V7", "M7 7l.8 12.5h8.4L17 7"],
  copy: ["M9 9h10.5v10.5H9z", "M15 5.5V4.5H4.5V15h1"],
  more: ["M12 6.5h.01", "M12 12h.01", "M12 17.5h.01"],
  link: ["M8 16 16 8", "M9.5 8H16v6.5"],
  clock: ["M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z", "M12 7v5l3.2 2"],
  sun: ["M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8z", "M12 2.5v2", "M12 19.5v2", "M2.5 12h2", "M19.5 12h2", "M5.3 5.3l1.4 1.4", "M17.3 17.3l1.4 1.4", "M5.3 18.7l1.4-1.4", "M17.3 6.7l1.4-1.4"],
  moon: ["M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"],
  person: ["M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z", "M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"],
  bell: ["M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5z", "M10.5 20.5h3"],
  block: ["M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z", "M6 6l12 12"],
  globe: ["M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z", "M3.5 12h17", "M12 3.5c5 5 5 12 0 17", "M12 3.5c-5 5-5 12 0 17"],
  thumb: ["M7.5 10.5v9h-3v-9z", "M7.5 10.5l3.6-7c1.5 0 2.4 1.2 2.1 2.7l-.6 3.1h5.2c1.3 0 2.2 1.1 1.9 2.4l-1.3 6c-.2 1-1.1 1.8-2.2 1.8H7.5"],
  target: ["M12 18.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13z", "M12 2.5v4", "M12 17.5v4", "M2.5 12h4", "M17.5 12h4"],
  tick: ["M4 12.5l4.5 4.5L17 7"],
  ticks: ["M1.5 12.5l4.5 4.5L14.5 7", "M11.5 16.2l.8.8L21 7"],
};

const SVG = "http://www.w3.org/2000/svg";

/** An icon by name; hidden from screen readers, since the button beside it carries the words. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  for (const line of PATHS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", line);
    svg.append(path);
  }
  return svg;
}
