// The page of `summarize serve`. The server ranks once and sends the selections for all lengths, so the slider
// needs no request. Positions from the server count code points; `units` turns them into those of JavaScript.
"use strict";

const $ = (id) => document.getElementById(id);
const main = document.querySelector("main");
const LENGTHS = {
  sentences: Array.from({ length: 30 }, (_, i) => i + 1),
  words: [...Array.from({ length: 20 }, (_, i) => 25 * (i + 1)), 600, 700, 800, 900, 1000],
  ratio: [0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5],
};
const USUAL = { sentences: 3, words: 100, ratio: 0.1 };
const SIDES = ["a", "b"];

let token = null; // never stored
let text = null; // { document, units, sentences, nodes, blocks }
let unit = "sentences";
let wanted = { ...USUAL };
let loading = null; // aborts what belongs to the text before
const side = { a: newSide(), b: newSide() };
const cache = new Map(); // selections by method, query and unit; and what models have written

function newSide() { return { steps: [], chosen: [], summary: null, request: null, at: null }; }

// ---- the server

async function call(path, options = {}, signal) {
  const headers = { ...options.headers };
  if (main.dataset.token === "1") {
    if (token === null) await askForToken();
    headers.Authorization = `Bearer ${token}`;
  }
  let answer;
  try {
    answer = await fetch(path, { ...options, headers, signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("The server does not answer; is it still running?");
  }
  if (answer.status === 401) { token = null; return call(path, options, signal); }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({ detail: `The server answers ${answer.status}.` }));
    throw new Error(problem.detail);
  }
  return answer;
}

function post(path, body, signal, accept = "application/json") {
  return call(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", Accept: accept } }, signal);
}

function askForToken() {
  return new Promise((resolve) => {
    $("ask").showModal();
    $("ask").onclose = () => {
      token = $("token").value;
      $("token").value = "";
      if (token) resolve(); else $("ask").showModal();
    };
  });
}

async function* pieces(answer, separator) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const parts = (rest + value).split(separator);
    rest = parts.pop();
    yield* parts;
  }
  if (rest) yield rest;
}

// ---- a new text

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
  cache.clear();
  loading?.abort();
  loading = new AbortController();
  text = { document: found, name, units: unitsOf(found.text), sentences: null, nodes: [], n: 0 };
  for (const key of SIDES) Object.assign(side[key], newSide());
  const header = await select("a"); // throws if it is no text
  $("start").hidden = true;
  $("work").hidden = false;
  draw(header);
  paint("a");
  showKeywords(loading.signal);
  if (!$("panel-b").hidden) refresh("b");
  $("length").focus({ preventScroll: true });
}

function again() {
  loading?.abort();
  $("work").hidden = true;
  $("start").hidden = false;
  $("source").replaceChildren();
  $("keywords").replaceChildren();
  CSS.highlights?.clear();
  for (const key of SIDES) { $(`list-${key}`).replaceChildren(); Object.assign(side[key], newSide()); }
  text = null;
  tell("");
  $("text").focus();
}

// Returns what turns a position in code points into one in units of UTF-16.
function unitsOf(string) {
  if (!/[\ud800-\udbff]/.test(string)) return (position) => position;
  const starts = new Uint32Array(string.length + 1);
  let n = 0;
  for (let i = 0; i < string.length; n++) { starts[n] = i; i += string.codePointAt(i) > 0xffff ? 2 : 1; }
  starts[n] = string.length;
  return (position) => starts[Math.min(position, n)];
}

// ---- selections: the sentences of the text first, then a line for each length

function methodOf(key) { return $(key === "a" ? "method" : "method-b").value; }
function isModel(key) { return methodOf(key).startsWith("model:"); }
function queryFor(key) {
  const option = $(key === "a" ? "method" : "method-b").selectedOptions[0];
  return (option.dataset.query === "1" && $("query").value.trim()) || undefined;
}

async function select(key) {
  const method = isModel(key) ? "auto" : methodOf(key);
  const query = isModel(key) ? undefined : queryFor(key);
  const name = JSON.stringify([method, query, unit]);
  const state = side[key];
  if (cache.has(name)) { state.steps = cache.get(name); state.request?.abort(); return; }
  state.request?.abort();
  const request = state.request = new AbortController();
  const signal = AbortSignal.any([request.signal, loading.signal]);
  const body = { document: text.document, method, query, [unit]: LENGTHS[unit] };
  const lines = pieces(await post("v1/selections", body, signal, "application/x-ndjson"), "\n");
  const header = JSON.parse((await lines.next()).value);
  const steps = [];
  steps.scores = header.scores;
  const first = await lines.next();
  if (!first.done) steps.push(JSON.parse(first.value));
  state.steps = steps;
  cache.set(name, steps);
  rest(key, name, lines, steps);
  return header;
}

async function rest(key, name, lines, steps) {
  try {
    for await (const line of lines) {
      steps.push(JSON.parse(line));
      if (side[key].steps === steps && text?.sentences) paint(key);
    }
  } catch (error) {
    cache.delete(name);
    if (error.name !== "AbortError") tell(error.message);
  }
}

async function refresh(key) {
  const isWritten = isModel(key);
  $(`write-${key}`).hidden = !isWritten;
  $(`panel-${key}`).classList.add("busy");
  try {
    if (!isWritten) await select(key);
    paint(key);
  } catch (error) {
    if (error.name === "AbortError") return;
    tell(error.message);
  }
  $(`panel-${key}`).classList.remove("busy");
}

// ---- the source: blocks that the browser lays out only when they come into view

function draw(header) {
  const source = text.document.text;
  text.document.language ??= header.language;
  text.sentences = header.sentences.map(([start, end, kind, speaker]) => ({ start: text.units(start), end: text.units(end), at: start, kind, speaker }));
  text.nodes = [];
  const fragment = document.createDocumentFragment();
  let block = null, position = 0, page = null, said = "";
  text.sentences.forEach((sentence, i) => {
    const gap = source.slice(position, sentence.start);
    if (!block || /\n\s*\n/.test(gap) || (sentence.kind !== block.dataset.kind && gap.includes("\n"))) {
      block = document.createElement("p");
      block.dir = "auto";
      block.dataset.kind = block.className = sentence.kind;
      fragment.append(block);
    } else block.append(gap);
    const where = placeOf(sentence.at);
    if (where.page !== page || where.said !== said) {
      const label = where.page !== page && where.page ? `p. ${where.page}` : where.said;
      if (label) block.append(Object.assign(document.createElement("span"), { className: "place", textContent: label }));
      ({ page, said } = where);
    }
    const node = document.createElement("span");
    const skipped = sentence.kind === "heading" ? /^#{1,6}\s+/.exec(source.slice(sentence.start, sentence.end)) : null;
    sentence.first = sentence.start + (skipped ? skipped[0].length : 0); // the marks of a heading are not shown
    node.textContent = source.slice(sentence.first, sentence.end);
    node.dataset.i = i;
    block.append(node);
    text.nodes.push(node);
    position = sentence.end;
  });
  const language = text.document.language;
  $("source").lang = language === "und" ? "" : language;
  $("source").replaceChildren(fragment);
  $("source").scrollTop = 0;
  $("title").textContent = text.name || text.document.title || nameOf(source);
  document.title = `${$("title").textContent.slice(0, 60)} · summarize`;
  text.n = (source.match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu) || []).length;
  const pages = text.document.page_starts.length;
  const facts = [count(text.sentences.length, "sentence"), pages && count(pages, "page"), languageName(language), ...text.document.notes];
  $("facts").textContent = facts.filter(Boolean).join(" · ");
}

function nameOf(source) { // the first heading near the beginning, else the first line
  const heading = text.sentences.slice(0, 6).findIndex((each) => each.kind === "heading");
  return (heading < 0 ? source.trim().split("\n")[0] : text.nodes[heading].textContent).slice(0, 120);
}
function count(n, noun) { return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`; }
function languageName(code) {
  if (!code || code === "und") return "";
  try { return new Intl.DisplayNames("en", { type: "language" }).of(code); } catch { return code; }
}

// Returns page, time and speaker of a position in code points.
function placeOf(position) {
  const { page_starts: pages, cues } = text.document;
  const page = lastBefore(pages, position, (start) => start) + 1 || null;
  const cue = cues[lastBefore(cues, position, (each) => each[0])];
  const time = cue && cue[1] !== null ? clock(cue[1]) : "";
  return { page, said: cue ? [time, cue[2]].filter(Boolean).join(" ") : "" };
}
function lastBefore(list, position, startOf) {
  let low = 0, high = list.length;
  while (low < high) { const middle = (low + high) >> 1; if (startOf(list[middle]) <= position) low = middle + 1; else high = middle; }
  return low - 1;
}
function clock(seconds) {
  const [h, m, s] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((x) => String(Math.floor(x)).padStart(2, "0"));
  return h === "00" ? `${+m}:${s}` : `${+h}:${m}:${s}`;
}
function placeLabel(page, time, speaker) {
  return [page && `p. ${page}`, time !== null && time !== undefined && clock(time), speaker].filter(Boolean).join(" ");
}

// ---- the summary at the length of the slider

function available(key) {
  const all = LENGTHS[unit];
  if (unit === "sentences") return all.filter((n) => n <= Math.max(1, text.sentences.length));
  return unit === "words" ? all.filter((n, i) => i === 0 || all[i - 1] < text.n) : all;
}

function paint(key) {
  if (!text?.sentences) return;
  if (key === "a") showSlider();
  if (isModel(key)) { paintWritten(key); return; }
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

function fold(i) { return text.nodes[i].textContent.split(/\s+/).join(" ").trim().replace(/^(?:[-*•–]|\d{1,3}[.)])\s+/, ""); }
function labelOf(i) {
  const { at, speaker } = text.sentences[i];
  const { page, said } = placeOf(at);
  return [page && `p. ${page}`, said || speaker].filter(Boolean).join(" ");
}
function setText(id, value) { if ($(id).textContent !== value) $(id).textContent = value; }

function showSlider() {
  const steps = available();
  const slider = $("length");
  slider.max = steps.length - 1;
  let index = steps.findLastIndex((value) => value <= wanted[unit]);
  if (index < 0) index = 0;
  slider.value = index;
  slider.style.setProperty("--part", `${(100 * index) / Math.max(1, steps.length - 1)}%`);
  const shown = unit === "ratio" ? `${Math.round(100 * steps[index])} %` : count(steps[index], unit.slice(0, -1));
  setText("shown", shown);
  slider.setAttribute("aria-valuetext", shown);
}

// Shows the sentences at these positions, and touches only what changes.
function show(key, positions) {
  const state = side[key], list = $(`list-${key}`);
  const now = new Set(positions);
  for (const i of state.chosen) if (!now.has(i)) mark(i, key, false);
  state.items ??= new Map();
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

function mark(i, key, isOn) {
  const node = text.nodes[i];
  node.classList.toggle(key, isOn);
  const isMarked = SIDES.some((each) => node.classList.contains(each));
  node.classList.toggle("on", isMarked);
  if (isMarked) { node.tabIndex = 0; node.setAttribute("role", "link"); }
  else { node.removeAttribute("tabindex"); node.removeAttribute("role"); }
}

// ---- summaries that a model writes

function writtenName(key) { return JSON.stringify(["written", methodOf(key), queryFor(key), unit, wanted[unit]]); }

function paintWritten(key) {
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

async function write(key) {
  const state = side[key], name = writtenName(key);
  state.request?.abort();
  const request = state.request = new AbortController();
  state.isWriting = true;
  show(key, []);
  const written = $(`written-${key}`);
  written.textContent = "";
  written.hidden = false;
  setText(`notes-${key}`, "");
  $(`panel-${key}`).classList.add("busy");
  $(`write-${key}`).disabled = true;
  try {
    const body = { document: text.document, model: methodOf(key).slice(6), query: queryFor(key), [unit]: wanted[unit], stream: true };
    const signal = AbortSignal.any([request.signal, loading.signal]);
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
  const starts = text.sentences.map((each) => each.at);
  const positions = new Set();
  $(`written-${key}`).hidden = true;
  state.items?.clear();
  for (const i of state.chosen) mark(i, key, false);
  list.replaceChildren(...found.sentences.map((sentence) => {
    const own = [];
    for (const { start, end } of sentence.sources) {
      for (let i = Math.max(0, lastBefore(starts, start, (x) => x)); i < starts.length && starts[i] < end; i++) own.push(i);
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

// ---- from a sentence to its source, and back

function goTo(node, isFocused = true) {
  document.querySelectorAll(".at").forEach((each) => each.classList.remove("at"));
  node.classList.add("at");
  node.scrollIntoView({ block: "center" });
  requestAnimationFrame(() => node.scrollIntoView({ block: "center" })); // blocks on the way have their real height now
  if (isFocused) (node.querySelector("a") ?? node).focus({ preventScroll: true });
}

function explain(i) {
  const scores = side.a.steps.scores;
  const rank = scores ? 1 + scores.filter((score) => score > scores[i]).length : null;
  setText("why", [`sentence ${i + 1}`, rank && scores[i] !== 0 && `rank ${rank} by score`, labelOf(i)].filter(Boolean).join(" · "));
}

// ---- keywords

async function showKeywords(signal) {
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

// ---- taking the summary along

async function take(kind, key) {
  const { summary } = side[key];
  if (!summary) return toast("There is no summary yet");
  const plain = summary.map((each) => each.text).join("\n");
  try {
    if (kind === "copy") return await copy(plain);
    if (kind === "print") { document.body.classList.toggle("print-b", key === "b"); return window.print(); }
    const accept = { json: "application/json", html: "text/html", markdown: "text/markdown" }[kind];
    const body = { document: { ...text.document, title: text.document.title ?? text.name ?? null }, [unit]: wanted[unit], query: queryFor(key) };
    body.cite = kind === "markdown";
    body[isModel(key) ? "model" : "method"] = isModel(key) ? methodOf(key).slice(6) : methodOf(key);
    const answer = await (await post("v1/summaries", body, loading.signal, accept)).text();
    save(kind === "json" ? JSON.stringify(JSON.parse(answer), null, 2) : answer, accept, { json: "json", html: "html", markdown: "md" }[kind]);
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

function tell(message) { $("alert").textContent = message; }
let toasting;
function toast(message) {
  $("status").textContent = message;
  clearTimeout(toasting);
  toasting = setTimeout(() => { $("status").textContent = ""; }, 2500);
}

// ---- colours

function setTheme(theme) {
  const isDark = theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  $("theme").textContent = { auto: "Auto", light: "Light", dark: "Dark" }[theme];
  $("theme").setAttribute("aria-label", `Colours: ${{ auto: "as the system", light: "light", dark: "dark" }[theme]}`);
  $("theme").dataset.theme = theme;
  try { localStorage.setItem("theme", theme); } catch { /* not allowed: then it lasts as long as the page */ }
}

// ---- what people do

function listen() {
  $("theme").onclick = () => setTheme({ auto: "dark", dark: "light", light: "auto" }[$("theme").dataset.theme]);
  matchMedia("(prefers-color-scheme: dark)").onchange = () => setTheme($("theme").dataset.theme);
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

  $("length").oninput = () => {
    wanted[unit] = available()[+$("length").value];
    SIDES.forEach((key) => key === "a" || !$("panel-b").hidden ? paint(key) : null);
  };
  document.querySelectorAll("[name=unit]").forEach((radio) => { radio.onchange = () => { unit = radio.value; refreshAll(); }; });
  $("method").onchange = () => refresh("a");
  $("method-b").onchange = () => refresh("b");
  let typing;
  $("query").oninput = () => { clearTimeout(typing); typing = setTimeout(() => { tell(""); refreshAll(); }, 250); };
  $("compare").onclick = () => compare($("panel-b").hidden);
  for (const key of SIDES) {
    $(`write-${key}`).onclick = () => write(key);
    $(`list-${key}`).onclick = (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      event.preventDefault();
      if (link.dataset.i) goTo(text.nodes[+link.dataset.i]);
    };
  }
  $("source").onclick = (event) => back(event.target);
  $("source").onkeydown = (event) => { if (event.key === "Enter") back(event.target); };
  for (const name of ["mouseover", "focusin"]) $("source").addEventListener(name, (event) => { if (event.target.dataset.i) explain(+event.target.dataset.i); });
  document.querySelectorAll("[data-take]").forEach((button) => { button.onclick = () => take(button.dataset.take, button.dataset.side); });
}

function refreshAll() { refresh("a"); if (!$("panel-b").hidden) refresh("b"); }

function compare(isOn) {
  $("panel-b").hidden = !isOn;
  $("compare").setAttribute("aria-pressed", isOn);
  document.querySelector(".columns").classList.toggle("two", isOn);
  $("title-a").classList.toggle("legend", isOn);
  $("title-b").classList.toggle("legend", isOn);
  if (text) paint("a");
  if (!isOn) { show("b", []); return; }
  if ($("method-b").value === $("method").value) $("method-b").value = $("method").value === "textrank" ? "auto" : "textrank";
  refresh("b");
}

function back(target) {
  const node = target.closest(".on");
  if (!node) return;
  for (const key of SIDES) {
    const item = document.querySelector(`#list-${key} a[data-i="${node.dataset.i}"]`);
    if (item) return goTo(item.parentElement);
  }
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

let theme = "auto";
try { theme = localStorage.getItem("theme") ?? "auto"; } catch { /* not allowed */ }
setTheme(theme);
listen();
