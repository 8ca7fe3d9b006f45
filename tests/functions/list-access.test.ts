import { expect, test } from "vitest";
import type { Action, Card } from "#cards/card";
import { say } from "#cards/text/sv";
import { localDate } from "#domain/calendar";
import type { Person } from "#domain/person";
import type { Entry, LocalDate, PersonId, RecordId, UnitId } from "#domain/record";
import { shipped } from "#functions/house";
import { showList } from "#functions/lists";
import { readPerson, savePerson } from "#functions/people";
import { type Asker, askerOf, type Matter, matterOf, type Town } from "#tests/domain/matter";
import { allows } from "#tests/domain/oracle";
import { type Draw, draws, fillIn, openWorld, reportBy, type World } from "./world.ts";

/** The lists hold what the policies in `access.cedar` allow, no more and no less, and the figures count just that. */

type ListName = Extract<Action, { do: "list" }>["of"];

/** Cases as people make them: reported, and pressed on at random by whoever may. */
async function worked(world: World, draw: Draw): Promise<void> {
  for (let nth = 0; nth < 18; nth++) await world.report(draw(world.people), reportBy(draw));
  for (let round = 0; round < 4; round++) {
    const ids = await world.all();
    for (const id of ids) {
      const entry = await world.read(id);
      const acts = Object.keys(shipped[entry?.kind ?? ""]?.kind.acts ?? {});
      const may = world.people.flatMap((person) => {
        const asker = askerOf(person, world.town);
        const matter = entry && matterOf(entry, world.town);
        return acts.flatMap((act) => (matter && allows(asker, act, matter) ? [{ person, act }] : []));
      });
      const choice = draw(may);
      if (!entry || !choice) continue;
      const said = fillIn(world, entry.kind, choice.act, draw, ids);
      await world.press(choice.person, id, choice.act, entry.version, said);
    }
    await world.settle();
  }
}

/** A list as its reader sees it, leaf by leaf: the numbers of the cases, and the figures above them. */
async function listOf(world: World, person: Person, of: ListName) {
  const ids: string[] = [];
  let figures: Readonly<Record<string, string>> = {};
  for (let page = 0; ; page++) {
    const reply = await showList(world.callerOf(person), { do: "list", of, page });
    if (reply.type !== "card") throw new Error(reply.type);
    const rows = rowsOf(reply.card);
    const lines = rows
      .filter(({ label }) => /, \w{4}-\w{4}$/.test(label))
      .map(({ label }) => label.slice(-9));
    figures = Object.fromEntries(
      rows.flatMap(({ label, value }) => (/, \w{4}-\w{4}$/.test(label) ? [] : [[label, value]])),
    );
    ids.push(...lines);
    const more = reply.card.buttons.some(
      (each) => "action" in each && each.action.do === "list" && (each.action.page ?? 0) > page,
    );
    if (!more) return { ids: ids.sort(), figures };
  }
}

const rowsOf = ({ parts }: Card) => parts.flatMap((part) => (part.type === "rows" ? part.rows : []));

interface Seen {
  readonly entry: Entry;
  readonly matter: Matter;
  readonly asker: Asker;
}

/** Nobody whom it is hidden from, or who may not handle it, has any of it to do. */
const apart = ({ matter, asker }: Seen) => {
  const from = ["hiddenFrom", "hiddenSeats", "barred"].flatMap(
    (name) => matter.entity.attrs[name] as { __entity: { id: string } }[],
  );
  const is = [asker.entity.uid, ...asker.entity.parents].map(({ id }) => id);
  return from.some(({ __entity }) => is.includes(__entity.id));
};
const ended = ({ kind, state }: Entry) => shipped[kind]?.kind.ended.includes(state) === true;
/** Sits at the desk where the case lies today. */
const atDesk = ({ matter, asker }: Seen) => {
  const desk = matter.entity.attrs.desk as { __entity: { id: string } };
  return asker.entity.parents.some(({ id }) => id === desk.__entity.id);
};
/** Has been named to investigate it, wherever it lies. */
const investigates = ({ entry, asker }: Seen) =>
  entry.team.some(({ person, part }) => part === "investigator" && person === asker.entity.uid.id);
/** Sees something of it otherwise than as whoever reported it. */
const sees = ({ matter, asker }: Seen) =>
  ["seeWhole", "seeReport", "seeExistence"].some((sight) => allows(asker, sight, matter));
const owns = ({ entry, asker }: Seen) =>
  entry.kind === "action" && entry.state === "planned" && entry.answers.owner === asker.entity.uid.id;

/** What each list should hold for a person. */
function expected(
  entries: readonly Entry[],
  person: Person,
  town: Town,
): Readonly<Record<ListName, Entry[]>> {
  const leading = ["unitManager", "departmentManager", "director", "sas"];
  const led = person.roles.flatMap(({ role, unit, from, to }) =>
    leading.includes(role) && from <= town.day && town.day <= (to ?? "9999") ? [unit] : [],
  );
  const theirs = (unit: UnitId) => town.pathOf(unit).some((above) => led.includes(above));
  const asker = askerOf(person, town);
  const all = entries.map((entry): Seen => ({ entry, matter: matterOf(entry, town), asker }));
  const of = (wanted: (seen: Seen) => boolean) => all.filter(wanted).map(({ entry }) => entry);
  const live = of(({ entry }) => !ended(entry));
  const isLive = ({ entry }: Seen) => live.includes(entry);
  return {
    mine: of((seen) => seen.entry.by === person.id && seen.entry.kind === "deviation" && !person.shared),
    work: of((seen) => {
      const planned = seen.entry.kind === "action" && seen.entry.state === "planned";
      return isLive(seen) && !apart(seen) && (planned ? owns(seen) : atDesk(seen) || investigates(seen));
    }),
    actions: of((seen) => owns(seen) && !apart(seen)),
    // None is made here.
    compiled: [],
    register: [],
    unit: of(
      (seen) => isLive(seen) && seen.entry.kind === "deviation" && theirs(seen.entry.unit) && sees(seen),
    ),
    balance: of(
      (seen) => isLive(seen) && seen.entry.kind === "action" && theirs(seen.entry.unit) && sees(seen),
    ),
  };
}

/** Compares every list of every person; answers how many lines were compared. */
async function compare(
  world: World,
  readers: readonly Person[],
  people: readonly (Person | undefined)[] = readers,
): Promise<number> {
  const everybody = people.flatMap((person) => person ?? []);
  const town: Town = { ...world.town, people: everybody, day: localDate(world.clock.now()) };
  const read = await Promise.all((await world.all()).map((id: RecordId) => world.read(id)));
  const entries = read.flatMap((entry) => (entry && entry.kind !== "appointment" ? [entry] : []));
  let compared = 0;
  for (const person of readers) {
    const should = expected(entries, person, town);
    const asker = askerOf(person, town);
    for (const of of ["mine", "work", "actions", "unit", "balance"] as const) {
      const { ids, figures } = await listOf(world, person, of);
      const wanted = should[of].map(({ id }) => id as string).sort();
      expect([person.id, of, ids]).toEqual([person.id, of, wanted]);
      compared += ids.length;
      if (of !== "unit" || !(say.lists.figures.open in figures)) continue;
      const late = (each: readonly Entry[]) =>
        each.filter(({ deadlines }) => deadlines[0] && deadlines[0].due < town.day).length;
      const led = expected(
        entries.map((entry) => ({ ...entry, state: "received" })),
        person,
        town,
      ).unit;
      const counted = entries
        .filter((entry) => led.some(({ id }) => id === entry.id))
        .filter((entry) => sees({ entry, matter: matterOf(entry, town), asker }));
      const words = say.lists.figures;
      expect([person.id, figures]).toMatchObject([
        person.id,
        {
          [words.open]: String(should.unit.length),
          [words.late]: String(late(should.unit)),
          [words.reported]: String(counted.length),
          [words.actions]: String(should.balance.length),
          [words.lateActions]: String(late(should.balance)),
        },
      ]);
    }
  }
  return compared;
}

/** Somebody's roles end today. */
async function leaves(world: World, id: string): Promise<void> {
  const person = await readPerson(world.house, world.tenant, id as PersonId);
  if (!person) throw new Error(`nobody called ${id}`);
  const roles = person.roles.map((role) => ({ ...role, to: "2026-03-09" as LocalDate }));
  await savePerson(world.house, { ...person, roles });
}

test("OSB-14, MAL-10: each list of each person holds exactly what they may see, and the figures count exactly that", {
  timeout: 120_000,
}, async () => {
  const world = await openWorld({ seed: 2 });
  await worked(world, draws(2));
  world.clock.turn(20 * 24 * 60);
  const alike = ["colleague", "contracts", "admin", "secretary", "mar", "deputy"];
  const readers = world.people.filter(({ id }) => !alike.includes(id));
  expect(await compare(world, readers, world.people)).toBeGreaterThan(50);
  // Desks fall empty: what lay there is with whoever answers for it now, and in their lists.
  for (const id of ["mas", "mar", "committee", "norr", "grupp", "sas"]) await leaves(world, id);
  const left = await Promise.all(world.people.map(({ id }) => readPerson(world.house, world.tenant, id)));
  const answering = ["service", "hsl", "boende", "director", "deputy"];
  await compare(
    world,
    left.flatMap((person) => (person && answering.includes(person.id) ? [person] : [])),
    left,
  );
});
