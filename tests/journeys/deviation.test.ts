import { describe, expect, test } from "vitest";
import { historyHolds } from "#domain/history";
import { byOf } from "#functions/storage/store";
import { type Device, type Osby, openOsby, osby, platformsOr } from "./osby.ts";

/** An ordinary deviation from the first word to the review; answers how many presses it took. */
async function fillIn(anna: Device, nature = "Avvikelse", manager = "Nej, ingen av dem"): Promise<number> {
  await anna.say("avvikelse");
  await anna.press("Nej, ingen är i fara");
  await anna.press(nature);
  await anna.press("En person hos oss");
  await anna.press("Nästa", { happened: "i går kväll" });
  await anna.press("Utredning, beslut och rättssäkerhet");
  await anna.press("Oro eller obehag", { what: "Beslutet skickades inte till den enskilde." });
  await anna.press(manager, { measures: ["informed"] });
  return 7 + 1;
}

async function arrive(town: Osby, platform: "teams" | "slack", ...ids: string[]): Promise<Device[]> {
  const devices = ids.map(town.on[platform]);
  for (const device of devices) await device.arrive();
  return devices;
}

const record = async (town: Osby) => {
  const all = await town.records();
  expect(all).toHaveLength(1);
  const [only] = all;
  if (!only) throw new Error("no record");
  return only;
};

describe.each(platformsOr("slack"))("on %s", (platform) => {
  test("an ordinary deviation travels from the first word to the unit manager and the SAS (OSB-36, OSB-57, OSB-97)", async () => {
    const town = await openOsby();
    const [maja, sara, viktor] = (await arrive(town, platform, "maja", "sara", "viktor")) as [
      Device,
      Device,
      Device,
    ];
    const anna = town.on[platform]("anna");
    const presses = (await fillIn(anna)) + 1;
    expect(presses).toBeLessThanOrEqual(9);
    expect(anna.card()).toContain("Rapporten är inte skickad än");
    expect(anna.card()).not.toContain("Beslutet skickades");
    await anna.press("Skicka");
    await town.settled();
    const entry = await record(town);
    expect(anna.card()).toContain("Tack, vi har fått din rapport");
    expect(anna.card()).toContain(entry.id);
    expect(maja.card()).toContain(`Ärende: ${entry.id}`);
    expect(maja.card()).toContain("[Jag tar det]");
    expect(sara.card()).toContain("för kännedom");
    expect(viktor.cards().join()).not.toContain(entry.id);
    expect(entry).toMatchObject({
      state: "received",
      unit: "barn-familj",
      occurredOn: "2026-03-09",
      restricted: false,
    });
    expect(entry.facts).toMatchObject({ nature: "deviation", category: "legal", guarded: "no" });
    expect(historyHolds(entry.history)).toBe(true);
  });

  test("whoever handles it takes it and opens it, everybody's card follows, and the reading is logged", async () => {
    const town = await openOsby();
    const [maja, sara] = (await arrive(town, platform, "maja", "sara")) as [Device, Device];
    const anna = town.on[platform]("anna");
    await fillIn(anna);
    await anna.press("Skicka");
    await town.settled();
    const { id } = await record(town);
    await maja.press("Öppna ärendet");
    expect(maja.dialog()).toContain("Beslutet skickades inte till den enskilde.");
    expect(maja.dialog()).toContain("9 mars 2026 på kvällen");
    expect(maja.cards().join()).not.toContain("Beslutet skickades");
    maja.closeDialog();
    await town.settled();
    // Opened, so it is too late for the reporter to say that the unit was wrong.
    expect(anna.card()).not.toContain("[Fel enhet]");
    await maja.press("Jag tar det");
    await town.settled();
    expect(maja.card()).toContain("# Ditt ärende");
    expect(maja.card()).toContain("Du tog ärendet 10 mars 2026 12.00");
    expect(sara.card()).toContain("# Ärende som någon har tagit");
    expect(sara.card()).toContain("Maja Påhittad tog ärendet");
    expect(anna.card()).toContain("Maja Påhittad tog ärendet");
    const reads = await town.tables.store.query({ index: "reporter", pk: `T#osby#READOF#${id}` });
    expect(reads.items).toHaveLength(1);
    expect((await record(town)).state).toBe("assigned");
  });

  test("somebody in danger: 112 and the jour first, four presses at most, and the chain climbs (OSB-36)", async () => {
    const town = await openOsby();
    const [maja, sara, doris] = (await arrive(town, platform, "maja", "sara", "doris")) as [
      Device,
      Device,
      Device,
    ];
    const anna = town.on[platform]("anna");
    await anna.say("avvikelse");
    expect(anna.card()).toContain("Är någon i fara nu?");
    await anna.press("Ja, någon är i fara");
    expect(anna.card()).toContain("ring 112");
    expect(anna.card()).toContain("070-174 06 05");
    await anna.press("Nej, ingen av dem", { line: "Den enskilde är utlåst i kylan." });
    await town.settled();
    expect(anna.card()).toContain("# Larmet är skickat");
    expect(anna.card()).toContain("Larm går nu till enhetschefen och SAS.");
    expect(maja.card()).toContain("Någon är i fara nu");
    expect(doris.cards().join()).not.toContain("fara");
    const entry = await record(town);
    expect(entry).toMatchObject({ state: "received", urgent: true });
    expect(entry.facts.nature).toBe("unsure");

    town.clock.turn(11);
    await town.home.wake();
    expect(anna.card()).toContain("# Ingen har svarat. Ring nu");
    expect(anna.card()).toContain("Chef i beredskap 070-174 06 05");
    expect(sara.card()).toContain("Någon är i fara nu");
    expect(doris.cards().join()).not.toContain(entry.id);
    town.clock.turn(11);
    await town.home.wake();
    expect(doris.card()).toContain("Någon är i fara nu");
    await sara.press("Jag tar det");
    await town.settled();
    expect(anna.card()).toContain("Sara Sagolik tog ärendet");
    expect(anna.card()).not.toContain("Ingen har svarat");
    expect(doris.card()).toContain("Sara Sagolik tog ärendet");
    // Taken: nobody is called any more.
    const before = [maja, sara, doris].map((device) => device.cards().length);
    town.clock.turn(300);
    await town.home.wake();
    expect([maja, sara, doris].map((device) => device.cards().length)).toEqual(before);
  });

  test("after the danger the reporter adds the rest, and it is routed by what it then is", async () => {
    const town = await openOsby();
    const [maja, sara] = (await arrive(town, platform, "maja", "sara")) as [Device, Device];
    const anna = town.on[platform]("anna");
    await anna.say("avvikelse");
    await anna.press("Ja, någon är i fara");
    await anna.press("Nej, ingen av dem", { line: "Bråk i köket." });
    await town.settled();
    await anna.press("Lägg till resten");
    expect(anna.dialog()).toBeDefined();
    await anna.press("Nästa", {
      nature: "mistreatment",
      concerns: "recipient",
      happened: "nyss",
      law: "sol",
      category: "abuse",
    });
    await anna.press("Nästa", {
      what: "Den enskilde blev slagen.",
      consequence: "serious",
      measures: ["secured"],
    });
    await anna.press("Skicka");
    await town.settled();
    const entry = await record(town);
    expect(entry.facts).toMatchObject({ nature: "mistreatment", guarded: "yes" });
    expect(entry.desk.role).toBe("sas");
    expect(sara.card()).toContain("Lex Sarah");
    expect(maja.card()).toContain("Lex Sarah");
    anna.closeDialog();
    expect(anna.card()).not.toContain("[Lägg till resten]");
    expect(entry.history.map(({ act }) => act)).toEqual(["receive", "complete"]);
  });

  test("lex Sarah goes to the SAS at once; the manager keeps what is needed to stop the harm (OSB-58, OSB-89, OSB-90)", async () => {
    const town = await openOsby();
    const [maja, sara] = (await arrive(town, platform, "maja", "sara")) as [Device, Device];
    const anna = town.on[platform]("anna");
    await fillIn(anna, "Missförhållande (lex Sarah)");
    await anna.press("Lägg till mer");
    await anna.press("Nästa", { suggestion: "Fler på natten.", colleague: "En kollega" });
    await anna.press("Skicka");
    anna.closeDialog();
    await town.settled();
    const entry = await record(town);
    expect(entry).toMatchObject({ restricted: true, desk: { role: "sas" } });
    expect(entry.law.map(({ section }) => section)).toContain("27 kap. 2 §");
    expect(sara.card()).toContain("Typ: Lex Sarah");
    expect(sara.card()).toContain("[Jag tar det]");
    expect(maja.card()).toContain("SAS utreder och beslutar");
    await maja.press("Öppna ärendet");
    expect(maja.dialog()).toContain("Beslutet skickades inte");
    expect(maja.dialog()).not.toContain("Fler på natten");
    expect(maja.dialog()).not.toContain("Anna Exempelsson");
    expect(maja.card()).not.toContain("[Jag tar det]");
    await sara.press("Öppna ärendet");
    expect(sara.dialog()).toContain("Fler på natten");
    // Who reported is shown for itself, and each showing logged.
    expect(sara.dialog()).not.toContain("Anna Exempelsson");
    expect(sara.dialog()).not.toContain("En kollega");
    await sara.press("Vem rapporterade?");
    expect(sara.dialog()).toContain("Anna Exempelsson");
    expect(sara.dialog()).toContain("En kollega");
    const reads = await town.tables.store.query({ index: "reporter", pk: `T#osby#READOF#${entry.id}` });
    expect(reads.items).toHaveLength(3);
    expect(maja.cards().join() + sara.cards().join()).not.toContain("Anna Exempelsson");
  });

  test("of a lex Sarah the director hears that there is one, and no more", async () => {
    const town = await openOsby();
    const [doris] = (await arrive(town, platform, "doris")) as [Device];
    const anna = town.on[platform]("anna");
    await fillIn(anna, "Missförhållande (lex Sarah)");
    await anna.press("Skicka");
    await town.settled();
    const { id } = await record(town);
    expect(doris.card()).toContain(id);
    expect(doris.card()).toContain("Typ: Lex Sarah");
    expect(doris.card()).toContain("Enhet: Barn och familjeenheten");
    expect(doris.card()).toContain("Läge: Mottagen");
    expect(doris.card()).not.toContain("[");
  });

  test("the manager is involved: the manager is not told and cannot tell", async () => {
    const town = await openOsby();
    const [maja, sara, viktor] = (await arrive(town, platform, "maja", "sara", "viktor")) as [
      Device,
      Device,
      Device,
    ];
    const anna = town.on[platform]("anna");
    const before = maja.cards().length;
    await fillIn(anna, "Avvikelse", "Ja, chefen är inblandad");
    await anna.press("Skicka");
    await town.settled();
    const entry = await record(town);
    expect(entry.hiddenFrom).toEqual(["maja"]);
    expect(anna.card()).toContain("Rapporten går till SAS och förvaltningschefen.");
    expect(anna.card()).toContain("Den som är inblandad får inte veta något.");
    expect(sara.card()).toContain("[Jag tar det]");
    expect(maja.cards()).toHaveLength(before);
    // Asked by number, the hidden case answers as one that does not exist.
    await maja.say(entry.id);
    const hidden = maja.card();
    await viktor.say("ABCD-2345");
    expect(hidden).toBe(viktor.card());
  });

  test("danger with the manager involved never calls the manager", async () => {
    const town = await openOsby();
    const [maja, sara] = (await arrive(town, platform, "maja", "sara")) as [Device, Device];
    const anna = town.on[platform]("anna");
    await anna.say("avvikelse");
    await anna.press("Ja, någon är i fara");
    const before = maja.cards().length;
    await anna.press("Ja, chefen är inblandad", { line: "Chefen låser in den enskilde." });
    await town.settled();
    expect(sara.card()).toContain("Någon är i fara nu");
    for (let i = 0; i < 12; i++) {
      town.clock.turn(11);
      await town.home.wake();
    }
    expect(maja.cards()).toHaveLength(before);
  });

  test("wrong unit: the case moves, the first manager's card goes blank, and access with it", async () => {
    const town = await openOsby();
    const [maja, sara, viktor] = (await arrive(town, platform, "maja", "sara", "viktor")) as [
      Device,
      Device,
      Device,
    ];
    const anna = town.on[platform]("anna");
    await fillIn(anna);
    await anna.press("Skicka");
    await town.settled();
    const { id } = await record(town);
    await anna.press("Fel enhet");
    await anna.press("Flytta", { unit: "barn-familj" });
    expect(`${anna.dialog()}${anna.notice()}`).toContain("Ärendet ligger redan på den enheten");
    await anna.press("Flytta", { unit: "vuxen-ekonomi" });
    anna.closeDialog();
    await town.settled();
    expect(maja.card()).toContain("Ärendet ligger inte hos dig");
    expect(maja.card()).not.toContain(id);
    expect(viktor.card()).toContain(id);
    expect(viktor.card()).toContain("Ekonomiskt bistånd");
    expect(sara.card()).toContain("Ekonomiskt bistånd");
    expect(sara.cards().filter((card) => card.includes(id))).toHaveLength(1);
    await maja.say(id);
    const refused = `${maja.card()}${maja.notice() ?? ""}`;
    expect(refused).toContain("Det finns inget sådant ärende");
    expect((await record(town)).answers.unit).toBe("vuxen-ekonomi");
  });

  test("redelivered three times there is one record, and the cards arrive", async () => {
    const town = await openOsby();
    const [maja] = (await arrive(town, platform, "maja")) as [Device];
    const anna = town.on[platform]("anna");
    await anna.say("avvikelse");
    await anna.redeliver();
    await anna.press("Nej, ingen är i fara");
    await anna.redeliver();
    await anna.redeliver();
    await fillIn(anna).catch(() => undefined);
    await anna.say("avbryt");
    await fillIn(anna);
    await anna.press("Skicka");
    for (let i = 0; i < 3; i++) await anna.redeliver();
    await town.settled();
    const { id } = await record(town);
    expect(maja.cards().filter((card) => card.includes(id))).toHaveLength(1);
    expect(anna.card()).toContain("Tack, vi har fått din rapport");
  });

  test("a draft outlives the process, and is offered when the word is written again", async () => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await anna.say("avvikelse");
    await anna.press("Nej, ingen är i fara");
    await anna.press("Risk");
    await town.restart();
    await anna.say("avvikelse");
    expect(anna.card()).toContain("Du har en rapport som inte är skickad");
    await anna.press("Fortsätt");
    expect(anna.card()).toContain("Vem berör det?");
    await anna.press("Tillbaka");
    expect(anna.card()).toContain("Vad vill du rapportera?");
  });

  test("killed between save and delivery, the next sweep delivers", async () => {
    const town = await openOsby({ fastPath: false });
    const [maja, sara] = (await arrive(town, platform, "maja", "sara")) as [Device, Device];
    const anna = town.on[platform]("anna");
    await fillIn(anna);
    await anna.press("Skicka");
    const { id } = await record(town);
    expect(maja.cards().join()).not.toContain(id);
    await town.restart();
    await town.home.wake();
    expect(maja.card()).toContain(id);
    expect(sara.card()).toContain(id);
    await town.home.wake();
    expect(maja.cards().filter((card) => card.includes(id))).toHaveLength(1);
  });

  test("a press while delivery is marking its errand refuses nobody and loses nothing", async () => {
    const town = await openOsby({ fastPath: false });
    const [maja, sara] = (await arrive(town, platform, "maja", "sara")) as [Device, Device];
    const anna = town.on[platform]("anna");
    await fillIn(anna);
    await anna.press("Skicka");
    const { id } = await record(town);
    // The press arrives just before the delivery that gave Maja her card writes that it did.
    const store = town.home.house.store as { put: typeof town.home.house.store.put };
    const put = store.put;
    let pressed = false;
    store.put = async (item, when) => {
      const mine = !pressed && maja.cards().some((card) => card.includes(id));
      if (mine) {
        pressed = true;
        await maja.press("Jag tar det");
      }
      return put(item, when);
    };
    await town.home.wake();
    store.put = put;
    expect(pressed).toBe(true);
    await town.home.wake();
    const entry = await record(town);
    expect(entry).toMatchObject({ state: "assigned", taker: "maja" });
    expect(maja.card()).toContain("Du tog ärendet");
    expect(sara.card()).toContain("Maja Påhittad tog ärendet");
    expect(maja.notice()).toBeUndefined();
    expect(entry.errands.every((errand) => errand.done)).toBe(true);
  });

  test("two take it at once: one wins, the other is told who", async () => {
    const town = await openOsby();
    const [maja, sara] = (await arrive(town, platform, "maja", "sara")) as [Device, Device];
    const anna = town.on[platform]("anna");
    await anna.say("avvikelse");
    await anna.press("Ja, någon är i fara");
    await anna.press("Nej, ingen av dem", { line: "Brand i köket." });
    await town.settled();
    town.clock.turn(11);
    await town.home.wake();
    await Promise.all([maja.press("Jag tar det"), sara.press("Jag tar det")]);
    await town.settled();
    const entry = await record(town);
    expect(entry.history.filter(({ act }) => act === "take")).toHaveLength(1);
    const [winner, loser] = entry.taker === "maja" ? ["Maja Påhittad", sara] : ["Sara Sagolik", maja];
    expect(loser.notice()).toContain(`${winner} tog ärendet`);
    expect(loser.card()).toContain(`${winner} tog ärendet`);
  });

  test("the dialog asks the same in pages, from a word to the receipt, and says what a deviation is and what a risk (OSB-98, OSB-99)", async () => {
    const town = await openOsby();
    const [maja] = (await arrive(town, platform, "maja")) as [Device];
    const anna = town.on[platform]("anna");
    await anna.say("avvikelse");
    await anna.press("Fyll i allt på en gång");
    await anna.press("Nästa", { danger: "no" });
    expect(anna.dialog()).toContain("Något hände som inte ska hända.");
    expect(anna.dialog()).toContain("Inget har hänt än, men det kan hända om vi inte gör något.");
    await anna.press("Nästa", {
      nature: "risk",
      concerns: "group",
      happened: "i måndags 14",
      law: "sol",
      category: "cooperation",
    });
    await anna.press("Nästa", {
      what: "Skolan fick inte besked.",
      consequence: "none",
      measures: ["notPossible"],
      involved: "no",
    });
    expect(anna.dialog()).toContain("Skolan fick inte besked.");
    await anna.press("Skicka");
    expect(anna.dialog()).toContain("Du kan stänga den här rutan");
    anna.closeDialog();
    await town.settled();
    const entry = await record(town);
    expect(entry.occurredOn).toBe("2026-03-09");
    expect(maja.card()).toContain("Typ: Risk");
    expect(anna.card()).toContain("Tack, vi har fått din rapport");
  });

  test("a person without a unit chooses it once", async () => {
    const town = await openOsby();
    const nils = town.on[platform]("nils");
    await nils.say("avvikelse");
    await nils.press("Nej, ingen är i fara");
    await nils.press("Avvikelse");
    await nils.press("Personal, lokaler eller annat");
    await nils.press("Nästa", { unit: "familjehuset", happened: "i dag", law: "unknown" });
    await nils.press("Bemanning och arbetssätt");
    await nils.press("Ingen känd", { what: "Dörren går inte i lås." });
    await nils.press("Nej, ingen av dem", { measures: ["informed"] });
    await nils.press("Skicka");
    await town.settled();
    expect((await record(town)).unit).toBe("familjehuset");
    await nils.say("avvikelse");
    await nils.press("Nej, ingen är i fara");
    await nils.press("Avvikelse");
    await nils.press("Personal, lokaler eller annat");
    expect(nils.card()).toContain("(x) Familjehuset");
  });

  test("a shared account is asked for name and phone each time, and cannot read what was reported on it", async () => {
    const town = await openOsby();
    const [frida] = (await arrive(town, platform, "frida")) as [Device];
    const tablet = town.on[platform]("surfplatta");
    await tablet.say("avvikelse");
    await tablet.press("Nej, ingen är i fara");
    expect(tablet.card()).toContain("Ditt namn");
    await tablet.press("Nästa", { reporterName: "Vikarie Vilse", reporterPhone: "070-174 06 77" });
    await tablet.press("Avvikelse");
    await tablet.press("En person hos oss");
    await tablet.press("Nästa", { happened: "okänt" });
    await tablet.press("Bemanning och arbetssätt");
    await tablet.press("Ingen känd", { what: "Ett fönster stod öppet." });
    await tablet.press("Nej, ingen av dem", { measures: ["informed"] });
    await tablet.press("Skicka");
    await town.settled();
    const entry = await record(town);
    expect(entry.occurredOn).toBeUndefined();
    expect(frida.card()).toContain(entry.id);
    await frida.press("Öppna ärendet");
    expect(frida.dialog()).not.toContain("Vikarie Vilse");
    await frida.press("Vem rapporterade?");
    expect(frida.dialog()).toContain("Vikarie Vilse");
    expect(frida.dialog()).toContain("070-174 06 77");
    await tablet.say(entry.id);
    expect(`${tablet.card()}${tablet.notice()}`).toContain("Det finns inget sådant ärende");
  });

  test("a story in the chat is neither stored nor echoed, and is asked about once after an hour", async () => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await anna.say("I går blev en boende slagen av en annan boende");
    expect(anna.card()).toContain("Det du skrev är inte sparat och ingen har fått det.");
    expect(anna.card()).toContain("Ring 112");
    expect(anna.card()).not.toContain("slagen");
    const count = anna.cards().length;
    town.clock.turn(30);
    await town.home.wake();
    expect(anna.cards()).toHaveLength(count);
    town.clock.turn(31);
    await town.home.wake();
    await town.home.wake();
    expect(anna.cards()).toHaveLength(count + 1);
    expect(anna.card()).toContain("ingen rapport har kommit");
  });

  test("whoever reported within the hour is not reminded", async () => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await anna.say("I går blev en boende slagen av en annan boende");
    town.clock.turn(5);
    await fillIn(anna);
    await anna.press("Skicka");
    await town.settled();
    const count = anna.cards().length;
    town.clock.turn(61);
    await town.home.wake();
    expect(anna.cards()).toHaveLength(count);
  });

  test("help names the reporting routines, and the words that open a form (OSB-87)", async () => {
    const town = await openOsby();
    const anna = town.on[platform]("anna");
    await anna.say("hjälp");
    expect(anna.card()).toContain("Avvikande händelser och risker kopplat till verksamhetens kvalitet");
    expect(anna.card()).toContain("mina ärenden, mina åtgärder, att läsa");
    for (const list of ["mitt arbete", "min enhet", "balanslista", "roller"])
      expect(anna.card()).not.toContain(list);
    await anna.say("jag vill rapportera en sak");
    expect(anna.card()).toContain("Är någon i fara nu?");
  });

  test("ordinary cards wait for the morning in quiet hours; danger does not", async () => {
    const { osbyFile } = await import("./osby.ts");
    const file = osbyFile((m) => ({ ...m, quietHours: { from: "20:00", to: "07:00" } }));
    const town = await openOsby({ file, at: "2026-03-10T22:00:00.000Z" });
    const [maja] = (await arrive(town, platform, "maja")) as [Device];
    const anna = town.on[platform]("anna");
    const count = maja.cards().length;
    await fillIn(anna);
    await anna.press("Skicka");
    await town.settled();
    await town.home.wake();
    expect(maja.cards()).toHaveLength(count);
    await anna.say("avvikelse");
    await anna.press("Ja, någon är i fara");
    await anna.press("Nej, ingen av dem", { line: "Rök i trapphuset." });
    await town.settled();
    expect(maja.card()).toContain("Någon är i fara nu");
    town.clock.turn(8 * 60 + 1);
    await town.home.wake();
    expect(maja.cards().at(-1)).toContain("Typ: Avvikelse");
  });
});

test("begun in Slack and finished in Teams", async () => {
  const town = await openOsby();
  const slack = town.on.slack("anna");
  const teams = town.on.teams("anna");
  await slack.say("avvikelse");
  await slack.press("Nej, ingen är i fara");
  await slack.press("Avvikelse");
  await slack.press("Flera personer eller hela enheten");
  await teams.say("fortsätt");
  expect(teams.card()).toContain("Var och när?");
  await teams.press("Nästa", { happened: "i förrgår" });
  await teams.press("Samarbete med andra");
  await teams.press("Ingen känd", { what: "Mötet ställdes in." });
  await teams.press("Nej, ingen av dem", { measures: ["informed"] });
  await teams.press("Skicka");
  // An old card on the other platform only shows where it is.
  await slack.press("Nästa", { happened: "i dag" });
  expect(slack.card()).toContain("Tack, vi har fått din rapport");
  const { items } = await town.tables.store.query({ index: "reporter", pk: byOf(osby, "anna" as never) });
  expect(items).toHaveLength(1);
});
