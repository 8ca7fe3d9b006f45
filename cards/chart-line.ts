import type { EChartsCoreOption } from "echarts/core";
import { bands, dark, font, lines, shown } from "./chart-looks.ts";
import {
  type ChartOf,
  gapsIn,
  heightOf,
  hiddenItem,
  hiddenMarks,
  type LegendItem,
  legend,
  nameBelow,
  plot,
  still,
  valueAxis,
} from "./chart-parts.ts";

type Line = ChartOf<"line">;

export const lineHeight = (chart: Line) => 280 + heightOf(legendItems(chart));

/** Lines over months, half-years behind them, a median across, and a hatched square where a figure is hidden. */
export function lineOption(chart: Line): EChartsCoreOption {
  const { labels, axes, series, bands: halfYears = [], median } = chart;
  if (series.length > lines.length) throw new Error(`A line chart tells ${lines.length} series apart`);
  const items = legendItems(chart);
  const every = Math.ceil(labels.length / 9);
  const interval = (at: number) => at % every === 0;
  return {
    grid: plot(16, heightOf(items)),
    legend: legend(items),
    xAxis: {
      ...nameBelow(axes.labels),
      type: "category",
      data: labels,
      axisLabel: { ...font, interval },
      axisTick: { alignWithLabel: true, interval },
      axisLine: { lineStyle: { color: dark } },
    },
    yAxis: [
      {
        ...valueAxis,
        name: axes.values,
        nameLocation: "end",
        nameGap: 12,
        nameTextStyle: { ...font, align: "left" },
      },
      { type: "value", min: 0, max: 1, show: false },
    ],
    series: [
      ...halfYears.map((band, turn) => halfYear(band, turn, labels)),
      ...series.map(({ name, values }, at) => ({
        ...line(name, lines[at]?.color, lines[at]?.type, 2),
        symbol: lines[at]?.symbol,
        data: values.map((value) => value ?? null),
      })),
      ...(median
        ? [
            {
              ...line(medianName(median), "#000000", [5, 4], 1.5),
              symbol: "none",
              data: labels.map(() => median.value),
            },
          ]
        : []),
      // Above the axis, on which it would be read as zero.
      hiddenMarks(gapsIn(labels, series).map((at) => ({ value: [at, 0], symbolOffset: [0, -9] }))),
    ],
  };
}

const medianName = ({ name, value }: NonNullable<Line["median"]>) => `${name} ${shown(value)}`;

const legendItems = ({ series, median }: Line): readonly LegendItem[] => [
  ...series.map(({ name }) => ({ name, look: "symbol" as const })),
  ...(median ? [{ name: medianName(median), look: "line" as const }] : []),
  ...hiddenItem(series),
];

const line = (name: string, color: string | undefined, type: unknown, width: number) => ({
  type: "line",
  name,
  clip: false,
  ...still,
  showAllSymbol: true,
  symbolSize: 7,
  itemStyle: { color },
  lineStyle: { color, type, width },
});

/** Bars as broad as their months, on an axis of their own, behind the lines of the grid. */
function halfYear(
  { name, from, to }: NonNullable<Line["bands"]>[number],
  turn: number,
  labels: readonly string[],
) {
  return {
    type: "bar",
    yAxisIndex: 1,
    barWidth: "100%",
    barGap: "-100%",
    z: -2,
    ...still,
    itemStyle: { color: bands[turn % bands.length] },
    data: labels.map((_, at) => (at < from || at > to ? null : { value: 1, label: { show: at === from } })),
    label: { ...font, position: "insideTopLeft", distance: 4, formatter: name },
  };
}
