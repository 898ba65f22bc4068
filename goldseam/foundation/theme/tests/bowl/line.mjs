// Prints the line drawing of the leaflet: nine breaks, all but two mended.

import { drawBowl } from "../../static/theme/bowl/bowl.js";

const breaks = [2, 3, 1, 2, 1, 3, 2, 1, 2].map((weight, k) => ({ id: `leaflet-${k + 1}`, weight, mended: k !== 4 && k !== 8 }));
const box = 'viewBox="800 1500 8600 6900" width="860" height="690"';
console.log(drawBowl(breaks, { palette: "print", prefix: "line" }).replace(/viewBox=".*?" width="\d+" height="\d+"/, box));
