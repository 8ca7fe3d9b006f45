import { randomBytes } from "node:crypto";
import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { at, localDate, plusDays, plusMinutes } from "#domain/calendar";
import type { Municipality } from "#domain/municipality";
import { municipalitySchema } from "#domain/municipality-schema";
import { periodBefore } from "#domain/period";
import type { Entry, Instant, LocalDate } from "#domain/record";
import { type House, openHouse } from "#functions/house";
import { loadMunicipality } from "#functions/load";
import type { Senders } from "#functions/reach";
import { shelfOf } from "#functions/storage/store";
import { openVault } from "#functions/storage/vault";
import { wake } from "#functions/wake";
import { standingClock } from "#local/clock";
import { freshTables } from "#tests/table";

/** Compilations that begin on their days, swept as the house is swept, whatever its clock does. */

const file = (name: string) =>
  municipalitySchema.parse({
    tenant: "sandby",
    name,
    board: "Socialnämnden",
    levels: {},
    units: [
      { id: "sandby", name: "Sandby" },
      { id: "barn", name: "Barn", parent: "sandby" },
    ],
    roles: ["unitManager", "sas", "director", "committeeSecretary"],
    deciders: { degree: "sas", ivo: "sas" },
    kinds: ["deviation", "compilation"],
    compilations: [
      { document: "halfYear", period: "halfYear", on: ["01-15", "07-15"] },
      { document: "qualityReport", period: "year", on: ["02-01"], units: ["sandby", "barn"] },
      // On two days it is due for the same year, and the clock is changed on one of them.
      { document: "qualityAccounts", period: "year", on: ["03-29", "10-25"] },
      { document: "councilPack", period: { from: "11-16", to: "02-28" }, on: ["03-29"] },
    ],
    thresholds: { medium: 4, high: 8, veryHigh: 12 },
    processes: [],
    helpRoutines: [],
  });

const nobody: Senders[keyof Senders] = {
  send: async () => ({ ok: false, again: false, why: "nobody" }),
  update: async () => ({ ok: false, again: false, why: "nobody" }),
};

/** A municipality loaded for the first time at a moment, and what can be done to it. */
async function loadedAt(moment: string) {
  const tables = await freshTables();
  const clock = standingClock(moment);
  const vault = openVault({ masterKey: randomBytes(32), keys: tables.keys, now: clock.now });
  /** Each sweep is a process of its own. */
  const house = (): House =>
    openHouse({
      ...tables,
      vault,
      now: clock.now,
      pause: async () => undefined,
      log: () => undefined,
      compile: async () => ({ grids: {}, sums: [], unproven: 0 }),
    });
  await loadMunicipality(house(), file("Sandby"));
  const sweep = () => wake(house(), { teams: nobody, slack: nobody });
  const shelf = shelfOf.standing(file("Sandby").tenant, "compilation");
  return {
    clock,
    sweep,
    load: (municipality: Municipality) => loadMunicipality(house(), municipality),
    async begun(): Promise<Entry[]> {
      const { items } = await tables.store.query({ index: "shelf", pk: shelf });
      const records = await Promise.all(items.map((item) => tables.store.get(item)));
      return records.map((item) => item?.entry as Entry);
    },
  };
}

const wall = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Stockholm",
  dateStyle: "short",
  timeStyle: "short",
});

interface Due {
  readonly what: string;
  readonly day: LocalDate;
}

/** What is due on the days after one and up to another, each period on the first of its days. */
function dueBetween(after: LocalDate, upTo: LocalDate): Due[] {
  const found = new Map<string, Due>();
  for (let day = plusDays(after, 1); day <= upTo; day = plusDays(day, 1))
    for (const { document, period, on, units = ["sandby"] } of file("Sandby").compilations)
      for (const unit of on.includes(day.slice(5)) ? units : []) {
        const { from, to } = periodBefore(period, day);
        const what = [document, unit, from, to].join(" ");
        if (!found.has(what)) found.set(what, { what, day });
      }
  return [...found.values()];
}

const named = ({ answers: { document, unit, from, to } }: Entry) => [document, unit, from, to].join(" ");
/** The day whose morning has come. */
const morningOf = (now: Instant) => (wall.format(Date.parse(now)).slice(11) < "06:00" ? -1 : 0);

const minutes = fc.constantFrom(1, 59, 60, 361, 1440, 10_080, 57_600, 288_000);
const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: minutes.map((turn) => ({ do: "turn", turn }) as const) },
    { weight: 2, arbitrary: fc.constant({ do: "sweep" } as const) },
    { weight: 1, arbitrary: fc.constant({ do: "sweep twice" } as const) },
    { weight: 1, arbitrary: fc.nat(2).map((n) => ({ do: "load", name: `Sandby ${n}` }) as const) },
  ),
  { minLength: 3, maxLength: 9 },
);
/** In the nights before something is due, and between. */
const beginnings = fc
  .tuple(
    fc.constantFrom("2026-01-14", "2026-03-28", "2026-07-14", "2026-10-24", "2026-05-05", "2027-01-31"),
    fc.integer({ min: 0, max: 1439 }),
  )
  .map(([day, minute]) => plusMinutes(at(day as LocalDate, "00:00"), minute));

describe("a planned compilation", () => {
  test.prop([beginnings, steps], { numRuns: 8 })(
    "is begun once for its period, not before six on its day, and nothing is begun that was due before",
    async (first, path) => {
      const town = await loadedAt(first);
      for (const step of path) {
        if (step.do === "turn") town.clock.turn(step.turn);
        if (step.do === "sweep") await town.sweep();
        if (step.do === "sweep twice") await Promise.all([town.sweep(), town.sweep()]);
        if (step.do === "load") await town.load(file(step.name));
      }
      await town.sweep();
      await town.sweep();
      // Those that are published are counted one after the other: the next waits some minutes for its turn.
      for (let n = 0; n < 60 && (await town.begun()).some(({ snapshots }) => !snapshots); n++) {
        town.clock.turn(5);
        await town.sweep();
      }
      const now = town.clock.now();
      const before = plusDays(localDate(first), morningOf(first));
      const due = dueBetween(before, plusDays(localDate(now), morningOf(now)));
      const begun = await town.begun();
      expect(begun.map(named).sort()).toEqual(due.map(({ what }) => what).sort());
      for (const entry of begun) {
        const day = due.find(({ what }) => what === named(entry))?.day;
        expect(wall.format(Date.parse(entry.reportedAt)) >= `${day} 06:00`).toBe(true);
        // Counted as it was begun, and not again.
        expect(entry.snapshots?.length).toBe(1);
      }
    },
  );

  test.each([
    ["2026-03-28T12:00:00Z", "2026-03-29T03:59:59.999Z", "2026-03-29T04:00:00.000Z", 2],
    ["2026-10-24T12:00:00Z", "2026-10-25T04:59:59.999Z", "2026-10-25T05:00:00.000Z", 1],
  ])("is begun at six in the morning when the clock was changed in the night, after %s", async (...when) => {
    const [first, before, then, count] = when;
    const town = await loadedAt(first);
    const turnTo = (moment: string) =>
      town.clock.turn((Date.parse(moment) - Date.parse(town.clock.now())) / 60_000);
    turnTo(before);
    await town.sweep();
    expect(await town.begun()).toEqual([]);
    turnTo(then);
    await town.sweep();
    expect(await town.begun()).toHaveLength(count);
  });

  test("is not begun in the night before, though one that should have been begun long ago is", async () => {
    const town = await loadedAt("2026-01-20T12:00:00Z");
    town.clock.turn((Date.parse("2026-03-29T03:59:00Z") - Date.parse(town.clock.now())) / 60_000);
    const documents = async () => (await town.begun()).map(({ answers }) => answers.document).sort();
    await town.sweep();
    expect(await documents()).toEqual(["qualityReport", "qualityReport"]);
    town.clock.turn(1);
    await town.sweep();
    expect(await documents()).toEqual(["councilPack", "qualityAccounts", "qualityReport", "qualityReport"]);
  });

  test("is begun for each period that was over while nobody swept for two years", async () => {
    const town = await loadedAt("2026-06-01T10:00:00Z");
    town.clock.turn(2 * 365 * 1440);
    await Promise.all([town.sweep(), town.sweep(), town.sweep()]);
    await town.sweep();
    const begun = (await town.begun()).map(named).filter((name) => name.startsWith("halfYear"));
    expect(begun.sort()).toEqual([
      "halfYear sandby 2026-01-01 2026-06-30",
      "halfYear sandby 2026-07-01 2026-12-31",
      "halfYear sandby 2027-01-01 2027-06-30",
      "halfYear sandby 2027-07-01 2027-12-31",
    ]);
  });

  test("that is added to the file is begun on its next day", async () => {
    const town = await loadedAt("2026-06-01T10:00:00Z");
    const more = { ...file("Sandby"), compilations: [...file("Sandby").compilations] };
    const [plan] = more.compilations;
    if (plan) more.compilations.push({ ...plan, document: "patientSafetyReport", on: ["06-20"] });
    await town.load(more);
    town.clock.turn(20 * 1440);
    await town.sweep();
    expect((await town.begun()).map(named)).toEqual(["patientSafetyReport sandby 2025-07-01 2025-12-31"]);
  });
});
