// Histories by chance, the same for the same seed, so that a failure can be looked at again.

export function chooser(seed) {
  let state = seed;
  const chance = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return { chance, upTo: (count) => Math.floor(chance() * count) };
}

/** `count` entries of any weight, about six in ten mended, one in ten deleted. */
export function history({ chance, upTo }, count, deleted = 0.1) {
  return Array.from({ length: count }, (_, k) => ({
    id: `${upTo(1e9).toString(36)}-${k}`, weight: 1 + upTo(3), mended: chance() < 0.6, gone: chance() < deleted,
  }));
}

/** A history that is always the same, for comparing engines. */
export const fixed = (count) =>
  Array.from({ length: count }, (_, k) => ({ id: `q${k}`, weight: 1 + (k % 3), mended: k % 4 > 0, gone: k % 17 === 5 }));

export const SHAPES = ["teabowl", "dish", "cup"];
export const GLAZES = ["clay", "celadon", "night", "print"];

/** The geometry of a crack as text: on the chart and in the picture. */
export const geometry = (crack) => JSON.stringify([crack.x, crack.y, crack.stretches, crack.chip]);

/** The path of each crack by its id. */
export function paths(svg) {
  const found = new Map();
  for (const [, d, id] of svg.matchAll(/<path d="([^"]*)" class="(?:open|mended)" data-id="([^"]*)"/g)) {
    found.set(id, (found.get(id) ?? "") + d);
  }
  return found;
}
