import * as z from "zod";
import type { Checklist } from "./checklist-schema.ts";
import { compiledNames } from "./documents/index.ts";
import { lagrumCodes } from "./law.ts";
import { adoptionLevels, type Role, roleCodes } from "./municipality-codes.ts";
import type { LocalDate, TenantId, UnitId } from "./record.ts";

const code = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, "use 2 to 40 of a-z, 0-9 and -, beginning with a letter");
const text = z.string().trim().min(1, "must not be empty").max(200, "must be at most 200 characters");
const unitId = code.transform((id) => id as UnitId);
const role = z.enum(roleCodes);
const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day with four digits, such as "22:00"');
const dayOfYear = z
  .string()
  .regex(
    /^(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))$/,
    'write a day that every year has as month-day, such as "01-15"',
  );
const date = z.iso
  .date('write a date as year-month-day, such as "2026-03-31"')
  .transform((day) => day as LocalDate);
const score = z.int("must be a whole number").min(1, "must be at least 1").max(16, "must be at most 16");

const days = z
  .int("must be a whole number of days")
  .min(1, "must be at least 1 day")
  .max(365, "must be at most 365 days");

const jour = z.strictObject({
  name: text,
  phone: z
    .string()
    .regex(
      /^(?:0|\+46 ?)[1-9](?:[ -]?\d){6,9}$/,
      'write a Swedish phone number with its area code, such as "0479-52 80 00"',
    ),
});

const law = z.enum(lagrumCodes).exclude(["unknown"]);

const unit = z.strictObject({
  id: unitId,
  name: text,
  /** The unit above; without it this is a top. */
  parent: unitId.optional(),
  /** A key of `levels`. */
  level: code.optional(),
  /** May a report concern this unit itself? */
  reports: z.boolean().default(true),
  /** Who is called, in turn, when someone is in danger. Inherited. */
  chain: z.array(role).min(1, "name at least one role").optional(),
  /** Whom one rings when someone is in danger. Inherited. */
  jour: z.array(jour).min(1, "give at least one number").optional(),
  /** The law proposed for what is reported here. Inherited. */
  law: law.optional(),
});

const meeting = z.strictObject({
  name: text,
  /** Whose it is: the unit, or the level above. */
  unit: unitId,
  on: z.array(dayOfYear).min(1, "give at least one day"),
});

const volume = z.number("must be a number").positive("must be more than 0");

const plan = z.strictObject({
  document: z.enum(compiledNames),
  period: z.union([
    z.enum(["halfYear", "quarter", "tertial", "year"]),
    z.strictObject({ from: dayOfYear, to: dayOfYear }),
  ]),
  /** The last period that was over before one of these days is compiled on it. */
  on: z.array(dayOfYear).min(1, "give at least one day"),
  /** The units it is made for, one each; the whole municipality when left out. */
  units: z.array(unitId).min(1, "name at least one unit, or leave it out for the whole").optional(),
  writes: role.default("sas"),
  approves: role.default("director"),
  receives: role.default("committeeSecretary"),
});
export type Plan = z.infer<typeof plan>;

const routine = z.strictObject({
  name: text,
  appliesTo: z.array(text).min(1, "say whom it is for"),
  location: text,
  /** At which level it is adopted: `adopters` says by whom. */
  level: z.enum(adoptionLevels).exclude(["minor"]).default("routine"),
  /** Who answers for what it says. */
  owner: role.optional(),
  adoptedOn: date.optional(),
  /** When it is to be looked at again. */
  reviewOn: date.optional(),
  /** Must those it is for confirm that they have read it, once or every year? */
  read: z.enum(["no", "once", "yearly"]).default("no"),
});

const requirement = z.strictObject({
  units: z.array(unitId).min(1, "name at least one unit, or leave it out").optional(),
  /** A key of `levels`. */
  level: code.optional(),
  /** The law proposed at the unit, its own or inherited. */
  law: law.optional(),
  routines: z.array(text).min(1, "name at least one routine"),
});

const shape = z.strictObject({
  tenant: code.transform((id) => id as TenantId),
  name: text,
  /** The responsible committee. */
  board: text,
  /** What the levels of the organisation are called, from the top. */
  levels: z.record(code, text),
  units: z.array(unit).min(1, "a municipality needs at least one unit"),
  roles: z.array(role).min(1, "name the roles in use"),
  /** Who decides the degree of a lex Sarah case, and whether IVO is notified. */
  deciders: z.strictObject({ degree: role, ivo: role }),
  kinds: z.array(text).min(1, "name at least one kind of record"),
  /**
   * On which calendar day after the report a deviation is assessed at the latest, and on which its
   * investigation is begun. Kristianstad's figures unless the municipality has its own (workflow §2). All are
   * calendar days but `acknowledged` and `answered`, which are working days.
   */
  days: z
    .strictObject({
      assessed: days.default(5),
      investigated: days.default(10),
      /** So long an assessed case may stand untouched before it is asked about. Our proposal. */
      idle: days.default(30),
      /** Working days from a complaint to its receipt, and to its answer. Skövde's figures (workflow §8). */
      acknowledged: days.default(2),
      answered: days.default(10),
      /** So long after it was last looked at, a standing risk is looked at again. */
      riskReviewed: days.default(365),
    })
    .prefault({}),
  /** Who adopts what is to apply, by its level; `minor`: who decides a minor change of any of it. */
  adopters: z
    .strictObject({
      policy: role.default("committeeSecretary"),
      guideline: role.default("director"),
      routine: role.default("director"),
      local: role.default("unitManager"),
      minor: role.default("director"),
    })
    .prefault({}),
  /** What is compiled, of which periods, on which days of the year, and who writes, approves and receives it. */
  compilations: z.array(plan),
  /** Forums that meet on the same days each year, such as quality councils: the plan of the year has them. */
  meetings: z.array(meeting).default([]),
  /** What reports are counted against: yearly employees (årsarbetare) and interventions, by unit. */
  volumes: z
    .array(
      z.strictObject({
        unit: unitId,
        employees: volume.optional(),
        interventions: volume.optional(),
      }),
    )
    .default([]),
  quietHours: z.strictObject({ from: clock, to: clock }).optional(),
  /** Time of day in Sweden at which, on working days, people get the morning's digest. */
  digest: clock.default("07:30"),
  /**
   * Lowest risk score of each level; `lexSarah`: from where the bot proposes to think of lex Sarah; `hsl`: from
   * where MAS and MAR get a case of health care, Sundsvall's figure unless the municipality has its own.
   */
  thresholds: z.strictObject({
    medium: score,
    high: score,
    veryHigh: score,
    lexSarah: z
      .strictObject({ score, consequence: score.max(4, "must be at most 4, as consequences go from 1 to 4") })
      .optional(),
    hsl: score.default(4),
  }),
  whistleblower: z
    .url({ protocol: /^https$/, error: "write an address that begins with https://" })
    .optional(),
  /** Whom one rings about a child or an adult who may be badly off (orosanmälan); the bot takes no such report. */
  intake: z.array(jour).default([]),
  /** Where what is broken is reported (felanmälan); the bot takes no such report. */
  faultReport: text.optional(),
  processes: z.array(
    z.strictObject({
      unit: unitId,
      process: text,
      /** What is done in it, in its order. */
      activities: z.array(text).default([]),
      routines: z.array(routine).min(1, "a process needs at least one routine"),
    }),
  ),
  /** Its own checklists, out of the file beside this one: read and checked there. */
  checklists: z.custom<readonly Checklist[]>().default([]),
  /** Routines that must be there for each unit that is as said: among `units`, of the `level` and under the `law`. */
  required: z.array(requirement).default([]),
  /** Names of the routines that the help shows. */
  helpRoutines: z.array(text),
});

export type Municipality = z.infer<typeof shape>;
export type Unit = Municipality["units"][number];
export type Jour = z.infer<typeof jour>;

/** A municipality's configuration. Also refuses what contradicts itself; messages are English, for operators. */
export const municipalitySchema = shape.superRefine((m, context) => {
  const refuse = (path: (string | number)[], message: string) =>
    context.addIssue({ code: "custom", path, message });
  const ids = m.units.map((u) => u.id);
  const used = (name: Role, path: (string | number)[]) => {
    if (!m.roles.includes(name))
      refuse(path, `the role ${name} is not among "roles"; add it there or use another`);
  };

  const unitExists = (id: UnitId, path: (string | number)[]) => {
    if (!ids.includes(id)) refuse(path, `there is no unit ${id}; write the id of a unit in this file`);
  };
  const levelExists = (level: string | undefined, path: (string | number)[]) => {
    if (level !== undefined && m.levels[level] === undefined)
      refuse(path, `there is no level ${level}; write one of ${Object.keys(m.levels).join(", ")}`);
  };

  m.units.forEach((u, i) => {
    const at = ["units", i];
    if (ids.indexOf(u.id) !== i)
      refuse([...at, "id"], `the id ${u.id} is used twice; give each unit its own`);
    if (u.parent !== undefined && !ids.includes(u.parent)) {
      refuse([...at, "parent"], `there is no unit ${u.parent}; write the id of a unit in this file`);
    } else if (isOwnAncestor(m, u)) {
      refuse([...at, "parent"], `${u.id} ends up above itself; choose another parent`);
    }
    levelExists(u.level, [...at, "level"]);
    u.chain?.forEach((name, n) => {
      used(name, [...at, "chain", n]);
    });
  });
  if (!m.units.some((u) => u.reports))
    refuse(["units"], "no unit may be reported on; let one have reports: true");
  used(m.deciders.degree, ["deciders", "degree"]);
  used(m.deciders.ivo, ["deciders", "ivo"]);
  for (const level of adoptionLevels) used(m.adopters[level], ["adopters", level]);
  m.compilations.forEach((plan, i) => {
    const at = ["compilations", i];
    for (const step of ["writes", "approves", "receives"] as const) used(plan[step], [...at, step]);
    plan.units?.forEach((id, n) => {
      unitExists(id, [...at, "units", n]);
    });
  });
  m.meetings.forEach(({ unit }, i) => {
    unitExists(unit, ["meetings", i, "unit"]);
  });
  m.volumes.forEach(({ unit }, i) => {
    unitExists(unit, ["volumes", i, "unit"]);
  });
  if (m.quietHours && m.quietHours.from === m.quietHours.to) {
    refuse(["quietHours", "to"], "quiet hours must not end when they begin; remove them to have none");
  }
  if (m.days.investigated < m.days.assessed) refuse(["days"], "investigated must not come before assessed");
  if (m.days.answered < m.days.acknowledged) refuse(["days"], "answered must not come before acknowledged");
  const { medium, high, veryHigh } = m.thresholds;
  if (!(medium < high && high < veryHigh))
    refuse(["thresholds"], "medium, high and veryHigh must rise in that order");
  m.processes.forEach((p, i) => {
    const at = ["processes", i];
    unitExists(p.unit, [...at, "unit"]);
    p.routines.forEach(({ owner, adoptedOn, reviewOn }, n) => {
      if (owner) used(owner, [...at, "routines", n, "owner"]);
      if (adoptedOn && reviewOn && reviewOn < adoptedOn)
        refuse(
          [...at, "routines", n, "reviewOn"],
          "it is to be looked at before it is adopted; set a later day",
        );
    });
  });
  m.required.forEach(({ units, level, law }, i) => {
    const at = ["required", i];
    if (!units && !level && !law) refuse(at, "say of which units it is asked: give units, level or law");
    units?.forEach((id, n) => {
      unitExists(id, [...at, "units", n]);
    });
    levelExists(level, [...at, "level"]);
  });
  const routines = m.processes.flatMap((p) => p.routines.map((r) => r.name));
  m.helpRoutines.forEach((name, i) => {
    if (!routines.includes(name)) {
      refuse(
        ["helpRoutines", i],
        `no routine is called "${name}"; write the name as it stands under processes`,
      );
    }
  });
});

function isOwnAncestor(m: Municipality, unit: Unit): boolean {
  let above = unit.parent;
  // As many steps as there are units is enough to come round; a cycle further up is reported on its own units.
  for (let step = 0; step < m.units.length && above !== undefined; step++) {
    if (above === unit.id) return true;
    above = m.units.find((u) => u.id === above)?.parent;
  }
  return false;
}
