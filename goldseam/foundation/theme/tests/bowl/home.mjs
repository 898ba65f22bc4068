// Prints the bowl of the first page: four mends, the first of which reaches the left edge, where the page's line enters.

import { drawBowl } from "../../static/theme/bowl/bowl.js";

const mends = [3, 3, 2, 2].map((weight, k) => ({ id: `home-4500-${k + 1}`, weight, mended: true }));
const box = 'viewBox="800 1500 8600 7000" width="860" height="700"';
console.log(drawBowl(mends, { prefix: "home" }).replace(/viewBox=".*?" width="\d+" height="\d+"/, box));
