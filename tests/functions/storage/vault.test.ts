import { randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { fc, test as propertyTest } from "@fast-check/vitest";
import { beforeAll, describe, expect, test } from "vitest";
import type { Instant, RecordId, Sealed, TenantId } from "#domain/record";
import type { Store } from "#functions/storage/store";
import { type DataKey, digest, open, openVault, seal, type Vault } from "#functions/storage/vault";
import { freshTables } from "#tests/table";

const masterKey = randomBytes(32);
const osby = "osby" as TenantId;
const hjo = "hjo" as TenantId;
const id = (text: string) => text as RecordId;
const text = fc.string({ unit: "binary" });
const where = fc.string();

let keys: Store;
let vault: Vault;
let key: DataKey;
beforeAll(async () => {
  ({ keys } = await freshTables());
  vault = openVault({ masterKey, keys });
  key = await vault.mint("a draft");
});

describe("A sealed text", () => {
  propertyTest.prop([text, where])("opens to what was sealed, where it was sealed", (said, place) => {
    expect(open(key, place, seal(key, place, said))).toBe(said);
  });

  propertyTest.prop([text, where, where])("does not open in another place", (said, place, other) => {
    fc.pre(place !== other);
    expect(() => open(key, other, seal(key, place, said))).toThrow("altered, moved");
  });

  const part = fc.constantFrom("iv", "ct", "tag");
  propertyTest.prop([text, part, fc.nat(), fc.integer({ min: 1, max: 255 })])(
    "does not open with any byte changed",
    (said, name, position, change) => {
      const sealed = seal(key, "here", said);
      fc.pre(sealed[name] !== "");
      const bytes = Buffer.from(sealed[name], "base64");
      const at = position % bytes.length;
      bytes.writeUInt8(bytes.readUInt8(at) ^ change, at);
      expect(() => open(key, "here", { ...sealed, [name]: bytes.toString("base64") })).toThrow(
        "altered, moved",
      );
    },
  );

  propertyTest.prop([text, part, fc.nat()])("does not open when cut short", (said, name, position) => {
    const sealed = seal(key, "here", said);
    fc.pre(sealed[name] !== "");
    const bytes = Buffer.from(sealed[name], "base64");
    const cut = bytes.subarray(0, position % bytes.length).toString("base64");
    expect(() => open(key, "here", { ...sealed, [name]: cut })).toThrow("altered, moved");
  });

  test("does not open with another key", async () => {
    const sealed = seal(key, "here", "hemligt");
    const other = await vault.mint("a draft");
    expect(() => open(other, "here", sealed)).toThrow("altered, moved");
  });

  test("is another each time, so that equal texts do not show", () => {
    const sealed: Sealed[] = Array.from({ length: 100 }, () => seal(key, "here", "ja"));
    for (const name of ["iv", "tag"] as const)
      expect(new Set(sealed.map((one) => one[name]))).toHaveProperty("size", 100);
  });
});

describe("A digest", () => {
  test("is the same for the same text and key only", async () => {
    expect(digest(key, "fallit i duschen")).toMatch(/^[0-9a-f]{64}$/);
    expect(digest(key, "fallit i duschen")).toBe(digest(key, "fallit i duschen"));
    expect(digest(key, "fallit i duschen.")).not.toBe(digest(key, "fallit i duschen"));
    expect(digest(await vault.mint("a draft"), "fallit i duschen")).not.toBe(digest(key, "fallit i duschen"));
  });
});

describe("A data key", () => {
  test("opens the same texts after it was stored", async () => {
    const sealed = seal(key, "here", "hemligt");
    const again = await openVault({ masterKey, keys }).unwrap("a draft", key.wrapped);
    expect(open(again, "here", sealed)).toBe("hemligt");
  });

  test("is not unwrapped for another context, under another master key, or altered", async () => {
    await expect(vault.unwrap("another draft", key.wrapped)).rejects.toThrow("altered, moved");
    const stranger = openVault({ masterKey: randomBytes(32), keys });
    await expect(stranger.unwrap("a draft", key.wrapped)).rejects.toThrow("altered, moved");
    await expect(vault.unwrap("a draft", key.wrapped.slice(4))).rejects.toThrow("altered, moved");
    await expect(vault.unwrap("a draft", "")).rejects.toThrow("altered, moved");
  });

  test("shows nothing but what is stored, however it is printed", () => {
    expect(JSON.parse(JSON.stringify(key))).toEqual({ wrapped: key.wrapped });
    expect(Reflect.ownKeys(key)).toEqual(["wrapped"]);
    const shown = inspect(key, { showHidden: true, depth: null, getters: true });
    expect(shown).toBe(inspect({ wrapped: key.wrapped }, { showHidden: true }));
    expect(inspect(vault, { showHidden: true, depth: null })).not.toContain("Uint8Array");
  });

  test("that is only a copy seals nothing", () => {
    expect(() => seal({ ...key }, "here", "hemligt")).toThrow("must come from the vault");
  });
});

describe("A vault", () => {
  test("refuses a master key that is not 32 bytes", () => {
    expect(() => openVault({ masterKey: randomBytes(31), keys })).toThrow("32 bytes");
  });

  test("keeps one key a record, whoever asks first", async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, () => openVault({ masterKey, keys }).makeRecordKey(osby, id("RACE-2222"))),
    );
    expect(new Set(made.map((one) => one.wrapped))).toHaveProperty("size", 1);
    const found = await vault.recordKey(osby, id("RACE-2222"));
    expect(found?.wrapped).toBe(made[0]?.wrapped);
  });

  test("has no key for a record that was given none", async () => {
    expect(await vault.recordKey(osby, id("NONE-2222"))).toBeUndefined();
  });

  test("does not open one record's key as another's, nor one tenant's", async () => {
    const mine = await vault.makeRecordKey(osby, id("MINE-2222"));
    for (const [tenant, record] of [
      [osby, "THEY-2222"],
      [hjo, "MINE-2222"],
    ] as const) {
      await keys.put({ PK: `T#${tenant}#R#${record}`, SK: "RECORD", wrapped: mine.wrapped });
      await expect(vault.recordKey(tenant, id(record))).rejects.toThrow("altered, moved");
    }
  });

  test("forgets a key within five minutes of its removal, or when the clock is turned back", async () => {
    let now = "2026-11-22T12:00:00.000Z" as Instant;
    const timed = openVault({ masterKey, keys, now: () => now });
    const record = id("GONE-2222");
    await timed.makeRecordKey(osby, record);
    await keys.remove({ PK: "T#osby#R#GONE-2222", SK: "RECORD" });
    now = "2026-11-22T12:04:59.999Z" as Instant;
    expect(await timed.recordKey(osby, record)).toBeDefined();
    now = "2026-11-22T12:05:00.000Z" as Instant;
    expect(await timed.recordKey(osby, record)).toBeUndefined();
    await timed.makeRecordKey(osby, record);
    await keys.remove({ PK: "T#osby#R#GONE-2222", SK: "RECORD" });
    now = "2026-11-22T12:04:00.000Z" as Instant;
    expect(await timed.recordKey(osby, record)).toBeUndefined();
  });

  test("remembers the last thousand keys, not more", async () => {
    let reads = 0;
    const shelf = new Map<string, string>();
    const counting: Store = {
      ...keys,
      get: async (key) => {
        reads++;
        return { ...key, wrapped: shelf.get(key.PK) };
      },
      put: async (item) => {
        shelf.set(item.PK, String(item.wrapped));
        return "ok";
      },
    };
    const full = openVault({ masterKey, keys: counting });
    for (let n = 0; n <= 1000; n++) await full.makeRecordKey(osby, id(`R${n}`));
    await full.recordKey(osby, id("R1"));
    expect(reads).toBe(0);
    await full.recordKey(osby, id("R0"));
    expect(reads).toBe(1);
  });
});
