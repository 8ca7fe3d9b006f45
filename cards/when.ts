import { DateTime } from "luxon";
import type { Instant } from "#domain/record";
import { say } from "./text/sv.ts";

const zone = "Europe/Stockholm";

/** A moment as people read it: `i dag 10.42`, `i går 23.10`, `3 mars 2026 08.00`; on paper always so. Stockholm time. */
export function shownInstant(at: Instant, now: Instant, how: "near" | "date" = "near"): string {
  const then = DateTime.fromISO(at, { zone, locale: "sv" });
  const today = DateTime.fromISO(now, { zone });
  const time = then.toFormat("HH.mm");
  if (how === "date") return then.toFormat("d MMMM yyyy HH.mm");
  if (then.hasSame(today, "day")) return say.today(time);
  if (then.hasSame(today.minus({ days: 1 }), "day")) return say.yesterday(time);
  return then.toFormat("d MMMM yyyy HH.mm");
}

/** An answer of a moment field (see `saidTime`) as people read it: `21 november 2026 på kvällen`. */
export function shownMoment(value: string): string {
  const [day = "", part] = value.split(" ");
  const at = DateTime.fromISO(day, { zone, locale: "sv" });
  if (!at.isValid) return say.unknownTime;
  const date = at.toFormat("d MMMM yyyy");
  if (part) return `${date} ${say.parts[part] ?? ""}`.trim();
  return day.includes("T") ? `${date} ${at.toFormat("HH.mm")}` : date;
}

/** A day whose year stands elsewhere: `22 november`. */
export const shownDay = (day: string): string =>
  DateTime.fromISO(day, { zone, locale: "sv" }).toFormat("d MMMM");

/** The month of a day, as a heading: `November 2026`. */
export function shownMonth(day: string): string {
  const month = DateTime.fromISO(day, { zone, locale: "sv" }).toFormat("MMMM yyyy");
  return month.charAt(0).toUpperCase() + month.slice(1);
}
