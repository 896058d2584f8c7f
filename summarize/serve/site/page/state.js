// The text, what the controls choose for it, and what the server has sent.
import { $ } from "./elements.js";

export const LENGTHS = {
  sentences: Array.from({ length: 30 }, (_, i) => i + 1),
  words: [...Array.from({ length: 20 }, (_, i) => 25 * (i + 1)), 600, 700, 800, 900, 1000],
  ratio: [0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5],
};
const USUAL = { sentences: 3, words: 100, ratio: 0.1 };
export const SIDES = ["a", "b"];

export let text = null; // { document, name, units, sentences, nodes, n }
export let unit = "sentences";
export const wanted = { ...USUAL };
export let loading = null; // aborts what belongs to the text before
export const side = { a: newSide(), b: newSide() };
export const cache = new Map(); // selections by method, query and unit; and what models have written

function newSide() { return { steps: [], chosen: [], items: new Map(), summary: null, request: null }; }

export function begin(next) {
  cache.clear();
  loading?.abort();
  loading = new AbortController();
  text = next;
  for (const key of SIDES) Object.assign(side[key], newSide());
}

export function forget() {
  loading?.abort();
  text = null;
  for (const key of SIDES) Object.assign(side[key], newSide());
}

export function chooseUnit(next) { unit = next; }

// Ends the request of a side, and returns the signal that aborts the next one.
export function newRequest(key) {
  side[key].request?.abort();
  side[key].request = new AbortController();
  return AbortSignal.any([side[key].request.signal, loading.signal]);
}

const MODEL = "model:"; // how the values of models begin among those of methods
function choiceOf(key) { return $(key === "a" ? "method" : "method-b"); }
export function methodOf(key) { return choiceOf(key).value; }
export function isModel(key) { return methodOf(key).startsWith(MODEL); }
export function modelOf(key) { return methodOf(key).slice(MODEL.length); }
export function queryFor(key) {
  const option = choiceOf(key).selectedOptions[0];
  return (option.dataset.query === "1" && $("query").value.trim()) || undefined;
}
