// The summary that a method selects. The server ranks once and sends the selections for all lengths, so the slider needs
// no request.
import { $, count, setText, tell } from "./elements.js";
import { pieces, post } from "./requests.js";
import { labelOf, mark } from "./source.js";
import { LENGTHS, cache, isModel, methodOf, newRequest, queryFor, side, text, unit, wanted } from "./state.js";

// Calls `onStep` with the side for each length that comes after the first.
export async function select(key, onStep) {
  const method = isModel(key) ? "auto" : methodOf(key);
  const query = isModel(key) ? undefined : queryFor(key);
  const name = JSON.stringify([method, query, unit]);
  const state = side[key];
  if (cache.has(name)) { state.steps = cache.get(name); state.request?.abort(); return; }
  const signal = newRequest(key);
  const body = { document: text.document, method, query, [unit]: LENGTHS[unit] };
  const lines = pieces(await post("v1/selections", body, signal, "application/x-ndjson"), "\n");
  const header = JSON.parse((await lines.next()).value);
  const steps = [];
  steps.scores = header.scores;
  const first = await lines.next();
  if (!first.done) steps.push(JSON.parse(first.value));
  state.steps = steps;
  cache.set(name, steps);
  rest(key, name, lines, steps, onStep);
  return header;
}

async function rest(key, name, lines, steps, onStep) {
  try {
    for await (const line of lines) {
      steps.push(JSON.parse(line));
      if (side[key].steps === steps && text?.sentences) onStep(key);
    }
  } catch (error) {
    cache.delete(name);
    if (error.name !== "AbortError") tell(error.message);
  }
}

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
