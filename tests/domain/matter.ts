import type { CedarValueJson } from "@cedar-policy/cedar-wasm/nodejs";
import type { Person } from "#domain/person";
import type { Entry, LocalDate, UnitId } from "#domain/record";

/** A case and whoever asks about it, in the words of `access.cedar`: read off the record, not by the house. */

/** The municipality as the policies meet it. */
export interface Town {
  readonly day: LocalDate;
  readonly people: readonly Person[];
  /** The unit and those above it, nearest first. */
  readonly pathOf: (unit: UnitId) => readonly UnitId[];
  readonly units: readonly UnitId[];
  readonly chainOf: (unit: UnitId) => readonly string[];
  readonly deciders: { readonly degree: string; readonly ivo: string };
}

/** Whoever asks; `key` is the same for two of whom every answer is the same. */
export interface Asker {
  readonly key: string;
  readonly entity: Named;
}
/** An entity as Cedar takes it. */
interface Named {
  readonly uid: { readonly type: string; readonly id: string };
  readonly attrs: Record<string, CedarValueJson>;
  readonly parents: { readonly type: string; readonly id: string }[];
}
/** What is asked about, with each attribute written out. */
export interface Matter {
  readonly keys: Readonly<Record<string, string>>;
  readonly entity: Named;
}

const shorts = new Map<string, string>();
/** A short name of a value: the same for the same. */
function short(value: unknown): string {
  const long = JSON.stringify(value);
  const known = shorts.get(long) ?? String(shorts.size);
  shorts.set(long, known);
  return known;
}

export const uid = (type: string, id: string) => ({ type, id });
const ref = (type: string, id: string): CedarValueJson => ({ __entity: uid(type, id) });

const seated = new WeakMap<Town, Map<Person, string[]>>();

/** The seats somebody sits on today: a role for a unit is one for those below it; `own:` is not as a deputy. */
function seatsOf(person: Person, town: Town): string[] {
  const known = seated.get(town) ?? new Map<Person, string[]>();
  seated.set(town, known);
  const seats = known.get(person) ?? seatsFrom(person, town);
  known.set(person, seats);
  return seats;
}

function seatsFrom(person: Person, { day, units, pathOf }: Town): string[] {
  const today = person.roles.filter(({ from, to }) => from <= day && day <= (to ?? "9999-12-31"));
  return today.flatMap(({ role, unit, deputyFor }) => {
    const seats = units.filter((each) => pathOf(each).includes(unit)).map((each) => `${role}@${each}`);
    return deputyFor ? seats : [...seats, ...seats.map((seat) => `own:${seat}`)];
  });
}

export function askerOf(person: Person, town: Town): Asker {
  const seats = seatsOf(person, town);
  const attrs = { tenant: person.tenant, shared: person.shared === true };
  const parents = seats.map((seat) => uid("Seat", seat));
  return {
    key: short([person.id, attrs, seats]),
    entity: { uid: uid("Person", person.id), attrs, parents },
  };
}

/** Who must act in turn where the desk is empty, as the routes of each kind are described (workflow §2). */
function successors({ kind, answers, state }: Entry, { deciders }: Town): readonly string[] {
  const last = ["departmentManager", "director", "sas"];
  // A decision of its own kind never falls to whoever the ordinary case is with.
  if (kind === "deviation" && state === "decision") return [deciders.degree, ...last];
  if (kind === "deviation" && state === "patientSafety") return ["mas", "mar", ...last];
  if (kind === "action") return ["unitManager", "sas", "departmentManager", "director"];
  if (answers.involved === "both" || answers.involved === "sas") return ["director", "sas", ...last];
  if (answers.involved === "manager" || isLexSarah(answers)) return ["sas", "director", ...last];
  return ["unitManager", "departmentManager", "director", "sas"];
}

/** Reported as a mistreatment and not found otherwise, or found to be one. */
function isLexSarah({ nature, track }: Entry["answers"]): boolean {
  return track ? track === "lexSarah" : nature === "mistreatment";
}

/** What an investigation must hold before its decision (SOSFS 2011:5 5 kap.). */
const eight = ["event", "noticed", "when", "causes", "before", "again", "measures", "other"];

/** A case in the words of the policies. */
export function matterOf(entry: Entry, town: Town): Matter {
  const { unit, answers, history, links, by } = entry;
  const hiddenSeats = entry.hides.map((each) => `${each.savingDeputies ? "own:" : ""}${each.role}@${unit}`);
  const sits = (role: string, at: UnitId) =>
    town.people.some(
      (person) =>
        person.tenant === entry.tenant &&
        !entry.hiddenFrom.includes(person.id) &&
        !entry.barred.includes(person.id) &&
        seatsOf(person, town).includes(`${role}@${at}`) &&
        !seatsOf(person, town).some((seat) => hiddenSeats.includes(seat)),
    );
  const next = successors(entry, town).find((role) => sits(role, unit));
  const desk = sits(entry.desk.role, entry.desk.unit) || !next ? entry.desk : { role: next, unit };
  const seat = (role: string, at: string = unit) => ref("Seat", `${role}@${at}`);
  const people = (ids: readonly unknown[]) => ids.map((id) => ref("Person", String(id)));
  const part = (name: string) => entry.team.flatMap((member) => (member.part === name ? member.person : []));
  const did = (act: string) => history.filter((event) => event.act === act);
  const said = (name: string) => String(answers[name] ?? "");
  // An action that was taken away is none.
  const actions = links.filter(({ kind, outcome }) => kind === "action" && outcome !== "void");
  // What is done about it may be decided where it was lifted to.
  const risks = links.filter(({ kind, outcome }) => kind === "risk" && outcome !== "void");
  const serious = ["seriousRisk", "serious"].includes(said("degree"));
  const attrs: Record<string, CedarValueJson> = {
    tenant: entry.tenant,
    by: ref("Person", by),
    state: entry.state,
    live: !["closed", "merged", "mistaken"].includes(entry.state),
    restricted: entry.restricted,
    urgent: entry.urgent,
    alerted: [...entry.alerted],
    hiddenFrom: people(entry.hiddenFrom),
    hiddenSeats: hiddenSeats.map((id) => ref("Seat", id)),
    hidesSomebody: entry.hiddenFrom.length > 0 || entry.hides.length > 0,
    hidesRole: entry.hides.length > 0,
    hidesNamed: entry.hiddenFrom.some((id) => id === answers.hidden),
    barred: people(entry.barred),
    investigators: people(part("investigator")),
    helpers: people(part("helper")),
    owners: people(answers.owner ? [answers.owner] : []),
    takers: people(entry.taker ? [entry.taker] : []),
    desk: seat(desk.role, desk.unit),
    chain: town.chainOf(unit).map((role) => seat(role)),
    noticeBody: seat(town.deciders.ivo),
    noticeBodyRole: town.deciders.ivo,
    noticeBodySeated: sits(town.deciders.ivo, unit),
    ...Object.fromEntries(named.map((role) => [role, seat(role)])),
    lexSarah: isLexSarah(answers),
    nature: said("nature"),
    law: said("law"),
    notice: said("notice"),
    // A no can be thought over again (FL 37 §): what is found to be serious must be notified (SoL 27:6).
    noticeUndecided: answers.notice !== "yes",
    noticeSent: Boolean(answers.noticeSentOn),
    noticeNumbered: Boolean(entry.sealed.ivoNumber),
    mariaNotice: said("mariaNotice"),
    mariaSent: Boolean(answers.mariaSentOn),
    mariaNumbered: Boolean(entry.sealed.mariaNumber),
    // What is serious, or was decided to be notified, and has not been (SoL 27:6; PSL 3:5).
    somethingUnnotified:
      (((isLexSarah(answers) && serious) || answers.notice === "yes") && !answers.noticeSentOn) ||
      (answers.mariaNotice === "yes" && !answers.mariaSentOn),
    serious,
    decided: did("decide").length > 0 && Boolean(answers.degree),
    investigationComplete: eight.every((heading) =>
      entry.parts.some((note) => note.answers.heading === heading),
    ),
    somethingUnfinished: links.some(({ state }) => state !== "settled"),
    somethingUnplanned:
      actions.length + risks.length === 0 &&
      (answers.next === "action" || !["", "none"].includes(said("degree"))),
    lastActionFailed: actions.at(-1)?.outcome === "no",
    openedByAnother: did("open").some((event) => event.by !== by),
    completedByReporter: did("complete").some((event) => event.by === by),
    lifted: entry.lifted.length > 0,
  };
  const type = typeOf(entry.kind);
  const keys: Record<string, string> = {};
  for (const name in attrs) keys[name] = short(attrs[name]);
  return { keys, entity: { uid: uid(type, "case"), attrs, parents: [] } };
}

/** The roles that the policies know by name. */
const named = ["unitManager", "sas", "mas", "mar", "dataProtectionOfficer", "departmentManager", "director"];

/** The records of a kind, as the policies call them. */
export const typeOf = (kind: string) => (kind === "action" ? "Measure" : "Deviation");
