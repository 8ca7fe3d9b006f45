import { type Line, lineFrom } from "#cards/list-card";
import { relations } from "#domain/access";
import { aroundOf } from "#domain/place";
import type { RecordId } from "#domain/record";
import { type Caller, sceneOf } from "./caller.ts";
import type { House } from "./house.ts";
import { caseViewOf } from "./read.ts";
import { readEntry } from "./storage/records.ts";
import { type IndexName, type Item, ownerOf } from "./storage/store.ts";

/** Whoever asks for a list. */
export type Reader = Pick<Caller, "house" | "municipality" | "person">;

/** All items of some index partitions. */
export async function queried(house: House, index: IndexName, keys: readonly string[]): Promise<Item[]> {
  const found: Item[] = [];
  for (let from = 0; from < keys.length; from += 20) {
    const pages = await Promise.all(keys.slice(from, from + 20).map((pk) => partition(house, index, pk)));
    found.push(...pages.flat());
  }
  return found;
}

async function partition(house: House, index: IndexName, pk: string): Promise<Item[]> {
  const found: Item[] = [];
  let from: string | undefined;
  do {
    const page = await house.store.query({ index, pk, ...(from !== undefined && { from }) });
    found.push(...page.items);
    from = page.next;
  } while (from !== undefined);
  return found;
}

/** By what the reader is to a record, and whether there is anything left to do in it. */
type Wanted = (is: readonly string[], isOpen: boolean) => boolean;

/** Lines of the records behind some index items: read, and left out where the reader may not see them. */
export async function linesOf(reader: Reader, items: readonly Item[], wanted: Wanted): Promise<Line[]> {
  const ids = [...new Set(items.flatMap((item) => ownerOf(item)?.record ?? []))];
  const lines: Line[] = [];
  for (let from = 0; from < ids.length; from += 20) {
    const some = await Promise.all(ids.slice(from, from + 20).map((id) => lineOf(reader, id, wanted)));
    lines.push(...some.flat());
  }
  return lines;
}

async function lineOf(reader: Reader, id: RecordId, wanted: Wanted): Promise<Line[]> {
  const { house, municipality, person } = reader;
  const entry = await readEntry(house.store, person.tenant, id);
  const kind = entry && house.register[entry.kind]?.kind;
  if (!entry || !kind) return [];
  const around = aroundOf(await sceneOf(house, municipality, kind), entry);
  const is: readonly string[] = relations(kind, person, entry, around);
  if (!wanted(is, !kind.ended.includes(entry.state))) return [];
  const view = await caseViewOf(reader, entry);
  if (!view.sight) return [];
  const absent = around.desk.role !== entry.desk.role && is.includes("desk");
  return [{ ...lineFrom(view), ...(absent && { standsIn: entry.desk }) }];
}
