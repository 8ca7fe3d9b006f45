import type { Card } from "#cards/card";
import { answerWithinMinutes, blankCard, caseCard, receiptCard } from "#cards/record-card";
import { viewOf } from "#domain/access";
import { plusMinutes } from "#domain/calendar";
import { aroundOf, type Scene } from "#domain/decide";
import { chainOf, type Municipality } from "#domain/municipality";
import { holders, type Person } from "#domain/person";
import type {
  CardName,
  CardRef,
  Entry,
  Errand,
  MessageRef,
  PersonId,
  Platform,
  UnitId,
} from "#domain/record";
import { sceneOf } from "./caller.ts";
import type { House } from "./house.ts";
import { readPerson } from "./people.ts";
import { caseViewOf, toldRoles } from "./read.ts";

/** How one platform puts a card in front of a person. Nothing is retried inside: the errand is. */
export interface Sender {
  /** A new message to a person. */
  send(contact: MessageRef, card: Card): Promise<Sent>;
  /** Redraws a message already sent. */
  update(ref: MessageRef, card: Card): Promise<Sent>;
}

/**
 * What became of it. `again` is whether another try can help (the platform is down, or asks us to wait
 * `after` seconds); otherwise the person cannot be reached this way. `why` is for the operator's log: a
 * status or error code, never content.
 */
export type Sent =
  | { readonly ok: true; readonly ref: MessageRef }
  | { readonly ok: false; readonly again: boolean; readonly after?: number; readonly why: string };

export type Senders = Readonly<Record<Platform, Sender>>;

/** Tries double from a minute to an hour apart; after about a week an errand is given up, and logged. */
const mostAttempts = 170;
/** The whole chain has been called in vain: it is called again. */
const againMinutes = 60;

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
  }
}

interface Work {
  readonly house: House;
  readonly senders: Senders;
  readonly municipality: Municipality;
  readonly entry: Entry;
  readonly scene: Scene;
}

/** Everybody addressed who has no card of the case yet gets one. */
async function tell(
  work: Work,
  errand: Errand,
  what: Extract<Errand["what"], { do: "tell" }>,
): Promise<Outcome> {
  const { entry } = work;
  const desk = "desk" in what.to ? what.to.desk : undefined;
  const people =
    "person" in what.to ? [what.to.person] : rolePeople(work, what.to.desk.role, what.to.desk.unit);
  const has = (person: PersonId) =>
    entry.cards.some((card) => card.person === person && card.errand !== "receipt");
  const waiting = what.card === "receipt" ? people : people.filter((person) => !has(person));
  const { cards, failures } = await give(work, errand.id, waiting, what.card);
  const mustAct = desk !== undefined && desk.role === entry.desk.role;
  // An empty desk is no reason for silence: it is tried until somebody sits there.
  if (failures.length > 0 || (people.length === 0 && mustAct))
    return { ...later(work, errand, failures), cards };
  return { ...nothing(errand), cards };
}

/** Calls the people of a rung; with nobody there to be reached, the next rung at once. */
async function climb(
  work: Work,
  errand: Errand,
  what: Extract<Errand["what"], { do: "climb" }>,
): Promise<Outcome> {
  const { house, entry, municipality } = work;
  const chain = chainOf(municipality, entry.unit);
  // From the second rung on, somebody did not answer: the reporter's receipt says whom to ring.
  const status: Errand[] = what.rung > 0 || what.again ? [call(work, { do: "refresh" }, 0)] : [];
  for (const [rung, role] of chain.entries()) {
    if (rung < what.rung) continue;
    // Whoever reported knows already, and is no help in being called.
    const people = rolePeople(work, role, entry.unit).filter((id) => id !== entry.by);
    const { cards } = await give(work, errand.id, people, "case");
    if (cards.length === 0) continue;
    const next =
      rung + 1 < chain.length
        ? call(work, { do: "climb", rung: rung + 1 }, answerWithinMinutes)
        : call(work, { do: "climb", rung: 0, again: true }, againMinutes);
    return { ...nothing(errand), cards, follow: [...status, next] };
  }
  // Past the last rung, or nobody could be reached: from the bottom again, and the reporter is told to ring.
  const minutes = what.rung > 0 && !what.again ? againMinutes : 1;
  const again: Errand = {
    ...errand,
    what: { do: "climb", rung: 0, again: true },
    attempts: errand.attempts + 1,
    notBefore: plusMinutes(house.now(), minutes),
  };
  const first = what.again ? [] : [call(work, { do: "refresh" }, 0)];
  return { ...nothing(errand), errand: again, follow: first };
}

/** An errand that follows from a call for help; its id is its moment, so that it is never taken for another. */
function call({ house, entry }: Work, what: Errand["what"], minutes: number): Errand {
  const notBefore = plusMinutes(house.now(), minutes);
  return { id: `${what.do}:${entry.version}:${notBefore}`, what, attempts: 0, notBefore };
}

/** Redraws every card of the case as its holder may see it now. */
async function refresh(work: Work, errand: Errand): Promise<Outcome> {
  const gone: CardRef[] = [];
  const failures: Failure[] = [];
  for (const card of work.entry.cards) {
    const name: CardName = card.errand === "receipt" ? "receipt" : "case";
    const drawn = await draw(work, card.person, name);
    const sent = await work.senders[card.platform].update(card.ref, drawn ?? blankCard());
    if (sent.ok) continue;
    logFailure(work, errand.id, card.platform, sent);
    if (sent.again) failures.push(sent);
    else gone.push(card);
  }
  return failures.length > 0 ? { ...later(work, errand, failures), gone } : { ...nothing(errand), gone };
}

type Failure = Extract<Sent, { ok: false }>;

/** The people who hold a role for a unit today and from whom the case is not hidden. */
function rolePeople({ scene, entry }: Work, role: string, unit: UnitId): PersonId[] {
  return holders(scene.people, role, scene.pathOf(unit), aroundOf(scene, entry).day)
    .map(({ id }) => id)
    .filter((id) => !entry.hiddenFrom.includes(id));
}

/** Gives each person the card on the platform they used last, or on the other when that one cannot reach them. */
async function give(
  work: Work,
  errand: string,
  people: readonly PersonId[],
  name: CardName,
): Promise<{ cards: CardRef[]; failures: Failure[] }> {
  const cards: CardRef[] = [];
  const failures: Failure[] = [];
  for (const id of people) {
    const person = await readPerson(work.house, work.entry.tenant, id);
    const card = person && (await draw(work, id, name, person));
    if (!person || !card) continue;
    const outcome = await reach(work, errand, person, card);
    if ("ref" in outcome)
      cards.push({ errand: name === "receipt" ? "receipt" : errand, person: id, ...outcome });
    else failures.push(outcome);
  }
  return { cards, failures };
}

async function reach(
  work: Work,
  errand: string,
  person: Person,
  card: Card,
): Promise<{ platform: Platform; ref: MessageRef } | Failure> {
  const platforms = (Object.keys(person.contacts) as Platform[]).sort((a) => (a === person.lastOn ? -1 : 1));
  let failure: Failure = { ok: false, again: true, why: "no contact" };
  for (const platform of platforms) {
    const contact = person.contacts[platform];
    if (!contact) continue;
    const sent = await work.senders[platform].send(contact, card);
    if (sent.ok) return { platform, ref: sent.ref };
    logFailure(work, errand, platform, sent);
    failure = { ...sent, again: failure.again || sent.again };
  }
  return failure;
}

function logFailure({ house, entry }: Work, errand: string, platform: Platform, { why }: Failure): void {
  house.log({ at: house.now(), tenant: entry.tenant, record: entry.id, errand, platform, why });
}

/** The card as this person may see it; undefined: nothing of it, for them. */
async function draw(work: Work, id: PersonId, name: CardName, known?: Person): Promise<Card | undefined> {
  const { house, municipality, entry, scene } = work;
  const person = known ?? (await readPerson(house, entry.tenant, id));
  if (!person) return undefined;
  const view = await caseViewOf({ house, municipality, person }, entry);
  if (name === "receipt")
    return person.id === entry.by
      ? receiptCard(view, toldRoles(house, municipality, entry), "message")
      : undefined;
  const sight = viewOf(person, entry, aroundOf(scene, entry));
  return sight && caseCard(view, sight);
}

function nothing(errand: Errand): Outcome {
  return {
    errand: { ...errand, attempts: errand.attempts + 1, done: true },
    cards: [],
    gone: [],
    follow: [],
  };
}

/** Tried again after a pause that doubles up to an hour, or as the platform asks; given up in the end. */
function later({ house, entry }: Work, errand: Errand, failures: readonly Failure[]): Outcome {
  const attempts = errand.attempts + 1;
  const asked = Math.max(0, ...failures.map(({ after }) => after ?? 0)) / 60;
  const minutes = Math.max(asked, Math.min(60, 2 ** (attempts - 1)));
  const why = failures[0]?.why ?? "nobody holds the role";
  const dead = attempts >= mostAttempts ? { dead: why } : {};
  if (dead.dead)
    house.log({
      at: house.now(),
      tenant: entry.tenant,
      record: entry.id,
      errand: errand.id,
      why: `given up: ${why}`,
    });
  return {
    errand: { ...errand, attempts, notBefore: plusMinutes(house.now(), minutes), ...dead },
    cards: [],
    gone: [],
    follow: [],
  };
}
