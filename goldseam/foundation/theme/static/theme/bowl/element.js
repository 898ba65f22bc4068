// <kintsugi-bowl shape glaze size>: draws the history that stands in it as a list. Without script the list is all there
// is. Each <li data-id data-weight data-mended> is an entry, in the order of noting; one with data-gone was deleted and
// keeps its place. The .summary says what is seen. A small one, in a line of text, has its entries in `history`.

import { drawBowl } from "./bowl.js";

const PRINTING = ["beforeprint", "afterprint"];

class KintsugiBowl extends HTMLElement {
  stage = Object.assign(document.createElement("div"), { className: "stage" });

  connectedCallback() {
    this.prepend(this.stage);
    this.history = this.entries ?? JSON.parse(this.getAttribute("history")) ?? this.listed();
    this.querySelector("details")?.removeAttribute("open");
    for (const type of PRINTING) addEventListener(type, this);
  }

  listed() {
    const read = ({ dataset: { id, weight, mended, gone } }) =>
      ({ id, weight, mended: mended !== undefined, gone: gone !== undefined });
    return Array.from(this.querySelectorAll("li[data-id]"), read);
  }

  disconnectedCallback() {
    for (const type of PRINTING) removeEventListener(type, this);
  }

  handleEvent({ type }) {
    this.show(type === "beforeprint" ? "print" : undefined);
  }

  /** Entries as drawBowl takes them. */
  set history(entries) {
    this.entries = entries;
    this.show();
  }

  /** Draws them. On the page the summary beside it says what is seen: the drawing is silent. */
  show(palette = this.getAttribute("glaze")) {
    this.stage.innerHTML = this.draw({ palette, size: Number(this.getAttribute("size") ?? 640) });
  }

  /** The picture on its own, with its summary. */
  svg(size) {
    const title = this.querySelector(".summary")?.textContent.trim();
    return this.draw({ palette: this.getAttribute("glaze"), size, title });
  }

  draw(look) {
    return drawBowl(this.entries, { ...look, shape: this.getAttribute("shape") });
  }
}

customElements.define("kintsugi-bowl", KintsugiBowl);
