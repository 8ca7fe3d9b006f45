import { createHash } from "node:crypto";
import type { Person } from "#domain/person";
import type { PersonId, RecordId, TenantId } from "#domain/record";
import type { House } from "./house.ts";
import { type Item, keyOf } from "./storage/store.ts";

/** From a press in the chat to the press in the browser. */
const linkMinutes = 5;

/** Who may fetch which document of which record. */
export interface FileAsk {
  readonly tenant: TenantId;
  readonly person: PersonId;
  readonly record: RecordId;
  readonly document: string;
}

/**
 * Gives a link to a document, good for five minutes and once. Whoever holds it gets the file, so it is shown to
 * this person only, on a dialog. Throws in a house that does not know its own address.
 */
export async function offerFile(
  house: House,
  { tenant, id: person }: Pick<Person, "tenant" | "id">,
  { record, document }: Pick<FileAsk, "record" | "document">,
): Promise<string> {
  if (!house.address) throw new Error("Without PUBLIC_URL nobody can be given a link");
  // Two of the house's tokens: 256 bits that nobody guesses. What is stored opens nothing.
  const token = house.token() + house.token();
  const expires = secondsOf(house) + linkMinutes * 60;
  const item = { ...keyOf.link(tenant, person, digestOf(token)), rev: 1, record, document, expires };
  if ((await house.store.put(item, "absent")) === "conflict") throw new Error("A token came twice");
  return `${house.address}/file/${Buffer.from([tenant, person, token].join("|")).toString("base64url")}`;
}

/** Whether the link can still be used. Looking does not use it: so do scanners and previews. */
export async function isOpen(house: House, link: string): Promise<boolean> {
  return (await find(house, link)) !== undefined;
}

/**
 * Uses the link and tells what it was for; of two at once one gets it. Undefined alike for one that is used, too
 * old, altered or never was. Whether the person may still see the record is not asked here.
 */
export async function takeFile(house: House, link: string): Promise<FileAsk | undefined> {
  const found = await find(house, link);
  if (!found) return undefined;
  // Marked with a token: two that take it at once must not take each other's write for their own.
  const used = { ...found.item, rev: 2, used: house.token() };
  return (await house.store.put(used, { rev: 1 })) === "ok" ? found.ask : undefined;
}

/** Tenant, person and token, none of which can reach into another key, or be longer than a key may be. */
const shape = /^([\w-]{1,100})\|([\w-]{1,100})\|([\w-]{1,100})$/;

async function find(house: House, link: string): Promise<{ item: Item; ask: FileAsk } | undefined> {
  const parts = shape.exec(Buffer.from(link, "base64url").toString());
  if (!parts) return undefined;
  const [, tenant, person, token = ""] = parts as unknown as [string, TenantId, PersonId, string];
  const item = await house.store.get(keyOf.link(tenant, person, digestOf(token)));
  if (item?.rev !== 1 || secondsOf(house) >= Number(item.expires)) return undefined;
  return {
    item,
    ask: { tenant, person, record: item.record as RecordId, document: String(item.document) },
  };
}

const digestOf = (token: string) => createHash("sha256").update(token).digest("hex");

const secondsOf = (house: House) => Math.floor(Date.parse(house.now()) / 1000);
