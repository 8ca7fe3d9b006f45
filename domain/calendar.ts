import { tzOffset } from "@date-fns/tz/tzOffset";
import { isHoliday } from "./holidays.ts";
import type { Instant, LocalDate } from "./record.ts";

/** Hours of the Swedish day in which nobody is disturbed, `22:00` to `07:00`; may pass midnight. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** What the clock and the almanac on the wall in Sweden show. */
export interface Wall {
  readonly day: LocalDate;
  /** `14:30`, whose parts are the hour and the minute. */
  readonly clock: string;
  readonly hour: number;
  readonly minute: number;
}

const minute = 60_000;

/** The moment as the clock on the wall in Sweden shows it. Throws on what is not an instant: that is a bug. */
export function inStockholm(instant: Instant): Wall {
  const wall = onWall(millisOf(instant));
  const clock = wall.toISOString().slice(11, 16);
  return { day: utcDay(wall), clock, hour: wall.getUTCHours(), minute: wall.getUTCMinutes() };
}

/** The calendar day in Europe/Stockholm on which the moment falls. */
export function localDate(instant: Instant): LocalDate {
  return utcDay(onWall(millisOf(instant)));
}

/** Is the text a day that the calendar has, `2026-11-22`? */
export function isDay(text: string): text is LocalDate {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(text);
  // 31 November is read as 1 December.
  return !Number.isNaN(date.getTime()) && utcDay(date) === text;
}

/** The half-year, `2026H2`, in which a day or a moment falls; it is cut at midnight in Europe/Stockholm. */
export function halfYearOf(when: Instant | LocalDate): string {
  const day = when.includes("T") ? localDate(when as Instant) : when;
  return `${day.slice(0, 4)}H${day.slice(5, 7) < "07" ? 1 : 2}`;
}

/** The moment `n` minutes later (earlier when negative), counted in real time and not on the wall clock. */
export function plusMinutes(instant: Instant, n: number): Instant {
  return toInstant(millisOf(instant) + n * minute);
}

/**
 * The moment when the clock on the wall in Sweden shows `clock`, "07:30", on the day. A time that comes twice
 * as summer ends is the first of the two; one that is jumped over as it begins is an hour later.
 */
export function at(day: LocalDate, clock: string): Instant {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`);
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  const midnight = Date.parse(day);
  const wall = midnight + (hours * 60 + minutes) * minute;
  // A clock is changed at 01 UTC: at 00 the day still has the offset it began with.
  const early = wall - offset(midnight);
  const late = wall - offset(early);
  const moment = early !== late && wall - offset(late) === late ? late : early;
  return toInstant(moment);
}

/** The day `n` calendar days later (earlier when negative). */
export function plusDays(day: LocalDate, n: number): LocalDate {
  const date = utc(day);
  date.setUTCDate(date.getUTCDate() + n);
  return utcDay(date);
}

/** The day of the week: 1 is Monday, 7 Sunday. */
export function weekdayOf(day: LocalDate): number {
  return utc(day).getUTCDay() || 7;
}

/** Is it a Monday to Friday on which Swedish offices are open? See `isHoliday`. */
export function isWorkingDay(day: LocalDate): boolean {
  return weekdayOf(day) < 6 && !isHoliday(day);
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
  let at = instant;
  for (;;) {
    const wall = inStockholm(at);
    const now = wall.hour * 60 + wall.minute;
    if (!isQuiet(now, from, to)) return at;
    // An hour at most at a time: the clock is only ever changed on a whole hour, so inside one it runs evenly.
    const left = (to - now + 1440) % 1440;
    const begun = Math.floor(millisOf(at) / minute) * minute;
    at = toInstant(begun + Math.min(left, 60 - wall.minute) * minute);
  }
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

function millisOf(instant: Instant): number {
  // Without a zone it would be read in the machine's own.
  const millis = /(?:Z|[+-]\d\d:\d\d)$/.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(millis)) throw new RangeError(`not an instant: ${instant}`);
  return millis;
}

/** What the wall in Sweden shows, as the date that shows the same in UTC: the machine's own zone is never asked. */
function onWall(millis: number): Date {
  return new Date(millis + offset(millis));
}

function offset(millis: number): number {
  return tzOffset("Europe/Stockholm", new Date(millis)) * minute;
}

function utcDay(date: Date): LocalDate {
  return date.toISOString().slice(0, 10) as LocalDate;
}

function toInstant(millis: number): Instant {
  return new Date(millis).toISOString() as Instant;
}
