import type { Role } from "./person.ts";
import type { Answers, Entry, LocalDate, PersonId, Problem } from "./record.ts";

/** What an appointment does to the roles that a person holds. */

/** A role to give to a person; `ends`: those they hold like it end with it. */
export interface Given {
  readonly person: PersonId;
  readonly role: Role;
  readonly ends?: true;
}

/** The role that an appointment gives, or ends, as it now stands. */
export function roleBy({ id, answers }: Pick<Entry, "id" | "answers">): Given {
  const { what, role, unit, who, holder, first, to, until, last } = answers as Readonly<
    Record<string, string | undefined>
  >;
  const end = [to, until, last].flatMap((day) => day || []).sort()[0];
  const given = {
    role,
    unit,
    from: first ?? last,
    ...(end && { to: end }),
    ...(holder && { deputyFor: holder }),
    appointment: id,
  };
  return { person: who as PersonId, role: given as Role, ...(what === "ending" && { ends: true as const }) };
}

/** What is wrong with ending it so: a day that ends nothing, since it is over by then. */
export function notEarlier(entry: Pick<Entry, "id" | "answers">, { last }: Answers): Problem | undefined {
  const { to } = roleBy(entry).role;
  return to && last && String(last) >= to ? { key: "notEarlier", field: "last" } : undefined;
}

/**
 * Somebody's roles once a record has given one, or ended those like it. The same again changes nothing, in
 * whatever order: a role that has been given is only ever shortened.
 */
export function rolesAfter(roles: readonly Role[], { role: given, ends }: Omit<Given, "person">): Role[] {
  const { appointment } = given;
  if (!ends) {
    const there = roles.some((held) => held.appointment === appointment);
    if (!there) return [...roles, given];
    return roles.map((held) => (held.appointment === appointment ? shortened(held, given.to) : held));
  }
  // A role given anew since then is another.
  if (roles.some(({ endedBy }) => endedBy === appointment)) return [...roles];
  return roles.map((held) => {
    const alike = held.role === given.role && held.unit === given.unit;
    const ended = alike ? shortened(held, given.to) : held;
    return ended === held ? held : { ...ended, ...(appointment && { endedBy: appointment }) };
  });
}

function shortened(held: Role, to: LocalDate | undefined): Role {
  return to && (!held.to || to < held.to) ? { ...held, to } : held;
}

/** Roles as a file of people lists them, with those given or ended in the chat, which go before it. */
export function rolesListed(listed: readonly Role[], known: readonly Role[]): Role[] {
  const said = known.filter(({ appointment, endedBy }) => appointment ?? endedBy);
  const alike = (a: Role, b: Role) =>
    a.role === b.role && a.unit === b.unit && a.from === b.from && a.deputyFor === b.deputyFor;
  return [...listed.filter((role) => !said.some((each) => alike(each, role))), ...said];
}
