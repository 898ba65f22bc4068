// One thing at a time: the screens of the practice, led by the part of the address after #, so that "back" goes back.

const root = document.getElementById("practice");
const named = Array.from(root.querySelectorAll("[data-screen]"), (screen) => [screen.dataset.screen, screen]);
const screens = new Map(named);
const withBowl = document.getElementById("practice-bowl");
const entering = new Map();

/** Calls `enter` each time the screen is shown; when it gives the name of another screen, that one is shown instead. */
export const onEnter = (name, enter) => entering.set(name, enter);

export function go(name) {
  if (location.hash === `#${name}`) show();
  else location.hash = name;
}

function show(isFirst) {
  const asked = location.hash.slice(1);
  if (asked && !screens.has(asked)) return;
  const name = asked || "start", instead = entering.get(name)?.();
  if (instead) return go(instead);
  for (const [other, screen] of screens) screen.hidden = other !== name;
  withBowl.hidden = !withBowl.contains(screens.get(name));
  if (isFirst && !asked) return;
  const heading = screens.get(name).querySelector("[tabindex]");
  heading.focus({ preventScroll: true });
  root.scrollIntoView({ block: "start" });
}

export function begin() {
  addEventListener("hashchange", () => {
    document.getElementById("practice-said").textContent = "";
    show();
  });
  show(true);
}
