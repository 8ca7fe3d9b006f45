import { isDay, plusDays, workingDayFrom } from "./calendar.ts";
import { monthsOf } from "./period.ts";
import type { LocalDate } from "./record.ts";

/** A day that comes every year, `01-15`. */
export type DayOfYear = string;

/** How often something planned comes: once in each such part of the year, or on days of its own. */
export type Cadence = Part | { readonly on: readonly DayOfYear[] };
type Part = "month" | "quarter" | "tertial" | "halfYear" | "year";

/** One time that something planned is to be done. */
export interface Occurrence {
  /** `2026-03`, `2026Q1`, `2026T1`, `2026H1`, `2026`, or the own day `2026-01-15`: the same whenever it is asked. */
  readonly key: string;
  /** Both working days; it may be done on them and on all days between. */
  readonly opens: LocalDate;
  readonly closes: LocalDate;
}

/** Of how many months a part is, from which day of its last month it is asked about, and what the nth is called. */
const parts = {
  month: { months: 1, from: "20", key: (year, n) => `${year}-${String(n).padStart(2, "0")}` },
  quarter: { months: 3, from: "01", key: (year, n) => `${year}Q${n}` },
  tertial: { months: 4, from: "01", key: (year, n) => `${year}T${n}` },
  halfYear: { months: 6, from: "01", key: (year, n) => `${year}H${n}` },
  year: { months: 12, from: "01", key: (year) => year },
} as const satisfies Readonly<
  Record<Part, { months: number; from: string; key: (year: string, n: number) => string }>
>;

/**
 * What opens after one day and up to another, in order, so that what was asked for day by day comes just once.
 * A part of the year opens while it is fresh: on the first working day of its last month, a month from the 20th on.
 * An own day opens on it, or on the first working day after; own days that open as one are one. It closes so many
 * calendar days later, or on the first working day from then.
 */
export function occurrences(
  cadence: Cadence,
  windowDays: number,
  after: LocalDate,
  upTo: LocalDate,
): readonly Occurrence[] {
  const planned =
    typeof cadence === "object" ? onOwnDays(cadence.on, after, upTo) : inParts(cadence, after, upTo);
  return planned
    .filter(({ opens }) => after < opens && opens <= upTo)
    .map(({ key, opens }) => ({ key, opens, closes: workingDayFrom(plusDays(opens, windowDays)) }));
}

/** Whether it can be done on a day: not yet, now, or no longer. */
export function stateOn({ opens, closes }: Occurrence, today: LocalDate): "ahead" | "open" | "closed" {
  if (today < opens) return "ahead";
  return today > closes ? "closed" : "open";
}

/** Whether it never comes: on own days, of which there is none in any year. */
export const none = (cadence: Cadence): boolean =>
  // A leap year has every day that any year has.
  typeof cadence === "object" && !cadence.on.some((day) => isDay(`2028-${day}`));

type Planned = Pick<Occurrence, "key" | "opens">;

function inParts(part: Part, after: LocalDate, upTo: LocalDate): readonly Planned[] {
  const { months, from, key } = parts[part];
  return monthsOf({ from: after, to: upTo }).flatMap((month) => {
    const n = Number(month.slice(5)) / months;
    if (!Number.isInteger(n)) return [];
    return [{ key: key(month.slice(0, 4), n), opens: workingDayFrom(`${month}-${from}` as LocalDate) }];
  });
}

function onOwnDays(on: readonly DayOfYear[], after: LocalDate, upTo: LocalDate): readonly Planned[] {
  const first = Number(after.slice(0, 4)) - 1;
  const years = Number(upTo.slice(0, 4)) - first + 1;
  const days = Array.from({ length: Math.max(years, 0) }, (_, n) => on.map((day) => `${first + n}-${day}`))
    .flat()
    .filter(isDay)
    .sort();
  const planned = days.map((key) => ({ key, opens: workingDayFrom(key) }));
  return planned.filter(({ opens }, at) => opens !== planned[at - 1]?.opens);
}
