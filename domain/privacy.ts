import { isDay } from "./calendar.ts";

/** A place in a text, in UTF-16 positions as `slice` counts them; `to` is the first position after it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A run of digits with nothing but invisible characters between them. */
interface Group extends Span {
  readonly digits: string;
  /** What stands between this group and the one before, spaces and signs only; undefined: something else does. */
  readonly gap?: string;
  /** Its place in a day written `2026-11-22`: 0 the year, 1 the month, 2 the day. */
  readonly ofDay?: 0 | 1 | 2;
}

/**
 * Where a text holds a Swedish personnummer or samordningsnummer, whole or written with spaces, hyphens,
 * dashes, a plus, full-width digits or invisible characters. A place is a hit when its 10 or 12 digits are a
 * date that exists (day 1 to 31, or 61 to 91) with a right check digit; so about one timestamp or case number
 * in ten that is written just like one is also a hit, which cannot be helped. Overlapping hits are one.
 *
 * It finds numbers, nothing else: a name cannot be told from any other word, so names are for people to leave out.
 */
export function personalNumbers(text: string): Span[] {
  const groups = markDays(digitGroups(text));
  const hits = groups.flatMap((_, first) => hitsFrom(groups, first));
  const merged: Span[] = [];
  for (const hit of hits) {
    const last = merged.at(-1);
    if (last && hit.from < last.to)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, hit.to) };
    else merged.push(hit);
  }
  return merged;
}

/** The digit groups of a text, after NFKC, each with its place in the text as it was written. */
function digitGroups(text: string): Group[] {
  const groups: { from: number; to: number; digits: string; gap?: string }[] = [];
  let gap: string | undefined;
  let inGroup = false;
  let at = 0;
  for (const written of text) {
    const from = at;
    at += written.length;
    // Zero-width and soft hyphens are format characters; marks are what keycaps and variants are made of.
    for (const char of written.normalize("NFKC").replace(/[\p{Cf}\p{M}]/gu, "")) {
      if (/[0-9]/.test(char)) {
        const group = groups.at(-1);
        if (inGroup && group) {
          group.digits += char;
          group.to = at;
        } else groups.push({ from, to: at, digits: char, ...(gap !== undefined && { gap }) });
        inGroup = true;
        gap = "";
      } else {
        inGroup = false;
        const kept = spacing(char);
        gap = gap === undefined || kept === undefined ? undefined : gap + kept;
      }
    }
  }
  return groups;
}

/** What a character between digits counts as: any dash or plus as "-", any blank in the line as " ". */
function spacing(char: string): string | undefined {
  if (/[\p{Pd}\u2212\u2043+]/u.test(char)) return "-";
  return /[^\S\n\r]/.test(char) ? " " : undefined;
}

/** Marks the days, so that "2026-11-05 – 2026-11-07" is two of them and no number cut out of both. */
function markDays(groups: readonly Group[]): Group[] {
  const beginsDay = (at: number) =>
    /^(?:19|20)\d\d$/.test(groups[at]?.digits ?? "") &&
    [groups[at + 1], groups[at + 2]].every((group) => group?.gap === "-" && group.digits.length === 2);
  return groups.map((group, at) => {
    const ofDay = ([0, 1, 2] as const).find((place) => beginsDay(at - place));
    return ofDay === undefined ? group : { ...group, ofDay };
  });
}

/** The hits that begin with a group: it and those after it, while spaces and signs alone stand between them. */
function hitsFrom(groups: readonly Group[], first: number): Span[] {
  const hits: Span[] = [];
  const start = groups[first];
  let digits = "";
  const cuts: number[] = [];
  for (let i = first; start && i < groups.length && digits.length < 12; i++) {
    const group = groups[i];
    if (!group || (i > first && group.gap === undefined)) break;
    if (i > first) cuts.push(digits.length);
    digits += group.digits;
    const cutsADay = group.ofDay === 0 || group.ofDay === 1;
    const dayAndHour = start.ofDay === 0 && digits.length === 10;
    if (isPersonal(digits) && !cutsADay && !dayAndHour && !looksDialled(digits, cuts))
      hits.push({ from: start.from, to: group.to });
  }
  return hits;
}

function isPersonal(digits: string): boolean {
  if (digits.length !== 10 && digits.length !== 12) return false;
  // Of ten digits the century is unknown; in the 2000s every day exists that exists in any other.
  const full = digits.length === 12 ? digits : `20${digits}`;
  if (!/^(18|19|20)/.test(full)) return false;
  const day = Number(full.slice(6, 8));
  const born = String(day > 60 ? day - 60 : day).padStart(2, "0");
  return isDay(`${full.slice(0, 4)}-${full.slice(4, 6)}-${born}`) && luhn(full.slice(2));
}

/** Sum of the digits with every other one doubled, from the first (Luhn): divisible by ten. */
function luhn(ten: string): boolean {
  const sum = [...ten].reduce((total, digit, i) => {
    const n = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + (n > 9 ? n - 9 : n);
  }, 0);
  return sum % 10 === 0;
}

/** `070-123 45 67`, `0411-12 34 56`: ten digits cut first after an area code, as no birth date is written. */
function looksDialled(digits: string, cuts: readonly number[]): boolean {
  return digits.length === 10 && digits.startsWith("0") && (cuts[0] === 3 || cuts[0] === 4);
}
