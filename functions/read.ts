import type { Action, Reply } from "#cards/card";
import { type CaseView, caseCard, caseDialog, receiptCard } from "#cards/record-card";
import { actsFor, fieldsInView, viewOf } from "#domain/access";
import { aroundOf, type Scene } from "#domain/decide";
import { routeOf } from "#domain/kind";
import { chainOf, jourOf, type Municipality } from "#domain/municipality";
import type { Person } from "#domain/person";
import type { Entry, RecordId } from "#domain/record";
import { type Caller, refuse, sceneOf } from "./caller.ts";
import { jourLine, openTexts } from "./drafts.ts";
import type { House } from "./house.ts";
import { readPerson } from "./people.ts";
import { perform } from "./perform.ts";
import { readEntry } from "./storage/records.ts";
import { keyOf, readsOf } from "./storage/store.ts";

/** Whoever asks to see a case, and how it stands to them. */
type Reader = Pick<Caller, "house" | "municipality" | "person">;

/** A case as its cards are drawn, for one reader. */
export async function caseViewOf(reader: Reader, entry: Entry): Promise<CaseView & { scene: Scene }> {
  const { house, municipality, person } = reader;
  const found = house.register[entry.kind];
  if (!found) throw new Error(`no kind ${entry.kind} in the register`);
  const scene = await sceneOf(house, municipality, found.kind);
  const taken = entry.history.findLast((event) => found.kind.acts[event.act]?.takes);
  const taker = entry.taker && (await readPerson(house, entry.tenant, entry.taker));
  return {
    ...found,
    scene,
    entry,
    units: municipality.units.map(({ id, name }) => ({ value: id, label: name })),
    jour: jourOf(municipality, entry.unit).map(jourLine).join(", "),
    ...(taker && taken && { taker: { name: taker.name, at: taken.at } }),
    may: actsFor(found.kind, person, entry, aroundOf(scene, entry)),
    now: house.now(),
  };
}

/** The roles that are told of a case, as its receipt says: never one it is hidden from. */
export function toldRoles(house: House, municipality: Municipality, entry: Entry): readonly string[] {
  const kind = house.register[entry.kind]?.kind;
  if (!kind) return [];
  const route = routeOf(kind, entry.answers);
  const roles = entry.urgent ? chainOf(municipality, entry.unit) : route.tells.map(({ role }) => role);
  return roles.filter((role) => role !== route.hides);
}

/** The reporter's receipt, where they are. */
export async function showReceipt(caller: Caller, entry: Entry): Promise<Reply> {
  const view = await caseViewOf(caller, entry);
  const card = receiptCard(view, toldRoles(caller.house, caller.municipality, entry), caller.surface);
  return caller.surface === "dialog" ? { type: "dialog", card } : { type: "card", card };
}

/** The card of a case, for somebody who writes its number. */
export async function showCase(caller: Caller, record: RecordId): Promise<Reply> {
  const found = await sight(caller, record);
  if (!found) return refuse(caller, undefined, { key: "noSuchCase" });
  const { view, sees } = found;
  if (sees === "own") return showReceipt(caller, view.entry);
  return { type: "card", card: caseCard(view, sees) };
}

/**
 * Shows a case on a dialog, as its reader may see it. First the read log, then the case remembers that it
 * was opened, then it is shown; if the log cannot be written nothing is shown. A case that is hidden, in
 * another tenant, or not there at all gives one and the same answer.
 */
export async function openCase(caller: Caller, { record }: Extract<Action, { do: "open" }>): Promise<Reply> {
  const found = await sight(caller, record as RecordId);
  if (!found) return refuse(caller, undefined, { key: "noSuchCase" });
  const { view, sees, person } = found;
  const { house } = caller;
  if (!(await logged(house, person, view.entry))) return refuse(caller, view.words, { key: "notLogged" });
  const first = !view.entry.history.some((event) => event.act === "open" && event.by === person.id);
  if (first && sees !== "own") {
    const outcome = await perform(caller, view.entry.id, "open", view.entry.version, {}, {});
    if ("key" in outcome) return refuse(caller, view.words, outcome);
  }
  const now = (await sight(caller, view.entry.id)) ?? found;
  const fields = fieldsInView(now.view.kind, now.sees);
  const { entry } = now.view;
  const key = await house.vault.recordKey(entry.tenant, entry.id);
  const seen = Object.fromEntries(Object.entries(entry.sealed).filter(([name]) => fields.includes(name)));
  const texts = key ? openTexts(key, `${entry.tenant}|${entry.id}`, seen) : {};
  return { type: "dialog", card: caseDialog(now.view, now.sees, fields, texts) };
}

/** The case and how much of it the caller sees, by roles as they are now; undefined: none, for them. */
async function sight(caller: Caller, record: RecordId) {
  const { house } = caller;
  const person = await readPerson(house, caller.person.tenant, caller.person.id);
  const entry = await readEntry(house.store, caller.person.tenant, record);
  if (!entry || !person) return undefined;
  const view = await caseViewOf({ ...caller, person }, entry);
  const sees = viewOf(person, entry, aroundOf(view.scene, entry));
  return sees && { view, sees, person };
}

/** Writes who reads what, and when. Answers false when it could not be written. */
async function logged(house: House, person: Person, entry: Entry): Promise<boolean> {
  const at = house.now();
  const key = keyOf.read(person.tenant, at, entry.id.charCodeAt(0) % 8, house.token());
  const line = { at, person: person.id, record: entry.id, unit: entry.unit, what: "open" };
  try {
    const index = { byPK: readsOf(person.tenant, entry.id), bySK: at };
    return (await house.store.put({ ...key, ...index, line }, "absent")) === "ok";
  } catch {
    house.log({ at, tenant: person.tenant, record: entry.id, why: "read log failed" });
    return false;
  }
}
