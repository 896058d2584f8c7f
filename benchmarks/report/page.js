"use strict";
// The data of the run, and small helpers. Text from documents only ever becomes text nodes.
const { results, figures, titles, hasIntervals, faults, counts, documents, heading, told, histogram, shown } = JSON.parse(document.getElementById("data").textContent);
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
  return titles[figure];
}

// Figures of which more is better, and faults, are shares, shown times 100; all others as they are.
// Three digits are what an interval over documents bears.
function show(figure, value) {
  if (value === undefined) return "–";
  if (figures[figure] || faults.includes(figure)) return (100 * value).toFixed(1);
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
}

function milliseconds(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  const [value, unit] = seconds < 1 ? [1000 * seconds, "ms"] : [seconds, "s"];
  return `${value.toLocaleString("en", { maximumSignificantDigits: value < 100 ? 2 : 3 })} ${unit}`;
}

function countOf(n, noun) {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}
