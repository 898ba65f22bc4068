// The vessel: two profiles turned round an axis, bent as by hand, seen in weak perspective. A point of its shell is
// (face, depth, turn): depth 0 is the lip and 1 the middle of the well; turn 0 looks at us.

import { PI, chance, clamp, cos, distances, floor, length, max, min, mix, sin } from "./numbers.js";

export const OUTSIDE = 0, INSIDE = 1;

const EYE = 5.6; // how far away we stand, in radii of the lip
const STEPS = 96; // samples along a profile

// Profiles are (radius, height) from the lip down. tilt: how far we look down; glazed: how far down the glaze ran;
// open: so shallow that we look at its inside.
const SHAPES = {
  teabowl: {
    tilt: .4, scale: 392, glazed: .66, open: false, foot: { top: .46, base: .43, height: .2 },
    outside: [[.985, 1.26], [1.015, 1.06], [1.025, .84], [.985, .58], [.85, .36], [.62, .235], [.45, .19]],
    inside: [[.925, 1.26], [.95, 1.06], [.955, .82], [.9, .56], [.74, .37], [.42, .28], [0, .26]],
  },
  dish: {
    tilt: .52, scale: 428, glazed: 1, open: true, foot: { top: .47, base: .45, height: .27 },
    outside: [[1.03, .62], [.99, .53], [.9, .42], [.76, .335], [.6, .285], [.46, .265]],
    inside: [[.98, .62], [.94, .54], [.84, .45], [.67, .37], [.4, .325], [0, .31]],
  },
  cup: {
    tilt: .36, scale: 432, glazed: .77, open: false, foot: { top: .4, base: .37, height: .13 },
    outside: [[.76, 1.38], [.725, 1.14], [.72, .82], [.69, .48], [.58, .23], [.46, .145], [.39, .115]],
    inside: [[.705, 1.38], [.675, 1.14], [.665, .82], [.63, .5], [.5, .3], [.28, .23], [0, .22]],
  },
};

/** The value at t, from 0 to 1, of a table sampled at even distances. */
function read(table, t) {
  const place = clamp(t, 0, 1) * STEPS, k = min(STEPS - 1, floor(place));
  return table[k] + (table[k + 1] - table[k]) * (place - k);
}

const between = (a, b, t) => [mix(a[0], b[0], t), mix(a[1], b[1], t)];

/** A few corners made round (Chaikin, four times), then sampled at even distances. */
function profile(corners) {
  let line = corners;
  for (let k = 0; k < 4; k++) {
    const cut = line.slice(1).flatMap((b, j) => [between(line[j], b, .25), between(line[j], b, .75)]);
    line = [line[0], ...cut, line[line.length - 1]];
  }
  const along = distances(line), radius = [], height = [], last = line.length - 1;
  for (let k = 0, j = 0; k <= STEPS; k++) {
    const here = (along[last] * k) / STEPS;
    while (j < last - 1 && along[j + 1] < here) j++;
    const [r, h] = between(line[j], line[j + 1], (here - along[j]) / (along[j + 1] - along[j]));
    radius.push(r);
    height.push(h);
  }
  return { radius, height, length: along[last] };
}

class Vessel {
  constructor(name) {
    const shape = SHAPES[name], random = chance(`clay|${name}|10`);
    Object.assign(this, shape, { name, faces: [profile(shape.outside), profile(shape.inside)] });
    this.lipHeight = shape.outside[0][1];
    this.middle = this.lipHeight / 2;
    this.sinTilt = sin(shape.tilt);
    this.cosTilt = cos(shape.tilt);
    this.length = this.faces[INSIDE].length;
    // Both faces share the depth of the inside; the outside ends where the foot begins.
    this.footDepth = 1;
    while (read(this.faces[INSIDE].radius, this.footDepth) < shape.foot.top * .92) this.footDepth -= .005;
    const bend = (size) => {
      const phase = 7 * random();
      return [size * cos(phase), size * sin(phase)];
    };
    this.bends = [.013, .007, .026, .013, .007].flatMap(bend);
    this.unroll();
  }

  /**
   * The chart: the shell unrolled on a disc without changing angles; the lip is the circle of radius 1. A crack is an
   * ordinary line there, turns as on the clay, and nothing happens where the angle wraps round.
   */
  unroll() {
    const rings = [1];
    for (let k = 1; k <= STEPS; k++) {
      const half = this.length / STEPS / 2 / max(.03, this.radius((k - .5) / STEPS));
      rings.push((rings[k - 1] * (1 - half)) / (1 + half));
    }
    const least = rings[STEPS];
    this.rings = rings.map((size) => (size - least) / (1 - least));
  }

  ring(depth) {
    return read(this.rings, depth);
  }

  depth(ring) {
    let k = 0;
    for (let half = 64; half >= 1; half /= 2) if (k + half < STEPS && this.rings[k + half] > ring) k += half;
    return (k + (this.rings[k] - ring) / (this.rings[k] - this.rings[k + 1])) / STEPS;
  }

  radius(depth) {
    return read(this.faces[INSIDE].radius, depth) + .02;
  }

  /** A point in space, x to the right and z towards us, in the picture of about 1000 units. */
  project(x, height, z) {
    const up = height - this.middle;
    const size = (this.scale * EYE) / (EYE - z * this.cosTilt - up * this.sinTilt);
    return [500 + x * size, 500 - (up * this.cosTilt - z * this.sinTilt) * size];
  }

  /**
   * The same for a point of the turned form, whose turn is given by its sine and cosine; a hand bent it most at the lip
   * (loose 1) and not at the foot (0), in two, three and one wave a round.
   */
  bend(radius, height, sine, cosine, loose) {
    const by = this.bends, lift = loose * loose;
    const cosine2 = cosine * cosine - sine * sine, sine2 = 2 * sine * cosine;
    const cosine3 = cosine * cosine2 - sine * sine2, sine3 = sine * cosine2 + cosine * sine2;
    const r = radius * (1 + loose * (cosine2 * by[0] - sine2 * by[1] + cosine3 * by[2] - sine3 * by[3]));
    const waves = cosine * by[4] - sine * by[5] + cosine2 * by[6] - sine2 * by[7] + cosine3 * by[8] - sine3 * by[9];
    return this.project(r * sine + .03 * lift, height + lift * waves, r * cosine);
  }

  at(face, depth, turn) {
    return this.place(face, depth, sin(turn), cos(turn));
  }

  place(face, depth, sine, cosine) {
    const t = face === INSIDE ? depth : depth / this.footDepth, { radius, height } = this.faces[face];
    return this.bend(read(radius, t), read(height, t), sine, cosine, 1 - min(1, t));
  }

  /** On top of the wall: across 0 is its outer edge, 1 its inner. */
  lip(across, turn, raised = .012) {
    const [outer, inner] = this.faces, radius = mix(outer.radius[0], inner.radius[0], across);
    return this.bend(radius, this.lipHeight + raised, sin(turn), cos(turn), 1);
  }

  /** More than 0 where this face is seen: the outside by its normal, the inside past the near lip. */
  facing(face, depth, sine, cosine) {
    const { radius, height } = this.faces[face], eye = this.middle + EYE * this.sinTilt, away = EYE * this.cosTilt;
    if (face === INSIDE) {
      const r = read(radius, depth), h = read(height, depth), k = (this.lipHeight - h) / (eye - h);
      return radius[0] + .002 - length(r * sine * (1 - k), r * cosine * (1 - k) + away * k);
    }
    if (depth > this.footDepth) return -1;
    const t = depth / this.footDepth, above = max(0, t - .004), below = min(1, t + .004);
    const out = read(height, above) - read(height, below), up = read(radius, below) - read(radius, above);
    return (out * (cosine * away - read(radius, t)) + up * (eye - read(height, t))) / (length(out, up) || 1) / EYE;
  }

  /** The turn at which the outside goes out of sight, t from lip to foot; 0 where all of it is hidden. */
  edge(t) {
    let turn = 0;
    for (let step = PI / 2; step > 1e-5; step /= 2) {
      if (this.facing(OUTSIDE, t * this.footDepth, sin(turn + step), cos(turn + step)) > 0) turn += step;
    }
    return turn < .001 ? 0 : turn;
  }
}

const made = {};

/** The vessel called teabowl, dish or cup (a tea bowl by any other name); each is made once. */
export const vesselOf = (name) => (made[name] ??= new Vessel(name in SHAPES ? name : "teabowl"));
