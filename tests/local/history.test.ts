import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { inStockholm, isWorkingDay, localDate, plusDays } from "#domain/calendar";
import { historyHolds } from "#domain/history";
import { personalNumbers } from "#domain/privacy";
import type { Entry, Facts, Instant, RecordId } from "#domain/record";
import { openTexts } from "#functions/drafts";
import { type House, openHouse, shipped } from "#functions/house";
import { loadMunicipality } from "#functions/load";
import { readEntry, readPart } from "#functions/storage/records";
import { shelfOf, wakeShard } from "#functions/storage/store";
import { openVault } from "#functions/storage/vault";
import { fillHistory } from "#local/history";
import { historyOf } from "#local/history/cases";
import { municipalityFrom } from "#local/municipality";
import { demoPeople, personsOf, seedPeople } from "#local/people";
import { freshTables } from "#tests/table";

const until = "2026-11-22T12:00:00.000Z" as Instant;
const today = localDate(until);
const osby = municipalityFrom("municipalities/osby.yaml", () => undefined);
const { tenant } = osby;
const people = personsOf(tenant, demoPeople);

async function openOsby(): Promise<House> {
  const tables = await freshTables();
  const now = () => until;
  const vault = openVault({ masterKey: randomBytes(32), keys: tables.keys, now });
  const house = openHouse({ ...tables, vault, now });
  await loadMunicipality(house, osby);
  await seedPeople(house, tenant, demoPeople);
  return house;
}

/** Every record in the tables, as it lies there. */
async function recordsOf(house: House): Promise<Entry[]> {
  const halves = ["2025H2", "2026H1", "2026H2"].map((half) => shelfOf.halfYear(tenant, half));
  const standing = Object.keys(shipped).map((kind) => shelfOf.standing(tenant, kind));
  const ids: RecordId[] = [];
  for (const pk of [...halves, ...standing]) {
    let from: string | undefined;
    do {
      const page = await house.store.query({ index: "shelf", pk, ...(from !== undefined && { from }) });
      ids.push(...page.items.map(({ PK }) => PK.split("#").at(-1) as RecordId));
      from = page.next;
    } while (from !== undefined);
  }
  const found: Entry[] = [];
  for (const id of ids) found.push((await readEntry(house.store, tenant, id)) as Entry);
  return found;
}

describe("an invented year", () => {
  let house: House;
  let all: Entry[];
  let reports: Facts[];
  let added: Readonly<Record<string, number>>;
  const count = (facts: Facts) =>
    reports.filter((report) => Object.entries(facts).every(([name, value]) => report[name] === value)).length;

  beforeAll(async () => {
    house = await openOsby();
    added = await fillHistory(house, osby, people, { until, years: 1 });
    all = await recordsOf(house);
    reports = all.flatMap(({ kind, facts }) => (kind === "deviation" ? [facts] : []));
  }, 60_000);

  test("has four to six reports a week, and actions in about half of the cases", () => {
    expect(reports.length / 52).toBeGreaterThan(4);
    expect(reports.length / 52).toBeLessThan(6);
    expect(added).toEqual({ deviation: reports.length, action: all.length - reports.length });
    const mended = all.filter(({ links }) => links.some(({ kind }) => kind === "action")).length;
    expect(mended / reports.length).toBeGreaterThan(0.35);
    expect(mended / reports.length).toBeLessThan(0.65);
  });

  test("is counted by nature as in a real one", () => {
    expect(count({ nature: "deviation" }) / reports.length).toBeGreaterThan(0.7);
    expect(count({ nature: "risk" })).toBeGreaterThan(15);
    expect(count({ lexSarah: "yes" })).toBe(6);
    expect(count({ degree: "serious", notice: "yes" })).toBe(1);
    expect(count({ state: "mistaken" })).toBeGreaterThan(0);
    expect(count({ state: "merged" })).toBeGreaterThan(0);
    expect(reports.filter(({ category }) => category === undefined).length).toBeGreaterThan(0);
  });

  test("has a summer, a category that rises and a unit that falls silent", () => {
    const inMonth = (month: string) =>
      reports.filter(({ reportedOn }) => String(reportedOn).slice(0, 7) === month).length;
    expect(inMonth("2026-07") * 1.4).toBeLessThan(inMonth("2026-06"));
    const risen = (from: string, to: string) =>
      reports.filter(
        ({ unit, category, reportedOn = "" }) =>
          unit === "vuxen-ekonomi" && category === "documentation" && reportedOn > from && reportedOn <= to,
      ).length;
    const half = plusDays(today, -182);
    expect(risen(half, today)).toBeGreaterThan(2 * risen("2025-01-01", half));
    const silent = reports.filter(({ unit }) => unit === "familjehuset").map(({ reportedOn }) => reportedOn);
    expect(silent.length).toBeGreaterThan(5);
    expect(silent.filter((day = "") => day > plusDays(today, -122))).toEqual([]);
  });

  test("has events that were reported weeks later, and cases that are still open", () => {
    const late = reports.filter(
      ({ occurredOn, reportedOn }) => occurredOn && occurredOn < plusDays(reportedOn as typeof today, -14),
    );
    expect(late.length).toBeGreaterThan(5);
    for (const state of ["received", "assessment", "action", "followUp", "closed"])
      expect(count({ state }), state).toBeGreaterThan(0);
    const overdue = all.filter(({ kind, state, answers }) =>
      kind === "action" && state === "planned" ? String(answers.due) < today : false,
    );
    expect(overdue.length).toBeGreaterThan(0);
  });

  test("holds: histories, links, and texts under the records' own keys, without a personal number", async () => {
    const known = new Map(all.map((entry) => [entry.id, entry]));
    for (const entry of all) {
      expect(historyHolds(entry.history), entry.id).toBe(true);
      const moments = entry.history.map(({ at }) => at);
      expect([...moments, until]).toEqual([...moments, until].sort());
      for (const at of moments) {
        expect(isWorkingDay(localDate(at)), at).toBe(true);
        expect(inStockholm(at).hour, at).toBeGreaterThanOrEqual(8);
        expect(inStockholm(at).hour, at).toBeLessThan(17);
      }
      for (const link of entry.links) {
        const other = known.get(link.id);
        expect(other, `${entry.id} -> ${link.id}`).toBeDefined();
        expect(shipped[link.kind]?.kind.ended.includes(other?.state ?? "")).toBe(link.state === "settled");
      }
      const texts = Object.values(await textsOf(house, entry));
      expect(texts.flatMap((text) => personalNumbers(text))).toEqual([]);
      expect(texts.length, entry.id).toBeGreaterThan(0);
    }
  });

  test("tells nobody anything", async () => {
    expect(all.filter(({ errands, cards, wakeAt }) => errands.length + cards.length > 0 || wakeAt)).toEqual(
      [],
    );
    const { items } = await house.store.query({ index: "wake", pk: wakeShard });
    expect(items.filter(({ SK }) => SK === "RECORD")).toEqual([]);
  });

  test("is added once, whatever the day", async () => {
    expect(await fillHistory(house, osby, people, { until, years: 1 })).toEqual({});
    const later = "2026-12-03T12:00:00.000Z" as Instant;
    expect(await fillHistory(house, osby, people, { until: later, years: 1 })).toEqual({});
    expect(await recordsOf(house)).toHaveLength(all.length);
  });

  test("is the same for the same seed, in other tables too", async () => {
    const elsewhere = await openOsby();
    await fillHistory(elsewhere, osby, people, { until, years: 1 });
    const factsOf = (entries: readonly Entry[]) =>
      entries.map(({ id, facts }) => ({ id, facts })).sort((a, b) => a.id.localeCompare(b.id));
    expect(factsOf(await recordsOf(elsewhere))).toEqual(factsOf(all));
  }, 60_000);

  test("is another for another seed", () => {
    const invented = historyOf(osby, people, { until, years: 1, seed: 2 }).reports;
    expect(invented.some(({ on }) => all.some(({ id }) => id === on))).toBe(false);
  });
});

/** What people wrote in a record and its journal. */
async function textsOf(house: House, { id, sealed, parts }: Entry): Promise<Record<string, string>> {
  const key = await house.vault.recordKey(tenant, id);
  if (!key) throw new Error(`${id} has no key`);
  const texts = openTexts(key, `${tenant}|${id}`, sealed);
  for (const part of parts) {
    const written = (await readPart(house.store, tenant, id, part.id)) ?? {};
    Object.assign(texts, openTexts(key, `${tenant}|${id}|${part.id}`, written));
  }
  return texts;
}
