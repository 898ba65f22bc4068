// Run by test_bowl.py: the copy in a file, and looking back.

import assert from "node:assert/strict";
import test from "node:test";
import { lookBack } from "../../static/theme/practice/back.js";
import { daysBetween, isDay, mondayOf, shifted } from "../../static/theme/practice/days.js";
import { FORMAT, Refused, VERSION, pack, unpack } from "../../static/theme/practice/file.js";
import { chooser } from "./histories.mjs";

const KNOWN = { what: { shout: "", rush: "" }, felt: { sad: "" }, ways: { hold: "", low: "" } };
const NOTE = { order: 1, id: "a1", weight: 2, when: "2026-03-01", what: ["shout"], what_own: "", felt: ["sad"], felt_own: "" };
const STATE = {
  bowl: { shape: "dish", glaze: "night" },
  entries: [
    { ...NOTE, mended: { when: "2026-03-02", ways: ["low"], own: "a walk" } },
    { order: 2, id: "b2", weight: 3, gone: true },
    { ...NOTE, order: 5, id: "c3", mended: null },
  ],
};

async function reason(text, secret = "") {
  try {
    await unpack(text, secret, KNOWN);
  } catch (error) {
    assert.ok(error instanceof Refused, `${error}`);
    return error.key;
  }
  return "taken";
}

const changed = (change) => {
  const file = { format: FORMAT, version: VERSION, ...structuredClone(STATE) };
  change(file);
  return JSON.stringify(file);
};

test("what goes into a file comes out of it, locked or not", async () => {
  assert.deepEqual(await unpack(await pack(STATE, ""), "", KNOWN), STATE);
  const locked = await pack(STATE, "four small words here");
  assert.doesNotMatch(locked, /shout|a walk|2026/);
  assert.deepEqual(await unpack(locked, "four small words here", KNOWN), STATE);
});

test("two locked files of the same notes have nothing in common to compare", async () => {
  const [one, two] = await Promise.all([pack(STATE, "x y z"), pack(STATE, "x y z")]);
  for (const part of ["salt", "iv", "body"]) assert.notEqual(JSON.parse(one).locked[part], JSON.parse(two).locked[part]);
});

test("a locked file opens with its own words alone, and not when a byte was changed", async () => {
  const locked = await pack(STATE, "right words"), file = JSON.parse(locked);
  assert.equal(await reason(locked), "needs_words");
  assert.equal(await reason(locked, "wrong words"), "wrong_words");
  for (const part of ["body", "iv", "salt"]) {
    const bytes = Buffer.from(file.locked[part], "base64");
    bytes[0] ^= 1;
    const spoiled = { ...file, locked: { ...file.locked, [part]: bytes.toString("base64") } };
    assert.equal(await reason(JSON.stringify(spoiled), "right words"), "wrong_words");
  }
  assert.equal(await reason(JSON.stringify({ ...file, locked: { ...file.locked, body: "%%%" } }), "right words"), "wrong_words");
  assert.equal(await reason(JSON.stringify({ ...file, locked: { ...file.locked, rounds: 1e12 } }), "right words"), "not_ours");
  assert.equal(await reason(JSON.stringify({ ...file, locked: { ...file.locked, cipher: "none" } }), "right words"), "not_ours");
});

const DAMAGED = [
  ["", "not_json"], ["{", "not_json"], ["null", "not_ours"], ["[]", "not_ours"], ['"text"', "not_ours"], ["7", "not_ours"],
  [JSON.stringify({ format: "another" }), "not_ours"],
  [changed((file) => (file.version = VERSION + 1)), "too_new"],
  [changed((file) => (file.version = 0)), "not_ours"],
  [changed((file) => (file.version = "1")), "not_ours"],
  [changed((file) => delete file.bowl), "bad_bowl"],
  [changed((file) => (file.bowl = [])), "bad_bowl"],
  [changed((file) => (file.bowl.shape = "jug")), "bad_bowl"],
  [changed((file) => (file.bowl.glaze = "__proto__")), "bad_bowl"],
  [changed((file) => delete file.entries), "not_ours"],
  [changed((file) => (file.entries = { length: 3 })), "not_ours"],
  [changed((file) => (file.entries[2] = null)), "bad_note"],
  [changed((file) => (file.entries[2].id = "a1")), "twice"],
  [changed((file) => (file.entries[2].order = 1)), "twice"],
  [changed((file) => (file.entries[0].order = 0)), "bad_note"],
  [changed((file) => (file.entries[0].order = 1.5)), "bad_note"],
  [changed((file) => (file.entries[0].id = "")), "bad_note"],
  [changed((file) => (file.entries[0].id = 5)), "bad_note"],
  [changed((file) => (file.entries[0].weight = 4)), "bad_note"],
  [changed((file) => (file.entries[0].weight = "2")), "bad_note"],
  [changed((file) => (file.entries[0].when = "2026-02-31")), "bad_note"],
  [changed((file) => (file.entries[0].when = "yesterday")), "bad_note"],
  [changed((file) => (file.entries[0].what = ["unknown"])), "bad_note"],
  [changed((file) => (file.entries[0].what = ["constructor"])), "bad_note"],
  [changed((file) => (file.entries[0].what = "shout")), "bad_note"],
  [changed((file) => (file.entries[0].what_own = "x".repeat(401))), "bad_note"],
  [changed((file) => delete file.entries[0].felt), "bad_note"],
  [changed((file) => (file.entries[0].mended = true)), "bad_note"],
  [changed((file) => (file.entries[0].mended.when = "2026-02-28")), "bad_note"],
  [changed((file) => (file.entries[0].mended.ways = [7])), "bad_note"],
  [changed((file) => (file.entries = Array(10001).fill(file.entries[1]))), "too_large"],
  [" ".repeat(5_000_001), "too_large"],
];

test("every damaged file is refused and says why", async () => {
  for (const [text, expected] of DAMAGED) assert.equal(await reason(text), expected, text.slice(0, 300));
  assert.equal(await reason(changed(() => {})), "taken");
});

test("whatever is cut from or changed in a file, it is refused or taken as a whole, and never fails otherwise", async () => {
  const { upTo } = chooser(77), whole = JSON.stringify({ format: FORMAT, version: VERSION, ...STATE });
  for (let round = 0; round < 600; round++) {
    const at = upTo(whole.length), sign = String.fromCharCode(32 + upTo(95));
    const spoiled = round % 2 ? whole.slice(0, at) : whole.slice(0, at) + sign + whole.slice(at + 1);
    await reason(spoiled);
  }
});

test("nothing but what belongs to a note is brought in", async () => {
  const file = changed((content) => Object.assign(content.entries[0], { onload: "x", extra: { deep: 1 } }));
  assert.deepEqual(await unpack(file, "", KNOWN), STATE);
});

test("days are counted over the change of the clock and the turn of the year", () => {
  assert.equal(daysBetween("2026-03-28", "2026-03-30"), 2);
  assert.equal(shifted("2026-12-31", 1), "2027-01-01");
  assert.equal(mondayOf("2026-11-22"), "2026-11-16");
  assert.equal(mondayOf("2026-11-23"), "2026-11-23");
  assert.deepEqual(["2028-02-29", "2026-02-29", "2026-13-01", "", null].map(isDay), [true, false, false, false, false]);
});

test("looking back names what came up, what helped and how long it took, within the weeks asked for", () => {
  const mended = (when, after, ways) => ({ ...NOTE, when, mended: { when: shifted(when, after), ways, own: "" } });
  const entries = [
    mended("2026-11-20", 0, ["hold"]), mended("2026-11-12", 3, ["hold", "low"]), mended("2026-11-11", 9, []),
    { ...NOTE, when: "2026-11-02", what: ["rush"], mended: null }, { ...NOTE, when: "2026-01-01", mended: null },
  ];
  const found = lookBack(entries, "2026-11-22", 4);
  assert.deepEqual({ ...found, weeks: undefined }, {
    noticed: 4, open: 1, within: 3, often: [["shout", 3], ["rush", 1]], helped: [["hold", 2], ["low", 1]], weeks: undefined,
  });
  assert.deepEqual(found.weeks, [
    ["2026-11-16", { noticed: 1, mended: 1 }], ["2026-11-09", { noticed: 2, mended: 2 }], ["2026-11-02", { noticed: 1, mended: 0 }],
  ]);
  assert.equal(lookBack([], "2026-11-22", 4).within, null);
});
