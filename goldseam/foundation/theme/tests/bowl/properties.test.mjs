// Run by test_bowl.py: node --test. Properties of any history.

import assert from "node:assert/strict";
import test from "node:test";
import { drawBowl } from "../../static/theme/bowl/bowl.js";
import { layCracks } from "../../static/theme/bowl/cracks.js";
import { GLAZES, SHAPES, chooser, geometry, history, paths } from "./histories.mjs";

const SEED = Number(process.env.SEED ?? 12345);
const choose = chooser(SEED);

test("the same history gives the same drawing", () => {
  for (const shape of SHAPES) for (const palette of GLAZES) for (const size of [48, 160, 640]) {
    const entries = history(choose, choose.upTo(30)), look = { shape, palette, size };
    assert.equal(drawBowl(entries, look), drawBowl(structuredClone(entries), look));
  }
});

test("adding entries never moves an older seam", () => {
  for (let round = 0; round < 45; round++) {
    const shape = SHAPES[round % 3], before = history(choose, 1 + choose.upTo(60));
    const after = [...before, ...history(choose, 1 + choose.upTo(20))];
    const old = layCracks(before, shape).map(geometry), grown = layCracks(after, shape).map(geometry);
    assert.deepEqual(grown.slice(0, old.length), old);
    const drawn = paths(drawBowl(after, { shape }));
    for (const [id, path] of paths(drawBowl(before, { shape }))) assert.equal(drawn.get(id), path);
  }
});

test("the comparison notices a seam that moved", () => {
  const [first, second] = history(choose, 2, 0);
  const alone = layCracks([second]).map(geometry), later = layCracks([first, second]).map(geometry);
  assert.notEqual(later[1], alone[0]);
});

test("mending changes the paint and no path; deleting leaves every other path", () => {
  for (let round = 0; round < 30; round++) {
    const shape = SHAPES[round % 3], entries = history(choose, 2 + choose.upTo(60), 0);
    const before = paths(drawBowl(entries, { shape })), lost = entries[choose.upTo(entries.length)];
    const mended = entries.map((entry) => ({ ...entry, mended: !entry.mended }));
    assert.deepEqual(paths(drawBowl(mended, { shape })), before);
    const left = entries.map((entry) => (entry === lost ? { id: lost.id, weight: lost.weight, gone: true } : entry));
    before.delete(lost.id);
    assert.deepEqual(paths(drawBowl(left, { shape })), before);
  }
});

test("every rupture is drawn where it can be seen, and begins on an edge", () => {
  for (let round = 0; round < 12; round++) {
    const shape = SHAPES[round % 3], entries = history(choose, [12, 60, 300][round % 3], 0);
    assert.equal(paths(drawBowl(entries, { shape })).size, entries.length);
    for (const crack of layCracks(entries, shape)) {
      assert.ok(crack.seen > 8, `${shape}: crack ${crack.index} shows ${crack.seen}`);
      assert.ok(crack.fromRim || crack.start.parent < crack.index);
    }
  }
});

test("cracks meet and never cross, nor cross themselves", () => {
  for (let round = 0; round < 12; round++) {
    const cracks = layCracks(history(choose, [12, 60, 150, 300][round % 4]), SHAPES[round % 3]);
    const steps = cracks.flatMap(({ x, y, index }) =>
      x.slice(1).map((_, k) => [x[k], y[k], x[k + 1], y[k + 1], index]));
    for (let i = 0; i < steps.length; i++) for (let j = 0; j < i; j++) {
      if (Math.abs(steps[i][0] - steps[j][0]) > 0.2 || Math.abs(steps[i][1] - steps[j][1]) > 0.2) continue;
      assert.ok(overlap(steps[i], steps[j]) < 1e-6, `crack ${steps[i][4]} crosses ${steps[j][4]}`);
    }
  }
});

/** How far one step reaches past the other; two that meet in a T overlap by rounding only. */
function overlap(a, b) {
  const side = (p, q, r) => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  const [p, q, r, s] = [a.slice(0, 2), a.slice(2, 4), b.slice(0, 2), b.slice(2, 4)];
  const [c, d, e, f] = [side(r, s, p), side(r, s, q), side(p, q, r), side(p, q, s)];
  if (c * d >= 0 || e * f >= 0) return 0;
  const past = (t, from, to) => Math.min(t, 1 - t) * Math.hypot(to[0] - from[0], to[1] - from[1]);
  return Math.min(past(c / (c - d), p, q), past(e / (e - f), r, s));
}

test("two crossing steps are noticed", () => assert.ok(overlap([0, 0, 1, 1], [0, 1, 1, 0]) > 0.5));

test("odd entries give a whole drawing without markup of their own", () => {
  const odd = [
    [{ id: null }], [{ id: "a" }, { id: "a" }], [{ id: {}, weight: "x" }], [{ id: 1, weight: -7 }, { id: 2, weight: 1e9 }],
    [{ id: '"><script>alert(1)</script>', weight: 3, mended: "yes" }], [], history(choose, 1000),
  ];
  for (const entries of odd) for (const shape of SHAPES) {
    const svg = drawBowl(entries, { shape, title: "<b>" });
    assert.doesNotMatch(svg, /NaN|undefined|Infinity|<script|<b>|style=|<style|href|\son\w+=/);
  }
});

test("two entries with one id are two seams", () => {
  const [first, second] = layCracks([{ id: "a", weight: 2 }, { id: "a", weight: 2 }]).map(geometry);
  assert.notEqual(first, second);
});
