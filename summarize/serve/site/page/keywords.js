// Keywords, which mark their places in the source.
import { $ } from "./elements.js";
import { lastBefore } from "./places.js";
import { post } from "./requests.js";
import { text } from "./state.js";

export async function showKeywords(signal) {
  marked.clear();
  try {
    const found = await (await post("v1/keywords", { document: text.document, n: 12 }, signal)).json();
    $("keywords").replaceChildren(...found.keywords.map((keyword) => {
      const chip = Object.assign(document.createElement("button"), { type: "button", textContent: keyword.text, dir: "auto" });
      chip.append(Object.assign(document.createElement("small"), { textContent: keyword.spans.length }));
      chip.setAttribute("aria-pressed", "false");
      chip.onclick = () => toggleKeyword(chip, keyword.spans);
      return chip;
    }));
  } catch (error) {
    if (error.name !== "AbortError") $("keywords").replaceChildren();
  }
}

const marked = new Map();
function toggleKeyword(chip, spans) {
  const isOn = chip.getAttribute("aria-pressed") !== "true";
  chip.setAttribute("aria-pressed", isOn);
  if (isOn) marked.set(chip, spans.flatMap(([start, end]) => rangesOf(text.units(start), text.units(end))));
  else marked.delete(chip);
  const all = [...marked.values()].flat();
  CSS.highlights?.set("keyword", new Highlight(...all));
  if (isOn && marked.get(chip).length) marked.get(chip)[0].startContainer.parentElement.scrollIntoView({ block: "center" });
}

function rangesOf(start, end) {
  const ranges = [];
  for (let i = Math.max(0, lastBefore(text.sentences, start, (each) => each.start)); i < text.sentences.length && text.sentences[i].start < end; i++) {
    const sentence = text.sentences[i];
    if (sentence.end <= start) continue;
    const range = document.createRange(), inside = text.nodes[i].firstChild;
    range.setStart(inside, Math.max(0, start - sentence.first));
    range.setEnd(inside, Math.max(0, Math.min(sentence.end, end) - sentence.first));
    ranges.push(range);
  }
  return ranges;
}
