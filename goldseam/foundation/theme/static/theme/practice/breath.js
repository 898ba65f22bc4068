// The pause: one minute, four seconds in and six seconds out. Longer out than in is what calms.

const IN = 4000, OUT = 6000, ROUNDS = 6;

const wait = (time) => new Promise((done) => setTimeout(done, time));

/** Breathes with the visitor in `figure`, says so in `word`, and ends after a minute or when `isOver()`. */
export async function breathe(figure, word, say, isOver) {
  for (let round = 0; round < ROUNDS; round++) {
    for (const [phase, time] of [["in", IN], ["out", OUT]]) {
      if (isOver()) return false;
      figure.className = `breath ${phase}`;
      word.textContent = say(`breathe_${phase}`);
      await wait(time);
    }
  }
  figure.className = "breath";
  if (!isOver()) word.textContent = say("breathe_done");
  return true;
}
