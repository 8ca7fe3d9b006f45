import { DateTime } from "luxon";
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

/** The half-year, `2026H2`, in which a day or a moment falls; it is cut at midnight in Europe/Stockholm. */
export function halfYearOf(when: Instant | LocalDate): string {
  const day = when.includes("T") ? localDate(when as Instant) : when;
  return `${day.slice(0, 4)}H${day.slice(5, 7) < "07" ? 1 : 2}`;
}

/** The moment `n` minutes later (earlier when negative), counted in real time and not on the wall clock. */
export function plusMinutes(instant: Instant, n: number): Instant {
  return toInstant(inStockholm(instant).toMillis() + n * minute);
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
