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

// Drawings are as wide as their place, so that letters have one size on every screen.
function widthOf(id) {
  return Math.max(240, byId(id).clientWidth);
}

function axisTitle(text, x, y, turned = false) {
  const attributes = { class: "axis", x, y, "text-anchor": "middle" };
  if (turned) attributes.transform = `rotate(-90 ${x} ${y})`;
  return svg("text", attributes, text);
}

function unit(figure) {
  if (faults.includes(figure)) return `${title(figure)}, % of summaries`;
  return figures[figure] ? `${title(figure)}${figure.startsWith("rouge") ? " F1" : ""} × 100` : title(figure);
}

function drawIntervals(figure) {
  const rows = systems.filter(([, system]) => system.metrics[figure]);
  if (!rows.length) return;
  const width = widthOf("intervals"), left = Math.min(190, width * 0.32), right = 48;
  const floor = 26 * rows.length + 8, height = floor + 44;
  const low = Math.min(...rows.map(([, system]) => system.metrics[figure].low));
  const high = Math.max(...rows.map(([, system]) => system.metrics[figure].high));
  const margin = (high - low) * 0.05 || 0.01;
  const x = (value) => left + ((value - low + margin) / (high - low + 2 * margin)) * (width - left - right);
  const parts = ticks(low, high, width / 90).flatMap((tick) => [
    svg("line", { x1: x(tick), x2: x(tick), y1: 4, y2: floor }),
    svg("text", { class: "tick", x: x(tick), y: floor + 16, "text-anchor": "middle" }, show(figure, tick)),
  ]);
  const base = results.systems[results.baseline]?.metrics?.[figure];
  if (base) parts.push(svg("line", { class: "reference", x1: x(mainValue(base)), x2: x(mainValue(base)), y1: 4, y2: floor }));
  rows.forEach(([name, system], index) => {
    const values = system.metrics[figure], y = 18 + 26 * index, main = show(figure, mainValue(values));
    const told = hasIntervals ? `${name}: ${main} (${show(figure, values.low)} to ${show(figure, values.high)})` : `${name}: ${main}`;
    parts.push(svg("g", { style: `--system: ${colour(name)}` },
      svg("text", { x: left - 14, y: y + 4, "text-anchor": "end" }, shorten(name, Math.floor(left / 7.4))),
      ...(hasIntervals ? [svg("line", { class: "interval", x1: x(values.low), x2: x(values.high), y1: y, y2: y })] : []),
      svg("circle", { class: "dot", cx: x(mainValue(values)), cy: y, r: 5.5 }),
      svg("text", { class: "tick", x: x(values.high) + 10, y: y + 4 }, main),
      svg("title", {}, told)));
  });
  parts.push(axisTitle(unit(figure), (left + width - right) / 2, height - 6));
  const told = `${title(figure)} of each system${hasIntervals ? " with its interval" : ""}; the table has the numbers`;
  byId("intervals").replaceChildren(picture(width, height, told, ...parts));
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
  const width = widthOf("cost"), height = 400, left = 58, right = Math.min(110, width * 0.25), bottom = 48;
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
  const first = Math.min(...times), last = Math.max(...times);
  for (let power = Math.floor(first); power <= last; power += 1) {
    for (const factor of last - first < 1.5 ? [1, 2, 5] : [1]) {
      const time = power + Math.log10(factor);
      if (time < first - 0.05 || time > last + 0.05) continue;
      parts.push(svg("line", { x1: x(time), x2: x(time), y1: 12, y2: height - bottom }),
        svg("text", { class: "tick", x: x(time), y: height - bottom + 16, "text-anchor": "middle" }, milliseconds(10 ** time / 1000)));
    }
  }
  const labels = placeLabels(rows.map((_, index) => [x(times[index]) + 10, y(values[index]) + 4]));
  rows.forEach(([name], index) => parts.push(svg("g", { style: `--system: ${colour(name)}` },
    svg("circle", { class: "dot", cx: x(times[index]), cy: y(values[index]), r: 6 }),
    svg("line", { class: "leader", x1: x(times[index]), y1: y(values[index]), x2: labels[index][0] - 2, y2: labels[index][1] - 4 }),
    svg("text", { x: labels[index][0], y: labels[index][1] }, shorten(name, 18)),
    svg("title", {}, `${name}: ${show(figure, values[index])}, ${milliseconds(10 ** times[index] / 1000)}`))));
  parts.push(axisTitle("median time of a document (logarithmic)", (left + width - right) / 2, height - 8));
  parts.push(axisTitle(unit(figure), 13, (height - bottom + 12) / 2, true));
  byId("cost").replaceChildren(picture(width, height, `${title(figure)} against time; the table has the numbers`, ...parts));
}

function drawLengths() {
  const rows = Object.entries(histogram.counts);
  const width = widthOf("lengths"), left = Math.min(170, width * 0.34), right = 44, rowHeight = 32;
  const base = rowHeight * rows.length + 6, height = base + 44;
  const x = (value) => left + (value / histogram.edges.at(-1)) * (width - left - right);
  const parts = ticks(0, histogram.edges.at(-1), width / 120).flatMap((tick) => [
    svg("line", { x1: x(tick), x2: x(tick), y1: 4, y2: base }),
    svg("text", { class: "tick", x: x(tick), y: base + 16, "text-anchor": "middle" }, tick.toLocaleString("en")),
  ]);
  rows.forEach(([name, counts], index) => {
    const floor = rowHeight * (index + 1), most = Math.max(...counts, 1), mean = histogram.means[name];
    const bins = hasIntervals ? counts.map((count, bin) => svg("rect", {
      class: "bin", x: x(histogram.edges[bin]), width: Math.max(1, x(histogram.edges[bin + 1]) - x(histogram.edges[bin]) - 1),
      y: floor - (count / most) * (rowHeight - 8), height: (count / most) * (rowHeight - 8),
    })) : [svg("rect", { class: "bin", x: left, width: x(mean) - left, y: floor - 18, height: 18 })];
    parts.push(svg("g", { style: `--system: ${colour(name)}` }, ...bins,
      svg("text", { x: left - 10, y: floor - 5, "text-anchor": "end" }, shorten(name, Math.floor(left / 7.4))),
      svg("text", { class: "tick", x: width - 4, y: floor - 5, "text-anchor": "end" }, hasIntervals ? `⌀ ${Math.round(mean)}` : `${mean}`)));
  });
  parts.push(axisTitle("words of a summary", (left + width - right) / 2, height - 6));
  byId("lengths").replaceChildren(picture(width, height, "Lengths of summaries and references in words", ...parts));
}
