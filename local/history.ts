import type { Municipality } from "#domain/municipality";
import type { Person } from "#domain/person";
import type { Entry, KindName, RecordId } from "#domain/record";
import type { House } from "#functions/house";
import { readEntry, saveEntry, savePart } from "#functions/storage/records";
import type { DataKey } from "#functions/storage/vault";
import { type History, historyOf, type Span } from "./history/cases.ts";
import { openStage } from "./history/stage.ts";

/** Two years that never were, made by the real rules, so that a compilation has something to count. */

/** How many records of each kind were added. */
export type Filled = Readonly<Record<KindName, number>>;

/**
 * Fills the tables with invented records up to a moment: each seed once, whenever it is asked for again. Nothing
 * of it is told to anybody. Throws when the rules refuse what was invented: then the invention is wrong.
 */
export async function fillHistory(
  house: House,
  municipality: Municipality,
  people: readonly Person[],
  { until, seed = 1, years = 2 }: Pick<Span, "until"> & Partial<Span>,
): Promise<Filled> {
  const { tenant } = municipality;
  const history = historyOf(municipality, people, { until, seed, years });
  // The first is saved last of all: when it is there, so is the rest.
  const first = history.reports[0]?.on;
  if (!first || (await readEntry(house.store, tenant, first))) return {};
  const stage = await openStage(house, municipality, people, await keysOf(house, municipality, history));
  for (const each of inOrder(history)) "act" in each ? stage.act(each) : stage.report(each);
  await inBatches(stage.parts, ({ record, part, sealed }) =>
    savePart(house.store, tenant, record, part, sealed),
  );
  const [last, rest] = [
    stage.entries.get(first),
    [...stage.entries.values()].filter(({ id }) => id !== first),
  ];
  const added = (await inBatches(rest, (entry) => put(house, entry))).flat();
  return counted([...added, ...(last ? await put(house, last) : [])]);
}

/** Everything in the order in which it happened. */
const inOrder = ({ reports, deeds }: History) =>
  [...reports, ...deeds].sort((a, b) => a.at.localeCompare(b.at));

/** The own key of each record that there will be. */
async function keysOf(
  { vault }: House,
  { tenant }: Municipality,
  { reports, deeds }: History,
): Promise<ReadonlyMap<RecordId, DataKey>> {
  const ids = [...reports.map(({ on }) => on), ...deeds.flatMap(({ begins }) => begins ?? [])];
  return new Map(await inBatches(ids, async (id) => [id, await vault.makeRecordKey(tenant, id)] as const));
}

/** The record as it ended, unless it is there already. */
async function put({ store, register }: House, entry: Entry): Promise<readonly Entry[]> {
  const kind = register[entry.kind]?.kind;
  return kind && (await saveEntry(store, kind, entry)) === "ok" ? [entry] : [];
}

function counted(entries: readonly Entry[]): Filled {
  const counts: Record<KindName, number> = {};
  for (const { kind } of entries) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** So many at once: one at a time waits for the table more than it works. */
const atOnce = 8;

async function inBatches<Each, Made>(
  all: readonly Each[],
  work: (each: Each) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = [];
  for (let from = 0; from < all.length; from += atOnce)
    made.push(...(await Promise.all(all.slice(from, from + atOnce).map(work))));
  return made;
}
