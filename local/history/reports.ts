import { localDate, plusDays, plusMinutes } from "#domain/calendar";
import type { Person } from "#domain/person";
import type { Answers, Instant, LocalDate, PersonId, RecordId, UnitId } from "#domain/record";
import { after, between, type Chance, during, happens, pick, weighted } from "./chance.ts";
import { type Ending, lexSarah } from "./lex.ts";
import { type Case, type Deed, deed, handled } from "./life.ts";
import { type Category, categories, told } from "./mix.ts";
import * as words from "./words.ts";

/** Invented reports, each with what became of it. */

/** A report as it is sent. */
export interface Report extends Omit<Deed, "act"> {
  readonly by: PersonId;
}

export interface Told {
  readonly report: Report;
  readonly deeds: readonly Deed[];
}

/** What they are made with. */
export interface Making {
  readonly chance: Chance;
  /** Who works at a unit, and the law that is proposed there. */
  readonly staff: (unit: UnitId) => readonly Person[];
  readonly law: (unit: UnitId) => string | undefined;
  /** The number of the next report, and of what a report gives rise to. */
  readonly next: () => RecordId;
  readonly begun: (id: RecordId) => (at: Instant) => RecordId;
  readonly proposes: boolean;
  /** From this day on something may still lie there. */
  readonly stallsFrom: LocalDate;
}

/** A deviation or a risk; now and then an alarm, or an event that two report. */
export function ordinary(making: Making, day: LocalDate, unit: UnitId, about?: Category): readonly Told[] {
  const { chance } = making;
  const at = during(chance, day);
  if (!about && happens(chance, 4)) return [alarm(making, at, unit)];
  const category = about ?? weighted(chance, categories);
  const report = reported(making, at, unit, category);
  const one = caseOf(making, report);
  if (!happens(chance, 2)) return [{ report, deeds: handled(chance, one) }];
  const kept = { report, deeds: handled(chance, { ...one, stalls: false }, true) };
  const twin = reported(making, after(chance, at, 1, 1), unit, category);
  const joined = plusMinutes(twin.at, between(chance, 30, 90));
  return [kept, { report: twin, deeds: [deed(twin.on, joined, "merge", {}, { mergeWith: report.on })] }];
}

/** Reported as a mistreatment, or seen to be one in the assessment. */
export function grave(making: Making, day: LocalDate, unit: UnitId, ending: Ending, seen: boolean): Told {
  const { chance } = making;
  const category = pick(chance, ["care", "conduct", "abuse", "legal"] as const);
  const plain = reported(making, during(chance, day), unit, category);
  const nature = seen ? "mistreatment" : "deviation";
  const report = { ...plain, answers: { ...plain.answers, nature, consequence: "serious" } };
  return { report, deeds: lexSarah(chance, caseOf(making, report), ending, seen) };
}

/** Somebody is in danger: little is said, and of some of it never more. */
function alarm(making: Making, at: Instant, unit: UnitId): Told {
  const { chance, staff, next } = making;
  const by = pick(chance, staff(unit));
  const report: Report = {
    on: next(),
    at,
    by: by.id,
    answers: { danger: "yes", unit, involved: "no" },
    texts: { line: pick(chance, words.alarms), ...(by.shared && words.substitute) },
  };
  const one = caseOf(making, report);
  const taken = deed(one.id, plusMinutes(at, between(chance, 2, 9)), "take");
  if (happens(chance, 40)) return { report, deeds: [taken, ...handled(chance, one)] };
  const category = pick(chance, ["conduct", "organisation"] as const);
  const rest = told(chance);
  const answers = { ...rest, nature: "deviation", happened: localDate(at), category };
  const when = plusMinutes(at, between(chance, 60, 110));
  const what = pick(chance, words.happened[category]);
  const completed = { ...deed(one.id, when, "complete", answers, { what }), by: by.id };
  const known = { ...one, category, law: String(rest.law) };
  return { report, deeds: [taken, completed, ...handled(chance, known)] };
}

/** What is said of an event: most are of these days, some were found weeks later. */
function reported(
  { chance, staff, law, next }: Making,
  at: Instant,
  unit: UnitId,
  category: Category,
): Report {
  const by = pick(chance, staff(unit));
  const late = happens(chance, 9);
  const rest = told(chance);
  const answers: Answers = {
    danger: "no",
    nature: weighted(chance, { deviation: 78, risk: 15, unsure: 7 }),
    unit,
    happened: plusDays(localDate(at), -between(chance, late ? 15 : 0, late ? 75 : 3)),
    ...(late && happens(chance, 60) && { discovered: localDate(at) }),
    category,
    involved: "no",
    ...rest,
    law: (happens(chance, 70) && law(unit)) || (rest.law ?? "sol"),
  };
  const texts = {
    what: pick(chance, words.happened[category]),
    ...(happens(chance, 20) && { suggestion: pick(chance, words.suggestions) }),
    ...(by.shared && words.substitute),
  };
  return { on: next(), at, by: by.id, answers, texts };
}

function caseOf({ chance, staff, begun, proposes, stallsFrom }: Making, { on, at, answers }: Report): Case {
  const owners = staff(answers.unit as UnitId).filter(({ shared }) => !shared);
  const category = answers.category as Category | undefined;
  return {
    id: on,
    at,
    ...(category && { category }),
    law: String(answers.law ?? "sol"),
    owners: owners.map(({ id }) => id),
    begun: begun(on),
    proposes,
    stalls: happens(chance, 18) && localDate(at) >= stallsFrom,
  };
}
