import { beforeAll, describe, expect, test } from "vitest";
import { type FreshTables, freshTables } from "#tests/table";

let tables: FreshTables;
beforeAll(async () => {
  tables = await freshTables();
});

describe("x", () => {
  test("smoke", async () => {
    expect(await tables.store.put({ PK: "a", SK: "b", rev: 1 }, "absent")).toBe("ok");
    expect(await tables.store.put({ PK: "a", SK: "b", rev: 1 }, "absent")).toBe("conflict");
    expect(await tables.store.get({ PK: "a", SK: "b" })).toEqual({ PK: "a", SK: "b", rev: 1 });
  });
});
