// The history as a list to read, and what it tells over some weeks.

import { lookBack } from "./back.js";
import { today } from "./days.js";
import { counted, say, sentences, words, written } from "./words.js";

export function make(tag, text, properties = {}) {
  return Object.assign(document.createElement(tag), { textContent: text }, properties);
}

/** Fills `list` with notes, the newest day first; `mend` and `remove` are called with a note. */
export function fill(list, entries, { mend, remove }) {
  const shown = [...entries].sort((a, b) => (a.when === b.when ? b.order - a.order : a.when < b.when ? 1 : -1));
  list.replaceChildren(...shown.map((entry) => {
    const item = make("li", ""), actions = make("div", "", { className: "actions" });
    item.dataset.id = entry.id;
    item.append(make("p", written(entry.when), { className: "meta" }), make("p", sentences(entry), { dir: "auto" }), actions);
    if (!entry.mended) actions.append(button("mend_this", entry, mend));
    actions.append(button("delete", entry, remove));
    return item;
  }));
}

function button(action, entry, press) {
  const made = make("button", say(action), { type: "button", className: "link" });
  // Several buttons of one name: the day tells them apart for those who hear them.
  made.setAttribute("aria-label", say("about", { action: say(action), when: written(entry.when) }));
  made.addEventListener("click", () => press(entry));
  return made;
}

/** Says in `place` what came up, what helped and how long it took. */
export function fillBack(place, entries, weeks) {
  const found = lookBack(entries, today(), weeks);
  if (!found.noticed) return place.replaceChildren(make("p", say("nothing_yet")));
  const parts = [make("p", counted("noticed", found.noticed))];
  if (found.often.length) parts.push(make("h3", say("often")), tally(found.often, words.what));
  if (found.helped.length) parts.push(make("h3", say("helped_most")), tally(found.helped, words.ways));
  if (found.within !== null) {
    parts.push(make("p", found.within ? counted("typical", found.within) : say("same_day_most")));
  }
  if (found.open) parts.push(make("p", say("still_open", { n: found.open })));
  const rows = found.weeks.map(([monday, row]) =>
    make("li", `${say("week_of", { day: written(monday) })}: ${say("week_row", row)}`));
  const list = make("ul", "", { className: "bare weeks" });
  list.append(...rows);
  place.replaceChildren(...parts, list);
}

function tally(pairs, labels) {
  const list = make("ul", "");
  list.append(...pairs.map(([key, times]) => make("li", `${labels[key]} (${counted("times", times)})`)));
  return list;
}
