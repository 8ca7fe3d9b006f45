import { noteCard } from "#cards/record-card";
import { say } from "#cards/text/sv";
import type { Instant, PersonId, TenantId } from "#domain/record";
import { deliver } from "./deliver.ts";
import { greet } from "./digest.ts";
import type { House } from "./house.ts";
import { changePerson, hasReportedSince, readPerson } from "./people.ts";
import { beginPlanned } from "./plan.ts";
import type { Sender, Senders, Sent } from "./reach.ts";
import { startButton } from "./report.ts";
import { byOf, type Item, ownerOf, type Store, wakeShard } from "./storage/store.ts";

/** So many failures in a row and a platform is left alone until the next sweep. */
const enough = 3;

/**
 * The sweep, every minute, over everything that is due in every tenant: errands not yet done, the urgent
 * ladder, reminders. It is the guarantee; the fast path after a save is only the speed. One thing that
 * fails does not stop the others.
 */
export async function wake(house: House, senders: Senders): Promise<void> {
  const patient = { teams: untilDown(senders.teams), slack: untilDown(senders.slack) };
  const now = house.now();
  let from: string | undefined;
  do {
    const page = await house.store.query({ index: "wake", pk: wakeShard, upTo: now, ...(from && { from }) });
    // Somebody may be in danger: cases come before mornings.
    const cases = page.items.filter((item) => ownerOf(item)?.record);
    const rest = page.items.filter((item) => !ownerOf(item)?.record);
    const mornings = { ...house, store: askedOnce(house.store) };
    for (const item of [...cases, ...rest]) {
      try {
        await attend(cases.includes(item) ? house : mornings, patient, item, now);
      } catch (error) {
        const { tenant, record } = ownerOf(item) ?? {};
        const why = error instanceof Error ? error.name : "failed";
        house.log({ at: house.now(), why, ...(tenant && { tenant }), ...(record && { record }) });
      }
    }
    from = page.next;
  } while (from !== undefined);
}

/** A store that asks an index each thing once: the mornings of those who lead the same units ask much the same. */
function askedOnce(store: Store): Store {
  const asked = new Map<string, ReturnType<Store["query"]>>();
  return {
    ...store,
    query(query) {
      if (!query.index) return store.query(query);
      const key = JSON.stringify(query);
      const answer = asked.get(key) ?? store.query(query);
      asked.set(key, answer);
      // What failed is asked again.
      answer.catch(() => asked.delete(key));
      return answer;
    },
  };
}

async function attend(house: House, senders: Senders, item: Item, now: Instant): Promise<void> {
  const owner = ownerOf(item);
  if (owner?.record) await deliver(house, senders, owner.tenant, owner.record);
  else if (owner && !owner.person) await beginPlanned(house, owner.tenant);
  if (!owner?.person) return;
  await remind(house, senders, owner.tenant, owner.person, now);
  await greet(house, senders, owner.tenant, owner.person);
}

/** Somebody told a story in the chat an hour ago. If no report has come since, they are asked once. */
async function remind(
  house: House,
  senders: Senders,
  tenant: TenantId,
  id: PersonId,
  now: Instant,
): Promise<void> {
  const person = await readPerson(house, tenant, id);
  const { reminder } = person ?? {};
  if (!person || !reminder || reminder.at > now) return;
  // Taken down first: at most one reminder, whatever happens to the sending.
  await changePerson(house, tenant, id, ({ reminder: _, ...rest }) => rest);
  if (await hasReportedSince(house, byOf(tenant, id), reminder.since)) return;
  const kind = Object.values(house.register)[0];
  const contact = person.lastOn && person.contacts[person.lastOn];
  if (!kind || !person.lastOn || !contact) return;
  const card = noteCard(say.story.title, [say.story.reminder], [startButton(kind)]);
  await senders[person.lastOn].send(contact, card);
}

function untilDown(sender: Sender): Sender {
  let failures = 0;
  const guarded = async (send: () => Promise<Sent>): Promise<Sent> => {
    if (failures >= enough) return { ok: false, again: true, why: "left alone in this sweep" };
    const sent = await send();
    failures = sent.ok || !sent.again ? 0 : failures + 1;
    return sent;
  };
  return {
    send: (contact, card) => guarded(() => sender.send(contact, card)),
    update: (ref, card) => guarded(() => sender.update(ref, card)),
  };
}
