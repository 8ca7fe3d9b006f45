import { type Around, isHidden } from "./access.ts";
import { localDate, outsideQuiet, plusMinutes, type QuietHours } from "./calendar.ts";
import { type Kind, type Route, type Rules, routeOf, type Tell } from "./kind.ts";
import { lawOn } from "./law.ts";
import { holders, holdersAbove, lineOfCommand, type RoleHolder, rolesOn, superiors } from "./person.ts";
import type {
  Addressee,
  Answers,
  Desk,
  Entry,
  Errand,
  HiddenRole,
  Instant,
  PersonId,
  TenantId,
  UnitId,
} from "./record.ts";
import { dayOf } from "./said-time.ts";

/** So long an alarm waits for an answer before the next in the chain is called, and the reporter told to ring. */
export const answerWithinMinutes = 10;

/** The municipality as a decision sees it: who holds what, which units lie above, what it decides for itself. */
export interface Scene {
  readonly tenant: TenantId;
  readonly kind: Kind;
  readonly people: readonly RoleHolder[];
  readonly pathOf: (unit: UnitId) => readonly UnitId[];
  readonly chainOf: (unit: UnitId) => readonly string[];
  readonly rules: Rules;
  readonly quiet?: QuietHours | undefined;
  readonly now: Instant;
}

/** What of a case decides who may sit at its desk. */
export type Placed = Pick<
  Entry,
  "unit" | "desk" | "by" | "hiddenFrom" | "hides" | "unhidden" | "barred" | "answers" | "urgent" | "state"
> & { readonly history?: Entry["history"] };

/** What surrounds a case on the day of the decision. */
export function aroundOf(scene: Scene, entry: Placed): Around {
  const path = scene.pathOf(entry.unit);
  const desk = deskNow(scene, entry);
  const notice = scene.rules.deciders.ivo;
  return {
    day: localDate(scene.now),
    path,
    chain: scene.chainOf(entry.unit),
    desk,
    deskPath: scene.pathOf(desk.unit),
    // A body with nobody in the chat, or one whose holder is involved: whoever has the case enters its decision.
    noticeRole: sitters(scene, entry, { role: notice, unit: entry.unit }).length > 0 ? notice : desk.role,
  };
}

/** The people at a desk today who may handle the case: not hidden from, no conflict of interest. */
export function sitters(
  scene: Scene,
  entry: Pick<Entry, "by" | "hiddenFrom" | "hides" | "barred" | "unit">,
  desk: Desk,
): readonly RoleHolder[] {
  const day = localDate(scene.now);
  const path = scene.pathOf(entry.unit);
  const may = (person: RoleHolder) =>
    !isHidden(person, entry, { day, path }) && !entry.barred.includes(person.id);
  // At the nearest unit where somebody may: a manager with a conflict of interest has one above.
  return holders(scene.people.filter(may), desk.role, scene.pathOf(desk.unit), day);
}

/** Above every desk, when nobody sits at those the route names. */
const lastResort = [...superiors, "sas"];

/** The desk where somebody sits: the case's own, else the next that its route and the line of command name. */
export function deskNow(scene: Scene, entry: Placed): Desk {
  const own = ownRoles(scene, entry);
  // A decision of its own kind never falls to whoever the ordinary case is with.
  const roles = [...(own ?? routeOf(scene.kind, entry.answers).desk), ...lastResort];
  const others = [...new Set(roles)].map((role) => ({ role, unit: entry.unit }));
  return [entry.desk, ...others].find((desk) => sitters(scene, entry, desk).length > 0) ?? entry.desk;
}

/** Where a record with these answers belongs in this state, from whom it is hidden, and who is told. */
export function place(
  scene: Scene,
  entry: Placed,
  version = 0,
): Pick<Entry, "desk" | "restricted" | "hiddenFrom" | "hides"> & { tells: readonly Errand[] } {
  const route = routeOf(scene.kind, entry.answers);
  const { hides, hiddenFrom } = hiding(scene, entry, route);
  const now = { ...entry, hides, hiddenFrom };
  const desk = { role: deskRole(scene, now, route), unit: entry.unit };
  if (!desk.role) throw new Error(`kind ${scene.kind.name}: a route without a desk`);
  // Whoever sits at the desk is told, also when the route only foresaw somebody else there; unless a record of
  // its kind is done as it begins.
  const done = scene.kind.ended.includes(scene.kind.states[0] ?? "");
  const told = done || route.tells.some((tell) => "role" in tell && tell.role === desk.role);
  const tells = [...route.tells, ...(told ? [] : [{ role: desk.role }])];
  return {
    desk,
    restricted: route.restricted,
    hiddenFrom,
    hides,
    tells: tells.flatMap((tell) => telling(scene, { ...now, desk }, tell, version)),
  };
}

/**
 * The role that must act: the state's own, else the first of the route where somebody may. A desk that only
 * nobody holds today keeps its cases: whoever comes there has them, and meanwhile they lie as `deskNow` says.
 */
function deskRole(scene: Scene, entry: Placed, route: Route): string {
  const own = ownRoles(scene, entry);
  const seated = (role: string) => sitters(scene, entry, { role, unit: entry.unit }).length > 0;
  const [first = ""] = route.desk;
  const vacant = holders(scene.people, first, scene.pathOf(entry.unit), localDate(scene.now)).length === 0;
  if (own) return own.find(seated) ?? own[0] ?? first;
  return vacant ? first : (route.desk.find(seated) ?? first);
}

/** The roles that must act in a state whatever the route says. */
function ownRoles(
  { kind, rules }: Scene,
  { state, answers }: Pick<Entry, "state" | "answers">,
): readonly string[] | undefined {
  const rule = kind.desks?.[state];
  if (!rule) return undefined;
  if ("roles" in rule) return rule.roles;
  if ("decider" in rule) return [rules.deciders[rule.decider]];
  if ("field" in rule) return [answers[rule.field] ?? []].flat();
  return [rules.adopters[answers[rule.adopts] as keyof Rules["adopters"]]].flatMap((role) => role ?? []);
}

/** From whom the case is hidden with this route: added to those it was hidden from already. */
function hiding(
  scene: Scene,
  entry: Placed,
  route: Route,
): { hides: readonly HiddenRole[]; hiddenFrom: readonly PersonId[] } {
  if (entry.unhidden) return entry;
  const path = scene.pathOf(entry.unit);
  const day = localDate(scene.now);
  const hides = [
    ...entry.hides,
    ...(route.hides ?? []).filter(({ role }) => !entry.hides.some((known) => known.role === role)),
  ];
  const involved = hides.flatMap(({ role, savingDeputies }) =>
    holdersAbove(scene.people, role, path, day).filter(
      (person) =>
        !savingDeputies ||
        rolesOn(person, day).some((held) => held.role === role && held.deputyFor === undefined),
    ),
  );
  const hiddenFrom = [...new Set([...entry.hiddenFrom, ...involved.map(({ id }) => id)])];
  return { hides, hiddenFrom };
}

/** The errand that tells somebody of the case as it now stands. */
export function telling(scene: Scene, entry: Placed, tell: Tell, version: number): readonly Errand[] {
  const { after } = tell;
  const now = after ? plusMinutes(scene.now, after.hours * 60) : scene.now;
  const when = tell.atOnce || isUrgent(scene.kind, entry.answers) ? now : outsideQuiet(now, scene.quiet);
  const told = (name: string, to: Addressee) => {
    const id = `tell:${version}:${name}${after ? `:${after.hours}` : ""}`;
    const again = after && { anew: true as const, whileIn: after.whileIn };
    return [errand(id, { do: "tell", to, card: "case", ...again }, when)];
  };
  if ("role" in tell && tell.below)
    return unitsBelow(scene, entry.desk.unit, tell.role).flatMap((unit) =>
      told(`${tell.role}@${unit}`, { desk: { role: tell.role, unit }, there: true }),
    );
  if ("role" in tell) return told(tell.role, { desk: { role: tell.role, unit: entry.unit } });
  if ("decider" in tell) {
    const role = scene.rules.deciders[tell.decider];
    return told(role, { desk: { role, unit: entry.unit } });
  }
  if ("field" in tell) {
    const person = entry.answers[tell.field];
    const doer = entry.history?.at(-1)?.by ?? entry.by;
    if (tell.others && person === doer) return [];
    return typeof person === "string" && person ? told(tell.field, { person: person as PersonId }) : [];
  }
  if (tell.who === "desk") return told(entry.desk.role, { desk: entry.desk });
  return [errand(`receipt:${version}`, { do: "tell", to: { person: entry.by }, card: "receipt" }, scene.now)];
}

/** The units at and under one where somebody holds a role of their own. */
function unitsBelow({ people, pathOf, now }: Scene, unit: UnitId, role: string): readonly UnitId[] {
  const held = people.flatMap((person) => rolesOn(person, localDate(now)));
  const units = held.flatMap((each) => (each.role === role ? [each.unit] : []));
  return [...new Set(units)].filter((each) => pathOf(each).includes(unit)).sort();
}

/** The line above a case, from where it is: those at each level who could decide, and at last the committee. */
export function ladderOf(scene: Scene, entry: Placed): readonly Desk[] {
  const day = localDate(scene.now);
  const path = scene.pathOf(entry.unit);
  const rungs = path.flatMap((unit) => lineOfCommand.map((role): Desk => ({ role, unit })));
  const seated = rungs.filter((desk) =>
    sitters(scene, entry, desk).some((person) =>
      rolesOn(person, day).some((held) => held.role === desk.role && held.unit === desk.unit),
    ),
  );
  const top = path.at(-1) ?? entry.unit;
  const committee = { role: "committeeSecretary", unit: top };
  return [...seated, ...(sitters(scene, entry, committee).length > 0 ? [committee] : [])];
}

/** The desk above the one where the case is, and the one below from where it was lifted. */
export function above(scene: Scene, entry: Placed): Desk | undefined {
  const ladder = ladderOf(scene, entry);
  const now = deskNow(scene, entry);
  const day = localDate(scene.now);
  const here = ladder.findIndex(
    (desk) =>
      desk.role === now.role &&
      holders(scene.people, now.role, scene.pathOf(now.unit), day).some((person) =>
        rolesOn(person, day).some((held) => held.role === desk.role && held.unit === desk.unit),
      ),
  );
  // A desk outside the line (the SAS) lifts to whoever leads it all.
  return here >= 0 ? ladder[here + 1] : ladder.find(({ role }) => role === "director");
}

/** The day it happened (found out, when that is not known) and the law valid on that day. */
export function dated(kind: Kind, answers: Answers, reportedAt: Instant): Pick<Entry, "occurredOn" | "law"> {
  const days = kind.happened.map((field) => dayOf(String(answers[field] ?? "")));
  const occurredOn = days.find((day) => day !== undefined);
  return {
    ...(occurredOn && { occurredOn }),
    law: lawOn(occurredOn ?? localDate(reportedAt), kind.law(answers)),
  };
}

/** Whether these answers say that somebody is in danger. */
export function isUrgent({ urgent }: Kind, answers: Answers): boolean {
  return urgent !== undefined && answers[urgent.field] === urgent.is;
}

/** A new errand. */
export function errand(id: string, what: Errand["what"], notBefore: Instant): Errand {
  return { id, what, attempts: 0, notBefore };
}

/** The same errand, also to whoever has a card of the case already. */
export const anew = (told: Errand): Errand =>
  told.what.do === "tell" ? { ...told, what: { ...told.what, anew: true } } : told;
