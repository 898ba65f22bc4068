// The practice: what is noted, the bowl that shows it, and the screens in between. Nothing leaves this browser: no line
// here asks a server for anything.

import "../bowl/element.js";
import { lay } from "../laying.js";
import { keeping } from "./keeping.js";
import { fill, fillBack } from "./lists.js";
import { begin, go, onEnter } from "./screens.js";
import { mending, noticing, settling } from "./steps.js";
import * as store from "./store.js";
import { say, summary } from "./words.js";

const byId = (id) => document.getElementById(id);
const root = byId("practice"), bowl = root.querySelector("kintsugi-bowl"), said = byId("practice-said");
const weeks = byId("practice-weeks"), shape = byId("practice-shape"), glaze = byId("practice-glaze");

let state = { entries: [], bowl: { shape: "teabowl", glaze: "clay" }, age: "" };
let current = null; // the note that is being mended

const notes = () => state.entries.filter((entry) => !entry.gone);
const drawn = (entries) =>
  entries.map(({ id, weight, mended, gone }) => ({ id, weight, mended: Boolean(mended), gone }));
const tell = (text) => (said.textContent = text);

/** Reads what is kept. A browser that keeps nothing (some private windows) still lets the steps be gone through. */
async function load() {
  try {
    state = await store.read();
  } catch {
    tell(say("no_store"));
  }
}

/** Shows what there is, at once. */
function show() {
  bowl.setAttribute("shape", state.bowl.shape);
  bowl.setAttribute("glaze", state.bowl.glaze);
  bowl.history = drawn(state.entries);
  describe();
}

function describe() {
  bowl.querySelector(".summary").textContent = summary(notes());
  byId("practice-notes").hidden = !notes().length;
  fill(byId("practice-list"), notes(), { mend, remove });
  shape.value = state.bowl.shape;
  glaze.value = state.bowl.glaze;
  // The shape gives each crack its place.
  shape.disabled = state.entries.length > 0;
}

async function changed() {
  await load();
  show();
}

/** Keeps a note in the store, or at least in this page. */
async function keep(entry) {
  const known = state.entries.findIndex(({ id }) => id === entry.id), place = known < 0 ? state.entries.length : known;
  try {
    current = { ...entry, order: await store.keep(entry) };
  } catch {
    tell(say("no_store"));
    current = { order: place + 1, ...entry };
  }
  state.entries[place] = current;
  describe();
}

/** What is new appears: first the crack, then the gold in it. */
async function appear() {
  const { id } = current, after = drawn(state.entries);
  await lay(bowl, after.map((entry) => (entry.id === id ? { ...entry, mended: false } : entry)));
  if (location.hash === "#see") await lay(bowl, after);
}

function mend(entry) {
  current = entry;
  go("mend");
}

async function remove(entry) {
  if (!confirm(say("delete_sure"))) return;
  await store.remove(entry);
  await changed();
  (byId("practice-list").querySelector("button") ?? root.querySelector("[data-screen=start] [tabindex]")).focus();
}

for (const choice of [shape, glaze]) {
  choice.addEventListener("change", async () => {
    state.bowl = { shape: shape.value, glaze: glaze.value };
    show();
    await store.choose("bowl", state.bowl).catch(() => tell(say("no_store")));
  });
}
weeks.addEventListener("change", () => fillBack(byId("practice-back"), notes(), Number(weeks.value)));

onEnter("start", () => {
  current = null;
  show();
});
onEnter("see", () => {
  if (!current) return "start";
  byId("practice-seen").textContent = say(current.mended ? "seen_gold" : "seen_open");
  appear();
});
onEnter("look-back", () => fillBack(byId("practice-back"), notes(), Number(weeks.value)));
noticing(keep);
settling();
mending(() => current, async (entry, age) => {
  state.age = age;
  await keep(entry);
  await store.choose("age", age).catch(() => tell(say("no_store")));
}, () => state.age);
keeping(bowl, () => state, changed, tell);

await load();
begin();
// Another tab may have noted something meanwhile.
addEventListener("focus", async () => {
  if (!location.hash || location.hash === "#start") await changed();
});
