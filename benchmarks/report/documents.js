// The browser of single documents: what each system chose, worst or best cases first.
const highlighted = new Set(names.slice(0, 3));

function scoreOf(item, name) {
  return item.systems[name]?.figures?.[shown];
}

function listDocuments() {
  const name = byId("order-system").value, direction = Number(byId("order-direction").value);
  const difference = name.startsWith("-") ? name.slice(1) : null;
  const key = (item) => (difference === null ? scoreOf(item, name) : scoreOf(item, difference) - scoreOf(item, results.baseline));
  const ordered = documents.map((item, index) => [item, index, key(item)])
    .sort((a, b) => (Number.isFinite(b[2]) - Number.isFinite(a[2])) || direction * (a[2] - b[2]) || a[1] - b[1]);
  byId("document-list").replaceChildren(...ordered.map(([item, index, value]) =>
    element("option", { value: index }, `${Number.isFinite(value) ? show(shown, value) : "failed"} · ${item.label}`)));
  byId("document-list").selectedIndex = 0;
  drawDocument();
}

function drawDocument() {
  const item = documents[Number(byId("document-list").value)];
  if (!item) return;
  const source = byId("source");
  byId("document-title").textContent = item.label;
  byId("document-id").textContent = `id: ${item.id}`;
  source.lang = item.language ?? "";
  source.replaceChildren(...marked(item));
  source.scrollTop = 0;
  byId("summaries").replaceChildren(
    ...item.references.map((text) => element("div", {}, element("h3", {}, "reference"), ...paragraphs(text.split("\n").filter((line) => line.trim())))),
    ...names.map((name) => summaryCard(item, name)),
  );
}

// The text in stretches, each underlined in the colours of the systems that chose it.
function marked(item) {
  const chosen = [...highlighted].flatMap((name) => (item.systems[name]?.spans ?? []).filter(Boolean).map(([start, end]) => ({ name, start, end })));
  const characters = Array.from(item.text); // spans count code points
  const bounds = [...new Set([0, characters.length, ...chosen.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return bounds.slice(1).map((end, index) => {
    const start = bounds[index], text = characters.slice(start, end).join("");
    const owners = [...new Set(chosen.filter((span) => span.start <= start && end <= span.end).map((span) => span.name))];
    if (!owners.length) return text;
    const layers = owners.map((name) => `linear-gradient(${colour(name)}, ${colour(name)})`).join(", ");
    const places = owners.map((_, layer) => `0 calc(100% - ${4 * layer}px)`).join(", ");
    return element("mark", {
      title: owners.join(", "),
      style: `background-image: ${layers}; background-position: ${places}; background-size: 100% 3px; --depth: ${4 * owners.length}px`,
    }, text);
  });
}

function summaryCard(item, name) {
  const output = item.systems[name];
  const card = element("div", { style: `--system: ${colour(name)}` }, element("h3", {}, name));
  if (output.error) card.append(element("p", { class: "down" }, output.error));
  else card.append(...output.sentences.map((sentence, index) => element("p", output.spans[index] ? {} : { class: "absent", title: "not a stretch of the source" }, sentence)));
  for (const paragraph of card.querySelectorAll("p")) paragraph.dir = "auto";
  const scores = Object.entries(output.figures).filter(([figure]) => figures[figure])
    .map(([figure, value]) => `${title(figure)} ${show(figure, value)}`);
  const found = faults.filter((fault) => output.figures[fault]).map(title);
  card.append(element("p", { class: "quiet" }, [...scores, ...found].join(" · ")));
  return card;
}

function paragraphs(lines) {
  return lines.map((line) => element("p", { dir: "auto" }, line));
}

function setUpDocuments() {
  const order = byId("order-system");
  order.append(...names.map((name) => element("option", { value: name }, `${title(shown)} of ${name}`)));
  if (names.includes(results.baseline)) {
    order.append(...names.filter((name) => name !== results.baseline)
      .map((name) => element("option", { value: `-${name}` }, `${name} minus ${results.baseline}`)));
  }
  for (const name of names) {
    const box = element("input", { type: "checkbox" });
    box.checked = highlighted.has(name);
    box.addEventListener("change", () => {
      if (box.checked) highlighted.add(name); else highlighted.delete(name);
      drawDocument();
    });
    byId("highlights").append(element("label", {}, box, " ", element("span", { class: "swatch", style: `--system: ${colour(name)}` }), name));
  }
  order.addEventListener("change", listDocuments);
  byId("order-direction").addEventListener("change", listDocuments);
  byId("document-list").addEventListener("change", drawDocument);
  listDocuments();
}
