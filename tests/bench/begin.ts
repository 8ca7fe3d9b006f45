// What it costs to begin a plan at a thousand units in one sweep: `npm run bench`. Beside it the same items, put one
// after the other and nothing else, in the same run: the ratio holds where the times do not.
import { randomBytes } from "node:crypto";
import { receive } from "#domain/decide";
import { kinds } from "#domain/kinds/index";
import { municipalitySchema } from "#domain/municipality-schema";
import type { Entry, Instant, LocalDate, PersonId, UnitId } from "#domain/record";
import { sceneOf } from "#functions/caller";
import { deliver } from "#functions/deliver";
import { type House, openHouse } from "#functions/house";
import { loadMunicipality } from "#functions/load";
import { savePerson } from "#functions/people";
import { openDynamo } from "#functions/storage/dynamo";
import { saveEntry } from "#functions/storage/records";
import { type Item, type Store, shelfOf } from "#functions/storage/store";
import { openVault } from "#functions/storage/vault";
import { standingClock } from "#local/clock";
import { createTables, startDynamo } from "#local/dynamo";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const count = 1_000;
/** Calls of the store for each run: what came before it is read, and it is put. The plan's own come on top. */
const budget = 2.2;

const municipality = municipalitySchema.parse({
  tenant: "storstad",
  name: "Storstad",
  board: "Socialnämnden",
  levels: {},
  units: [
    { id: "staden", name: "Staden", reports: false },
    ...Array.from({ length: count }, (_, n) => ({ id: `enhet-${n}`, name: `Enhet ${n}`, parent: "staden" })),
  ],
  roles: ["unitManager", "sas", "director", "committeeSecretary"],
  deciders: { degree: "sas", ivo: "sas" },
  kinds: ["control", "selfInspection"],
  compilations: [],
  thresholds: { medium: 4, high: 8, veryHigh: 12 },
  processes: [],
  helpRoutines: [],
});
const { tenant } = municipality;
const nobody = {
  send: async () => ({ ok: false, again: false, why: "nobody" }) as const,
  update: async () => ({ ok: false, again: false, why: "nobody" }) as const,
};

const dynamo = await startDynamo();
const [names, plain] = [
  { table: "records", keys: "keys" },
  { table: "plain", keys: "plain-keys" },
];
for (const each of [names, plain]) await createTables(dynamo.endpoint, each);
const opened = (table: string) => openDynamo({ endpoint: dynamo.endpoint, table });
const calls = new Map<keyof Store, number>();
const store = counted(opened(names.table));
const clock = standingClock("2025-12-01T08:00:00.000Z");
const keys = opened(names.keys);
const vault = openVault({ masterKey: randomBytes(32), keys, now: clock.now });
const house: House = openHouse({ store, vault, now: clock.now, log: () => undefined });
await loadMunicipality(house, municipality);
const from = "2020-01-01" as LocalDate;
const held = { role: "director" as const, unit: "staden" as UnitId, from };
await savePerson(house, {
  tenant,
  id: "doris" as PersonId,
  rev: 0,
  name: "Doris",
  roles: [held],
  contacts: {},
});
const plan = receive(
  await sceneOf(house, municipality, kinds.control),
  { id: house.recordId(), nonce: "plan", by: "doris" as PersonId },
  {
    answers: {
      ...{ unit: "staden", below: "below", checklist: "unit-system", every: "quarter", window: "14" },
      ...{ answers: "unitManager", aggregated: "no", first: "2025-12-01" },
    },
    sealed: {},
    body: "",
  },
);
await saveEntry(store, kinds.control, plan);

const sweep = () => deliver(house, { teams: nobody, slack: nobody }, tenant, plan.id);
await sweep();
// The second time, when each has one before it to take over from.
clock.turn(91 * 1440);
calls.clear();
const ms = await timed(sweep);
const made = [...calls];
const total = made.reduce((sum, [, n]) => sum + n, 0);
const items = await runs();
if (items.length !== count) throw new Error(`${items.length} runs were begun at ${count} units`);
const other = opened(plain.table);
const alone = await timed(async () => {
  for (const item of items) await other.put(item);
});

const perRun = total / count;
console.log(
  `${count} runs begun by one sweep: ${(ms / count).toFixed(2)} ms a run, ${Math.round(ms)} ms in all`,
);
console.log(`  ${total} calls of the store: ${made.map(([verb, n]) => `${n} ${verb}`).join(", ")}`);
console.log(
  `  ${(ms / alone).toFixed(2)} × the same items put and nothing else (${(alone / count).toFixed(2)} ms each)`,
);
console.log(`${perRun.toFixed(2)} calls a run, budget ${budget}: ${perRun <= budget ? "kept" : "BROKEN"}`);
if (perRun > budget) process.exitCode = 1;
await dynamo.stop();

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The same store, each call noted. */
function counted(inner: Store): Store {
  const noted =
    <A extends unknown[], R>(verb: keyof Store, call: (...args: A) => R) =>
    (...args: A): R => {
      calls.set(verb, (calls.get(verb) ?? 0) + 1);
      return call(...args);
    };
  return {
    get: noted("get", inner.get),
    put: noted("put", inner.put),
    remove: noted("remove", inner.remove),
    query: noted("query", inner.query),
  };
}

/** Every run, whole as it lies in the table. */
async function runs(): Promise<Item[]> {
  const found: Item[] = [];
  let next: string | undefined;
  do {
    const pk = shelfOf.halfYear(tenant, "2026H1");
    const page = await store.query({ index: "shelf", pk, ...(next !== undefined && { from: next }) });
    for (const key of page.items) found.push((await store.get(key)) as Item);
    next = page.next;
  } while (next !== undefined);
  return found.filter(({ entry }) => (entry as Entry).reportedAt === (clock.now() as Instant));
}
