import type { Kind, Relation } from "./kind.ts";
import { type Person, type RoleHolder, rolesOn } from "./person.ts";
import type { Entry, LocalDate, UnitId } from "./record.ts";

/** How much of a case somebody may see. */
export type View =
  /** One's own report, as one wrote it. */
  | "own"
  /** All of it, and who reported. */
  | "full"
  /** What is needed to stop the harm. */
  | "harm";

/** What surrounds a case when somebody asks for it: its unit and those above, and whom danger calls. */
export interface Around {
  readonly day: LocalDate;
  /** The case's unit and its ancestors, nearest first. */
  readonly path: readonly UnitId[];
  /** The roles in the unit's chain. */
  readonly chain: readonly string[];
  /** A role whose holders are hidden from, whoever they are: those of the day, later ones and deputies. */
  readonly hides?: string | undefined;
}

/**
 * The table. Deny comes first (another tenant, hidden), then the first row that fits; no row, no sight.
 * A restricted case is its team's alone, but whoever must stop the harm keeps what that takes.
 */
const sight: readonly { relation: Relation; restricted?: boolean; view: View }[] = [
  { relation: "reporter", view: "own" },
  { relation: "desk", view: "full" },
  { relation: "sas", view: "full" },
  { relation: "manager", restricted: false, view: "full" },
  { relation: "manager", restricted: true, view: "harm" },
  { relation: "chain", view: "harm" },
];

/** Whether the case exists for this person at all: another tenant's and a hidden one do not. */
function exists(person: Person, entry: Entry, around: Around): boolean {
  return person.tenant === entry.tenant && !isHidden(person, entry, around);
}

/** Whether the case is hidden from somebody: by name, or by the role they hold. Never from its own reporter. */
export function isHidden(
  person: RoleHolder,
  entry: Pick<Entry, "by" | "hiddenFrom">,
  around: Around,
): boolean {
  if (person.id === entry.by) return false;
  return (
    entry.hiddenFrom.includes(person.id) ||
    rolesOn(person, around.day).some(({ role, unit }) => role === around.hides && around.path.includes(unit))
  );
}

/** What a person is to a case. */
export function relations(person: Person, entry: Entry, around: Around): readonly Relation[] {
  if (!exists(person, entry, around)) return [];
  const roles = rolesOn(person, around.day);
  const holds = (role: string) => roles.some((held) => held.role === role && around.path.includes(held.unit));
  const is: Readonly<Record<Relation, boolean>> = {
    reporter: entry.by === person.id,
    desk: holds(entry.desk.role),
    sas: holds("sas"),
    manager: holds("unitManager"),
    chain: entry.urgent && around.chain.some(holds),
  };
  return (Object.keys(is) as Relation[]).filter((relation) => is[relation]);
}

/**
 * How much of the case a person may see; undefined: nothing, and the answer is that there is no such case.
 * A shared account never reads what somebody reported on it: the next person at the tablet would too.
 */
export function viewOf(person: Person, entry: Entry, around: Around): View | undefined {
  const is = relations(person, entry, around);
  return sight.find(
    ({ relation, restricted }) =>
      is.includes(relation) &&
      (restricted === undefined || restricted === entry.restricted) &&
      !(relation === "reporter" && person.shared),
  )?.view;
}

/** The fields of a kind that a view shows, in the order they are read. */
export function fieldsInView(kind: Kind, view: View): readonly string[] {
  const all = Object.keys(kind.form.fields);
  const first = kind.harm.filter((name) => all.includes(name));
  if (view === "own") return all;
  return view === "harm" ? first : [...first, ...all.filter((name) => !first.includes(name))];
}

/** The acts a person may do now, by the kind's own data. */
export function actsFor(kind: Kind, person: Person, entry: Entry, around: Around): readonly string[] {
  const is = relations(person, entry, around);
  return Object.keys(kind.acts).filter((name) => {
    const act = kind.acts[name];
    return (
      act?.from.includes(entry.state) &&
      act.who.some((relation) => is.includes(relation)) &&
      (act.guards ?? []).every((guard) => kind.guards[guard]?.holds(entry, person.id))
    );
  });
}
