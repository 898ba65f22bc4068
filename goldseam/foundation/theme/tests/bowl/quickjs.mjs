// The same drawings in another JavaScript engine (QuickJS): prints the hash that `print.mjs digest` prints in V8.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { getQuickJS } from "quickjs-emscripten";

const BOWL = new URL("../../static/theme/bowl/", import.meta.url);
const HERE = new URL("./", import.meta.url);
const engine = await getQuickJS();
const runtime = engine.newRuntime();
runtime.setMemoryLimit(512 * 1024 * 1024);
runtime.setModuleLoader((name) => readFileSync(new URL(name, name.includes("histories") ? HERE : BOWL), "utf8"), (from, to) =>
  to.replace("./", ""));
const context = runtime.newContext();
const program = `
  import { drawBowl } from "./bowl.js";
  import { GLAZES, SHAPES, fixed } from "./histories.mjs";
  globalThis.drawn = SHAPES.flatMap((shape) => GLAZES.map((palette) => drawBowl(fixed(90), { shape, palette }))).join("");
`;
const result = context.evalCode(program, "program.js", { type: "module" });
context.unwrapResult(result).dispose();
const drawn = context.getProp(context.global, "drawn").consume(context.getString.bind(context));
console.log(createHash("sha256").update(drawn).digest("hex"));
