import { plusMinutes } from "#domain/calendar";
import type { CardRef, Entry, Errand, Instant, RecordId, TenantId } from "#domain/record";
import { wakeAtOf } from "#domain/settle";
import { failed, isReceipt, type Outcome, run } from "./errands.ts";
import { type House, municipalityOf } from "./house.ts";
import type { Senders } from "./reach.ts";
import { readEntry, saveEntry } from "./storage/records.ts";

/** Longer than any delivery takes; a house that died while delivering is succeeded after this. */
const leaseMinutes = 1;

/** Half of what DynamoDB takes of one item (400 KB): time to look at what made it so. */
const heavy = 200_000;
/** What the log says of such a record: `infra/alarms.ts` counts it. */
export const heavyRecord = "record over 200 KB";

function weigh(house: House, entry: Entry): void {
  if (Buffer.byteLength(JSON.stringify(entry)) > heavy)
    house.log({ at: house.now(), tenant: entry.tenant, record: entry.id, why: heavyRecord });
}

/**
 * Does the errands of one record that are due. One delivery at a time holds the record's lease; people are
 * never refused for it. Safe to call at any time, any number of times.
 */
export async function deliver(house: House, senders: Senders, tenant: TenantId, id: RecordId): Promise<void> {
  const mine = house.token();
  const leased = await change(house, tenant, id, (entry) => {
    const now = house.now();
    weigh(house, entry);
    if (due(entry, now).length === 0 || heldByAnother(entry, now)) return undefined;
    const until = plusMinutes(now, leaseMinutes);
    // The next look is put off before the work: what fails each time never blocks the sweep.
    return { ...entry, lease: { by: mine, until }, wakeAt: until };
  });
  if (!leased) return;
  const municipality = await municipalityOf(house, tenant);
  if (!municipality) throw new Error(`tenant ${tenant} has no configuration`);
  const outcomes: Outcome[] = [];
  let entry = leased;
  for (const errand of due(leased, house.now())) {
    // A slow platform: what was sent is recorded while the lease holds, and the rest comes in the next round.
    if (leased.lease && house.now() >= plusMinutes(leased.lease.until, -leaseMinutes / 2)) break;
    const outcome = await run(house, senders, municipality, entry, errand).catch((error) =>
      failed(house, entry, errand, error),
    );
    outcomes.push(outcome);
    entry = { ...entry, cards: cardsAfter(entry.cards, [outcome]) };
  }
  const saved = await change(house, tenant, id, (now) => release(now, mine, outcomes));
  if (saved && due(saved, house.now()).length > 0) await deliver(house, senders, tenant, id);
}

function due(entry: Entry, now: Instant): readonly Errand[] {
  return entry.errands.filter((errand) => !errand.done && errand.notBefore <= now);
}

/** A lease from a clock that has since been turned back counts for nothing. */
function heldByAnother({ lease }: Entry, now: Instant): boolean {
  return lease !== undefined && now < lease.until && lease.until <= plusMinutes(now, 2 * leaseMinutes);
}

/**
 * Writes what was done into the record as it is now, whatever people did to it meanwhile. What a person took
 * away while it was under way stays away; and when the lease was lost to another delivery, only the cards
 * that were sent are kept, since the other one does the rest.
 */
function release(entry: Entry, mine: string, outcomes: readonly Outcome[]): Entry {
  const { lease, wakeAt: _, ...rest } = entry;
  if (lease?.by !== mine) return { ...entry, cards: cardsAfter(entry.cards, outcomes) };
  const standing = outcomes.filter(({ errand }) =>
    entry.errands.some(({ id, done }) => id === errand.id && !done),
  );
  const errands = entry.errands.map(
    (errand) => standing.find((outcome) => outcome.errand.id === errand.id)?.errand ?? errand,
  );
  const known = new Set(errands.map(({ id }) => id));
  const follow = standing.flatMap((outcome) => outcome.follow).filter(({ id }) => !known.has(id));
  // Once answered nobody is called; and what is only of the moment is not kept when it is done.
  const passing = ({ what, done }: Errand) =>
    (what.do === "climb" && (done || entry.taker !== undefined)) || (done && once.includes(what.do));
  const kept = [...errands, ...follow].filter((errand) => !passing(errand));
  const wakeAt = wakeAtOf({ errands: kept });
  return { ...rest, errands: kept, cards: cardsAfter(entry.cards, outcomes), ...(wakeAt && { wakeAt }) };
}

/** What leaves nothing to remember when it is done. */
const once: readonly Errand["what"]["do"][] = [
  "refresh",
  "make",
  "follow",
  "guard",
  "join",
  "seat",
  "spread",
];

/** So many of a person's cards of one case are kept up to date; older ones scroll away in the chat. */
const mostCards = 8;

function cardsAfter(cards: readonly CardRef[], outcomes: readonly Outcome[]): readonly CardRef[] {
  const gone = outcomes.flatMap((outcome) => outcome.gone);
  const kept = cards.filter((card) => !gone.some((other) => sameCard(card, other)));
  const fresh = outcomes.flatMap((outcome) => outcome.cards);
  const all = [...kept, ...fresh.filter((card) => !kept.some((other) => sameCard(card, other)))];
  const alike = (card: CardRef) =>
    all.filter(
      ({ person, errand }) => person === card.person && isReceipt(errand) === isReceipt(card.errand),
    );
  return all.filter((card) => alike(card).slice(-mostCards).includes(card));
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
