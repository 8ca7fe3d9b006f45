import type { Person, Role } from "#domain/person";
import type { LocalDate, PersonId, TenantId, UnitId } from "#domain/record";
import type { House } from "#functions/house";
import { linkIdentity, savePerson } from "#functions/people";

/** Somebody to try the house as. The names are invented, and meant to show it. */
export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** The Entra object id in the local Teams, the user id in the local Slack. */
  readonly teams: string;
  readonly slack: string;
  readonly phone?: string;
  readonly unit?: string;
  readonly shared?: true;
  readonly roles?: readonly { readonly role: Role["role"]; readonly unit: string }[];
}

const teamsId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** Osby's demo people. Telephone numbers are from the series kept free for fiction. */
export const demoPeople: readonly DemoPerson[] = [
  {
    id: "anna",
    name: "Anna Exempelsson",
    email: "anna@osby.example",
    teams: teamsId(1),
    slack: "U0ANNA",
    phone: "070-174 06 11",
    unit: "barn-familj",
  },
  {
    id: "maja",
    name: "Maja Påhittad",
    email: "maja@osby.example",
    teams: teamsId(2),
    slack: "U0MAJA",
    unit: "barn-familj",
    roles: [{ role: "unitManager", unit: "barn-familj" }],
  },
  {
    id: "viktor",
    name: "Viktor Låtsas",
    email: "viktor@osby.example",
    teams: teamsId(3),
    slack: "U0VIKTOR",
    unit: "vuxen",
    roles: [{ role: "unitManager", unit: "vuxen" }],
  },
  {
    id: "frida",
    name: "Frida Fiktiv",
    email: "frida@osby.example",
    teams: teamsId(4),
    slack: "U0FRIDA",
    unit: "familjehuset",
    roles: [{ role: "unitManager", unit: "familjehuset" }],
  },
  {
    id: "sara",
    name: "Sara Sagolik",
    email: "sara@osby.example",
    teams: teamsId(5),
    slack: "U0SARA",
    roles: [{ role: "sas", unit: "arbete-valfard" }],
  },
  {
    id: "doris",
    name: "Doris Dikt",
    email: "doris@osby.example",
    teams: teamsId(6),
    slack: "U0DORIS",
    roles: [{ role: "director", unit: "arbete-valfard" }],
  },
  {
    id: "nils",
    name: "Nils Novell",
    email: "nils@osby.example",
    teams: teamsId(7),
    slack: "U0NILS",
    roles: [{ role: "committeeSecretary", unit: "arbete-valfard" }],
  },
  {
    id: "surfplatta",
    name: "Surfplattan på Familjehuset",
    email: "surfplatta@osby.example",
    teams: teamsId(8),
    slack: "U0PLATTA",
    unit: "familjehuset",
    shared: true,
  },
];

/** The demo people as the house knows them before anybody has met them. */
export function personsOf(tenant: TenantId, people: readonly DemoPerson[]): Person[] {
  const from = "2020-01-01" as LocalDate;
  return people.map(({ id, name, phone, unit, shared, roles = [] }) => ({
    tenant,
    id: id as PersonId,
    rev: 0,
    name,
    roles: roles.map(({ role, unit: at }): Role => ({ role, unit: at as UnitId, from })),
    contacts: {},
    ...(phone && { phone }),
    ...(unit && { unit: unit as UnitId }),
    ...(shared && { shared }),
  }));
}

/** Puts the demo people in the table, where they are not there already. */
export async function seedPeople(
  house: House,
  tenant: TenantId,
  people: readonly DemoPerson[],
): Promise<void> {
  for (const person of personsOf(tenant, people)) await savePerson(house, person);
  for (const { id, email, teams, slack } of people)
    for (const identity of [`mail:${email}`, `teams:${teams}`, `slack:${slack}`])
      await linkIdentity(house, tenant, id as PersonId, identity);
}
