import { at, inStockholm, plusDays, plusMinutes, weekdayOf } from "./calendar.ts";
import type { Instant, LocalDate } from "./record.ts";
import { ahead, type Heard, justNow, type Now, type Part, unknown, vague, words } from "./said-words.ts";

/**
 * `value` is `unknown`; a day, `2026-11-21`; a minute, `2026-11-21T14:30`; or a part of a day,
 * `2026-11-21 evening`; in Europe/Stockholm. A night is called after the day on which it ends.
 */
export type SaidTime =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly key: "notATime" | "future" | "tooVague" };

/** The hour at which a part of today has begun, and the hours of the clock that belong to a part. */
const begins: Readonly<Record<Part, number>> = { night: 0, morning: 4, afternoon: 12, evening: 17 };
const hours: Readonly<Record<Part, readonly [number, number]>> = {
  night: [0, 8],
  morning: [0, 12],
  afternoon: [12, 18],
  evening: [17, 23],
};

/**
 * When something happened, as people say it in Swedish ("i går kväll", "i måndags 14", "2 mars", "22/11
 * 14.00", "okänt") or as this function itself writes it. `now` gives today in Europe/Stockholm. A date
 * without a year is the latest that has been; what is more than five minutes ahead is refused as `future`,
 * what does not point out a day as `tooVague`, all else, such as 31/2, as `notATime`.
 */
export function saidTime(text: string, now: Instant): SaidTime {
  const said = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[,;!?\s]+/g, " ")
    .replace(/[\u2010-\u2015\u2212]/g, "-");
  const plain = said.trim().replace(/ ?\.$/, "");
  if (plain.length > 80) return { ok: false, key: "notATime" };
  if (unknown.test(plain)) return { ok: true, value: "unknown" };
  const here = { instant: now, ...inStockholm(now) };
  if (justNow.test(plain)) return { ok: true, value: `${here.day}T${here.clock}` };
  if (ahead.test(plain)) return { ok: false, key: "future" };
  if (vague.test(plain)) return { ok: false, key: "tooVague" };
  const heard = listen(plain, here);
  return heard ? placed(heard, here) : { ok: false, key: "notATime" };
}

/** The day of a value that `saidTime` gave; undefined when it is unknown. */
export function dayOf(value: string): LocalDate | undefined {
  return /^\d{4}-\d\d-\d\d/.test(value) ? (value.slice(0, 10) as LocalDate) : undefined;
}

function listen(said: string, now: Now): Heard | undefined {
  let heard: Heard = {};
  let rest = said;
  while (rest !== "") {
    const word = words.find(([looks]) => looks.test(rest));
    const found = word?.[0].exec(rest);
    const meant = found && word?.[1](found, now);
    if (!meant) return undefined;
    // A day may be said twice ("i går, lördag 21 november") when both are the same one.
    if (meant.day && heard.day && meant.day !== heard.day) return undefined;
    if ((meant.weekday && heard.weekday) || (meant.clock && heard.clock) || (meant.part && heard.part))
      return undefined;
    heard = { ...heard, ...meant };
    rest = rest.slice(found[0].length).trimStart();
  }
  return heard;
}

function placed(heard: Heard, now: Now): SaidTime {
  const { clock, part } = heard;
  const named = heard.day ?? (heard.weekday && lastWeekday(heard.weekday, now));
  // "i fredags natt" is Friday's small hours to some and Saturday's to others.
  const eitherNight = part === "night" && heard.fromToday && !heard.nightInto;
  if ((!named && part) || eitherNight) return { ok: false, key: "tooVague" };
  if (heard.day && heard.weekday && weekdayOf(heard.day) !== heard.weekday.number)
    return { ok: false, key: "notATime" };
  if (!named && (!clock || clock.bare)) return { ok: false, key: "notATime" };
  const day = named ?? now.day;
  if (!clock) {
    const begun = day === now.day ? now.hour >= (part ? begins[part] : 0) : day < now.day;
    if (!begun) return { ok: false, key: "future" };
    return { ok: true, value: part ? `${day} ${part}` : day };
  }
  const hour = part ? hourIn(part, clock.hour) : clock.hour;
  if (hour === undefined) return { ok: false, key: "notATime" };
  const time = [hour, clock.minute].map((each) => String(each).padStart(2, "0")).join(":");
  const isAhead = (on: LocalDate) => at(on, time) > plusMinutes(now.instant, 5);
  const dayBefore = part === "night" && hour >= 18 && (heard.nightInto || isAhead(day));
  const on = dayBefore ? plusDays(day, -1) : day;
  // An hour that the clock jumped over in spring has not been.
  if (inStockholm(at(on, time)).clock !== time) return { ok: false, key: "notATime" };
  return isAhead(on) ? { ok: false, key: "future" } : { ok: true, value: `${on}T${time}` };
}

/** "nio på kvällen" is 21. Undefined: no such hour belongs to that part of the day. */
function hourIn(part: Part, hour: number): number | undefined {
  const [first, last] = hours[part];
  if (part === "night" && hour >= 18) return hour;
  return [hour, hour + 12].find((h) => first <= h && h <= last);
}

function lastWeekday({ number, beforeToday }: NonNullable<Heard["weekday"]>, { day }: Now): LocalDate {
  const back = (weekdayOf(day) - number + 7) % 7;
  return plusDays(day, back === 0 && beforeToday ? -7 : -back);
}
