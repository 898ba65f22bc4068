// Where the notes are kept: IndexedDB of this browser, and nowhere else. A note keeps the place in which it was noted
// (`order`); one that is deleted leaves only place, id and weight, so that the other cracks stay where they are.

const NAME = "rupture-and-repair";

function opened() {
  return new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("entries", { keyPath: "order", autoIncrement: true });
      request.result.createObjectStore("choices");
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

/** Runs `work(entries, choices)` in one transaction: all of it is kept, or nothing. */
async function within(mode, work) {
  const database = await opened();
  try {
    return await new Promise((done, failed) => {
      const transaction = database.transaction(["entries", "choices"], mode);
      const result = work(transaction.objectStore("entries"), transaction.objectStore("choices"));
      transaction.oncomplete = () => done(result);
      transaction.onerror = transaction.onabort = () => failed(transaction.error);
    });
  } finally {
    database.close();
  }
}

const BOWL = { shape: "teabowl", glaze: "clay" };

/** All there is: { entries in the order of noting, bowl, age }. */
export async function read() {
  const [entries, bowl, age] = await within("readonly", (entries, choices) => [
    entries.getAll(), choices.get("bowl"), choices.get("age"),
  ]);
  return { entries: entries.result, bowl: bowl.result ?? BOWL, age: age.result };
}

/** Keeps a new note in the next place, or one that has a place already. Gives its place. */
export async function keep(entry) {
  const request = await within("readwrite", (entries) => entries.put(entry));
  return request.result;
}

export const gone = ({ order, id, weight }) => ({ order, id, weight, gone: true });
export const remove = (entry) => keep(gone(entry));

export const choose = (name, value) => within("readwrite", (_, choices) => choices.put(value, name));

/** Puts these notes and this bowl in the place of what is kept. */
export function replace({ entries, bowl }) {
  return within("readwrite", (kept, choices) => {
    kept.clear();
    for (const entry of entries) kept.put(entry);
    choices.put(bowl, "bowl");
  });
}

export function forget() {
  return new Promise((done, failed) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = done;
    request.onerror = () => failed(request.error);
  });
}

/** A name for a note that no other note has. */
export const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(36)).join("");
