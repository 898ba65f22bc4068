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
let isKept = true; // false once the browser has refused to keep something

const notes = () => state.entries.filter((entry) => !entry.gone);
const drawn = (entries) =>
  entries.map(({ id, weight, mended, gone }) => ({ id, weight, mended: Boolean(mended), gone }));
const tell = (text) => (said.textContent = text);

/** Whether the store has done it. One that keeps nothing (full, or a private window) still lets the steps be taken. */
async function kept(work) {
  try {
    await work();
  } catch {
    isKept = false;
    tell(say("no_store"));
  }
  return isKept;
}

/** Reads what is kept, unless there is something here that could not be. */
const load = () => isKept && kept(async () => (state = await store.read()));

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

/** Keeps a note in the store, or at least in this page. Another tab may have noted something just before. */
async function keep(entry) {
  current = entry;
  if (!(await kept(async () => (current = { ...entry, order: await store.keep(entry) })))) hold(current);
  else await load();
  describe();
}

/** What the store does not take stays in this page. */
function hold(entry) {
  const known = state.entries.findIndex(({ id }) => id === entry.id);
  if (known < 0) state.entries.push((current = { order: state.entries.length + 1, ...entry }));
  else state.entries[known] = entry;
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
  if (!(await kept(() => store.remove(entry)))) hold(store.gone(entry));
  await changed();
  (byId("practice-list").querySelector("button") ?? root.querySelector("[data-screen=start] [tabindex]")).focus();
}

for (const choice of [shape, glaze]) {
  choice.addEventListener("change", async () => {
    state.bowl = { shape: shape.value, glaze: glaze.value };
    show();
    await kept(() => store.choose("bowl", state.bowl));
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
  await kept(() => store.choose("age", age));
}, () => state.age);
keeping(bowl, () => state, async (work, instead) => {
  if (!(await kept(work))) state = { ...state, ...instead };
  await changed();
}, tell);

await load();
begin();
addEventListener("hashchange", () => isKept || tell(say("no_store")));
// Another tab may have noted something meanwhile.
addEventListener("focus", async () => {
  if (!location.hash || location.hash === "#start") await changed();
});
