/** Records and the cells that count them, as numbers that are quick to compare. */

/**
 * Records alike in everything that is counted. A case that was changed between two publications is best given
 * twice: as it was, in the first, and as it is, in the second.
 */
export interface Alike {
  /** By attribute; several values where many may be chosen, none where nothing was. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** The publications that count them. */
  readonly in: readonly string[];
  /** None: there is no such record, but there may be. */
  readonly count: number;
}

/** Attribute to value: a record fits when its values of the attribute include it. */
export type Where = Readonly<Record<string, string>>;

/** How many records of a publication have all these values. */
export interface Cell {
  readonly publication: string;
  readonly where: Where;
  readonly value: number;
  /** Shown whatever it is. */
  readonly always?: true;
}

/** What was published before and cannot be taken back. */
export interface Published extends Cell {
  readonly shown: boolean;
}

/** In a bond: the publications that count the record. */
export const membership = "in";

/**
 * Attributes whose values hang together, as anyone knows: a category with its law, a month with the publications
 * that count it (`membership`). No twin breaks a bond: together they only take values that some `Alike` has, one
 * with no records too. A bond that is forgotten is a leak: a twin that cannot be protects nothing.
 */
export type Bond = readonly string[];

/** A record: for each attribute the number of its list of values; membership comes last. */
export type Coded = readonly number[];

/** What may change in one step: one attribute, or all of a bond, and what it may become. */
export interface Part {
  readonly attributes: readonly number[];
  readonly options: readonly Coded[];
}

/** Cells of several publications that count the same. */
export interface Spot {
  readonly where: Where;
  readonly needs: readonly { readonly attribute: number; readonly value: number }[];
  readonly cells: readonly number[];
}

export interface Tally {
  readonly cells: readonly Cell[];
  /** By cell: the number of its publication, and of its spot. */
  readonly publicationOf: readonly number[];
  readonly spotOf: readonly number[];
  /** So many of the cells are new; they come first. */
  readonly fresh: number;
  readonly publications: readonly string[];
  /** By attribute and number of list: the values in it. Of membership: the publications. */
  readonly lists: readonly (readonly (readonly number[])[])[];
  readonly records: readonly Coded[];
  readonly counts: readonly number[];
  readonly parts: readonly Part[];
  readonly holds: (record: Coded, part: Part) => boolean;
  readonly spots: readonly Spot[];
  readonly grids: readonly Grid[];
}

/** All spots that look at the same attributes, by the values they ask for. */
interface Grid {
  readonly attributes: readonly number[];
  readonly sizes: readonly number[];
  readonly spots: Map<number, number>;
}

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();
const numbered = (names: readonly string[]) => new Map(names.map((name, index) => [name, index]));

/** The records and cells as numbers. What no cell asks about is left out, and the order of the records with it. */
export function tally(
  cells: readonly Cell[],
  earlier: readonly Cell[],
  records: readonly Alike[],
  bonds: readonly Bond[],
): Tally {
  const all = [...cells, ...earlier];
  const names = sorted(all.flatMap(({ where }) => Object.keys(where)));
  const attributes = [...names, membership];
  const publications = sorted(all.map(({ publication }) => publication));
  const asked = names.map((name) => sorted(all.flatMap(({ where }) => where[name] ?? [])));
  const values = [...asked, publications].map(numbered);
  const listed = (alike: Alike, attribute: number) => listOf(alike, attributes, values, attribute);

  const keys = attributes.map((_, attribute) => {
    const had = records.flatMap((alike) => listed(alike, attribute) ?? []);
    // Whatever a table has a line for may be.
    return sorted([...had, ...(asked[attribute] ?? []).map((_value, value) => `${value}`)]);
  });
  const lists = keys.map((list) => list.map((key) => (key ? key.split(",").map(Number) : [])));
  const ids = keys.map(numbered);
  const id = (alike: Alike, attribute: number) => ids[attribute]?.get(listed(alike, attribute) ?? "") ?? -1;

  const groups = bonds
    .map((bond) => attributes.flatMap((name, index) => (bond.includes(name) ? [index] : [])))
    .filter((bond) => bond.length > 1)
    .map((bond) => {
      const whole = records.filter((alike) => bond.every((index) => listed(alike, index) !== undefined));
      const seen = sorted(whole.map((alike) => bond.map((index) => id(alike, index)).join()));
      return {
        attributes: bond,
        seen: new Set(seen),
        options: seen.map((key) => key.split(",").map(Number)),
      };
    });
  const singles = lists.map((list, index) => ({ attributes: [index], options: list.map((_, n) => [n]) }));

  const counts = new Map<string, number>();
  for (const alike of records) {
    const key = attributes.map((_, index) => id(alike, index)).join();
    // Who is counted nowhere is not known of.
    if (alike.count > 0 && listed(alike, names.length)) counts.set(key, (counts.get(key) ?? 0) + alike.count);
  }
  const found = sorted(counts.keys());
  const { spots, grids } = placed(all, names, values);
  return {
    cells: all,
    publicationOf: all.map(({ publication }) => publications.indexOf(publication)),
    spotOf: spots.reduce<number[]>((of, spot, index) => {
      for (const cell of spot.cells) of[cell] = index;
      return of;
    }, []),
    fresh: cells.length,
    publications,
    lists,
    records: found.map((key) => key.split(",").map(Number)),
    counts: found.map((key) => counts.get(key) ?? 0),
    parts: [...singles, ...groups],
    holds: (record, part) =>
      groups.every(
        (bond) =>
          !bond.attributes.some((index) => part.attributes.includes(index)) ||
          bond.seen.has(bond.attributes.map((index) => record[index]).join()),
      ),
    spots,
    grids,
  };
}

/** The values of a record that some cell asks for, as a key. Nothing when an example leaves the attribute open. */
function listOf(
  { values, in: among, count }: Alike,
  attributes: readonly string[],
  known: readonly ReadonlyMap<string, number>[],
  attribute: number,
): string | undefined {
  const last = attribute === attributes.length - 1;
  const given = last ? among : values[attributes[attribute] ?? ""];
  if (!given && count === 0) return undefined;
  const ids = new Set((given ?? []).flatMap((value) => known[attribute]?.get(value) ?? []));
  if (last && ids.size === 0) return undefined;
  return [...ids].sort((a, b) => a - b).join();
}

/** The cells by what they count. */
function placed(
  cells: readonly Cell[],
  names: readonly string[],
  values: readonly ReadonlyMap<string, number>[],
): { spots: readonly Spot[]; grids: readonly Grid[] } {
  const spots = new Map<string, { where: Where; needs: Spot["needs"]; cells: number[] }>();
  const grids = new Map<string, Grid>();
  for (const [index, { where }] of cells.entries()) {
    const needs = names.flatMap((name, attribute) => {
      const value = where[name];
      return value === undefined ? [] : [{ attribute, value: values[attribute]?.get(value) ?? -1 }];
    });
    const key = needs.map(({ attribute, value }) => `${attribute}=${value}`).join();
    const known = spots.get(key);
    if (known) {
      known.cells.push(index);
      continue;
    }
    const at = needs.map(({ attribute }) => attribute);
    const grid = grids.get(at.join()) ?? {
      attributes: at,
      sizes: at.map((attribute) => values[attribute]?.size ?? 1),
      spots: new Map(),
    };
    grids.set(at.join(), grid);
    let place = 0;
    for (const [n, { value }] of needs.entries()) place = place * (grid.sizes[n] ?? 1) + value;
    grid.spots.set(place, spots.size);
    spots.set(key, { where, needs, cells: [index] });
  }
  return { spots: [...spots.values()], grids: [...grids.values()] };
}

/** The spots of these grids that a record fits. */
export function spotsOf(tally: Tally, record: Coded, grids: readonly Grid[]): readonly number[] {
  const found: number[] = [];
  for (const grid of grids) place(tally, record, grid, 0, 0, found);
  return found;
}

/** Goes on from one attribute of the grid to the next, once for each value that the record has there. */
function place(tally: Tally, record: Coded, grid: Grid, n: number, at: number, found: number[]): void {
  const attribute = grid.attributes[n];
  if (attribute === undefined) {
    const spot = grid.spots.get(at);
    if (spot !== undefined) found.push(spot);
    return;
  }
  const from = at * (grid.sizes[n] ?? 1);
  for (const value of tally.lists[attribute]?.[record[attribute] ?? -1] ?? [])
    place(tally, record, grid, n + 1, from + value, found);
}

/** Does a record fit a spot? */
export function fits(tally: Tally, spot: Spot, record: Coded): boolean {
  for (const { attribute, value } of spot.needs)
    if (!tally.lists[attribute]?.[record[attribute] ?? -1]?.includes(value)) return false;
  return true;
}
