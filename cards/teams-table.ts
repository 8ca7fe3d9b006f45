import type { ChartPart, TablePart } from "./card.ts";
import { drawnOf, figureColumns, holdsAxis, isWhole } from "./table.ts";
import { inert, linesOf, type TeamsElement } from "./teams-elements.ts";

/** Tables and charts, as Teams draws them. */

export interface TeamsTable {
  type: "Table";
  columns: { width: number; horizontalCellContentAlignment?: "Right" }[];
  /** Teams' own addition: where there is less room, the table scrolls by itself. */
  minWidth: `${number}px`;
  firstRowAsHeaders: true;
  rows: TeamsTableRow[];
  spacing: "Small";
}

interface TeamsTableRow {
  type: "TableRow";
  cells: { type: "TableCell"; items: TeamsElement[] }[];
}

/** Teams' own addition to Adaptive Cards: a client that does not know it draws the fallback. */
export interface TeamsChart {
  type: "Chart.Line" | "Chart.VerticalBar.Grouped";
  title: string;
  showLegend: true;
  /** On bars: a bar of nothing says 0, so it is not taken for one that is left out. */
  showBarValues?: true;
  data: { legend: string; values: { x: string; y: number }[] }[];
  fallback: TeamsElement | "drop";
}

/** A table under its caption. */
export function tableOf(part: TablePart): TeamsElement[] {
  return [...linesOf(part.caption, "strong"), gridOf(part)];
}

/**
 * A chart under its title. Phones may draw none, and get its table instead; everyone gets the table when a
 * figure is left out, since the picture cannot say so, and only the table where the picture would mislead.
 */
export function chartOf(part: ChartPart): TeamsElement[] {
  const { title, table } = part;
  const heading = linesOf(title, "strong");
  const read = table.caption === title ? [gridOf(table)] : tableOf(table);
  const drawn = drawnOf(part);
  if (!holdsAxis(part, drawn)) return [...heading, ...read];
  const whole = isWhole(part);
  const chart: TeamsChart = {
    ...pictures[part.shape],
    title: inert(title),
    showLegend: true,
    data: drawn.map(({ name, points }) => ({
      legend: inert(name),
      values: points.map(({ x, y }) => ({ x: inert(x), y })),
    })),
    fallback: whole ? { type: "Container", items: read } : "drop",
  };
  return [...heading, chart, ...(whole ? [] : read)];
}

const pictures = {
  line: { type: "Chart.Line" },
  bars: { type: "Chart.VerticalBar.Grouped", showBarValues: true },
} as const satisfies Record<ChartPart["shape"], Pick<TeamsChart, "type" | "showBarValues">>;

function gridOf(part: TablePart): TeamsTable {
  const figures = figureColumns(part);
  const widths = figures.map((isFigures, at) => widthOf(part, at, isFigures));
  const columns = figures.map((isFigures, at) => ({
    width: widths[at] ?? 1,
    ...(isFigures && { horizontalCellContentAlignment: "Right" as const }),
  }));
  const minWidth = `${widths.reduce((sum, width) => sum + width, 0) * letter}px` as const;
  const rows = [rowOf(part.header, "strong"), ...part.rows.map((row) => rowOf(row))];
  return { type: "Table", columns, minWidth, firstRowAsHeaders: true, rows, spacing: "Small" };
}

/** Pixels, in bold. */
const letter = 8;

/** So many letters that no word of the column is broken, and no figure; where it is narrower, Teams scrolls. */
function widthOf({ header, rows }: TablePart, at: number, figures: boolean): number {
  const whole = rows.map((row) => row[at] ?? "");
  const words = [header[at] ?? "", ...(figures ? [] : whole)].flatMap((text) => text.split(/[\s-]/));
  const longest = Math.max(...[...words, ...(figures ? whole : [])].map((text) => text.length));
  return Math.min(Math.max(longest, figures ? 4 : 12), 24) + 2;
}

function rowOf(cells: readonly string[], tone?: "strong"): TeamsTableRow {
  return {
    type: "TableRow",
    cells: cells.map((cell) => ({ type: "TableCell", items: linesOf(cell, tone) })),
  };
}
