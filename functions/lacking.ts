import type { UnitLine } from "#cards/inspections-card";
import { plusDays } from "#domain/calendar";
import { isHeard, type Kind } from "#domain/kind";
import { reportingUnits, unitPath } from "#domain/municipality";
import type { Facts, LocalDate, UnitId } from "#domain/record";
import { offered } from "./caller.ts";
import { queried, type Reader } from "./lines.ts";
import { type Counted, countable, ledBy } from "./overview.ts";
import { type StandingPlan, withAbove } from "./planned.ts";
import { shelfOf } from "./storage/store.ts";

/** Where nothing is planned, assessed or reported: what must not be known to somebody does not count for them. */

/**
 * What each unit lacks: a plan, a risk analysis and reports in the last year. A plan or an analysis may be of the unit,
 * or be made above or below it; a report that comes from below is heard. Undefined where nothing can be reported.
 */
export async function lackingIn(
  reader: Reader,
  units: readonly UnitId[],
  counted: readonly Counted[],
  plans: readonly StandingPlan[],
  today: LocalDate,
): Promise<(unit: UnitId) => Pick<UnitLine, "lacks" | "reports"> | undefined> {
  const { house, municipality, person } = reader;
  const since = plusDays(today, -365);
  const kinds = Object.values(offered(house, municipality)).map(({ kind }) => kind);
  const yearly = kinds.filter((kind) => kind.yearly);
  const shelves = yearly.map(({ name }) => shelfOf.standing(person.tenant, name));
  const stored = await countable(
    reader,
    await queried(house, "shelf", shelves),
    withAbove(municipality, units),
  );
  const reports = new Map<UnitId, number>();
  for (const { facts } of [...counted, ...stored])
    if (isReport(kinds, facts, since))
      reports.set(facts.unit as UnitId, (reports.get(facts.unit as UnitId) ?? 0) + 1);
  const assessed = new Set(
    stored.flatMap(({ facts }) => (isAssessed(kinds, facts, since) ? [facts.unit as UnitId] : [])),
  );
  const pathOf = (unit: UnitId) => unitPath(municipality, unit).map(({ id }) => id);
  /** Where there is something, at the unit or below it. */
  const upwards = (there: Iterable<UnitId>) => new Set([...there].flatMap(pathOf));
  const [heard, done] = [upwards(reports.keys()), upwards(assessed)];
  const planned = upwards(new Set(plans.flatMap((plan) => plan.units)));
  // Whether anything is reported is for those who answer for the unit, who know what there is.
  const led = new Set(ledBy(reader));
  const reporting = new Set(reportingUnits(municipality).map(({ id }) => id));
  return (unit) => {
    if (!reporting.has(unit)) return undefined;
    const isDone = done.has(unit) || pathOf(unit).some((id) => assessed.has(id));
    return {
      ...(led.has(unit) && { reports: reports.get(unit) ?? 0 }),
      lacks: [
        ...(planned.has(unit) ? [] : ["plan" as const]),
        ...(isDone || yearly.length === 0 ? [] : ["yearly" as const]),
        ...(heard.has(unit) || !led.has(unit) ? [] : ["silent" as const]),
      ],
    };
  };
}

/** Whether it is something that anybody may report, and came since a day. */
function isReport(kinds: readonly Kind[], facts: Facts, since: LocalDate): boolean {
  const kind = kinds.find(({ name }) => name === facts.kind);
  return kind !== undefined && isHeard(kind) && !kind.starts && String(facts.reportedOn) >= since;
}

/** Whether somebody has done with it since a day what is to be done every year. */
function isAssessed(kinds: readonly Kind[], facts: Facts, since: LocalDate): boolean {
  const kind = kinds.find(({ name }) => name === facts.kind);
  if (kind?.uncounted?.includes(String(facts.state))) return false;
  return kind?.yearly?.some((act) => String(facts[`${act}On`] ?? "") >= since) ?? false;
}
