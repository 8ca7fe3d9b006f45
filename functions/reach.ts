import type { Card } from "#cards/card";
import { receiptCard } from "#cards/receipt-card";
import { caseCard } from "#cards/record-card";
import { isHidden } from "#domain/access";
import type { Municipality } from "#domain/municipality";
import { holders, type Person } from "#domain/person";
import { aroundOf, type Scene } from "#domain/place";
import type { CardName, CardRef, Entry, MessageRef, PersonId, Platform, UnitId } from "#domain/record";
import type { House } from "./house.ts";
import { expectMorning, readPerson } from "./people.ts";
import { caseViewOf } from "./read.ts";

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

/** What an errand works with. */
export interface Work {
  readonly house: House;
  readonly senders: Senders;
  readonly municipality: Municipality;
  readonly entry: Entry;
  readonly scene: Scene;
}

/** A card that did not get there. */
export type Failure = Extract<Sent, { ok: false }>;

/** The people who hold a role for a unit today and from whom the case is not hidden. */
export function rolePeople({ scene, entry }: Work, role: string, unit: UnitId): PersonId[] {
  const around = aroundOf(scene, entry);
  const seeing = scene.people.filter(
    (person) => !isHidden(person, entry, around) && !entry.barred.includes(person.id),
  );
  return holders(seeing, role, scene.pathOf(unit), around.day).map(({ id }) => id);
}

/** Gives each person the card on the platform they used last, or on the other when that one cannot reach them. */
export async function give(
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
    if ("ref" in outcome) {
      cards.push({ errand, person: id, ...outcome });
      if (name === "case") await expectMorning(work.house, person);
    } else failures.push(outcome);
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
  let failure: Failure = { ok: false, again: false, why: "no contact" };
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

/** Notes a failure for the operator: codes and ids. */
export function logFailure(
  { house, entry }: Work,
  errand: string,
  platform: Platform,
  { why }: Failure,
): void {
  house.log({ at: house.now(), tenant: entry.tenant, record: entry.id, errand, platform, why });
}

/** The card as this person may see it; undefined: nothing of it, for them. */
export async function draw(
  work: Work,
  id: PersonId,
  name: CardName,
  known?: Person,
): Promise<Card | undefined> {
  const { house, municipality, entry } = work;
  const person = known ?? (await readPerson(house, entry.tenant, id));
  if (!person) return undefined;
  const view = await caseViewOf({ house, municipality, person }, entry);
  if (name === "receipt") return person.id === entry.by ? receiptCard(view, "message") : undefined;
  // Their own report has a card of its own: of the case nothing is left to whoever only reported.
  return view.sight && view.sight !== "own" ? caseCard(view) : undefined;
}
