import type { EChartsCoreOption } from "echarts/core";
import { dark, fills, font, lines, shown } from "./chart-looks.ts";
import {
  type ChartOf,
  filled,
  gapsIn,
  heightOf,
  hiddenItem,
  hiddenMarks,
  type LegendItem,
  legend,
  nameBelow,
  namesDown,
  nameWidth,
  plot,
  still,
  sum,
  valueAxis,
  width,
  written,
} from "./chart-parts.ts";
import { chartWords } from "./text/chart.ts";

type Bars = ChartOf<"bars">;
type Pareto = ChartOf<"pareto">;

/** What fits on a page above its caption. */
const tallest = 840;

/** As high as its names need: a row of about 28 letters takes 16 pixels. */
export function barsHeight(chart: Bars | Pareto): number {
  const rows = Math.max(1, ...chart.labels.map((label) => Math.ceil((label.length + 5) / 28)));
  const legendHeight = heightOf(chart.type === "bars" ? barsItems(chart) : paretoItems(chart));
  return Math.min(tallest, 70 + legendHeight + chart.labels.length * Math.max(26, 16 * rows + 8));
}

/** A lying bar for each label, so that long names can be read. Its sum stands after it, unless a part is hidden. */
export function barsOption(chart: Bars): EChartsCoreOption {
  const { labels, axes, series } = chart;
  if (series.length > fills.length) throw new Error(`A bar chart tells ${fills.length} series apart`);
  const items = barsItems(chart);
  const gaps = gapsIn(labels, series);
  const sums = labels.map((_, at) => sum(series.map(({ values }) => values[at])));
  const perPixel = Math.max(1, ...sums) / (width - nameWidth - 80);
  // A digit is about 7 pixels wide.
  const fits = (value: number) => value / perPixel > 7 * shown(value).length + 6;
  return {
    grid: plot(44, heightOf(items) + 12),
    legend: legend(items),
    xAxis: { ...valueAxis, ...nameBelow(axes.values) },
    yAxis: namesDown(labels),
    series: [
      ...series.map(({ name, values }, at) => ({
        ...bar(name),
        stack: "all",
        ...filled(fills[at]),
        // A zero has nothing to draw: the sum after the bar tells it.
        data: values.map((value) => (value ? { value, label: { show: fits(value) } } : null)),
        label: written(fills[at]),
      })),
      {
        ...bar(),
        stack: "all",
        data: sums.map((total, at) =>
          gaps.includes(at) ? null : { value: 0, label: { formatter: shown(total) } },
        ),
        label: { show: true, ...font, position: "right", distance: 5 },
      },
      hiddenMarks(gaps.map((at) => ({ value: [sums[at] ?? 0, at], symbolOffset: [12, 0] }))),
    ],
  };
}

const barsItems = ({ series }: Bars): readonly LegendItem[] => [
  ...series.map(({ name }) => ({ name, look: "square" as const })),
  ...hiddenItem(series),
];

/** Bars from the longest, hidden ones last, and the share so far on the same scale. */
export function paretoOption(chart: Pareto): EChartsCoreOption {
  const { labels, axes, series, share } = chart;
  const [first] = series;
  if (!first || series.length > 1) throw new Error("A Pareto chart sorts one series");
  const sorted = labels
    .map((label, at) => ({ label, value: first.values[at] }))
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1));
  const values = sorted.map(({ value }) => value);
  const total = Math.max(1, sum(values));
  const shareAt = (at: number) => (100 * sum(values.slice(0, at + 1))) / total;
  const items = paretoItems(chart);
  return {
    grid: plot(44, heightOf(items) + 12),
    legend: legend(items),
    xAxis: [
      { ...valueAxis, ...nameBelow(axes.values), max: 100, axisLabel: { ...font, formatter: percent } },
      // The whole is 100 %, so that the line begins where the first bar ends.
      { type: "value", min: 0, max: total, show: false },
    ],
    yAxis: namesDown(
      sorted.map(
        ({ label, value }) => `${label}\u00A0(${value === undefined ? chartWords.noFigure : shown(value)})`,
      ),
    ),
    series: [
      { ...bar(first.name), xAxisIndex: 1, ...filled(fills[1]), data: values.map((value) => value ?? null) },
      {
        type: "line",
        name: share,
        clip: false,
        ...still,
        symbol: lines[0].symbol,
        symbolSize: 7,
        showAllSymbol: true,
        itemStyle: { color: dark },
        lineStyle: { color: dark, width: 2 },
        data: values.map((value, at) => [value === undefined ? null : shareAt(at), at]),
        label: {
          show: true,
          ...font,
          // To the right and above: the line leaves downwards.
          position: "right",
          offset: [0, -7],
          formatter: ({ value }: { readonly value: readonly number[] }) => percent(Math.round(value[0] ?? 0)),
        },
      },
      hiddenMarks(
        values.flatMap((value, at) =>
          value === undefined ? [{ value: [0, at], symbolOffset: [12, 0] }] : [],
        ),
      ),
    ],
  };
}

const paretoItems = ({ series, share }: Pareto): readonly LegendItem[] => [
  { name: series[0]?.name ?? "", look: "square" },
  { name: share, look: "symbol" },
  ...hiddenItem(series),
];

const bar = (name?: string) => ({ type: "bar", name, barWidth: "62%", ...still });

const percent = (value: number) => `${shown(value)}\u00A0%`;
