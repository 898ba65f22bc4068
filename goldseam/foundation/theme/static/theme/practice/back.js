// Looking back: what tends to break, what mends, how long it takes. No scores, no streaks.

import { daysBetween, mondayOf, shifted } from "./days.js";

const FEW = 3; // how many things are named at the most

function most(keys) {
  const times = new Map();
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
  return [...times].sort(([, a], [, b]) => b - a).slice(0, FEW);
}

/** { noticed, open, often, helped, within, weeks }: `within` is the median of days to a mend, or null. */
export function lookBack(entries, today, weeks) {
  const first = shifted(today, -7 * weeks), seen = entries.filter(({ when }) => when > first);
  const mended = seen.filter((entry) => entry.mended);
  const waits = mended.map((entry) => daysBetween(entry.when, entry.mended.when)).sort((a, b) => a - b);
  const rows = new Map();
  for (const entry of seen) {
    const row = rows.get(mondayOf(entry.when)) ?? { noticed: 0, mended: 0 };
    row.noticed += 1;
    row.mended += entry.mended ? 1 : 0;
    rows.set(mondayOf(entry.when), row);
  }
  return {
    noticed: seen.length,
    open: seen.length - mended.length,
    often: most(seen.flatMap(({ what }) => what)),
    helped: most(mended.flatMap((entry) => entry.mended.ways)),
    within: waits.length ? waits[waits.length >> 1] : null,
    weeks: [...rows].sort(([a], [b]) => (a < b ? 1 : -1)),
  };
}
