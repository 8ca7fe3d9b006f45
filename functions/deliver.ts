import type { Card } from "#cards/card";
import { answerWithinMinutes, blankCard, caseCard, receiptCard } from "#cards/record-card";
import { viewOf } from "#domain/access";
import { plusMinutes } from "#domain/calendar";
import { aroundOf, type Scene, wakeAtOf } from "#domain/decide";
import { chainOf, type Municipality } from "#domain/municipality";
import { holders, type Person } from "#domain/person";
import type {
  CardName,
  CardRef,
  Entry,
  Errand,
  Instant,
  MessageRef,
  PersonId,
  Platform,
  RecordId,
  TenantId,
  UnitId,
} from "#domain/record";
import { sceneOf } from "./caller.ts";
import { type House, municipalityOf } from "./house.ts";
import { readPerson } from "./people.ts";
import { caseViewOf, toldRoles } from "./read.ts";
import { readEntry, saveEntry } from "./storage/records.ts";

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

/** Longer than any delivery takes; a house that died while delivering is succeeded after this. */
const leaseMinutes = 1;
/** Tries double from a minute to an hour apart; after about a week an errand is given up, and logged. */
const mostAttempts = 170;
/** The whole chain has been called in vain: it is called again. */
const againMinutes = 60;

/** What an errand came to: its own new state, cards now lying in chats, cards gone, errands that follow. */
interface Outcome {
  readonly errand: Errand;
  readonly cards: readonly CardRef[];
  readonly gone: readonly CardRef[];
  readonly then: readonly Errand[];
}

/**
 * Does the errands of one record that are due. One delivery at a time holds the record's lease; people are
 * never refused for it. Safe to call at any time, any number of times.
 */
export async function deliver(house: House, senders: Senders, tenant: TenantId, id: RecordId): Promise<void> {
  const mine = house.token();
  const leased = await change(house, tenant, id, (entry) => {
    const now = house.now();
    if (due(entry, now).length === 0 || heldByAnother(entry, now)) return undefined;
    const until = plusMinutes(now, leaseMinutes);
    // The next look is put off before the work: what fails each time never blocks the sweep.
    return { ...entry, lease: { by: mine, until }, wakeAt: until };
  });
  const municipality = leased && (await municipalityOf(house, tenant));
  if (!leased || !municipality) return;
  const outcomes: Outcome[] = [];
  let entry = leased;
  for (const errand of due(leased, house.now())) {
    const outcome = await run(house, senders, municipality, entry, errand);
    outcomes.push(outcome);
    entry = { ...entry, cards: cardsAfter(entry.cards, [outcome]) };
  }
  const saved = await change(house, tenant, id, (now) => release(now, mine, outcomes));
  if (saved && due(saved, house.now()).length > 0) await deliver(house, senders, tenant, id);
}

function due(entry: Entry, now: Instant): readonly Errand[] {
  return entry.errands.filter((errand) => !errand.done && !errand.dead && errand.notBefore <= now);
}

/** A lease from a clock that has since been turned back counts for nothing. */
function heldByAnother({ lease }: Entry, now: Instant): boolean {
  return lease !== undefined && now < lease.until && lease.until <= plusMinutes(now, leaseMinutes);
}

/** Writes what was done into the record as it is now, whatever people did to it meanwhile. */
function release(entry: Entry, mine: string, outcomes: readonly Outcome[]): Entry {
  const { lease, wakeAt: _, ...rest } = entry;
  const errands = entry.errands.map((errand) => {
    const outcome = outcomes.find((other) => other.errand.id === errand.id)?.errand;
    // Silenced by a person while it was under way: it stays silenced.
    return outcome && !errand.done ? outcome : errand;
  });
  const all = [...errands, ...outcomes.flatMap(({ then }) => then)];
  const answered = entry.taker !== undefined;
  const kept = all.map((errand) =>
    answered && errand.what.do === "climb" ? { ...errand, done: true as const } : errand,
  );
  const wakeAt = wakeAtOf({ errands: kept });
  return {
    ...rest,
    errands: kept,
    cards: cardsAfter(entry.cards, outcomes),
    ...(lease && lease.by !== mine && { lease }),
    ...(wakeAt && { wakeAt }),
  };
}

function cardsAfter(cards: readonly CardRef[], outcomes: readonly Outcome[]): readonly CardRef[] {
  const gone = outcomes.flatMap((outcome) => outcome.gone);
  const kept = cards.filter((card) => !gone.some((other) => sameCard(card, other)));
  const fresh = outcomes.flatMap((outcome) => outcome.cards);
  return [...kept, ...fresh.filter((card) => !kept.some((other) => sameCard(card, other)))];
}

const sameCard = (a: CardRef, b: CardRef) =>
  a.person === b.person && a.platform === b.platform && JSON.stringify(a.ref) === JSON.stringify(b.ref);

/** Changes a record's bookkeeping; undefined from `how` leaves it. At most 20 times against other writers. */
async function change(
  house: House,
  tenant: TenantId,
  id: RecordId,
  how: (entry: Entry) => Entry | undefined,
): Promise<Entry | undefined> {
  for (let attempt = 1; attempt <= 20; attempt++) {
    const entry = await readEntry(house.store, tenant, id);
    const kind = entry && house.register[entry.kind]?.kind;
    const changed = entry && how(entry);
    if (!kind || !changed) return undefined;
    if ((await saveEntry(house.store, kind, changed)) === "ok") return { ...changed, rev: changed.rev + 1 };
    await house.pause(attempt);
  }
  throw new Error("a record was written by others 20 times in a row");
}

async function run(
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
      return climb(work, errand, what.rung);
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
async function climb(work: Work, errand: Errand, rung: number): Promise<Outcome> {
  const { entry, municipality } = work;
  const chain = chainOf(municipality, entry.unit);
  const cards: CardRef[] = [];
  const failures: Failure[] = [];
  for (let at = rung; at < chain.length; at++) {
    const role = chain[at];
    const called = await give(work, errand.id, role ? rolePeople(work, role, entry.unit) : [], "case");
    cards.push(...called.cards);
    failures.push(...called.failures);
    if (called.cards.length > 0)
      return { ...nothing(errand), cards, then: [...statusAfter(work, rung), next(work, at + 1)] };
  }
  if (failures.some(({ again }) => again) && cards.length === 0)
    return { ...later(work, errand, failures), then: statusAfter(work, rung) };
  return { ...nothing(errand), cards, then: [...statusAfter(work, rung), next(work, 0, againMinutes)] };
}

function next({ house, entry }: Work, rung: number, minutes = answerWithinMinutes): Errand {
  const calls = entry.errands.filter(({ what }) => what.do === "climb").length;
  return {
    id: `climb:${entry.version}:${calls}`,
    what: { do: "climb", rung },
    attempts: 0,
    notBefore: plusMinutes(house.now(), minutes),
  };
}

/** When a rung did not answer, the reporter's receipt says whom to ring. */
function statusAfter({ house, entry }: Work, rung: number): Errand[] {
  const calls = entry.errands.filter(({ what }) => what.do === "climb").length;
  if (rung === 0 && calls <= 1) return [];
  return [
    {
      id: `refresh:climb:${entry.version}:${calls}`,
      what: { do: "refresh" },
      attempts: 0,
      notBefore: house.now(),
    },
  ];
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
  return { errand: { ...errand, attempts: errand.attempts + 1, done: true }, cards: [], gone: [], then: [] };
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
    then: [],
  };
}
