import type { Around } from "./access.ts";
import { localDate, outsideQuiet, type QuietHours } from "./calendar.ts";
import { type Kind, routeOf } from "./kind.ts";
import { lawOn } from "./law.ts";
import { holders, holdersAbove, type RoleHolder } from "./person.ts";
import type { Answers, Desk, Entry, Errand, Instant, PersonId, TenantId, UnitId } from "./record.ts";
import { dayOf } from "./said-time.ts";

/** So long an alarm waits for an answer before the next in the chain is called, and the reporter told to ring. */
export const answerWithinMinutes = 10;

/** The municipality as a decision sees it: who holds what, which units lie above, when people are left alone. */
export interface Scene {
  readonly tenant: TenantId;
  readonly kind: Kind;
  readonly people: readonly RoleHolder[];
  readonly pathOf: (unit: UnitId) => readonly UnitId[];
  readonly chainOf: (unit: UnitId) => readonly string[];
  readonly quiet?: QuietHours | undefined;
  readonly now: Instant;
}

/** What surrounds a case on the day of the decision. */
export function aroundOf(scene: Scene, entry: Pick<Entry, "unit" | "answers">): Around {
  return {
    day: localDate(scene.now),
    path: scene.pathOf(entry.unit),
    chain: scene.chainOf(entry.unit),
    hides: routeOf(scene.kind, entry.answers).hides,
  };
}

/** Where a record with these answers belongs, from whom it is hidden, and who is told. */
export function place(
  scene: Scene,
  answers: Answers,
  unit: UnitId,
  by: PersonId,
  hiddenAlready: readonly PersonId[],
  version = 0,
): { desk: Desk; restricted: boolean; hiddenFrom: readonly PersonId[]; tells: readonly Errand[] } {
  const route = routeOf(scene.kind, answers);
  const urgent = isUrgent(scene.kind, answers);
  const path = scene.pathOf(unit);
  const day = localDate(scene.now);
  const involved = route.hides ? holdersAbove(scene.people, route.hides, path, day) : [];
  // The reporter knows of their own report; hiding it would only tell them that something was done.
  const hidden = [...new Set([...hiddenAlready, ...involved.map((person) => person.id)])].filter(
    (id) => id !== by,
  );
  const reachable = (role: string) =>
    holders(scene.people, role, path, day).some((person) => !hidden.includes(person.id));
  const role = route.desk.find(reachable) ?? route.desk[0];
  if (role === undefined) throw new Error(`kind ${scene.kind.name}: a route without a desk`);
  // Whoever sits at the desk is told, also when the route only foresaw somebody else there.
  const instead = route.tells.some((tell) => tell.role === role) ? [] : [{ role }];
  const tells = [...route.tells, ...instead].map((tell) =>
    errand(
      `tell:${version}:${tell.role}`,
      { do: "tell", to: { desk: { role: tell.role, unit } }, card: "case" },
      ("atOnce" in tell && tell.atOnce) || urgent ? scene.now : outsideQuiet(scene.now, scene.quiet),
    ),
  );
  return { desk: { role, unit }, restricted: route.restricted, hiddenFrom: hidden, tells };
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
