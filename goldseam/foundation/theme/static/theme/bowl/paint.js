// Colours; SVG written as text (no styles, scripts or links, so that it fits the strictest policy and any file); and
// the vessel without its cracks: its outline, a line drawing for paper, fired clay under a glaze.

import { PI, clamp, cos, length, max, min, mix, round, sin } from "./numbers.js";
import { INSIDE, OUTSIDE } from "./vessel.js";

const BLACK = "#000", WHITE = "#fff", ROUND = ' stroke-linecap="round"';

const tones = (codes) => codes.split(" ").map((code) => `#${code}`);

// Each glaze from light to dark. edge: the light on the lower side of an open crack, and how wide it is (on dark glazes
// it is what one sees). gloss, mist: strength of highlights and drifts; rain: streaks that ran down (hare's fur).
export const GLAZES = {
  clay: {
    glaze: tones("d08a62 bd6a45 a9573a 5c2a1c"), inside: tones("74361f a9583a c98058"), deep: "#4d2114",
    lip: tones("c67d55 e3ab82 a4573a"), clouds: tones("f0b083 46261e e58d58"),
    crack: "#260c06", edge: "#f3bd97", edgeWidth: 1.3, lacquer: "#4a1a0c", gloss: .3, mist: .34, rain: 0,
  },
  celadon: {
    glaze: tones("d3ddcd b7cdbd 9dbaab 53766a"), inside: tones("7b9d8f a8c4b4 cfdccf"), deep: "#47685d",
    lip: tones("d8d6bd f1efdf b9bfa6"), clouds: tones("eef3e6 5f8a80 cfe0d6"),
    crack: "#172a26", edge: "#f4faf2", edgeWidth: 1.3, lacquer: "#5d3a17", gloss: .62, mist: .3, rain: 0,
  },
  night: {
    glaze: tones("4a5568 333f56 27324a 0d121f"), inside: tones("141a28 2a354c 465269"), deep: "#080b13",
    lip: tones("7d5740 b98a66 5c3b2a"), clouds: tones("6a7a98 0b0f1a 8a5f45"),
    crack: "#010206", edge: "#a9bad8", edgeWidth: 2.6, lacquer: "#1d0f06", gloss: .55, mist: .26, rain: 230,
  },
};
export const CLAY = tones("d9b894 b88a62 7a5238"); // the same under every glaze
export const GOLD = tones("d9a945 fbe6a4 d6a03a a8741f edca73 c18a2c f4d98d 9a671b d3a040");

// All numbers are written in tenths of a unit: whole ones are the same text in every engine, short, and quickly made.
export const tenths = (value) => round(value * 10);
const pair = ([x, y]) => `${tenths(x)} ${tenths(y)}`;
const named = (names, values) => names.split(" ").map((name, k) => `${name}="${tenths(values[k])}"`).join(" ");
export const escape = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
export const start = ([x, y], dx = 0, dy = 0) => `M${tenths(x + dx)} ${tenths(y + dy)}`;
export const lines = (points, end = "") => start(points[0]) + trail(points) + end;
// So many steps that nobody sees a corner, however large the picture.
export const arc = (at, from = -PI, to = PI, steps = 90) =>
  Array.from({ length: steps + 1 }, (_, k) => at(mix(from, to, k / steps)));
export const ring = (at) => arc(at).slice(1);
export const fill = (colour, opacity) => `fill="${colour}"${opacity ? ` opacity="${Number(opacity.toFixed(2))}"` : ""}`;
export const stroke = (colour, width, opacity = 1) =>
  `fill="none" stroke="${colour}" stroke-width="${tenths(width)}" stroke-opacity="${Number(opacity.toFixed(2))}"`;

/** The way from each point to the next: the same text wherever the line begins. */
export function trail(points) {
  let text = "l", x = tenths(points[0][0]), y = tenths(points[0][1]);
  for (let k = 1; k < points.length; k++) {
    const nextX = tenths(points[k][0]), nextY = tenths(points[k][1]);
    text += `${nextX - x} ${nextY - y} `;
    x = nextX;
    y = nextY;
  }
  return text;
}

/** The outline of a line of uneven width, round at both ends: where it begins, and its way from there. */
export function ribbon(points, widths) {
  const last = points.length - 1, left = [], right = [];
  for (let k = 0; k <= last; k++) {
    const point = points[k], a = points[max(0, k - 1)], b = points[min(last, k + 1)];
    const x = b[0] - a[0], y = b[1] - a[1], half = widths[k] / 2 / (length(x, y) || 1);
    left.push([point[0] - y * half, point[1] + x * half]);
    right.push([point[0] + y * half, point[1] - x * half]);
  }
  right.reverse();
  const cap = (width, from, to) => {
    const radius = tenths(width / 2);
    return `a${radius} ${radius} 0 0 0 ${trail([from, to]).slice(1)}`;
  };
  const there = trail(left) + cap(widths[last], left[last], right[0]);
  return { from: left[0], way: `${there}${trail(right)}${cap(widths[0], right[last], left[0])}z` };
}

/** What is drawn so far, with its gradients and clips; `prefix` keeps their names apart from other drawings'. */
export class Drawing {
  defs = "";
  parts = "";

  constructor(prefix) {
    this.prefix = prefix;
  }

  url(name) {
    return `url(#${this.prefix}${name})`;
  }

  path(d, attributes) {
    this.parts += `<path d="${d}" ${attributes}/>`;
  }

  ellipse(name, opacity, ...place) {
    this.parts += `<ellipse ${named("cx cy rx ry", place)} ${fill(this.url(name), opacity)}/>`;
  }

  group(attributes, draw) {
    this.parts += `<g ${attributes}>`;
    draw();
    this.parts += "</g>";
  }

  clip(name, d) {
    this.defs += `<clipPath id="${this.prefix}${name}"><path d="${d}"/></clipPath>`;
  }

  /** A gradient of stops [offset, colour, opacity]: along a line (x1, y1, x2, y2), or round. */
  gradient(name, stops, ...line) {
    const kind = line.length ? "linear" : "radial";
    const place = line.length ? ` gradientUnits="userSpaceOnUse" ${named("x1 y1 x2 y2", line)}` : "";
    const all = stops.map(([at, colour, opacity = 1]) =>
      `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`).join("");
    this.defs += `<${kind}Gradient id="${this.prefix}${name}"${place}>${all}</${kind}Gradient>`;
  }
}

/** Outlines as paths, `side` to find points on the wall, and the box of the picture. */
export function outline(vessel, random) {
  const { foot, glazed } = vessel, sides = [], lip = (across) => (turn) => vessel.lip(across, turn, 0);
  const side = (t, turn) => vessel.at(OUTSIDE, t * vessel.footDepth, turn);
  const stand = (height, radius) => (turn) => vessel.project(radius * sin(turn), height, radius * cos(turn));
  let low = 1, lowEdge = 1;
  for (let k = 0, edge; k <= 50 && (edge = vessel.edge(k / 50)); k++) {
    [low, lowEdge] = [k / 50, edge];
    sides.unshift(side(low, -edge));
    sides.push(side(low, edge));
  }
  const base = stand(0, foot.base);
  const under = arc((turn) => side(low, turn), lowEdge, -lowEdge, 14).slice(1, -1);
  const all = [...ring(lip(0)), ...sides, ...ring(base)], xs = all.map(([x]) => x), ys = all.map(([, y]) => y);
  // The glaze ends in a wave that no hand made quite even.
  const [a, b, c] = [7, 7, 7].map((size) => size * random()), end = vessel.edge(min(low, glazed));
  const wave = (turn) => glazed + .04 * sin(2 * turn + a) + .028 * sin(5 * turn + b) + .012 * sin(9 * turn + c);
  return {
    side,
    outer: lines(ring(lip(0)), "Z"),
    inner: lines(ring(lip(1)), "Z"),
    body: lines([...sides, ...under], "Z"),
    foot: lines([...arc(stand(foot.height, foot.top), -PI / 2, PI / 2, 24), ...arc(base, PI / 2, -PI / 2, 24)], "Z"),
    ground: lines(arc(base, -1.3, 1.3, 20)),
    wave: arc((turn) => side(min(.985, wave(turn)), turn), -end, end, 44),
    // All of the inside that the near lip does not hide.
    opening: lines([...arc(lip(-.05), PI / 2, PI * 1.5, 30), ...arc(lip(1), -PI / 2, PI / 2, 30)], "Z"),
    left: min(...xs), right: max(...xs), top: min(...ys), bottom: max(...ys),
    near: lip(0)(0)[1], floor: vessel.project(0, 0, 0)[1],
  };
}

/** Lines on white, with a few strokes of shade. */
export function sketch(drawing, pot) {
  const ink = (width, colour = WHITE) => `fill="${colour}" stroke="#2b2622" stroke-width="${tenths(width)}"${ROUND}`;
  [[pot.foot, 3], [pot.body, 4], [pot.outer, 3], [pot.inner, 2]].forEach(([d, width]) => drawing.path(d, ink(width)));
}

/** Fired clay; a small picture goes without what would only be noise in it. */
export function fire(drawing, vessel, pot, glaze, random, isSmall) {
  const { left, right, top, bottom, near, floor } = pot, width = right - left, height = bottom - near;
  const kiln = { drawing, vessel, pot, glaze, random, isSmall, width, height, foot: vessel.foot.top * vessel.scale };
  gradients(kiln);
  drawing.clip("B", pot.body);
  drawing.clip("I", pot.inner);
  // A light on the ground, then the shadow.
  drawing.ellipse("h", .12, 500, floor + 10, width * .53, width * .2);
  drawing.ellipse("k", .5, 540, floor + 22, width * .5, width * .1);
  drawing.ellipse("k", .9, 516, floor + kiln.foot * .3, kiln.foot * 1.4, kiln.foot * .38);
  drawing.path(pot.foot, fill(drawing.url("b")));
  drawing.path(pot.foot, fill(BLACK, .16));
  drawing.path(pot.ground, stroke(BLACK, 3, .35));
  drawing.group(`clip-path="${drawing.url("B")}"`, () => outside(kiln));
  drawing.path(pot.outer, fill(drawing.url("l")));
  drawing.path(pot.inner, fill(drawing.url("i")));
  drawing.group(`clip-path="${drawing.url("I")}"`, () => inside(kiln));
  if (isSmall) return;
  const light = (across, raised, from, to) => lines(arc((turn) => vessel.lip(across, turn, raised), from, to, 40));
  drawing.path(light(.3, .014, -1.25, .5), stroke(WHITE, 3, .3 + glaze.gloss * .5) + ROUND);
  drawing.path(light(0, -.012, -1.4, 1.4), stroke(BLACK, 5, .16));
}

function gradients({ drawing, vessel, pot: { left, right, top, bottom, near }, glaze, height, foot }) {
  const { lip, deep } = glaze, well = vessel.open ? .26 : .82;
  // Bare clay, glaze, shade round the form, inside, depth of the well, lip.
  drawing.gradient("b", [[0, CLAY[1]], [.3, CLAY[0]], [.62, CLAY[1]], [1, CLAY[2]]], 500 - foot, 0, 500 + foot, 0);
  drawing.gradient("g", glaze.glaze.map((colour, k) => [[0, .3, .68, 1][k], colour]), 0, near - 60, 0, bottom - 10);
  const round = [[0, .5], [.07, .25], [.2, 0], [.34, .12, WHITE], [.46, 0, WHITE], [.84, .42], [.95, .6], [1, .48]];
  const shade = round.map(([at, opacity, colour = BLACK]) => [at, colour, opacity]);
  drawing.gradient("s", shade, left, near, right, near + height * .16);
  drawing.gradient("i", glaze.inside.map((colour, k) => [k / 2, colour]), left, top, right, near);
  drawing.gradient("j", [[0, deep, 0], [.35, deep, .12], [1, deep, well]], 0, top, 0, near);
  drawing.gradient("l", [[0, lip[0]], [.28, lip[1]], [.6, lip[0]], [1, lip[2]]], left, top, right, near);
  // Shadow, light, pool, drifts of other colours.
  drawing.gradient("k", [[0, BLACK, .62], [.5, BLACK, .28], [1, BLACK, 0]]);
  drawing.gradient("h", [[0, WHITE, 1], [.35, WHITE, .5], [1, WHITE, 0]]);
  drawing.gradient("p", [[0, deep, .42], [.7, deep, .24], [1, deep, 0]]);
  glaze.clouds.forEach((colour, k) => drawing.gradient(`c${k}`, [[0, colour], [.5, colour, .5], [1, colour, 0]]));
}

function drifts({ drawing, pot: { left, right }, glaze, random }, count, top, bottom, size, flat) {
  for (let k = 0; k < count; k++) {
    const x = mix(left, right, .04 + .92 * random()), y = mix(top, bottom, random());
    const wide = size * (.6 + 1.2 * random()), high = size * flat * (.5 + .6 * random());
    drawing.ellipse(`c${k % 3}`, glaze.mist * (.5 + random()), x, y, wide, high);
  }
}

function outside(kiln) {
  const { drawing, vessel, pot: { left, right, bottom, near, body, wave }, glaze, isSmall, width, height } = kiln;
  drawing.path(body, fill(drawing.url("g")));
  if (!vessel.open) {
    drawing.path(lines([...wave, [right, bottom + 9], [left, bottom + 9]], "Z"), fill(drawing.url("b")));
    drawing.path(start(wave[0], 1, 5) + trail(wave), stroke(BLACK, 7, .35));
  }
  drifts(kiln, isSmall ? 6 : 15, near - 40, bottom - 70, 125, .6);
  if (!isSmall) marks(kiln);
  drawing.path(body, fill(drawing.url("s")));
  drawing.ellipse("h", glaze.gloss * .6, left + width * .27, near + height * .2, width * .17, height * .42);
  drawing.ellipse("h", glaze.gloss * .8, left + width * .2, near + height * .2, width * .022, height * .22);
}

/** The rings of the wheel, streaks, specks, and the thick edge of the glaze. */
function marks({ drawing, vessel, pot: { side, wave }, glaze, random }) {
  let rings = "", rain = "", specks = "";
  for (let k = 1; k < 11; k++) {
    const t = (k + .6 * random()) / 16, edge = vessel.edge(t);
    if (edge) rings += lines(arc((turn) => side(t + .006 * sin(2 * turn + k), turn), -edge, edge, 24));
  }
  for (let k = 0; k < glaze.rain; k++) {
    const turn = -1.4 + 2.8 * random(), from = .02 + .1 * random() * random();
    rain += lines(arc((t) => side(t, turn), from, from + .08 + .34 * random() * random(), 3));
  }
  for (let k = 0; k < 70; k++) specks += `${start(side(.06 + .76 * random(), -1.3 + 2.6 * random()))}h1`;
  drawing.path(rings, stroke(BLACK, 4, .05));
  if (rain) drawing.path(rain, stroke(glaze.edge, 1.5, .2) + ROUND);
  drawing.path(specks, stroke(glaze.deep, 3.4, .4) + ROUND);
  if (vessel.open) return;
  drawing.path(lines(wave), stroke(BLACK, 6, .28));
  drawing.path(start(wave[0], -1, -3.5) + trail(wave), stroke(WHITE, 2.4, .22));
}

function inside(kiln) {
  const { drawing, vessel, pot: { left, right, top, near, inner }, glaze, isSmall, width } = kiln;
  const [x, y] = vessel.at(INSIDE, 1, 0), pool = vessel.at(INSIDE, .5, PI / 2)[0] - x;
  drifts(kiln, isSmall ? 2 : 7, top, near, 110, .4);
  const wheel = (k) => lines(ring((turn) => vessel.at(INSIDE, k * .115, turn)), "Z");
  if (!isSmall) drawing.path([1, 2, 3, 4, 5].map(wheel).join(""), stroke(BLACK, 5, .05));
  drawing.ellipse("p", 0, x, y, pool, pool * vessel.sinTilt * .95);
  drawing.path(inner, fill(drawing.url("j")));
  drawing.path(inner, stroke(BLACK, 16, .2));
  drawing.ellipse("h", glaze.gloss * .45, mix(left, right, .7), mix(top, near, .32), width * .2, (near - top) * .2);
}
