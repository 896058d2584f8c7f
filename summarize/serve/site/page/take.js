// Copies, prints and saves a summary.
import { $, tell, toast } from "./elements.js";
import { post } from "./requests.js";
import { isModel, loading, methodOf, modelOf, queryFor, side, text, unit, wanted } from "./state.js";

const KINDS = { json: ["application/json", "json"], html: ["text/html", "html"], markdown: ["text/markdown", "md"] };

export async function take(kind, key) {
  const { summary } = side[key];
  if (!summary) return toast("There is no summary yet");
  const plain = summary.map((each) => each.text).join("\n");
  try {
    if (kind === "copy") return await copy(plain);
    if (kind === "print") { document.body.classList.toggle("print-b", key === "b"); return window.print(); }
    const [accept, suffix] = KINDS[kind];
    const body = {
      document: { ...text.document, title: text.document.title ?? text.name ?? null },
      ...(isModel(key) ? { model: modelOf(key) } : { method: methodOf(key) }),
      [unit]: wanted[unit],
      query: queryFor(key),
      cite: kind === "markdown",
    };
    const answer = await (await post("v1/summaries", body, loading.signal, accept)).text();
    save(kind === "json" ? JSON.stringify(JSON.parse(answer), null, 2) : answer, accept, suffix);
  } catch (error) {
    if (error.name !== "AbortError") tell(error.message);
  }
}

async function copy(plain) {
  try {
    await navigator.clipboard.writeText(plain);
  } catch { // not at http://, except on this machine
    const area = Object.assign(document.createElement("textarea"), { value: plain });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  toast("Copied");
}

function save(content, type, suffix) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = `${$("title").textContent.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60) || "summary"}.${suffix}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  toast("Saved");
}
