import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { barsHeight, barsOption, paretoOption } from "./chart-bars.ts";
import { heatHeight, heatOption } from "./chart-heat.ts";
import { lineHeight, lineOption } from "./chart-line.ts";
import { font } from "./chart-looks.ts";
import { width } from "./chart-parts.ts";
import { tidied } from "./chart-svg.ts";

/** Figures as a picture, as data. The title is not drawn: it stands in the caption, and in the picture's own title. */
export type Chart = Figures &
  (
    | {
        /** Month by month. */
        readonly type: "line";
        readonly bands?: readonly Band[];
        readonly median?: { readonly name: string; readonly value: number };
      }
    | {
        /** A bar for each label, with the series stacked in it. */
        readonly type: "bars";
      }
    | {
        /** The first series sorted, and the line of the share so far: of what is shown, where something is hidden. */
        readonly type: "pareto";
        readonly share: string;
      }
    | {
        /** A row of cells for each series, the first at the top. */
        readonly type: "heat";
      }
  );

interface Figures {
  readonly title: string;
  /** What somebody who does not see the picture is told. */
  readonly alt: string;
  /** What each value of a series stands for: months, units, categories, columns. */
  readonly labels: readonly string[];
  /** The names of the two axes. In a heat map the second is the axis of the series. */
  readonly axes: { readonly labels: string; readonly values: string };
  readonly series: readonly Series[];
}

export interface Series {
  readonly name: string;
  /** A figure that is not there is hidden (small numbers): drawn as a gap or hatched, never as zero. */
  readonly values: readonly (number | undefined)[];
}

/** A half-year behind a line: the places of its first and last month among the labels. */
export interface Band {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

use([LineChart, BarChart, ScatterChart, GridComponent, LegendComponent, SVGRenderer]);

/** Draws a chart as SVG, as wide as the text of a page. The same chart gives the same bytes. */
export function svgOf(chart: Chart): string {
  const canvas = init(null, null, { renderer: "svg", ssr: true, ...sizeOf(chart) });
  try {
    canvas.setOption({ animation: false, textStyle: font, ...optionOf(chart) });
    return tidied(canvas.renderToSVGString(), chart);
  } finally {
    // A chart that is kept holds the process open for ever.
    canvas.dispose();
  }
}

/** The size of the picture, in pixels of which 96 make an inch. */
export function sizeOf(chart: Chart): { readonly width: number; readonly height: number } {
  return { width, height: heightOf(chart) };
}

function heightOf(chart: Chart): number {
  switch (chart.type) {
    case "line":
      return lineHeight(chart);
    case "bars":
    case "pareto":
      return barsHeight(chart);
    case "heat":
      return heatHeight(chart);
  }
}

function optionOf(chart: Chart): EChartsCoreOption {
  switch (chart.type) {
    case "line":
      return lineOption(chart);
    case "bars":
      return barsOption(chart);
    case "pareto":
      return paretoOption(chart);
    case "heat":
      return heatOption(chart);
  }
}
