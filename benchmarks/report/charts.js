// Inline SVG: intervals, quality against time, and histograms of lengths.
function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function picture(width, height, told, ...children) {
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": told }, ...children);
}

function shorten(name, limit = 26) {
  return name.length > limit ? `${name.slice(0, limit - 1)}…` : name;
}

// Round steps, about as many as asked for, over a range.
function ticks(low, high, about) {
  const rough = (high - low) / about || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough);
  const found = [];
  for (let value = Math.ceil(low / step) * step; value <= high + step / 1e6; value += step) found.push(value);
  return found;
}

function drawIntervals(figure) {
  const rows = systems.filter(([, system]) => system.metrics[figure]);
  if (!rows.length) return;
  const width = 900, left = 200, right = 70, height = 28 * rows.length + 36;
  const low = Math.min(...rows.map(([, system]) => system.metrics[figure].low));
  const high = Math.max(...rows.map(([, system]) => system.metrics[figure].high));
  const margin = (high - low) * 0.05 || 0.01;
  const x = (value) => left + ((value - low + margin) / (high - low + 2 * margin)) * (width - left - right);
  const parts = ticks(low, high, 10).flatMap((tick) => [
    svg("line", { x1: x(tick), x2: x(tick), y1: 4, y2: height - 28 }),
    svg("text", { class: "tick", x: x(tick), y: height - 10, "text-anchor": "middle" }, show(figure, tick)),
  ]);
  const base = results.systems[results.baseline]?.metrics?.[figure];
  if (base) parts.push(svg("line", { class: "reference", x1: x(mainValue(base)), x2: x(mainValue(base)), y1: 4, y2: height - 28 }));
  rows.forEach(([name, system], index) => {
    const values = system.metrics[figure], y = 20 + 28 * index;
    parts.push(svg("g", { style: `--system: ${colour(name)}` },
      svg("text", { x: left - 14, y: y + 4, "text-anchor": "end" }, shorten(name)),
      svg("line", { class: "interval", x1: x(values.low), x2: x(values.high), y1: y, y2: y }),
      svg("circle", { class: "dot", cx: x(mainValue(values)), cy: y, r: 6 }),
      svg("text", { class: "tick", x: x(values.high) + 10, y: y + 4 }, show(figure, mainValue(values))),
      svg("title", {}, `${name}: ${show(figure, mainValue(values))} (${show(figure, values.low)} to ${show(figure, values.high)})`)));
  });
  byId("intervals").replaceChildren(picture(width, height, `${title(figure)} of each system with its interval; the table has the numbers`, ...parts));
}

// Labels that would lie on one another, moved down, topmost first.
function placeLabels(points) {
  const placed = [];
  const ordered = points.map((point, index) => ({ point, index })).sort((a, b) => a.point[1] - b.point[1]);
  for (const { point } of ordered) {
    for (const other of placed) {
      if (Math.abs(other[0] - point[0]) < 110 && Math.abs(other[1] - point[1]) < 13) point[1] = other[1] + 13;
    }
    placed.push(point);
  }
  return ordered.sort((a, b) => a.index - b.index).map(({ point }) => point);
}

function drawCost(figure) {
  const rows = systems.filter(([, system]) => system.metrics[figure] && system.time.median > 0 && !system.sees_references);
  byId("cost").replaceChildren();
  if (!rows.length) return;
  const width = 560, height = 400, left = 52, right = 110, bottom = 44;
  const times = rows.map(([, system]) => Math.log10(system.time.median * 1000));
  const values = rows.map(([, system]) => mainValue(system.metrics[figure]));
  const scale = (all, from, to) => {
    const low = Math.min(...all), high = Math.max(...all), margin = (high - low) * 0.08 || 0.5;
    return (value) => from + ((value - low + margin) / (high - low + 2 * margin)) * (to - from);
  };
  const x = scale(times, left, width - right), y = scale(values, height - bottom, 12);
  const parts = ticks(Math.min(...values), Math.max(...values), 5).flatMap((tick) => [
    svg("line", { x1: left, x2: width - right, y1: y(tick), y2: y(tick) }),
    svg("text", { class: "tick", x: left - 8, y: y(tick) + 4, "text-anchor": "end" }, show(figure, tick)),
  ]);
  for (let power = Math.ceil(Math.min(...times)); power <= Math.max(...times); power += 1) {
    parts.push(svg("line", { x1: x(power), x2: x(power), y1: 12, y2: height - bottom }),
      svg("text", { class: "tick", x: x(power), y: height - bottom + 16, "text-anchor": "middle" }, `${10 ** power} ms`));
  }
  const labels = placeLabels(rows.map((_, index) => [x(times[index]) + 10, y(values[index]) + 4]));
  rows.forEach(([name], index) => parts.push(svg("g", { style: `--system: ${colour(name)}` },
    svg("circle", { class: "dot", cx: x(times[index]), cy: y(values[index]), r: 6 }),
    svg("line", { class: "leader", x1: x(times[index]), y1: y(values[index]), x2: labels[index][0] - 2, y2: labels[index][1] - 4 }),
    svg("text", { x: labels[index][0], y: labels[index][1] }, shorten(name, 18)),
    svg("title", {}, `${name}: ${show(figure, values[index])}, ${milliseconds(10 ** times[index] / 1000)}`))));
  parts.push(svg("text", { class: "tick", x: (left + width - right) / 2, y: height - 6, "text-anchor": "middle" }, "median time of a document, logarithmic"));
  byId("cost").replaceChildren(picture(width, height, `${title(figure)} against time; the table has the numbers`, ...parts));
}

function drawLengths() {
  const rows = Object.entries(histogram.counts);
  const width = 560, left = 170, rowHeight = 34, height = rowHeight * rows.length + 34;
  const x = (value) => left + (value / histogram.edges.at(-1)) * (width - left - 14);
  const parts = ticks(0, histogram.edges.at(-1), 5).flatMap((tick) => [
    svg("line", { x1: x(tick), x2: x(tick), y1: 4, y2: height - 26 }),
    svg("text", { class: "tick", x: x(tick), y: height - 9, "text-anchor": "middle" }, tick.toLocaleString("en")),
  ]);
  rows.forEach(([name, counts], index) => {
    const floor = rowHeight * (index + 1), most = Math.max(...counts, 1);
    const bins = counts.map((count, bin) => svg("rect", {
      class: "bin", x: x(histogram.edges[bin]), width: Math.max(1, x(histogram.edges[bin + 1]) - x(histogram.edges[bin]) - 1),
      y: floor - (count / most) * (rowHeight - 8), height: (count / most) * (rowHeight - 8),
    }));
    parts.push(svg("g", { style: `--system: ${colour(name)}` }, ...bins,
      svg("text", { x: left - 10, y: floor - 6, "text-anchor": "end" }, shorten(name, 22))));
  });
  byId("lengths").replaceChildren(picture(width, height, "Histograms of the lengths of summaries and references", ...parts));
}
