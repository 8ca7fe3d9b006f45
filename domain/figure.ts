import type { Facts, KindName } from "./record.ts";

/** Facts that must be so: each of these has this value, or has it among its values. */
export type Where = Readonly<Record<string, string>>;

/**
 * What makes the rows or columns of a figure: a fact, or `unit`, `month` (of the event), `open` and `late` (past
 * its day), yes or no. `values` are all that may come and their order; without them those that came, the most frequent
 * first. `top` keeps so many; the rest is one.
 */
export interface Axis {
  readonly by: string;
  readonly values?: readonly string[];
  readonly top?: number;
}

/** How a figure is also drawn. */
export type Drawn = "line" | "pareto" | "stacked" | "heat";

/**
 * One figure, as data: of the records of its kind that fit `where`, in the period, by the day of the event.
 * A kind says which figures it brings; a document says where they stand.
 */
export type Figure = { readonly where?: Where; readonly drawn?: Drawn } /** How many, with totals. */ & (
  | { readonly shape: "table"; readonly rows: Axis; readonly columns?: Axis }
  /** How many now, in the period before and in the same period a year ago, in all and by each value. */
  | {
      readonly shape: "trend";
      readonly by: Axis;
      /** Of the whole municipality each row is a total of its own, which is always shown. */
      readonly totals?: true;
    }
  /** How many a month, so many months back. */
  | { readonly shape: "months"; readonly back: number }
  /** Days from one date to another: how many, median and 90th percentile. */
  | { readonly shape: "spans"; readonly spans: readonly Span[] }
  /** Which part of some has come to something. */
  | { readonly shape: "shares"; readonly shares: readonly Share[] }
  /** How many by unit, per what the municipality counts there. */
  | { readonly shape: "rates"; readonly per: Volume }
  /** The units from which nothing came, in the period and in a year. */
  | { readonly shape: "silent" }
  /** What was registered after an earlier compilation of its period was published. */
  | { readonly shape: "afterwards" }
  /** What is not counted, by the state that says why. */
  | { readonly shape: "dropped" }
  /** Each record, by its facts: for those who may know of it, never for the public. */
  | {
      readonly shape: "list";
      readonly facts: readonly string[];
      readonly spans?: readonly Span[];
      /** Also those that are not counted. */
      readonly every?: true;
      /** What is still open, whenever it happened. */
      readonly ongoing?: true;
      /** What has the greatest number in this fact stands first. */
      readonly greatest?: string;
    }
);

export interface Span {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

export interface Share {
  readonly name: string;
  readonly of: Where;
  readonly part: Where;
}

/** What a municipality may count its reports against: employees (årsarbetare, per 100) or interventions (per 1 000). */
export type Volume = "employees" | "interventions";

/** A figure in its place: the kind it counts, its name there, and what it is. */
export interface Placed {
  readonly kind: KindName;
  readonly name: string;
  readonly figure: Figure;
}

/** A number; one that may not be published; a code or a day; or nothing there. */
export type Value = number | { readonly hidden: number } | string | null;

/** A figure as it came out. Rows and columns are keys that the catalogue has words for; `total` is a sum. */
export interface Grid {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly (readonly Value[])[];
  /** What is worth a look: a row that rose or fell, or stays on one side of its median. */
  readonly flags?: readonly Flag[];
}

export interface Flag {
  readonly row: string;
  readonly what: "rose" | "fell" | "above" | "below";
  readonly against: "previous" | "yearBefore" | "median";
}

/** The values of a fact: none, one or many. */
export function valuesOf(facts: Facts, name: string): readonly string[] {
  const value = facts[name];
  if (value === undefined || value === "") return [];
  return typeof value === "string" ? [value] : value;
}

/** Whether the facts are so. */
export function fits(facts: Facts, where: Where | undefined): boolean {
  return Object.entries(where ?? {}).every(([name, is]) => valuesOf(facts, name).includes(is));
}

/** The keys of a grid that stand for no value, and for a sum. */
export const unset = "unset";
export const total = "total";

/** The value below which the part of the numbers lies; between two of them, in proportion. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const low = sorted[Math.floor(at)] ?? 0;
  return low + ((sorted[Math.ceil(at)] ?? low) - low) * (at % 1);
}
