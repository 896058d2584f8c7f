// Positions in the text: page, time and speaker. Positions from the server count code points; `unitsOf` turns them
// into those of JavaScript.
import { text } from "./state.js";

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
export function placeOf(position) {
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
