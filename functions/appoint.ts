import { isDeepStrictEqual } from "node:util";
import type { Option } from "#cards/card";
import { seatLabel } from "#cards/sentence";
import type { Staff } from "#domain/appoint";
import { localDate } from "#domain/calendar";
import type { Field } from "#domain/form";
import type { Kind } from "#domain/kind";
import { unitOf, unitPath } from "#domain/municipality";
import { rolesOn } from "#domain/person";
import type { Answers, PersonId, Problem, TenantId, UnitId } from "#domain/record";
import { type Given, rolesAfter } from "#domain/seat";
import type { Asked, Caller } from "./caller.ts";
import { checklistsOf } from "./checklists.ts";
import type { Texts } from "./drafts.ts";
import type { House } from "./house.ts";
import { changePerson, invite, nameOf, personAt, readPerson, roleHolders } from "./people.ts";

/** What somebody answered, in the open and in free text. */
export interface Said {
  readonly answers: Answers;
  readonly texts: Texts;
}

/** What the caller may choose in the fields whose choices depend on who asks, as menus show it. */
export async function offersFor(
  caller: Caller,
  { kind, form, act }: Asked,
  answers: Answers,
): Promise<Readonly<Record<string, readonly Option[]>> | undefined> {
  const listed = { ...checklistOffers(caller, form), ...unitOffers(caller, kind, form) };
  if (!kind.appoints || act) return listed;
  const offers = kind.appoints.offers(caller.person, await staffNow(caller), answers);
  const shown = Object.entries(offers).map(async ([name, values]) => {
    const options = await Promise.all(
      values.map((value) => optionOf(caller, form.fields[name], value, answers)),
    );
    return [name, options] as const;
  });
  return Object.fromEntries(await Promise.all(shown));
}

/** The checklists there are, where a form asks for one. */
function checklistOffers(
  { municipality }: Caller,
  { fields }: Asked["form"],
): Readonly<Record<string, readonly Option[]>> {
  const names = Object.keys(fields).filter((name) => fields[name]?.type === "checklist");
  const options = checklistsOf(municipality).map(({ id, title }) => ({ value: id, label: title }));
  return Object.fromEntries(names.map((name) => [name, options]));
}

/** The units where the caller holds a role that begins one, and all below them, where a form asks for such. */
function unitOffers(
  { house, municipality, person }: Caller,
  { starts = [] }: Kind,
  { fields }: Asked["form"],
): Readonly<Record<string, readonly Option[]>> {
  const names = Object.keys(fields).filter((name) => {
    const field = fields[name];
    return field?.type === "unit" && field.held;
  });
  const held = rolesOn(person, localDate(house.now())).filter(({ role }) => starts.includes(role));
  const options = municipality.units
    .filter(({ id }) =>
      unitPath(municipality, id).some((above) => held.some(({ unit }) => unit === above.id)),
    )
    .map(({ id, name }) => ({ value: id, label: name }));
  return Object.fromEntries(names.map((name) => [name, options]));
}

async function optionOf(
  { house, municipality, person }: Caller,
  field: Field | undefined,
  value: string,
  answers: Answers,
): Promise<Option> {
  const unitName = (id: string) => unitOf(municipality, id as UnitId)?.name ?? id;
  if (field?.type === "unit") return { value, label: unitName(value) };
  if (field?.type !== "seat") return { value, label: value };
  const [role = "", unit = "", id = ""] = value.split("@");
  // One's own name, and a unit already chosen, say nothing.
  const name = id === person.id ? undefined : await nameOf(house, person.tenant, id as PersonId);
  return { value, label: seatLabel(role, unit === answers.unit ? undefined : unitName(unit), name) };
}

async function staffNow({ house, municipality }: Caller, afresh = false): Promise<Staff> {
  const people = await roleHolders(house, municipality.tenant, afresh);
  return { municipality, people, day: localDate(house.now()) };
}

/**
 * What was said, with whoever an address stands for and all that follows from the seat; or why it may not be said.
 * Judged by the rights and the people of this moment. Somebody unknown is put in the table before the record.
 */
export async function appointed(caller: Caller, { kind, form }: Asked, said: Said): Promise<Said | Problem> {
  if (!kind.appoints) return said;
  const { house, person } = caller;
  const named = Object.entries(form.fields).flatMap(([name, field]) => {
    const address = said.texts[name];
    return field.type === "text" && field.names && address ? [{ name, who: field.names, address }] : [];
  })[0];
  const guest = named && (await personAt(house, person.tenant, named.address));
  // Behind a shared account stands nobody in particular.
  if (named && guest?.shared) return { key: "unknownPerson", field: named.name };
  const answers = { ...said.answers, ...(named && guest && { [named.who]: guest.id }) };
  const by = (await readPerson(house, person.tenant, person.id)) ?? { ...person, roles: [] };
  const read = kind.appoints.reads(answers, by, await staffNow(caller, true));
  if ("problem" in read) {
    const { field } = read.problem;
    return { ...read.problem, ...(named && field === named.who && { field: named.name }) };
  }
  if (named && guest) await invite(house, guest, named.address);
  return { ...said, answers: read.answers };
}

/** Gives somebody a role, or ends it: once, however often it is done. */
export async function seat(house: House, tenant: TenantId, { person, ...given }: Given): Promise<void> {
  await changePerson(house, tenant, person, (now) => {
    const roles = rolesAfter(now.roles, given);
    return isDeepStrictEqual(roles, now.roles) ? undefined : { ...now, roles };
  });
}
