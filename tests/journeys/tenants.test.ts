import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { converseIn, type Turn } from "#bot/conversation";
import type { Action, Card } from "#cards/card";
import type { Person } from "#domain/person";
import type { Entry, MessageRef, PersonId, RecordId, TenantId } from "#domain/record";
import { shipped } from "#functions/house";
import { linkIdentity, linkOrganisation, readPerson, savePerson } from "#functions/people";
import type { Sender } from "#functions/reach";
import { byOf, deskOf, keyOf, ownOf, readsOf, shelfOf, staffOf } from "#functions/storage/store";
import { wake } from "#functions/wake";
import { askerOf, matterOf } from "#tests/domain/matter";
import { allows } from "#tests/domain/oracle";
import { type Draw, draws, fillIn, openWorld, reportBy, type World } from "#tests/functions/world";
import { long } from "./osby.ts";

/**
 * Two municipalities in one table, alike to the last id: the same units, people, roles, case numbers. Whatever the
 * one does, the other's answers, lists, figures, morning cards and refusals are the same to the letter as when it
 * is alone.
 */

/** Everybody has a telephone, and what comes there is kept. */
async function connect(world: World, sent: { to: MessageRef; card: Card }[]) {
  await linkOrganisation(world.house, world.tenant, "teams", `organisation of ${world.tenant}`);
  for (const { id } of world.people) {
    const person = await readPerson(world.house, world.tenant, id);
    if (!person) throw new Error(`nobody called ${id}`);
    await savePerson(world.house, {
      ...person,
      contacts: { teams: { tenant: world.tenant, user: id } },
      lastOn: "teams",
    });
    await linkIdentity(world.house, world.tenant, id, `teams:${id}`);
  }
  const teams: Sender = {
    send: async (to, card) => {
      sent.push({ to, card });
      // A platform numbers the messages of each organisation for itself.
      const message = String(sent.filter((other) => other.to.tenant === to.tenant).length);
      return { ok: true, ref: { ...to, message } };
    },
    update: async (to, card) => {
      sent.push({ to, card });
      return { ok: true, ref: to };
    },
  };
  const converse = converseIn(world.house);
  const turn = (user: string, say: Turn["say"], surface: Turn["surface"]) =>
    converse(
      {
        who: { platform: "teams", organisation: `organisation of ${world.tenant}`, user },
        place: "personal",
        surface,
        say,
      },
      { contact: { tenant: world.tenant, user }, profile: async () => ({ name: user }) },
    );
  return {
    senders: { teams, slack: teams },
    write: (user: string, text: string) => turn(user, { type: "text", text }, "message"),
    press: (user: string, action: Action) => turn(user, { type: "press", action, inputs: {} }, "dialog"),
  };
}

const words = [
  "mina ärenden",
  "mitt arbete",
  "mina åtgärder",
  "min enhet",
  "balanslista",
  "avvikelse",
  "hjälp",
];
/** Case numbers that the other municipality has and this one has not, and one that nobody has. */
const foreign = ["ZZZZ-2222", "ZZZZ-3333", "ZZZZ-9999"] as RecordId[];

/** What of a case must be the same: all but what is drawn anew each time it is sealed. */
const told = ({
  state,
  version,
  unit,
  desk,
  by,
  restricted,
  hiddenFrom,
  facts,
  deadlines,
  links,
  history,
}: Entry) => ({
  ...{ state, version, unit, desk, by, restricted, hiddenFrom, facts, deadlines, links },
  history: history.map(({ at, by, act, from, to }) => [at, by, act, from, to]),
});

/** Now somebody who may do something to a case, now anybody and anything. */
function chosen(world: World, draw: Draw, entry: Entry | undefined): { person: Person; act: string } {
  const acts = Object.keys(shipped.deviation?.kind.acts ?? {});
  const matter = entry && matterOf(entry, world.town);
  const all = world.people.flatMap((person) => acts.map((act) => ({ person, act })));
  const allowed = all.filter(
    ({ person, act }) => matter && act !== "open" && allows(askerOf(person, world.town), act, matter),
  );
  return draw(draw([true, true, false]) && allowed.length > 0 ? allowed : all);
}

/** One municipality's days: reports, acts, lists, cases looked at, its own numbers tried and those of others. */
async function days(world: World, draw: Draw, between: () => Promise<void>): Promise<unknown[]> {
  const sent: { to: MessageRef; card: Card }[] = [];
  const door = await connect(world, sent);
  const out: unknown[] = [];
  const ids: RecordId[] = [];
  for (let step = 0; step < (long ? 30 : 20); step++) {
    await between();
    if (step < 12) {
      ids.push(await world.report(draw(world.people), reportBy(draw)));
      continue;
    }
    const id = draw([...ids, ...ids, ...foreign]);
    const entry = await world.read(id);
    const { person, act } = chosen(world, draw, entry);
    const outcome = await world.press(
      person,
      id,
      act,
      entry?.version ?? 1,
      fillIn(world, "deviation", act, draw, ids),
    );
    out.push([person.id, id, act, "entry" in outcome ? told(outcome.entry) : outcome]);
    out.push(await door.write(person.id, draw(words)), await door.write(person.id, id));
    out.push(await door.press(person.id, { do: "open", record: id }));
    out.push(
      await door.press(person.id, {
        do: "show",
        record: id,
        what: draw(["history", "links", "journal", "reporter"]),
      }),
    );
    out.push(await door.press(person.id, { do: "act", act, record: id, version: entry?.version ?? 1 }));
    if (step % 6 === 0) {
      world.clock.turn(24 * 60);
      // The sweep goes over all municipalities: its tokens are none of this one's.
      await wake({ ...world.house, token: randomUUID }, door.senders);
    }
  }
  for (const record of ids) {
    await between();
    for (const id of ["sas", "director"])
      out.push(await door.press(id, { do: "show", record, what: "history" }));
  }
  for (const { id } of world.people.filter(({ roles }) => roles.length > 0).slice(0, 10))
    for (const text of words.slice(0, 5)) out.push([id, text, await door.write(id, text)]);
  out.push((await world.all()).sort());
  out.push(...sent.filter(({ to }) => to.tenant === world.tenant));
  return out;
}

/** The other municipality at work, with the same numbers and with more of them. */
async function neighbour(world: World): Promise<() => Promise<void>> {
  const draw = draws(99);
  const ids: RecordId[] = [];
  const door = await connect(world, []);
  return async () => {
    const by = draw(world.people);
    const taken = foreign.slice(0, 2).find((id) => !ids.includes(id));
    ids.push(await world.report(by, reportBy(draw), "deviation", taken));
    const [person, id] = [draw(world.people), draw(ids)];
    const entry = await world.read(id);
    for (const act of ["take", "assess", "lexAssess", "hide", "addAction"])
      await world.press(person, id, act, entry?.version ?? 1, fillIn(world, "deviation", act, draw, ids));
    // What one remembers of its people is nothing to the other's.
    const another = draw(world.people).id;
    await door.press(another, { do: "open", record: id });
    await door.press(another, { do: "show", record: id, what: "history" });
    await world.settle(3);
  };
}

test("MAL-10: what another municipality does with the same people, units and numbers changes no word of one's own", {
  timeout: 120_000,
}, async () => {
  const alone = await days(await openWorld({ seed: 5 }), draws(5), async () => undefined);
  const other = await openWorld({ tenant: "grannby", seed: 5 });
  const among = await days(await openWorld({ beside: other, seed: 5 }), draws(5), await neighbour(other));
  expect((await other.all()).length).toBeGreaterThan(25);
  expect(among.length).toBe(alone.length);
  for (const [at, answer] of alone.entries()) expect(among[at]).toEqual(answer);
  // The days are worth comparing: cases were shown and refused, mornings told.
  const written = JSON.stringify(alone);
  for (const part of ["noSuchCase", "restricted", "Mitt arbete", "Balanslista", "God morgon"])
    expect([part, written.includes(part)]).toEqual([part, true]);
});

test("every key but the sweep's and the organisations' begins with its municipality", () => {
  const partitions = (t: TenantId) => {
    const { organisation: _, ...keys } = keyOf as unknown as Record<
      string,
      (...of: unknown[]) => { PK: string }
    >;
    const rest = ["x", "y", "z", "w"];
    return [
      ...Object.values(keys).map((key) => key(t, ...rest).PK),
      ...Object.values(shelfOf).map((shelf) => shelf(t, "x")),
      ...[deskOf(t, "sas", "x"), ownOf(t, "x" as PersonId), staffOf(t, "x")],
      ...[byOf(t, "x" as PersonId), readsOf(t, "x" as RecordId)],
    ];
  };
  expect(partitions("osby" as TenantId).filter((key) => !/^T#osby(#|$)/.test(key))).toEqual([]);
  expect(partitions("osby" as TenantId).length).toBeGreaterThan(12);
});
