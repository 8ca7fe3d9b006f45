import { fc } from "@fast-check/vitest";
import type { Alike, Bond, Cell, Published, Suppressed } from "#domain/suppression";
import { fits, type Knows, type Possible, type Secret } from "./attacker.ts";

/** Small municipalities and what they publish in a year of six months, some of it late, wrong or twice. */
export interface Year {
  readonly units: number;
  readonly categories: number;
  readonly causes: number;
  /** Cases may be taken back after they were published. */
  readonly withdrawals: boolean;
  readonly cases: readonly Case[];
  readonly tables: readonly (readonly string[])[];
  readonly plan: readonly PeriodName[];
}

interface Case {
  readonly unit: number;
  readonly category: number;
  readonly causes: number;
  readonly month: number;
  readonly late: number;
  readonly withdrawn: number;
  readonly times: number;
}

const periods = {
  H1: [1, 2, 3],
  H2: [4, 5, 6],
  T1: [1, 2],
  T2: [3, 4],
  T3: [5, 6],
  year: [1, 2, 3, 4, 5, 6],
} as const satisfies Record<string, readonly number[]>;
type PeriodName = keyof typeof periods;

/** What goes out one after another. The same name twice is a new version. */
const plans: readonly (readonly PeriodName[])[] = [
  ["year"],
  ["H1", "H1"],
  ["H1", "H2", "year"],
  ["year", "H1"],
  ["T1", "T2", "T3", "year"],
  ["H1", "T1", "T2"],
  ["H1", "H1", "H2", "year"],
  ["T1", "H1", "T2", "T3"],
  ["H1", "year", "year"],
];

const cases = fc.record({
  unit: fc.nat(3),
  category: fc.nat(3),
  causes: fc.nat(6),
  month: fc.integer({ min: 1, max: 6 }),
  late: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2, 3),
  withdrawn: fc.constantFrom(9, 9, 9, 9, 9, 9, 1, 2, 3),
  times: fc.constantFrom(1, 1, 1, 2, 3, 5, 8),
});

const tables = fc.constantFrom(
  ["unit"],
  ["category"],
  ["cause"],
  ["unit", "month"],
  ["unit", "category"],
  ["unit", "nature"],
  ["category", "nature"],
  ["unit", "cause"],
  ["category", "cause"],
  ["category", "month"],
);

export const years: fc.Arbitrary<Year> = fc.record({
  units: fc.integer({ min: 2, max: 4 }),
  categories: fc.integer({ min: 2, max: 4 }),
  causes: fc.integer({ min: 2, max: 3 }),
  withdrawals: fc.boolean(),
  cases: fc.array(cases, { minLength: 1, maxLength: 25 }),
  tables: fc.uniqueArray(tables, { minLength: 1, maxLength: 4, selector: (table) => table.join() }),
  plan: fc.constantFrom(...plans),
});

/** As everyone knows: the first half of the categories are of one nature, the others of another. */
const natureOf = (year: Year, category: number) => `n${category * 2 < year.categories ? 1 : 2}`;
export const bonds: readonly Bond[] = [
  ["category", "nature"],
  ["month", "in"],
];

export const publicationsOf = (year: Year) =>
  year.plan.map((period, moment) => ({ name: `${moment}:${period}`, months: periods[period], moment }));

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, n) => n + from);

function valuesOf(year: Year, attribute: string, months: readonly number[]): readonly string[] {
  switch (attribute) {
    case "unit":
      return numbers(year.units).map((n) => `u${n}`);
    case "category":
      return numbers(year.categories).map((n) => `c${n}`);
    case "nature":
      return ["n1", "n2"];
    case "cause":
      return numbers(year.causes).map((n) => `x${n}`);
    default:
      return months.map((n) => `m${n}`);
  }
}

/** A bit for each cause that was ticked; at least one was. */
const causesOf = (year: Year, ticked: number) => {
  const bits = (ticked % (2 ** year.causes - 1)) + 1;
  return numbers(year.causes).flatMap((n) => (bits & (1 << n) ? [`x${n}`] : []));
};

/** Which publications count a case of a month that came, and went, when these went out. */
const memberOf = (year: Year, month: number, from: number, to: number) =>
  publicationsOf(year)
    .filter(({ months, moment }) => months.some((one) => one === month) && from <= moment && moment < to)
    .map(({ name }) => name);

const when = (year: Year, { late, withdrawn }: Case) =>
  [late, year.withdrawals && withdrawn > late ? withdrawn : 9] as const;

const counted = (year: Year) => [...new Set(year.tables.flat())];

function facts(year: Year, of: Pick<Case, "unit" | "category" | "causes" | "month">): Possible["values"] {
  const all = {
    unit: [`u${of.unit % year.units}`],
    category: [`c${of.category % year.categories}`],
    nature: [natureOf(year, of.category % year.categories)],
    cause: causesOf(year, of.causes),
    month: [`m${of.month}`],
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => counted(year).includes(name)));
}

/** What is alike, as it is known when so many publications have gone out; and what may be, though it is not. */
export function alikes(year: Year, publications: readonly string[]): readonly Alike[] {
  const among = (names: readonly string[]) => names.filter((name) => publications.includes(name));
  const found = year.cases.map((one) => ({
    values: facts(year, one),
    in: among(memberOf(year, one.month, ...when(year, one))),
    count: one.times,
  }));
  const months = numbers(6, 1).flatMap((month) =>
    stays(year).map((stay) => ({
      values: { month: [`m${month}`] },
      in: among(memberOf(year, month, ...stay)),
      count: 0,
    })),
  );
  const categories = numbers(year.categories).map((n) => ({
    values: { category: [`c${n}`], nature: [natureOf(year, n)] },
    in: [],
    count: 0,
  }));
  return [...found, ...months, ...categories];
}

/** From which publication to which a case may be known of. */
const stays = (year: Year): (readonly [number, number])[] =>
  numbers(4).flatMap((from) => (year.withdrawals ? [1, 2, 3, 9] : [9]).map((to) => [from, to] as const));

/** Every case there might be. */
function possible(year: Year): readonly Possible[] {
  const found = new Map<string, Possible>();
  for (const unit of numbers(year.units))
    for (const category of numbers(year.categories))
      for (const causes of numbers(2 ** year.causes - 1))
        for (const month of numbers(6, 1))
          for (const stay of stays(year)) {
            const one = {
              values: facts(year, { unit, category, causes, month }),
              in: memberOf(year, month, ...stay),
            };
            if (one.in.length > 0) found.set(JSON.stringify(one), one);
          }
  return [...found.values()];
}

/** The cells of a table with its margins and total, each once. */
function wheres(year: Year, months: readonly number[], tables = year.tables): readonly Cell["where"][] {
  const found = new Map<string, Cell["where"]>([["{}", {}]]);
  for (const table of tables) {
    let rows: Cell["where"][] = [{}];
    for (const name of table)
      rows = rows.flatMap((row) => [
        row,
        ...valuesOf(year, name, months).map((value) => ({ ...row, [name]: value })),
      ]);
    for (const row of rows) found.set(JSON.stringify(Object.entries(row).sort()), row);
  }
  return [...found.values()];
}

export type Suppress = (
  cells: readonly Cell[],
  records: readonly Alike[],
  earlier: readonly Published[],
  bonds: readonly Bond[],
) => Suppressed;

interface Told {
  readonly published: readonly Published[];
  readonly unproven: Suppressed["unproven"];
}

/** Publishes the whole year, one publication after the other, each time hiding what `suppress` says. */
export function publish(year: Year, suppress: Suppress): Told {
  const published: Published[] = [];
  const unproven: Suppressed["unproven"][number][] = [];
  const out: string[] = [];
  for (const { name, months } of publicationsOf(year)) {
    out.push(name);
    const records = alikes(year, out);
    const cells = wheres(year, months).map((where) => ({
      publication: name,
      where,
      value: records
        .filter((one) => one.in.includes(name) && fits(one, where))
        .reduce((sum, { count }) => sum + count, 0),
      ...(Object.keys(where).length === 0 && { always: true as const }),
    }));
    const told = suppress(cells, records, published, bonds);
    unproven.push(...told.unproven);
    published.push(...cells.map((cell) => ({ ...cell, shown: !told.hidden.has(cell) })));
  }
  return { published, unproven };
}

export const knowledge = (year: Year, published: readonly Published[]): Knows => ({
  possible: possible(year),
  published,
});

const few = ({ value }: { value: number }) => value >= 1 && value <= 4;

/** The numbers of one to four that nobody may know: hidden cells, and what differs between two publications. */
export function secrets(year: Year, published: readonly Published[]): readonly Secret[] {
  const names = publicationsOf(year).map(({ name }) => name);
  const records = alikes(year, names);
  const keyed = new Map<string, Cell["where"]>();
  const told = new Map<string, string[]>();
  for (const { where, publication, always } of published) {
    if (always) continue;
    const key = JSON.stringify(Object.entries(where).sort());
    keyed.set(key, where);
    told.set(key, [...(told.get(key) ?? []), publication]);
  }
  const secret = (where: Cell["where"], of: string, isIn: (one: readonly string[]) => boolean): Secret => {
    const counts = (one: Possible) => isIn(one.in) && fits(one, where);
    const value = records.filter(counts).reduce((sum, { count }) => sum + count, 0);
    return { what: `${JSON.stringify(where)} ${of}`, counts, value };
  };
  const hidden = published
    .filter((cell) => !cell.shown && few(cell))
    .map(({ where, publication }) => secret(where, publication, (one) => one.includes(publication)));
  const differing = [...keyed].flatMap(([key, where]) => {
    const all = told.get(key) ?? [];
    return all.flatMap((one) => {
      const others = all.filter((other) => other !== one);
      const pairs = others.flatMap((other) => [
        secret(where, `${one} less ${other}`, (of) => of.includes(one) && !of.includes(other)),
        secret(where, `${one} and ${other}`, (of) => of.includes(one) && of.includes(other)),
      ]);
      const rest = secret(
        where,
        `${one} less all`,
        (of) => of.includes(one) && !others.some((other) => of.includes(other)),
      );
      return others.length > 0 ? [...pairs, rest] : [];
    });
  });
  return [...hidden, ...differing.filter(few)];
}
