import { expect, test } from "vitest";
import type { PersonId, RecordId, TenantId } from "#domain/record";
import { type Item, keyOf, type Store } from "#functions/storage/store";
import { doors } from "#infra/doors";
import { within } from "#infra/within";

const tenant = "osby" as TenantId;
const record = keyOf.record(tenant, "K7QF-3M2X" as RecordId);
const draft = keyOf.draft(tenant, "anna" as PersonId, "deviation");
const read = { PK: "T#osby#READ#2026-11-22#0", SK: "2026-11-22T10:00:00.000Z#x" };

function doorway(name: string) {
  const door = doors.find((each) => each.name === name);
  if (!door) throw new Error(`There is no door ${name}`);
  const written: Item[] = [];
  const store: Store = {
    get: async () => undefined,
    put: async (item) => {
      written.push(item);
      return "ok";
    },
    remove: async () => undefined,
    query: async () => ({ items: [] }),
  };
  return { written, store: within(store, door) };
}

test.each(doors)("no door removes a record, or reads who has read: $name", async ({ name }) => {
  const { store } = doorway(name);
  await expect(store.remove(record)).rejects.toThrow(`The door ${name} may not remove RECORD`);
  await expect(store.get(read)).rejects.toThrow("may not get");
  await expect(store.query({ pk: read.PK })).rejects.toThrow("may not query the table");
});

test("what the list allows goes through", async () => {
  const { store, written } = doorway("slack");
  await store.remove(draft);
  await store.query({ index: "shelf", pk: "T#osby#2026H2" });
  expect(await store.get(record)).toBeUndefined();
  expect(await store.put({ ...read, who: "anna" })).toBe("ok");
  expect(written).toEqual([{ ...read, who: "anna" }]);
});

test("what it does not allow is refused with the name of the door", async () => {
  await expect(doorway("deliver").store.remove(draft)).rejects.toThrow("The door deliver may not remove");
  await expect(doorway("file").store.remove(draft)).rejects.toThrow("The door file may not remove");
  await expect(doorway("slack").store.query({ index: "wake", pk: "WAKE#0" })).rejects.toThrow(
    "The door slack may not query wake",
  );
});
