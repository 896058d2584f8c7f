// Light or dark colours, or those of the system.
import { $ } from "./elements.js";

export function startTheme() {
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
