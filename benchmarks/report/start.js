// Puts everything in its place.
function setUpFigures() {
  const choice = byId("figure");
  choice.append(...Object.keys(figures).map((figure) => element("option", { value: figure }, title(figure))));
  const draw = () => {
    drawIntervals(choice.value);
    drawCost(choice.value);
    drawLengths();
  };
  choice.addEventListener("change", draw);
  let width = 0;
  new ResizeObserver(() => {
    if (width !== document.body.clientWidth) draw();
    width = document.body.clientWidth;
  }).observe(document.body);
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
  const hasTests = hasIntervals && systems.some(([, system]) => Object.keys(system.comparison).length);
  byId("figures-note").textContent = [
    hasIntervals ? "Means times 100, with their 95 % intervals; of ROUGE the F1." : "Figures times 100; of ROUGE the F1.",
    systems.length > 1 ? "Bold: the best system that does not see the references." : "",
    hasTests ? `▲ ▼ significantly better or worse than ${results.baseline}.` : "",
    data.n_compared < data.n_documents ? `All on the ${countOf(data.n_compared, "document")} that each system has a summary of.` : "",
    leftOut.length ? `Left out for having few summaries: ${leftOut.join(", ")}.` : "",
    told,
  ].filter(Boolean).join(" ");
  byId("intervals-title").textContent = hasIntervals ? "Means and 95 % intervals" : "Figures side by side";
  byId("lengths-note").textContent = hasIntervals
    ? "How many summaries have how many words. Each row has a scale of its own." : "In words.";
  byId("documents-note").textContent = documents.length < data.n_documents
    ? `The ${countOf(documents.length, "document")} with the lowest and highest ${title(shown)} of the ${data.n_documents.toLocaleString("en")}.` : "";
  byId("documents-title").textContent = documents.length === 1 ? "The document" : "Documents";
  byId("documents").classList.toggle("single", documents.length === 1);
  byId("command").textContent = results.command;
  const facts = { "data, SHA-256": data.sha256, statistics: results.statistics };
  for (const [name, metric] of Object.entries(results.metrics)) facts[name] = metric.signature;
  for (const [name, system] of systems) facts[name] = system.signature;
  byId("provenance").append(...Object.entries(facts).flatMap(([term, fact]) => [element("dt", {}, term), element("dd", {}, fact)]));
}

tellProvenance();
drawTables();
if (names.length) {
  setUpFigures();
  setUpDocuments();
}
listFailures();
