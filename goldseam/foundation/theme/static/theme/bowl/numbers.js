// Arithmetic that gives the same digits in every engine: + - * / and sqrt are exact by IEEE 754, Math.sin is not.

export const { abs, floor, max, min, round, sqrt } = Math;
export const PI = 3.141592653589793, TURN = 2 * PI;

export const clamp = (value, low, high) => (value < low ? low : value > high ? high : value);
export const mix = (a, b, t) => a + (b - a) * t;
export const length = (x, y) => sqrt(x * x + y * y);
export const wrap = (angle) => angle - round(angle / TURN) * TURN;

/** How far each point of a line is along it. */
export function distances(points) {
  const along = [0];
  for (let k = 1; k < points.length; k++) {
    along.push(along[k - 1] + length(points[k][0] - points[k - 1][0], points[k][1] - points[k - 1][1]));
  }
  return along;
}

// Taylor's series, after folding into the quarter turn round 0: eleven digits.
export function sin(angle) {
  let x = wrap(angle);
  if (x > PI / 2) x = PI - x;
  else if (x < -PI / 2) x = -PI - x;
  const y = x * x;
  return x * (1 - (y / 6) * (1 - (y / 20) * (1 - (y / 42) * (1 - (y / 72) * (1 - (y / 110) * (1 - y / 156))))));
}

export const cos = (angle) => sin(angle + PI / 2);

// Halving the angle twice makes the series short.
function arctan(slope) {
  let z = slope / (1 + sqrt(1 + slope * slope));
  z /= 1 + sqrt(1 + z * z);
  const y = z * z;
  return 4 * z * (1 - y * (1 / 3 - y * (1 / 5 - y * (1 / 7 - y * (1 / 9 - y / 11)))));
}

export function atan2(y, x) {
  if (abs(y) > abs(x)) return (y < 0 ? -PI / 2 : PI / 2) - arctan(x / y);
  return (x < 0 ? (y < 0 ? -PI : PI) : 0) + (x ? arctan(y / x) : 0);
}

/** 32 bits of a text (FNV-1a, stirred once more). */
export function hash(text) {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  h = Math.imul(h ^ (h >>> 16), 2246822507);
  return (h ^ (h >>> 13)) >>> 0;
}

/** Numbers from 0 to 1 that look like chance, the same for the same text (xorshift, which must not begin at 0). */
export function chance(text) {
  // In a typed array, since engines would put each number of 32 bits in a box of its own.
  const state = new Uint32Array([hash(text) || 1]);
  return () => {
    let x = state[0];
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    state[0] = x;
    return (x >>> 0) / 4294967296;
  };
}
