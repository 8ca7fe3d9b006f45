import { DateTime } from "luxon";
import { isHoliday } from "./holidays.ts";
import type { Instant, LocalDate } from "./record.ts";

/** Hours of the Swedish day in which nobody is disturbed, `22:00` to `07:00`; may pass midnight. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

const minute = 60_000;

/** The moment as the clock on the wall in Sweden shows it. Throws on what is not an instant: that is a bug. */
export function inStockholm(instant: Instant): DateTime<true> {
  const at = DateTime.fromISO(instant, { zone: "Europe/Stockholm" });
  if (!at.isValid) throw new RangeError(`not an instant: ${instant}`);
  return at;
}

/** The calendar day in Europe/Stockholm on which the moment falls. */
export function localDate(instant: Instant): LocalDate {
  return inStockholm(instant).toISODate() as LocalDate;
}

/** Is the text a day that the calendar has, `2026-11-22`? */
export function isDay(text: string): text is LocalDate {
  return /^\d{4}-\d\d-\d\d$/.test(text) && DateTime.fromISO(text).isValid;
}

/** The half-year, `2026H2`, in which a day or a moment falls; it is cut at midnight in Europe/Stockholm. */
export function halfYearOf(when: Instant | LocalDate): string {
  const day = when.includes("T") ? localDate(when as Instant) : when;
  return `${day.slice(0, 4)}H${day.slice(5, 7) < "07" ? 1 : 2}`;
}

/** The moment `n` minutes later (earlier when negative), counted in real time and not on the wall clock. */
export function plusMinutes(instant: Instant, n: number): Instant {
  return toInstant(inStockholm(instant).toMillis() + n * minute);
}

/**
 * The moment when the clock on the wall in Sweden shows `clock`, "07:30", on the day. A time that comes twice
 * as summer ends is the first of the two; one that is jumped over as it begins is an hour later.
 */
export function at(day: LocalDate, clock: string): Instant {
  // From midnight on: luxon reads a time that comes twice by the season in which the program runs.
  const midnight = inStockholm(day as string as Instant);
  const [hour, minute] = clock.split(":").map(Number);
  return toInstant(midnight.set({ hour, minute }).toMillis());
}

/** The day `n` calendar days later (earlier when negative). */
export function plusDays(day: LocalDate, n: number): LocalDate {
  const date = utc(day);
  date.setUTCDate(date.getUTCDate() + n);
  return date.toISOString().slice(0, 10) as LocalDate;
}

/** Is it a Monday to Friday on which Swedish offices are open? See `isHoliday`. */
export function isWorkingDay(day: LocalDate): boolean {
  const weekday = utc(day).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !isHoliday(day);
}

/** The day itself when it is a working day, else the next one that is. */
export function workingDayFrom(day: LocalDate): LocalDate {
  return isWorkingDay(day) ? day : workingDayFrom(plusDays(day, 1));
}

/** The day `n` working days after this one, which counts whatever day it is. */
export function plusWorkingDays(day: LocalDate, n: number): LocalDate {
  return n === 0 ? day : plusWorkingDays(workingDayFrom(plusDays(day, 1)), n - 1);
}

/** How many working days come after `from`, up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: LocalDate, to: LocalDate): number {
  let count = 0;
  for (let day = from; day < to; ) {
    day = plusDays(day, 1);
    if (isWorkingDay(day)) count++;
  }
  return count;
}

/** The first moment at or after `instant` whose time of day in Sweden is outside the quiet hours. */
export function outsideQuiet(instant: Instant, quiet?: QuietHours): Instant {
  if (!quiet) return instant;
  const from = minuteOfDay(quiet.from);
  const to = minuteOfDay(quiet.to);
  let at = inStockholm(instant);
  let moved = false;
  while (isQuiet(at.hour * 60 + at.minute, from, to)) {
    // An hour at most at a time: the clock is only ever changed on a whole hour, so inside one it runs evenly.
    const left = (to - (at.hour * 60 + at.minute) + 1440) % 1440;
    const step = Math.min(left, 60 - at.minute);
    at = at.plus((Math.floor(at.toMillis() / minute) + step) * minute - at.toMillis());
    moved = true;
  }
  return moved ? toInstant(at.toMillis()) : instant;
}

// A day without a time is read as UTC, where none is longer than another; and much faster than by a zone.
function utc(day: LocalDate): Date {
  const date = new Date(day);
  if (Number.isNaN(date.getTime())) throw new RangeError(`not a day: ${day}`);
  return date;
}

function isQuiet(now: number, from: number, to: number): boolean {
  // Equal ends mean no quiet hours, not a whole day of silence.
  return from <= to ? from <= now && now < to : from <= now || now < to;
}

function minuteOfDay(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

function toInstant(millis: number): Instant {
  return DateTime.fromMillis(millis, { zone: "utc" }).toISO() as Instant;
}
