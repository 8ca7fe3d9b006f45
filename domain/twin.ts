import { type Coded, fits, type Part, spotsOf, type Tally } from "./tally.ts";
import {
  alikeIn,
  become,
  type Candidate,
  type Change,
  changesOf,
  counts,
  differsAt,
  distance,
  entered,
  type Known,
  keyOf,
  leaving,
  matters,
  most,
  type Target,
  trade,
  tried,
  values,
} from "./trades.ts";

/**
 * A twin is another history that may just as well have been: it gives every number that is shown, and another
 * number where one must not be known. It differs from ours by one small change: two records have traded a
 * value, or one record has another value; or, where that would show, by two trades that make each other good.
 */
export interface Twin {
  readonly changes: readonly Change[];
  /** The cells in which it can be told from ours. All of them must be hidden. */
  readonly differs: readonly number[];
  readonly only?: number | undefined;
}

/** What the search keeps from one target to the next. */
export interface Search extends Known {
  /** What it costs that a cell changes: nothing when it is hidden, endlessly much when it is shown for good. */
  readonly price: number[];
  readonly grids: ReadonlyMap<Part, Tally["grids"]>;
  /** By membership and publication. */
  readonly counted: readonly (readonly boolean[])[];
  /** Room for reckoning, all zero and empty between two candidates. */
  readonly delta: Int32Array;
  readonly touched: number[];
}

/** How many partners a record is tried with, those most alike first. */
const partners = 250;
/** How many partners one that enters is tried with; and how many such, when nothing else would do. */
const few = 60;
const many = 40;
/** How many trades are tried to be made good, with how many others on each side, and how many pairs of these. */
const spoilt = { trades: 400, others: 40, pairs: 30 };

export function searchIn(tally: Tally, price: number[]): Search {
  const last = tally.lists.length - 1;
  const looks = (part: Part) =>
    part.attributes.includes(last)
      ? tally.grids
      : tally.grids.filter(({ attributes }) => attributes.some((index) => part.attributes.includes(index)));
  return {
    tally,
    price,
    grids: new Map(tally.parts.map((part) => [part, looks(part)])),
    counted: (tally.lists[last] ?? []).map((list) => tally.publications.map((_, n) => list.includes(n))),
    near: new Map(),
    alike: new Map(),
    delta: new Int32Array(tally.cells.length),
    touched: [],
  };
}

/** The twin that costs least of those tried; the first of equals. */
export function twinOf(search: Search, target: Target): Twin | undefined {
  const parts = search.tally.parts.filter((part) => matters(search.tally, target, part));
  const inside = [...leaving(search.tally, target)];
  const near = (function* () {
    yield* changesOf(search, inside, parts, 0, partners);
    yield* entered(search, target, parts, tried(search.tally), few);
  })();
  return (
    cheapest(search, target, near) ??
    mended(search, target, inside, parts) ??
    cheapest(search, target, changesOf(search, inside, parts, partners, most)) ??
    cheapest(search, target, entered(search, target, parts, many, partners))
  );
}

function cheapest(search: Search, target: Target, candidates: Iterable<Candidate>): Twin | undefined {
  const { tally } = search;
  let best: Candidate | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const { changes, part } = candidate;
    if (!differsAt(tally, target, changes)) continue;
    if (!changes.every(({ after }) => tally.holds(after, part))) continue;
    const price = weigh(search, candidate, target.only, least);
    if (price >= least) continue;
    least = price;
    best = candidate;
    if (price === 0) break;
  }
  if (!best) return undefined;
  return { changes: best.changes, differs: differences(search, best, target.only), only: target.only };
}

/**
 * A trade that would show, made good by the opposite trade elsewhere. When Anna's January fall and May burn
 * trade months it shows in falls by month; when Bo's January burn and May fall do too, it no longer does.
 */
function mended(
  search: Search,
  target: Target,
  inside: readonly Coded[],
  parts: readonly Part[],
): Twin | undefined {
  const trades: { candidate: Candidate; wrong: readonly number[] }[] = [];
  for (const candidate of changesOf(search, inside, parts, 0, partners)) {
    const { changes, part } = candidate;
    if (changes.length < 2 || !differsAt(search.tally, target, changes)) continue;
    if (!changes.every(({ after }) => search.tally.holds(after, part))) continue;
    const wrong = differences(search, candidate, target.only).filter(
      (cell) => search.price[cell] === Number.POSITIVE_INFINITY,
    );
    if (wrong.length <= 12) trades.push({ candidate, wrong });
  }
  trades.sort((one, other) => one.wrong.length - other.wrong.length);
  for (const { candidate, wrong } of trades.slice(0, spoilt.trades)) {
    const twin = cheapest(search, target, opposites(search, target, candidate, wrong));
    if (twin) return twin;
  }
  return undefined;
}

/** The trade together with each of those that may make it good: of two that are alike but for what was traded. */
function* opposites(
  search: Search,
  target: Target,
  { changes, part }: Candidate,
  wrong: readonly number[],
): Generator<Candidate> {
  const { tally } = search;
  const [one, other] = changes;
  if (!one || !other) return;
  const spots = [...new Set(wrong.map((cell) => tally.spotOf[cell] ?? -1))].flatMap(
    (spot) => tally.spots[spot] ?? [],
  );
  // Whoever makes it good leaves the cells that the first trade overfilled.
  const leaves = ({ after, before }: Change) => {
    const over = spots.filter((spot) => fits(tally, spot, after) && !fits(tally, spot, before));
    const like = alikeIn(search, part).get(keyOf(after, part)) ?? [];
    return like.filter((record) => over.every((spot) => fits(tally, spot, record)));
  };
  const thirds = leaves(other).slice(0, spoilt.others);
  const seconds = leaves(one)
    .filter((record) => !counts(tally, target, become(record, part, values(one.before, part)).after))
    .slice(0, spoilt.others);
  const pairs = seconds
    .flatMap((second) => thirds.map((third) => ({ second, third, apart: distance(second, third) })))
    .filter(({ second, third }) => new Set([one.before, other.before, second, third]).size === 4)
    .sort((a, b) => a.apart - b.apart);
  for (const { second, third } of pairs.slice(0, spoilt.pairs))
    yield { changes: [...changes, ...trade(second, third, part)], part };
}

/** What the twin costs; at least `enough` when it costs more than that. */
function weigh(search: Search, candidate: Candidate, only: number | undefined, enough: number): number {
  tellAll(search, candidate, only);
  let price = 0;
  for (const cell of search.touched) {
    if (search.delta[cell] !== 0 && price < enough) price += search.price[cell] ?? 0;
    search.delta[cell] = 0;
  }
  return price;
}

/** The cells whose numbers a twin changes. */
function differences(search: Search, candidate: Candidate, only: number | undefined): readonly number[] {
  tellAll(search, candidate, only);
  const found = new Set(search.touched.filter((cell) => search.delta[cell] !== 0));
  for (const cell of search.touched) search.delta[cell] = 0;
  return [...found];
}

/** Leaves in `touched` the cells that count what changes, and in `delta` by how much they come to differ. */
function tellAll(search: Search, { changes, part }: Candidate, only: number | undefined): void {
  search.touched.length = 0;
  for (const { before, after } of changes) {
    tell(search, before, part, -1, only);
    tell(search, after, part, 1, only);
  }
}

/** Counts a record in, or out of, every cell that this part may have to do with. */
function tell(
  { tally, grids, counted, delta, touched }: Search,
  record: Coded,
  part: Part,
  sign: 1 | -1,
  only: number | undefined,
): void {
  const among = counted[record.at(-1) ?? -1];
  for (const spot of spotsOf(tally, record, grids.get(part) ?? []))
    for (const cell of tally.spots[spot]?.cells ?? []) {
      const publication = tally.publicationOf[cell] ?? -1;
      if (!among?.[publication] || (only !== undefined && only !== publication)) continue;
      delta[cell] = (delta[cell] ?? 0) + sign;
      touched.push(cell);
    }
}
