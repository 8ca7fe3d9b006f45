import type { Around } from "./access.ts";
import type { Relation } from "./kind.ts";
import { type Municipality, unitPath } from "./municipality.ts";
import { type Role, type RoleHolder, rolesOn, superiors } from "./person.ts";
import type { Answers, Entry, LocalDate, PersonId, Problem, UnitId } from "./record.ts";
import type { notEarlier, roleBy } from "./seat.ts";

/** Who may say who holds a role (förordnande): deputies, new holders, and that somebody no longer does. */

/** What is said: somebody steps in for a holder, somebody becomes one, somebody is one no longer. */
export const tasks = ["deputy", "holder", "ending"] as const;
export type Task = (typeof tasks)[number];

/** A role at a unit, and who holds it. */
export interface Seat {
  readonly role: Role["role"];
  readonly unit: UnitId;
  readonly person?: PersonId;
}

/** The municipality and its people on a day. */
export interface Staff {
  readonly municipality: Municipality;
  readonly people: readonly RoleHolder[];
  readonly day: LocalDate;
}

type Where = Pick<Around, "path" | "day">;

/** A seat as a menu's answer carries it. */
export const codeOf = ({ role, unit, person }: Seat) => `${role}@${unit}@${person ?? ""}`;

/** Roles that stand beside the line of command: nobody leads them. */
const apart = ["committeeSecretary", "workingCommittee", "dataProtectionOfficer", "admin"];
const rankOf = (role: string) => superiors.indexOf(role) + 1;

/**
 * The table of rights. A deputy is appointed by the holder, a superior or the SAS; a new holder by an admin; a
 * role is ended by an admin or a superior. `where` is the seat's unit with those above it, and the day. The SAS
 * appoints no deputy for an admin, who could then appoint new holders.
 */
export function mayAppoint(task: Task, by: RoleHolder, seat: Seat, where: Where): boolean {
  const has = (role: string) => heldOver(by, seat, where).some((held) => held.role === role);
  switch (task) {
    case "deputy":
      return seat.person === by.id || leads(by, seat, where) || (has("sas") && seat.role !== "admin");
    case "holder":
      return has("admin");
    case "ending":
      return has("admin") || leads(by, seat, where);
  }
}

/** Whether somebody is a superior of a seat. */
function leads(by: RoleHolder, seat: Seat, where: Where): boolean {
  const rank = rankOf(seat.role);
  const above = ({ role, unit }: Role) =>
    rankOf(role) > 0 && (unit === seat.unit ? rankOf(role) > rank : rankOf(role) >= rank);
  return !apart.includes(seat.role) && heldOver(by, seat, where).some(above);
}

/**
 * The roles somebody holds at a seat's unit or above it. What one does in another's place gives no right over
 * that person's own seat: nobody prolongs themself.
 */
function heldOver(by: RoleHolder, seat: Seat, { path, day }: Where): readonly Role[] {
  return rolesOn(by, day).filter(
    ({ unit, deputyFor }) => path.includes(unit) && (!deputyFor || deputyFor !== seat.person),
  );
}

/** The seats that are held now or will be; a deputy's place is no seat to appoint a deputy for. */
function seatsIn({ people, day }: Staff, task: Task): Seat[] {
  const seats = people.flatMap(({ id, roles }) =>
    roles
      .filter(({ to, deputyFor }) => (to === undefined || day <= to) && (task === "ending" || !deputyFor))
      .map(({ role, unit }): Seat => ({ role, unit, person: id })),
  );
  const codes = seats.map(codeOf);
  return seats.filter((seat, at) => codes.indexOf(codeOf(seat)) === at);
}

const whereIn = ({ municipality, day }: Staff, unit: UnitId): Where => ({
  path: unitPath(municipality, unit).map(({ id }) => id),
  day,
});

/**
 * What a person may choose among, by field. A field that is left out is not theirs to answer yet; an empty list
 * says that there is nothing for them to appoint.
 */
export function offersTo(
  by: RoleHolder,
  staff: Staff,
  answers: Answers,
): Readonly<Record<string, readonly string[]>> {
  const { municipality } = staff;
  const may = (task: Task) => (seat: Seat) => mayAppoint(task, by, seat, whereIn(staff, seat.unit));
  const open = municipality.units.map(({ id }): Seat => ({ role: "staff", unit: id }));
  const seatsFor = (task: Task) => (task === "holder" ? open : seatsIn(staff, task)).filter(may(task));
  const mine = tasks.filter((task) => seatsFor(task).length > 0);
  const task = mine.find((each) => mine.length === 1 || each === answers.what);
  const seats = task ? seatsFor(task) : [];
  // Whoever may appoint for others says first where: the whole list would be too long for a menu.
  const others = mine.some((each) => seatsFor(each).some(({ person }) => person !== by.id));
  const here = seats.filter(({ unit, person }) => person && (!others || unit === answers.unit));
  const units = municipality.units.flatMap(({ id }) => (seats.some(({ unit }) => unit === id) ? [id] : []));
  return {
    several: [mine.length === 1 && mine[0] === "deputy" ? "no" : "yes"],
    others: [others ? "yes" : "no"],
    what: mine,
    role: municipality.roles.filter((role) => role !== "staff"),
    ...(task && others && { unit: units }),
    ...(here.length > 0 && { seat: here.map(codeOf) }),
  };
}

/** Whom a person is never offered: themself, for a place of their own or a role that they give. */
export function neverOffered({ id }: RoleHolder, { others, what }: Answers): readonly PersonId[] {
  return others === "no" || what === "holder" ? [id] : [];
}

/**
 * What was answered, whole: the role, the unit and the people that follow from the seat. Or why this person may
 * not say so, whatever the form offered them.
 */
export function readAppointment(
  answers: Answers,
  by: RoleHolder,
  staff: Staff,
): { readonly answers: Answers } | { readonly problem: Problem } {
  const no = (key: Problem["key"], field: string) => ({ problem: { key, field } });
  const { seat: code, what = "deputy", ...rest } = answers;
  const { who } = rest;
  if (what === "holder") {
    const { role, unit } = answers as { role: Role["role"]; unit: UnitId };
    if (!staff.municipality.roles.includes(role) || role === "staff") return no("unknownOption", "role");
    if (!mayAppoint(what, by, { role, unit }, whereIn(staff, unit))) return no("notYours", "role");
    if (!who) return no("required", "who");
    // Whoever gives out roles gives themself none.
    return who === by.id ? no("notToOneself", "who") : { answers: { ...rest, what } };
  }
  if (what !== "deputy" && what !== "ending") return no("unknownOption", "what");
  const seat = seatsIn(staff, what).find((each) => codeOf(each) === code);
  if (!seat?.person) return no("emptySeat", "seat");
  const { role, unit, person } = seat;
  const where = whereIn(staff, unit);
  if (!mayAppoint(what, by, seat, where)) return no("notYours", "seat");
  if (what === "ending") return { answers: { ...rest, what, role, unit, who: person } };
  if (!who) return no("required", "who");
  if (who === person) return no("ownDeputy", "who");
  // A superior may step in for somebody they lead; never for one who must be free of them.
  if (who === by.id && ([...apart, "sas", "mas", "mar"].includes(role) || !leads(by, seat, where)))
    return no("notToOneself", "who");
  return { answers: { ...rest, what, role, unit, holder: person } };
}

/** What people are to an appointment: those it is about, and those who could have made it or may end it. */
export function partIn(
  by: RoleHolder,
  { answers }: Pick<Entry, "answers">,
  where: Where,
): readonly Relation[] {
  const { role, unit, who, holder } = answers as Readonly<Record<string, string>>;
  const seat = { role, unit, person: holder ?? who } as Seat;
  const may = mayAppoint("ending", by, seat, where) || (holder && mayAppoint("deputy", by, seat, where));
  return [
    ...([who, holder].includes(by.id) ? ["party" as const] : []),
    ...(may ? ["appointer" as const] : []),
  ];
}

/** What a kind does whose records say who holds a role: see `Kind.appoints`. */
export interface Appoints {
  readonly offers: typeof offersTo;
  readonly never: typeof neverOffered;
  readonly reads: typeof readAppointment;
  readonly gives: typeof roleBy;
  readonly ends: typeof notEarlier;
  readonly parts: typeof partIn;
}
