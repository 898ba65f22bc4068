// What the page says, in the language in which it was served: all texts come from the page.

import { daysBetween, midday } from "./days.js";

const block = document.getElementById("practice-words");
export const words = block ? JSON.parse(block.textContent) : {};

const { language = "en" } = words;
const plurals = new Intl.PluralRules(language);
const days = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric" });
const lists = new Intl.ListFormat(language, { type: "conjunction" });

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export const say = (key, values = {}) => fill(words.say[key], values);

/** A counted phrase: the page holds one form for each kind of plural, under a number of that kind. */
export function counted(key, n) {
  const forms = words.counted[key], kind = plurals.select(n);
  const sample = forms[n] ?? forms[Object.keys(forms).find((number) => plurals.select(Number(number)) === kind)];
  return fill(sample, { n });
}

export const written = (day) => days.format(midday(day));

const closed = (text) => (/[.!?…]$/.test(text) ? text : `${text}.`);
const chosen = (kind, keys, own) => [...keys.map((key) => words[kind][key]), ...(own ? [closed(own)] : [])];

export const whatHappened = (entry) => chosen("what", entry.what, entry.what_own).join(" ");
export const waysOf = ({ ways, own }) => chosen("ways", ways, own);

/** One note in sentences. */
export function sentences(entry) {
  const felt = [...entry.felt.map((key) => words.felt[key]), ...(entry.felt_own ? [entry.felt_own] : [])];
  const feeling = felt.length ? say("felt", { list: lists.format(felt) }) : "";
  return [whatHappened(entry), feeling, state(entry)].filter(Boolean).join(" ");
}

function state({ when, mended }) {
  if (!mended) return say("open");
  const after = daysBetween(when, mended.when), ways = waysOf(mended).join(" ");
  const mend = after > 0 ? counted("mended_after", after) : say("same_day");
  return ways ? `${mend} ${say("helped", { list: ways })}` : mend;
}

/** What the bowl shows. */
export function summary(entries) {
  const count = entries.length, mended = entries.filter((entry) => entry.mended).length, open = count - mended;
  if (!count) return say("whole");
  if (!open) return `${counted("cracks", count)} ${counted("all_mended", count)}`;
  if (!mended) return `${counted("cracks", count)} ${counted("all_open", count)}`;
  return `${counted("cracks", count)} ${say("some_mended", { mended, open })}`;
}
