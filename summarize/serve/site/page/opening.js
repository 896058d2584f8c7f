// A new text: pasted, written, from a file or a web address, or an example.
import { paint, refresh } from "./controls.js";
import { $, main, tell } from "./elements.js";
import { call, post } from "./requests.js";
import { draw, showKeywords, unitsOf } from "./source.js";
import { SIDES, begin, forget, loading } from "./state.js";
import { select } from "./summary.js";

async function open(values, name) {
  tell("");
  $("start").classList.add("busy");
  try {
    let found;
    if (values instanceof File) {
      if (values.size > +main.dataset.bytes) throw new Error(`The file is larger than this server accepts (${(main.dataset.bytes / 1e6)} MB).`);
      const form = new FormData();
      form.append("file", values);
      found = await (await call("v1/extract", { method: "POST", body: form })).json();
      name = found.title || values.name;
    } else if (values.url) {
      found = await (await post("v1/extract", values)).json();
      name = found.title || values.url;
    } else {
      found = { text: values.text, language: null, title: null, page_starts: [], cues: [], notes: [] };
    }
    await start(found, name);
  } catch (error) {
    tell(error.message);
  } finally {
    $("start").classList.remove("busy");
  }
}

async function start(found, name) {
  begin({ document: found, name, units: unitsOf(found.text), sentences: null, nodes: [], n: 0 });
  const header = await select("a", paint); // throws if it is no text
  $("start").hidden = true;
  $("work").hidden = false;
  draw(header);
  paint("a");
  showKeywords(loading.signal);
  if (!$("panel-b").hidden) refresh("b");
  $("length").focus({ preventScroll: true });
}

function again() {
  forget();
  $("work").hidden = true;
  $("start").hidden = false;
  $("source").replaceChildren();
  $("keywords").replaceChildren();
  CSS.highlights?.clear();
  for (const key of SIDES) $(`list-${key}`).replaceChildren();
  tell("");
  $("text").focus();
}

export function listenForTexts() {
  $("entry").onsubmit = (event) => {
    event.preventDefault();
    const url = $("url")?.value.trim();
    if ($("text").value.trim()) open({ text: $("text").value });
    else if (url) open({ url });
    else { tell("Paste a text first, or choose a file."); $("text").focus(); }
  };
  $("text").onkeydown = (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) $("entry").requestSubmit(); };
  $("text").onpaste = (event) => { // a long text goes where only what is seen is drawn
    const pasted = event.clipboardData.getData("text/plain");
    if (event.clipboardData.files.length) { event.preventDefault(); open(event.clipboardData.files[0]); }
    else if (!$("text").value && pasted.length > 20_000) { event.preventDefault(); open({ text: pasted }); }
  };
  $("choose").onclick = () => $("file").click();
  $("file").onchange = () => { if ($("file").files[0]) open($("file").files[0]); $("file").value = ""; };
  $("examples").onclick = async (event) => {
    const name = event.target.dataset.example;
    if (name) open({ text: await (await call(`examples/${name}`)).text() });
  };
  $("again").onclick = again;
  dropping();
}

function dropping() {
  let depth = 0;
  const set = (n) => { depth = Math.max(0, n); document.body.classList.toggle("dropping", depth > 0); };
  addEventListener("dragenter", (event) => { if (event.dataTransfer.types.includes("Files")) { event.preventDefault(); set(depth + 1); } });
  addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
  addEventListener("dragleave", () => set(depth - 1));
  addEventListener("drop", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    set(0);
    if (event.dataTransfer.files[0]) open(event.dataTransfer.files[0]);
  });
}
