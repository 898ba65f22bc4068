// The price beside the number, as it changes: the page itself works it out, so there is one price for all.

const form = document.getElementById("how-many"), number = document.getElementById("seats");
let waits, asking;

async function show() {
  asking?.abort();
  asking = new AbortController();
  const address = `${location.pathname}?seats=${encodeURIComponent(number.value)}`;
  try {
    const answer = await fetch(address, { signal: asking.signal, headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    replace(page);
    history.replaceState(null, "", address);
  } catch (error) {
    if (error.name !== "AbortError") return; // without a network the button still asks
  }
}

function replace(page) {
  document.getElementById("price-now").replaceChildren(...page.getElementById("price-now").childNodes);
  const here = document.getElementById("order"), there = page.getElementById("order");
  if (here && there) { // what was typed stays
    here.elements.seats.value = there.elements.seats.value;
    here.querySelector("button").textContent = there.querySelector("button").textContent;
  } else if (there) {
    document.getElementById("ordering").replaceChildren(...page.getElementById("ordering").childNodes);
  }
}

number?.addEventListener("input", () => {
  clearTimeout(waits);
  waits = setTimeout(show, 250);
});
