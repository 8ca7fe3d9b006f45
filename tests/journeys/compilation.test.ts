import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Municipality } from "#domain/municipality";
import { readMunicipality } from "#domain/municipality-file";
import type { UnitId } from "#domain/record";
import { gridsOf } from "#functions/snapshots";
import { flawsOf } from "#tests/cards/word-accessibility";
import { actionsIn, assess, days, report } from "./casework.ts";
import { compilationsIn, fetched, midsummer, sweepAt, write } from "./compilation.ts";
import { arrive, craft, give, mistreatment, wordText } from "./lex-sarah.ts";
import { type Device, long, openOsby, osbyFile, platforms, platformsOr } from "./osby.ts";

const spring = "I våras.";

describe.each(platformsOr("teams"))("the half-year in %s", (platform) => {
  test("OSB-84, OSB-102, OSB-103, OSB-07, OSB-29, OSB-101, HJO-67: is counted on its day, analysed, approved, presented, decided and followed up", async () => {
    const town = await openOsby();
    const { anna, maja, sara, doris, nils } = await arrive(
      town,
      platform,
      "anna",
      "maja",
      "sara",
      "doris",
      "nils",
    );
    for (let n = 0; n < 6; n++) await report(town, anna);
    await assess(town, maja);
    maja.closeDialog();
    await mistreatment(town, anna);

    // Not before its morning, and then once, however often one looks.
    await sweepAt(town, "2026-07-15T03:59:00.000Z");
    expect(await compilationsIn(town)).toEqual([]);
    await sweepAt(town, midsummer);
    await town.home.wake();
    await Promise.all([town.home.wake(), town.home.wake()]);
    await town.settled();
    const [made, ...more] = await compilationsIn(town);
    expect(more).toEqual([]);
    expect(made).toMatchObject({ state: "ready", answers: { from: "2026-01-01", to: "2026-06-30" } });
    expect(made?.snapshots).toHaveLength(1);
    expect(sara.card()).toContain("Första halvåret 2026");
    expect(sara.card()).toContain("Siffrorna är klara");
    expect(sara.card()).toMatch(/Totalt.*7/s);
    for (const other of [anna, maja, doris, nils])
      expect(other.cards().join("\n")).not.toContain("Sammanställning och analys");

    // Nothing to approve before there is a summary; what may be recognised is stopped.
    await sara.press("Skriv analysen");
    await sara.press("Nästa", { halfYearHeading: "deviations" });
    expect(sara.dialog()).toContain("Rapporter, jämfört med tidigare perioder");
    await sara.press("Spara", { deviations: "Det gäller 811228-9874." });
    expect(`${sara.dialog()} ${sara.notice()}`).toContain("personnummer");
    await sara.press("Spara", { deviations: spring });
    await town.settled();
    expect(sara.dialog()).toContain(spring);
    expect(sara.dialog()).not.toContain("Lämna för godkännande");
    sara.closeDialog();
    await write(town, sara, "summary", "Sju rapporter. Besluten skickades sent.");
    // What was written before stands there to be changed.
    await sara.press("Skriv analysen");
    await sara.press("Nästa", { halfYearHeading: "summary" });
    expect(sara.dialog()).toContain("Sju rapporter. Besluten skickades sent.");
    await sara.press("Spara", { summary: "Sju rapporter. Beslut skickades för sent." });
    // What is proposed becomes an action.
    await sara.press("Skriv analysen");
    await sara.press("Nästa", { halfYearHeading: "proposedMeasures" });
    await sara.press("Spara", { proposedMeasures: "Alla handläggare får en rutin för beslut." });
    await sara.press("Ny åtgärd");
    await sara.press("Nästa", {
      plan: "En gemensam rutin för beslut.",
      owner: "maja",
      due: "2026-09-15",
      followOn: "2026-12-01",
    });
    await sara.press("Spara", { actionType: "routine", strength: "strong", level: "organisation" });
    await town.settled();
    expect((await actionsIn(town)).map(({ facts }) => facts.source)).toEqual(["compilation"]);

    // Whoever writes does not approve.
    const [analysed] = await compilationsIn(town);
    const approve = {
      do: "act",
      act: "approve",
      record: analysed?.id ?? "",
      version: analysed?.version ?? 0,
    } as const;
    await sara.press("Lämna för godkännande");
    sara.closeDialog();
    await town.settled();
    await craft(town, platform, "sara", { ...approve, version: approve.version + 1 });
    expect((await compilationsIn(town))[0]?.state).toBe("submitted");
    expect(doris.card()).toContain("Väntar på godkännande");

    await doris.press("Öppna");
    await doris.press("Skicka tillbaka");
    await doris.press("Skicka tillbaka", { sendBackReason: "Skriv mer om orsakerna." });
    doris.closeDialog();
    await town.settled();
    await write(town, sara, "causes", "Nya handläggare fick ingen introduktion.");
    await sara.press("Lämna för godkännande");
    sara.closeDialog();
    await town.settled();
    await doris.press("Öppna");
    await doris.press("Godkänn");
    doris.closeDialog();
    await town.settled();
    expect(nils.card()).toContain("Godkänd");
    // Approved, it counts as one of the self-inspections that have been made.
    await doris.say("uppföljning egenkontroll");
    expect(doris.card()).toContain("Sammanställningar med godkänd analys: 1");

    // The committee secretary has all that the meeting needs; politicians never need the bot.
    await nils.press("Öppna");
    for (const others of ["Skriv analysen", "Skicka tillbaka"])
      expect(nils.dialog()).not.toContain(`[${others}]`);
    await nils.press("Dokument");
    const word = await fetched(nils, "Sammanställning och analys");
    const text = wordText(word).replaceAll(/ +/g, " ");
    expect(flawsOf(word)).toEqual([]);
    // How the work goes, under headings of their own; beside what was before, by month, unit, area and cause.
    for (const heading of ["Riskanalyser", "Egenkontroll", "Åtgärder och deras effekt"])
      expect(text).toMatch(new RegExp(` ${heading} Tabell `));
    expect(text).toMatch(
      /Typ Perioden Perioden före I fjol Avvikelse 6 0 0 .*?Lex Sarah 1 0 0 .*?Totalt 7 0 0 /,
    );
    expect(text).toMatch(/Rapporter per månad under två år .*? jan 2026 – mars 2026 0 0 7 /);
    expect(text).toMatch(/Rapporter per enhet och typ .*?Barn och familjeenheten 6 /);
    expect(text).toMatch(/Rapporter per område och lag.*?Utredning, beslut och rättssäkerhet 6 /);
    expect(text).toMatch(/Orsaker per område.*?Utredning, beslut och rättssäkerhet 6 /);
    for (const written of [spring, "Nya handläggare fick ingen introduktion.", "får en rutin för beslut."])
      expect(text).toContain(written);
    expect(text).toContain("Osby kommun");
    expect(text).toContain("första halvåret 2026");
    expect(text).toContain("Beslut skickades för sent.");
    expect(text).not.toContain("Utkast");
    const annex = wordText(await fetched(nils, "Bilaga: lex Sarah"));
    expect(annex).toContain("ekretess");
    const [sarah] = (await town.records()).filter(({ facts }) => facts.lexSarah === "yes");
    expect(annex).toContain(sarah?.id);
    // Who reported, and what was written, is in neither.
    expect(`${text}${annex}`).not.toMatch(/Exempelsson|lämnades ensam/);
    expect(text).not.toContain(sarah?.id);

    await nils.press("Till ärendet");
    await nils.press("Anmäld till nämnden");
    await nils.press("Spara", { meetingOn: "2026-08-20", diaryNumber: "KS 2026/311" });
    await nils.press("Nämnden har beslutat");
    await nils.press("Spara", {
      decidedOn: "2026-07-15",
      paragraph: "§ 88",
      decision: "Kommunstyrelsen godkänner sammanställningen.",
    });
    nils.closeDialog();
    await town.settled();
    expect(sara.card()).toContain("Nämnden har beslutat");
    days(town, 120);
    await sara.press("Följ upp beslutet");
    await sara.press("Spara", { outcome: "Rutinen används på alla enheter." });
    sara.closeDialog();
    await town.settled();
    const [done] = await compilationsIn(town);
    expect(done).toMatchObject({ state: "followed", answers: { decidedOn: "2026-07-15" } });
  });
});

test.each(platformsOr("teams"))("the same snapshot gives the same bytes again in %s", async (platform) => {
  const town = await openOsby();
  const { anna, sara } = await arrive(town, platform, "anna", "sara");
  for (let n = 0; n < 5; n++) await report(town, anna);
  await sweepAt(town, midsummer);
  const bytes: Uint8Array[] = [];
  for (const label of ["Sammanställning och analys", "Sammanställning och analys (Excel)"])
    for (let time = 0; time < 2; time++) {
      await sara.press("Öppna");
      await sara.press("Dokument");
      bytes.push(await fetched(sara, label));
      sara.closeDialog();
      days(town, 3);
      await report(town, anna);
    }
  const [word, again, excel, excelAgain] = bytes.map((file) => Buffer.from(file).toString("base64"));
  expect(again).toBe(word);
  expect(excelAgain).toBe(excel);
});

test.each(platformsOr("slack"))("a correction is a new version with a reason in %s", async (platform) => {
  const town = await openOsby();
  const { anna, sara, doris } = await arrive(town, platform, "anna", "sara", "doris");
  for (let n = 0; n < 5; n++) await report(town, anna);
  await sweepAt(town, midsummer);
  await write(town, sara, "summary", "Fem rapporter.");
  await sara.press("Lämna för godkännande");
  sara.closeDialog();
  await town.settled();
  await doris.press("Öppna");
  await doris.press("Godkänn");
  doris.closeDialog();
  await town.settled();
  await sara.press("Öppna");
  await sara.press("Rätta siffrorna");
  await sara.press("Räkna om", { correctionReason: "En rapport hade fel enhet." });
  sara.closeDialog();
  await town.settled();
  const [corrected] = await compilationsIn(town);
  expect(corrected?.snapshots).toHaveLength(2);
  expect(corrected?.state).toBe("ready");
  await sara.press("Öppna");
  await sara.press("Dokument");
  const text = wordText(await fetched(sara, "Sammanställning och analys"));
  expect(text).toContain("Version");
  expect(text).toContain("Utkast");
});

test.each(platformsOr("teams"))("what comes late is told of next time in %s", async (platform) => {
  const town = await openOsby();
  const { anna, sara } = await arrive(town, platform, "anna", "sara");
  for (let n = 0; n < 5; n++) await report(town, anna);
  await sweepAt(town, midsummer);
  await anna.say("avvikelse");
  await anna.press("Nej, ingen är i fara");
  await anna.press("Avvikelse");
  await anna.press("En person hos oss");
  await anna.press("Nästa", { happened: "12 maj", law: "sol" });
  await anna.press("Utredning, beslut och rättssäkerhet");
  await anna.press("Oro eller obehag", { what: "Kom fram först nu." });
  await anna.press("Nej, ingen av dem", { measures: ["informed"] });
  await anna.press("Skicka");
  await town.settled();
  await sweepAt(town, "2027-01-15T05:00:00.000Z");
  const all = await compilationsIn(town);
  const second = all.find(({ answers }) => answers.from === "2026-07-01");
  expect(second?.state).toBe("ready");
  const grids = second && (await gridsOf(town.home.house, second));
  const late = grids?.["deviation/afterwards"];
  expect(late?.cells).toEqual([[1]]);
  // Counted where it happened: in the half-year before, not in this one.
  const trend = grids?.["deviation/trend"];
  expect(trend?.cells.at(-1)).toEqual([0, 6, 0]);
  expect(sara.card()).toContain("Andra halvåret 2026");
});

test.each(platformsOr("slack"))(
  "anybody who leads previews at any time in %s, for themselves alone",
  async (platform) => {
    const town = await openOsby();
    const { anna, maja, sara } = await arrive(town, platform, "anna", "maja", "sara");
    for (let n = 0; n < 5; n++) await report(town, anna);
    await sara.say("sammanställning");
    await sara.press("Sammanställning och analys");
    await sara.press("Den som pågår, till och med i dag");
    await town.settled();
    expect(sara.card()).toContain("Förhandsvisning");
    expect(sara.card()).toMatch(/Totalt.*5/s);
    await sara.press("Öppna");
    await sara.press("Dokument");
    expect(wordText(await fetched(sara, "Sammanställning och analys"))).toContain("Siffrorna kan ändras");
    sara.closeDialog();
    // A unit's own pack, in which nothing is hidden and which nobody publishes.
    await maja.say("sammanställning");
    await maja.press("Underlag till kvalitetsråd");
    await maja.press("Den som pågår, till och med i dag");
    await town.settled();
    await maja.press("Öppna");
    await maja.press("Dokument");
    expect(wordText(await fetched(maja, "Underlag till kvalitetsråd"))).toContain("Barn och familjeenheten");
    maja.closeDialog();
    await anna.say("sammanställning");
    expect(`${anna.card()} ${anna.notice()}`).not.toContain("Vad ska sammanställas");
    expect((await compilationsIn(town)).map(({ state }) => state)).toEqual(["preview", "preview"]);
  },
);

test.each(platformsOr("slack"))(
  "an empty half-year and a single case are told as such in %s",
  async (platform) => {
    const town = await openOsby();
    const { anna, sara } = await arrive(town, platform, "anna", "sara");
    await sweepAt(town, midsummer);
    await sara.press("Öppna");
    await sara.press("Dokument");
    expect(wordText(await fetched(sara, "Sammanställning och analys"))).toContain("Totalt");
    sara.closeDialog();
    await report(town, anna);
    await sweepAt(town, "2027-01-15T05:00:00.000Z");
    await sara.press("Öppna");
    await sara.press("Dokument");
    const text = wordText(await fetched(sara, "Sammanställning och analys"));
    // The total of the whole is shown, what it is made of is not.
    expect(text).toContain("Två punkter (..)");
    expect(sara.cards().join("\n")).toMatch(/Totalt[^\n]*1/);
  },
);

test.each(platformsOr("teams"))(
  "a figure takes somebody with the right to read it in %s",
  async (platform) => {
    const town = await openOsby();
    const { anna, maja, sara } = await arrive(town, platform, "anna", "maja", "sara", "viktor");
    await give(town, "viktor", "admin");
    await report(town, anna);
    await sweepAt(town, midsummer);
    const [made] = await compilationsIn(town);
    for (const who of ["anna", "maja", "viktor"]) {
      const shown = await craft(town, platform, who, { do: "open", record: made?.id ?? "" });
      expect(shown).toContain("Det finns inget sådant ärende");
      const pages = await craft(town, platform, who, { do: "show", record: made?.id ?? "", what: "figures" });
      expect(pages).toContain("Det finns inget sådant ärende");
    }
    await maja.say("sammanställningar");
    expect(maja.card()).toContain("inga sammanställningar");
    await sara.say("sammanställningar");
    expect(sara.card()).toContain(made?.id);
  },
);

test.each(platformsOr("teams"))(
  "OSB-105: what is hidden from somebody is in nothing that they fetch in %s",
  async (platform) => {
    const town = await openOsby();
    const { anna, maja, sara } = await arrive(town, platform, "anna", "maja", "sara", "doris");
    for (let n = 0; n < 5; n++) await report(town, anna);
    const aboutMaja = await report(town, anna, { involved: "Ja, chefen är inblandad" });
    const aboutSara = await mistreatment(town, anna, { involved: "Ja, SAS är inblandad" });
    // The manager's own pack: neither the case about her nor one that is its team's alone.
    await maja.say("sammanställning");
    await maja.press("Underlag till kvalitetsråd");
    await maja.press("Den som pågår, till och med i dag");
    await town.settled();
    await maja.press("Öppna");
    await maja.press("Dokument");
    const pack = wordText(await fetched(maja, "Underlag till kvalitetsråd"));
    for (const id of [aboutMaja, aboutSara]) expect(pack).not.toContain(id);
    expect(pack).toContain("inte med i siffrorna");
    const [preview] = await compilationsIn(town);
    const grids = preview && (await gridsOf(town.home.house, preview));
    expect(grids?.["deviation/trend"]?.cells.at(-1)?.[0]).toBe(5);
    maja.closeDialog();
    // The annex of the whole counts all; the SAS gets the list without the case about her.
    await sweepAt(town, midsummer);
    const half = (await compilationsIn(town)).find(({ answers }) => answers.preview === "no");
    await sara.say(half?.id ?? "");
    await sara.press("Öppna");
    await sara.press("Dokument");
    const annex = wordText(await fetched(sara, "Bilaga: lex Sarah"));
    expect(annex).not.toContain(aboutSara);
    const all = half && (await gridsOf(town.home.house, half));
    expect(all?.["deviation/trend"]?.cells.at(-1)?.[0]).toBe(7);
  },
);

/** The plans of a municipality's own file, for two units of Osby in place of its own. */
function plansOf(name: string): Municipality["compilations"] {
  const read = readMunicipality(readFileSync(`municipalities/${name}.yaml`, "utf8"));
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return read.municipality.compilations.map(({ units, ...plan }) => ({
    ...plan,
    ...(units && { units: ["barn-familj", "vuxen"] as UnitId[] }),
  }));
}

test.each(platformsOr("teams"))(
  "HJO-37, HJO-48, STH-44: what Stockholm plans for each third of the year and Hjo for the whole comes to each unit and above, and a report to the committee in %s",
  async (platform) => {
    const compilations = [
      ...plansOf("hjo").filter(({ document }) => document === "qualityReport"),
      ...plansOf("stockholm").filter(({ period }) => period !== "quarter"),
    ];
    const town = await openOsby({ file: osbyFile((m) => ({ ...m, compilations })) });
    await give(town, "nils", "departmentManager");
    const { maja, sara, doris, nils } = await arrive(town, platform, "maja", "sara", "doris", "nils");
    const seen = new Set<string>();
    /** What has come since the last time, and for whom. */
    const come = async (at: string) => {
      await sweepAt(town, at);
      const since = async () => (await compilationsIn(town)).filter(({ id }) => !seen.has(id));
      for (let more = 0; more < 10 && (await since()).some(({ state }) => state === "counting"); more++) {
        town.clock.turn(2);
        await town.home.wake();
        await town.settled();
      }
      const all = await since();
      for (const { id } of all) seen.add(id);
      return all.map(({ answers, unit, desk, state }) =>
        [answers.document, answers.from, answers.to, unit, desk.role, state].join(" "),
      );
    };
    const ofAll = (what: string) => [
      `${what} barn-familj unitManager ready`,
      `${what} vuxen unitManager ready`,
      `${what} arbete-valfard departmentManager ready`,
    ];
    expect((await come("2026-05-10T06:40:00.000Z")).sort()).toEqual(
      ofAll("councilPack 2026-01-01 2026-04-30").sort(),
    );
    expect(maja.card()).toContain("Period: Tertial 1 2026");
    expect((await come("2026-09-10T06:40:00.000Z")).sort()).toEqual(
      ofAll("councilPack 2026-05-01 2026-08-31").sort(),
    );
    expect(maja.card()).toContain("Period: Tertial 2 2026");
    const year = "qualityReport 2026-01-01 2026-12-31";
    expect((await come("2027-02-15T06:40:00.000Z")).sort()).toEqual(
      [
        ...ofAll("councilPack 2026-01-01 2026-12-31"),
        `${year} barn-familj departmentManager ready`,
        `${year} vuxen departmentManager ready`,
        `${year} arbete-valfard sas ready`,
      ].sort(),
    );
    const [whole, ...units] = (await compilationsIn(town))
      .filter(({ answers }) => answers.document === "qualityReport")
      .toSorted((a, b) => a.unit.localeCompare(b.unit));

    // That of a department goes to the director, who has it when the whole is to be approved.
    for (const { id } of units.slice(0, 1)) {
      await nils.say(id);
      await write(town, nils, "summary", "Avdelningens år.", "qualityReport");
      await nils.press("Lämna för godkännande");
      await nils.press("Godkänn");
      nils.closeDialog();
      await town.settled();
      expect(doris.card()).toContain(`Ärende: ${id}`);
    }
    await sara.say(whole?.id ?? "");
    await write(town, sara, "summary", "Hela årets kvalitet.", "qualityReport");
    await sara.press("Lämna för godkännande");
    sara.closeDialog();
    await town.settled();
    await doris.press("Öppna");
    await doris.press("Godkänn");
    doris.closeDialog();
    await town.settled();
    expect(nils.card()).toContain("[Anmäld till nämnden]");
    await nils.press("Öppna");
    await nils.press("Dokument");
    const text = wordText(await fetched(nils, "Kvalitetsberättelse"));
    nils.closeDialog();
    expect(text).toContain("Kommunstyrelsen");
    expect(text).toContain("Hela årets kvalitet.");
    expect(text).not.toContain("Utkast");
  },
);

test("two that are begun at once are counted one after the other, each knowing of the one before", async () => {
  const town = await openOsby({
    file: osbyFile((m) => ({
      ...m,
      compilations: m.compilations.flatMap((plan) => [
        { ...plan, on: ["07-15"] },
        { ...plan, document: "qualityAccounts", on: ["07-15"] },
      ]),
    })),
  });
  const { anna } = await arrive(town, "teams", "anna");
  for (let n = 0; n < 3; n++) await report(town, anna);
  await sweepAt(town, midsummer);
  for (let minutes = 0; minutes < 20; minutes += 2) {
    town.clock.turn(2);
    await town.home.wake();
    await town.settled();
  }
  const all = await compilationsIn(town);
  expect(all.length).toBeGreaterThan(1);
  expect(all.map(({ state }) => state)).toEqual(all.map(() => "ready"));
  const moments = all.map(({ snapshots = [] }) => snapshots.map(({ at }) => at).join());
  expect(new Set(moments).size).toBeGreaterThan(1);
});

/** What is reported in the months of a year: who, of which area, and how grave. */
const year = [
  ["anna", "Utredning, beslut och rättssäkerhet"],
  ["viktor", "Dokumentation och sekretess"],
  ["anna", "Utredning, beslut och rättssäkerhet"],
  ["frida", "Placering"],
  ["anna", "Utredning, beslut och rättssäkerhet"],
] as const;

describe.each(long ? platforms : [])("a year of cases in %s", (platform) => {
  test("OSB-102: is in two half-years, in January and in July, as they were reported and assessed", {
    timeout: 240_000,
  }, async () => {
    const town = await openOsby({ at: "2026-01-12T09:00:00.000Z" });
    const people = await arrive(town, platform, "anna", "maja", "viktor", "frida", "sara", "doris", "nils");
    const expected: Record<string, number> = {};
    for (let month = 1; month <= 12; month++) {
      for (const [at, [who, category]] of year.entries()) {
        const day = `2026-${String(month).padStart(2, "0")}-${12 + at}`;
        await sweepAt(town, `${day}T09:00:00.000Z`);
        const serious = at === 0 && month % 6 === 1;
        if (serious) await mistreatment(town, people[who]);
        else await report(town, people[who], { category });
        const key = `${month <= 6 ? "H1" : "H2"} ${who}`;
        expected[key] = (expected[key] ?? 0) + 1;
        if (!serious && who === "anna" && month < 12) {
          await assess(town, people.maja, {
            code: at === 0 ? "RTS6" : "RTS4",
            severity: String(1 + (at % 4)),
          });
          people.maja.closeDialog();
        }
      }
      if (month === 7) {
        const half = (await compilationsIn(town)).find(({ answers }) => answers.to === "2026-06-30");
        const grids = half && (await gridsOf(town.home.house, half));
        expect(grids?.["deviation/trend"]?.cells.at(-1)).toEqual([30, 0, 0]);
        await keep(people.sara, half?.id ?? "", `${platform}-2026H1`);
      }
    }
    await sweepAt(town, "2027-01-15T05:00:00.000Z");
    const second = (await compilationsIn(town)).find(({ answers }) => answers.to === "2026-12-31");
    const grids = second && (await gridsOf(town.home.house, second));
    expect(grids?.["deviation/trend"]?.cells.at(-1)).toEqual([30, 30, 0]);
    const units = grids?.["deviation/byUnitNature"];
    const totalOf = (unit: string) => {
      const total = units?.cells[units.rows.indexOf(unit)]?.at(-1);
      return typeof total === "object" ? total?.hidden : total;
    };
    expect([totalOf("barn-familj"), totalOf("vuxen"), totalOf("familjehuset")]).toEqual([
      expected["H2 anna"],
      expected["H2 viktor"],
      expected["H2 frida"],
    ]);
    expect(grids?.["deviation/lexSarah"]?.cells.at(-1)?.at(-1)).toBe(1);
    await keep(people.sara, second?.id ?? "", `${platform}-2026H2`);
  });
});

/** Everything that a compilation gives, into the folder that DOCUMENTS names, for somebody to look at. */
async function keep(sara: Device, id: string, name: string): Promise<void> {
  await sara.say(id);
  await sara.press("Öppna");
  await sara.press("Dokument");
  for (const label of [
    "Sammanställning och analys",
    "Bilaga: lex Sarah",
    "Sammanställning och analys (Excel)",
  ]) {
    const bytes = await fetched(sara, label);
    const ending = label.endsWith("(Excel)") ? "xlsx" : "docx";
    if (ending === "docx") expect(flawsOf(bytes)).toEqual([]);
    const { DOCUMENTS: folder } = process.env;
    if (folder) writeFileSync(`${folder}/${name}-${label.replaceAll(/[^a-z]+/gi, "-")}.${ending}`, bytes);
  }
  sara.closeDialog();
}
