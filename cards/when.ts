import { inStockholm, isDay } from "#domain/calendar";
import type { Instant } from "#domain/record";
import { say } from "./text/sv.ts";

/** A day in words, as the one it is in UTC, whatever zone the machine stands in. */
function inWords(parts: Intl.DateTimeFormatOptions): (day: string) => string {
  // Made at the first use: ten milliseconds that a door need not take before it opens.
  let format: Intl.DateTimeFormat | undefined;
  return (day) => {
    format ??= new Intl.DateTimeFormat("sv-SE", { ...parts, timeZone: "UTC" });
    return format.format(new Date(day));
  };
}
const wholeDay = inWords({ day: "numeric", month: "long", year: "numeric" });
const monthAndYear = inWords({ month: "long", year: "numeric" });

/**
 * A moment as people read it: `3 mars 2026 08.00`, Stockholm time. Never by how near it is: a card lies in the chat,
 * and what was today when it was drawn is not when it is read.
 */
export function shownInstant(at: Instant): string {
  const { day, clock } = inStockholm(at);
  return `${wholeDay(day)} ${clock.replace(":", ".")}`;
}

/** An answer of a moment field (see `saidTime`) as people read it: `21 november 2026 på kvällen`. */
export function shownMoment(value: string): string {
  const [moment = "", part] = value.split(" ");
  const [day = "", clock] = moment.split("T");
  if (!isDay(day)) return say.unknownTime;
  const date = wholeDay(day);
  if (part) return `${date} ${say.parts[part] ?? ""}`.trim();
  return clock ? `${date} ${clock.replace(":", ".")}` : date;
}

/** A day whose year stands elsewhere: `22 november`. */
export const shownDay = inWords({ day: "numeric", month: "long" });

/** The month of a day, as a heading: `November 2026`. */
export function shownMonth(day: string): string {
  const month = monthAndYear(day);
  return month.charAt(0).toUpperCase() + month.slice(1);
}
