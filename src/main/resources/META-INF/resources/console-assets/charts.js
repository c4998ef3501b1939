// uPlot, in the colours of the page. Bars of stacked counts or lines of figures over time.
import uPlot from "/webjars/uplot/dist/uPlot.esm.js";

const drawn = new Map();
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function stacked(series) {
  const sums = new Array(series[0]?.values.length ?? 0).fill(0);
  return series.map(({ values }) => values.map((value, i) => (sums[i] += value ?? 0)));
}
function figure(value, unit) {
  if (value == null) return "–";
  if (unit === "s" && value >= 120) return value >= 7200 ? `${Math.round(value / 3600)} h` : `${Math.round(value / 60)} min`;
  const text = value >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString("en") : value.toPrecision(2);
  return unit ? `${text} ${unit}` : text;
}
const clock = (seconds) => new Date(seconds * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
function chart(place) {
  const { times, series, kind } = JSON.parse(place.dataset.chart);
  const isStack = kind === "stack";
  const lines = isStack ? stacked(series) : series.map(({ values }) => values);
  const order = series.map((_, i) => i);
  if (isStack) order.reverse(); // the tallest is painted first
  const axis = { stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, font: "11px system-ui" };
  const options = {
    width: Math.max(place.clientWidth, 120), height: 160,
    legend: { show: series.length > 1 && !("plain" in place.dataset), live: false }, cursor: { points: { size: 6 }, drag: { x: false, y: false } },
    padding: [8, 8, 0, 0],
    scales: { y: { range: (_, low, high) => [0, high > 0 ? high * 1.1 : 1] } },
    axes: [{ ...axis, values: (_, ticks) => ticks.map(clock) }, { ...axis, size: 52, values: (_, ticks) => ticks.map((tick) => figure(tick, series[0]?.unit)) }],
    series: [{}, ...order.map((i) => ({
      label: series[i].label, stroke: colour(`--c${(i % 6) + 1}`), width: isStack ? 0 : 1.75, points: { show: !isStack, size: 4 },
      fill: isStack ? colour(`--c${(i % 6) + 1}`) : undefined,
      paths: isStack ? uPlot.paths.bars({ size: [0.92, 40] }) : undefined,
    }))],
  };
  place.replaceChildren();
  return new uPlot(options, [times, ...order.map((i) => lines[i])], place);
}
export function draw(places) {
  for (const place of places) {
    drawn.get(place)?.destroy();
    drawn.set(place, chart(place));
    resizes.observe(place);
  }
  for (const [place, plot] of drawn) {
    if (place.isConnected) continue;
    resizes.unobserve(place);
    plot.destroy();
    drawn.delete(place);
  }
}
const resizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const plot = drawn.get(target);
    if (plot && target.clientWidth && plot.width !== target.clientWidth) plot.setSize({ width: target.clientWidth, height: plot.height });
  }
});
document.addEventListener("theme", () => draw([...drawn.keys()].filter((place) => place.isConnected)));
