import type { Reply } from "#cards/card";
import { periodText } from "#cards/figure-parts";
import { yearSay } from "#cards/text/follow-up";
import { say } from "#cards/text/sv";
import { shownDay } from "#cards/when";
import { type Planned, yearCard } from "#cards/year-card";
import { localDate, plusDays, workingDayFrom } from "#domain/calendar";
import { longestOpen } from "#domain/due";
import type { Municipality } from "#domain/municipality";
import { periodBefore } from "#domain/period";
import type { LocalDate, UnitId } from "#domain/record";
import { type Caller, offered } from "./caller.ts";
import { queried, type Reader } from "./lines.ts";
import { knownIn } from "./lists.ts";
import { countable, ledBy } from "./overview.ts";
import { fresh } from "./perform.ts";
import { daysOf, tops } from "./plan.ts";
import { planning, plansAt, withAbove } from "./planned.ts";
import { shelfOf } from "./storage/store.ts";

/** What the coming year holds at some units: self-inspections, compilations, meetings, and what is looked at again. */

/** From today to the end of the month before this one, next year. */
interface Span {
  readonly today: LocalDate;
  readonly upTo: LocalDate;
}

/** Shows it to whoever may know of the plans. */
export async function showYear(caller: Caller, page = 0): Promise<Reply> {
  const reader = await fresh(caller);
  const { house, municipality } = reader;
  const known = [...ledBy(reader), ...planning(reader).flatMap(({ kind }) => knownIn(reader, kind))];
  const units = municipality.units.map(({ id }) => id).filter((id) => known.includes(id));
  const today = localDate(house.now());
  const [year = 0, month = ""] = [Number(today.slice(0, 4)), today.slice(5, 7)];
  const span = { today, upTo: plusDays(`${year + 1}-${month}-01` as LocalDate, -1) };
  const all = units.length > 0 ? await plannedFor(reader, units, span) : undefined;
  return { type: "card", card: yearCard(all && together(all), page, ledBy(reader).length > 0) };
}

async function plannedFor(reader: Reader, units: readonly UnitId[], span: Span): Promise<readonly Planned[]> {
  return [
    ...meetingsIn(reader, units, span),
    ...compilationsIn(reader, units, span),
    ...(await inspectionsIn(reader, units, span)),
    ...(await reviewsIn(reader, units, span)),
  ];
}

/** What comes on the same day and is alike stands on one line, of all its units. */
function together(all: readonly Planned[]): readonly Planned[] {
  const lines = new Map<string, Planned>();
  for (const each of all) {
    const key = [each.on, each.title, each.note].join("|");
    const known = lines.get(key);
    const units = new Set([...(known?.units ?? []), ...each.units]);
    lines.set(key, { ...each, units: [...units] });
  }
  return [...lines.values()].sort((a, b) => a.on.localeCompare(b.on));
}

/** A unit as it stands in the plan of a year: with what its level is called. */
function nameOf({ units, levels }: Municipality, id: UnitId): string {
  const unit = units.find((each) => each.id === id);
  const level = levels[unit?.level ?? ""];
  return level ? yearSay.unit(unit?.name ?? id, level) : (unit?.name ?? id);
}

async function inspectionsIn(
  reader: Reader,
  units: readonly UnitId[],
  { today, upTo }: Span,
): Promise<readonly Planned[]> {
  const { municipality } = reader;
  const plans = await plansAt(reader, units);
  return plans.flatMap(({ title, unit, units: at, isBelow, between }) => {
    const whole = isBelow && units.includes(unit);
    const names = whole
      ? [yearSay.below(nameOf(municipality, unit))]
      : at.filter((id) => units.includes(id)).map((id) => nameOf(municipality, id));
    return between(plusDays(today, -longestOpen), upTo)
      .filter(({ closes }) => closes >= today)
      .map(({ opens, closes }): Planned => {
        const isOpen = opens <= today;
        const note = isOpen ? yearSay.openNow : yearSay.until;
        return { on: isOpen ? today : opens, title, units: names, note: note(shownDay(closes)) };
      });
  });
}

function compilationsIn(reader: Reader, units: readonly UnitId[], { today, upTo }: Span): readonly Planned[] {
  const { house, municipality } = reader;
  const words = Object.values(offered(house, municipality)).find(({ kind }) => kind.compiles)?.words;
  if (!words) return [];
  const around = withAbove(municipality, units);
  return municipality.compilations.flatMap((plan) => {
    const names = (plan.units ?? tops(municipality))
      .filter((unit) => around.includes(unit))
      .map((unit) => nameOf(municipality, unit));
    if (names.length === 0) return [];
    const title = words.documents?.[plan.document]?.title ?? words.name;
    const role = say.roleNames[plan.writes] ?? plan.writes;
    return daysOf(plan, plusDays(today, -1), upTo).map((on): Planned => {
      const note = yearSay.written(periodText(periodBefore(plan.period, on)), role);
      return { on, title, units: names, note };
    });
  });
}

function meetingsIn(
  { municipality }: Reader,
  units: readonly UnitId[],
  { today, upTo }: Span,
): readonly Planned[] {
  const around = withAbove(municipality, units);
  const known = municipality.meetings.filter(({ unit }) => around.includes(unit));
  return known.flatMap(({ name, unit, on }) =>
    // What falls on a day off is held on the next working day.
    daysOf({ on }, plusDays(today, -7), upTo)
      .map(workingDayFrom)
      .filter((day) => day >= today)
      .map((day) => ({ on: day, title: name, units: [nameOf(municipality, unit)], note: yearSay.meeting })),
  );
}

/** What stands and is to be looked at again: routines, risks. What should have been already comes first. */
async function reviewsIn(
  reader: Reader,
  units: readonly UnitId[],
  { today, upTo }: Span,
): Promise<readonly Planned[]> {
  const { house, municipality, person } = reader;
  const found = Object.values(offered(house, municipality)).map(async ({ kind, words }) => {
    const rules = kind.deadlines?.filter(({ review }) => review) ?? [];
    if (rules.length === 0) return [];
    const known = knownIn(reader, kind).filter((unit) => units.includes(unit));
    const items = await queried(house, "shelf", [shelfOf.standing(person.tenant, kind.name)]);
    return (await countable(reader, items, known)).flatMap(({ facts }): Planned[] => {
      const rule = rules.find((each) => each.while.includes(String(facts.state)));
      const due = facts.due as LocalDate | undefined;
      if (!rule || !due || due > upTo) return [];
      const what = words.deadlines?.[rule.name] ?? rule.name;
      const title = words.called?.(facts) ?? words.natures[String(facts.nature)]?.type ?? words.name;
      return [
        {
          on: due < today ? today : due,
          title,
          units: [nameOf(municipality, facts.unit as UnitId)],
          note: due < today ? yearSay.late(what) : what,
        },
      ];
    });
  });
  return (await Promise.all(found)).flat();
}
