"use strict";
// The data of the run, and small helpers. Text from documents only ever becomes text nodes.
const { results, figures, faults, counts, documents, heading, told, histogram, shown } = JSON.parse(document.getElementById("data").textContent);
const systems = Object.entries(results.systems).filter(([, system]) => !system.not_run);
const names = systems.map(([name]) => name);

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function byId(id) {
  return document.getElementById(id);
}

// Hues by the golden angle: as far apart as any number of them can be.
function colour(name) {
  const index = names.indexOf(name);
  return index < 0 ? "var(--quiet)" : `hsl(${(215 + index * 137.5) % 360} 62% var(--tint))`;
}

function mainValue(values) {
  return values === undefined ? undefined : values.f1 ?? values.mean;
}

function title(figure) {
  if (figure.startsWith("readability.")) return figure.slice("readability.".length).replace("_", " ");
  return figure.startsWith("rouge") ? `ROUGE-${figure.slice(5)}` : figure;
}

// Figures of which more is better, and faults, are shares, shown times 100; all others as they are.
function show(figure, value) {
  if (value === undefined) return "–";
  if (faults.includes(figure)) return (100 * value).toFixed(1);
  return figures[figure] ? (100 * value).toFixed(2) : value.toFixed(3);
}

function milliseconds(seconds) {
  return seconds === null || seconds === undefined ? "–" : `${(1000 * seconds).toLocaleString("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 })} ms`;
}
