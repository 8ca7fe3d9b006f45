import { actsFor, relations } from "./access.ts";
import { localDate } from "./calendar.ts";
import { happen } from "./history.ts";
import { type Act, type Kind, natureOf } from "./kind.ts";
import type { Person } from "./person.ts";
import { aroundOf, dated, errand, isUrgent, place, type Scene } from "./place.ts";
import type {
  Answers,
  CardRef,
  Entry,
  Errand,
  Event,
  Facts,
  Instant,
  PersonId,
  Problem,
  RecordId,
  SealedAnswers,
  UnitId,
} from "./record.ts";

/** What a person said with a press: open answers, sealed texts, and the keyed digest of it all. */
export interface Said {
  readonly answers: Answers;
  readonly sealed: SealedAnswers;
  readonly body: string;
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
  const how = actOf(scene.kind, act);
  if (refusal || !how) return refusal ?? { key: "notAllowed" };
  if (how.moves && said.answers.unit === entry.unit) return { key: "sameUnit", field: "unit" };
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
    answers: { ...superseded(entry.answers, said.answers, entry.version), ...said.answers },
    sealed: { ...superseded(entry.sealed, said.sealed, entry.version), ...said.sealed },
    ...(routed ? dated(scene.kind, answers, entry.reportedAt) : {}),
    ...(placed && { desk: placed.desk, restricted: placed.restricted, hiddenFrom: placed.hiddenFrom }),
    ...(how.takes && { taker: person.id }),
  };
  const done = happen(changed, act, how.to ?? entry.state, person.id, said.body, now);
  const refresh = errand(`refresh:${done.version}`, { do: "refresh" }, now);
  // Whoever the case now belongs to hears of it, also if they already knew of it.
  const handed = placed && placed.desk.role !== entry.desk.role ? placed.desk.role : undefined;
  const tells = (placed?.tells ?? []).map(
    (tell): Errand =>
      tell.what.do === "tell" && "desk" in tell.what.to && tell.what.to.desk.role === handed
        ? { ...tell, what: { ...tell.what, anew: true } }
        : tell,
  );
  // The ladder ends when somebody answers, and begins anew where the case goes.
  const rest = how.takes || how.moves ? done.errands.filter(({ what }) => what.do !== "climb") : done.errands;
  const more: Errand[] = [];
  if (how.moves && entry.urgent) more.push(errand(`climb:${done.version}`, { do: "climb", rung: 0 }, now));
  // An edited card notifies nobody: whoever raised an alarm gets a new one when it is answered.
  if (how.takes && entry.urgent)
    more.push(
      errand(`answered:${done.version}`, { do: "tell", to: { person: entry.by }, card: "receipt" }, now),
    );
  return {
    entry: settle(scene, { ...done, errands: [...rest, refresh, ...more, ...tells] }),
  };
}

/** What was said before is never lost: it stays, under its name and the version that replaced it. */
function superseded<T>(before: Readonly<Record<string, T>>, by: object, version: number): Record<string, T> {
  return Object.fromEntries(
    Object.entries(before).map(([name, value]) => [name in by ? `${name}@${version}` : name, value]),
  );
}

/** The act by its name, if the kind has it. Names come back from the platforms as user input. */
function actOf(kind: Kind, name: string): Act | undefined {
  return Object.hasOwn(kind.acts, name) ? kind.acts[name] : undefined;
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
  const how = actOf(scene.kind, act);
  const is = relations(person, entry, around);
  if (is.length === 0) return { key: "noSuchCase" };
  if (!how?.who.some((relation) => is.includes(relation))) return { key: "notAllowed" };
  const counts = (event: Event) => !actOf(scene.kind, event.act)?.quiet;
  // The first event is the report itself: nobody acted on it.
  const since = entry.history.slice(Math.max(1, seen)).filter(counts);
  const last = entry.history.slice(1).findLast(counts);
  const acted: Problem = last
    ? { key: "acted", with: { by: last.by, act: last.act, at: last.at } }
    : { key: "notAllowed" };
  if (!how.quiet && !how.freely && since.length > 0) return acted;
  if (!how.from.includes(entry.state)) return acted;
  for (const name of how.guards ?? []) {
    const guard = scene.kind.guards[name];
    if (!guard?.holds(entry, person.id)) return { key: guard?.otherwise ?? "notAllowed" };
  }
  return actsFor(scene.kind, person, entry, around).includes(act) ? undefined : { key: "notAllowed" };
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
  return {
    ...Object.fromEntries(counted),
    kind: entry.kind,
    unit: entry.unit,
    state: entry.state,
    nature: natureOf(kind, entry.answers),
    reportedOn: localDate(entry.reportedAt),
    ...(entry.occurredOn && { occurredOn: entry.occurredOn }),
    guarded: entry.restricted || entry.hiddenFrom.length > 0 ? "yes" : "no",
  };
}

/** When a record next needs attention: its earliest errand that is not done. */
export function wakeAtOf({ errands }: Pick<Entry, "errands">): Instant | undefined {
  return errands.flatMap(({ done, notBefore }) => (done ? [] : [notBefore])).sort()[0];
}
