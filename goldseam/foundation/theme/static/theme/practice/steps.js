// Noticing and mending: two forms, and the pause between them.

import { breathe } from "./breath.js";
import { today } from "./days.js";
import { go, onEnter } from "./screens.js";
import { newId } from "./store.js";
import { say, sentences } from "./words.js";

const byId = (id) => document.getElementById(id);
const textOf = (form, name) => form.elements[name].value.trim();
const ticked = (form, name) => Array.from(form.querySelectorAll(`[name="${name}"]:checked`), ({ value }) => value);

/** Says what is missing, above the field that it is missing from. Without a key nothing is. */
function complain(form, key, field) {
  const why = form.querySelector("[data-why]");
  form.querySelector("[aria-describedby]")?.removeAttribute("aria-describedby");
  why.textContent = key ? say(key) : "";
  if (!field) return;
  field.closest(".field").before(why);
  field.setAttribute("aria-describedby", why.id);
  field.focus();
}

/** Lets a note be made; `keep(entry)` takes it. */
export function noticing(keep) {
  const form = byId("practice-noticing"), { when } = form.elements;
  let isBusy = false; // or pressing twice would make two notes
  onEnter("notice", () => {
    isBusy = false;
    form.reset();
    complain(form);
    when.value = when.max = today();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const what = ticked(form, "what"), own = textOf(form, "what_own");
    if (!what.length && !own) return complain(form, "say_something", byId("what-own"));
    if (!when.value || when.value > today()) return complain(form, "not_later", when);
    if (isBusy) return;
    isBusy = true;
    const weight = Number(form.elements.weight.value), felt = ticked(form, "felt"), felt_own = textOf(form, "felt_own");
    await keep({ id: newId(), weight, when: when.value, what, what_own: own, felt, felt_own, mended: null });
    go("settle");
  });
}

export function settling() {
  const figure = byId("practice-breath"), word = byId("practice-breath-word"), button = byId("practice-breathe");
  let turn = 0;
  onEnter("settle", () => {
    turn += 1;
    figure.className = "breath";
    word.textContent = "";
    button.disabled = false;
  });
  button.addEventListener("click", async () => {
    const mine = (turn += 1);
    button.disabled = true;
    await breathe(figure, word, say, () => mine !== turn || !location.hash.includes("settle"));
    if (mine === turn) button.disabled = false;
  });
}

/** Today; or the day of the note, if the clock of this phone was ahead then: it must not stay open for that. */
const latest = ({ when }) => (when > today() ? when : today());

/** Lets the note that `current()` gives be mended; `keep(entry)` takes it, `age` is where the form begins. */
export function mending(current, keep, age) {
  const form = byId("practice-mending"), when = form.elements.mended_when;
  onEnter("mend", () => {
    const entry = current();
    if (!entry) return "start";
    form.reset();
    complain(form);
    if (age()) form.elements.age.value = age();
    byId("practice-mending-what").textContent = sentences(entry);
    when.value = when.max = latest(entry);
    arrange(form);
  });
  form.addEventListener("change", () => arrange(form));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const entry = current(), ways = ticked(form, "ways"), own = textOf(form, "ways_own");
    const isMended = form.elements.mended.value === "yes";
    if (isMended && !ways.length && !own) return complain(form, "say_how", byId("ways-own"));
    if (isMended && (!when.value || when.value > latest(entry))) return complain(form, "not_later", when);
    if (isMended && when.value < entry.when) return complain(form, "not_before", when);
    await keep({ ...entry, mended: isMended ? { when: when.value, ways, own } : null }, form.elements.age.value);
    go("see");
  });
}

/** Shows the ways that fit the age, and asks for the day only of what is mended. */
function arrange(form) {
  for (const choice of form.querySelectorAll("[data-age]")) {
    choice.hidden = choice.dataset.age !== form.elements.age.value;
    if (choice.hidden) choice.querySelector("input").checked = false;
  }
  form.querySelector("[data-mended-when]").hidden = form.elements.mended.value !== "yes";
}
