// Puts everything in its place.
function setUpFigures() {
  const choice = byId("figure");
  choice.append(...Object.keys(figures).map((figure) => element("option", { value: figure }, title(figure))));
  const draw = () => {
    drawIntervals(choice.value);
    drawCost(choice.value);
  };
  choice.addEventListener("change", draw);
  draw();
}

function listFailures() {
  const items = [];
  for (const [name, system] of Object.entries(results.systems)) {
    if (system.not_run) items.push(`${name} was not run: ${system.not_run}`);
    for (const { id, error } of system.errors ?? []) items.push(`${name} failed on ${id}: ${error}`);
  }
  for (const { place, reason } of results.data.unusable) items.push(`not usable, ${place}: ${reason}`);
  byId("failures").hidden = !items.length;
  byId("failures").querySelector("ul").replaceChildren(...items.map((item) => element("li", {}, item)));
}

function tellProvenance() {
  const { data } = results;
  byId("title").textContent = heading;
  byId("lead").textContent = `summarize ${results.summarize}, commit ${results.commit}`;
  const leftOut = systems.filter(([, system]) => !system.metrics[shown]).map(([name]) => name);
  byId("figures-note").textContent = "Mean, and its 95 % interval; of ROUGE the F1. Shares, faults of form among them, are shown times 100. "
    + "Bold: the best that does not see the references."
    + ` ▲ ▼ significantly better or worse than ${results.baseline}. All on the ${data.n_compared.toLocaleString("en")} documents that each system has a summary of`
    + (leftOut.length ? `, but for ${leftOut.join(", ")}, left out for having few.` : ".")
    + (told && ` ${told}`);
  byId("documents-note").textContent = documents.length < data.n_documents
    ? `The ${documents.length} documents with the lowest and highest ${title(shown)} of the ${data.n_documents.toLocaleString("en")}.` : "";
  byId("command").textContent = results.command;
  const facts = { "data, SHA-256": data.sha256, statistics: results.statistics };
  for (const [name, metric] of Object.entries(results.metrics)) facts[name] = metric.signature;
  for (const [name, system] of systems) facts[name] = system.signature;
  byId("provenance").append(...Object.entries(facts).flatMap(([term, fact]) => [element("dt", {}, term), element("dd", {}, fact)]));
}

tellProvenance();
drawTable();
if (names.length) {
  setUpFigures();
  drawLengths();
  setUpDocuments();
}
listFailures();
