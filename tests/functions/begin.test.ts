import { randomBytes } from "node:crypto";
import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { at, localDate, plusDays, plusMinutes } from "#domain/calendar";
import { receive } from "#domain/decide";
import { cadenceOf } from "#domain/kinds/control";
import { kinds } from "#domain/kinds/index";
import type { Municipality } from "#domain/municipality";
import { municipalitySchema } from "#domain/municipality-schema";
import { type Occurrence, occurrences } from "#domain/occurrences";
import type { Person } from "#domain/person";
import type { Answers, Entry, Instant, LocalDate, PersonId, UnitId } from "#domain/record";
import { sceneOf } from "#functions/caller";
import { type House, openHouse } from "#functions/house";
import { loadMunicipality } from "#functions/load";
import { readPerson, savePerson } from "#functions/people";
import { perform } from "#functions/perform";
import type { Sender } from "#functions/reach";
import { readEntry, saveEntry } from "#functions/storage/records";
import { type Store, shelfOf } from "#functions/storage/store";
import { openVault } from "#functions/storage/vault";
import { wake } from "#functions/wake";
import { standingClock } from "#local/clock";
import { freshTables } from "#tests/table";

/** What a plan begins, swept as the house is swept, whatever its clock, its people and its processes do. */

const municipality = municipalitySchema.parse({
  tenant: "sandby",
  name: "Sandby",
  board: "Socialnämnden",
  levels: {},
  units: [
    { id: "sandby", name: "Sandby", reports: false },
    { id: "vuxen", name: "Vuxen", parent: "sandby" },
    { id: "barn", name: "Barn", parent: "sandby" },
  ],
  roles: ["unitManager", "sas", "director", "committeeSecretary"],
  deciders: { degree: "sas", ivo: "sas" },
  kinds: ["control", "selfInspection"],
  compilations: [],
  thresholds: { medium: 4, high: 8, veryHigh: 12 },
  processes: [],
  helpRoutines: [],
});
const { tenant } = municipality;

const person = (id: string, role: "sas" | "unitManager", unit: string): Person => ({
  tenant,
  id: id as PersonId,
  rev: 0,
  name: id,
  roles: [{ role, unit: unit as UnitId, from: "2020-01-01" as LocalDate }],
  contacts: { teams: { to: id } },
});

/** What a plan may say, and be changed to say. */
interface Says {
  readonly every: string;
  readonly dates: string;
  readonly window: string;
}

/** A plan that was made at a moment, and what can be done to it and to the house. */
async function planned(
  moment: Instant,
  says: Says,
  below: string,
  first: LocalDate,
  file: Municipality = municipality,
) {
  const tables = await freshTables();
  const clock = standingClock(moment);
  const vault = openVault({ masterKey: randomBytes(32), keys: tables.keys, now: clock.now });
  /** Each sweep is a process of its own. */
  const house = (store: Store = tables.store): House =>
    openHouse({
      ...tables,
      store,
      vault,
      now: clock.now,
      pause: async () => undefined,
      log: () => undefined,
    });
  const sent: string[] = [];
  const sender: Sender = {
    send: async (_, card) => {
      sent.push(JSON.stringify(card));
      return { ok: true, ref: { n: String(sent.length) } };
    },
    update: async (ref) => ({ ok: true, ref }),
  };
  const sweep = (store?: Store) => wake(house(store), { teams: sender, slack: sender });

  await loadMunicipality(house(), file);
  for (const each of [person("sara", "sas", "sandby"), person("maja", "unitManager", "barn")])
    await savePerson(house(), each);
  const id = house().recordId();
  await vault.makeRecordKey(tenant, id);
  const made = receive(
    await sceneOf(house(), file, kinds.control),
    { id, nonce: "plan", by: "sara" as PersonId },
    {
      answers: {
        ...{ unit: below === "below" ? "sandby" : "barn", below, checklist: "unit-system", first, ...says },
        ...{ answers: "unitManager", aggregated: "no" },
      },
      sealed: {},
      body: "",
    },
  );
  await saveEntry(tables.store, kinds.control, made);

  async function act(name: string, answers: Answers): Promise<void> {
    const sara = await readPerson(house(), tenant, "sara" as PersonId);
    const plan = await readEntry(tables.store, tenant, id);
    if (!sara || !plan) throw new Error("nobody, or nothing, there");
    const caller = {
      house: house(),
      municipality,
      person: sara,
      platform: "teams",
      surface: "dialog",
    } as const;
    await perform(caller, id, name, plan.version, { answers, texts: {} });
  }
  return {
    clock,
    sent,
    sweep,
    /** The process is killed when it has written so many times. */
    async killedAfter(writes: number): Promise<void> {
      let left = writes;
      const put: Store["put"] = async (item, when) => {
        if (left-- <= 0) throw new Error("killed");
        return tables.store.put(item, when);
      };
      await sweep({ ...tables.store, put }).catch(() => undefined);
    },
    load: (to: Municipality) => loadMunicipality(house(), to),
    change: (to: Says) => act("change", { ...to }),
    end: () => act("end", {}),
    async runs(): Promise<Entry[]> {
      const found: Entry[] = [];
      for (let year = 2026; year <= Number(clock.now().slice(0, 4)); year++)
        for (const half of ["H1", "H2"]) {
          const pk = shelfOf.halfYear(tenant, `${year}${half}`);
          const { items } = await tables.store.query({ index: "shelf", pk });
          const entries = await Promise.all(items.map((item) => tables.store.get(item)));
          found.push(...entries.map((item) => item?.entry as Entry));
        }
      return found;
    },
  };
}

const wall = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Stockholm",
  dateStyle: "short",
  timeStyle: "short",
});
const shown = (moment: Instant) => wall.format(Date.parse(moment));

/** What opens on one day by what a plan says. */
const opening = (says: Says, day: LocalDate): readonly Occurrence[] =>
  occurrences(cadenceOf({ ...says }), Number(says.window), plusDays(day, -1), day);

/** What has been due up to now, day for day, by what the plan said in the morning of each. */
function dueBy(
  now: Instant,
  { first, said }: { first: LocalDate; said: readonly { from: Instant; says: Says }[] },
): Occurrence[] {
  const saysOn = (day: LocalDate) =>
    (said.findLast(({ from }) => shown(from) < `${day} 06:00`) ?? said[0])?.says as Says;
  const days = (from: LocalDate, upTo: LocalDate) =>
    Array.from({ length: Math.max(0, (Date.parse(upTo) - Date.parse(from)) / 86_400_000 + 1) }, (_, n) =>
      plusDays(from, n),
    );
  const begins = saysOn(first);
  const open = days(plusDays(first, -60), first)
    .flatMap((day) => opening(begins, day))
    .findLast(({ closes }) => closes >= first);
  const last = shown(now) >= `${localDate(now)} 06:00` ? localDate(now) : plusDays(localDate(now), -1);
  if (last < first) return [];
  const since = open ? plusDays(open.opens, 1) : first;
  const rest = days(since, last).flatMap((day) => opening(saysOn(day > first ? day : first), day));
  return [...(open ? [open] : []), ...rest.filter(({ closes }) => closes >= first)];
}

const says = fc.record({
  every: fc.constantFrom("month", "quarter", "tertial", "halfYear", "year", "dates"),
  // Days off, the days on which the clock is changed, the ends of a year.
  dates: fc
    .uniqueArray(fc.constantFrom("01-06", "03-29", "03-30", "06-19", "10-25", "10-26", "12-24", "12-31"), {
      minLength: 1,
      maxLength: 3,
    })
    .map((days) => days.join(", ")),
  window: fc.constantFrom("7", "14", "21", "30"),
});
const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .constantFrom(1, 360, 1440, 3 * 1440, 9 * 1440, 40 * 1440, 100 * 1440)
        .map((minutes) => ({ do: "turn", minutes }) as const),
    },
    { weight: 4, arbitrary: fc.constant({ do: "sweep" } as const) },
    { weight: 1, arbitrary: fc.constant({ do: "sweep twice" } as const) },
    { weight: 2, arbitrary: fc.nat(9).map((writes) => ({ do: "be killed", writes }) as const) },
    { weight: 2, arbitrary: says.map((to) => ({ do: "change", to }) as const) },
    { weight: 1, arbitrary: fc.constant({ do: "end" } as const) },
  ),
  { minLength: 4, maxLength: 14 },
);
const beginnings = fc
  .tuple(
    fc.constantFrom("2026-03-01", "2026-03-27", "2026-05-30", "2026-10-23", "2026-12-21"),
    fc.integer({ min: 0, max: 1439 }),
  )
  .map(([day, minute]) => plusMinutes(at(day as LocalDate, "00:00"), minute));

describe("a plan of what comes again and again", () => {
  test.prop([beginnings, fc.constantFrom(0, 0, 1, 12, 40), says, fc.constantFrom("own", "below"), steps], {
    numRuns: 14,
  })(
    "begins one run a unit each time it comes: in time, late, or missed without a word to anybody",
    async (moment, later, to, below, path) => {
      const first = plusDays(localDate(moment), later);
      const town = await planned(moment, to, below, first);
      const { clock } = town;
      const said = [{ from: moment, says: to }];
      const swept: Instant[] = [];
      let ended = false;
      const sweep = async (): Promise<unknown> => {
        if (!ended) swept.push(clock.now());
        return town.sweep();
      };
      for (const step of path) {
        if (step.do === "turn") clock.turn(step.minutes);
        if (step.do === "sweep") await sweep();
        if (step.do === "sweep twice") await Promise.all([sweep(), sweep()]);
        if (step.do === "be killed") {
          await town.killedAfter(step.writes);
          // Whoever takes over waits until its lease has gone.
          clock.turn(2);
        }
        if (step.do === "change" && !ended) {
          said.push({ from: clock.now(), says: step.to });
          await town.change(step.to);
        }
        if (step.do === "end" && !ended) {
          await sweep();
          ended = true;
          await town.end();
        }
      }
      await sweep();
      await sweep();

      const units = below === "below" ? ["barn", "vuxen"] : ["barn"];
      const due = dueBy(swept.at(-1) ?? moment, { first, said });
      const runs = await town.runs();
      const named = ({ answers }: Entry) =>
        [answers.occurrence, answers.opens, answers.closes, answers.unit].join(" ");
      expect(runs.map(named).sort()).toEqual(
        due
          .flatMap(({ key, opens, closes }) => units.map((unit) => `${key} ${opens} ${closes} ${unit}`))
          .sort(),
      );
      for (const run of runs) {
        const { opens = "", closes = "", begunOn } = run.answers;
        const [begun, day] = [shown(run.reportedAt), localDate(run.reportedAt)];
        const from = opens > first ? opens : first;
        // Not before its morning, and by the first sweep that was let to end after it.
        expect(begun >= `${from} 06:00`).toBe(true);
        expect(run.reportedAt <= (swept.find((each) => shown(each) >= `${from} 06:00`) ?? "")).toBe(true);
        expect(begunOn).toBe(day > opens ? day : undefined);
        const isGone = day > closes;
        const isOver = localDate(clock.now()) > closes;
        expect(run.state).toBe(isGone || isOver ? "missed" : "open");
        expect(run.history.map(({ act }) => act)).toEqual(["receive", ...(isOver ? ["lapsed"] : [])]);
        if (!isGone) continue;
        expect([run.errands, run.cards]).toEqual([[], []]);
        expect(town.sent.filter((card) => card.includes(run.id))).toEqual([]);
      }
    },
  );

  test.each([
    ["2026-03-29", "2026-03-28T12:00:00Z", "2026-03-30T03:59:59.999Z", "2026-03-30T04:00:00.000Z"],
    ["2026-10-25", "2026-10-24T12:00:00Z", "2026-10-26T04:59:59.999Z", "2026-10-26T05:00:00.000Z"],
  ])("begins at six on the first working day after %s, when the clock was changed", async (day, ...when) => {
    const [made, before, then] = when as unknown as [Instant, Instant, Instant];
    const to = { every: "dates", dates: day.slice(5), window: "7" };
    const town = await planned(made, to, "own", localDate(made));
    const turnTo = (moment: Instant) =>
      town.clock.turn((Date.parse(moment) - Date.parse(town.clock.now())) / 60_000);
    turnTo(before);
    await town.sweep();
    expect(await town.runs()).toEqual([]);
    turnTo(then);
    await town.sweep();
    expect((await town.runs()).map(({ answers }) => answers.occurrence)).toEqual([day]);
  });

  test("reaches each of very many units once, also when the process dies half-way and units come and go meanwhile", async () => {
    const [top, unit] = municipality.units;
    if (!top || !unit) throw new Error("no units");
    const named = (id: string) => ({ ...unit, id: id as UnitId, parent: top.id });
    const many = Array.from({ length: 64 }, (_, n) => named(`enhet-${String(n).padStart(2, "0")}`));
    const file = (units: typeof many) => ({ ...municipality, units: [top, ...units] });
    const to = { every: "quarter", dates: "", window: "14" };
    const first = "2026-03-02" as LocalDate;
    const town = await planned(at(first, "05:00"), to, "below", first, file(many));
    town.clock.turn(61);
    // It has begun what a sweep begins at once, and three more.
    await town.killedAfter(55);
    expect((await town.runs()).length).toBeGreaterThan(50);
    town.clock.turn(2);
    await town.load(file([named("aaa"), ...many.slice(2).reverse()]));
    await town.sweep();
    const units = (await town.runs()).map((run) => run.unit).sort();
    expect(units).toEqual(many.map(({ id }) => id));
  });
});
