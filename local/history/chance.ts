import { at, localDate, plusDays, workingDayFrom } from "#domain/calendar";
import type { Instant, LocalDate } from "#domain/record";

/** Chance that is the same each time, and the working hours that invented things happen in. */

/** The next number from 0 up to 1. */
export type Chance = () => number;

/** The generator known as mulberry32: small, and the same numbers for the same seed on any machine. */
export function mulberry32(seed: number): Chance {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number, both ends counted in. */
export const between = (chance: Chance, least: number, most: number): number =>
  least + Math.floor(chance() * (most - least + 1));

/** Whether something comes true that does so many times of a hundred. */
export const happens = (chance: Chance, ofHundred: number): boolean => chance() * 100 < ofHundred;

export function pick<T>(chance: Chance, from: readonly T[]): T {
  const found = from[Math.floor(chance() * from.length)];
  if (found === undefined) throw new Error("There is nothing to pick from");
  return found;
}

/** One of the names, each as often as its weight says. */
export function weighted<Name extends string>(
  chance: Chance,
  weights: Readonly<Partial<Record<Name, number>>>,
): Name {
  const all = Object.entries(weights) as [Name, number][];
  let left = chance() * all.reduce((sum, [, weight]) => sum + weight, 0);
  const found = all.find(([, weight]) => {
    left -= weight;
    return left < 0;
  });
  return pick(chance, found ? [found] : all)[0];
}

/** A moment before three on the day, or on the working day after it: what follows the same day is in time too. */
export function during(chance: Chance, day: LocalDate): Instant {
  const [hour, minute] = [between(chance, 8, 14), between(chance, 0, 59)];
  return at(workingDayFrom(day), [hour, minute].map((part) => String(part).padStart(2, "0")).join(":"));
}

/** A moment so many days later, on a working day. */
export function after(chance: Chance, moment: Instant, least: number, most: number): Instant {
  return during(chance, plusDays(localDate(moment), between(chance, least, most)));
}
