import type { Instant, LocalDate, PersonId, Platform, RecordId, TenantId } from "#domain/record";

/**
 * The one table (design §5) behind four verbs. There is one implementation, over DynamoDB; tests put faults
 * in front of these same four verbs.
 */
export interface Store {
  /** The item as last written (strongly consistent), or undefined. */
  get(key: Key): Promise<Item | undefined>;
  /**
   * Writes a whole item. `when` makes it conditional: `"absent"`, or `{ rev }` for an item whose `rev` is
   * this. Answers `"conflict"` when the condition did not hold; then nothing was written.
   */
  put(item: Item, when?: "absent" | { readonly rev: number }): Promise<"ok" | "conflict">;
  /** Removes an item; one that is not there is no error. */
  remove(key: Key): Promise<void>;
  /** One page of keys and projected attributes in sort order; `next` continues it. */
  query(query: Query): Promise<{ items: Item[]; next?: string }>;
}

export interface Key {
  readonly PK: string;
  readonly SK: string;
}

/** What lies in the table: the key, what the thing is, and the attributes that place it in the indexes. */
export interface Item extends Key {
  readonly [attribute: string]: unknown;
}

export type IndexName = "desk" | "reporter" | "shelf" | "wake";

export interface Query {
  /** Without an index: the table itself (strongly consistent). */
  readonly index?: IndexName;
  readonly pk: string;
  /** Only sort keys that begin so. */
  readonly begins?: string;
  /** Only sort keys up to and including this. */
  readonly upTo?: string;
  readonly newestFirst?: boolean;
  readonly limit?: number;
  readonly from?: string;
}

/** The attributes an index is keyed on. An item without them is not in the index. */
export const indexKeys = {
  desk: { pk: "deskPK", sk: "deskSK" },
  reporter: { pk: "byPK", sk: "bySK" },
  shelf: { pk: "shelfPK", sk: "shelfSK" },
  wake: { pk: "wakePK", sk: "wakeSK" },
} as const satisfies Record<IndexName, { pk: string; sk: string }>;

/** What each index carries besides the keys (design §5): never a protected word. */
export const indexHolds = {
  desk: ["kind", "state", "due"],
  reporter: ["kind", "state", "due"],
  shelf: ["facts", "head"],
  wake: [],
} as const satisfies Record<IndexName, readonly string[]>;

/** Every key of the table is built here, and begins with the tenant. */
export const keyOf = {
  record: (t: TenantId, id: RecordId): Key => ({ PK: `T#${t}#R#${id}`, SK: "RECORD" }),
  /** An entry of a record's journal; `part` begins with its moment. */
  part: (t: TenantId, id: RecordId, part: string): Key => ({
    PK: `T#${t}#R#${id}`,
    SK: `PART#${part}`,
  }),
  /** That a person has read a record, and the day; the days in order. */
  sign: (t: TenantId, id: RecordId, day: LocalDate, person: PersonId): Key => ({
    PK: `T#${t}#R#${id}`,
    SK: `SIGN#${day}#${person}`,
  }),
  draft: (t: TenantId, person: PersonId, form: string, record?: RecordId): Key => ({
    PK: `T#${t}#P#${person}`,
    SK: `DRAFT#${form}#${record ?? "new"}`,
  }),
  person: (t: TenantId, person: PersonId): Key => ({ PK: `T#${t}#P#${person}`, SK: "PERSON" }),
  /** A link that gives a file once, known by the digest of its token alone. */
  link: (t: TenantId, person: PersonId, digest: string): Key => ({
    PK: `T#${t}#P#${person}`,
    SK: `LINK#${digest}`,
  }),
  /** `platformId` is `teams:<object id>`, `slack:<user id>` or `mail:<address>`. */
  who: (t: TenantId, platformId: string): Key => ({ PK: `T#${t}#WHO#${platformId}`, SK: "WHO" }),
  config: (t: TenantId, version: number): Key => ({
    PK: `T#${t}`,
    SK: `CONFIG#${String(version).padStart(8, "0")}`,
  }),
  /** When the next compilation of a municipality is to be begun. */
  plan: (t: TenantId): Key => ({ PK: `T#${t}`, SK: "PLAN" }),
  install: (t: TenantId, platform: Platform): Key => ({ PK: `T#${t}`, SK: `INSTALL#${platform}` }),
  read: (t: TenantId, at: Instant, shard: number, id: string): Key => ({
    PK: `T#${t}#READ#${at.slice(0, 10)}#${shard}`,
    SK: `${at}#${id}`,
  }),
  /** Which tenant a platform's organisation is: the only key that cannot begin with the tenant it looks for. */
  organisation: (platform: Platform, organisation: string): Key => ({
    PK: `ORGANISATION#${platform}#${organisation}`,
    SK: "TENANT",
  }),
} as const;

/** The partitions of the indexes. */
export const shelfOf = {
  /** Half-year of the reporting day, Europe/Stockholm: `2026H2`. */
  halfYear: (t: TenantId, half: string) => `T#${t}#${half}`,
  standing: (t: TenantId, kind: string) => `T#${t}#STANDING#${kind}`,
} as const;
export const deskOf = (t: TenantId, role: string, unit: string) => `T#${t}#DESK#${role}@${unit}`;
/** Where the restricted cases of a role stand, whatever their unit. */
export const restrictedUnit = "*";
/** What one person must do. */
export const ownOf = (t: TenantId, person: PersonId) => `T#${t}#OWN#${person}`;
/** The people who work at a unit. */
export const staffOf = (t: TenantId, unit: string) => `T#${t}#STAFF@${unit}`;
export const byOf = (t: TenantId, person: PersonId) => `T#${t}#BY#${person}`;
/** What somebody has confirmed having read. */
export const signsOf = (t: TenantId, person: PersonId) => `T#${t}#SIGNED#${person}`;
export const readsOf = (t: TenantId, id: RecordId) => `T#${t}#READOF#${id}`;
/** Few tenants, few due at once: one shard is enough until a minute's sweep is not. */
export const wakeShard = "WAKE#0";

/** The record or person that a key is of; the tenant alone for its plan; undefined for every other item. */
export function ownerOf({
  PK,
  SK,
}: Key): { tenant: TenantId; record?: RecordId; person?: PersonId } | undefined {
  const [, tenant, sort, id] = PK.split("#");
  if (SK === "PLAN" && tenant) return { tenant: tenant as TenantId };
  if (!tenant || !id) return undefined;
  if (SK === "RECORD" && sort === "R") return { tenant: tenant as TenantId, record: id as RecordId };
  if (SK === "PERSON" && sort === "P") return { tenant: tenant as TenantId, person: id as PersonId };
  return undefined;
}
