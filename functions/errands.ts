import { isDeepStrictEqual } from "node:util";
import { blankCard } from "#cards/record-card";
import { isHidden } from "#domain/access";
import { plusMinutes } from "#domain/calendar";
import { follow, guardedAs } from "#domain/follow";
import { isPause } from "#domain/kind";
import { isPast, lapse } from "#domain/lapse";
import { chainOf, type Municipality } from "#domain/municipality";
import { answerWithinMinutes, aroundOf, deskNow, errand as newErrand, type Scene } from "#domain/place";
import type { CardRef, Entry, Errand, PersonId, RecordId } from "#domain/record";
import { counted } from "#domain/snapshot";
import { seat } from "./appoint.ts";
import { beginSome } from "./begin.ts";
import { sceneOf } from "./caller.ts";
import type { House } from "./house.ts";
import { expectNext, remember } from "./people.ts";
import { draw, type Failure, give, logFailure, rolePeople, type Senders, type Work } from "./reach.ts";
import { peopleWhere } from "./reading.ts";
import { askOf, keepSnapshot, mustWait } from "./snapshots.ts";
import { readEntry, saveEntry } from "./storage/records.ts";

/** The longest pause between tries. An errand is never given up: what is stored is told. */
const longestPauseMinutes = 60;
/** The whole chain has been called in vain: it is called again. */
const againMinutes = 30;

/** What an errand came to: its own new state, cards now lying in chats, cards gone, errands that follow. */
export interface Outcome {
  readonly errand: Errand;
  readonly cards: readonly CardRef[];
  readonly gone: readonly CardRef[];
  readonly follow: readonly Errand[];
}

/** Does one errand of a record. What it sends is recorded by the caller. */
export async function run(
  house: House,
  senders: Senders,
  municipality: Municipality,
  entry: Entry,
  errand: Errand,
): Promise<Outcome> {
  const kind = house.register[entry.kind]?.kind;
  if (!kind) throw new Error(`no kind ${entry.kind} in the register`);
  const work: Work = { house, senders, municipality, entry, scene: await sceneOf(house, municipality, kind) };
  const { what } = errand;
  switch (what.do) {
    case "tell":
      return tell(work, errand, what);
    case "climb":
      return climb(work, errand, what);
    case "refresh":
      return refresh(work, errand);
    case "make":
      return make(work, errand, what);
    case "follow":
      return told(work, errand, what);
    case "guard":
      return guard(work, errand, what);
    case "compile":
      return count(work, errand);
    case "spread":
      return spread(work, errand, what);
    case "begin":
      return begin(work, errand, what);
    case "lapse":
      return alter(work, errand, entry.id, (here, now) => {
        const lapsed = lapse(here, now);
        return lapsed === now ? undefined : lapsed;
      });
    case "join":
      await remember(house, entry.tenant, what.person, entry.id);
      return nothing(errand);
    case "seat":
      await seat(house, entry.tenant, what);
      return nothing(errand);
  }
}

/** Puts a record that grew out of this one in the table. Made already is made. */
async function make(
  { house }: Work,
  errand: Errand,
  { entry }: Extract<Errand["what"], { do: "make" }>,
): Promise<Outcome> {
  const kind = house.register[entry.kind]?.kind;
  if (!kind) throw new Error(`no kind ${entry.kind} in the register`);
  if ((await saveEntry(house.store, kind, entry)) === "ok") house.saved(entry.tenant, entry.id);
  // Made already is made; another record under its number is an alarm, never a loss.
  else if ((await readEntry(house.store, entry.tenant, entry.id))?.nonce !== entry.nonce)
    throw new Error("another record has the number of one that is to be made");
  return nothing(errand);
}

/** Tells the case that this one grew out of, or is now part of, how it stands. */
function told(
  work: Work,
  errand: Errand,
  { to, link, by }: Extract<Errand["what"], { do: "follow" }>,
): Promise<Outcome> {
  return alter(work, errand, to, (scene, origin) => follow(scene, origin, link, by));
}

/** Hides what grew out of this case as the case is. */
function guard(
  work: Work,
  errand: Errand,
  { to, hiding, was }: Extract<Errand["what"], { do: "guard" }>,
): Promise<Outcome> {
  return alter(work, errand, to, (scene, grown) => guardedAs(scene, grown, hiding, was));
}

/** Begins what a plan has opened: the errand is never done, it goes on to what opens next. */
async function begin(
  { house, municipality, entry, scene }: Work,
  errand: Errand,
  cursor: Extract<Errand["what"], { do: "begin" }>,
): Promise<Outcome> {
  const { next, ...further } = await beginSome(house, municipality, entry, scene.kind, cursor);
  if (!next) return nothing(errand);
  const goesOn = { ...errand, what: { do: "begin", ...further } as const, notBefore: next };
  return { errand: goesOn, cards: [], gone: [], follow: [] };
}

/** So many hear at a time: an errand must end before its lease does. */
const spreadAtOnce = 50;

/** Those who work where the record applies have a morning to come, on which it is theirs to read. */
async function spread(
  work: Work,
  errand: Errand,
  { past }: Extract<Errand["what"], { do: "spread" }>,
): Promise<Outcome> {
  const { house, entry } = work;
  const { people, more } = await peopleWhere(work, work.scene.kind, entry, past, spreadAtOnce);
  for (const person of people) await expectNext(house, entry.tenant, person);
  const last = people.at(-1);
  const next =
    more && last && newErrand(`spread:${entry.version}:${last}`, { do: "spread", past: last }, house.now());
  const follow = next ? [next] : [];
  return { ...nothing(errand), follow };
}

/** Counts the figures of a compilation, keeps them, and lets it go on. */
async function count(work: Work, errand: Errand): Promise<Outcome> {
  const { house, municipality, entry, scene } = work;
  if (!house.compile) throw new Error("This house cannot count");
  const ask = await askOf(house, municipality, scene.kind, entry);
  if (!ask || entry.state !== scene.kind.compiles?.in) return nothing(errand);
  if (await mustWait(house, scene.kind, entry)) return later(work, errand, []);
  const snapshot = await keepSnapshot(house, entry, await house.compile(ask), ask.until);
  return alter(work, errand, entry.id, (here, now) => counted(here, now, snapshot));
}

/** Changes a record, whoever else writes it meanwhile; undefined from `how` leaves it. */
async function alter(
  { house, municipality, entry }: Work,
  errand: Errand,
  id: RecordId,
  how: (scene: Scene, other: Entry) => Entry | undefined,
): Promise<Outcome> {
  for (let attempt = 1; attempt <= 20; attempt++) {
    const other = await readEntry(house.store, entry.tenant, id);
    const kind = other && house.register[other.kind]?.kind;
    // Not made yet: its own errand comes first.
    if (!kind) return later({ house }, errand, []);
    const altered = how(await sceneOf(house, municipality, kind), other);
    if (!altered) return nothing(errand);
    if ((await saveEntry(house.store, kind, altered)) === "ok") {
      house.saved(entry.tenant, id);
      return nothing(errand);
    }
    await house.pause(attempt);
  }
  return later({ house }, errand, []);
}

/** Everybody addressed who has no card of the case yet gets one. */
async function tell(
  work: Work,
  errand: Errand,
  what: Extract<Errand["what"], { do: "tell" }>,
): Promise<Outcome> {
  const { entry, scene } = work;
  const { to, card, whileIn } = what;
  const stands = isPause(scene.kind, entry.state) ? (entry.before ?? entry.state) : entry.state;
  if (whileIn && !whileIn.includes(stands)) return nothing(errand);
  if (isPast(scene.kind, entry, work.house.now()) || isOvertaken(work, errand, stands))
    return nothing(errand);
  const own = "desk" in to && !to.there && to.desk.role === entry.desk.role;
  // A desk where nobody sits is an alarm to the next who answers for it, never silence.
  const desk = "desk" in to ? (own ? deskNow(scene, entry) : to.desk) : undefined;
  // Whoever must not know what becomes of their report gets no message that something did, until it is over.
  const ended = work.scene.kind.ended.includes(entry.state);
  if (card === "receipt" && what.anew && !ended && neutral(work, entry.by)) return nothing(errand);
  const people = "person" in to ? [to.person] : desk ? rolePeople(work, desk.role, desk.unit) : [];
  const has = (person: PersonId) =>
    entry.cards.some((other) => other.person === person && !isReceipt(other.errand));
  const told = (person: PersonId) =>
    entry.cards.some((other) => other.person === person && other.errand === errand.id);
  const knows = (person: PersonId) =>
    person === what.but &&
    entry.cards.some((other) => other.person === person && (card === "receipt" || !isReceipt(other.errand)));
  const waiting = people.filter(
    (person) => !told(person) && !knows(person) && (what.anew || card === "receipt" || !has(person)),
  );
  const { cards, failures } = await give(work, errand.id, waiting, card);
  // Nobody at all: it is tried until there is somebody.
  const must = own || ("desk" in to && entry.alerted.includes(to.desk.role));
  const empty = people.length === 0 && must && !work.scene.kind.ended.includes(entry.state);
  if (failures.length > 0 || empty) return { ...later(work, errand, failures), cards };
  return { ...nothing(errand), cards };
}

/** Whether a reminder of the same is due too: after an outage the last of them tells, once. */
function isOvertaken({ house, entry }: Work, { what, notBefore }: Errand, stands: string): boolean {
  const now = house.now();
  return entry.errands.some(
    (other) =>
      !other.done &&
      notBefore < other.notBefore &&
      other.notBefore <= now &&
      other.what.do === "tell" &&
      what.do === "tell" &&
      other.what.whileIn?.includes(stands) === true &&
      other.what.card === what.card &&
      isDeepStrictEqual(other.what.to, what.to),
  );
}

/** Whether a case is hidden from whoever reported it. */
function neutral({ scene, entry }: Work, id: PersonId): boolean {
  const person = scene.people.find((each) => each.id === id) ?? { id, roles: [] };
  return isHidden(person, entry, aroundOf(scene, entry));
}

/** Whether a card is the reporter's, by the errand that sent it. */
export function isReceipt(errand: string): boolean {
  return receipts.some((name) => errand.startsWith(name));
}
const receipts = ["receipt", "answered", "unanswered"];

/** Calls the people of a rung; with nobody there to be reached, the next rung at once. */
async function climb(
  work: Work,
  errand: Errand,
  what: Extract<Errand["what"], { do: "climb" }>,
): Promise<Outcome> {
  const { house, entry, municipality } = work;
  const chain = chainOf(municipality, entry.unit);
  // From the second rung on, somebody did not answer: the reporter is told to ring, once by a new card, since
  // an edited one notifies nobody.
  const unanswered = what.rung > 0 || what.again === true;
  const told = entry.errands.some(({ id }) => id === "unanswered");
  const tellReporter = newErrand(
    "unanswered",
    { do: "tell", to: { person: entry.by }, card: "receipt" },
    house.now(),
  );
  const status = !unanswered
    ? []
    : told
      ? [call(work, { do: "refresh" }, 0)]
      : [call(work, { do: "refresh" }, 0), tellReporter];
  let down = false;
  for (const [rung, role] of chain.entries()) {
    if (rung < what.rung) continue;
    // Whoever reported knows already, and is no help in being called.
    const people = rolePeople(work, role, entry.unit).filter((id) => id !== entry.by);
    const { cards, failures } = await give(work, errand.id, people, "case");
    down ||= failures.some(({ again: worthTrying }) => worthTrying);
    if (cards.length === 0) continue;
    const next = call(work, { do: "climb", rung: rung + 1 }, answerWithinMinutes);
    return { ...nothing(errand), cards, follow: [...status, next] };
  }
  // Past the last rung nobody has answered, so the chain is called again in a while; when nobody could even be
  // reached, at once and again.
  const minutes = !down && what.rung > 0 && !what.again ? againMinutes : 1;
  const again: Errand = {
    ...errand,
    what: { do: "climb", rung: down ? what.rung : 0, again: true },
    attempts: errand.attempts + 1,
    notBefore: plusMinutes(house.now(), minutes),
  };
  return {
    ...nothing(errand),
    errand: again,
    follow: told && what.again ? [] : [call(work, { do: "refresh" }, 0), ...(told ? [] : [tellReporter])],
  };
}

/** An errand that follows from a call for help; its id is its moment, so that it is never taken for another. */
function call({ house, entry }: Work, what: Errand["what"], minutes: number): Errand {
  const notBefore = plusMinutes(house.now(), minutes);
  return newErrand(`${what.do}:${entry.version}:${notBefore}`, what, notBefore);
}

/** Redraws every card of the case as its holder may see it now. */
async function refresh(work: Work, errand: Errand): Promise<Outcome> {
  const gone: CardRef[] = [];
  const lost: PersonId[] = [];
  const failures: Failure[] = [];
  for (const card of work.entry.cards) {
    const drawn = await draw(work, card.person, isReceipt(card.errand) ? "receipt" : "case");
    const sent = await work.senders[card.platform].update(card.ref, drawn ?? blankCard());
    // A card gone blank is no longer theirs: should the case come back, they get a new one.
    if (sent.ok && !drawn) gone.push(card);
    if (sent.ok) continue;
    logFailure(work, errand.id, card.platform, sent);
    if (sent.again) failures.push(sent);
    else gone.push(card);
    if (!sent.again && isReceipt(card.errand)) lost.push(card.person);
  }
  // A receipt that was deleted is sent anew: without one the reporter never hears again.
  const left = work.entry.cards.some((card) => isReceipt(card.errand) && !gone.includes(card));
  const anew = left ? [] : lost.slice(0, 1);
  const follow = anew.map((person) =>
    newErrand(`receipt:${errand.id}`, { do: "tell", to: { person }, card: "receipt" }, work.house.now()),
  );
  if (failures.length > 0) return { ...later(work, errand, failures), gone, follow };
  return { ...nothing(errand), gone, follow };
}

function nothing(errand: Errand): Outcome {
  return {
    errand: { ...errand, attempts: errand.attempts + 1, done: true },
    cards: [],
    gone: [],
    follow: [],
  };
}

/** Tried again after a pause that doubles up to an hour, or as the platform asks. */
function later({ house }: Pick<Work, "house">, errand: Errand, failures: readonly Failure[]): Outcome {
  const attempts = errand.attempts + 1;
  const asked = Math.max(0, ...failures.map(({ after }) => after ?? 0)) / 60;
  // Somebody is in danger: that is tried every minute, whatever has failed before.
  const pause = errand.what.do === "climb" ? 1 : Math.min(longestPauseMinutes, 2 ** errand.attempts);
  const minutes = Math.max(asked, pause);
  const next = { ...errand, attempts, notBefore: plusMinutes(house.now(), minutes) };
  return { errand: next, cards: [], gone: [], follow: [] };
}

/** An errand that could not even be tried: noted, and tried later, so that it holds up no other. */
export function failed(house: House, entry: Entry, errand: Errand, error: unknown): Outcome {
  const why = error instanceof Error ? error.name : "failed";
  house.log({ at: house.now(), tenant: entry.tenant, record: entry.id, errand: errand.id, why });
  return later({ house }, errand, []);
}
