import { createHash } from "node:crypto";
import { localDate, plusDays, workingDayFrom } from "#domain/calendar";
import { lagrumOf, type Municipality, reportingUnits, unitPath } from "#domain/municipality";
import type { Person } from "#domain/person";
import type { Instant, LocalDate, RecordId, UnitId } from "#domain/record";
import { recordIdOf } from "#functions/house";
import { between, happens, mulberry32, weighted } from "./chance.ts";
import type { Ending } from "./lex.ts";
import type { Deed } from "./life.ts";
import { aDay, season } from "./mix.ts";
import { grave, type Making, ordinary, type Report, type Told } from "./reports.ts";

/** Invented years, day by day: pure, and the same for the same seed, municipality, people and time. */

export interface Span {
  /** Nothing happens after this. */
  readonly until: Instant;
  readonly seed: number;
  readonly years: number;
}

/** What was reported, and what was done with it, each in the order in which it happened. */
export interface History {
  readonly reports: readonly Report[];
  readonly deeds: readonly Deed[];
}

/** The last so many days are as a compilation should find them: a category that rises, a unit that is silent. */
const risingDays = 182;
const silentDays = 122;
/** What is left lying is of the last months. */
const stallingDays = 120;
/** The mistreatments of a year, and of the next; the last of each is seen first in the assessment. */
const endings: readonly (readonly Ending[])[] = [
  ["mistreatment", "none", "serious", "outside", "tangibleRisk", "mistreatment"],
  ["tangibleRisk", "mistreatment", "outside", "seriousRisk", "none", "mistreatment"],
];

/** What was reported in the years up to a moment, and what was done with it by then. */
export function historyOf(
  municipality: Municipality,
  people: readonly Person[],
  { until, seed, years }: Span,
): History {
  const today = localDate(until);
  const first = plusDays(today, -365 * years);
  const making: Making = {
    chance: mulberry32(seed),
    ...placesOf(municipality, people),
    ...numbering(seed),
    proposes: municipality.deciders.ivo !== "sas",
    stallsFrom: plusDays(today, -stallingDays),
  };
  const units = unitsOf(municipality);
  const all = [...usual(making, units, first, today), ...grievous(making, units, first, years, today)];
  return {
    reports: upTo(
      until,
      all.map(({ report }) => report),
    ),
    deeds: upTo(
      until,
      all.flatMap(({ deeds }) => deeds),
    ),
  };
}

/** Deviations and risks: about five a week, fewer in summer, and more of one sort at one unit in the end. */
function usual(making: Making, units: readonly UnitId[], first: LocalDate, today: LocalDate): Told[] {
  const { chance } = making;
  const all: Told[] = [];
  for (let day = workingDayFrom(first); day <= today; day = workingDayFrom(plusDays(day, 1))) {
    const weights = weightsOf(units, day, today);
    const count = all.length === 0 ? 1 : Number(weighted(chance, aDay));
    for (let n = 0; n < count; n++)
      if (all.length === 0 || chance() < season(day))
        all.push(...ordinary(making, day, weighted(chance, weights)));
    const rising = units.at(-2);
    if (rising && day > plusDays(today, -risingDays) && happens(chance, 15))
      all.push(...ordinary(making, day, rising, "documentation"));
  }
  return all;
}

/** Six mistreatments a year. */
function grievous(
  making: Making,
  units: readonly UnitId[],
  first: LocalDate,
  years: number,
  today: LocalDate,
): Told[] {
  const { chance } = making;
  return Array.from({ length: years }, (_, year) => endings[year % endings.length] ?? []).flatMap(
    (ofYear, year) =>
      ofYear.map((ending, n) => {
        const share = (year + n / ofYear.length) * 365;
        const day = workingDayFrom(plusDays(first, Math.round(share) + between(chance, 5, 40)));
        const unit = weighted(chance, weightsOf(units, day, today));
        return grave(making, day, unit, ending, n < ofYear.length - 1);
      }),
  );
}

const upTo = <Each extends { readonly at: Instant }>(until: Instant, all: readonly Each[]): Each[] =>
  all.filter(({ at }) => at <= until).sort((a, b) => a.at.localeCompare(b.at));

/** The units that have no others below them. */
function unitsOf(municipality: Municipality): readonly UnitId[] {
  const above = new Set(municipality.units.map(({ parent }) => parent));
  return reportingUnits(municipality).flatMap(({ id }) => (above.has(id) ? [] : [id]));
}

/** The largest unit comes first; the last is silent in the end. */
function weightsOf(
  units: readonly UnitId[],
  day: LocalDate,
  today: LocalDate,
): Readonly<Record<UnitId, number>> {
  const silent = units.length > 1 && day > plusDays(today, -silentDays);
  const sizes = [4, 3, 3, 2];
  const speaking = silent ? units.slice(0, -1) : units;
  return Object.fromEntries(speaking.map((unit, n) => [unit, sizes[n % sizes.length] ?? 1]));
}

function placesOf(municipality: Municipality, people: readonly Person[]): Pick<Making, "staff" | "law"> {
  return {
    staff(unit) {
      const path = unitPath(municipality, unit).map(({ id }) => id);
      const there = people.filter((person) => person.unit !== undefined && path.includes(person.unit));
      return there.length > 0 ? there : people;
    },
    law: (unit) => lagrumOf(municipality, unit),
  };
}

/** Numbers that follow from the seed: the first report's is the same whatever the time. */
function numbering(seed: number): Pick<Making, "next" | "begun"> {
  const numberOf = (what: string) =>
    recordIdOf(createHash("sha256").update(`history ${seed} ${what}`).digest());
  let count = 0;
  return {
    next: () => numberOf(String(count++)),
    begun: (id: RecordId) => (at: Instant) => numberOf(`${id} ${at}`),
  };
}
