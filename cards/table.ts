import type { ChartPart, TablePart } from "./card.ts";

/** What both platforms must know of tables and charts to draw them. */

/** Which columns hold figures, and so stand to the right. The first never does: it says what its row is of. */
export function figureColumns({ header, rows }: TablePart): boolean[] {
  return header.map((_, at) => {
    const cells = rows.map((row) => row[at] ?? "");
    return at > 0 && cells.some(isFigure) && cells.every((cell) => isFigure(cell) || !/\d/.test(cell));
  });
}

/** `1 204`, `-3,5`, `12 %`, `<5`, `1–4`; of a figure that is left out only words or a mark are seen. */
function isFigure(cell: string): boolean {
  return /^[<>≤≥]?\s?[-−+]?\d[\d\s]*([.,]\d+)?(\s?[-–]\s?\d+)?\s?%?$/.test(cell.trim());
}

/** What can be drawn of one series: its figures that may be shown, each at its place on the axis. */
export interface DrawnSeries {
  readonly name: string;
  readonly points: readonly { readonly x: string; readonly y: number }[];
}

/** The figures of a chart that may be shown. A series of which nothing may is left out. */
export function drawnOf({ labels, series }: ChartPart): DrawnSeries[] {
  return series
    .map(({ name, values }) => ({
      name,
      points: labels.flatMap((x, at) => {
        const y = values[at];
        return y === undefined ? [] : { x, y };
      }),
    }))
    .filter(({ points }) => points.length > 0);
}

/**
 * Whether a picture tells the truth. A platform knows of the axis only what has a figure, in the order it
 * comes: where that is not the whole axis, a time would be missing in the middle, or stand last.
 */
export function holdsAxis({ labels }: ChartPart, drawn: readonly DrawnSeries[]): boolean {
  const told = [...new Set(drawn.flatMap(({ points }) => points.map(({ x }) => x)))];
  return labels.length > 0 && told.length === labels.length && told.every((x, at) => x === labels[at]);
}

/** Whether every figure may be shown. */
export function isWhole({ labels, series }: ChartPart): boolean {
  return series.every(({ values }) => labels.every((_, at) => values[at] !== undefined));
}
