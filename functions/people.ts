import { createHash } from "node:crypto";
import { localDate, plusMinutes } from "#domain/calendar";
import { nextMorning } from "#domain/deadlines";
import type { Person, RoleHolder } from "#domain/person";
import type { Instant, MessageRef, PersonId, Platform, RecordId, TenantId } from "#domain/record";
import type { House } from "./house.ts";
import { type Item, keyOf, shelfOf, staffOf, wakeShard } from "./storage/store.ts";

/** What a platform knows of a person, asked the first time they are seen. */
export interface Profile {
  readonly name: string;
  /** Only when the platform vouches for it: it links the person's identities. */
  readonly email?: string;
}

/** Which tenant a platform's organisation is; undefined: none that we serve. */
export function tenantOf(
  house: House,
  platform: Platform,
  organisation: string,
): Promise<TenantId | undefined> {
  return house.memory.recall(`organisation ${platform} ${organisation}`, async () => {
    const item = await house.store.get(keyOf.organisation(platform, organisation));
    return item?.tenant as TenantId | undefined;
  });
}

/** Ties a platform's organisation to a tenant. An organisation belongs to one tenant; another is refused. */
export async function linkOrganisation(
  house: House,
  tenant: TenantId,
  platform: Platform,
  organisation: string,
): Promise<void> {
  const key = keyOf.organisation(platform, organisation);
  if ((await house.store.put({ ...key, tenant }, "absent")) === "ok") return;
  const owner = (await house.store.get(key))?.tenant;
  if (owner !== tenant)
    throw new Error(`${platform} organisation ${organisation} belongs to tenant ${owner}`);
}

/** A person as last written. */
export async function readPerson(house: House, tenant: TenantId, id: PersonId): Promise<Person | undefined> {
  const item = await house.store.get(keyOf.person(tenant, id));
  return item?.person as Person | undefined;
}

/** What a person is called; remembered as the person is. */
export async function nameOf(house: House, tenant: TenantId, id: PersonId): Promise<string | undefined> {
  const person = await house.memory.recall(personKey(tenant, id), () => readPerson(house, tenant, id));
  return person?.name;
}

/**
 * Saves a person, on condition that nobody else has since it was read. Whoever holds roles also stands on
 * the shelf of people, with the roles and nothing else.
 */
export async function savePerson(house: House, person: Person): Promise<"ok" | "conflict"> {
  const saved: Person = { ...person, rev: person.rev + 1, ...digestOf(house, person) };
  const wakeAt = [saved.digest?.at, saved.reminder?.at].flatMap((at) => at ?? []).sort()[0];
  const shelf = person.roles.length > 0 && {
    shelfPK: shelfOf.standing(person.tenant, "person"),
    shelfSK: `person#${person.id}`,
    head: { id: person.id, roles: person.roles },
  };
  const item: Item = {
    ...keyOf.person(person.tenant, person.id),
    rev: saved.rev,
    person: saved,
    ...shelf,
    ...(person.unit && !person.shared && { deskPK: staffOf(person.tenant, person.unit), deskSK: person.id }),
    ...(wakeAt && { wakePK: wakeShard, wakeSK: wakeAt }),
  };
  const outcome = await house.store.put(item, person.rev === 0 ? "absent" : { rev: person.rev });
  house.memory.forget(personKey(person.tenant, person.id));
  house.memory.forget(peopleKey(person.tenant));
  return outcome;
}

/** Whoever holds a role has a morning to come. */
function digestOf(house: House, { digest, roles }: Person): Pick<Person, "digest"> {
  const now = house.now();
  return digest || roles.length === 0 ? {} : { digest: { at: nextMorning(now), since: localDate(now) } };
}

/** Whoever has something new to read has a morning to come, and the next one. */
export function expectNext(house: House, tenant: TenantId, id: PersonId): Promise<void> {
  const now = house.now();
  const at = nextMorning(now);
  return changePerson(house, tenant, id, (person) =>
    person.digest && person.digest.at <= at
      ? undefined
      : { ...person, digest: { at, since: localDate(now) } },
  );
}

/** Whoever has been given something to do has a morning to come, with or without a role. */
export async function expectMorning(house: House, { tenant, id, digest }: Person): Promise<void> {
  if (digest) return;
  const now = house.now();
  await changePerson(house, tenant, id, (person) =>
    person.digest ? undefined : { ...person, digest: { at: nextMorning(now), since: localDate(now) } },
  );
}

/** So many cases are remembered with a person; an older one they find by its number. */
const mostNamed = 50;

/** Remembers with a person that they have been given a part in a case. */
export function remember(house: House, tenant: TenantId, id: PersonId, record: RecordId): Promise<void> {
  return changePerson(house, tenant, id, ({ named = [], ...person }) =>
    named.includes(record) ? undefined : { ...person, named: [...named, record].slice(-mostNamed) },
  );
}

/** Changes a person whatever else changes meanwhile; undefined from `change` leaves them as they are. */
export async function changePerson(
  house: House,
  tenant: TenantId,
  id: PersonId,
  change: (person: Person) => Person | undefined,
): Promise<void> {
  for (let attempt = 1; attempt <= 20; attempt++) {
    const person = await readPerson(house, tenant, id);
    const changed = person && change(person);
    if (!changed || (await savePerson(house, changed)) === "ok") return;
    await house.pause(attempt);
  }
  throw new Error("a person was changed by others 20 times in a row");
}

/**
 * Everybody who holds a role in the tenant. Remembered up to a minute: a role given in this moment by
 * another process may be a minute late, unless read `afresh`; one that ends by its date ends on the day.
 */
export function roleHolders(house: House, tenant: TenantId, afresh = false): Promise<readonly RoleHolder[]> {
  if (afresh) house.memory.forget(peopleKey(tenant));
  return house.memory.recall(peopleKey(tenant), async () => {
    const people: RoleHolder[] = [];
    let from: string | undefined;
    do {
      const page = await house.store.query({
        index: "shelf",
        pk: shelfOf.standing(tenant, "person"),
        ...(from !== undefined && { from }),
      });
      people.push(...page.items.map((item) => item.head as RoleHolder));
      from = page.next;
    } while (from !== undefined);
    return people;
  });
}

/** Who is speaking, as the door has verified it. */
export interface Speaker {
  readonly platform: Platform;
  readonly user: string;
  readonly contact: MessageRef;
  readonly profile: () => Promise<Profile | "refused">;
}

/**
 * The person behind a platform identity. One never seen before is asked for at the platform, and linked to
 * the person with the same verified e-mail, or becomes a new member of staff. Where cards reach them, and
 * which platform they used last, is kept. `afresh`: read, not remembered, as when somebody turns to the bot
 * anew; between the steps of a form a minute's memory does. `refused`: a guest or stranger.
 */
export async function meet(
  house: House,
  tenant: TenantId,
  speaker: Speaker,
  afresh = false,
): Promise<Person | "refused"> {
  const { platform, user, contact } = speaker;
  const whoKey = `who ${tenant} ${platform} ${user}`;
  const id = await house.memory.recall(whoKey, async () => {
    const item = await house.store.get(keyOf.who(tenant, `${platform}:${user}`));
    return item?.person as PersonId | undefined;
  });
  if (id === undefined) return introduce(house, tenant, speaker);
  if (afresh) house.memory.forget(personKey(tenant, id));
  const remembered = () => house.memory.recall(personKey(tenant, id), () => readPerson(house, tenant, id));
  const person = await remembered();
  if (!person) throw new Error("an identity without its person");
  if (person.lastOn === platform && sameRef(person.contacts[platform], contact)) return person;
  await changePerson(house, tenant, id, (now) => ({
    ...(Object.keys(now.contacts).length === 0 && beginning(house)),
    ...now,
    contacts: { ...now.contacts, [platform]: contact },
    lastOn: platform,
  }));
  return (await remembered()) ?? person;
}

async function introduce(house: House, tenant: TenantId, speaker: Speaker): Promise<Person | "refused"> {
  const { platform, user, contact } = speaker;
  const profile = await speaker.profile();
  if (profile === "refused") return "refused";
  const mail = profile.email && addressOf(profile.email);
  const known = mail && (await house.store.get(keyOf.who(tenant, `mail:${mail}`)));
  // The id follows from the identity, so that the same first word sent twice makes one person.
  const id = (
    known ? known.person : personIdOf(tenant, mail ? `mail:${mail}` : `${platform}:${user}`)
  ) as PersonId;
  const blank: Person = {
    ...{ tenant, id, rev: 0, name: profile.name, roles: [], contacts: {} },
    ...beginning(house),
  };
  const saved = await savePerson(house, { ...blank, contacts: { [platform]: contact }, lastOn: platform });
  if (saved === "conflict")
    await changePerson(house, tenant, id, ({ invited, ...now }) =>
      invited ? { ...now, name: profile.name } : undefined,
    );
  await linkIdentity(house, tenant, id, `${platform}:${user}`);
  if (mail) await linkIdentity(house, tenant, id, `mail:${mail}`);
  return meet(house, tenant, speaker);
}

/** Whoever is met for the first time has a morning to come: there may be something that everybody reads. */
function beginning(house: House): Pick<Person, "since" | "digest"> {
  const now = house.now();
  return { since: localDate(now), digest: { at: nextMorning(now), since: localDate(now) } };
}

const addressOf = (said: string) => said.trim().toLowerCase();

/** The person with an e-mail address: as known, or as they will be once they are invited. */
export async function personAt(house: House, tenant: TenantId, said: string): Promise<Person> {
  const mail = addressOf(said);
  const known = await house.store.get(keyOf.who(tenant, `mail:${mail}`));
  const id = (known?.person ?? personIdOf(tenant, `mail:${mail}`)) as PersonId;
  const name = mail.slice(0, mail.indexOf("@"));
  const fresh: Person = { tenant, id, rev: 0, name, invited: true, roles: [], contacts: {} };
  return (await readPerson(house, tenant, id)) ?? fresh;
}

/** Puts somebody in the table who has never met the bot: when they do, they are this person, by their own name. */
export async function invite(house: House, person: Person, said: string): Promise<void> {
  if (person.rev > 0) return;
  await savePerson(house, person);
  await linkIdentity(house, person.tenant, person.id, `mail:${addressOf(said)}`);
}

/** Ties a platform identity (`teams:<object id>`, `slack:<user id>`, `mail:<address>`) to a person, once. */
export async function linkIdentity(
  house: House,
  tenant: TenantId,
  person: PersonId,
  platformId: string,
): Promise<void> {
  await house.store.put({ ...keyOf.who(tenant, platformId), person }, "absent");
}

/** The id of a person first met, or first listed, under this identity (see `linkIdentity`). */
export function personIdOf(tenant: TenantId, identity: string): PersonId {
  return createHash("sha256").update(`${tenant} ${identity}`).digest("hex").slice(0, 20) as PersonId;
}

/** Reminds a person once, an hour from now, unless a report has come since. */
export function remindLater(house: House, person: Person): Promise<void> {
  const since = house.now();
  return changePerson(house, person.tenant, person.id, (now) => ({
    ...now,
    reminder: { since, at: plusMinutes(since, 60) },
  }));
}

/** The reports a person has made after a moment: whether there is one. */
export async function hasReportedSince(house: House, pk: string, since: Instant): Promise<boolean> {
  const { items } = await house.store.query({ index: "reporter", pk, newestFirst: true, limit: 1 });
  return items.some((item) => String(item.bySK) > since);
}

const personKey = (tenant: TenantId, id: PersonId) => `person ${tenant} ${id}`;
const peopleKey = (tenant: TenantId) => `people ${tenant}`;

function sameRef(a: MessageRef | undefined, b: MessageRef): boolean {
  return a !== undefined && Object.keys(b).every((name) => a[name] === b[name]);
}
