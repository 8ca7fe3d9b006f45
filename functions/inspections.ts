import type { Reply } from "#cards/card";
import { type Inspections, inspectionsCard, type UnitLine } from "#cards/inspections-card";
import { halfYearOf, localDate, plusDays } from "#domain/calendar";
import { lastMorning } from "#domain/due";
import type { LocalDate, UnitId } from "#domain/record";
import { type Caller, offered, startable } from "./caller.ts";
import type { Register } from "./house.ts";
import { lackingIn } from "./lacking.ts";
import { queried, type Reader } from "./lines.ts";
import { knownIn } from "./lists.ts";
import { type Counted, countable, halvesTo } from "./overview.ts";
import { fresh } from "./perform.ts";
import { begun, plansAt, type StandingPlan } from "./planned.ts";
import { startButton } from "./report.ts";
import { shortItems } from "./short-items.ts";
import { shelfOf } from "./storage/store.ts";

/**
 * How self-inspection goes at the units that somebody answers for: what is planned, done and missed, what falls short
 * again and again, and where nothing is heard, planned or assessed (SOSFS 2011:9 5 kap. 1-2 §§).
 */

/** Shows it: first the whole, on page 0, then the units a page at a time. */
export async function showInspections(caller: Caller, page = 0): Promise<Reply> {
  const reader = await fresh(caller);
  const runs = begun(reader);
  const known = new Set(runs.flatMap(({ kind }) => knownIn(reader, kind)));
  const units = reader.municipality.units.map(({ id }) => id).filter((id) => known.has(id));
  const asked =
    runs.length === 0
      ? "notUsed"
      : units.length === 0
        ? "notYours"
        : await inspectionsAt(reader, runs, units);
  return { type: "card", card: inspectionsCard(asked, waysOn(reader), page) };
}

/** What can be done about it: a plan, an action. */
function waysOn(caller: Caller) {
  const kinds = Object.values(startable(caller)).filter(({ kind }) => kind.repeats || kind.undertaken);
  return kinds.map((asked) => startButton(asked));
}

async function inspectionsAt(
  reader: Reader,
  runKinds: readonly Register[string][],
  units: readonly UnitId[],
): Promise<Inspections> {
  const { house, person } = reader;
  const today = localDate(house.now());
  const year = today.slice(0, 4);
  const last = `${year}-12-31` as LocalDate;
  const shelves = halvesTo(halfYearOf(today)).slice(0, 3);
  const items = await queried(
    house,
    "shelf",
    shelves.map((half) => shelfOf.halfYear(person.tenant, half)),
  );
  const counted = await countable(reader, items, units);
  const runs = counted.flatMap((each) => runOf(each, runKinds, today) ?? []);
  const plans = await plansAt(reader, units);
  const ahead = plannedAt(plans, units, lastMorning(house.now()), last);
  const isThisYear = ({ closes }: Run) => closes.slice(0, 4) >= year;
  const now = runs.filter(isThisYear);
  const lacking = await lackingIn(reader, units, counted, plans, today);
  const lines = units.flatMap((unit): UnitLine[] => {
    const own = now.filter(({ facts }) => facts.unit === unit);
    const planned = ahead.get(unit) ?? 0;
    const lacks = lacking(unit);
    // Where nothing is reported on, only what is planned there makes it a line.
    if (!lacks && own.length + planned === 0) return [];
    return [
      {
        name: reader.municipality.units.find(({ id }) => id === unit)?.name ?? unit,
        planned,
        ...tally(own),
        ...(lacks ?? { lacks: [] }),
        good: isAlwaysGood(runs, unit, plusDays(today, -365)),
      },
    ];
  });
  return {
    year,
    planned: [...ahead.values()].reduce((sum, count) => sum + count, 0),
    ...tally(now),
    short: now.filter(({ facts }) => facts.withShort === "yes").length,
    compiled: await compiledIn(reader, units, year),
    items: await shortItems(
      reader,
      now.filter(({ is }) => is === "done"),
    ),
    units: lines.sort((a, b) => urgencyOf(b) - urgencyOf(a)),
  };
}

/** One time that a checklist was, or is to be, answered at a unit. */
interface Run extends Counted {
  readonly closes: LocalDate;
  readonly is: "open" | "late" | "done" | "missed";
}

function runOf(
  { item, facts }: Counted,
  runKinds: readonly Register[string][],
  today: LocalDate,
): Run | undefined {
  const window = runKinds.find(({ kind }) => kind.name === facts.kind)?.kind.window;
  if (!window) return undefined;
  const [opens, closes] = [facts[window.from], facts[window.to]] as [LocalDate, LocalDate];
  const state = String(facts.state);
  // Nobody was asked before it was begun, which may be after it opened.
  const asked = opens > String(facts.reportedOn) ? opens : (facts.reportedOn as LocalDate);
  const half = (Date.parse(closes) - Date.parse(asked)) / 86_400_000 / 2;
  const open = today > plusDays(asked, Math.ceil(half)) ? "late" : "open";
  const is = window.while.includes(state) ? open : state === window.missed ? "missed" : "done";
  return { item, facts, closes, is };
}

function tally(runs: readonly Run[]) {
  const count = (...wanted: readonly Run["is"][]) => runs.filter(({ is }) => wanted.includes(is)).length;
  return { open: count("open", "late"), late: count("late"), done: count("done"), missed: count("missed") };
}

/** How many compilations of the units were approved of those begun in a year: each is a self-inspection of them all. */
async function compiledIn(reader: Reader, units: readonly UnitId[], year: string): Promise<number> {
  const { house, municipality, person } = reader;
  const kinds = Object.values(offered(house, municipality)).map(({ kind }) => kind);
  const found = kinds.map(async ({ name, states, compiles }) => {
    if (!compiles) return 0;
    const approved = states
      .slice(states.indexOf(compiles.published))
      .filter((each) => each !== compiles.void);
    const items = await queried(house, "shelf", [shelfOf.standing(person.tenant, name)]);
    const isCounted = ({ facts }: Counted) =>
      approved.includes(String(facts.state)) && String(facts.reportedOn).startsWith(year);
    return (await countable(reader, items, units)).filter(isCounted).length;
  });
  return (await Promise.all(found)).reduce((sum, count) => sum + count, 0);
}

/** How many times something is to begin at each unit. */
function plannedAt(
  plans: readonly StandingPlan[],
  units: readonly UnitId[],
  after: LocalDate,
  upTo: LocalDate,
): ReadonlyMap<UnitId, number> {
  const times = new Map<UnitId, number>();
  for (const plan of plans) {
    const count = plan.between(after, upTo).length;
    for (const unit of plan.units) if (units.includes(unit)) times.set(unit, (times.get(unit) ?? 0) + count);
  }
  return times;
}

/** Whether a unit has answered at least twice since a day, and nothing ever fell short. */
function isAlwaysGood(runs: readonly Run[], unit: UnitId, since: LocalDate): boolean {
  const done = runs.filter(
    ({ facts, is, closes }) => facts.unit === unit && is === "done" && closes >= since,
  );
  return done.length > 1 && done.every(({ facts }) => facts.withShort === "no");
}

/** What is done about first. */
const urgencyOf = ({ missed, late, lacks, good }: UnitLine) =>
  missed * 100 + late * 10 + lacks.length * 3 + Number(good);
