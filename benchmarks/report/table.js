// The tables, each sorted by the column whose head is pressed.
function figureColumn(figure) {
  return {
    head: title(figure),
    value: ([, system]) => mainValue(system.metrics[figure]),
    cell: ([, system]) => figureCell(figure, system),
    best: figures[figure] ? bestValue(figure) : NaN,
  };
}

const systemColumn = { head: "system", value: ([name]) => name, cell: systemCell };

function mainColumns() {
  const others = [
    { head: "median time", value: ([, system]) => system.time.median, cell: ([, system]) => [milliseconds(system.time.median)] },
    { head: "peak memory", value: ([, system]) => system.memory.peak_bytes, cell: ([, system]) => [`${Math.round(system.memory.peak_bytes / 1e6).toLocaleString("en")} MB`] },
  ];
  const numbers = new Set(systems.map(([name]) => counts[name]));
  if (numbers.size > 1) others.unshift({ head: "documents", value: ([, system]) => (system.metrics[shown] ? results.data.n_compared : 0), cell: ([name]) => [counts[name]] });
  return [systemColumn, ...Object.keys(figures).filter((figure) => figures[figure]).map(figureColumn), ...others];
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
  if (hasIntervals && figures[figure]) parts.push(element("small", {}, `${show(figure, values.low)}–${show(figure, values.high)}`));
  return parts;
}

function bestValue(figure) {
  const values = systems.filter(([, system]) => !system.sees_references).map(([, system]) => mainValue(system.metrics[figure]));
  return Math.max(...values.filter((value) => value !== undefined));
}

function drawTable(id, columns) {
  const heads = columns.map((column, index) => {
    const button = element("button", { type: "button" }, column.head);
    const head = element("th", { scope: "col", "aria-sort": "none" }, button);
    button.addEventListener("click", () => sortBy(index));
    return head;
  });
  const body = element("tbody");

  function sortBy(index) {
    const descending = heads[index].getAttribute("aria-sort") === "none" ? index > 0 : heads[index].getAttribute("aria-sort") === "ascending";
    heads.forEach((head, other) => head.setAttribute("aria-sort", other === index ? (descending ? "descending" : "ascending") : "none"));
    fill([...systems].sort((a, b) => (descending ? -1 : 1) * compare(columns[index].value(a), columns[index].value(b))));
  }

  function fill(rows) {
    body.replaceChildren(...rows.map((row) => element("tr", {}, ...columns.map((column, index) => {
      const isBest = systems.length > 1 && !row[1].sees_references && column.value(row) === column.best;
      const attributes = { class: isBest ? "best" : "", "data-head": column.head, ...(index ? {} : { scope: "row" }) };
      return element(index ? "td" : "th", attributes, element("span", {}, ...column.cell(row)));
    }))));
  }

  byId(id).replaceChildren(element("thead", {}, element("tr", {}, ...heads)), body);
  fill(systems);
}

// One table for each kind of figures, so that each fits a screen; a kind that is not there has none.
function drawTables() {
  drawTable("figures", mainColumns());
  const others = Object.keys(figures).filter((figure) => !figures[figure] && !faults.includes(figure));
  const found = faults.filter((fault) => systems.some(([, system]) => mainValue(system.metrics[fault])));
  const absent = faults.filter((fault) => !found.includes(fault)).map(title);
  byId("faults-note").textContent = (found.length ? "Per cent of the summaries that have the fault. " : "")
    + (absent.length ? `No summary has: ${absent.join(", ")}.` : "");
  byId("faults-section").hidden = !faults.length;
  byId("others-section").hidden = !others.length;
  byId("faults").hidden = !found.length;
  for (const [id, listed] of [["faults", found], ["others", others]]) {
    drawTable(id, [systemColumn, ...listed.map(figureColumn)]);
  }
}

function compare(a, b) {
  if (typeof a === "string") return a.localeCompare(b);
  return (a ?? -Infinity) - (b ?? -Infinity) || 0;
}
