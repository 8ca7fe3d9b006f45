import { type Figure, type Flag, type Grid, quantile, total, unset, type Value } from "#domain/figure";
import type { Period } from "#domain/period";
import type { ChartPart, Option, Part, TablePart } from "./card.ts";
import type { Band, Chart, Series } from "./chart.ts";
import type { DocumentPart } from "./document.ts";
import { joint } from "./joint-figure.ts";
import { columnWords, figureSay, figureWords, keyWords, months, rateWords } from "./text/figures.ts";
import { type KindWords, optionLabel } from "./text/words.ts";

/** Figures as people read them: in a table, in a picture, in words. The same for Word, Excel and the chat. */

/** A figure that has been counted, and what its keys are called. */
export interface Shown {
  /** By kind and name. */
  readonly key: string;
  readonly figure: Figure;
  readonly grid: Grid;
  readonly words: KindWords;
  readonly units: readonly Option[];
  /** Numbers that may not be published are shown. */
  readonly open: boolean;
}

/** "mars 2026". */
const monthText = (key: string) => `${months[Number(key.slice(5)) - 1] ?? key.slice(5)} ${key.slice(0, 4)}`;

/** What a value of a fact is called. */
function valueText({ words, units }: Shown, by: string, key: string): string {
  if (key === total || key === unset) return keyWords[key] ?? key;
  if (by === joint) return columnWords[key] ?? key;
  const own = words.values?.(by, key);
  if (own) return own;
  if (by === "unit") return units.find(({ value }) => value === key)?.label ?? key;
  if (by === "month") return monthText(key);
  if (by === "state") return words.states[key] ?? key;
  if (by === "nature") return words.natures[key]?.type ?? key;
  if (key === "yes") return figureSay.yes;
  if (key === "no") return figureSay.no;
  // Of a step of a scale, its name: what it means stands where it is chosen.
  return optionLabel(words, by, key).replace(/^(\d\. [^:]+):.*$/, "$1");
}

function rowText(shown: Shown, key: string): string {
  const { figure } = shown;
  switch (figure.shape) {
    case "table":
      return valueText(shown, figure.rows.by, key);
    case "trend":
      return valueText(shown, figure.by.by, key);
    case "months":
      return monthText(key);
    case "rates":
    case "silent":
      return valueText(shown, "unit", key);
    case "dropped":
      return valueText(shown, "state", key);
    case "afterwards": {
      const [from = "", to = ""] = key.split("|");
      return periodText({ from, to } as Period);
    }
    case "list":
      return inOnePiece(key);
    case "spans":
    case "shares":
      return keyWords[key] ?? key;
  }
}

function columnText(shown: Shown, key: string): string {
  const { figure, words } = shown;
  if (figure.shape === "table")
    return figure.columns ? valueText(shown, figure.columns.by, key) : figureSay.value;
  if (figure.shape === "list")
    return words.fields[key]?.read ?? keyWords[key] ?? words.fields[key]?.label ?? key;
  if (figure.shape === "rates" && key === "rate") return rateWords[figure.per] ?? key;
  return key === total ? figureSay.value : (keyWords[key] ?? key);
}

// Made when first asked for: they are slow to make, and most cards have no figures.
let formats: { readonly number: Intl.NumberFormat; readonly percent: Intl.NumberFormat } | undefined;
function inSwedish() {
  formats ??= {
    number: new Intl.NumberFormat("sv-SE", { maximumFractionDigits: 1 }),
    percent: new Intl.NumberFormat("sv-SE", { style: "percent", maximumFractionDigits: 0 }),
  };
  return formats;
}

/** A number as it may be seen here. */
export const seen = (value: Value | undefined, open: boolean): number | string | null =>
  value === undefined || value === null
    ? null
    : typeof value === "object"
      ? open
        ? value.hidden
        : figureSay.hidden
      : value;

/** A number or a day that must not break across lines. */
const inOnePiece = (text: string) => text.replaceAll("-", "\u2011");

function cellText(shown: Shown, column: string, value: Value): string {
  const is = seen(value, shown.open);
  if (is === null) return figureSay.nothing;
  if (typeof is === "string") {
    if (is === figureSay.hidden || shown.figure.shape !== "list") return is;
    return /^\d{4}-/.test(is)
      ? inOnePiece(is)
      : is
          .split(", ")
          .map((each) => valueText(shown, column, each))
          .join(", ");
  }
  const { number, percent } = inSwedish();
  return (column === "share" ? percent : number).format(is);
}

/** The figure as a table of texts. */
export function tableOf(shown: Shown): TablePart {
  const { grid, key } = shown;
  const words = figureWords[key];
  return {
    type: "table",
    caption: words?.caption ?? key,
    header: [words?.rows ?? "", ...grid.columns.map((column) => columnText(shown, column))],
    rows: grid.rows.map((row, at) => [
      rowText(shown, row),
      ...grid.columns.map((column, n) => cellText(shown, column, grid.cells[at]?.[n] ?? null)),
    ]),
  };
}

/** The numbers of a row or column; what may not be shown is left out. */
const drawable = (shown: Shown, values: readonly (Value | undefined)[]) =>
  values.map((value) => {
    const is = seen(value, shown.open);
    return typeof is === "number" ? is : undefined;
  });

interface Plotted {
  readonly labels: readonly string[];
  readonly series: readonly Series[];
}

/** What stands along the axis, and a series for each column; sums are left out. */
function plotted(shown: Shown, sumsOnly: boolean): Plotted {
  const { grid } = shown;
  const rows = grid.rows.flatMap((row, at) => (row === total ? [] : [{ row, at }]));
  const columns = grid.columns
    .map((column, n) => ({ column, n }))
    .filter(({ column }) => grid.columns.length === 1 || (column === total) === sumsOnly);
  return {
    labels: rows.map(({ row }) => rowText(shown, row)),
    series: columns.map(({ column, n }) => ({
      name: column === total ? figureSay.value : columnText(shown, column),
      values: drawable(
        shown,
        rows.map(({ at }) => grid.cells[at]?.[n]),
      ),
    })),
  };
}

/** The figure as a picture, where it is drawn as one and there is something to draw. */
export function chartOf(shown: Shown): Chart | undefined {
  const { figure, grid, key } = shown;
  const words = figureWords[key];
  if (!figure.drawn || !words?.picture) return undefined;
  const about = { title: words.caption, alt: `${words.picture} ${alternative(shown)}`.trim() };
  const axes = { labels: words.rows, values: figureSay.value };
  const { labels, series } = plotted(shown, figure.drawn === "pareto");
  if (!series.some(({ values }) => values.some((value) => value))) return undefined;
  switch (figure.drawn) {
    // What the one line counts is said in the caption.
    case "line": {
      const [values = []] = series.map((each) => each.values);
      const all = values.filter((value) => value !== undefined);
      const whole = all.length === values.length;
      return {
        type: "line",
        ...about,
        labels,
        axes: { ...axes, values: "" },
        series,
        bands: bandsOf(grid.rows),
        ...(whole && { median: { name: figureSay.median, value: quantile(all, 0.5) } }),
      };
    }
    case "stacked":
      return { type: "bars", ...about, labels, axes, series };
    case "pareto":
      return { type: "pareto", ...about, labels, axes, series, share: figureSay.cumulative };
    case "heat": {
      const columns = grid.columns.filter((column) => column !== total && column !== unset);
      const rows = grid.rows.filter((row) => row !== total && row !== unset);
      const at = (row: string, column: string) =>
        grid.cells[grid.rows.indexOf(row)]?.[grid.columns.indexOf(column)];
      const by = figure.shape === "table" && figure.columns ? figure.columns.by : "";
      return {
        type: "heat",
        ...about,
        labels: columns.map((column) => columnText(shown, column)),
        axes: { labels: shown.words.fields[by]?.read ?? by, values: words.rows },
        series: rows.map((row) => ({
          name: rowText(shown, row),
          values: drawable(
            shown,
            columns.map((column) => at(row, column)),
          ),
        })),
      };
    }
  }
}

/** The half-years that months lie in. */
function bandsOf(keys: readonly string[]): Band[] {
  const bands: { name: string; from: number; to: number }[] = [];
  for (const [at, key] of keys.entries()) {
    const name = figureSay.halfShort(Number(key.slice(5)) <= 6 ? 1 : 2, key.slice(0, 4));
    const last = bands.at(-1);
    if (last?.name === name) last.to = at;
    else bands.push({ name, from: at, to: at });
  }
  return bands;
}

/** What a picture says in numbers: the highest and the lowest, or all when they are few. */
function alternative(shown: Shown): string {
  const { rows, header } = tableOf(shown);
  const last = header.length - 1;
  const told = rows.filter((_, at) => shown.grid.rows[at] !== total).map((row) => `${row[0]} ${row[last]}`);
  return told.length <= 12 ? `${told.join(", ")}.` : `${told.slice(-12).join(", ")}.`;
}

/** What is worth a look, in sentences. */
export function flagsOf(shown: Shown): string[] {
  return (shown.grid.flags ?? []).map(({ row, what, against }: Flag) =>
    figureSay.flags[what][against](rowText(shown, row)),
  );
}

/** Whether anything of the figure is hidden here. */
export const hidesAny = ({ grid, open }: Shown): boolean =>
  !open && grid.cells.some((row) => row.some((value) => typeof value === "object" && value !== null));

/** A figure as it stands in a document: its table, its picture, and what is worth a look. */
export function documentParts(shown: Shown): DocumentPart[] {
  const { grid, key } = shown;
  if (grid.rows.length === 0) return [];
  const chart = chartOf(shown);
  const words = figureWords[key];
  const text = [...(words?.note ? [words.note] : []), ...flagsOf(shown)];
  return [
    ...(chart ? [{ type: "chart", chart, caption: chart.title } as const] : []),
    shortTable(shown),
    ...text.map((line) => ({ type: "paragraph", text: line }) as const),
  ];
}

/** So many cells a card has room for beside the rest (`teamsLimits`): measured, with room to spare. */
const mostCells = 110;
const cellsIn = ({ grid }: Shown) => (grid.rows.length + 1) * (grid.columns.length + 1);

/** Whether a figure is short enough for a card. */
export const isSmall = (shown: Shown): boolean => cellsIn(shown) <= mostCells;

/** Figures beside a form, as far as there is room; of the others, where they are found. */
export function besideParts(figures: readonly Shown[]): Part[] {
  let room = mostCells;
  const parts: Part[] = [];
  const left: string[] = [];
  for (const shown of figures) {
    const table = shortTable(shown);
    if (cellsIn(shown) <= room) {
      room -= cellsIn(shown);
      parts.push(table, ...flagsOf(shown).map((text): Part => ({ type: "text", text })));
    } else left.push(table.caption);
  }
  if (left.length > 0) parts.push({ type: "text", text: figureSay.more(left), tone: "subtle" });
  return parts;
}

/** A quarter in a row: two years of months in eight rows, where one a row would fill the screen. */
function byQuarter(shown: Shown): TablePart {
  const { rows, cells } = shown.grid;
  const quarters = rows.flatMap((_, at) => (at % 3 === 0 ? [at] : []));
  const { caption } = tableOf(shown);
  return {
    type: "table",
    caption,
    header: [...figureSay.quarters],
    rows: quarters.map((at) => [
      [rows[at], rows[Math.min(at + 2, rows.length - 1)]].map((key) => monthText(key ?? "")).join(" – "),
      ...[0, 1, 2].map((n) => cellText(shown, total, cells[at + n]?.[0] ?? null)),
    ]),
  };
}

/** As it stands where room is short. */
export const shortTable = (shown: Shown) =>
  shown.figure.shape === "months" ? byQuarter(shown) : tableOf(shown);

/** A figure as it stands on a card: a picture with its table, or the table. */
export function cardPart(shown: Shown): TablePart | ChartPart {
  const table = shortTable(shown);
  const { drawn } = shown.figure;
  if (drawn !== "line" && drawn !== "stacked") return table;
  const { labels, series } = plotted(shown, false);
  return {
    type: "chart",
    shape: drawn === "line" ? "line" : "bars",
    title: table.caption,
    labels,
    series,
    table,
  };
}

/** "Första halvåret 2026", or from one day to another. */
export function periodText({ from, to }: Period): string {
  const year = from.slice(0, 4);
  const month = Number(from.slice(5, 7));
  const months = Number(to.slice(5, 7)) - month + 1;
  const last = new Date(Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5, 7)), 0)).getUTCDate();
  const whole = from.endsWith("-01") && Number(to.slice(8)) === last && to.startsWith(year);
  if (whole && (month - 1) % months === 0) {
    const at = (month - 1) / months + 1;
    if (months === 12) return figureSay.year(year);
    if (months === 6) return figureSay.half(at, year);
    if (months === 4) return figureSay.tertial(at, year);
    if (months === 3) return figureSay.quarter(at, year);
  }
  return figureSay.between(from, to);
}
