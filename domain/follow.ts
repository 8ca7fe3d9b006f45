import { happen } from "./history.ts";
import { anew, errand, place, type Scene, telling } from "./place.ts";
import type { Entry, Link, PersonId } from "./record.ts";
import { guarded, settle } from "./settle.ts";

/** What cases that hang together do to each other: what grew out of one, and what became part of another. */

/**
 * How something that grew out of the case stands. What was settled stays so. When that leaves something to
 * do, or all done, the case moves with it, in the name of whoever did it there.
 */
export function follow(scene: Scene, entry: Entry, link: Link, by: PersonId): Entry | undefined {
  const known = entry.links.find(({ id }) => id === link.id);
  if (known?.state === "settled" || known?.state === link.state) return undefined;
  if (!known && scene.kind.ended.includes(entry.state)) return joined(scene, entry, link, by);
  const links = known
    ? inOrder(entry.links, link, link.outcome === scene.kind.follows?.failed)
    : [...entry.links, link];
  const { follows } = scene.kind;
  const ends = links.findLast(({ outcome }) => outcome !== undefined && outcome !== "void");
  const failed = follows !== undefined && ends?.outcome === follows.failed;
  const left = failed || links.some(({ state }) => state === "open");
  // Another case that joins this one leaves nothing to do here.
  const moves = known && follows?.from.includes(entry.state);
  const state = moves && follows ? (left ? follows.open : follows.done) : entry.state;
  const done = happen({ ...entry, links }, { act: "followed", to: state, by, body: "", at: scene.now });
  const ended = known && links.every((each) => each.state === "settled");
  const tell = ended ? telling(scene, done, { who: "desk" }, done.version).map(anew) : [];
  const refresh = errand(`refresh:${done.version}`, { do: "refresh" }, scene.now);
  return settle(scene, { ...done, errands: [...done.errands, refresh, ...tell] });
}

/**
 * An ended case hears of another: the one it became part of has ended too, and its reporter is told so; or one
 * has become part of it just as it ended, and it is open again, so that nobody is left without an answer.
 */
function joined(scene: Scene, entry: Entry, link: Link, by: PersonId): Entry {
  const over = link.outcome === "ended";
  const state = over ? entry.state : (scene.kind.states[0] ?? entry.state);
  const links = [...entry.links, link];
  const done = happen({ ...entry, links }, { act: "followed", to: state, by, body: "", at: scene.now });
  const who = over ? "reporter" : "desk";
  const refresh = errand(`refresh:${done.version}`, { do: "refresh" }, scene.now);
  const tells = telling(scene, done, { who }, done.version).map(anew);
  return settle(scene, { ...done, errands: [...done.errands, refresh, ...tells] });
}

/** The links with one of them as it now stands. What failed comes last: only what is decided after it answers it. */
function inOrder(links: readonly Link[], link: Link, failed: boolean): readonly Link[] {
  if (!failed) return links.map((each) => (each.id === link.id ? link : each));
  return [...links.filter(({ id }) => id !== link.id), link];
}

/** A record hidden as the case is that it grew out of: from the same people, and with a desk that may see it. */
export function guardedAs(
  scene: Scene,
  entry: Entry,
  hiding: Pick<Entry, "hiddenFrom" | "hides" | "barred">,
): Entry {
  const hidden = { ...entry, ...hiding };
  const { tells, ...placed } = place(scene, hidden, entry.version);
  const refresh = errand(`refresh:guard:${entry.rev}`, { do: "refresh" }, scene.now);
  const restricted = placed.restricted || guarded(hidden);
  return settle(scene, { ...hidden, ...placed, restricted, errands: [...entry.errands, refresh, ...tells] });
}
