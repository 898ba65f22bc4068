// A history of ruptures as a mended bowl: the same history gives the same text of SVG in every engine. Entries are
// { id, weight 1 to 3, mended, gone } in the order of noting; one that is gone leaves its place in the clay.

import { layCracks } from "./cracks.js";
import { abs, chance, clamp, distances, floor, hash, max, mix, round } from "./numbers.js";
import { CLAY, Drawing, GLAZES, GOLD, escape, fill, fire, lines, outline, ribbon, sketch, start, stroke, tenths, trail }
  from "./paint.js";
import { INSIDE, vesselOf } from "./vessel.js";
import { TIP } from "./crack.js";

const GOLD_EDGE = ' stroke="#5d380c" stroke-opacity=".6" stroke-width="13" paint-order="stroke"';

/** `palette` is a glaze, or `print` for a line drawing; `title` says what is seen (without one it is decoration). */
export function drawBowl(history, { shape, palette, size = 640, prefix, title } = {}) {
  const vessel = vesselOf(shape), glaze = palette === "print" ? null : GLAZES[palette] ?? GLAZES.clay;
  const random = chance(`glaze|${vessel.name}${palette ?? "clay"}|4`);
  const pot = outline(vessel, random), pixel = 1000 / size, isSmall = size < 100, isTiny = size < 64;
  const key = JSON.stringify([shape, palette, size, history.map(({ id, mended }) => [id, mended])]);
  const drawing = new Drawing(prefix ?? `kb${hash(key)}`);
  const look = { drawing, glaze, pixel, isSmall, isTiny }, most = isTiny ? 16 : isSmall ? 60 : Infinity;
  if (glaze) fire(drawing, vessel, pot, glaze, random, isSmall);
  else sketch(drawing, pot);
  drawing.clip("K", pot.opening);
  drawing.gradient("a", GOLD.map((colour, k) => [k / 8, colour]), pot.left, pot.top, pot.right, pot.bottom - 60);
  const seams = layCracks(history, shape).map((crack) => seamOf(crack, history[crack.index], pixel));
  const seen = seams.filter((seam) => !seam.gone && (seam.index < most || seam.seen > pixel * 6));
  paint(look, seams, seen, (face) => face === INSIDE, `clip-path="${drawing.url("K")}" `);
  paint(look, seams, seen, (face) => face !== INSIDE, "");
  for (const seam of seen) if (seam.chip && seam.index < most) paintChip(look, seam);
  return frame(drawing, pot, size, isSmall, title);
}

/** A crack with its paint. Nothing is thinner than about one pixel, or it would not be seen. */
function seamOf(crack, { mended, gone }, pixel) {
  const { thin, weight, key } = crack, random = chance(`seam|${key}`);
  return Object.assign(crack, {
    random, gone, mended: Boolean(mended),
    gold: max((4.4 + 1.5 * weight) * thin, pixel * 1.1 * max(.6, thin)),
    hair: max((1 + .42 * weight) * max(.6, thin), pixel * .62 * max(.75, thin)),
  });
}

/** All stretches of one layer: light edges and shadows, then the cracks, then the gold. */
function paint(look, seams, seen, isHere, clip) {
  const { drawing, glaze, pixel, isSmall, isTiny } = look, dark = glaze?.crack ?? "#111", all = [];
  for (const seam of seen) for (const { face, points } of seam.stretches) {
    if (isHere(face)) all.push({ seam, points, from: points[0], way: trail(points) });
  }
  if (!all.length) return;
  const open = all.filter(({ seam }) => !seam.mended), gold = all.filter(({ seam }) => seam.mended);
  for (const part of gold) {
    part.widths = widths(part, seams);
    part.ribbon = ribbon(part.points, part.widths);
  }
  drawing.group(`${clip}stroke-linejoin="round" stroke-linecap="round"`, () => {
    if (glaze && open.length && (glaze.edgeWidth > 2 || !isSmall)) {
      const width = max(glaze.edgeWidth, pixel * glaze.edgeWidth * .46);
      drawing.path(joined(open, ({ from, way }) => start(from, 1.3, 1.1) + way), stroke(glaze.edge, width, .8));
    }
    if (glaze && gold.length && !isTiny) {
      const shadow = ({ seam, ribbon: { from, way } }) => start(from, seam.gold * .16 + .4, seam.gold * .24 + .8) + way;
      drawing.path(joined(gold, shadow), 'fill-opacity=".42"');
    }
    for (const { seam, from, way } of all) {
      // The one path a crack keeps for life: mending changes only its paint.
      const colour = seam.mended ? stroke(glaze?.lacquer ?? "#6b4a12", seam.gold * .8, .55) : stroke(dark, seam.hair);
      drawing.path(start(from) + way, `class="${seam.mended ? "mended" : "open"}" data-id="${escape(seam.key)}" ${colour}`);
    }
    const begun = ({ points }) => lines(points.slice(0, max(2, round(points.length * .6))));
    if (open.length && !isTiny) drawing.path(joined(open, begun), stroke(dark, 2, .8));
    if (gold.length) layGold(look, gold);
  });
}

const joined = (parts, path) => parts.map(path).join("");

/** The gold, its lower edge in shade, and on its upper a light that breaks off here and there. */
function layGold({ drawing, glaze, isSmall, isTiny }, gold) {
  const ribbons = joined(gold, ({ ribbon: { from, way } }) => start(from) + way);
  drawing.path(ribbons, fill(glaze ? drawing.url("a") : "#a87c22") + (!glaze || isTiny ? "" : GOLD_EDGE));
  if (isSmall || !glaze) return;
  const beside = (dx, dy) => ({ points, widths }) =>
    lines(points.map((point, k) => [point[0] + widths[k] * dx, point[1] + widths[k] * dy]));
  const wide = gold.filter(({ seam }) => seam.gold > 3.5);
  if (wide.length) drawing.path(joined(wide, beside(.24, .27)), stroke("#6a3f08", 1.2, .38));
  drawing.path(joined(gold, beside(-.17, -.2)), `${stroke("#fff6d6", 1, .7)} stroke-dasharray="340 70 700 120 180 240"`);
}

/** How wide the gold is at each point: it swells as lacquer does, runs into the gold it meets and thins to its tip. */
function widths({ seam, points }, seams) {
  const last = points.length - 1, swell = Array.from({ length: 16 }, seam.random), along = distances(points);
  // A stretch with the first point of its crack begins on the parent; one with the last point ends on what it hit.
  const isStart = points[0][3] === 0, isEnd = points[last][3] === seam.x.length - 1;
  const before = isStart && seams[seam.start.parent], behind = isEnd && seam.hit && seams[seam.hit[4]];
  const isTip = isEnd && seam.end === TIP && !seam.hit, reach = seam.gold * 1.6;
  const into = (size, other, away) => {
    const near = 1 - away / reach;
    if (!other || near <= 0) return size;
    const wanted = other.mended ? clamp((other.gold * .9) / seam.gold, .55, 1.6) : .8;
    return size + (wanted - size) * near * (2 - near);
  };
  return points.map((point, k) => {
    const place = along[k] / 21, j = floor(place), t = place - j;
    let size = .74 + .52 * mix(swell[j & 15], swell[(j + 1) & 15], t * t * (3 - 2 * t));
    size = into(into(size, before, along[k]), behind, along[last] - along[k]);
    if (isTip) size *= clamp(.1 + (along[last] - along[k]) / (along[last] * .45 + 1), .1, 1);
    return max(.35, seam.gold * size * point[2]);
  });
}

/** Raw clay in shade, or gold that fills the gap. */
function paintChip({ drawing, glaze, isSmall, isTiny }, { chip: { wall, lip }, mended }) {
  const whole = [...wall, ...lip], path = lines(whole, "Z");
  const edge = (points, dy, ...paint) => drawing.path(start(points[0], 0, dy) + trail(points), stroke(...paint));
  if (!glaze) drawing.path(path, `fill="${mended ? "#a87c22" : "#fff"}" stroke="#111" stroke-width="15"`);
  else if (mended) {
    if (!isTiny) drawing.path(`${start(whole[0], 1.2, 2)}${trail(whole)}Z`, 'fill-opacity=".42"');
    drawing.path(path, fill(drawing.url("a")) + GOLD_EDGE);
    if (!isSmall) edge(wall, -2.2, "#6a3f08", 2, .38);
    if (!isSmall) edge(lip, 1.8, "#fff6d6", 1.6, .75);
  } else {
    drawing.path(path, `fill="${CLAY[1]}" stroke="${glaze.crack}" stroke-width="16"`);
    drawing.path(path, `fill="${glaze.crack}" fill-opacity=".38"`);
    if (!isSmall) edge(lip, 0, glaze.crack, 2.4, .7);
    if (!isSmall) edge(wall, -1.6, CLAY[0], 1.3, .7);
  }
}

/** A square round the pot, with room for its shadow. */
function frame({ defs, parts }, { left, right, top, bottom, floor }, size, isSmall, title) {
  const low = max(bottom, floor + 110) + (isSmall ? -20 : 20), room = isSmall ? 12 : 88;
  const side = max(right - left, low - top) + room;
  const box = [506 - side / 2, (top + low) / 2 - side / 2, side, side].map(tenths).join(" ");
  const said = title ? `role="img" aria-label="${escape(title)}"` : 'aria-hidden="true"';
  const place = `viewBox="${box}" width="${size}" height="${size}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${place} ${said}><defs>${defs}</defs>${parts}</svg>`;
}
