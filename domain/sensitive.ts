import { type Published, type Spot, spotsOf, type Tally } from "./tally.ts";
import type { Target } from "./trades.ts";

/** A number of one to four, or that would tell one: it is hidden, and must not be worked out. */
export interface Sensitive extends Target {
  readonly of: readonly string[];
  /** Asked about in what was published before, and in nothing new. */
  readonly old: boolean;
  /** The cell, when it is the number of one. */
  readonly cell?: number;
}

/** Every number that nobody may work out, of what is new and of what was published before. */
export function sensitiveIn(all: Tally, before: readonly Published[]): readonly Sensitive[] {
  const sums = summed(all);
  return [...ownNumbers(all, before), ...differences(all, sums), ...changedNumbers(all, before, sums)];
}

const few = (value: number) => value >= 1 && value <= 4;

/** By spot and membership: how many records. */
type Sums = readonly Float64Array[];

function summed(all: Tally): Sums {
  const last = all.lists.length - 1;
  const sums = all.spots.map(() => new Float64Array(all.lists[last]?.length ?? 0));
  for (const [index, record] of all.records.entries())
    for (const spot of spotsOf(all, record, all.grids)) {
      const sum = sums[spot];
      const among = record[last] ?? -1;
      if (sum) sum[among] = (sum[among] ?? 0) + (all.counts[index] ?? 0);
    }
  return sums;
}

const memberships = (all: Tally) => all.lists.at(-1) ?? [];
const regionOf = (all: Tally, publication: number) =>
  memberships(all).map((list) => list.includes(publication));
const sumOver = (sum: Float64Array | undefined, region: readonly boolean[]) =>
  region.reduce((total, counted, n) => total + (counted ? (sum?.[n] ?? 0) : 0), 0);

/** The small numbers of the tables themselves: the new ones, and those that were hidden before. */
function ownNumbers(all: Tally, before: readonly Published[]): readonly Sensitive[] {
  return all.spots.flatMap(({ cells }, spot) =>
    cells.flatMap((index) => {
      const cell = all.cells[index];
      const old = index >= all.fresh;
      const shown = cell?.always || (old && before[index - all.fresh]?.shown);
      if (!cell || shown || !few(cell.value)) return [];
      const region = regionOf(all, all.publicationOf[index] ?? -1);
      return [{ spot, region, of: [cell.publication], old, cell: index }];
    }),
  );
}

const isAlways = (all: Tally, { cells }: Spot) => cells.some((cell) => all.cells[cell]?.always);
const publicationsOf = (all: Tally, { cells }: Spot) =>
  [...new Set(cells.map((cell) => all.publicationOf[cell] ?? -1))].sort((a, b) => a - b);

/** The small numbers that come of laying publications beside each other that count the same. */
function differences(all: Tally, sums: Sums): readonly Sensitive[] {
  const known = new Map<string, readonly Omit<Sensitive, "spot">[]>();
  const fresh = new Set(all.publicationOf.slice(0, all.fresh));
  return all.spots.flatMap((place, spot) => {
    if (isAlways(all, place)) return [];
    const told = publicationsOf(all, place);
    const regions = known.get(told.join()) ?? regionsOf(all, told, fresh);
    known.set(told.join(), regions);
    return regions
      .filter(({ region }) => few(sumOver(sums[spot], region)))
      .map((region) => ({ ...region, spot }));
  });
}

/** What can be cut out of these publications: one less up to three others or less them all, and two in common. */
function regionsOf(
  all: Tally,
  told: readonly number[],
  fresh: ReadonlySet<number>,
): readonly Omit<Sensitive, "spot">[] {
  const found = new Map<string, Omit<Sensitive, "spot">>();
  const whole = new Set(told.map((one) => regionOf(all, one).join()));
  const add = (region: readonly boolean[], of: readonly string[], among: readonly number[]) => {
    const key = region.join();
    // One publication as a whole is a cell of its own.
    if (whole.has(key) || found.has(key) || !region.includes(true)) return;
    found.set(key, { region, of, old: !among.some((one) => fresh.has(one)) });
  };
  for (const one of told) {
    const others = meeting(all, one, told);
    for (const less of [...subsets(others, others.length > 12 ? 2 : 3), others]) {
      const region = memberships(all).map(
        (list) => list.includes(one) && !less.some((other) => list.includes(other)),
      );
      add(region, [name(all, one), ...less.map((other) => `less ${name(all, other)}`)], [one, ...less]);
    }
    for (const other of others) {
      const region = memberships(all).map((list) => list.includes(one) && list.includes(other));
      add(region, [name(all, one), `and ${name(all, other)}`], [one, other]);
    }
  }
  return [...found.values()];
}

/** The others that count some of what this one counts; one of those that count the same of it. */
function meeting(all: Tally, one: number, told: readonly number[]): readonly number[] {
  const shares = new Map<string, number>();
  for (const other of told) {
    const shared = memberships(all).map((list) => list.includes(one) && list.includes(other));
    if (other !== one && shared.includes(true) && !shares.has(shared.join()))
      shares.set(shared.join(), other);
  }
  return [...shares.values()];
}

/** All choices of one to so many. */
function subsets(of: readonly number[], most: number): readonly (readonly number[])[] {
  if (most === 0) return [];
  return of.flatMap((one, n) => [
    [one],
    ...subsets(of.slice(n + 1), most - 1).map((others) => [one, ...others]),
  ]);
}

/**
 * New numbers that differ by a few from what was shown for the same period, in one publication or in several
 * that make it up. Cases change between two versions, so the records of today do not explain every difference.
 */
function changedNumbers(all: Tally, before: readonly Published[], sums: Sums): readonly Sensitive[] {
  const sized = sizes(all);
  const known = new Map<string, readonly Sum[]>();
  return all.spots.flatMap((place, spot) => {
    if (isAlways(all, place)) return [];
    const told = publicationsOf(all, place).join();
    return place.cells.flatMap((index) => {
      if (index >= all.fresh) return [];
      const one = all.publicationOf[index] ?? -1;
      const plans =
        known.get(`${one}:${told}`) ?? sumsWith(all, one, publicationsOf(all, place), sized, before);
      known.set(`${one}:${told}`, plans);
      const value = (publication: number) => shownIn(all, before, place, publication, index);
      const changes = plans.some((plan) => tells(all, plan, value, sums[spot]));
      const region = regionOf(all, one);
      return changes ? [{ spot, region, of: [name(all, one)], old: false, only: one, cell: index }] : [];
    });
  });
}

const name = (all: Tally, publication: number) => all.publications[publication] ?? "";

/** One publication that should count what others count together. */
interface Sum {
  readonly whole: number;
  readonly parts: readonly number[];
}

/** The sums in which a publication stands with earlier ones: it is the whole, or one of the parts. */
function sumsWith(
  all: Tally,
  one: number,
  told: readonly number[],
  common: readonly (readonly number[])[],
  before: readonly Published[],
): readonly Sum[] {
  const names = new Set(before.map(({ publication }) => publication));
  const others = told.filter((other) => other !== one && names.has(name(all, other)));
  // Most of it, not all: a case may have been withdrawn.
  const within = (part: number, whole: number) =>
    2 * (common[part]?.[whole] ?? 0) > (common[part]?.[part] ?? 0);
  const apart = (parts: readonly number[]) =>
    parts.every((part, n) => parts.slice(n + 1).every((other) => common[part]?.[other] === 0));
  const wholes = [one, ...others.filter((other) => within(one, other))];
  return wholes.flatMap((whole) => {
    const inside = others.filter((other) => other !== whole && within(other, whole));
    const rest = whole === one ? subsets(inside, 4) : [[], ...subsets(inside, 3)];
    return rest
      .map((some) => (whole === one ? some : [one, ...some]))
      .filter(apart)
      .map((parts) => ({ whole, parts }));
  });
}

/** By two publications: how many records both count. */
function sizes(all: Tally): readonly (readonly number[])[] {
  const counts = memberships(all).map(() => 0);
  for (const [index, record] of all.records.entries())
    counts[record.at(-1) ?? -1] = (counts[record.at(-1) ?? -1] ?? 0) + (all.counts[index] ?? 0);
  return all.publications.map((_one, one) =>
    all.publications.map((_other, other) =>
      memberships(all).reduce(
        (sum, list, n) => sum + (list.includes(one) && list.includes(other) ? (counts[n] ?? 0) : 0),
        0,
      ),
    ),
  );
}

/** The number of a publication at a spot, when it is shown or is the new one itself. */
function shownIn(
  all: Tally,
  before: readonly Published[],
  { cells }: Spot,
  publication: number,
  own: number,
): number | undefined {
  const cell = cells.find(
    (index) =>
      all.publicationOf[index] === publication && (index === own || before[index - all.fresh]?.shown),
  );
  return cell === undefined ? undefined : all.cells[cell]?.value;
}

/** Does a sum leave a few over, or want a few, that the records do not explain? */
function tells(
  all: Tally,
  { whole, parts }: Sum,
  value: (publication: number) => number | undefined,
  sum: Float64Array | undefined,
): boolean {
  const numbers = [whole, ...parts].map((one) => value(one));
  if (numbers.includes(undefined)) return false;
  const [most = 0, ...others] = numbers.map((number) => number ?? 0);
  if (!few(Math.abs(others.reduce((left, other) => left - other, most)))) return false;
  const asCounted = [whole, ...parts].every((one) => value(one) === sumOver(sum, regionOf(all, one)));
  const outside = memberships(all).map(
    (list) => !list.includes(whole) && parts.some((part) => list.includes(part)),
  );
  return !(asCounted && sumOver(sum, outside) === 0);
}
