// Prints what test_bowl.py looks at: `node print.mjs drawings 7` many drawings as JSON, `digest` one hash for an engine.

import { createHash } from "node:crypto";
import { drawBowl } from "../../static/theme/bowl/bowl.js";
import { GLAZES, SHAPES, chooser, fixed, history } from "./histories.mjs";

const [what, seed] = process.argv.slice(2);
const every = (draw) => SHAPES.flatMap((shape) => GLAZES.map((palette) => draw({ shape, palette })));

if (what === "drawings") {
  const choose = chooser(Number(seed));
  const draw = (look) => [48, 90, 640].map((size) => drawBowl(history(choose, choose.upTo(40)), { ...look, size, title: "&<" }));
  console.log(JSON.stringify(every(draw).flat()));
} else {
  console.log(createHash("sha256").update(every((look) => drawBowl(fixed(90), look)).join("")).digest("hex"));
}
