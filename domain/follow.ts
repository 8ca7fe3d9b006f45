import { happen } from "./history.ts";
import { type Kind, routeOf, type Tell } from "./kind.ts";
import { anew, errand, place, type Scene, sitters, telling } from "./place.ts";
import { baseOf, type Entry, type Errand, type Instant, type Link, type PersonId } from "./record.ts";
import { actOf, guarded, settle } from "./settle.ts";

/** What cases that hang together do to each other: what grew out of one, and what became part of another. */

/**
 * How something that grew out of the case stands. What was settled stays so. When that leaves something to
 * do, or all done, the case moves with it, in the name of whoever did it there.
 */
export function follow(scene: Scene, entry: Entry, link: Link, by: PersonId): Entry | undefined {
  const known = entry.links.findLast(({ id }) => id === link.id);
  // What has ended and is opened again is another matter than what has been settled.
  const again = known?.state === "settled" && link.state === "open";
  if ((known?.state === "settled" && !again) || known?.state === link.state) return undefined;
  if (!known && scene.kind.ended.includes(entry.state)) return joined(scene, entry, link, by);
  const links =
    known && !again
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
  const { holder } = scene.kind;
  const whose = holder?.states.includes(state) && entry.answers[holder.field];
  const who: Tell = holder && whose ? { field: holder.field } : { who: "desk" };
  const tell = ended || again ? telling(scene, done, who, done.version).map(anew) : [];
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
  const isThis = ({ id, state }: Link) => id === link.id && state !== "settled";
  if (!failed) return links.map((each) => (isThis(each) ? link : each));
  return [...links.filter((each) => !isThis(each)), link];
}

/** From whom a record is kept, and why. */
type Hiding = Pick<Entry, "hiddenFrom" | "hides" | "barred">;

/** What grew out of a case is hidden from whoever the case now is; from those it is hidden from by itself, too. */
export function guarding(before: Entry, after: Entry, now: Instant): Errand[] {
  const of = ({ hiddenFrom, hides, barred }: Hiding): Hiding => ({ hiddenFrom, hides, barred });
  const [was, hiding] = [of(before), of(after)];
  if (JSON.stringify(was) === JSON.stringify(hiding)) return [];
  const grown = new Set(after.links.flatMap(({ kind, id }) => (kind === after.kind ? [] : [id])));
  return [...grown].map((id) =>
    errand(`guard:${after.version}:${before.rev}:${id}`, { do: "guard", to: id, hiding, was }, now),
  );
}

/** The people whom somebody named to hide a record from: what was said before stands beside. */
export function namedIn(kind: Kind, { answers }: Entry): readonly PersonId[] {
  const fields = Object.values(kind.acts).flatMap(({ hides }) => hides ?? []);
  return Object.entries(answers).flatMap(([name, answer]) =>
    fields.includes(baseOf(name)) ? [answer as PersonId] : [],
  );
}

/**
 * A record hidden as the case is that it grew out of, and with a desk that may see it. What the case is hidden from no
 * more ends here too; whoever the record is hidden from by itself stays so, and whoever left it has left it.
 */
export function guardedAs(scene: Scene, entry: Entry, hiding: Hiding, was?: Hiding): Entry {
  const named = namedIn(scene.kind, entry);
  const left = entry.history.flatMap(({ act, by }) => (actOf(scene.kind, act)?.bars ? [by] : []));
  const merged = <T>(
    own: readonly T[],
    before: readonly T[],
    now: readonly T[],
    keeps: readonly T[],
  ): T[] => {
    const same = (a: T) => (b: T) => JSON.stringify(a) === JSON.stringify(b);
    const isOver = (each: T) => before.some(same(each)) && !now.some(same(each)) && !keeps.some(same(each));
    const kept = own.filter((each) => !isOver(each));
    return [...kept, ...now.filter((each) => !kept.some(same(each)))];
  };
  const ownHides = routeOf(scene.kind, entry.answers).hides ?? [];
  const hidden = {
    ...entry,
    hiddenFrom: merged(entry.hiddenFrom, was?.hiddenFrom ?? [], hiding.hiddenFrom, named),
    hides: merged(entry.hides, was?.hides ?? [], hiding.hides, entry.unhidden ? [] : ownHides),
    barred: merged(entry.barred, was?.barred ?? [], hiding.barred, left),
  };
  const { tells, ...placed } = place(scene, hidden, entry.version);
  // What was lifted stays where it was lifted to, as long as somebody there may handle it.
  const stays = entry.lifted.length > 0 && sitters(scene, hidden, entry.desk).length > 0;
  const guardedNow = { ...hidden, ...placed, ...(stays && { desk: entry.desk }) };
  const refresh = errand(`refresh:guard:${entry.rev}`, { do: "refresh" }, scene.now);
  const restricted = placed.restricted || guarded(guardedNow);
  const errands = [...entry.errands, refresh, ...tells, ...guarding(entry, guardedNow, scene.now)];
  return settle(scene, { ...guardedNow, restricted, errands });
}
