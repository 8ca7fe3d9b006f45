import { localDate } from "./calendar.ts";
import { happen } from "./history.ts";
import type { Kind } from "./kind.ts";
import { superiors } from "./person.ts";
import { above, anew, errand, type Scene, telling } from "./place.ts";
import { type Entry, type Instant, theHouse } from "./record.ts";
import { settle } from "./settle.ts";

/**
 * What was not done within its days is missed. `silently`: nobody was asked in time, so nobody is told now. What has
 * been done, or has ended otherwise, stays as it is.
 */
export function lapse(scene: Scene, entry: Entry, silently = false): Entry {
  const { window } = scene.kind;
  if (!window?.while.includes(entry.state)) return entry;
  const done = happen(entry, { act: "lapsed", to: window.missed, by: theHouse, body: "", at: scene.now });
  if (silently) return settle(scene, { ...done, errands: [] });
  const refresh = errand(`refresh:${done.version}`, { do: "refresh" }, scene.now);
  // And whoever leads them: a committee hears of it in figures.
  const leads = superiors.find((role) => role === above(scene, done)?.role);
  const told = [{ who: "desk" } as const, ...(leads ? [{ role: leads }] : [])];
  const tells = told.flatMap((tell) => telling(scene, done, tell, done.version).map(anew));
  return settle(scene, { ...done, errands: [...done.errands, refresh, ...tells] });
}

/** Whether its days have gone, though nobody may have written so yet: what can no longer be done is asked of nobody. */
export function isPast({ window }: Kind, { state, answers }: Entry, now: Instant): boolean {
  return window?.while.includes(state) === true && String(answers[window.to]) < localDate(now);
}
