import { type Sensitive, sensitiveIn } from "./sensitive.ts";
import { type Alike, type Bond, type Cell, type Published, tally, type Where } from "./tally.ts";
import { differsAt, type Target } from "./trades.ts";
import { type Search, searchIn, type Twin, twinOf } from "./twin.ts";

export type { Alike, Bond, Cell, Published, Where } from "./tally.ts";

/**
 * Which numbers of a table must not be shown, so that nobody can tell what happened to a few.
 *
 * Counts of one to four are hidden, and enough of the others that nobody can work them out, whatever was
 * published before. What makes a hidden number safe is a twin (see twin.ts). To hide more never spoils a twin,
 * so each number needs to be seen to once.
 */
export interface Suppressed {
  readonly hidden: ReadonlySet<Cell>;
  /** Numbers for which no twin was found. Nothing of this should go out before a person has looked at them. */
  readonly unproven: readonly Unproven[];
}

/** How many records that have these values lie in what `of` tells of the publications. */
export interface Unproven {
  readonly where: Where;
  /** `["year", "less H1", "less H2"]`, `["year", "and H1"]`, `["H1"]`. */
  readonly of: readonly string[];
  /** There would be none if nothing new were shown either: to hide more is of no use that can be proved. */
  readonly lost: boolean;
}

export function suppress(
  cells: readonly Cell[],
  records: readonly Alike[],
  earlier: readonly Published[],
  bonds: readonly Bond[],
): Suppressed {
  const before = sharing(cells, records, earlier);
  const all = tally(cells, before, records, bonds);
  const price = all.cells.map((cell, index) => {
    if (index >= all.fresh) return before[index - all.fresh]?.shown ? Number.POSITIVE_INFINITY : 0;
    // One for the hole itself: a zero is not free.
    return cell.always ? Number.POSITIVE_INFINITY : cell.value + 1;
  });
  const sensitive = sensitiveIn(all, before);
  for (const { cell } of sensitive) if (cell !== undefined && cell < all.fresh) price[cell] = 0;
  const unproven = seeTo(searchIn(all, price), sensitive);
  return { hidden: new Set(cells.filter((_, index) => price[index] === 0)), unproven };
}

/** Finds each number its twin, and hides what the twin needs hidden. */
function seeTo(search: Search, sensitive: readonly Sensitive[]): readonly Unproven[] {
  const { tally: all, price } = search;
  const twins: Twin[] = [];
  const unproven: Unproven[] = [];
  for (const target of sensitive) {
    if (twins.some((twin) => twin.only === target.only && differsAt(all, target, twin.changes))) continue;
    const twin = twinOf(search, target);
    if (twin) {
      twins.push(twin);
      for (const cell of twin.differs) price[cell] = 0;
      continue;
    }
    const lost = !twinOf(withoutNew(search), target);
    unproven.push({ where: all.spots[target.spot]?.where ?? {}, of: target.of, lost });
    // The totals of what is new stand in the way, which are shown: then all the rest has to go.
    if (!(lost && target.old)) hideAround(search, target, !lost);
  }
  return unproven;
}

/** The search as if nothing new were shown. */
function withoutNew(search: Search): Search {
  return { ...search, price: search.price.map((price, cell) => (cell < search.tally.fresh ? 0 : price)) };
}

/** Hides the table of a number with its margins, or everything. That is caution, no proof. */
function hideAround({ tally: all, price }: Search, { spot }: Target, everything: boolean): void {
  const where = all.spots[spot]?.where ?? {};
  for (const [cell, { where: other }] of all.cells.entries())
    if (everything || Object.keys(other).every((name) => name in where))
      if (price[cell] !== Number.POSITIVE_INFINITY) price[cell] = 0;
}

/** What was published before and shares records with what is new, or with something else that does. */
function sharing(
  cells: readonly Cell[],
  records: readonly Alike[],
  earlier: readonly Published[],
): readonly Published[] {
  const met = new Set(cells.map(({ publication }) => publication));
  const together = new Map(records.map((alike) => [alike.in.toSorted().join("\n"), alike.in]));
  for (let size = -1; size !== met.size; ) {
    size = met.size;
    for (const among of together.values())
      if (among.some((name) => met.has(name))) for (const name of among) met.add(name);
  }
  return earlier.filter(({ publication }) => met.has(publication));
}
