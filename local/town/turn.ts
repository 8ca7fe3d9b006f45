import type { Clock } from "#local/clock";

/** So long the clock goes in steps of ten minutes, since that is how the urgent ladder climbs. */
const fineMinutes = 6 * 60;
/** What is left is gone through in so many steps, however far it is. */
const coarseSteps = 60;

/**
 * Turns the clock and lets the house do, step by step, what falls due on the way. Backwards in one step:
 * nothing falls due there.
 */
export async function turnClock(clock: Clock, wake: () => Promise<void>, minutes: number): Promise<void> {
  for (const step of stepsOf(minutes)) {
    clock.turn(step);
    await wake();
  }
}

/** The steps, in minutes; together they are the whole way. */
export function stepsOf(minutes: number): number[] {
  if (minutes <= 0) return [minutes];
  const fine = Math.min(minutes, fineMinutes);
  const coarse = minutes - fine;
  return [
    ...even(fine, Math.ceil(fine / 10)),
    ...even(coarse, Math.min(coarseSteps, Math.ceil(coarse / 10))),
  ];
}

function even(whole: number, steps: number): number[] {
  const upTo = (step: number) => Math.round((whole * step) / steps);
  return Array.from({ length: steps }, (_, step) => upTo(step + 1) - upTo(step));
}
