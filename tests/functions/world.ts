import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { localDate } from "#domain/calendar";
import { receive } from "#domain/decide";
import { chainOf, type Municipality, unitPath } from "#domain/municipality";
import { readMunicipality } from "#domain/municipality-file";
import type { Person, Role } from "#domain/person";
import type {
  Answer,
  Answers,
  Entry,
  Instant,
  LocalDate,
  PersonId,
  Problem,
  RecordId,
  TenantId,
  UnitId,
} from "#domain/record";
import { type Caller, sceneOf } from "#functions/caller";
import { deliver } from "#functions/deliver";
import { type House, openHouse, shipped } from "#functions/house";
import { loadMunicipality } from "#functions/load";
import { savePerson } from "#functions/people";
import { perform } from "#functions/perform";
import type { Senders } from "#functions/reach";
import { readEntry, saveEntry } from "#functions/storage/records";
import { digest, openVault } from "#functions/storage/vault";
import { type Clock, standingClock } from "#local/clock";
import type { Town } from "#tests/domain/matter";
import { type FreshTables, freshTables } from "#tests/table";

/** Malmö with somebody in each role, over real tables, and people who press whatever there is to press. */

const held = (role: Role["role"], unit: string, more: Partial<Role> = {}): Role => ({
  role,
  unit: unit as UnitId,
  from: "2020-01-01" as LocalDate,
  ...more,
});

const roles: Readonly<Record<string, readonly Role[]>> = {
  staff: [],
  colleague: [],
  norr: [held("unitManager", "gruppbostader-norr")],
  grupp: [held("unitManager", "gruppbostader")],
  service: [held("unitManager", "servicebostader")],
  hsl: [held("unitManager", "halso-sjukvard")],
  boende: [held("departmentManager", "boende")],
  director: [held("director", "funktionsstod")],
  sas: [held("sas", "funktionsstod")],
  deputy: [held("sas", "funktionsstod", { deputyFor: "sas" as PersonId })],
  mas: [held("mas", "funktionsstod")],
  mar: [held("mar", "funktionsstod")],
  privacy: [held("dataProtectionOfficer", "funktionsstod")],
  committee: [held("workingCommittee", "funktionsstod")],
  secretary: [held("committeeSecretary", "funktionsstod")],
  coordinator: [held("qualityCoordinator", "funktionsstod")],
  contracts: [held("contractManager", "funktionsstod")],
  admin: [held("admin", "funktionsstod")],
  tablet: [],
  former: [held("unitManager", "gruppbostader-norr", { to: "2026-03-09" as LocalDate })],
};

export const places = ["gruppbostader-norr", "servicebostader", "halso-sjukvard"] as const;
const noon = "2026-03-10T11:00:00.000Z" as Instant;
/** Nobody here has a telephone: what is told reaches nobody, what is made and followed is. */
const nobody: Senders = {
  teams: {
    send: async () => ({ ok: false, again: false, why: "nobody" }),
    update: async () => ({ ok: false, again: false, why: "nobody" }),
  },
  slack: {
    send: async () => ({ ok: false, again: false, why: "nobody" }),
    update: async () => ({ ok: false, again: false, why: "nobody" }),
  },
};

/** Draws that are the same each time. */
export function draws(seed: number) {
  let at = seed % 2147483648;
  return <T>(from: readonly T[]): T => {
    at = (at * 1103515245 + 12345) % 2147483648;
    return from[Math.floor((at / 2147483648) * from.length)] as T;
  };
}
export type Draw = ReturnType<typeof draws>;

/** Numbers and tokens that are the same each time. */
function sameEachTime(seed: number) {
  const draw = draws(seed);
  const letters = (count: number) =>
    Array.from({ length: count }, () => draw([..."ABCDEFGHJK23456789"])).join("");
  return {
    recordId: () => `${letters(4)}-${letters(4)}` as RecordId,
    token: () => letters(22),
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

interface Options {
  readonly tenant?: string;
  /** The numbers and tokens are the same each time. */
  readonly seed?: number;
  /** Another municipality, served by the same process from the same tables. */
  readonly beside?: { readonly tables: FreshTables; readonly house: House; readonly clock: Clock };
}

export async function openWorld({ tenant: name = "malmo", seed, beside }: Options = {}) {
  const tenant = name as TenantId;
  const tables = beside?.tables ?? (await freshTables());
  const clock = beside?.clock ?? standingClock(noon);
  const alone = () =>
    openHouse({
      ...tables,
      vault: openVault({ masterKey: randomBytes(32), keys: tables.keys, now: clock.now }),
      now: clock.now,
      pause: async () => undefined,
      log: () => undefined,
    });
  const house: House = {
    ...(beside?.house ?? alone()),
    ...(seed !== undefined && sameEachTime(seed)),
  };
  const { vault } = house;
  const read = readMunicipality(readFileSync("municipalities/malmo.yaml", "utf8"));
  if (!read.ok) throw new Error(read.problems[0]?.message);
  const municipality: Municipality = { ...read.municipality, tenant };
  await loadMunicipality(house, municipality);
  // In another municipality the same people are there, by other names and each with another's roles.
  const sets = Object.values(roles);
  const shifted = name === "malmo" ? sets : [...sets.slice(3), ...sets.slice(0, 3)];
  const people = Object.keys(roles).map((id, at): Person => {
    const holds = shifted[at] ?? [];
    return {
      tenant,
      id: id as PersonId,
      rev: 0,
      name: name === "malmo" ? id : `${id} of ${name}`,
      roles: holds,
      contacts: {},
      ...(holds.length === 0 && { unit: places[0] as UnitId }),
      ...(id === "tablet" && { shared: true as const }),
    };
  });
  for (const person of people) await savePerson(house, person);
  const town: Town = {
    day: localDate(clock.now()),
    people,
    pathOf: (unit) => unitPath(municipality, unit).map(({ id }) => id),
    units: municipality.units.map(({ id }) => id),
    chainOf: (unit) => chainOf(municipality, unit),
    deciders: municipality.deciders,
  };
  const callerOf = (person: Person): Caller => ({
    house,
    municipality,
    person,
    platform: "teams",
    surface: "dialog",
  });

  return {
    tenant,
    tables,
    clock,
    house,
    municipality,
    people,
    town,
    callerOf,
    /** The record as it lies in the table. */
    read: (id: RecordId) => readEntry(house.store, tenant, id),
    /** Puts a report in the table, as sending its form does. */
    async report(
      by: Person,
      answers: Answers,
      kindName: keyof typeof shipped = "deviation",
      id = house.recordId(),
    ): Promise<RecordId> {
      const kind = shipped[kindName]?.kind;
      if (!kind) throw new Error(`no kind ${kindName}`);
      const key = await vault.makeRecordKey(tenant, id);
      const scene = await sceneOf(house, municipality, kind);
      const entry = receive(
        scene,
        { id, nonce: house.token(), by: by.id },
        { answers, sealed: {}, body: digest(key, JSON.stringify(answers)) },
      );
      await saveEntry(house.store, kind, entry);
      return id;
    },
    /** Presses an act, with what its form would have been filled in with. */
    press(
      by: Person,
      id: RecordId,
      act: string,
      seen: number,
      said: Said,
    ): Promise<{ entry: Entry } | Problem> {
      const draft = { id: house.recordId(), nonce: house.token(), startedAt: clock.now() };
      return perform(callerOf(by), id, act, seen, { ...said, draft });
    },
    /** Does what is to be done of one record. */
    deliver: (id: RecordId) => deliver(house, nobody, tenant, id),
    /** Does what is to be done: what a case begins is made, and what it grew out of hears of it. */
    async settle(most = Number.POSITIVE_INFINITY): Promise<void> {
      for (const id of (await this.all()).slice(-most)) await deliver(house, nobody, tenant, id);
    },
    /** The numbers of every record in the table. */
    async all(): Promise<RecordId[]> {
      const shelves = [
        `T#${tenant}#2026H1`,
        ...Object.keys(shipped).map((kind) => `T#${tenant}#STANDING#${kind}`),
      ];
      const found = await Promise.all(shelves.map((pk) => house.store.query({ index: "shelf", pk })));
      return found.flatMap(({ items }) =>
        items.flatMap(({ PK, SK }) => (SK === "RECORD" ? [PK.split("#").at(-1) as RecordId] : [])),
      );
    },
  };
}

export interface Said {
  readonly answers: Answers;
  readonly texts: Readonly<Record<string, string>>;
}

/** Everything a report can say of where it goes. */
export function reportBy(draw: Draw): Answers {
  const danger = draw(["no", "no", "no", "yes"]);
  return {
    danger,
    unit: draw(places),
    involved: draw(["no", "no", "no", "manager", "sas", "both"]),
    happened: "2026-03-09",
    ...(danger === "no" && {
      nature: draw(["deviation", "risk", "mistreatment", "unsure"]),
      law: draw(["sol", "lss", "hsl"]),
    }),
  };
}

/** A form of an act filled in, one way or another. */
export function fillIn(
  { tenant: _, ...world }: World,
  kindName: string,
  act: string,
  draw: Draw,
  others: readonly RecordId[],
): Said {
  const kind = shipped[kindName]?.kind;
  const answers: Record<string, Answer> = {};
  const texts: Record<string, string> = {};
  for (const { fields, when = [] } of kind?.acts[act]?.asks ?? []) {
    if (!when.every(({ field, is }) => answers[field] === is)) continue;
    for (const name of fields) {
      const field = kind?.form.fields[name];
      if (field?.type === "choice") answers[name] = field.many ? [draw(field.options)] : draw(field.options);
      if (field?.type === "person") answers[name] = draw(world.people).id;
      if (field?.type === "unit") answers[name] = draw(places);
      if (field?.type === "day") answers[name] = field.ahead ? "2026-04-15" : "2026-03-10";
      if (field?.type === "moment") answers[name] = "2026-03-09";
      if (field?.type === "text")
        texts[name] = name === "mergeWith" ? draw(others) : `${name} as it was written`;
    }
  }
  return { answers, texts };
}
