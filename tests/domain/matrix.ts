import { type Around, actsFor } from "#domain/access";
import type { Kind } from "#domain/kind";
import { roleCodes } from "#domain/municipality-codes";
import type { Person, Role } from "#domain/person";
import type { Scene } from "#domain/place";
import type { Answers, Entry, Event, LocalDate, PersonId, TenantId, UnitId } from "#domain/record";
import type { Asker, Matter, Town } from "./matter.ts";
import { allows } from "./oracle.ts";

/** What the access matrix is multiplied of: people, cases, and what the one can be to the other. */

const tenant = "t" as TenantId;
const day = "2026-03-10" as LocalDate;
const above: Readonly<Record<string, string | undefined>> = { a: "top", a1: "a", b: "top" };
const units = ["top", "a", "a1", "b"] as UnitId[];
const pathOf = (unit: UnitId): UnitId[] => {
  const parent = above[unit] as UnitId | undefined;
  return parent ? [unit, ...pathOf(parent)] : [unit];
};
export const here = "a" as UnitId;
const chain = ["unitManager", "sas", "director"];

export const held = (role: Role["role"], unit: string, more: Partial<Role> = {}): Role => ({
  role,
  unit: unit as UnitId,
  from: "2020-01-01" as LocalDate,
  ...more,
});
export const person = (id: string, roles: readonly Role[] = [], more: Partial<Person> = {}): Person => ({
  tenant,
  id: id as PersonId,
  rev: 1,
  name: id,
  roles,
  contacts: {},
  ...more,
});

/** Somebody sits at every desk, so that none falls to another; the SAS has a deputy. */
export const cast = [
  ...roleCodes.map((role) => person(`the ${role}`, [held(role, "a")])),
  person("the deputy", [held("sas", "a", { deputyFor: "the sas" as PersonId })]),
];

/** What a role can be to the case's unit: there, above, below, beside, over, to come, or for another. */
export const placed = {
  own: (role: Role["role"]) => held(role, "a"),
  above: (role: Role["role"]) => held(role, "top"),
  below: (role: Role["role"]) => held(role, "a1"),
  beside: (role: Role["role"]) => held(role, "b"),
  ended: (role: Role["role"]) => held(role, "a", { to: "2026-03-09" as LocalDate }),
  coming: (role: Role["role"]) => held(role, "a", { from: "2026-03-11" as LocalDate }),
  deputy: (role: Role["role"]) => held(role, "a", { deputyFor: "another" as PersonId }),
} as const;
export type Place = keyof typeof placed;
export const holding = (places: readonly Place[]) =>
  roleCodes.flatMap((role) =>
    places.map((place) => ({ who: `${role} ${place}`, roles: [placed[place](role)] })),
  );
export const nobody = { who: "nobody", roles: [] as Role[] };

export const townOf = (ivo: Role["role"], people: readonly Person[] = cast): Town => ({
  day,
  people,
  pathOf,
  units,
  chainOf: () => chain,
  deciders: { degree: "sas", ivo },
});
export const sceneOf = (kind: Kind, ivo: Role["role"], people: readonly Person[] = cast): Scene => ({
  tenant,
  kind,
  people,
  pathOf,
  chainOf: () => chain,
  rules: {
    deciders: { degree: "sas", ivo },
    thresholds: { medium: 4, high: 8, veryHigh: 12, hsl: 4 },
    days: { assessed: 5, investigated: 10, idle: 30, acknowledged: 2, answered: 10, riskReviewed: 365 },
    adopters: {
      ...{ policy: "committeeSecretary", guideline: "director", routine: "director" },
      ...{ local: "unitManager", minor: "director" },
    },
    compilations: [],
  },
  now: `${day}T11:00:00.000Z` as Scene["now"],
});

export const event = (act: string, by: string): Event => ({
  at: `${day}T10:00:00.000Z` as Event["at"],
  by: by as PersonId,
  act,
  from: "",
  to: "",
  body: "",
  prev: "",
  hash: "",
});
export const blank: Entry = {
  tenant,
  kind: "deviation",
  id: "K7QF-3M2X" as Entry["id"],
  nonce: "n",
  state: "received",
  version: 1,
  rev: 1,
  unit: here,
  desk: { role: "unitManager", unit: here },
  by: "somebody" as PersonId,
  urgent: false,
  reportedAt: `${day}T10:00:00.000Z` as Entry["reportedAt"],
  law: [],
  answers: {},
  sealed: {},
  facts: {},
  restricted: false,
  hiddenFrom: [],
  hides: [],
  // What others are to the case is nothing to whoever asks.
  team: [
    { person: "another" as PersonId, part: "investigator" },
    { person: "another" as PersonId, part: "helper" },
  ],
  barred: ["another" as PersonId],
  alerted: [],
  lifted: [],
  links: [],
  parts: [],
  deadlines: [],
  history: [event("receive", "somebody")],
  errands: [],
  cards: [],
};
const headings = ["event", "noticed", "when", "causes", "before", "again", "measures", "other"];
export const journal = headings.map((heading) => ({
  id: heading,
  act: "write",
  by: "somebody" as PersonId,
  at: blank.reportedAt,
  answers: { heading },
  body: "",
}));

/** How secret a case can be, with a desk that it is not hidden from, and what it has come to. */
const manager = { role: "unitManager" };
const sasSavingDeputies = { role: "sas", savingDeputies: true } as const;
export const secrecies: readonly {
  name: string;
  desks: readonly string[];
  entry: Partial<Entry>;
  answers: Answers;
}[] = [
  {
    name: "open",
    desks: ["unitManager", "sas", "director"],
    entry: { restricted: false },
    answers: { law: "hsl", mariaNotice: "yes" },
  },
  {
    name: "restricted",
    desks: ["sas", "director", "mas"],
    entry: { restricted: true },
    answers: { track: "lexSarah", notice: "yes" },
  },
  {
    name: "hidden from managers",
    desks: ["sas", "director", "workingCommittee"],
    entry: { restricted: true, hides: [manager], hiddenFrom: ["another" as PersonId] },
    answers: { track: "lexSarah", hidden: "another" },
  },
  {
    name: "hidden from the SAS",
    desks: ["director", "unitManager", "departmentManager"],
    entry: { restricted: true, hides: [sasSavingDeputies] },
    answers: { track: "lexSarah", notice: "yes", noticeSentOn: "2026-03-09", degree: "none" },
  },
  {
    name: "hidden from both",
    desks: ["director", "departmentManager", "workingCommittee"],
    entry: { restricted: true, hides: [manager, sasSavingDeputies] },
    answers: { law: "hsl" },
  },
];
export const p = "p" as PersonId;
const parts = [undefined, "investigator", "helper"] as const;
export const yesNo = [false, true] as const;

/** What somebody can be to the case beside their role. */
export const ties = yesNo.flatMap((reporter) =>
  parts.flatMap((part) =>
    yesNo.flatMap((hidden) =>
      yesNo.map((barred) => ({
        name: [reporter && "reporter", part, hidden && "hidden", barred && "barred"]
          .filter(Boolean)
          .join(" "),
        barred,
        entry: (base: Entry): Entry => ({
          ...base,
          ...(reporter && { by: p }),
          ...(part && { team: [...base.team, { person: p, part }] }),
          ...(hidden && { hiddenFrom: [...base.hiddenFrom, p], restricted: true }),
          ...(barred && { barred: [...base.barred, p] }),
        }),
      })),
    ),
  ),
);

/** Draws that are the same each time. */
export function draws(seed: number) {
  let at = seed;
  return <T>(from: readonly T[]): T => {
    at = (at * 1103515245 + 12345) % 2147483648;
    return from[Math.floor((at / 2147483648) * from.length)] as T;
  };
}

/** Where the house and the policies differ: so many cells a sort, and the first of them. */
export function differences() {
  const found = new Map<string, { count: number; first: string }>();
  return {
    add(sort: string, where: string) {
      const known = found.get(sort);
      found.set(sort, { count: (known?.count ?? 0) + 1, first: known?.first ?? where });
    },
    all: () => [...found].map(([sort, { count, first }]) => `${sort}: ${count} cells, first ${first}`),
  };
}

/** The acts of a kind that the policies allow and the house does not, or the other way. */
export function compareActs(
  kind: Kind,
  who: Person,
  entry: Entry,
  around: Around,
  scene: Scene,
  asker: Asker,
  matter: Matter,
  wrong: ReturnType<typeof differences>,
  where: () => string,
): number {
  const may = actsFor(kind, who, entry, around, scene.rules);
  const acts = Object.keys(kind.acts);
  for (const act of acts) {
    const allowed = allows(asker, act, matter);
    if (allowed !== may.includes(act))
      wrong.add(`${act} ${allowed ? "should be" : "should not be"} allowed`, where());
  }
  return acts.length;
}
