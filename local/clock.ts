import type { Instant } from "#domain/record";

/** The house's clock. Authentication keeps the wall clock; this one can be turned. */
export interface Clock {
  now(): Instant;
  /** Forward by so many minutes (back when negative). */
  turn(minutes: number): void;
}

/** A clock that runs, and can be turned. */
export function runningClock(): Clock {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead).toISOString() as Instant,
    turn: (minutes) => {
      ahead += minutes * 60_000;
    },
  };
}

/** A clock that stands still until it is turned. */
export function standingClock(at: string): Clock {
  let millis = Date.parse(at);
  return {
    now: () => new Date(millis).toISOString() as Instant,
    turn: (minutes) => {
      millis += minutes * 60_000;
    },
  };
}
