// Selections from the server: the sentences of the text first, then a line for each length. So the slider needs no
// request.
import { tell } from "./elements.js";
import { pieces, post } from "./requests.js";
import { LENGTHS, cache, isModel, loading, methodOf, queryFor, side, text, unit } from "./state.js";

// Calls `onStep` with the side for each length that comes after the first.
export async function select(key, onStep) {
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
