import { createHash } from "node:crypto";
import { type Around, actsFor, relations } from "./access.ts";
import { localDate, outsideQuiet, type QuietHours } from "./calendar.ts";
import { type Kind, natureOf, routeOf } from "./kind.ts";
import { lawOn } from "./law.ts";
import { holders, holdersAbove, type Person, type RoleHolder } from "./person.ts";
import type {
  Answers,
  CardRef,
  Desk,
  Entry,
  Errand,
  Event,
  Facts,
  Instant,
  LocalDate,
  PersonId,
  Problem,
  RecordId,
  SealedAnswers,
  TenantId,
  UnitId,
} from "./record.ts";
import { dayOf } from "./said-time.ts";

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

/** What a person said with a press: open answers, sealed texts, and the keyed digest of it all. */
export interface Said {
  readonly answers: Answers;
  readonly sealed: SealedAnswers;
  readonly body: string;
}

/** What surrounds a case on the day of the decision. */
export function aroundOf(scene: Scene, entry: Pick<Entry, "unit">): Around {
  return {
    day: localDate(scene.now),
    path: scene.pathOf(entry.unit),
    chain: scene.chainOf(entry.unit),
  };
}

/**
 * A record as it begins: routed, with its first event and the errands that tell people. `receipt` is the
 * message that the reporter's last press will turn into the receipt; without it one is sent.
 */
export function receive(
  scene: Scene,
  from: { id: RecordId; nonce: string; by: PersonId; receipt?: Omit<CardRef, "errand" | "person"> },
  said: Said,
): Entry {
  const { kind, now } = scene;
  const state = kind.states[0];
  const unit = said.answers.unit as UnitId | undefined;
  if (state === undefined || unit === undefined) throw new Error(`kind ${kind.name}: no first state or unit`);
  const urgent = isUrgent(kind, said.answers);
  const placed = place(scene, said.answers, unit, from.by, []);
  const entry: Entry = {
    tenant: scene.tenant,
    kind: kind.name,
    id: from.id,
    nonce: from.nonce,
    state,
    version: 0,
    rev: 0,
    unit,
    desk: placed.desk,
    by: from.by,
    urgent,
    ...dated(kind, said.answers, now),
    reportedAt: now,
    answers: said.answers,
    sealed: said.sealed,
    facts: {},
    restricted: placed.restricted,
    hiddenFrom: placed.hiddenFrom,
    history: [],
    errands: [],
    cards: from.receipt ? [{ ...from.receipt, errand: "receipt", person: from.by }] : [],
  };
  const begun = happen(entry, "receive", state, from.by, said.body, now);
  const receipt: Errand = from.receipt
    ? errand("refresh:receipt", { do: "refresh" }, now)
    : errand("receipt", { do: "tell", to: { person: from.by }, card: "receipt" }, now);
  const climb = urgent ? [errand("climb:0", { do: "climb", rung: 0 }, now)] : [];
  return settle(scene, { ...begun, errands: [receipt, ...climb, ...placed.tells] });
}

/**
 * An act by a person on a case: the case as it becomes, or why not. `seen` is the version on the card that
 * was pressed; only what somebody did since can refuse it, never that somebody looked.
 */
export function decide(
  scene: Scene,
  entry: Entry,
  act: string,
  person: Person,
  seen: number,
  said: Said,
): { readonly entry: Entry } | Problem {
  const refusal = refused(scene, entry, act, person, seen);
  const how = scene.kind.acts[act];
  if (refusal || !how) return refusal ?? { key: "notAllowed" };
  const { now } = scene;
  const answers = { ...entry.answers, ...said.answers };
  const moved = how.moves ? (said.answers.unit as UnitId) : entry.unit;
  const routed = Object.keys(said.answers).length > 0;
  const placed = routed
    ? place(scene, answers, moved, entry.by, entry.hiddenFrom, entry.version + 1)
    : undefined;
  const changed: Entry = {
    ...entry,
    unit: moved,
    answers,
    sealed: { ...entry.sealed, ...said.sealed },
    ...(routed ? dated(scene.kind, answers, entry.reportedAt) : {}),
    ...(placed && { desk: placed.desk, restricted: placed.restricted, hiddenFrom: placed.hiddenFrom }),
    ...(how.takes && { taker: person.id }),
  };
  const done = happen(changed, act, how.to ?? entry.state, person.id, said.body, now);
  const refresh = errand(`refresh:${done.version}`, { do: "refresh" }, now);
  const silenced = how.takes || how.moves ? done.errands.map((old) => silence(old)) : done.errands;
  const again =
    how.moves && entry.urgent ? [errand(`climb:${done.version}`, { do: "climb", rung: 0 }, now)] : [];
  return {
    entry: settle(scene, { ...done, errands: [...silenced, refresh, ...again, ...(placed?.tells ?? [])] }),
  };
}

/** Why a person may not do this now, if so. */
export function refused(
  scene: Scene,
  entry: Entry,
  act: string,
  person: Person,
  seen: number,
): Problem | undefined {
  const around = aroundOf(scene, entry);
  const how = scene.kind.acts[act];
  const is = relations(person, entry, around);
  if (is.length === 0) return { key: "noSuchCase" };
  const since = entry.history.slice(seen).filter((event) => !scene.kind.acts[event.act]?.quiet);
  const last = since.at(-1) ?? entry.history.findLast((event) => !scene.kind.acts[event.act]?.quiet);
  const acted: Problem = last
    ? { key: "acted", with: { by: last.by, act: last.act, at: last.at } }
    : { key: "notAllowed" };
  if (!how?.who.some((relation) => is.includes(relation))) return { key: "notAllowed" };
  if (!how.quiet && since.length > 0) return acted;
  if (!how.from.includes(entry.state)) return acted;
  for (const name of how.guards ?? []) {
    const guard = scene.kind.guards[name];
    if (!guard?.holds(entry)) return { key: guard?.otherwise ?? "notAllowed" };
  }
  return actsFor(scene.kind, person, entry, around).includes(act) ? undefined : { key: "notAllowed" };
}

/** Where a record with these answers belongs, from whom it is hidden, and who is told. */
function place(
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
  const tells = route.tells.map((tell) =>
    errand(
      `tell:${version}:${tell.role}`,
      { do: "tell", to: { desk: { role: tell.role, unit } }, card: "case" },
      tell.atOnce || urgent ? scene.now : outsideQuiet(scene.now, scene.quiet),
    ),
  );
  const told = tells.some(
    (tell) => tell.what.do === "tell" && "desk" in tell.what.to && tell.what.to.desk.role === role,
  );
  const desk = { role, unit };
  const instead = errand(`tell:${version}:${role}`, { do: "tell", to: { desk }, card: "case" }, scene.now);
  return {
    desk,
    restricted: route.restricted,
    hiddenFrom: hidden,
    tells: told ? tells : [...tells, instead],
  };
}

/** The day it happened (found out, when that is not known) and the law valid on that day. */
function dated(kind: Kind, answers: Answers, reportedAt: Instant): Pick<Entry, "occurredOn" | "law"> {
  const days = kind.happened.map((field) => dayOf(String(answers[field] ?? "")));
  const occurredOn = days.find((day) => day !== undefined);
  return {
    ...(occurredOn && { occurredOn }),
    law: lawOn(occurredOn ?? localDate(reportedAt), kind.law(answers)),
  };
}

function isUrgent({ urgent }: Kind, answers: Answers): boolean {
  return urgent !== undefined && answers[urgent.field] === urgent.is;
}

function errand(id: string, what: Errand["what"], notBefore: Instant): Errand {
  return { id, what, attempts: 0, notBefore };
}

/** The ladder stops when somebody answers, or when the case goes elsewhere; what was not yet told lapses then. */
function silence(old: Errand): Errand {
  return old.what.do === "climb" && !old.done ? { ...old, done: true } : old;
}

function happen(entry: Entry, act: string, to: string, by: PersonId, body: string, at: Instant): Entry {
  const prev = entry.history.at(-1)?.hash ?? "";
  const event = { at, by, act, from: entry.history.length > 0 ? entry.state : "", to, body, prev };
  const history = [...entry.history, { ...event, hash: hashOf(event) }];
  return { ...entry, state: to, history, version: history.length };
}

function hashOf({ at, by, act, from, to, body, prev }: Omit<Event, "hash">): string {
  return createHash("sha256")
    .update(JSON.stringify([at, by, act, from, to, body, prev]))
    .digest("hex");
}

/** Whether a history is whole: no event edited, removed, added or moved. */
export function historyHolds(history: readonly Event[]): boolean {
  return history.every(
    (event, at) => event.prev === (history[at - 1]?.hash ?? "") && event.hash === hashOf(event),
  );
}

/** What every save brings up to date: the facts that may be counted, and when the record next needs attention. */
function settle(scene: Scene, entry: Entry): Entry {
  return { ...entry, facts: factsOf(scene.kind, entry), ...{ wakeAt: wakeAtOf(entry) } };
}

/** What may be counted of a record. No free text and no person. */
function factsOf(kind: Kind, entry: Entry): Facts {
  const counted = kind.facts.flatMap((name) => {
    const answer = entry.answers[name];
    return answer === undefined ? [] : [[name, answer] as const];
  });
  const day: LocalDate = localDate(entry.reportedAt);
  return {
    ...Object.fromEntries(counted),
    kind: entry.kind,
    unit: entry.unit,
    state: entry.state,
    nature: natureOf(kind, entry.answers),
    reportedOn: day,
    ...(entry.occurredOn && { occurredOn: entry.occurredOn }),
    guarded: entry.restricted || entry.hiddenFrom.length > 0 ? "yes" : "no",
  };
}

/** When a record next needs attention: its earliest errand that is neither done nor given up. */
export function wakeAtOf(entry: Pick<Entry, "errands">): Instant | undefined {
  const due = entry.errands
    .filter((errand) => !errand.done && !errand.dead)
    .map((errand) => errand.notBefore);
  return due.sort()[0];
}
