// The page of `summarize serve`: its colours, and what people do with a text.
import { available, compare, paint, refresh, refreshAll } from "./controls.js";
import { $, tell } from "./elements.js";
import { listenForTexts } from "./opening.js";
import { back, explain, goTo } from "./source.js";
import { SIDES, chooseUnit, text, unit, wanted } from "./state.js";
import { take } from "./take.js";
import { write } from "./written.js";

function startTheme() {
  let theme = "auto";
  try { theme = localStorage.getItem("theme") ?? "auto"; } catch { /* not allowed */ }
  setTheme(theme);
  $("theme").onclick = () => setTheme({ auto: "dark", dark: "light", light: "auto" }[$("theme").dataset.theme]);
  matchMedia("(prefers-color-scheme: dark)").onchange = () => setTheme($("theme").dataset.theme);
}

function setTheme(theme) {
  const isDark = theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  $("theme").textContent = { auto: "Auto", light: "Light", dark: "Dark" }[theme];
  $("theme").setAttribute("aria-label", `Colours: ${{ auto: "as the system", light: "light", dark: "dark" }[theme]}`);
  $("theme").dataset.theme = theme;
  try { localStorage.setItem("theme", theme); } catch { /* not allowed: then it lasts as long as the page */ }
}

function listen() {
  $("length").oninput = () => {
    wanted[unit] = available()[+$("length").value];
    SIDES.forEach((key) => key === "a" || !$("panel-b").hidden ? paint(key) : null);
  };
  document.querySelectorAll("[name=unit]").forEach((radio) => { radio.onchange = () => { chooseUnit(radio.value); refreshAll(); }; });
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

startTheme();
listenForTexts();
listen();
