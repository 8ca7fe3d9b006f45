import { plusDays } from "#domain/calendar";
import { categoryCodes, causeCodes } from "#domain/kinds/codes";
import { municipalitySchema } from "#domain/municipality-schema";
import type { Answer, LocalDate, UnitId } from "#domain/record";
import type { CompileAsk, ReadShelf } from "#functions/compile";
import { type Item, shelfOf } from "#functions/storage/store";
import { figuresOf } from "#tests/domain/wanted";

/** A city of sixty units and what was reported in it, made up page by page: the same each time. */

const departments = ["aldre", "funktionsstod", "individ-familj", "halso-sjukvard"];
const units = Array.from({ length: 56 }, (_, n) => ({ id: `enhet-${n + 1}`, parent: departments[n % 4] }));

export const city = municipalitySchema.parse({
  tenant: "storstad",
  name: "Storstad",
  board: "Socialnämnden",
  levels: { department: "Avdelning", unit: "Enhet" },
  units: [
    ...departments.map((id) => ({
      id,
      name: id,
      parent: id === departments[0] ? undefined : departments[0],
    })),
    ...units.map((unit) => ({ ...unit, name: unit.id })),
  ],
  roles: ["unitManager", "sas", "director", "committeeSecretary"],
  deciders: { degree: "sas", ivo: "sas" },
  kinds: ["deviation", "action", "compilation"],
  compilations: [],
  volumes: units.map(({ id }, n) => ({ unit: id, employees: 8 + ((n * 7) % 60), interventions: 40 + n * 9 })),
  thresholds: { medium: 4, high: 8, veryHigh: 12 },
  processes: [],
  helpRoutines: [],
});

/** As it is published, some of it hidden; or with nothing hidden. */
export type Way = "published" | "open";

/** The half-year to the committee. */
export const asked = (way: Way): CompileAsk => ({
  municipality: city,
  unit: departments[0] as UnitId,
  period: { from: "2026-01-01" as LocalDate, to: "2026-06-30" as LocalDate },
  until: "2026-07-14" as LocalDate,
  figures: figuresOf("halfYear", way === "open"),
  where: {},
  earlier: [],
});

/** Which part of it all lies on each shelf, and its first and last day. */
const shelves = [
  { of: "2024H2", part: 0.14, from: "2024-07-01", days: 184 },
  { of: "2025H1", part: 0.18, from: "2025-01-01", days: 181 },
  { of: "2025H2", part: 0.2, from: "2025-07-01", days: 184 },
  { of: "2026H1", part: 0.28, from: "2026-01-01", days: 181 },
  { of: "2026H2", part: 0.02, from: "2026-07-01", days: 14 },
  { of: "action", part: 0.18, from: "2024-07-01", days: 740 },
] as const;

type Chance = () => number;

/** Mulberry: numbers from 0 to 1 that are the same for the same seed. */
function chanceOf(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The first often, the last seldom: one in four of the first fifth of the list is what four in five have. */
const skewed = <T>(chance: Chance, of: readonly T[]) => of[Math.floor(of.length * chance() ** 3)] as T;
const oneOf = <T>(chance: Chance, of: readonly T[]) => of[Math.floor(of.length * chance())] as T;

const categories = [
  "care",
  "health",
  "documentation",
  "legal",
  "conduct",
  "cooperation",
  "placement",
  "abuse",
];
const laws = { care: "sol", health: "hsl", placement: "sol", cooperation: "hsl" } as Record<string, string>;

/** What somebody reported, and what has come of it. */
function deviation(chance: Chance, reportedOn: LocalDate): Record<string, Answer> {
  const category = skewed(chance, categories);
  const lexSarah = chance() < 0.03;
  const isAssessed = chance() < 0.85;
  const isOver = isAssessed && chance() < 0.8;
  const later = (most: number) => plusDays(reportedOn, Math.floor(most * chance() ** 3));
  const probability = oneOf(chance, ["1", "2", "2", "3", "3", "4"]);
  return {
    kind: "deviation",
    state: chance() < 0.02 ? "mistaken" : isOver ? "closed" : isAssessed ? "action" : "received",
    nature: lexSarah ? "mistreatment" : skewed(chance, ["deviation", "deviation", "risk", "unsure"]),
    occurredOn: chance() < 0.9 ? plusDays(reportedOn, -Math.floor(30 * chance() ** 4)) : reportedOn,
    danger: "no",
    concerns: skewed(chance, ["recipient", "group", "unsure"]),
    law: chance() < 0.8 ? (laws[category] ?? "sol") : "lss",
    category,
    consequence: skewed(chance, ["none", "unease", "mild", "serious"]),
    measures: ["informed", skewed(chance, ["contacted", "secured", "other"])],
    lexSarah: lexSarah ? "yes" : "no",
    ...(isAssessed && {
      assessOn: later(40),
      code: skewed(chance, categoryCodes),
      cause:
        chance() < 0.3
          ? [skewed(chance, causeCodes), oneOf(chance, causeCodes)]
          : [skewed(chance, causeCodes)],
      probability,
      severity: chance() < 0.6 ? probability : oneOf(chance, ["1", "2", "3", "4"]),
    }),
    ...(isOver ? { closeOn: later(160) } : { due: later(90) }),
    ...(lexSarah && {
      lexAssessOn: later(6),
      ...(isOver && {
        degree: skewed(chance, ["none", "mistreatment", "serious"]),
        decideOn: later(120),
        notice: "no",
      }),
    }),
  };
}

function action(chance: Chance, reportedOn: LocalDate): Record<string, Answer> {
  const state = oneOf(chance, ["planned", "done", "followed", "followed", "noEffect", "cancelled"]);
  const isFollowed = state === "followed" || state === "noEffect";
  return {
    kind: "action",
    state,
    nature: "direct",
    source: skewed(chance, ["deviation", "lexSarah", "complaint", "meeting"]),
    actionType: skewed(chance, ["routine", "information", "training", "direct", "staffing"]),
    strength: skewed(chance, ["weak", "medium", "strong"]),
    level: "unit",
    due: plusDays(reportedOn, 60),
    followed: isFollowed ? "yes" : "no",
    ...(isFollowed && { effect: state === "noEffect" ? "no" : oneOf(chance, ["yes", "yes", "partly"]) }),
  };
}

/** As much as DynamoDB gives at once: a megabyte of facts. */
const page = 1000;

const keyOf = (of: string) =>
  of === "action" ? shelfOf.standing(city.tenant, of) : shelfOf.halfYear(city.tenant, of);

/** The shelves of a city with so many records in all: no more of them in memory than a page. */
export function shelvesOf(total: number): ReadShelf {
  return async (pk, from = "0") => {
    const shelf = shelves.findIndex(({ of }) => keyOf(of) === pk);
    const { of = "", part = 0, from: first = "", days = 0 } = shelves[shelf] ?? {};
    const count = Math.round(total * part);
    const begin = Number(from);
    const chance = chanceOf(shelf * 1_000_003 + begin);
    const items = Array.from({ length: Math.min(page, count - begin) }, (_, n): Item => {
      const reportedOn = plusDays(first as LocalDate, Math.floor(((begin + n) / count) * days));
      const told = of === "action" ? action(chance, reportedOn) : deviation(chance, reportedOn);
      const more = { unit: skewed(chance, units).id, reportedOn, desk: "unitManager", guarded: "no" };
      const id = `${shelf}${String(begin + n).padStart(7, "0")}`;
      return {
        PK: `T#${city.tenant}#R#${id.slice(0, 4)}-${id.slice(4)}`,
        SK: "RECORD",
        facts: { ...told, ...more },
        shelfPK: pk,
        shelfSK: `${reportedOn}T10:00:00.000Z#${id}`,
      };
    });
    const next = begin + page;
    return { items, ...(next < count && { next: `${next}` }) };
  };
}

/** The same, one after the other. */
export async function* itemsOf(total: number): AsyncGenerator<Item> {
  const read = shelvesOf(total);
  for (const { of } of shelves)
    for (let page = await read(keyOf(of)); ; page = await read(keyOf(of), page.next)) {
      yield* page.items;
      if (page.next === undefined) break;
    }
}
