import { happen } from "./history.ts";
import { anew, errand, place, type Scene, telling } from "./place.ts";
import { type Entry, type Snapshot, theHouse } from "./record.ts";
import { settle } from "./settle.ts";

/**
 * The figures of a compilation are there: as it goes on, in the name of the house, and told to whoever has it
 * then. Undefined when it does not wait for any: they were counted already.
 */
export function counted(scene: Scene, entry: Entry, snapshot: Snapshot): Entry | undefined {
  const { compiles, holder } = scene.kind;
  if (!compiles || entry.state !== compiles.in) return undefined;
  const to = compiles.to(entry.answers);
  const snapshots = [...(entry.snapshots ?? []), snapshot];
  const said = { act: compiles.act, to, by: theHouse, body: snapshot.digest, at: scene.now };
  const done = happen({ ...entry, snapshots }, said);
  const { tells: _, ...placed } = place(scene, done, done.version);
  const here = { ...done, ...placed };
  const who = holder?.states.includes(to) ? { field: holder.field } : ({ who: "desk" } as const);
  const tells = telling(scene, here, who, done.version).map(anew);
  const refresh = errand(`refresh:${done.version}`, { do: "refresh" }, scene.now);
  return settle(scene, { ...here, errands: [...here.errands, refresh, ...tells] });
}
