// Passkeys. A form[data-passkey] stays hidden unless this browser can use them here; its one button asks the browser for
// the key and sends the form. "sign-in" fetches its question when pressed, the others find it in the page.
const able = window.isSecureContext && window.PublicKeyCredential && window.webauthnJSON;

async function question(form) {
  if (form.dataset.passkey !== "sign-in") {
    return JSON.parse(document.getElementById("passkey-data").textContent);
  }
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return answer.json();
}

async function credential(form) {
  const asked = await question(form);
  if (form.dataset.passkey !== "make") return window.webauthnJSON.get(asked.request_options);
  const alone = form.elements.passwordless?.checked ?? false;
  const wish = asked.creation_options.publicKey.authenticatorSelection;
  wish.residentKey = alone ? "required" : "discouraged";
  wish.requireResidentKey = alone;
  if (alone) wish.userVerification = "required";
  return window.webauthnJSON.create(asked.creation_options);
}

if (able) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.querySelector("button").addEventListener("click", async () => {
      try {
        const field = form.elements.credential ?? form.elements["again-credential"];
        field.value = JSON.stringify(await credential(form));
      } catch (error) {
        // The person closed the browser's question: the page stays as it is.
        if (error.name === "NotAllowedError" || error.name === "AbortError") return;
        throw error;
      }
      form.submit();
    });
  }
  for (const instead of document.querySelectorAll("[data-no-passkey]")) instead.hidden = true;
}
