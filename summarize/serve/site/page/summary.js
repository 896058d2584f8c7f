// The summary that a method selects, at the length of the slider.
import { $, count, setText } from "./elements.js";
import { labelOf } from "./places.js";
import { mark } from "./source.js";
import { side, text, unit, wanted } from "./state.js";

export function paintSelected(key) {
  const state = side[key];
  const step = state.steps.findLast((each) => each[unit] <= wanted[unit]) ?? state.steps[0];
  if (!step) return;
  show(key, step.positions);
  const sentences = $("panel-b").hidden ? `${count(step.positions.length, "sentence")}, ` : "";
  setText(`measure-${key}`, sentences + count(step.n_words, "word"));
  setText(`notes-${key}`, step.notes.filter((note) => !text.document.notes.includes(note)).join("; "));
  $(`written-${key}`).hidden = $(`missing-${key}`).hidden = true;
  state.summary = step.positions.map((i) => ({ text: fold(i), label: labelOf(i) }));
}

// Shows the sentences at these positions, and touches only what changes.
export function show(key, positions) {
  const state = side[key], list = $(`list-${key}`);
  const now = new Set(positions);
  for (const i of state.chosen) if (!now.has(i)) mark(i, key, false);
  for (const [i, item] of state.items) if (!now.has(i)) { item.remove(); state.items.delete(i); }
  list.lang = $("source").lang;
  list.classList.toggle("long", positions.length > 200);
  let next = list.firstElementChild;
  for (const i of positions) {
    let item = state.items.get(i);
    if (!item) { item = itemOf(i, key); state.items.set(i, item); list.insertBefore(item, next); }
    else { while (next && next !== item) { const other = next.nextElementSibling; next.remove(); next = other; } next = item.nextElementSibling; }
    mark(i, key, true);
  }
  while (next) { const other = next.nextElementSibling; next.remove(); next = other; }
  state.chosen = positions;
}

function itemOf(i, key) {
  const item = document.createElement("li"), link = document.createElement("a");
  link.href = `#s${i}`;
  link.dir = "auto";
  link.dataset.i = i;
  link.textContent = fold(i);
  const label = labelOf(i);
  if (label) link.append(Object.assign(document.createElement("small"), { textContent: label }));
  item.append(link);
  return item;
}

function fold(i) { return text.nodes[i].textContent.split(/\s+/).join(" ").trim().replace(/^(?:[-*•–]|\d{1,3}[.)])\s+/, ""); }
