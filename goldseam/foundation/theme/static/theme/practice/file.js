// The copy in a file, locked on request, and the way back. A file that is not whole changes nothing and says why.

import { isDay } from "./days.js";

export const FORMAT = "goldseam/rupture-and-repair";
export const VERSION = 1;

export const LARGEST = 5_000_000; // bytes
const MOST = 10_000; // notes
// OWASP's Password Storage Cheat Sheet for PBKDF2-HMAC-SHA256; a file may ask for more, up to what a phone bears.
const ROUNDS = 600_000, MOST_ROUNDS = 5_000_000;
const MEANS = { kdf: "PBKDF2-SHA256", cipher: "AES-256-GCM" };
const SHAPES = ["teabowl", "dish", "cup"], GLAZES = ["clay", "celadon", "night"];

/** Why a file was refused: `key` is one of the page's sentences. */
export class Refused extends Error {
  constructor(key, values = {}) {
    super(key);
    Object.assign(this, { key, values });
  }
}

export async function pack({ entries, bowl }, passphrase) {
  const body = JSON.stringify({ bowl, entries });
  const content = passphrase ? { locked: await lock(body, passphrase) } : { bowl, entries };
  return JSON.stringify({ format: FORMAT, version: VERSION, ...content }, null, 1);
}

/** What a file holds, as { entries, bowl }; `known` are the keys that notes may name. Raises Refused. */
export async function unpack(text, passphrase, known) {
  if (text.length > LARGEST) throw new Refused("too_large");
  const file = parsed(text);
  if (file?.format !== FORMAT) throw new Refused("not_ours");
  if (!Number.isInteger(file.version) || file.version < 1) throw new Refused("not_ours");
  if (file.version > VERSION) throw new Refused("too_new");
  return checked(file.locked ? parsed(await unlock(file.locked, passphrase)) : file, known);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused("not_json");
  }
}

async function keyFor(passphrase, salt, rounds) {
  const secret = new TextEncoder().encode(passphrase.normalize("NFKC"));
  const base = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

const written = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""));

function bytesOf(text) {
  try {
    return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  } catch {
    throw new Refused("wrong_words");
  }
}

async function lock(body, passphrase) {
  const salt = crypto.getRandomValues(new Uint8Array(16)), iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyFor(passphrase, salt, ROUNDS);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(body));
  return { ...MEANS, rounds: ROUNDS, salt: written(salt), iv: written(iv), body: written(sealed) };
}

async function unlock({ kdf, rounds, cipher, salt, iv, body }, passphrase) {
  if (!crypto.subtle) throw new Refused("no_lock");
  if (!passphrase) throw new Refused("needs_words");
  const isOurs = kdf === MEANS.kdf && cipher === MEANS.cipher && Number.isInteger(rounds) && rounds > 0;
  if (!isOurs || rounds > MOST_ROUNDS) throw new Refused("not_ours");
  const key = await keyFor(passphrase, bytesOf(salt), rounds), sealed = bytesOf(body), nonce = bytesOf(iv);
  try {
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, key, sealed));
  } catch {
    throw new Refused("wrong_words");
  }
}

const isText = (longest) => (value) => typeof value === "string" && value.length <= longest;
const isKeys = (known) => (value) => Array.isArray(value) && value.every((key) => Object.hasOwn(known, key));
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const PLACE = {
  order: (value) => Number.isSafeInteger(value) && value > 0,
  id: (value) => isText(40)(value) && value !== "",
  weight: (value) => [1, 2, 3].includes(value),
};
const noteOf = ({ what, felt }) => ({
  when: isDay, what: isKeys(what), what_own: isText(400), felt: isKeys(felt), felt_own: isText(100),
  mended: (value) => value === null || isObject(value),
});

function checked(content, known) {
  const { bowl, entries } = isObject(content) ? content : {};
  if (!isObject(bowl) || !SHAPES.includes(bowl.shape) || !GLAZES.includes(bowl.glaze)) throw new Refused("bad_bowl");
  if (!Array.isArray(entries)) throw new Refused("not_ours");
  if (entries.length > MOST) throw new Refused("too_large");
  const ids = new Set(), orders = new Set();
  const whole = entries.map((entry, k) => {
    const note = only(entry, k + 1, known);
    if (ids.has(note.id) || orders.has(note.order)) throw new Refused("twice", { number: k + 1 });
    ids.add(note.id);
    orders.add(note.order);
    return note;
  });
  return { bowl: { shape: bowl.shape, glaze: bowl.glaze }, entries: whole };
}

/** The note with what it must have, and nothing else. */
function only(entry, number, known) {
  const take = (from, rules) => Object.fromEntries(Object.entries(rules).map(([part, isWhole]) => {
    if (!isObject(from) || !isWhole(from[part])) throw new Refused("bad_note", { number, part });
    return [part, from[part]];
  }));
  const place = take(entry, PLACE);
  if (entry.gone === true) return { ...place, gone: true };
  const note = { ...place, ...take(entry, noteOf(known)) };
  if (!note.mended) return note;
  const mended = take(note.mended, { when: isDay, ways: isKeys(known.ways), own: isText(400) });
  if (mended.when < note.when) throw new Refused("bad_note", { number, part: "mended" });
  return { ...note, mended };
}
