// One crack: how it walks over the chart, and what is seen of it. It meets only cracks that are older, so that what
// comes later moves nothing.

import { PI, abs, atan2, chance, clamp, cos, floor, length, max, min, sin, sqrt, wrap } from "./numbers.js";
import { INSIDE, OUTSIDE } from "./vessel.js";

const CELLS = 56; // columns and rows of the grid in which steps are looked up
const LONGEST = 140; // steps
const HIDDEN = 2; // steps that may be walked where nobody sees them
const FEEL = 9; // steps ahead at which an older crack is felt
const REACH = 24; // steps that a crack goes on at its end if an edge is there: shards, not sticks
const OWN = -1; // stands for the crack that is walking
const CORNERS = 4; // of a chip, to each side: it breaks off in a few facets
const LIP = .62; // thinness of a line on top of the wall
const ROUNDING = 1e-9;

export const TIP = 0, RIM = 1; // how a walk ends; one that hits an older crack has its step in `hit`

const cell = (v) => clamp(floor(((v + 1) * CELLS) / 2), 0, CELLS - 1);

/** All steps of all cracks laid so far. A step is [x0, y0, x1, y1, crack, number]. */
export class Web {
  cells = Array(CELLS * CELLS);

  add(step) {
    const right = cell(max(step[0], step[2])), low = cell(max(step[1], step[3]));
    for (let y = cell(min(step[1], step[3])); y <= low; y++) {
      for (let x = cell(min(step[0], step[2])); x <= right; x++) (this.cells[y * CELLS + x] ??= []).push(step);
    }
  }

  /**
   * The first step that `way` would cross, as { t, step }; step is null if there is none. A crack touches the one it
   * begins on: crossings with `parent` before t = `from` do not count, nor do the last two of the walker's `own` steps.
   */
  ahead(way, from, parent, own) {
    const met = { t: 1.000001, step: null }, x0 = way[0], y0 = way[1], x1 = way[2], y1 = way[3], high = 2 / CELLS;
    const left = min(x0, x1) - ROUNDING, right = max(x0, x1) + ROUNDING, low = cell(max(y0, y1));
    const slope = (x1 - x0) / (y1 - y0 || ROUNDING);
    for (let row = cell(min(y0, y1)); row <= low; row++) {
      // Of a row only the cells that the way goes through.
      const a = x0 + (row * high - 1 - y0) * slope, b = a + high * slope, last = cell(min(right, max(a, b) + ROUNDING));
      for (let column = cell(max(left, min(a, b) - ROUNDING)); column <= last; column++) {
        const steps = this.cells[row * CELLS + column];
        if (steps) for (let k = 0; k < steps.length; k++) meet(way, steps[k], from, parent, met);
      }
    }
    if (own) for (let k = 0; k < own.length - 2; k++) meet(way, own[k], from, parent, met);
    return met;
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
  x = [];
  y = [];
  clay = []; // of each point where it is on the clay, and on which faces it is seen
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
    Object.assign(this, { vessel, web, random, heading, goal, budget, size, parent });
    this.add(start.x, start.y, start.rim !== undefined);
    for (let k = 0; k < LONGEST && this.step(k); k++) if (this.walked >= this.budget && !this.goesOn()) break;
  }

  /** Goes on to a point; whether one sees it there. */
  add(x, y, isRim) {
    const { vessel } = this, ring = length(x, y) || 1e-9, depth = isRim ? 0 : vessel.depth(ring);
    const sine = x / ring, cosine = y / ring, outside = vessel.facing(OUTSIDE, depth, sine, cosine);
    const isInside = vessel.facing(INSIDE, depth, sine, cosine) > 0;
    this.x.push(x);
    this.y.push(y);
    this.clay.push({ depth, turn: atan2(x, y), sine, cosine, isOutside: outside > 0, isInside });
    return outside > .02 || isInside;
  }

  /** A step of one's own from the tip in that direction. */
  way(heading, reach) {
    const x = this.x[this.x.length - 1], y = this.y[this.y.length - 1];
    return [x, y, x + sin(heading) * reach, y + cos(heading) * reach, OWN, this.own.length];
  }

  /** One step; false when the walk is over. */
  step(k) {
    const { vessel, random } = this, x0 = this.x[k], y0 = this.y[k], ring = max(.004, length(x0, y0));
    const here = this.clay[k];
    // A step on the clay, as long as it is on the chart here.
    this.stride = (this.size * (.8 + .4 * random()) * ring) / vessel.radius(here.depth);
    this.steer(x0, y0);
    const way = this.way(this.heading + (random() - .5) * .13, this.stride), x = way[2], y = way[3];
    const next = length(x, y), { t, step } = this.web.ahead(way, k ? 1e-9 : .08, this.parent, this.own);
    this.own.push(way);
    if (step || next >= 1) {
      if (!step) this.end = RIM;
      else if (step[4] !== OWN) this.hit = step;
      const part = step ? min(1, t) : (1 - ring) / (next - ring);
      this.add((way[2] = x0 + (x - x0) * part), (way[3] = y0 + (y - y0) * part), !step);
      return false;
    }
    this.unseen = this.add(x, y, false) ? 0 : this.unseen + 1;
    this.walked += this.size;
    this.straight -= this.size;
    // A straight line on a wall is straight in space, too: there the heading turns with the vessel.
    const { depth, turn } = this.clay[k + 1], higher = max(0, depth - .03);
    const narrowing = min(1, abs(vessel.radius(depth) - vessel.radius(higher)) / (.03 * vessel.length));
    this.heading += clamp(wrap(turn - here.turn), -.6, .6) * (1 - narrowing);
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
    if (!met.step) return true;
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
    const way = this.way(this.heading, this.stride * REACH), { step } = this.web.ahead(way, 1e-6, this.parent, this.own);
    const goesOn = this.mayGoOn && (step ? step[4] !== OWN : length(way[2], way[3]) >= 1);
    this.mayGoOn = this.aims = false;
    this.bend = 0;
    this.straight = this.size * REACH;
    this.budget += this.straight;
    return goesOn;
  }
}

/** The stretches of a crack that are seen on that face: points [x, y, thinness, number] in the picture. */
export function seenOn(vessel, face, { clay, fromRim, end }) {
  const found = [], last = clay.length - 1;
  let open = null;
  for (let k = 0; k <= last; k++) {
    const isSeen = face === INSIDE ? clay[k].isInside : clay[k].isOutside;
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
    return way.map((across) => [...vessel.lip(across, clay[k].turn), LIP, k]);
  }

  function point(k) {
    const { depth, sine, cosine } = clay[k], place = vessel.place(face, depth, sine, cosine);
    return [place[0], place[1], 1, k];
  }
}

/** Gives the points of a crack that is kept their thinness: the true foreshortening of a line's width there. */
export function foreshorten(vessel, { clay, stretches }) {
  const last = clay.length - 1, small = .004;
  for (const { face, points } of stretches) for (const point of points) {
    if (point[2] === LIP) continue;
    const k = point[3], { depth, sine, cosine } = clay[k], radius = vessel.radius(depth);
    const a = clay[max(0, k - 1)], b = clay[min(last, k + 1)];
    const across = wrap(b.turn - a.turn) * radius, down = (b.depth - a.depth) * vessel.length;
    const s = sin(small / radius), c = sqrt(1 - s * s);
    const beside = vessel.place(face, depth, sine * c + cosine * s, cosine * c - sine * s);
    const below = vessel.place(face, depth + small / vessel.length, sine, cosine);
    const cx = beside[0] - point[0], cy = beside[1] - point[1], dx = below[0] - point[0], dy = below[1] - point[1];
    // A small square of clay: its area in the picture by its extent along the line is its extent across it.
    const along = length(across * cx + down * dx, across * cy + down * dy) * small * vessel.scale || 1;
    point[2] = clamp((abs(cx * dy - cy * dx) * length(across, down)) / along, .25, 1.15);
  }
}

/** The outline of the chip of a grave crack: along the wall, then back over the lip. Null for cracks without one. */
export function chip(vessel, { key, weight, fromRim, thin, start: { rim } }) {
  if (weight < 3 || !fromRim) return null;
  const random = chance(`chip|${key}`), size = max(.5, thin), lean = .7 * random() - .35, across = .8 + .2 * random();
  const half = ((.07 + .035 * random()) * size) / vessel.radius(0);
  const deep = ((.052 + .026 * random()) * size) / vessel.length;
  // We see the outer edge of the lip in front of us and its inner edge behind.
  const face = vessel.facing(OUTSIDE, .01, sin(rim), cos(rim)) > .1 ? OUTSIDE : INSIDE, wall = [], lip = [];
  for (let k = -CORNERS; k <= CORNERS; k++) {
    const s = k / CORNERS, open = 1 - s * s, turn = rim + (s + lean * open * .5) * half;
    wall.push(vessel.at(face, deep * open * (.85 + .3 * random()), turn));
    lip.unshift(vessel.lip(face === OUTSIDE ? across * open : 1 - across * open, turn, 0));
  }
  return { wall, lip };
}
