// What is new in a bowl appears along its crack: dark when it breaks, gold when it is mended. Calm, and not at all for
// visitors who want no motion.

/** Shows `entries` in `bowl` (a <kintsugi-bowl>); settles when nothing moves any more. */
export async function lay(bowl, entries) {
  const known = new Map(bowl.entries.map(({ id, mended }) => [id, Boolean(mended)])), before = bowl.stage.firstChild;
  bowl.history = entries;
  const after = bowl.stage.firstChild;
  const isNew = ({ dataset, classList }) => known.get(dataset.id) !== classList.contains("mended");
  const changed = Array.from(after.querySelectorAll("[data-id]")).filter(isNew);
  if (!changed.length || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const paths = changed.map((path) => `<path class="laying" pathLength="1" d="${path.getAttribute("d")}"/>`).join("");
  after.innerHTML = `<mask id="laying">${paths}</mask><g mask="url(#laying)">${after.innerHTML}</g>`;
  bowl.stage.prepend(before);
  await Promise.allSettled(after.getAnimations({ subtree: true }).map((motion) => motion.finished));
  if (bowl.stage.contains(after)) bowl.show();
}
