import { houseOf } from "#bot/config";
import type { Role } from "#domain/person";
import type { Entry, LocalDate, PersonId, Platform, RecordId, UnitId } from "#domain/record";
import { changePerson } from "#functions/people";
import { readEntry } from "#functions/storage/records";
import { keyOf } from "#functions/storage/store";
import { demoPeople } from "#local/people";
import { teamsPerson } from "#local/teams/client";
import { type Device, type Fill, type Osby, osby } from "./osby.ts";

/** What the journeys of people kept in chat share. */

/** A role from long ago, given before anybody has spoken. */
export function holds(town: Osby, id: string, role: Role["role"], unit: string): Promise<void> {
  const house = houseOf(town.env, { now: town.clock.now });
  const held: Role = { role, unit: unit as UnitId, from: "2020-01-01" as LocalDate };
  return changePerson(house, osby, id as PersonId, (person) => ({
    ...person,
    roles: [...person.roles, held],
  }));
}

/** Takes somebody out of the tables: they work in the municipality, but the bot has never heard of them. */
export async function unknown(town: Osby, id: string): Promise<void> {
  const demo = demoPeople.find((person) => person.id === id);
  const identities = [`mail:${demo?.email}`, `teams:${demo?.teams}`, `slack:${demo?.slack}`];
  const keys = [keyOf.person(osby, id as PersonId), ...identities.map((each) => keyOf.who(osby, each))];
  for (const key of keys) await town.tables.store.remove(key);
}

/** Everything a person stands for in the table. */
export async function rolesIn(town: Osby, id: string): Promise<readonly Role[]> {
  const item = await town.tables.store.get(keyOf.person(osby, id as PersonId));
  return (item?.person as { roles: readonly Role[] } | undefined)?.roles ?? [];
}

/** The appointments there are, as they are stored, in the order they were made. */
export async function appointments(town: Osby): Promise<Entry[]> {
  const { items } = await town.tables.store.query({ index: "shelf", pk: "T#osby#STANDING#appointment" });
  const found = await Promise.all(
    items.map((item) => readEntry(town.tables.store, osby, item.PK.split("#").at(-1) as RecordId)),
  );
  return found.flatMap((entry) => entry ?? []);
}

/** One's own deputy, from the word to the receipt. */
export async function deputise(
  town: Osby,
  maja: Device,
  who: string,
  first = "2026-03-11",
  to = "2026-03-24",
): Promise<void> {
  await maja.say("ersättare");
  await maja.press("Skicka", { who, first, to });
  await town.settled();
}

/** Presses a button of the latest card with answers that stand in none of its menus; what was said to that. */
export async function forge(
  town: Osby,
  platform: Platform,
  id: string,
  button: string,
  fill: Fill,
): Promise<string> {
  const demo = demoPeople.find((person) => person.id === id);
  if (platform === "slack") {
    const shown = town.slack.messagesOf(demo?.slack ?? "").filter(({ blocks, only }) => blocks[0] && !only);
    const on = widened(shown.at(-1), fill);
    await town.slackPerson(demo?.slack ?? "").press(button, { ...(on && { on }), fill });
    return town.on.slack(id).notice() ?? town.on.slack(id).card();
  }
  const person = town.teams.people.get(demo?.teams ?? "");
  if (!person) throw new Error(`nobody called ${id}`);
  const client = teamsPerson(town.teams, town.door.teams, person);
  const on = widened(
    client.messages().findLast(({ card }) => card),
    fill,
  );
  await client.press(button, { ...(on && { on }), fill });
  return client.notice() ?? town.on.teams(id).card();
}

/** The message with these answers in its menus, as nobody drew it. */
function widened<T>(message: T, fill: Fill): T {
  const copy = structuredClone(message);
  const widen = (of: unknown): void => {
    if (typeof of !== "object" || of === null) return;
    const { id, action_id, choices, options } = of as Record<string, unknown>;
    const value = fill[String(id ?? action_id)];
    if (value && Array.isArray(choices)) choices.push({ title: value, value });
    if (value && Array.isArray(options)) options.push({ text: { type: "plain_text", text: value }, value });
    for (const each of Object.values(of)) widen(each);
  };
  widen(copy);
  return copy;
}
