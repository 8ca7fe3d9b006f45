import type { Action, Option, Reply } from "#cards/card";
import { receiptCard } from "#cards/receipt-card";
import { type CaseView, caseCard, caseDialog, noteCard, problemLine } from "#cards/record-card";
import { say } from "#cards/text/sv";
import { actsFor, asReporter, fieldsInView, isHidden, mayAskWho, relations, viewOf } from "#domain/access";
import { type Kind, routeOf } from "#domain/kind";
import { jourOf } from "#domain/municipality";
import { holders, type Person } from "#domain/person";
import { aroundOf, type Scene } from "#domain/place";
import { baseOf, type Entry, type PersonId, type RecordId } from "#domain/record";
import { type Caller, carrying, refuse, sceneOf } from "./caller.ts";
import { checklistsOf } from "./checklists.ts";
import { ownCode } from "./code.ts";
import { jourLine, openTexts, type Texts } from "./drafts.ts";
import { figuresOf } from "./figures.ts";
import type { House } from "./house.ts";
import { nameOf, readPerson } from "./people.ts";
import { perform } from "./perform.ts";
import { readBy, readOn } from "./reading.ts";
import { readEntry } from "./storage/records.ts";
import { keyOf, readsOf } from "./storage/store.ts";

/** Whoever asks to see a case, and how it stands to them. */
type Reader = Pick<Caller, "house" | "municipality" | "person">;

/** A case as its cards are drawn, for one reader. */
export async function caseViewOf(reader: Reader, entry: Entry): Promise<CaseView> {
  const { house, municipality, person } = reader;
  const known = house.register[entry.kind];
  if (!known) throw new Error(`no kind ${entry.kind} in the register`);
  const found = carrying(known, entry);
  const { kind } = found;
  const scene = await sceneOf(house, municipality, kind);
  const around = aroundOf(scene, entry);
  const taken = entry.history.findLast((event) => kind.acts[event.act]?.takes);
  const taker = entry.taker && (await nameOf(house, entry.tenant, entry.taker));
  const ender = await enderOf(house, kind, entry, person.id);
  const figures =
    kind.compiles && entry.snapshots
      ? await figuresOf(house, municipality, { entry, kind }, kind.compiles.shows(entry.answers))
      : [];
  return {
    ...found,
    ...(figures.length > 0 && { figures }),
    entry,
    units: municipality.units.map(({ id, name }) => ({ value: id, label: name })),
    people: await namedIn(house, kind, entry),
    checklists: checklistsOf(municipality).map(({ id, title }) => ({ value: id, label: title })),
    jour: jourOf(municipality, entry.unit).map(jourLine),
    told: toldRoles(scene, entry),
    whistleblower: municipality.whistleblower,
    ...(taker && taken && { taker: { name: taker, at: taken.at } }),
    ...(ender && { ender }),
    reader: person.id,
    is: relations(kind, person, entry, around),
    may: actsFor(kind, person, entry, around, scene.rules),
    sight: viewOf(kind, person, entry, around),
    alarm: entry.urgent && !taken && !kind.ended.includes(entry.state),
    neutral: person.id === entry.by && isHidden(person, entry, around),
    nameless: !mayAskWho(kind, person, entry, around),
    now: house.now(),
  };
}

/** Who ended a case that is over; the reader as such, and nobody where it ended with another. */
async function enderOf(
  house: House,
  kind: Kind,
  entry: Entry,
  reader: PersonId,
): Promise<CaseView["ender"] | undefined> {
  const isEnd = ({ from, to }: Entry["history"][number]) =>
    kind.ended.includes(to) && !kind.ended.includes(from);
  const end = kind.ended.includes(entry.state) ? entry.history.findLast(isEnd) : undefined;
  if (!end || asReporter(kind, entry, end)) return undefined;
  const name = end.by === reader ? say.case.you : await nameOf(house, entry.tenant, end.by);
  return name === undefined ? undefined : { name, act: end.act, at: end.at };
}

/** The people whom a case's answers and journal name. */
async function namedIn(house: House, kind: Kind, entry: Entry): Promise<Option[]> {
  const fields = Object.entries(kind.form.fields).flatMap(([name, { type }]) =>
    type === "person" ? [name] : [],
  );
  // Also whoever was named before and has since been replaced.
  const named = Object.entries(entry.answers).filter(([name]) => fields.includes(baseOf(name)));
  const ids = new Set(named.flatMap(([, answer]) => answer));
  if (kind.appoints) ids.add(entry.by);
  const options = [...ids].map(async (id) => ({
    value: id,
    label: (await nameOf(house, entry.tenant, id as PersonId)) ?? say.notGiven,
  }));
  return Promise.all(options);
}

/** The roles that are told first, as the receipt says: those that somebody holds from whom it is not hidden. */
function toldRoles(scene: Scene, entry: Entry): readonly string[] {
  const around = aroundOf(scene, entry);
  const seeing = scene.people.filter((person) => !isHidden(person, entry, around));
  const holding = (role: string) => holders(seeing, role, around.path, around.day);
  // Whoever reported is not called: they know.
  const called = entry.urgent
    ? around.chain.find((role) => holding(role).some(({ id }) => id !== entry.by))
    : undefined;
  const told = routeOf(scene.kind, entry.answers).tells.flatMap((tell) => ("role" in tell ? tell.role : []));
  const roles = [...(called ? [called] : []), around.desk.role, ...told];
  return [...new Set(roles)].filter((role) => holding(role).length > 0);
}

/** The reporter's receipt, where they are. */
export async function showReceipt(caller: Caller, entry: Entry): Promise<Reply> {
  const view = await caseViewOf(caller, entry);
  const code = caller.surface === "dialog" ? await ownCode(caller, view.kind, entry) : undefined;
  const card = receiptCard({ ...view, ...(code && { code }) }, caller.surface);
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
 * another tenant, or not there at all gives one and the same answer. `act` is what the caller has just done to it.
 */
export async function openCase(
  caller: Caller,
  { record, page }: Extract<Action, { do: "open" }>,
  act?: string,
): Promise<Reply> {
  const { house } = caller;
  const found = await look(caller, record as RecordId);
  if (!found) return refuse(caller, undefined, { key: "noSuchCase" });
  const { view, person } = found;
  if (!(await logged(house, person, view.entry, "open")))
    return refuse(caller, view.words, { key: "notLogged" });
  const first = !view.entry.history.some((event) => event.act === "open" && event.by === person.id);
  // Of what everybody may read it is enough that the log says who did.
  if (first && view.sight !== "own" && !view.kind.public) {
    const outcome = await perform(caller, view.entry.id, "open", view.entry.version);
    if ("key" in outcome) return refuse(caller, view.words, outcome, view.entry);
  }
  // Looked at again: it may have moved, or been hidden, meanwhile.
  const now = await look(caller, view.entry.id);
  if (!now) return refuse(caller, undefined, { key: "noSuchCase" });
  return { type: "dialog", card: await drawDialog(caller, now, page, act) };
}

async function drawDialog(
  { house, municipality }: Reader,
  { view, sight, person }: Look,
  page?: number,
  act = "",
) {
  const { entry, kind, words } = view;
  // Nobody who is involved reads what was decided by looking for it.
  const is = entry.barred.includes(person.id) ? [] : view.is;
  const fields = fieldsInView(kind, sight, entry, is);
  const did = words.acts[act]?.done;
  const read = await readBy({ house, municipality, person }, kind, entry);
  const readDay = await readOn({ house, municipality, person }, kind, entry);
  const may = readDay ? view.may.filter((name) => !kind.acts[name]?.signs) : view.may;
  const code = await ownCode({ house, person }, kind, entry);
  const more = {
    ...(did && { did }),
    ...(read && { read }),
    ...(code && { code }),
    ...(readDay && { readDay }),
  };
  const shown = { ...view, may, ...more };
  return caseDialog(shown, fields, await textsOf(house, entry, fields), page);
}

/** Some of a case's texts in clear, with what they took the place of unless only the `latest` are asked for; undefined when its key is gone. The reading is logged by the caller. */
export async function textsOf(
  house: House,
  entry: Entry,
  fields: readonly string[],
  latest = false,
): Promise<Texts | undefined> {
  // What the house began itself, and nobody has written in, has no key yet.
  if (Object.keys(entry.sealed).length === 0) return {};
  const key = await house.vault.recordKey(entry.tenant, entry.id);
  const seen = Object.fromEntries(
    Object.entries(entry.sealed).filter(([name]) => fields.includes(latest ? name : baseOf(name))),
  );
  return key && openTexts(key, `${entry.tenant}|${entry.id}`, seen);
}

export type Look = NonNullable<Awaited<ReturnType<typeof look>>>;

/** The case and how much of it the caller sees, by roles as they are now; undefined: none, for them. */
export async function look(caller: Reader, record: RecordId) {
  const { house } = caller;
  const person = await readPerson(house, caller.person.tenant, caller.person.id);
  const entry = await readEntry(house.store, caller.person.tenant, record);
  if (!entry || !person) return undefined;
  const view = await caseViewOf({ ...caller, person }, entry);
  const { sight } = view;
  return sight && { view, sight, person };
}

/** Writes who reads what, and when. Answers false when it could not be written. */
export async function logged(
  house: House,
  person: Person,
  entry: Entry,
  what: "open" | "card" | "journal" | "reporter" | "document" | "figures" | "code",
): Promise<boolean> {
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
