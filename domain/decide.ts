import { actsFor, isHidden, relations, viewOf } from "./access.ts";
import { at, localDate, plusDays, workingDayFrom } from "./calendar.ts";
import type { Checklist } from "./checklist-schema.ts";
import { guarding, namedIn } from "./follow.ts";
import { happen } from "./history.ts";
import { type Act, isPause, type Kind, leadsBack, routeOf, stateAfter, type Window } from "./kind.ts";
import { isPast } from "./lapse.ts";
import { lawOn } from "./law.ts";
import type { Person } from "./person.ts";
import {
  above,
  anew,
  aroundOf,
  dated,
  deskNow,
  errand,
  isUrgent,
  place,
  type Scene,
  sitters,
  telling,
} from "./place.ts";
import {
  type Answers,
  type CardRef,
  type Entry,
  type Errand,
  type Event,
  type Instant,
  type Link,
  type LocalDate,
  type PersonId,
  type Problem,
  type RecordId,
  type SealedAnswers,
  theHouse,
  type UnitId,
} from "./record.ts";
import { actOf, guarded, settle } from "./settle.ts";

/** What a person said with a press: open answers, sealed texts, and the keyed digest of it all. */
export interface Said {
  readonly answers: Answers;
  readonly sealed: SealedAnswers;
  readonly body: string;
  /** The form it was said in. */
  readonly form?: string;
  /** The journal entry that holds it, already written. */
  readonly part?: string;
  /** The record that it begins. */
  readonly made?: Entry;
  /** The case that this one becomes part of. */
  readonly joins?: RecordId;
}

/** Where a record comes from. */
export interface Origin {
  readonly id: RecordId;
  readonly nonce: string;
  readonly by: PersonId;
  /** The message that the reporter's last press will turn into the receipt; without it one is sent. */
  readonly receipt?: Omit<CardRef, "errand" | "person">;
  /** The checklist it is answered by. */
  readonly checklist?: Checklist;
  /** The case it grew out of: what is hidden there is hidden here. */
  readonly from?: Pick<Entry, "id" | "hiddenFrom" | "hides" | "barred">;
}

/** A record as it begins: routed, with its first event and the errands that tell people. */
export function receive(scene: Scene, origin: Origin, said: Said): Entry {
  const { kind, now } = scene;
  const state = kind.states[0];
  const answers = kind.compiles?.begin(said.answers, origin.by, localDate(now), scene.rules) ?? said.answers;
  const unit = answers.unit as UnitId | undefined;
  if (state === undefined || unit === undefined) throw new Error(`kind ${kind.name}: no first state or unit`);
  const urgent = isUrgent(kind, answers);
  const blank: Entry = {
    tenant: scene.tenant,
    kind: kind.name,
    id: origin.id,
    nonce: origin.nonce,
    state,
    version: 0,
    rev: 0,
    unit,
    desk: { role: "", unit },
    by: origin.by,
    urgent,
    ...dated(kind, answers, now),
    reportedAt: now,
    answers,
    sealed: said.sealed,
    facts: {},
    restricted: false,
    hiddenFrom: origin.from?.hiddenFrom ?? [],
    hides: origin.from?.hides ?? [],
    team: [],
    barred: origin.from?.barred ?? [],
    alerted: [],
    lifted: [],
    links: [],
    ...(origin.from && { origin: origin.from.id }),
    ...(origin.checklist && { checklist: origin.checklist }),
    parts: [],
    deadlines: [],
    history: [],
    errands: [],
    cards: origin.receipt ? [{ ...origin.receipt, errand: "receipt", person: origin.by }] : [],
  };
  const { tells, ...placed } = place(scene, blank);
  const guarded = placed.hiddenFrom.length > 0 || placed.hides.length > 0;
  const entry = { ...blank, ...placed, restricted: placed.restricted || guarded };
  const alerted = kind.alerts?.(answers) ?? [];
  const begun = happen(
    { ...entry, alerted },
    {
      act: "receive",
      to: state,
      by: origin.by,
      body: said.body,
      at: now,
    },
  );
  const receipt: Errand = origin.receipt
    ? errand("refresh:receipt", { do: "refresh" }, now)
    : errand("receipt", { do: "tell", to: { person: origin.by }, card: "receipt" }, now);
  const climb = urgent ? [errand("climb:0", { do: "climb", rung: 0 }, now)] : [];
  // Whoever makes a record out of another is told by that other one.
  const receipts = origin.from || origin.by === theHouse ? [] : [receipt];
  // Of figures that are being counted there is nothing to show yet: only that they do not come. And what the house
  // has listed by itself is no news to anybody.
  const silent = kind.compiles !== undefined || origin.by === theHouse;
  const first = silent ? tells.filter(({ notBefore }) => notBefore > now) : tells;
  const brought = alerted.flatMap((role) => telling(scene, begun, { role, atOnce: true }, 0));
  // What is to be read comes to those who work there, also when nobody adopted it here.
  const spread = origin.by === theHouse ? spreading(kind, begun, now) : [];
  const opening = kind.window ? windowErrands(scene, begun, kind.window) : [];
  return settle(scene, {
    ...begun,
    errands: [...receipts, ...climb, ...first, ...brought, ...spread, ...opening],
  });
}

/** Those who must read it have a morning to come. */
function spreading({ reading }: Kind, { answers, version }: Entry, now: Instant): Errand[] {
  const read = reading && answers[reading.field];
  return read && read !== "no" ? [errand(`spread:${version}`, { do: "spread" }, now)] : [];
}

/** The time of day at which people hear that something is due. */
const daytime = "07:30";

/** Whoever must act hears as it opens, half-way and on its last day; then it lapses. */
function windowErrands(scene: Scene, entry: Entry, window: Window): readonly Errand[] {
  const [opens, closes] = [window.from, window.to].map((name) => entry.answers[name] as LocalDate);
  if (!opens || !closes) throw new Error(`kind ${scene.kind.name}: a window without its days`);
  const days = (Date.parse(closes) - Date.parse(opens)) / 86_400_000;
  const reminders = [plusDays(opens, Math.ceil(days / 2)), closes].map(workingDayFrom);
  const what = { do: "tell", to: { desk: entry.desk }, card: "case", anew: true } as const;
  return [
    ...telling(scene, entry, { who: "desk" }, 0),
    ...[...new Set(reminders)]
      .map((day) => ({ day, moment: at(day, daytime) }))
      .filter(({ moment }) => moment > scene.now)
      .map(({ day, moment }) => errand(`remind:${day}`, { ...what, whileIn: window.while }, moment)),
    errand("lapse", { do: "lapse" }, at(plusDays(closes, 1), "00:01")),
  ];
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
  const problem = wrongly(scene, entry, how, person.id, said);
  if (problem) return problem;
  const { now, kind, rules } = scene;
  const changed = effects(scene, entry, act, how, person, said);
  const { follows } = kind;
  const begins = said.made && follows?.from.includes(entry.state);
  const state =
    begins && follows ? follows.open : stateAfter(how, entry, { ...entry.answers, ...said.answers });
  const moved: Entry = { ...changed, state };
  const lifted = how.lifts ? lift(scene, entry, how.lifts) : undefined;
  // A pause stands where it was entered from: whoever asked goes on waiting for the answer.
  const stands = isPause(kind, state) ? (entry.before ?? entry.state) : state;
  const stood = isPause(kind, entry.state) ? entry.before : entry.state;
  const seats = kind.desks?.[stands] !== undefined || kind.desks?.[stood ?? ""] !== undefined;
  const seated = seats && stands !== stood;
  const goes = how.moves || how.routes || how.bars || how.unhides || how.hides !== undefined || seated;
  const anewPlaced =
    goes && !lifted ? place(scene, { ...moved, state: stands }, entry.version + 1) : undefined;
  // What was lifted stays lifted, unless the case itself goes elsewhere.
  const kept =
    entry.lifted.length > 0 &&
    !how.moves &&
    !seated &&
    routeOf(kind, entry.answers) === routeOf(kind, changed.answers);
  const placed = anewPlaced && (kept ? { ...anewPlaced, desk: entry.desk } : anewPlaced);
  const { tells: routed = [], ...where } = placed ?? {};
  const desk = lifted?.desk ?? placed?.desk ?? entry.desk;
  const here: Entry = {
    ...moved,
    ...where,
    ...lifted,
    ...(placed && {
      lifted: kept ? entry.lifted : [],
      restricted: placed.restricted || guarded({ ...moved, ...where }),
    }),
    state: entry.state,
  };
  const [from, to] = [deskNow(scene, entry), deskNow(scene, { ...here, state })];
  const handed = from.role !== to.role || from.unit !== to.unit;
  const law = how.cites ? lawOn(localDate(now), kind.law(here.answers)).map(({ id }) => id) : undefined;
  const done = happen(here, {
    act,
    to: state,
    by: person.id,
    body: said.body,
    at: now,
    law,
    form: said.form,
  });
  const known = kind.alerts?.(done.answers).filter((role) => !done.alerted.includes(role)) ?? [];
  const asked = how.alerts ? [rules.deciders[how.alerts]] : [];
  const alerted = [...new Set([...done.alerted, ...known, ...asked])];
  const { taker: _, ...untaken } = done;
  const final: Entry = {
    ...untaken,
    alerted,
    ...takerAfter(done, how, person.id, handed, state === kind.states[0]),
    ...pausedFrom(kind, entry, state, how, said.made !== undefined),
  };
  const version = final.version;
  const tells = [
    // First what the act itself tells, also to whoever has a card already.
    ...(how.tells ?? []).flatMap((tell) => telling(scene, final, tell, version).map(anew)),
    // Whoever the case now belongs to hears of it, also if they already knew of it: of an alarm by its ladder.
    ...routed
      .filter(isTo(desk.role))
      .map((tell) => (handed && !climbs(kind, how, entry) ? anew(tell) : tell)),
    ...(how.routes || how.moves ? routed.filter((tell) => !isTo(desk.role)(tell)) : []),
    ...(handed && !placed ? telling(scene, final, { who: "desk" }, version).map(anew) : []),
    ...[...known, ...asked].flatMap((role) =>
      telling(scene, final, { role, atOnce: true }, version).map(anew),
    ),
  ]
    .filter((tell, at, all) => all.findIndex(({ id }) => id === tell.id) === at)
    .map((tell) => sparing(tell, person.id));
  const errands = [...errandsAfter(kind, final, how, said, now), ...tells, ...guarding(entry, final, now)];
  return { entry: settle(scene, { ...final, errands }) };
}

/** What is wrong with what was said, where only the case can tell. */
function wrongly(scene: Scene, entry: Entry, how: Act, by: PersonId, { answers }: Said): Problem | undefined {
  if (how.moves && answers.unit === entry.unit) return { key: "sameUnit", field: "unit" };
  if (how.lifts === "up" && !above(scene, entry)) return { key: "noOneAbove" };
  if (how.lifts === "down" && entry.lifted.length === 0) return { key: "noOneBelow" };
  const late = scene.kind.appoints?.ends(entry, answers) ?? scene.kind.checks?.(entry, answers);
  if (late) return late;
  if (how.bars && !others(scene, entry, by)) return { key: "noOneAbove" };
  if (scene.kind.appoints) return undefined;
  const { joins } = how;
  const around = { day: localDate(scene.now), path: scene.pathOf(entry.unit) };
  // Nobody who is involved is given a part in the case, or something of it to do.
  const field = Object.keys(answers).find((name) => {
    if (name === how.hides || scene.kind.form.fields[name]?.type !== "person") return false;
    const id = answers[name] as PersonId;
    const person = scene.people.find((each) => each.id === id) ?? { id, roles: [] };
    return isHidden(person, entry, around) || entry.barred.includes(id);
  });
  if (!joins?.others) return field ? { key: "isInvolved", field } : undefined;
  // One answer whoever it is: why somebody cannot be chosen would tell who reported.
  const wrong = field !== undefined || answers[joins.field] === entry.by;
  return wrong ? { key: "notThisPerson", field: joins.field } : undefined;
}

/** Whether anybody but this person could handle the case. */
function others(scene: Scene, entry: Entry, by: PersonId): boolean {
  const without = { ...entry, barred: [...entry.barred, by] };
  return sitters(scene, without, deskNow(scene, without)).length > 0;
}

/** The case with what was said, and what the act itself does to it. */
function effects(scene: Scene, entry: Entry, act: string, how: Act, { id }: Person, said: Said): Entry {
  const { version } = entry;
  const link = said.made && { kind: said.made.kind, id: said.made.id, state: "open" as const };
  const part = said.part && {
    id: said.part,
    act,
    by: id,
    at: scene.now,
    answers: said.answers,
    body: said.body,
  };
  // A journal entry, and what begins another record, are kept there and not here.
  const isOwn = (name: string) => !said.made || how.makes?.fields?.includes(name) === false;
  const mine = Object.fromEntries(Object.entries(said.answers).filter(([name]) => isOwn(name)));
  const heard = how.writes ? {} : { ...mine, ...how.keeps?.(entry.answers, said.answers, said.made?.id) };
  const cleared = Object.fromEntries((how.clears ?? []).map((name) => [name, ""]));
  const before = superseded(entry.answers, { ...cleared, ...heard }, version);
  const answers = { ...before, ...heard };
  const { joins } = how;
  const named = joins && (said.answers[joins.field] as PersonId | undefined);
  const hidden = how.hides && (said.answers[how.hides] as PersonId | undefined);
  return {
    ...entry,
    unit: how.moves ? (said.answers.unit as UnitId) : entry.unit,
    answers,
    sealed: { ...superseded(entry.sealed, { ...cleared, ...said.sealed }, version), ...said.sealed },
    ...(Object.keys(heard).length > 0 ? dated(scene.kind, answers, entry.reportedAt) : {}),
    ...(part && { parts: [...entry.parts, part] }),
    ...(link && { links: [...entry.links, link] }),
    ...(named &&
      joins && {
        // One at a time: whoever had the part before has it no more.
        team: [
          ...entry.team.filter(({ part: had }) => had !== joins.part),
          { person: named, part: joins.part },
        ],
      }),
    ...(how.bars && {
      barred: [...entry.barred, id],
      team: entry.team.filter(({ person }) => person !== id),
    }),
    ...(hidden && {
      hiddenFrom: [...new Set([...entry.hiddenFrom, hidden])],
      team: entry.team.filter(({ person }) => person !== hidden),
    }),
    ...(how.unhides && unhide(scene, entry, how.unhides)),
  };
}

/** Ends the hiding. Whoever it was hidden from may know of it from now on, and still not handle it. */
function unhide(
  scene: Scene,
  entry: Entry,
  which: NonNullable<Act["unhides"]>,
): Pick<Entry, "hiddenFrom" | "hides" | "barred" | "unhidden"> {
  const named = namedIn(scene.kind, entry);
  const around = { day: localDate(scene.now), path: scene.pathOf(entry.unit) };
  const byRole = { hides: entry.hides, hiddenFrom: entry.hiddenFrom.filter((id) => !named.includes(id)) };
  const ended =
    which === "names"
      ? named
      : [
          ...byRole.hiddenFrom,
          ...scene.people.filter((person) => isHidden(person, byRole, around)).map(({ id }) => id),
        ];
  return {
    hiddenFrom: entry.hiddenFrom.filter((id) =>
      which === "names" ? !named.includes(id) : named.includes(id),
    ),
    hides: which === "names" ? entry.hides : [],
    barred: [...new Set([...entry.barred, ...ended])],
    ...(which === "roles" && { unhidden: true }),
  };
}

function lift(scene: Scene, entry: Entry, which: "up" | "down"): Pick<Entry, "desk" | "lifted"> | undefined {
  if (which === "down") {
    const desk = entry.lifted.at(-1);
    return desk && { desk, lifted: entry.lifted.slice(0, -1) };
  }
  const desk = above(scene, entry);
  return desk && { desk, lifted: [...entry.lifted, entry.desk] };
}

/** The state to come back to, when this one is a pause: what grew out of it meanwhile leads on from there too. */
function pausedFrom(kind: Kind, entry: Entry, state: string, how: Act, begins: boolean): { before?: string } {
  const { follows } = kind;
  if (begins && follows && isPause(kind, entry.state) && follows.from.includes(entry.before ?? ""))
    return { before: follows.open };
  return isPause(kind, state) && !leadsBack(how) && state !== entry.state ? { before: entry.state } : {};
}

/** Who handles the case: a desk it has just come to waits for somebody there to take it. */
function takerAfter(
  { taker, hiddenFrom, barred }: Entry,
  how: Act,
  by: PersonId,
  handed: boolean,
  begins: boolean,
): { taker?: PersonId } {
  if (how.takes && !(handed && begins)) return { taker: by };
  const may = taker !== undefined && !hiddenFrom.includes(taker) && !barred.includes(taker);
  return may && !handed ? { taker } : {};
}

/** Whoever did it has seen what came of it, and hears of it once. A reminder is another matter. */
const sparing = (told: Errand, doer: PersonId | undefined): Errand =>
  told.what.do === "tell" && !told.what.whileIn && doer
    ? { ...told, what: { ...told.what, but: doer } }
    : told;

const isTo =
  (role: string) =>
  ({ what }: Errand) =>
    what.do === "tell" && "desk" in what.to && what.to.desk.role === role;

/** An alarm that is moved unanswered calls the people of where it comes, from the first rung. */
const climbs = (kind: Kind, how: Act, { urgent, history }: Entry) =>
  how.moves === true && urgent && !history.some(({ act }) => actOf(kind, act)?.takes);

/** What is under way after an act: the ladder ends when somebody answers, and begins anew where the case goes. */
function errandsAfter(kind: Kind, entry: Entry, how: Act, said: Said, now: Instant): Errand[] {
  const ends = how.takes || how.moves;
  const rest = ends ? entry.errands.filter(({ what }) => what.do !== "climb") : entry.errands;
  const { version } = entry;
  const more = [errand(`refresh:${version}`, { do: "refresh" }, now)];
  const joined = how.joins && said.answers[how.joins.field];
  if (joined) more.push(errand(`join:${version}`, { do: "join", person: joined as PersonId }, now));
  if (said.made) more.push(errand(`make:${said.made.id}`, { do: "make", entry: said.made }, now));
  if (said.joins) {
    const link: Link = { kind: entry.kind, id: entry.id, state: "settled" };
    const by = entry.history.at(-1)?.by ?? entry.by;
    more.push(errand(`follow:${version}`, { do: "follow", to: said.joins, link, by }, now));
  }
  // The cases that became part of this one end with it.
  if (kind.ended.includes(entry.state) && !said.joins)
    for (const joining of entry.links.filter((link) => link.kind === kind.name && link.outcome !== "ended")) {
      const link: Link = { kind: entry.kind, id: entry.id, state: "settled", outcome: "ended" };
      const by = entry.history.at(-1)?.by ?? entry.by;
      more.push(errand(`follow:${version}:${joining.id}`, { do: "follow", to: joining.id, link, by }, now));
    }
  if (entry.history.at(-1)?.act === kind.reading?.since) more.push(...spreading(kind, entry, now));
  if (climbs(kind, how, entry)) more.push(errand(`climb:${version}`, { do: "climb", rung: 0 }, now));
  // An edited card notifies nobody: whoever raised an alarm gets a new one when it is answered.
  const answers = entry.history.filter((event) => actOf(kind, event.act)?.takes);
  if (how.takes && entry.urgent && answers.length === 1)
    more.push(
      sparing(
        errand(`answered:${version}`, { do: "tell", to: { person: entry.by }, card: "receipt" }, now),
        answers[0]?.by,
      ),
    );
  return [...rest, ...more];
}

/** What was said before is never lost: where it is now said otherwise it stays, under its name and the version that replaced it. */
function superseded<T>(
  before: Readonly<Record<string, T>>,
  by: Readonly<Record<string, unknown>>,
  version: number,
): Record<string, T> {
  const changed = (name: string, value: T) =>
    name in by && JSON.stringify(by[name]) !== JSON.stringify(value);
  return Object.fromEntries(
    Object.entries(before).map(([name, value]) => [
      changed(name, value) ? `${name}@${version}` : name,
      value,
    ]),
  );
}

/** What has come between, for somebody who had begun on what is theirs to do no longer. */
export function cameBetween({ kind, rules }: Scene, entry: Entry, act: string, by: PersonId): Problem {
  const guards = (actOf(kind, act)?.guards ?? []).flatMap((name) => kind.guards[name] ?? []);
  const broken = guards.find(
    ({ holds, otherwise }) => otherwise !== "notAllowed" && !holds(entry, by, rules),
  );
  return { key: broken?.otherwise ?? "movedOn" };
}

/** Why a person may not do this now, if so. */
export function refused(
  scene: Scene,
  entry: Entry,
  act: string,
  person: Person,
  seen: number,
): Problem | undefined {
  const { kind, rules } = scene;
  const around = aroundOf(scene, entry);
  const how = actOf(kind, act);
  const is = relations(kind, person, entry, around);
  if (is.length === 0) return { key: "noSuchCase" };
  if (!how?.who.some((relation) => is.includes(relation))) return { key: "notAllowed" };
  // What happened by itself is no act of anybody's.
  const counts = (event: Event) => actOf(kind, event.act) !== undefined && !actOf(kind, event.act)?.quiet;
  // The first event is the report itself: nobody acted on it.
  // A version that has not been is no version.
  const since = entry.history.slice(seen > entry.version ? 1 : Math.max(1, seen)).filter(counts);
  // Who did what is told to whoever sees the case whole; else only what one might have done oneself.
  const whole = viewOf(kind, person, entry, around) === "full";
  const own = (event: Event) =>
    whole || actOf(kind, event.act)?.who.some((relation) => is.includes(relation));
  const latest = entry.history.slice(1).findLast(counts);
  const last = latest && own(latest) ? latest : undefined;
  const acted: Problem = last
    ? { key: "acted", with: { by: last.by, act: last.act, at: last.at } }
    : { key: latest ? "movedOn" : "notAllowed" };
  const hidden = isHidden(person, entry, around);
  const isMissed = kind.window !== undefined && entry.state === kind.window.missed;
  if (!how.quiet && (isMissed || isPast(kind, entry, scene.now))) return { key: "tooLate" };
  if (!how.quiet && !how.freely && since.length > 0) return hidden ? { key: "notAllowed" } : acted;
  if (!how.from.includes(entry.state)) return hidden ? { key: "notAllowed" } : acted;
  for (const name of how.guards ?? []) {
    const guard = kind.guards[name];
    if (!guard?.holds(entry, person.id, rules)) return { key: guard?.otherwise ?? "notAllowed" };
  }
  return actsFor(kind, person, entry, around, rules).includes(act) ? undefined : { key: "notAllowed" };
}
