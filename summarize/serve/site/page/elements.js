// The elements of the page, and what is written into them.

export const $ = (id) => document.getElementById(id);
export const main = document.querySelector("main");

export function setText(id, value) { if ($(id).textContent !== value) $(id).textContent = value; }

export function tell(message) { $("alert").textContent = message; }

let toasting;
export function toast(message) {
  $("status").textContent = message;
  clearTimeout(toasting);
  toasting = setTimeout(() => { $("status").textContent = ""; }, 2500);
}

export function count(n, noun) { return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`; }
