// <kintsugi-bowl shape glaze size>: draws the history that stands in it as a list. Without script the list is all there
// is. Each <li data-id data-weight data-mended> is an entry, in the order of noting; the .summary says what is seen.

import { drawBowl } from "./bowl.js";

const PRINTING = ["beforeprint", "afterprint"];

class KintsugiBowl extends HTMLElement {
  stage = Object.assign(document.createElement("div"), { className: "stage" });

  connectedCallback() {
    this.prepend(this.stage);
    const read = ({ dataset: { id, weight, mended } }) => ({ id, weight, mended: mended !== undefined });
    this.history = Array.from(this.querySelectorAll("li[data-id]"), read);
    for (const type of PRINTING) addEventListener(type, this);
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

  show(palette = this.getAttribute("glaze") ?? undefined) {
    this.stage.innerHTML = this.svg(this.getAttribute("size") ?? 640, palette);
  }

  svg(size, palette) {
    const title = this.querySelector(".summary")?.textContent.trim(), shape = this.getAttribute("shape") ?? undefined;
    return drawBowl(this.entries, { shape, palette, size, title });
  }
}

customElements.define("kintsugi-bowl", KintsugiBowl);
