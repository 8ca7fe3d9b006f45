import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import type { Instant, RecordId, Sealed, TenantId } from "#domain/record";
import { keyOf, type Store } from "./store.ts";

/** The key of one record or draft. Its secret is known in this file only, so no log and no JSON can show it. */
export interface DataKey {
  /** The secret under the master key: what is stored. */
  readonly wrapped: string;
}

/** Where data keys come from. Under KMS only `mint` and `unwrap` become others. */
export interface Vault {
  /** A new data key, bound to what it is for: only the same `context` unwraps it. */
  mint(context: string): Promise<DataKey>;
  /** A stored key again. Throws when it was altered, or wrapped for another context or under another master key. */
  unwrap(context: string, wrapped: string): Promise<DataKey>;
  /** The record's own key, from the keys table; undefined when it has none, or none any more. */
  recordKey(tenant: TenantId, id: RecordId): Promise<DataKey | undefined>;
  /** The record's own key, made and saved first if there is none: twice, or two at once, give the same key. */
  makeRecordKey(tenant: TenantId, id: RecordId): Promise<DataKey>;
}

export interface VaultOptions {
  /** 32 bytes, kept outside of the tables. */
  readonly masterKey: Uint8Array;
  readonly keys: Store;
  readonly now?: () => Instant;
}

/** A vault over a master key and the table of the records' keys. Throws unless the master key is 32 bytes. */
export function openVault({ masterKey, keys, now }: VaultOptions): Vault {
  if (masterKey.length !== 32) throw new Error("The vault's master key must be 32 bytes");
  const remembered = openMemory(now ?? (() => new Date().toISOString() as Instant));

  const vault: Vault = {
    async mint(context) {
      const secret = randomBytes(32);
      const { iv, ct, tag } = encrypt(masterKey, context, secret);
      return dataKey([iv, ct, tag].join("."), secret);
    },

    async unwrap(context, wrapped) {
      const [iv = "", ct = "", tag = ""] = wrapped.split(".");
      return dataKey(wrapped, decrypt(masterKey, context, { iv, ct, tag }));
    },

    async recordKey(tenant, id) {
      const key = keyOf.record(tenant, id);
      const known = remembered.get(key.PK);
      if (known) return known;
      const item = await keys.get(key);
      if (!item) return undefined;
      return remembered.set(key.PK, await vault.unwrap(key.PK, String(item.wrapped)));
    },

    async makeRecordKey(tenant, id) {
      const key = keyOf.record(tenant, id);
      const made = await vault.mint(key.PK);
      const saved = await keys.put({ ...key, wrapped: made.wrapped }, "absent");
      if (saved === "ok") return remembered.set(key.PK, made);
      // Saved earlier, by a try that did not get further. Gone again is the disposal of it: then nothing may be sealed.
      const earlier = await vault.recordKey(tenant, id);
      if (!earlier) throw new Error(`The key of ${key.PK} was removed while it was asked for`);
      return earlier;
    },
  };
  return vault;
}

/**
 * The text, encrypted under the key and bound to its place (tenant, record and field): moved elsewhere it does
 * not open.
 */
export function seal(key: DataKey, where: string, text: string): Sealed {
  return encrypt(secretOf(key), where, Buffer.from(text));
}

/** The text again. Throws when it was altered, moved from another place or sealed with another key. */
export function open(key: DataKey, where: string, sealed: Sealed): string {
  return decrypt(secretOf(key), where, sealed).toString();
}

/** A digest that shows whether the text is the same, and that nobody without the key can try guesses on. */
export function digest(key: DataKey, text: string): string {
  return createHmac("sha256", secretOf(key)).update(text).digest("hex");
}

const secrets = new WeakMap<DataKey, Uint8Array>();

function dataKey(wrapped: string, secret: Uint8Array): DataKey {
  const key: DataKey = Object.freeze({ wrapped });
  secrets.set(key, secret);
  return key;
}

function secretOf(key: DataKey): Uint8Array {
  const secret = secrets.get(key);
  if (!secret) throw new Error("A data key must come from the vault: a copy of one has no secret");
  return secret;
}

const algorithm = "aes-256-gcm";
// Said outright when opening too, since GCM would accept a shorter tag, which is easier to forge.
const authTagLength = 16;

function encrypt(secret: Uint8Array, where: string, plain: Uint8Array): Sealed {
  const iv = randomBytes(12);
  const cipher = createCipheriv(algorithm, secret, iv, { authTagLength }).setAAD(Buffer.from(where));
  const ct = Buffer.concat([cipher.update(plain), cipher.final()]);
  return {
    iv: iv.toString("base64"),
    ct: ct.toString("base64"),
    tag: cipher.getAuthTag().toString("base64"),
  };
}

function decrypt(secret: Uint8Array, where: string, { iv, ct, tag }: Sealed): Buffer {
  try {
    const decipher = createDecipheriv(algorithm, secret, Buffer.from(iv, "base64"), { authTagLength });
    decipher.setAAD(Buffer.from(where)).setAuthTag(Buffer.from(tag, "base64"));
    return Buffer.concat([decipher.update(Buffer.from(ct, "base64")), decipher.final()]);
  } catch (cause) {
    throw new Error(`What is sealed at ${where} was altered, moved, or sealed with another key`, { cause });
  }
}

const rememberedMs = 5 * 60_000;
const rememberedMost = 1000;

/** Record keys for five minutes at most, and the last thousand of them: a key that is disposed of is soon gone. */
function openMemory(now: () => Instant) {
  const kept = new Map<string, { key: DataKey; at: number }>();
  return {
    get(name: string): DataKey | undefined {
      const found = kept.get(name);
      const age = found ? Date.parse(now()) - found.at : 0;
      if (age < 0 || age >= rememberedMs) kept.delete(name);
      return kept.get(name)?.key;
    },
    set(name: string, key: DataKey): DataKey {
      kept.delete(name);
      kept.set(name, { key, at: Date.parse(now()) });
      const [oldest] = kept.keys();
      if (kept.size > rememberedMost && oldest !== undefined) kept.delete(oldest);
      return key;
    },
  };
}
