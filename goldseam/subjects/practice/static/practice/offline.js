// Lets the worker keep the practice for when there is no connection, where the browser can,
// once the page itself is there.

const { worker, scope } = document.querySelector("[data-worker]").dataset;
const keep = () => navigator.serviceWorker?.register(worker, { scope });
if (document.readyState === "complete") keep();
else addEventListener("load", keep);
