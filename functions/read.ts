import type { Action, Reply } from "#cards/card";
import { receiptCard } from "#cards/receipt-card";
import { type CaseView, caseCard, caseDialog, noteCard, problemLine } from "#cards/record-card";
import { say } from "#cards/text/sv";
import { actsFor, fieldsInView, isHidden, viewOf } from "#domain/access";
import { routeOf } from "#domain/kind";
import { jourOf } from "#domain/municipality";
import { holders, type Person } from "#domain/person";
import { aroundOf, type Scene } from "#domain/place";
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
export async function caseViewOf(reader: Reader, entry: Entry): Promise<CaseView> {
  const { house, municipality, person } = reader;
  const found = house.register[entry.kind];
  if (!found) throw new Error(`no kind ${entry.kind} in the register`);
  const scene = await sceneOf(house, municipality, found.kind);
  const around = aroundOf(scene, entry);
  const taken = entry.history.findLast((event) => found.kind.acts[event.act]?.takes);
  const taker = entry.taker && (await readPerson(house, entry.tenant, entry.taker));
  return {
    ...found,
    entry,
    units: municipality.units.map(({ id, name }) => ({ value: id, label: name })),
    jour: jourOf(municipality, entry.unit).map(jourLine),
    told: toldRoles(scene, entry),
    whistleblower: municipality.whistleblower,
    ...(taker && taken && { taker: { name: taker.name, at: taken.at } }),
    may: actsFor(found.kind, person, entry, around),
    sight: viewOf(person, entry, around),
    now: house.now(),
  };
}

/** The roles that are told first, as the receipt says: those that somebody holds from whom it is not hidden. */
function toldRoles(scene: Scene, entry: Entry): readonly string[] {
  const around = aroundOf(scene, entry);
  const somebody = (role: string) =>
    holders(scene.people, role, around.path, around.day).some((person) => !isHidden(person, entry, around));
  // Whoever reported is not called: they know.
  const others = (role: string) =>
    holders(scene.people, role, around.path, around.day).some(
      (person) => person.id !== entry.by && !isHidden(person, entry, around),
    );
  const called = entry.urgent ? around.chain.find(others) : undefined;
  const told = routeOf(scene.kind, entry.answers).tells.map(({ role }) => role);
  return [...new Set([...(called ? [called] : []), entry.desk.role, ...told])].filter(somebody);
}

/** The reporter's receipt, where they are. */
export async function showReceipt(caller: Caller, entry: Entry): Promise<Reply> {
  const card = receiptCard(await caseViewOf(caller, entry), caller.surface);
  return caller.surface === "dialog" ? { type: "dialog", card } : { type: "card", card };
}

/** The card of a case, for somebody who writes its number. Also this is looking, and is logged. */
export async function showCase(caller: Caller, record: RecordId): Promise<Reply> {
  const found = await look(caller, record);
  if (!found) return { type: "card", card: noteCard(say.home.title, [problemLine({ key: "noSuchCase" })]) };
  const { view, person } = found;
  if (view.sight === "own") return showReceipt(caller, view.entry);
  if (!(await logged(caller.house, person, view.entry, "card")))
    return refuse(caller, view.words, { key: "notLogged" });
  return { type: "card", card: caseCard(view) };
}

/**
 * Shows a case on a dialog, as its reader may see it. First the read log, then the case remembers that it
 * was opened, then it is shown; if the log cannot be written nothing is shown. A case that is hidden, in
 * another tenant, or not there at all gives one and the same answer.
 */
export async function openCase(caller: Caller, { record }: Extract<Action, { do: "open" }>): Promise<Reply> {
  const { house } = caller;
  const found = await look(caller, record as RecordId);
  if (!found) return refuse(caller, undefined, { key: "noSuchCase" });
  const { view, person } = found;
  if (!(await logged(house, person, view.entry, "open")))
    return refuse(caller, view.words, { key: "notLogged" });
  const first = !view.entry.history.some((event) => event.act === "open" && event.by === person.id);
  if (first && view.sight !== "own") {
    const outcome = await perform(caller, view.entry.id, "open", view.entry.version, {}, {});
    if ("key" in outcome) return refuse(caller, view.words, outcome, view.entry);
  }
  // Looked at again: it may have moved, or been hidden, meanwhile.
  const now = await look(caller, view.entry.id);
  if (!now) return refuse(caller, undefined, { key: "noSuchCase" });
  return { type: "dialog", card: await drawDialog(house, now) };
}

async function drawDialog(house: House, { view, sight }: Look) {
  const { entry, kind } = view;
  const fields = fieldsInView(kind, sight);
  const key = await house.vault.recordKey(entry.tenant, entry.id);
  const seen = Object.fromEntries(Object.entries(entry.sealed).filter(([name]) => fields.includes(name)));
  const texts = key && openTexts(key, `${entry.tenant}|${entry.id}`, seen);
  const reporter = sight === "full" ? await readPerson(house, entry.tenant, entry.by) : undefined;
  return caseDialog(view, fields, texts, reporter?.name);
}

type Look = NonNullable<Awaited<ReturnType<typeof look>>>;

/** The case and how much of it the caller sees, by roles as they are now; undefined: none, for them. */
async function look(caller: Caller, record: RecordId) {
  const { house } = caller;
  const person = await readPerson(house, caller.person.tenant, caller.person.id);
  const entry = await readEntry(house.store, caller.person.tenant, record);
  if (!entry || !person) return undefined;
  const view = await caseViewOf({ ...caller, person }, entry);
  const { sight } = view;
  return sight && { view, sight, person };
}

/** Writes who reads what, and when. Answers false when it could not be written. */
async function logged(house: House, person: Person, entry: Entry, what: "open" | "card"): Promise<boolean> {
  const at = house.now();
  const key = keyOf.read(person.tenant, at, entry.id.charCodeAt(0) % 8, house.token());
  const line = { at, person: person.id, record: entry.id, unit: entry.unit, what };
  try {
    // Under a key of its own each time: nothing to be conditional on, and the door may not read the log back.
    await house.store.put({ ...key, byPK: readsOf(person.tenant, entry.id), bySK: at, line });
    return true;
  } catch {
    house.log({ at, tenant: person.tenant, record: entry.id, why: "read log failed" });
    return false;
  }
}
