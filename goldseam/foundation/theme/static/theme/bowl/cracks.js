// The cracks of a history, laid one after another. Each is seeded by its own id and sees only those before it; its
// length and width depend on its number and weight. So a bowl grows and never jumps.

import { PI, TURN, abs, atan2, chance, clamp, cos, distances, floor, length, max, min, mix, round, sin, sqrt, wrap }
  from "./numbers.js";
import { INSIDE, OUTSIDE, vesselOf } from "./vessel.js";
import { RIM, Walk, Web, chip, foreshorten, seenOn } from "./crack.js";

const LENGTHS = [.72, 1.15, 1.8]; // by weight, on the chart
const WORTH_SEEING = [90, 120, 150]; // by weight, in the picture
const TRIES = 24, LATE = 300, LATE_TRIES = 12; // a bowl that full has no better place to look for
const PLACES = 640; // where a crack may want to go
const FAR = 9e9; // squared: no crack yet

/** Later cracks are shorter and finer, so that three hundred still leave clay to see. */
const fading = (index, half) => 1 / sqrt(1 + index / half);

const sampled = {};

/** Places on the clay that can be seen: as many on each piece as it is large; those on the outside first. */
function placesOf(vessel) {
  if (sampled[vessel.name]) return sampled[vessel.name];
  const random = chance("samples"), places = [];
  for (let k = 0; k < 2600 && places.length < PLACES; k++) {
    const depth = random(), turn = random() * TURN - PI;
    if (random() > vessel.radius(depth) - .02 || depth < .05) continue;
    const sine = sin(turn), cosine = cos(turn), out = vessel.facing(OUTSIDE, depth, sine, cosine);
    const face = out > .22 && depth < vessel.footDepth * .9 && !vessel.open ? OUTSIDE : INSIDE;
    if (face === INSIDE && vessel.facing(INSIDE, depth, sine, cosine) <= .03) continue;
    const [x, y] = vessel.place(face, depth, sine, cosine), worth = face === OUTSIDE ? .55 + .55 * min(.8, out) : .8;
    const side = vessel.open ? 2.2 : .5;
    const isInView = (face === INSIDE) === vessel.open && abs(abs(turn) - side) < .35 && abs(depth - .3) < .12;
    places.push({ face, depth, turn, sine, cosine, x, y, worth, isInView });
  }
  return (sampled[vessel.name] = places.sort((a, b) => a.face - b.face));
}

class Bowl {
  constructor(shape) {
    this.vessel = vesselOf(shape);
    this.places = placesOf(this.vessel);
    const table = (value) => Float64Array.from(this.places, value);
    [this.x, this.y, this.worth] = [table(({ x }) => x), table(({ y }) => y), table(({ worth }) => worth)];
    // Of each place the nearest crack so far: its squared distance in the picture, its number, and at which point.
    this.near = table(() => FAR);
    this.crack = new Int32Array(this.places.length);
    this.point = new Int32Array(this.places.length);
    // The places of either face from top to bottom.
    this.falling = [OUTSIDE, INSIDE].map((face) => Int32Array.from(this.places.keys()).filter((j) =>
      this.places[j].face === face).sort((a, b) => this.y[a] - this.y[b]));
    Object.assign(this, { web: new Web(), cracks: [], rims: [], chips: [], named: new Map() });
  }

  lay(entry, index) {
    const twins = this.named.get(entry.id) ?? 0;
    this.named.set(entry.id, twins + 1);
    const random = chance(`crack|${entry.id}|${twins}`), weight = clamp(round(Number(entry.weight) || 1), 1, 3);
    const enough = WORTH_SEEING[weight - 1] * fading(index, 13);
    const tries = index < LATE ? TRIES : LATE_TRIES;
    let best = null;
    for (let k = 1; k <= tries && !(best?.score > enough && best.x.length > 3); k++) {
      const crack = this.attempt(random, index, weight, k > tries - 5 && !(best?.score > 12));
      if (crack && !(crack.score <= best?.score)) best = crack;
    }
    this.keep(Object.assign(best, { index, weight, key: entry.id, thin: max(.24, fading(index, 26)) }));
  }

  /** A place with room, a start on an edge, a walk; the score is how much of it is seen. Null if there is no edge. */
  attempt(random, index, weight, isLast) {
    const j = this.roomiest(random, index), near = this.near[j], goal = this.goal(j);
    let start = null;
    if (goal.toRim < near * 1.2 || (index < 7 && random() < .5)) start = this.onRim(random, goal, index);
    if (!start && near < FAR) start = this.onCrack(random, this.cracks[this.crack[j]], this.point[j]);
    if (!start && isLast) start = rim(goal.turn);
    if (!start) return null;
    const heading = this.outset(start, goal), budget = LENGTHS[weight - 1] * (.85 + .3 * random()) * fading(index, 13);
    const crack = new Walk(this.vessel, this.web, random, start, heading, goal, budget);
    Object.assign(crack, { start, place: j, fromRim: start.rim !== undefined });
    crack.stretches = [OUTSIDE, INSIDE].flatMap((face) => seenOn(this.vessel, face, crack));
    crack.seen = 0;
    for (const { points } of crack.stretches) crack.seen += distances(points).at(-1);
    // A handle, from the rim to the rim near by, is no crack.
    const isHandle = crack.fromRim && crack.end === RIM && abs(wrap(start.rim - crack.clay.at(-1).turn)) < .7;
    crack.score = isHandle ? crack.seen * .1 : crack.seen;
    return crack;
  }

  /** A place as somewhere to walk to: where it is on the chart, and the square of its distance to the rim above it. */
  goal(j) {
    const { face, depth, turn, sine, cosine, x, y } = this.places[j], ring = this.vessel.ring(depth);
    const [rimX, rimY] = this.vessel.place(face, 0, sine, cosine), dx = rimX - x, dy = rimY - y;
    return { turn, cx: ring * sine, cy: ring * cosine, toRim: dx * dx + dy * dy };
  }

  /** Of a few places taken by chance, the one with most room; at first one where we look first. */
  roomiest(random, index) {
    const { near, worth, places } = this;
    let best = 0, most = -1;
    for (let k = 0; k < 48; k++) {
      const j = floor(random() * near.length);
      let room = min(sqrt(near[j]), 330) * (.8 + .3 * random()) * worth[j];
      if (index === 0 && places[j].isInView) room *= 9;
      if (room <= most) continue;
      most = room;
      best = j;
    }
    return best;
  }

  /** On the rim above the goal, where no other crack begins. */
  onRim(random, goal, index) {
    for (let k = 0; k < 5; k++) {
      const turn = goal.turn + (random() - .5) * (.5 + k * .35);
      if (this.rims.every((other) => abs(wrap(other - turn)) > .42 / (1 + index / 7))) return rim(turn);
    }
    return null;
  }

  /** On the nearest crack, on a step that no other crack touches. */
  onCrack(random, { x, y, used, index }, point) {
    const middle = point + floor((random() - .5) * 6), t = .3 + .4 * random();
    for (let k = 0; k < 15; k++) {
      const step = middle + (k & 1 ? -1 : 1) * ((k + 1) >> 1);
      if (step < 0 || step > x.length - 2 || used[step]) continue;
      return { x: mix(x[step], x[step + 1], t), y: mix(y[step], y[step + 1], t), step, parent: index };
    }
    return null;
  }

  /** Towards the goal, but never along the edge it starts from: 43 degrees at the least. */
  outset(start, goal) {
    const towards = atan2(goal.cx - start.x, goal.cy - start.y);
    if (start.rim !== undefined) return start.rim + PI + clamp(wrap(towards - start.rim - PI), -.85, .85);
    const { x, y } = this.cracks[start.parent], k = start.step, along = atan2(x[k + 1] - x[k], y[k + 1] - y[k]);
    const off = wrap(towards - along);
    return along + (off < 0 ? -1 : 1) * clamp(abs(off), .75, PI - .75);
  }

  keep(crack) {
    const { start, index, hit, clay, own } = crack, last = own.length;
    foreshorten(this.vessel, crack);
    crack.used = new Uint8Array(last + 2);
    crack.used[0] = crack.fromRim;
    if (crack.fromRim) this.rims.push(start.rim);
    else use(this.cracks[start.parent], start.step);
    if (crack.end === RIM) this.rims.push(clay[last].turn);
    if (hit) use(this.cracks[hit[4]], hit[5]);
    for (const step of own) {
      step[4] = index;
      this.web.add(step);
    }
    // Two chips side by side would look like teeth.
    if (!this.chips.some((other) => abs(wrap(other - start.rim)) < .5)) crack.chip = chip(this.vessel, crack);
    if (crack.chip) this.chips.push(start.rim);
    this.cracks.push(crack);
    this.near[crack.place] *= .4; // taken, even if the crack did not get there: or the next would stand beside it
    this.measure(crack);
  }

  /** How near the places are to a new crack. The more cracks there are, the less far there is to look. */
  measure({ index, stretches }) {
    const reach = index < 12 ? 2000 : index < 60 ? 150 : 90, gap = 15;
    for (const { face, points } of stretches) {
      let last = [1e9, 0];
      for (const point of points) {
        if (abs(point[0] - last[0]) + abs(point[1] - last[1]) < gap) continue;
        last = point;
        this.compare(point, this.falling[face], reach, index);
      }
    }
  }

  compare(point, places, reach, index) {
    const { x, y, near } = this, px = point[0], py = point[1];
    for (const j of places) {
      const dy = y[j] - py, dx = x[j] - px, here = dx * dx + dy * dy;
      if (dy > reach) return;
      if (dy < -reach || here >= near[j]) continue;
      near[j] = here;
      this.crack[j] = index;
      this.point[j] = point[3];
    }
  }
}

const rim = (turn) => ({ x: sin(turn), y: cos(turn), rim: turn });

/** Marks a step and its neighbours: no third crack may meet there. */
function use({ used }, step) {
  used[step] = used[max(0, step - 1)] = used[step + 1] = 1;
}

/** The cracks of `history` in its order: lines on the chart, stretches in the picture, chips. */
export function layCracks(history, shape) {
  const bowl = new Bowl(shape);
  history.forEach((entry, index) => bowl.lay(entry, index));
  return bowl.cracks;
}
