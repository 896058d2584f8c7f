// The source: blocks that the browser lays out only when they come into view, and the way from a sentence of the
// summary to its source and back.
import { $, count, setText } from "./elements.js";
import { labelOf, placeOf } from "./places.js";
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
