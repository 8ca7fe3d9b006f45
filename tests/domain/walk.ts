import { fc } from "@fast-check/vitest";
import { actsFor } from "#domain/access";
import { decide, receive } from "#domain/decide";
import { follow } from "#domain/follow";
import { type Form, stepsFor } from "#domain/form";
import { type Act, actForm, type Kind, type Rules } from "#domain/kind";
import { breachCodes, headings } from "#domain/kinds/codes";
import { kinds } from "#domain/kinds/index";
import type { Person, Role } from "#domain/person";
import { aroundOf, type Scene } from "#domain/place";
import type {
  Answer,
  Answers,
  Entry,
  Instant,
  Link,
  LocalDate,
  PersonId,
  Problem,
  RecordId,
  TenantId,
  UnitId,
} from "#domain/record";

/** A small municipality, and people in it who press whatever there is to press on a case and its actions. */

const tenant = "t" as TenantId;
const above = { top: undefined, a: "top", b: "top", b1: "b" } as const;
export const units = Object.keys(above) as UnitId[];
export const pathOf = (unit: UnitId): UnitId[] => {
  const next = above[unit as unknown as keyof typeof above];
  return next ? [unit, ...pathOf(next as UnitId)] : [unit];
};

const from = "2020-01-01" as LocalDate;
const role = (name: Role["role"], unit: string, more: Partial<Role> = {}): Role => ({
  role: name,
  unit: unit as UnitId,
  from,
  ...more,
});
const person = (name: string, ...roles: Role[]): Person => ({
  tenant,
  // Unlike every code, so that one among the facts would be seen.
  id: `p.${name}` as PersonId,
  rev: 1,
  name,
  roles,
  contacts: {},
});
export const people = [
  person("staff"),
  person("colleague"),
  person("chiefA", role("unitManager", "a")),
  person("chiefA2", role("unitManager", "a")),
  person("chiefB", role("unitManager", "b")),
  person("chiefB1", role("unitManager", "b1")),
  person("chiefTop", role("unitManager", "top")),
  person("head", role("departmentManager", "top")),
  person("director", role("director", "top")),
  person("sas", role("sas", "top")),
  person("deputy", role("sas", "top", { deputyFor: "p.sas" as PersonId })),
  person("mas", role("mas", "top")),
  person("privacy", role("dataProtectionOfficer", "top")),
  person("secretary", role("committeeSecretary", "top")),
  person("former", role("unitManager", "a", { to: "2026-03-09" as LocalDate })),
];
export function somebody(name: string): Person {
  const found = people.find((each) => each.id === `p.${name}`);
  if (!found) throw new Error(`nobody called ${name}`);
  return found;
}

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 10, 11, minutes)).toISOString() as Instant;
export const rules: Rules = {
  deciders: { degree: "sas", ivo: "sas" },
  thresholds: { medium: 4, high: 8, veryHigh: 12, lexSarah: { score: 8, consequence: 3 }, hsl: 4 },
  days: { assessed: 5, investigated: 10, idle: 30, acknowledged: 2, answered: 10, riskReviewed: 365 },
  adopters: {
    ...{ policy: "committeeSecretary", guideline: "director", routine: "director" },
    ...{ local: "unitManager", minor: "director" },
  },
  compilations: [],
};
/** A scene, and its people as those who press. */
export interface Town extends Scene {
  readonly people: readonly Person[];
}
export const sceneOf = (minutes = 0, more: Partial<Town> = {}): Town => ({
  tenant,
  kind: kinds.deviation,
  people,
  pathOf,
  chainOf: () => ["unitManager", "sas", "director"],
  rules,
  now: at(minutes),
  ...more,
});

/** Free text, as every field of it is sealed: nothing of this may come among the facts. */
export const freeText = "Den enskilde blev utan mat.";
const sealed = { iv: "", ct: freeText, tag: "" };

export function received(answers: Answers, by: Person, scene = sceneOf()): Entry {
  const origin = { id: "K7QF-3M2X" as RecordId, nonce: "n", by: by.id };
  return receive(scene, origin, { answers, sealed: { what: sealed }, body: "digest" });
}

/** Picks out of what there is, by numbers drawn beforehand. */
type Dice = <T>(of: readonly T[]) => T;
function diceOf(luck: readonly number[]): Dice {
  let at = 0;
  return (of) => of[(luck[at++ % luck.length] ?? 0) % of.length] as (typeof of)[number];
}

/** What a person says when a form asks: one of the options, a day, a unit, anybody; free text comes sealed. */
function answered(form: Form, pick: Dice): { answers: Answers; sealed: Entry["sealed"] } {
  const answers: Record<string, Answer> = {};
  const texts: Record<string, typeof sealed> = {};
  for (const step of form.steps) {
    if (!stepsFor(form, answers, "dialog").includes(step)) continue;
    for (const name of step.fields) {
      const field = form.fields[name];
      if (!field || (field.optional && pick([true, false]))) continue;
      if (field.type === "text") texts[name] = sealed;
      else if (field.type === "choice") {
        // A breach is one code of many, and brings somebody of its own.
        const option = name === "code" && pick([true, false]) ? pick(breachCodes) : pick(field.options);
        answers[name] = field.many ? [option] : option;
      } else if (field.type === "unit") answers[name] = pick(units);
      else if (field.type === "person") answers[name] = pick(people).id;
      else answers[name] = field.type === "day" && field.ahead ? "2026-04-10" : "2026-03-09";
    }
  }
  return { answers, sealed: texts };
}

/** One press: on the case or on an action, one that is offered or (`bold`) any, on a card `lag` events old. */
export interface Press {
  readonly bold: boolean;
  readonly lag: number;
  readonly luck: readonly number[];
}
export const press: fc.Arbitrary<Press> = fc.record({
  bold: fc.constantFrom(false, false, false, true),
  lag: fc.constantFrom(0, 0, 0, 1, 3),
  luck: fc.array(fc.nat(9999), { minLength: 24, maxLength: 24 }),
});

/** The case, what grew out of it, and what it has not yet heard of that. */
export interface World {
  readonly entry: Entry;
  readonly actions: readonly Entry[];
  readonly unheard: readonly { readonly link: Link; readonly by: PersonId }[];
}

/** What a press came to. `by` is nobody when a case only heard of an action. */
export interface Outcome {
  readonly world: World;
  readonly act: string;
  readonly by?: Person;
  readonly problem?: Problem;
}

/** Does one press; writing in the journal writes under each of its headings. */
export function* pressOn(world: World, scene: Town, { bold, lag, luck }: Press): Generator<Outcome> {
  const pick = diceOf(luck);
  const [heard, ...unheard] = world.unheard;
  if (heard && pick([true, false])) {
    const entry = follow(scene, world.entry, heard.link, heard.by) ?? world.entry;
    yield { world: { ...world, entry, unheard }, act: "followed" };
    return;
  }
  if (world.actions.length > 0 && pick([true, false])) {
    yield onAction(world, scene, bold, pick);
    return;
  }
  const [act, by] = chosen(world.entry, scene, bold, pick);
  let now = world;
  for (const heading of act === "write" ? headings : [undefined]) {
    const outcome = onCase(now, scene, { act, by, heading, seen: now.entry.version - lag }, pick);
    now = outcome.world;
    yield outcome;
  }
}

function chosen(entry: Entry, scene: Town, bold: boolean, pick: Dice): [string, Person] {
  const { kind } = scene;
  const around = aroundOf(scene, entry);
  const offered = new Map<string, Person[]>();
  for (const each of scene.people)
    for (const act of actsFor(kind, each, entry, around, scene.rules))
      offered.set(act, [...(offered.get(act) ?? []), each]);
  const acts = [...offered.keys()].filter((act) => !(kind.acts as Record<string, Act>)[act]?.quiet);
  if (bold || acts.length === 0) return [pick([...Object.keys(kind.acts), "nonsense"]), pick(scene.people)];
  // What has not been done yet is done more often than it would be by chance.
  const fresh = acts.filter((name) => !entry.history.some((event) => event.act === name));
  const act = pick(fresh.length > 0 && pick([true, true, false]) ? fresh : acts);
  return [act, pick(offered.get(act) ?? scene.people)];
}

interface Said {
  readonly act: string;
  readonly by: Person;
  readonly seen: number;
  readonly heading?: string | undefined;
}

function onCase(world: World, scene: Town, { act, by, seen, heading }: Said, pick: Dice): Outcome {
  const { entry } = world;
  const kind: Kind = scene.kind;
  const how = Object.hasOwn(kind.acts, act) ? kind.acts[act] : undefined;
  const form = actForm(kind, act);
  const told = form ? answered(form, pick) : { answers: {}, sealed: {} };
  const said = { ...told, answers: { ...told.answers, ...(heading && { heading }) }, body: `digest ${seen}` };
  const id = `${scene.now}#${entry.version}` as RecordId;
  const made =
    how?.makes &&
    receive(
      { ...scene, kind: kinds.action },
      { id, nonce: "n", by: by.id, from: entry },
      { ...said, answers: { unit: entry.unit, ...how.makes.answers(entry.answers, entry), ...said.answers } },
    );
  const outcome = decide(scene, entry, act, by, Math.max(0, seen), {
    ...said,
    sealed: how?.writes || how?.makes ? {} : said.sealed,
    ...(how?.writes && { part: id }),
    ...(made && { made }),
    ...(how?.refers && { joins: "ABCD-2345" as RecordId }),
  });
  if ("key" in outcome) return { world, act, by, problem: outcome };
  const actions = made ? [...world.actions, made] : world.actions;
  return { world: { ...world, entry: outcome.entry, actions }, act, by };
}

function onAction(world: World, scene: Town, bold: boolean, pick: Dice): Outcome {
  const kind: Kind = kinds.action;
  const action = pick(world.actions);
  const [act, by] = chosen(action, { ...scene, kind }, bold, pick);
  const form = actForm(kind, act);
  const said = form ? answered(form, pick) : { answers: {}, sealed: {} };
  const there = { ...scene, kind };
  const outcome = decide(there, action, act, by, action.version, { ...said, body: "digest" });
  if ("key" in outcome) return { world, act: `action.${act}`, by, problem: outcome };
  const fresh = outcome.entry.errands.slice(action.errands.length);
  const links = fresh.flatMap(({ what }) => (what.do === "follow" ? { link: what.link, by: by.id } : []));
  const actions = world.actions.map((each) => (each.id === action.id ? outcome.entry : each));
  return { world: { ...world, actions, unheard: [...world.unheard, ...links] }, act: `action.${act}`, by };
}
