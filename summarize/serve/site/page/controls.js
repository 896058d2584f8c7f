// The controls: the slider, and which summaries stand beside the source.
import { $, count, setText, tell } from "./elements.js";
import { LENGTHS, isModel, text, unit, wanted } from "./state.js";
import { paintSelected, select, show } from "./summary.js";
import { paintWritten } from "./written.js";

export function available() {
  const all = LENGTHS[unit];
  if (unit === "sentences") return all.filter((n) => n <= Math.max(1, text.sentences.length));
  return unit === "words" ? all.filter((n, i) => i === 0 || all[i - 1] < text.n) : all;
}

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

export function paint(key) {
  if (!text?.sentences) return;
  if (key === "a") showSlider();
  if (isModel(key)) paintWritten(key); else paintSelected(key);
}

export async function refresh(key) {
  const isWritten = isModel(key);
  $(`write-${key}`).hidden = !isWritten;
  $(`panel-${key}`).classList.add("busy");
  try {
    if (!isWritten) await select(key, paint);
    paint(key);
  } catch (error) {
    if (error.name === "AbortError") return;
    tell(error.message);
  }
  $(`panel-${key}`).classList.remove("busy");
}

export function refreshAll() { refresh("a"); if (!$("panel-b").hidden) refresh("b"); }

export function compare(isOn) {
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
