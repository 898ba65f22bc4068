// One crack: how it walks over the chart, and what is seen of it. It meets only cracks that are older, so that what
// comes later moves nothing.

import { PI, abs, atan2, chance, clamp, cos, distances, floor, length, max, min, sin, wrap } from "./numbers.js";
import { INSIDE, OUTSIDE } from "./vessel.js";

const CELLS = 56; // columns and rows of the grid in which steps are looked up
const LONGEST = 140; // steps
const HIDDEN = 2; // steps that may be walked where nobody sees them
const FEEL = 9; // steps ahead at which an older crack is felt
const REACH = 24; // steps that a crack goes on at its end if an edge is there: shards, not sticks
const OWN = -1; // stands for the crack that is walking
const CORNERS = 4; // of a chip, to each side: it breaks off in a few facets

export const TIP = 0, RIM = 1; // how a walk ends; one that hits an older crack has its step in `hit`

const cell = (v) => clamp(floor(((v + 1) * CELLS) / 2), 0, CELLS - 1);

/** All steps of all cracks laid so far. A step is [x0, y0, x1, y1, crack, number]. */
export class Web {
  cells = Array.from({ length: CELLS * CELLS }, () => []);

  add(step) {
    const right = cell(max(step[0], step[2])), low = cell(max(step[1], step[3]));
    for (let y = cell(min(step[1], step[3])); y <= low; y++) {
      for (let x = cell(min(step[0], step[2])); x <= right; x++) this.cells[y * CELLS + x].push(step);
    }
  }

  /**
   * The first step that `way` would cross, as { t, step }, or null. A crack touches the one it begins on: crossings
   * with `parent` before t = `from` do not count, nor do the last two of the walker's `own` steps.
   */
  ahead(way, from, parent, own) {
    const met = { t: 1.000001, step: null }, right = cell(max(way[0], way[2])), low = cell(max(way[1], way[3]));
    for (let y = cell(min(way[1], way[3])); y <= low; y++) {
      for (let x = cell(min(way[0], way[2])); x <= right; x++) {
        const steps = this.cells[y * CELLS + x];
        for (let k = 0; k < steps.length; k++) meet(way, steps[k], from, parent, met);
      }
    }
    if (own) for (let k = 0; k < own.length - 2; k++) meet(way, own[k], from, parent, met);
    met.t = min(1, met.t);
    return met.step && met;
  }
}

function meet(way, step, from, parent, met) {
  const dx = way[2] - way[0], dy = way[3] - way[1], ex = step[2] - step[0], ey = step[3] - step[1];
  const fx = step[0] - way[0], fy = step[1] - way[1], across = dx * ey - dy * ex, t = (fx * ey - fy * ex) / across;
  if (!(t > (step[4] === parent ? from : 1e-9) && t < met.t)) return;
  const v = (fx * dy - fy * dx) / across;
  if (v < -1e-7 || v > 1 + 1e-7) return;
  met.t = t;
  met.step = step;
}

/** From `start` ({ x, y, parent }) towards a goal, until its budget is spent, an edge is met, or nobody sees it. */
export class Walk {
  end = TIP;
  hit = null;
  own = [];
  walked = 0;
  straight = 0;
  drift = 0;
  bend = 0;
  unseen = 0;
  nearest = 1e9;
  aims = true;
  mayGoOn = true;

  constructor(vessel, web, random, start, heading, goal, budget) {
    const size = clamp(budget / 14, .016, .025), { parent } = start;
    Object.assign(this, { vessel, web, random, heading, goal, budget, size, parent, x: [start.x], y: [start.y] });
    for (let k = 0; k < LONGEST && this.step(k); k++) if (this.walked >= this.budget && !this.goesOn()) break;
  }

  /** A step of one's own from the tip in that direction. */
  way(heading, reach) {
    const x = this.x[this.x.length - 1], y = this.y[this.y.length - 1];
    return [x, y, x + sin(heading) * reach, y + cos(heading) * reach, OWN];
  }

  /** One step; false when the walk is over. */
  step(k) {
    const { vessel, random } = this, x0 = this.x[k], y0 = this.y[k], ring = max(.004, length(x0, y0));
    // A step on the clay, as long as it is on the chart here.
    this.stride = (this.size * (.8 + .4 * random()) * ring) / vessel.radius(vessel.depth(ring));
    this.steer(x0, y0);
    const way = this.way(this.heading + (random() - .5) * .13, this.stride);
    const x = way[2], y = way[3], next = length(x, y);
    const met = this.web.ahead(way, k ? 1e-9 : .08, this.parent, this.own);
    if (met && met.step[4] !== OWN) this.hit = met.step;
    if (!met && next >= 1) this.end = RIM;
    const t = met ? met.t : next >= 1 ? (1 - ring) / (next - ring) : 1;
    this.x.push(x0 + (x - x0) * t);
    this.y.push(y0 + (y - y0) * t);
    if (met || next >= 1) return false;
    this.own.push(way);
    this.walked += this.size;
    this.straight -= this.size;
    // A straight line on a wall is straight in space, too: there the heading turns with the vessel.
    const depth = vessel.depth(next), turn = atan2(x, y), higher = max(0, depth - .03);
    const narrowing = min(1, abs(vessel.radius(depth) - vessel.radius(higher)) / (.03 * vessel.length));
    this.heading += clamp(wrap(turn - atan2(x0, y0)), -.6, .6) * (1 - narrowing);
    const isSeen = vessel.facing(OUTSIDE, depth, turn) > .02 || vessel.facing(INSIDE, depth, turn) > 0;
    this.unseen = isSeen ? 0 : this.unseen + 1;
    return this.unseen <= HIDDEN && this.feel();
  }

  /** Towards the goal at first; then slow bends, and a kink now and then. */
  steer(x, y) {
    const { random, goal } = this, dx = goal.cx - x, dy = goal.cy - y, left = length(dx, dy);
    this.aims &&= left <= this.nearest && left >= this.stride * 1.5;
    if (this.aims) {
      this.nearest = left;
      this.heading += (this.size < .02 ? .4 : .16) * wrap(atan2(dx, dy) - this.heading);
    }
    if (this.straight <= 0) {
      this.straight = .07 + .3 * random();
      const change = (random() + random() - 1) * .8 - this.drift * .55, isKink = random() < .3;
      this.drift += change;
      this.bend = isKink ? 0 : change;
      if (isKink) this.heading += change;
    }
    this.heading += this.bend * .34;
    this.bend *= .66;
  }

  /** Turns to meet an older crack ahead squarely, and may go on until it is there. */
  feel() {
    const met = this.web.ahead(this.way(this.heading, this.stride * FEEL), 1e-6, this.parent);
    if (!met) return true;
    const { step } = met;
    let turn = wrap(atan2(step[1] - step[3], step[2] - step[0]) - this.heading);
    if (abs(turn) > PI / 2) turn = wrap(turn + PI);
    this.heading += clamp(turn, -.12, .12);
    this.aims = false;
    this.budget = max(this.budget, this.walked + this.size * 10);
    return true;
  }

  /** Once, when the budget is spent: whether there is an edge straight ahead to end on. */
  goesOn() {
    const way = this.way(this.heading, this.stride * REACH), met = this.web.ahead(way, 1e-6, this.parent, this.own);
    const goesOn = this.mayGoOn && (met ? met.step[4] !== OWN : length(way[2], way[3]) >= 1);
    this.mayGoOn = this.aims = false;
    this.bend = 0;
    this.straight = this.size * REACH;
    this.budget += this.straight;
    return goesOn;
  }
}

/**
 * Adds to `crack` the turns of its points, the stretches that are seen and their length in the picture. A stretch has a
 * face and points [x, y, thinness, number]: thinness is the true foreshortening of a line's width there, found only for
 * a crack that is kept.
 */
export function see(vessel, crack, isKept) {
  const { x, y, fromRim, end } = crack, last = x.length - 1;
  crack.turns = x.map((_, k) => atan2(x[k], y[k]));
  crack.depths = x.map((_, k) => ((k || !fromRim) && (k < last || end !== RIM) ? vessel.depth(length(x[k], y[k])) : 0));
  crack.stretches = [...seenOn(vessel, OUTSIDE, crack, isKept), ...seenOn(vessel, INSIDE, crack, isKept)];
  crack.seen = 0;
  for (const { points } of crack.stretches) crack.seen += distances(points).at(-1);
}

function seenOn(vessel, face, { turns, depths, fromRim, end }, isKept) {
  const found = [], last = turns.length - 1;
  let open = null;
  for (let k = 0; k <= last; k++) {
    const isSeen = vessel.facing(face, depths[k], turns[k]) > 0;
    // A stretch begins and ends with a point just out of sight, so that it reaches the edge of what is seen.
    if (isSeen && !open) found.push((open = { face, points: k ? [point(k - 1)] : fromRim ? overLip(k) : [] }));
    if (open) open.points.push(point(k));
    if (isSeen && k === last && end === RIM) open.points.push(...overLip(k).reverse());
    if (!isSeen) open = null;
  }
  return found;

  /** The way over the lip to point `k`: from the other face to this one. */
  function overLip(k) {
    const way = face === INSIDE ? [.08, .5, .97] : [.97, .08];
    return way.map((across) => [...vessel.lip(across, turns[k]), .62, k]);
  }

  function point(k) {
    const depth = depths[k], radius = vessel.radius(depth), small = .004;
    const a = max(0, k - 1), b = k < last ? k + 1 : last;
    const across = wrap(turns[b] - turns[a]) * radius, down = (depths[b] - depths[a]) * vessel.length;
    const [x, y] = vessel.at(face, depth, turns[k]);
    if (!isKept) return [x, y, 1, k];
    const [ax, ay] = vessel.at(face, depth, turns[k] + small / radius);
    const [bx, by] = vessel.at(face, depth + small / vessel.length, turns[k]);
    const cx = ax - x, cy = ay - y, dx = bx - x, dy = by - y;
    // A small square of clay: its area in the picture by its extent along the line is its extent across it.
    const along = length(across * cx + down * dx, across * cy + down * dy) * small * vessel.scale || 1;
    return [x, y, clamp((abs(cx * dy - cy * dx) * length(across, down)) / along, .25, 1.15), k];
  }
}

/** The outline of the chip of a grave crack: along the wall, then back over the lip. Null for cracks without one. */
export function chip(vessel, { key, weight, fromRim, thin, start: { rim } }) {
  if (weight < 3 || !fromRim) return null;
  const random = chance(`chip|${key}`), size = max(.5, thin), lean = .7 * random() - .35, across = .8 + .2 * random();
  const half = ((.07 + .035 * random()) * size) / vessel.radius(0);
  const deep = ((.052 + .026 * random()) * size) / vessel.length;
  // We see the outer edge of the lip in front of us and its inner edge behind.
  const face = vessel.facing(OUTSIDE, .01, rim) > .1 ? OUTSIDE : INSIDE, wall = [], lip = [];
  for (let k = -CORNERS; k <= CORNERS; k++) {
    const s = k / CORNERS, open = 1 - s * s, turn = rim + (s + lean * open * .5) * half;
    wall.push(vessel.at(face, deep * open * (.85 + .3 * random()), turn));
    lip.unshift(vessel.lip(face === OUTSIDE ? across * open : 1 - across * open, turn, 0));
  }
  return { wall, lip };
}
