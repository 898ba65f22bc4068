// Beside "Show filters" Wagtail shows how many are set, and the button's name does not say it (WCAG 2.2, 2.5.3).
const SHOWN = "button[aria-label] .w-drilldown__count";
const names = new WeakMap();

function name(count) {
  const button = count.closest("button");
  if (!names.has(button)) names.set(button, button.getAttribute("aria-label"));
  const said = count.hidden ? names.get(button) : `${names.get(button)}: ${count.textContent.trim()}`;
  if (button.getAttribute("aria-label") !== said) button.setAttribute("aria-label", said);
}

const filters = document.getElementById("filters-drilldown");
const look = () => filters.querySelectorAll(SHOWN).forEach(name);
if (filters) {
  new MutationObserver(look).observe(filters, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["hidden"],
  });
  look();
}
