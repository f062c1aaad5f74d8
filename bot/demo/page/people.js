// Which person this tab plays.
import { addPerson, listPeople } from "./api.js";

const FIRST = "lumbo-demo-first-person";
const NAMES = ["Alex", "Sam", "Robin", "Noor", "Kim", "Ana", "Luca", "Mika"];

/** The id in the address; else the first person of this browser; else somebody new. */
export async function whoAmI() {
  const asked = new URLSearchParams(location.search).get("user");
  const id = asked && /^\d+$/.test(asked) ? Number(asked) : await someone(asked === "new");
  history.replaceState(null, "", `/?user=${id}`);
  return id;
}

async function someone(mustBeNew) {
  const people = await listPeople();
  const known = Number(localStorage.getItem(FIRST));
  if (!mustBeNew && people.some((person) => person.id === known)) return known;
  const language = (navigator.language || "en").split("-")[0];
  const { id } = await addPerson(NAMES[people.length % NAMES.length], language);
  if (!mustBeNew) localStorage.setItem(FIRST, String(id));
  return id;
}
