// "Save as picture": buttons [data-save] with the value svg or png in a <kintsugi-bowl>, hidden until script is there.

const PAPER = "#f5efe3"; // behind a PNG: many programs show what is transparent as black

/** Hands the bowl over as a file. */
export async function save(bowl, kind) {
  const drawing = bowl.svg(1600), address = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
  const href = kind === "png" ? await painted(address) : address;
  Object.assign(document.createElement("a"), { href, download: `bowl.${kind}` }).click();
}

async function painted(address) {
  const image = Object.assign(new Image(), { src: address }), canvas = document.createElement("canvas");
  await image.decode();
  canvas.width = canvas.height = image.width;
  const pen = canvas.getContext("2d");
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0);
  return canvas.toDataURL("image/png");
}

for (const button of document.querySelectorAll("kintsugi-bowl [data-save]")) {
  button.closest("[hidden]")?.removeAttribute("hidden");
  button.addEventListener("click", () => save(button.closest("kintsugi-bowl"), button.dataset.save));
}
