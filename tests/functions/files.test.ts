import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import type { Instant, PersonId, RecordId, TenantId } from "#domain/record";
import { offerFile, takeFile } from "#functions/files";
import { openHouse } from "#functions/house";
import type { Store } from "#functions/storage/store";
import { openVault } from "#functions/storage/vault";
import { freshTables } from "#tests/table";

const sara = { tenant: "osby" as TenantId, id: "sara" as PersonId };
const what = { record: "K7QF-3M2X" as RecordId, document: "basis" };

/** Lets no read answer before so many have been made: everybody finds the link unused. */
function together(store: Store, readers: number): Store {
  let waiting = readers;
  let open = () => {};
  const all = new Promise<void>((done) => {
    open = done;
  });
  return {
    ...store,
    async get(key) {
      const item = await store.get(key);
      waiting -= 1;
      if (waiting <= 0) open();
      await all;
      return item;
    },
  };
}

/** Every put as over a bad line: its first answer lost, so that a conflict may be with what it wrote itself. */
function retried(store: Store): Store {
  return {
    ...store,
    async put(item, when) {
      if ((await store.put(item, when)) === "ok") return "ok";
      const lies = await store.get(item);
      return isDeepStrictEqual(lies, item) ? "ok" : "conflict";
    },
  };
}

test.each([
  ["a good line", (store: Store) => store],
  ["a bad one", retried],
])("of two that have both seen a link unused one takes it, over %s", async (_, line) => {
  const { store, keys } = await freshTables();
  const parts = {
    vault: openVault({ masterKey: randomBytes(32), keys }),
    address: "https://example.com",
    now: () => "2026-03-20T10:00:00.000Z" as Instant,
  };
  const link = (await offerFile(openHouse({ ...parts, store }), sara, what)).split("/").at(-1) ?? "";
  const house = openHouse({ ...parts, store: line(together(store, 2)) });
  const taken = await Promise.all([takeFile(house, link), takeFile(house, link)]);
  expect(taken.filter((each) => each !== undefined)).toEqual([{ tenant: "osby", person: "sara", ...what }]);
});
