// Choosing where this pretended phone is.
import { element, showDialog } from "./dom.js";
import { icon } from "./icons.js";

/** A few places around the world, with their zones: [name, latitude, longitude, zone]. */
export const CITIES = [
  ["Berlin", 52.52, 13.405, "Europe/Berlin"],
  ["London", 51.507, -0.128, "Europe/London"],
  ["New York", 40.713, -74.006, "America/New_York"],
  ["São Paulo", -23.551, -46.633, "America/Sao_Paulo"],
  ["Kolkata", 22.573, 88.364, "Asia/Kolkata"],
  ["Tokyo", 35.69, 139.692, "Asia/Tokyo"],
  ["Sydney", -33.869, 151.209, "Australia/Sydney"],
  ["Nairobi", -1.286, 36.817, "Africa/Nairobi"],
];

/** Ask for a place; `share(lat, lon, zone)` is called with the choice, zone only for a known city. */
export function askLocation(share) {
  const finish = (...place) => {
    dialog.close();
    share(...place);
  };
  const close = element("button", { type: "button", class: "round-button", "aria-label": "Cancel", on: { click: () => dialog.close() } }, icon("close"));
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": "location-title", "data-testid": "location-dialog" },
    element("div", { class: "dialog-head" }, element("h2", { id: "location-title", text: "Share a location" }), close),
    element("p", { class: "dialog-words", text: "Where should this phone be? Only the demo on this computer sees it." }),
    element("div", { class: "city-grid" }, ...CITIES.map((city) => cityButton(city, finish))),
    coordinates(finish), ownPosition(finish));
  showDialog(dialog);
}

function cityButton([name, lat, lon, zone], finish) {
  return element("button", { type: "button", class: "city", "data-testid": "location-city", on: { click: () => finish(lat, lon, zone) } },
    icon("pin"), element("span", { text: name }));
}

function coordinates(finish) {
  const field = (name, limit) => element("input", { type: "number", step: "any", min: -limit, max: limit, required: true, placeholder: name, "aria-label": name });
  const [lat, lon] = [field("Latitude", 90), field("Longitude", 180)];
  const form = element("form", { class: "coordinates", method: "dialog" }, lat, lon, element("button", { type: "submit", class: "soft-button", text: "Share" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    finish(lat.valueAsNumber, lon.valueAsNumber);
  });
  return form;
}

function ownPosition(finish) {
  const words = element("span", { text: "Use this computer's own position" });
  const button = element("button", { type: "button", class: "panel-row" }, icon("target"), words);
  button.addEventListener("click", () => {
    if (!navigator.geolocation) words.textContent = "This browser gives no position";
    else navigator.geolocation.getCurrentPosition(
      ({ coords }) => finish(coords.latitude, coords.longitude),
      () => { words.textContent = "The browser gave no position; choose a city above"; });
  });
  return button;
}
