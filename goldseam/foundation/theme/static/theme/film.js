// The film is fetched only after somebody has pressed for it.
for (const panel of document.querySelectorAll(".film[data-player]")) {
  const button = panel.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => {
    const player = document.createElement("iframe");
    player.src = panel.dataset.player;
    player.title = panel.dataset.title;
    player.allow = "fullscreen; picture-in-picture";
    player.allowFullscreen = true;
    player.referrerPolicy = "strict-origin-when-cross-origin";
    panel.querySelector(".screen").replaceChildren(player);
    panel.querySelector(".screen").removeAttribute("aria-hidden");
    panel.classList.add("playing");
    button.remove();
    player.focus();
  });
}
