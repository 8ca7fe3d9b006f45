import type { Option, Reply } from "#cards/card";
import { problemLine } from "#cards/record-card";
import { say } from "#cards/text/sv";
import { type KindWords, withCarriedWords } from "#cards/text/words";
import { shownInstant } from "#cards/when";
import { asReporter } from "#domain/access";
import { localDate } from "#domain/calendar";
import type { Form, Surface } from "#domain/form";
import { actForm, type Kind, withCarried } from "#domain/kind";
import { chainOf, type Municipality, reportingUnits, unitPath } from "#domain/municipality";
import { type Person, rolesOn } from "#domain/person";
import type { Scene } from "#domain/place";
import type { Entry, Instant, MessageRef, Platform, Problem, RecordId, UnitId } from "#domain/record";
import type { House, Register } from "./house.ts";
import { readPerson, roleHolders } from "./people.ts";
import { readEntry } from "./storage/records.ts";

/** Somebody asking for something: who, in which municipality, and where the answer will be shown. */
export interface Caller {
  readonly house: House;
  readonly municipality: Municipality;
  readonly person: Person;
  readonly platform: Platform;
  readonly surface: Surface;
  /** The message that was pressed, or that launched the dialog. */
  readonly card?: MessageRef | undefined;
}

/** A form by its name: a kind's own (`deviation`), or that of one of its acts (`deviation.wrongUnit`). */
export interface Asked {
  readonly kind: Kind;
  readonly words: KindWords;
  readonly form: Form;
  readonly act?: string;
}

export function askedBy(house: House, name: string, entry?: Entry): Asked | undefined {
  const [kindName = "", act] = name.split(".");
  const known = Object.hasOwn(house.register, kindName) ? house.register[kindName] : undefined;
  if (!known) return undefined;
  const found = carrying(known, entry);
  if (act === undefined) return { ...found, form: found.kind.form };
  const form = Object.hasOwn(found.kind.acts, act) ? actForm(found.kind, act) : undefined;
  return form && { ...found, form, act };
}

/** A kind and its words, with what one of its records carries. */
export const carrying = ({ kind, words }: Register[string], entry: Entry | undefined): Register[string] => ({
  kind: withCarried(kind, entry),
  words: withCarriedWords(words, entry),
});

/** The form that is asked of a record, or of none yet: a record may carry its own. */
export async function askedOf(
  { house, person }: Caller,
  name: string,
  record?: RecordId,
): Promise<Asked | undefined> {
  const asked = askedBy(house, name);
  if (!asked?.kind.carries || !record) return asked;
  return askedBy(house, name, await readEntry(house.store, person.tenant, record));
}

/** The kinds that a municipality uses, of those the house keeps. */
export function offered({ register }: House, { kinds }: Municipality): Register {
  return Object.fromEntries(Object.entries(register).filter(([name]) => kinds.includes(name)));
}

/** The kinds that the caller may begin. */
export function startable(caller: Caller): Register {
  const all = Object.entries(offered(caller.house, caller.municipality));
  return Object.fromEntries(all.filter(([, { kind }]) => mayStart(caller, kind)));
}

/** Whether the caller may begin a record of this kind. */
export function mayStart({ house, person }: Caller, { starts }: Kind): boolean {
  const roles = rolesOn(person, localDate(house.now()));
  return !starts || roles.some(({ role }) => starts.includes(role));
}

/** The unit of the role by which the caller begins one, where that is what the kind is about. */
export function ledUnit({ house, person }: Caller, { kind, form }: Asked): { unit?: UnitId } {
  const field = Object.values(form.fields).find(({ known }) => known === "role.unit");
  const held = rolesOn(person, localDate(house.now())).find(({ role }) => kind.starts?.includes(role));
  return field && held ? { unit: held.unit } : {};
}

/** The municipality as decisions see it, now. `afresh`: who holds the roles is read, not remembered. */
export async function sceneOf(
  house: House,
  municipality: Municipality,
  kind: Kind,
  afresh = false,
): Promise<Scene> {
  return {
    tenant: municipality.tenant,
    kind,
    people: await roleHolders(house, municipality.tenant, afresh),
    pathOf: (unit) => unitPath(municipality, unit).map(({ id }) => id),
    chainOf: (unit) => chainOf(municipality, unit),
    rules: municipality,
    quiet: municipality.quietHours,
    now: house.now(),
  };
}

/** The units a report may concern, to choose from. */
export function unitOptions(municipality: Municipality): Option[] {
  return reportingUnits(municipality).map(({ id, name }) => ({ value: id, label: name }));
}

/**
 * Problems as an answer. Whoever is told that somebody else acted hears who and when; the reporter's name is
 * no part of that.
 */
export async function refuse(
  caller: Caller,
  words: KindWords | undefined,
  problem: Problem,
  entry?: Entry,
): Promise<Extract<Reply, { type: "problems" }>> {
  const { house, person } = caller;
  const { by, act, at } = problem.with ?? {};
  const field = problem.field && { field: problem.field };
  if (problem.key !== "acted" || !by || !act || !at)
    return { type: "problems", problems: [{ ...field, text: problemLine(problem) }] };
  const kind = entry && house.register[entry.kind]?.kind;
  const reporter = kind && by !== person.id && asReporter(kind, entry, { act, by: by as Person["id"] });
  const actor = reporter ? undefined : await readPerson(house, person.tenant, by as Person["id"]);
  const filled = {
    name: actor?.name ?? say.case.theReporter,
    done: words?.acts[act]?.done ?? "",
    when: shownInstant(at as Instant),
  };
  return { type: "problems", problems: [{ text: problemLine({ key: "acted", with: filled }) }] };
}
