// The summary that a model writes.
import { $, setText, tell } from "./elements.js";
import { pieces, post } from "./requests.js";
import { lastBefore, mark, placeLabel } from "./source.js";
import { cache, methodOf, modelOf, newRequest, queryFor, side, text, unit, wanted } from "./state.js";
import { show } from "./summary.js";

function writtenName(key) { return JSON.stringify(["written", methodOf(key), queryFor(key), unit, wanted[unit]]); }

export function paintWritten(key) {
  const found = cache.get(writtenName(key)), state = side[key];
  $(`write-${key}`).hidden = false;
  if (state.isWriting) return;
  if (!found) {
    show(key, []);
    state.summary = null;
    $(`written-${key}`).hidden = $(`missing-${key}`).hidden = true;
    setText(`measure-${key}`, "");
    setText(`notes-${key}`, "The model writes at this length when you ask for it.");
    return;
  }
  showWritten(key, found);
}

export async function write(key) {
  const state = side[key], name = writtenName(key);
  const signal = newRequest(key);
  state.isWriting = true;
  show(key, []);
  const written = $(`written-${key}`);
  written.textContent = "";
  written.hidden = false;
  setText(`notes-${key}`, "");
  $(`panel-${key}`).classList.add("busy");
  $(`write-${key}`).disabled = true;
  try {
    const body = { document: text.document, model: modelOf(key), query: queryFor(key), [unit]: wanted[unit], stream: true };
    for await (const event of pieces(await post("v1/summaries", body, signal, "text/event-stream"), "\n\n")) {
      const [, kind, data] = /^event: (\w+)\ndata: (.*)$/s.exec(event) ?? [];
      if (kind === "text") written.append(JSON.parse(data).text);
      if (kind === "progress") { const { n_read, n_parts } = JSON.parse(data); setText(`measure-${key}`, `read ${n_read} of ${n_parts} parts`); }
      if (kind === "problem") throw new Error(JSON.parse(data).detail);
      if (kind === "summary") cache.set(name, JSON.parse(data));
    }
  } catch (error) {
    if (error.name !== "AbortError") tell(error.message);
  }
  state.isWriting = false;
  $(`panel-${key}`).classList.remove("busy");
  $(`write-${key}`).disabled = false;
  if (text) paintWritten(key);
}

function showWritten(key, found) {
  const list = $(`list-${key}`), state = side[key];
  const positions = new Set();
  $(`written-${key}`).hidden = true;
  state.items.clear();
  for (const i of state.chosen) mark(i, key, false);
  list.replaceChildren(...found.sentences.map((sentence) => {
    const own = [];
    for (const { start, end } of sentence.sources) {
      for (let i = Math.max(0, lastBefore(text.sentences, start, (each) => each.at)); i < text.sentences.length && text.sentences[i].at < end; i++) own.push(i);
    }
    own.forEach((i) => positions.add(i));
    const item = document.createElement("li"), link = document.createElement("a");
    link.dir = "auto";
    if (own.length) { link.href = `#s${own[0]}`; link.dataset.i = own[0]; }
    underline(link, sentence.text, found.unsupported);
    const label = [`support ${Math.round(100 * sentence.support)} %`, placeLabel(sentence.page, sentence.time, sentence.speaker)];
    link.append(Object.assign(document.createElement("small"), { textContent: label.filter(Boolean).join(" · ") }));
    item.classList.toggle("low", sentence.support < 0.5);
    item.append(link);
    return item;
  }));
  state.chosen = [...positions].sort((x, y) => x - y);
  state.chosen.forEach((i) => mark(i, key, true));
  state.summary = found.sentences.map((each) => ({ text: each.text, label: placeLabel(each.page, each.time, each.speaker) }));
  $(`missing-${key}`).hidden = !found.unsupported.length;
  setText(`missing-${key}`, `Not in the source: ${found.unsupported.join(", ")}`);
  setText(`measure-${key}`, `support ${Math.round(100 * found.support)} %`);
  setText(`notes-${key}`, [found.coverage < 1 && `The model read ${Math.round(100 * found.coverage)} % of the text.`, ...found.notes].filter(Boolean).join(" "));
}

function underline(link, sentence, facts) {
  let position = 0;
  const found = facts.map((fact) => [sentence.indexOf(fact), fact]).filter(([at]) => at >= 0).sort((x, y) => x[0] - y[0]);
  for (const [at, fact] of found) {
    if (at < position) continue;
    link.append(sentence.slice(position, at), Object.assign(document.createElement("u"), { textContent: fact, title: "not in the source" }));
    position = at + fact.length;
  }
  link.append(sentence.slice(position));
}
