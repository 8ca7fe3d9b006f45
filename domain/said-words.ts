import { inStockholm, isDay, plusDays, plusMinutes, type Wall } from "./calendar.ts";
import type { Instant, LocalDate } from "./record.ts";

/** The Swedish that `saidTime` understands: its grammar, kept apart from what it makes of it. */

export type Part = "night" | "morning" | "afternoon" | "evening";

/** What has been understood of what was said. */
export interface Heard {
  readonly day?: LocalDate;
  /** 1 is Monday. */
  readonly weekday?: { readonly number: number; readonly beforeToday: boolean };
  readonly clock?: { readonly hour: number; readonly minute: number; readonly bare: boolean };
  readonly part?: Part;
  /** The day was counted from today ("i går", "i fredags"), not written out. */
  readonly fromToday?: true;
  /** "natten till söndag": what is late in that night falls on the day before. */
  readonly nightInto?: true;
}

/** When it is said: the moment, and what the wall shows then. */
export interface Now extends Wall {
  readonly instant: Instant;
}

/** A way of saying something, and what it means when said now; undefined: there is no such day or time. */
type Word = readonly [RegExp, (found: readonly (string | undefined)[], now: Now) => Heard | undefined];

const months = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
const month =
  "(jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const weekdays = ["mån", "tis", "ons", "tors", "fre", "lör", "sön"];
const counts = ["en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];
const year = "((?:19|20)\\d\\d)";
export const unknown = /^(?:unknown|okänt|okänd|vet (?:inte|ej)|vet inte när|oklart)$/;
export const justNow = /^(?:just |alldeles )?(?:nu|nyss)$/;
export const ahead =
  /^(?:i ?(?:över)?morgon(?!\S)|nästa |om (?:en|ett|två|tre|\d+) |på (?:mån|tis|ons|tors|fre|lör|sön)dag$)/;
export const vague = new RegExp(
  "(?<!\\p{L})(?:vecka|veckan|veckor|månad|månaden|månader|år|året|häromdagen|nyligen|ofta|ibland|länge|tidigare|" +
    "flera|några|ett par|förra|en stund|fjol|våras|somras|höstas|vintras|helgen)(?!\\p{L})" +
    `|^(?:i )?${month}(?: ${year})?$|^${year}(?:-\\d\\d)?$`,
  "u",
);

/** Tried in this order at each place in the text, until nothing is left. */
export const words: readonly Word[] = [
  [new RegExp(`^${year}([-/.]?)(\\d\\d)\\2(\\d\\d)(?:t(?=\\d)|(?!\\S))`), ([, y, , m, d]) => onDay(y, m, d)],
  [
    new RegExp(`^(\\d{1,2})/(\\d{1,2})(?:[-/ ]${year}|[-/](\\d\\d))?(?!\\S)`),
    ([, d, m, y, yy], now) => (y || yy ? onDay(y ?? `20${yy}`, m, d) : latest(m, d, now)),
  ],
  [new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.${year}(?!\\S)`), ([, d, m, y]) => onDay(y, m, d)],
  [
    new RegExp(`^(?:den )?(\\d{1,2})(?:[:.]?[ae])? ${month}\\.?(?: ${year})?(?!\\S)`),
    ([, d, name = "", y], now) => {
      const m = String(months.indexOf(name.slice(0, 3)) + 1);
      return y ? onDay(y, m, d) : latest(m, d, now);
    },
  ],
  [/^i ?dag(?!\S)/, (_, { day }) => ({ day })],
  [/^i ?går(?!\S)/, (_, { day }) => ({ day: plusDays(day, -1), fromToday: true })],
  [/^(?:i ?)?förrgår(?!\S)/, (_, { day }) => ({ day: plusDays(day, -2), fromToday: true })],
  [/^för (\d{1,3}|\p{L}+) (?:dagar|dag|dygn) sedan(?!\S)/u, ([, n], now) => daysAgo(n, now)],
  [/^för (\d{1,3}|\p{L}+) (?:timmar|timme|tim) sedan(?!\S)/u, ([, n], now) => ago(n, 60, now)],
  [/^för (\d{1,3}|\p{L}+) (?:minuter|minut|min) sedan(?!\S)/u, ([, n], now) => ago(n, 1, now)],
  [/^för en halv ?timme sedan(?!\S)/, (_, now) => ago("30", 1, now)],
  [/^för en kvart sedan(?!\S)/, (_, now) => ago("15", 1, now)],
  [
    /^(i |på )?(mån|tis|ons|tors|fre|lör|sön)dag(?:s|en)?(?=\s|$|kväll|natt|morgon|förmiddag|eftermiddag)/,
    ([, lead, name = ""]) => ({
      weekday: { number: weekdays.indexOf(name) + 1, beforeToday: lead === "i " },
      fromToday: true,
    }),
  ],
  [/^natten (?:till|mot) /, () => ({ part: "night", nightInto: true })],
  [
    /^i ?(natt|morse|förmiddags?|eftermiddags?|kväll)(?!\S)/,
    ([, name], { day }) => ({ day, part: partOf(name) }),
  ],
  [
    /^(?:på )?(night|morning|afternoon|evening|natt|morse|morgon|förmiddag|eftermiddag|kväll)(?:en|s)?(?!\S)/,
    ([, name]) => ({ part: partOf(name) }),
  ],
  [/^(?:kl\.? ?|klockan )?(\d{1,2})[.:](\d\d)(?::\d\d)?(?!\S)/, ([, h, m]) => onClock(h, m, false)],
  [/^(?:kl\.? ?|klockan )(\d{1,2}?)(\d\d)?(?:-tiden)?(?!\S)/, ([, h, m]) => onClock(h, m, false)],
  [/^(?:(\d\d)(\d\d)|(\d{1,2})(?:-tiden)?)(?!\S)/, ([, h, m, alone]) => onClock(alone ?? h, m, true)],
  [/^(?:ca|cirka|omkring|runt|ungefär|vid|sent|tidigt|på|under)\.?(?!\S)/, () => ({})],
];

function onDay(y = "", m = "", d = ""): Heard | undefined {
  const day = `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
  return isDay(day) ? { day } : undefined;
}

/** The latest such day up to today. Eight years back reaches a 29 February, over 1900 and 2100 too. */
function latest(m: string | undefined, d: string | undefined, now: Now): Heard | undefined {
  const year = Number(now.day.slice(0, 4));
  for (let y = year; y >= year - 8; y--) {
    const heard = onDay(String(y), m, d);
    if (heard?.day && heard.day <= now.day) return heard;
  }
  return undefined;
}

function daysAgo(n: string | undefined, { day }: Now): Heard | undefined {
  const count = countOf(n);
  return count ? { day: plusDays(day, -count) } : undefined;
}

/** Hours and minutes are real time, also over a change of clock. */
function ago(n: string | undefined, minutes: number, { instant }: Now): Heard | undefined {
  const count = countOf(n);
  if (!count) return undefined;
  const { day, hour, minute } = inStockholm(plusMinutes(instant, -count * minutes));
  return { day, clock: { hour, minute, bare: false } };
}

function countOf(n = ""): number {
  return /^\d/.test(n) ? Number(n) : n === "ett" ? 1 : counts.indexOf(n) + 1;
}

function onClock(h: string | undefined, m: string | undefined, bare: boolean): Heard | undefined {
  const clock = { hour: Number(h), minute: Number(m ?? 0), bare };
  return clock.hour <= 23 && clock.minute <= 59 ? { clock } : undefined;
}

function partOf(name = ""): Part {
  if (/^n/.test(name)) return "night";
  if (/^m|^förm/.test(name)) return "morning";
  return /^[ae]ft/.test(name) ? "afternoon" : "evening";
}
