// The table of figures, sorted by the column whose head is pressed.
function tableColumns() {
  const ofFigures = (higherIsBetter) => Object.keys(figures).filter((figure) => figures[figure] === higherIsBetter).map((figure) => ({
    head: title(figure),
    value: ([, system]) => mainValue(system.metrics[figure]),
    cell: ([, system]) => figureCell(figure, system),
  }));
  return [
    { head: "system", value: ([name]) => name, cell: systemCell },
    ...ofFigures(true),
    { head: "documents", value: ([, system]) => (system.metrics[shown] ? results.data.n_compared : 0), cell: ([name]) => [counts[name]] },
    { head: "median time", value: ([, system]) => system.time.median, cell: ([, system]) => [milliseconds(system.time.median)] },
    { head: "peak memory", value: ([, system]) => system.memory.peak_bytes, cell: ([, system]) => [`${Math.round(system.memory.peak_bytes / 1e6)} MB`] },
    ...ofFigures(false),
  ];
}

function systemCell([name]) {
  return [element("span", { class: "swatch", style: `--system: ${colour(name)}` }), name];
}

function figureCell(figure, system) {
  const values = system.metrics[figure];
  if (!values) return ["–"];
  const parts = [show(figure, mainValue(values))];
  const test = system.comparison[figure];
  if (test && test.p_holm < 0.05 && test.difference) {
    const better = test.difference > 0;
    const told = `${better ? "better" : "worse"} than ${results.baseline}, p = ${test.p_holm.toPrecision(2)} after Holm`;
    parts.push(element("span", { class: better ? "up" : "down", title: told, role: "img", "aria-label": told }, better ? " ▲" : " ▼"));
  }
  parts.push(element("small", {}, `${show(figure, values.low)}–${show(figure, values.high)}`));
  return parts;
}

function bestValue(figure) {
  const values = systems.filter(([, system]) => !system.sees_references).map(([, system]) => mainValue(system.metrics[figure]));
  return Math.max(...values.filter((value) => value !== undefined));
}

function drawTable() {
  const table = byId("figures");
  const columns = tableColumns();
  const heads = columns.map((column, index) => {
    const button = element("button", { type: "button" }, column.head);
    const head = element("th", { scope: "col", "aria-sort": "none" }, button);
    button.addEventListener("click", () => sortBy(index));
    return head;
  });
  const body = element("tbody");
  const best = Object.fromEntries(Object.keys(figures).map((figure) => [title(figure), figures[figure] ? bestValue(figure) : NaN]));

  function sortBy(index) {
    const descending = heads[index].getAttribute("aria-sort") === "none" ? index > 0 : heads[index].getAttribute("aria-sort") === "ascending";
    heads.forEach((head, other) => head.setAttribute("aria-sort", other === index ? (descending ? "descending" : "ascending") : "none"));
    fill([...systems].sort((a, b) => (descending ? -1 : 1) * compare(columns[index].value(a), columns[index].value(b))));
  }

  function fill(rows) {
    body.replaceChildren(...rows.map((row) => element("tr", {}, ...columns.map((column, index) => {
      const isBest = !row[1].sees_references && column.value(row) === best[column.head];
      return element(index ? "td" : "th", { class: isBest ? "best" : "", ...(index ? {} : { scope: "row" }) }, ...column.cell(row));
    }))));
  }

  table.replaceChildren(element("thead", {}, element("tr", {}, ...heads)), body);
  fill(systems);
}

function compare(a, b) {
  if (typeof a === "string") return a.localeCompare(b);
  return (a ?? -Infinity) - (b ?? -Infinity) || 0;
}
