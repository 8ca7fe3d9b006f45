import { beforeAll, describe, expect, test } from "vitest";
import { openDynamo } from "#functions/storage/dynamo";
import {
  type IndexName,
  type Item,
  indexHolds,
  indexKeys,
  type Query,
  type Store,
} from "#functions/storage/store";
import { type FreshTables, freshTables } from "#tests/table";

let tables: FreshTables;
let store: Store;
const used: [keyof Store, number][] = [];
beforeAll(async () => {
  tables = await freshTables((verb, units) => used.push([verb, units]));
  store = tables.store;
});

const number = (n: number) => String(n).padStart(3, "0");

describe("An item", () => {
  test("is read as it was last written, without what is undefined", async () => {
    const item = {
      PK: "read",
      SK: "RECORD",
      rev: 1,
      text: "Åsa föll 😀",
      empty: "",
      list: [{ deep: [true] }],
    };
    await store.put({ ...item, lease: undefined, nested: { gone: undefined } });
    expect(await store.get({ PK: "read", SK: "RECORD" })).toEqual({ ...item, nested: {} });
    await store.put({ PK: "read", SK: "RECORD", rev: 2 });
    expect(await store.get({ PK: "read", SK: "RECORD" })).toEqual({ PK: "read", SK: "RECORD", rev: 2 });
  });

  test("is not there before it is written nor after it is removed, which may be done twice", async () => {
    const key = { PK: "removed", SK: "RECORD" };
    expect(await store.get(key)).toBeUndefined();
    await store.put(key);
    await store.remove(key);
    await store.remove(key);
    expect(await store.get(key)).toBeUndefined();
  });

  test("is found by a key that carries more than the key", async () => {
    const item = { PK: "more", SK: "RECORD", rev: 1 };
    await store.put(item);
    expect(await store.get(item)).toEqual(item);
    await store.remove(item);
    expect(await store.get(item)).toBeUndefined();
  });

  test("over 400 KB, with an empty key or an index key that is no text is refused loudly", async () => {
    const key = { PK: "refused", SK: "RECORD" };
    // Plain letters, since the embedded DynamoDB counts letters where Amazon's counts bytes.
    await expect(store.put({ ...key, text: "x".repeat(410_000) })).rejects.toThrow(/size/);
    await expect(store.put({ PK: "", SK: "RECORD" })).rejects.toThrow(/empty/);
    await expect(store.put({ ...key, wakePK: "WAKE#0", wakeSK: 17 })).rejects.toThrow(/wakeSK/);
    expect(await store.get(key)).toBeUndefined();
    await store.put({ ...key, text: "x".repeat(400_000) });
  });

  test("in a table that does not exist is refused loudly", async () => {
    const nowhere = openDynamo({ endpoint: tables.endpoint, table: "nowhere" });
    await expect(nowhere.get({ PK: "a", SK: "b" })).rejects.toThrow(/not found/);
  });
});

describe("A conditional put", () => {
  test("lets one of 50 create an item", async () => {
    const key = { PK: "created", SK: "RECORD" };
    const answers = await Promise.all(fifty((by) => store.put({ ...key, rev: 1, by }, "absent")));
    const winner = answers.indexOf("ok");
    expect(answers.filter((answer) => answer === "ok")).toHaveLength(1);
    expect(await store.get(key)).toEqual({ ...key, rev: 1, by: winner });
  });

  test("lets one of 50 change what they all have read", async () => {
    const key = { PK: "changed", SK: "RECORD" };
    for (const rev of [1, 2, 3, 4]) {
      const when = rev === 1 ? ("absent" as const) : { rev: rev - 1 };
      const answers = await Promise.all(fifty((by) => store.put({ ...key, rev, by }, when)));
      expect(answers.filter((answer) => answer === "ok")).toHaveLength(1);
      expect(await store.get(key)).toEqual({ ...key, rev, by: answers.indexOf("ok") });
    }
  });

  test("is a conflict when the item is gone, or never had a rev", async () => {
    const key = { PK: "unrevised", SK: "RECORD" };
    expect(await store.put({ ...key, rev: 2 }, { rev: 1 })).toBe("conflict");
    expect(await store.get(key)).toBeUndefined();
    await store.put(key);
    expect(await store.put({ ...key, rev: 1 }, { rev: 0 })).toBe("conflict");
    expect(await store.get(key)).toEqual(key);
  });
});

describe("A query", () => {
  beforeAll(async () => {
    for (let n = 0; n < 25; n++)
      await store.put({
        PK: "paged",
        SK: `${n < 20 ? "A" : "Å"}#${number(n)}`,
        deskPK: "desk",
        deskSK: number(n),
        due: n,
      });
    await store.put({ PK: "paged2", SK: "A#000" });
  });

  const names = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => `${from + n < 20 ? "A" : "Å"}#${number(from + n)}`);
  const SKs = (items: Item[]) => items.map((item) => item.SK);

  test("gives one partition in sort order, either way", async () => {
    expect(SKs((await store.query({ pk: "paged" })).items)).toEqual(names(0, 25));
    expect(SKs((await store.query({ pk: "paged", newestFirst: true })).items)).toEqual(
      names(0, 25).reverse(),
    );
    expect(await store.query({ pk: "nothing" })).toEqual({ items: [] });
  });

  test("keeps to what begins so, to what comes up to and including, and to both", async () => {
    expect(SKs((await store.query({ pk: "paged", begins: "Å#" })).items)).toEqual(names(20, 25));
    expect(SKs((await store.query({ pk: "paged", upTo: "A#004" })).items)).toEqual(names(0, 5));
    expect(SKs((await store.query({ pk: "paged", begins: "Å#", upTo: "Å#021" })).items)).toEqual(
      names(20, 22),
    );
    await expect(store.query({ pk: "paged", begins: "A#", upTo: "Å#" })).rejects.toThrow("must stay within");
  });

  test.each<[string, Query, number[]]>([
    ["the table", { pk: "paged", limit: 10 }, [10, 10, 5]],
    ["the table backwards", { pk: "paged", limit: 10, newestFirst: true }, [10, 10, 5]],
    ["what begins so", { pk: "paged", begins: "A#", limit: 8 }, [8, 8, 4]],
    ["an index", { index: "desk", pk: "desk", limit: 10 }, [10, 10, 5]],
    ["an index backwards", { index: "desk", pk: "desk", limit: 10, newestFirst: true }, [10, 10, 5]],
    ["an index up to", { index: "desk", pk: "desk", upTo: "014", limit: 10 }, [10, 5]],
  ])("pages through %s without a gap or a repeat", async (_, query, sizes) => {
    const whole = await store.query({ ...query, limit: undefined });
    const pages = await pagesOf(store, query);
    expect(pages.map((page) => page.length)).toEqual(sizes);
    expect(pages.flat()).toEqual(whole.items);
  });

  test("ends a page at a megabyte and goes on from there", async () => {
    for (let n = 0; n < 4; n++) await store.put({ PK: "heavy", SK: number(n), text: "x".repeat(390_000) });
    const pages = await pagesOf(store, { pk: "heavy" });
    expect(pages.length).toBeGreaterThan(1);
    expect(SKs(pages.flat())).toEqual(["000", "001", "002", "003"]);
  });

  test("goes on from its own marks only", async () => {
    await expect(store.query({ pk: "paged", from: "not a mark" })).rejects.toThrow(
      "mark that an earlier page gave",
    );
    const { next } = await store.query({ pk: "paged", limit: 1 });
    await expect(store.query({ pk: "paged2", from: next })).rejects.toThrow();
  });
});

describe("An index", () => {
  const indexes = Object.keys(indexKeys) as IndexName[];
  const everything = {
    ...Object.fromEntries(
      indexes.flatMap((name) => Object.values(indexKeys[name])).map((key) => [key, `any ${key}`]),
    ),
    kind: "deviation",
    state: "received",
    due: "2026-11-25",
    facts: { unit: "vuxna" },
    head: { id: "K7QF-3M2X" },
    sealed: { what: { iv: "", ct: "canary", tag: "" } },
    history: [{ by: "anna" }],
    answers: { what: "canary" },
    rev: 1,
  };

  test.each(indexes)("%s carries the keys and what the design says, nothing else", async (name) => {
    const item: Item = {
      PK: `held ${name}`,
      SK: "RECORD",
      ...everything,
      [indexKeys[name].pk]: `held ${name}`,
    };
    await store.put(item);
    const { items } = await store.query({ index: name, pk: `held ${name}` });
    const held = ["PK", "SK", indexKeys[name].pk, indexKeys[name].sk, ...indexHolds[name]];
    expect(items).toEqual([Object.fromEntries(held.map((attribute) => [attribute, item[attribute]]))]);
  });

  test.each(indexes)(
    "%s holds only items with both of its keys, and lets go of one that loses them",
    async (name) => {
      const { pk, sk } = indexKeys[name];
      const place = `sparse ${name}`;
      const inIndex = async () =>
        (await store.query({ index: name, pk: place })).items.map((item) => item.PK);
      await store.put({ PK: `${place} neither`, SK: "RECORD" });
      await store.put({ PK: `${place} half`, SK: "RECORD", [pk]: place });
      await store.put({ PK: `${place} both`, SK: "RECORD", [pk]: place, [sk]: "1" });
      expect(await inIndex()).toEqual([`${place} both`]);
      await store.put({ PK: `${place} both`, SK: "RECORD", [pk]: undefined, [sk]: undefined });
      expect(await inIndex()).toEqual([]);
    },
  );
});

describe("Units", () => {
  test("are told for each call", async () => {
    const key = { PK: "units", SK: "RECORD" };
    used.length = 0;
    await store.put({ ...key, text: "x".repeat(5000) });
    await store.get(key);
    await store.query({ pk: "units" });
    await store.remove(key);
    expect(used).toEqual([
      ["put", 5],
      ["get", 2],
      ["query", 2],
      ["remove", 5],
    ]);
  });
});

const fifty = <T>(one: (by: number) => T) => Array.from({ length: 50 }, (_, by) => one(by));

async function pagesOf(from: Store, query: Query): Promise<Item[][]> {
  const pages: Item[][] = [];
  let mark: string | undefined;
  do {
    const { items, next } = await from.query({ ...query, from: mark });
    if (items.length > 0) pages.push(items);
    mark = next;
  } while (mark);
  return pages;
}
