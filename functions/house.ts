import { randomBytes, randomInt } from "node:crypto";
import { words } from "#cards/text/index";
import type { KindWords } from "#cards/text/words";
import type { Compiled } from "#domain/compilation";
import type { Kind } from "#domain/kind";
import { kinds } from "#domain/kinds/index";
import type { Municipality } from "#domain/municipality";
import type { Instant, KindName, RecordId, TenantId } from "#domain/record";
import type { CompileAsk } from "./compile.ts";
import { keyOf, type Store } from "./storage/store.ts";
import type { Vault } from "./storage/vault.ts";

/** The kinds the house keeps, each with its words. */
export type Register = Readonly<Record<KindName, { readonly kind: Kind; readonly words: KindWords }>>;

/** Everything a function needs of the world. Time, ids, keys and stores come in here, so a test fixes them. */
export interface House {
  readonly store: Store;
  readonly vault: Vault;
  readonly register: Register;
  now(): Instant;
  /** A random token: a draft's nonce, a lease, a read-log id. */
  token(): string;
  recordId(): RecordId;
  /** A pause before trying again after somebody else wrote first; milliseconds. */
  pause(attempt: number): Promise<void>;
  /** What happened, for the operator: codes and ids only, never what people wrote. */
  log(line: LogLine): void;
  /** Kept a minute: who a platform identity is, the municipality, the people who hold roles. */
  readonly memory: Memory;
  /** Counts the figures of a compilation, where only facts can be read. Only what does errands has it. */
  readonly compile?: (ask: CompileAsk) => Promise<Compiled>;
  /** Called after a record is saved. At home this is the fast path that the stream is in the cloud. */
  saved(tenant: TenantId, id: RecordId): void;
  /** Where its links begin, `https://…`. Only the doors of the chat give links, and must know it. */
  readonly address?: string;
}

/** The only fields that may be logged. */
export interface LogLine {
  readonly at: string;
  readonly tenant?: string;
  readonly record?: string;
  readonly errand?: string;
  readonly platform?: string;
  readonly why?: string;
  readonly count?: number;
}

/** The register as shipped. */
export const shipped: Register = Object.fromEntries(
  Object.entries(kinds).map(([name, kind]) => [name, { kind, words: words[name as keyof typeof words] }]),
);

/** A house over a store and a vault; the rest is as in production unless given. */
export function openHouse(parts: Pick<House, "store" | "vault"> & Partial<Omit<House, "memory">>): House {
  const now = parts.now ?? (() => new Date().toISOString() as Instant);
  return {
    register: shipped,
    now,
    token: () => randomBytes(16).toString("base64url"),
    recordId: mintRecordId,
    pause: (attempt) => new Promise((done) => setTimeout(done, Math.random() * 20 * Math.min(attempt, 10))),
    log: writeLog,
    saved: () => undefined,
    memory: openMemory(now),
    ...parts,
  };
}

/** Unlike letters and figures, so that a number survives being read aloud: no I, L, O, U, 0 or 1. */
const alphabet = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

function mintRecordId(): RecordId {
  return recordIdFrom(Array.from({ length: 8 }, () => randomInt(alphabet.length)));
}

/** The record id that follows from a digest: the same for the same. */
export const recordIdOf = (digest: Uint8Array): RecordId => recordIdFrom([...digest.subarray(0, 8)]);

function recordIdFrom(numbers: readonly number[]): RecordId {
  const letters = numbers.map((number) => alphabet[number % alphabet.length]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4)}` as RecordId;
}

/**
 * A record id as people write it (`k7qf 3m2x`), in its own form; undefined when it is none. Eight letters with
 * neither a figure nor a hyphen among them are taken for words.
 */
export function readRecordId(text: string): RecordId | undefined {
  const letters = text.toUpperCase().replaceAll(/[\s-]/g, "");
  const whole = letters.length === 8 && [...letters].every((letter) => alphabet.includes(letter));
  return whole && /[\d-]/.test(text) ? (`${letters.slice(0, 4)}-${letters.slice(4)}` as RecordId) : undefined;
}

/** One line of JSON a record, of the allowed fields only, whatever else the object may carry. */
function writeLog({ at, tenant, record, errand, platform, why, count }: LogLine): void {
  console.log(JSON.stringify({ at, tenant, record, errand, platform, why, count }));
}

export interface Memory {
  /** The value remembered for `key`, or what `read` gives, remembered a minute. Undefined is not remembered. */
  recall<T>(key: string, read: () => Promise<T>): Promise<T>;
  forget(key: string): void;
}

const rememberedMs = 60_000;

function openMemory(now: () => Instant): Memory {
  const kept = new Map<string, { value: unknown; at: number }>();
  return {
    async recall<T>(key: string, read: () => Promise<T>): Promise<T> {
      const found = kept.get(key);
      const age = found ? Date.parse(now()) - found.at : Number.POSITIVE_INFINITY;
      if (found && age >= 0 && age < rememberedMs) return found.value as T;
      const value = await read();
      if (kept.size > 10_000) kept.clear();
      if (value !== undefined) kept.set(key, { value, at: Date.parse(now()) });
      return value;
    },
    forget: (key) => void kept.delete(key),
  };
}

/** The municipality's configuration as last loaded; undefined before the first. */
export function municipalityOf(house: House, tenant: TenantId): Promise<Municipality | undefined> {
  return house.memory.recall(`config ${tenant}`, async () => {
    const { PK } = keyOf.config(tenant, 0);
    const [{ items }, { municipalitySchema }] = await Promise.all([
      house.store.query({ pk: PK, begins: "CONFIG#", newestFirst: true, limit: 1 }),
      // Built while the store is asked, and not before the door opens.
      import("#domain/municipality-schema"),
    ]);
    const stored = items[0]?.municipality;
    // What was loaded before a setting existed gets its default.
    return (municipalitySchema.safeParse(stored).data ?? stored) as Municipality | undefined;
  });
}
