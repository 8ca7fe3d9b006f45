import { inStockholm, isDay } from "#domain/calendar";
import type { Instant } from "#domain/record";
import { say } from "./text/sv.ts";

// A day is formatted as the one it is in UTC, whatever zone the machine stands in.
const inWords = (parts: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("sv-SE", { ...parts, timeZone: "UTC" });
const wholeDay = inWords({ day: "numeric", month: "long", year: "numeric" });
const dayAndMonth = inWords({ day: "numeric", month: "long" });
const monthAndYear = inWords({ month: "long", year: "numeric" });

/**
 * A moment as people read it: `3 mars 2026 08.00`, Stockholm time. Never by how near it is: a card lies in the chat,
 * and what was today when it was drawn is not when it is read.
 */
export function shownInstant(at: Instant): string {
  const { day, clock } = inStockholm(at);
  return `${wholeDay.format(new Date(day))} ${clock.replace(":", ".")}`;
}

/** An answer of a moment field (see `saidTime`) as people read it: `21 november 2026 på kvällen`. */
export function shownMoment(value: string): string {
  const [moment = "", part] = value.split(" ");
  const [day = "", clock] = moment.split("T");
  if (!isDay(day)) return say.unknownTime;
  const date = wholeDay.format(new Date(day));
  if (part) return `${date} ${say.parts[part] ?? ""}`.trim();
  return clock ? `${date} ${clock.replace(":", ".")}` : date;
}

/** A day whose year stands elsewhere: `22 november`. */
export const shownDay = (day: string): string => dayAndMonth.format(new Date(day));

/** The month of a day, as a heading: `November 2026`. */
export function shownMonth(day: string): string {
  const month = monthAndYear.format(new Date(day));
  return month.charAt(0).toUpperCase() + month.slice(1);
}
