import { isSo } from "./form.ts";
import { isHeard, type Kind, type Relation, type Rules } from "./kind.ts";
import { type Person, type RoleHolder, rolesOn, superiors } from "./person.ts";
import type { Desk, Entry, LocalDate, PersonId, UnitId } from "./record.ts";

/** How much of a case somebody may see. */
export type View =
  /** One's own report, as one wrote it. */
  | "own"
  /** All of it. Who reported is shown for itself, and each showing logged. */
  | "full"
  /** What is needed to stop the harm. */
  | "harm"
  /** That it exists: number, type, unit and how it stands. */
  | "head";

/** What surrounds a case when somebody asks for it: its unit and those above, and whom danger calls. */
export interface Around {
  readonly day: LocalDate;
  /** The case's unit and its ancestors, nearest first. */
  readonly path: readonly UnitId[];
  /** The roles in the unit's chain. */
  readonly chain: readonly string[];
  /** Where somebody sits who must act, and that desk's unit and those above. */
  readonly desk: Desk;
  readonly deskPath: readonly UnitId[];
  /** Who decides whether the authority is notified. */
  readonly noticeRole: string;
}

/**
 * The table. Deny comes first (another tenant, hidden), then the first row that fits; no row, no sight.
 * A restricted case is its team's alone, but whoever must stop the harm keeps what that takes.
 */
export const sight: readonly { relation: Relation; restricted?: boolean; view: View }[] = [
  { relation: "owner", view: "full" },
  { relation: "desk", view: "full" },
  { relation: "sas", view: "full" },
  { relation: "investigator", view: "full" },
  { relation: "noticeDecider", view: "full" },
  { relation: "patientSafety", restricted: false, view: "full" },
  { relation: "manager", restricted: false, view: "full" },
  { relation: "party", view: "full" },
  { relation: "reader", view: "full" },
  { relation: "appointer", view: "full" },
  { relation: "anyone", view: "full" },
  { relation: "reporter", view: "own" },
  { relation: "patientSafety", restricted: true, view: "harm" },
  { relation: "manager", restricted: true, view: "harm" },
  { relation: "helper", view: "harm" },
  { relation: "dataProtection", view: "harm" },
  { relation: "chain", view: "harm" },
  { relation: "leader", view: "head" },
];

/** What is left to somebody who may not handle the case: their own report, and to stop the harm. */
const despiteConflict: readonly Relation[] = ["reporter", "manager", "chain", "leader", "party"];

/** The roles of patient safety (HSLF-FS 2017:40), and of data protection (GDPR art. 39). */
const patientSafety = ["mas", "mar"];
const dataProtection = "dataProtectionOfficer";

/** Whether the case is hidden from somebody: by name, or by a role they hold. */
export function isHidden(
  person: RoleHolder,
  entry: Pick<Entry, "hiddenFrom" | "hides">,
  around: Pick<Around, "day" | "path">,
): boolean {
  return (
    entry.hiddenFrom.includes(person.id) ||
    rolesOn(person, around.day).some(
      ({ role, unit, deputyFor }) =>
        around.path.includes(unit) &&
        entry.hides.some((hidden) => hidden.role === role && !(hidden.savingDeputies && deputyFor)),
    )
  );
}

/** What a person is to a case. */
export function relations(kind: Kind, person: Person, entry: Entry, around: Around): readonly Relation[] {
  if (person.tenant !== entry.tenant) return [];
  // What somebody has begun for others (an action) is no report of theirs.
  const reporter = entry.by === person.id && isHeard(kind);
  // Whoever reported what they are themselves involved in keeps their own report, and nothing else of it.
  if (isHidden(person, entry, around)) return reporter ? ["reporter"] : [];
  const roles = rolesOn(person, around.day);
  const holdsIn = (role: string, path: readonly UnitId[]) =>
    roles.some((held) => held.role === role && path.includes(held.unit));
  const holds = (role: string) => holdsIn(role, around.path);
  const part = (name: string) =>
    entry.team.some((member) => member.person === person.id && member.part === name);
  const sas = holds("sas");
  const parts = kind.appoints?.parts(person, entry, around) ?? [];
  const is: Readonly<Record<Relation, boolean>> = {
    reporter,
    // Of figures, as long as they still hold a role that may ask for them there.
    owner:
      kind.holder !== undefined &&
      entry.answers[kind.holder.field] === person.id &&
      (!kind.compiles || (kind.starts ?? []).some(holds)),
    desk: holdsIn(around.desk.role, around.deskPath),
    sas,
    investigator: part("investigator"),
    // Once it was brought to them; whoever has the case, or is the SAS, has it already.
    noticeDecider:
      holds(around.noticeRole) &&
      (sas || around.noticeRole === around.desk.role || entry.alerted.includes(around.noticeRole)),
    patientSafety: patientSafety.some((role) => entry.alerted.includes(role) && holds(role)),
    manager: holds("unitManager"),
    helper: part("helper"),
    dataProtection: entry.alerted.includes(dataProtection) && holds(dataProtection),
    chain: entry.urgent && around.chain.some(holds),
    party: parts.includes("party"),
    reader:
      ((kind.readers?.some(holds) ?? false) && (!kind.readable || isSo(entry.answers, kind.readable))) ||
      (kind.spreads?.in.includes(entry.state) === true &&
        !entry.restricted &&
        roles.some(({ role }) => kind.spreads?.to.includes(role))),
    appointer: parts.includes("appointer"),
    leader: superiors.some(holds),
    anyone: kind.public === true,
  };
  const barred = entry.barred.includes(person.id);
  return (Object.keys(is) as Relation[]).filter(
    (relation) => is[relation] && (!barred || despiteConflict.includes(relation)),
  );
}

/**
 * How much of the case a person may see; undefined: nothing, and the answer is that there is no such case.
 * A shared account never reads what somebody reported on it: the next person at the tablet would too.
 */
export function viewOf(kind: Kind, person: Person, entry: Entry, around: Around): View | undefined {
  const is = relations(kind, person, entry, around);
  const kept = entry.restricted || entry.barred.includes(person.id);
  return sight.find(
    ({ relation, restricted }) =>
      is.includes(relation) &&
      (restricted === undefined || restricted === kept) &&
      !(relation === "reporter" && person.shared),
  )?.view;
}

/** Those who handle a case may ask who reported; that somebody sees all else of it is not enough. */
const asking: readonly Relation[] = ["desk", "sas", "investigator"];

/** Whether a person may learn who reported. */
export function mayAskWho(kind: Kind, person: Person, entry: Entry, around: Around): boolean {
  return relations(kind, person, entry, around).some((relation) => asking.includes(relation));
}

/**
 * Whether somebody did this as whoever reported, so that their name is no part of it. What the same person did
 * as one who handles the case bears their name, as on its card: else the two together would tell.
 */
export function asReporter(
  kind: Kind,
  entry: Pick<Entry, "by">,
  { act, by }: { readonly act: string; readonly by: PersonId },
): boolean {
  const how = Object.hasOwn(kind.acts, act) ? kind.acts[act] : undefined;
  return kind.reporter !== undefined && by === entry.by && (!how || how.who.includes("reporter"));
}

/**
 * The fields of a kind that a view shows, in the order they are read; `is` says what the reader is to the case.
 * Whoever reported reads first what was written to them.
 */
export function fieldsInView(
  kind: Kind,
  view: View,
  { urgent, state, barred }: Pick<Entry, "urgent" | "state" | "barred">,
  is: readonly Relation[] = [],
): readonly string[] {
  const all = Object.keys(kind.form.fields);
  const told = [
    ...kind.form.steps,
    ...Object.values(kind.acts).flatMap((act) => (act.who.includes("reporter") ? (act.asks ?? []) : [])),
  ].flatMap((step) => step.fields);
  // Whoever reported is rung back while somebody may be in danger; else, and where anybody has a conflict of
  // interest, that is shown for itself.
  const rings = urgent && kind.early?.includes(state) && barred.length === 0;
  const known = (name: string) => !rings && kind.reporter?.includes(name);
  const first = kind.harm.filter((name) => all.includes(name) && !known(name));
  if (view === "head") return [];
  const own = kind.own ?? [];
  if (view === "own") return [...new Set([...own, ...all.filter((name) => told.includes(name))])];
  const { result } = kind;
  if (view === "harm")
    return [...first, ...(result?.to.some((each) => is.includes(each)) ? result.fields : [])];
  return [...first, ...all.filter((name) => !first.includes(name) && !kind.reporter?.includes(name))];
}

/** The acts a person may do now, by the kind's own data. */
export function actsFor(
  kind: Kind,
  person: Person,
  entry: Entry,
  around: Around,
  rules: Rules,
): readonly string[] {
  const is = relations(kind, person, entry, around);
  return Object.keys(kind.acts).filter((name) => {
    const act = kind.acts[name];
    return (
      act?.from.includes(entry.state) &&
      act.who.some((relation) => is.includes(relation)) &&
      // What the municipality does not use is not begun there.
      (!act.makes || (rules.kinds?.includes(act.makes.kind) ?? true)) &&
      (act.guards ?? []).every((guard) => kind.guards[guard]?.holds(entry, person.id, rules))
    );
  });
}
