// Lets the worker keep the practice for when there is no connection, where the browser can.

const { worker, scope } = document.querySelector("[data-worker]").dataset;
navigator.serviceWorker?.register(worker, { scope });
