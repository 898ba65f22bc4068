// The copy in a file, printing, pictures, and deleting everything.

import { save } from "../picture.js";
import { today } from "./days.js";
import { LARGEST, Refused, pack, unpack } from "./file.js";
import { forget, replace } from "./store.js";
import { counted, say, words } from "./words.js";

const byId = (id) => document.getElementById(id);

const NOTHING = { entries: [], bowl: { shape: "teabowl", glaze: "clay" } };

/**
 * `state()` gives what there is; `change(work, instead)` lets the store work and shows what came of it, or `instead`
 * where the browser keeps nothing; `tell(text)` says what was done.
 */
export function keeping(bowl, state, change, tell) {
  exporting(state, tell);
  importing(state, change, tell);
  persisting(tell);
  const each = (name, press) => document.querySelectorAll(`#practice [data-${name}]`).forEach((button) =>
    button.addEventListener("click", () => press(button.dataset[name])));
  each("print", () => print());
  each("picture", (kind) => save(bowl, kind));
  byId("practice-delete").addEventListener("click", async () => {
    if (!confirm(say("delete_all_sure"))) return;
    await change(forget, NOTHING);
    tell(say("deleted"));
  });
}

function exporting(state, tell) {
  const form = byId("practice-export"), secret = byId("practice-lock");
  // Browsers lock only on pages that came over a safe connection.
  if (!crypto.subtle) secret.parentElement.hidden = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const file = new Blob([await pack(state(), secret.value)], { type: "application/json" });
    const href = URL.createObjectURL(file);
    Object.assign(document.createElement("a"), { href, download: `rupture-and-repair-${today()}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
    tell(say(secret.value ? "file_locked" : "file_made"));
    form.reset();
  });
}

function importing(state, change, tell) {
  const form = byId("practice-import"), why = form.querySelector("[data-why]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const [file] = byId("practice-file").files;
    why.textContent = "";
    try {
      const found = await unpack(await textOf(file), byId("practice-unlock").value, words);
      if (!agreed(state().entries, found.entries)) return;
      form.reset();
      await change(() => replace(found), found);
      tell(say("brought_in"));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      why.textContent = say(error.key, error.values);
    }
  });
}

/** What stands in the file, which may be none, a film, or gone since it was chosen. */
async function textOf(file) {
  if (!file) throw new Refused("no_file");
  if (file.size > LARGEST) throw new Refused("too_large");
  return file.text().catch(() => {
    throw new Refused("not_json");
  });
}

function agreed(here, there) {
  const count = (entries) => entries.filter((entry) => !entry.gone).length;
  if (!count(here)) return true;
  return confirm([counted("here_now", count(here)), counted("in_file", count(there)), say("replace_sure")].join(" "));
}

/** Some browsers keep a page's notes for good when they are asked. */
async function persisting(tell) {
  const part = byId("practice-persist");
  if (!navigator.storage?.persist || (await navigator.storage.persisted())) return;
  part.hidden = false;
  part.querySelector("button").addEventListener("click", async () => {
    const isKept = await navigator.storage.persist();
    part.hidden = isKept;
    tell(say(isKept ? "kept_safe" : "not_kept_safe"));
  });
}
