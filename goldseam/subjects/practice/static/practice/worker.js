// Keeps the practice for when there is no connection. KNOWN stands above: { name, start, kept }. Everything is kept when
// this version is installed, as visitors whom nobody knows see it; pages are asked for anew while there is a connection.

const scope = new URL(KNOWN.start, location.origin).pathname;

async function install() {
  const cache = await caches.open(KNOWN.name);
  await cache.addAll(KNOWN.kept.map((address) => new Request(address, { credentials: "omit" })));
  await self.skipWaiting();
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith("practice-") && name !== KNOWN.name);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request) {
  const kept = await caches.match(request, { cacheName: KNOWN.name, ignoreSearch: true });
  if (request.mode !== "navigate") return kept ?? fetch(request);
  try {
    return await fetch(request);
  } catch (failure) {
    if (kept) return kept;
    throw failure;
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event, address = new URL(request.url);
  const isOurs = address.origin === location.origin && request.method === "GET";
  if (isOurs && (address.pathname.startsWith(scope) || KNOWN.kept.includes(address.pathname))) {
    event.respondWith(answer(request));
  }
});
