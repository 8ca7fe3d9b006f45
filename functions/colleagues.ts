import type { Option } from "#cards/card";
import { localDate } from "#domain/calendar";
import { unitPath } from "#domain/municipality";
import { rolesOn } from "#domain/person";
import type { PersonId, UnitId } from "#domain/record";
import type { Caller } from "./caller.ts";
import { nameOf, roleHolders } from "./people.ts";
import { staffOf } from "./storage/store.ts";

/** As many as a menu takes on either platform (Slack: 100 options). */
const most = 100;

/**
 * The people to choose among where a case or an action needs somebody: the caller, those who hold a role for
 * the unit, those who work there, then everybody else with a role; by name. `also` are there in any case.
 */
export async function colleagues(
  caller: Caller,
  unit: UnitId | undefined,
  also: readonly PersonId[] = [],
): Promise<readonly Option[]> {
  const { house, municipality, person } = caller;
  const day = localDate(house.now());
  const path = unit ? unitPath(municipality, unit).map(({ id }) => id) : [];
  const holders = await roleHolders(house, person.tenant);
  const active = holders.filter((holder) => rolesOn(holder, day).length > 0);
  const near = active.filter((holder) => rolesOn(holder, day).some((role) => path.includes(role.unit)));
  const staff = unit
    ? await house.store.query({ index: "desk", pk: staffOf(person.tenant, unit), limit: most })
    : { items: [] };
  const working = staff.items.map((item) => String(item.deskSK) as PersonId);
  const ids = [person.id, ...also, ...near.map(({ id }) => id), ...working, ...active.map(({ id }) => id)];
  const people = [...new Set(ids)].slice(0, most);
  const named = await Promise.all(
    people.map(async (id) => ({ value: id, label: (await nameOf(house, person.tenant, id)) ?? "" })),
  );
  return named.filter(({ label }) => label).sort((a, b) => a.label.localeCompare(b.label, "sv"));
}
