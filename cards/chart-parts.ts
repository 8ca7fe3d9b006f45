import type { Chart, Series } from "./chart.ts";
import { dark, type Fill, font, grid, hidden, shown } from "./chart-looks.ts";
import { chartWords } from "./text/chart.ts";

export type ChartOf<Type extends Chart["type"]> = Extract<Chart, { type: Type }>;

/** As wide as the text of an A4 page, in pixels of which 96 make an inch: 13 of them are a text of 9.75 points. */
export const width = 604;
/** How wide the names to the left of bars and cells may be before they are broken. */
export const nameWidth = 190;

/** Nothing happens where somebody points: it is a picture. */
export const still = { silent: true, emphasis: { disabled: true }, animation: false } as const;

/** Where the plot is, with its names and labels inside of the picture. */
export const plot = (right: number, top: number) => ({
  left: 4,
  right,
  top,
  bottom: 4,
  outerBoundsMode: "same",
  outerBoundsContain: "all",
});

export const valueAxis = {
  type: "value",
  min: 0,
  minInterval: 1,
  axisLabel: { ...font, formatter: shown },
  splitLine: { lineStyle: { color: grid } },
} as const;

export const nameBelow = (name: string, nameGap = 30) => ({
  name,
  nameLocation: "middle",
  nameGap,
  nameTextStyle: font,
});

export const namesDown = (data: readonly string[]) => ({
  type: "category",
  inverse: true,
  data,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: dark } },
  axisLabel: { ...font, interval: 0, width: nameWidth - 10, overflow: "break", lineHeight: 16 },
});

/** What a legend says of a series: a line with its symbol, a line alone, or a filled square. */
export interface LegendItem {
  readonly name: string;
  readonly look: "symbol" | "line" | "square";
}

const rowHeight = 20;
/** A letter is 7 pixels wide or less; beside each name stand its mark and the room around them. */
const itemWidth = ({ name, look }: LegendItem) => 7 * name.length + 20 + (look === "square" ? 18 : 34);

/** How high a legend is, in as many rows as its names ask for. */
export function heightOf(items: readonly LegendItem[]): number {
  if (!isTelling(items)) return 0;
  let rows = 1;
  let taken = 0;
  for (const item of items) {
    taken += itemWidth(item);
    if (taken > width && taken > itemWidth(item)) {
      rows += 1;
      taken = itemWidth(item);
    }
  }
  return rows * rowHeight;
}

/** One series needs no legend: the axis and the caption say what it is. */
const isTelling = (items: readonly LegendItem[]) => items.length > 1 || items[0]?.name === chartWords.hidden;

export const legend = (items: readonly LegendItem[]) => ({
  show: isTelling(items),
  data: items.map(({ name, look }) => ({
    name,
    ...(look === "square" && { icon: "rect" }),
    ...(look === "line" && { itemStyle: { opacity: 0 } }),
  })),
  left: 0,
  top: 0,
  padding: 2,
  itemGap: 14,
  itemWidth: items.every(({ look }) => look === "square") ? 16 : 32,
  itemHeight: 12,
  itemStyle: { borderWidth: 0.75 },
  textStyle: font,
  selectedMode: false,
});

/** The last in a legend, where something is hidden. */
export const hiddenItem = (series: readonly Series[]): readonly LegendItem[] =>
  series.some(({ values }) => values.some((value) => value === undefined))
    ? [{ name: chartWords.hidden, look: "square" }]
    : [];

export const filled = (fill: Fill | undefined) => ({
  itemStyle: { color: fill?.ground, opacity: 1, borderColor: dark, borderWidth: 0.75 },
});

/** A figure on a fill; on hatching it stands on a plate. */
export const written = (fill: Fill | undefined) => ({
  show: true,
  ...font,
  color: fill?.text,
  textBorderWidth: 0,
  ...(fill?.hatch && { backgroundColor: "#FFFFFF", padding: [1, 3] }),
});

/** Hatched squares where figures are not shown. */
export const hiddenMarks = (data: readonly object[]) => ({
  type: "scatter",
  name: chartWords.hidden,
  symbol: "rect",
  symbolSize: 12,
  clip: false,
  ...still,
  ...filled(hidden),
  data,
});

/** The places of labels for which some series hides its figure. */
export const gapsIn = (labels: readonly string[], series: readonly Series[]) =>
  labels.flatMap((_, at) => (series.some(({ values }) => values[at] === undefined) ? [at] : []));

export const sum = (values: readonly (number | undefined)[]) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);
