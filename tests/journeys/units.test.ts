import { expect, test } from "vitest";
import { indexHolds, indexKeys, type Store } from "#functions/storage/store";
import { assess, plan, report } from "./casework.ts";
import { openOsby } from "./osby.ts";

/**
 * What a deviation costs from the first word to its end, in DynamoDB's request units (on demand): a strongly
 * consistent read is one for each 4 kB begun, an eventual one (an index) half that, a write one for each kB
 * begun, and again for each index that holds the item. Counted in front of the store, since the embedded
 * engine leaves the indexes out.
 */
function metered(units: { read: number; write: number }) {
  const kB = (value: unknown) => Buffer.byteLength(JSON.stringify(value)) / 1024;
  const wrote = (item: Record<string, unknown>) => {
    units.write += Math.ceil(kB(item));
    for (const [name, { pk }] of Object.entries(indexKeys)) {
      if (item[pk] === undefined) continue;
      const held = indexHolds[name as keyof typeof indexHolds].map((each) => item[each]);
      units.write += Math.ceil(kB([item.PK, item.SK, item[pk], ...held]));
    }
  };
  return (store: Store): Store => ({
    async get(key) {
      const item = await store.get(key);
      units.read += Math.max(1, Math.ceil(kB(item ?? {}) / 4));
      return item;
    },
    put(item, when) {
      wrote(item);
      return store.put(item, when);
    },
    remove(key) {
      units.write += 1;
      return store.remove(key);
    },
    async query(query) {
      const page = await store.query(query);
      const size = Math.max(1, Math.ceil(kB(page.items) / 4));
      units.read += query.index ? size / 2 : size;
      return page;
    },
  });
}

test("a deviation costs what it costs, from the first word to closed with an action followed up", async () => {
  const units = { read: 0, write: 0 };
  const town = await openOsby({ watch: metered(units) });
  const [anna, maja] = ["anna", "maja"].map(town.on.teams);
  if (!anna || !maja) throw new Error("nobody there");
  await maja.arrive();
  units.read = 0;
  units.write = 0;
  await report(town, anna);
  const reported = { ...units };
  await assess(town, maja);
  maja.closeDialog();
  await plan(town, maja, "maja");
  maja.closeDialog();
  await maja.press("Det är gjort");
  await maja.press("Klart");
  await town.settled();
  maja.closeDialog();
  await maja.press("Följ upp");
  await maja.press("Spara", { effect: "yes", effectHow: "Inga sena beslut på en månad." });
  await town.settled();
  maja.closeDialog();
  await maja.press("Avsluta");
  await maja.press("Avsluta", { feedback: "Vi påminner nu om varje beslut." });
  await town.settled();
  expect((await town.records())[0]?.state).toBe("closed");
  console.log(`one deviation: reported ${JSON.stringify(reported)}, closed ${JSON.stringify(units)}`);
  // The figures that were measured, with room for a field or a sentence more.
  expect(reported.read).toBeLessThanOrEqual(25);
  expect(reported.write).toBeLessThanOrEqual(38);
  expect(units.read).toBeLessThanOrEqual(250);
  expect(units.write).toBeLessThanOrEqual(360);
});
