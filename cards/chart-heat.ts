import type { EChartsCoreOption } from "echarts/core";
import { font, heat, hidden, shown } from "./chart-looks.ts";
import {
  type ChartOf,
  filled,
  heightOf,
  hiddenItem,
  hiddenMarks,
  legend,
  nameBelow,
  namesDown,
  nameWidth,
  still,
  width,
  written,
} from "./chart-parts.ts";
import { chartWords } from "./text/chart.ts";

type Heat = ChartOf<"heat">;

const cellHeight = 58;
const right = 8;
const above = 30;
const below = 58;

export const heatHeight = ({ series }: Heat) =>
  heightOf(hiddenItem(series)) + above + cellHeight * series.length + below;

/** Cells with their numbers, the darker the more; a hidden one is hatched. */
export function heatOption({ labels, axes, series }: Heat): EChartsCoreOption {
  const items = hiddenItem(series);
  const size = [(width - nameWidth - right) / labels.length - 3, cellHeight - 3] as const;
  const most = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const fillOf = (value: number | undefined) =>
    (value === undefined ? undefined : heat[Math.ceil((value / most) * (heat.length - 1))]) ?? hidden;
  const cell = (value: number | undefined, column: number, row: number) => ({
    value: [column, row],
    ...filled(fillOf(value)),
    label: {
      ...written(fillOf(value)),
      fontSize: 16,
      formatter: value === undefined ? chartWords.noFigure : shown(value),
    },
  });
  return {
    grid: { left: nameWidth, right, top: heightOf(items) + above, bottom: below },
    legend: legend(items),
    xAxis: {
      ...nameBelow(axes.labels, 32),
      type: "category",
      data: labels,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...font, interval: 0, width: size[0] - 4, overflow: "break" },
    },
    yAxis: {
      ...namesDown(series.map(({ name }) => name)),
      axisLine: { show: false },
      name: axes.values,
      nameLocation: "start",
      nameGap: 12,
      nameTextStyle: { ...font, align: "right", padding: [0, 8, 0, 0] },
    },
    series: [
      {
        type: "scatter",
        symbol: "rect",
        symbolSize: size,
        ...still,
        data: series.flatMap(({ values }, row) =>
          labels.map((_, column) => cell(values[column], column, row)),
        ),
      },
      hiddenMarks([]),
    ],
  };
}
