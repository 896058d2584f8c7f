// The source: its sentences with page, time and speaker, its keywords, and links between a sentence and the summary.
// The browser lays out a block only when it comes into view. Positions from the server count code points; `unitsOf`
// turns them into those of JavaScript.
import { $, count, setText } from "./elements.js";
import { post } from "./requests.js";
import { SIDES, side, text } from "./state.js";

export function draw(header) {
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
  setText("why", "");
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

function languageName(code) {
  if (!code || code === "und") return "";
  try { return new Intl.DisplayNames("en", { type: "language" }).of(code); } catch { return code; }
}

export function mark(i, key, isOn) {
  const node = text.nodes[i];
  node.classList.toggle(key, isOn);
  const isMarked = SIDES.some((each) => node.classList.contains(each));
  node.classList.toggle("on", isMarked);
  if (isMarked) { node.tabIndex = 0; node.setAttribute("role", "link"); }
  else { node.removeAttribute("tabindex"); node.removeAttribute("role"); }
}

export function goTo(node, isFocused = true) {
  document.querySelectorAll(".at").forEach((each) => each.classList.remove("at"));
  node.classList.add("at");
  node.scrollIntoView({ block: "center" });
  requestAnimationFrame(() => node.scrollIntoView({ block: "center" })); // blocks on the way have their real height now
  if (isFocused) (node.querySelector("a") ?? node).focus({ preventScroll: true });
}

export function back(target) {
  const node = target.closest(".on");
  if (!node) return;
  for (const key of SIDES) {
    const item = document.querySelector(`#list-${key} a[data-i="${node.dataset.i}"]`);
    if (item) return goTo(item.parentElement);
  }
}

export function explain(i) {
  const scores = side.a.steps.scores;
  const rank = scores ? 1 + scores.filter((score) => score > scores[i]).length : null;
  setText("why", [`sentence ${i + 1}`, rank && scores[i] !== 0 && `rank ${rank} by score`, labelOf(i)].filter(Boolean).join(" · "));
}

// Returns what turns a position in code points into one in units of UTF-16.
export function unitsOf(string) {
  if (!/[\ud800-\udbff]/.test(string)) return (position) => position;
  const starts = new Uint32Array(string.length + 1);
  let n = 0;
  for (let i = 0; i < string.length; n++) { starts[n] = i; i += string.codePointAt(i) > 0xffff ? 2 : 1; }
  starts[n] = string.length;
  return (position) => starts[Math.min(position, n)];
}

// Returns page, time and speaker of a position in code points.
function placeOf(position) {
  const { page_starts: pages, cues } = text.document;
  const page = lastBefore(pages, position, (start) => start) + 1 || null;
  const cue = cues[lastBefore(cues, position, (each) => each[0])];
  const time = cue && cue[1] !== null ? clock(cue[1]) : "";
  return { page, said: cue ? [time, cue[2]].filter(Boolean).join(" ") : "" };
}

export function labelOf(i) {
  const { at, speaker } = text.sentences[i];
  const { page, said } = placeOf(at);
  return [page && `p. ${page}`, said || speaker].filter(Boolean).join(" ");
}

export function placeLabel(page, time, speaker) {
  return [page && `p. ${page}`, time !== null && time !== undefined && clock(time), speaker].filter(Boolean).join(" ");
}

export function lastBefore(list, position, startOf) {
  let low = 0, high = list.length;
  while (low < high) { const middle = (low + high) >> 1; if (startOf(list[middle]) <= position) low = middle + 1; else high = middle; }
  return low - 1;
}

function clock(seconds) {
  const [h, m, s] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((x) => String(Math.floor(x)).padStart(2, "0"));
  return h === "00" ? `${+m}:${s}` : `${+h}:${m}:${s}`;
}

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
