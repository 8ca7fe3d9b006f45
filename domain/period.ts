import { plusDays } from "./calendar.ts";
import type { LocalDate } from "./record.ts";

/** A stretch of days in Europe/Stockholm, the first and the last counted in. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Which stretch of the year a compilation is of: a part that comes again, or the municipality's own days. */
export type PeriodRule =
  | "halfYear"
  | "quarter"
  | "tertial"
  | "year"
  | { readonly from: string; readonly to: string };

const monthsIn = { quarter: 3, tertial: 4, halfYear: 6, year: 12 } as const;

/** The last whole period that was over before `day`. */
export function periodBefore(rule: PeriodRule, day: LocalDate): Period {
  if (typeof rule === "object") {
    const year = Number(day.slice(0, 4));
    const last = ownIn(rule, year);
    return last.to < day ? last : ownIn(rule, year - 1);
  }
  const [year, month] = numbersOf(day);
  const months = monthsIn[rule];
  const begun = Math.floor((month - 1) / months) * months;
  return stretch(year, begun - months, months);
}

/** The period that `day` lies in: what a preview counts. Of the municipality's own days, the next to end. */
export function periodAround(rule: PeriodRule, day: LocalDate): Period {
  if (typeof rule === "object") {
    const year = Number(day.slice(0, 4));
    const own = ownIn(rule, year);
    return own.to < day ? ownIn(rule, year + 1) : own;
  }
  const [year, month] = numbersOf(day);
  const months = monthsIn[rule];
  return stretch(year, Math.floor((month - 1) / months) * months, months);
}

/** The period before one: as long in months, or, where months do not make it up, the same days of the year before. */
export function previous(period: Period): Period {
  const months = wholeMonths(period);
  if (months === undefined || months > 12 || 12 % months !== 0) return yearBefore(period);
  const [year, month] = numbersOf(period.from);
  return stretch(year, month - 1 - months, months);
}

/** The same days of the year before; the last day of February stays the last. */
export function yearBefore({ from, to }: Period): Period {
  const back = (day: LocalDate) =>
    `${numbersOf(day)[0] - 1}${day.slice(4).replace("02-29", "02-28")}` as LocalDate;
  const whole = plusDays(to, 1).endsWith("-01");
  return { from: back(from), to: whole ? plusDays(back(plusDays(to, 1)), -1) : back(to) };
}

/** Whether a day lies in the period. */
export const within = ({ from, to }: Period, day: string): boolean => from <= day && day <= to;

/** Whether two periods have a day in common. */
export const overlap = (a: Period, b: Period): boolean => a.from <= b.to && b.from <= a.to;

/** The months, `2026-01`, that the period touches, in order. */
export function monthsOf({ from, to }: Period): string[] {
  const months: string[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = after(month)) months.push(month);
  return months;
}

/** So many whole months, up to the end of the period. */
export function monthsTo({ to }: Period, count: number): Period {
  const [year, month] = numbersOf(to);
  return stretch(year, month - count, count);
}

/** `months` months from the `first`, 0 for January; before it, in the year before. */
function stretch(year: number, first: number, months: number): Period {
  const day = (month: number, of: number) =>
    new Date(Date.UTC(year, month, of)).toISOString().slice(0, 10) as LocalDate;
  // Day 0 is the last of the month before.
  return { from: day(first, 1), to: day(first + months, 0) };
}

/**
 * The municipality's own days, by the year they end in; what ends earlier in the year than it begins began the year
 * before. The end of February, which has no day that every year has, is the leap day in a leap year.
 */
function ownIn({ from, to }: { readonly from: string; readonly to: string }, year: number): Period {
  const begins = from <= to ? year : year - 1;
  const end = to === "02-28" ? plusDays(`${year}-03-01` as LocalDate, -1) : (`${year}-${to}` as LocalDate);
  return { from: `${begins}-${from}` as LocalDate, to: end };
}

function wholeMonths({ from, to }: Period): number | undefined {
  const [year, month, day] = numbersOf(from);
  const [endYear, endMonth, endDay] = numbersOf(plusDays(to, 1));
  return day === 1 && endDay === 1 ? (endYear - year) * 12 + endMonth - month : undefined;
}

function after(month: string): string {
  const [year, at] = numbersOf(month);
  return at === 12 ? `${year + 1}-01` : `${year}-${String(at + 1).padStart(2, "0")}`;
}

/** The year, the month from 1, and the day of `2026-11-22` or `2026-11`. */
function numbersOf(day: string): [year: number, month: number, day: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}
