import { type Coded, fits, type Part, type Tally } from "./tally.ts";

/** Small changes that records might have seen, in the order in which they are worth a try. */

export interface Change {
  readonly before: Coded;
  readonly after: Coded;
}

/** A number nobody may work out: of the records that fit the spot and lie in these publications. */
export interface Target {
  readonly spot: number;
  /** By the number of the membership. */
  readonly region: readonly boolean[];
  /** The twin is changed in this publication alone: cases were seen to change before it. */
  readonly only?: number | undefined;
}

/** What is worth remembering of the records from one look at them to the next. */
export interface Known {
  readonly tally: Tally;
  readonly near: Map<Coded, readonly Coded[]>;
  readonly alike: Map<Part, ReadonlyMap<string, readonly Coded[]>>;
}

/** How many records are tried for leaving the target, and for entering it: more, where there are few. */
export const tried = (tally: Tally) => Math.max(6, Math.floor(2000 / tally.records.length));
/** So many of those most alike are kept of a record. */
export const most = 1000;

/** Does the record count in what the target counts? */
export function counts(tally: Tally, { spot, region }: Target, record: Coded): boolean {
  const at = tally.spots[spot];
  return at !== undefined && region[record.at(-1) ?? -1] === true && fits(tally, at, record);
}

/** Has the target another number in this twin? */
export function differsAt(tally: Tally, target: Target, changes: readonly Change[]): boolean {
  let sum = 0;
  for (const { before, after } of changes)
    sum += Number(counts(tally, target, after)) - Number(counts(tally, target, before));
  return sum !== 0;
}

/** Can a change of this part change the target? */
export function matters(tally: Tally, { spot, only }: Target, { attributes }: Part): boolean {
  const membership = attributes.includes(tally.lists.length - 1);
  if (membership) return only === undefined;
  return tally.spots[spot]?.needs.some(({ attribute }) => attributes.includes(attribute)) ?? false;
}

export interface Candidate {
  readonly changes: readonly Change[];
  readonly part: Part;
}

/** The first records that the target counts. */
export function* leaving(tally: Tally, target: Target): Generator<Coded> {
  let found = 0;
  for (const record of tally.records) {
    if (!counts(tally, target, record)) continue;
    yield record;
    if (++found === tried(tally)) return;
  }
}

/** Each of the records changed alone, then in trade with the partners from one place in the line to another. */
export function* changesOf(
  known: Known,
  records: readonly Coded[],
  parts: readonly Part[],
  from: number,
  to: number,
): Generator<Candidate> {
  for (const record of records) {
    if (from === 0)
      for (const part of parts)
        for (const option of part.options) yield { changes: [become(record, part, option)], part };
    for (const other of nearest(known, record).slice(from, to))
      for (const part of parts) yield { changes: trade(record, other, part), part };
  }
}

/** Records that enter the target, alone or in trade. */
export function* entered(
  known: Known,
  target: Target,
  parts: readonly Part[],
  enough: number,
  each: number,
): Generator<Candidate> {
  for (const { record, part, option } of entering(known.tally, target, parts, enough)) {
    yield { changes: [become(record, part, option)], part };
    const having = alikeIn(known, part).get(option.join()) ?? [];
    for (const other of closest(having, record, each)) yield { changes: trade(record, other, part), part };
  }
}

/** The first records that one change of each part would bring into the target. */
function entering(tally: Tally, target: Target, parts: readonly Part[], enough: number) {
  return parts.flatMap((part) => {
    const found: { record: Coded; part: Part; option: Coded }[] = [];
    for (const record of tally.records) {
      if (found.length >= enough) break;
      if (!nearly(tally, target, record, part)) continue;
      for (const option of part.options) {
        const { after } = become(record, part, option);
        if (counts(tally, target, after) && tally.holds(after, part)) found.push({ record, part, option });
      }
    }
    return found;
  });
}

/** Does the record count, or would it but for this part? */
function nearly(tally: Tally, { spot, region }: Target, record: Coded, { attributes }: Part): boolean {
  const last = tally.lists.length - 1;
  if (!attributes.includes(last) && !region[record[last] ?? -1]) return false;
  const needs = tally.spots[spot]?.needs ?? [];
  return needs.every(
    ({ attribute, value }) =>
      attributes.includes(attribute) || tally.lists[attribute]?.[record[attribute] ?? -1]?.includes(value),
  );
}

/** The records by what they have of a part. */
export function alikeIn({ tally, alike }: Known, part: Part): ReadonlyMap<string, readonly Coded[]> {
  const before = alike.get(part);
  if (before) return before;
  const found = new Map<string, Coded[]>();
  for (const record of tally.records) {
    const key = keyOf(record, part);
    const group = found.get(key);
    if (group) group.push(record);
    else found.set(key, [record]);
  }
  alike.set(part, found);
  return found;
}

export const values = (record: Coded, { attributes }: Part): Coded =>
  attributes.map((index) => record[index] ?? -1);
export const keyOf = (record: Coded, part: Part) => values(record, part).join();

export function become(record: Coded, { attributes }: Part, option: Coded): Change {
  const after = record.slice();
  for (const [n, attribute] of attributes.entries()) after[attribute] = option[n] ?? -1;
  return { before: record, after };
}

export function trade(one: Coded, other: Coded, part: Part): readonly Change[] {
  return [become(one, part, values(other, part)), become(other, part, values(one, part))];
}

/** The other records, those most alike first: what they trade shows in few cells. */
function nearest({ tally, near }: Known, record: Coded): readonly Coded[] {
  const found = near.get(record) ?? closest(tally.records, record, most);
  near.set(record, found);
  return found;
}

function closest(records: readonly Coded[], record: Coded, limit: number): readonly Coded[] {
  const rings: Coded[][] = record.map(() => []);
  for (const other of records) {
    const apart = distance(record, other);
    // Who differs in one thing alone has nothing to trade that would tell.
    const ring = apart > 1 ? rings[apart - 1] : undefined;
    if (ring && ring.length < limit) ring.push(other);
  }
  return rings.flat().slice(0, limit);
}

/** In how many things they differ. */
export function distance(one: Coded, other: Coded): number {
  let apart = 0;
  for (let n = 0; n < one.length; n++) if (one[n] !== other[n]) apart++;
  return apart;
}
